"""The first page: who deals with whom, what is latest and next, what is in dispute, and how far the record reaches."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response

from dragoman.query import Archive, Coverage, fate
from dragoman.store import state_of
from dragoman.types import Date, Event
from dragoman.web.desk import desk_of
from dragoman.web.drawing.coverage import months
from dragoman.web.drawing.map import world as draw_world
from dragoman.web.drawing.timeline import strip
from dragoman.web.entries import fate_of, line
from dragoman.web.wording import day, tame

PAIRS, LATEST, NEXT, DISPUTES = 12, 8, 6, 5  # what a screen holds
MOST_STATES = 6  # of one event: beyond, it is a conference, and no relationship of two


@dataclass(frozen=True)
class Pair:
    """Two states, how many events they share, how many of them are meetings, and the latest of these."""

    a: str
    b: str
    codes: tuple[str, str]
    events: int
    meetings: int
    last: str


def overview(request: Request) -> Response:
    desk = desk_of(request)
    archive = desk.archive()
    events = archive.timeline()
    dated = [e for e in events if e.date is not None and e.status in ("occurred", "ongoing")]
    latest = sorted(dated, key=lambda e: (_instant(e.date), e.id), reverse=True)[:LATEST]
    ahead = [e for e in archive.calendar() if fate(e) in ("open", "moved")]
    coming = sorted(ahead, key=lambda e: (_instant(e.date), e.id), reverse=True)[:NEXT]
    conflicts = archive.conflicts()
    found = archive.coverage()
    return desk.page(
        request,
        "overview.html",
        counts=archive.store.counts(),
        stale=archive.store.stale,
        independent=archive.independent(s.article for s in archive.sources()),
        years=strip(events),
        years_narrow=strip(events, width=340),
        pairs=pairs(archive, events)[:PAIRS],
        latest=desk.lines(latest),
        ahead=[(line(archive, e), *fate_of(e)) for e in coming],
        disputes=desk.lines(conflicts[:DISPUTES]),
        dispute_count=len(conflicts),
        coverage=found,
        months=months(found, width=1080),
        months_narrow=months(found, width=340),
        outlets=len({m.outlet for m in found.months if m.outlet}),
        silence=longest_silence(found),
    )


def world(request: Request) -> Response:
    """Where things are reported to have happened."""
    desk = desk_of(request)
    archive = desk.archive()
    at: dict[str, list[Event]] = {}
    nowhere = 0
    for event in archive.timeline():
        if event.place is None:
            nowhere += 1
        else:
            at.setdefault(event.place, []).append(event)
    found = [(place, at[id]) for id in sorted(at) if (place := archive.place(id)) is not None]
    drawn = [(p, events) for p, events in found if p.lat is not None and p.lon is not None]
    listed = sorted(found, key=lambda pair: (-len(pair[1]), pair[0].name, pair[0].id))
    return desk.page(
        request,
        "map.html",
        drawing=draw_world(drawn),
        places=[(p, len(events), desk.lines(events[-3:][::-1])) for p, events in listed],
        nowhere=nowhere,
        unplaced=len(found) - len(drawn),
    )


def _instant(date: Date | None) -> str:
    return "" if date is None else (date.earliest or date.latest or "")


def pairs(archive: Archive, events: tuple[Event, ...]) -> list[Pair]:
    """Pairs of states by the number of events that they share, those with most first."""
    shared: Counter[tuple[str, str]] = Counter()
    met: Counter[tuple[str, str]] = Counter()
    last: dict[tuple[str, str], Date] = {}
    known: dict[tuple[str, str], str | None] = {}
    for event in events:
        when = _instant(event.date)
        codes = set()
        for participant in event.participants:
            key = (participant.actor, when)
            if key not in known and (actor := archive.actor(participant.actor)) is not None:
                known[key] = state_of(actor, event.date)
            codes.add(known.get(key))
        states = sorted(code for code in codes if code)
        if not 2 <= len(states) <= MOST_STATES:
            continue
        for n, a in enumerate(states):
            for b in states[n + 1 :]:
                shared[a, b] += 1
                if event.type == "CONSULT" and event.status == "occurred":
                    met[a, b] += 1
                    if event.date is not None and when >= _instant(last.get((a, b))):
                        last[a, b] = event.date
    found = []
    for (a, b), n in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        when = day(last[a, b]) if (a, b) in last else ""
        found.append(Pair(tame(archive.side(a).name), tame(archive.side(b).name), (a, b), n, met[a, b], when))
    return found


def longest_silence(coverage: Coverage) -> tuple[str, str, int] | None:
    """The longest run of months without a report between the first month and the last: (after, before, months)."""
    told = sorted({m.month for m in coverage.months if m.month})
    longest: tuple[str, str, int] | None = None
    for before, after in pairwise(told):
        gap = (int(after[:4]) - int(before[:4])) * 12 + int(after[5:7]) - int(before[5:7]) - 1
        if gap > (longest[2] if longest else 0):
            longest = (before, after, gap)
    return longest
