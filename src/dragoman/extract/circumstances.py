"""When an event took place, for how long, in what form, about what: candidates from the clause outwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import Trigger
from dragoman.reading import EventAttributes, FigureMention, Tense, TimeExpression, Via, When
from dragoman.types import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

POINTS = frozenset(["date", "weekday", "offset", "season", "now", "anchored", "period"])
LEAD_SENTENCES = 7  # headings and the notice of a place or author count as sentences
LEADING_WORDS = 8  # a time expression that opens a sentence governs the whole of it
FORMATS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phone", re.compile(r"\b(?:tele)?phone|\bby phone|\brang\b|hotline", re.I)),
    ("video", re.compile(r"\bvideo|virtual|online|\bzoom\b", re.I)),
    ("trilateral", re.compile(r"\btrilateral|three-way|three-party|tripartite", re.I)),
    ("in_person", re.compile(r"in[- ]person|face[- ]to[- ]face|tête|tete-a-tete", re.I)),
    ("visit", re.compile(r"\bvisit|\btrip\b|\bhosted\b|\breceived\b|\bwelcomed\b|\bguest\b|flew (?:in|to)", re.I)),
)


class Clock:
    """The time expressions of an article, placed in its sentences."""

    def __init__(self, doc: Doc, times: Sequence[TimeExpression]) -> None:
        self.doc, self.times = doc, tuple(times)
        self.sentences = list(doc.sents)
        self.number = [0] * len(doc)
        for n, sentence in enumerate(self.sentences):
            for t in sentence:
                self.number[t.i] = n
        self.by_sentence: dict[int, list[tuple[int, Token]]] = {}
        for index, time in enumerate(self.times):
            if time.form not in POINTS:
                continue
            token = _token_at(doc, time.start)
            if token is not None and token.pos_ != "X" and not _since_last(doc, time, token):  # X: page or dateline
                anchor = _anchor(doc, time, token)
                self.by_sentence.setdefault(self.number[token.i], []).append((index, anchor))

    def when(self, token: Token, tense: Tense, *, report: bool) -> tuple[When, ...]:
        """Candidates for the time of what `token` tells, nearest first.

        With `report`, for what is told as news without a time of its own: what was told before it in the paragraph,
        else the day on which the lead sets the report, else the day of the report itself.
        """
        sentence = self.number[token.i]
        clause = clause_of(token)
        found: list[tuple[float, int, Via]] = []
        for index, anchor in self.by_sentence.get(sentence, ()):
            distance = _distance(clause, token, anchor)
            if distance is not None:
                found.append((distance, index, "clause" if distance < 4 else "sentence"))
            elif anchor.i - self.sentences[sentence].start < LEADING_WORDS and _opens(anchor):
                found.append((5, index, "sentence"))
        found.sort()
        whens = [When(time=i, tense=tense, via=v) for _, i, v in found]
        if len(whens) > 1:
            # "met on 2 May, for the first time since 2016": the bound is not the day
            points = [w for w in whens if w.time is not None and "since" not in self.times[w.time].mods]
            whens = points or whens
        if report:
            carried = self._carried(token)
            if carried is not None:
                whens.append(When(time=carried, tense="past", via="carry"))
            else:
                whens.append(When(time=None, tense=tense, via="report"))
        return tuple(whens)

    def _carried(self, token: Token) -> int | None:
        """The time that the paragraph has set before this sentence, else the lead's day."""
        sentence = self.number[token.i]
        for number in range(sentence - 1, -1, -1):
            if "\n" in self.doc.text[self.sentences[number].start_char : self.sentences[sentence].start_char].rstrip(
                " "
            ):
                between = self.doc.text[self.sentences[number].start_char : token.idx]
                if "\n" in between.strip():
                    break
            points = [i for i, at in self.by_sentence.get(number, ()) if self._carries(i) and not _to_come(at)]
            if points:
                return points[-1]
        return self.lead

    def _carries(self, index: int) -> bool:
        time = self.times[index]
        if set(time.mods) & {"since", "until", "by", "before", "after"} or time.form in ("now", "period"):
            return False
        return time.form in ("date", "weekday", "offset") and (time.amount or 0) <= 0

    @cached_property
    def lead(self) -> int | None:
        """The day that the first sentences set for the whole report: "on Wednesday", "yesterday", "28 September"."""
        for number in sorted(self.by_sentence):
            if number > LEAD_SENTENCES:
                break
            for index, at in self.by_sentence[number]:
                if _to_come(at):
                    continue
                time = self.times[index]
                daily = time.form == "weekday" or time.day is not None or (time.form == "offset" and time.unit == "day")
                if daily and self._carries(index):
                    return index
        return None

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


def _since_last(doc: Doc, time: TimeExpression, token: Token) -> bool:
    """ "The first visit in 12 years" tells how long there was none, not when it was."""
    words = doc.text[time.start : time.end].lower()
    if not words.startswith(("in ", "for ", "since ")) and doc[token.i - 1].lower_ not in ("in", "for", "since"):
        return False
    before = doc.text[token.sent.start_char : time.start].lower()
    return bool(re.search(r"\b(?:first|only|highest|worst|biggest|largest|most|deadliest)\b[^.;]{0,90}$", before))


