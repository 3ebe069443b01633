"""Cues of speech: verbs, light verbs with nouns, adjectives and phrases that report words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract.speakers import Speakers
from dragoman.extract.speechwords import forms, noun_forms, particles, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NEGATIVE = frozenset(("not", "n't", "n’t", "never", "nothing", "without", "neither", "nor", "no"))

_DECLINED = frozenset(
    "decline declined declines refuse refused refuses fail failed fails stop stopped avoid avoided".split()
)


# Verbs of headings that a tagger takes for nouns.
_HEADLINE_VERBS = frozenset(
    "added adds vows warns claims calls slams urges states notes writes hails demands asks".split()
)


# The class that counts where a verb is in several.
_ORDER = ("say", "tell", "accuse", "call", "ask", "think", "judge", "will", "reckon")


class Cue(NamedTuple):
    """A word that reports speech. Numbers are of tokens; `subject` heads the noun phrase of who speaks.

    `kind`: the class of speech.toml ("say", "tell", "ask", "think", "accuse", "call", "judge", "will", "noun",
    "according", "reckon"). `end`: the token behind the cue and its particle or adjective. `silent`: negated.
    """

    at: int
    end: int
    kind: str
    lemma: str
    subject: int | None
    silent: bool
    also: frozenset[str]  # further classes the same verb is in


def find(speakers: Speakers) -> list[Cue]:
    """The cues of a document outside quotation marks, in order."""
    return sorted(_Finder(speakers).all(), key=lambda cue: cue.at)


class _Finder:
    """Looks at each word of a document."""

    def __init__(self, speakers: Speakers) -> None:
        self.doc: Doc = speakers.doc
        self.speakers = speakers

    def all(self) -> Iterator[Cue]:
        doc = self.doc
        skip_to = 0
        for token in doc:
            i = token.i
            if i < skip_to or self.speakers.inside[i] or token.is_space or token.is_punct:
                continue
            low = token.lower_
            cue = self._according(token) or self._particle(token) or self._light(token) or self._verb(token)
            if (
                cue is None
                and low in ("confident", "adamant", "quoted")
                or (cue is None and low in words("particles", "adjectives"))
            ):
                cue = self._adjective(token)
            if cue is not None:
                skip_to = cue.end
                yield cue

    def _according(self, token: Token) -> Cue | None:
        doc, i = self.doc, token.i
        low = token.lower_
        end = 0
        if low == "according" and i + 1 < len(doc) and doc[i + 1].lower_ == "to":
            end = i + 2
        elif low == "in" and i + 2 < len(doc) and doc[i + 1].lower_ in ("the",) and doc[i + 2].lower_ == "words":
            if i + 3 < len(doc) and doc[i + 3].lower_ == "of":
                end = i + 4
        elif (
            low == "per" and i + 1 < len(doc) and doc[i + 1].pos_ == "PROPN" and i and doc[i - 1].lower_ in (",", "as")
        ):
            end = i + 1
        if not end:
            return None
        return Cue(i, end, "according", low, self.speakers.first_nominal(end), False, frozenset())

    def _particle(self, token: Token) -> Cue | None:
        doc, i = self.doc, token.i
        if token.pos_ not in ("VERB", "AUX", "X", "NOUN"):
            return None
        for rest, phrase in particles().get(token.lower_, ()):
            parts = rest.split()
            if [t.lower_ for t in doc[i + 1 : i + 1 + len(parts)]] == parts:
                if phrase == "go on":
                    if i + 3 < len(doc) and doc[i + 2].lower_ == "to":
                        return None  # "went on to say": the verb behind is the cue
                    if not re.match(r"\s*[:,.\"“]", doc.text[doc[i + 1].idx + 2 : doc[i + 1].idx + 5]):
                        return None
                if phrase.startswith("be "):
                    continue
                end = i + 1 + len(parts)
                return Cue(
                    i, end, "say", phrase, self.speakers.subject(token), self._silent(token), frozenset(("will",))
                )
        return None

    def _light(self, token: Token) -> Cue | None:
        """ "expressed confidence that", "voiced fears that", "there was a claim that": a light verb."""
        doc, i = self.doc, token.i
        if token.pos_ != "VERB" or token.lemma_.lower() not in words("nouns", "light"):
            return None
        for j in range(i + 1, min(i + 6, len(doc))):
            t = doc[j]
            if t.pos_ in ("VERB", "PUNCT", "ADP", "SPACE"):
                break
            if noun_forms(t.lower_) in words("nouns", "speech"):
                lemma = f"{token.lemma_.lower()} {t.lower_}"
                subject = self.speakers.subject(token)
                return Cue(i, j + 1, "noun", lemma, subject, self._silent(token), frozenset(("will",)))
        return None

    def _verb(self, token: Token) -> Cue | None:
        classes = forms().get(token.lower_)
        if not classes or not (token.pos_ in ("VERB", "AUX", "X") or self._verb_after_all(token)):
            return None
        if token.dep_ in ("amod", "compound", "case"):
            return None
        if (
            token.tag_ == "VBN"
            and token.dep_ in ("acl", "advcl")
            and not any(c.dep_ in ("aux", "aux:pass") for c in token.children)
        ):
            return None  # "asked about the raid, he …", "the film called …"
        reduced = token.dep_ in ("acl", "advcl") or (token.i > 0 and self.doc[token.i - 1].text == ",")
        if token.lower_ in ("asked", "pressed", "questioned", "told", "reminded") and reduced:
            after = self.doc[token.i + 1].lower_ if token.i + 1 < len(self.doc) else ""
            if after in ("if", "whether", "about", "by", "how", "why", "what", "who", "when", "on", "over", "of"):
                return None
        if classes.get("think") == "hold" and (token.i + 1 >= len(self.doc) or token.nbor(1).lower_ != "that"):
            return None  # "holds talks"
        if classes.get("say") in ("quote", "cite") and self._as_saying(token.i):
            return None
        order = [k for k in _ORDER if k in classes]
        kind = order[0]
        subject = self.speakers.subject(token)
        silent = self._silent(token)
        return Cue(token.i, token.i + 1, kind, classes[kind], subject, silent, frozenset(order[1:]))

    def _as_saying(self, i: int) -> bool:
        """ "quoted him as saying": the saying is the cue."""
        after = [t.lower_ for t in self.doc[i + 1 : i + 14]]
        return any(a == "as" and b in ("saying", "telling", "warning") for a, b in itertools.pairwise(after))

    def _verb_after_all(self, token: Token) -> bool:
        """A form of "say" or "tell" next to a quotation mark is a verb whatever the tagger thinks."""
        if token.lower_ in ("said", "told", "tweeted", "wrote", "says", "tells"):
            return True
        if token.lower_ not in _HEADLINE_VERBS:
            return False
        text = self.doc.text
        after = text[token.idx + len(token) : token.idx + len(token) + 3]
        before = text[max(0, token.idx - 3) : token.idx]
        return bool(re.search(r"[\"“”‘’']", after) or re.search(r"[\"“”‘’'],?\s$", before))

    def _adjective(self, token: Token) -> Cue | None:
        """ "was confident that", "was quoted as saying" (the saying is the cue, its subject is the one quoted)."""
        if token.lower_ in ("quoted", "cited"):
            return None
        doc, i = self.doc, token.i
        copula = [c for c in token.children if c.dep_ in ("cop", "aux:pass") and c.i < i]
        nxt = doc[i + 1] if i + 1 < len(doc) else None
        if not copula or nxt is None or not (nxt.lower_ == "that" or any(c.dep_ == "ccomp" for c in token.children)):
            return None
        return Cue(i, i + 1, "think", token.lower_, self.speakers.subject(token), self._silent(token), frozenset())

    def _silent(self, token: Token) -> bool:
        doc = self.doc
        for t in reversed(doc[max(0, token.i - 4) : token.i]):
            if t.is_punct:
                break
            if t.lower_ in _NEGATIVE and not (t.ent_type_ and t.text[:1].isupper()):
                return t.lower_ != "no" or t.i == token.i - 1
            if t.lower_ in _DECLINED:
                return True
            if t.pos_ == "VERB" and t.lower_ not in ("did", "does", "do", "has", "have", "had"):
                break
        nxt = doc[token.i + 1] if token.i + 1 < len(doc) else None
        return nxt is not None and nxt.lower_ in ("nothing", "little")
