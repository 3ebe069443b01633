"""When an event took place: candidates from the clause outwards, then what its paragraph and its report have set."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from dragoman import times as clockwork
from dragoman.extract import attaching
from dragoman.extract.attaching import clause_of
from dragoman.reading import Tense, TimeExpression, Via, When
from dragoman.times.days import gap
from dragoman.types import Date

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

POINTS = frozenset(["date", "weekday", "offset", "season", "now", "anchored", "period"])
LEAD_SENTENCES = 7  # headings and the notice of a place or author count as sentences
WHOLE = 8  # tokens of a sentence that is no heading
NEWS = 10  # days before the report within which the lead's day lies
NOT_SAID = -2
LEAD_PARAGRAPH = 3  # sentences after the first in which a pluperfect is an aside and no looking back
REPORT_DAY = -1  # stands for the day of the report where an expression counts from it
SUPERLATIVE = re.compile(
    r"\b(?:first|only(?!\s+(?:in|on|for|since)\s*$)|highest|worst|biggest|largest|most|deadliest)\b[^.;]{0,90}$"
)
COUNTED = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:st|nd|rd|th))\b[^.,;]{0,60}\s$"
)
# A heading with a date: "Monday", "2. Havana, 24 August. …", "12 April: …".
HEADED = re.compile(r"[\W_]*(?:\d{1,2}[.)]\s+)?(?:[A-Z][\w'’ -]{1,30},\s+)?(?:on |the )?", re.I)
UNFOLLOWED = re.compile(r"[\W_]*(?:\d{4})?[\W_]*")
FOLLOWED = re.compile(r"\s?(?::|[–—]|\.\s|-\s)")
LOOKING_BACK = re.compile(
    r"\b(?:in (?:the )?(?:previous|preceding|past|recent|earlier) (?:days|weeks|months|years|decades)|in the past|"
    r"previously|formerly|long ago|once,)\b",
    re.I,
)
BOUNDS = frozenset(["since", "until", "by", "before", "after"])


class Clock:
    """The time expressions of an article, placed in its sentences."""

    def __init__(self, doc: Doc, times: Sequence[TimeExpression], *, published: Date | None = None) -> None:
        self.doc, self.times, self.published = doc, tuple(times), published
        self.sentences = list(doc.sents)
        self.number = [0] * len(doc)
        for n, sentence in enumerate(self.sentences):
            for t in sentence:
                self.number[t.i] = n
        self.by_sentence: dict[int, list[tuple[int, Token]]] = {}
        self._after: dict[int, Token | None] = {}  # the token behind an expression, a comma left out
        self._steps: dict[int, tuple[Token, Token]] = {}  # "a week after B": the clause that it is said of, and B
        self._passing: dict[int, int] = {}  # "since independence in 1991": the noun that the expression dates
        for index, time in enumerate(self.times):
            if time.form not in POINTS or _clock_only(time):
                continue
            token = _token_at(doc, time.start)
            if token is None or token.pos_ == "X" or _since_last(doc, time, token):  # X: page or dateline
                continue
            if token.i and doc[token.i - 1].lower_ in ("each", "every"):
                continue
            last = _token_at(doc, time.end - 1) or token
            anchor = _anchor(doc, token, last)
            self.by_sentence.setdefault(self.number[token.i], []).append((index, anchor))
            after = doc[last.i + 1] if last.i + 1 < len(doc) else None
            if after is not None and after.text == "," and after.i + 1 < len(doc):
                after = doc[after.i + 1]
            self._after[index] = after
            if (noun := _passing_noun(doc, token)) is not None:
                self._passing[index] = noun.i
            follows = last.i + 1 < len(doc) and not doc[last.i + 1].is_punct
            if time.form == "anchored" and last.lower_ in ("after", "before") and last.head.i > last.i and follows:
                self._steps[index] = (clause_of(last.head.head), last.head)

    def when(self, token: Token, tense: Tense, *, report: bool, barred: Token | None = None) -> tuple[When, ...]:
        """Candidates for the time of what `token` tells, nearest first.

        `barred`: the verb that calls it off; the days that hang on it are left out, others lie ahead of it.

        With `report`, for what is told as news without a time of its own: what was told before it in the paragraph,
        else the day on which the lead sets the report, else the day of the report itself.
        """
        found = self._told(token, tense)
        if barred is not None:
            near = self.by_sentence.get(self.number[token.i], ())
            hung = {i for i, at in near if at.head == barred and _daily(self.times[i])}
            found = [
                (n, i, msgspec.structs.replace(w, tense="future") if _daily(self.times[i]) else w)
                for n, i, w in found
                if i not in hung
            ]
        whens = [w for _, _, w in found]
        if len(whens) > 1:
            # "met on 2 May, for the first time since 2016": the bound is not the day
            points = [w for w in whens if w.time is not None and "since" not in self.times[w.time].mods]
            whens = points or whens
        if report:
            whens += self._set_before(token, tense)
        return tuple(whens)

    def _set_before(self, token: Token, tense: Tense) -> list[When]:
        if LOOKING_BACK.search(self.doc.text[token.sent.start_char : token.idx]):
            return []
        if attaching.aspect(clause_of(token)) == "perfect" and self._for_long(token):
            return []
        heading = self.heading(token)
        if heading is not None:
            return [When(time=heading, tense="past", via="title")]
        carried = self._carried(token)
        if carried is None:
            return [When(time=None, tense=tense, via="report")]
        return [] if carried == NOT_SAID else [When(time=carried, tense="past", via="carry")]

    def _for_long(self, token: Token) -> bool:
        """Does its sentence say how long it has gone on: "for eighteen months"? Then no one day is its day."""
        start, end = token.sent.start_char, token.sent.end_char
        lasting = [t for t in self.times if t.form == "duration" and start <= t.start < end]
        return any(
            self.doc.text[max(0, t.start - 4) : t.start + 4].casefold().lstrip().startswith("for ") for t in lasting
        )

    def _told(self, token: Token, tense: Tense, *, stepping: bool = True) -> list[tuple[float, int, When]]:
        """What the sentence itself says, as (steps, expression, candidate) in order."""
        sentence = self.number[token.i]
        clause = clause_of(token)
        found: list[tuple[float, int, When]] = []
        for index, anchor in self.by_sentence.get(sentence, ()):
            if index in self._steps:
                step = self._step(index, token, clause, tense) if stepping else None
                if step is not None:
                    found.append((2.0, index, step))
                continue
            if tense == "future" and (self.times[index].form == "now" or attaching.settled(token, anchor)):
                continue  # "will now meet every month"
            steps = self._steps_to(index, anchor, token, clause)
            if steps is not None:
                via: Via = "clause" if steps < 4 else "sentence"
                side: Tense = "future" if attaching.arranged(anchor) else tense
                found.append((steps, index, When(time=index, tense=side, via=via)))
        return sorted(found, key=lambda f: f[:2])

    def _steps_to(self, index: int, anchor: Token, token: Token, clause: Token) -> float | None:
        own = attaching.distance(clause, token, anchor)
        if self._passing.get(index, token.i) != token.i:
            return None
        if own is None and _behind(self.times[index]) and attaching.aimed(clause, anchor):
            return 1.5  # "had threatened to enter the embassy the day before"
        if own is None:
            own = attaching.told_at(token, clause, anchor, self._after[index])
        elif own >= 1 and (attaching.in_passing(token) or attaching.part(token)):
            return None
        if own is not None:
            return own
        upper = attaching.lent(clause)
        if upper is not None and upper.i != token.i:
            own = self._steps_to(index, anchor, upper, clause_of(upper))
            if own is not None:
                return own + 3.0
        verb = clause_of(anchor)
        if anchor.head == verb and (attaching.governs(anchor, clause) or attaching.beside(verb, clause)):
            return 5.0
        return None

    def _step(self, index: int, token: Token, clause: Token, tense: Tense) -> When | None:
        """ "A happened on Monday, a week after B": B a week before Monday, or A a week after the day of B."""
        first, second = self._steps[index]
        if token == second or clause == second:
            base, flipped = first, True
        elif clause == first:
            base, flipped = second, False
        else:
            return None
        told = [w for _, _, w in self._told(base, tense, stepping=False)]
        if told:
            return When(time=index, tense=tense, via="clause", counted_from=told[0].time, flipped=flipped)
        if not flipped:
            return None
        carried = self._carried(base)
        if carried == NOT_SAID:
            return None
        start = REPORT_DAY if carried is None else carried
        return When(time=index, tense=tense, via="carry", counted_from=start, flipped=True)

    def _carried(self, token: Token) -> int | None:
        """The time that the paragraph has set before this sentence, else the lead's day; None: that of the report.

        NOT_SAID where the paragraph looks back: what follows "had fled in 2018" is no news of the day.
        """
        sentence, past, back = self.number[token.i], attaching.aspect(clause_of(token)), False
        for number in range(sentence - 1, -1, -1):
            between = self.doc.text[self.sentences[number].start_char : self.sentences[sentence].start_char]
            if "\n" in between.strip() or "\n" in between.rstrip(" "):
                break
            told = [(i, at) for i, at in self.by_sentence.get(number, ()) if not attaching.to_come(at)]
            points = [(i, at) for i, at in told if self._carries(i) and not attaching.background(at)]
            points = [p for p in points if attaching.main(p[1])] or points
            points = [p for p in points if past != "past" or attaching.aspect(clause_of(p[1])) != "present"]
            if points:
                return points[-1][0]
            back = back or any(attaching.background(at) for i, at in told if self.times[i].form != "anchored")
        return NOT_SAID if back and sentence > self.opening + LEAD_PARAGRAPH else self.lead

    def _carries(self, index: int) -> bool:
        time = self.times[index]
        if set(time.mods) & BOUNDS or time.form in ("now", "period") or index in self._passing:
            return False
        return time.form in ("date", "weekday", "offset") and (time.amount or 0) <= 0 and "next" not in time.mods

    @cached_property
    def lead(self) -> int | None:
        """The day that the first sentences set for the whole report: "on Wednesday", "yesterday", "28 September"."""
        for number in sorted(self.by_sentence):
            if number > LEAD_SENTENCES:
                break
            for index, at in self.by_sentence[number]:
                time = self.times[index]
                behind = attaching.to_come(at) or attaching.background(at)
                if _daily(time) and self._carries(index) and not behind and self._recent(time):
                    return index
        return None

    def _recent(self, time: TimeExpression) -> bool:
        """Is a day that the lead names one of the report's news, as far as its date is known?"""
        if self.published is None or time.form != "date":
            return True
        day = clockwork.resolve(time, reference=self.published, text=self.doc.text)
        return day is None or gap(day, self.published) <= NEWS

    @cached_property
    def opening(self) -> int:
        """The number of the first whole sentence, headings left out."""
        for number, sentence in enumerate(self.sentences[:LEAD_SENTENCES]):
            headed = any(not _ended(s.text) for s in self.sentences[number + 1 : number + 3])
            if _ended(sentence.text) and len(sentence) >= WHOLE and not headed:
                return number
        return min(2, len(self.sentences))

    @cached_property
    def headings(self) -> tuple[int, ...]:
        """The expressions that stand over what follows, "Monday", "12 April:"; none unless there are two."""
        found = []
        for index, time in enumerate(self.times):
            if not _daily(time) or time.to is not None:
                continue
            text = self.doc.text
            start = text.rfind("\n", 0, time.start) + 1
            end = text.find("\n", time.end)
            before, after = text[start : time.start], text[time.end : len(text) if end < 0 else end]
            if HEADED.fullmatch(before) and (UNFOLLOWED.fullmatch(after) or FOLLOWED.match(after)):
                found.append(index)
        return tuple(found) if len(found) > 1 else ()

    def heading(self, token: Token) -> int | None:
        """The dated heading under which the token stands."""
        above = [i for i in self.headings if self.times[i].start <= token.idx]
        return above[-1] if above else None

    def until(self, whens: Sequence[When]) -> tuple[When, ...]:
        return tuple(w for w in whens if w.time is not None and "until" in self.times[w.time].mods)

    def deadline(self, when: When) -> bool:
        """Is the expression a term by which something is to happen, not a time at which it did?"""
        if when.time is None or when.tense == "future":
            return False
        time = self.times[when.time]
        words = self.doc.text[max(0, time.start - 7) : time.end].lower()
        return "by" in time.mods or words.lstrip().startswith(("within", "by ")) or " within " in words

    def for_extent(self, start: int, end: int, tense: Tense) -> tuple[When, ...]:
        """Candidates for a stretch of text: the expressions of its sentences, then the report's day."""
        token = _token_at(self.doc, start)
        return () if token is None else self.when(token, tense, report=True)