def _token_at(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _anchor(doc: Doc, time: TimeExpression, first: Token) -> Token:
    """The highest token of an expression: where it hangs on the sentence."""
    last = _token_at(doc, time.end - 1) or first
    for token in doc[first.i : last.i + 1]:
        if not first.i <= token.head.i <= last.i or token.head == token:
            return token
    return first


def clause_of(token: Token) -> Token:
    """The predicate whose clause the token stands in."""
    node = token
    while node.head != node and node.dep_ not in (
        "root",
        "ccomp",
        "advcl",
        "acl",
        "acl:relcl",
        "parataxis",
        "advcl:relcl",
    ):
        if node.pos_ == "VERB" and node.dep_ in ("conj", "xcomp"):
            return node
        node = node.head
    return node


def _distance(clause: Token, token: Token, anchor: Token) -> float | None:
    """Steps from the time up to the token or its clause; None when it belongs to another clause.

    The noun's own modifier beats the clause's, the clause's beats that of the clause above.
    """
    if anchor.head != token and anchor.head.pos_ in ("NOUN", "PROPN") and anchor.pos_ != "VERB":
        cases = {c.lower_ for c in anchor.children if c.dep_ == "case"}
        if "of" in cases or (not cases and anchor.dep_ in ("compound", "amod")):
            return None  # "the failed coup of July 15": the day of that noun and of nothing else
    node, steps = anchor, 0.0
    while True:
        if node == token:
            return steps * 0.5
        if node == clause:
            return 1.0 + steps * 0.5
        if node.head == node:
            break
        if node.dep_ in ("ccomp", "advcl", "acl", "acl:relcl", "parataxis", "advcl:relcl") and node is not anchor:
            return None
        if node.dep_ == "conj" and node.pos_ == "VERB" and node is not anchor:
            if clause != node.head or any(c.dep_ in ("aux", "nsubj") for c in node.children):
                return None  # "signed, and will meet again in May": May is not the day of the signing
        node, steps = node.head, steps + 1
    return None


def _inherits(clause: Token) -> bool:
    return clause.dep_ in ("ccomp", "xcomp", "conj", "advcl")


def _to_come(anchor: Token) -> bool:
    """Is it the time of a plan or a supposition? It sets no day for what is told after it."""
    clause = clause_of(anchor)
    words = {c.lower_ for c in clause.children if c.dep_ in ("aux", "mark")}
    return bool(words & {"will", "shall", "'ll", "’ll", "would", "may", "might", "could", "should", "to", "if"})


def _opens(anchor: Token) -> bool:
    return anchor.head.dep_ in ("root", "conj") or anchor.dep_ in ("obl", "obl:unmarked", "advmod", "nmod:unmarked")


def attributes(
    trigger: Trigger, article: Article, sentence: tuple[int, int], figures: Sequence[FigureMention], mentions: Mentions
) -> EventAttributes:
    """Length, format, "first in", topics and amount where the sentence states them."""
    text = article.text[sentence[0] : sentence[1]]
    duration = first_in = amount = None
    consult = trigger.entry.type == "CONSULT"
    for figure in figures:
        if not sentence[0] <= figure.extent.start < sentence[1]:
            continue
        before = article.text[max(sentence[0], figure.extent.start - 40) : figure.extent.start].lower()
        if figure.kind == "duration" and consult:
            if re.search(r"\bfirst\b[^.]{0,40}\b(?:in|for)\s+(?:\w+\s+){0,2}$", before) or re.search(
                r"\bfirst\b.*\b(?:in|for|since)\s*(?:more than|over|nearly|almost|about)?\s*$", before
            ):
                first_in = figure.number
            elif re.search(
                r"(?:lasted|lasting|for|of|during|took|after|went on|ran)\s+(?:for\s+)?(?:\w+\s+){0,2}$", before
            ) or re.match(r"\s*of (?:talks|meeting|negot)", article.text[figure.extent.end : figure.extent.end + 16]):
                duration = duration or figure.number
            elif (
                "-" in figure.number.words
                and duration is None
                and re.match(
                    r"\s*(?:meeting|talks|summit|call|visit)", article.text[figure.extent.end : figure.extent.end + 12]
                )
            ):
                duration = figure.number
        elif figure.kind == "money" and amount is None:
            amount = figure.number
    format_ = None
    if consult:
        for name, pattern in FORMATS:
            remote = name in ("phone", "video")
            if remote == (trigger.entry.mode == "call") and pattern.search(text):
                format_ = name
                break
    return EventAttributes(
        duration=duration, first_in=first_in, amount=amount, format=format_, topics=topics(trigger, mentions)
    )


def topics(trigger: Trigger, mentions: Mentions) -> tuple[str, ...]:
    """What was talked about: "discussed the situation in Syria", "talks on trade"."""
    found: list[str] = []
    roots = [trigger.token] + ([trigger.support] if trigger.support is not None else [])
    for root in roots:
        for child in root.children:
            cases = {c.lower_ for c in child.children if c.dep_ == "case"}
            if (
                (
                    child.dep_ in ("nmod", "obl")
                    and cases & {"on", "about", "over", "regarding", "concerning"}
                    and child.ent_type_ != "DATE"
                )
                or child.dep_ == "obj"
                and root.lemma_.lower() in ("discuss", "address", "debate", "raise")
            ):
                found += _topic_words(child)
    return tuple(dict.fromkeys(found))[:6]


def _topic_words(token: Token) -> list[str]:
    words = []
    for part in [token, *(c for c in token.children if c.dep_ == "conj")]:
        kept = [
            t.text
            for t in part.subtree
            if t.i <= part.i + 5 and t.dep_ not in ("case", "det", "cc", "punct", "conj") or t == part
        ]
        words.append(" ".join(kept)[:60].strip())
    return [w for w in words if w]
