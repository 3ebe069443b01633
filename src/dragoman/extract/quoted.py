"""Quotations and their cues: behind, before, around, or carried on from the quotation before."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.extract.cues import Cue
from dragoman.extract.quotes import Quotation
from dragoman.extract.speech import ACTS, Speech
from dragoman.extract.speechwords import words

_WHOLE = re.compile(r"^[\"'“‘\[(…]*[A-Z0-9¿¡À-ÞА-Я]")

_STOPPED = re.compile(r"[.!?…][\"'”’)\]]*$")

_TERMINAL = re.compile(r"[.!?…,—–-][\"'”’)\]]*$")

_SMALL_WORDS = frozenset("of the and for in on to a an de la le du des with at by from al el or as".split())


_CALLED_SO = re.compile(
    r"\b(?:what|which|whom)\s+(?:\w+\s+){1,4}(?:calls?|called|describe[sd]?(?:\s+as)?|terms?|termed)\s*$"
)
_STILL = re.compile(r"\s+(?:[A-Z][\w.’'-]+\s+){1,4}(?:said|says|added|told \w+)\s*(?:[.,]|$)")
_KNOWN_AS = re.compile(
    r"\bso[- ]called\s*$|\b(?:(?:better|also|widely|locally)\s+)?known\s+(?:\w+\s+)?(?:as|for)\s+(?:the\s+|an?\s+)?$"
)
_TITLED = re.compile(
    r"\b(?:titled|entitled|headlined|nicknamed|code-?named|christened|inscribed|emblazoned|alias|captioned|"
    r"branded with|meaning|means|translates? as)\s*,?\s*(?:the\s+|an?\s+)?$"
)
_BAPTISED = re.compile(
    r"\b(?:mission|operation|ship|boat|project|plan|programme|program|scheme|exercise|group|band|app|channel|party|"
    r"movement|campaign|unit|weapon|missile|drone|film|book|song)\s+(?:called|named|dubbed)\s*$"
)


class Frame(NamedTuple):
    """A quotation with the cue that it was found to belong to; `cue` None and `speech` True: nobody is named."""

    quotation: Quotation
    cue: Cue | None
    speech: bool
    speaker: int | None
    carried: bool = False


class Quoted:
    """Finds to whom the quotations of a document belong."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def frames(self) -> list[Frame]:
        frames: list[Frame] = []
        for number, quotation in enumerate(self.speech.quotations):
            frames.append(self._frame(number, quotation, frames))
        return self._chained(frames)

    def _frame(self, number: int, q: Quotation, frames: list[Frame]) -> Frame:
        content = self.speech.text[q.start : q.end]
        none = Frame(q, None, False, None)
        if not re.search(r"\w", content) or self._is_name(q):
            return none
        if q.continues and frames and frames[-1].speech:
            cue = self._behind(number, q)
            before = frames[-1]
            return Frame(q, cue or before.cue, True, self.speech.voice(cue) if cue else before.speaker, carried=not cue)
        ahead = self._before(number, q)
        behind = self._behind(number, q)
        cue = behind if ahead is None or (behind is not None and self._closer(ahead, behind, q)) else ahead
        if cue is not None:
            return Frame(q, cue, True, self.speech.voice(cue))
        around = self._around(q)
        if around is not None:
            return Frame(q, around, True, self.speech.voice(around))
        return self._continued(number, q, frames)

    def _closer(self, ahead: Cue, behind: Cue, q: Quotation) -> bool:
        """Both a cue before and one behind: the one before wins if only a comma or "that" parts it."""
        if ahead.kind in ("will", "judge", "noun") and behind.kind in ("say", "tell", "according"):
            return True
        gap = self.speech.text[self.speech.end_of(ahead.end) : q.opens]
        if re.fullmatch(r"[\s,:]*(?:that\s*)?[\s,:]*", gap):
            return False
        return bool(re.search(r"[,?!—–-]$", self.speech.text[q.start : q.end])) or not re.search(r"\bthat\b|:", gap)

    def _is_name(self, q: Quotation) -> bool:
        """Terms and titles: 'the so-called "buffer zone"', 'the film "Exodus"', 'codenamed "Storm"'."""
        before = self.speech.text[max(0, q.opens - 40) : q.opens].lower()
        before = re.split(r"[.;:!?\n]", before)[-1]
        tail = before.strip().rstrip("(,").split()
        if not tail:
            return False
        content = self.speech.text[q.start : q.end]
        few = len(content.split()) <= 7 and not _STOPPED.search(content)
        if not few:
            return False
        if _CALLED_SO.search(before):
            return False
        if _KNOWN_AS.search(before):
            return True
        if _TITLED.search(before) or _BAPTISED.search(before):
            return True
        noun = tail[-1].strip("'’")
        titled = all(w[:1].isupper() or w.lower() in _SMALL_WORDS for w in re.findall(r"[\w'’-]+", content))
        return noun in words("nouns", "names") and titled

    def _before(self, number: int, q: Quotation) -> Cue | None:
        """The cue before a quotation in its sentence: "said:", "told reporters that", "called the talks"."""
        start = self._left_limit(number, q)
        candidates = [c for c in self.speech.cues if start <= c.at and self.speech.end_of(c.end) <= q.opens]
        if not candidates:
            return self._colon(q)
        for cue in reversed(candidates):
            gap = self.speech.text[self.speech.end_of(cue.end) : q.opens]
            if "\n" in gap:
                continue
            if self._governs(cue, gap, q):
                return self._outer(cue, candidates, gap)
        return None

    def _outer(self, cue: Cue, candidates: list[Cue], gap: str) -> Cue:
        """The cue in whose reported clause a weaker one stands: "said that Finland would decide “…”"."""
        strong = {"say", "tell", "ask", "according"}
        if cue.kind in strong and cue.lemma not in ACTS:
            return cue
        seen = self.speech.doc[cue.at]
        for other in reversed(candidates):
            if other.at >= cue.at or other.kind not in strong or other.lemma in ACTS or other.silent:
                continue
            if self.speech.below(seen.i, other) or self.speech.that_between(other, cue):
                return other
        return cue

    def _left_limit(self, number: int, q: Quotation) -> int:
        """The first token from which a cue may govern the quotation: its sentence's begin."""
        i = self.speech.token(q.opens)
        start = self.speech.speakers.sentence_start[i]
        if i > 0 and start == i and not self._new_sentence(q):
            start = self.speech.speakers.sentence_start[i - 1]
        return start

    def _new_sentence(self, q: Quotation) -> bool:
        """Does a full stop stand before the opening mark?"""
        before = self.speech.text[max(0, q.opens - 4) : q.opens].rstrip()
        return (
            bool(re.search(r"[.!?…][\"'”’»)\]]*$", before))
            or not before
            or "\n" in self.speech.text[max(0, q.opens - 2) : q.opens]
        )

    def _governs(self, cue: Cue, gap: str, q: Quotation) -> bool:
        """Does a cue before the quotation reach it over the words between?"""
        plain = gap.strip()
        content = self.speech.text[q.start : q.end]
        whole = bool(_WHOLE.match(content)) and (q.closed is False or bool(_TERMINAL.search(content)))
        if cue.silent and cue.lemma == "comment":
            return False
        kinds = {cue.kind, *cue.also}
        if plain in ("", ",", ":", "that", "-", "–", "—", ", that", "—that") or plain.endswith(":"):
            return True
        if cue.kind == "according" or cue.lemma in ACTS and not (cue.kind == "will" or "will" in cue.also):
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
        start = self.speech.speakers.sentence_start[cue.at]
        for other in self.speech.cues:
            if (
                start <= other.at < cue.at
                and other.kind in ("say", "tell", "ask")
                and other.lemma not in ACTS
                and not other.silent
            ) and (self.speech.below(cue.at, other) or self.speech.that_between(other, cue)):
                return True
        return False

    def _other_main(self, cue: Cue, q: Quotation) -> bool:
        """Does a new main clause begin between cue and quotation: "X said A, but Y did B"?"""
        first, last = cue.end, self.speech.token(q.opens)
        for i in range(first, last):
            t = self.speech.doc[i]
            if (
                t.lower_ in ("but", "while", "whereas", "although", "though")
                and i
                and self.speech.doc[i - 1].text == ","
            ):
                verb = next(
                    (
                        v
                        for v in self.speech.doc[i:last]
                        if v.pos_ in ("VERB", "AUX") and self.speech.speakers.finite(v)
                    ),
                    None,
                )
                if verb is not None:
                    head = self.speech.speakers.clause_verb(verb)
                    subject = self.speech.speakers.dependent(head)
                    if subject is not None and self.speech.beside(head, cue):
                        return True
        return False

    def _colon(self, q: Quotation) -> Cue | None:
        """ "X said after the talks:" and a new paragraph; "Lula: “Peace first”" in a heading."""
        line = self.speech.paragraphs[self.speech.paragraph(q.opens)]
        before = self.speech.text[line.start : q.opens].rstrip()
        if not before:
            number = self.speech.paragraph(q.opens)
            if number == 0:
                return None
            above = self.speech.paragraphs[number - 1]
            words_above = self.speech.text[above.start : above.end]
            if not words_above.rstrip().endswith(":"):
                return None
            start, _ = self.speech.sentence(above.end - 1)
            for cue in reversed(self.speech.cues):
                if start <= cue.at and self.speech.doc[cue.at].idx < above.end and not cue.silent:
                    return cue
            return None
        if before.endswith((":", " -", " –", " —")) and len(before.split()) <= 8:
            end = line.start + len(before.rstrip(" :-–—"))
            first = self.speech.token(line.start)
            subject = self.speech.speakers.first_nominal(first)
            verbless = not any(t.pos_ in ("VERB", "AUX") for t in self.speech.doc[first : self.speech.token(end)])
            if subject is not None and self.speech.doc[subject].pos_ in ("PROPN", "NOUN", "X") and verbless:
                return Cue(subject, subject + 1, "say", ":", subject, False, frozenset())
        return None

    def _behind(self, number: int, q: Quotation) -> Cue | None:
        """The cue behind a quotation: '," he said', '", said Erdogan', '”, according to'."""
        line = self.speech.paragraphs[self.speech.paragraph(q.opens)]
        limit = line.end
        if number + 1 < len(self.speech.quotations):
            limit = min(limit, self.speech.quotations[number + 1].opens)
        after = self.speech.text[q.closes : limit]
        content = self.speech.text[q.start : q.end]
        if not after.strip():
            return None
        # a full stop, then a new sentence: only 'X said.' still belongs to it
        if content[-1] == "." and re.match(r"\s+[A-Z]", after) and not _STILL.match(after):
            return None
        first = self.speech.token(q.closes)
        end = self.speech.token(limit) if limit < len(self.speech.text) else len(self.speech.doc)
        if first < len(self.speech.doc) and self.speech.speakers.inside[first]:
            return None
        for cue in self.speech.cues:
            if cue.at < first or self.speech.doc[cue.at].dep_ == "acl:relcl":
                continue
            if cue.at >= end or cue.at - first > 45:
                break
            between = self.speech.text[q.closes : self.speech.doc[cue.at].idx]
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
            # the first finite cue decides: what stands behind it is its own content
            apart = not re.fullmatch(r"[\s,—–-]*", between)
            if cue.kind in ("say", "tell") and apart and self.speech.speakers.finite(self.speech.doc[cue.at]):
                break
        return None

    def _plain_after(self, cue: Cue, between: str) -> bool:
        return (
            bool(re.search(r"[,\"”’»]?\s*\w*\s*$", between))
            and self.speech.speakers.finite(self.speech.doc[cue.at])
            and len(between.split()) <= 3
        )

    def _described(self, cue: Cue, between: str) -> bool:
        """'"A shameful act" was how Castro described the raid'."""
        return "how" in between.split() or "what" in between.split()

    def _attributes(self, cue: Cue, q: Quotation, between: str, content: str, limit: int) -> bool:
        """Is the cue an attribution of what stands before it, rather than the head of something new?"""
        doc = self.speech.doc
        words_between = between.strip(" ,\t\u00a0-–—")
        if cue.kind == "according":
            return len(words_between.split()) <= 12
        if cue.subject is None and cue.kind != "according":
            return False
        subject = cue.subject if cue.subject is not None else cue.at
        if self.speech.doc[cue.at].lower_.endswith("ing") and not self.speech.speakers.finite(self.speech.doc[cue.at]):
            return False
        if subject < self.speech.token(q.closes):
            # the subject stands before the quotation: the quotation lies inside its clause
            return False
        if cue.kind == "call":
            return True
        # nothing but the noun phrase of the subject (with appositions) stands between
        inner = [t for t in doc[self.speech.token(q.closes) : cue.at] if not t.is_punct and not t.is_space]
        finite = self.speech.speakers.finite
        verbs = [t for t in inner if t.pos_ in ("VERB", "AUX") and finite(t) and t.dep_ not in ("aux", "aux:pass")
                 and t.lower_ not in ("has", "had", "have", "would", "did")]  # fmt: skip
        relative = any(t.lower_ in ("who", "whom", "which", "whose", "that") for t in inner)
        ends_open = bool(re.search(r"[,?!—–-][\"'”’)\]]*$", content)) or bool(
            re.match(r"\s*[,—–-]", self.speech.text[q.closes : q.closes + 3])
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
            and q.opens == self.speech.paragraphs[self.speech.paragraph(q.opens)].start
        )

    def _around(self, q: Quotation) -> Cue | None:
        """A quotation inside a clause whose cue comes later: 'Leaders wish to "turn a page", the palace said'."""
        start, end = self.speech.sentence(q.opens)
        i = self.speech.token(q.closes)
        for cue in self.speech.cues:
            if not (i <= cue.at < end) or cue.silent:
                continue
            if cue.kind not in ("say", "tell", "according", "ask") or self.speech.doc[cue.at].lower_.endswith("ing"):
                continue
            if self.speech.is_final(cue, end) and self.speech.reach(cue) <= self.speech.doc[start].idx + 1:
                return cue
        return None

    def _continued(self, number: int, q: Quotation, frames: list[Frame]) -> Frame:
        """A quotation that is a sentence of its own goes on from the one before, in its paragraph or the last."""
        content = self.speech.text[q.start : q.end]
        none = Frame(q, None, False, None)
        here = self.speech.paragraph(q.opens)
        line = self.speech.paragraphs[here]
        begins = q.opens == line.start or self._new_sentence(q)
        tail = self.speech.text[q.closes : q.closes + 2]
        ends = bool(_TERMINAL.search(content)) or q.closes >= line.end or bool(re.match(r"[.!?]", tail))
        whole = begins and ends and bool(_WHOLE.match(content)) and len(content.split()) >= 2
        before = next((f for f in reversed(frames) if f.speech), None)
        same = before is not None and self.speech.paragraph(before.quotation.opens) == here
        if same and before is not None and self._one_sentence(before.quotation, q) and self._joined(before, q):
            return Frame(q, before.cue, True, before.speaker, carried=True)
        if not whole:
            return none
        if same and before is not None:
            return Frame(q, before.cue, True, before.speaker, carried=True)
        full = q.opens == line.start and q.closes >= line.end - 1
        if not full and len(content.split()) < 4:
            return none
        nearest = self._speech_above(here)
        if nearest is not None:
            speaker = self.speech.voice(nearest)
            if before is not None and before.cue is not None and before.cue.at == nearest.at:
                speaker = before.speaker
            return Frame(q, nearest, True, speaker, carried=True)
        if len(content.split()) >= 5:
            return Frame(q, None, True, None)
        return none

    def _one_sentence(self, a: Quotation, b: Quotation) -> bool:
        i, j = self.speech.token(a.opens), self.speech.token(b.opens)
        return self.speech.speakers.sentence_start[i] == self.speech.speakers.sentence_start[j]

    def _joined(self, before: Frame, q: Quotation) -> bool:
        """In one sentence with a quotation that has a cue: 'was "a garden" and the rest "a jungle"'."""
        if before.cue is None:
            return False
        gap = self.speech.text[before.quotation.closes : q.opens]
        return not re.search(r"[.;!?]\s", gap) and len(gap.split()) <= 25

    def _speech_above(self, here: int) -> Cue | None:
        """The last cue of the paragraph above, or of this one before the quotation."""
        if here == 0:
            return None
        above = self.speech.paragraphs[here - 1]
        found = [c for c in self.speech.cues if above.start <= self.speech.doc[c.at].idx < above.end and not c.silent
                 and c.kind in ("say", "tell", "ask", "noun", "call") and c.subject is not None]  # fmt: skip
        carried = [q for q in self.speech.quotations if above.start <= q.opens < above.end]
        if found:
            return found[-1]
        if carried and here >= 2:
            return self._speech_above(here - 1)
        return None

    def _chained(self, frames: list[Frame]) -> list[Frame]:
        """A quotation over several paragraphs has one speaker, named at its end, its middle or its beginning."""
        done = list(frames)
        for k in range(len(done) - 2, -1, -1):
            later, now = done[k + 1], done[k]
            named = later.quotation.continues and later.speech and later.cue is not None and not later.carried
            if named and (now.cue is None or now.carried):
                done[k] = Frame(now.quotation, later.cue, True, later.speaker, carried=True)
        for k in range(len(done) - 1):
            now, later = done[k], done[k + 1]
            here = self.speech.paragraph(now.quotation.opens)
            near = here == self.speech.paragraph(later.quotation.opens)
            if now.speech and now.cue is None and later.speech and later.cue is not None and near:
                done[k] = Frame(now.quotation, later.cue, True, later.speaker, carried=True)
        return done
