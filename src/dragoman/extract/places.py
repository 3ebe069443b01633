"""Where an event took place: candidates from the clause outwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.attaching import clause_of
from dragoman.extract.mentions import Mentions
from dragoman.extract.parties import coordinated
from dragoman.extract.triggers import Trigger
from dragoman.reading import Where

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE_PREPOSITIONS = frozenset(
    """in at near outside on over inside around across off along above from to into within throughout beyond
    toward through via""".split()
)
GOING_PREPOSITIONS = frozenset("to into toward towards from for".split())
STRIKING = frozenset(
    ["ASSAULT", "RETREAT", "COERCE", "HUMANITARIAN"]
)  # types whose object may be the town where it happens
SITED = frozenset("in at near outside inside around".split())
# What stands somewhere: where it is, is where it acts or is acted upon.
SITES = frozenset(
    """court tribunal parliament embassy consulate mission ministry village town camp base airport bridge crossing
    border market school hospital prison garrison post church mosque temple port dam plant refinery barracks palace
    building office headquarters convoy checkpoint outpost police crowd protester soldier airstrip""".split()
)
FRONTIERS = frozenset("border frontier coast shore airspace water waters territory soil".split())
ABOUT = frozenset("on over off".split())
# Verbs that say how a thing came about, so that their place is where it did: "the treaty that they signed in Rome".
MAKING = frozenset(
    """sign conclude reach strike hold host agree broker mediate convene make seal negotiate initial launch hammer open
    begin start clinch announce draw ink stage schedule set plan forge draft adopt""".split()
)
STAYING = frozenset("spend stay dine sit pass hold stop".split())
FRAMING = frozenset("in at on after during outside near inside amid following".split())
LONGEST = 16  # tokens of a phrase that opens a sentence
OPENING = 2  # tokens before a phrase that still opens its sentence
TRAVELLING = frozenset(  # modes whose "to" and "from" lead to places
    "visit deployment displacement offensive withdrawal expulsion release reopening arrest humanitarian".split()
)


def where(trigger: Trigger, mentions: Mentions) -> tuple[Where, ...]:
    """Places the clause names, the noun's own first; finer ones before states; then where its sentence is set."""
    roots = [trigger.token] + ([trigger.support] if trigger.support is not None else [])
    roots += [trigger.token.doc[i] for i in trigger.matched]  # "hosted him for talks in Sochi"
    clause = clause_of(trigger.token)
    if clause not in roots:
        roots.append(clause)
    found: list[tuple[int, int, int]] = []
    if trigger.noun:
        made = [c for c in trigger.token.children if c.dep_ in ("acl", "acl:relcl") and c.lemma_.lower() in MAKING]
        roots[1:1] = made
    else:  # "returned the visit, spending an afternoon in Ankara"
        roots += [c for c in trigger.token.children if c.dep_ == "advcl" and c.lemma_.lower() in STAYING]
    for rank, root in enumerate(roots):
        for child in root.children:
            _places(child, mentions, found, rank, going=trigger.entry.mode in TRAVELLING)
            _pointed(child, mentions, found, rank)
            if root.pos_ in ("VERB", "AUX") and child.dep_ in ("nsubj", "nsubj:pass", "obj"):
                _within(child, mentions, found, rank + 1, linking=trigger.entry.type == "COOPERATE")
    if not trigger.noun and (trigger.entry.frame == "guest" or trigger.entry.type in STRIKING):
        for child in trigger.token.children:
            if child.dep_ in ("obj", "nsubj:pass"):
                for part in coordinated(child):
                    _struck(part, mentions, found)
    order: dict[int, tuple[int, int]] = {}
    for rank, coarse, entity in found:
        order.setdefault(entity, (rank, coarse))
        order[entity] = min(order[entity], (rank, coarse))
    ranked = sorted(order, key=lambda e: (order[e][1], order[e][0], e))
    if ranked:
        return tuple(Where(entity=e, via="clause") for e in ranked)
    if not trigger.noun or trigger.support is not None:
        framed = _framed(trigger.support or trigger.token, mentions, ahead=trigger.entry.type == "CONSULT")
        if framed:
            return framed
    consult = trigger.entry.type in ("CONSULT", "AGREE")
    if consult and not trigger.noun and clause.dep_ in ("root", "conj", "ccomp"):
        return _nearby(trigger.token, mentions)
    return ()


