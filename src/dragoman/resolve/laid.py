"""Everything up to the joining: reports ranked, dated and linked, their events as units, every pair of them weighed.

What the record is made of, and what answers why two events were kept apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from dragoman.reading import Extent, Reading
from dragoman.resolve import copies as copying
from dragoman.resolve import judging
from dragoman.resolve.alike import Unit, unit
from dragoman.resolve.dates import Dates
from dragoman.resolve.dating import DatedArticle, date_articles
from dragoman.resolve.fuse import Telling
from dragoman.resolve.link import Links, link
from dragoman.resolve.merge import Cluster, Passages, Weighed, cluster, weigh_all
from dragoman.resolve.order import key, ranks, span_order
from dragoman.resolve.settings import reports
from dragoman.spans import cut
from dragoman.times.days import gap
from dragoman.types import Article, Copy, Date, Judgement

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge

LEADING = 2  # events of a report, in order of its text, that are what it opens with


@dataclass(frozen=True)
class Laid:
    """The reports on the table, in their fixed order, and all that was settled about them before events are made."""

    articles: dict[str, Article]
    ordered: tuple[Article, ...]
    readings: tuple[Reading, ...]
    rank: dict[str, int]
    sentences: dict[str, tuple[Extent, ...]]
    shared: tuple[Copy, ...]
    dated: Mapping[str, DatedArticle]
    dates: Dates
    links: Links
    origin: Mapping[str, str]
    about: Mapping[str, frozenset[str]]
    verdicts: judging.Verdicts
    passages: Passages
    weighed: Weighed

    def clusters(self) -> list[Cluster]:
        return cluster(self.weighed, must=frozenset(self.verdicts.must), cannot=frozenset(self.verdicts.cannot))


def lay_out(
    articles: Iterable[Article],
    readings: Iterable[Reading],
    judgements: Sequence[Judgement],
    knowledge: Knowledge,
    *,
    known_on: str | None = None,
) -> Laid:
    """Ranks, dates and links the reports, and weighs their events; see `derive` for the arguments."""
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
    about = reports(read, links)
    units = _units(_tellings(read, taken, links, dates, rank, verdicts), links, origin, about, dated)
    passages = _passages(shared)
    return Laid(
        articles=taken,
        ordered=tuple(ordered),
        readings=tuple(read),
        rank=rank,
        sentences=sentences,
        shared=tuple(shared),
        dated=dated,
        dates=dates,
        links=links,
        origin=origin,
        about=about,
        verdicts=verdicts,
        passages=passages,
        weighed=weigh_all(units, shared=passages),
    )


def _passages(shared: Sequence[Copy]) -> dict[tuple[str, str], list[tuple[int, int, int, int]]]:
    passages: dict[tuple[str, str], list[tuple[int, int, int, int]]] = defaultdict(list)
    for c in shared:
        passages[c.a.article, c.b.article].append((c.a.start, c.a.end, c.b.start, c.b.end))
    return passages


def _published_by(article: Article, day: str) -> bool:
    date = article.published
    return date is not None and date.latest is not None and date.latest[:10] <= day


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


def _units(
    chains: Mapping[tuple[str, int], list[Telling]],
    links: Links,
    origin: Mapping[str, str],
    about: Mapping[str, frozenset[str]],
    dated: Mapping[str, DatedArticle],
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
            told=dated[article].reference,
        )
        for (article, chain), tellings in sorted(chains.items())
    ]
