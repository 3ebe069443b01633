"""The reading map: a cell for each sentence of a report, by what was taken from it; each leads to its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from dragoman.web.drawing.svg import drawing, tag
from dragoman.web.lighting import Sentence
from dragoman.web.wording import many

CELL, GAP, HEIGHT, PER_ROW = 12.0, 2.0, 16.0, 48
SAID = {"furniture": "page furniture", "nothing": "read, nothing taken"}


def reading_map(sentences: Sequence[Sentence]) -> Markup:
    if not sentences:
        return Markup("")
    parts = []
    for n, s in enumerate(sentences):
        row, column = divmod(n, PER_ROW)
        said = SAID.get(s.kind, f"evidence of {many(len(s.facts), 'fact')}")
        x, y = column * (CELL + GAP), row * (HEIGHT + GAP)
        level = "" if s.kind != "evidence" else f" m{min(3, len(s.facts))}"
        inner = tag("title", f"Sentence {s.number}: {said}")
        inner += tag("rect", class_=f"m-{s.kind}{level}", x=x, y=y, width=CELL, height=HEIGHT, rx=2)
        parts.append(tag("a", inner, href=f"#s{s.number}", tabindex="-1"))
    rows = -(-len(sentences) // PER_ROW)
    width = min(len(sentences), PER_ROW) * (CELL + GAP)
    svg = drawing(width, rows * (HEIGHT + GAP), *parts, label=f"{len(sentences)} sentences in order", css="reading-map")
    return svg.replace(Markup("<svg "), Markup('<svg width="{}" ').format(f"{width:.0f}"), 1)
