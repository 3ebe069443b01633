"""Lives as lines: the stages of an arrangement, the steps of an announcement, in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dragoman.web.drawing.svg import drawing, fitted, line, mark, tag, text

# how a stage looks: what stands, what was only said, what broke
LOOK = {
    "proposed": "hollow", "negotiated": "hollow", "planned": "hollow", "announced": "hollow", "hypothetical": "hollow",
    "agreed": "full", "signed": "full", "in_force": "full", "implemented": "full", "extended": "full",
    "confirmed": "full", "occurred": "full", "ongoing": "full",
    "disputed": "warn", "breached": "broken", "suspended": "broken", "moved": "warn", "claimed": "warn",
    "ended": "end", "cancelled": "broken", "missed": "broken", "denied": "broken",
}  # fmt: skip
SHAPES = {"hollow": "circle", "full": "circle", "warn": "up", "broken": "cross", "end": "bar"}
STEP, HEIGHT, PER_LINE = 132.0, 66.0, 7


@dataclass(frozen=True)
class Step:
    """A point of a life. `href` leads to its proof; `by` says who alleges it."""

    name: str
    when: str
    href: str | None = None
    by: str = ""


def track(steps: Sequence[Step], *, per_line: int = PER_LINE) -> Markup:
    """A life as one line, broken into several where it is long. Empty for no steps."""
    if not steps:
        return Markup("")
    rows = [steps[n : n + per_line] for n in range(0, len(steps), per_line)]
    width = STEP * min(len(steps), per_line)
    parts = []
    for r, row in enumerate(rows):
        y = 16 + r * HEIGHT
        begun, on = r > 0, r < len(rows) - 1
        first, last = STEP / 2, STEP * (len(row) - 0.5)
        parts.append(line(0 if begun else first, y, width if on else last, y, css="thread"))
        for n, step in enumerate(row):
            x = STEP * (n + 0.5)
            look = LOOK.get(step.name, "hollow")
            inner = mark(SHAPES[look], x, y, 6, css=f"stage {look}")
            inner += text(x, y + 22, fitted(step.name.replace("_", " "), STEP - 4), css="stage-name", anchor="middle")
            inner += text(x, y + 37, fitted(step.when, STEP - 4), css="axis", anchor="middle")
            if step.by:
                inner = tag("title", f"{step.name}, {step.when}, as {step.by} says") + inner
                inner += text(x, y + 51, fitted(f"says {step.by}", STEP - 4), css="axis", anchor="middle")
            parts.append(tag("a", inner, href=step.href) if step.href else inner)
    label = "; ".join(f"{s.name.replace('_', ' ')} {s.when}" for s in steps)
    svg = drawing(width, 8 + HEIGHT * len(rows), *parts, label=label, css="track")
    return svg.replace(Markup("<svg "), Markup('<svg width="{}" ').format(f"{width:.0f}"), 1)
