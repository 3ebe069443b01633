"""The probability of events: fitted right, held out by relationship, and only said to hold where it does."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.calibration import Line, band, bands, fit, held_out, parting
from benchmarks.judged import Judged, points, relationship, set_of
from dragoman.types import Attributes, Date, Event, Participant


def rows(group: str, score: float, right: int, wrong: int) -> list[Judged]:
    return [Judged("open", group, n < right, score) for n in range(right + wrong)]


def event(date: Date | None = None, **fields: object) -> Event:
    given: dict[str, object] = {
        "id": "e", "type": "AGREE", "mode": "treaty", "title": "", "participants": (), "place": None,
        "status": "occurred", "attributes": Attributes(), "evidence": (), "triggers": (), "origins": (),
    }  # fmt: skip
    return Event(date=date, **(given | fields))  # type: ignore[arg-type]


def test_the_fit_tells_at_each_of_two_scores_the_share_that_is_right() -> None:
    line = fit(rows("a", 0.0, 1, 4) + rows("b", 1.0, 3, 1))
    assert line(0.0) == pytest.approx(0.2)
    assert line(1.0) == pytest.approx(0.75)


def test_nothing_is_fitted_to_events_that_are_all_right() -> None:
    with pytest.raises(ValueError, match="right and wrong"):
        fit(rows("a", 0.0, 4, 0))


def test_a_relationship_takes_no_part_in_its_own_probability() -> None:
    given = rows("a", 0.0, 1, 4) + rows("a", 1.0, 3, 1) + rows("b", 0.0, 4, 1) + rows("b", 1.0, 4, 1)
    given += rows("c", 0.0, 1, 4) + rows("c", 1.0, 3, 1)
    without = fit([r for r in given if r.relationship != "b"])
    assert [p for r, p in zip(given, held_out(given), strict=True) if r.relationship == "b"] == [
        without(r.score) for r in given if r.relationship == "b"
    ]


def test_a_band_holds_only_if_what_is_told_lies_within_what_chance_allows() -> None:
    given = [r for g in "abcdefgh" for r in rows(g, 0.0, 2, 2)] + rows("i", 0.0, 1, 3) + rows("j", 0.0, 3, 1)
    assert band(given, [0.5] * len(given)).holds
    assert not band(given, [0.8] * len(given)).holds


def test_events_of_the_same_points_stay_in_one_band() -> None:
    given = rows("a", 2.0, 3, 2) + rows("b", 0.0, 1, 4) + rows("c", 1.0, 1, 1)
    found = bands(given, [Line(0.0, 1.0)(r.score) for r in given], 3)
    assert [b.events for b in found] == [5, 7]
    assert [b.events for b in bands(given, [0.5] * len(given), 12)] == [5, 2, 5]


def test_parting_is_a_half_by_chance_and_one_where_each_right_event_is_above_each_wrong_one() -> None:
    given = rows("a", 0.0, 2, 2)
    assert parting(given, [0.3] * 4) == 0.5
    assert parting(given, [0.9, 0.8, 0.2, 0.1]) == 1.0


def test_better_dates_and_named_parties_speak_for_an_event_and_doubtful_statuses_against_it() -> None:
    def day(basis: str) -> Date:
        return Date(earliest="2020-01-02", latest="2020-01-02", precision="day", basis=basis, why="")  # type: ignore[arg-type]

    party = (Participant(actor="x", role="party"),)
    graded = [event(), event(day("inferred")), event(day("resolved")), event(day("stated"))]
    assert [points(e, ()) for e in graded] == [0.0, 0.5, 1.0, 1.5]
    assert points(event(participants=party), ()) == 1.0
    assert points(event(status="hypothetical"), ()) == -2.0
    assert points(event(claimed_by=("x",)), ()) == -0.5


def test_a_relationship_is_one_in_whatever_set_it_is_told() -> None:
    open_, open2 = Path("tests/eval/open/gold.json"), Path("tests/eval/open2/gold.json")
    archive = Path("examples/gold/serbia-kosovo.json")
    assert set_of(archive) == "archive"
    assert relationship("ohrid-wire.txt", "open2", open2) == relationship("any.txt", "archive", archive)
    assert relationship("colombia-farc-havana.txt", "open2", open2) != relationship(
        "colombia-venezuela-wire.txt", "open", open_
    )
