"""The grammar that stands share: whose a verb is, what it takes, whether it is denied or doubted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.arguments import SUBJECTS, subject
from dragoman.extract.board import actor_nouns
from dragoman.extract.stances import lexicon
from dragoman.types import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

LOOK_BACK = 400  # characters within which a cheer without an object finds what is cheered
CLAIM_REACH = 80  # words back to where "the claim" was told as one to land
HEADING = 30  # words of a report within which its heading stands
NEGATIONS = frozenset("not n't n’t never no neither nor hardly".split())
DOUBTS = frozenset("would could might may can should".split())
CONDITIONS = frozenset("if unless whether should".split())
RELATIVES = frozenset("who whom which that".split())
PARTICLES = frozenset("up down off out".split())
PASSIVES = ("nsubj:pass", "csubj:pass")
NAMED = frozenset(["PERSON", "GPE", "LOC", "ORG", "NORP"])
SAYING = frozenset(
    """say tell add announce state declare note stress insist argue write tweet agree underline emphasise emphasize
    reiterate reaffirm maintain warn believe repeat hold affirm underscore post reply answer assure inform claim vow
    promise pledge confirm explain remark comment observe contend assert conclude""".split()
)


@dataclass(frozen=True)
class Stand:
    """A stand found in one sentence: whose, for or against what, and the words it stands in.

    No holder: the stand is that of whoever is reported as saying the words at `at`.
    """

    holders: tuple[Token, ...]
    stance: Stance
    target: Token
    at: Token
    extra: tuple[Token, ...] = ()


def coordinated(token: Token) -> list[Token]:
    """The token and what is coordinated with it: "Russia, Turkey, and Iran", "Russia, along with Iran"."""
    parts = [token]
    for child in token.children:
        clause = any(c.dep_ == "cop" or c.dep_ in SUBJECTS for c in child.children)  # "…; so is the church"
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON") and not clause:
            parts += coordinated(child)
        elif child.dep_ == "nmod" and any(c.lower_ in ("along", "together", "alongside") for c in child.children):
            parts.append(child)
    return parts


def lemma_of(token: Token) -> str:
    return token.lemma_.lower()


def case_of(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ in ("case", "mark")), "")


def negated(verb: Token) -> bool:
    """ "Does not accept", "has yet to accept", "refuses to accept", "is unwilling to accept"."""
    if any(c.lower_ in NEGATIONS and c.dep_ in ("advmod", "det", "cc:preconj", "cc") for c in verb.children):
        return True
    if verb.i > 1 and verb.nbor(-1).lower_ == "to" and verb.nbor(-2).lower_ == "yet":
        return True
    head = verb.head
    report = lexicon().report
    if verb.dep_ in ("xcomp", "advcl", "acl", "ccomp") and lemma_of(head) in report["refusing"]:
        return True
    return (
        verb.dep_ in ("xcomp", "conj")
        and head.pos_ in ("VERB", "ADJ")
        and any(c.lower_ in NEGATIONS and c.dep_ == "advmod" for c in head.children)
    )


def ceased(verb: Token) -> bool:
    """ "No longer backs": neither for nor against."""
    return any(
        c.lower_ in ("longer", "ago") or c.lower_ in ("once", "formerly", "previously") and c.dep_ == "advmod"
        for c in verb.children
    )


def doubtful(verb: Token) -> bool:
    """Under a condition, a possibility, or pressure by somebody else; a future told in the past is none."""
    for child in verb.children:
        if child.dep_ in ("aux", "mark") and child.lower_ in DOUBTS | CONDITIONS:
            if child.lower_ != "would" or not _told(verb):
                return True
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children):
            return True
    head = verb.head
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "acl") and lemma_of(head) in lexicon().report["pressing"]:
        return not (lemma_of(head) == "want" and not any(c.dep_ == "obj" for c in head.children))
    return False


def _told(verb: Token) -> bool:
    """Is it what somebody said he would do?"""
    return verb.dep_ in ("ccomp", "parataxis") and lemma_of(verb.head) in SAYING


def asked(token: Token) -> bool:
    """Does it stand in a question?"""
    sentence = token.sent
    return any(t.text == "?" for t in sentence[-3:])


def passive(verb: Token) -> bool:
    return any(c.dep_ in ("aux:pass", *PASSIVES) for c in verb.children) or (
        verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN"
    )


def relative(token: Token, verb: Token) -> Token:
    """A relative pronoun stands for the noun its clause modifies."""
    if token.lower_ in RELATIVES and token.pos_ in ("PRON", "DET", "SCONJ"):
        node = verb
        while node.dep_ in ("xcomp", "conj", "ccomp") and node.head != node:
            node = node.head
        if node.dep_ in ("acl:relcl", "acl"):
            return node.head
    return token


def agents(verb: Token) -> tuple[Token, ...]:
    """Who does it: the subject, or the by-phrase of a passive."""
    if passive(verb):
        by = [c for c in verb.children if c.dep_ == "obl:agent" or (c.dep_ == "obl" and case_of(c) == "by")]
        return tuple(by)
    found = subject(verb)
    return (found,) if found is not None else ()


def objects(verb: Token, case: str) -> list[Token]:
    """What the verb takes with a preposition, a particle or ("") none."""
    if not case:
        if passive(verb):
            return [s for s in [passive_subject(verb)] if s is not None]
        direct = [relative(c, verb) for c in verb.children if c.dep_ == "obj"]
        clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.tag_ == "VBG" and not direct]
        clauses = [c for c in clauses if not case_of(c)]  # "protested by shouting"
        if direct or clauses:
            return direct or clauses
        return [_antecedent(verb)] if verb.dep_ == "acl:relcl" and _gapped(verb) else []
    if case in PARTICLES:
        if not any(c.lower_ == case and c.dep_ == "compound:prt" for c in verb.children):
            return []
        return objects(verb, "")
    parts = case.split()
    if len(parts) > 1 and not any(c.lower_ == parts[0] for c in verb.subtree if c.head in (verb, *verb.children)):
        return []
    found = [
        relative(c, verb)
        for c in verb.children
        if c.dep_ in ("obl", "advcl", "obl:agent") and case_of(c) == parts[-1] and c.tag_ != "VB"
    ]
    if len(parts) > 1:
        found += [
            g
            for c in verb.children
            if c.dep_ == "obj"
            for g in c.children
            if g.dep_ == "nmod" and case_of(g) == parts[-1]
        ]
    return found


def _gapped(verb: Token) -> bool:
    """ "The plan Paris backs": a relative clause with a subject of its own and no object."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    return bool(own) and own[0].lower_ not in RELATIVES and not any(c.dep_ in ("obl", "xcomp") for c in verb.children)


