"""Reads short reports for tests, and shows a reading in words rather than in numbers.

`DeskReader.page(text)` parses and reads a text written by a test; a `Page` answers in names: who an entity is, who
takes part in an event, which words give its time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dragoman import extract, knowledge, nlp
from dragoman.extract.mentions import Mentions
from dragoman.reading import Entity, EventMention, Reading
from dragoman.spans import article_id
from dragoman.types import Article, Date


def day(text: str) -> Date:
    """A publication day as a feed would give it."""
    return Date(earliest=text, latest=text, precision="day", basis="metadata", why="the feed")


@dataclass(frozen=True)
class Page:
    """One report: its text, its parse (`doc`, a spaCy Doc) and its reading."""

    article: Article
    doc: Any
    mentions: Mentions
    reading: Reading

    def words(self, start: int, end: int) -> str:
        return self.article.text[start:end]

    # --- who

    def named(self, name: str) -> Entity:
        """The entity of exactly this name; the test fails with all names if there is none or more than one."""
        found = [e for e in self.reading.entities if e.name == name]
        assert len(found) == 1, f"{name!r} is not among {[e.name for e in self.reading.entities]}"
        return found[0]

    def holder(self, words: str, *, nth: int = 0) -> Entity | None:
        """The entity that the words' last token stands for; `nth` counts where they stand as whole words."""
        at = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", self.article.text)][nth]
        last = max(t.i for t in self.doc if at <= t.idx < at + len(words))
        index = self.mentions.at(last)
        return None if index is None else self.reading.entities[index]

    def who(self, words: str, *, nth: int = 0) -> str | None:
        """The name of `holder`."""
        found = self.holder(words, nth=nth)
        return None if found is None else found.name

    @cached_property
    def names(self) -> list[str]:
        return [e.name for e in self.reading.entities]

    # --- what

    def events(self, kind: str) -> list[EventMention]:
        """Event mentions of a "TYPE" or a "TYPE.mode", in order."""
        type_, _, mode = kind.partition(".")
        return [e for e in self.reading.events if e.type == type_ and mode in ("", e.mode)]

    def event(self, kind: str) -> EventMention:
        """The first event mention of that kind; the test fails with all kinds if there is none."""
        found = self.events(kind)
        assert found, f"no {kind} among {self.kinds} of {self.article.text!r}"
        return found[0]

    @cached_property
    def kinds(self) -> list[str]:
        return [f"{e.type}.{e.mode}" for e in self.reading.events]

    def chains(self, kind: str) -> list[int]:
        return [e.chain for e in self.events(kind)]

    def trigger(self, event: EventMention) -> str:
        return self.words(event.trigger.start, event.trigger.end)

    def roles(self, event: EventMention) -> dict[str, str]:
        """Participant names and their roles."""
        return {self.reading.entities[a.entity].name: a.role for a in event.participants}

    def together(self, kind: str) -> set[str]:
        """Names of all participants over the chain of the first event of that kind."""
        chain = self.event(kind).chain
        return {name for e in self.reading.events if e.chain == chain for name in self.roles(e)}

    def times(self, event: EventMention) -> list[str]:
        """The wordings of its times in order; "report" for the report's own day."""
        return [self.time(w.time) for w in event.when]

    def time(self, index: int | None) -> str:
        if index is None:
            return "report"
        found = self.reading.times[index]
        return self.words(found.start, found.end)

    def places(self, event: EventMention) -> list[str]:
        return [self.reading.entities[w.entity].name for w in event.where]

    def claimed(self, event: EventMention) -> list[str]:
        return [self.reading.entities[e].name for e in event.claimed_by]


class DeskReader:
    """The real parser and tables, loaded once; pages are remembered, so tests may share a text."""

    def __init__(self) -> None:
        self.pipeline = nlp.load()
        self.knowledge = knowledge.load()
        self._pages: dict[tuple[str, str | None, str | None], Page] = {}

    def page(self, text: str, *, published: str | None = None, dateline: str | None = None) -> Page:
        key = (text, published, dateline)
        if key not in self._pages:
            article = Article(
                id=article_id(text),
                source="test",
                text=text,
                published=day(published) if published else None,
                dateline=dateline,
            )
            doc = self.pipeline.parse(text, skip=extract.skipped(article))
            mentions = Mentions(doc, article, self.knowledge)
            self._pages[key] = Page(article, doc, mentions, extract.read(article, doc, self.knowledge))
        return self._pages[key]


def assert_mostly(outcomes: dict[str, bool], *, least: float = 0.8) -> None:
    """A behaviour of the rules shows on most sentences, whatever the parser makes of one; the rest are named."""
    wrong = [text for text, good in outcomes.items() if not good]
    share = 1 - len(wrong) / len(outcomes)
    assert share >= least, f"only {share:.0%} of {len(outcomes)} are right; wrong:\n" + "\n".join(wrong)
