"""From days to places on a line: years stand side by side, and long stretches without anything are folded.

One event of 1974 beside thirty of 2019 must not press the thirty into a corner; a fold says how long it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date as Day

FOLD_AFTER = 2  # empty years that are still drawn; from three on they are folded
FOLD_WIDTH = 0.55  # of a year


def ordinal(iso: str) -> float | None:
    """Years as a decimal number: 2019.5 is the middle of 2019. None for what is no day."""
    try:
        y = int(iso[:4])
        month = int(iso[5:7]) if len(iso) >= 7 else 1
        d = int(iso[8:10]) if len(iso) >= 10 else 1
        return y + (Day(2001, month, min(d, 28)).timetuple().tm_yday - 1 + max(0, d - 28)) / 366
    except ValueError:
        return None


@dataclass(frozen=True)
class Fold:
    """A stretch of years in which nothing stands: first and last year, and where it is drawn."""

    first: int
    last: int
    x: float
    width: float


@dataclass(frozen=True)
class Years:
    """A line of years. `columns` are (year, x, width); `x(t)` places a decimal year."""

    columns: tuple[tuple[int, float, float], ...]
    folds: tuple[Fold, ...]

    def x(self, t: float) -> float:
        for year, x, width in self.columns:
            if year <= t < year + 1:
                return x + (t - year) * width
        for fold in self.folds:
            if fold.first <= t < fold.last + 1:
                return fold.x + fold.width * (t - fold.first) / (fold.last + 1 - fold.first)
        _, first_x, _ = self.columns[0]
        _, last_x, last_width = self.columns[-1]
        return first_x if t < self.columns[0][0] else last_x + last_width


def years(points: Iterable[float], *, left: float, width: float) -> Years | None:
    """A line over all these decimal years; None when there are none."""
    present = sorted({int(p) for p in points})
    if not present:
        return None
    units: list[tuple[int, int, float]] = []  # first, last, width in years
    for n, y in enumerate(present):
        if n:
            gap = y - present[n - 1] - 1
            if gap > FOLD_AFTER:
                units.append((present[n - 1] + 1, y - 1, FOLD_WIDTH))
            else:
                units += [(e, e, 1.0) for e in range(present[n - 1] + 1, y)]
        units.append((y, y, 1.0))
    total = sum(w for *_, w in units)
    columns, folds, x = [], [], left
    for first, last, w in units:
        wide = width * w / total
        if w == FOLD_WIDTH:
            folds.append(Fold(first, last, x, wide))
        else:
            columns.append((first, x, wide))
        x += wide
    return Years(tuple(columns), tuple(folds))
