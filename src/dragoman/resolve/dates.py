"""The dates of facts: candidates settled against each article's own date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.reading import Reading, When
from dragoman.resolve.dating import DatedArticle, settle
from dragoman.types import Article, Date


class Dates:
    """Settles `When` candidates with each article's date, which must be known (or known to be unknown) by now."""

    def __init__(self, articles: Mapping[str, Article], dated: Mapping[str, DatedArticle]) -> None:
        self._articles, self._dated = articles, dated

    def settle(self, when: Sequence[When], reading: Reading) -> Date | None:
        if not when:
            return None
        return settle(when, reading, dated=self._dated[reading.article], article=self._articles[reading.article])
