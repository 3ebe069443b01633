"""A question in words, understood with the means that read the reports: what is asked for, of whom, when, of what kind.

The question is read like a report of one sentence, so names, times and wordings of events are known here as far as they
are known there, and no wording is listed twice. Only the interrogatives are this module's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dragoman.query.sides import fold
from dragoman.reading import Extent, Reading
from dragoman.times.resolving import resolve
from dragoman.types import Date

Wanted = Literal[
    "when", "where", "who", "how_many", "how_long", "how_often", "said", "stand", "stage", "whether", "what", "why"
]

_SAYING = (
    "say|said|tell|told|warn|warned|describe|claim|argue|demand|announce|promise|add|stress|write|comment|insist|deny"
)
_BACKING = "backs?|backed|supports?|supported|opposes?|opposed|recogni[sz]e[sd]?"
_MEASURES = "price|cost|number|toll|value|share|amount|size|sum"
_TALKS = "meetings|calls|visits|summits|talks|rounds"
_BODIES = (
    r"countr(?:y|ies)|states?|leaders?|presidents?|ministers?|officials?|parties|sides?|groups?|governments?|spokes\w+"
)
# In the order in which they are tried; each says what is asked for, and its words are no words to look for.
_FORMS: tuple[tuple[Wanted, str], ...] = (
    ("how_long", r"\bhow long\b(?! ago)|\bwhat (?:is|was) the (?:length|duration)\b"),
    ("how_often", rf"\bhow (?:often|many times)\b|\bhow many (?={_TALKS})"),
    ("how_many", r"\bhow (?:many|much|large|big|high)\b|\bat what (?=price)"),
    ("how_many", rf"\bwhat (?:is|was|were) the (?:reported |total |final )?(?={_MEASURES})"),
    ("said", rf"\bwhat (?:did|does|do|had|has|have) (?=[\w\s'’.-]{{1,60}}?\b(?:{_SAYING})\b)"),
    ("said", r"\bhow did (?=[\w\s'’.-]{1,60}? (?:describe|call|put|comment|react)\b)"),
    ("stand", r"\b(?:what (?:is|was) )?(?=.{1,60}\b(?:position|stance|stand|view|attitude) (?:on|towards?|about)\b)"),
    ("stand", rf"\b(?:who|whom|which|what)\b(?: \w+){{0,3}} (?:{_BACKING})\b"),
    ("stage", r"\bwhat (?:became|has become|happened (?:to|with))\b|\bwhat (?:is|was) the (?:status|fate|state) of\b"),
    ("when", r"\b(?:since )?when\b|\b(?:(?:on|in) )?(?:what|which) (?:day|date|month|year)\b"),
    ("where", r"\bwhere\b|\bin (?:what|which) (?:city|town|country|place|capital)\b"),
    ("who", rf"\bwhom?\b|\bwhose\b|\bwhich (?:\w+ ){{0,2}}(?:{_BODIES})\b|\bby whom\b"),
    ("why", r"\bwhy\b"),
    ("whether", r"^\W*(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could)\b"),
)
_COMPILED = tuple((wanted, re.compile(pattern, re.I)) for wanted, pattern in _FORMS)
_AHEAD = re.compile(r"\b(?:will|next|planned?|going to|announced?|propos\w+|called off|cancell?ed|denied)\b", re.I)
_BACK = re.compile(
    r"\b(?:there|their|they|it|he|she|them)\b"
    r"|\b(?:was|is|were|are|did|does|on|at|of|after|before|in|to|for|from|by) (?:that|those|these|this)\b",
    re.I,
)
_COUNTED = (  # what a number is of, by the words that ask for it: kinds of the record's figures
    ("money", r"\b(?:price|cost|costs|worth|pay|paid|dollars|euros|value)\b"),
    ("deaths", r"\b(?:killed|dead|deaths?|died|toll)\b"),
    ("displaced", r"\b(?:displaced|fled|refugees|uprooted)\b"),
    ("share", r"\b(?:share|per ?cent(?:age)?|result)\b"),
)
_EMPTY = frozenset(
    """a about according after all also an and any are as at be been before besides between but by can could did do does
    during else for from had has have hold how in into is it its last long many much of on or other out over per report
    reported reports say says said sources tell than that the their them then there these they this those to under until
    upon was were what when where which while who whom whose why will with would according previous first take took
    place happen happened exactly mainly same us you me please give so far else
    tell told warn warned describe claim""".split()
)


@dataclass(frozen=True)
class Question:
    """What a question asks. `words` are stems that are neither names nor times; `quoted` are words in quotation marks.

    `wanted` holds every form that fits, the one asked first in front ("when and where"). `period` bounds the time that
    is named. `names` are (name, is it a place?).
    """

    text: str
    wanted: tuple[Wanted, ...]
    names: tuple[tuple[str, bool], ...] = ()
    kinds: tuple[tuple[str, str], ...] = ()
    period: Date | None = None
    words: tuple[str, ...] = ()
    quoted: str | None = None
    stances: tuple[str, ...] = ()
    counted: str | None = None

    @property
    def past(self) -> bool:
        """Does it ask for what has come about?"""
        return bool(re.search(r"\b(?:did|was|were|has|have|had)\b", self.text, re.I)) and not _AHEAD.search(self.text)

    @property
    def points_back(self) -> bool:
        """Does it lean on something said before it, which nobody knows here?"""
        if self.names or self.period is not None:
            return False
        return bool(_BACK.search(re.sub(r"\b(?:are|is|were|was) there\b", "", self.text, flags=re.I)))


def understood(text: str, reading: Reading) -> Question:
    """The question in `text` as its reading gives it."""
    found: dict[Wanted, int] = {}
    taken = [Extent(t.start, t.end) for t in reading.times]
    for wanted, pattern in _COMPILED:
        if (match := pattern.search(text)) is not None:
            found[wanted] = match.start()
            taken.append(Extent(match.start(), match.end()))
    if "how_often" in found or "how_long" in found:
        found.pop("how_many", None)
    if len(found) > 1:
        found.pop("whether", None)
    for narrow in ("said", "stand"):
        if narrow in found:
            found = {k: v for k, v in found.items() if k in (narrow, "when", "where")}
    asked: tuple[Wanted, ...] = tuple(sorted(found, key=lambda w: found[w])) or ("what",)
    marks = re.search(r"[\"“«]([^\"”»]{3,400})[\"”»]", text)
    names: dict[str, tuple[str, bool]] = {}
    for entity in reading.entities:
        own = [m for m in entity.mentions if m.kind in ("name", "adjective")]
        if not own or (not entity.candidates and not text[own[0].start : own[0].end][:1].isupper()):
            continue
        if marks and all(marks.start() < m.start < marks.end() for m in own):
            continue
        if entity.kind in ("weapon_system", "arrangement", "people"):
            continue  # words to look for, not sides
        names.setdefault(entity.name, (entity.name, entity.kind == "place"))
        taken += [Extent(m.start, m.end) for m in own]
    kinds = tuple(dict.fromkeys((e.type, e.mode) for e in reading.events))
    bare = "".join(" " if any(x.start <= n < x.end for x in taken) else c for n, c in enumerate(text))
    stems = tuple(dict.fromkeys(stem(w) for w in re.findall(r"[\w'’-]{2,}", fold(bare)) if w not in _EMPTY))
    return Question(
        text=text,
        wanted=asked,
        names=tuple(names.values()),
        kinds=kinds,
        period=_period(text, reading),
        words=stems,
        quoted=marks[1] if marks else None,
        stances=_stances(text),
        counted=next((kind for kind, pattern in _COUNTED if re.search(pattern, text, re.I)), None),
    )


def stem(word: str) -> str:
    """The beginning of a word by which its forms are known: "signed" and "signing", "delivery" and "delivered"."""
    word = word.strip("'’-")
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "eries", "ery", "ies", "ed", "es", "s", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:7]


def _stances(text: str) -> tuple[str, ...]:
    found = []
    if re.search(r"\b(?:back|support|recogni[sz]|favou?r|endors)", text, re.I):
        found.append("supports")
    if re.search(r"\b(?:oppos|against|reject|condemn|critici[sz])", text, re.I):
        found.append("opposes")
    return tuple(found)


def _period(text: str, reading: Reading) -> Date | None:
    """The time that the question names in full; None where it names none, or only one relative to something."""
    stated = [resolve(t, reference=None, text=text) for t in reading.times]
    known = [d for d in stated if d is not None and d.basis == "stated" and d.earliest and d.latest]
    return known[0] if len(known) == 1 else None
