"""What kept two events apart: for each pair of their tellings the veto, or the evidence and how far it falls short."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dragoman.resolve.alike import Feature, Unit, compare, score
from dragoman.resolve.joining import THRESHOLD
from dragoman.resolve.laid import Laid
from dragoman.resolve.merge import copied
from dragoman.types import Span

JUDGED = "a person says that they are two"
TOGETHER = "one report tells of both"


@dataclass(frozen=True)
class Parted:
    """Two tellings, one of either event: `refused` says why they can't be one, else `features` give the score.

    `one`, `other`: the words that tell the events.
    """

    one: Span
    other: Span
    refused: str | None
    score: float
    features: tuple[Feature, ...]

    @property
    def enough(self) -> bool:
        """Would this pair alone have joined the two?"""
        return self.refused is None and self.score >= THRESHOLD


def parted(laid: Laid, one: Collection[str], other: Collection[str]) -> list[Parted]:
    """Every pair of tellings of two events, the most alike first; `one`, `other`: the keys of their mentions."""
    left, right = (_units(laid, keys) for keys in (one, other))
    found = [_pair(laid, a, b) for a in left for b in right]
    return sorted(found, key=lambda p: (p.refused is not None, -p.score, p.one.article, p.one.start, p.other.start))


def _units(laid: Laid, keys: Collection[str]) -> list[Unit]:
    return [u for u in laid.weighed.units if any(t.key in keys for t in u.tellings)]


def _pair(laid: Laid, a: Unit, b: Unit) -> Parted:
    spans = (a.tellings[0].trigger, b.tellings[0].trigger)
    judged = {frozenset((s.key, t.key)) for s in a.tellings for t in b.tellings} & set(laid.verdicts.cannot)
    if judged:
        return Parted(*spans, JUDGED, 0.0, ())
    result = compare(a, b, shared_copy=copied(a, b, laid.passages))
    if isinstance(result, str):
        return Parted(*spans, result, 0.0, ())
    if a.article == b.article:
        return Parted(*spans, TOGETHER, score(result), tuple(result))
    return Parted(*spans, None, score(result), tuple(result))
