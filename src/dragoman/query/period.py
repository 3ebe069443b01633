"""Stretches of time as people give them: "2019", "2019-03", "2019-03-01"."""

from __future__ import annotations

import calendar
import re

from dragoman.errors import DragomanError
from dragoman.types import Date

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class BadDay(DragomanError):
    code = "bad-day"


def first_day(words: str) -> str:
    """The first day of a year, month or day. Errors: BadDay."""
    return _bounds(words)[0]


def last_day(words: str) -> str:
    """The last day of a year, month or day. Errors: BadDay."""
    return _bounds(words)[1]


def _bounds(words: str) -> tuple[str, str]:
    found = _DAY.fullmatch(words.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day = (None if part is None else int(part) for part in found.groups())
        if year is None or not 1 <= year <= 9999:
            raise ValueError
        last = calendar.monthrange(year, month or 12)[1]
        if day is not None and not 1 <= day <= last:
            raise ValueError
    except (ValueError, calendar.IllegalMonthError):
        raise BadDay(f"{words!r} is no day, month or year.", remedy="Write 2019, 2019-03 or 2019-03-01.") from None
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{month or 12:02}-{day or last:02}"


def day(date: Date | None) -> str:
    """A date as short as it is precise: "2019-08-27", "2019-08", "2019", "by 2019-08-27"; "~" marks an inferred one."""
    if date is None:
        return "undated"
    mark = "~" if date.basis == "inferred" else ""
    first, last = date.earliest, date.latest
    if first is None:
        return f"{mark}by {(last or '')[:10]}"
    if last is None:
        return f"{mark}from {first[:10]}"
    first, last = first[:10], last[:10]
    if first == last:
        return mark + first
    if first[:7] == last[:7] and first.endswith("-01") and int(last[8:10]) >= 28:
        return mark + first[:7]
    if first[:4] == last[:4] and first.endswith("-01-01") and last.endswith("-12-31"):
        return mark + first[:4]
    return f"{mark}{first}/{last[5:]}" if first[:4] == last[:4] else f"{mark}{first[:4]}–{last[:4]}"
