"""The dossier of two sides: fifteen panels, and where the sources are silent the panel says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.query import Archive, Panel
from dragoman.types import Arrangement, Event, Figure, Position
from dragoman.web.asking import asked
from dragoman.web.desk import desk_of
from dragoman.web.drawing.timeline import timeline
from dragoman.web.entries import Line, fate_of, latest_first, line, shortened
from dragoman.web.grouped import Series, life, series, stands, subjects
from dragoman.web.pages.overview import pairs
from dragoman.web.wording import day, plain, tame

SHOWN = 12  # lines of a panel that are open; the rest unfolds
LATEST_FIRST = ("meetings", "statements", "theatres", "reports")
LISTS = {"meetings": "/timeline", "ahead": "/calendar", "statements": "/statements", "positions": "/positions",
         "figures": "/figures", "conflicts": "/conflicts", "reports": "/sources"}  # fmt: skip


@dataclass
class Filled:
    """A panel with what is drawn in it. `more` unfolds."""

    key: str
    title: str
    count: int
    lines: list[Line] = field(default_factory=list)
    more: list[Line] = field(default_factory=list)
    lives: list[tuple[Line, Any]] = field(default_factory=list)
    holders: list[Any] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    fates: dict[str, tuple[str, str]] = field(default_factory=dict)
    href: str = ""


def choose(request: Request) -> Response:
    """The form for two sides; with both given, the way to their dossier."""
    desk, ask = desk_of(request), asked(request)
    archive = desk.archive()
    if ask.a and ask.b:
        archive.side(ask.a), archive.side(ask.b)  # a mistake is told here, beside the form
        return RedirectResponse(f"/dossier/{quote(ask.a, safe='')}/{quote(ask.b, safe='')}", 303)
    return desk.page(request, "choose.html", ask=ask, pairs=pairs(archive, archive.timeline())[:40])


def dossier(request: Request) -> Response:
    desk = desk_of(request)
    archive = desk.archive()
    a, b = request.path_params["a"], request.path_params["b"]
    found = archive.dossier(a, b)
    meetings = [m for m in found.panel("meetings").items if isinstance(m, Event)]
    events = archive.timeline(between=(a, b))
    query = f"?a={quote(a, safe='')}&b={quote(b, safe='')}"
    panels = [fill(archive, panel, query) for panel in found.panels]
    dated = [m for m in meetings if m.date is not None and m.status == "occurred"]
    return desk.page(
        request,
        "dossier.html",
        dossier=found,
        a=a,
        b=b,
        query=query,
        panels=panels,
        silent=[p for p in panels if not p.count],
        meetings=len(meetings),
        span=f"{day(dated[0].date)} to {day(dated[-1].date)}" if len(dated) > 1 else "",
        last=line(archive, dated[-1]) if dated else None,
        wide=timeline(events, width=1080, title=titled(archive)),
        narrow=timeline(events, width=340, title=titled(archive)),
    )


def titled(archive: Archive) -> Callable[[Event], str]:
    """Titles for the drawing of one relationship: who is known, so what and where suffices."""
    short = shortened(archive)

    def title(event: Event) -> str:
        place = archive.place_name(event.place)
        if event.type == "CONSULT":
            return plain(event.mode).capitalize() + (f", {tame(place)}" if place else "")
        return short(event)

    return title


def fill(archive: Archive, panel: Panel, query: str) -> Filled:
    """A panel's items as they are best read: lives as tracks, numbers as series, stands by holder."""
    filled = Filled(panel.key, panel.title, len(panel.items))
    filled.href = LISTS[panel.key] + query if panel.key in LISTS else ""
    items: Sequence[Any] = panel.items
    if panel.key == "figures":
        filled.series = series(archive, subjects([f for f in items if isinstance(f, Figure)])[:SHOWN])
        return filled
    if panel.key == "positions":
        filled.holders = stands(archive, [p for p in items if isinstance(p, Position)])[:SHOWN]
        return filled
    lives = [i for i in items if isinstance(i, Arrangement)]
    filled.lives = [(line(archive, i), life(archive, i.stages)) for i in lives]
    rest = [i for i in items if not isinstance(i, Arrangement)]
    if panel.key in LATEST_FIRST:
        rest = latest_first(rest)
    lines = [line(archive, i) for i in rest]
    filled.lines, filled.more = lines[:SHOWN], lines[SHOWN:]
    if panel.key == "ahead":
        filled.fates = {e.id: fate_of(e) for e in rest}
    return filled
