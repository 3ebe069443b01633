"""Reported clauses: what stands in no quotation marks and yet is told as somebody's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.extract.attributions import SUBORDINATE, Attributions
from dragoman.extract.cues import Cue
from dragoman.extract.epithets import LEAST, Epithets
from dragoman.extract.speech import ACTS, Speech

_QUOTED = 0.78  # share of a reported clause that may stand in quotation marks
_LEAST = 8  # code points of a reported clause
_LONGEST = 700  # code points of a reported clause; longer ones are a fault of the sentence splitter

# Verbs after which a clause may follow without "that".
_BARE = frozenset(
    "say tell believe think hope fear claim insist warn add announce estimate know admit note argue "
    "maintain suggest indicate "
    "confirm inform assure declare report state promise stress tweet write predict expect allege deny "
    "swear vow reckon feel "
    "see complain conclude suspect find rule decree".split()
)

_HOW = frozenset("recall recount describe explain relate tell say".split())

# Verbs of decision whose clause is what was done, not what was said.
_DECISIONS = frozenset("agree decide resolve learn accept clear show recognise recognize".split())


class Reported:
    """Finds the clauses that the cues of a document report."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self.epithets = Epithets(speech)
        self.attributions = Attributions(speech)

    def clauses(self, quoted: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Cue]]:
        """Code points of each reported clause or noun phrase with its cue.

        quoted: the quotations that are statements themselves. A clause that carries one is told all the same where
        the outlet put its own verb and words about it; a noun phrase where most of it is the outlet's.
        """
        taken: list[tuple[int, int]] = []
        for cue in sorted((*self.speech.cues, *self.speech.reckonings), key=lambda c: c.at):
            if cue.silent or self._nobody(cue):
                continue
            clauses = self._clauses(cue)
            for low, high in clauses or self.epithets.contents(cue):
                start, end = self._tight(low, high)
                if not (_LEAST if clauses else LEAST) <= end - start <= _LONGEST:
                    continue
                inner = [(max(a, start), min(b, end)) for a, b in quoted if a < end and start < b]
                if inner and not self._own(start, end, inner, whole=bool(clauses)):
                    continue
                if any(a < end and start < b for a, b in taken):
                    continue
                taken.append((start, end))
                yield start, end, cue

    def _nobody(self, cue: Cue) -> bool:
        """ "Nobody said whether", "it will be recalled that"."""
        if cue.subject is None:
            return False
        subject, verb = self.speech.doc[cue.subject], self.speech.doc[cue.at]
        if subject.lower_ in ("nobody", "none", "neither", "i", "you") or any(
            c.lower_ in ("no", "neither") for c in subject.children
        ):
            return True
        passive = any(c.dep_ == "aux:pass" for c in verb.children)
        return subject.lower_ in ("it", "there", "that", "this") and passive

    def _own(self, start: int, end: int, inner: Sequence[tuple[int, int]], *, whole: bool) -> bool:
        """Are the words about the quotations a telling of their own?"""
        share = sum(b - a for a, b in inner) / (end - start)
        if not whole:
            return share < 0.5
        if share > _QUOTED:
            return False
        first, last = self.speech.token(start), self.speech.token(end)
        if share <= 0.5 and start < min(a for a, _ in inner) and max(b for _, b in inner) < end - 2:
            return True
        return any(
            t.pos_ in ("VERB", "AUX") and self.speech.speakers.finite(t) and not self.speech.speakers.inside[t.i]
            for t in self.speech.doc[first:last]
        )

    def _tight(self, start: int, end: int) -> tuple[int, int]:
        while start < end and (self.speech.text[start].isspace() or self.speech.text[start] in ",:;—–-"):
            start += 1
        while end > start and (self.speech.text[end - 1].isspace() or self.speech.text[end - 1] in ".,;:—–-"):
            end -= 1
        return start, end

    def _clauses(self, cue: Cue) -> list[tuple[int, int]]:
        """The stretches that a cue reports, as code points."""
        start, end = self.speech.speakers.sentence_start[cue.at], self.speech.speakers.sentence_end[cue.at]
        if cue.kind == "according":
            return self.attributions.according(cue, start, end)
        if "ask" in (cue.lemma, cue.kind) and self.speech.doc[cue.at].tag_ == "VB":
            return []  # "called old friends to ask who was alive"
        if cue.kind in ("accuse", "reckon"):
            return []  # a charge is an event of its own
        if cue.kind in ("call", "judge", "will"):
            return []  # no clause: see epithets.py
        if cue.subject is None and self.speech.doc[cue.at].tag_ not in ("VBG",):
            return []
        verb = self.speech.doc[cue.at]
        if cue.kind == "think" and verb.dep_ == "acl:relcl" and not any(c.dep_ == "ccomp" for c in verb.children):
            return []  # "those who know the harbour"
        final = cue.subject is not None and cue.kind != "noun" and self.speech.is_final(cue, end)
        if cue.lemma in _DECISIONS and not final:
            return []
        if cue.kind == "think" and any(c.dep_ == "aux:pass" for c in self.speech.doc[cue.at].children):
            return []
        return self.attributions.final(cue, cue.subject or 0, start, end) if final else self._forward(cue, end)

    def _forward(self, cue: Cue, end: int) -> list[tuple[int, int]]:
        """The clause behind a cue: "said that …", "told reporters …", "expressed confidence that …"."""
        first = cue.end if cue.subject is None or cue.subject < cue.at else max(cue.end, cue.subject + 1)
        begin = self._content_start(cue, first, end)
        if begin is None:
            return []
        if any(self.speech.speakers.inside[first:begin]):
            return []
        opening = self.speech.doc[begin]
        if opening.pos_ in ("VERB", "AUX") and self.speech.speakers.finite(opening):
            return []  # "the states they said were involved"
        stop = self._clause_end(cue, begin, end)
        pieces = self._that_parts(begin, stop)
        return pieces

    def _content_start(self, cue: Cue, first: int, end: int) -> int | None:
        """The token with which the reported clause begins; None if there is no clause."""
        doc = self.speech.doc
        verb = doc[cue.at]
        # "that" within reach, past an addressee, a day, a place
        depth = 0
        for i in range(first, min(first + 26, end)):
            t = doc[i]
            if self.speech.speakers.inside[i]:
                break
            if t.lower_ in ("that", "whether", "if", "how", "why", "what") and (
                t.pos_ in ("SCONJ", "ADV", "PRON") or t.lower_ in ("whether",)
            ):
                if t.lower_ in ("how", "why", "what") and not (
                    cue.kind in ("ask", "tell")
                    and i == first
                    or cue.kind == "ask"
                    or (i == first and t.lower_ != "what" and cue.lemma in _HOW)
                ):
                    break
                if t.lower_ == "if" and cue.kind != "ask":
                    break
                pronoun = t.lower_ == "that" and t.dep_ != "mark" and t.pos_ != "SCONJ"
                if pronoun and (i > first or (i + 1 < end and doc[i + 1].pos_ == "NOUN" and t.pos_ == "DET")):
                    break
                if (
                    t.lower_ == "that"
                    and t.head.dep_ == "acl:relcl"
                    and t.dep_ in ("nsubj", "nsubj:pass", "obj", "obl")
                ):
                    break  # "claims more than 200, a toll that Kabul disputes"
                nxt = i + 1 if t.lower_ == "that" else i
                if nxt < end and doc[nxt].text == ",":
                    nxt += 1
                return nxt if nxt < end and self.speech.has_verb(nxt, end) else None
            if t.pos_ in ("VERB", "AUX") and self.speech.speakers.finite(t):
                break
            if t.text in (";", ":") or (t.is_space and "\n" in t.text):
                break
            if t.text == ",":
                depth += 1
                if depth > 2:
                    break
        if cue.kind == "noun" or cue.lemma in ACTS:
            return None
        child = next(
            (
                c
                for c in verb.children
                if c.dep_ in ("ccomp", "parataxis")
                and c.i > cue.at
                and (c.dep_ == "ccomp" or cue.kind in ("say", "tell"))
            ),
            None,
        )
        if child is not None and child.dep_ == "ccomp":
            edge = max(first, min(t.i for t in child.subtree if t.i > cue.at))
            if not self.speech.has_verb(edge, max(child.right_edge.i + 1, child.i + 1)):
                return None
            own = next((c for c in child.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
            if cue.kind == "tell" and own is not None and edge < own.left_edge.i <= edge + 6:
                if any(t.pos_ in ("NOUN", "PROPN") for t in doc[edge : own.left_edge.i]):
                    edge = own.left_edge.i  # "told the press his nephew was ill"
            return self._past_addressee(cue, edge, child.i)
        if cue.kind in ("say", "tell", "think") and (cue.lemma in _BARE or cue.lemma.startswith(("make ", "let "))):
            return self._bare(cue, first, end)
        return None

    def _past_addressee(self, cue: Cue, edge: int, head: int) -> int | None:
        """The parser may take the addressee or a time into the clause: begin at the subject's phrase."""
        doc = self.speech.doc
        k = edge
        while k < head and (doc[k].is_punct or doc[k].is_space):
            k += 1
        return k if k <= head else None

    def _bare(self, cue: Cue, first: int, end: int) -> int | None:
        """A clause without "that": a noun phrase and a finite verb follow the cue, its addressee or a time."""
        doc = self.speech.doc
        k = first
        if cue.kind == "tell":
            found = self.speech.speakers.first_nominal(first)
            if found is None:
                return None
            k = found + 1
        while k < end and (doc[k].pos_ in ("ADV",) or (doc[k].dep_ == "obl:unmarked" and doc[k].ent_type_ == "DATE")):
            k += 1
        # "on Monday", "in a statement", "after the talks", "at a briefing in Doha"
        while k < end and doc[k].pos_ == "ADP" or (k < end and doc[k].lower_ in ("during", "after", "before")):
            nominal = self.speech.speakers.first_nominal(k + 1)
            if nominal is None:
                return None
            k = nominal + 1
            if k < end and doc[k].pos_ == "NUM":
                k += 1
        if k < end and doc[k].text == ",":
            return None
        if k >= end or (doc[k].pos_ in ("PUNCT", "VERB", "CCONJ", "SCONJ") and doc[k].tag_ != "VBG"):
            return None
        subject = self.speech.speakers.first_nominal(k)
        if subject is None and doc[k].pos_ not in ("DET", "NUM", "ADJ"):
            return None
        for i in range(k, min(k + 25, end)):
            t = doc[i]
            if t.text in (".", ";", ":"):
                return None
            if t.pos_ in ("VERB", "AUX") and self.speech.speakers.finite(t):
                if self.speech.speakers.clause_verb(t).dep_ == "acl:relcl":
                    continue  # "claims a toll that Kabul disputes"
                return k if i > k else None
        return None

    def _clause_end(self, cue: Cue, begin: int, end: int) -> int:
        """The code point where the reported clause ends: before another cue, an attribution, a new main clause."""
        doc = self.speech.doc
        stop = self._main_clause(cue, begin, end)
        for other in self.speech.cues:
            if not (begin < other.at < stop) or other.at == cue.at:
                continue
            k = other.at
            if other.kind == "according":
                stop = k
                break
            if (
                doc[k].lower_.endswith("ing")
                and not self.speech.speakers.finite(doc[k])
                and doc[k - 1].text in (",", "—", "–")
            ):
                stop = k
                break
            if (
                doc[k].lower_.endswith("ing")
                and doc[k - 1].lower_ in ("also", "instead", "and", "while", "but")
                and doc[k - 2].text == ","
            ):
                stop = k - 1
                break
            if other.subject is not None and begin < other.subject < k and not self.speech.speakers.inside[k]:
                np = self.speech.phrase_start(other.subject, k)
                if doc[np - 1].lower_ in ("while", "whereas", "but", "though", "although") and doc[np - 2].text in (
                    ",",
                    "—",
                    "–",
                    ";",
                ):
                    stop = np - 2
                    break
            if other.subject is not None and self._same_level(cue, other):
                joint = k - 1
                while joint > begin and doc[joint].pos_ in ("ADV", "AUX", "PART"):
                    joint -= 1
                if doc[joint].lower_ in ("and", "but"):
                    stop = joint
                    break
                if other.subject > begin:
                    np = self.speech.phrase_start(other.subject, k)
                    before = np - 1
                    while before > begin and (
                        doc[before].is_space
                        or doc[before].lower_ in ("and", "but", "while", "whereas", "though", "although", ",", ";")
                    ):
                        before -= 1
                    if before + 1 < np:
                        stop = before + 1
                        break
        for i in range(begin + 2, stop):
            t = doc[i]
            if self.speech.speakers.inside[i]:
                continue
            if t.text in (";", ":") or (t.is_space and "\n" in t.text):
                stop = i
                break
            if t.lower_ in ("while", "but", "although", "though", "whereas") and doc[i - 1].text in (",", "—", "–"):
                verb = next(
                    (v for v in doc[i + 1 : stop] if v.pos_ in ("VERB", "AUX") and self.speech.speakers.finite(v)), None
                )
                if verb is not None and self.speech.beside(self.speech.speakers.clause_verb(verb), cue):
                    stop = i
                    break
        return self.speech.end_of(stop)

    def _main_clause(self, cue: Cue, begin: int, end: int) -> int:
        """ "When the captain said that A, B": where the main clause begins, if the cue stands in one before it."""
        doc, start = self.speech.doc, self.speech.speakers.sentence_start[cue.at]
        while start < cue.at and (doc[start].is_punct or doc[start].is_space):
            start += 1
        verb = doc[cue.at]
        if verb.dep_ == "acl:relcl":  # "X, who said that A, voted against B"
            for i in range(begin + 1, end - 1):
                nxt = doc[i + 1]
                if doc[i].text == "," and nxt.pos_ in ("VERB", "AUX") and self.speech.speakers.finite(nxt):
                    return i if not self.speech.speakers.inside[i] else end
            return end
        if doc[start].lower_ not in SUBORDINATE or any(t.text == "," for t in doc[start : cue.at]):
            return end
        comma = next((i for i in range(begin, end) if doc[i].text == "," and not self.speech.speakers.inside[i]), None)
        return comma if comma is not None and self.speech.has_verb(comma + 1, end) else end

    def _same_level(self, a: Cue, b: Cue) -> bool:
        """Is cue b no part of what a reports? By the tree, or since they are joined by "and" with one subject."""
        doc = self.speech.doc
        seen = doc[b.at]
        for _ in range(10):
            if seen.i == a.at:
                return False
            if (
                seen.dep_ in ("ccomp", "acl", "acl:relcl", "advcl:relcl", "csubj")
                and seen.head.i != a.at
                and seen.i != doc[a.at].i
            ) and (seen.i == b.at or seen.head.i > a.at):
                return False
            if seen.head is seen:
                return True
            if seen.head.i == a.at:
                return seen.dep_ in ("conj", "parataxis", "advcl") and b.kind in (
                    "say",
                    "tell",
                    "accuse",
                    "call",
                    "think",
                    "ask",
                    "will",
                    "judge",
                )
            seen = seen.head
        return False

    def _that_parts(self, begin: int, stop: int) -> list[tuple[int, int]]:
        """ "that A and that B": two parts where one of them carries a quotation, else one."""
        doc = self.speech.doc
        first = doc[begin].idx
        last = self.speech.token(stop) if stop < len(self.speech.text) else len(doc)
        if not any(self.speech.speakers.inside[i] for i in range(begin, min(last, len(doc)))):
            return [(first, stop)]
        parts: list[tuple[int, int]] = []
        low = first
        for i in range(begin + 1, last - 1):
            if doc[i].lower_ in ("and", "but") and doc[i + 1].lower_ == "that" and not self.speech.speakers.inside[i]:
                parts.append((low, self.speech.end_of(i)))
                low = doc[i + 1].idx + 5
        parts.append((low, stop))
        return parts
