"""Who speaks: the subject of a verb of speech."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.extract.speechwords import forms
from dragoman.extract.voices import NOMINAL, EntityLookup, Voices

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PERSONAL = frozenset("he she they it we i you who".split())

_RELATIVE = frozenset("who which that whom".split())


class Speakers:
    """Sentences and subjects of a document. `quoted`: code points that stand in quotation marks."""

    def __init__(self, doc: Doc, mentions: EntityLookup, quoted: Sequence[tuple[int, int]]) -> None:
        self.doc, self.mentions = doc, mentions
        self.voices = Voices(doc, mentions)
        self.inside = [False] * len(doc)
        spans = sorted(quoted)
        k = 0
        for token in doc:
            while k < len(spans) and spans[k][1] <= token.idx:
                k += 1
            self.inside[token.i] = k < len(spans) and spans[k][0] <= token.idx
        self.sentence_start = [0] * len(doc)
        self.sentence_end = [0] * len(doc)
        self._bound_sentences()

    def _bound_sentences(self) -> None:
        """Sentences as the parser has them, joined where a quotation runs over the boundary."""
        bounds = [(s.start, s.end) for s in self.doc.sents]
        merged: list[list[int]] = []
        for start, end in bounds:
            if merged and self._runs_on(merged[-1][0], start):
                merged[-1][1] = end
            else:
                merged.append([start, end])
        for start, end in merged:
            for i in range(start, end):
                self.sentence_start[i], self.sentence_end[i] = start, end

    def _runs_on(self, before: int, start: int) -> bool:
        """Is the boundary before token `start` inside a quotation (no new line between)?"""
        doc = self.doc
        if start == 0 or start >= len(doc) or "\n" in doc[start - 1].text:
            return False
        if any(t.is_space and "\n" in t.text for t in doc[start - 1 : start]):
            return False
        return self.inside[start] and self.inside[start - 1] and not is_mark(doc[start])

    def subject(self, verb: Token) -> int | None:
        """The token that heads the noun phrase of who speaks; None if nobody is named."""
        if self._is_participle(verb):
            return self._participle_subject(verb)
        for found in (self._inverted(verb), self.dependent(verb), self._left(verb)):
            if found is not None:
                return self._antecedent(self._described(found, verb), verb)
        inherited = self._inherited(verb)
        return None if inherited is None else self._antecedent(inherited, verb)

    def _described(self, i: int, verb: Token) -> int:
        """ "A diplomat who sat in the room confirms": the noun, not a word of its relative clause."""
        seen = self.doc[i]
        for _ in range(5):
            if seen.dep_ == "acl:relcl" and i < verb.i and seen.i < i:
                head = seen.head
                return head.i if head.pos_ in NOMINAL and head.i < seen.i and not self.inside[head.i] else i
            if seen.head is seen or seen.dep_ in ("nsubj", "nsubj:pass"):
                return i
            seen = seen.head
        return i

    def _is_participle(self, verb: Token) -> bool:
        if not verb.lower_.endswith("ing"):
            return False
        return not any(c.dep_ == "aux" and c.i < verb.i and c.lower_ not in ("to",) for c in verb.children)

    def _participle_subject(self, verb: Token) -> int | None:
        """ "adding that": the speaker of the cue before it in the sentence, else the subject of the main clause."""
        doc = self.doc
        start = self.sentence_start[verb.i]
        above = verb.head
        if above.lower_ in ("quoted", "cited", "quoting", "citing", "quotes") and doc[verb.i - 1].lower_ == "as":
            passive = any(c.dep_ == "aux:pass" for c in above.children)
            wanted = ("nsubj:pass",) if passive else ("obj", "iobj")
            return next((c.i for c in above.children if c.dep_ in wanted), self.first_nominal(above.i + 1))
        for child in verb.children:  # "with Erdogan saying", "the ministry saying"
            near = verb.i - 6 <= child.i < verb.i and not any(t.is_punct for t in doc[child.i : verb.i])
            if (
                child.dep_ in ("nsubj", "nsubj:pass")
                and near
                and not self.inside[child.i]
                and child.lower_ not in _RELATIVE
            ):
                return child.i
        for i in range(verb.i - 1, start - 1, -1):
            t = doc[i]
            if self.inside[i] or t.is_space:
                continue
            if t.dep_ == "nsubj" and t.head.i < i and t.pos_ in NOMINAL and doc[verb.i - 1].text == ",":
                return i  # "Abu Dhabi came along, its minister, X, speaking of need"
            if t.pos_ in ("VERB", "AUX") and not t.lower_.endswith("ing") and self.finite(t):
                if t.lower_ in ("as", "of"):
                    continue
                head = self.clause_verb(t)
                found = self._inverted(head) if head.lower_ in forms() else None
                if found is None:
                    found = self.dependent(head)
                if found is None:
                    found = self._left(head)
                if found is None:
                    found = self._inherited(head)
                if found is not None and self._can_speak(found):
                    if self._subordinate(head) and i > start + 1:
                        continue  # the clause that is reported, not the one that reports
                    return self._antecedent(found, head)
        for i in range(verb.i + 1, self.sentence_end[verb.i]):  # "Speaking in Rome, she said": the main clause follows
            t = doc[i]
            if not self.inside[i] and t.pos_ == "VERB" and self.finite(t):
                found = self.dependent(t) or self._left(t)
                if found is not None:
                    return self._antecedent(found, t)
        return None

    def _subordinate(self, verb: Token) -> bool:
        """Is the verb inside a reported clause?"""
        seen = verb
        for _ in range(8):
            if seen.dep_ in ("ccomp", "xcomp", "acl:relcl", "acl"):
                return True
            if seen.head is seen or seen.dep_ in ("root", "parataxis"):
                return False
            seen = seen.head
        return False

    def _can_speak(self, i: int) -> bool:
        """A weak test: things such as "talks" and "relations" do not add."""
        token = self.doc[i]
        if self.voices.known(i) is not None or token.pos_ in ("PROPN", "PRON"):
            return token.lower_ not in ("there", "it") or token.lower_ == "it"
        return token.pos_ == "NOUN"

    def dependent(self, verb: Token) -> int | None:
        passive = any(c.dep_ == "aux:pass" for c in verb.children)
        for child in verb.children:
            if child.dep_ == "obl:agent" and passive:
                return child.i
        if (
            passive
            and verb.lower_ in ("called", "described", "dubbed", "accused", "quoted", "cited")
            and not self._voiced(verb)
        ):
            return None
        found = [
            child.i
            for child in verb.children
            if child.dep_ in ("nsubj", "nsubj:outer", "nsubj:pass")
            and not self.inside[child.i]
            and child.pos_ in (*NOMINAL, "DET", "NUM", "ADJ", "X")
            and not self._crosses_mark(child.i, verb.i)
            and self.sentence_start[child.i] == self.sentence_start[verb.i]
        ]
        if not found:
            return None
        best = min(found, key=lambda i: (abs(i - verb.i), i))
        reported = any(t.dep_ == "ccomp" and t.head is verb and t.pos_ == "VERB" for t in self.doc[best + 1 : verb.i])
        return (
            None if reported else best
        )  # "Arabia … restore relations, the minister told": the subject of what is told

    def _voiced(self, verb: Token) -> bool:
        """ "was quoted as saying": the subject of the passive is who said it."""
        return verb.lower_ in ("quoted", "cited")

    def _crosses_mark(self, a: int, b: int) -> bool:
        """Does a quotation stand between two tokens? A short one inside the noun phrase does not part them."""
        low, high = sorted((a, b))
        inside = sum(self.inside[low + 1 : high])
        return inside > 6

    def _inverted(self, verb: Token) -> int | None:
        """'"…," said Erdogan': the verb stands first, right behind the quotation or the reported clause."""
        doc, i = self.doc, verb.i
        before = doc[i - 1] if i else None
        if before is None or not (before.is_punct or before.is_space) or before.text in ("-", ")", "]"):
            return None
        if not self.finite(verb) and verb.lower_ not in forms():
            return None
        if verb.lower_ in ("told", "tells", "informed", "assured", "reminded"):
            return None  # whom they told follows
        if verb.lower_.endswith("ing") or "say" not in forms().get(verb.lower_, {"say": ""}):
            return None
        nxt = i + 1
        if nxt >= self.sentence_end[i]:
            return None
        t = doc[nxt]
        if (
            before.text in (",",)
            and not (i >= 2 and (self.inside[i - 2] or is_mark(doc[i - 2])))
            and t.pos_ not in ("PROPN", "DET", "NOUN", "ADJ")
        ):
            return None
        if (
            self.inside[nxt]
            or t.lower_ in ("that", "to", "in", "on", "at", "the", "a", "an", ":", ",")
            and t.lower_ not in ("the", "a", "an")
        ):
            return None
        if t.pos_ not in (*NOMINAL, "DET", "ADJ", "NUM"):
            return None
        left = self._left(verb)
        if before.text == "," and left is not None and not self._follows_quote(i):
            # "The envoy, …, said talks failed": the comma closes an apposition
            return None
        if t.lower_ in _PERSONAL or self._noun_then_stop(nxt):
            return self.first_nominal(nxt)
        return None

    def _follows_quote(self, i: int) -> bool:
        """Does token `i` stand right behind a quotation (marks and a comma between)?"""
        for j in range(i - 1, max(-1, i - 4), -1):
            if self.inside[j] or is_mark(self.doc[j]):
                return True
            if not self.doc[j].is_punct and not self.doc[j].is_space:
                return False
        return False

    def _noun_then_stop(self, i: int) -> bool:
        """Does a noun phrase of no verb run from `i` to a comma, a stop, a quotation or a preposition?"""
        doc = self.doc
        for j in range(i, min(i + 14, self.sentence_end[i])):
            t = doc[j]
            if t.is_punct and t.text not in "-‑'’" or self.inside[j] or t.is_space:
                return True
            if t.pos_ == "ADP" or t.lower_ in ("who", "when", "as", "after", "before", "while"):
                return j > i
            if t.pos_ in ("VERB", "AUX") and self.finite(t):
                return False
        return True

    def _left(self, verb: Token) -> int | None:
        """The noun phrase before the verb, adverbs, auxiliaries and an apposition between commas passed over."""
        doc, i = self.doc, verb.i
        start = self.sentence_start[i]
        j = i - 1
        commas = 0
        stop = start
        while j >= start:
            t = doc[j]
            if (
                self.inside[j]
                and is_mark(t)
                or (self.inside[j] and j + 1 < len(doc) and not self.inside[j + 1] and commas == 0 and j == i - 1)
            ):
                break
            if t.pos_ in ("ADV", "AUX", "PART", "SPACE") or t.lower_ in ("also", "has", "had", "have"):
                j -= 1
                continue
            break
        if j < start or doc[j].pos_ == "CCONJ" or doc[j].lower_ in ("and", "but", "or", "then"):
            return None
        t = doc[j]
        if t.text in (",", ")", "—", "–", "--"):
            opened = {")": "(", "—": "—", "–": "–", "--": "--"}.get(t.text, ",")
            k = j - 1
            while k >= start and not (doc[k].text == opened and not self.inside[k]):
                if doc[k].text in (";", ":") or "\n" in doc[k].text:
                    return None
                k -= 1
            if k <= start:
                return None
            j = k - 1
            if j >= start and (doc[j].text in (",",) or is_mark(doc[j])):
                return None
        elif t.is_punct and t.text not in ("-", "'", "’"):
            return None
        # back to the beginning of the noun phrase
        end = j
        last: int | None = None
        k = j
        while k >= stop:
            t = doc[k]
            if t.is_punct and t.text not in "-‑'’." or self.inside[k] or (t.is_space and "\n" in t.text):
                break
            if (
                t.pos_ in ("VERB", "AUX", "SCONJ")
                and t.dep_ not in ("amod", "nmod:desc", "compound", "case")
                and t.tag_ not in ("VBN", "VBG")
            ):
                break
            if (
                t.lower_ in ("that", "and", "but", "while", "as", "because", "when", "if")
                and k != j
                and t.pos_ != "ADV"
            ) and (t.lower_ != "and" or doc[k - 1].pos_ not in NOMINAL):
                break
            k -= 1
        if k + 1 <= j and doc[k + 1].pos_ == "ADP" and doc[end].pos_ in ("PROPN", "PRON"):
            return end  # "From the rostrum of the assembly Juan Orlando said"
        for m in range(k + 1, j + 1):
            t = doc[m]
            if t.pos_ == "ADP" and last is not None and t.lower_ not in ("of",):
                break
            if t.pos_ == "ADP" and last is not None:
                break
            if t.pos_ in NOMINAL and t.lower_ not in (
                "there",
                "today",
                "yesterday",
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday",
            ):
                if last is not None and m > last + 1 and doc[m - 1].lower_ == "and":
                    break
                last = m
        return last

    def _inherited(self, verb: Token) -> int | None:
        """ "went on to say", "met Assad and said": the subject of the verb above or before."""
        seen = verb
        for _ in range(5):
            if seen.dep_ in ("conj", "xcomp", "advcl", "ccomp") and seen.head is not seen:
                above = seen.head
                if seen.dep_ == "ccomp" and above.lower_ not in ("quoted", "cited"):
                    return None
                found = self.dependent(above)
                if found is not None:
                    return found
                seen = above
                continue
            if seen.dep_ in ("acl:relcl", "acl") and seen.head.pos_ in NOMINAL:
                return seen.head.i
            break
        return None

    def _antecedent(self, i: int, verb: Token) -> int:
        """For "who said": the noun before it."""
        token = self.doc[i]
        if token.lower_ not in _RELATIVE or token.i == 0:
            return i
        seen = verb
        for _ in range(4):
            if seen.dep_ == "acl:relcl" and seen.head.pos_ in NOMINAL and seen.head.i < i:
                if seen.head.i >= i - 3 or self.voices.known(seen.head.i) is not None:
                    return seen.head.i
                break
            if seen.head is seen:
                break
            seen = seen.head
        for j in range(i - 1, max(self.sentence_start[i] - 1, i - 4), -1):
            if self.doc[j].pos_ in NOMINAL:
                return j
        return i

    def clause_verb(self, token: Token) -> Token:
        """The main verb of an auxiliary."""
        return token.head if token.dep_ in ("aux", "aux:pass", "cop") else token

    def finite(self, token: Token) -> bool:
        """Is the verb finite? A participle with a subject of its own is a past tense that the tagger missed."""
        if "VerbForm=Fin" in str(token.morph) or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            return True
        if token.lower_ in ("said", "told"):
            return True
        return token.tag_ in ("VBN", "VB") and any(c.dep_ in ("nsubj", "nsubj:pass") for c in token.children)

    def first_nominal(self, i: int) -> int | None:
        """The head of the noun phrase that begins at `i`: its last noun before a preposition, comma or verb."""
        doc = self.doc
        last: int | None = None
        for j in range(i, min(i + 14, self.sentence_end[i] if i < len(doc) else i)):
            t = doc[j]
            if t.is_space and "\n" in t.text:
                break
            if t.pos_ in NOMINAL:
                if last is not None and t.pos_ == "NOUN" and t.lower_ in ("monday", "today", "yesterday"):
                    break
                if last is not None and doc[last].pos_ == "PRON":
                    break
                last = j
                continue
            if t.pos_ in ("DET", "ADJ", "NUM", "PART") or t.text in "-‑'’" or t.lower_ in ("'s", "’s"):
                if last is not None and t.pos_ in ("DET",):
                    break
                continue
            if t.pos_ == "X" and not t.is_punct or t.lower_ == "those" and last is None:
                last = j
                continue
            break
        return last


def is_mark(token: Token) -> bool:
    return token.text in ('"', "“", "”", "„", "«", "»", "‘", "’", "'", "``", "''", "‟", "「", "」")
