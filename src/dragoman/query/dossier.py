"""The dossier: one panel for each part of a working relationship, filled from the record by the kind of fact alone.

A panel knows no names: what goes in is decided by types, modes, kinds and by who takes part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from dragoman.query.answers import Dossier, Panel
from dragoman.query.sides import Side
from dragoman.store import Fact, sort_key
from dragoman.types import Arrangement, Article, Event

if TYPE_CHECKING:
    from dragoman.query import Archive

GROUND = ("ceasefire", "patrols")
TRACKS = ("talks_track", "summit_series", "normalisation")
DEALS = ("arms_deal", "trade_deal", "treaty", "sanctions", "other")
RUPTURE = ("shootdown", "severance", "expulsion", "sanctions", "embargo", "exit", "apology", "easing", "normalisation",
           "reopening", "recognition", "treaty")  # fmt: skip
VOTES = ("referendum", "independence", "election", "appointment", "annexation", "coup")
CUSTODY = ("release", "exchange", "arrest", "sentence", "asylum", "seizure", "designation")
FIGHTING = ("offensive", "airstrike", "shelling", "clash", "war", "attack", "annexation", "deployment", "standoff",
            "withdrawal", "de_escalation", "displacement", "casualties")  # fmt: skip


def compose(archive: Archive, a: Side, b: Side) -> Dossier:
    """The dossier of two sides; every list in order of time, statements and figures too."""
    sides = (a, b)
    together = archive.timeline(between=sides)
    reports = {source.article for source in archive.sources(between=sides)}
    around = _told_in(archive.timeline(), reports)
    arrangements = archive.arrangements(between=sides)
    meetings = archive.meetings(between=sides)
    ahead = archive.calendar(between=sides)

    def events(modes: Iterable[str], among: Iterable[Event]) -> tuple[Event, ...]:
        wanted = frozenset(modes)
        return tuple(e for e in among if e.mode in wanted)

    def arranged(kinds: Iterable[str]) -> tuple[Arrangement, ...]:
        wanted = frozenset(kinds)
        return tuple(x for x in arrangements if x.kind in wanted)

    own = frozenset(a.states + b.states)
    elsewhere = [e for e in around if _country(archive, e) not in own]
    panels: list[tuple[str, str, Callable[[], Iterable[Fact | Article]]]] = [
        (
            "meetings",
            "Meetings",
            lambda: [m for m in meetings if m.status not in ("planned", "proposed", "hypothetical")],
        ),
        ("ahead", "Announced, and what came of it", lambda: ahead),
        ("statements", "Who said what", lambda: archive.statements(between=sides)),
        ("positions", "Who backs whom", lambda: archive.positions(between=sides)),
        ("figures", "Figures", lambda: archive.figures(between=sides)),
        ("conflicts", "In dispute", lambda: archive.conflicts(between=sides)),
        ("zones", "Zones", lambda: arranged(["zone"])),
        (
            "ceasefires",
            "Ceasefires and patrols",
            lambda: _merged(arranged(GROUND), events(["patrol", "ceasefire"], around)),
        ),
        ("tracks", "Talks tracks", lambda: arranged(TRACKS)),
        (
            "deals",
            "Deals and sanctions",
            lambda: _merged(arranged(DEALS), events(["arms_transfer", "contract"], around)),
        ),
        ("repair", "Rupture and repair", lambda: events(RUPTURE, together)),
        ("votes", "Votes, and each side's stand", lambda: events(VOTES, around)),
        ("custody", "Prisoners and courts", lambda: events(CUSTODY, around)),
        ("theatres", "Other theatres", lambda: events(FIGHTING, elsewhere)),
        ("reports", "The reports, and how each was dated", lambda: _articles(archive, reports)),
    ]
    return Dossier(
        a=a,
        b=b,
        reports=len(reports),
        origins=archive.independent(reports),
        panels=tuple(Panel(key=key, title=title, items=tuple(fill())) for key, title, fill in panels),
    )


def _told_in(events: Iterable[Event], reports: set[str]) -> list[Event]:
    return [e for e in events if any(span.article in reports for span in e.evidence)]


def _country(archive: Archive, event: Event) -> str | None:
    place = archive.place(event.place)
    return None if place is None else place.country


def _merged(arrangements: Iterable[Arrangement], events: Iterable[Event]) -> tuple[Fact, ...]:
    """Arrangements, then the events that belong to none of them."""
    listed = tuple(arrangements)
    within = {x.id for x in listed}
    return (*listed, *(e for e in events if e.arrangement not in within))


def _articles(archive: Archive, ids: set[str]) -> list[Article]:
    found = archive.store.derived.get(Article, ids).values()
    return sorted(found, key=lambda article: (sort_key(article.published), article.source, article.id))
