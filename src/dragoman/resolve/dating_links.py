"""What other articles say about an article's day: shared passages and quotations, and "they last met in September"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dragoman import times
from dragoman.reading import EventMention, Reading, TimeExpression
from dragoman.resolve.dating_days import Days, between, bounds
from dragoman.resolve.dating_pages import CROSSING, LINKED, SOFT, Clue, Page, fold
from dragoman.times.days import add_months, month_of, parse, safe, shift, spoken
from dragoman.times.words import MONTH_NAMES, WEEKDAY_NAMES
from dragoman.types import Copy, Date

LEAST_QUOTED = 25  # letters and digits of a quotation that two reports share; shorter ones are phrases
LEAST_SHARED = 150  # characters of shared passages, quotations included, that tie two reports together
MOST_SHARING = 30  # reports that may share one quotation; beyond it is a motto and ties nothing
WHOLE_COPY = 0.5  # share of the shorter report that makes it a copy: of the same days whatever it says
COPY_BEFORE, COPY_AFTER = 3, 7  # days by which a copy may be older or younger than the other
WEEK_BACK = 6  # days that a bare weekday reaches back
EARLY = 1500  # characters in which a report tells its own news
NEAR_PASSAGE = 250  # characters from a shared passage within which a weekday belongs to what is shared
LAST_TIME = re.compile(r"\b(?:last|latest|previous(?:ly)?|most recent(?:ly)?)\b", re.IGNORECASE)
LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Shared:
    """What two articles have in common: characters, those outside quotations, and where they stand in either."""

    characters: int
    copied: int
    a: tuple[tuple[int, int], ...]
    b: tuple[tuple[int, int], ...]


Pairs = dict[tuple[str, str], Shared]


def shared_passages(pages: Mapping[str, Page], copies: Iterable[Copy | tuple[str, str, int]] = ()) -> Pairs:
    """Pairs of articles, ids in order, that share passages or quotations, with how much they share."""
    found: dict[tuple[str, str], list[tuple[int, tuple[int, int] | None, tuple[int, int] | None]]] = {}
    copied: dict[tuple[str, str], int] = {}
    for copy in copies:
        if isinstance(copy, Copy):
            a, b = copy.a, copy.b
            if a.article > b.article:
                a, b = b, a
            if a.article != b.article:
                row = (min(a.end - a.start, b.end - b.start), (a.start, a.end), (b.start, b.end))
                found.setdefault((a.article, b.article), []).append(row)
                if a.article in pages:
                    outside = row[0] - _quoted(pages[a.article], a.start, a.end)
                    copied[a.article, b.article] = copied.get((a.article, b.article), 0) + max(outside, 0)
        else:
            first, second, characters = copy
            pair = (min(first, second), max(first, second))
            found.setdefault(pair, []).append((characters, None, None))
            copied[pair] = copied.get(pair, 0) + characters
    for (one, two), rows in _quotations(pages).items():
        known = found.setdefault((one, two), [])
        for quoted in rows:
            if not any(k[1] is not None and quoted[1] is not None and _overlap(k[1], quoted[1]) for k in known):
                known.append(quoted)
    return {
        pair: Shared(
            characters=sum(r[0] for r in rows),
            copied=copied.get(pair, 0),
            a=tuple(sorted(r[1] for r in rows if r[1] is not None)),
            b=tuple(sorted(r[2] for r in rows if r[2] is not None)),
        )
        for pair, rows in sorted(found.items())
        if pair[0] in pages and pair[1] in pages
    }


def _quoted(page: Page, start: int, end: int) -> int:
    """Characters of a stretch that are direct speech: a quotation is repeated for years, a passage is not."""
    speech = (s.content for s in page.reading.statements if s.form == "direct")
    return sum(max(0, min(end, c.end) - max(start, c.start)) for c in speech)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _quotations(
    pages: Mapping[str, Page],
) -> dict[tuple[str, str], list[tuple[int, tuple[int, int] | None, tuple[int, int] | None]]]:
    said: dict[str, dict[str, tuple[int, int]]] = {}
    for key, page in sorted(pages.items()):
        for statement in page.reading.statements:
            if statement.form != "direct":
                continue
            stretch = (statement.content.start, statement.content.end)
            letters = "".join(LETTER.findall(fold(page.text[stretch[0] : stretch[1]])))
            if len(letters) >= LEAST_QUOTED:
                said.setdefault(letters, {}).setdefault(key, stretch)
    out: dict[tuple[str, str], list[tuple[int, tuple[int, int] | None, tuple[int, int] | None]]] = {}
    for _, where in sorted(said.items()):
        if 1 < len(where) <= MOST_SHARING:
            for one, two in combinations(sorted(where), 2):
                size = min(where[one][1] - where[one][0], where[two][1] - where[two][0])
                out.setdefault((one, two), []).append((size, where[one], where[two]))
    return out


def as_date(days: Days) -> Date | None:
    """The hull of a set of days as a reference to resolve against."""
    lo, hi = bounds(days)
    if lo is None and hi is None:
        return None
    return Date(
        earliest=lo.isoformat() if lo else None,
        latest=hi.isoformat() if hi else None,
        precision="day" if lo == hi else "range",
        basis="inferred",
        why="",
    )


def from_shared(page: Page, other: Page, shared: Shared, days: Days, *, mine: Sequence[tuple[int, int]],
                theirs: Sequence[tuple[int, int]]) -> list[Clue]:  # fmt: skip
    """Clues for `page` from `other`, whose days are `days`: the same passages with the same weekday or day."""
    lo, hi = bounds(days)
    if lo is None or hi is None or (hi - lo).days > WEEK_BACK:
        return []
    out = []
    shortest = min(len(page.text), len(other.text))
    if shared.copied >= WHOLE_COPY * shortest:
        why = f"a copy of the report of {spoken(lo)} ({other.article.source}): of about the same days"
        out.append(Clue(LINKED, between(shift(lo, -COPY_BEFORE), shift(hi, COPY_AFTER)), why))
    quoted = bool(mine and theirs)
    if shared.characters < LEAST_SHARED and not (quoted and shared.characters >= 2 * LEAST_QUOTED):
        return out
    reference = as_date(days)
    told = {e.weekday: e for e in _news_days(other, theirs)}
    common = sorted(
        {e.weekday for e in _news_days(page, mine) if e.weekday is not None} & {w for w in told if w is not None}
    )
    news = []
    for weekday in common:
        date_ = times.resolve(told[weekday], reference=reference, tense="past", text=other.text)
        if date_ is not None and date_.earliest is not None and date_.earliest == date_.latest:
            news.append((date.fromisoformat(date_.earliest[:10]), weekday))
    if news:
        # of several weekdays that both name, the latest is the news
        day, weekday = max(news)
        why = (
            f"the same quotations or passages and the same {WEEKDAY_NAMES[weekday]} as the report of {spoken(lo)} "
            f"({other.article.source}): {WEEKDAY_NAMES[weekday]} is {spoken(day)}, told within a week"
        )
        out.append(Clue(LINKED, between(day, shift(day, WEEK_BACK)), why))
    theirs_dated = {
        (e.month, e.day) for _, e in other.times if e.form == "date" and e.day is not None and e.year is None
    }
    for _, e in page.times:
        key = (e.month, e.day)
        if e.form == "date" and e.day is not None and e.month is not None and e.year is None and key in theirs_dated:
            resolved = times.resolve(e, reference=reference, tense="past", text=page.text)
            if resolved is not None and resolved.earliest is not None and resolved.earliest == resolved.latest:
                day = date.fromisoformat(resolved.earliest[:10])
                if abs((lo - day).days) <= 2 * WEEK_BACK:
                    why = f"the same passages and the same “{page.words(e)}” as {other.article.source}: {spoken(day)}"
                    out.append(Clue(LINKED, between(day, add_months(day, CROSSING)), why))
                    break
    return out


def _news_days(page: Page, passages: Sequence[tuple[int, int]]) -> list[TimeExpression]:
    """Bare weekdays of a report's news: told as past near its top or beside what is shared."""
    out = []
    for index, e in page.times:
        if e.form != "weekday" or e.mods or e.unit is not None or e.to is not None:
            continue
        near = any(a - NEAR_PASSAGE <= e.start <= b + NEAR_PASSAGE for a, b in passages)
        if (near or e.start <= page.body_start + EARLY) and page.tense(index, e) != "future":
            out.append(e)
    return out


