"""Which arrangement a sentence speaks of, between whom, and the stage of its life that it shows."""

from __future__ import annotations

import pytest

from dragoman import knowledge, nlp
from dragoman.extract.arrangements import arrangements
from dragoman.extract.mentions import Mentions
from dragoman.reading import ArrangementMention
from dragoman.types import Article

OPENING = "Peru and Chile met on Monday. Peru said that Chile was a good neighbour. "


def told(text: str) -> tuple[list[ArrangementMention], list[str]]:
    article = Article(id="a", source="a.txt", text=text)
    doc = nlp.load().parse(text)
    mentions = Mentions(doc, article, knowledge.load())
    found = arrangements(doc, (), mentions, when_for=lambda extent, tense: ())
    return list(found), [e.name for e in mentions.entities]


@pytest.mark.parametrize(
    ("sentence", "kind", "stage"),
    [
        ("The truce collapsed within hours.", "ceasefire", "ended"),
        ("The two sides agreed on a ceasefire.", "ceasefire", "agreed"),
        ("The cease-fire has held since then.", "ceasefire", "in_force"),
        ("Chile violated the truce.", "ceasefire", "breached"),
        ("They prolonged the truce by a month.", "ceasefire", "extended"),
        ("The treaty entered into force in May.", "treaty", "in_force"),
        ("The ministers initialled the treaty.", "treaty", "signed"),
        ("The agreement will be signed next week.", "treaty", "proposed"),
        ("Peru withdrew from the pact.", "treaty", "ended"),
        ("The accord was put on ice.", "treaty", "suspended"),
        ("Ties were severed in 2019.", "normalisation", "ended"),
        ("Relations were restored last year.", "normalisation", "agreed"),
        ("Chile recalled its ambassador.", "normalisation", "suspended"),
        ("Peru imposed sanctions on Chile.", "sanctions", "in_force"),
        ("Peru welcomed the lifting of the embargo.", "sanctions", "ended"),
        ("Talks were broken off in January.", "talks_track", "suspended"),
        ("The demilitarised zone was set up in spring.", "zone", "agreed"),
        ("Peru signed a deal with Chile to buy missiles.", "arms_deal", "signed"),
    ],
)
def test_the_verb_shows_the_stage(sentence: str, kind: str, stage: str) -> None:
    found, _ = told(OPENING + sentence)
    assert (kind, stage) in [(m.kind, m.stage) for m in found]


def test_it_is_what_was_spoken_of() -> None:
    found, _ = told(OPENING + "The two signed a truce. It took effect at midnight.")
    assert [(m.kind, m.stage) for m in found] == [("ceasefire", "signed"), ("ceasefire", "in_force")]


def test_a_sentence_may_show_two_stages() -> None:
    found, _ = told(OPENING + "The treaty, which was signed in 2010, expired in 2020.")
    assert {m.stage for m in found} == {"signed", "ended"}


def test_parties_not_named_are_those_of_the_report() -> None:
    found, names = told(OPENING + "The truce collapsed within hours.")
    assert [names[p] for p in found[0].parties] == ["Peru", "Chile"]


def test_who_alleges_a_breach_is_kept() -> None:
    found, names = told(OPENING + "Chile accused Peru of having violated the truce.")
    breach = next(m for m in found if m.stage == "breached")
    assert [names[p] for p in breach.alleged_by] == ["Chile"]


def test_evidence_is_a_clause() -> None:
    text = OPENING + "The truce collapsed within hours, and the ministers, who had flown home, kept silent."
    found, _ = told(text)
    assert text[found[0].evidence.start : found[0].evidence.end] == "The truce collapsed within hours"


@pytest.mark.parametrize(
    "sentence",
    [
        "The pact was never ratified.",
        "If the truce collapses, war will follow.",
        "Peru received the Chilean ambassador.",
        "The meeting was held in Lima.",
    ],
)
def test_what_shows_no_stage_yields_none(sentence: str) -> None:
    assert told(OPENING + sentence)[0] == []
