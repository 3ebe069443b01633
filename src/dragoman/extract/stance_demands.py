"""Stands told by what is said to be needed or asked for: "it must be preserved", "urged Cairo to drop the plan"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.stance_grammar import (
    NAMED,
    NEGATIONS,
    Stand,
    agents,
    case_of,
    doubtful,
    fits,
    lemma_of,
    negated,
    passive,
)
from dragoman.extract.stance_judgements import said_by
from dragoman.extract.stances import lexicon
from dragoman.types import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALS = frozenset(["must", "should"])


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
    if lemma in words["urging"] and holders and not passive(token):
        yield from _urged(token, holders)
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
    if (
        remains is not None
        or token.pos_ == "VERB"
        and lemma in words["preserving"]
        and about.dep_ == "nsubj:pass"
        and about.ent_type_ not in NAMED
    ):
        rest = tuple(c for c in token.children if c.dep_ == "xcomp" and c.pos_ in ("NOUN", "ADJ"))
        extra = (token,) if remains is not None else rest
        yield Stand(said_by(token), "supports", about, token, extra=extra)
    elif token.pos_ == "VERB" and (
        passive(token) and lemma in words["lifting"] or lemma in ("end", "stop", "cease", "go", "withdraw", "leave")
    ):
        leaves = lemma in ("go", "withdraw", "leave") and about.ent_type_ in ("LOC", "GPE", "ORG")
        if not leaves:  # "Britain must leave" is about where it leaves
            yield Stand(said_by(token), "opposes", about, token)


def _demanded(verb: Token, holders: tuple[Token, ...]) -> Iterator[Stand]:
    words = lexicon().report
    for child in verb.children:
        gone = _gone(child)
        if gone is not None:
            yield Stand(holders, "opposes", gone, verb)
            continue
        if child.dep_ == "xcomp" and child.pos_ == "NOUN" and lemma_of(verb) == "want" and fits(child):
            stays = any(c.dep_ == "cop" and lemma_of(c) in ("remain", "be", "stay", "become") for c in child.children)
            if stays and any(c.dep_ == "obj" for c in verb.children):
                yield Stand(holders, "supports", child, verb)  # "wants the sea to remain a zone of peace"
                continue
        named = child.dep_ == "obj" and lemma_of(verb) in ("demand", "urge", "want", "seek")
        named = named or (child.dep_ == "obl" and case_of(child) == "for" and lemma_of(verb) in words["calling"])
        if named and child.pos_ in ("NOUN", "PROPN") and fits(child) and not child.ent_type_:
            if lemma_of(child) in words["passing"]:
                continue
            if case_of(child) == "for" and any(c.dep_ == "obj" for c in verb.children):
                continue  # "called the state for the challenger"
            if any(c.dep_ == "acl" and c.tag_ in ("VB", "VBN") for c in child.children):
                continue  # "called for the government to act"
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
    gone = lemma_of(child) in words["leaving"] or child.tag_ == "VBN" and lemma_of(child) in words["lifting"]
    if child.dep_ in ("xcomp", "advcl", "ccomp") and gone and case_of(child) == "for":
        who = next((c for c in child.head.children if c.dep_ == "obl" and c.i < child.i), None)
        return who or next((c for c in child.children if c.dep_ == "nsubj"), None)
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


def _urged(verb: Token, holders: tuple[Token, ...]) -> Iterator[Stand]:
    """ "Urged both to shelve the plan", "called on Cairo to sign the treaty", "asked it not to fill the dam"."""
    words = lexicon().report
    for inner in (t for t in verb.subtree if t.pos_ == "VERB" and t.i > verb.i):
        above = inner.head
        if inner.dep_ not in ("xcomp", "advcl", "ccomp", "acl", "conj") or not (
            above == verb or above.head == verb and above.pos_ in ("NOUN", "PROPN", "PRON", "VERB")
        ):
            continue
        if inner.tag_ != "VB" or inner.dep_ == "conj" and above.pos_ != "VERB":
            continue
        lemma = lemma_of(inner)
        stance: Stance
        if lemma in words["dropping"]:
            stance = "opposes"
        elif lemma in words["taking"]:
            stance = "supports"
        else:
            continue
        if any(c.lower_ in NEGATIONS for c in inner.children):
            stance = "supports" if stance == "opposes" else "opposes"
        for child in inner.children:
            if child.dep_ == "obj" and child.pos_ in ("NOUN", "PROPN") and fits(child):
                yield Stand(holders, stance, child, verb)
