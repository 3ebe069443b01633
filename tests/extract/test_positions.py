"""Who stands for or against whom or what, read from single sentences."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.extract.positions import positions
from dragoman.extract.statements import statements
from dragoman.reading import PositionMention

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.eval.scoring.names import same_actor, same_topic
from tests.extract import measure


def taken(text: str) -> tuple[tuple[PositionMention, ...], Any]:
    """The positions of a text, and its mentions."""
    article, doc, mentions = measure.read(text)
    said = statements(doc, article, mentions)
    return positions(doc, mentions, when_for=lambda extent, tense: (), statements=said), mentions


def held(text: str) -> set[tuple[str, str, str]]:
    """(holder, stance, target) of all positions: the target's name if it is an actor, else its words."""
    found, mentions = taken(text)
    for p in found:
        assert text[p.evidence.start : p.evidence.end]
    names = [e.name for e in mentions.entities]
    return {(names[p.holder], p.stance, names[p.target] if p.target is not None else p.words) for p in found}


def test_stands_in_many_wordings_stay_above_their_floors() -> None:
    """Precision and recall over positions.tsv; floors some hundredths below what was measured (.97 and .95)."""
    found = said = asked = 0
    for text, gold in measure.cases("positions.tsv", sealed=None):
        left, mentions = taken(text)
        names = [[e.name, *(text[m.start : m.end] for m in e.mentions)] for e in mentions.entities]
        said, asked = said + len(left), asked + len(gold)
        for holder, stance, target in gold:
            fits = [
                p
                for p in left
                if p.stance == stance
                and same_actor(names[p.holder], [holder])
                and same_topic([*(names[p.target] if p.target is not None else []), p.words], [target])
            ]
            found += bool(fits)
            left = tuple(p for p in left if p not in fits[:1])
    assert found / said >= 0.9
    assert found / asked >= 0.88


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brazil backs Argentina's bid for the bank.", ("Brazil", "supports", "Argentina's bid for the bank")),
        ("The plan, which is fiercely opposed by Serbia, was tabled.", ("Serbia", "opposes", "plan")),
        ("France is a staunch ally of Greece.", ("France", "supports", "Greece")),
        ("Chad's key backer, France, kept silent.", ("France", "supports", "Chad")),
        ("The militia, whom Uganda supports, took the town.", ("Uganda", "supports", "militia")),
        ("Egypt sided with Greece.", ("Egypt", "supports", "Greece")),
        ("Peru voiced its support for the treaty.", ("Peru", "supports", "treaty")),
        ("Poland bought the jets despite opposition from Germany.", ("Germany", "opposes", "jets")),
        ("The talks were held with the backing of Norway.", ("Norway", "supports", "talks")),
        ("Spain does not recognise Kosovo.", ("Spain", "opposes", "Kosovo")),
        ("Hungary refused to endorse the statement.", ("Hungary", "opposes", "statement")),
        ("India voted against the resolution.", ("India", "opposes", "resolution")),
        ("Iran-backed militias shelled the port.", ("Iran", "supports", "militias")),
        ("Canada called the blockade illegal.", ("Canada", "opposes", "blockade")),
        ("Israel considers the Houthis terrorists.", ("Israel", "opposes", "Houthis")),
        ("Jordan said that the status quo must be preserved.", ("Jordan", "supports", "status quo")),
        ("Russia urged China to back the plan.", ("Russia", "supports", "plan")),
        ("Cuba demanded the lifting of the embargo.", ("Cuba", "opposes", "embargo")),
        ("Syria demanded that foreign troops leave the country.", ("Syria", "opposes", "foreign troops")),
    ],
)
def test_a_stand_is_read(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in held(text)


def test_stands_of_short_reports_stay_above_their_floors() -> None:
    """Measured .93 and .61: some of the answers need more than one sentence tells."""
    found, asked, said = measure.measure_reports().stands
    assert found / said >= 0.85
    assert found / asked >= 0.58


def test_every_one_of_several_holders_holds_the_stand() -> None:
    found = held("Kenya and Uganda rejected the ruling.")
    assert found == {("Kenya", "opposes", "ruling"), ("Uganda", "opposes", "ruling")}


def test_states_listed_after_a_colon_are_the_holders() -> None:
    found = held("Three states still recognise Taiwan: Paraguay, Belize and Guatemala.")
    assert found == {(s, "supports", "Taiwan") for s in ("Paraguay", "Belize", "Guatemala")}


def test_applause_goes_to_what_was_spoken_of() -> None:
    assert ("Italy", "supports", "deal on fishing") in held(
        "Libya and Malta signed a deal on fishing. Italy applauded."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Japan welcomed President Joko Widodo.",  # received him
        "Norway rejected the accusation.",  # words, not a cause
        "France could back the plan.",
        "If Turkey supports the bill, it will pass.",
        "Mali denied supporting the rebels.",
        "The minister spoke for an hour.",
        "China has not condemned the vote.",
    ],
)
def test_what_is_no_stand_yields_none(text: str) -> None:
    assert held(text) == set()
