"""What people have judged, found again in the texts and turned into what the joining obeys.

`same` and `different` become must-links and cannot-links between mentions, `replace` and `add` change the reading
(`resolve.corrections`), `reject` takes a mention out before anything is made of it, `accept` changes nothing. Of two
that set the same field the later one holds.

A judgement whose words are gone is reported, never dropped; one whose article has a later version is carried to it when
its words stand there once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from dragoman.reading import Extent, Reading
from dragoman.resolve import corrections
from dragoman.resolve.corrections import Amended, Fixed
from dragoman.resolve.order import key
from dragoman.spans import cut, find_again
from dragoman.types import Article, Date, Judgement, JudgementKey

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge

Place = tuple[str, int, int]  # article, start, end
LOST = "the words that were judged are gone from the report, or stand in it twice"


@dataclass
class Verdicts:
    """`must` and `cannot` hold pairs of mention keys; `rejected` the (article, event index) taken out.

    `fixed` names the fields of an (article, event index) that people set, `published` the dates they gave to reports.
    """

    must: set[frozenset[str]] = field(default_factory=set)
    cannot: set[frozenset[str]] = field(default_factory=set)
    rejected: set[tuple[str, int]] = field(default_factory=set)
    fixed: dict[tuple[str, int], Fixed] = field(default_factory=dict)
    published: dict[str, Date | None] = field(default_factory=dict)
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)


def apply(
    judgements: Sequence[Judgement],
    articles: Mapping[str, Article],
    readings: Sequence[Reading],
    knowledge: Knowledge,
) -> tuple[Verdicts, list[Reading]]:
    """The verdicts, and the readings as corrected, without the statements, figures and positions that were rejected."""
    out = Verdicts()
    readings = _corrected(judgements, articles, readings, knowledge, out)
    by_article = {r.article: r for r in readings}
    refused: dict[str, dict[Extent, set[str]]] = {}
    for one in sorted(judgements, key=lambda j: j.id):
        if one.kind in ("replace", "add"):
            continue
        place = locate(one.key, articles)
        if place is None:
            out.reasons[one.id] = (LOST,)
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


def _corrected(
    judgements: Sequence[Judgement],
    articles: Mapping[str, Article],
    readings: Sequence[Reading],
    knowledge: Knowledge,
    out: Verdicts,
) -> list[Reading]:
    """The readings with what people replaced and added; what cannot be carried out is told in `out.reasons`."""
    amended: dict[str, Amended] = {}
    by_article = {r.article: r for r in readings}
    for one in sorted(judgements, key=lambda j: (j.at, j.id)):
        if one.kind not in ("replace", "add"):
            continue
        place = locate(one.key, articles)
        if place is None:
            out.reasons[one.id] = (LOST,)
            continue
        article, at = place[0], Extent(*place[1:])
        try:
            value = json.loads(one.value or "null")
            corrections.checked(one.kind, one.key.field, value)
            if one.key.field == "articles.published":
                out.published[article] = corrections.day(value, corrections.why(one))
                continue
            if article not in by_article:
                out.reasons[one.id] = ("the report was not read",)
                continue
            if article not in amended:
                amended[article] = Amended(by_article[article], articles[article].text, knowledge)
            if one.kind == "add":
                amended[article].add(one, value, at)
            elif not amended[article].replace(one, one.key.field.partition(".")[2], value, at):
                out.reasons[one.id] = ("nothing of the kind is read in the words that were judged",)
        except ValueError as error:  # of the JSON too
            out.reasons[one.id] = (str(error),)
    for article, one_reading in amended.items():
        out.fixed.update({(article, n): fixed for n, fixed in one_reading.fixed.items()})
    return [amended[r.article].reading() if r.article in amended else r for r in readings]


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
