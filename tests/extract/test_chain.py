"""Which tellings of one report are one event, and which stand apart."""

from __future__ import annotations

import pytest
from desk_reader import DeskReader, assert_mostly

from dragoman.times.days import gap
from dragoman.types import Date

ONE = [
    ("Kenya's William Ruto met Samia Suluhu Hassan in Arusha on Friday. The talks lasted two hours.", "CONSULT"),
    ("Ruto and Kagame met in Kigali on Tuesday. The meeting was cordial. Tuesday's talks ended late.", "CONSULT"),
    ("Miguel Díaz-Canel visited Caracas on Thursday. There he met Nicolás Maduro.", "CONSULT"),
    ("Iran and Iraq signed an agreement on water. The agreement was hailed in Basra.", "AGREE"),
    ("Laos and Thailand signed a treaty on Monday. The treaty ends a long quarrel.", "AGREE"),
    ("Armenia and Azerbaijan agreed on a ceasefire. The truce took effect at noon.", "AGREE"),
    ("Spain imposed sanctions on Nicaragua on Friday. The sanctions hit six judges.", "SANCTION"),
    ("Kishida and Yoon conferred in Seoul on Sunday. It was their third meeting.", "CONSULT"),
    ("Sheikh Hasina phoned Narendra Modi on Sunday. During the phone call she thanked him.", "CONSULT"),
]  # fmt: skip
APART = [
    ("Peru's president met Chile's president on Monday. They will meet again in Lima in June.", "CONSULT"),
    ("Modi met Putin in Moscow on Tuesday. On Wednesday he met Erdogan in Ankara.", "CONSULT"),
    ("Ghana imposed sanctions on Togo in May. Togo imposed sanctions on Benin in June.", "SANCTION"),
    ("Ruto met Kagame in Kigali on Friday. The two leaders last met in Mombasa in 2021.", "CONSULT"),
    ("Laos and Thailand signed a treaty in 1975. Laos and Thailand signed a treaty on Monday.", "AGREE"),
    ("Merkel met Macron in Berlin. Merkel met Johnson in London.", "CONSULT"),
    ("Norway expelled two diplomats on Monday. Norway had expelled three diplomats in 2018.", "SANCTION"),
    ("Merkel spoke by phone with Macron on Monday. She met him in Berlin on Friday.", "CONSULT"),
    ("Ruto met Kagame in Kigali. It was six weeks after their talks in Nairobi.", "CONSULT"),
    ("Trump and Kim held a second summit in Hanoi. The first summit of Trump and Kim was in Singapore.", "CONSULT"),
    ("Sergei Lavrov met Hakan Fidan on Monday. Vladimir Putin met Recep Tayyip Erdogan on Monday.", "CONSULT"),
]


def test_what_leans_on_an_earlier_telling_joins_it(desk: DeskReader) -> None:
    outcomes = {}
    for text, kind in ONE:
        page = desk.page(text)
        found = page.events(kind)
        outcomes[f"{text} {[(page.trigger(e), e.chain) for e in found]}"] = len(found) >= 2 and (
            len({e.chain for e in found}) == 1
        )
    assert_mostly(outcomes, least=0.75)


def test_other_days_people_and_towns_are_other_events(desk: DeskReader) -> None:
    outcomes = {}
    for text, kind in APART:
        page = desk.page(text)
        found = page.events(kind)
        outcomes[f"{text} {[(page.trigger(e), e.chain) for e in found]}"] = len({e.chain for e in found}) >= 2
    assert_mostly(outcomes, least=0.75)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Merkel met Macron in Berlin on Monday. Merkel met Johnson in London on Monday.", "CONSULT"),
        ("Peru accused Chile of spying. Bolivia accused Brazil of theft.", "ACCUSE"),
        ("Ruto met Kagame on 3 May 2019. Ruto met Kagame on 9 June 2020.", "CONSULT"),
    ],
)
def test_tellings_that_contradict_each_other_never_share_a_chain(desk: DeskReader, text: str, kind: str) -> None:
    chains = desk.page(text).chains(kind)
    assert len(chains) == 2 and len(set(chains)) == 2


def test_what_will_be_is_not_what_was(desk: DeskReader) -> None:
    page = desk.page("Ruto met Kagame in Kigali on Friday. Ruto will meet Kagame in Nairobi in May.")
    first, second = page.events("CONSULT")
    assert first.chain != second.chain
    assert (first.status, second.status) == ("occurred", "planned")


def test_different_kinds_are_never_one_event(desk: DeskReader) -> None:
    page = desk.page("Spain imposed sanctions on Nicaragua. Spain accused Nicaragua of fraud. Spain warned Nicaragua.")
    by_chain: dict[int, set[str]] = {}
    for e in page.reading.events:
        by_chain.setdefault(e.chain, set()).add(e.type)
    assert all(len(types) == 1 for types in by_chain.values())


def test_what_two_agreed_is_not_what_three_did(desk: DeskReader) -> None:
    page = desk.page(
        "Iran and Iraq signed an agreement on water in 2019. Iran, Iraq and Turkey signed an agreement in 2021."
    )
    assert len(set(page.chains("AGREE"))) >= 2


def test_every_mention_has_a_chain(desk: DeskReader) -> None:
    for text, _ in ONE + APART:
        assert all(e.chain >= 0 for e in desk.page(text).reading.events)


def span(low: str | None, high: str | None) -> Date:
    return Date(earliest=low, latest=high, precision="range", basis="resolved", why="a test")


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        (span("2019-05-03", "2019-05-03"), span("2019-05-03", "2019-05-03"), 0),
        (span("2019-05-03", "2019-05-03"), span("2019-05-05", "2019-05-09"), 2),
        (span("2019-05-01", "2019-05-31"), span("2019-05-05", "2019-05-09"), 0),
        (span(None, "2019-05-03"), span("2019-05-05", None), 2),
        (span(None, "2019-05-03"), span(None, "2001-01-01"), 0),
        (span("2019-05-03", None), span("2020-01-01", "2020-01-01"), 0),
    ],
)
def test_days_between_intervals_are_the_same_from_both_sides(a: Date, b: Date, days: int) -> None:
    assert gap(a, b) == gap(b, a) == days
