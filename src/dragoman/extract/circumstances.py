"""When and where an event took place, for how long, in what form, about what: candidates from the clause outwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import Trigger
from dragoman.reading import EventAttributes, FigureMention, Tense, TimeExpression, When, Where
from dragoman.types import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

POINTS = frozenset(["date", "weekday", "offset", "season", "now", "anchored", "period"])
PLACE_PREPOSITIONS = frozenset(
    "in at near outside on over inside around across off along above from to into within throughout beyond toward".split()
)
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
            if token is not None:
                anchor = _anchor(doc, time, token)
                self.by_sentence.setdefault(self.number[token.i], []).append((index, anchor))

    def when(self, token: Token, tense: Tense, *, report: bool) -> tuple[When, ...]:
        """Candidates for the time of what `token` tells, nearest first; the report's own day last, if `report`."""
        sentence = self.number[token.i]
        clause = _clause(token)
        found: list[tuple[float, int, str]] = []
        for index, anchor in self.by_sentence.get(sentence, ()):
            distance = _distance(clause, token, anchor)
            if distance is not None:
                found.append((distance, index, "clause" if distance < 4 else "sentence"))
            elif anchor.i - self.sentences[sentence].start < LEADING_WORDS and _opens(anchor):
                found.append((5, index, "sentence"))
        found.sort()
        whens = [When(time=i, tense=tense, via="clause" if v == "clause" else "sentence") for _, i, v in found]
        if report:
            whens.append(When(time=None, tense=tense, via="report"))
        return tuple(whens)

    def until(self, whens: Sequence[When]) -> tuple[When, ...]:
        return tuple(w for w in whens if w.time is not None and "until" in self.times[w.time].mods)

    def for_extent(self, start: int, end: int, tense: Tense) -> tuple[When, ...]:
        """Candidates for a stretch of text: the expressions of its sentences, then the report's day."""
        token = _token_at(self.doc, start)
        return () if token is None else self.when(token, tense, report=True)


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


def _clause(token: Token) -> Token:
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
        if node.dep_ == "conj" and node.pos_ == "VERB" and node is not anchor and clause != node.head:
            return None
        node, steps = node.head, steps + 1
    return None


def _inherits(clause: Token) -> bool:
    return clause.dep_ in ("ccomp", "xcomp", "conj", "advcl")


def _opens(anchor: Token) -> bool:
    return anchor.head.dep_ in ("root", "conj") or anchor.dep_ in ("obl", "obl:unmarked", "advmod", "nmod:unmarked")


def where(trigger: Trigger, mentions: Mentions) -> tuple[Where, ...]:
    """Places the clause names, the noun's own first; finer ones before states."""
    roots = [trigger.token] + ([trigger.support] if trigger.support is not None else [])
    clause = _clause(trigger.token)
    if clause not in roots:
        roots.append(clause)
    found: list[tuple[int, int, int]] = []
    for rank, root in enumerate(roots):
        for child in root.children:
            _places(child, mentions, found, rank)
    if trigger.entry.frame == "guest" and not trigger.noun:
        for child in trigger.token.children:
            if child.dep_ == "obj":
                _place_of(child, mentions, found, 0)
    order: dict[int, tuple[int, int]] = {}
    for rank, coarse, entity in found:
        order.setdefault(entity, (rank, coarse))
        order[entity] = min(order[entity], (rank, coarse))
    ranked = sorted(order, key=lambda e: (order[e][1], order[e][0], e))
    return tuple(Where(entity=e, via="clause") for e in ranked)


def _places(child: Token, mentions: Mentions, found: list[tuple[int, int, int]], rank: int, depth: int = 0) -> None:
    if child.dep_ in ("obl", "nmod", "appos", "obl:unmarked", "advmod", "conj") and depth < 4:
        cases = {c.lower_ for c in child.children if c.dep_ == "case"}
        if cases & PLACE_PREPOSITIONS or (depth and child.dep_ in ("appos", "nmod", "conj")):
            _place_of(child, mentions, found, rank)
        for grandchild in child.children:
            if grandchild.dep_ in ("nmod", "appos", "nmod:poss", "compound", "conj"):
                inner = {c.lower_ for c in grandchild.children if c.dep_ == "case"}
                if not inner or inner & (PLACE_PREPOSITIONS | {"of"}):
                    _places_deep(grandchild, mentions, found, rank, depth + 1)
    elif child.dep_ in ("obj",) and depth < 2:
        for grandchild in child.children:
            if grandchild.dep_ == "nmod":
                _places(grandchild, mentions, found, rank + 1, depth + 1)
    elif child.dep_ in ("nmod:poss", "compound", "amod") and depth == 0:
        entity = mentions.at(child.i)
        if entity is not None and mentions.entities[entity].kind == "place":
            found.append((rank, _coarse(mentions, entity), entity))


def _places_deep(token: Token, mentions: Mentions, found: list[tuple[int, int, int]], rank: int, depth: int) -> None:
    _place_of(token, mentions, found, rank)
    if depth < 4:
        for child in token.children:
            if child.dep_ in ("nmod", "appos", "compound", "flat", "conj"):
                _places_deep(child, mentions, found, rank, depth + 1)


def _place_of(token: Token, mentions: Mentions, found: list[tuple[int, int, int]], rank: int) -> None:
    entity = mentions.at(token.i) if not mentions.is_adjective(token.i) else None
    if entity is None:
        for child in token.children:  # "the resort of Sochi", "the Turkish capital, Ankara"
            if child.dep_ in ("appos", "compound", "flat", "nmod") and (e := mentions.at(child.i)) is not None:
                entity = e if mentions.entities[e].kind == "place" else entity
    if entity is not None and mentions.entities[entity].kind in ("place", "state"):
        found.append((rank, _coarse(mentions, entity), entity))


def _coarse(mentions: Mentions, entity: int) -> int:
    """0 for a place inside a state, 1 for water and regions of the world, 2 for a state."""
    e = mentions.entities[entity]
    if e.kind == "state":
        return 2
    return 1 if any(w in e.name for w in ("Sea", "Ocean", "Gulf", "Strait", "Europe", "Asia", "Africa", "East")) else 0


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
            if pattern.search(text):
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