def _pointed(child: Token, mentions: Mentions, found: list[tuple[int, int, int]], rank: int) -> None:
    """ "There", "here", "in the same city": the place last told of, the town of the dateline."""
    word = child.lower_
    if word == "here" and child.dep_ == "advmod":
        entity = mentions.dateline()
    elif (word == "there" and child.dep_ == "advmod") or (child.dep_ == "obl" and _said_again(child)):
        entity = mentions.place_before(child.i)
    else:
        return
    if entity is not None:
        found.append((rank, mentions.breadth(entity), entity))


def _said_again(token: Token) -> bool:
    """ "In the same city", "in the town": a common noun for a place that has just been named."""
    words = {c.lower_ for c in token.children}
    if token.lemma_.lower() not in ("city", "town", "village") or not words & {"in", "at"}:
        return False
    bare = len([c for c in token.children if c.dep_ not in ("punct", "case")]) == 1
    return bool(words & {"the", "that", "this"}) and (bare or "same" in words)


def _struck(token: Token, mentions: Mentions, found: list[tuple[int, int, int]]) -> None:
    """The town that is visited, shelled or taken: "captured Rutshuru", "overran the Heglig field"."""
    for part in (token, *(c for c in token.children if c.dep_ == "compound")):
        entity = mentions.at(part.i)
        if entity is not None and mentions.entities[entity].kind == "place" and not mentions.is_adjective(part.i):
            found.append((0, mentions.breadth(entity), entity))


def _within(token: Token, mentions: Mentions, found: list[tuple[int, int, int]], rank: int, *, linking: bool) -> None:
    """Where a court, an embassy or a village lies that acts or is acted upon; the towns that a road or flight joins."""
    for child in token.children:
        if child.dep_ != "nmod":
            continue
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        if (token.lemma_.lower() in SITES and cases & (SITED | {"of"})) or (linking and cases & {"between"}):
            entity = mentions.at(child.i)
            if entity is not None and mentions.entities[entity].kind == "place":
                found.append((rank, mentions.breadth(entity), entity))


def _framed(verb: Token, mentions: Mentions, *, ahead: bool) -> tuple[Where, ...]:
    """Where the sentence is set: a place that opens it, or that a verb joined to this one has, before or `ahead`."""
    joined = [verb.head] if verb.dep_ == "conj" and verb.head.pos_ == "VERB" else []
    if ahead and (not any(c.dep_.startswith("nsubj") for c in verb.children) or not joined):
        joined += [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and not _own_subject(c)]
    if joined and _own_subject(verb) and joined[0] == verb.head:
        joined = joined[1:]
    found: list[tuple[int, int, int]] = []
    for other in joined:
        for child in other.children:
            if child.dep_ == "obl":
                _places(child, mentions, found, 0, going=False)
    top = verb
    if not found:
        while top.dep_ in ("conj", "ccomp", "xcomp", "parataxis") and top.head.pos_ in ("VERB", "AUX"):
            top = top.head
        for child in top.children:
            opens = child.i < top.i and child.left_edge.i - top.sent.start <= OPENING
            if child.dep_ == "obl" and opens and top != verb:
                _places(child, mentions, found, 0, going=False)
    if not found and top.dep_ in ("root", "parataxis"):
        _opening_phrase(top, mentions, found)
    ranked = sorted({e: b for _, b, e in found if b < 3}.items(), key=lambda r: (r[1], r[0]))
    return tuple(Where(entity=e, via="sentence") for e, _ in ranked)


