"""How long an event lasted, in what form, about what: what its sentence says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import Trigger
from dragoman.reading import EventAttributes, FigureMention
from dragoman.types import Article

if TYPE_CHECKING:
    from spacy.tokens import Token

FORMATS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("phone", re.compile(r"\b(?:tele)?phone|\bby phone|\brang\b|hotline", re.I)),
    ("video", re.compile(r"\bvideo|virtual|online|\bzoom\b", re.I)),
    ("trilateral", re.compile(r"\btrilateral|three-way|three-party|tripartite", re.I)),
    ("in_person", re.compile(r"in[- ]person|face[- ]to[- ]face|tête|tete-a-tete", re.I)),
    ("visit", re.compile(r"\bvisit|\btrip\b|\bhosted\b|\breceived\b|\bwelcomed\b|\bguest\b|flew (?:in|to)", re.I)),
)


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
