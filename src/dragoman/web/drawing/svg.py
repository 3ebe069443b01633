"""SVG elements as safe markup, marks of the families, and labels that never overlap."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from markupsafe import Markup

LETTER = 7.2  # mean width of a letter at 12 px: DejaVu Sans is the widest of the system fonts we looked at
WIDE = 12.5  # of a letter that East Asian scripts set on a whole square
HEIGHT = 15.0  # of a line of labels


def tag(name: str, inner: Markup | str = "", **attributes: object) -> Markup:
    """An element. `class_` is class, underscores become hyphens, None is left out, floats get one decimal."""
    parts = []
    for key, value in attributes.items():
        if value is not None:
            shown = f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
            parts.append(Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), shown))
    return Markup("<{name}{all}>{inner}</{name}>").format(name=name, all=Markup("").join(parts), inner=inner)


def drawing(width: float, height: float, *parts: Markup, label: str, css: str = "") -> Markup:
    """The whole SVG. `label` says in words what it shows. One with links in it is a group: a picture hides them."""
    inner = Markup("").join(parts)
    return tag(
        "svg",
        inner,
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        class_=f"drawing {css}".strip(),
        role="group" if "<a " in inner else "img",
        aria_label=label,
        preserveAspectRatio="xMidYMid meet",
    )


def text(x: float, y: float, words: str, *, css: str = "", anchor: str | None = None) -> Markup:
    return tag("text", words, x=x, y=y, class_=css or None, text_anchor=anchor)


def line(x1: float, y1: float, x2: float, y2: float, *, css: str) -> Markup:
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=css)


def mark(shape: str, x: float, y: float, r: float, *, css: str = "") -> Markup:
    """A family's mark, of the same weight to the eye whatever its shape."""
    if shape == "circle":
        return tag("circle", cx=x, cy=y, r=r, class_=css)
    if shape == "square":
        return tag("rect", x=x - r * 0.9, y=y - r * 0.9, width=r * 1.8, height=r * 1.8, class_=css)
    if shape == "bar":
        return tag("rect", x=x - r * 0.5, y=y - r * 1.1, width=r, height=r * 2.2, class_=css)
    outlines = {
        "diamond": [(0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)],
        "up": [(0, -1.2), (1.15, 0.9), (-1.15, 0.9)],
        "down": [(0, 1.2), (1.15, -0.9), (-1.15, -0.9)],
        "cross": [(-1.1, -0.55), (-0.55, -1.1), (0, -0.55), (0.55, -1.1), (1.1, -0.55), (0.55, 0), (1.1, 0.55),
                  (0.55, 1.1), (0, 0.55), (-0.55, 1.1), (-1.1, 0.55), (-0.55, 0)],
        "plus": [(-0.4, -1.15), (0.4, -1.15), (0.4, -0.4), (1.15, -0.4), (1.15, 0.4), (0.4, 0.4), (0.4, 1.15),
                 (-0.4, 1.15), (-0.4, 0.4), (-1.15, 0.4), (-1.15, -0.4), (-0.4, -0.4)],
    }  # fmt: skip
    points = " ".join(f"{x + dx * r:.1f},{y + dy * r:.1f}" for dx, dy in outlines[shape])
    return tag("polygon", points=points, class_=css)


def width_of(words: str) -> float:
    """How wide a label may come out at 12 px, on the safe side."""
    return sum(WIDE if unicodedata.east_asian_width(c) in "WF" else LETTER for c in words) + 2


def fitted(words: str, room: float) -> str:
    """Words cut to a width, with an ellipsis where something is gone; "" where nothing sensible is left."""
    if width_of(words) <= room:
        return words
    kept = words
    while kept and width_of(kept + "…") > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;:–-") + "…" if len(kept) >= 6 else ""


@dataclass(frozen=True)
class Box:
    x1: float
    y1: float
    x2: float
    y2: float

    def meets(self, other: Box) -> bool:
        return self.x1 < other.x2 and other.x1 < self.x2 and self.y1 < other.y2 and other.y1 < self.y2


@dataclass
class Plane:
    """What is drawn so far: a label is only placed where nothing stands yet."""

    width: float
    _rows: dict[int, list[Box]] = field(default_factory=dict)

    def block(self, box: Box) -> None:
        for row in self._of(box):
            self._rows.setdefault(row, []).append(box)

    def clear(self, box: Box) -> bool:
        """Does nothing stand here yet?"""
        return not any(box.meets(other) for row in self._of(box) for other in self._rows.get(row, ()))

    def free(self, box: Box) -> bool:
        return box.x1 >= 0 and box.x2 <= self.width and self.clear(box)

    def _of(self, box: Box) -> range:
        """The rows of the index that a box reaches into: thousands of marks are asked for each label."""
        return range(int(box.y1 // HEIGHT), int(box.y2 // HEIGHT) + 1)

    def word(self, x: float, y: float, words: str, *, css: str, anchor: str = "start") -> Markup:
        """Words at a fixed point of the axis; nothing where other words stand already."""
        wide = width_of(words)
        x1 = {"middle": x - wide / 2, "end": x - wide}.get(anchor, x)
        box = Box(x1, y - HEIGHT + 4, x1 + wide, y + 4)
        if not self.clear(box):
            return Markup("")
        self.block(box)
        return text(x, y, words, css=css, anchor=None if anchor == "start" else anchor)

    def place(self, words: str, x: float, y: float, *, gap: float = 8.0) -> tuple[str, float, str] | None:
        """Words beside a point, to its right or left, shortened once if need be: (words, x, anchor), or None."""
        for room in (width_of(words), 150.0, 90.0):
            shown = fitted(words, room)
            if not shown:
                return None
            wide = width_of(shown)
            for anchor, x1 in (("start", x + gap), ("end", x - gap - wide)):
                box = Box(x1, y - HEIGHT / 2, x1 + wide, y + HEIGHT / 2)
                if self.free(box):
                    self.block(box)
                    return shown, x + gap if anchor == "start" else x - gap, anchor
        return None
