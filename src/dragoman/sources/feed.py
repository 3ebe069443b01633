"""An RSS or Atom feed that was saved: one report an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from dragoman.errors import EmptyInput, MalformedInput
from dragoman.sources.capture import Capture, failure
from dragoman.sources.decoding import without_nul
from dragoman.types import Failure

_ROOT = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>\s*|<!--.{0,2000}?-->\s*|<\?[^>]{0,300}\?>\s*)*<(?:\w{1,20}:)?(rss|feed|RDF)\b", re.S
)
_TAG = re.compile(r"<[a-zA-Z/!]")


def looks_like_feed(head: bytes) -> bool:
    """Whether the first bytes of a file are a feed."""
    return bool(_ROOT.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")))


def entries(body: bytes, *, source: str) -> Iterator[Capture | Failure]:
    """The entries of a feed in their order. External entities are never fetched; an entry without text is a Failure."""
    if b"<!ENTITY" in body[:100_000]:
        yield failure(MalformedInput(source, "It defines entities, which a feed has no need of.", remedy=_REMEDY))
        return
    import feedparser

    found = feedparser.parse(io.BytesIO(body), resolve_relative_uris=False)
    if not found.entries:
        yield failure(EmptyInput(source, "There is no entry in this feed.", remedy=_REMEDY))
    publisher = _words(found.feed.get("title"))
    for row, entry in enumerate(found.entries, 1):
        where = f"{source}, entry {row}"
        text = _body(entry)
        if not text.strip():
            yield failure(EmptyInput(where, "The entry has a title and no text.", remedy="Read the page it links to."))
            continue
        yield Capture(
            source=_words(entry.get("link")) or where,
            media_type="text/html" if _TAG.search(text) else "text/plain",
            body=text,
            title=_words(entry.get("title")),
            publisher=_words((entry.get("source") or {}).get("title")) or publisher,
            published=_words(entry.get("published")),
            updated=_words(dict.get(entry, "updated")),  # its own `get` would answer with `published`
            authors=tuple(name for a in entry.get("authors", ()) if (name := _words(a.get("name")))),
            row=row,
        )


_REMEDY = "Check in a browser that the address gives a feed with reports."


def _body(entry: Any) -> str:
    whole = [c.get("value") or "" for c in entry.get("content", ())]
    return without_nul(max([*whole, entry.get("summary") or ""], key=len))


def _words(value: object) -> str | None:
    return without_nul(value).strip() or None if isinstance(value, str) else None
