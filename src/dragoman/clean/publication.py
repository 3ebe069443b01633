"""When a report was published and updated, as its date lines and its source say."""

from __future__ import annotations

import re

from dragoman.times import written
from dragoman.types import Date

_UPDATED = re.compile(r"(?i)\b(?:updated?|last update|modified|last modif\w+|revised|edited)\b")
_PUBLISHED = re.compile(
    r"(?i)\b(?:published|publish(?:ed)? date|publication date|posted|issued|created|uploaded|released|date)\b"
)


def from_lines(lines: tuple[str, ...]) -> tuple[Date | None, Date | None]:
    """(published, updated) of date lines in order. The label before a date decides; without one it is publication."""
    published: Date | None = None
    updated: Date | None = None
    bare: Date | None = None
    for line in lines:
        at = 0
        for found in written.find(line, basis="stated", where="The date line"):
            label = line[at : found.start]
            at = found.end
            if _UPDATED.search(label):
                updated = updated or found.date
            elif _PUBLISHED.search(label):
                published = published or found.date
            else:
                bare = bare or found.date
    if published is None and bare is not None:
        published = bare
    return published, updated


def from_source(words: str | None, *, where: str) -> Date | None:
    """The date that a row, feed or page gives beside the text; None where it gives none that can be read."""
    return written.read(words, basis="metadata", where=where) if words else None


def better(stated: Date | None, told: Date | None) -> Date | None:
    """One date of a stated one and one from metadata.

    Where they fall on one day the finer wins; where they differ the page's own words do, since systems stamp a moved
    page with the day of the move.
    """
    if stated is None or told is None:
        return stated or told
    if stated.precision == "range":
        return told
    same = (stated.earliest or "")[:10] == (told.earliest or "")[:10]
    return told if same and told.precision == "minute" and stated.precision != "minute" else stated