@dataclass(frozen=True)
class Meeting:
    """An event mention that may be told elsewhere: who, where, and its time expression."""

    article: str
    type: str
    people: frozenset[str]
    places: frozenset[str]
    time: TimeExpression
    trigger: int  # where its words begin
    again: bool  # told as the last time before the news of its article


def meetings(page: Page) -> list[Meeting]:
    """The article's events with two or more known participants and a time, completed from their chains."""
    reading = page.reading
    chains: dict[int, list[EventMention]] = {}
    for event in reading.events:
        chains.setdefault(event.chain, []).append(event)
    out = []
    for event in reading.events:
        told = chains[event.chain] if event.chain >= 0 else [event]
        people = _people(reading, event)
        if len(people) < 2:
            people = frozenset(name for e in told for name in _people(reading, e))
        near = [w for w in event.when if w.time is not None and w.via in ("clause", "sentence", "chain")]
        if len(people) < 2 or not near or near[0].time is None or event.status in ("denied", "cancelled"):
            continue
        time = reading.times[near[0].time]
        if near[0].tense == "future" or page.looks_ahead(time):
            continue
        places = _places(reading, event) or frozenset(name for e in told for name in _places(reading, e))
        words = page.text[max(event.evidence.start, event.trigger.start - 30) : event.trigger.end]
        out.append(
            Meeting(
                article=page.article.id,
                type=event.type,
                people=people,
                places=places,
                time=time,
                trigger=event.trigger.start,
                again=LAST_TIME.search(words) is not None and _past(event),
            )
        )
    return out


