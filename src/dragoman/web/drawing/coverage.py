"""How far the record reaches: outlets by months, a cell for each, darker for more reports; blanks are silences."""

from __future__ import annotations

from markupsafe import Markup

from dragoman.query import Coverage
from dragoman.web.drawing.svg import drawing, fitted, tag, text
from dragoman.web.wording import MONTHS, many, tame

MOST_OUTLETS = 14
MOST_MONTHS = 60  # cells in a row; beyond, a cell is a year
ROW = 17.0
STEPS = (1, 2, 4, 8)  # reports a month from which a cell is darker


def months(coverage: Coverage, *, width: float) -> Markup:
    """A row for each outlet, those with most reports first. Months in which nobody reports are left out and counted."""
    dated = [m for m in coverage.months if m.month]
    if not dated:
        return Markup("")
    by_year = len({m.month for m in dated}) > MOST_MONTHS
    counts: dict[tuple[str, str], int] = {}
    for m in dated:
        column = (m.month or "")[: 4 if by_year else 7]
        counts[m.outlet, column] = counts.get((m.outlet, column), 0) + m.reports
    every = sorted({column for _, column in counts})
    totals: dict[str, int] = {}
    for m in dated:
        totals[m.outlet] = totals.get(m.outlet, 0) + m.reports
    outlets = sorted(totals, key=lambda o: (-totals[o], o))
    shown, left = outlets[:MOST_OUTLETS], 190.0 if width >= 700 else 118.0
    cell = min(26.0, (width - left - 8) / len(every))
    parts: list[Markup] = []
    year_seen, free = "", 0.0
    for n, month in enumerate(every):
        x = left + n * cell
        if month[:4] != year_seen and x >= free:
            parts.append(text(x, 12, month[:4], css="year-name"))
            free = x + 34
        year_seen = month[:4]
    for row, outlet in enumerate(shown):
        y = 20 + row * ROW
        parts.append(text(0, y + 11, fitted(tame(outlet) or "(no outlet named)", left - 8), css="axis"))
        for n, month in enumerate(every):
            reports = counts.get((outlet, month), 0)
            level = sum(reports >= step for step in STEPS)
            name = month if by_year else f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"
            said = f"{tame(outlet) or 'no outlet named'}, {name}: "
            inner = tag("title", said + (many(reports, "report") if reports else "silent"))
            x, wide = left + n * cell, max(1.0, cell - 2)
            cell_ = tag("rect", class_=f"cell c{level}", x=x, y=y, width=wide, height=ROW - 3, rx=2)
            parts.append(tag("g", inner + cell_))
    height = 24 + ROW * len(shown) + (16 if len(outlets) > len(shown) else 0)
    if len(outlets) > len(shown):
        parts.append(text(0, height - 4, f"and {many(len(outlets) - len(shown), 'outlet')} more", css="axis"))
    label = f"Reports of {many(len(outlets), 'outlet')} in {many(len(every), 'year' if by_year else 'month')}"
    return drawing(width, height, *parts, label=label, css="months")
