"""The lists: what happened, who said what, numbers, stands, deals, the calendar, disputes, actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UnknownId
from dragoman.query import fate
from dragoman.types import Event
from dragoman.web.asking import Asked, asked, part
from dragoman.web.desk import Desk, desk_of
from dragoman.web.drawing.timeline import bounds
from dragoman.web.drawing.timeline import timeline as draw_timeline
from dragoman.web.entries import Line, fate_of, latest_first, line, quote, shortened
from dragoman.web.grouped import life, series, stands, subjects
from dragoman.web.wording import DISPUTES, FAMILIES, tame, types_of

WIDE, NARROW = 1080, 340  # user units of the two drawings: a desk's screen and a hand's
FATE_ORDER = ("open", "moved", "missed", "cancelled", "came")


def timeline(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    types: list[str] = []
    for kind in ask.kinds:
        types += types_of(kind) if kind in FAMILIES else (kind,)
    events = desk.archive().timeline(
        between=ask.between,
        since=ask.since or None,
        until=ask.until or None,
        types=types,
        statuses=(ask.status,) if ask.status else (),
    )
    every = desk.archive().timeline() if ask.narrowed else events
    some = part(events, ask.page)
    return _list(
        request,
        "timeline.html",
        ask,
        part=some,
        years=by_year(desk.lines(some.items)),
        wide=draw_timeline(events, width=WIDE, title=shortened(desk.archive())),
        narrow=draw_timeline(events, width=NARROW, title=shortened(desk.archive())),
        undrawn=sum(bounds(e.date) is None for e in events),
        modes=sorted({e.mode for e in every}),
        statuses=sorted({e.status for e in every}),
        export="events",
    )


def by_year(lines: Iterable[Line]) -> list[tuple[str, list[Line]]]:
    """Lines under their years; then what lies in no one year, then the undated."""
    groups: dict[str, list[Line]] = {}
    for one in lines:
        groups.setdefault(one.year or ("Undated" if one.when == "undated" else "No one year"), []).append(one)
    return sorted(groups.items(), key=lambda g: (g[0] == "Undated", g[0] == "No one year", g[0]))


def calendar(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    archive = desk.archive()
    events = archive.calendar(between=ask.between, since=ask.since or None, until=ask.until or None)
    groups = []
    for key in FATE_ORDER:
        members = latest_first([e for e in events if fate(e) == key])
        if members:
            groups.append(
                (key, fate_of(members[0])[1], [(line(archive, e), life(archive, e.history)) for e in members])
            )
    return _list(request, "calendar.html", ask, part=part(events, 1, size=10**6), groups=groups, export="events")


def statements(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    found = desk.archive().statements(
        by=ask.by or None, between=ask.between, since=ask.since or None, until=ask.until or None
    )
    some = part(found, ask.page)
    lines = list(zip(some.items, desk.lines(some.items), strict=True))
    speakers = Counter(s.speaker for s in desk.archive().statements() if s.speaker)
    often = [
        (id, tame(desk.archive().actor_name(id)), n)
        for id, n in sorted(speakers.items(), key=lambda i: (-i[1], i[0]))[:12]
    ]
    return _list(request, "statements.html", ask, part=some, lines=lines, often=often, export="statements")


def figures(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    archive = desk.archive()
    found = archive.figures(
        between=ask.between,
        since=ask.since or None,
        until=ask.until or None,
        kinds=ask.kinds,
        subject=ask.words or None,
    )
    some = part(subjects(found), ask.page, size=25)
    kinds = sorted({f.kind for f in (archive.figures() if ask.narrowed else found)})
    return _list(
        request,
        "figures.html",
        ask,
        part=some,
        groups=series(archive, some.items),
        total=len(found),
        kinds=kinds,
        export="figures",
    )


def positions(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    found = desk.archive().positions(between=ask.between, since=ask.since or None, until=ask.until or None)
    holders = stands(desk.archive(), found)
    return _list(request, "positions.html", ask, part=part(found, 1, size=10**6), holders=holders, export="positions")


def arrangements(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    archive = desk.archive()
    found = archive.arrangements(between=ask.between, kinds=ask.kinds)
    some = part(found, ask.page, size=60)
    rows = [(line(archive, a), life(archive, a.stages)) for a in some.items]
    kinds = sorted({a.kind for a in archive.arrangements()})
    return _list(request, "arrangements.html", ask, part=some, rows=rows, kinds=kinds, export="arrangements")


def conflicts(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    archive = desk.archive()
    found = archive.conflicts(between=ask.between, kinds=ask.kinds)
    some = part(found, ask.page, size=60)
    kinds = sorted({c.kind for c in archive.conflicts()})
    rows = [
        (
            line(archive, c),
            [line(archive, item) for item in items_of(desk, c.items)],
            [quote(archive, s, c.id) for s in c.evidence],
        )
        for c in some.items
    ]
    return _list(request, "conflicts.html", ask, part=some, rows=rows, kinds=kinds, names=DISPUTES, export="conflicts")


def items_of(desk: Desk, ids: Sequence[str]) -> list[Any]:
    """The items with these ids; an id that leads nowhere is left out."""
    found = []
    for id in ids:
        try:
            found.append(desk.archive().show(id).item)
        except UnknownId:
            continue
    return found


def actors(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    archive = desk.archive()
    found = archive.actors(kinds=ask.kinds, of=ask.a or None)
    if ask.words:
        words = ask.words.casefold()
        found = tuple(a for a in found if any(words in name.casefold() for name in (a.name, *a.aliases)))
    kinds = sorted({a.kind for a in archive.actors()})
    some = part(found, ask.page)
    most = max((len(a.mentions) for a in found), default=1)
    return _list(request, "actors.html", ask, part=some, kinds=kinds, most=most, export="actors")


def _list(request: Request, template: str, ask: Asked, **context: Any) -> Response:
    return desk_of(request).page(request, template, ask=ask, **context)


def events_of(events: Iterable[Event], actor: str) -> list[Event]:
    return [e for e in events if any(p.actor == actor for p in e.participants) or actor in e.claimed_by]
