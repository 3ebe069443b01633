"""What the tellings of one report owe to each other, marked as such, and never more than that."""

from __future__ import annotations

import pytest
from desk_reader import DeskReader

REPORT = (
    "Kenyan President William Ruto met Tanzanian President Samia Suluhu Hassan in Arusha on Friday. "
    "The two leaders signed an agreement on fishing. They also agreed to open a bridge."
)


def test_a_fruit_of_the_meeting_was_reached_where_and_when_they_met(desk: DeskReader) -> None:
    page = desk.page(REPORT)
    for event in page.events("AGREE"):
        assert page.roles(event) == {"William Ruto": "party", "Samia Suluhu Hassan": "party"}
        assert page.places(event) == ["Arusha"] and event.where[0].via == "chain"
        assert page.times(event)[0] == "Friday" and event.when[0].via in ("chain", "carry")


def test_what_the_clause_says_itself_is_not_overwritten(desk: DeskReader) -> None:
    page = desk.page(
        "Ruto met Kagame in Kigali on Friday. Kenya and Rwanda signed a treaty on trade in Nairobi on Sunday."
    )
    event = page.event("AGREE")
    assert (page.times(event)[0], event.when[0].via) == ("Sunday", "clause")
    assert (page.places(event)[0], event.where[0].via) == ("Nairobi", "clause")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ruto met Kagame in Kigali on Friday. Laos and Thailand signed a treaty in 1975.", "AGREE"),
        ("Ruto met Kagame in Kigali on Friday. Norway and Iceland agreed on fishing.", "AGREE"),
        ("Ruto met Kagame in Kigali on Friday. Chile praised Peru.", "SUPPORT"),
    ],
)
def test_what_others_did_owes_the_meeting_nothing(desk: DeskReader, text: str, kind: str) -> None:
    page = desk.page(text)
    event = page.event(kind)
    assert not {"William Ruto", "Paul Kagame"} & set(page.roles(event))
    assert "Kigali" not in page.places(event)
    assert all(w.via != "chain" for w in event.when)


@pytest.mark.parametrize(
    "text",
    [
        "Ruto met Kagame in Kigali on Friday. The two leaders will sign an agreement in May.",
        "Ruto met Kagame in Kigali on Friday. Ruto may sign an agreement with Kagame.",
    ],
)
def test_plans_and_doubts_are_given_no_place_or_day(desk: DeskReader, text: str) -> None:
    page = desk.page(text)
    for event in page.events("AGREE"):
        assert all(w.via != "chain" for w in event.when) and all(w.via != "chain" for w in event.where)


def test_an_old_meeting_lends_nothing_to_the_news(desk: DeskReader) -> None:
    page = desk.page("Ruto and Kagame last met in Mombasa in 2021. On Monday Kenya and Rwanda signed a treaty.")
    event = page.event("AGREE")
    assert "Mombasa" not in page.places(event) and "2021" not in page.times(event)


def test_a_press_conference_after_the_talks_was_held_there(desk: DeskReader) -> None:
    page = desk.page(
        "Angela Merkel met Emmanuel Macron in Meseberg on Tuesday. Merkel briefed reporters after the meeting."
    )
    event = page.event("STATEMENT")
    assert page.places(event) == ["Meseberg"] and event.where[0].via == "chain"


def test_the_opening_agreement_says_who_met(desk: DeskReader) -> None:
    page = desk.page("Qatar and Chad signed an agreement on Tuesday at a meeting in Doha. The talks had been long.")
    assert {"Qatar", "Chad"} <= page.together("CONSULT")


def test_a_noun_that_names_nobody_no_day_and_no_place_is_left_out(desk: DeskReader) -> None:
    page = desk.page("The river rose. A visit was out of the question.")
    assert all(e.participants or e.when or e.where for e in page.reading.events)


def test_groups_are_spread_to_their_members_only_once(desk: DeskReader) -> None:
    page = desk.page(REPORT)
    for event in page.reading.events:
        entities = [a.entity for a in event.participants]
        assert len(entities) == len(set(entities))
