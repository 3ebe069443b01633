"""Figures: the numbers that a report tells, with what they count, whom they are from and where they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from dragoman.extract import numbers
from dragoman.extract.counted import Nouns
from dragoman.extract.quantities import DEATHS, Found, Reader, around
from dragoman.extract.voices import EntityLookup
from dragoman.reading import Extent, FigureMention, StatementMention, Tense, When
from dragoman.types import Article, FigureKind, Number

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

WhenFor = Callable[[Extent, Tense], tuple[When, ...]]

_DISPLACED = re.compile(
    r"\b(?:displac(?:ed|ing|es|ement)|fle[ed]|fled|fleeing|uproot(?:ed|ing)?|evacuat(?:ed|ing|ion)|driven (?:from|out)|"
    r"forced (?:from|out|to leave|to flee)|cross(?:ed|ing)?|resettled?|left their homes|poured (?:into|across)|"
    r"streamed (?:into|across)|return(?:ed|ing)? (?:home|from|to their)|returnees|homeless|exodus|escap(?:ed|ing))\b",
    re.I,
)
_OTHER_HARM = re.compile(
    r"\b(wound|injur|arrest|detain|captur|rescu|freed?|releas|hospitali|jail|sentenc|deport|expel|kidnap|abduct|host|"
    r"recruit|deploy|station|return|missing)\w*",
    re.I,
)
_SCOPE_CASE = frozenset(
    ("in", "from", "to", "at", "near", "across", "into", "of", "inside", "outside", "around", "for")
)


def figures(
    doc: Doc,
    article: Article,
    mentions: EntityLookup,
    *,
    statements: Sequence[StatementMention] = (),
    when_for: WhenFor = lambda extent, tense: (),
) -> tuple[FigureMention, ...]:
    """The figures of one article, in order; furniture is left out.

    statements: the article's statements; a figure inside one is attributed to its speaker.
    when_for: gives the candidates of time for a clause.
    """
    text = doc.text
    skip = [(f.start, f.end) for f in article.furniture if f.kind not in ("caption", "duplicate_heading")]
    reader, teller = Reader(doc), _Teller(doc, mentions)
    found: list[FigureMention] = []
    seen: set[str] = set()  # sentences told twice: captions and headings stand double on a page
    for sentence in doc.sents:
        start, end = _bounds(sentence)
        if start >= end or text[start:end] in seen and end - start > 60:
            continue
        seen.add(text[start:end])
        for quantity in numbers.find(text, start=start, end=end, skip=skip):
            made = reader.read(quantity, start, end)
            if made is None or any(made.start < f.extent.end and f.extent.start < made.end for f in found[-4:]):
                continue
            found.append(teller.mention(made, start, end, statements, when_for))
    return tuple(found)


def _bounds(sentence: Span) -> tuple[int, int]:
    """Code points of a sentence without the white space at its edges; empty for an inert one."""
    tokens = [t for t in sentence if not t.is_space]
    if not tokens or tokens[0].tag_ == "XX" and tokens[0].pos_ == "X" and all(t.pos_ == "X" for t in tokens):
        return 0, 0
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


class _Teller:
    """Says what the figures of one document count, whose they are and where they hold."""

    def __init__(self, doc: Doc, mentions: EntityLookup) -> None:
        self.doc, self.text, self.mentions = doc, doc.text, mentions
        self.nouns = Nouns(doc)

    def mention(
        self, made: Found, low: int, high: int, statements: Sequence[StatementMention], when_for: WhenFor
    ) -> FigureMention:
        kind, subject = self._kind(made)
        extent = Extent(made.start, made.end)
        speaker = next(
            (
                s.speaker
                for s in statements
                if s.content.start <= made.start and made.end <= s.content.end and s.speaker is not None
            ),
            None,
        )
        if speaker is None:
            inside = [
                s.speaker
                for s in statements
                if low <= s.content.start and s.content.end <= high and s.speaker is not None
            ]
            covered = [s for s in statements if s.content.start < made.end and made.start < s.content.end]
            speaker = inside[0] if covered and inside else None
        return FigureMention(
            kind=kind,
            subject=subject,
            scope=self._scope(made, high),
            number=Number(low=made.low, high=made.high, qualifier=made.qualifier, unit=made.unit, words=made.words),
            extent=extent,
            evidence=Extent(low, high),
            attributed_to=speaker,
            when=when_for(extent, "past"),
        )

    def _kind(self, made: Found) -> tuple[FigureKind, str]:
        clause = around(self.text, made.start, made.end)
        subject = made.subject or made.unit
        if made.group in ("persons", "household"):
            near = self.text[max(0, made.start - 20) : made.end + 24]
            if (
                DEATHS.search(clause)
                and not re.search(
                    r"\b(?:wound|injur)\w*$|^\s*(?:were\s+)?(?:wound|injur)",
                    self.text[made.start : made.end].strip(),
                )
                and not re.search(r"(?:wound|injur)\w+ (?:\w+ )?$", self.text[max(0, made.start - 24) : made.start])
            ):
                return "deaths", _with(subject, "killed")
            if _DISPLACED.search(clause) and not re.search(r"\brefugees\b", made.words):
                return "displaced", _with(subject, "displaced")
            harm = _OTHER_HARM.search(near)
            return ("displaced" if made.group == "household" and "displac" in clause else "people"), (
                _with(subject, harm.group().lower()) if harm else subject
            )
        kinds: dict[str, FigureKind] = {
            "money": "money", "time": "duration", "share": "share", "area": "area", "count": "count",
        }  # fmt: skip
        return kinds.get(made.group, "other"), subject

    def _scope(self, made: Found, high: int) -> tuple[str, ...]:
        """Names that narrow the number: "in Idlib", "from Syria", adjectives of the phrase."""
        names: set[str] = set()
        tail = self.text[made.end : min(high, made.end + 90)]
        tail = re.split(r"[.;:(]", tail)[0]
        for entity in self.mentions.span_entities(made.start, made.end):
            names.add(self.mentions.entities[entity].name)
        i = self.nouns.token_at(made.end)
        while i < len(self.doc) and self.doc[i].idx < made.end + len(tail):
            token = self.doc[i]
            entity_at = self.mentions.at(i)
            if entity_at is not None and any(c.dep_ == "case" and c.lower_ in _SCOPE_CASE for c in token.children):
                names.add(self.mentions.entities[entity_at].name)
            i += 1
        return tuple(sorted(names))


def _with(subject: str, word: str) -> str:
    return subject if word in subject else f"{subject} {word}".strip()
