"""Reports of our own without a day or a year, read by the whole house: the interval found must hold the true day.

Each case: `text`, the `truth`, and `within`, the widest interval that a careful reader would be content with; `other`
are reports in the same record.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dragoman import clean, knowledge, pipeline
from dragoman.reading import Reading
from dragoman.resolve import copies
from dragoman.resolve.dating import DatedArticle, date_articles
from dragoman.sources import Capture
from dragoman.types import Article

FOLDER = Path(__file__).parents[1] / "times" / "told"
CASES = {
    f"{path.stem}:{case['id']}": case
    for path in sorted(FOLDER.glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
}
#: Cases whose interval is still wider than a reader's.
WIDE = 20


@cache
def read(text: str) -> tuple[Article, Reading]:
    article = clean.article(Capture(source=text[:20], media_type="text/plain", body=text))
    assert isinstance(article, Article)
    return article, pipeline.read_article(article)


@cache
def solved(name: str) -> DatedArticle:
    case = CASES[name]
    pairs = [read(case["text"]), *(read(o["text"]) for o in case.get("other", ()))]
    articles, readings = [a for a, _ in pairs], [r for _, r in pairs]
    tables = knowledge.load()
    named = sorted({c for r in readings for e in r.entities if e.kind == "person" for c in e.candidates[:1]})
    dated = date_articles(
        articles,
        readings,
        copies=copies.find(articles, {r.article: r.sentences for r in readings}),
        known_events=tables.known_events(),
        terms={c: tables.offices_of(c) for c in named},
    )
    return dated[articles[0].id]


def found(name: str) -> tuple[str, str]:
    reference = solved(name).reference
    if reference is None:
        return "1945-01-01", "2049-12-31"
    return (reference.earliest or "1945-01-01")[:10], (reference.latest or "2049-12-31")[:10]


@pytest.mark.parametrize("name", CASES)
def test_the_interval_holds_the_true_day(name: str) -> None:
    lo, hi = found(name)
    assert lo <= CASES[name]["truth"] <= hi, solved(name).proof


def test_few_intervals_are_wider_than_a_reader_would_have_them() -> None:
    cases: dict[str, Any] = CASES
    wide = [n for n, c in cases.items() if not (c["within"][0] <= found(n)[0] and found(n)[1] <= c["within"][1])]
    assert len(cases) >= 40
    assert len(wide) <= WIDE, wide


@pytest.mark.parametrize("name", CASES)
def test_an_inferred_date_says_why(name: str) -> None:
    dated = solved(name)
    if dated.reference is not None and dated.reference.basis == "inferred":
        assert dated.proof
        assert dated.reference.why
