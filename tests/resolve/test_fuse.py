"""What several tellings of one event say together: the best-founded date, the finest place, the people themselves."""

from __future__ import annotations

import pytest
from hand_readings import Desk, Report, laid_out

from dragoman.reading import EventAttributes
from dragoman.resolve.fuse import Fused, best_date
from dragoman.types import Basis, Date, Number, Status


def date(low: str | None, high: str | None = None, basis: Basis = "resolved") -> Date:
    return Date(earliest=low, latest=high or low, precision="range", basis=basis, why=f"{low} {basis}")


# --- when


def test_nothing_dated_is_undated() -> None:
    assert best_date([]) is None
    assert best_date([None, None]) is None


def test_an_inferred_day_yields_to_anything_firm() -> None:
    year = date("2019-01-01", "2019-12-31", "stated")
    assert best_date([date("2019-05-03", basis="inferred"), year]) == year
    assert best_date([date("2019-05-03", basis="inferred"), None]) == date("2019-05-03", basis="inferred")


def test_a_stated_year_does_not_beat_a_resolved_day() -> None:
    day = date("2019-05-03")
    assert best_date([date("2019-01-01", "2019-12-31", "stated"), day]) == day


def test_days_are_put_to_the_vote() -> None:
    assert best_date([date("2019-05-02"), date("2019-05-03"), date("2019-05-03")]) == date("2019-05-03")


def test_a_stated_day_wins_a_tied_vote_and_else_the_first() -> None:
    assert best_date([date("2019-05-02"), date("2019-05-03", basis="stated")]) == date("2019-05-03", basis="stated")
    assert best_date([date("2019-05-02"), date("2019-05-03")]) == date("2019-05-02")


def test_many_inferred_days_do_not_outvote_one_that_is_told() -> None:
    guesses = [date("2019-05-09", basis="inferred")] * 4
    assert best_date([*guesses, date("2019-05-03")]) == date("2019-05-03")


# --- who


def one(*parts: tuple[str, list[str], list[str]], kind: str = "CONSULT.meeting") -> tuple[Desk, Fused]:
    """Tellings of one chain: (trigger, participants, roles), each in a sentence of its own."""
    r = Report(" ".join(f"{' and '.join(who)} {trigger} there." for trigger, who, _ in parts), published="2019-05-03")
    for trigger, who, roles in parts:
        r.event(kind, trigger, who=who, roles=roles or (), chain=0)  # type: ignore[arg-type]
    desk = laid_out(r)
    return desk, desk.fused(r)


def test_where_people_meet_the_person_stands_for_the_state() -> None:
    desk, fused = one(("met", ["Germany", "France"], []), ("talked", ["Merkel", "Macron"], []))
    assert desk.names(fused) == {"Angela Merkel": "party", "Emmanuel Macron": "party"}


def test_between_states_whoever_is_told_of_first_stands() -> None:
    desk, fused = one(
        ("hit", ["Germany", "France"], ["actor", "recipient"]),
        ("struck", ["Merkel"], ["actor"]),
        kind="SANCTION.sanctions",
    )
    assert desk.names(fused) == {"Germany": "actor", "France": "recipient"}


def test_host_and_guest_say_more_than_party() -> None:
    desk, fused = one(("met", ["Merkel", "Macron"], []), ("dined", ["Merkel", "Macron"], ["host", "guest"]))
    assert desk.names(fused) == {"Angela Merkel": "host", "Emmanuel Macron": "guest"}


def test_participants_of_all_tellings_are_gathered_once_each() -> None:
    desk, fused = one(("met", ["Merkel"], []), ("talked", ["Merkel", "Macron"], []), ("sat", ["Ruto", "Macron"], []))
    assert list(desk.names(fused)) == ["Angela Merkel", "Emmanuel Macron", "William Ruto"]


