"""Stands told by verbs: "Kigali backs M23", "does not accept the award", "vetoed the bid", "it angered Hanoi"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.stance_grammar import (
    NAMED,
    Stand,
    acts,
    agents,
    case_of,
    ceased,
    coordinated,
    doubtful,
    fits,
    lemma_of,
    near,
    negated,
    objects,
    passive,
    passive_subject,
)
from dragoman.extract.stances import STANCES, lexicon
from dragoman.types import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

# Whoever is greeted in person is received, not backed.
PERSONAL = frozenset("welcome hail receive applaud promote acclaim cheer bless praise".split())


def verb_stands(verb: Token, last: Token | None) -> Iterator[Stand]:
    """The stands of one verb; `last`: what was spoken of before it, for "it" and for cheers without an object."""
    if verb.pos_ != "VERB" and verb.tag_ not in ("VBN", "VBD") and verb.dep_ != "acl:relcl":
        return
    words, lemma = lexicon(), lemma_of(verb)
    if ceased(verb) or verb.dep_ in ("amod", "compound") and verb.lower_.endswith("ing"):
        return
    if negated(verb):
        yield from _taken(verb, words.negated.get(lemma, frozenset()), "opposes", last=last)
        return
    if doubtful(verb):
        return
    for stance in STANCES:
        wording = words.stances[stance]
        got = list(_taken(verb, wording.verbs.get(lemma, frozenset()), stance, last=last))
        if lemma in wording.actors_only:
            got += list(_taken(verb, frozenset([""]), stance, last=last, only="actors"))
        if lemma in wording.plans_only:
            got += list(_taken(verb, frozenset([""]), stance, last=last, only="plans"))
        yield from got
        if not got and lemma in wording.cheering and last is not None and not passive(verb):
            if not any(_fills(c) for c in verb.children) and verb.tag_ != "VBG":
                holders = agents(verb)
                if holders and near(last, verb):
                    yield Stand(holders, stance, last, verb)
    yield from _sought(verb)
    yield from _felt(verb)
    yield from _moved(verb)


def _fills(child: Token) -> bool:
    """Does it take the place of what is cheered? "At once" and "on Monday" do not."""
    if child.dep_ == "obl":
        return child.ent_type_ not in ("DATE", "TIME", "LOC") and child.lower_ not in (
            "once",
            "first",
            "last",
            "length",
        )
    return child.dep_ in ("obj", "ccomp", "xcomp")


def _taken(
    verb: Token, cases: frozenset[str], stance: Stance, *, last: Token | None, only: str | None = None
) -> Iterator[Stand]:
    """What stands where the verb's object is due. `only`: "actors" that can take sides, "plans" that can be stopped."""
    holders = agents(verb)
    if not holders or not cases:
        return
    report = lexicon().report
    for case in sorted(cases):
        for target in objects(verb, case):
            antecedent = verb.dep_ in ("acl:relcl", "acl") and target == verb.head
            named = target.ent_type_ in NAMED
            for part in [target] if antecedent else coordinated(target):
                if named and part.ent_type_ not in NAMED:
                    continue  # "backed the leader, and a convoy of aid"
                if part.lower_ in ("it", "this", "that") and part.dep_ in ("obj", "obl"):
                    if part.lower_ != "it" and lemma_of(verb) in ("reject", "dismiss", "accept", "dispute", "contest"):
                        continue  # a claim
                    if lemma_of(verb) in report["standing"]:
                        yield Stand(holders, stance, part, verb)
                    elif last is not None and near(last, verb):
                        yield Stand(holders, stance, last, verb)
                    continue
                if any(lemma_of(part) in lexicon().stances[s].stands for s in STANCES):
                    continue  # "reaffirmed his recognition of": see the nouns
                if lemma_of(verb) == "want":
                    clause = any(c.dep_ in ("xcomp", "ccomp", "advcl") for c in verb.children)
                    if clause or not (part.ent_type_ in NAMED or acts(part) or lemma_of(part) in report["plans"]):
                        continue
                if part.lower_ == "what" or any(c.lower_ == "any" for c in part.children):
                    continue
                if part.lower_ in ("him", "her", "them") and part.pos_ == "PRON":
                    if part.lower_ == "them" and last is not None and last.tag_ == "NNS" and near(last, verb):
                        yield Stand(holders, stance, last, verb)
                        continue
                    if stance == "opposes" and part.lower_ == "them":
                        continue
                    yield Stand(holders, stance, part, verb)
                    continue
                inner = _asked_for(part)
                if inner is not None:
                    yield Stand(holders, stance, inner, verb)
                    continue
                deed = lemma_of(part) in report["deeds"]
                fitting = report["condemning"] if stance == "opposes" else report["approving"]
                if deed and lemma_of(verb) not in fitting:
                    continue
                if not deed and not fits(part):
                    continue
                person = part.ent_type_ == "PERSON" or any(c.ent_type_ == "PERSON" for c in part.children)
                if person and lemma_of(verb) in PERSONAL and part.dep_ in ("obj", "nsubj:pass"):
                    continue
                if only == "actors" and not (part.ent_type_ in NAMED or acts(part)):
                    continue
                if only == "plans" and lemma_of(part) not in report["plans"]:
                    continue
                yield Stand(holders, stance, part, verb)


