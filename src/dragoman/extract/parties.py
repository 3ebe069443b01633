"""Whom a noun phrase stands for: those it names, those it speaks or acts for, or somebody it alone tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.mentions import Mentions

if TYPE_CHECKING:
    from spacy.tokens import Token

ACTORS = frozenset(["person", "state", "organisation", "armed_group", "people", "other"])
# What speaks or is sent for another: the one it comes from takes part.
SENT = frozenset(
    """statement communique communiqué report note letter proposal plan document declaration decree message spokesman
    spokeswoman spokesperson delegation envoy emissary negotiator representative embassy foreign-ministry side team
    mission convoy court parliament government leadership authority regime capital counterpart colleague""".split()
)
PAPERS = frozenset(
    "statement communique communiqué report note letter proposal plan document declaration decree message".split()
)
# What a state's forces move and shoot with, and what is theirs to be hit: the owner takes part.
EQUIPMENT = frozenset(
    """aircraft airplane aeroplane plane jet warplane fighter-jet bomber fighter helicopter drone frigate warship ship
    vessel boat gunboat submarine tanker trawler destroyer corvette cutter carrier tank artillery missile rocket
    squadron fleet flotilla battery convoy airline carrier radar
    camp base outpost position post checkpoint garrison barracks airbase village town territory soil airspace
    refinery airliner consulate embassy convoy""".split()
)
# Those who fight for a group are the group.
FIGHTING = frozenset(
    """fighter militant gunman rebel guerrilla insurgent militia militiaman member commander cell faction unit
    soldier troop force official delegate""".split()
)
SERVING = frozenset("troop soldier force fighter unit".split())
PEERS = frozenset(["counterpart", "colleague", "number"])
OWNING = frozenset(["of", "from", "by"])
# Plural nouns for those who act for others.
DELEGATES = frozenset(
    """leaders presidents premiers ministers delegations delegation negotiators envoys teams representatives sides
    parties diplomats officials counterparts monarchs heads commissions committees commission committee""".split()
)
RULERS = frozenset("leaders presidents heads premiers".split())


def stands_for(token: Token, mentions: Mentions, *, making: bool = True) -> list[int]:
    """The entities that the noun phrase headed by `token` stands for, in the order of the text; [] for none.

    `making`: common nouns for persons become entities of their own.
    """
    named = [c for c in token.children if c.dep_ == "appos" and mentions.actor(c) is not None]
    entity = mentions.at(token.i)
    if named and (entity is None or token.tag_ in ("NNS", "NNPS")):
        # "the foreign ministers of the two countries, A and B"
        return [e for c in named for part in coordinated(c) if (e := mentions.actor(part)) is not None]
    if entity is None:
        entity = mentions.actor(token)
    if token.pos_ == "NOUN" and token.lemma_.lower() in PAPERS:
        return owners(token, mentions)  # a paper may speak, but it takes part in nothing
    common = token.pos_ == "NOUN" and (entity is None or mentions.is_common(entity))
    if common:
        behind = _behind(token, entity, mentions)
        if behind:
            return behind
    if entity is not None:
        return _with_companions(token, entity, mentions)
    made = mentions.enlist(token) if making else None
    return [] if made is None else [made]


def _behind(token: Token, entity: int | None, mentions: Mentions) -> list[int]:
    """Those for whom the noun's bearer acts: "a Congolese army communiqué", "Saudi aircraft", "Hamas fighters"."""
    lemma = token.lemma_.lower()
    plural_leaders = lemma in mentions.leader_words() and token.tag_ in ("NNS", "NNPS")
    if not (lemma in SENT or lemma in EQUIPMENT or lemma in FIGHTING or plural_leaders):
        return []
    found = owners(token, mentions)
    own = _commanded(token, mentions) if lemma in SERVING | EQUIPMENT else None
    if own is not None:
        return [own]
    if lemma in FIGHTING and not (lemma in EQUIPMENT or plural_leaders):
        kinds = ("armed_group", "organisation") if lemma in SERVING else ("armed_group",)
        return [e for e in found if mentions.entities[e].kind in kinds and e != entity]
    if lemma in EQUIPMENT and lemma not in SENT and not _national(token, found, mentions):
        return []
    return found


