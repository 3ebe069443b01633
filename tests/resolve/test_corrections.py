"""What people replace and add holds against every telling, is joined like what was read, and says whose word it is."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hand_readings import Report, derived
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve import corrections
from dragoman.resolve.corrections import Misfit
from dragoman.resolve.derive import Derived
from dragoman.types import Event, Judgement, JudgementKey, JudgementKind


def met(text: str, *, published: str | None = None, when: str | None = None, where: str | None = None) -> Report:
    return Report(text, published=published).event(
        "CONSULT.meeting",
        "met",
        who=("Merkel", "Macron"),
        status="occurred",
        tense="past",
        when=[(when, "clause")] if when else [],
        where=[(where, "clause")] if where else [],
    )


NEWS = met("Merkel met Macron in Bergen on Friday.", when="Friday", where="Bergen", published="2019-05-04")
LATER = met("On 3 May 2019 Merkel met Macron, as is known.", when="3 May 2019", published="2019-06-02")


def judged(
    kind: JudgementKind, on: Report, words: str, field: str, value: Any, *, at: str = "2026-01-02T00:00:00Z"
) -> Judgement:
    start = on.text.index(words)
    about = JudgementKey(
        article=on.article.id,
        quotation=words,
        before=on.text[max(0, start - 32) : start],
        after=on.text[start + len(words) : start + len(words) + 32],
        field=field,
    )
    return Judgement(
        id=f"{field}-{at}", kind=kind, key=about, author="Ada", at=at, note="ministry", value=json.dumps(value)
    )


def the_event(out: Derived) -> Event:
    (event,) = out.record.events
    return event


def test_a_corrected_day_holds_against_every_other_telling_and_says_whose_word_it_is() -> None:
    before = the_event(derived(NEWS, LATER))
    after = the_event(derived(NEWS, LATER, judgements=[judged("replace", LATER, "met", "events.date", "2019-05-04")]))
    assert before.date is not None and before.date.earliest == "2019-05-03"
    assert after.date is not None and after.date.earliest == after.date.latest == "2019-05-04"
    assert after.date.why == "set by Ada on 2026-01-02: ministry"
    assert after.id == before.id


def test_a_corrected_day_takes_part_in_the_joining() -> None:
    other = met("Merkel met Macron on 3 May 2017.", when="3 May 2017", published="2019-06-05")
    assert len(derived(LATER, other).record.events) == 2
    mended = judged("replace", other, "met", "events.date", "2019-05-03")
    assert len(derived(LATER, other, judgements=[mended]).record.events) == 1


def test_a_day_may_be_corrected_to_unknown() -> None:
    assert the_event(derived(NEWS, judgements=[judged("replace", NEWS, "met", "events.date", None)])).date is None


def test_a_place_of_the_tables_that_no_report_names_can_be_put_in() -> None:
    out = derived(NEWS, judgements=[judged("replace", NEWS, "met", "events.place", "Trondheim")])
    places = {p.id: p.name for p in out.record.places}
    assert places[str(the_event(out).place)] == "Trondheim"


def test_participants_status_and_kind_are_replaced_and_the_id_stays() -> None:
    given_ = [
        judged("replace", NEWS, "met", "events.participants", ["Germany", "Macron"]),
        judged("replace", NEWS, "met", "events.status", "cancelled"),
        judged("replace", NEWS, "met", "events.kind", "CONSULT/negotiation"),
    ]
    out = derived(NEWS, judgements=given_)
    found = the_event(out)
    names = {a.id: a.name for a in out.record.actors}
    assert [names[p.actor] for p in found.participants] == ["Germany", "Emmanuel Macron"]
    assert (found.type, found.mode, found.status) == ("CONSULT", "negotiation", "cancelled")
    assert found.id == the_event(derived(NEWS)).id


def test_of_two_corrections_the_later_one_holds_in_whatever_order_they_are_given() -> None:
    early = judged("replace", NEWS, "met", "events.date", "2019-05-01", at="2026-01-01T00:00:00Z")
    late = judged("replace", NEWS, "met", "events.date", "2019-05-02", at="2026-01-03T00:00:00Z")
    for order in ([early, late], [late, early]):
        date = the_event(derived(NEWS, judgements=order)).date
        assert date is not None and date.earliest == "2019-05-02"


def test_a_missed_event_is_added_on_the_words_that_tell_it() -> None:
    report = met("Merkel met Macron in Bergen. Oslo then hosted a second round.", where="Bergen")
    value = {"kind": "CONSULT/negotiation", "date": "2019-06", "place": "Oslo", "participants": ["Merkel", "Macron"]}
    out = derived(report, judgements=[judged("add", report, "second round", "events", value)])
    added = next(e for e in out.record.events if e.mode == "negotiation")
    assert [s.text for s in added.evidence] == ["second round"]
    assert added.date is not None and (added.date.earliest, added.date.latest) == ("2019-06-01", "2019-06-30")
    assert len(added.participants) == 2


def test_a_missed_statement_figure_and_position_are_added() -> None:
    report = met("Merkel met Macron. No more walls. Some 40 boats left. Paris backs the pact.")
    out = derived(
        report,
        judgements=[
            judged("add", report, "No more walls", "statements", {"speaker": "Macron"}),
            judged("add", report, "Some 40 boats", "figures", {"number": "40 boats", "subject": "boats"}),
            judged("add", report, "Paris backs the pact", "positions",
                   {"holder": "France", "stance": "supports", "target": "the pact"}),
        ],
    )  # fmt: skip
    names = {a.id: a.name for a in out.record.actors}
    assert [(s.content.text, names[str(s.speaker)]) for s in out.record.statements] == [
        ("No more walls", "Emmanuel Macron")
    ]
    assert [(f.number.low, f.number.unit) for f in out.record.figures] == [(40.0, "boats")]
    assert [(names[p.holder], p.target.words) for p in out.record.positions] == [("France", "the pact")]


def test_a_report_is_dated_by_hand_and_its_weekdays_follow() -> None:
    undated = met("Merkel met Macron in Bergen on Friday.", when="Friday", where="Bergen")
    out = derived(undated, judgements=[judged("replace", undated, "Bergen", "articles.published", "2019-05-04")])
    published, date = out.record.articles[0].published, the_event(out).date
    assert published is not None and published.latest == "2019-05-04" and published.why.startswith("set by Ada")
    assert date is not None and date.earliest == "2019-05-03"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("events.date", "last week", "no day, month or year"),
        ("events.date", "2019-02-30", "no day of the calendar"),
        ("events.date", "2019-05/2018-01", "ends before it begins"),
        ("events.place", "Nowhere-upon-Nothing", "neither in the report nor in the tables"),
        ("events.weather", "mild", "nothing that can be replaced"),
        ("events.status", "perhaps", "is none of"),
        ("events.kind", "meeting", "no type and mode"),
    ],
)
def test_what_does_not_fit_changes_nothing_and_is_reported(field: str, value: Any, told: str) -> None:
    one = judged("replace", NEWS, "met", field, value)
    out = derived(NEWS, judgements=[one])
    assert out.record.events == derived(NEWS).record.events
    assert told in out.reasons[one.id][0]


def test_words_in_which_nothing_is_read_are_reported() -> None:
    one = judged("replace", NEWS, "Bergen", "events.date", "2019-05-03")
    assert "nothing of the kind" in derived(NEWS, judgements=[one]).reasons[one.id][0]


@pytest.mark.parametrize(
    ("value", "low", "high", "unit"),
    [("1,200", 1200, 1200, "count"), ("30-40 persons", 30, 40, "persons"), ("3.6 million", 3.6e6, 3.6e6, "count"),
     ("2 billion USD", 2e9, 2e9, "USD")],
)  # fmt: skip
def test_numbers_as_people_write_them(value: str, low: float, high: float, unit: str) -> None:
    found = corrections.number(value, value)
    assert (found.low, found.high, found.unit) == (low, high, unit)


@given(st.text(max_size=40))
def test_no_text_breaks_a_value(text: str) -> None:
    for parse in (lambda: corrections.day(text, ""), lambda: corrections.number(text, text)):
        try:
            parse()
        except Misfit as error:
            assert str(error)


def test_one_corrected_telling_outweighs_all_that_say_otherwise() -> None:
    mended = judged("replace", LATER, "met", "events.status", "ongoing")
    assert the_event(derived(NEWS, LATER)).status == "occurred"
    assert the_event(derived(NEWS, LATER, judgements=[mended])).status == "ongoing"
