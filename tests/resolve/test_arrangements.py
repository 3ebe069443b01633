"""One arrangement over several reports: its parties, its name and its stages in order of time."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.reading import ArrangementMention, Extent, Reading, When
from dragoman.resolve.arrangements import arrangements
from dragoman.resolve.link import Links
from dragoman.types import Actor, Arrangement, ArrangementKind, Article, Date, StageName

STATES = ["Olm", "Karst", "Marn"]
TEXT = "word " * 100


class Days:
    """Stands for the resolved dates: `time` is the year of the stage."""

    def settle(self, whens: Sequence[When], reading: Reading) -> Date | None:
        for w in whens:
            if w.time is not None:
                return Date(earliest=f"{w.time}-01-01", latest=f"{w.time}-01-31", precision="month", basis="stated",
                            why="stated")  # fmt: skip
        return None


def mention(
    stage: StageName, year: int | None = None, *, kind: ArrangementKind = "treaty", parties: tuple[int, ...] = (0, 1),
    at: int = 0, alleged: tuple[int, ...] = (),
) -> ArrangementMention:  # fmt: skip
    when = () if year is None else (When(time=year),)
    return ArrangementMention(kind=kind, name="pact on fish", parties=parties, stage=stage, when=when,
                              alleged_by=alleged, trigger=Extent(at, at + 4), evidence=Extent(at, at + 9))  # fmt: skip


def record(**reports: list[ArrangementMention]) -> list[Arrangement]:
    links = Links()
    for n, name in enumerate(STATES):
        links.actors[name] = Actor(
            id=name, name=name, kind="state", country=name[:3].upper(), wikidata=None, mentions=()
        )
        links.state[name] = name[:3].upper()
        for key in reports:
            links.actor_of[key, n] = name
    articles = {k: Article(id=k, source=k, text=TEXT) for k in reports}
    readings = [Reading(article=k, version="1", arrangements=tuple(ms)) for k, ms in sorted(reports.items())]
    rank = {k: n for n, k in enumerate(sorted(reports))}
    found, members = arrangements(readings, articles, links, Days(), rank, {})  # type: ignore[arg-type]
    assert set(members.values()) == {a.id for a in found}
    return found


def test_reports_on_the_same_two_parties_tell_one_life() -> None:
    (one,) = record(a=[mention("signed", 2030)], b=[mention("ended", 2034)], c=[mention("in_force", 2031)])
    assert [s.stage for s in one.stages] == ["signed", "in_force", "ended"]
    assert one.parties == ("Olm", "Karst")


def test_other_parties_or_another_kind_are_another_arrangement() -> None:
    found = record(
        a=[mention("signed"), mention("signed", parties=(0, 2), at=20)], b=[mention("agreed", kind="ceasefire")]
    )
    assert sorted((a.kind, a.parties) for a in found) == [
        ("ceasefire", ("Olm", "Karst")), ("treaty", ("Olm", "Karst")), ("treaty", ("Olm", "Marn")),
    ]  # fmt: skip


def test_one_stage_told_twice_is_one_stage_with_two_spans() -> None:
    (one,) = record(a=[mention("signed", 2030)], b=[mention("signed", 2030)])
    assert [(s.stage, len(s.evidence)) for s in one.stages] == [("signed", 2)]


def test_the_same_stage_in_another_year_is_another() -> None:
    (one,) = record(a=[mention("signed", 2030)], b=[mention("signed", 2040)])
    assert [s.date.earliest if s.date else None for s in one.stages] == ["2030-01-01", "2040-01-01"]


def test_who_alleges_a_breach_is_kept() -> None:
    (one,) = record(a=[mention("breached", 2030, alleged=(1,))])
    assert one.stages[0].alleged_by == ("Karst",)


def test_the_name_says_what_and_whose() -> None:
    (one,) = record(a=[mention("signed", 2030)])
    assert one.name == "Pact on fish: Olm, Karst"


def test_the_order_of_reports_does_not_matter() -> None:
    rows = {"a": [mention("signed", 2030)], "b": [mention("ended", 2034)]}
    assert record(**rows) == record(**dict(reversed(list(rows.items()))))
