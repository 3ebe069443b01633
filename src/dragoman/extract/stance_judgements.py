"""Stands told by what is said of a thing: "calls it illegal", "its unity must be preserved", "wants the troops out"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.arguments import subject
from dragoman.extract.stance_grammar import (
    NAMED,
    RELATIVES,
    SAYING,
    Stand,
    agents,
    case_of,
    doubtful,
    fits,
    lemma_of,
    negated,
    passive,
    passive_subject,
    relative,
)
from dragoman.extract.stances import STANCES, lexicon
from dragoman.types import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

SAYING_DEPS = ("ccomp", "parataxis", "conj")
# Said of a person or place they are descriptions, not stands.
MILD = frozenset(["terrorist", "danger", "mistake", "null"])
MODALS = frozenset(["must", "should"])


def judgements(token: Token) -> Iterator[Stand]:
    """ "Calls it illegal", "considered terrorists by Ankara", "sees the vote as a threat", "it had no legitimacy"."""
    if token.pos_ == "VERB" and not negated(token) and not doubtful(token):
        yield from _called(token)
    yield from _said_to_be(token)


def _called(verb: Token) -> Iterator[Stand]:
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
    if not holders or told is None or told.lower_ in RELATIVES or told.pos_ == "PRON":
        return
    for child in [*verb.children, *_stray(verb)]:
        if child.dep_ not in ("xcomp", "obl", "obj", "advcl", "nmod", "parataxis") or child == told:
            continue
        plain = child.dep_ in ("xcomp", "parataxis") or case_of(child) == "as" or (child.dep_ == "obj" and inverse)
        if not plain or negated(child):
            continue
        stance = judged(child)
        if stance is None and lemma_of(verb) in ("dismiss", "deride", "mock") and case_of(child) == "as":
            stance = "opposes"
        if stance == "opposes" and fits(told) or stance == "supports" and _plan(told):
            yield Stand(holders, stance, told, verb)
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


def _said_to_be(token: Token) -> Iterator[Stand]:
    """Said of it by somebody: "the vote had no legitimacy", "the blockade is illegal", "the plan is a step forward"."""
    about = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if about is None or about.pos_ == "PRON":
        return
    empty = (
        token.pos_ == "VERB"
        and lemma_of(token) in ("have", "lack")
        and any(c.dep_ == "obj" and lemma_of(c) in ("legitimacy", "validity") for c in token.children)
        and (lemma_of(token) == "lack" or any(g.lower_ == "no" for c in token.children for g in c.children))
    )
    if empty:
        yield Stand(said_by(token), "opposes", about, token)
    if not any(c.dep_ == "cop" for c in token.children) or negated(token) or doubtful(token):
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


# --- what is said to be needed ---------------------------------------------------------------------------------------


def needs(token: Token) -> Iterator[Stand]:
    """ "Its integrity must be preserved", "stressing its unity", "demanded an end to it"."""
    words = lexicon().report
    if token.pos_ not in ("VERB", "NOUN", "ADJ", "AUX"):
        return
    yield from _must(token)
    if token.pos_ != "VERB" or negated(token) or doubtful(token):
        return
    lemma = lemma_of(token)
    holders = agents(token)
    if lemma in words["demanding"] and holders:
        yield from _demanded(token, holders)
    if lemma in words["stressing"] and holders:
        for child in token.children:
            if child.dep_ in ("obj", "obl") and lemma_of(child) in words["matters"]:
                inner = [c for c in child.children if c.dep_ in ("nmod", "acl", "advcl") and c.i > child.i]
                target = inner[0] if inner else None
                if target is None:
                    continue
                deeper = [c for c in target.children if c.dep_ == "obj"] if target.pos_ == "VERB" else []
                if target.pos_ == "VERB" and lemma_of(target) not in words["preserving"] and not _sought(target):
                    continue
                yield Stand(holders, "supports", _sought(target) or (deeper[0] if deeper else target), token)


def _must(token: Token) -> Iterator[Stand]:
    """ "The embargo must be lifted", "the truce must hold", "there can be no return to war"."""
    words = lexicon().report
    modal = next((c for c in token.children if c.dep_ == "aux" and c.lower_ in (*MODALS, "can", "need")), None)
    about = next((c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
    if modal is None or about is None or about.pos_ == "PRON":
        return
    remains = next((c for c in token.children if c.dep_ == "cop" and lemma_of(c) == "remain"), None)
    lemma = lemma_of(token)
    extra: tuple[Token, ...] = ()
    if negated(token) or modal.lower_ == "can":
        return
    if remains is not None or token.pos_ == "VERB" and lemma in words["preserving"] and about.ent_type_ not in NAMED:
        rest = tuple(c for c in token.children if c.dep_ == "xcomp" and c.pos_ in ("NOUN", "ADJ"))
        extra = (token,) if remains is not None else rest
        yield Stand(said_by(token), "supports", about, token, extra=extra)
    elif token.pos_ == "VERB" and (
        passive(token) and lemma in words["lifting"] or lemma in ("end", "stop", "cease", "go", "withdraw", "leave")
    ):
        yield Stand(said_by(token), "opposes", about, token)


def _demanded(verb: Token, holders: tuple[Token, ...]) -> Iterator[Stand]:
    words = lexicon().report
    for child in verb.children:
        gone = _gone(child)
        if gone is not None:
            yield Stand(holders, "opposes", gone, verb)
            continue
        named = child.dep_ == "obj" and lemma_of(verb) in ("demand", "urge", "want", "seek")
        named = named or (child.dep_ == "obl" and case_of(child) == "for" and lemma_of(verb) in words["calling"])
        if named and child.pos_ in ("NOUN", "PROPN") and fits(child) and not child.ent_type_:
            if lemma_of(child) in words["passing"]:
                continue
            asks = any(c.dep_ in ("xcomp", "ccomp", "acl", "advcl") and c.i > child.i for c in verb.children)
            if not asks and (lemma_of(child) in words["sought"] or lemma_of(verb) in words["calling"]):
                yield Stand(holders, "supports", child, verb)


def _gone(child: Token) -> Token | None:
    """What somebody wants to be gone: "that the soldiers leave", "the sanctions lifted", "the ouster of the ruler"."""
    words = lexicon().report
    if child.dep_ == "ccomp" and not negated(child):
        if lemma_of(child) in words["leaving"]:
            return next((c for c in child.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)
        if lemma_of(child) in words["lifting"]:
            return next((c for c in child.children if c.dep_ in ("nsubj:pass",) and c.pos_ != "PRON"), None)
    if child.dep_ == "obj":
        after = next((c for c in child.head.children if c.dep_ in ("xcomp", "ccomp")), None)
        if after is not None and child.pos_ != "PRON":
            lifted = after.tag_ == "VBN" and lemma_of(after) in words["lifting"]
            out = lemma_of(after) in words["leaving"] and lemma_of(child.head) == "want"
            return child if lifted or out else None
    if child.dep_ == "obj" or child.dep_ == "obl" and case_of(child) in ("for", "on"):
        if lemma_of(child) in words["endings"]:
            inner = [
                c
                for c in child.children
                if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and case_of(c) in ("of", "to", "from", "in"))
            ]
            inner.sort(key=lambda c: case_of(c) in ("from", "in"))
            return next((c for c in inner if c.pos_ != "PRON"), None)
    return None


def _sought(token: Token) -> Token | None:
    """The settlement, peace or unity that a phrase comes down to."""
    return next((t for t in token.subtree if lemma_of(t) in lexicon().report["sought"] and t.pos_ == "NOUN"), None)
