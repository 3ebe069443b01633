"""Texts at hand: the sentence around a span, so that a list can show the whole sentence with its proof lit in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from threading import Lock
from weakref import WeakKeyDictionary

from dragoman.query import Archive
from dragoman.types import Span

KEPT = 400  # reports with their sentences; about 4 MB, and more than the lines of one page rest on
LONGEST = 420  # characters of a sentence that a list shows; nine in ten of press English are shorter than 250

Text = tuple[str, tuple[tuple[int, int], ...]]
_lock = Lock()
_texts: WeakKeyDictionary[Archive, OrderedDict[str, Text]] = WeakKeyDictionary()


def sentence(archive: Archive, span: Span) -> tuple[str, str, str]:
    """(before, lit, after): the span's words and what stands around them in its sentence, or in its line."""
    text, bounds = _text(archive, span.article)
    if text[span.start : span.end] != span.text:
        return "", span.text, ""
    start, end = _bounds(text, bounds, span)
    room = max(0, LONGEST - len(span.text)) // 2
    before, after = text[start : span.start], text[span.end : end]
    if len(before) > room:
        before = "… " + before[-room:].partition(" ")[2]
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + " …"
    return before, span.text, after


def _bounds(text: str, bounds: tuple[tuple[int, int], ...], span: Span) -> tuple[int, int]:
    n = bisect_right(bounds, (span.start, len(text) + 1)) - 1
    if n >= 0 and bounds[n][0] <= span.start < bounds[n][1]:
        return bounds[n][0], max(bounds[n][1], span.end)
    line = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if line < 0 else line


def _text(archive: Archive, id: str) -> Text:
    with _lock:
        texts = _texts.setdefault(archive, OrderedDict())
        if id in texts:
            texts.move_to_end(id)
            return texts[id]
    reading = archive.store.kept.reading(id)
    bounds = tuple(sorted((s.start, s.end) for s in reading.sentences)) if reading else ()
    found = archive.texts([id]).get(id, ""), bounds
    with _lock:
        texts[id] = found
        while len(texts) > KEPT:
            texts.popitem(last=False)
    return found
