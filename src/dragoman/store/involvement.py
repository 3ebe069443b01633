"""Who a fact is about, and where it rests: the rows that questions of two sides and of one article are asked of."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman import knowledge
from dragoman.types import (
    Actor,
    Arrangement,
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

Fact = Event | Statement | Figure | Position | Arrangement | Conflict


@dataclass(frozen=True, order=True)
class Involved:
    """An actor in a fact. `state` is the state that he counts for, None where he counts for none."""

    fact: str
    actor: str
    role: str
    state: str | None


@dataclass(frozen=True, order=True)
class Resting:
    """Words of an article that a fact, an actor or a place rests on."""

    article: str
    start: int
    end: int
    part: str
    kind: str
    fact: str


def kind_of(fact: Fact) -> str:
    return type(fact).__name__.lower()


def facts(record: Record) -> Iterator[Fact]:
    yield from record.events
    yield from record.statements
    yield from record.figures
    yield from record.positions
    yield from record.arrangements
    yield from record.conflicts


def state_of(actor: Actor, on: Date | None = None) -> str | None:
    """The state that an actor counts for on that date: leaders, ministries, seats and forces for their own.

    A person whose offices the shipped tables know counts by the office then held; one whom they do not know, by his
    country. A people, a place, a weapon or an armed group has a country too, but does not act for it.
    """
    if actor.kind not in ("person", "state", "organisation"):
        return None
    desk = knowledge.load()
    id = next((id for id in (actor.id, f"{actor.kind}:{actor.wikidata}") if desk.entry(id) is not None), None)
    if id is None or (actor.kind == "person" and not desk.offices_of(id)):
        return actor.country
    if on is None or (on.earliest is None and on.latest is None):
        return desk.counts_for(id) or (actor.country if actor.kind == "person" else None)
    return desk.counts_for(id, (_calendar_day(on.earliest), _calendar_day(on.latest)))


def _calendar_day(instant: str | None) -> str | None:
    return None if instant is None else instant[:10]


def time_of(fact: Fact) -> Date | None:
    """When a fact was true; a conflict and an arrangement have no single time."""
    return getattr(fact, "date", None) or getattr(fact, "as_of", None)


def spans_of(fact: Fact) -> Iterator[tuple[str, Span]]:
    """Every span of a fact with the part that it plays, in the order of the contract."""
    for part, spans in _parts(fact):
        for span in spans:
            yield part, span


def _parts(fact: Fact) -> Iterator[tuple[str, Iterable[Span]]]:
    if isinstance(fact, Arrangement):
        for stage in fact.stages:
            yield "evidence", stage.evidence
        return
    yield "evidence", fact.evidence
    if isinstance(fact, Event):
        yield "trigger", fact.triggers
        for change in fact.history:
            yield "history", change.evidence
    if isinstance(fact, Statement):
        yield "content", (fact.content,)
        if fact.cue is not None:
            yield "cue", (fact.cue,)


def participants(fact: Fact) -> Iterator[tuple[str, str]]:
    """(actor id, role) of everybody who takes part in a fact."""
    if isinstance(fact, Event):
        for participant in fact.participants:
            yield participant.actor, participant.role
        for actor in fact.claimed_by:
            yield actor, "claims"
    elif isinstance(fact, Statement):
        if fact.speaker is not None:
            yield fact.speaker, "speaker"
    elif isinstance(fact, Figure):
        if fact.attributed_to is not None:
            yield fact.attributed_to, "source"
    elif isinstance(fact, Position):
        yield fact.holder, "holder"
        if fact.target.actor is not None:
            yield fact.target.actor, "target"
    elif isinstance(fact, Arrangement):
        for party in fact.parties:
            yield party, "party"


class Mentions:
    """Which actors are named where; answers for a stretch of an article."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for actor in actors:
            for span in actor.mentions:
                places[span.article].append((span.start, span.end, actor.id))
        self._places = {article: sorted(found) for article, found in places.items()}

    def within(self, span: Span) -> Iterator[str]:
        found = self._places.get(span.article, [])
        for start, end, actor in found[bisect_left(found, (span.start, 0, "")) :]:
            if start >= span.end:
                return
            if end <= span.end:
                yield actor

    def articles(self) -> Iterator[tuple[str, str]]:
        for article in sorted(self._places):
            for actor in sorted({actor for _, _, actor in self._places[article]}):
                yield article, actor


def involved(record: Record) -> Iterator[Involved]:
    """Everybody in every fact: those who take part, and those only named in its evidence (role "near")."""
    actors = {actor.id: actor for actor in record.actors}
    mentions = Mentions(record.actors)
    inside: dict[str, set[Involved]] = {}
    counts: dict[tuple[str, Date | None], str | None] = {}

    def counted(actor: str, on: Date | None) -> str | None:
        key = (actor, on)
        if key not in counts:
            counts[key] = state_of(actors[actor], on)
        return counts[key]

    for fact in facts(record):
        direct = {(actor, role) for actor, role in participants(fact) if actor in actors}
        named = {actor for part, span in spans_of(fact) if part != "history" for actor in mentions.within(span)}
        near = {(actor, "near") for actor in named - {actor for actor, _ in direct}}
        on = time_of(fact)
        inside[fact.id] = {Involved(fact.id, actor, role, counted(actor, on)) for actor, role in direct | near}
    for conflict in record.conflicts:  # whoever is in a disputed fact is in the dispute
        for item in conflict.items:
            for other in inside.get(item, ()):
                role = "near" if other.role == "near" else "party"
                inside[conflict.id].add(Involved(conflict.id, other.actor, role, other.state))
    for fact_id in sorted(inside):
        yield from sorted(inside[fact_id], key=lambda row: (row.actor, row.role))


def spoken_of(record: Record) -> Iterator[tuple[str, str, str | None]]:
    """(article, actor, state that he counts for) for everybody whom an article names."""
    states = {actor.id: state_of(actor) for actor in record.actors}
    for article, actor in Mentions(record.actors).articles():
        yield article, actor, states[actor]


def resting(record: Record) -> Iterator[Resting]:
    """Every span of the record, once: facts first by kind, then the mentions of actors and places."""
    rows = {
        Resting(span.article, span.start, span.end, part, kind_of(fact), fact.id)
        for fact in facts(record)
        for part, span in spans_of(fact)
    }
    named: tuple[tuple[str, Iterable[Actor | Place]], ...] = (("actor", record.actors), ("place", record.places))
    for kind, things in named:
        rows |= {
            Resting(s.article, s.start, s.end, "mention", kind, thing.id) for thing in things for s in thing.mentions
        }
    yield from sorted(rows)
