"""Figures: floors over the written sentences, and behaviours one by one."""

import sys
from pathlib import Path

import pytest

from dragoman.extract.figures import figures
from dragoman.extract.statements import statements
from dragoman.types import Article, Furniture

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.extract import measure


@pytest.mark.parametrize(
    # Floors: measured .994/.98 open and .949/1.0 sealed on the first weights.
    ("sealed", "f1", "right"),
    [(False, 0.95, 0.93), (True, 0.9, 0.93)],
)
def test_figures_stay_above_their_floors(*, sealed: bool, f1: float, right: float) -> None:
    tally = measure.measure_figures(sealed=sealed)
    assert tally.f1 >= f1
    assert tally.right / tally.found >= right


def test_a_figure_inside_a_statement_is_attributed_to_its_speaker() -> None:
    text = "Guterres said 40,000 people had fled the fighting in Sudan. Some 300 returned."
    article, doc, mentions = measure.read(text)
    said = statements(doc, article, mentions)
    first, second = figures(doc, article, mentions, statements=said)
    assert first.attributed_to is not None
    assert "Guterres" in mentions.entities[first.attributed_to].name
    assert second.attributed_to is None


def test_the_subject_is_in_comparable_words_and_the_place_narrows_it() -> None:
    article, doc, mentions = measure.read("Uganda hosts about 90,000 Congolese refugees in Kyangwali.")
    (only,) = figures(doc, article, mentions)
    assert "congolese refugees" in only.subject
    assert any("Congo" in name or "Kyangwali" in name for name in only.scope)


def test_the_two_leaders_are_no_figure_but_two_leaders_who_were_freed_are_counted_by_what_they_are() -> None:
    article, doc, mentions = measure.read("The two leaders freed two leading activists.")
    (only,) = figures(doc, article, mentions)
    assert only.number.unit == "persons"
    assert article.text[only.extent.start : only.extent.end] == "two leading activists"


def test_a_caption_that_stands_twice_is_counted_once() -> None:
    line = "More than 2,000 people crossed the bridge at Tumbes on the border of Peru on Sunday."
    article, doc, mentions = measure.read(f"{line}\n{line}\n\nThe rest stayed.")
    assert len(figures(doc, article, mentions)) == 1


def test_furniture_is_not_read() -> None:
    text = "Some 300 migrants landed.\n\nWe report in 31 languages in 40 countries."
    low = text.index("We report")
    article = Article(
        id="0" * 16, source="test", text=text, furniture=(Furniture(start=low, end=len(text), kind="biography"),)
    )
    _, doc, mentions = measure.read(text)
    assert [text[f.extent.start : f.extent.end] for f in figures(doc, article, mentions)] == ["Some 300 migrants"]


def test_every_extent_lies_in_its_evidence() -> None:
    for text, _ in [*measure.cases("figures.tsv", sealed=False), *measure.cases("figures.tsv", sealed=True)]:
        article, doc, mentions = measure.read(text)
        for f in figures(doc, article, mentions):
            assert f.evidence.start <= f.extent.start < f.extent.end <= f.evidence.end
            assert f.number.words and f.subject is not None
