"""The facts of a record that a question is about, best first: words, names, kinds of event, and time."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.query.asking.question import Question, stem
from dragoman.query.sides import Side, fold
from dragoman.store import Fact
from dragoman.types import Arrangement, Conflict, Date, Event, Figure, Position, Span, Statement

if TYPE_CHECKING:
    from dragoman.query import Archive

OF_KIND = (
    0.6  # what an event of the type and mode asked for is worth, in whole words matched; set by hand, see `asking`
)
LITTLE = 0.2  # the share of the words that an event of the kind asked for must have; as above
MISSED_NAME = 0.4  # the share of a score that is left when a name asked for is nowhere near the fact; as above
NAMED = 0.4  # what it counts for that an event's sentences name somebody who takes no part in it
NAMED_PLACE = 0.8  # the same for a place that is not known to be the event's
NOT_YET = 0.6  # the share that is left of an event that did not come about, where it is asked what did
OTHER_KIND = 0.7  # the same for an event or number of another kind
VAGUE = 0.6  # the same where the fact may, but need not, fall into the time asked for
NEAR = 0.9  # the same where the fact has no date, but its report is of that time


@dataclass(frozen=True)
class Scored:
    """A fact, how much of the question it answers, and the share of the question's words it has, from 0 to 1."""

    fact: Fact
    score: float
    shared: float = 1.0


class Index:
    """The words of every fact of some lists: its own wording, its sentences, and the names of those who take part."""

    def __init__(self, archive: Archive, facts: Iterable[Fact]) -> None:
        self._archive = archive
        self._read: dict[str, tuple[str, list[tuple[int, int]]]] = {}
        self._facts = list(facts)
        self._words = [self._stems(f) for f in self._facts]
        counts = Counter(w for words in self._words for w in words)
        self._weight = {w: math.log(1 + len(self._facts) / (1 + n)) for w, n in counts.items()}
        self._rare = math.log(1 + len(self._facts))

    def best(self, question: Question, sides: Sequence[tuple[Side, bool]]) -> list[Scored]:
        """Facts by what they share with the question; those outside its time or with nothing shared are left out."""
        wanted = {w: self._weight.get(w, self._rare) for w in question.words}
        whole = sum(wanted.values())
        found = []
        for fact, words in zip(self._facts, self._words, strict=True):
            if not in_time(fact, question.period):
                continue
            if isinstance(fact, Position) and question.stances and fact.stance not in question.stances:
                continue
            shared = sum(weight for w, weight in wanted.items() if w in words)
            score = shared / whole if whole else OF_KIND
            if isinstance(fact, Event) and question.kinds:
                fits = [_alike(fact, k) for k in question.kinds]
                if fits[0] and (not whole or shared >= LITTLE * whole):
                    score = max(score, OF_KIND + (1 - OF_KIND) * score)
                elif not any(fits):
                    score *= OTHER_KIND
            if isinstance(fact, Event) and question.past and fact.status not in ("occurred", "ongoing", "claimed"):
                score *= NOT_YET
            if isinstance(fact, Figure) and question.counted is not None:
                score = score * (1 if fact.kind == question.counted else OTHER_KIND) + 0.1 * (
                    fact.kind == question.counted
                )
            score *= MISSED_NAME ** (len(sides) - self._named(fact, words, sides))
            if question.period is not None and not _within(_when(fact), question.period):
                score *= NEAR if _when(fact) is None and self._reported(fact, question.period) else VAGUE
            if score > 0:
                found.append(Scored(fact, round(score, 6), shared / whole if whole else 1.0))
        return sorted(found, key=lambda s: (-s.score, _order(s.fact)))

    def _reported(self, fact: Fact, period: Date) -> bool:
        return any(_within(self._archive.dated(span.article), period) for span in evidence_of(fact))

    def _named(self, fact: Fact, words: frozenset[str], sides: Sequence[tuple[Side, bool]]) -> float:
        """How many of the sides take part in the fact or are its place; one that its sentences name counts for less."""
        taking = {a for a in involved(fact) if a}
        states = {actor.country for a in taking if (actor := self._archive.actor(a)) is not None and actor.country}
        place = self._archive.place(fact.place) if isinstance(fact, Event) else None
        count = 0.0
        for side, is_place in sides:
            own = {stem(w) for w in re.findall(r"\w{3,}", fold(side.name))}
            here = place is not None and (place.id in side.actors or stem(fold(place.name)) in own)
            said = bool(own & words)
            part = not is_place and bool(taking & set(side.actors) or states & set(side.states))
            told = said * (1 if not isinstance(fact, Event) else NAMED_PLACE if is_place else NAMED)
            count += 1 if here or part else told
        return count

    def _whole(self, span: Span) -> str:
        """The sentences that a span stands in: a number or a quotation is asked for by what stands around it."""
        if span.article not in self._read:
            reading = self._archive.store.kept.reading(span.article)
            text = self._archive.texts([span.article]).get(span.article, "")
            self._read[span.article] = text, [(s.start, s.end) for s in reading.sentences] if reading else []
        text, sentences = self._read[span.article]
        around = [(a, b) for a, b in sentences if a < span.end and b > span.start]
        return text[around[0][0] : around[-1][1]] if around else span.text

    def _stems(self, fact: Fact) -> frozenset[str]:
        if isinstance(fact, Arrangement):  # its sentences are many: any word would lead to it
            texts = [fact.name, fact.kind.replace("_", " "), *(self._archive.actor_name(a) for a in fact.parties)]
            return frozenset(stem(w) for text in texts for w in re.findall(r"[\w'’-]{2,}", fold(text)))
        texts = [self._whole(span) for span in evidence_of(fact)]
        texts += [self._archive.actor_name(a) for a in involved(fact) if a]
        texts += [self._archive.article_title(s.article) for s in evidence_of(fact)[:1] if isinstance(fact, Event)]
        match fact:
            case Event():
                texts += [fact.title, fact.mode.replace("_", " "), *fact.attributes.topics]
                texts += [self._archive.place_name(fact.place) or ""]
            case Figure():
                texts += [fact.subject]
            case Position():
                texts += [fact.target.words]
            case Conflict():
                texts += [fact.about]
            case Statement():
                texts += [fact.content.text]
        return frozenset(stem(w) for text in texts for w in re.findall(r"[\w'’-]{2,}", fold(text)))