def _people(reading: Reading, event: EventMention) -> frozenset[str]:
    return frozenset(name for a in event.participants for name in _names(reading, a.entity))


def _places(reading: Reading, event: EventMention) -> frozenset[str]:
    near = [w for w in event.where if w.via not in ("dateline", "report")]
    return frozenset(name for w in near for name in _names(reading, w.entity))


def _past(event: EventMention) -> bool:
    return event.status in ("occurred", "ongoing") and all(w.tense != "future" for w in event.when[:1])


def _names(reading: Reading, index: int) -> list[str]:
    """What an entity is known by across articles; the members of a group one by one."""
    entity = reading.entities[index]
    if entity.members:
        return [n for m in entity.members if 0 <= m < len(reading.entities) and m != index for n in _one(reading, m)]
    return _one(reading, index)


def _one(reading: Reading, index: int) -> list[str]:
    entity = reading.entities[index]
    return [entity.candidates[0] if entity.candidates else fold(entity.name)]


class Meetings:
    """The meetings of all articles, by type and by two of the people: those told as the last time, and the others."""

    def __init__(self, every: Iterable[Meeting]) -> None:
        self._found: dict[tuple[bool, str, str, str], list[Meeting]] = {}
        for meeting in sorted(set(every), key=_place_of):
            for one, two in combinations(sorted(meeting.people), 2):
                self._found.setdefault((meeting.again, meeting.type, one, two), []).append(meeting)

    def like(self, meeting: Meeting) -> list[Meeting]:
        """Meetings of other articles with two of the same people in the same place, told the other way."""
        out: set[Meeting] = set()
        for one, two in combinations(sorted(meeting.people), 2):
            for other in self._found.get((not meeting.again, meeting.type, one, two), ()):
                if other.article != meeting.article and meeting.places & other.places:
                    out.add(other)
        return sorted(out, key=_place_of)


def _place_of(meeting: Meeting) -> tuple[str, int, int]:
    return meeting.article, meeting.time.start, meeting.trigger


def from_meetings(
    page: Page, mine: Sequence[Meeting], every: Meetings, pages: Mapping[str, Page], days: Mapping[str, Days]
) -> list[Clue]:
    """Clues from "the two last met in Cairo in May" and the report of that meeting, in both directions."""
    out = []
    for here in mine:
        for there in every.like(here):
            link = _after_last if here.again else _was_last
            out += link(page, here, there, pages[there.article], days[there.article])
    return out


def _yearless_month(e: TimeExpression) -> bool:
    return e.form == "date" and e.month is not None and e.year is None and e.unit is None and not {"next"} & set(e.mods)


def _after_last(page: Page, here: Meeting, there: Meeting, other: Page, days: Days) -> list[Clue]:
    """The other report dates the meeting that this one calls the last: this one's news is later."""
    if not _yearless_month(here.time):
        return []
    month = here.time.month
    assert month is not None
    met = times.resolve(there.time, reference=as_date(days), tense="past", text=other.text)
    lo, hi = (None, None) if met is None else (parse(met.earliest), parse(met.latest))
    if lo is None or hi is None or (lo.year, lo.month) != (hi.year, hi.month) or lo.month != month:
        return []
    end = month_of(lo.year, month).hi
    assert end is not None
    after = shift(lo, 1) if here.time.day is not None else shift(end, 1)
    weekdays = {e.weekday for e in _news_days(page, ()) if e.weekday is not None}
    if len(weekdays) == 1:
        # the news itself is later than the meeting, and it is of that weekday
        after = shift(after, (weekdays.pop() - after.weekday()) % 7)
    latest = max(date(lo.year, 12, 31), add_months(end, CROSSING))
    why = (
        f"“{page.words(here.time)}”, when they last met, is {MONTH_NAMES[month - 1]} {lo.year} "
        f"by {other.article.source}: the news is later"
    )
    return [Clue(LINKED, between(after, latest), why)]


def _was_last(page: Page, here: Meeting, there: Meeting, other: Page, days: Days) -> list[Clue]:
    """A later report dates this one's meeting by its month: the year of this one's day is that year."""
    if not _yearless_month(there.time) or not (_yearless_month(here.time) and here.time.day is not None):
        return []
    told = times.resolve(there.time, reference=as_date(days), tense="past", text=other.text)
    lo, hi = (None, None) if told is None else (parse(told.earliest), parse(told.latest))
    month, day = here.time.month, here.time.day
    if (
        lo is None
        or hi is None
        or month is None
        or day is None
        or lo.year != hi.year
        or not lo.month <= month <= hi.month
    ):
        return []
    at = safe(lo.year, month, day)
    if at is None:
        return []
    why = f"{other.article.source} tells this meeting as of {MONTH_NAMES[month - 1]} {lo.year}"
    return [Clue(SOFT, between(at, max(date(lo.year, 12, 31), add_months(at, CROSSING))), why)]
