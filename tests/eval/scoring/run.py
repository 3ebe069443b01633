"""All layers, in order, into one result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from .across import arrangements, conflicts, copies
from .articles import articles, entities
from .case import Case
from .events import events
from .facts import figures, positions, statements
from .integrity import faults
from .measures import Layer, Measure, Result

LAYERS: tuple[Callable[[Case], Layer], ...] = (
    articles,
    entities,
    events,
    statements,
    figures,
    positions,
    arrangements,
    copies,
    conflicts,
)


def score(record: dict[str, Any], gold: dict[str, Any]) -> Result:
    """Scores a record (texts included) against a loaded gold; what breaks the contract is listed and scores nothing."""
    found = faults(record, gold["text"])
    case = Case(record, gold, broken={(f.section, f.index) for f in found if f.index is not None})
    measures: list[Measure] = []
    headline: dict[str, float] = {}
    errors: Counter[str] = Counter()
    for layer in LAYERS:
        done = layer(case)
        measures += done.measures
        headline.update({name: value for name, value in done.headline.items() if value is not None})
        errors.update({kind: n for kind, n in done.errors.items() if n})
    return Result([f.text for f in found], measures, headline, errors)