def _commanded(token: Token, mentions: Mentions) -> int | None:
    """Whose "its troops", "his troops" are: the state, the group, the state of the one who commands them."""
    for child in token.children:
        if child.dep_ == "nmod:poss" and child.pos_ == "PRON" and (entity := mentions.at(child.i)) is not None:
            e = mentions.entities[entity]
            if e.kind in ("state", "armed_group"):
                return entity
            if e.kind == "person" and e.country:
                return next(
                    (n for n, o in enumerate(mentions.entities) if o.kind == "state" and o.country == e.country), None
                )
    return None


def _national(token: Token, found: list[int], mentions: Mentions) -> bool:
    return bool(found) and all(mentions.entities[e].kind in ("state", "armed_group", "organisation") for e in found)


def owners(token: Token, mentions: Mentions) -> list[int]:
    """To whom the noun's bearer belongs: adjectives, possessives and "of", "from", "by" phrases, members for groups."""
    found: dict[int, None] = {}
    for child in token.children:
        below = child.dep_ in ("nmod:poss", "compound", "amod", "nmod:desc") or (
            child.dep_ == "nmod" and any(g.lower_ in OWNING for g in child.children)
        )
        peers = token.lemma_.lower() in PEERS and child.dep_ == "nmod" and any(g.lower_ == "in" for g in child.children)
        if not below and not peers:
            continue
        for part in (child, *(c for c in child.subtree if c.dep_ == "conj" and c.head.i <= c.i)):
            if part.pos_ == "PRON" and token.lemma_.lower() in PEERS:
                continue  # "his counterpart" is not he
            entity = mentions.actor(part)
            if entity is None:
                continue
            if mentions.entities[entity].kind == "place":
                entity = mentions.government(entity)
            if entity is not None and mentions.entities[entity].kind in ACTORS:
                for member in mentions.members(entity):
                    found.setdefault(member)
    return list(found)


def _with_companions(token: Token, entity: int, mentions: Mentions) -> list[int]:
    """The entity, and those that its noun phrase names beside it: "Russian and Turkish troops", "A, B meet"."""
    found, states = [entity], list[int]()
    own = mentions.entities[entity]
    for child in token.children:
        other = mentions.at(child.i)
        if child.dep_ == "appos" and own.kind == "person" and other is not None and other != entity:
            # a headline's comma: "Putin, Erdogan meet"
            found += [other] if mentions.entities[other].kind == "person" else []
        if child.dep_ in ("amod", "compound") and own.kind in ("organisation", "armed_group", "people"):
            for part in (child, *(c for c in child.children if c.dep_ == "conj")):
                state = mentions.at(part.i)
                if state is not None and mentions.is_adjective(part.i) and state != entity:
                    if mentions.entities[state].country != own.country or own.country is None:
                        found.append(state)
                    states.append(state)
    if len(found) > 1 and mentions.is_common(entity) and len(states) == len(found):
        return states  # "Afghan and Pakistani border guards"
    return found


def is_actor(token: Token, mentions: Mentions) -> bool:
    """Does the token stand for one who can act (not for a mere multitude or a thing)?"""
    entity = mentions.actor(token)
    return entity is not None and mentions.entities[entity].kind in (
        "person",
        "state",
        "organisation",
        "armed_group",
        "other",
    )


def coordinated(token: Token) -> list[Token]:
    """The token and what is coordinated with it: "Russia, Turkey, and Iran", "Putin, along with Rouhani"."""
    parts = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            parts += coordinated(child)
        elif child.dep_ == "nmod" and any(c.lower_ in ("along", "together", "alongside") for c in child.children):
            parts.append(child)
        elif child.dep_ == "nmod" and token.ent_type_ == "PERSON":
            # "X of A and Y of B": the parser hangs Y on A
            parts += [c for c in child.children if c.dep_ == "conj" and c.ent_type_ == "PERSON"]
    return parts


def general(entity: int, mentions: Mentions) -> bool:
    """Is it a plural noun for those who act for others, without a side of its own: "the leaders", "delegations"?"""
    e = mentions.entities[entity]
    if e.candidates or e.country or e.members or any(m.kind == "name" for m in e.mentions):
        return False
    return e.name.split()[-1].lower() in DELEGATES


def any_rulers(entity: int, mentions: Mentions) -> bool:
    """ "Their leaders", "the presidents": any report's two, if nothing else is said of them."""
    return general(entity, mentions) and mentions.entities[entity].name.lower() in RULERS
