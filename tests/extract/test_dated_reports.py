"""When, over whole reports: what the clause, the paragraph and the lead say, settled against the day of publication."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from desk_reader import DeskReader

from dragoman.resolve.derive import derive
from dragoman.types import Date, Event

REPORTS = Path(__file__).parent / "dated" / "reports.txt"
LEAST_RIGHT, MOST_INVENTED = 0.93, 0.025  # of the events found; .96 and .018 when the reports were laid down
LASTING_SLACK = 31  # days


@dataclass
class Case:
    published: str
    text: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)


def cases() -> Iterator[Case]:
    case: Case | None = None
    for line in REPORTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            if case is not None:
                yield case
            case = Case(line[3:].strip())
        elif case is None:
            continue
        elif line.startswith("-- "):
            words, _, answer = line[3:].rpartition(" | ")
            case.asked.append((words.strip(), answer.strip()))
        else:
            case.text += line + "\n"
    if case is not None:
        yield case


def days(iso: str) -> tuple[date, date]:
    parts = [int(p) for p in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 0
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if len(parts) == 2:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(*parts), date(*parts)


def fits(told: Date | None, answer: str) -> bool:
    if told is None or answer == "none":
        return told is None and answer == "none"
    if told.earliest is None or told.latest is None:
        return False
    low, high = date.fromisoformat(told.earliest[:10]), date.fromisoformat(told.latest[:10])
    if ">" in answer:
        first = days(answer.partition(">")[0])[0]
        return min(abs((low - first).days), abs((high - first).days)) <= LASTING_SLACK
    first_words, _, last_words = answer.partition("/")
    first, last = days(first_words)[0], days(last_words or first_words)[1]
    inside = first <= low and high <= last
    return inside and ((high - low).days > 1 or first == last or (last - first).days <= 1)


def outcome(event: Event, answer: str) -> str:
    dates, _, _ = answer.partition("@")
    if any(fits(event.date, one.strip()) for one in dates.split("|")):
        return "right"
    told = event.date
    sure = told is not None and told.earliest is not None and told.earliest[:10] == (told.latest or "")[:10]
    return "invented" if sure else "wrong"


@pytest.fixture(scope="module")
def read(desk: DeskReader) -> list[tuple[str, str, Event]]:
    """(words, answer, the event whose trigger lies in them) of every question that finds an event."""
    found = []
    for case in cases():
        page = desk.page(case.text, published=case.published)
        record = derive([page.article], [page.reading], knowledge=desk.knowledge).record
        for words, answer in case.asked:
            start = case.text.index(words)
            for event in record.events:
                if any(t.start < start + len(words) and t.end > start for t in event.triggers):
                    found.append((words, answer, event))
                    break
    return found


def test_most_events_of_a_report_get_their_date_and_hardly_any_a_wrong_day(read: list[tuple[str, str, Event]]) -> None:
    wrong = [(w, a, outcome(e, a), e.date) for w, a, e in read if outcome(e, a) != "right"]
    shown = "\n".join(f"{w!r}: {a}, {kind} {d and (d.earliest, d.latest, d.why)}" for w, a, kind, d in wrong)
    assert len(read) > 250
    assert len(wrong) <= (1 - LEAST_RIGHT) * len(read), shown
    assert sum(kind == "invented" for _, _, kind, _ in wrong) <= MOST_INVENTED * len(read), shown


def test_the_plans_of_these_reports_are_plans(read: list[tuple[str, str, Event]]) -> None:
    wrong = [(w, a, e.status) for w, a, e in read if "@" in a and e.status != a.partition("@")[2].strip()]
    assert not wrong
