"""Who wrote a report: the names in its bylines."""

from __future__ import annotations

import re

from dragoman.clean import agencies, patterns
from dragoman.clean.lines import Line

_OPENING = re.compile(
    r"(?i)^\W{0,3}(?:written |reported |report |posted |story |article |text |published |words )?by\s?[:|]?\s+"
)
_PLACE = re.compile(r"(?:\s(?:in|at|for)\s|,\s|\s[|–—-]\s|\s?[|/•(]).*$")


def names(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The persons in bylines and lines that are a name alone, in order; desks and agencies are no persons."""
    found: list[str] = []
    for line in lines:
        opened = _OPENING.match(line.text)
        if not opened and not (patterns.is_name_alone(line) or patterns.is_byline(line)):
            continue
        rest = line.text[opened.end() if opened else 0 :]
        for part in re.split(r"\s+and\s+|\s?&\s?|,\s+(?=[A-Z][\w.'’-]+\s[A-Z])", rest):
            name = _PLACE.sub("", part).strip(" .,")
            if name and 2 <= len(name.split()) <= 6 and name[0].isupper() and not _is_desk(name):
                found.append(name)
    return tuple(dict.fromkeys(found))


def _is_desk(name: str) -> bool:
    return bool(
        agencies.is_only_agencies(name)
        or re.search(
            r"(?i)\b(?:desk|staff|correspondents?|reporters?|agenc\w+|bureau|team|editors?|news|service|our)\b", name
        )
    )
