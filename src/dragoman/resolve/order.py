"""The one order in which articles and mentions are taken: by publication where stated, then by id and offset.

Inferred dates never take part: they move when other articles arrive, and identity must not.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.spans import mention_key
from dragoman.types import Article, Date, Span

LAST = "9999"


def instant(article: Article) -> str:
    """The publication instant for ordering: stated or from metadata, else last."""
    date = article.published
    if date is not None and date.basis in ("stated", "metadata") and date.earliest is not None:
        return date.earliest
    return LAST


def ranks(articles: Iterable[Article]) -> dict[str, int]:
    """Each article's place in the order."""
    ordered = sorted(articles, key=lambda a: (instant(a), a.id))
    return {a.id: n for n, a in enumerate(ordered)}


def span_order(rank: dict[str, int], span: Span) -> tuple[int, int, int]:
    return rank.get(span.article, 1 << 40), span.start, span.end


def key(kind: str, span: Span) -> str:
    """The key of the mention that a trigger span makes."""
    return mention_key(span.article, kind, span.start, span.end)


def narrower(a: Date | None, b: Date | None) -> Date | None:
    """The one that says more: a better basis, then a shorter interval; the first on a tie."""
    if a is None or b is None:
        return a if b is None else b
    return a if rank(a) <= rank(b) else b


BASES = {"stated": 0, "metadata": 1, "resolved": 1, "inferred": 2}


def rank(date: Date) -> tuple[int, int]:
    return BASES[date.basis], width(date)


def width(date: Date) -> int:
    """Days between the bounds, a large number where one is open."""
    from datetime import date as day

    if date.earliest is None or date.latest is None:
        return 100_000
    return (day.fromisoformat(date.latest[:10]) - day.fromisoformat(date.earliest[:10])).days
