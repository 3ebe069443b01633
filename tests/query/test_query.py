"""What the record answers: sides and how they are named, time, one item, the dossier."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import village

from dragoman import pipeline
from dragoman.errors import AmbiguousName, UnknownId
from dragoman.query import Archive, BadDay, fate
from dragoman.query.period import first_day, last_day
from dragoman.store import state_of
from dragoman.types import Actor, Attributes, Change, Date, Event


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("query")
    pipeline.read([village.write(folder / "in")], folder / "r.db", rooms_of=village.ROOMS)
    with Archive.open(folder / "r.db") as opened:
        yield opened


def days(events: tuple[Event, ...]) -> list[str | None]:
    return [event.date.earliest if event.date else None for event in events]


def test_events_come_in_order_of_time_with_the_undated_last(archive: Archive) -> None:
    assert days(archive.timeline()) == ["2019-03-04", "2020-01-09", None]


@pytest.mark.parametrize(
    "pair",
    [("NOR", "TCD"), ("nor", "Chad"), ("Norwegian", "Chadian"), ("Norway", "tcd")],
)
def test_people_count_for_their_state_however_it_is_named(archive: Archive, pair: tuple[str, str]) -> None:
    assert days(archive.meetings(between=pair)) == ["2019-03-04", "2020-01-09"]


def test_a_meeting_of_two_of_one_state_is_none_between_two(archive: Archive) -> None:
    assert "Oslo" not in [archive.place_name(e.place) for e in archive.timeline(between=("NOR", "TCD"))[1:]]


def test_a_person_is_a_side_of_his_own(archive: Archive) -> None:
    assert days(archive.timeline(between=("Lunde", "TCD"))) == ["2019-03-04"]
    assert days(archive.timeline(between=("Astrid Lunde", "Olav Berg"))) == [None]
    assert days(archive.timeline(between=("berg",))) == ["2020-01-09", None]


def test_an_unknown_name_is_an_error_that_offers_names_alike(archive: Archive) -> None:
    with pytest.raises(AmbiguousName, match="Did you mean Astrid Lunde"):
        archive.timeline(between=("Astrid Lunda",))


def test_a_state_that_no_report_names_has_an_empty_answer(archive: Archive) -> None:
    assert archive.timeline(between=("NOR", "JPN")) == ()


@pytest.mark.parametrize(
    "since, until, expected",
    [
        ("2019", "2019", ["2019-03-04"]),
        ("2019-03-05", None, ["2020-01-09"]),
        (None, "2019-03", ["2019-03-04"]),
        ("2019-03-04", "2019-03-04", ["2019-03-04"]),
        ("2021", None, []),
    ],
)
def test_a_stretch_of_time_takes_what_lies_in_it_and_leaves_the_undated_out(
    archive: Archive, since: str | None, until: str | None, expected: list[str]
) -> None:
    assert days(archive.timeline(since=since, until=until)) == expected


@pytest.mark.parametrize("words", ["yesterday", "2019-13", "2019-02-30", "0", "2019-3-1x", ""])
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(BadDay):
        first_day(words)


def test_years_and_months_are_taken_whole() -> None:
    assert (first_day("2020"), last_day("2020-02")) == ("2020-01-01", "2020-02-29")


def test_types_and_modes_narrow_the_timeline(archive: Archive) -> None:
    assert len(archive.timeline(types=["meeting"])) == len(archive.timeline(types=["consult"])) == 3
    assert archive.timeline(types=["ASSAULT"]) == () == archive.timeline(statuses=["planned"])


def test_statements_are_found_by_speaker_and_between_two_sides(archive: Archive) -> None:
    assert [s.content.text for s in archive.statements(by="NOR")] == ["We are glad"]
    assert [s.content.text for s in archive.statements(by="Mbaye")] == ["It was long"]
    assert len(archive.statements(between=("NOR", "TCD"))) == 2


def test_figures_of_one_subject_stand_together(archive: Archive) -> None:
    assert [f.number.words for f in archive.figures(subject="fled people")] == ["1,200", "1,500"]
    assert archive.figures(subject="dead") == ()


def test_positions_and_conflicts_between_two_sides(archive: Archive) -> None:
    assert [p.target.words for p in archive.positions(between=("NOR", "TCD"))] == ["The Relief League"]
    assert [c.about for c in archive.conflicts(between=("NOR", "TCD"))] == ["place"]


def test_any_members_key_and_any_beginning_of_an_id_show_the_fact(archive: Archive) -> None:
    merged = archive.timeline()[0]
    members = archive.show(merged.id).members
    assert len(members) == 2
    assert {archive.show(key).item for key in members} == {merged}
    assert archive.show(merged.id[:8]).item == merged
    assert [s.article for s in archive.show(merged.id).sentences] == [s.article for s in merged.evidence]


def test_ids_that_are_not_there_or_not_enough_are_refused(archive: Archive) -> None:
    for id in ("zzzzzz", "", "a", "%"):
        with pytest.raises(UnknownId):
            archive.show(id)
    with pytest.raises(UnknownId, match="several"):
        archive.show("village:")


def test_why_tells_the_merging_and_the_date(archive: Archive) -> None:
    reasons = archive.why(archive.timeline()[0].id)
    assert reasons[0] == "2 reports give the same people and the same day"
    assert any("the day stands there" in reason for reason in reasons)


def test_everything_that_rests_on_a_report_is_listed_in_the_order_of_its_text(archive: Archive) -> None:
    article = next(s.article for s in archive.sources() if s.source == "a.txt")
    rests = archive.resting(article)
    text = archive.article(article)
    assert text is not None and rests == tuple(sorted(rests, key=lambda r: (r.start, r.end)))
    assert {r.kind for r in rests} == {"event", "statement", "figure", "conflict", "actor", "place"}
    assert (
        text.text[rests[0].start : rests[0].end]
        == "Astrid Lunde met Amina Haddad in Oslo on 2019-03-04."[: rests[0].end - rests[0].start]
    )


def test_sources_and_coverage_count_what_was_read_and_what_was_not(archive: Archive) -> None:
    sources = archive.sources()
    assert [s.source for s in sources] == ["a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]
    assert [s.source for s in archive.sources(between=("NOR", "TCD"))] == ["a.txt", "b.txt", "c.txt"]
    coverage = archive.coverage()
    assert coverage.undated == 2
    assert [(m.outlet, m.month, m.reports) for m in coverage.months if m.outlet] == [
        ("Fjord Post", "2019-03", 1),
        ("Fjord Post", "2020-01", 1),
        ("Sahel Daily", "2019-03", 1),
    ]


def test_a_dossier_has_every_panel_and_says_which_are_silent(archive: Archive) -> None:
    dossier = archive.dossier("NOR", "TCD")
    assert (dossier.a.name, dossier.b.name, dossier.reports, dossier.origins) == ("Norway", "Chad", 3, 3)
    assert len(dossier.panels) == 15
    filled = {panel.key for panel in dossier.panels if panel.items}
    assert filled == {"meetings", "statements", "positions", "figures", "conflicts", "reports"}


def test_what_became_of_an_announcement() -> None:
    def event(status: str, *steps: str) -> Event:
        return Event(
            id="x", type="CONSULT", mode="meeting", title="", participants=(), date=None, place=None,
            attributes=Attributes(), status=status, evidence=(), triggers=(), origins=(),  # type: ignore[arg-type]
            history=tuple(Change(status=s, date=None, evidence=()) for s in steps),  # type: ignore[arg-type]
        )  # fmt: skip

    assert fate(event("planned")) == "open"
    assert fate(event("planned", "announced", "moved")) == "moved"
    assert fate(event("planned", "missed")) == "missed"
    assert fate(event("cancelled", "announced")) == "cancelled"
    assert fate(event("occurred", "announced", "moved")) == "came"


def test_a_leader_counts_for_his_state_while_in_office_and_not_before() -> None:
    def on(day: str) -> Date:
        return Date(earliest=day, latest=day, precision="day", basis="stated", why="")

    putin = Actor(id="person:Q7747", name="Vladimir Putin", kind="person", country="RUS", wikidata="Q7747", mentions=())
    assert state_of(putin, on("2019-08-27")) == "RUS"
    assert state_of(putin, on("1975-01-01")) is None
    unknown = Actor(id="village:x", name="X", kind="person", country="NOR", wikidata=None, mentions=())
    assert state_of(unknown, on("1975-01-01")) == "NOR"
    group = Actor(id="village:y", name="Y", kind="armed_group", country="NOR", wikidata=None, mentions=())
    assert state_of(group) is None


def test_the_archive_of_a_record_equals_its_record(archive: Archive) -> None:
    record = archive.record()
    assert sorted(e.id for e in archive.timeline()) == sorted(e.id for e in record.events)
    for article in record.articles:
        for rest in archive.resting(article.id):
            assert 0 <= rest.start < rest.end <= len(article.text)