def evidence_of(fact: Fact) -> tuple[Span, ...]:
    """The sentences behind a fact."""
    if isinstance(fact, Arrangement):
        return tuple(span for stage in fact.stages for span in stage.evidence)
    return fact.evidence


def involved(fact: Fact) -> list[str | None]:
    """The actors of a fact, in no role."""
    match fact:
        case Event():
            return [p.actor for p in fact.participants]
        case Statement():
            return [fact.speaker]
        case Figure():
            return [fact.attributed_to]
        case Position():
            return [fact.holder, fact.target.actor]
        case Arrangement():
            return list(fact.parties)
        case _:
            return []


def _alike(event: Event, kind: tuple[str, str]) -> bool:
    return (event.type, event.mode) == kind or (
        kind[0] == "CONSULT" == event.type and "meeting" in (kind[1], event.mode)
    )


def _when(fact: Fact) -> Date | None:
    if isinstance(fact, Arrangement):
        return next((s.date for s in fact.stages if s.date is not None), None)
    return getattr(fact, "date", None) or getattr(fact, "as_of", None)


def _order(fact: Fact) -> tuple[str, str]:
    date = _when(fact)
    return (date.earliest or date.latest or "9999") if date else "9999", fact.id


def in_time(fact: Fact, period: Date | None) -> bool:
    """May the fact fall into the period? Undated ones may."""
    if period is None or isinstance(fact, Conflict):
        return True
    dates = [s.date for s in fact.stages] if isinstance(fact, Arrangement) else [_when(fact)]
    return any(_meets(d, period) for d in dates) or not dates


def _within(date: Date | None, period: Date) -> bool:
    """Does all of a date lie inside the period, with a margin for what is told to the month?"""
    if date is None or date.earliest is None or date.latest is None:
        return False
    return date.earliest[:7] >= (period.earliest or "0000")[:7] and date.latest[:7] <= (period.latest or "9999")[:7]


def _meets(date: Date | None, period: Date) -> bool:
    if date is None:
        return True
    early, late = (date.earliest or "0000")[:10], (date.latest or "9999")[:10]
    return early <= (period.latest or "9999")[:10] and late >= (period.earliest or "0000")[:10]
