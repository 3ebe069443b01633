"""The frames of stands: who is for or against what in one sentence, read from its parse.

Verbs ("Kigali backs M23"), nouns for the stand ("opposition from Washington") and for those who hold it ("the main ally
of"), compounds ("Turkey-backed fighters"), set phrases ("is in favour of"), what a thing is called ("calls it illegal")
and what is said to be needed ("its unity must be preserved"). Doubtful, hypothetical and denied ones are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.stance_grammar import Stand, asked
from dragoman.extract.stance_judgements import judgements, needs
from dragoman.extract.stance_nouns import backed, holder_nouns, stand_nouns
from dragoman.extract.stance_phrases import phrase_stands
from dragoman.extract.stance_verbs import verb_stands

if TYPE_CHECKING:
    from spacy.tokens import Token


def stands(token: Token, last: Token | None) -> Iterator[Stand]:
    """The stands that one word heads; `last`: what the report took a stand on before it."""
    if asked(token):
        return
    if token.pos_ in ("VERB", "AUX", "ADJ") or token.dep_ == "acl:relcl":
        yield from verb_stands(token, last)
        yield from judgements(token)
        yield from backed(token)
    if token.pos_ in ("NOUN", "PROPN"):
        yield from holder_nouns(token)
        yield from stand_nouns(token)
        yield from judgements(token)
    yield from needs(token)
    yield from phrase_stands(token)
