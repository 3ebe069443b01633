"""The docket: where figures, dates and claims differ, and whether that is a dispute, growth, another scope or detail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from dragoman.resolve.order import key, span_order, width
from dragoman.types import Conflict, ConflictKind, Date, Event, Figure, Span

COMPARED = frozenset(["people", "deaths", "displaced", "money", "area"])
NEAR = 0.02  # relative difference below which two numbers are roundings of each other


def conflicts(
    events: Sequence[Event],
    figures: Sequence[Figure],
    event_dates: Mapping[str, Sequence[tuple[Span, Date]]],
    rank: dict[str, int],
) -> list[Conflict]:
    """All conflicts, sorted. `event_dates` lists, for each event, the sentences that date it and how."""
    found = _figures(figures, rank) + _dates(event_dates, events, rank) + _claims(events, rank)
    return sorted(found, key=lambda c: (span_order(rank, c.evidence[0]), c.id))


def _figures(figures: Sequence[Figure], rank: dict[str, int]) -> list[Conflict]:
    by_subject: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for f in figures:
        if f.kind in COMPARED and f.subject:
            by_subject[f.kind, f.subject, f.number.unit].append(f)
    found = []
    for (_, subject, _), group in sorted(by_subject.items()):
        for a, b in combinations(group, 2):
            if {s.article for s in a.evidence} & {s.article for s in b.evidence} and a.attributed_to == b.attributed_to:
                continue
            kind = _difference(a, b)
            if kind is not None:
                found.append(_conflict(kind, subject, (a.id, b.id), (*a.evidence, *b.evidence), rank))
    return found


def _difference(a: Figure, b: Figure) -> ConflictKind | None:
    x, y = _middle(a), _middle(b)
    if x is None or y is None:
        return None
    vague = "order_of_magnitude" in (a.number.qualifier, b.number.qualifier)
    if vague:
        low, high = sorted((a, b), key=lambda f: f.number.qualifier != "order_of_magnitude")
        value = _middle(high)
        inside = value is not None and (low.number.low or 0) <= value <= (low.number.high or 1e18)
        return "granularity" if inside else None
    if abs(x - y) <= NEAR * max(abs(x), abs(y)):
        return None
    if _later(a.as_of, b.as_of):
        return "change_over_time"
    if a.attributed_to is not None and b.attributed_to is not None and a.attributed_to != b.attributed_to:
        return "claim_vs_claim"
    return "contradiction" if a.as_of is not None and b.as_of is not None else None


def _middle(f: Figure) -> float | None:
    low, high = f.number.low, f.number.high
    return low if high is None else high if low is None else (low + high) / 2


def _later(a: Date | None, b: Date | None) -> bool:
    """Are the two days of reference certainly different?"""
    if a is None or b is None:
        return False
    for x, y in ((a, b), (b, a)):
        if x.latest is not None and y.earliest is not None and x.latest[:10] < y.earliest[:10]:
            return True
    return False


def _dates(
    event_dates: Mapping[str, Sequence[tuple[Span, Date]]], events: Sequence[Event], rank: dict[str, int]
) -> list[Conflict]:
    titles = {e.id: e.title for e in events}
    found = []
    for identity, rows in sorted(event_dates.items()):
        stated = [(s, d) for s, d in rows if d.basis in ("stated", "resolved")]
        for (s, x), (t, y) in combinations(stated, 2):
            if s.article == t.article or (x.earliest, x.latest) == (y.earliest, y.latest):
                continue
            kind: ConflictKind | None = None
            if _later(x, y):
                kind = "contradiction"
            elif width(x) != width(y) and min(width(x), width(y)) < 62:
                kind = "granularity"
            if kind is not None:
                found.append(_conflict(kind, f"date of: {titles.get(identity, identity)}", (identity,), (s, t), rank))
                break
    return found


def _claims(events: Sequence[Event], rank: dict[str, int]) -> list[Conflict]:
    """Each side accuses the other, or two sides tell hostile acts of the other in one report."""
    hostile = [e for e in events if e.type in ("ASSAULT", "ACCUSE") and (e.claimed_by or e.type == "ACCUSE")]
    by_article: dict[str, list[Event]] = defaultdict(list)
    for e in hostile:
        for article in sorted({s.article for s in e.evidence}):
            by_article[article].append(e)
    found, seen = [], set()
    for article in sorted(by_article):
        for a, b in combinations(by_article[article], 2):
            x, y = _sides(a), _sides(b)
            if not x or not y or x[0] & y[0] or (a.id, b.id) in seen:
                continue
            if (
                x[0] & y[1]
                or y[0] & x[1]
                or (a.place is not None and a.place == b.place and a.claimed_by and b.claimed_by)
            ):
                seen.add((a.id, b.id))
                found.append(
                    _conflict(
                        "claim_vs_claim", f"{a.title}; {b.title}", (a.id, b.id), (a.evidence[0], b.evidence[0]), rank
                    )
                )
    return found


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]] | None:
    """(who claims, whom it is held against)."""
    doers = frozenset(p.actor for p in event.participants if p.role in ("actor", "party"))
    if event.type == "ACCUSE":
        return doers, frozenset(p.actor for p in event.participants if p.role == "recipient")
    return (frozenset(event.claimed_by), doers) if event.claimed_by else None


def _conflict(
    kind: ConflictKind, about: str, items: tuple[str, ...], evidence: tuple[Span, ...], rank: dict[str, int]
) -> Conflict:
    spans = tuple(
        sorted({(s.article, s.start, s.end): s for s in evidence}.values(), key=lambda s: span_order(rank, s))
    )
    return Conflict(
        # several disputes may begin with the same words: the pair and the last words tell them apart
        id=key(f"conflict:{kind}:{about}:{sorted(set(items))}:{spans[-1].article}:{spans[-1].start}", spans[0]),
        kind=kind,
        about=about,
        items=tuple(sorted(set(items))),
        evidence=spans,
    )
