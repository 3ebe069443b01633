"""How right the record is on a user's own reports: a random sample of its facts, judged by people, with its interval.

A sample is drawn by hashing a seed with the facts' ids: the same seed gives the same facts, however often one asks, and
facts that were found wrong stay in it although they have left the record.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal

from dragoman.types import Shape

if TYPE_CHECKING:
    from dragoman.query import Archive

SECTIONS = ("events", "statements", "figures", "positions")
SURE = 1.96  # standard deviations of a 95 % interval

Verdict = Literal["right", "wrong", "open"]


class Drawn(Shape, frozen=True, kw_only=True):
    """One fact of a sample, and what people said of it; a wrong one is no longer in the record."""

    id: str
    section: str
    verdict: Verdict


class Audit(Shape, frozen=True, kw_only=True):
    """A sample, and the precision that its judged part shows: `low` and `high` bound it at 95 % (Wilson)."""

    seed: int
    facts: int
    sample: tuple[Drawn, ...]
    right: int
    wrong: int
    precision: float | None
    low: float | None
    high: float | None


def audit(archive: Archive, *, size: int, seed: int = 1, sections: tuple[str, ...] = SECTIONS) -> Audit:
    """A sample of `size` facts (all, where there are fewer) with what was judged of it."""
    found: dict[str, Drawn] = {}
    lists: dict[str, Callable[[], Iterable[Shape]]] = {
        "events": archive.timeline, "statements": archive.statements, "figures": archive.figures,
        "positions": archive.positions,
    }  # fmt: skip
    for section in sections:
        for fact in lists[section]():
            id = str(getattr(fact, "id"))  # noqa: B009  every fact has one
            found[id] = Drawn(id=id, section=section, verdict="open")
    for one in sorted(archive.store.kept.judgements(), key=lambda j: (j.at, j.id)):
        if one.kind not in ("accept", "reject") or one.key.field not in sections or not one.value:
            continue
        id = json.loads(one.value)
        found[id] = Drawn(id=id, section=one.key.field, verdict="right" if one.kind == "accept" else "wrong")
    drawn = sorted(found.values(), key=lambda d: hashlib.sha256(f"{seed}:{d.id}".encode()).digest())[:size]
    right = sum(d.verdict == "right" for d in drawn)
    wrong = sum(d.verdict == "wrong" for d in drawn)
    low, high = interval(right, right + wrong)
    return Audit(
        seed=seed,
        facts=len(found),
        sample=tuple(drawn),
        right=right,
        wrong=wrong,
        precision=right / (right + wrong) if right + wrong else None,
        low=low,
        high=high,
    )


def interval(right: int, of: int) -> tuple[float | None, float | None]:
    """The Wilson interval of a share at 95 %; (None, None) where nothing was judged."""
    if not of:
        return None, None
    share, z = right / of, SURE
    middle = share + z * z / (2 * of)
    spread = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)
