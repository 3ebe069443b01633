"""Arrangements across reports: one standing thing, its parties, and the stages of its life in order of time.

Reports are joined by kind and parties: what two states agree, sign, break off and restore between them is one thread,
apart from their ceasefires, zones, sanctions, patrols and deals over a weapon or goods. A pact of long ago that is
called by its town is its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.reading import ArrangementMention, Reading
from dragoman.resolve.dates import Dates
from dragoman.resolve.link import Links
from dragoman.resolve.order import key, narrower, span_order, width
from dragoman.spans import cut
from dragoman.types import Arrangement, ArrangementKind, Article, Date, Span, Stage, StageName

NAMES: dict[str, str] = {
    "ceasefire": "ceasefire", "zone": "zone", "treaty": "agreements", "talks_track": "talks", "arms_deal": "arms deal",
    "sanctions": "sanctions", "patrols": "joint patrols", "summit_series": "meetings", "trade_deal": "trade deal",
    "normalisation": "relations", "other": "agreements",
}  # fmt: skip
FAMILIES: dict[ArrangementKind, str] = {
    "treaty": "accord", "talks_track": "accord", "normalisation": "accord", "other": "accord",
    "summit_series": "accord",
}  # fmt: skip
PLACED = ("ceasefire", "zone")  # kinds that a place tells apart
DIVISIONS = ("province", "region", "governorate", "district", "state", "oblast", "city")
LONG_AGO = 3  # years before the report after which a pact called by its town is another than today's
# Stages in the order of a life, for those of one day and those without a date.
LIFE: tuple[StageName, ...] = (
    "proposed", "negotiated", "agreed", "signed", "in_force", "implemented", "extended", "disputed", "breached",
    "suspended", "ended",
)  # fmt: skip
# Of an accord's mentions the most telling names the whole.
TELLING: tuple[ArrangementKind, ...] = ("normalisation", "treaty", "talks_track", "summit_series", "other")


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
    """Arrangements and the fact of each member key; `event_of`: the record's event of an article's event mention."""
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
                Row(
                    m,
                    reading,
                    span,
                    span_order(rank, span),
                    known,
                    states,
                    place,
                    named,
                    dates.settle(m.when, reading),
                    event_of.get((reading.article, m.event)) if m.event is not None else None,
                    alleged,
                )
            )
    rows.sort(key=lambda r: r.order)
    found, members = [], {}
    for group in _groups(rows, links, articles):
        identities = [_identity(row, articles) for row in group]
        for identity in identities:
            members[identity] = identities[0]
        codes = {c for r in group for c in r.codes}
        sides = _parties(group, links, codes)
        name = _name(group, links, sides)
        stages = tuple(_stages(group, articles))
        found.append(Arrangement(id=identities[0], name=name, kind=_kind(group), parties=sides, stages=stages))
    return found, members


def _identity(row: Row, articles: Mapping[str, Article]) -> str:
    t = row.mention.trigger
    return key("arrangement", cut(row.span.article, articles[row.span.article].text, t.start, t.end))


def _parties(group: Sequence[Row], links: Links, codes: set[str]) -> tuple[str, ...]:
    """The parties, states for those who speak for them; those of a single mention only if no two are of more."""
    counts: dict[str, int] = defaultdict(int)
    for row in group:
        for code in row.codes:
            counts[code] += 1
    often = {c for c in codes if 2 * counts[c] >= len(group)} or codes
    chosen: dict[str, str] = {}
    for row in group:
        for party in row.parties:
            code = links.code(party)
            if code in often and links.actors[party].kind != "weapon_system":
                if code not in chosen or links.actors[party].kind == "state":
                    if links.actors[chosen.get(code, party)].kind != "state" or code not in chosen:
                        chosen[code] = party
    return tuple(chosen.values())


def _family(kind: ArrangementKind) -> str:
    return FAMILIES.get(kind, kind)


def _kind(group: Sequence[Row]) -> ArrangementKind:
    kinds = {r.mention.kind for r in group}
    return next((k for k in TELLING if k in kinds), group[0].mention.kind)


def _groups(rows: Sequence[Row], links: Links, articles: Mapping[str, Article]) -> list[list[Row]]:
    """Rows of one family that share an event, their two parties, or their place or weapon, are one arrangement."""
    root = list(range(len(rows)))

    def find(i: int) -> int:
        while root[i] != i:
            i = root[i]
        return i

    by_key: dict[tuple[object, ...], int] = {}
    for n, row in enumerate(rows):
        for k in _keys(row, links, articles[row.span.article]):
            if k in by_key:
                low, high = sorted((find(by_key[k]), find(n)))
                root[high] = low
            else:
                by_key[k] = n
    groups: dict[int, list[Row]] = defaultdict(list)
    for n, row in enumerate(rows):
        groups[find(n)].append(row)
    return [groups[n] for n in sorted(groups)]


def _keys(row: Row, links: Links, article: Article) -> list[tuple[object, ...]]:
    family = _family(row.mention.kind)
    keys: list[tuple[object, ...]] = [("trigger", row.span.article, row.mention.trigger.start)]
    pair: tuple[str, ...] = tuple(
        sorted(list(dict.fromkeys(links.code(p) for p in row.parties if links.code(p) in row.codes))[:2])
    )
    place = links.places[row.place].name if row.place is not None else None
    if family == "accord" and place is not None and _long_ago(row, article):
        return [*keys, ("named", place, pair)]
    if row.event is not None:
        keys.append(("event", family, row.event))
    if family == "arms_deal":
        keys += [("weapon", weapon, pair) for weapon in sorted(row.weapons)]
    pairs: list[tuple[str, ...]] = [pair]
    if len(row.codes) == 3:  # what three sign is a matter between any two of them
        pairs = list(combinations(sorted(row.codes), 2))
    for two in pairs:
        if len(two) == 2:
            keys.append(("report", row.span.article, family, two))
            if family not in PLACED or place is None:
                keys.append(("pair", family, two))
    if family in PLACED and place is not None:
        keys.append(("place", family, " ".join(w for w in place.split() if w.lower() not in DIVISIONS)))
    return keys


def _long_ago(row: Row, article: Article) -> bool:
    told = row.date.latest or row.date.earliest if row.date is not None else None
    now = article.published.earliest or article.published.latest if article.published is not None else None
    return told is not None and now is not None and int(told[:4]) <= int(now[:4]) - LONG_AGO


def _name(group: Sequence[Row], links: Links, parties: Sequence[str]) -> str:
    """ "Kenya, Somalia: relations"; "S-400 deal: Russia, Turkey"; "Idlib ceasefire (2020): Russia, Turkey"."""
    kind = NAMES[_kind(group)]
    weapons = sorted({links.actors[w].name for r in group for w in r.weapons}) if _kind(group) == "arms_deal" else []
    place = next((links.places[r.place].name for r in group if r.place is not None), None)
    who = ", ".join(links.actors[p].name for p in parties)
    if weapons:
        head = f"{weapons[0]} {kind}"
    elif place and _kind(group) in PLACED:
        years = sorted(y for r in group if (y := _year(r.date)) is not None)
        head = f"{place} {kind}" + (f" ({years[0]})" if years else "")
    elif _kind(group) in ("treaty", "other", "trade_deal") and len(group[0].mention.name.split()) > 1:
        head = group[0].mention.name[:60]
    else:
        head = kind
    return f"{head[:1].upper()}{head[1:]}: {who}" if who else head


def _year(date: Date | None) -> str | None:
    """The year of a date that is sure of it."""
    if date is None or date.earliest is None or date.latest is None or date.earliest[:4] != date.latest[:4]:
        return None
    return date.earliest[:4]


def _stages(group: Sequence[Row], articles: Mapping[str, Article]) -> list[Stage]:
    """One stage for the rows that show the same on the same day; undated ones join a dated one of their report."""
    clusters: list[tuple[StageName, list[Row]]] = []
    for row in sorted(group, key=lambda r: (r.date is None, r.order)):
        if row.mention.stage is None:
            continue
        home = next((rows for stage, rows in clusters if stage == row.mention.stage and _together(row, rows)), None)
        if home is None:
            clusters.append((row.mention.stage, [row]))
        else:
            home.append(row)
    stages = []
    for stage, rows in _once(clusters):
        date: Date | None = None
        for r in rows:
            date = narrower(date, r.date)
        rows.sort(key=lambda r: r.order)
        alleged = tuple(dict.fromkeys(a for r in rows for a in r.alleged))
        spans = tuple({(r.span.article, r.span.start, r.span.end): r.span for r in rows}.values())
        event = next((r.event for r in rows if r.event is not None), None)
        told = date if date is not None else articles[rows[0].span.article].published
        day = (told.earliest or told.latest or "9") if told is not None else "9"
        order = (day[:10], LIFE.index(stage), rows[0].order)
        stages.append((order, Stage(stage=stage, date=date, event=event, alleged_by=alleged, evidence=spans)))
    return [s for _, s in sorted(stages, key=lambda s: s[0])]


def _once(clusters: Sequence[tuple[StageName, list[Row]]]) -> list[tuple[StageName, list[Row]]]:
    """What is agreed and signed on one day is signed: two words for one step."""
    signed = [rows for stage, rows in clusters if stage == "signed"]
    kept = []
    for stage, rows in clusters:
        home = next((s for s in signed if _one_day(rows, s)), None) if stage == "agreed" else None
        if home is None:
            kept.append((stage, rows))
        else:
            home.extend(rows)
    return kept


def _one_day(a: Sequence[Row], b: Sequence[Row]) -> bool:
    days = [
        {(r.date.earliest, r.date.latest) for r in rows if r.date is not None and not width(r.date)} for rows in (a, b)
    ]
    return bool(days[0] & days[1])


def _together(row: Row, rows: Sequence[Row]) -> bool:
    if row.event is not None and any(r.event == row.event for r in rows):
        return True
    if row.date is None:
        return any(r.span.article == row.span.article or r.date is None for r in rows)
    return any(r.date is not None and _overlap(row.date, r.date) for r in rows)


def _overlap(a: Date, b: Date) -> bool:
    """Can the two be the same day?"""
    start = max(a.earliest or "0", b.earliest or "0")[:10]
    end = min(a.latest or "9", b.latest or "9")[:10]
    return start <= end
