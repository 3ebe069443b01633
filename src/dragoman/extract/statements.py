"""Statements: who said what, in quotation marks or in reported clauses.

Quotations come from `quotes`, cues and speakers from `speakers`. A quotation belongs to the cue behind it ('"…," he
said'), before it ("he said: …"), or around it (a few words inside a reported clause); a whole sentence without a cue of
its own goes on from the quotation before. What stands in marks outside all speech (names, terms, irony) is nobody's.
A reported clause is a statement of its own unless it carries a quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract import quotes
from dragoman.extract.quotes import Quotation
from dragoman.extract.speakers import Cue, EntityLookup, Speakers, words
from dragoman.reading import Extent, StatementMention, Tense, When
from dragoman.types import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

WhenFor = Callable[[Extent, Tense], tuple[When, ...]]

_WHOLE = re.compile(r"^[\"'“‘\[(…]*[A-Z0-9¿¡À-ÞА-Я]")
_STOPPED = re.compile(r"[.!?…][\"'”’)\]]*$")
_TERMINAL = re.compile(r"[.!?…,—–-][\"'”’)\]]*$")
_FEW = 3  # words up to which a quotation inside a reported clause leaves the clause a statement of its own
_LONGEST = 700  # code points of a reported clause; longer ones are a fault of the sentence splitter


class _Frame(NamedTuple):
    """A quotation with the cue that it was found to belong to; `cue` None and `speech` True: nobody is named."""

    quotation: Quotation
    cue: Cue | None
    speech: bool
    speaker: int | None
    carried: bool = False


def statements(
    doc: Doc,
    article: Article,
    mentions: EntityLookup,
    *,
    when_for: WhenFor = lambda extent, tense: (),
) -> tuple[StatementMention, ...]:
    """The statements of one article in the order of their content; furniture is left out.

    when_for: gives the candidates of time for a clause (extent of the evidence, tense).
    """
    skip = [(f.start, f.end) for f in article.furniture if f.kind not in ("caption",)]
    found = quotes.find(doc.text, skip=skip)
    return _Finder(doc, mentions, found, skip, when_for).all()


class _Finder:
    """Finds the statements of one document."""

    def __init__(
        self, doc: Doc, mentions: EntityLookup, found: list[Quotation], skip: list[tuple[int, int]], when_for: WhenFor
    ) -> None:
        self.doc, self.text, self.mentions, self.when_for = doc, doc.text, mentions, when_for
        self.quotations = found
        self.skip = skip
        self.paragraphs = quotes.paragraphs(doc.text, skip=skip)
        self.starts = [t.idx for t in doc]
        self.speakers = Speakers(doc, mentions, [(q.opens, q.closes) for q in found])
        self.cues = [c for c in self.speakers.cues if not self._skipped(doc[c.at].idx)]
        self.voice: dict[int, int | None] = {}
        self._paragraph_starts = [p.start for p in self.paragraphs]

    def _skipped(self, offset: int) -> bool:
        return any(low <= offset < high for low, high in self.skip)

    def all(self) -> tuple[StatementMention, ...]:
        direct = self._direct()
        made = [self._statement(frame) for frame in direct if frame.speech]
        made += self._indirect(direct)
        return tuple(sorted(made, key=lambda s: (s.content.start, s.content.end, s.form)))

    # --- where things stand

    def _token(self, offset: int) -> int:
        return min(bisect_left(self.starts, offset), len(self.doc) - 1)

    def _paragraph(self, offset: int) -> int:
        return max(0, bisect_left(self._paragraph_starts, offset + 1) - 1)

    def _sentence(self, offset: int) -> tuple[int, int]:
        """First token of the sentence about an offset, and the token behind its last; quotations are not cut."""
        i = self._token(offset)
        return self.speakers.sentence_start[i], self.speakers.sentence_end[i]

    def _end_of(self, i: int) -> int:
        """The code point behind token i - 1, white space left out."""
        k = i - 1
        while k > 0 and self.doc[k].is_space:
            k -= 1
        return self.doc[k].idx + len(self.doc[k])

    def _speaker(self, cue: Cue) -> int | None:
        if cue.at not in self.voice:
            found = self.speakers.entity(cue.subject)
            if cue.subject is not None and self.doc[cue.subject].lower_ in ("he", "she", "it"):
                found = self._last_voice(cue, self.doc[cue.subject].lower_) or found
            self.voice[cue.at] = found
        return self.voice[cue.at]

    def _last_voice(self, cue: Cue, pronoun: str) -> int | None:
        """ "he said": whoever spoke in the sentence before, if nothing was told between and the kind fits."""
        start = self.speakers.sentence_start[cue.at]
        if any(start <= c.at < cue.at and c.subject is not None and c.subject != cue.subject for c in self.cues):
            return None
        k = start - 1
        while k > 0 and (self.doc[k].is_space or self.speakers.inside[k]):
            k -= 1
        if k <= 0:
            return None
        low = self.speakers.sentence_start[k]
        before = [
            c
            for c in self.cues
            if low <= c.at < start and not c.silent and c.kind in ("say", "tell", "ask", "noun", "call")
        ]
        for other in before:
            if other.subject is None or self._subordinated(other):
                continue
            speaker = self._speaker(other)
            if speaker is None:
                return None
            person = self.mentions.entities[speaker].kind == "person"
            return speaker if person == (pronoun != "it") else None
        return None

    def _subordinated(self, cue: Cue) -> bool:
        return any(
            self._below(cue.at, other) for other in self.cues if other.at != cue.at and other.kind in ("say", "tell")
        )

    # --- direct

    def _direct(self) -> list[_Frame]:
        frames: list[_Frame] = []
        for number, quotation in enumerate(self.quotations):
            frames.append(self._frame(number, quotation, frames))
        return self._chained(frames)

    def _frame(self, number: int, q: Quotation, frames: list[_Frame]) -> _Frame:
        content = self.text[q.start : q.end]
        none = _Frame(q, None, False, None)
        if not re.search(r"\w", content) or self._is_name(q):
            return none
        if q.continues and frames and frames[-1].speech:
            cue = self._behind(number, q)
            before = frames[-1]
            return _Frame(q, cue or before.cue, True, self._speaker(cue) if cue else before.speaker, carried=not cue)
        ahead = self._before(number, q)
        behind = self._behind(number, q)
        cue = behind if ahead is None or (behind is not None and self._closer(ahead, behind, q)) else ahead
        if cue is not None and cue.silent and cue.kind not in ("think",) and not _WHOLE.match(content):
            cue = cue if cue.lemma == "say" else cue
        if cue is not None:
            return _Frame(q, cue, True, self._speaker(cue))
        around = self._around(q)
        if around is not None:
            return _Frame(q, around, True, self._speaker(around))
        return self._continued(number, q, frames)

    def _closer(self, ahead: Cue, behind: Cue, q: Quotation) -> bool:
        """Both a cue before and one behind: the one before wins if only a comma or "that" parts it."""
        if ahead.kind in ("will", "judge", "noun") and behind.kind in ("say", "tell", "according"):
            return True
        gap = self.text[self._end_of(ahead.end) : q.opens]
        if re.fullmatch(r"[\s,:]*(?:that\s*)?[\s,:]*", gap):
            return False
        return bool(re.search(r"[,?!—–-]$", self.text[q.start : q.end])) or not re.search(r"\bthat\b|:", gap)

    def _is_name(self, q: Quotation) -> bool:
        """Terms and titles: 'the so-called "buffer zone"', 'the film "Exodus"', 'codenamed "Storm"'."""
        before = self.text[max(0, q.opens - 40) : q.opens].lower()
        before = re.split(r"[.;:!?\n]", before)[-1]
        tail = before.strip().rstrip("(,").split()
        if not tail:
            return False
        content = self.text[q.start : q.end]
        few = len(content.split()) <= 7 and not _STOPPED.search(content)
        if not few:
            return False
        if re.search(
            r"\b(?:what|which|whom)\s+(?:\w+\s+){1,4}(?:calls?|called|describe[sd]?(?:\s+as)?|terms?|termed)\s*$",
            before,
        ):
            return False
        if re.search(
            r"\bso[- ]called\s*$|\b(?:known|(?:better|also|widely|locally)\s+known)\s+(?:\w+\s+)?(?:as|for)\s+(?:the\s+|an?\s+)?$",
            before,
        ):
            return True
        if re.search(r"\b(?:titled|entitled|headlined|nicknamed|code-?named|christened|inscribed|emblazoned|alias|captioned|"
                     r"branded with|meaning|means|translates? as)\s*,?\s*(?:the\s+|an?\s+)?$", before):  # fmt: skip
            return True
        if re.search(r"\b(?:mission|operation|ship|boat|project|plan|programme|program|scheme|exercise|group|band|app|channel|"
                     r"party|movement|campaign|unit|weapon|missile|drone|film|book|song)\s+(?:called|named|dubbed)\s*$", before):  # fmt: skip
            return True
        noun = tail[-1].strip("'’")
        titled = all(w[:1].isupper() or w.lower() in _SMALL_WORDS for w in re.findall(r"[\w'’-]+", content))
        return noun in _names() and titled

    def _before(self, number: int, q: Quotation) -> Cue | None:
        """The cue before a quotation in its sentence: "said:", "told reporters that", "called the talks"."""
        start = self._left_limit(number, q)
        candidates = [c for c in self.cues if start <= c.at and self._end_of(c.end) <= q.opens]
        if not candidates:
            return self._colon(q)
        opening = self.text[q.opens : q.start + 1]
        _ = opening
        for cue in reversed(candidates):
            gap = self.text[self._end_of(cue.end) : q.opens]
            if "\n" in gap:
                continue
            if self._governs(cue, gap, q):
                return self._outer(cue, candidates, gap)
        return None

    def _outer(self, cue: Cue, candidates: list[Cue], gap: str) -> Cue:
        """The cue in whose reported clause a weaker one stands: "said that Finland would decide “…”"."""
        strong = {"say", "tell", "ask", "according"}
        if cue.kind in strong and cue.lemma not in _ACTS:
            return cue
        seen = self.doc[cue.at]
        for other in reversed(candidates):
            if other.at >= cue.at or other.kind not in strong or other.lemma in _ACTS or other.silent:
                continue
            if self._below(seen.i, other) or self._that_between(other, cue):
                return other
        return cue

    def _below(self, i: int, cue: Cue) -> bool:
        """Does token i hang below the cue as part of what it reports?"""
        seen = self.doc[i]
        for _ in range(14):
            if seen.head is seen:
                return False
            if seen.head.i == cue.at:
                return seen.dep_ in ("ccomp", "xcomp", "parataxis", "obj", "csubj")
            seen = seen.head
        return False

    def _that_between(self, other: Cue, cue: Cue) -> bool:
        between = self.doc[other.end : cue.at]
        return any(t.lower_ == "that" and t.dep_ == "mark" for t in between[:6]) and not any(
            t.text in (",", ";") for t in between
        )

    def _left_limit(self, number: int, q: Quotation) -> int:
        """The first token from which a cue may govern the quotation: its sentence's begin."""
        i = self._token(q.opens)
        start = self.speakers.sentence_start[i]
        if i > 0 and start == i and not self._new_sentence(q):
            start = self.speakers.sentence_start[i - 1]
        return start

    def _new_sentence(self, q: Quotation) -> bool:
        """Does a full stop stand before the opening mark?"""
        before = self.text[max(0, q.opens - 4) : q.opens].rstrip()
        return (
            bool(re.search(r"[.!?…][\"'”’»)\]]*$", before))
            or not before
            or "\n" in self.text[max(0, q.opens - 2) : q.opens]
        )

    def _governs(self, cue: Cue, gap: str, q: Quotation) -> bool:
        """Does a cue before the quotation reach it over the words between?"""
        plain = gap.strip()
        content = self.text[q.start : q.end]
        whole = bool(_WHOLE.match(content)) and (q.closed is False or bool(_TERMINAL.search(content)))
        if cue.silent and cue.kind in ("say", "tell") and cue.lemma not in ("say", "deny", "expect"):
            if self.doc[cue.at].lower_ == "comment":
                return False
        kinds = {cue.kind, *cue.also}
        if plain in ("", ",", ":", "that", "-", "–", "—", ", that", "—that") or plain.endswith(":"):
            return True
        if cue.kind == "according" or cue.lemma in _ACTS and not (cue.kind == "will" or "will" in cue.also):
            return cue.kind != "according" and self._inside_other(cue)
        if re.search(r"[.!?]\s", gap) and not re.search(r"\b(?:Mr|Mrs|Ms|Dr|St|Gen|U\.S|Sen|Lt|Col)\.\s", gap):
            return False
        if ";" in gap:
            return False
        if self._other_main(cue, q):
            return False
        if kinds & {"say", "tell", "ask", "think", "noun"}:
            return not (
                whole
                and len(content.split()) > 12
                and not re.search(r"(?:\bthat|,|:|\bas)$", plain)
                and cue.kind == "think"
            )
        return bool(kinds & {"call", "judge", "accuse", "will"})

    def _inside_other(self, cue: Cue) -> bool:
        """Is the act itself reported ("said the pair agreed to …")? Then the words are those of who reports it."""
        start = self.speakers.sentence_start[cue.at]
        for other in self.cues:
            if (
                start <= other.at < cue.at
                and other.kind in ("say", "tell", "ask")
                and other.lemma not in _ACTS
                and not other.silent
            ):
                if self._below(cue.at, other) or self._that_between(other, cue):
                    return True
        return False

    def _other_main(self, cue: Cue, q: Quotation) -> bool:
        """Does a new main clause begin between cue and quotation: "X said A, but Y did B"?"""
        first, last = cue.end, self._token(q.opens)
        for i in range(first, last):
            t = self.doc[i]
            if t.lower_ in ("but", "while", "whereas", "although", "though") and i and self.doc[i - 1].text == ",":
                verb = next(
                    (v for v in self.doc[i:last] if v.pos_ in ("VERB", "AUX") and self.speakers._finite(v)), None
                )
                if verb is not None:
                    head = self.speakers._clause_verb(verb)
                    subject = self.speakers._dependent(head)
                    if subject is not None and self._outside_content(head, cue):
                        return True
        return False

    def _outside_content(self, verb, cue: Cue) -> bool:  # type: ignore[no-untyped-def]
        """Is the verb beside the cue in the tree, not below it?"""
        seen = verb
        for _ in range(12):
            if seen.i == cue.at:
                return seen is verb or verb.dep_ in ("conj", "advcl", "parataxis") and verb.head.i == cue.at
            if seen.head is seen:
                return True
            seen = seen.head
        return False

    def _colon(self, q: Quotation) -> Cue | None:
        """ "X said after the talks:" and a new paragraph; "Lula: “Peace first”" in a heading."""
        line = self.paragraphs[self._paragraph(q.opens)]
        before = self.text[line.start : q.opens].rstrip()
        if not before:
            number = self._paragraph(q.opens)
            if number == 0:
                return None
            above = self.paragraphs[number - 1]
            words_above = self.text[above.start : above.end]
            if not words_above.rstrip().endswith(":"):
                return None
            start, _ = self._sentence(above.end - 1)
            for cue in reversed(self.cues):
                if start <= cue.at and self.doc[cue.at].idx < above.end and not cue.silent:
                    return cue
            return None
        if before.endswith((":", " -", " –", " —")) and len(before.split()) <= 8:
            end = line.start + len(before.rstrip(" :-–—"))
            first = self._token(line.start)
            subject = self.speakers._first_nominal(first)
            if subject is not None and self.doc[subject].pos_ in ("PROPN", "NOUN", "X"):
                if not any(t.pos_ in ("VERB", "AUX") for t in self.doc[first : self._token(end)]):
                    return Cue(subject, subject + 1, "say", ":", subject, False, frozenset())
        return None

    def _behind(self, number: int, q: Quotation) -> Cue | None:
        """The cue behind a quotation: '," he said', '", said Erdogan', '”, according to'."""
        line = self.paragraphs[self._paragraph(q.opens)]
        limit = line.end
        if number + 1 < len(self.quotations):
            limit = min(limit, self.quotations[number + 1].opens)
        after = self.text[q.closes : limit]
        content = self.text[q.start : q.end]
        if not after.strip():
            return None
        if _STOPPED.search(content) and content[-1] == "." and re.match(r"\s+[A-Z]", after):
            # a full stop, then a new sentence: only 'said X' and 'X said.' still belong to it
            if not re.match(r"\s+(?:[A-Z][\w.’'-]+\s+){1,4}(?:said|says|added|told \w+)\s*(?:[.,]|$)", after):
                return None
        first = self._token(q.closes)
        end = self._token(limit) if limit < len(self.text) else len(self.doc)
        if first < len(self.doc) and self.speakers.inside[first]:
            return None
        for cue in self.cues:
            if cue.at < first:
                continue
            if cue.at >= end or cue.at - first > 45:
                break
            between = self.text[q.closes : self.doc[cue.at].idx]
            if re.search(
                r"[.!?]\s+[A-Z]",
                re.sub(r"\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Lt|Col|Maj|Prof|Adm|Gov|[A-Z])\.\s", "", between),
            ):
                break
            if cue.silent or cue.kind in ("judge", "will", "accuse", "noun") and not self._plain_after(cue, between):
                continue
            if cue.kind == "call" and "say" not in cue.also and not self._described(cue, between):
                continue
            if self._attributes(cue, q, between, content, limit):
                return cue
            if cue.kind in ("say", "tell") and not re.fullmatch(r"[\s,—–-]*", between):
                # the first finite cue decides: what stands behind it is its own content
                if self.speakers._finite(self.doc[cue.at]):
                    break
        return None

    def _plain_after(self, cue: Cue, between: str) -> bool:
        return (
            bool(re.search(r"[,\"”’»]?\s*\w*\s*$", between))
            and self.speakers._finite(self.doc[cue.at])
            and len(between.split()) <= 3
        )

    def _described(self, cue: Cue, between: str) -> bool:
        """'"A shameful act" was how Castro described the raid'."""
        return "how" in between.split() or "what" in between.split()

    def _attributes(self, cue: Cue, q: Quotation, between: str, content: str, limit: int) -> bool:
        """Is the cue an attribution of what stands before it, rather than the head of something new?"""
        doc = self.doc
        words_between = between.strip(" ,\t\u00a0-–—")
        if cue.kind == "according":
            return len(words_between.split()) <= 12
        if cue.subject is None and cue.kind != "according":
            return False
        subject = cue.subject if cue.subject is not None else cue.at
        if self.doc[cue.at].lower_.endswith("ing") and not self.speakers._finite(self.doc[cue.at]):
            return False
        if subject < self._token(q.closes):
            # the subject stands before the quotation: the quotation lies inside its clause
            return False
        if cue.kind == "call":
            return True
        # nothing but the noun phrase of the subject (with appositions) stands between
        inner = [t for t in doc[self._token(q.closes) : cue.at] if not t.is_punct and not t.is_space]
        verbs = [t for t in inner if t.pos_ in ("VERB", "AUX") and self.speakers._finite(t) and t.dep_ not in ("aux", "aux:pass")
                 and t.lower_ not in ("has", "had", "have", "would", "did")]  # fmt: skip
        relative = any(t.lower_ in ("who", "whom", "which", "whose", "that") for t in inner)
        ends_open = bool(re.search(r"[,?!—–-][\"'”’)\]]*$", content)) or bool(
            re.match(r"\s*[,—–-]", self.text[q.closes : q.closes + 3])
        )
        if verbs and not (relative and ends_open):
            return False
        if ends_open or _STOPPED.search(content):
            return not re.match(r"\s*(?:and|but|or|as|which|because)\b", between.lstrip(" ,"))
        # a partial quotation that ends the reported clause: '… into a "buffer zone", he said'
        if re.match(r"\s*,", between) or subject > cue.at:
            return True
        return (
            len(inner) <= 4
            and bool(_WHOLE.match(content))
            and q.opens == self.paragraphs[self._paragraph(q.opens)].start
        )

    def _around(self, q: Quotation) -> Cue | None:
        """A quotation inside a clause whose cue comes later: 'Leaders wish to "turn a page", the palace said'."""
        start, end = self._sentence(q.opens)
        i = self._token(q.closes)
        for cue in self.cues:
            if not (i <= cue.at < end) or cue.silent:
                continue
            if cue.kind not in ("say", "tell", "according", "ask") or self.doc[cue.at].lower_.endswith("ing"):
                continue
            if self._final(cue, end) and self._reach(cue) <= self.doc[start].idx + 1:
                return cue
        return None

    def _reach(self, cue: Cue) -> int:
        """Where the reported clause before a final cue begins: its sentence."""
        return self.doc[self.speakers.sentence_start[cue.at]].idx

    def _final(self, cue: Cue, end: int) -> bool:
        """Is the cue an attribution at the end of its sentence: ", X said", ", said X", ", according to X"?"""
        doc = self.doc
        if cue.lemma in _ACTS or (doc[cue.at].dep_ == "acl:relcl" and cue.kind != "according"):
            return False
        at = (
            cue.at
            if cue.kind == "according" or cue.subject is None or cue.subject > cue.at
            else self._np_start(cue.subject, cue.at)
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
        rest = doc[behind : self._part_end(behind, end)]
        if any(t.lower_ == "that" and t.pos_ == "SCONJ" for t in rest[:8]):
            return False
        finite = [t for t in rest if t.pos_ in ("VERB", "AUX") and self.speakers._finite(t)]
        if not finite:
            return True
        if behind + 1 < end and doc[behind].text == "," and doc[behind + 1].tag_ == "VBG":
            return True
        lead = doc[behind : finite[0].i]
        return any(t.lower_ in _LEADS for t in lead)

    def _part_end(self, first: int, end: int) -> int:
        """The token that ends the attribution: a semicolon, a colon, a comma with a conjunction."""
        doc = self.doc
        for i in range(first, end):
            if doc[i].text in (";", ":", "—", "–"):
                return i
            if doc[i].text == "," and i + 1 < end and doc[i + 1].lower_ in ("and", "but", "nor", "or", "so", "yet"):
                return i
        return end

    def _np_start(self, subject: int, cue: int) -> int:
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

    # --- quotations without a cue

    def _continued(self, number: int, q: Quotation, frames: list[_Frame]) -> _Frame:
        """A quotation that is a sentence of its own goes on from the one before, in its paragraph or the last."""
        content = self.text[q.start : q.end]
        none = _Frame(q, None, False, None)
        here = self._paragraph(q.opens)
        line = self.paragraphs[here]
        begins = q.opens == line.start or self._new_sentence(q)
        tail = self.text[q.closes : q.closes + 2]
        ends = bool(_TERMINAL.search(content)) or q.closes >= line.end or bool(re.match(r"[.!?]", tail))
        whole = begins and ends and bool(_WHOLE.match(content)) and len(content.split()) >= 2
        before = next((f for f in reversed(frames) if f.speech), None)
        same = before is not None and self._paragraph(before.quotation.opens) == here
        if same and before is not None and self._one_sentence(before.quotation, q) and self._joined(before, q):
            return _Frame(q, before.cue, True, before.speaker, carried=True)
        if not whole:
            return none
        if same and before is not None:
            return _Frame(q, before.cue, True, before.speaker, carried=True)
        full = q.opens == line.start and q.closes >= line.end - 1
        if not full and len(content.split()) < 4:
            return none
        nearest = self._speech_above(here)
        if nearest is not None:
            speaker = self._speaker(nearest)
            if before is not None and before.cue is not None and before.cue.at == nearest.at:
                speaker = before.speaker
            return _Frame(q, nearest, True, speaker, carried=True)
        if len(content.split()) >= 5:
            return _Frame(q, None, True, None)
        return none

    def _one_sentence(self, a: Quotation, b: Quotation) -> bool:
        i, j = self._token(a.opens), self._token(b.opens)
        return self.speakers.sentence_start[i] == self.speakers.sentence_start[j]

    def _joined(self, before: _Frame, q: Quotation) -> bool:
        """In one sentence with a quotation that has a cue: 'was "a garden" and the rest "a jungle"'."""
        if before.cue is None:
            return False
        gap = self.text[before.quotation.closes : q.opens]
        return not re.search(r"[.;!?]\s", gap) and len(gap.split()) <= 25

    def _speech_above(self, here: int) -> Cue | None:
        """The last cue of the paragraph above, or of this one before the quotation."""
        if here == 0:
            return None
        above = self.paragraphs[here - 1]
        found = [c for c in self.cues if above.start <= self.doc[c.at].idx < above.end and not c.silent
                 and c.kind in ("say", "tell", "ask", "noun", "call") and c.subject is not None]  # fmt: skip
        carried = [q for q in self.quotations if above.start <= q.opens < above.end]
        if found:
            return found[-1]
        if carried and here >= 2:
            return self._speech_above(here - 1)
        return None

    def _chained(self, frames: list[_Frame]) -> list[_Frame]:
        """A quotation over several paragraphs has one speaker, named at its end, its middle or its beginning."""
        done = list(frames)
        for k in range(len(done) - 2, -1, -1):
            later, now = done[k + 1], done[k]
            if later.quotation.continues and later.speech and later.cue is not None and (not later.carried):
                if now.cue is None or now.carried:
                    done[k] = _Frame(now.quotation, later.cue, True, later.speaker, carried=True)
        for k in range(len(done) - 1):
            now, later = done[k], done[k + 1]
            if now.speech and now.cue is None and later.speech and later.cue is not None:
                if self._paragraph(now.quotation.opens) == self._paragraph(later.quotation.opens):
                    done[k] = _Frame(now.quotation, later.cue, True, later.speaker, carried=True)
        return done

    # --- indirect

    def _indirect(self, direct: list[_Frame]) -> list[StatementMention]:
        made: list[StatementMention] = []
        taken: list[tuple[int, int]] = []
        speech = [(f.quotation.opens, f.quotation.closes) for f in direct if f.speech]
        for cue in self.cues:
            if cue.silent or cue.lemma == ":":
                continue
            for start, end in self._clauses(cue):
                start, end = self._tight(start, end)
                if (
                    end - start < 8
                    or end - start > _LONGEST
                    or len(self.text[start:end].split()) < 2
                    and cue.kind != "accuse"
                ):
                    continue
                quoted = [(a, b) for a, b in speech if a < end and start < b]
                if any(len(self.text[a:b].split()) >= _FEW - 1 or (b - a) * 2 > end - start for a, b in quoted):
                    continue
                if any(low < end and start < high for low, high in taken):
                    continue
                taken.append((start, end))
                made.append(self._mention("indirect", start, end, cue, self._indirect_speaker(cue)))
        return made

    def _indirect_speaker(self, cue: Cue) -> int | None:
        return self._speaker(cue)

    def _tight(self, start: int, end: int) -> tuple[int, int]:
        while start < end and (self.text[start].isspace() or self.text[start] in ",:;—–-"):
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] in ".,;:—–-"):
            end -= 1
        return start, end

    def _clauses(self, cue: Cue) -> list[tuple[int, int]]:
        """The stretches that a cue reports, as code points."""
        start, end = self.speakers.sentence_start[cue.at], self.speakers.sentence_end[cue.at]
        if cue.kind == "according":
            return self._according(cue, start, end)
        if cue.kind == "accuse" and cue.lemma in ("accuse", "blame", "charge", "suspect", "denounce", "reproach"):
            return self._accused(cue, end)
        if cue.kind in ("call", "judge", "will"):
            return self._judged(cue, end)
        if cue.subject is None and self.doc[cue.at].tag_ not in ("VBG",):
            return []
        if cue.lemma in _DECISIONS:
            return []
        if cue.kind == "think" and any(c.dep_ == "aux:pass" for c in self.doc[cue.at].children):
            return []
        if cue.subject is not None and self._final(cue, end) and cue.kind != "noun":
            low = self.doc[start].idx
            before = cue.at if cue.subject > cue.at else self._np_start(cue.subject, cue.at)
            if before and self.doc[before - 1].lower_ == "as":
                before -= 1
            high = self._end_of(before)
            if self._parenthetic(cue, end):
                high = self._end_of(end)
            inner = [c for c in self.cues if start <= c.at < before and not c.silent and c.kind in ("say", "tell")]
            if inner and inner[0].at - start < 8 and inner[0].lemma == "say":
                return []
            if (
                self.doc[start].tag_ in ("VBN", "VBG")
                and self.doc[start].pos_ == "VERB"
                and "," not in self.text[low:high]
            ):
                return self._after_colon(cue, end)  # "Asked what came next, he answered"
            lead = re.match(r"(?:But|And|However|Meanwhile|Meanwhile,|However,)\s+", self.text[low:high])
            pieces = [(low + (lead.end() if lead else 0), high)] if self._has_verb(start, before) else []
            return pieces + self._after_colon(cue, end)
        return self._forward(cue, end)

    def _parenthetic(self, cue: Cue, end: int) -> bool:
        """ "Neither side would attack, a spokesman said, nor help those who do": the clause goes on behind the cue."""
        doc = self.doc
        if cue.subject is None or cue.subject > cue.at or cue.end + 1 >= end or doc[cue.end].text != ",":
            return False
        following = doc[cue.end + 1]
        return following.tag_ != "VBG" and following.lower_ not in ("and", "but", *_LEADS) and following.pos_ != "ADV"

    def _after_colon(self, cue: Cue, end: int) -> list[tuple[int, int]]:
        """ "…, the minister told a press conference: all points had been settled"."""
        doc = self.doc
        for i in range(cue.end, min(end, cue.end + 12)):
            if doc[i].text == ":" and not self.speakers.inside[i]:
                quoted = any(self.speakers.inside[i + 1 : end])
                return [] if quoted or not self._has_verb(i + 1, end) else [(doc[i].idx + 1, self._end_of(end))]
            if doc[i].pos_ in ("VERB", "AUX") and self.speakers._finite(doc[i]):
                break
        return []

    def _has_verb(self, first: int, last: int) -> bool:
        return any(t.pos_ in ("VERB", "AUX") and self.speakers._finite(t) for t in self.doc[first:last])

    def _according(self, cue: Cue, start: int, end: int) -> list[tuple[int, int]]:
        doc = self.doc
        low, high = doc[start].idx, self._end_of(end)
        if cue.at == start or (
            cue.at - start <= 2 and all(t.is_punct or t.pos_ in ("ADV", "CCONJ") for t in doc[start : cue.at])
        ):
            k = cue.subject if cue.subject is not None else cue.end
            while k < end and doc[k].text != ",":
                k += 1
            return [(doc[k + 1].idx, high)] if k + 1 < end else []
        return [(low, self._end_of(cue.at))] if self._has_verb(start, cue.at) else []

    def _accused(self, cue: Cue, end: int) -> list[tuple[int, int]]:
        doc = self.doc
        verb = doc[cue.at]
        if verb.tag_ == "VBN" and any(c.dep_ == "aux:pass" for c in verb.children) and cue.subject is None:
            return []
        for i in range(cue.end, min(end, cue.end + 16)):
            if doc[i].lower_ in ("of", "for", "over") and doc[i].pos_ in ("ADP", "SCONJ"):
                nxt = doc[i + 1] if i + 1 < end else None
                if nxt is not None and nxt.lower_.endswith("ing") and nxt.pos_ in ("VERB", "AUX", "NOUN"):
                    return [(nxt.idx, self._clause_end(cue, i + 1, end))]
        return []

    def _judged(self, cue: Cue, end: int) -> list[tuple[int, int]]:
        """ "criticised X, calling it Y" is one statement; verbs of will that also take clauses are in "say"."""
        doc = self.doc
        if cue.kind != "judge" or not self.speakers._finite(doc[cue.at]) or cue.subject is None:
            return []
        follow = next(
            (c for c in self.cues if cue.end < c.at < end and c.kind == "call" and doc[c.at].lower_.endswith("ing")),
            None,
        )
        if follow is None or doc[follow.at - 1].text != ",":
            return []
        first = cue.end
        return [(doc[first].idx, self._clause_end(follow, follow.end, end))]

    def _forward(self, cue: Cue, end: int) -> list[tuple[int, int]]:
        """The clause behind a cue: "said that …", "told reporters …", "expressed confidence that …"."""
        doc = self.doc
        verb = doc[cue.at]
        first = cue.end if cue.subject is None or cue.subject < cue.at else max(cue.end, cue.subject + 1)
        begin = self._content_start(cue, first, end)
        if begin is None:
            return []
        if any(self.speakers.inside[first : begin + 1]):
            return []
        stop = self._clause_end(cue, begin, end)
        pieces = self._that_parts(begin, stop)
        _ = verb
        return pieces

    def _content_start(self, cue: Cue, first: int, end: int) -> int | None:
        """The token with which the reported clause begins; None if there is no clause."""
        doc = self.doc
        verb = doc[cue.at]
        # "that" within reach, past an addressee, a day, a place
        depth = 0
        for i in range(first, min(first + 26, end)):
            t = doc[i]
            if self.speakers.inside[i]:
                break
            if t.lower_ in ("that", "whether", "if", "how", "why", "what") and (
                t.pos_ in ("SCONJ", "ADV", "PRON") or t.lower_ in ("whether",)
            ):
                if t.lower_ in ("how", "why", "what") and not (
                    cue.kind in ("ask", "tell") and i == first or cue.kind == "ask"
                ):
                    break
                if t.lower_ == "if" and cue.kind != "ask":
                    break
                if t.lower_ == "that" and t.dep_ != "mark" and t.pos_ != "SCONJ":
                    if i > first or (i + 1 < end and doc[i + 1].pos_ == "NOUN" and t.pos_ == "DET"):
                        break
                nxt = i + 1 if t.lower_ == "that" else i
                if nxt < end and doc[nxt].text == ",":
                    nxt += 1
                return nxt if nxt < end and self._has_verb(nxt, end) else None
            if t.pos_ in ("VERB", "AUX") and self.speakers._finite(t):
                break
            if t.text in (";", ":") or (t.is_space and "\n" in t.text):
                break
            if t.text == ",":
                depth += 1
                if depth > 2:
                    break
        if cue.kind == "noun" or cue.lemma in _ACTS:
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
            if not self._has_verb(edge, max(child.right_edge.i + 1, child.i + 1)):
                return None
            return self._past_addressee(cue, edge, child.i)
        if cue.kind in ("say", "tell", "think") and cue.lemma in _BARE:
            return self._bare(cue, first, end)
        return None

    def _past_addressee(self, cue: Cue, edge: int, head: int) -> int | None:
        """The parser may take the addressee or a time into the clause: begin at the subject's phrase."""
        doc = self.doc
        k = edge
        while k < head and (doc[k].is_punct or doc[k].is_space):
            k += 1
        return k if k <= head else None

    def _bare(self, cue: Cue, first: int, end: int) -> int | None:
        """A clause without "that": a noun phrase and a finite verb follow the cue, its addressee or a time."""
        doc = self.doc
        k = first
        if cue.kind == "tell":
            found = self.speakers._first_nominal(first)
            if found is None:
                return None
            k = found + 1
        while k < end and (doc[k].pos_ in ("ADV",) or (doc[k].dep_ == "obl:unmarked" and doc[k].ent_type_ == "DATE")):
            k += 1
        # "on Monday", "in a statement", "after the talks", "at a briefing in Doha"
        while k < end and doc[k].pos_ == "ADP" or (k < end and doc[k].lower_ in ("during", "after", "before")):
            nominal = self.speakers._first_nominal(k + 1)
            if nominal is None:
                return None
            k = nominal + 1
            if k < end and doc[k].pos_ == "NUM":
                k += 1
        if k < end and doc[k].text == ",":
            return None
        if k >= end or doc[k].pos_ in ("PUNCT", "VERB", "CCONJ", "SCONJ"):
            if not (k < end and doc[k].pos_ == "VERB" and doc[k].tag_ == "VBG"):
                return None
        subject = self.speakers._first_nominal(k)
        if subject is None and doc[k].pos_ not in ("DET", "NUM", "ADJ"):
            return None
        for i in range(k, min(k + 25, end)):
            t = doc[i]
            if t.text in (".", ";", ":"):
                return None
            if t.pos_ in ("VERB", "AUX") and self.speakers._finite(t):
                return k if i > k else None
        return None

    def _clause_end(self, cue: Cue, begin: int, end: int) -> int:
        """The code point where the reported clause ends: before another cue, an attribution, a new main clause."""
        doc = self.doc
        stop = end
        for other in self.cues:
            if not (begin < other.at < stop) or other.at == cue.at:
                continue
            k = other.at
            if other.kind == "according":
                stop = k
                break
            if (
                doc[k].lower_.endswith("ing")
                and not self.speakers._finite(doc[k])
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
            if other.subject is not None and begin < other.subject < k and not self.speakers.inside[k]:
                np = self._np_start(other.subject, k)
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
                    np = self._np_start(other.subject, k)
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
            if self.speakers.inside[i]:
                continue
            if t.text in (";", ":") or (t.is_space and "\n" in t.text):
                stop = i
                break
            if t.lower_ in ("while", "but", "although", "though", "whereas") and doc[i - 1].text in (",", "—", "–"):
                verb = next(
                    (v for v in doc[i + 1 : stop] if v.pos_ in ("VERB", "AUX") and self.speakers._finite(v)), None
                )
                if verb is not None and self._outside_content(self.speakers._clause_verb(verb), cue):
                    stop = i
                    break
        return self._end_of(stop)

    def _same_level(self, a: Cue, b: Cue) -> bool:
        """Is cue b no part of what a reports? By the tree, or since they are joined by "and" with one subject."""
        doc = self.doc
        seen = doc[b.at]
        for _ in range(10):
            if seen.i == a.at:
                return False
            if (
                seen.dep_ in ("ccomp", "acl", "acl:relcl", "advcl:relcl", "csubj")
                and seen.head.i != a.at
                and seen.i != doc[a.at].i
            ):
                if seen.i == b.at or seen.head.i > a.at:
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
        doc = self.doc
        first = doc[begin].idx
        last = self._token(stop) if stop < len(self.text) else len(doc)
        if not any(self.speakers.inside[i] for i in range(begin, min(last, len(doc)))):
            return [(first, stop)]
        parts: list[tuple[int, int]] = []
        low = first
        for i in range(begin + 1, last - 1):
            if doc[i].lower_ in ("and", "but") and doc[i + 1].lower_ == "that" and not self.speakers.inside[i]:
                parts.append((low, self._end_of(i)))
                low = doc[i + 1].idx + 5
        parts.append((low, stop))
        return parts

    # --- the mention

    def _statement(self, frame: _Frame) -> StatementMention:
        q = frame.quotation
        return self._mention("direct", q.start, q.end, frame.cue, frame.speaker)

    def _mention(self, form: str, start: int, end: int, cue: Cue | None, speaker: int | None) -> StatementMention:
        doc = self.doc
        first, last = self._sentence(start)
        low, high = doc[first].idx, self._end_of(max(last, self._sentence(end - 1)[1]))
        cue_extent = None
        if cue is not None:
            cue_extent = Extent(doc[cue.at].idx, self._end_of(cue.end))
            near = self._paragraph(cue_extent.start) == self._paragraph(start)
            if near:
                a, b = self._sentence(cue_extent.start)
                low, high = min(low, doc[a].idx), max(high, self._end_of(b))
        evidence = Extent(min(low, start), max(high, end))
        tense: Tense = "past"
        if cue is not None and doc[cue.at].tag_ in ("VBZ", "VBP"):
            tense = "present"
        return StatementMention(
            form="direct" if form == "direct" else "indirect",
            content=Extent(start, end),
            speaker=speaker,
            cue=cue_extent,
            addressee=self._addressee(cue) if cue else None,
            via=self._via(cue) if cue else None,
            when=self.when_for(cue_extent or evidence, tense),
            evidence=evidence,
        )

    def _addressee(self, cue: Cue) -> str | None:
        """ "told reporters", "said to the council", "on Twitter", "in an interview with Reuters"."""
        if cue.lemma == ":":
            return None
        doc = self.doc
        end = self.speakers.sentence_end[cue.at]
        first = cue.end if cue.subject is None or cue.subject < cue.at else cue.subject + 1
        if cue.kind == "tell" and first < end and not self.speakers.inside[first]:
            nominal = self.speakers._first_nominal(first)
            if nominal is not None:
                return self.text[doc[first].idx : doc[nominal].idx + len(doc[nominal])].strip() or None
        tail = self.text[self._end_of(first) : min(len(self.text), self._end_of(first) + 80)]
        tail = re.split(r"[\n\"“«;]", tail)[0]
        match = _TO_WHOM.search(tail)
        return match.group(1).strip() if match else None

    def _via(self, cue: Cue) -> str | None:
        """ "TASS quoted him as saying", "was quoted by Interfax as saying": the one who relays."""
        doc = self.doc
        start, end = self.speakers.sentence_start[cue.at], self.speakers.sentence_end[cue.at]
        for token in doc[start:end]:
            if token.lower_ not in ("quoted", "cited", "quotes") or self.speakers.inside[token.i]:
                continue
            agent = next((c for c in token.children if c.dep_ == "obl:agent"), None)
            passive = any(c.dep_ == "aux:pass" for c in token.children)
            found = agent.i if agent is not None else (None if passive else self.speakers._dependent(token))
            if found is not None and found != cue.subject:
                entity = self.mentions.at(found)
                return self.mentions.entities[entity].name if entity is not None else doc[found].text
        return None


_TO_WHOM = re.compile(
    r"^[^.]{0,40}?\b(?:to|in an interview with|in an interview to|in remarks to|in comments to|in a letter to|in a message to|"
    r"in a call with|in a speech to|in an address to|at|on|before)\s+((?:the\s+|a\s+|an\s+|his\s+|her\s+)?(?:joint\s+|state\s+)?"
    r"(?:reporters|journalists|newsmen|lawmakers|parliament|Parliament|parliamentarians|supporters|the nation|nation|Congress|"
    r"Twitter|X|Facebook|Telegram|Instagram|Truth Social|Weibo|state television|state TV|television|radio|"
    r"(?:press|news) conference|briefing|council|assembly|(?:UN|U\.N\.) (?:Security Council|General Assembly)|Security Council|"
    r"General Assembly|AFP|Reuters|AP|BBC|CNN|Al Jazeera|TASS|Interfax|Xinhua|Anadolu|dpa|NHK|Fox News|RIA|RT|NPR|Sky News|"
    r"Le Monde|the Financial Times|the Guardian|Bloomberg))\b"
)
# Verbs of decision and the like: they report words only right before a quotation or a clause.
_ACTS = frozenset(
    "agree decide resolve continue propose show accept determine find rule recognise recognize learn clear decree judge "
    "teach calculate volunteer plead appeal volunteer venture rage fume protest complain object submit broadcast publish "
    "reflect detail specify signal offer report guarantee confirm pledge commit".split()
)
_LEADS = frozenset("after when as before who which while where but since because although though whose".split())
# Verbs of decision whose clause is what was done, not what was said.
_DECISIONS = frozenset("agree decide resolve learn accept clear show recognise recognize".split())
_SMALL_WORDS = frozenset("of the and for in on to a an de la le du des with at by from al el or as".split())
# Verbs after which a clause may follow without "that".
_BARE = frozenset(
    "say tell believe think hope fear claim insist warn add announce estimate know admit note argue maintain suggest indicate "
    "confirm inform assure declare report state promise stress tweet write predict expect allege deny swear vow reckon feel "
    "see complain conclude suspect find rule decree".split()
)


def _names() -> frozenset[str]:
    return words("nouns", "names")
