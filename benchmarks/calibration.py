"""Could the record say how probable an event is? `python -m benchmarks.calibration [--on GOLD.json]`.

The probability that an event is right in all of type, participants, date, place and status is a logistic function of
its points (benchmarks/judged.py), with two numbers fitted by maximum likelihood to the open golds: tests/eval/open,
tests/eval/open2 and the demo archive. It holds if the mean probability of each band of events lies within the interval
of how many are right, for events that the two numbers were not fitted to:

*by relationship*: each relationship is held out in turn; five bands;
*by set*: each of the three sets is held out in turn, with its relationships wherever they stand; three bands;
*--on*: the numbers fitted to all open golds, on another gold. Only aggregates are printed.

Intervals are of 95 %, by a bootstrap over whole relationships (2,000 draws of a fixed seed): events of one report are
right or wrong together. A set of five relationships, such as the archive, gives rough ones.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np

from benchmarks.judged import ARCHIVE, OPEN, Judged, judged

STEPS = 30  # Newton's; it stands still after six or so
DRAWS = 2000
SEED = 1
BANDS, BANDS_OF_SET = 5, 3


@dataclass(frozen=True)
class Line:
    """Probability is 1 / (1 + exp(-(intercept + slope × points)))."""

    intercept: float
    slope: float

    def __call__(self, score: float) -> float:
        return float(1 / (1 + np.exp(-(self.intercept + self.slope * score))))


@dataclass(frozen=True)
class Band:
    """Events of like probability: the mean told, the share that is right, and its interval."""

    events: int
    told: float
    right: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        return self.low <= self.told <= self.high


def fit(rows: Sequence[Judged]) -> Line:
    """Maximum likelihood. ValueError where all are right, or none, or all have the same points."""
    x = np.array([[1.0, r.score] for r in rows])
    y = np.array([float(r.right) for r in rows])
    if not rows or y.min() == y.max() or np.ptp(x[:, 1]) == 0:
        raise ValueError("right and wrong events with different points are needed")
    w = np.zeros(2)
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ w)))
        w = w - np.linalg.solve((x.T * (p * (1 - p))) @ x + 1e-9 * np.eye(2), x.T @ (p - y))
    return Line(float(w[0]), float(w[1]))


def held_out(rows: Sequence[Judged]) -> list[float]:
    """The probability of each event, fitted without its relationship."""
    line = {g: fit([r for r in rows if r.relationship != g]) for g in sorted({r.relationship for r in rows})}
    return [line[r.relationship](r.score) for r in rows]


def bands(rows: Sequence[Judged], told: Sequence[float], count: int) -> list[Band]:
    """At most `count` bands of about like size, from few points to many; events of the same points stay together.

    Cut by probability, events of the same points would be parted by what their own relationship lacked in the fit.
    """
    order = sorted(range(len(rows)), key=lambda n: rows[n].score)
    parts: list[list[int]] = [[]]
    for _, level in groupby(order, key=lambda n: rows[n].score):
        parts[-1] += level
        if sum(map(len, parts)) >= len(rows) * len(parts) / count:
            parts.append([])
    return [band([rows[n] for n in part], [told[n] for n in part]) for part in parts if part]


def band(rows: Sequence[Judged], told: Sequence[float]) -> Band:
    # drawn from the relationships of this band alone: one without an event in it says nothing of it
    groups = sorted({r.relationship for r in rows})
    counts = np.array(
        [[sum(r.right for r in rows if r.relationship == g), sum(r.relationship == g for r in rows)] for g in groups]
    )
    draws = np.random.default_rng(SEED).integers(0, len(groups), (DRAWS, len(groups)))
    sums = counts[draws].sum(axis=1)
    low, high = np.quantile(sums[:, 0] / sums[:, 1], [0.025, 0.975])
    right = sum(r.right for r in rows) / len(rows)
    return Band(len(rows), sum(told) / len(told), right, float(low), float(high))


def parting(rows: Sequence[Judged], told: Sequence[float]) -> float:
    """How often a right event has a higher probability than a wrong one (area under the curve); ½ is chance."""
    right = np.array([t for r, t in zip(rows, told, strict=True) if r.right])
    wrong = np.array([t for r, t in zip(rows, told, strict=True) if not r.right])
    return float(np.mean((right[:, None] > wrong) + 0.5 * (right[:, None] == wrong)))


def brier(rows: Sequence[Judged], told: Sequence[float]) -> float:
    return float(np.mean([(t - r.right) ** 2 for r, t in zip(rows, told, strict=True)]))


def report(title: str, rows: Sequence[Judged], told: Sequence[float], count: int) -> Iterator[str]:
    whole, parts = band(rows, told), bands(rows, told, count)
    base = [whole.right] * len(rows)
    yield (
        f"{title}: {len(rows)} events of {len({r.relationship for r in rows})} relationships, Brier "
        f"{brier(rows, told):.3f} (its own share for all: {brier(rows, base):.3f}), parting {parting(rows, told):.3f}"
    )
    for name, b in [("all", whole), *((f"band {n}", b) for n, b in enumerate(parts, 1))]:
        verdict = "holds" if b.holds else "does not hold"
        yield f"  {name:7} {b.events:4}  told {b.told:.3f}  right {b.right:.3f} [{b.low:.3f}, {b.high:.3f}]  {verdict}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--on", type=Path, metavar="GOLD.json", help="another gold, to measure the fitted numbers on")
    given = options.parse_args()
    rows = [row for path in (*OPEN, *ARCHIVE) for row in judged(path)]
    print("\n".join(report("by relationship", rows, held_out(rows), BANDS)))
    for name in sorted({r.set for r in rows}):
        tested = [r for r in rows if r.set == name]
        theirs = {r.relationship for r in tested}
        line = fit([r for r in rows if r.set != name and r.relationship not in theirs])
        print("\n".join(report(f"by set, {name}", tested, [line(r.score) for r in tested], BANDS_OF_SET)))
    line = fit(rows)
    print(f"fitted to all: intercept {line.intercept:.2f}, slope {line.slope:.2f}")
    if given.on is not None:
        tested = list(judged(given.on))
        print("\n".join(report("on the other gold", tested, [line(r.score) for r in tested], BANDS_OF_SET)))


if __name__ == "__main__":
    main()
