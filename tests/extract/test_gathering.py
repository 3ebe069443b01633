"""What the tellings of one report owe to each other, marked as such, and never more than that."""

from __future__ import annotations

import pytest
from desk_reader import DeskReader, assert_mostly

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


BARE = [
    ("Iraq and Kuwait want to draw their border, their foreign ministers said after a day of negotiations in Baghdad.",
     "CONSULT", {"Iraq", "Kuwait"}),
    ("Nana Akufo-Addo and Faure Gnassingbé came to Lomé. After three hours of talks they announced a market.",
     "CONSULT", {"Nana Akufo-Addo", "Faure Gnassingbé"}),
    ("Saudi Arabia and Iran will reopen embassies. It followed four days of negotiations in Beijing.", "CONSULT",
     {"Saudi Arabia", "Iran"}),
    ("Ivory Coast and Mali had quarrelled since July. A paper was signed on 22 December.", "AGREE",
     {"Ivory Coast", "Mali"}),
    ("Israel and Syria quarrel over the plain. Azerbaijan hosted the talks on Monday.", "CONSULT",
     {"Israel", "Syria", "Azerbaijan"}),
]  # fmt: skip


def test_bare_talks_and_papers_are_those_of_the_two_sides(desk: DeskReader) -> None:
    outcomes = {}
    for text, kind, expected in BARE:
        page = desk.page(text)
        said = [set(page.roles(e)) for e in page.events(kind)]
        outcomes[f"{text} {said or page.kinds}"] = expected in said
    assert_mostly(outcomes)


@pytest.mark.parametrize(
    "text",
    [
        "Chad and Niger share a lake. Working parties will meet before the summer.",
        "Chad and Niger share a lake. The G7 summit opened in Italy.",
    ],
)
def test_what_others_hold_is_not_given_to_the_two_sides(desk: DeskReader, text: str) -> None:
    page = desk.page(text)
    assert all(not {"Chad", "Niger"} & set(page.roles(e)) for e in page.events("CONSULT"))


def test_leaders_say_no_more_where_the_two_are_named(desk: DeskReader) -> None:
    page = desk.page("The leaders met at noon. Kenya's William Ruto and Rwanda's Paul Kagame met for an hour.")
    named = page.together("CONSULT")
    assert "leaders" not in named


def test_the_meeting_that_opens_a_report_was_where_its_dateline_says(desk: DeskReader) -> None:
    page = desk.page(
        "RABAT, April 7 (Example News) - Pedro Sánchez broke bread with King Mohammed VI, wrapping up a visit.",
        published="2022-04-08",
        dateline="RABAT",
    )
    assert any("Rabat" in page.places(e) for e in page.events("CONSULT"))
