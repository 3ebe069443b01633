"""ISO dates of day, month or year precision, as intervals of days."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$")

When = str | dt.date | tuple[str | dt.date | None, str | dt.date | None]
#: An interval of days as ISO strings of full length, either end open as the empty string or "9999".
Interval = tuple[str, str]

OPEN_START, OPEN_END = "0000-00-00", "9999-12-31"


def earliest(iso: str) -> str:
    """The first day that ``iso`` may mean, as a full ISO string. Raises ``ValueError`` on another shape."""
    return _bounds(iso)[0]


def latest(iso: str) -> str:
    """The last day that ``iso`` may mean, as a full ISO string. Raises ``ValueError`` on another shape."""
    return _bounds(iso)[1]


def _bounds(iso: str) -> tuple[str, str]:
    found = _ISO.match(iso)
    if not found:
        raise ValueError(f"not an ISO date: {iso!r}")
    year, month, day = found.groups()
    if day:
        return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
    if month:
        return f"{year}-{month}-01", f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02d}"
    return f"{year}-01-01", f"{year}-12-31"


def interval(on: When | None) -> Interval:
    """The days that ``on`` spans: a date, an ISO string of any precision, a pair with open ends, or None for ever."""
    if on is None:
        return OPEN_START, OPEN_END
    if isinstance(on, tuple):
        start, end = on
        return (
            OPEN_START if start is None else interval(start)[0],
            OPEN_END if end is None else interval(end)[1],
        )
    if isinstance(on, dt.date):
        day = on.isoformat()[:10]
        return day, day
    return _bounds(on)


def term(start: str | None, end: str | None) -> Interval:
    """The widest days that a term may have covered, given its stated start and end."""
    return (earliest(start) if start else OPEN_START, latest(end) if end else OPEN_END)


def overlaps(a: Interval, b: Interval) -> bool:
    """Whether two intervals share a day."""
    return a[0] <= b[1] and b[0] <= a[1]
