"""Which tellings of two reports are one event: what joins, what forbids, and what people have judged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import msgspec
import pytest
from hand_readings import Report, laid_out

from dragoman.reading import Argument, Via
from dragoman.resolve.alike import Unit, compare, score
from dragoman.resolve.joining import THRESHOLD
from dragoman.resolve.merge import cluster, weigh_all
from dragoman.types import Role, Status


def met(
    text: str,
    *who: str,
    published: str | None = "2019-05-04",
    when: str | None = None,
    where: str | None = None,
    kind: str = "CONSULT.meeting",
    trigger: str = "met",
    status: Status = "occurred",
    via: Via = "clause",
) -> Report:
    """A report of one event told by one word."""
    return Report(text, published=published).event(
        kind,
        trigger,
        who=who,
        status=status,
        when=[(when, via)] if when else [],
        where=[(where, "clause")] if where else [],
        tense="future" if status == "planned" else "past",
    )


def pair(a: Report, b: Report) -> tuple[Unit, Unit]:
    desk = laid_out(a, b)
    return desk.unit(a), desk.unit(b)


def one(a: Report, b: Report, *, copy: bool = False) -> bool:
    """Would the two be one event?"""
    result = compare(*pair(a, b), shared_copy=copy)
    return not isinstance(result, str) and score(result) >= THRESHOLD


FRIDAY = met("Merkel met Macron in Bergen on 3 May 2019.", "Merkel", "Macron", when="3 May 2019", where="Bergen")


def test_the_same_people_on_the_same_day_are_one_meeting() -> None:
    assert one(FRIDAY, met("On Friday Merkel met Macron for dinner.", "Merkel", "Macron", when="Friday"))


def test_a_leader_and_his_state_are_the_same_side() -> None:
    assert one(
        FRIDAY, met("Germany and France met in Bergen on Friday.", "Germany", "France", when="Friday", where="Bergen")
    )


def test_papers_that_date_an_evening_by_the_next_morning_still_agree() -> None:
    other = met("Merkel met Macron in Bergen on 4 May 2019.", "Merkel", "Macron", when="4 May 2019", where="Bergen")
    assert one(FRIDAY, other)


REFUSED = {
    "another day": met(
        "Merkel met Macron on 9 May 2019.", "Merkel", "Macron", when="9 May 2019", published="2019-05-10"
    ),
    "another town": met("Merkel met Macron in Oslo on Friday.", "Merkel", "Macron", when="Friday", where="Oslo"),
    "another counterpart": met("Merkel met Ruto on Friday.", "Merkel", "Ruto", when="Friday"),
    "nobody in common": met("Ruto met Kagame on Friday.", "Ruto", when="Friday"),
    "a call": met(
        "Merkel rang Macron on Friday.", "Merkel", "Macron", when="Friday", kind="CONSULT.call", trigger="rang"
    ),
    "an agreement": met(
        "Merkel agreed with Macron on Friday.",
        "Merkel",
        "Macron",
        when="Friday",
        kind="AGREE.agreement",
        trigger="agreed",
    ),
    "a denial": met("Merkel met Macron on Friday, no.", "Merkel", "Macron", when="Friday", status="denied"),
    "the same day a year before": met(
        "Merkel met Macron in Bergen on 3 May 2018.", "Merkel", "Macron", when="3 May 2018", where="Bergen"
    ),
}


@pytest.mark.parametrize("reason", sorted(REFUSED))
def test_look_alikes_are_refused_with_a_reason(reason: str) -> None:
    result = compare(*pair(FRIDAY, REFUSED[reason]), shared_copy=True)
    assert isinstance(result, str) and result


def test_people_who_meet_often_are_not_joined_by_their_names_alone() -> None:
    a = met("Merkel met Macron and spoke of wheat.", "Merkel", "Macron", published=None)
    b = met("Over lunch Merkel met Macron once more.", "Merkel", "Macron", published=None)
    assert not one(a, b)


def test_names_that_make_up_a_whole_clause_join_no_more_than_others() -> None:
    a = met("Merkel met Macron and ate.", "Merkel", "Macron", published=None)
    b = met("One day Merkel met Macron there.", "Merkel", "Macron", published=None)
    assert not one(a, b)


def test_an_inferred_date_neither_joins() -> None:
    undated = met("Merkel met Macron the other day.", "Merkel", "Macron", published="2019-05-03")
    guessed = Report("Merkel met Macron again.", published="2019-05-03")
    guessed.event("CONSULT.meeting", "met", who=["Merkel", "Macron"], when=[(None, "report")])
    told = met("Merkel met Macron for an hour on Friday.", "Merkel", "Macron", when="Friday")
    result = compare(*pair(guessed, told), shared_copy=False)
    assert not isinstance(result, str)
    assert next(f.weight for f in result if f.name == "date") == 0.0
    assert not one(guessed, undated)


def test_an_inferred_date_keeps_apart_what_is_months_away() -> None:
    guessed = Report("Merkel met Macron again.", published="2018-11-03")
    guessed.event("CONSULT.meeting", "met", who=["Merkel", "Macron"], when=[(None, "report")])
    assert isinstance(compare(*pair(guessed, FRIDAY), shared_copy=True), str)


def test_a_passage_that_the_reports_share_speaks_for_one_event() -> None:
    a = met("Merkel met Macron and spoke of wheat.", "Merkel", "Macron", published=None)
    b = met("Merkel met Macron and spoke of wheat, again.", "Merkel", "Macron", published=None)
    assert one(a, b, copy=True)


def test_what_lasts_may_be_told_on_different_days() -> None:
    a = met(
        "Iran backed Iraq on 3 May 2019.", "Iran", "Iraq", when="3 May 2019", kind="SUPPORT.support", trigger="backed"
    )
    b = met(
        "Iran backed Iraq on 20 May 2019.",
        "Iran",
        "Iraq",
        when="20 May 2019",
        kind="SUPPORT.support",
        trigger="backed",
        published="2019-05-21",
    )
    assert one(a, b)


def test_a_third_side_or_a_different_number_weighs_against() -> None:
    two = met(
        "Iran and Iraq signed a deal on Friday.", "Iran", "Iraq", when="Friday", kind="AGREE.treaty", trigger="signed"
    )
    three = met(
        "Iran, Iraq and Japan signed on Friday.",
        "Iran",
        "Iraq",
        "Japan",
        when="Friday",
        kind="AGREE.treaty",
        trigger="signed",
    )
    same = met(
        "Iran and Iraq signed it on Friday.", "Iran", "Iraq", when="Friday", kind="AGREE.treaty", trigger="signed"
    )
    with_third, alike = (compare(*pair(two, other), shared_copy=False) for other in (three, same))
    assert not isinstance(with_third, str) and not isinstance(alike, str)
    weights = [{f.name: f.weight for f in found} for found in (with_third, alike)]
    assert weights[0]["actors"] < weights[1]["actors"]


def test_a_plan_and_its_fulfilment_on_one_day_are_one_event() -> None:
    plan = met(
        "Merkel will meet Macron in Bergen on Friday.",
        "Merkel",
        "Macron",
        when="Friday",
        where="Bergen",
        trigger="meet",
        status="planned",
        published="2019-05-01",
    )
    assert one(plan, FRIDAY)


def planned(text: str, when: str, *, where: str = "Bergen") -> Report:
    return met(text, "Merkel", "Macron", when=when, where=where, trigger="meet", status="planned",
               published="2019-05-01")  # fmt: skip


def test_what_was_announced_may_be_moved_by_some_days_but_not_to_another_town_or_week() -> None:
    text = "Merkel will meet Macron in {} on {} May 2019 to speak of wheat and fish."
    held = met("Merkel met Macron in Bergen on 7 May 2019 to speak of wheat and fish.", "Merkel", "Macron",
               when="7 May 2019", where="Bergen", published="2019-05-08")  # fmt: skip
    assert one(planned(text.format("Bergen", 3), "3 May 2019"), held)
    for plan in (
        planned(text.format("Oslo", 3), "3 May 2019", where="Oslo"),
        planned(text.format("Bergen", 29), "29 May 2019"),
    ):
        assert isinstance(compare(*pair(plan, held), shared_copy=True), str)


def test_a_plan_without_a_day_is_not_the_last_meeting() -> None:
    plan = met("Merkel will meet Macron.", "Merkel", "Macron", trigger="meet", status="planned", published="2019-05-01")
    assert not one(plan, FRIDAY)


def test_comparing_is_the_same_from_both_sides() -> None:
    for other in (*REFUSED.values(), met("On Friday Merkel met Macron.", "Merkel", "Macron", when="Friday")):
        a, b = pair(FRIDAY, other)
        there, back = compare(a, b, shared_copy=False), compare(b, a, shared_copy=False)
        assert isinstance(there, str) == isinstance(back, str)
        if not isinstance(there, str) and not isinstance(back, str):
            assert score(there) == score(back)


def test_every_feature_says_why_in_words() -> None:
    result = compare(
        *pair(FRIDAY, met("On Friday Merkel met Macron.", "Merkel", "Macron", when="Friday")), shared_copy=True
    )
    assert not isinstance(result, str)
    assert {"mode", "actors", "date", "place", "words", "copy"} <= {f.name for f in result}
    assert all(f.words for f in result)


# --- clusters

A = met("Merkel met Macron in Bergen on 3 May 2019.", "Merkel", "Macron", when="3 May 2019", where="Bergen")
B = met("On Friday Merkel met Macron.", "Merkel", "Macron", when="Friday")
C = met("Friday: Merkel met Macron over fish.", "Merkel", "Macron", when="Friday")
OSLO = met("Merkel met Macron in Oslo on Friday.", "Merkel", "Macron", when="Friday", where="Oslo")


def groups(
    *reports: Report, must: list[tuple[str, str]] | None = None, cannot: list[tuple[str, str]] | None = None
) -> set[frozenset[str]]:
    """Clusters as sets of the texts of their reports."""
    desk = laid_out(*reports)
    texts = {r.article.id: r.text for r in reports}
    found = cluster(
        weigh_all(desk.units, shared={}),
        must=frozenset(frozenset(p) for p in must or []),
        cannot=frozenset(frozenset(p) for p in cannot or []),
    )
    return {frozenset(texts[u.article] for u in c.units) for c in found}


def test_many_tellings_of_one_meeting_are_one_cluster() -> None:
    assert groups(A, B, C) == {frozenset([A.text, B.text, C.text])}


def test_meetings_that_look_alike_stay_apart_whatever_lies_between() -> None:
    found = groups(A, B, C, OSLO)
    assert not any({A.text, OSLO.text} <= g for g in found)
    assert sum(map(len, found)) == 4


def test_the_order_of_arrival_changes_no_cluster() -> None:
    assert len({frozenset(groups(*order)) for order in permutations([A, B, C, OSLO])}) == 1


def test_two_events_that_one_report_tells_apart_are_never_joined_by_others() -> None:
    both = Report("Merkel met Macron on 3 May 2019. Merkel met Macron on 9 May 2019.", published="2019-05-10")
    both.event("CONSULT.meeting", "met", who=["Merkel", "Macron"], when=[("3 May 2019", "clause")])
    both.event("CONSULT.meeting", "met", nth=1, who=["Merkel", "Macron"], when=[("9 May 2019", "clause")])
    vague = met("In May 2019 Merkel met Macron.", "Merkel", "Macron", when="May 2019", published="2019-06-10")
    desk = laid_out(both, A, vague)
    for c in cluster(weigh_all(desk.units, shared={})):
        assert len([u for u in c.units if u.article == both.article.id]) <= 1


def test_people_can_join_what_the_scores_left_apart() -> None:
    a = met("Merkel met Macron and spoke of wheat.", "Merkel", "Macron", published=None)
    b = met("Over lunch Merkel met Macron once more.", "Merkel", "Macron", published=None)
    keys = (a.key("CONSULT", "met"), b.key("CONSULT", "met"))
    assert len(groups(a, b)) == 2
    assert len(groups(a, b, must=[keys])) == 1


def test_people_can_part_what_the_scores_joined() -> None:
    keys = (A.key("CONSULT", "met"), B.key("CONSULT", "met"))
    found = groups(A, B, C, cannot=[keys])
    assert not any({A.text, B.text} <= g for g in found)


def test_a_judgement_about_a_mention_that_is_gone_changes_nothing() -> None:
    assert groups(A, B, must=[("0" * 16, "1" * 16)], cannot=[(A.key("CONSULT", "met"), "1" * 16)]) == groups(A, B)


def test_a_cluster_remembers_what_joined_it() -> None:
    desk = laid_out(A, B)
    (found,) = cluster(weigh_all(desk.units, shared={}))
    ((_, _, value, features),) = found.joins
    assert value == score(features) >= THRESHOLD


# --- modes, rounds, doers, names


def told(kind: str, trigger: str, text: str, *who: str, roles: Sequence[Role] = (), when: str = "Friday") -> Report:
    report = Report(text, published="2019-05-04")
    return report.event(kind, trigger, who=who, roles=roles, when=[(when, "clause")])


def test_one_event_may_be_told_in_modes_of_one_family_only() -> None:
    treaty = told("AGREE.treaty", "signed", "Iran and Iraq signed a treaty in Basra on Friday.", "Iran", "Iraq")
    accord = told("AGREE.agreement", "struck", "Iran struck an accord with Iraq on Friday.", "Iran", "Iraq")
    truce = told("AGREE.ceasefire", "truce", "Iran and Iraq made a truce on Friday.", "Iran", "Iraq")
    assert one(treaty, accord)
    assert isinstance(compare(*pair(treaty, truce), shared_copy=True), str)


def test_a_second_round_is_not_the_first() -> None:
    first = met("Merkel met Macron for a first round on Friday.", "Merkel", "Macron", when="Friday")
    second = met("Merkel met Macron for a second round on Friday.", "Merkel", "Macron", when="Friday")
    assert isinstance(compare(*pair(first, second), shared_copy=True), str)


def test_what_one_does_to_another_is_not_what_the_other_does_to_him() -> None:
    roles: tuple[Role, Role] = ("actor", "recipient")
    one_way = told(
        "SANCTION.expulsion", "expelled", "Iran expelled Iraq's envoys on Friday.", "Iran", "Iraq", roles=roles
    )
    back = told("SANCTION.expulsion", "expelled", "Iraq expelled Iran's envoys on Friday.", "Iraq", "Iran", roles=roles)
    again = told(
        "SANCTION.expulsion", "expelled", "On Friday Iran expelled envoys of Iraq.", "Iran", "Iraq", roles=roles
    )
    assert isinstance(compare(*pair(one_way, back), shared_copy=True), str)
    assert one(one_way, again)


def test_somebody_whom_no_table_knows_is_the_same_by_either_name() -> None:
    def report(name: str) -> Report:
        found = Report(f"Macron met {name} in Bergen on Friday.", published="2019-05-04")
        who = found.entity("person", name)
        found.event("CONSULT.meeting", "met", who=["Macron"], when=[("Friday", "clause")], where=[("Bergen", "clause")])
        mention = found.events[0]
        found.events[0] = msgspec.structs.replace(
            mention, participants=(*mention.participants, Argument(entity=who, role="party"))
        )
        return found

    assert one(report("Olumba Fathi"), report("Fathi"))
    assert isinstance(compare(*pair(report("Olumba Fathi"), report("Kirsi Lund")), shared_copy=False), str)


def test_who_demands_something_demands_other_things_the_same_day() -> None:
    wheat = told("REQUEST.demand", "demanded", "Iran demanded wheat on Friday.", "Iran", roles=["actor"])
    visas = told("REQUEST.demand", "demanded", "Iran demanded visas for pilgrims on Friday.", "Iran", roles=["actor"])
    assert not one(wheat, visas)


# --- one report


def twice(second: str, *, where: str | None = None, when: str = "3 May 2019", status: Status = "occurred") -> Report:
    """A report that tells of a meeting in Bergen, and of a meeting again in another chain."""
    report = Report(f"Merkel met Macron in Bergen on 3 May 2019. {second}", published="2019-05-04")
    report.event("CONSULT.meeting", "met", who=["Merkel", "Macron"], when=[("3 May 2019", "clause")],
                 where=[("Bergen", "clause")])  # fmt: skip
    report.event("CONSULT.meeting", "talked", who=["Merkel", "Macron"], when=[(when, "clause")], status=status,
                 where=[(where, "clause")] if where else [])  # fmt: skip
    return report


def clusters_in(report: Report) -> int:
    return len(cluster(weigh_all(laid_out(report).units, shared={})))


def test_a_meeting_told_twice_in_one_report_is_one_when_nothing_tells_them_apart() -> None:
    assert clusters_in(twice("The two talked for an hour.")) == 1


@pytest.mark.parametrize(
    "report",
    [
        twice("On 9 May 2019 they talked again.", when="9 May 2019"),
        twice("In Oslo the two talked too.", where="Oslo"),
        twice("In Bergen the two talked once more.", where="Bergen"),
        twice("The two never talked.", status="denied"),
    ],
)
def test_two_meetings_of_one_report_stay_two_when_day_place_or_outcome_part_them(report: Report) -> None:
    """A report that names the place of both, even the same, tells of two: a session and another."""
    assert clusters_in(report) == 2


def test_what_one_report_tells_and_another_denies_is_a_dispute_not_one_event() -> None:
    denial = met("Merkel met Macron in Bergen on Friday, which is denied.", "Merkel", "Macron", when="Friday",
                 where="Bergen", status="denied")  # fmt: skip
    weighed = weigh_all(laid_out(FRIDAY, denial).units, shared={})
    assert len(weighed.disputed) == 1
    assert len(cluster(weighed)) == 2
