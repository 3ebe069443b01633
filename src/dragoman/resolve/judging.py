"""What people have judged, found again in the texts and turned into what the joining obeys.

`same` and `different` become must-links and cannot-links between mentions, `reject` takes a mention out before anything
is made of it, `accept` changes nothing. A judgement whose words are gone is reported, never dropped; one whose article
has a later version is carried to it when its words stand there once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import msgspec

from dragoman.reading import Extent, Reading
from dragoman.resolve.order import key
from dragoman.spans import cut, find_again
from dragoman.types import Article, Judgement, JudgementKey

Place = tuple[str, int, int]  # article, start, end


@dataclass
class Verdicts:
    """`must` and `cannot` hold pairs of mention keys; `rejected` the (article, event index) taken out."""

    must: set[frozenset[str]] = field(default_factory=set)
    cannot: set[frozenset[str]] = field(default_factory=set)
    rejected: set[tuple[str, int]] = field(default_factory=set)
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)


def apply(
    judgements: Sequence[Judgement], articles: Mapping[str, Article], readings: Sequence[Reading]
) -> tuple[Verdicts, list[Reading]]:
    """The verdicts, and the readings without the statements, figures and positions that were rejected."""
    out = Verdicts()
    by_article = {r.article: r for r in readings}
    refused: dict[str, dict[Extent, set[str]]] = {}
    for one in sorted(judgements, key=lambda j: j.id):
        place = locate(one.key, articles)
        if place is None:
            out.reasons[one.id] = ("the words that were judged are gone from the report, or stand in it twice",)
            continue
        if one.kind == "reject":
            refused.setdefault(place[0], {}).setdefault(Extent(*place[1:]), set()).add(one.key.field)
        elif one.kind in ("same", "different") and one.key.other is not None:
            other = locate(one.key.other, articles)
            first = _mentions(place, by_article, articles)
            second = _mentions(other, by_article, articles) if other is not None else []
            if not first or not second:
                out.reasons[one.id] = ("no event is read in the words that were judged",)
                continue
            pairs = {frozenset((a, b)) for a in first for b in second if a != b}
            (out.must if one.kind == "same" else out.cannot).update(pairs)
    return out, [_cleared(r, refused.get(r.article, {}), out) for r in readings]


def locate(about: JudgementKey, articles: Mapping[str, Article]) -> Place | None:
    """Where the words stand now: in their own article, else in the version that came after it."""
    heirs = sorted(a.id for a in articles.values() if a.supersedes == about.article)
    for candidate in (about.article, *heirs):
        article = articles.get(candidate)
        if article is None:
            continue
        found = find_again(article.text, about.quotation, before=about.before, after=about.after)
        if found is not None:
            return candidate, *found
    return None


def _mentions(place: Place, readings: Mapping[str, Reading], articles: Mapping[str, Article]) -> list[str]:
    """The keys of the event mentions that the judged words hold: those whose evidence they are, else all inside."""
    article, start, end = place
    reading = readings.get(article)
    if reading is None:
        return []
    exact = [e for e in reading.events if (e.evidence.start, e.evidence.end) == (start, end)]
    inside = [e for e in reading.events if start <= e.trigger.start and e.trigger.end <= end]
    text = articles[article].text
    return [key(f"event:{e.type}", cut(article, text, e.trigger.start, e.trigger.end)) for e in exact or inside]


def _cleared(reading: Reading, refused: Mapping[Extent, Iterable[str]], out: Verdicts) -> Reading:
    if not refused:
        return reading

    def gone(section: str, *extents: Extent) -> bool:
        return any(x in refused and set(refused[x]) & {"", section} for x in extents)

    dropped = {n for n, e in enumerate(reading.events) if gone("events", e.evidence, e.trigger)}
    out.rejected.update((reading.article, n) for n in dropped)
    return msgspec.structs.replace(
        reading,
        statements=tuple(s for s in reading.statements if not gone("statements", s.content, s.evidence)),
        figures=tuple(f for f in reading.figures if not gone("figures", f.extent)),
        positions=tuple(p for p in reading.positions if not gone("positions", p.evidence)),
        arrangements=tuple(
            a for a in reading.arrangements if a.event not in dropped and not gone("arrangements", a.evidence)
        ),
    )
