"""The noun phrase that a number counts: modifiers, then the head; and its comparable words."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract import units

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOUNS = frozenset(("NOUN", "PROPN"))

_INSIDE = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))

_TIME_NOUNS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september "
    "october november december today yesterday tomorrow tonight week month year day morning evening night noon "
    "midnight".split()
)

STATE_NOUNS = frozenset(
    ("dead", "injured", "wounded", "missing", "homeless", "killed", "hurt", "displaced", "arrested")
)


class Noun(NamedTuple):
    """What a number counts: the tokens of the phrase and its head."""

    tokens: tuple[Token, ...]
    head: Token


class Nouns:
    """The noun phrases of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, doc.text
        self._starts = [t.idx for t in doc]

    def token_at(self, offset: int) -> int:
        """The number of the first token that begins at `offset` or later."""
        return bisect_left(self._starts, offset)

    def at(self, at: int, *, articles: bool = False) -> Noun | None:
        """The noun phrase that begins behind offset `at`: modifiers, then the head."""
        i = self.token_at(at)
        doc = self.doc
        tokens: list[Token] = []
        head: Token | None = None
        if i < len(doc) and doc[i].lower_ == "of" and doc[i].idx <= at + 1:
            i += 1
            articles = True
        sentence_end = len(doc)
        begin = i
        while i < sentence_end and len(tokens) < 10:
            t = doc[i]
            if t.is_sent_start and i != begin and not tokens:
                break
            if t.is_sent_start and tokens:
                break
            low = t.lower_
            if t.is_space:
                if "\n" in t.text:
                    break
                i += 1
                continue
            if (
                articles
                and not tokens
                and low in ("the", "its", "his", "her", "their", "our", "these", "those", "all", "such")
            ):
                i += 1
                continue
            if (
                low in ("other", "more", "additional", "further", "such", "fewer", "new", "of")
                and t.pos_ not in NOUNS
                and low != "of"
            ):
                tokens.append(t)
                if low == "more" and head is None and i + 1 < len(doc) and doc[i + 1].pos_ in ("AUX", "VERB", "PUNCT"):
                    head = None
                i += 1
                continue
            if low in ("'s", "’s", "'", "’") and tokens and (articles or t.tag_ == "POS"):
                if low in ("'", "’") and t.tag_ != "POS":
                    break
                tokens.append(t)
                head = None
                i += 1
                continue
            if t.text in '-‑–"“”‘’«»' and tokens is not None:
                nxt = doc[i + 1] if i + 1 < len(doc) else None
                if nxt is None or (t.text in "-‑–" and nxt.idx != t.idx + len(t)):
                    break
                if t.text in "”’»" and head is not None:
                    break
                if t.text == '"' and head is not None and (nxt.pos_ not in _INSIDE or head.tag_ in ("NNS", "NNPS")):
                    break
                tokens.append(t)
                i += 1
                continue
            if low in _TIME_NOUNS and head is not None:
                break
            if t.pos_ in NOUNS or low in STATE_NOUNS or units.singular(low) in ("person", "man", "woman", "child"):
                if head is not None and self._closed(head, t):
                    break
                tokens.append(t)
                head = t
                i += 1
                continue
            if head is not None and self._closed(head, t):
                break
            if (
                t.pos_ == "ADJ"
                or (t.pos_ == "VERB" and t.tag_ in ("VBN", "VBG") and self._leads(i))
                or (t.pos_ == "ADV" and self._leads(i) and head is None)
                or (t.pos_ == "NUM" and tokens and tokens[-1].text in "-‑–")
            ):
                if head is not None and not self._leads(i):
                    break
                tokens.append(t)
                i += 1
                continue
            if low in ("and", "or") and tokens and head is None and self._leads(i):
                tokens.append(t)
                i += 1
                continue
            if low == "," and tokens and head is None and self._leads(i) and doc[i - 1].pos_ == "ADJ":
                tokens.append(t)
                i += 1
                continue
            break
        if head is None and tokens and tokens[-1].text[:1].isupper() and units.is_persons(tokens[-1].text):
            head = tokens[-1]  # "four Chinese": an adjective that stands for persons
        if head is None:
            return None
        last = max(k for k, t in enumerate(tokens) if t.i == head.i)
        return Noun(tuple(tokens[: last + 1]), head)

    def _closed(self, head: Token, following: Token) -> bool:
        """Does the phrase end at `head`? A plural takes no further noun ("300 migrants Friday")."""
        if following.text in "-‑–" and following.idx == head.idx + len(head):
            return False
        if following.idx and self.text[following.idx - 1] in "-‑–":
            return False
        if head.lower_ in ("crew", "staff", "police", "army", "aid") and following.pos_ == "NOUN":
            return False
        if head.tag_ in ("NNS", "NNPS"):
            return True
        if following.pos_ == "PROPN" and head.pos_ == "NOUN":
            return True
        return units.singular(head.lower_) != head.lower_ and units.is_persons(head.text) and head.pos_ != "PROPN"

    def _leads(self, i: int) -> bool:
        """Does a modifier at `i` lead on to a noun within three words?"""
        for t in self.doc[i + 1 : i + 5]:
            if t.pos_ in NOUNS:
                return True
            if t.pos_ not in ("ADJ", "ADV", "CCONJ", "VERB") and t.text not in "-‑,":
                return False
        return False


def phrase(noun: Noun) -> str:
    """Comparable words: lower case, head in the singular or plural as told, no determiners and marks."""
    words = [
        t.lower_
        for t in noun.tokens
        if t.pos_ not in ("PUNCT", "DET") and t.lower_ not in ("'s", "’s", "of", "more", "other")
    ]
    return " ".join(re.sub(r"[\"“”‘’«»]", "", w) for w in words).strip()
