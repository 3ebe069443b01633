"""Score an exported record against a gold ("score-gold/1"): how much was found, and how much of it is right.

    python -m tests.eval.scoring RECORD.json GOLD.json [--json] [--errors]

Layers: articles, entities, events (with main events and links between reports), statements, figures, positions,
arrangements, copies, conflicts. What is measured over matched pairs is multiplied by the F1 of the matching before it
enters the headline, so that finding little cannot look good. A layer that the gold leaves out is not scored.
"""

from .case import Case, load_gold
from .measures import Measure, Result, table
from .run import score

__all__ = ["Case", "Measure", "Result", "load_gold", "score", "table"]
