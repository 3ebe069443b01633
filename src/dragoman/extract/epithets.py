"""Words told without a clause: what a thing is called, spoken of, put at or put down to.

"calls the deal a surrender", "spoke of a new dawn", "put the dead at 300", "complained of delays", "pleading illness".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.cues import Cue
from dragoman.extract.speech import Speech
from dragoman.extract.speechwords import words

if TYPE_CHECKING:
    from spacy.tokens import Token

# Verbs that give a thing a name or a judgement.
NAMING = frozenset(
    """call describe label term brand characterise characterize portray depict dub declare consider deem pronounce style
    denounce condemn dismiss deride decry hail defend justify""".split()
)
# Of those, the ones that need "as": what is hailed is no content; what it is hailed as is.
AS_ONLY = frozenset(
    """describe portray depict characterise characterize denounce condemn dismiss deride decry hail defend
    justify""".split()
)
JUDGING = frozenset("denounce condemn dismiss deride decry hail defend justify".split())
STATES = frozenset("over closed dead void ended open settled resolved finished".split())  # "declared the matter closed"
# Verbs whose object with a preposition is what was said.
SPOKEN = {
    "speak": ("of",), "talk": ("of",), "warn": ("of", "against"), "complain": ("of", "about"), "boast": ("of", "about"),
    "attribute": ("to",), "ascribe": ("to",), "impute": ("to",),
}  # fmt: skip
PLEADED = frozenset(["plead", "cite", "allege", "claim"])
SHORT = 2  # words of a thing that is named before and called something here
LEAST, MOST = 6, 160  # code points of such a content


class Epithets:
    """Finds the contents that are noun phrases."""

    def __init__(self, speech: Speech) -> None:
        self.speech, self.doc = speech, speech.doc

    def contents(self, cue: Cue) -> list[tuple[int, int]]:
        """The code points of what a cue tells without a clause."""
        verb = self.doc[cue.at]
        if cue.subject is not None and self.doc[cue.subject].lemma_.lower() in words("nouns", "papers"):
            return []  # a paper that speaks of a thing is about it
        if cue.subject is None or verb.dep_ in ("acl:relcl", "acl") and self._object_gap(verb):
            return []
        found = self._called(cue, verb) or self._spoken(cue, verb) or self._put(cue, verb) or self._pleaded(verb)
        if found is None:
            return []
        first, last = found
        if any(t.is_space and "\n" in t.text for t in self.doc[first : last + 1]) or self._is_cue_between(cue, last):
            return []
        start, end = self.doc[first].idx, self.speech.end_of(last + 1)
        return [(start, end)] if LEAST <= end - start <= MOST else []

    def _object_gap(self, verb: Token) -> bool:
        """ "What it calls defensive measures": part of the outlet's own sentence."""
        return any(c.lower_ in ("what", "which", "that") and c.dep_ in ("obj", "obl") for c in verb.children) or (
            verb.head.lower_ == "what"
        )

    def _is_cue_between(self, cue: Cue, last: int) -> bool:
        return any(cue.at < other.at <= last and other.kind in ("say", "tell") for other in self.speech.cues)

    def _called(self, cue: Cue, verb: Token) -> tuple[int, int] | None:
        if cue.lemma not in NAMING or any(c.dep_ == "aux:pass" for c in verb.children):
            return None
        thing = next((c for c in verb.children if c.dep_ == "obj"), None)
        if thing is None or thing.lower_.endswith(("self", "selves")):
            return None
        for child in (*verb.children, *thing.children):
            if child.i <= thing.i:
                continue
            case = next((c for c in child.children if c.dep_ in ("case", "mark")), None)
            as_ = case is not None and case.lower_ == "as" and child.head == verb
            if as_ and child.dep_ in ("obl", "xcomp", "advcl", "nmod", "obj") or self._plain(cue, child, thing):
                return self._cut(thing, child, as_=as_, named=cue.lemma not in JUDGING)
        return None

    def _plain(self, cue: Cue, child: Token, thing: Token) -> bool:
        """ "Called it a surrender", "declared the crisis over", "considers the plan to be in force"."""
        if cue.lemma in AS_ONLY:
            return False
        if child.head == thing:
            to_be = any(c.dep_ == "cop" for c in child.children) and any(c.lower_ == "to" for c in child.children)
            return child.dep_ == "acl" and (to_be or child.lower_ in STATES)
        if child.lower_ in STATES and child.dep_ in ("compound:prt", "advmod", "xcomp", "obj"):
            return True
        return child.dep_ in ("xcomp", "obj") and child.pos_ in ("NOUN", "PROPN", "ADJ")

    def _cut(self, thing: Token, child: Token, *, as_: bool, named: bool) -> tuple[int, int] | None:
        """The name alone, or with the thing where that is the longer part."""
        last = self._right(child)
        first = child.left_edge.i
        while first < child.i and (self.doc[first].is_punct or self.doc[first].lower_ == "as"):
            first += 1
        inside = self.speech.speakers.inside
        if sum(inside[first : last + 1]) * 2 >= last + 1 - first:
            return None  # a quotation
        begin = thing.left_edge.i
        name, before = len(self.doc[first : last + 1].text), len(self.doc[begin:first].text)
        if thing.pos_ == "PRON" or not named:
            return first, last
        longer = name < before and (first - begin > SHORT + as_ or thing.pos_ == "PROPN")
        state = not as_ and (child.pos_ not in ("NOUN", "PROPN") or child.head == thing)
        return (begin, last) if longer or state else (first, last)

    def _spoken(self, cue: Cue, verb: Token) -> tuple[int, int] | None:
        cases = SPOKEN.get(cue.lemma)
        if cases is None:
            return None
        for child in verb.children:
            if child.dep_ != "obl" or child.i < verb.i or child.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
                continue
            case = next((c for c in child.children if c.dep_ == "case"), None)
            if case is not None and case.lower_ in cases:
                return case.i + 1, self._right(child)
        return None

    def _put(self, cue: Cue, verb: Token) -> tuple[int, int] | None:
        """ "Put the number of dead at 300", "put it down as decent"."""
        if cue.lemma not in ("put", "estimate"):
            return None
        thing = next((c for c in verb.children if c.dep_ == "obj"), None)
        if thing is None:
            return None
        end = self.speech.speakers.sentence_end[verb.i]
        for i in range(thing.i + 1, end - 1):
            t = self.doc[i]
            if t.text in (",", ";", ":", "."):
                return None
            if t.lower_ == "at":
                number = next((n for n in self.doc[i + 1 : min(end, i + 6)] if n.pos_ == "NUM"), None)
                if number is not None:
                    counted = number
                    while counted.head.i > counted.i and counted.head.pos_ in ("NUM", "NOUN"):
                        counted = counted.head
                    return thing.left_edge.i, max(self._right(counted), number.i)
            if t.lower_ == "down" and self.doc[i + 1].lower_ == "as":
                head = next((n for n in self.doc[i + 2 : min(end, i + 8)] if n.pos_ in ("ADJ", "NOUN")), None)
                return (thing.left_edge.i, self._right(head)) if head is not None else None
        return None

    def _pleaded(self, verb: Token) -> tuple[int, int] | None:
        """ "Stayed away, pleading illness"."""
        if verb.tag_ != "VBG" or verb.lemma_.lower() not in PLEADED or verb.i == 0:
            return None
        if self.doc[verb.i - 1].text not in (",", "—", "–"):
            return None
        thing = next((c for c in verb.children if c.dep_ == "obj" and c.pos_ in ("NOUN", "PROPN")), None)
        if thing is None or thing.ent_type_ in ("ORG", "PERSON"):
            return None  # "citing TASS": the one who is cited
        return thing.left_edge.i, self._right(thing)

    def _right(self, head: Token) -> int:
        """The last token of a noun phrase; relative clauses, asides and what follows a comma are left out."""
        last = head.right_edge.i
        for i in range(head.i + 1, last + 1):
            t = self.doc[i]
            if t.text in (";", ":", "—", "–") or t.is_space and "\n" in t.text:
                return i - 1
            if t.text == "," and not self._listed(head, i, last):
                return i - 1
        while last > head.i and self.doc[last].is_punct and self.doc[last].text not in ('"', "”", ")"):
            last -= 1
        return last

    def _listed(self, head: Token, comma: int, last: int) -> bool:
        """Does the comma part items of a list, or open what is said of the thing ("400 dead, nearly all of them …")?"""
        nxt = self.doc[comma + 1] if comma < last else None
        if nxt is None or nxt.lower_ in ("which", "who", "a", "an") or nxt.tag_ == "VBG":
            return False
        below = (t for t in self.doc[comma + 1 : last + 1] if t.head.i <= comma)
        return any(t.dep_ in ("conj", "parataxis", "appos") for t in below)
