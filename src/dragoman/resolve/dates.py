"""The dates of facts: candidates settled against each article's own date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from dragoman.reading import Reading, When
from dragoman.resolve.dating import DatedArticle, settle
from dragoman.resolve.order import width
from dragoman.types import Article, Date

TELLING = 366  # days: "Tuesday" of a report that may be of any of ten years tells nothing
FAR = ("carry", "report")  # what is told without a time of its own, in the light of what was told before it


class Dates:
    """Settles `When` candidates with each article's date, which must be known (or known to be unknown) by now."""

    def __init__(self, articles: Mapping[str, Article], dated: Mapping[str, DatedArticle]) -> None:
        self._articles, self._dated = articles, dated

    def settle(self, when: Sequence[When], reading: Reading) -> Date | None:
        """The date of a fact, or None; one taken over from another sentence is no better than inferred."""
        near = [w for w in when if w.via not in FAR]
        date = self._settle(near, reading)
        if date is not None or len(near) == len(when):
            return date
        date = self._settle([w for w in when if w.via in FAR], reading)
        if date is None or date.basis == "inferred":
            return date
        return msgspec.structs.replace(date, basis="inferred", why=f"told without a day of its own, after {date.why}")

    def _settle(self, when: Sequence[When], reading: Reading) -> Date | None:
        if not when:
            return None
        dated = self._dated[reading.article]
        date = settle(when, reading, dated=dated, article=self._articles[reading.article])
        if date is None or date.basis != "inferred" or dated.reference is None or dated.day is not None:
            return date
        return date if date.earliest and date.latest and width(date) <= TELLING else None
