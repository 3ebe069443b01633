"""Every question that a record answers, over an open record. The terminal, the desk and the exporters ask here."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from types import TracebackType
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy import or_, select

from dragoman.errors import UnknownId
from dragoman.query import apart, asking, conditions
from dragoman.query import audit as audits
from dragoman.query import dossier as dossiers
from dragoman.query.answers import Coverage, Dossier, Hit, Item, Month, Panel, Rest, Shown, Source
from dragoman.query.fates import fate
from dragoman.query.passages import best_sentence, quoted_only
from dragoman.query.period import BadDay, last_day
from dragoman.query.sides import Side, Sides, in_tables
from dragoman.store import SHAPES, Fact, Store, sort_key, spans_of, told
from dragoman.store.tables import FACTS, resting, spoken_of, withdrawn
from dragoman.store.tables import article as article_table
from dragoman.types import (
    Actor,
    Arrangement,
    Article,
    Conflict,
    Date,
    Event,
    Figure,
    Place,
    Position,
    Record,
    Span,
    Statement,
)  # fmt: skip

__all__ = [
    "Archive",
    "BadDay",
    "Coverage",
    "Dossier",
    "Hit",
    "Item",
    "Month",
    "Panel",
    "Rest",
    "Shown",
    "Side",
    "Source",
    "fate",
]

F = TypeVar("F", Event, Statement, Figure, Position, Arrangement, Conflict)
Name = str | Side  # a side as people type it, or one that was found before
MEETINGS = ("meeting", "call", "negotiation", "mediation")
DISPUTES = ("contradiction", "claim_vs_claim", "granularity", "scope", "change_over_time")
AHEAD = ("planned", "proposed", "cancelled")
ANNOUNCED = ("announced", "moved", "missed", "planned", "proposed")
SHORT = 8  # characters of an id that people are shown; any beginning that fits one thing alone is taken
MOST_HITS = 50


class Archive:
    """A record, open for questions.

    Everywhere: `between` names two sides (or one) as people do; `since` and `until` are days, months or years, and take
    undated facts out; lists come in order of time, undated last.
    """

    def __init__(self, store: Store, *, quotes_only: bool = False) -> None:
        self.store = store
        self.quotes_only = quotes_only

    @classmethod
    def open(cls, where: str | os.PathLike[str], *, quotes_only: bool = False) -> Archive:
        """A record's archive; with `quotes_only` no more of a report's text than the sentences that facts rest on.

        Errors: RecordError, NotARecord, RecordTooNew.
        """
        return cls(Store.open(where), quotes_only=quotes_only)

    def known_on(self, day: str) -> Archive:
        """The archive as it would be had reading ended with what was published by that day."""
        from dragoman import pipeline

        return Archive(pipeline.as_known_on(self.store, last_day(day)))

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    # lists of facts --------------------------------------------------------------------------------------------

    def record(self) -> Record:
        """The whole of it, as exported."""
        return self.store.derived.record(self.store.kept.judgements())

    def timeline(
        self,
        *,
        between: Sequence[Name] = (),
        since: str | None = None,
        until: str | None = None,
        types: Sequence[str] = (),
        statuses: Sequence[str] = (),
    ) -> tuple[Event, ...]:
        """Events in order of time. `types` may hold types ("CONSULT") and modes ("meeting")."""
        table = FACTS["events"]
        where = conditions.in_time(Event, since, until)
        if between:
            where.append(conditions.together(self._sides(between)))
        if types:
            where.append(
                or_(table.c.type.in_([t.upper() for t in types]), table.c.mode.in_([t.lower() for t in types]))
            )
        if statuses:
            where.append(table.c.status.in_(statuses))
        return self._events(where)

    def meetings(
        self, *, between: Sequence[Name] = (), since: str | None = None, until: str | None = None
    ) -> tuple[Event, ...]:
        """Meetings, calls and rounds of talks, those announced or called off included."""
        events = self.timeline(between=between, since=since, until=until, types=["CONSULT"])
        return tuple(e for e in events if e.mode in MEETINGS)

    def calendar(
        self, *, between: Sequence[Name] = (), since: str | None = None, until: str | None = None
    ) -> tuple[Event, ...]:
        """What was announced: still ahead, and what became of it (see `fate`)."""
        events = self.timeline(between=between, since=since, until=until)
        return tuple(e for e in events if e.status in AHEAD or any(h.status in ANNOUNCED for h in e.history))

    def statements(
        self,
        *,
        by: Name | None = None,
        between: Sequence[Name] = (),
        since: str | None = None,
        until: str | None = None,
    ) -> tuple[Statement, ...]:
        """Who said what: `by` one side, or by either of two sides in reports that speak of both."""
        where = conditions.in_time(Statement, since, until)
        if by:
            where.append(conditions.taking_part([self._side(by)], roles=("speaker",)))
        if between:
            where.append(conditions.taking_part(self._sides(between), roles=("speaker",)))
        return self._facts(Statement, where, between)

    def figures(
        self,
        *,
        between: Sequence[Name] = (),
        since: str | None = None,
        until: str | None = None,
        kinds: Sequence[str] = (),
        subject: str | None = None,
    ) -> tuple[Figure, ...]:
        """Numbers; those of one subject stand together, in order of time. `subject`: words that its subject holds."""
        where = conditions.in_time(Figure, since, until)
        if kinds:
            where.append(FACTS["figures"].c.kind.in_(kinds))
        found = self._facts(Figure, where, between)
        if subject:
            words = subject.casefold().split()
            found = tuple(f for f in found if all(word in f.subject.casefold() for word in words))
        return tuple(sorted(found, key=lambda f: (f.subject.casefold(), sort_key(f.as_of), f.id)))

    def positions(
        self, *, between: Sequence[Name] = (), since: str | None = None, until: str | None = None
    ) -> tuple[Position, ...]:
        """Who backs or opposes whom or what; of `between`, either side's stands, in reports that speak of both."""
        where = conditions.in_time(Position, since, until)
        if between:
            where.append(conditions.taking_part(self._sides(between), roles=("holder",)))
        return self._facts(Position, where, between)

    def arrangements(self, *, between: Sequence[Name] = (), kinds: Sequence[str] = ()) -> tuple[Arrangement, ...]:
        """Standing arrangements, in order of their first dated stage."""
        where = [FACTS["arrangements"].c.kind.in_(kinds)] if kinds else []
        return self._facts(Arrangement, where, between)

    def conflicts(self, *, between: Sequence[Name] = (), kinds: Sequence[str] = ()) -> tuple[Conflict, ...]:
        """Where the record disagrees with itself, and how that is to be read: real disputes first, growth last.

        Of `between`: those whose sides all stand in reports that speak of both.
        """
        where = [FACTS["conflicts"].c.kind.in_(kinds)] if kinds else []
        found = self._facts(Conflict, where, between)
        if between:
            reports = set(self._ids(conditions.articles_on(self._sides(between))))
            found = tuple(c for c in found if all(span.article in reports for span in c.evidence))
        return tuple(sorted(found, key=lambda c: (DISPUTES.index(c.kind), c.about, c.id)))

    def actors(self, *, kinds: Sequence[str] = (), of: Name | None = None) -> tuple[Actor, ...]:
        """Everybody, the most often named first. `of`: those who count for one state."""
        found: Iterable[Actor] = self._all_actors.values()
        if kinds:
            found = [a for a in found if a.kind in kinds]
        if of:
            side = self._side(of)
            found = [a for a in found if a.id in side.actors or a.country in side.states]
        return tuple(sorted(found, key=lambda a: (-len(a.mentions), a.name, a.id)))

    # reports ---------------------------------------------------------------------------------------------------

    def sources(self, *, between: Sequence[Name] = ()) -> tuple[Source, ...]:
        """The reports, in order of publication, undated last."""
        articles = self.store.derived.select(Article)
        if between:
            inside = set(self._ids(conditions.articles_on(self._sides(between))))
            articles = tuple(a for a in articles if a.id in inside)
        words = {
            row.id: row.words for row in self.store.derived.rows(select(article_table.c.id, article_table.c.words))
        }
        facts = Counter[str]()
        part = resting.c.part.in_(("evidence", "content"))
        for row in self.store.derived.rows(select(resting.c.article, resting.c.fact).where(part).distinct()):
            facts[row.article] += 1
        origins = self._origins
        return tuple(
            Source(
                article=a.id,
                source=a.source,
                title=a.title,
                publisher=a.publisher,
                published=a.published,
                agencies=a.agencies,
                language=a.language,
                words=words.get(a.id, 0),
                sightings=len(a.sightings) or 1,
                facts=facts[a.id],
                origin=origins.get(a.id, a.id),
            )
            for a in sorted(articles, key=lambda a: (sort_key(a.published), a.source, a.id))
        )

    def coverage(self) -> Coverage:
        """Outlets by months, and what was not read: undated, failed, in other languages, withdrawn."""
        sources = self.sources()
        months = Counter((s.publisher or "", _month(s)) for s in sources)
        rows = self.store.derived.rows(
            select(article_table.c.language, sa.func.count().label("n"))
            .where(article_table.c.language != "en")
            .group_by(article_table.c.language)
            .order_by(article_table.c.language)
        )
        gone = self.store.derived.rows(select(sa.func.count().label("n")).select_from(withdrawn))
        return Coverage(
            months=tuple(
                Month(outlet=outlet, month=month or None, reports=n) for (outlet, month), n in sorted(months.items())
            ),
            undated=sum(n for (_, month), n in months.items() if not month),
            unread=tuple((row.language, row.n) for row in rows),
            failures=self.store.kept.failures(),
            withdrawn=gone[0].n,
        )

    def article(self, id: str) -> Article | None:
        """One report with its text, dated as far as that could be done."""
        found = self.store.derived.get(Article, [id]).get(id)
        if found is None:
            return None
        return msgspec.structs.replace(found, text=self.texts([id]).get(id, ""))

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The texts of reports, or as much of them as may be shown; offsets are the same either way."""
        found = dict(self.store.derived.texts(list(ids)))
        if not self.quotes_only:
            return found
        for id, text in found.items():
            reading = self.store.kept.reading(id)
            rests = [(r.start, r.end) for r in self.resting(id) if r.part in ("evidence", "content", "history")]
            sentences = [(s.start, s.end) for s in reading.sentences] if reading else []
            whole = [(a, b) for a, b in sentences if any(start < b and end > a for start, end in rests)]
            found[id] = quoted_only(text, [*rests, *whole])
        return found

    def resting(self, article: str) -> tuple[Rest, ...]:
        """Everything of the record that rests on one report, in the order of its text."""
        c = resting.c
        query = select(c.start, c.end, c.part, c.kind, c.fact).where(c.article == article).order_by(c.start, c.end, c.n)
        return tuple(
            Rest(start=r.start, end=r.end, part=r.part, kind=r.kind, fact=r.fact)
            for r in self.store.derived.rows(query)
        )

    def search(self, words: str, *, most: int = MOST_HITS) -> tuple[Hit, ...]:
        """Reports that hold all these words, best first, each with the sentence that holds most of them."""
        ids = self.store.search(words, most=most)
        articles = self.store.derived.get(Article, ids)
        texts = self.texts(ids)
        hits: list[Hit] = []
        for id in ids:
            if id not in articles:
                continue
            span = best_sentence(id, texts[id], words, self.store.kept.reading(id))
            if span is not None:
                facts = dict.fromkeys(
                    rest.fact
                    for rest in self.resting(id)
                    if rest.part == "evidence" and rest.start < span.end and rest.end > span.start
                )
                hits.append(Hit(article=id, title=articles[id].title, span=span, facts=tuple(facts)))
        return tuple(hits)

    # one item --------------------------------------------------------------------------------------------------

    def show(self, id: str) -> Shown:
        """One item by its id, by the key of any mention that became part of it, or by a beginning that fits it alone.

        Errors: UnknownId, with the candidates when the beginning fits several.
        """
        section, whole = self._locate(id)
        if section == "articles":
            item: Any = self.article(whole)
        else:
            item = self.store.derived.get(SHAPES[section], [whole])[whole]
        return Shown(
            section=section,
            item=item,
            members=self.store.derived.members(whole),
            reasons=self.store.derived.reasons(whole),
            sentences=self._sentences(section, item),
        )

    def why(self, id: str) -> tuple[str, ...]:
        """The reasoning behind one item: how it was dated, merged, and which copies were folded. Errors: UnknownId."""
        shown = self.show(id)
        reasons = list(shown.reasons)
        dates = [getattr(shown.item, name, None) for name in ("date", "end", "as_of", "published")]
        for date in dates:
            if date is not None and date.why not in " ".join(reasons):
                reasons.append(f"date ({date.basis}): {date.why}")
        if isinstance(shown.item, Event):
            for group in shown.item.origins:
                if len(group) > 1:
                    reasons.append("copies folded into one origin: " + ", ".join(self.source_name(a) for a in group))
        return tuple(dict.fromkeys(reasons))

    def why_not(self, a: str, b: str) -> tuple[str, ...]:
        """What kept two events apart: vetoes, or the evidence and how far it falls short of what joins.

        Costs as much as deriving the record. Errors: UnknownId, also when one of the two is no event.
        """
        shown = [self.show(id) for id in (a, b)]
        for id, found in zip((a, b), shown, strict=True):
            if not isinstance(found.item, Event):
                raise UnknownId(
                    f"{id!r} is no event.", remedy="Only events are joined; `dragoman timeline` lists them."
                )
        if shown[0].item.id == shown[1].item.id:
            return (apart.ONE_EVENT,)
        keys = [{found.item.id, *found.members} for found in shown]
        return apart.why_not(self.store, *keys, source_name=self.source_name)

    def _locate(self, id: str) -> tuple[str, str]:
        found = self.store.derived.locate(id.strip()) if len(id.strip()) >= 3 else []
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(whole for _, whole in found)
            raise UnknownId(f"{id!r} is the beginning of several ids: {several}.", remedy="Give more of it.")
        raise UnknownId(f"Nothing in the record has the id {id!r}.", remedy="Ids stand before each line of a list.")

    def _sentences(self, section: str, item: Any) -> tuple[Span, ...]:
        if section == "articles":
            return ()
        spans: Iterable[Span]
        if section in ("actors", "places"):
            spans = item.mentions
        else:
            spans = (span for part, span in spans_of(item) if part in ("evidence", "history"))
        when = {a.id: (told(a.published), a.id) for a in self._all_articles.values()}
        unique = dict.fromkeys(spans)
        return tuple(sorted(unique, key=lambda s: (when.get(s.article, ("9999", s.article)), s.start, s.end)))

    # names -----------------------------------------------------------------------------------------------------

    def side(self, name: Name) -> Side:
        """The side that a user means. Errors: AmbiguousName."""
        return self._side(name)

    def actor(self, id: str | None) -> Actor | None:
        return None if id is None else self._all_actors.get(id)

    def actor_name(self, id: str | None) -> str:
        actor = self.actor(id)
        return actor.name if actor is not None else "somebody unnamed"

    def place(self, id: str | None) -> Place | None:
        return None if id is None else self._all_places.get(id)

    def place_name(self, id: str | None) -> str | None:
        place = self.place(id)
        return None if place is None else place.name

    def source_name(self, article: str) -> str:
        """The outlet of a report, or where it was found."""
        found = self._all_articles.get(article)
        return article if found is None else found.publisher or _file_or_host(found.source)

    def dated(self, article: str) -> Date | None:
        """When a report was published, as far as that could be found."""
        found = self._all_articles.get(article)
        return None if found is None else found.published

    def article_title(self, article: str) -> str:
        found = self._all_articles.get(article)
        return article if found is None else found.title or found.source

    def ask(self, question: str) -> asking.Answer:
        """The answer to a question in words, made of facts and their ids, or the reason why there is none."""
        from dragoman import pipeline

        return asking.ask(self, question, pipeline.rooms().read)

    def audit(self, *, size: int = 200, seed: int = 1) -> audits.Audit:
        """A random sample of facts, and the precision that people's judgements of it show."""
        return audits.audit(self, size=size, seed=seed)

    def places(self) -> tuple[Place, ...]:
        """Every place that the reports name."""
        return tuple(self._all_places.values())

    def dossier(self, a: Name, b: Name) -> Dossier:
        """The whole relationship of two sides at a glance. Errors: AmbiguousName."""
        return dossiers.compose(self, self._side(a), self._side(b))

    # inside ----------------------------------------------------------------------------------------------------

    @cached_property
    def _all_actors(self) -> dict[str, Actor]:
        return {a.id: a for a in self.store.derived.select(Actor)}

    @cached_property
    def _all_places(self) -> dict[str, Place]:
        return {p.id: p for p in self.store.derived.select(Place)}

    @cached_property
    def _all_articles(self) -> dict[str, Article]:
        """Every report, without its text."""
        return {a.id: a for a in self.store.derived.select(Article)}

    @cached_property
    def _origins(self) -> dict[str, str]:
        """Each report's origin: reports that copy one another in any event share the smallest id among them."""
        leader: dict[str, str] = {}

        def find(a: str) -> str:
            while leader.get(a, a) != a:
                a = leader[a]
            return a

        for event in self.store.derived.select(Event):
            for group in event.origins:
                roots = sorted({find(a) for a in group})
                leader.update(dict.fromkeys(roots, roots[0]))
        return {id: find(id) for id in self._all_articles}

    def independent(self, articles: Iterable[str]) -> int:
        """How many independent origins these reports have."""
        return len({self._origins.get(a, a) for a in articles})

    @cached_property
    def _naming(self) -> Sides:
        return Sides(list(self._all_actors.values()), in_tables)

    def _side(self, name: Name) -> Side:
        return name if isinstance(name, Side) else self._naming.find(name)

    def _sides(self, names: Sequence[Name]) -> list[Side]:
        return [self._side(name) for name in names]

    def _ids(self, on: sa.ColumnElement[bool]) -> list[str]:
        return [row.article for row in self.store.derived.rows(select(spoken_of.c.article).where(on).distinct())]

    def _events(self, where: Sequence[sa.ColumnElement[bool]]) -> tuple[Event, ...]:
        return tuple(sorted(self.store.derived.select(Event, *where), key=lambda e: (sort_key(e.date), e.id)))

    def _facts(self, shape: type[F], where: Sequence[sa.ColumnElement[bool]], between: Sequence[Name]) -> tuple[F, ...]:
        told = [conditions.told_with(self._sides(between))] if between else []
        return tuple(sorted(self.store.derived.select(shape, *where, *told), key=lambda f: (_when(f), f.id)))


def _file_or_host(source: str) -> str:
    """A short name for where a report was found: the host of an address, the name of a file."""
    if "://" in source:
        return source.partition("://")[2].partition("/")[0].removeprefix("www.")
    return source.replace("\\", "/").rstrip("/").rpartition("/")[2] or source


def _when(fact: Fact) -> tuple[str, str]:
    if isinstance(fact, Arrangement):
        return min((sort_key(stage.date) for stage in fact.stages), default=sort_key(None))
    return sort_key(getattr(fact, "date", None) or getattr(fact, "as_of", None))


def _month(source: Source) -> str:
    date = source.published
    if date is None or date.earliest is None or date.latest is None or date.earliest[:7] != date.latest[:7]:
        return ""
    return date.earliest[:7]
