"""Spans of code points: keys, cutting, finding a quotation again."""

from __future__ import annotations

import hashlib

from dragoman.types import Span

CONTEXT = 32  # characters kept before and after a quotation, as the contract has it
KEY_LENGTH = 16  # hex digits of a key: 64 bits, a collision among a million mentions is a matter of 1 in 10^7


def article_id(text: str) -> str:
    """The id of an article: a hash of its text, so that the same text is the same article."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:KEY_LENGTH]


def mention_key(article: str, kind: str, start: int, end: int) -> str:
    """The key of a mention: a hash of where its trigger stands and what kind of fact it is."""
    return hashlib.sha256(f"{article}\x1f{kind}\x1f{start}\x1f{end}".encode()).hexdigest()[:KEY_LENGTH]


def cut(article: str, text: str, start: int, end: int) -> Span:
    """The span of `text[start:end]`; raises ValueError when it is empty or lies outside."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"span {start}-{end} lies outside a text of {len(text)} characters")
    return Span(article=article, start=start, end=end, text=text[start:end])


def find_again(text: str, quotation: str, *, before: str = "", after: str = "") -> tuple[int, int] | None:
    """Where `quotation` stands in a new version of a text; None when it is gone or not unique.

    The whole context decides first, then either side alone, then the quotation alone.
    """
    if not quotation:
        return None
    for head, tail in ((before, after), (before, ""), ("", after), ("", "")):
        if (head or tail or not (before or after)) and (at := _once(text, head + quotation + tail)) is not None:
            return at + len(head), at + len(head) + len(quotation)
    at = _once(text, quotation)
    return None if at is None else (at, at + len(quotation))


def _once(text: str, needle: str) -> int | None:
    first = text.find(needle)
    return first if first >= 0 and text.find(needle, first + 1) < 0 else None
