"""What a figure is about beyond its own words: the states of its sentence and the two that its report is about.

"Some three million people" in one report and in another are the same people only if both speak of the same matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.reading import Extent, Reading
from dragoman.resolve.link import Links
from dragoman.types import Figure

PARTIES = 2  # states that a report is about


@dataclass(frozen=True)
class Setting:
    """`near`: states of the sentence, else of the one before; `report`: those that the whole report is about."""

    near: frozenset[str]
    report: frozenset[str]


def reports(readings: Sequence[Reading], links: Links) -> dict[str, frozenset[str]]:
    """For each article the states most spoken of, with their people and bodies."""
    found = {}
    for reading in readings:
        counts: Counter[str] = Counter()
        first: dict[str, int] = {}
        for index, entity in enumerate(reading.entities):
            code = _code(reading, index, links)
            if code is not None and entity.mentions:
                counts[code] += len(entity.mentions)
                first[code] = min(first.get(code, entity.mentions[0].start), entity.mentions[0].start)
        ranked = sorted(counts, key=lambda c: (-counts[c], first[c], c))
        found[reading.article] = frozenset(ranked[:PARTIES])
    return found


def _code(reading: Reading, index: int, links: Links) -> str | None:
    local = (reading.article, index)
    actor = links.actor_of.get(local)
    if actor is not None:
        return links.state.get(actor)
    place = links.place_of.get(local)
    return links.places[place].country if place is not None else None


def settings(
    readings: Sequence[Reading], links: Links, figures: Sequence[Figure], about: Mapping[str, frozenset[str]]
) -> dict[str, Setting]:
    """The setting of each figure, from all its sentences."""
    by_article = {r.article: r for r in readings}
    mentioned = {a: _mentioned(r, links) for a, r in by_article.items()}
    found = {}
    for figure in figures:
        near: set[str] = set()
        report: set[str] = set()
        for span in figure.evidence:
            reading = by_article[span.article]
            number = sentence_at(reading.sentences, span.start)
            codes = _within(mentioned[span.article], reading.sentences, number)
            near |= codes or _within(mentioned[span.article], reading.sentences, number - 1)
            report |= about.get(span.article, frozenset())
        found[figure.id] = Setting(frozenset(near), frozenset(report))
    return found


def _mentioned(reading: Reading, links: Links) -> list[tuple[int, str]]:
    rows = [
        (m.start, code)
        for index, entity in enumerate(reading.entities)
        if (code := _code(reading, index, links)) is not None
        for m in entity.mentions
    ]
    return sorted(rows)


def _within(rows: Sequence[tuple[int, str]], sentences: Sequence[Extent], number: int) -> set[str]:
    if not 0 <= number < len(sentences):
        return set()
    s = sentences[number]
    return {code for start, code in rows if s.start <= start < s.end}


def sentence_at(sentences: Sequence[Extent], offset: int) -> int:
    """The number of the sentence that an offset stands in, -1 before the first."""
    return bisect_right([s.start for s in sentences], offset) - 1