def _passing_noun(doc: Doc, first: Token) -> Token | None:
    """The noun behind "since" that the expression follows: "since independence in 1991"."""
    if first.i < 3 or doc[first.i - 1].lower_ not in ("in", "on", "of"):
        return None
    noun = doc[first.i - 2]
    return next((n for n in (noun, noun.head) if n.i < first.i and attaching.since(n)), None)


def _daily(time: TimeExpression) -> bool:
    return time.form == "weekday" or time.day is not None or (time.form == "offset" and time.unit == "day")


def _behind(time: TimeExpression) -> bool:
    """Does an expression look back whatever the verb: "yesterday", "the week before", "last May"?"""
    return (time.form in ("offset", "anchored") and (time.amount or 0) < 0) or "last" in time.mods


def _ended(text: str) -> bool:
    """Does a sentence end as one, unlike a heading or a line of a page?"""
    words = text.strip().rstrip("\"”’'“)")
    return words.endswith((".", "!", "?", ":")) and "\n" not in words


def _clock_only(time: TimeExpression) -> bool:
    """ "At noon" tells no day."""
    return time.form == "date" and time.hour is not None and time.year is time.month is time.day is None


def _since_last(doc: Doc, time: TimeExpression, token: Token) -> bool:
    """ "The first visit in 12 years" tells how long there was none, "the third this year" counts."""
    words = doc.text[time.start : time.end].lower()
    lead = doc[token.i - 1].lower_ if token.i else ""
    before = doc.text[token.sent.start_char : time.start].lower()
    if words.startswith("this ") or (lead == "this" and time.unit in ("year", "month", "week")):
        return bool(COUNTED.search(before))
    if not words.startswith(("in ", "for ", "since ")) and lead not in ("in", "for", "since"):
        return False
    if time.form == "date" and lead == "in":
        return False
    return bool(SUPERLATIVE.search(before))


def _token_at(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _anchor(doc: Doc, first: Token, last: Token) -> Token:
    """The highest token of an expression: where it hangs on the sentence."""
    for token in doc[first.i : last.i + 1]:
        if not first.i <= token.head.i <= last.i or token.head == token:
            return token
    return first
