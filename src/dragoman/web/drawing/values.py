"""A figure over time: one mark for each independent source, ranges drawn as ranges, open ends as arrows."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dragoman.types import Figure
from dragoman.web.drawing.scale import years
from dragoman.web.drawing.svg import Plane, drawing, fitted, line, tag, text
from dragoman.web.drawing.timeline import bounds
from dragoman.web.wording import day, number, path, short, tame

HEIGHT = 190.0
TOP, BASE, LEFT = 22.0, 158.0, 96.0
UNDATED = 74.0  # width of the column for values without a date


@dataclass(frozen=True)
class Value:
    """One dot: a figure and how many independent sources give it."""

    figure: Figure
    origins: int
    disputed: bool


def chart(values: Sequence[Value], *, width: float) -> Markup:
    """Values of one subject and unit. Empty where no number has a bound."""
    bounded = [v for v in values if v.figure.number.low is not None or v.figure.number.high is not None]
    if not bounded:
        return Markup("")
    ends = [b for v in bounded for b in (v.figure.number.low, v.figure.number.high) if b is not None]
    low, high = _scale_ends(min(ends), max(ends))
    dated = [(v, when) for v in bounded if (when := bounds(v.figure.as_of)) is not None]
    undated = [v for v in bounded if bounds(v.figure.as_of) is None]
    right = width - 10 - (UNDATED if undated else 0)
    scale = years((t for _, when in dated for t in when), left=LEFT, width=right - LEFT)

    def y(value: float) -> float:
        return BASE - (BASE - TOP) * (value - low) / (high - low)

    parts: list[Markup] = []
    plane = Plane(width)
    for step in range(3):
        value = low + (high - low) * step / 2
        parts.append(line(LEFT - 6, y(value), width - 6, y(value), css="grid"))
        parts.append(text(LEFT - 10, y(value) + 4, fitted(short(value), LEFT - 12), css="axis", anchor="end"))
    if scale is not None:
        for year, x, wide in scale.columns:
            parts.append(line(x, TOP - 8, x, BASE + 6, css="year"))
            shown = str(year) if wide > 36 else f"’{year % 100:02}"
            parts.append(plane.word(x + wide / 2, BASE + 22, shown, css="year-name", anchor="middle"))
        for f in scale.folds:
            parts.append(plane.word(f.x + f.width / 2, BASE + 22, "⋯", css="year-name", anchor="middle"))
    if undated:
        parts.append(line(right, TOP - 8, right, BASE + 6, css="year"))
        parts.append(text(right + UNDATED / 2, BASE + 22, "undated", css="year-name", anchor="middle"))
    spots: list[tuple[Value, float, float]] = []
    for v, (first, last) in dated:
        assert scale is not None
        spots.append((v, scale.x(first), scale.x(last)))
    for n, v in enumerate(undated):
        x = right + UNDATED * (n + 1) / (len(undated) + 1)
        spots.append((v, x, x))
    for v, x1, x2 in spots:
        parts.append(_value(v, x1, x2, y))
    for v, x1, x2 in spots:
        mid = (x1 + x2) / 2
        words = number(v.figure.number)
        if (label := plane.place(words, mid, y(_middle(v.figure)) - 11, gap=4)) is not None:
            shown, x, anchor = label
            parts.append(text(x, y(_middle(v.figure)) - 7, shown, css="label", anchor=anchor))
    label_words = f"{len(bounded)} values of {tame(bounded[0].figure.subject) or 'a number'}"
    return drawing(width, HEIGHT, *parts, label=label_words, css="values wide" if width >= 700 else "values narrow")


def _scale_ends(low: float, high: float) -> tuple[float, float]:
    """The scale's ends: from zero, unless all values lie close together far from it."""
    if low >= 0 and high > 0 and low < high * 0.6:
        return 0.0, _round(high / 2) * 2
    room = (high - low) * 0.35 or abs(high) * 0.1 or 1.0
    step = _round((high - low + 2 * room) / 2)
    start = step / 5 * math.floor((low - room) / (step / 5))
    return (max(0.0, start) if low >= 0 else start), (max(0.0, start) if low >= 0 else start) + 2 * step


def _round(step: float) -> float:
    """The next step up that reads well: 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 or 10 times a power of ten."""
    size = 10.0 ** math.floor(math.log10(step))
    return next(n * size for n in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10) if n * size >= step * 0.999)


def _middle(figure: Figure) -> float:
    low, high = figure.number.low, figure.number.high
    if low is not None and high is not None:
        return (low + high) / 2
    return low if low is not None else high if high is not None else 0.0


def _value(v: Value, x1: float, x2: float, y: Callable[[float], float]) -> Markup:
    figure = v.figure
    low, high = figure.number.low, figure.number.high
    mid = (x1 + x2) / 2
    css = "dot disputed" if v.disputed else "dot"
    origins = "1 origin" if v.origins == 1 else f"{v.origins} independent origins"
    parts = [tag("title", f"{tame(figure.number.words)} · {day(figure.as_of)} · {origins}")]
    if x2 - x1 > 4:
        parts.append(line(x1, y(_middle(figure)), x2, y(_middle(figure)), css="when"))
    if low is not None and high is not None and low != high:
        parts.append(line(mid, y(low), mid, y(high), css="range"))
        parts += [line(mid - 5, y(b), mid + 5, y(b), css="range") for b in (low, high)]
    elif low is None or high is None:
        at = y(_middle(figure))
        tip = at - 16 if high is None else at + 16
        turn = 5 if high is None else -5
        parts.append(tag("path", d=f"M{mid:.1f} {at:.1f}V{tip:.1f}m-4 {turn}l4 {-turn}l4 {turn}", class_="range open"))
    for n in range(max(1, min(v.origins, 5))):  # more than five sources are told in the list
        parts.append(tag("circle", cx=mid + 9.0 * n, cy=y(_middle(figure)), r=4.5, class_=css))
    return tag("a", Markup("").join(parts), href=path("figure", figure.id), tabindex="-1")
