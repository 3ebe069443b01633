"""The whole way from kept articles and readings to the record, in one pure function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from dragoman.reading import Reading
from dragoman.resolve import copies as copying
from dragoman.resolve import facts, judging
from dragoman.resolve.alike import Unit, unit
from dragoman.resolve.arrangements import arrangements
from dragoman.resolve.conflicts import conflicts
from dragoman.resolve.dates import Dates
from dragoman.resolve.dating import DatedArticle, date_articles
from dragoman.resolve.fuse import Fused, Telling, fuse
from dragoman.resolve.link import Links, link
from dragoman.resolve.merge import Cluster, cluster
from dragoman.resolve.order import key, ranks, span_order
from dragoman.resolve.settings import reports, settings
from dragoman.resolve.titles import title
from dragoman.spans import cut
from dragoman.times.days import gap
from dragoman.types import Article, Change, Copy, Date, Event, Judgement, Record, Span, TimeReading

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge


@dataclass
class Derived:
    """The record, the fact that each member key belongs to, and the reasoning behind facts and articles."""

    record: Record
    members: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)


def derive(
    articles: Iterable[Article],
    readings: Iterable[Reading],
    judgements: Sequence[Judgement] = (),
    knowledge: Knowledge | None = None,
    *,
    known_on: str | None = None,
) -> Derived:
    """The record of the given articles, a pure function of its arguments in whatever order they come.

    `known_on`: an ISO day; only articles published by then (stated or from metadata) take part.
    """
    if knowledge is None:
        from dragoman import knowledge as tables

        knowledge = tables.load()
    taken = {a.id: a for a in articles if known_on is None or _published_by(a, known_on)}
    rank = ranks(taken.values())
    read = sorted((r for r in readings if r.article in taken), key=lambda r: rank[r.article])
    verdicts, read = judging.apply(judgements, taken, read, knowledge)
    # after the ranks, so that a report's new date moves no id
    taken |= {k: msgspec.structs.replace(taken[k], published=d) for k, d in verdicts.published.items()}
    sentences = {r.article: r.sentences for r in read}
    ordered = sorted(taken.values(), key=lambda a: rank[a.id])
    shared = copying.find(ordered, sentences)
    named = sorted({c for r in read for e in r.entities if e.kind == "person" for c in e.candidates[:1]})
    terms = {c: knowledge.offices_of(c) for c in named}
    dated = date_articles(ordered, read, copies=shared, known_events=knowledge.known_events(), terms=terms)
    dates = Dates(taken, dated)
    links = link(taken, read, {k: d.reference for k, d in dated.items()}, rank, knowledge)
    origin = copying.origins(ordered, sentences, shared)
    out = Derived(Record())
    out.reasons |= verdicts.reasons
    tellings = _tellings(read, taken, links, dates, rank, verdicts)
    about = reports(read, links)
    clusters = _clusters(_units(tellings, links, origin, about), shared, verdicts)
    event_of: dict[tuple[str, int], str] = {}
    event_dates: dict[str, list[tuple[Span, Date]]] = {}
    events = [_event(c, links, origin, verdicts, out, event_of, event_dates) for c in clusters]
    said, members = facts.statements(read, taken, links, dates, rank)
    out.members |= members
    numbers, members = facts.figures(read, taken, links, dates, rank, about)
    out.members |= members
    stands, members = facts.positions(read, taken, links, dates, rank)
    out.members |= members
    deals, members = arrangements(read, taken, links, dates, rank, event_of)
    out.members |= members | links.members
    moved_by = {s.event: d.id for d in reversed(deals) for s in d.stages if s.event is not None}
    events = [msgspec.structs.replace(e, arrangement=moved_by.get(e.id)) for e in events]
    for identity, lines in links.reasons.items():
        out.reasons.setdefault(identity, tuple(lines))
    for article_id, d in dated.items():
        out.reasons[article_id] = d.proof
    docket = conflicts(
        events, numbers, event_dates, rank, settings=settings(read, links, numbers, about), articles=taken,
        readings=read, statements=said,
    )  # fmt: skip
    out.record = Record(
        articles=tuple(_article(a, dated[a.id], sentences, dates, read) for a in ordered),
        actors=tuple(links.actors[k] for k in sorted(links.actors)),
        places=tuple(links.places[k] for k in sorted(links.places)),
        events=tuple(sorted(events, key=lambda e: (_first_day(e.date), e.id))),
        statements=tuple(said),
        figures=tuple(numbers),
        positions=tuple(stands),
        arrangements=tuple(sorted(deals, key=lambda d: d.id)),
        copies=tuple(sorted(shared, key=_copy_order)),
        conflicts=tuple(docket),
        judgements=tuple(sorted(judgements, key=lambda j: j.id)),
    )
    return out


def _published_by(article: Article, day: str) -> bool:
    date = article.published
    return date is not None and date.latest is not None and date.latest[:10] <= day


def _first_day(date: Date | None) -> str:
    return "9999" if date is None else (date.earliest or date.latest or "9999")


def _copy_order(copy: Copy) -> tuple[str, int, str, int]:
    return copy.a.article, copy.a.start, copy.b.article, copy.b.start


def _tellings(
    readings: Sequence[Reading],
    articles: Mapping[str, Article],
    links: Links,
    dates: Dates,
    rank: dict[str, int],
    verdicts: judging.Verdicts,
) -> dict[tuple[str, int], list[Telling]]:
    """The tellings of each chain of each article."""
    chains: dict[tuple[str, int], list[Telling]] = defaultdict(list)
    for reading in readings:
        text = articles[reading.article].text
        published = articles[reading.article].published
        for index, m in enumerate(reading.events):
            if (reading.article, index) in verdicts.rejected:
                continue
            fixed = verdicts.fixed.get((reading.article, index))
            date = dates.settle(m.when, reading)
            if fixed is not None and "date" in fixed.fields:
                date = fixed.date
            elif m.status in ("occurred", "denied") and _after(date, published):
                date = None  # what has happened was not after its report
            trigger = cut(reading.article, text, m.trigger.start, m.trigger.end)
            evidence = cut(reading.article, text, m.evidence.start, m.evidence.end)
            chains[reading.article, m.chain].append(
                Telling(
                    article=reading.article,
                    index=index,
                    mention=m,
                    trigger=trigger,
                    evidence=evidence,
                    key=key(f"event:{fixed.read_as if fixed is not None else m.type}", trigger),
                    order=span_order(rank, trigger),
                    date=date,
                    end=dates.settle(m.until, reading),
                    links=links,
                    reference=published,
                )
            )
    return chains


def _after(date: Date | None, published: Date | None) -> bool:
    """Does a date begin later than the day after its report came out?"""
    if date is None or date.earliest is None or published is None or published.latest is None:
        return False
    return gap(date, published) > 1 and date.earliest[:10] > published.latest[:10]


LEADING = 2  # events of a report, in order of its text, that are what it opens with


def _units(
    chains: Mapping[tuple[str, int], list[Telling]],
    links: Links,
    origin: Mapping[str, str],
    about: Mapping[str, frozenset[str]],
) -> list[Unit]:
    """The chains of each report, with what the report itself is about."""
    opening: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for (article, chain), tellings in chains.items():
        opening[article].append((min(t.order for t in tellings)[1], chain))
    leads = {article: {chain for _, chain in sorted(rows)[:LEADING]} for article, rows in opening.items()}
    return [
        unit(
            tellings,
            links,
            origin=origin[article],
            about=about.get(article, frozenset()),
            lead=chain in leads[article],
        )
        for (article, chain), tellings in sorted(chains.items())
    ]


def _clusters(units: Sequence[Unit], shared: Sequence[Copy], verdicts: judging.Verdicts) -> list[Cluster]:
    passages: dict[tuple[str, str], list[tuple[int, int, int, int]]] = defaultdict(list)
    for c in shared:
        passages[c.a.article, c.b.article].append((c.a.start, c.a.end, c.b.start, c.b.end))
    return cluster(units, shared=passages, must=frozenset(verdicts.must), cannot=frozenset(verdicts.cannot))


def _event(
    group: Cluster,
    links: Links,
    origin: Mapping[str, str],
    verdicts: judging.Verdicts,
    out: Derived,
    event_of: dict[tuple[str, int], str],
    event_dates: dict[str, list[tuple[Span, Date]]],
) -> Event:
    tellings = sorted((t for u in group.units for t in u.tellings), key=lambda t: t.order)
    fused = _overruled(fuse(tellings, links), tellings, links, verdicts)
    identity = tellings[0].key
    for t in tellings:
        out.members[t.key] = identity
        event_of[t.article, t.index] = identity
    event_dates[identity] = [(t.evidence, t.date) for t in tellings if t.date is not None]
    out.reasons[identity] = tuple(_why(group, fused.date, tellings))
    origins: dict[str, list[str]] = defaultdict(list)
    for article in dict.fromkeys(t.article for t in tellings):
        origins[origin[article]].append(article)
    return Event(
        id=identity,
        type=fused.type,
        mode=fused.mode,
        title=title(fused, links),
        participants=fused.participants,
        date=fused.date,
        end=fused.end,
        place=fused.place,
        status=fused.status,
        claimed_by=fused.claimed_by,
        history=tuple(_history(tellings)),
        attributes=fused.attributes,
        evidence=_spans(t.evidence for t in tellings),
        triggers=_spans(t.trigger for t in tellings),
        origins=tuple(tuple(sorted(v)) for _, v in sorted(origins.items())),
    )


def _overruled(fused: Fused, tellings: Sequence[Telling], links: Links, verdicts: judging.Verdicts) -> Fused:
    """What tellings give together, but for the fields that people set on one of them."""
    for t in tellings:
        fixed = verdicts.fixed.get((t.article, t.index))
        if fixed is None:
            continue
        own = fuse([t], links)
        if "date" in fixed.fields:
            fused = replace(fused, date=own.date)
        if "place" in fixed.fields:
            fused = replace(fused, place=own.place)
        if "participants" in fixed.fields:
            fused = replace(fused, participants=own.participants)
        if "status" in fixed.fields:
            fused = replace(fused, status=own.status)
        if "kind" in fixed.fields:
            fused = replace(fused, type=own.type, mode=own.mode)
    return fused


def _spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple({(s.article, s.start, s.end): s for s in spans}.values())


def _history(tellings: Sequence[Telling]) -> list[Change]:
    """How the event's status was told over time, where it changed: planned, then occurred or cancelled."""
    statuses = {t.mention.status for t in tellings}
    if len(statuses) < 2 or not statuses & {"planned", "proposed", "cancelled"}:
        return []
    return [
        Change(
            status=status,
            date=next((t.date for t in tellings if t.mention.status == status and t.date), None),
            evidence=_spans(t.evidence for t in tellings if t.mention.status == status),
        )
        for status in dict.fromkeys(t.mention.status for t in tellings)
    ]


def _why(group: Cluster, date: Date | None, tellings: Sequence[Telling]) -> list[str]:
    lines = [f"date: {date.why}" if date is not None else "date: the sources do not say"]
    lines += [f"found by {t.mention.source} in {t.trigger.text!r} ({t.article})" for t in tellings]
    for a, b, value, features in group.joins:
        parts = "; ".join(f"{f.words} {f.weight:+g}" for f in features)
        lines.append(f"joined {a.tellings[0].key} and {b.tellings[0].key} at {value:g}: {parts}")
    return lines


def _article(
    article: Article,
    dated: DatedArticle,
    sentences: Mapping[str, object],
    dates: Dates,
    readings: Sequence[Reading],
) -> Article:
    """The article with its inferred date, if it states none, and the time expressions that were read."""
    from dragoman.reading import When

    reading = next((r for r in readings if r.article == article.id), None)
    times = tuple(
        TimeReading(start=t.start, end=t.end, date=dates.settle((When(time=n),), reading))
        for n, t in enumerate(reading.times if reading is not None else ())
        if reading is not None
    )
    published = article.published if article.published is not None else dated.reference
    return msgspec.structs.replace(article, published=published, times=times)
