"""Which events move an arrangement between two states, and which only speak of one."""

from __future__ import annotations

import pytest
from desk_reader import DeskReader

OPENING = "Peru and Chile quarrelled on Monday. Peru said that Chile was a good neighbour. "


def stages(desk: DeskReader, sentence: str) -> list[str]:
    page = desk.page(OPENING + sentence, published="2024-05-08")
    start = len(OPENING) - 1
    return [str(m.stage) for m in page.reading.arrangements if m.stage is not None and m.evidence.start >= start]


@pytest.mark.parametrize(
    "sentence",
    [
        "Bolivia welcomed the deal on Tuesday.",
        "The opposition in Lima called the agreement a surrender.",
        "Peru promised to send a letter.",
        "Chile pledged to build a road to the coast.",
        "The bridge over the Caplina was closed on Sunday.",
        "The president broke bread with fishermen in Arica.",
        "The ferries will sail again next week.",
        "It was the third meeting of the two ministers.",
        "Peru threatened Chile with sanctions.",
        "Peru said that it was ready to discuss everything with Chile.",
    ],
)
def test_what_only_speaks_of_an_arrangement_moves_none(desk: DeskReader, sentence: str) -> None:
    assert stages(desk, sentence) == []


@pytest.mark.parametrize(
    ("sentence", "stage"),
    [
        ("Peru and Chile agreed on Tuesday to share the catch.", "agreed"),
        ("Peru and Chile put their signatures to a paper in Tacna on Tuesday.", "signed"),
        ("Chile severed diplomatic relations with Peru on Tuesday.", "ended"),
        ("The ambassadors of Peru and Chile have been back at their posts since Tuesday.", "implemented"),
        ("A similar deal of 1999 between Peru and Chile had settled the pier in Arica.", "agreed"),
    ],
)
def test_what_two_do_moves_what_stands_between_them(desk: DeskReader, sentence: str, stage: str) -> None:
    assert stage in stages(desk, sentence)
