"""The whole way from kept articles and readings to the record, in one pure function."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec

from dragoman.reading import Reading
from dragoman.resolve import facts, judging
from dragoman.resolve.arrangements import arrangements
from dragoman.resolve.conflicts import conflicts
from dragoman.resolve.dating import DatedArticle, time_readings
from dragoman.resolve.fuse import Fused, Telling, fuse
from dragoman.resolve.laid import Laid, lay_out
from dragoman.resolve.link import Links
from dragoman.resolve.merge import Cluster
from dragoman.resolve.settings import settings
from dragoman.resolve.titles import title
from dragoman.types import Article, Change, Copy, Date, Event, Judgement, Record, Span

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
    laid = lay_out(articles, readings, judgements, knowledge, known_on=known_on)
    taken, read, rank, links, dates = laid.articles, laid.readings, laid.rank, laid.links, laid.dates
    out = Derived(Record())
    out.reasons |= laid.verdicts.reasons
    event_of: dict[tuple[str, int], str] = {}
    event_dates: dict[str, list[tuple[Span, Date]]] = {}
    events = [_event(c, laid, out, event_of, event_dates) for c in laid.clusters()]
    said, members = facts.statements(read, taken, links, dates, rank)
    out.members |= members
    numbers, members = facts.figures(read, taken, links, dates, rank, laid.about)
    out.members |= members
    stands, members = facts.positions(read, taken, links, dates, rank)
    out.members |= members
    deals, members = arrangements(read, taken, links, dates, rank, event_of)
    out.members |= members | links.members
    moved_by = {s.event: d.id for d in reversed(deals) for s in d.stages if s.event is not None}
    events = [msgspec.structs.replace(e, arrangement=moved_by.get(e.id)) for e in events]
    for identity, lines in links.reasons.items():
        out.reasons.setdefault(identity, tuple(lines))
    for article_id, d in laid.dated.items():
        out.reasons[article_id] = d.proof
    docket = conflicts(
        events, numbers, event_dates, rank, settings=settings(read, links, numbers, laid.about), articles=_told(laid),
        readings=read, statements=said, disputed=_disputed(laid, out),
    )  # fmt: skip
    by_article = {r.article: r for r in read}
    out.record = Record(
        articles=tuple(_article(a, laid.dated[a.id], by_article) for a in laid.ordered),
        actors=tuple(links.actors[k] for k in sorted(links.actors)),
        places=tuple(links.places[k] for k in sorted(links.places)),
        events=tuple(sorted(events, key=lambda e: (_first_day(e.date), e.id))),
        statements=tuple(said),
        figures=tuple(numbers),
        positions=tuple(stands),
        arrangements=tuple(sorted(deals, key=lambda d: d.id)),
        copies=tuple(sorted(laid.shared, key=_copy_order)),
        conflicts=tuple(docket),
        judgements=tuple(sorted(judgements, key=lambda j: j.id)),
    )
    return out


def _told(laid: Laid) -> dict[str, Article]:
    """The articles, with the day that was inferred for those that tell none."""
    return {
        k: a if a.published is not None else msgspec.structs.replace(a, published=laid.dated[k].reference)
        for k, a in laid.articles.items()
    }


def _disputed(laid: Laid, out: Derived) -> list[tuple[str, str, Span, Span]]:
    """Events that one report tells and another denies: both ids, and a sentence for either."""
    units = laid.weighed.units
    rows = [(units[a].tellings[0], units[b].tellings[0]) for a, b in laid.weighed.disputed]
    return [(out.members[a.key], out.members[b.key], a.evidence, b.evidence) for a, b in rows]


def _first_day(date: Date | None) -> str:
    return "9999" if date is None else (date.earliest or date.latest or "9999")


def _copy_order(copy: Copy) -> tuple[str, int, str, int]:
    return copy.a.article, copy.a.start, copy.b.article, copy.b.start


def _event(
    group: Cluster,
    laid: Laid,
    out: Derived,
    event_of: dict[tuple[str, int], str],
    event_dates: dict[str, list[tuple[Span, Date]]],
) -> Event:
    links = laid.links
    tellings = sorted((t for u in group.units for t in u.tellings), key=lambda t: t.order)
    fused = _overruled(fuse(tellings, links), tellings, links, laid.verdicts)
    identity = tellings[0].key
    for t in tellings:
        out.members[t.key] = identity
        event_of[t.article, t.index] = identity
    event_dates[identity] = [(t.evidence, t.date) for t in tellings if t.date is not None]
    out.reasons[identity] = tuple(_why(group, fused.date, tellings))
    origins: dict[str, list[str]] = defaultdict(list)
    for article in dict.fromkeys(t.article for t in tellings):
        origins[laid.origin[article]].append(article)
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


def _article(article: Article, dated: DatedArticle, readings: Mapping[str, Reading]) -> Article:
    """The article with its inferred date, if it states none, and the time expressions that were read."""
    reading = readings.get(article.id)
    times = () if reading is None else time_readings(article, reading, dated=dated)
    published = dated.reference if dated.reference is not None else article.published
    return msgspec.structs.replace(article, published=published, times=times)
