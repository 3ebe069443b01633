"""What the scorer hands back: measures, parts of the headline, counts of error kinds, and their table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

SHOWN_FAULTS = 20  # of a record that breaks its contract


@dataclass(frozen=True)
class Measure:
    """``right`` of ``of``; both are counts (of facts or characters)."""

    layer: str
    name: str
    right: float
    of: float

    @property
    def value(self) -> float | None:
        return self.right / self.of if self.of else None


@dataclass
class Layer:
    """What one layer adds: its measures, its headline parts, and what kinds of error were made how often."""

    measures: list[Measure] = field(default_factory=list)
    headline: dict[str, float | None] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)

    def prf(self, layer: str, name: str, found: float, said: float, asked: float) -> float | None:
        """Adds precision, recall and F1 from counts; the F1, or None if neither side has anything."""
        self.measures += [
            Measure(layer, f"{name}: precision", found, said),
            Measure(layer, f"{name}: recall", found, asked),
            Measure(layer, f"{name}: F1", 2 * found, said + asked),
        ]
        return self.measures[-1].value

    def add(self, layer: str, name: str, right: float, of: float) -> float | None:
        self.measures.append(Measure(layer, name, right, of))
        return self.measures[-1].value


@dataclass
class Result:
    faults: list[str]  # breaches of the record's contract
    measures: list[Measure]
    headline: dict[str, float]
    errors: Counter[str]

    @property
    def score(self) -> float:
        """The plain mean of the headline's parts; 0 to 1."""
        return sum(self.headline.values()) / len(self.headline) if self.headline else 0.0

    def value(self, layer: str, name: str) -> float | None:
        return next(m.value for m in self.measures if (m.layer, m.name) == (layer, name))


def times(f1: float | None, share: float | None) -> float | None:
    """A share of the matched, discounted by the F1 of the matching; a share of nothing is 0."""
    return None if f1 is None else f1 * (share or 0.0)


def table(result: Result, *, errors: bool = False) -> str:
    """The result as lines for a terminal."""
    lines: list[str] = []
    if result.faults:
        lines.append(f"THE RECORD BREAKS ITS CONTRACT: {len(result.faults)} faults")
        lines += [f"  {fault}" for fault in result.faults[:SHOWN_FAULTS]]
    layer = ""
    for m in result.measures:
        if m.layer != layer:
            layer = m.layer
            lines += ["", layer]
        value = "  n/a" if m.value is None else f"{m.value:5.3f}"
        lines.append(f"  {m.name:44} {value}  {m.right:g}/{m.of:g}")
    lines += ["", "headline (each part already multiplied by the F1 of its matching)"]
    lines += [f"  {name:44} {value:5.3f}" for name, value in result.headline.items()]
    lines.append(f"score: {result.score:.3f}")
    if errors:
        lines += ["", "error kinds"]
        lines += [f"  {count:5d}  {kind}" for kind, count in sorted(result.errors.items(), key=lambda x: (-x[1], x[0]))]
    return "\n".join(lines)
