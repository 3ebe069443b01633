"""The chain inside the article: which tellings are of one event, and what the later ones owe to the earlier.

Two tellings join when their type fits, their actors do not contradict each other and neither names a time that sets it
apart. A definite or bare noun ("the talks", "the deal") leans on what was told before; a clause with its own old date
("last met in September", "a summit planned for May") stands alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman import times as clockwork
from dragoman.extract.mentions import Mentions
from dragoman.extract.parties import any_rulers
from dragoman.extract.triggers import Trigger
from dragoman.reading import EventMention, TimeExpression
from dragoman.times.days import gap
from dragoman.types import Article

if TYPE_CHECKING:
    from spacy.tokens import Token

MEETINGS = frozenset(["meeting", "visit", "negotiation"])
# Modes whose every telling with the same actors in one report is, as a rule, the same event.
ONCE = frozenset(
    """meeting call ceasefire treaty contract exchange normalisation recognition shootdown annexation referendum coup
    release apology exit severance expulsion support opposition asylum zone arms_transfer patrol sanctions election
    offensive war airstrike shelling deployment withdrawal easing displacement casualties reopening negotiation visit
    mediation protest""".split()
)
NEAR = 60  # tokens, about two sentences, over which "the talks" lean on a visit or a meeting just told
DEFINITE = frozenset("the this that these those their his her its".split())
ORDINALS = tuple(
    frozenset(names.split())
    for names in (
        "first 1st",
        "second 2nd",
        "third 3rd",
        "fourth 4th",
        "fifth 5th",
        "sixth 6th",
        "seventh 7th",
        "eighth",
    )
)
STRETCHES = frozenset("day days week weeks month months year years decade decades".split())
APART = frozenset("last previous earlier another other next second third fourth former prior first separate".split())


class Telling:
    """A trigger with its mention, and what decides on joining: state codes of the actors, time, whether it leans."""

    def __init__(
        self,
        trigger: Trigger,
        mention: EventMention,
        mentions: Mentions,
        times: Sequence[TimeExpression],
        article: Article,
    ) -> None:
        self.trigger, self.mention, self.mentions = trigger, mention, mentions
        self.actors = frozenset(a.entity for a in mention.participants if not any_rulers(a.entity, mentions))
        self.codes = frozenset(code for a in sorted(self.actors) if (code := _code(mentions, a)) is not None)
        own = [w for w in mention.when if w.time is not None and w.via == "clause"]
        self.time = times[own[0].time] if own and own[0].time is not None else None
        published = article.published if article.published is not None else None
        self.date = (
            None
            if self.time is None
            else clockwork.resolve(self.time, reference=published, tense=own[0].tense, text=article.text)
        )
        self.definite = trigger.noun and any(
            c.lower_ in DEFINITE or c.dep_ == "nmod:poss" for c in trigger.token.children
        )
        words = {c.lower_ for c in trigger.token.children} | (
            {c.lower_ for c in trigger.support.children if c.dep_ == "advmod"} if trigger.support is not None else set()
        )
        modifiers = [
            c for c in trigger.token.children if c.dep_ in ("compound", "nmod", "acl", "acl:relcl", "amod", "nmod:poss")
        ]
        self.old = self.time is not None and _old(self.time)
        self.bare = self.definite and not [m for m in modifiers if m.lower_ not in DEFINITE and m.ent_type_ != "DATE"]
        if "first" in words and _since_then(trigger.token):
            words = words - {"first"}  # "their first meeting for 18 months" is this one
        self.ordinal = next((n for n, names in enumerate(ORDINALS) if words & names), None)
        self.apart = bool(words & APART) or _comparing(trigger.token) or _measured_from(trigger.token)
        if trigger.noun and _says_it_is(trigger.token):
            self.bare = self.definite = True  # "it was their fourth meeting" tells of the one just told
            self.apart = False
        self.places = frozenset(  # towns and provinces: a venue lies in one of them, a sea beside it
            w.entity
            for w in mention.where
            if w.via == "clause" and mentions.entities[w.entity].kind == "place" and not mentions.breadth(w.entity)
        )

    def joins(self, other: Telling) -> bool:
        """Is this telling one of the same event as an earlier one?"""
        a, b = self.mention, other.mention
        if not _same_kind(a, b):
            return False
        if self.ordinal is not None and other.ordinal is not None and self.ordinal != other.ordinal:
            return False
        if self.apart != other.apart and (self.apart or other.apart) and not self._same_time(other):
            return False
        if not _compatible(a.status, b.status) or self.times_clash(other):
            return False
        if self.places and other.places and not self.places & other.places:
            return False
        if not self.actors or not other.actors:
            near = self.trigger.token.i - other.trigger.token.i <= NEAR
            met = near and a.mode in MEETINGS and b.mode in MEETINGS and a.status == b.status
            if ((a.mode != b.mode and not met) or a.mode == "agreement") and not self.bare:
                return False
            return self.definite or (
                a.mode in ONCE and (not self.trigger.noun or bool(self.actors) or not other.actors)
            )
        shared = self.actors & other.actors or self.codes & other.codes
        if not shared or (a.type not in ("CONSULT", "AGREE") and not self._one_actor(other)):
            return False
        if a.type == "CONSULT" and self._other_people(other):
            return False
        if a.mode in ("meeting", "call", "visit"):
            smaller = min(self.codes, other.codes, key=len) if self.codes and other.codes else frozenset()
            return (
                bool(smaller)
                and (smaller <= (self.codes | other.codes))
                and (self.codes <= other.codes or other.codes <= self.codes)
            )
        if a.mode in ONCE or self.definite:
            if self.codes == other.codes or self.bare:
                return True
            smaller, larger = sorted((self.codes, other.codes), key=len)
            if a.type in ("AGREE", "CONSULT") and len(smaller) > 1:
                return False  # what two agreed is not what three did
            return smaller <= larger or len(smaller & larger) >= 2
        return bool(_same_item(a.item, b.item)) and bool(shared)

    def _one_actor(self, other: Telling) -> bool:
        """Is somebody the same in both, or does a state stand for its own in one of them?"""
        if self.actors & other.actors:
            return True
        both = self.codes & other.codes
        for telling in (self, other):
            for a in telling.actors:
                e = telling.mentions.entities[a]
                if e.kind not in ("person", "armed_group") and _code(telling.mentions, a) in both:
                    return True
        return False

    def _other_people(self, other: Telling) -> bool:
        """Do two tellings name different people of one state: the ministers met in May, the presidents in June?"""
        mine, theirs = self._people(), other._people()
        return any(not mine[code] & theirs[code] for code in mine.keys() & theirs.keys())

    def _people(self) -> dict[str, set[int]]:
        """The persons named, by their state."""
        found: dict[str, set[int]] = {}
        for a in self.actors:
            e = self.mentions.entities[a]
            if e.kind == "person" and e.country and any(m.kind == "name" for m in e.mentions):
                found.setdefault(e.country, set()).add(a)
        return found

    def clashes(self, other: Telling) -> bool:
        """Does something told of both set them apart, whatever a third telling says?"""
        if self.places and other.places and not self.places & other.places:
            return True
        if self.time is not None and other.time is not None and self.times_clash(other):
            return True
        if self.mention.type == "CONSULT" and self.actors and other.actors and self._other_people(other):
            return True
        known = bool(self.codes) and bool(other.codes)
        return known and self.mention.type == "CONSULT" and not self.codes & other.codes

    def _same_time(self, other: Telling) -> bool:
        if self.date is not None and other.date is not None:
            return gap(self.date, other.date) <= 1
        return self.time is not None and other.time is not None and _key(self.time) == _key(other.time)

    def times_clash(self, other: Telling) -> bool:
        if self.time is None or other.time is None:
            odd = self.time or other.time
            return odd is not None and _old(odd) and not (self.definite or other.definite)
        if self.date is not None and other.date is not None:
            return gap(self.date, other.date) > 1
        x, y = self.time, other.time
        if x.form == y.form == "date":
            pairs = ((x.year, y.year), (x.month, y.month), (x.day, y.day))
            return any(p is not None and q is not None and p != q for p, q in pairs)
        if x.form == y.form:
            return _key(x) != _key(y)
        return _old(x) != _old(y)


def _since_then(token: Token) -> bool:
    """Does a length or a bound stand behind the noun: "for 18 months", "in a decade", "since the war"?"""
    after = token.doc[token.i + 1 : min(token.sent.end, token.i + 9)]
    return any(t.lower_ in ("in", "for", "since") for t in after)


def _comparing(token: Token) -> bool:
    """ "their first meeting in 18 months" is this meeting; "the last time they met" is another."""
    return any(t.lower_ == "time" and {c.lower_ for c in t.children} & {"last", "previous"} for t in token.ancestors)


def _measured_from(token: Token) -> bool:
    """ "Six weeks after their talks in Ankara": what is told happened then, the talks before."""
    for child in token.children:
        if child.dep_ not in ("case", "mark") or child.i == 0:
            continue
        if child.lower_ == "after" and child.doc[child.i - 1].lower_ in STRETCHES:
            return True
        if child.lower_ == "since" and child.dep_ == "case":
            return True
    return False


def _says_it_is(token: Token) -> bool:
    """ "This is the first visit in 12 years", "It was their second meeting"."""
    if not any(c.dep_ == "cop" for c in token.children):
        return False
    return any(c.dep_ == "nsubj" and c.lower_ in ("it", "this", "that") for c in token.children)


def _key(time: TimeExpression) -> tuple[object, ...]:
    return (time.form, time.year, time.month, time.day, time.weekday, time.unit, time.amount, time.season)


def _old(time: TimeExpression) -> bool:
    """Does the expression look back further than the news of the day?"""
    if time.form == "date":
        return time.day is None
    if time.form == "offset":
        return time.unit in ("year", "month", "decade") and (time.amount or 0) <= 0
    return time.form in ("period", "season")


def _same_kind(a: EventMention, b: EventMention) -> bool:
    if a.type != b.type:
        return False
    if a.mode == b.mode or (a.type == "CONSULT" and a.mode in MEETINGS and b.mode in MEETINGS):
        return True
    return a.type == "AGREE" and a.mode == "agreement"  # "the deal", after what was bought or called off


def _compatible(a: str, b: str) -> bool:
    return a == b or {a, b} in (
        {"occurred", "ongoing"},
        {"occurred", "claimed"},
        {"planned", "proposed"},
        {"planned", "cancelled"},
    )


def _same_item(a: str | None, b: str | None) -> bool:
    if a is None or b is None:
        return a is b
    x = {w[:5].lower() for w in a.split() if len(w) > 3}
    y = {w[:5].lower() for w in b.split() if len(w) > 3}
    return bool(x & y)


def _code(mentions: Mentions, entity: int) -> str | None:
    e = mentions.entities[entity]
    if e.country is not None:
        return e.country
    return next((c.removeprefix("state:") for c in e.candidates if c.startswith("state:")), f"#{entity}")


def chains(tellings: Sequence[Telling]) -> list[int]:
    """The chain number of each telling: it joins the latest chain of which some telling takes it."""
    number: list[int] = []
    members: list[list[Telling]] = []
    for telling in tellings:
        chosen = None
        for chain in range(len(members) - 1, -1, -1):
            group = members[chain]
            if any(telling.joins(g) for g in group) and not any(telling.clashes(g) for g in group):
                chosen = chain
                break
        if chosen is None:
            chosen = len(members)
            members.append([])
        members[chosen].append(telling)
        number.append(chosen)
    return number