def _asked_for(part: Token) -> Token | None:
    """ "Rejected calls for a truce", "dismissed the idea of a federation": what is called for or thought of."""
    if lemma_of(part) not in lexicon().report["proposing"]:
        return None
    for child in part.children:
        if child.dep_ == "nmod" and case_of(child) in ("for", "of") and child.pos_ in ("NOUN", "PROPN"):
            return child if fits(child) else None
        if child.dep_ == "acl" and child.pos_ == "VERB":
            inner = next((c for c in child.children if c.dep_ in ("obj", "obl")), None)
            return inner if inner is not None and fits(inner) else None
    return None


def _sought(verb: Token) -> Iterator[Stand]:
    """ "Seeks a settlement", "is working for peace"."""
    report = lexicon().report
    if lemma_of(verb) not in report["seeking"]:
        return
    for child in verb.children:
        due = child.dep_ == "obj" or (
            child.dep_ == "obl" and case_of(child) in ("for", "toward", "towards", "at", "on")
        )
        if due and lemma_of(child) in report["sought"]:
            yield Stand(agents(verb), "supports", child, verb)


def _felt(verb: Token) -> Iterator[Stand]:
    """ "The visit angered Hanoi", "Hanoi was incensed by the visit": who feels it is against it."""
    if lemma_of(verb) not in lexicon().report["angering"]:
        return
    if passive(verb):
        cause = next((c for c in verb.children if c.dep_ in ("obl", "obl:agent") and case_of(c) in FELT), None)
        holder = passive_subject(verb)
    else:
        cause = next(iter(agents(verb)), None)
        holder = next((c for c in verb.children if c.dep_ == "obj"), None)
    if holder is None or cause is None or not fits(cause) or cause.ent_type_ in NAMED or not holder.ent_type_:
        return
    for part in coordinated(holder):
        yield Stand((part,), "opposes", cause, verb)


FELT = ("by", "at", "over", "about", "with")


def _moved(verb: Token) -> Iterator[Stand]:
    """ "Switched recognition from Taipei to Beijing": for the one it goes to."""
    if lemma_of(verb) not in ("switch", "shift", "transfer", "move"):
        return
    thing = next((c for c in verb.children if c.dep_ == "obj"), None)
    if thing is None or lemma_of(thing) not in ("recognition", "allegiance", "loyalty", "support", "backing", "tie"):
        return
    for child in (*verb.children, *thing.children):
        if child.dep_ in ("obl", "nmod") and case_of(child) == "to" and child.ent_type_ in NAMED:
            yield Stand(agents(verb), "supports", child, verb)
