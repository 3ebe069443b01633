"""Triggers that the model's head names: where they are taken, and where the lexicon's word stands."""

from __future__ import annotations

import json
from importlib import resources

from dragoman import knowledge, nlp
from dragoman.extract import wordings
from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import MODEL, Trigger, find
from dragoman.nlp.network import Named
from dragoman.nlp.pipeline import TRIGGERS
from dragoman.spans import article_id
from dragoman.types import Article


def heard(text: str, word: str, label: str, chance: float) -> list[Trigger]:
    """The triggers of a text of which the head names one word."""
    doc = nlp.load().parse(text)
    token = next(t for t in doc if t.text == word)
    doc.user_data[TRIGGERS] = {token.i: Named(label, chance, round(1 - chance, 3))}
    article = Article(id=article_id(text), source="test", text=text)
    return find(doc, wordings.load(), Mentions(doc, article, knowledge.load()))


def test_a_word_no_pattern_knows_is_taken_when_the_head_is_sure() -> None:
    (found,) = heard("Norway frobnicated Denmark on Tuesday.", "frobnicated", "ACCUSE/criticism", 0.97)
    assert (found.entry.label, found.words, found.token.text) == ("ACCUSE/criticism", MODEL, "frobnicated")
    assert found.entry.frame == "directed"


def test_a_word_the_head_doubts_is_left() -> None:
    assert heard("Norway frobnicated Denmark on Tuesday.", "frobnicated", "ACCUSE/criticism", 0.5) == []


def test_nouns_are_left_to_the_lexicon() -> None:
    assert heard("Norway and Denmark held a blarble in Oslo.", "blarble", "CONSULT/meeting", 0.97) == []


def test_the_lexicon_says_what_its_own_words_mean() -> None:
    (found,) = heard("Norway accused Denmark of theft.", "accused", "AGREE/treaty", 0.99)
    assert found.entry.label == "ACCUSE/accusation"
    assert found.words != MODEL


def test_a_second_word_for_what_is_told_beside_it_adds_nothing() -> None:
    labels = [
        t.entry.label
        for t in heard("Norway accused Denmark, and frobnicated it.", "frobnicated", "ACCUSE/criticism", 0.99)
    ]
    assert labels == ["ACCUSE/accusation"]


def test_names_are_no_triggers() -> None:
    assert heard("Anna Lindh lives in Oslo.", "Lindh", "CONSULT/meeting", 0.99) == []


def test_every_label_of_the_model_has_a_frame() -> None:
    listed = json.loads((resources.files("dragoman") / "data/model/labels.json").read_text("utf-8"))["triggers"]
    assert listed[0] == "O"
    assert set(listed[1:]) <= set(wordings.load().general)


def test_a_reading_of_the_head_is_the_same_in_every_text() -> None:
    sentence = "The envoys of Chad and Niger conferred at length in Zinder."
    alone = list(nlp.load().parse(sentence).user_data[TRIGGERS].values())
    assert alone
    second = nlp.load().parse(f"Rain fell on the coast.\n{sentence}").user_data[TRIGGERS]
    assert list(second.values())[-len(alone) :] == alone
