"""The frames of stands: who is for or against what in one sentence, read from its parse.

Verbs ("Kigali backs M23"), nouns for the stand ("opposition from Washington") and for those who hold it ("the main ally
of"), compounds ("Turkey-backed fighters"), set phrases ("is in favour of"), what a thing is called ("calls it illegal")
and what is said to be needed ("its unity must be preserved"). Doubtful, hypothetical and denied ones are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.stance_demands import needs
from dragoman.extract.stance_grammar import Stand, asked, lemma_of, negated
from dragoman.extract.stance_judgements import judgements
from dragoman.extract.stance_nouns import backed, campaigns, holder_nouns, refusals, sides, stand_nouns
from dragoman.extract.stance_phrases import phrase_stands, settled_stands
from dragoman.extract.stance_verbs import verb_stands

if TYPE_CHECKING:
    from spacy.tokens import Token


DO = frozenset("do does did have has had is are was were will".split())
ECHO_REACH = 300  # code points from a stand to the one that echoes it


def echoes(token: Token, before: Stand | None) -> Iterator[Stand]:
    """ "So did Sweden", "as did Nigeria", "Togo did too", "Rome followed suit": the stand told just before."""
    if before is None or token.i <= before.at.i or token.idx - before.at.idx > ECHO_REACH or asked(token):
        return
    nxt = token.nbor(1) if token.i + 1 < len(token.doc) else None
    holder: Token | None = None
    if token.lower_ in ("so", "as") and nxt is not None and nxt.lower_ in DO:
        holder = next((t for t in token.doc[nxt.i + 1 : nxt.i + 5] if t.pos_ in ("NOUN", "PROPN")), None)
        while holder is not None and holder.dep_ in ("compound", "flat", "nmod:desc") and holder.head.i > holder.i:
            holder = holder.head
    elif token.lower_ in DO and _left_out(token):
        found = next((c for c in token.children if c.dep_ == "nsubj"), None)
        if found is not None and before.stance == "supports":
            yield Stand((found,), "opposes", before.target, token)
        return
    elif lemma_of(token) in ("do", "follow") and any(
        c.lower_ in ("too", "likewise", "same", "suit", "also") for c in token.children
    ):
        holder = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if holder is not None and not negated(token):
        yield Stand((holder,), before.stance, before.target, token)


def _left_out(token: Token) -> bool:
    """ "Does not": the verb is that of the sentence before."""
    if not any(c.lower_ in ("not", "n't", "n’t") for c in token.children):
        return False
    return token.dep_ in ("root", "conj") and not any(
        c.dep_ in ("obj", "xcomp", "ccomp", "obl") for c in token.children
    )


def stands(token: Token, last: Token | None) -> Iterator[Stand]:
    """The stands that one word heads; `last`: what the report took a stand on before it."""
    if asked(token):
        return
    if token.pos_ in ("VERB", "AUX", "ADJ") or token.dep_ == "acl:relcl":
        yield from verb_stands(token, last)
        yield from judgements(token, last)
        yield from backed(token)
    if token.pos_ in ("NOUN", "PROPN"):
        yield from holder_nouns(token)
        yield from stand_nouns(token, last)
        yield from refusals(token)
        yield from sides(token)
        yield from campaigns(token)
        yield from judgements(token, last)
    yield from needs(token)
    yield from phrase_stands(token, last)
    yield from settled_stands(token, last)
