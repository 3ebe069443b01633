"""The piles of tests/resolve/piles.toml: reports of one matter, which tellings are one event and which are two."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dragoman import clean, extract, knowledge, nlp, sources
from dragoman.reading import Reading
from dragoman.resolve.alike import Unit
from dragoman.resolve.laid import Laid, lay_out
from dragoman.types import Article, Failure

FILE = Path(__file__).parents[1] / "resolve" / "piles.toml"


@dataclass(frozen=True)
class Told:
    """Two tellings that the pile says are one event (`same`) or two, and the events read there."""

    pile: str
    same: bool
    words: tuple[str, str]
    left: tuple[Unit, ...]
    right: tuple[Unit, ...]


def entries() -> list[dict[str, Any]]:
    """The piles as written."""
    found: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["pile"]
    return found


@cache
def laid(name: str, folder: Path) -> tuple[Laid, dict[str, Article]]:
    """The reports of a pile, read by the real parser and laid out; articles by their letter."""
    pile = next(p for p in entries() if p["name"] == name)
    articles: dict[str, Article] = {}
    readings: list[Reading] = []
    for letter in "abc":
        if letter in pile:
            path = folder / f"{letter}.txt"
            path.write_text(pile[letter].strip() + "\n", encoding="utf-8")
            (capture,) = sources.open_paths([str(path)])
            assert not isinstance(capture, Failure)
            article = clean.article(capture)
            assert isinstance(article, Article)
            articles[letter] = article
            doc = nlp.load().parse(article.text, skip=extract.skipped(article))
            readings.append(extract.read(article, doc, knowledge.load()))
    return lay_out(articles.values(), readings, (), knowledge.load()), articles


def tellings(name: str, folder: Path) -> Iterator[Told]:
    """Every pair that a pile speaks of; a side without an event read in its words is empty."""
    pile = next(p for p in entries() if p["name"] == name)
    table, articles = laid(name, folder)
    for kind in ("same", "apart"):
        for one, other in pile.get(kind, []):
            sides = [_units(table, articles[w[0]], w[3:]) for w in (one, other)]
            yield Told(name, kind == "same", (one, other), *sides)


def _units(table: Laid, article: Article, words: str) -> tuple[Unit, ...]:
    start = article.text.index(words)
    end = start + len(words)
    return tuple(
        u
        for u in table.weighed.units
        if u.article == article.id and any(t.trigger.start < end and start < t.trigger.end for t in u.tellings)
    )
