"""Event mentions as a whole: their spans point, their order is fixed, page furniture tells nothing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from desk_reader import DeskReader, Page

REPORTS = [
    "Kenyan President William Ruto met Tanzanian President Samia Suluhu Hassan in Arusha on Friday. "
    "The two leaders signed an agreement on fishing, and they will meet again in Nairobi in May.",
    "Peru was criticised by Bolivia over the arrests. La Paz recalled its ambassador on Monday.\n\n"
    'Chile, which has long backed Peru, called for talks. "We shall wait," its foreign minister said.',
    "Ethiopian troops shelled the town of Mekelle, the Red Cross said, killing at least 12 people. Sudan closed the "
    "border. The two sides agreed on a ceasefire in March.",
    "Norway expelled two Russian diplomats, accused Moscow of spying and cancelled a visit of its minister.",
]


@pytest.fixture(params=range(len(REPORTS)))
def page(request: pytest.FixtureRequest, desk: DeskReader) -> Page:
    return desk.page(REPORTS[request.param])


def test_evidence_holds_the_words_that_name_the_event(page: Page) -> None:
    assert page.reading.events
    for e in page.reading.events:
        assert 0 <= e.evidence.start <= e.trigger.start < e.trigger.end <= e.evidence.end <= len(page.article.text)


def test_evidence_and_trigger_begin_and_end_with_words(page: Page) -> None:
    for e in page.reading.events:
        for extent in (e.evidence, e.trigger):
            words = page.words(extent.start, extent.end)
            assert words == words.strip() and words[-1] not in ",;" and words[0] not in ",;.-"


def test_events_stand_in_the_order_of_their_triggers(page: Page) -> None:
    starts = [e.trigger.start for e in page.reading.events]
    assert starts == sorted(starts)


def test_no_two_events_have_one_trigger_and_type(page: Page) -> None:
    keys = [(e.type, e.trigger.start, e.trigger.end) for e in page.reading.events]
    assert len(keys) == len(set(keys))


def test_all_references_lead_somewhere(page: Page) -> None:
    reading = page.reading
    for e in reading.events:
        entities = [*(a.entity for a in e.participants), *(w.entity for w in e.where), *e.claimed_by]
        assert all(0 <= i < len(reading.entities) for i in entities)
        assert all(w.time is None or 0 <= w.time < len(reading.times) for w in (*e.when, *e.until))


def test_every_event_says_what_fired(page: Page) -> None:
    for e in page.reading.events:
        assert e.source.startswith(f"{e.type.lower()}.{e.mode}: ") and not e.source.endswith(": ")


def test_evidence_of_a_long_sentence_is_cut_around_its_trigger(desk: DeskReader) -> None:
    list_ = ", ".join(f"the village of Oster{n}dorf by the old river" for n in range(40))
    page = desk.page(f"Peru accused Chile of closing the roads to {list_}.")
    event = page.event("ACCUSE")
    assert event.evidence.end - event.evidence.start <= 400
    assert "accused" in page.words(event.evidence.start, event.evidence.end)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (REPORTS[0], {"CONSULT.meeting", "AGREE.agreement"}),
        (REPORTS[1], {"ACCUSE.criticism", "SANCTION.severance"}),
        (REPORTS[2], {"ASSAULT.shelling", "AGREE.ceasefire"}),
        (REPORTS[3], {"SANCTION.expulsion", "ACCUSE.accusation", "CONSULT.visit"}),
    ],
)
def test_a_report_yields_its_events(desk: DeskReader, text: str, kinds: set[str]) -> None:
    assert kinds <= set(desk.page(text).kinds)


ORDINARY = [
    "She said the weather in Lima was mild.",
    "The film opens on Friday. Its star will turn 40.",
    "He met the deadline and signed the book for a fan.",
    "The team beat Chile 3-1 in Santiago.",
    "The minister of trade is a lawyer by training.",
    "Olive oil from Spain and Greece fills the shelves.",
]


def test_everyday_sentences_tell_no_events_between_states(desk: DeskReader) -> None:
    told = {text: desk.page(text).kinds for text in ORDINARY}
    assert sum(map(len, told.values())) <= 2, told


def test_a_thing_told_once_is_one_event(desk: DeskReader) -> None:
    for text, kind in [
        ("Iran and Iraq signed a deal to buy gas.", "AGREE"),
        ("Ruto and Kagame held talks in Kigali.", "CONSULT"),
        ("Spain imposed sanctions on Nicaragua.", "SANCTION"),
        ("Norway called for a ceasefire in Sudan.", "REQUEST"),
        ("Chad and Niger agreed to create a buffer zone.", "AGREE"),
    ]:
        page = desk.page(text)
        assert len({e.chain for e in page.events(kind)}) == 1, (text, page.kinds)


def test_several_events_of_one_sentence_are_all_told(desk: DeskReader) -> None:
    page = desk.page(REPORTS[3])
    triggers = [page.trigger(e) for e in page.reading.events]
    assert len(triggers) >= 3
    assert all(a != b for a, b in pairwise(triggers))
