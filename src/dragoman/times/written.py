"""Dates as date lines and metadata write them: full dates only, with the time of day and offset where given.

Dates in running text ("on Monday", "last September") are not read here.
"""

from __future__ import annotations

import calendar
import datetime
import re

import msgspec

from dragoman.types import Basis, Date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
# Only abbreviations with one meaning in the press; IST, BST, ET and CST stand for several offsets.
_ZONES = {
    "gmt": 0, "utc": 0, "z": 0, "wat": 60, "cet": 60, "cest": 120, "cat": 120, "sast": 120, "eet": 120, "eest": 180,
    "eat": 180, "msk": 180, "trt": 180, "pkt": 300, "wib": 420, "sgt": 480, "hkt": 480, "jst": 540, "kst": 540,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "est": -300, "edt": -240, "pst": -480, "pdt": -420,
}  # fmt: skip
# Zones of the United States and Canada, where the month comes first.
_MONTH_FIRST = frozenset("et est edt ct cdt pt pst pdt mt mst mdt".split())
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=lambda name: (-len(name), name))) + r")\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3}(?:the\s)?)?"
_TIME = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?:[:.]\d\d(?:[.,]\d{1,9})?)?)?(?:\s?hrs)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
    r"(?:\s?(?P<zone>[+-]\d\d:?\d\d|z\b|[a-z]{3,4}\b|et\b|\((?:utc|gmt)?\s?[+-]\d{1,2}(?::?\d\d)?\)|\((?:gmt|utc)\)"
    r"|(?:gmt|utc)\s?[+-]\d{1,2}(?::?\d\d)?))?"
)
_BETWEEN = r"(?:\s{0,3}(?:,|at|-|–|\||/|t|:|\()?\s{0,3}(?:at\s)?)"
_CLOCK = rf"(?:{_BETWEEN}{_TIME}\)?)?"
_FORMS = (
    rf"(?P<year>(?:19|20)\d\d)(?P<dash>[-/.])(?P<month>\d{{1,2}})(?P=dash)(?P<day>\d{{1,2}})(?!\d){_CLOCK}",
    rf"{_WEEKDAY}{_DAY}(?:\s{{0,2}}|-|/| of )?{_MONTH}[,\s/-]{{1,3}}{_YEAR}\b{_CLOCK}",
    rf"{_WEEKDAY}{_MONTH}\s?{_DAY}(?:,\s{{0,2}}|\s{{1,3}}){_YEAR}\b{_CLOCK}",
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>(?:19|20)\d\d)\b{_CLOCK}",
    rf"(?P<first>\d{{1,2}})(?P<dash>[/-])(?P<second>\d{{1,2}})(?P=dash)(?P<year>(?:19|20)\d\d)\b{_CLOCK}",
    r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?:t(?P<hour>\d\d)(?P<minute>\d\d)(?:\d\d)?(?P<zone>z|[+-]\d{4})?)?\b",
)
_BEFORE = rf"{_TIME}\s?(?:,|on|-|–|\|)?\s?"  # "14:05, 12 March 2019"
_PATTERNS = tuple(re.compile(rf"(?<![\w/.-]){form}", re.I) for form in _FORMS)
_TIME_FIRST = re.compile(rf"(?<![\w/.:-]){_BEFORE}$", re.I)
_LONGEST = 2_000  # characters of a line that are looked at


class Found(msgspec.Struct, frozen=True):
    """A date in a line: where it stands, and what it is."""

    start: int
    end: int
    date: Date


def read(line: str, *, basis: Basis, where: str = "") -> Date | None:
    """The first full date in a line, None where there is none; `where` names the line in `why` ("The date line")."""
    found = find(line, basis=basis, where=where)
    return found[0].date if found else None


def find(line: str, *, basis: Basis, where: str = "") -> tuple[Found, ...]:
    """Every full date in a line, in order.

    A day and month in figures whose order is open (03/04/2021) give the range that holds both readings.
    """
    head = line[:_LONGEST]
    found: list[Found] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(head):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            parts: dict[str, str | None] = match.groupdict()
            start = match.start()
            if not parts.get("hour") and (before := _TIME_FIRST.search(head[max(0, start - 30) : start])):
                timed = before.groupdict()
                if timed["minute"] or timed["half"]:
                    parts |= timed
                    start -= len(before.group())
            date = _date(parts, head[start : match.end()].strip(), basis, where)
            if date is not None:
                found.append(Found(start, match.end(), date))
    return tuple(sorted(found, key=lambda item: item.start))