def _opening_phrase(top: Token, mentions: Mentions, found: list[tuple[int, int, int]]) -> None:
    """The towns of the phrase before the comma that opens a sentence, however the parse has hung them."""
    tokens = [t for t in top.sent if not t.is_space]
    if not tokens or tokens[0].lower_ not in FRAMING:
        return
    for token in tokens[1:LONGEST]:
        if token.text == ",":
            return
        if token.pos_ == "VERB" or token.i >= top.i:
            found.clear()
            return
        entity = mentions.at(token.i)
        if entity is not None and mentions.entities[entity].kind == "place" and token.nbor(-1).lower_ in SITED:
            found.append((0, mentions.breadth(entity), entity))
    found.clear()


def _own_subject(verb: Token) -> bool:
    return any(c.dep_.startswith("nsubj") for c in verb.children)


def _nearby(token: Token, mentions: Mentions) -> tuple[Where, ...]:
    """A town that the sentence is set in, though the parse hangs it elsewhere."""
    for t in token.sent:
        entity = mentions.at(t.i)
        if t.i > token.i and t.text in (":", ";"):
            break
        if t.i <= token.i or entity is None or mentions.entities[entity].kind != "place":
            continue
        if _in_content(t, token):
            continue  # "agreed to restore the flight with a stop in Córdoba"
        if any(a.dep_.startswith("nsubj") for a in (t, *t.ancestors)):
            continue  # "officials in Seoul said"
        if t.nbor(-1).lower_ in ("in", "at", "near", "outside") and not mentions.breadth(entity):
            return (Where(entity=entity, via="sentence"),)
    return ()


def _frontier(token: Token, mentions: Mentions, found: list[tuple[int, int, int]], rank: int) -> None:
    """Whose border or coast it is: "near the border with Syria", "off the Libyan coast"; not one between two."""
    owners: dict[int, None] = {}
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod:poss", "nmod"):
            for part in (child, *(c for c in child.children if c.dep_ in ("conj", "compound", "amod"))):
                entity = mentions.at(part.i)
                if entity is not None and mentions.entities[entity].kind in ("place", "state"):
                    if mentions.entities[entity].candidates:
                        owners.setdefault(entity)
    if len(owners) == 1:
        found += [(rank, mentions.breadth(entity), entity) for entity in owners]


def _in_content(token: Token, verb: Token) -> bool:
    """Does the token stand in what was agreed or said, not where?"""
    for above in (token, *token.ancestors):
        if above == verb:
            return False
        if above.dep_ in ("xcomp", "ccomp", "acl", "acl:relcl", "advcl") and verb in above.ancestors:
            return True
    return False


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
            if child.lemma_.lower() in SITES:
                _within(child, mentions, found, rank, linking=False)
            return
        if child.lemma_.lower() in FRONTIERS:
            _frontier(child, mentions, found, rank + 1)
        allowed = (PLACE_PREPOSITIONS if going else PLACE_PREPOSITIONS - GOING_PREPOSITIONS) | {"of"}
        about = cases & ABOUT and not cases & SITED
        for grandchild in child.children:
            if grandchild.dep_ in ("nmod", "appos", "nmod:poss", "compound", "conj"):
                inner = {c.lower_ for c in grandchild.children if c.dep_ == "case"}
                if about and not inner & (SITED | {"of", "between"}):
                    continue  # "views on water and the line", "talks on the waters off the coast"
                if not inner or inner & allowed:
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
    cases = {c.lower_ for c in token.children if c.dep_ == "case"}
    if cases & {"on", "over", "about"} and entity is not None and mentions.entities[entity].kind == "state":
        return  # "talks on Syria" are about it
    if entity is not None and cases & SITED and (town := mentions.seat_town(entity)) is not None:
        entity = town  # "talks in the Kremlin"
    if entity is not None and mentions.entities[entity].kind in ("place", "state"):
        found.append((rank, mentions.breadth(entity), entity))
