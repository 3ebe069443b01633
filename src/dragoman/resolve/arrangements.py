"""Arrangements across reports: one standing thing, its parties, and the stages of its life in order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.reading import ArrangementMention, Reading
from dragoman.resolve.dates import Dates
from dragoman.resolve.link import Links
from dragoman.resolve.order import key, narrower, span_order
from dragoman.spans import cut
from dragoman.types import Arrangement, ArrangementKind, Article, Date, Span, Stage, StageName

NAMES: dict[str, str] = {
    "ceasefire": "ceasefire", "zone": "zone", "treaty": "treaty", "talks_track": "talks", "arms_deal": "arms deal",
    "sanctions": "sanctions", "patrols": "joint patrols", "summit_series": "meetings", "trade_deal": "trade deal",
    "normalisation": "relations", "other": "arrangement",
}  # fmt: skip
# Stages in the order of a life, for those without a date.
LIFE: tuple[StageName, ...] = (
    "proposed", "negotiated", "agreed", "signed", "in_force", "implemented", "extended", "disputed", "breached",
    "suspended", "ended",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    mention: ArrangementMention
    reading: Reading
    span: Span
    order: tuple[int, int, int]
    parties: tuple[str, ...]
    codes: frozenset[str]
    place: str | None
    weapons: frozenset[str]
    date: Date | None
    event: str | None
    alleged: tuple[str, ...]


def arrangements(
    readings: Sequence[Reading],
    articles: Mapping[str, Article],
    links: Links,
    dates: Dates,
    rank: dict[str, int],
    event_of: Mapping[tuple[str, int], str],
) -> tuple[list[Arrangement], dict[str, str]]:
    """Arrangements and the fact of each member key. `event_of` gives the record's event for an article's event mention."""
    rows: list[Row] = []
    for reading in readings:
        text = articles[reading.article].text
        weapons = {
            links.actor_of.get((reading.article, n)): e
            for n, e in enumerate(reading.entities)
            if e.kind == "weapon_system"
        }
        for m in reading.arrangements:
            span = cut(reading.article, text, m.evidence.start, m.evidence.end)
            parties = [links.actor_of.get((reading.article, p)) for p in m.parties]
            known = tuple(dict.fromkeys(p for p in parties if p is not None))
            states = frozenset(links.code(p) for p in known if links.actors[p].kind != "weapon_system")
            named = frozenset(
                a
                for a, e in weapons.items()
                if a is not None and any(m.evidence.start <= x.start < m.evidence.end for x in e.mentions)
            )
            alleged = tuple(
                dict.fromkeys(a for p in m.alleged_by if (a := links.actor_of.get((reading.article, p))) is not None)
            )
            place = links.place_of.get((reading.article, m.place)) if m.place is not None else None
            rows.append(
                Row(m, reading, span, span_order(rank, span), known, states, place, named, dates.settle(m.when, reading),
                    event_of.get((reading.article, m.event)) if m.event is not None else None, alleged)
            )  # fmt: skip
    rows.sort(key=lambda r: r.order)
    found, members = [], {}
    for group in _groups(rows, links):
        trigger = cut(
            group[0].span.article, articles[group[0].span.article].text,
            group[0].mention.trigger.start, group[0].mention.trigger.end,
        )  # fmt: skip
        identity = key("arrangement", trigger)
        for row in group:
            t = row.mention.trigger
            members[key("arrangement", cut(row.span.article, articles[row.span.article].text, t.start, t.end))] = (
                identity
            )
        codes = sorted({c for r in group for c in r.codes})
        parties = tuple(dict.fromkeys(p for r in group for p in r.parties if links.actors[p].kind != "weapon_system"))
        found.append(
            Arrangement(
                id=identity,
                name=_name(group, links, codes),
                kind=_kind(group),
                parties=parties,
                stages=tuple(_stages(group)),
            )  # fmt: skip
        )
    return found, members


def _kind(group: Sequence[Row]) -> ArrangementKind:
    kinds = [r.mention.kind for r in group]
    return "arms_deal" if "arms_deal" in kinds else kinds[0]


def _groups(rows: Sequence[Row], links: Links) -> list[list[Row]]:
    """Rows of one kind that share an event, or their parties and their place or weapon, are one arrangement."""
    root = list(range(len(rows)))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    by_key: dict[tuple[object, ...], int] = {}
    for n, row in enumerate(rows):
        for k in _keys(row, links):
            if k in by_key:
                low, high = sorted((find(by_key[k]), find(n)))
                root[high] = low
            else:
                by_key[k] = n
    groups: dict[int, list[Row]] = defaultdict(list)
    for n, row in enumerate(rows):
        groups[find(n)].append(row)
    return [groups[n] for n in sorted(groups)]


def _keys(row: Row, links: Links) -> list[tuple[object, ...]]:
    kind = "deal" if row.mention.kind in ("arms_deal", "trade_deal") else row.mention.kind
    keys: list[tuple[object, ...]] = []
    if row.event is not None:
        keys.append(("event", kind, row.event))
    for weapon in sorted(row.weapons):
        for code in sorted(row.codes):
            keys.append(("weapon", weapon, code))
    place = links.places[row.place] if row.place is not None else None
    where = None if place is None else (place.name if kind in ("ceasefire", "zone", "talks_track") else place.country)
    if len(row.codes) >= 2 and kind != "deal":
        keys.append(("parties", kind, tuple(sorted(row.codes)), where if kind in ("ceasefire", "zone") else None))
    if where is not None and kind in ("ceasefire", "zone", "talks_track"):
        keys.append(("place", kind, where))
    return keys


def _name(group: Sequence[Row], links: Links, codes: Sequence[str]) -> str:
    kind = NAMES[_kind(group)]
    weapons = sorted({links.actors[w].name for r in group for w in r.weapons})
    place = next((links.places[r.place].name for r in group if r.place is not None), None)
    who = ", ".join(
        links.actors[p].name
        for p in dict.fromkeys(p for r in group for p in r.parties)
        if links.actors[p].kind == "state"
    )
    if weapons:
        return f"{weapons[0]} {kind}" + (f": {who}" if who else "")
    if place and kind in ("ceasefire", "zone", "talks"):
        return f"{place} {kind}" + (f": {who}" if who else "")
    return f"{kind[:1].upper()}{kind[1:]}" + (f": {who}" if who else f": {group[0].mention.name[:50]}")


def _stages(group: Sequence[Row]) -> list[Stage]:
    merged: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in group:
        if row.mention.stage is not None:
            merged[row.mention.stage, row.event].append(row)
    stages = []
    for (stage, event), rows in merged.items():
        date: Date | None = None
        for r in rows:
            date = narrower(date, r.date)
        alleged = tuple(dict.fromkeys(a for r in rows for a in r.alleged))
        spans = tuple(r.span for r in sorted(rows, key=lambda r: r.order))
        stages.append(
            ((date.earliest or date.latest or "9") if date is not None else "9", LIFE.index(stage), rows[0].order,  # type: ignore[arg-type]
             Stage(stage=stage, date=date, event=event, alleged_by=alleged, evidence=spans))  # type: ignore[arg-type]
        )  # fmt: skip
    return [s[3] for s in sorted(stages, key=lambda s: s[:3])]
