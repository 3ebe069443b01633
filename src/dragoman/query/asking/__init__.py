"""Questions in words, answered from the record's facts alone, or refused by name.

An answer is made of facts and their ids; no sentence is composed that no fact stands behind. Where the record has
nothing near enough, holds the fact without what was asked for, or contradicts itself, the answer says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from dragoman.errors import AmbiguousName
from dragoman.query.asking.question import Question, Wanted, stem, understood
from dragoman.query.asking.retrieval import Index, Scored, evidence_of
from dragoman.query.period import day
from dragoman.query.sides import Side, fold
from dragoman.store import Fact
from dragoman.types import Arrangement, Article, Conflict, Event, Figure, Position, Shape, Span, Statement

if TYPE_CHECKING:
    from dragoman.query import Archive
    from dragoman.reading import Reading

Outcome = Literal["answered", "not_in_record", "undated", "unsaid", "in_dispute"]
# Of 1, set by hand while watching questions to the demo archive and to five press reports; measured on no others.
LEAST = 0.45  # what a fact must share with a question to answer it
CLOSE = 0.85  # of the best score: what answers as well; as above
SURE = 0.5  # the share of the words of a yes-or-no question that its answer must have; as above
MOST = 8  # facts of an answer
TOLD = {
    "denied": "No, it is denied",
    "cancelled": "No, it was called off",
    "planned": "It was announced",
    "proposed": "It was proposed",
    "hypothetical": "It was spoken of",
    "claimed": "It is claimed",
}
SERIOUS = ("contradiction", "claim_vs_claim")
TELLING = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "STATEMENT"})


class Answered(Shape, frozen=True, kw_only=True):
    """One fact of an answer: `words` is what it says to the question, `sentence` the proof."""

    id: str
    section: str
    words: str
    sentence: Span | None


class Answer(Shape, frozen=True, kw_only=True):
    """`outcome` says whether the question is answered or why not; `told` says it in a line; `facts` are the proof."""

    question: str
    outcome: Outcome
    told: str
    facts: tuple[Answered, ...] = ()


def ask(archive: Archive, text: str, read: Callable[[Article], Reading]) -> Answer:
    """The answer of a record to a question of at most 500 characters. `read` reads the question like a report."""
    text = " ".join(text.split())[:500]
    question = understood(text, read(Article(id="question", source="question", text=text)))
    sides: list[tuple[Side, bool]] = []
    for name, is_place in question.names:
        side = _side(archive, name, is_place)
        if side is None:
            return Answer(question=text, outcome="not_in_record", told=f"The reports do not speak of {name}.")
        sides.append((side, is_place))
    if not (question.words or question.kinds or sides or question.quoted):
        return Answer(question=text, outcome="not_in_record", told="The question names nothing to look for.")
    if question.points_back:
        told = "The question points back at something that it does not name."
        return Answer(question=text, outcome="not_in_record", told=told)
    if question.quoted and set(question.wanted) & {"who", "said", "when"}:
        return _who_said(archive, question)
    wanted = question.wanted[0]
    best = Index(archive, _pool(archive, wanted, sides)).best(question, sides)
    if not best or best[0].score < LEAST:
        return Answer(
            question=text,
            outcome="not_in_record",
            told="The sources do not say." if best else "The record has nothing on this.",
            facts=tuple(_fact(archive, s.fact, "near, but no answer") for s in best[:2] if s.score > LEAST / 2),
        )
    if wanted == "whether" and question.kinds:
        kind, actors = question.kinds[0], [side for side, is_place in sides if not is_place]
        best = [
            s
            for s in best
            if isinstance(s.fact, Event)
            and (s.fact.type, s.fact.mode) == kind
            and s.shared >= SURE
            and all(any(_by(archive, p.actor, [a]) for p in s.fact.participants) for a in actors)
        ]
        if not best or best[0].score < LEAST:
            return Answer(question=text, outcome="not_in_record", told="The sources do not say.")
    chosen = [s for s in best if s.score >= CLOSE * best[0].score][:MOST]
    return _answer(archive, question, chosen)


def _side(archive: Archive, name: str, is_place: bool) -> Side | None:
    """The side or place of a name that the record speaks of, else None."""
    try:
        side = archive.side(name)
    except AmbiguousName:
        called = [a.id for a in archive.actors() if name in a.aliases or name in a.name.split()]
        side = Side(name, actors=tuple(sorted(called)))
    if is_place:
        places = tuple(sorted(p.id for p in archive.places() if p.name.casefold() == name.casefold()))
        return Side(name, side.states, side.actors + places)
    known = any(archive.actor(a) is not None for a in side.actors) or any(
        archive.actors(of=side) if side.states else ()
    )
    return side if known else None


def _pool(archive: Archive, wanted: Wanted, sides: Sequence[tuple[Side, bool]]) -> list[Fact]:
    """The lists in which such a question finds its answer."""
    actors = [side for side, is_place in sides if not is_place]
    if wanted == "how_many":
        return list(archive.figures())
    if wanted == "said":
        told = [s for s in archive.statements() if _by(archive, s.speaker, actors)]
        acts = [
            e
            for e in archive.timeline()
            if e.type in TELLING and any(_by(archive, p.actor, actors) for p in e.participants[:1])
        ]
        return [*told, *acts]
    if wanted == "stand":
        return list(archive.positions())
    if wanted == "stage":
        return list(archive.arrangements())
    if wanted in ("what", "why"):
        return [*archive.timeline(), *archive.statements(), *archive.positions(), *archive.arrangements()]
    if wanted == "who":
        return [*archive.timeline(), *archive.statements()]
    return list(archive.timeline())


def _by(archive: Archive, actor: str | None, sides: Sequence[Side]) -> bool:
    if actor is None or not sides:
        return False
    found = archive.actor(actor)
    return any(actor in s.actors or (found is not None and found.country in s.states) for s in sides)


def _who_said(archive: Archive, question: Question) -> Answer:
    """Whose the quoted words are."""
    words = _plain(question.quoted or "")
    hits = [s for s in archive.statements() if words in _plain(s.content.text) or _plain(s.content.text) in words]
    hits = [s for s in hits if len(_plain(s.content.text)) > 8 or _plain(s.content.text) == words]
    if not hits:
        return Answer(question=question.text, outcome="not_in_record", told="No report quotes these words.")
    return _answer(archive, question, [Scored(s, 1.0) for s in hits[:MOST]])


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _answer(archive: Archive, question: Question, chosen: Sequence[Scored]) -> Answer:
    wanted = question.wanted[0]
    facts, values = [], []
    for scored in chosen:
        parts = [_value(archive, scored.fact, w, question) for w in question.wanted[:2]]
        said = [p for p in parts if p]
        facts.append(_fact(archive, scored.fact, ", ".join(said) if said else ""))
        if parts[0]:
            values.append(", ".join(said))
    if wanted == "how_often":
        told = f"{len(chosen)} in the reports"
        return Answer(question=question.text, outcome="answered", told=told, facts=tuple(facts))
    if not values:
        outcome: Outcome = "undated" if wanted == "when" else "unsaid"
        told = "The reports tell it, but not when." if wanted == "when" else "The reports tell it, but not this of it."
        return Answer(question=question.text, outcome=outcome, told=told, facts=tuple(facts))
    ids = {s.fact.id for s in chosen}
    disputes = [c for c in archive.conflicts() if c.kind in SERIOUS and ids & set(c.items)]
    told = "; ".join(dict.fromkeys(values))
    if disputes and wanted in ("how_many", "whether", "who", "when", "where"):
        more = tuple(_fact(archive, c, "in dispute") for c in disputes[:2])
        return Answer(question=question.text, outcome="in_dispute", told=f"In dispute: {told}", facts=(*facts, *more))
    return Answer(question=question.text, outcome="answered", told=told, facts=tuple(facts))


def _value(archive: Archive, fact: Fact, wanted: Wanted, question: Question) -> str:
    """What a fact says to what is wanted; empty where it says nothing."""
    match fact:
        case Event():
            return _of_event(archive, fact, wanted, question)
        case Statement():
            name = archive.actor_name(fact.speaker) if fact.speaker else ""
            words = f"“{fact.content.text}”" if fact.form == "direct" else fact.content.text
            if wanted == "who":
                return name
            return day(fact.date) if wanted == "when" and fact.date else f"{name}: {words}" if wanted != "where" else ""
        case Figure():
            return fact.number.words + (f" ({day(fact.as_of)})" if fact.as_of else "")
        case Position():
            target = archive.actor_name(fact.target.actor) if fact.target.actor else fact.target.words
            return f"{archive.actor_name(fact.holder)} {'backs' if fact.stance == 'supports' else 'opposes'} {target}"
        case Arrangement():
            return fact.name + ": " + " → ".join(f"{s.stage.replace('_', ' ')} {day(s.date)}" for s in fact.stages)
        case _:
            return ""


def _of_event(archive: Archive, event: Event, wanted: Wanted, question: Question) -> str:
    if wanted == "when":
        return day(event.date) if event.date else ""
    if wanted == "where":
        return archive.place_name(event.place) or ""
    if wanted == "how_long":
        return event.attributes.duration.words if event.attributes.duration else ""
    if wanted == "who":
        asked = {stem(w) for w in re.findall(r"\w{3,}", fold(question.text))}
        names = [archive.actor_name(p.actor) for p in event.participants]
        return " and ".join(n for n in names if stem(fold(n).rpartition(" ")[2]) not in asked)
    if wanted == "whether":
        return f"{TOLD.get(event.status, 'It is reported')}: {event.title}"
    return event.title + (f" ({day(event.date)})" if event.date else "")


def _fact(archive: Archive, fact: Fact, words: str) -> Answered:
    spans = evidence_of(fact)
    sentence = spans[0] if spans else None
    section = {Event: "events", Statement: "statements", Figure: "figures", Position: "positions",
               Arrangement: "arrangements", Conflict: "conflicts"}[type(fact)]  # fmt: skip
    return Answered(id=fact.id, section=section, words=words, sentence=sentence)
