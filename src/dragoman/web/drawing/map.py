"""The map: country outlines for orientation, a dot for each place, larger for more events.

The outlines are compiled from Natural Earth's 1:110m countries (public domain; see tools/outlines); they say nothing
about whose a territory is. Projection: equirectangular, true to scale at the middle of what is shown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from markupsafe import Markup

from dragoman.types import Event, Place
from dragoman.web.drawing.svg import Box, Plane, drawing, tag, text
from dragoman.web.wording import many, path, tame

OUTLINES = Path(__file__).with_name("outlines.tsv")
MARGIN = 6.0  # degrees around the places shown
LEAST = (44.0, 26.0)  # degrees of longitude and latitude that are shown at least
WIDTH = 1080.0
TALLEST = 640.0


@cache
def outlines() -> tuple[tuple[str, tuple[tuple[tuple[float, float], ...], ...]], ...]:
    """(ISO code, rings of (longitude, latitude)) of every country."""
    found = []
    for row in OUTLINES.read_text(encoding="utf-8").splitlines():
        code, _, shape = row.partition("\t")
        rings = []
        for ring in shape.split("|"):
            x = y = 0
            points = []
            for step in ring.split():
                dx, dy = step.split(",")
                x, y = x + int(dx), y + int(dy)
                points.append((x / 10, y / 10))
            rings.append(tuple(points))
        found.append((code, tuple(rings)))
    return tuple(found)


def world(places: Sequence[tuple[Place, Sequence[Event]]]) -> Markup:
    """Places with coordinates and their events. Empty where there is no place."""
    at = [(p, events, p.lon, p.lat) for p, events in places if p.lat is not None and p.lon is not None]
    if not at:
        return Markup("")
    west, east = _ends([lon for *_, lon, _ in at], LEAST[0], 180.0)
    south, north = _ends([lat for *_, lat in at], LEAST[1], 84.0)
    squeeze = math.cos(math.radians(min(60.0, abs(north + south) / 2)))
    unit = min(WIDTH / ((east - west) * squeeze), TALLEST / (north - south))
    width, height = (east - west) * squeeze * unit, (north - south) * unit

    def spot(lon: float, lat: float) -> tuple[float, float]:
        return (lon - west) * squeeze * unit, (north - lat) * unit

    parts = [tag("rect", width=width, height=height, class_="sea")]
    for code, rings in outlines():
        shape = []
        for ring in rings:
            lons, lats = [p[0] for p in ring], [p[1] for p in ring]
            if max(lons) < west or min(lons) > east or max(lats) < south or min(lats) > north:
                continue
            shape.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (spot(*p) for p in ring)) + "Z")
        if shape:
            parts.append(tag("path", d="".join(shape), class_="land", data_state=code))
    plane = Plane(width)
    most = max(len(events) for _, events, *_ in at)
    dots = []
    for place, events, lon, lat in sorted(at, key=lambda p: (-len(p[1]), p[0].id)):
        x, y = spot(lon, lat)
        r = 4.0 + 10.0 * math.sqrt(len(events) / most)
        dots.append((place, events, x, y, r))
        plane.block(Box(x - r, y - r, x + r, y + r))
    for place, events, x, y, r in dots:
        inner = tag("title", f"{tame(place.name)}: {many(len(events), 'event')}")
        inner += tag("circle", cx=x, cy=y, r=r, class_="spot")
        if (label := plane.place(tame(place.name), x, y, gap=r + 3)) is not None:
            words, lx, anchor = label
            inner += text(lx, y + 4, words, css="label", anchor=anchor)
        parts.append(tag("a", inner, href=path("place", place.id), tabindex="-1"))
    return drawing(width, height, *parts, label=f"Events at {many(len(at), 'place')}", css="map")


def _ends(values: Sequence[float], least: float, limit: float) -> tuple[float, float]:
    """Where the map begins and ends in one direction."""
    low, high = min(values) - MARGIN, max(values) + MARGIN
    short = least - (high - low)
    if short > 0:
        low, high = low - short / 2, high + short / 2
    return max(-limit, low), min(limit, high)
