"""Stands told by what is said of a thing: "calls it illegal", "its unity must be preserved", "wants the troops out"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.arguments import subject
from dragoman.extract.stance_grammar import (
    RELATIVES,
    SAYING,
    Stand,
    agents,
    case_of,
    doubtful,
    fits,
    lemma_of,
    near,
    negated,
    passive,
    passive_subject,
    relative,
)
from dragoman.extract.stances import STANCES, lexicon
from dragoman.extract.units import is_persons
from dragoman.types import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

SAYING_DEPS = ("ccomp", "parataxis", "conj")
# Said of a person or place they are descriptions, not stands.
THIS_REACH = 300  # code points between a plan and the "this" that may mean it
THIS = frozenset(["it", "this", "that"])
GROUNDS = frozenset("legitimacy validity basis standing justification merit place future foundation".split())
MILD = frozenset(["terrorist", "danger", "mistake", "null"])
MODALS = frozenset(["must", "should"])


def judgements(token: Token, last: Token | None) -> Iterator[Stand]:
    """ "Calls it illegal", "considered terrorists by Ankara", "sees the vote as a threat", "it had no legitimacy"."""
    if token.pos_ == "VERB" and not negated(token) and not doubtful(token):
        yield from _called(token, last)
        yield from _spoken(token, last)
    yield from _said_to_be(token, last)


def _called(verb: Token, last: Token | None) -> Iterator[Stand]:
    words = lexicon()
    if lemma_of(verb) not in words.report["judging"]:
        return
    by = tuple(c for c in verb.children if c.dep_ in ("obl", "obl:agent") and case_of(c) == "by") or tuple(
        g
        for c in verb.children
        if c.dep_ in ("xcomp", "obj")
        for g in c.children
        if g.dep_ == "nmod" and case_of(g) == "by"
    )
    holders = agents(verb) or by
    inverse = passive(verb) or bool(by)
    if inverse:
        holders = by
        told = passive_subject(verb)
    else:
        direct = [c for c in verb.children if c.dep_ == "obj" and case_of(c) != "as"]
        told = relative(direct[0], verb) if direct else None
        own = [c for c in told.children if c.dep_ == "compound" and c.ent_type_] if told is not None else []
        if told is not None and own and lemma_of(told) in words.stances["opposes"].judged:
            yield Stand(holders, "opposes", own[0], verb)  # "considers the movement terrorists"
            told = None
    if told is not None and told.lower_ in THIS and verb.tag_ == "VBG" and verb.dep_ == "advcl":
        # "denounced the deal, calling it void"
        told = next((c for c in verb.head.children if c.dep_ == "obj" and c.pos_ in ("NOUN", "PROPN")), told)
    if (
        told is not None
        and told.lower_ in THIS
        and told.pos_ in ("PRON", "DET")
        and last is not None
        and near(last, verb)
        and lemma_of(verb) not in ("dismiss", "deride", "mock")  # what is dismissed so is a claim
    ):
        told = last
    person = told is not None and (told.lower_ in ("him", "her") or told.ent_type_ == "PERSON")
    if not holders or told is None or told.lower_ in RELATIVES or told.pos_ == "PRON" and not person:
        return
    for child in [*verb.children, *_stray(verb)]:
        if child.dep_ not in ("xcomp", "obl", "obj", "advcl", "nmod", "parataxis") or child == told:
            continue
        plain = (
            child.dep_ in ("xcomp", "parataxis")
            or case_of(child) == "as"
            or (child.dep_ == "obj" and (inverse or child.i > told.i))
        )
        if not plain:
            continue
        if negated(child):
            if lemma_of(child) in words.report["sound"] and fits(told):
                yield Stand(holders, "opposes", told, verb)
            continue
        stance = judged(child)
        if stance is None and lemma_of(verb) in ("dismiss", "deride", "mock") and case_of(child) == "as":
            stance = "opposes"
        if stance == "opposes" and fits(told) or stance == "supports" and _plan(told):
            yield Stand(holders, stance, told, verb)
            return
        if person and lemma_of(child) in words.report["friends"]:
            yield Stand(holders, "supports", told, verb)
            return


def _spoken(verb: Token, last: Token | None) -> Iterator[Stand]:
    """ "Spoke of a heist": what was spoken of before it is called so."""
    if lemma_of(verb) not in ("speak", "talk") or last is None or not 0 < verb.idx - last.idx < THIS_REACH:
        return
    for child in verb.children:
        if child.dep_ == "obl" and case_of(child) == "of" and (stance := judged(child)) is not None:
            yield Stand(agents(verb), stance, last, verb)
            return


def judged(child: Token) -> Stance | None:
    """For or against, by what a thing is called."""
    near = [child, *(g for g in child.children if g.dep_ in ("amod", "conj", "compound", "nmod"))]
    near += [h for g in near[1:] for h in g.children if h.dep_ == "conj"]
    for stance in STANCES[::-1]:
        if any(lemma_of(t) in lexicon().stances[stance].judged for t in near):
            return stance
    return None


def _plan(token: Token) -> bool:
    return lemma_of(token) in lexicon().report["plans"]


def _stray(verb: Token) -> list[Token]:
    """An "as" phrase that the parser hung on a relative clause between: "sees the vote, which …, as a threat"."""
    return [
        c
        for t in verb.subtree
        if t.dep_ == "acl:relcl" and t.i > verb.i
        for c in t.children
        if c.dep_ == "obl"
        and case_of(c) == "as"
        and c.i > 1
        and "," in (c.left_edge.text, c.doc[c.left_edge.i - 1].text)
    ]


def _said_to_be(token: Token, last: Token | None) -> Iterator[Stand]:
    """Said of it by somebody: "the vote had no legitimacy", "the blockade is illegal", "the plan is a step forward"."""
    about = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if about is not None and about.lower_ in THIS and last is not None and 0 < token.idx - last.idx < THIS_REACH:
        about = last
    if about is None or about.pos_ == "PRON" or any(c.lower_ in ("not", "no", "every") for c in about.children):
        return
    empty = (
        token.pos_ == "VERB"
        and lemma_of(token) in ("have", "lack")
        and any(c.dep_ == "obj" and lemma_of(c) in GROUNDS for c in token.children)
        and (lemma_of(token) == "lack" or any(g.lower_ == "no" for c in token.children for g in c.children))
    )
    if empty and fits(about) and not is_persons(about.text):
        yield Stand(said_by(token), "opposes", about, token)
    if not any(c.dep_ == "cop" for c in token.children) or doubtful(token):
        return
    if negated(token):
        if lemma_of(token) in lexicon().report["sound"] and fits(about):
            yield Stand(said_by(token), "opposes", about, token)
        return
    stance = judged(token)
    if (
        stance == "opposes"
        and lemma_of(token) not in MILD
        and (fits(about) or about.pos_ == "NOUN")
        or stance == "supports"
        and _plan(about)
    ):
        yield Stand(said_by(token), stance, about, token)


def said_by(clause: Token) -> tuple[Token, ...]:
    """Who says the clause that `clause` heads, by the tree; nobody leaves it to the statements of the report."""
    node = clause
    for _ in range(4):
        if node.head == node or node.dep_ not in SAYING_DEPS:
            return ()
        head = node.head
        if head.pos_ == "VERB" and node.dep_ != "conj" and lemma_of(head) in SAYING:
            found = subject(head)
            return (found,) if found is not None else ()
        node = head
    return ()
