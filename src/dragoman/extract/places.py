"""Where an event took place: candidates from the clause outwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.attaching import clause_of
from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import Trigger
from dragoman.reading import Where

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE_PREPOSITIONS = frozenset(
    """in at near outside on over inside around across off along above from to into within throughout beyond
    toward""".split()
)
GOING_PREPOSITIONS = frozenset("to into toward towards from for".split())
TRAVELLING = frozenset(  # modes whose "to" and "from" lead to places
    "visit deployment displacement offensive withdrawal expulsion release reopening arrest humanitarian".split()
)


def where(trigger: Trigger, mentions: Mentions) -> tuple[Where, ...]:
    """Places the clause names, the noun's own first; finer ones before states."""
    roots = [trigger.token] + ([trigger.support] if trigger.support is not None else [])
    roots += [trigger.token.doc[i] for i in trigger.matched]  # "hosted him for talks in Sochi"
    clause = clause_of(trigger.token)
    if clause not in roots:
        roots.append(clause)
    found: list[tuple[int, int, int]] = []
    for rank, root in enumerate(roots):
        for child in root.children:
            _places(child, mentions, found, rank, going=trigger.entry.mode in TRAVELLING)
    if trigger.entry.frame == "guest" and not trigger.noun:
        for child in trigger.token.children:
            if child.dep_ == "obj":
                _place_of(child, mentions, found, 0)
    order: dict[int, tuple[int, int]] = {}
    for rank, coarse, entity in found:
        order.setdefault(entity, (rank, coarse))
        order[entity] = min(order[entity], (rank, coarse))
    ranked = sorted(order, key=lambda e: (order[e][1], order[e][0], e))
    consult = trigger.entry.type in ("CONSULT", "AGREE")
    if not ranked and consult and not trigger.noun and clause.dep_ in ("root", "conj", "ccomp"):
        return _nearby(trigger.token, mentions)
    return tuple(Where(entity=e, via="clause") for e in ranked)


def _nearby(token: Token, mentions: Mentions) -> tuple[Where, ...]:
    """A town that the sentence is set in, though the parse hangs it elsewhere."""
    for t in token.sent:
        entity = mentions.at(t.i)
        if t.i <= token.i or entity is None or mentions.entities[entity].kind != "place":
            continue
        if any(a.dep_.startswith("nsubj") for a in (t, *t.ancestors)):
            continue  # "officials in Seoul said"
        if t.nbor(-1).lower_ in ("in", "at", "near", "outside") and not mentions.breadth(entity):
            return (Where(entity=entity, via="sentence"),)
    return ()


def _places(
    child: Token,
    mentions: Mentions,
    found: list[tuple[int, int, int]],
    rank: int,
    depth: int = 0,
    *,
    going: bool = True,
) -> None:
    if child.dep_ in ("obl", "nmod", "appos", "obl:unmarked", "advmod", "conj") and depth < 4:
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        inside = cases & (PLACE_PREPOSITIONS if going else PLACE_PREPOSITIONS - GOING_PREPOSITIONS)
        if not inside and not (depth and child.dep_ in ("appos", "conj")):
            return
        _place_of(child, mentions, found, rank)
        if _who(child, mentions):
            return
        for grandchild in child.children:
            if grandchild.dep_ in ("nmod", "appos", "nmod:poss", "compound", "conj"):
                inner = {c.lower_ for c in grandchild.children if c.dep_ == "case"}
                if not inner or inner & (PLACE_PREPOSITIONS | {"of"}):
                    _places_deep(grandchild, mentions, found, rank, depth + 1)
    elif child.dep_ in ("obj",) and depth < 2 and not _who(child, mentions):
        for grandchild in child.children:
            if grandchild.dep_ == "nmod":
                _places(grandchild, mentions, found, rank + 1, depth + 1, going=going)
    elif child.dep_ in ("nmod:poss", "compound", "amod") and depth == 0:
        entity = mentions.at(child.i)
        if entity is not None and mentions.entities[entity].kind == "place":
            found.append((rank, mentions.breadth(entity), entity))


def _who(token: Token, mentions: Mentions) -> bool:
    """Does the token stand for someone? "King Mohammed VI of Morocco" is no place in Morocco."""
    entity = mentions.at(token.i)
    return entity is not None and mentions.entities[entity].kind in ("person", "organisation", "armed_group", "people")


def _places_deep(token: Token, mentions: Mentions, found: list[tuple[int, int, int]], rank: int, depth: int) -> None:
    _place_of(token, mentions, found, rank)
    if depth < 4:
        for child in token.children:
            if child.dep_ in ("nmod", "appos", "compound", "flat", "conj"):
                _places_deep(child, mentions, found, rank, depth + 1)


def _place_of(token: Token, mentions: Mentions, found: list[tuple[int, int, int]], rank: int) -> None:
    entity = mentions.at(token.i) if not mentions.is_adjective(token.i) else None
    if entity is None:
        for child in token.children:  # "the resort of Sochi", "the Turkish capital, Ankara"
            if child.dep_ in ("appos", "compound", "flat", "nmod") and (e := mentions.at(child.i)) is not None:
                entity = e if mentions.entities[e].kind == "place" else entity
    on = any(c.dep_ == "case" and c.lower_ in ("on", "over", "about") for c in token.children)
    if on and entity is not None and mentions.entities[entity].kind == "state":
        return  # "talks on Syria" are about it
    if entity is not None and mentions.entities[entity].kind in ("place", "state"):
        found.append((rank, mentions.breadth(entity), entity))
