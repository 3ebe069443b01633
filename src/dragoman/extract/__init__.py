"""From a parsed article to its reading: who, when, what happened, who said what, how many.

`read` is a pure function of the article, its parse and the shipped tables; `VERSION` changes whenever it would yield
something else, so that kept readings are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.reading import Extent, Reading, When
from dragoman.types import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dragoman.knowledge import Knowledge
    from dragoman.reading import Tense

VERSION = "1"

__all__ = ["VERSION", "read", "skipped"]


def furniture(article: Article) -> list[tuple[int, int]]:
    """The stretches of an article that are page: captions are not, they are evidence."""
    return sorted((f.start, f.end) for f in article.furniture if f.kind != "caption")


def skipped(article: Article) -> list[tuple[int, int]]:
    """The stretches of an article that are not parsed: page furniture, captions aside, which are evidence."""
    skip = furniture(article)
    if article.dateline:
        # a dateline is no part of the sentence it opens; the parser would take its town for the subject
        for m in re.finditer(re.escape(article.dateline), article.text):
            opening = m.start() == 0 or article.text[m.start() - 1] in "\n([ "
            end = re.compile(r"[^\n]{0,60}?(?::|--|–|—|\)| -)\s?").match(article.text, m.end())
            if opening and end is not None and not any(s <= m.start() < e for s, e in skip):
                skip.append((m.start(), end.end()))
                break
    return sorted(skip)


def read(article: Article, doc: Doc, knowledge: Knowledge, *, lexicons: Sequence[Path] = ()) -> Reading:
    """The reading of one article. `lexicons` are files of the user's own wordings, after the shipped ones."""
    from dragoman import times as clockwork
    from dragoman.extract import wordings
    from dragoman.extract.arrangements import arrangements
    from dragoman.extract.clock import Clock
    from dragoman.extract.events import events
    from dragoman.extract.figures import figures
    from dragoman.extract.mentions import Mentions
    from dragoman.extract.positions import positions
    from dragoman.extract.statements import statements

    mentions = Mentions(doc, article, knowledge)
    # the dateline is no part of a sentence, but its day counts
    times = clockwork.find(article.text, skip=furniture(article))
    clock = Clock(doc, times, published=article.published)

    def when_for(extent: Extent, tense: Tense) -> tuple[When, ...]:
        return clock.for_extent(extent.start, extent.end, tense)

    said = statements(doc, article, mentions, when_for=when_for)
    numbers = figures(doc, article, mentions, statements=said, when_for=when_for)
    happenings = events(
        doc, article, mentions, lexicon=wordings.load(tuple(lexicons)), clock=clock, times=times, figures=numbers
    )
    stands = positions(doc, mentions, when_for=when_for, statements=said)  # may enter holders among the entities
    return Reading(
        article=article.id,
        version=VERSION,
        sentences=sentences(doc),
        entities=mentions.entities,
        times=times,
        events=happenings,
        statements=said,
        figures=numbers,
        positions=stands,
        arrangements=arrangements(doc, happenings, mentions, when_for=when_for),
    )


def sentences(doc: Doc) -> tuple[Extent, ...]:
    """The extents of the sentences, white space at their ends left out."""
    found = []
    for sentence in doc.sents:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        end = sentence.end_char - (len(text) - len(text.rstrip()))
        if start < end:
            found.append(Extent(start, end))
    return tuple(found)
