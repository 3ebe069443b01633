"""The docket: where figures, dates and claims differ, and whether that is a dispute, growth, another scope or detail.

Two figures are compared only if they count the same and their reports speak of the same matter. A toll that grew is no
contradiction; a vague number that contains the exact one is a matter of detail.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date as day
from itertools import combinations

from dragoman.reading import Reading
from dragoman.resolve.denials import denials
from dragoman.resolve.order import key, span_order, width
from dragoman.resolve.settings import Setting
from dragoman.spans import cut
from dragoman.types import Article, Conflict, ConflictKind, Date, Event, Figure, Span, Statement

COMPARED = frozenset(["people", "deaths", "displaced", "money", "area", "count", "other"])
COUNTS = ("count", "other")  # compared only between reports of one matter, in the same words and nearly alike
MEASURES = frozenset(
    "km kilometers kilometres metres meters miles percent points pages times years days weeks months tons".split()
)  # units that fit a hundred things of one report
SAME_COUNT = 1.5  # times, for such a count
SAME_TALKS = 2.0  # times, for how long two reports say that one meeting lasted
HOURS = {"hours": 1.0, "minutes": 1 / 60}
TOLLS = ("deaths", "displaced")  # they grow while a fight goes on
NEAR = 0.02  # relative difference below which two numbers are roundings of each other
FARTHEST = 3.0  # times: numbers farther apart count different things, however alike their words are
SAME_TOLL = 1.35  # times, for a toll whose subjects are worded differently
SAME_SPELL = 62  # days within which tolls of one fight are compared
SAME_DAYS = (
    14  # days within which tolls nearly alike are of one fight, though the reports differ in what they are about
)
SAME_DATE = 31  # days by which two tellings of one event's day may differ; beyond that they are of two events
OPEN = 1000  # days from which a date is no date but a bound
SAME_PRICE = 400  # days within which two prices are of one purchase
WINDOW = 60  # figures on one matter, in order of time, that each is compared with: a large archive has thousands
STEM = 4  # letters that tell the word: Syri-a, Syri-an
GENERIC = frozenset(
    "people person persons members member men women man woman citizens dead killed displaced others money trade total "
    "individuals year week month day side".split()
)
PRICES = frozenset("price contract deal cost worth value loan purchase order".split())


def conflicts(
    events: Sequence[Event],
    figures: Sequence[Figure],
    event_dates: Mapping[str, Sequence[tuple[Span, Date]]],
    rank: dict[str, int],
    *,
    settings: Mapping[str, Setting],
    articles: Mapping[str, Article],
    readings: Sequence[Reading] = (),
    statements: Sequence[Statement] = (),
    disputed: Sequence[tuple[str, str, Span, Span]] = (),
) -> list[Conflict]:
    """All conflicts, sorted.

    `event_dates` lists, for each event, the sentences that date it and how; `settings` what each figure is about;
    `disputed` events that one report tells and another denies, with a sentence for either.
    """
    found = _figures(figures, settings, articles, rank) + _dates(event_dates, events, rank)
    found += _lengths(figures, events, settings, rank)
    titles = {e.id: e.title for e in events}
    for a, b, one, other in disputed:
        found.append(_conflict("claim_vs_claim", f"did it happen: {titles.get(a, a)}", (a, b), (one, other), rank))
    told = _told(articles, readings, events, statements, rank)
    taken = {(s.article, s.start) for c in told for s in c.evidence}
    claims = [c for c in _claims(events, rank) if not any((s.article, s.start) in taken for s in c.evidence)]
    unique = {c.id: c for c in (*found, *told, *claims)}
    return sorted(unique.values(), key=lambda c: (span_order(rank, c.evidence[0]), c.id))


def _figures(
    figures: Sequence[Figure], settings: Mapping[str, Setting], articles: Mapping[str, Article], rank: dict[str, int]
) -> list[Conflict]:
    pairs: list[tuple[ConflictKind, Figure, Figure]] = []
    for a, b in _candidates(figures, settings, rank):
        if not _comparable(a, b, settings[a.id], settings[b.id]):
            continue
        kind = _difference(a, b, articles)
        if kind is not None:
            pairs.append((kind, a, b))
    return _chains(pairs, rank)


def _candidates(
    figures: Sequence[Figure], settings: Mapping[str, Setting], rank: dict[str, int]
) -> list[tuple[Figure, Figure]]:
    """Pairs worth comparing, near in time: tolls and prices that share a state, others that share a word."""
    buckets: dict[tuple[str, str, str], list[Figure]] = defaultdict(list)
    for f in figures:
        if f.kind in COMPARED and f.subject:
            by_state = f.kind in TOLLS or f.kind == "money"
            for mark in settings[f.id].near | settings[f.id].report if by_state else _words(f.subject):
                buckets[f.kind, f.number.unit, mark].append(f)
    found: dict[tuple[str, str], tuple[Figure, Figure]] = {}
    for _, bucket in sorted(buckets.items()):
        bucket.sort(key=lambda f: (_day(f), span_order(rank, f.evidence[0]), f.id))
        for n, a in enumerate(bucket):
            for b in bucket[n + 1 : n + 1 + WINDOW]:
                first, second = sorted((a, b), key=lambda f: (span_order(rank, f.evidence[0]), f.id))
                found[first.id, second.id] = (first, second)
    return [found[k] for k in sorted(found)]


def _day(f: Figure) -> str:
    return "9" if f.as_of is None else (f.as_of.earliest or f.as_of.latest or "9")


def _chains(pairs: Sequence[tuple[ConflictKind, Figure, Figure]], rank: dict[str, int]) -> list[Conflict]:
    """Pairs of one kind that share a figure are one conflict: three counts over the years are one growth."""
    chains: list[tuple[ConflictKind, dict[str, Figure]]] = []
    for kind, a, b in pairs:
        joined = {a.id: a, b.id: b}
        rest = []
        for other, members in chains:
            if other == kind and members.keys() & joined.keys():
                joined = members | joined
            else:
                rest.append((other, members))
        chains = [*rest, (kind, joined)]
    found = []
    for kind, members in chains:
        ordered = sorted(members.values(), key=lambda f: (span_order(rank, f.evidence[0]), f.id))
        subject = min((f.subject for f in ordered), key=lambda s: (-len(s), s))
        spans = tuple(s for f in ordered for s in f.evidence)
        found.append(_conflict(kind, subject, tuple(f.id for f in ordered), spans, rank))
    return found


def _words(subject: str) -> frozenset[str]:
    return frozenset(w[:STEM] for w in re.findall(r"\w+", subject.casefold()) if w not in GENERIC and len(w) > 2)


def _comparable(a: Figure, b: Figure, x: Setting, y: Setting) -> bool:
    """Do two figures count the same: the same words, and the same states near them or behind their reports?"""
    together = {s.article for s in a.evidence} & {s.article for s in b.evidence}
    mine, theirs = _words(a.subject), _words(b.subject)
    if (
        together
        and a.attributed_to == b.attributed_to
        and not (a.kind in TOLLS and mine == theirs and _gap(a.as_of, b.as_of))
    ):
        return False
    same_report = len(x.report) == 2 and x.report == y.report
    gap = _gap(a.as_of, b.as_of)
    if a.kind in COUNTS:
        alike = mine == theirs and bool(mine) and a.number.unit not in MEASURES
        return alike and not together and same_report and 1 + NEAR < _ratio(a, b) <= SAME_COUNT
    if a.kind == "money":
        priced = all(set(f.subject.casefold().split()) & PRICES for f in (a, b))
        return priced and same_report and gap is not None and gap <= SAME_PRICE
    if a.kind in TOLLS:
        near = bool(x.near) and x.near == y.near or same_report and gap is not None and gap <= SAME_SPELL
        if not near:
            akin = bool(x.report & y.report) and gap is not None and gap <= SAME_DAYS
            return akin and _ratio(a, b) <= SAME_TOLL and (mine == theirs or not (mine and theirs))
        if mine == theirs:
            return True
        return not (mine and theirs) and _ratio(a, b) <= SAME_TOLL and gap is not None and gap <= SAME_SPELL
    if not mine or not theirs or not (mine <= theirs or theirs <= mine):
        return False
    return len(x.near) > 0 and (
        x.near == y.near
        or len(x.near & y.near) >= 2
        or (bool(x.near & y.near) and (same_report or _ratio(a, b) <= SAME_TOLL))
    )


def _gap(a: Date | None, b: Date | None) -> int | None:
    """Days that certainly lie between two dates, 0 if they may be one; None if either is unknown."""
    if a is None or b is None:
        return None
    for x, y in ((a, b), (b, a)):
        if x.latest is not None and y.earliest is not None and x.latest[:10] < y.earliest[:10]:
            return (day.fromisoformat(y.earliest[:10]) - day.fromisoformat(x.latest[:10])).days
    return 0


def _ratio(a: Figure, b: Figure) -> float:
    x, y = _middle(a), _middle(b)
    if not x or not y:
        return float("inf")
    return max(x, y) / min(x, y)


def _difference(a: Figure, b: Figure, articles: Mapping[str, Article]) -> ConflictKind | None:
    x, y = _middle(a), _middle(b)
    if x is None or y is None:
        return None
    vague = [f for f in (a, b) if f.number.qualifier == "order_of_magnitude"]
    if len(vague) == 2:
        return None
    if vague:
        exact = b if vague[0] is a else a
        value = _middle(exact)
        inside = value is not None and (vague[0].number.low or 0) <= value <= (vague[0].number.high or 1e18)
        return "granularity" if inside else None
    if abs(x - y) <= NEAR * max(abs(x), abs(y)) and not (a.kind == "deaths" and _sharp(a) and _sharp(b) and x != y):
        return None if _gap(_when(a, articles), _when(b, articles)) in (None, 0) or x == y else "change_over_time"
    if _ratio(a, b) > FARTHEST:
        return None
    if a.attributed_to is not None and b.attributed_to is not None and a.attributed_to != b.attributed_to:
        return "claim_vs_claim"
    if a.kind == "money":
        return "contradiction"
    if _gap(_when(a, articles), _when(b, articles)):
        later, earlier = (a, b) if _first(a, articles) > _first(b, articles) else (b, a)
        grew = (_middle(later) or 0) >= (_middle(earlier) or 0)
        return "change_over_time" if grew or a.kind not in TOLLS else "contradiction"
    return "contradiction" if _excluded(a, b) else None


def _lengths(
    figures: Sequence[Figure], events: Sequence[Event], settings: Mapping[str, Setting], rank: dict[str, int]
) -> list[Conflict]:
    """How long people met: two reports of one meeting, or of talks of the same two states on one day."""
    told: list[tuple[Figure, Event]] = []
    talks = [e for e in events if e.type == "CONSULT" and e.status in ("occurred", "ongoing")]
    by_article: dict[str, list[tuple[Span, Event]]] = defaultdict(list)
    for e in talks:
        for span in e.evidence:
            by_article[span.article].append((span, e))
    for f in figures:
        if f.kind == "duration" and f.number.unit in HOURS and _middle(f):
            here = f.evidence[0]
            inside = (e for s, e in by_article[here.article] if s.start <= here.start < s.end)
            event = next(inside, None)
            if event is not None:
                told.append((f, event))
    found = []
    for (f, x), (g, y) in combinations(told, 2):
        if {s.article for s in f.evidence} & {s.article for s in g.evidence}:
            continue
        same = x.id == y.id or (
            settings[f.id].report == settings[g.id].report and _gap(x.date, y.date) == 0 and _exact(x.date, y.date)
        )
        if same and _apart(f, g):
            spans = (*f.evidence, *g.evidence)
            found.append(_conflict("contradiction", f"how long: {x.title}", (f.id, g.id), spans, rank))
    return found


def _exact(a: Date | None, b: Date | None) -> bool:
    return a is not None and b is not None and max(width(a), width(b)) <= 1


def _apart(f: Figure, g: Figure) -> bool:
    """Do two lengths of time differ by more than rounding?"""
    x, y = ((_middle(n) or 0) * HOURS[n.number.unit] for n in (f, g))
    return 1.1 < max(x, y) / min(x, y) <= SAME_TALKS


def _sharp(f: Figure) -> bool:
    return f.number.qualifier in ("exact", "at_least") and (_middle(f) or 0) < 1000


def _excluded(a: Figure, b: Figure) -> bool:
    """Can the two not both be true: "33" and "at least 34"?"""
    return any(
        x.number.high is not None and y.number.low is not None and x.number.high < y.number.low
        for x, y in ((a, b), (b, a))
    )


def _when(f: Figure, articles: Mapping[str, Article]) -> Date | None:
    """The day of the report: a toll is what is known on that day, whenever the people died."""
    published = articles[f.evidence[0].article].published
    return published if f.kind in TOLLS and published is not None else f.as_of or published


def _first(f: Figure, articles: Mapping[str, Article]) -> str:
    date = _when(f, articles)
    return "" if date is None else (date.earliest or date.latest or "")


def _middle(f: Figure) -> float | None:
    low, high = f.number.low, f.number.high
    return low if high is None else high if low is None else (low + high) / 2


def _later(a: Date | None, b: Date | None) -> bool:
    """Are the two days of reference certainly different?"""
    return bool(_gap(a, b))


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
            if 0 in (width(x), width(y)) and not _later(x, y):
                continue  # a day and its month: nobody is in doubt
            kind: ConflictKind | None = None
            apart = _gap(x, y)
            if apart:
                if apart > SAME_DATE or max(width(x), width(y)) > 1:
                    continue
                kind = "contradiction"
            elif width(x) != width(y) and min(width(x), width(y)) < 62 and max(width(x), width(y)) < OPEN:
                kind = "granularity"
            if kind is not None:
                found.append(_conflict(kind, f"date of: {titles.get(identity, identity)}", (identity,), (s, t), rank))
                break
    return found


def _claims(events: Sequence[Event], rank: dict[str, int]) -> list[Conflict]:
    """Each side accuses the other, or two sides tell hostile acts of the other in one report."""
    hostile = [e for e in events if _hostile(e)]
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


def _hostile(event: Event) -> bool:
    if event.status in ("denied", "hypothetical", "planned", "proposed", "cancelled"):
        return False
    return event.type == "ASSAULT" and bool(event.claimed_by) or (event.type, event.mode) == ("ACCUSE", "accusation")


def _sides(event: Event) -> tuple[frozenset[str], frozenset[str]] | None:
    """(who claims, whom it is held against)."""
    doers = frozenset(p.actor for p in event.participants if p.role in ("actor", "party"))
    if event.type == "ACCUSE":
        return doers, frozenset(p.actor for p in event.participants if p.role == "recipient")
    return (frozenset(event.claimed_by), doers) if event.claimed_by else None


def _told(
    articles: Mapping[str, Article],
    readings: Sequence[Reading],
    events: Sequence[Event],
    statements: Sequence[Statement],
    rank: dict[str, int],
) -> list[Conflict]:
    """The disputes that reports tell themselves, with the events and statements that stand in either side."""
    facts: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for identity, spans in (*((e.id, e.evidence) for e in events), *((t.id, t.evidence) for t in statements)):
        for s in spans:
            facts[s.article].append((s.start, s.end, identity))
    found = []
    for reading in readings:
        article = articles[reading.article]
        for claim, denial in denials(article, reading.sentences):
            sides = [cut(article.id, article.text, e.start, e.end) for e in (claim, denial)]
            items = tuple(
                sorted(
                    {i for start, end, i in facts[article.id] for s in sides if s.start < end and start < s.end},
                )
            )
            about = " ".join(sides[0].text.split())[:90]
            found.append(_conflict("claim_vs_claim", about, items, tuple(sides), rank))
    return found


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
