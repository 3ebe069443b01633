"""The timeline: a lane for each family of events, a mark for each event, and labels where there is room for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dragoman.types import Date, Event
from dragoman.web.drawing.scale import Years, ordinal, years
from dragoman.web.drawing.svg import Box, Plane, drawing, fitted, line, mark, tag, text, width_of
from dragoman.web.wording import FAMILIES, Family, day, family, path, tame

R = 4.5  # radius of a mark
ROW = 17.0  # height of a row of marks in a lane: a line of labels fits
MOST_ROWS = 6  # of one lane; an event that finds no room in them is counted there, and the list has it
PADDING = 10.0
AXIS = 26.0
ABOVE = 19.0  # room for the name of a lane above its first row
WIDEST = 2.0  # years between the bounds of a date that is still drawn


@dataclass(frozen=True)
class Placed:
    event: Event
    x1: float
    x2: float
    row: int


def bounds(date: Date | None, end: Date | None = None) -> tuple[float, float] | None:
    """First and last decimal year of a date; None for one that is open or so wide that its place would say nothing."""
    if date is None:
        return None
    first, last = ordinal(date.earliest or ""), ordinal(date.latest or "")
    if first is None or last is None or last - first > WIDEST:
        return None
    until = ordinal((end and (end.latest or end.earliest)) or "")
    return first, max(first, last, until or first)


def timeline(
    events: Sequence[Event], *, width: float, title: Callable[[Event], str] = lambda e: tame(e.title)
) -> Markup:
    """Dated events over time. Empty where none is dated. Lanes stand in the order of `FAMILIES`."""
    dated = [(event, when) for event in events if (when := bounds(event.date, event.end)) is not None]
    names = width >= 700  # a narrow drawing has the names of its lanes above them, not beside
    left = 128.0 if names else 6.0
    scale = years((t for _, when in dated for t in when), left=left, width=width - left - 12)
    if scale is None:
        return Markup("")
    lanes = [(f, [pair for pair in dated if family(pair[0].type) is f]) for f in FAMILIES.values()]
    parts: list[Markup] = []
    plane = Plane(width)
    y = AXIS
    tops: list[tuple[Family, float, list[Placed], int]] = []
    for kind, members in lanes:
        if not members:
            continue
        placed = _rows(members, scale)
        y += PADDING + (0 if names else ABOVE)
        tops.append((kind, y, placed, len(members)))
        y += ROW * (max(p.row for p in placed) + 1) + PADDING
    bottom = y
    parts += _axis(scale, bottom, width)
    for kind, top, placed, total in tops:
        start = top - PADDING - (0 if names else ABOVE)
        parts.append(line(0, start, width, start, css="lane"))
        some = "" if len(placed) == total else f"{len(placed):,} of "
        words = f"{kind.short} · {some}{total:,}"
        shown = fitted(words, left - 12) if names else words
        parts.append(text(2, top + 4 if names else top - ABOVE + 7, shown, css=f"lane-name f-{kind.key}"))
        if not names:
            plane.block(Box(0, top - ABOVE - 6, width_of(words), top - 8))
        for p in placed:
            cy = top + p.row * ROW
            plane.block(Box(p.x1 - R - 1, cy - R - 2, max(p.x2, p.x1) + R + 1, cy + R + 2))
    if names:
        plane.block(Box(0, 0, left - 8, bottom))
    for kind, top, placed, _ in tops:
        for p in sorted(placed, key=_importance):
            parts.append(_event(p, kind, top + p.row * ROW, plane, title))
    label = f"{len(dated)} dated events from {day(dated[0][0].date)} to {day(dated[-1][0].date)}"
    return drawing(width, bottom + 4, *parts, label=label, css="timeline wide" if names else "timeline narrow")


def _importance(p: Placed) -> tuple[int, int, float, str]:
    """Who gets a label first: what most independent origins tell, then what took place, then what is earlier."""
    return -len(p.event.origins), p.event.status not in ("occurred", "ongoing"), p.x1, p.event.id


def _rows(members: Sequence[tuple[Event, tuple[float, float]]], scale: Years) -> list[Placed]:
    ends: list[float] = []
    placed = []
    for event, (first, last) in sorted(members, key=lambda m: (m[1], m[0].id)):
        x1, x2 = scale.x(first), scale.x(last)
        x2 = x2 if x2 - x1 > 2 * R else x1
        row = next((n for n, end in enumerate(ends) if end + 2 * R + 3 <= x1), None)
        if row is None:
            if len(ends) == MOST_ROWS:
                continue
            row = len(ends)
            ends.append(0.0)
        ends[row] = x2
        placed.append(Placed(event, x1, x2, row))
    return placed


def _event(p: Placed, kind: Family, y: float, plane: Plane, title: Callable[[Event], str]) -> Markup:
    event = p.event
    state = "" if event.status in ("occurred", "ongoing") else " unsure"
    words = title(event)
    parts = [tag("title", f"{day(event.date)} · {words}")]
    if p.x2 > p.x1:
        parts.append(tag("rect", x=p.x1, y=y - 2, width=p.x2 - p.x1, height=4.0, rx=2, class_=f"stretch f-{kind.key}"))
    parts.append(mark(kind.mark, p.x1, y, R, css=f"mark f-{kind.key}{state}"))
    gap = R + 4
    if (label := plane.place(words, p.x1, y, gap=gap)) is not None:
        shown, x, anchor = label
        parts.append(text(x, y + 4, shown, css="label", anchor=anchor))
    return tag("a", Markup("").join(parts), href=path("event", event.id), tabindex="-1")


def _axis(scale: Years, bottom: float, width: float) -> list[Markup]:
    parts = []
    plane = Plane(width)
    for year, x, wide in scale.columns:
        parts.append(line(x, AXIS - 6, x, bottom, css="year"))
        parts.append(plane.word(x + 3, 14, _year(year, wide), css="year-name"))
    for fold in scale.folds:
        gone = fold.last - fold.first + 1
        told = tag("title", f"{gone} years without a dated event ({fold.first}–{fold.last})")
        gap = tag("rect", x=fold.x, y=AXIS - 6, width=fold.width, height=bottom - AXIS + 6, class_="fold")
        dots = plane.word(fold.x + fold.width / 2, 14, "⋯", css="year-name", anchor="middle")
        parts.append(tag("g", told + gap + dots))
    _, x, wide = scale.columns[-1]
    parts.append(line(min(x + wide, width), AXIS - 6, min(x + wide, width), bottom, css="year"))
    return parts


def _year(year: int, wide: float) -> str:
    return str(year) if wide >= 34 else f"’{year % 100:02}"


def strip(events: Sequence[Event], *, width: float = 1080.0, height: float = 92.0) -> Markup:
    """Years at a glance: a column of counts for each year, parted by family. Empty where nothing is dated."""
    counts: dict[int, dict[str, int]] = {}
    for event in events:
        if (when := bounds(event.date)) is not None and int(when[1]) - int(when[0]) <= 1:
            of_year = counts.setdefault(int(when[0]), {})
            key = family(event.type).key
            of_year[key] = of_year.get(key, 0) + 1
    scale = years(map(float, counts), left=4, width=width - 8)
    if scale is None:
        return Markup("")
    plane = Plane(width)
    most = max(sum(c.values()) for c in counts.values())
    base, room = height - 20, height - 40
    parts = [line(0, base, width, base, css="lane")]
    for year, x, wide in scale.columns:
        found = counts.get(year, {})
        total, y = sum(found.values()), base
        bars = []
        for key in FAMILIES:
            tall = room * found.get(key, 0) / most
            y -= tall
            if tall:
                bars.append(
                    tag("rect", x=x + wide * 0.12, y=y, width=min(wide * 0.76, 64.0), height=tall, class_=f"f-{key}")
                )
        name = tag("title", f"{year}: {total} event" + ("" if total == 1 else "s"))
        middle = x + wide * 0.12 + min(wide * 0.76, 64.0) / 2
        label = plane.word(middle, base + 14, _year(year, wide), css="year-name", anchor="middle")
        count = plane.word(middle, y - 4, str(total), css="count", anchor="middle") if total else Markup("")
        where = f"/timeline?since={year}&until={year}"
        parts.append(tag("a", name + Markup("").join(bars) + count + label, href=where))
    for f in scale.folds:
        parts.append(plane.word(f.x + f.width / 2, base + 14, "⋯", css="year-name", anchor="middle"))
    first, last = min(counts), max(counts)
    return drawing(width, height, *parts, label=f"Events by year, {first} to {last}", css="strip")
