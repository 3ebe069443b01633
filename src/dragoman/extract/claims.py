"""Whose word is it: what a side says of another, what somebody is charged with, and who says so."""

from __future__ import annotations

from dragoman.extract.arguments import subject
from dragoman.extract.mentions import Mentions
from dragoman.extract.parties import coordinated
from dragoman.extract.triggers import Trigger

SAYING = frozenset(
    """say tell claim allege accuse state report insist maintain argue assert contend announce declare add note confirm
    acknowledge admit reveal write tweet warn believe suggest estimate charge stress complain""".split()
)
ALLEGING = frozenset("charge allege claim accuse".split())


def alleged(trigger: Trigger) -> bool:
    """Is it what somebody is charged with, or what a side claims: "accused the patrol of having fired shots"?"""
    node = trigger.support or trigger.token
    if trigger.entry.type in ("ACCUSE", "REJECT", "SUPPORT"):
        return False
    for _ in range(3):
        head = node.head
        if head == node:
            return False
        lemma = head.lemma_.lower()
        of = any(c.lower_ == "of" and c.dep_ in ("case", "mark") for c in node.children)
        if lemma == "accuse" and of and head.pos_ == "VERB":
            return True
        if lemma in ALLEGING and head.pos_ == "VERB" and node.dep_ == "ccomp":
            return True
        accused = of and node.dep_ in ("nmod", "acl") and head.dep_ in ("obj", "nsubj:pass", "obl")
        if accused and head.head.lemma_.lower() == "accuse":
            return True
        if node.dep_ not in ("conj", "xcomp", "obj"):
            return False
        node = head
    return False


def told_by_a_side(trigger: Trigger, mentions: Mentions) -> bool:
    """Does a state, an army or an armed group say of somebody else that he attacked?"""
    verb = trigger.support or trigger.token
    while verb.dep_ in ("xcomp", "conj") and verb.head != verb:
        verb = verb.head
    head = verb.head
    if verb.dep_ != "ccomp" or head.lemma_.lower() not in SAYING:
        return False
    teller, doer = subject(head), subject(verb)
    if teller is None or doer is None or (who := mentions.actor(teller)) is None:
        return False
    other = mentions.actor(doer)
    sides = {mentions.entities[e].country or e for e in (who, other) if e is not None}
    kind, country = mentions.entities[who].kind, mentions.entities[who].country
    side = kind in ("state", "armed_group") or (kind == "organisation" and country is not None)
    return side and other is not None and len(sides) == 2


def claimed_by(trigger: Trigger, mentions: Mentions) -> tuple[int, ...]:
    """Who says so, where a reporting verb stands above the event and the outlet does not say it itself."""
    found: list[int] = []
    node = trigger.support or trigger.token
    for _ in range(12):
        head = node.head
        if head == node:
            break
        if head.lemma_.lower() in SAYING and node.dep_ in ("ccomp", "parataxis", "xcomp", "advcl", "obj", "dep"):
            source = subject(head)
            voices = coordinated(source) if source is not None and node.dep_ != "obj" else []
            for entity in (e for v in voices if (e := mentions.actor(v)) is not None):
                found += [m for m in mentions.members(entity) if m not in found]
        node = head
    own = {mentions.at(t.i) for t in trigger.token.children}
    return tuple(e for e in found if e not in own)