# --- what


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["CONSULT.visit", "CONSULT.meeting", "CONSULT.visit"], ("CONSULT", "meeting")),
        (["AGREE.agreement", "AGREE.agreement", "AGREE.contract"], ("AGREE", "contract")),
        (["AGREE.ceasefire", "AGREE.agreement"], ("AGREE", "ceasefire")),
        (["CONSULT.negotiation", "CONSULT.visit", "CONSULT.visit"], ("CONSULT", "visit")),
    ],
)
def test_the_kind_is_the_most_telling_one(kinds: list[str], expected: tuple[str, str]) -> None:
    r = Report("Germany acted. " * len(kinds))
    for n, kind in enumerate(kinds):
        r.event(kind, "acted", nth=n, who=["Germany"], chain=0)
    fused = laid_out(r).fused(r)
    assert (fused.type, fused.mode) == expected


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["planned", "occurred"], "occurred"),
        (["planned", "cancelled"], "cancelled"),
        (["cancelled", "occurred"], "occurred"),
        (["denied", "occurred"], "denied"),
        (["denied", "occurred", "occurred"], "occurred"),
        (["ongoing", "ongoing", "occurred"], "ongoing"),
        (["proposed", "planned"], "planned"),
        (["hypothetical"], "hypothetical"),
    ],
)
def test_the_status_is_what_most_settles_the_matter(statuses: list[Status], expected: Status) -> None:
    r = Report("Germany acted. " * len(statuses))
    for n, status in enumerate(statuses):
        r.event("SANCTION.sanctions", "acted", nth=n, who=["Germany"], status=status, chain=0)
    assert laid_out(r).fused(r).status == expected


def test_a_claim_stays_one_only_while_nobody_says_it_in_his_own_name() -> None:
    r = Report("Kenya said Chad shelled it. Chad shelled a town.")
    r.event("ASSAULT.shelling", "shelled", who=["Chad"], roles=["actor"], claimed_by=["Kenya"], chain=0)
    desk = laid_out(r)
    assert [desk.actor(a) for a in desk.fused(r).claimed_by] == ["Kenya"]
    r.event("ASSAULT.shelling", "shelled", nth=1, who=["Chad"], roles=["actor"], chain=0)
    assert laid_out(r).fused(r).claimed_by == ()


# --- where


def place(r: Report) -> str | None:
    desk = laid_out(r)
    found = desk.fused(r).place
    return None if found is None else desk.links.places[found].name


def test_the_clause_beats_the_dateline() -> None:
    r = Report("OSLO: Merkel met Macron in Bergen. OSLO.")
    r.event("CONSULT.meeting", "met", who=["Merkel", "Macron"], where=[("OSLO", "dateline"), ("Bergen", "clause")])
    assert place(r) == "Bergen"


def test_the_dateline_serves_where_nothing_else_is_told() -> None:
    r = Report("OSLO: Merkel met Macron.")
    r.event("CONSULT.meeting", "met", who=["Merkel", "Macron"], where=[("OSLO", "dateline")])
    assert place(r) == "OSLO"


def test_a_town_beats_its_country() -> None:
    r = Report("Merkel met Macron in Norway. They met in Bergen.")
    r.event("CONSULT.meeting", "met", who=["Merkel", "Macron"], where=[("Norway", "clause")], chain=0)
    r.event("CONSULT.meeting", "met", nth=1, who=["Merkel", "Macron"], where=[("Bergen", "clause")], chain=0)
    assert place(r) == "Bergen"


def test_no_place_is_told_where_none_is() -> None:
    r = Report("Merkel met Macron.").event("CONSULT.meeting", "met", who=["Merkel", "Macron"])
    assert place(r) is None


# --- how


def hours(n: float) -> Number:
    return Number(low=n, high=n, qualifier="exact", unit="hours", words=f"{n} hours")


def test_attributes_are_gathered_and_the_first_word_stands() -> None:
    r = Report("Germany acted. Germany acted.")
    r.event("CONSULT.meeting", "acted", chain=0, attributes=EventAttributes(duration=hours(2), topics=("Trade",)))
    r.event(
        "CONSULT.meeting",
        "acted",
        nth=1,
        chain=0,
        attributes=EventAttributes(duration=hours(3), format="visit", topics=("trade", "water")),
    )
    found = laid_out(r).fused(r).attributes
    assert (found.duration, found.format, found.topics) == (hours(2), "visit", ("Trade", "water"))


def test_the_order_in_which_tellings_are_given_changes_nothing() -> None:
    from dragoman.resolve.fuse import fuse

    r = Report("Merkel met Macron on Friday. Merkel talked. Germany sat in Norway.", published="2019-05-04")
    r.event("CONSULT.meeting", "met", who=["Merkel", "Macron"], when=[("Friday", "clause")], chain=0)
    r.event("CONSULT.visit", "talked", who=["Merkel"], status="planned", chain=0)
    r.event("CONSULT.negotiation", "sat", who=["Germany"], where=[("Norway", "clause")], chain=0)
    desk = laid_out(r)
    tellings = desk.chains[r.article.id, 0]
    assert fuse(tellings, desk.links) == fuse(tellings[::-1], desk.links)