def _antecedent(verb: Token) -> Token:
    """What a gapped clause is about: the noun right before its subject, "a charge Tunis rejects"."""
    own = next(c for c in verb.children if c.dep_ in SUBJECTS)
    before = own.left_edge.i - 1
    noun = verb.doc[before] if before >= 0 else verb.head
    return noun if noun.pos_ in ("NOUN", "PROPN") and noun != own else verb.head


def passive_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in PASSIVES or child.dep_ in SUBJECTS:
            return relative(child, verb)
    return verb.head if verb.dep_ in ("acl", "acl:relcl", "amod") else subject(verb)


def near(last: Token, verb: Token) -> bool:
    """Was it spoken of shortly before, or in the heading?"""
    return last.i < verb.i and verb.idx - last.idx < LOOK_BACK or last.i < HEADING


def acts(token: Token) -> bool:
    """Can the noun take a side: a group, a body, or the rule and standing of one?"""
    table = actor_nouns()
    return any(lemma_of(token) in table[k] for k in ("armed_group", "organisation", "people")) or lemma_of(token) in (
        "independence", "sovereignty", "statehood", "annexation", "result", "rule", "regime", "side", "group",
        "movement", "leader", "strongman", "general", "republic",
    )  # fmt: skip


def fits(part: Token) -> bool:
    """Is it a thing that one can be for or against? Turned down in passing and crowds without a name are none."""
    if part.is_punct or part.pos_ not in ("NOUN", "PROPN", "PRON", "VERB", "NUM"):
        return False
    if part.ent_type_ in ("DATE", "TIME", "MONEY", "CARDINAL"):
        return False
    if lemma_of(part) == "claim" and any(
        c.dep_ == "nmod" and case_of(c) in ("over", "to", "on") for c in part.children
    ):
        return True  # a claim to land
    if lemma_of(part) == "claim":
        before = (t for t in part.doc[max(0, part.i - CLAIM_REACH) : part.i] if lemma_of(t) == "claim")
        return any(c.dep_ == "nmod" and case_of(c) in ("over", "to", "on") for t in before for c in t.children)
    if lemma_of(part) in lexicon().report["objects"] and part.pos_ != "VERB":
        relative_clause = part.pos_ == "PRON" and any(c.dep_ == "acl:relcl" for c in part.children)
        qualified = lemma_of(part) == "way" and any(c.dep_ == "nmod" for c in part.children)
        return relative_clause or qualified
    if part.lower_ in ("what", "who", "which", "whom", "something"):
        return False
    return part.pos_ != "PRON" or any(c.dep_ in ("acl:relcl", "acl", "nmod") for c in part.children)
