"""What one line says of itself, by its wording alone; `furniture` decides what stands where.

The wording is that of many outlets; nothing names one.
"""

from __future__ import annotations

from dragoman.clean.bylines import is_byline
from dragoman.clean.captions import is_caption
from dragoman.clean.credits import is_credit
from dragoman.clean.date_lines import is_date_line
from dragoman.clean.labels import is_interface, teaser
from dragoman.clean.lines import Line
from dragoman.clean.notices import is_note, is_promotion
from dragoman.types import FurnitureKind


def kind(line: Line) -> FurnitureKind | None:
    """What kind of furniture a line is by itself, wherever it stands; None where its place has to tell."""
    if is_interface(line):
        return "navigation"
    if is_note(line):
        return "other"
    if is_caption(line):
        return "caption"
    if is_date_line(line):
        return "date_line"
    if is_credit(line) or is_byline(line):
        return "credit"
    if teaser(line) or is_promotion(line):
        return "promo"
    return None
