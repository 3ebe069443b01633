"""The record as a pure function of what is kept: identity, history, spans, judgements, and no word about order."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hand_readings import Report, derived
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reading import Via
from dragoman.resolve.derive import Derived
from dragoman.types import Event, Judgement, JudgementKey, JudgementKind, Span, Status


def met(
    text: str,
    *,
    who: tuple[str, ...] = ("Merkel", "Macron"),
    published: str | None = None,
    when: str | None = None,
    where: str | None = None,
    trigger: str = "met",
    status: Status = "occurred",
) -> Report:
    via: Via = "clause"
    return Report(text, published=published).event(
        "CONSULT.meeting",
        trigger,
        who=who,
        status=status,
        tense="future" if status == "planned" else "past",
        when=[(when, via)] if when else [],
        where=[(where, via)] if where else [],
    )


PLAN = met(
    "Merkel will meet Macron in Bergen on Friday, aides said.",
    trigger="meet",
    status="planned",
    when="Friday",
    where="Bergen",
    published="2019-05-01",
)
NEWS = met("Merkel met Macron in Bergen on Friday.", when="Friday", where="Bergen", published="2019-05-04")
LATER = met("On 3 May 2019 Merkel met Macron, as is known.", when="3 May 2019", published="2019-06-02")
UNDATED = met("It was on 3 May 2019 that Merkel met Macron.", when="3 May 2019")
CALLED_OFF = met(
    "Merkel called off the visit to meet Ruto in Oslo.",
    who=("Merkel", "Ruto"),
    trigger="meet",
    status="cancelled",
    where="Oslo",
    published="2019-05-02",
)
OSLO = met("Merkel met Macron in Oslo on Friday, they say.", when="Friday", where="Oslo", published="2019-05-05")
OTHER_YEAR = met(
    "Merkel met Macron in Bergen on 3 May 2018.", when="3 May 2018", where="Bergen", published="2018-05-04"
)
ALL = [PLAN, NEWS, LATER, UNDATED, CALLED_OFF, OSLO, OTHER_YEAR]


def event(out: Derived, report: Report, trigger: str = "met") -> Event:
    """The event to which the mention in this report belongs."""
    identity = out.members[report.key("CONSULT", trigger)]
    return next(e for e in out.record.events if e.id == identity)


# --- identity


def test_the_id_is_the_key_of_the_smallest_member() -> None:
    out = derived(LATER, UNDATED, NEWS)
    assert event(out, UNDATED).id == event(out, LATER).id == NEWS.key("CONSULT", "met")


def test_an_undated_report_is_never_the_smallest() -> None:
    out = derived(UNDATED, LATER)
    assert event(out, UNDATED).id == LATER.key("CONSULT", "met")


def test_every_member_s_key_leads_to_the_event_even_after_it_has_grown() -> None:
    alone = event(derived(LATER), LATER)
    grown = derived(LATER, NEWS, PLAN)
    assert grown.members[alone.id] == event(grown, LATER).id == PLAN.key("CONSULT", "meet") != alone.id


@settings(max_examples=12, deadline=None)
@given(st.permutations(ALL), st.integers(2, len(ALL)))
def test_the_order_of_reports_and_readings_changes_nothing(order: list[Report], size: int) -> None:
    some = order[:size]
    one = derived(*some)
    other = derived(*sorted(some, key=lambda r: r.text))
    assert msgspec.json.encode(one.record) == msgspec.json.encode(other.record)
    assert (one.members, one.reasons) == (other.members, other.reasons)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(ALL), unique_by=lambda r: r.text, max_size=5))
def test_every_mention_belongs_to_exactly_one_event_of_the_record(some: list[Report]) -> None:
    out = derived(*some)
    ids = [e.id for e in out.record.events]
    assert len(ids) == len(set(ids))
    triggers = [(s.article, s.start) for e in out.record.events for s in e.triggers]
    assert len(triggers) == len(set(triggers)) == len(some)
    words = {r.text: r.text[r.events[0].trigger.start : r.events[0].trigger.end] for r in some}
    assert {out.members[r.key("CONSULT", words[r.text])] for r in some} == set(ids)


# --- what is told


def test_a_plan_that_came_true_is_one_event_with_a_history() -> None:
    found = event(derived(PLAN, NEWS), NEWS)
    assert found.status == "occurred"
    assert [c.status for c in found.history] == ["planned", "occurred"]
    assert [c.evidence[0].article for c in found.history] == [PLAN.article.id, NEWS.article.id]
    assert found.date is not None and (found.date.earliest, found.date.latest) == ("2019-05-03", "2019-05-03")


def test_an_event_that_was_moved_has_the_day_on_which_it_took_place() -> None:
    words = "in Bergen to speak of wheat and fish."
    plan = met(f"Merkel will meet Macron on 3 May 2019 {words}", trigger="meet", status="planned", when="3 May 2019",
               where="Bergen", published="2019-05-01")  # fmt: skip
    held = met(f"Merkel met Macron on 7 May 2019 {words}", when="7 May 2019", where="Bergen", published="2019-05-08")
    found = event(derived(plan, held), held)
    assert found.date is not None and (found.date.earliest, found.date.latest) == ("2019-05-07", "2019-05-07")
    assert [(c.status, c.date.earliest) for c in found.history if c.date] == [
        ("planned", "2019-05-03"),
        ("occurred", "2019-05-07"),
    ]


def test_an_event_told_in_one_way_only_has_no_history() -> None:
    assert event(derived(NEWS, LATER), NEWS).history == ()


def test_meetings_that_look_alike_stay_apart() -> None:
    out = derived(NEWS, OSLO, OTHER_YEAR)
    assert len({event(out, r).id for r in (NEWS, OSLO, OTHER_YEAR)}) == 3
    days = [e.date.earliest for e in out.record.events if e.date is not None]
    assert days == ["2018-05-03", "2019-05-03", "2019-05-03"]


def test_joining_gives_a_report_the_place_but_never_another_day() -> None:
    out = derived(NEWS, LATER, OTHER_YEAR)
    found = event(out, LATER)
    assert next(p.name for p in out.record.places if p.id == found.place) == "Bergen"
    assert found.date is not None and found.date.earliest == "2019-05-03"
    assert event(out, OTHER_YEAR).date != found.date


def test_a_wrong_guess_does_not_spread() -> None:
    guess = Report("Merkel met Macron in Bergen, it was learnt.", published="2019-05-20")
    guess.event(
        "CONSULT.meeting", "met", who=["Merkel", "Macron"], where=[("Bergen", "clause")], when=[(None, "report")]
    )
    out = derived(NEWS, guess)
    date = event(out, NEWS).date
    assert date is not None and (date.earliest, date.basis) == ("2019-05-03", "resolved")


def test_the_dates_of_events_say_why() -> None:
    out = derived(NEWS, LATER)
    found = event(out, NEWS)
    assert found.date is not None and found.date.why
    assert out.reasons[found.id][0] == f"date: {found.date.why}"
    assert any(line.startswith("joined ") for line in out.reasons[found.id])
    assert any("consult.meeting: met" in line for line in out.reasons[found.id])


def test_events_stand_in_order_of_time() -> None:
    days = [e.date.earliest or "" for e in derived(*ALL).record.events if e.date is not None]
    assert days == sorted(days)


def test_a_report_without_events_is_kept_and_tells_none() -> None:
    record = derived(Report("It rained.", published="2019-05-03")).record
    assert len(record.articles) == 1 and record.events == ()


def test_of_nothing_comes_an_empty_record() -> None:
    assert derived().record.events == () and derived().members == {}


# --- spans


def spans(value: Any) -> list[Span]:
    if isinstance(value, Span):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [s for name in value.__struct_fields__ for s in spans(getattr(value, name))]
    if isinstance(value, tuple):
        return [s for v in value for s in spans(v)]
    return []


def test_every_span_of_the_record_is_cut_from_its_article() -> None:
    quoting = Report('Merkel said: "Not one well". Chad hosts 400,000 refugees.', published="2019-05-07")
    quoting.says("Not one well", "Merkel").counts("400,000 refugees", "refugees chad", 400_000)
    quoting.stands("Merkel", "opposes", "Chad", "hosts")
    record = derived(*ALL, quoting).record
    texts = {a.id: a.text for a in record.articles}
    found = spans(record)
    assert len(found) > 30
    assert all(texts[s.article][s.start : s.end] == s.text != "" for s in found)


def test_every_event_has_evidence_that_holds_its_trigger() -> None:
    for e in derived(*ALL).record.events:
        assert e.evidence and e.triggers
        for t in e.triggers:
            assert any(v.article == t.article and v.start <= t.start and t.end <= v.end for v in e.evidence)


def test_every_reference_of_an_event_leads_somewhere() -> None:
    record = derived(*ALL).record
    actors, places, articles = ({x.id for x in rows} for rows in (record.actors, record.places, record.articles))
    for e in record.events:
        assert {p.actor for p in e.participants} | set(e.claimed_by) <= actors
        assert e.place is None or e.place in places
        assert {a for group in e.origins for a in group} <= articles


# --- as known on a day; origins


def test_as_known_on_a_day_is_the_record_of_what_was_published_by_then() -> None:
    then = derived(*ALL, known_on="2019-05-01")
    assert msgspec.json.encode(then.record) == msgspec.json.encode(derived(PLAN, OTHER_YEAR).record)
    assert event(then, PLAN, "meet").status == "planned"


def test_two_outlets_that_copy_one_another_are_one_origin() -> None:
    words = (
        "Merkel met Macron in Bergen on Friday, and over fish and white wine they spoke of wheat and of the old "
        "quarrel about the northern wells"
    )
    a = met(f"{words}.", when="Friday", where="Bergen", published="2019-05-04")
    b = met(f"{words}, it says.", when="Friday", where="Bergen", published="2019-05-05")
    found = event(derived(a, b, LATER), a)
    assert sorted(map(len, found.origins)) == [1, 2]


# --- judgements


def judge(kind: JudgementKind, a: Report, b: Report | None = None, trigger: str = "met") -> Judgement:
    def about(r: Report, other: JudgementKey | None = None) -> JudgementKey:
        at = r.at(trigger)
        return JudgementKey(
            article=r.article.id,
            quotation=trigger,
            before=r.text[max(0, at.start - 32) : at.start],
            after=r.text[at.end : at.end + 32],
            other=other,
        )

    return Judgement(
        id=f"{kind}-1",
        kind=kind,
        key=about(a, about(b) if b is not None else None),
        author="a reader",
        at="2026-11-25T00:00:00Z",
    )


def test_what_people_call_different_is_parted() -> None:
    out = derived(NEWS, LATER, judgements=[judge("different", NEWS, LATER)])
    assert event(out, NEWS).id != event(out, LATER).id
    assert out.record.judgements[0].kind == "different"


def test_what_people_call_the_same_is_joined() -> None:
    a, b = met("Merkel met Macron and spoke of wheat."), met("Over lunch Merkel met Macron once more.")
    assert len(derived(a, b).record.events) == 2
    assert len(derived(a, b, judgements=[judge("same", a, b)]).record.events) == 1


def test_what_people_reject_is_gone_and_nothing_else() -> None:
    out = derived(NEWS, OSLO, judgements=[judge("reject", NEWS)])
    assert [e.id for e in out.record.events] == [OSLO.key("CONSULT", "met")]


@pytest.mark.parametrize("kind", ["same", "different", "reject"])
def test_a_judgement_on_a_report_that_is_not_there_changes_no_event(kind: JudgementKind) -> None:
    lost = judge(kind, UNDATED, LATER)
    assert derived(NEWS, OSLO, judgements=[lost]).record.events == derived(NEWS, OSLO).record.events
