"""Which tellings of two reports are one event: what joins, what forbids, and what people have judged."""

from __future__ import annotations

from itertools import permutations

import pytest
from hand_readings import Report, laid_out

from dragoman.reading import Via
from dragoman.resolve.alike import Unit, compare, score
from dragoman.resolve.joining import THRESHOLD
from dragoman.resolve.merge import cluster, weigh_all
from dragoman.types import Status


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


@pytest.mark.xfail(strict=False, reason="the names of the actors count once more among the words of short clauses")
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
