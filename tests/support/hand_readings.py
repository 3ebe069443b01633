"""Readings made by hand, for tests of what is joined across reports: no parser takes part.

A `Report` is written sentence by sentence; entities, events, statements and figures are laid on the words of its text.
Time expressions are those that `dragoman.times` finds in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman import knowledge, times
from dragoman.reading import (
    Argument,
    Entity,
    EventAttributes,
    EventMention,
    Extent,
    FigureMention,
    Mention,
    MentionKind,
    PositionMention,
    Reading,
    StatementMention,
    Tense,
    TimeExpression,
    Via,
    When,
    Where,
)
from dragoman.resolve.alike import Unit, unit
from dragoman.resolve.dates import Dates
from dragoman.resolve.dating import date_articles
from dragoman.resolve.derive import Derived, derive
from dragoman.resolve.fuse import Fused, Telling, fuse
from dragoman.resolve.link import Links, link
from dragoman.resolve.order import key, ranks, span_order
from dragoman.spans import article_id, cut, mention_key
from dragoman.types import (
    ActorKind,
    Article,
    Date,
    FigureKind,
    Form,
    Judgement,
    Number,
    Qualifier,
    Role,
    Span,
    Stance,
    Status,
)

STATES = {"Kenya": "KEN", "Rwanda": "RWA", "Tanzania": "TZA", "Germany": "DEU", "France": "FRA", "Peru": "PER",
          "Chile": "CHL", "Norway": "NOR", "Chad": "TCD", "Iran": "IRN", "Iraq": "IRQ", "Japan": "JPN"}  # fmt: skip
PEOPLE = {"Merkel": ("person:Q567", "DEU"), "Macron": ("person:Q3052772", "FRA"), "Ruto": ("person:Q195725", "KEN")}


def published_on(day: str) -> Date:
    """A publication day as a feed would give it."""
    return Date(earliest=day, latest=day, precision="day", basis="metadata", why="the feed")


class Report:
    """A report under construction; `article` and `reading` are what it comes to."""

    def __init__(self, text: str, *, published: str | None = None, source: str = "test") -> None:
        self.text = text
        self.article = Article(
            id=article_id(text), source=source, text=text, published=published_on(published) if published else None
        )
        self.times: tuple[TimeExpression, ...] = times.find(text)
        self.sentences = tuple(Extent(m.start(), m.end()) for m in re.finditer(r"[^\s.](?:[^.]|\.(?=\S))*\.?", text))
        self.entities: list[Entity] = []
        self.events: list[EventMention] = []
        self.statements: list[StatementMention] = []
        self.figures: list[FigureMention] = []
        self.positions: list[PositionMention] = []

    # --- where the words stand

    def at(self, words: str, *, nth: int = 0) -> Extent:
        found = [m.start() for m in re.finditer(re.escape(words), self.text)]
        return Extent(found[nth], found[nth] + len(words))

    def sentence(self, at: Extent) -> Extent:
        return next(s for s in self.sentences if s.start <= at.start < s.end)

    def span(self, words: str, *, nth: int = 0) -> Span:
        at = self.at(words, nth=nth)
        return cut(self.article.id, self.text, at.start, at.end)

    def key(self, type_: str, words: str, *, nth: int = 0) -> str:
        """The key of the event mention of that type whose trigger are these words."""
        at = self.at(words, nth=nth)
        return mention_key(self.article.id, f"event:{type_}", at.start, at.end)

    # --- who

    def entity(
        self,
        kind: ActorKind,
        words: str,
        *,
        name: str | None = None,
        country: str | None = None,
        candidates: Sequence[str] = (),
        roles: Sequence[str] = (),
        members: Sequence[int] = (),
        mention: MentionKind = "name",
    ) -> int:
        """Adds an entity with a mention wherever its words stand; returns its index."""
        found = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", self.text)]
        self.entities.append(
            Entity(
                kind=kind,
                name=name or words,
                country=country,
                candidates=tuple(candidates),
                mentions=tuple(Mention(start=s, end=s + len(words), kind=mention) for s in found),
                roles=tuple(roles),
                members=tuple(members),
            )
        )
        return len(self.entities) - 1

    def who(self, words: str) -> int:
        """A state or person of the small tables above, or a town; added on first use."""
        for n, e in enumerate(self.entities):
            if e.name == words:
                return n
        if words in STATES:
            return self.entity("state", words, country=STATES[words], candidates=[f"state:{STATES[words]}"])
        if words in PEOPLE:
            identity, country = PEOPLE[words]
            return self.entity("person", words, country=country, candidates=[identity])
        return self.entity("place", words)

    # --- what

    def time(self, words: str | None) -> int | None:
        """The index of the time expression of these words; None for the day of the report."""
        if words is None:
            return None
        at = self.at(words)
        return next(n for n, t in enumerate(self.times) if t.start < at.end and at.start < t.end)

    def event(
        self,
        kind: str,
        trigger: str,
        *,
        who: Sequence[str] = (),
        roles: Sequence[Role] = (),
        when: Sequence[tuple[str | None, Via]] = (),
        until: Sequence[str] = (),
        where: Sequence[tuple[str, Via]] = (),
        tense: Tense = "past",
        status: Status = "occurred",
        claimed_by: Sequence[str] = (),
        chain: int | None = None,
        nth: int = 0,
        attributes: EventAttributes | None = None,
    ) -> Report:
        """Adds an event of "TYPE.mode"; `roles` default to "party"; `chain` to one of its own. Returns the report."""
        type_, mode = kind.split(".")
        at = self.at(trigger, nth=nth)
        named = [self.who(w) for w in who]
        given: list[Role] = list(roles) or ["party"] * len(named)
        self.events.append(
            EventMention(
                type=type_,
                mode=mode,
                trigger=at,
                evidence=self.sentence(at),
                participants=tuple(Argument(entity=e, role=r) for e, r in zip(named, given, strict=True)),
                when=tuple(When(time=self.time(w), tense=tense, via=v) for w, v in when),
                until=tuple(When(time=self.time(w), tense=tense) for w in until),
                where=tuple(Where(entity=self.who(w), via=v) for w, v in where),
                status=status,
                claimed_by=tuple(self.who(w) for w in claimed_by),
                attributes=attributes or EventAttributes(),
                chain=len(self.events) if chain is None else chain,
                source=f"{type_.lower()}.{mode}: {trigger}",
            )
        )
        return self

    def says(self, words: str, speaker: str | None = None, *, form: Form = "direct") -> Report:
        at = self.at(words)
        self.statements.append(
            StatementMention(
                form=form,
                content=at,
                speaker=None if speaker is None else self.who(speaker),
                evidence=self.sentence(at),
            )
        )
        return self

    def counts(
        self,
        words: str,
        subject: str,
        low: float | None,
        high: float | None = None,
        *,
        kind: FigureKind = "people",
        qualifier: Qualifier = "exact",
        unit: str = "persons",
        by: str | None = None,
    ) -> Report:
        at = self.at(words)
        number = Number(low=low, high=low if high is None else high, qualifier=qualifier, unit=unit, words=words)
        self.figures.append(
            FigureMention(
                kind=kind,
                subject=subject,
                number=number,
                extent=at,
                evidence=self.sentence(at),
                attributed_to=None if by is None else self.who(by),
            )
        )
        return self

    def stands(self, holder: str, stance: Stance, target: str, words: str) -> Report:
        at = self.at(words)
        self.positions.append(
            PositionMention(
                holder=self.who(holder),
                stance=stance,
                target=self.who(target),
                words=target,
                evidence=self.sentence(at),
            )
        )
        return self

    @property
    def reading(self) -> Reading:
        return Reading(
            article=self.article.id,
            version="hand",
            sentences=self.sentences,
            entities=tuple(self.entities),
            times=self.times,
            events=tuple(self.events),
            statements=tuple(self.statements),
            figures=tuple(self.figures),
            positions=tuple(self.positions),
        )


def derived(*reports: Report, judgements: Sequence[Judgement] = (), known_on: str | None = None) -> Derived:
    """What the reports come to together."""
    return derive(
        [r.article for r in reports], [r.reading for r in reports], judgements, knowledge.load(), known_on=known_on
    )


@dataclass(frozen=True)
class Desk:
    """The tellings of some reports, chain by chain, dated and linked as fusing and merging see them."""

    links: Links
    chains: dict[tuple[str, int], list[Telling]]

    def unit(self, report: Report, chain: int = 0) -> Unit:
        return unit(self.chains[report.article.id, chain], self.links, origin=report.article.id)

    @property
    def units(self) -> list[Unit]:
        return [unit(t, self.links, origin=article) for (article, _), t in sorted(self.chains.items())]

    def fused(self, report: Report, chain: int = 0) -> Fused:
        return fuse(self.chains[report.article.id, chain], self.links)

    def actor(self, identity: str) -> str:
        return self.links.actors[identity].name

    def names(self, fused: Fused) -> dict[str, str]:
        """Participant names and their roles."""
        return {self.links.actors[p.actor].name: p.role for p in fused.participants}


def laid_out(*reports: Report) -> Desk:
    articles = {r.article.id: r.article for r in reports}
    readings = [r.reading for r in reports]
    rank = ranks(articles.values())
    dated = date_articles(list(articles.values()), readings)
    dates = Dates(articles, dated)
    links = link(articles, readings, {k: d.reference for k, d in dated.items()}, rank, knowledge.load())
    chains: dict[tuple[str, int], list[Telling]] = {}
    for reading in readings:
        text = articles[reading.article].text
        for index, m in enumerate(reading.events):
            trigger = cut(reading.article, text, m.trigger.start, m.trigger.end)
            telling = Telling(
                article=reading.article,
                index=index,
                mention=m,
                trigger=trigger,
                evidence=cut(reading.article, text, m.evidence.start, m.evidence.end),
                key=key(f"event:{m.type}", trigger),
                order=span_order(rank, trigger),
                date=dates.settle(m.when, reading),
                end=dates.settle(m.until, reading),
                links=links,
            )
            chains.setdefault((reading.article, m.chain), []).append(telling)
    return Desk(links, chains)
