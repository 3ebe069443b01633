"""Where people are at a given point of a report: "landed in Honiara", "came to Lomé", "is in Beijing".

Who has come to a town meets and signs there, though the sentence that tells of it names no place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract.mentions import Mentions
from dragoman.extract.parties import coordinated, stands_for

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOVING = frozenset(
    """arrive land fly travel come go head return journey drive sail turn touch be stay visit tour reach descend gather
    assemble convene meet welcome receive greet host""".split()
)
INTO = frozenset("in to at into on".split())
STAY = 3  # sentences for which somebody who has come is still there


class Stay(NamedTuple):
    """Who is where from token `i` of sentence `number` on."""

    number: int
    i: int
    who: frozenset[int]
    place: int


def stays(doc: Doc, mentions: Mentions) -> tuple[Stay, ...]:
    """All that the report tells of who is in which town, in order; plans and denials left out."""
    found = []
    for number, sentence in enumerate(doc.sents):
        for token in sentence:
            if mentions.is_furniture(token.i) or not _moves(token):
                continue
            place = _town(token, mentions)
            if place is None or _unreal(token):
                continue
            who = {
                e
                for c in token.children
                if c.dep_ in ("nsubj", "nsubj:pass", "obj")
                for part in coordinated(c)
                for e in stands_for(part, mentions, making=False)
                if mentions.entities[e].kind in ("person", "state", "organisation", "other")
            }
            members = {m for e in who for m in mentions.members(e)}
            if members:
                found.append(Stay(number, token.i, frozenset(members), place))
    return tuple(found)


def whereabouts(told: tuple[Stay, ...], number: int, who: frozenset[int]) -> int | None:
    """Where one of these people was last told to be, seen from sentence `number`; None when nobody says so."""
    for stay in reversed(told):
        if stay.number <= number <= stay.number + STAY and stay.who & who:
            return stay.place
    return None


def _moves(token: Token) -> bool:
    if token.pos_ == "VERB":
        return token.lemma_.lower() in MOVING and token.dep_ in ("root", "conj", "ccomp", "parataxis", "acl:relcl")
    return token.pos_ == "PROPN" and any(c.dep_ == "cop" and c.tag_ in ("VBZ", "VBD", "VBP") for c in token.children)


def _unreal(token: Token) -> bool:
    words = {c.lower_ for c in token.children if c.dep_ in ("aux", "mark", "advmod")}
    return bool(words & {"will", "would", "may", "might", "could", "should", "not", "n't", "never", "to", "if", "had"})


def _town(token: Token, mentions: Mentions) -> int | None:
    """The town that the verb leads to; of a name told of somebody ("is in Beijing") the name itself."""
    parts = [token] if token.pos_ == "PROPN" else [c for c in token.children if c.dep_ in ("obl", "obj", "advmod")]
    for part in parts:
        cases = {c.lower_ for c in part.children if c.dep_ == "case"}
        if part.dep_ != "obj" and not cases & INTO:
            continue
        for place in (part, *(c for c in part.children if c.dep_ in ("nmod", "appos"))):
            entity = mentions.at(place.i)
            if entity is not None and mentions.entities[entity].kind == "place" and mentions.breadth(entity) <= 1:
                return entity
    return None
