"""An article and its reading, ready to be asked for clues to its date; and what the tables lend to that."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Protocol

from dragoman import times
from dragoman.reading import Reading, Tense, TimeExpression
from dragoman.resolve.dating_days import Days
from dragoman.times.days import month_of
from dragoman.types import Article

# Weights: which clue gives way when two cannot both be true.
STATED, EXPLICIT, TOLD, LINKED, SOFT, TABLE, GUESS = 6, 5, 4, 3, 2, 1, 0

BODY_FURNITURE = frozenset(("caption",))  # furniture that tells of the news itself
SCHEDULED = re.compile(
    r"\b(?:votes?|(?:go|goes|head|heads) to the polls|takes? (?:office|effect|over)|enters? into force|opens?|begins?"
    r"|starts?|expires?|ends?|chooses?|elects?|falls? due|kicks? off)\b[^.;,\n]{0,30}\b(?:on|in)\s*$"
)
HELD = frozenset((w, "the") for w in ("at", "during", "after", "since"))
VOTES = frozenset(("election", "referendum", "coup"))
WORD = re.compile(r"[^\W_]+")
CROSSING = 6  # months that "in September" reaches over a new year's day; five is the most in 295 dated reports


class KnownEvent(Protocol):
    """A dated event of the tables: its names, and ISO days, months or years of its start and end."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def names(self) -> Sequence[str]: ...
    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str | None: ...


class Term(Protocol):
    """A term in an office; ISO days, months or years, None for unknown or still held."""

    @property
    def title(self) -> str: ...
    @property
    def start(self) -> str | None: ...
    @property
    def end(self) -> str | None: ...


@dataclass(frozen=True, order=True)
class Clue:
    """Days on which the article may have been published, by one reason; `why` is for a person."""

    weight: int
    days: Days
    why: str


def opened(iso: str) -> date:
    """The first day of an ISO day, month or year."""
    parts = [int(p) for p in iso.split("T")[0].split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def closed(iso: str) -> date:
    """The last day of an ISO day, month or year."""
    parts = [int(p) for p in iso.split("T")[0].split("-")]
    if len(parts) > 2:
        return date(*parts[:3])
    last = month_of(parts[0], parts[1] if len(parts) > 1 else 12).hi
    assert last is not None
    return last


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


# First word of a name, its length in words, the name: the events that bear it.
_Names = dict[str, dict[int, dict[tuple[str, ...], list[KnownEvent]]]]


def _enter(names: _Names, words: tuple[str, ...], event: KnownEvent) -> None:
    names.setdefault(words[0], {}).setdefault(len(words), {}).setdefault(words, []).append(event)


class Gazette:
    """The known events by the first word of their names, so that a text is looked through once."""

    def __init__(self, events: Sequence[KnownEvent]) -> None:
        self._by_word: _Names = {}
        self.votes: dict[str, list[KnownEvent]] = {}  # by state
        self._coming: _Names = {}
        for event in sorted(events, key=lambda e: e.id):
            if event.kind in VOTES and len(event.start) == len("2000-01-01"):
                for country in getattr(event, "countries", ()):
                    self.votes.setdefault(country, []).append(event)
            for name in sorted(set(event.names) | {event.name}):
                words = tuple(fold(w) for w in WORD.findall(name))
                if words:
                    _enter(self._by_word, words, event)
                if words[:2] in HELD and len(words) > 3:
                    _enter(self._coming, words[2:], event)

    def find(self, text: str) -> list[tuple[int, int, KnownEvent]]:
        """Where the text names known events, in order; a longer name hides the shorter ones inside it."""
        return self._find(text, self._by_word)

    def find_coming(self, text: str) -> list[tuple[int, int, KnownEvent]]:
        """Where it names gatherings that the tables name as held only ("at the Lake Games"), held or to come."""
        return self._find(text, self._coming)

    def _find(self, text: str, names: _Names) -> list[tuple[int, int, KnownEvent]]:
        if not names:
            return []
        found = [(fold(m.group()), m.start(), m.end()) for m in WORD.finditer(text)]
        words = tuple(w for w, _, _ in found)
        out: list[tuple[int, int, KnownEvent]] = []
        for i, (word, start, _) in enumerate(found):
            for length, known in names.get(word, {}).items():
                out += [(start, found[i + length - 1][2], x) for x in known.get(words[i : i + length], ())]
        longest = [o for o in out if not any(p[0] <= o[0] and o[1] <= p[1] and p[1] - p[0] > o[1] - o[0] for p in out)]
        return sorted(longest, key=lambda o: (o[0], o[1], o[2].id))


class Page:
    """An article and its reading, ready to be asked: sentences, tenses, the lead, known events in it."""

    def __init__(self, article: Article, reading: Reading, gazette: Gazette) -> None:
        self.article, self.reading, self.text = article, reading, article.text
        barred = [(f.start, f.end) for f in article.furniture if f.kind not in BODY_FURNITURE]
        self.times = [
            (i, e) for i, e in enumerate(reading.times) if not any(s < e.end and e.start < t for s, t in barred)
        ]
        self._starts = [s.start for s in reading.sentences]
        self.known = gazette.find(self.text)
        self.coming = gazette.find_coming(self.text)
        self.votes = gazette.votes
        self._tenses: dict[int, Tense] = {}
        self._told_in: dict[int, Tense | None] = {}
        for event in reading.events:
            for when in event.when:
                if when.time is not None and when.via in ("clause", "sentence"):
                    self._tenses.setdefault(when.time, when.tense)
        body = [s for s in reading.sentences if not any(a <= s.start < b for a, b in barred)]
        self.body_start = body[0].start if body else 0

    def words(self, e: TimeExpression) -> str:
        return self.text[e.start : e.end]

    def tense(self, index: int, e: TimeExpression) -> Tense | None:
        """The tense in which an expression is told, None where it is not plain."""
        if index not in self._told_in:
            self._told_in[index] = self._tense(index, e)
        return self._told_in[index]

    def _tense(self, index: int, e: TimeExpression) -> Tense | None:
        if "since" in e.mods:
            return "past"
        around = times.tense_around(self.text, e.start, e.end, sure=True)
        told = self._tenses.get(index)
        if told is None or told == "present":
            return around
        return told if around in (None, told) else None  # "a planned May 3 summit" beside a verb in the past

    def scheduled(self, e: TimeExpression) -> bool:
        """Told in the present, as what stands in the calendar: "Poland votes on 15 October"."""
        return SCHEDULED.search(self.text[max(0, e.start - 60) : e.start]) is not None

    def in_quotation(self, at: int) -> bool:
        """Whether an offset stands in direct speech."""
        return any(s.form == "direct" and s.content.start <= at < s.content.end for s in self.reading.statements)

    def looks_ahead(self, e: TimeExpression) -> bool:
        """The words beside an expression look ahead, whatever the reading made of its tense."""
        return times.tense_around(self.text, e.start, e.end, sure=True) == "future"

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds an offset; its line where the reading has no sentences."""
        i = bisect_right(self._starts, at) - 1
        if i >= 0 and at < self.reading.sentences[i].end:
            return self.reading.sentences[i].start, self.reading.sentences[i].end
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return start, end if end >= 0 else len(self.text)

    def known_near(self, at: int) -> list[KnownEvent]:
        """The known events named in the sentence at an offset."""
        start, end = self.sentence(at)
        return [k[2] for k in self.known if start <= k[0] < end]
