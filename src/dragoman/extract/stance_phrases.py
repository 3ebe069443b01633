"""Stands told by set phrases: "is in favour of", "on the side of", "opposed to", "takes exception to", "is against"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.arguments import PASSIVES, SUBJECTS, subject
from dragoman.extract.stance_grammar import Stand, ceased, coordinated, doubtful, fits, lemma_of, near, negated
from dragoman.extract.stances import STANCES, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

GAP = 3  # words that may stand in the place of "*": "threw its full weight behind"
UP = ("obl", "nmod", "obj", "xcomp", "acl", "advcl", "amod", "fixed", "obl:agent", "conj", "appos", "ccomp")


def phrase_stands(token: Token, last: Token | None) -> Iterator[Stand]:
    """The stands of the set phrases that begin at a word; `last`: what "it" may mean."""
    for stance in STANCES:
        begun = lexicon().stances[stance].phrases
        for parts in {**dict.fromkeys(begun.get(token.lower_, ())), **dict.fromkeys(begun.get(lemma_of(token), ()))}:
            end = _reach(token, parts)
            if end is None:
                continue
            target = _target(end)
            if target is None or target == token:
                continue
            holder, clause = _holder(token, target)
            if holder is None or clause is None or holder == target:
                continue
            copula = any(c.dep_ == "cop" for c in target.children)
            if parts in (("against",), ("for",)) and not copula:
                continue
            if parts == ("for",) and target.lower_ != "it" and lemma_of(target) not in lexicon().report["plans"]:
                continue
            if negated(clause) or doubtful(clause) or ceased(clause):
                continue
            report = lexicon().report
            if token.pos_ == "NOUN" and lemma_of(token.head) in report["ceasing"]:
                continue  # "dropped its suits against"
            heir = parts[:2] in (("in", "favour"), ("in", "favor")) and lemma_of(clause) not in report["favouring"]
            if clause.pos_ == "VERB" and heir:
                continue
            if any(w in report["uneasy"] for p in parts for w in (p, p.removesuffix("s"))):
                if lemma_of(target) not in report["plans"] | report["deeds"]:
                    continue
            if target.lower_ in ("it", "this", "that") and target.pos_ in ("PRON", "DET"):
                if last is not None and near(last, token):
                    yield Stand((holder,), stance, last, token)
                continue
            if target.pos_ == "VERB" and stance == "supports" and parts[-1] != "of":
                continue  # "is committed to leading the country"
            for part in coordinated(target):
                if fits(part):
                    yield Stand((holder,), stance, part, token)


def settled_stands(token: Token, last: Token | None) -> Iterator[Stand]:
    """ "Madrid has long been in favour", "Berlin remains sceptical": for or against what was spoken of."""
    if last is None or not near(last, token) or negated(token) or doubtful(token) or last.sent == token.sent:
        return
    stays = token.dep_ == "xcomp" and lemma_of(token.head) in ("remain", "stay", "be")
    if not stays and not any(c.dep_ == "cop" for c in token.children):
        return
    if any(c.dep_ in ("obl", "nmod", "ccomp", "xcomp", "advcl") for c in token.children):
        return
    said = [*(c.lower_ for c in token.children if c.dep_ == "case"), token.lower_]
    for stance in STANCES:
        if any(tuple(said[-len(parts) :]) == parts for parts in lexicon().stances[stance].settled):
            holder = subject(token.head) if stays else next((c for c in token.children if c.dep_ in SUBJECTS), None)
            if holder is not None:
                yield Stand((holder,), stance, last, token)


def _reach(token: Token, parts: tuple[str, ...]) -> Token | None:
    """The last word of a phrase that begins at `token`, or None. "*" stands for up to three words."""
    doc, i = token.doc, token.i + 1
    for n, part in enumerate(parts[1:], 1):
        if part == "*":
            following = parts[n + 1]
            ahead = next((j for j in range(i, min(i + GAP + 1, len(doc))) if _same(doc[j], following)), None)
            if ahead is None or any(t.is_punct or t.pos_ in ("VERB", "ADP") for t in doc[i:ahead]):
                return None
            i = ahead
            continue
        if i >= len(doc) or not _same(doc[i], part):
            return None
        i += 1
    return doc[i - 1]


def _same(token: Token, word: str) -> bool:
    return word in (token.lower_, lemma_of(token))


def _target(last: Token) -> Token | None:
    """What the preposition that ends the phrase governs."""
    if last.dep_ in ("case", "mark") and last.head.i > last.i:
        target = last.head
    elif last.dep_ in ("fixed",) and last.head.head.i > last.i:
        target = last.head.head
    else:
        return None
    return target if target.pos_ in ("NOUN", "PROPN", "PRON", "DET", "VERB", "NUM") else None


def _holder(first: Token, target: Token) -> tuple[Token | None, Token | None]:
    """Whose stand it is, and the word that heads the clause: up from the phrase to whatever has a subject."""
    node = first if first.dep_ not in ("case", "mark", "fixed") else target if first.head == target else first.head
    if first.dep_ == "case" and first.head != target:
        node = first.head
    for _ in range(5):
        own = [c for c in node.children if c.dep_ in SUBJECTS or c.dep_ in PASSIVES]
        if own or node.pos_ in ("VERB", "ADJ") and node.dep_ in ("conj", "xcomp", "acl:relcl", "advcl", "acl", "amod"):
            found = subject(node)
            if found is None and node.dep_ in ("amod", "acl") and node.head.pos_ in ("NOUN", "PROPN"):
                found = node.head
            if found is not None and not _within(found, target):
                return found, node
        if node.dep_ in ("acl", "amod") and node.head.pos_ in ("NOUN", "PROPN"):
            return node.head, node
        if node.dep_ not in UP or node.head == node:
            return None, None
        node = node.head
    return None, None


def _within(token: Token, target: Token) -> bool:
    return any(t == token for t in target.subtree) and token.dep_ not in (*SUBJECTS, *PASSIVES)