def is_date_alone(line: str) -> bool:
    """Whether a line is one or more dates with nothing else but joining signs."""
    found = find(line, basis="stated")
    rest = line
    for item in reversed(found):
        rest = rest[: item.start] + rest[item.end :]
    return bool(found) and not re.search(
        r"[^\W_]", re.sub(r"(?i)\b(?:on|at|and|local time|ist|bst|et|[a-z]+day)\b", "", rest)
    )


def _date(parts: dict[str, str | None], words: str, basis: Basis, where: str) -> Date | None:
    year = int(parts["year"] or 0)
    why = f"{where or 'The date'} says “{words}”."
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        readings = [_day(year, first, second), _day(year, second, first)]
        if (parts.get("zone") or "").lower() in _MONTH_FIRST:
            readings = readings[:1] if readings[0] else readings[1:]
        days = sorted({day for day in readings if day is not None})
        if not days:
            return None
        if len(days) == 2:
            why += " Day and month may stand in either order."
            return Date(earliest=days[0].isoformat(), latest=days[1].isoformat(), precision="range", basis=basis,
                        expression=words, why=why)  # fmt: skip
        day: datetime.date | None = days[0]
    else:
        month = parts["month"] or ""
        day = _day(year, int(month) if month.isdigit() else _MONTHS[month.lower()], int(parts["day"] or 0))
    if day is None:
        return None
    clock = _clock(parts)
    value = day.isoformat() if clock is None else f"{day.isoformat()}T{clock}"
    precision = "day" if clock is None else "minute"
    return Date(earliest=value, latest=value, precision=precision, basis=basis, expression=words, why=why)  # type: ignore[arg-type]


def _day(year: int, month: int, day: int) -> datetime.date | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return datetime.date(year, month, day)


def _clock(parts: dict[str, str | None]) -> str | None:
    """The time as HH:MM with an offset where it is sure; None for no time or an impossible one."""
    if not parts.get("hour") or not (parts.get("minute") or parts.get("half")):
        return None
    hour, minute = int(parts["hour"] or 0), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").lower()
    if half and hour <= 12:  # 13:30 PM is written too: the half adds nothing then
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    return f"{hour:02}:{minute:02}{_offset(parts.get('zone'))}"


def _offset(zone: str | None) -> str:
    name = (zone or "").lower().strip("() ")
    numbers = re.search(r"([+-])(\d{1,2}):?(\d\d)?$", name)
    if numbers:
        minutes = int(numbers[2]) * 60 + int(numbers[3] or 0)
        if minutes > 14 * 60:
            return ""
        minutes = -minutes if numbers[1] == "-" else minutes
    elif name in _ZONES:
        minutes = _ZONES[name]
    else:
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


class DayOfYear(msgspec.Struct, frozen=True):
    """A day without its year in a line: where it stands; `weekday` counts from Monday, None where it is not named."""

    start: int
    end: int
    month: int
    day: int
    weekday: int | None


_DAYS = "mon tue wed thu fri sat sun".split()
_NAMED = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s{1,3}(?:the\s)?)?"
_YEARLESS = re.compile(
    rf"(?<![\w/.-]){_NAMED}(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}|{_MONTH.replace('month', 'month2')}"
    r"\s(?P<day2>\d{1,2})(?:st|nd|rd|th)?)(?![\w/])(?!,?\s{0,2}(?:19|20)\d\d\b)(?!\s{0,2}[-–]\s{0,2}\d)",
    re.I,
)


def yearless(line: str) -> tuple[DayOfYear, ...]:
    """Every day of a month without a year in a line: "Thursday, 9 June", "Nov. 8"; not a stretch of days."""
    out = []
    for match in _YEARLESS.finditer(line[:_LONGEST]):
        month, day = match["month"] or match["month2"], int(match["day"] or match["day2"])
        number = _MONTHS[month.lower().rstrip(".")]
        if _day(2024, number, day) is None:  # a leap year: 29 February is a day
            continue
        weekday = _DAYS.index(match["weekday"].lower()) if match["weekday"] else None
        out.append(DayOfYear(match.start(), match.end(), number, day, weekday))
    return tuple(out)
