"""What the finders of quotations and of reported clauses share: text, sentences, cues and whose voice a cue is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.extract import cues, quotes
from dragoman.extract.cues import Cue
from dragoman.extract.quotes import Quotation
from dragoman.extract.speakers import Speakers, is_mark
from dragoman.extract.speechwords import words
from dragoman.extract.voices import EntityLookup

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Verbs of decision and the like: they report words only right before a quotation or a clause.
ACTS = frozenset(
    "agree decide resolve continue propose show accept determine find rule recognise recognize learn "
    "clear decree judge "
    "teach calculate volunteer plead appeal volunteer venture rage fume protest complain object submit "
    "broadcast publish "
    "reflect detail specify signal offer report guarantee confirm pledge commit".split()
)

# Of those, the ones that also stand behind what was said: "the road is open, the army confirms".
TOLD = frozenset("confirm promise pledge report guarantee decide conclude complain object find protest plead".split())

ONE = ("person", "people")  # kinds that "he" or "she" may mean: "a diplomat" is of the second

LEADS = frozenset("after when as before who which while where but since because although though whose".split())


class Speech:
    """One document seen as speech. Offsets are code points, other numbers are of tokens."""

    def __init__(
        self, doc: Doc, mentions: EntityLookup, quotations: list[Quotation], skip: Sequence[tuple[int, int]]
    ) -> None:
        self.doc, self.text, self.mentions = doc, doc.text, mentions
        self.quotations, self.skip = quotations, skip
        self.paragraphs = quotes.paragraphs(doc.text, skip=skip)
        self.speakers = Speakers(doc, mentions, [(q.opens, q.closes) for q in quotations])
        self._starts = [t.idx for t in doc]
        self._paragraph_starts = [p.start for p in self.paragraphs]
        self._voices: dict[int, int | None] = {}
        found = [c for c in cues.find(self.speakers) if not self.skipped(doc[c.at].idx)]
        self.cues = [c for c in found if c.kind != "reckon"]
        self.reckonings = [c for c in found if c.kind == "reckon"]  # they take no quotation

    def skipped(self, offset: int) -> bool:
        return any(low <= offset < high for low, high in self.skip)

    def token(self, offset: int) -> int:
        return min(bisect_left(self._starts, offset), len(self.doc) - 1)

    def paragraph(self, offset: int) -> int:
        return max(0, bisect_left(self._paragraph_starts, offset + 1) - 1)

    def sentence(self, offset: int) -> tuple[int, int]:
        """First token of the sentence about an offset, and the token behind its last; quotations are not cut."""
        i = self.token(offset)
        return self.speakers.sentence_start[i], self.speakers.sentence_end[i]

    def end_of(self, i: int) -> int:
        """The code point behind token i - 1, white space left out."""
        k = i - 1
        while k > 0 and self.doc[k].is_space:
            k -= 1
        return self.doc[k].idx + len(self.doc[k])

    def voice(self, cue: Cue) -> int | None:
        if cue.at not in self._voices:
            found = None
            said = None if cue.subject is None else self.doc[cue.subject].lower_
            if said in ("he", "she", "it"):
                found = self._answering(cue, said)
            if found is None and said in ("he", "she", "it"):
                found = self._last_voice(cue, said)
            if found is None and said in ("he", "she", "it"):
                found = self._before(cue, said)
            self._voices[cue.at] = found if found is not None else self.speakers.voices.bearer(cue.subject, speaks=True)
        return self._voices[cue.at]

    def _answering(self, cue: Cue, pronoun: str) -> int | None:
        """ "Aoun contradicted him: the work was technical, he said": who stands before the colon."""
        start = self.speakers.sentence_start[cue.at]
        colon = next((i for i in range(start, cue.at) if self.doc[i].text == ":" and not self.speakers.inside[i]), None)
        if colon is None:
            return None
        for token in self.doc[start:colon]:
            if token.dep_ == "nsubj" and (found := self.speakers.voices.known(token.i)) is not None:
                person = self.mentions.entities[found].kind in ONE
                return found if person == (pronoun != "it") else None
        return None

    def _previous(self, cue: Cue) -> tuple[int, int] | None:
        """The sentence before the cue's, quotations passed over."""
        k = self.speakers.sentence_start[cue.at] - 1
        while k > 0 and (self.doc[k].is_space or self.speakers.inside[k] or is_mark(self.doc[k])):
            k -= 1
        return (self.speakers.sentence_start[k], k + 1) if k > 0 else None

    def _before(self, cue: Cue, pronoun: str) -> int | None:
        """ "A diplomat was blunter. …, he said", "They signed a declaration. The war was over, it said"."""
        found = self._previous(cue)
        if found is None or self.doc.text[self.doc[found[0]].idx : self.doc[cue.at].idx].count("\n") > 2:
            return None
        for token in self.doc[found[0] : found[1]]:
            if token.pos_ not in ("NOUN", "PROPN") or self.speakers.inside[token.i] or token.tag_ in ("NNS", "NNPS"):
                continue
            if pronoun == "it":
                house = token.dep_ == "nsubj" and token.head.dep_ in ("root", "conj")
                if house and token.lemma_.lower() in words("nouns", "bodies"):
                    return self.speakers.voices.bearer(token.i)
                due = token.dep_ in ("obj", "nsubj", "nsubj:pass", "root") and token.head.pos_ in ("VERB", "NOUN")
                if due and token.lemma_.lower() in words("nouns", "papers"):
                    return self.speakers.voices.bearer(token.i)
            elif token.dep_ in ("nsubj", "nsubj:pass") and token.head.dep_ in ("root", "conj", "parataxis"):
                speaker = self.speakers.voices.bearer(token.i)
                if speaker is not None:
                    one = self.mentions.entities[speaker].kind in ONE or token.lemma_.lower() in words(
                        "nouns", "voices"
                    )
                    return speaker if one else None
        return None

    def _last_voice(self, cue: Cue, pronoun: str) -> int | None:
        """ "he said": whoever spoke in the sentence before, if nothing was told between and the kind fits."""
        start = self.speakers.sentence_start[cue.at]
        if any(start <= c.at < cue.at and c.subject is not None and c.subject != cue.subject for c in self.cues):
            return None
        found = self._previous(cue)
        if found is None:
            return None
        before = [
            c
            for c in self.cues
            if found[0] <= c.at < start and not c.silent and c.kind in ("say", "tell", "ask", "noun", "call")
        ]
        for other in before:
            if other.subject is None or self._subordinated(other):
                continue
            speaker = self.voice(other)
            if speaker is None:
                return None
            person = self.mentions.entities[speaker].kind in ONE
            return speaker if person == (pronoun != "it") else None
        return None

    def _subordinated(self, cue: Cue) -> bool:
        return any(
            self.below(cue.at, other) for other in self.cues if other.at != cue.at and other.kind in ("say", "tell")
        )

    def below(self, i: int, cue: Cue) -> bool:
        """Does token i hang below the cue as part of what it reports?"""
        seen = self.doc[i]
        for _ in range(14):
            if seen.head is seen:
                return False
            if seen.head.i == cue.at:
                return seen.dep_ in ("ccomp", "xcomp", "parataxis", "obj", "csubj")
            seen = seen.head
        return False

    def that_between(self, other: Cue, cue: Cue) -> bool:
        between = self.doc[other.end : cue.at]
        return any(t.lower_ == "that" and t.dep_ == "mark" for t in between[:6]) and not any(
            t.text in (",", ";") for t in between
        )

    def beside(self, verb: Token, cue: Cue) -> bool:
        """Is the verb beside the cue in the tree, not below it?"""
        seen = verb
        for _ in range(12):
            if seen.i == cue.at:
                return seen is verb or verb.dep_ in ("conj", "advcl", "parataxis") and verb.head.i == cue.at
            if seen.head is seen:
                return True
            seen = seen.head
        return False

    def reach(self, cue: Cue) -> int:
        """Where the reported clause before a final cue begins: its sentence."""
        return self.doc[self.speakers.sentence_start[cue.at]].idx

    def is_final(self, cue: Cue, end: int) -> bool:
        """Is the cue an attribution at the end of its sentence: ", X said", ", said X", ", according to X"?"""
        doc = self.doc
        if cue.lemma in ACTS - TOLD or (doc[cue.at].dep_ == "acl:relcl" and cue.kind != "according"):
            return False
        at = (
            cue.at
            if cue.kind == "according" or cue.subject is None or cue.subject > cue.at
            else self.phrase_start(cue.subject, cue.at)
        )
        before = at - 1
        while before >= 0 and doc[before].is_space:
            before -= 1
        if before < self.speakers.sentence_start[cue.at]:
            return False
        if cue.kind == "according":
            return True
        if doc[before].lower_ == "as" and before and doc[before - 1].text == ",":
            return True
        if doc[before].text not in (",", "—", "–", "--", "”", '"', "’", "'", "»", "?", "!"):
            return False
        if cue.subject is None:
            return False
        behind = max(cue.end, cue.subject + 1)
        rest = doc[behind : self.part_end(behind, end)]
        if any(t.lower_ == "that" and t.pos_ == "SCONJ" for t in rest[:8]):
            return False
        if self.parenthetic(cue, end):
            return True
        finite = [t for t in rest if t.pos_ in ("VERB", "AUX") and self.speakers.finite(t)]
        if not finite:
            return True
        if behind + 1 < end and doc[behind].text == "," and doc[behind + 1].tag_ == "VBG":
            return True
        lead = doc[behind : finite[0].i]
        return any(t.lower_ in LEADS for t in lead)

    def parenthetic(self, cue: Cue, end: int) -> bool:
        """ "Neither side would attack, a spokesman said, nor help those who do": the clause goes on behind the cue."""
        doc = self.doc
        if cue.subject is None or cue.lemma in ACTS - TOLD:
            return False
        behind = self._behind(cue, end)
        if behind + 1 >= end or doc[behind].text != ",":
            return False
        following = doc[behind + 1]
        if self.speakers.inside[behind + 1] or is_mark(following):
            return False  # "In the broadcast, she said, “…”"
        if any(c.dep_ == "obj" for c in doc[cue.at].children) and cue.kind != "tell":
            return False  # "On Sunday, Paris announced a withdrawal, …"
        start = self.speakers.sentence_start[cue.at]
        if following.lower_ in ("if", "unless"):
            return True
        if following.lower_ in ("nor", "or", "to") or not self.has_verb(start, min(cue.subject, cue.at)):
            return following.tag_ != "VBG" and following.lower_ not in LEADS
        if following.lower_ == "and":
            theirs = behind + 2 < end and doc[behind + 2].lower_ in ("it", "he", "she", "they")
            spoken = any(behind < c.at < end and c.kind in ("say", "tell", "think", "ask") for c in self.cues)
            return not theirs and not spoken
        return following.pos_ in ("VERB", "AUX") and following.tag_ not in ("VBG", "VBN")

    def _behind(self, cue: Cue, end: int) -> int:
        """The token behind an attribution and its addressee: ", his brother told the radio,"."""
        doc = self.doc
        behind = max(cue.end, (cue.subject or 0) + 1)
        told = (
            cue.kind == "tell"
            or behind < end
            and (doc[behind].pos_ in ("ADP", "ADV") or doc[behind].ent_type_ == "DATE")
        )
        if told and behind < end and doc[behind].text != ",":
            comma = next((i for i in range(behind, min(end, behind + 9)) if doc[i].text == ","), None)
            if comma is not None and not self.has_verb(behind, comma) and not any(self.speakers.inside[behind:comma]):
                return comma
        return behind

    def part_end(self, first: int, end: int) -> int:
        """The token that ends the attribution: a semicolon, a colon, a comma with a conjunction."""
        doc = self.doc
        for i in range(first, end):
            if doc[i].text in (";", ":", "—", "–"):
                return i
            if doc[i].text == "," and i + 1 < end and doc[i + 1].lower_ in ("and", "but", "nor", "or", "so", "yet"):
                return i
        return end

    def phrase_start(self, subject: int, cue: int) -> int:
        """The first token of the noun phrase that `subject` heads; at most back to a comma or mark."""
        doc = self.doc
        start = self.speakers.sentence_start[subject]
        left = doc[subject].left_edge.i
        k = subject
        while k - 1 >= start and k - 1 >= left:
            t = doc[k - 1]
            if (
                t.is_space
                and "\n" in t.text
                or self.speakers.inside[k - 1]
                or (t.text in (",", "—", "–", ";", ":") and k - 1 < subject)
            ):
                break
            k -= 1
        while (
            k - 1 >= start
            and doc[k - 1].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM")
            and not self.speakers.inside[k - 1]
        ):
            k -= 1
        return k

    def has_verb(self, first: int, last: int) -> bool:
        return any(t.pos_ in ("VERB", "AUX") and self.speakers.finite(t) for t in self.doc[first:last])
