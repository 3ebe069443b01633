"""Arithmetic of the civil calendar: months added, weeks, seasons and quarters as stretches of days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from dragoman.times.words import MONTH_NAMES
from dragoman.types import Date, Precision

MONDAY_TO_SATURDAY = 5  # days from Monday to the Saturday that opens a weekend


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `lo` to `hi`, both within; None is open."""

    lo: date | None
    hi: date | None
    precision: Precision

    @property
    def is_day(self) -> bool:
        return self.lo is not None and self.lo == self.hi


def safe(year: int, month: int, day: int) -> date | None:
    """The day, or None when the calendar has no such day (30 February, year 0)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date:
    """`day` moved by `days`, held inside the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def add_months(day: date, months: int) -> date:
    """`day` moved by months; the 31st becomes the last day of a shorter month."""
    at = day.year * 12 + day.month - 1 + months
    year = min(max(at // 12, 1), MAXYEAR)
    month = at % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def one(day: date) -> Stretch:
    return Stretch(day, day, "day")


def month_of(year: int, month: int) -> Stretch:
    return Stretch(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def year_of(year: int) -> Stretch:
    return Stretch(date(year, 1, 1), date(year, 12, 31), "year")


def decade_of(year: int) -> Stretch:
    """From 1990 to 1999 for any year of the nineties."""
    first = year - year % 10
    return Stretch(date(max(first, 1), 1, 1), date(first + 9, 12, 31), "range")


def century_of(year: int) -> Stretch:
    """From 1901 to 2000 for any year of the twentieth century."""
    first = (year - 1) // 100 * 100 + 1
    return Stretch(date(first, 1, 1), date(first + 99, 12, 31), "range")


def week_of(day: date) -> Stretch:
    """Monday to Sunday."""
    monday = shift(day, -day.weekday())
    return Stretch(monday, shift(monday, 6), "week")


def weekend_of(day: date) -> Stretch:
    """Saturday and Sunday of the week of `day`."""
    saturday = shift(day, MONDAY_TO_SATURDAY - day.weekday())
    return Stretch(saturday, shift(saturday, 1), "range")


def quarter_of(year: int, quarter: int) -> Stretch:
    first = 3 * quarter - 2
    return Stretch(date(year, first, 1), date(year, first + 2, monthrange(year, first + 2)[1]), "range")


def half_of(year: int, half: int) -> Stretch:
    if half == 1:
        return Stretch(date(year, 1, 1), date(year, 6, 30), "range")
    return Stretch(date(year, 7, 1), date(year, 12, 31), "range")


def season_of(year: int, season: str) -> Stretch:
    """Three whole months of the northern year; the winter of a year begins in its December."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[season]
    start = date(year, first, 1)
    return Stretch(start, shift(add_months(start, 3), -1), "season")


def shaded(whole: Stretch, shade: str) -> Stretch:
    """The early, middle or late part of a month, a year or a longer stretch.

    A month is cut at the 10th and the 20th, a year after April and August, which is how newspapers use the words; the
    start and the end of a year are its first and last month.
    """
    if whole.lo is None or whole.hi is None:
        return whole
    lo, hi = whole.lo, whole.hi
    days = (hi - lo).days + 1
    if days <= 2:
        return whole
    if days <= 7:
        cuts = {"early": (0, 2), "start": (0, 2), "mid": (1, 4), "late": (3, 6), "end": (4, 6)}[shade]
        return Stretch(shift(lo, cuts[0]), min(shift(lo, cuts[1]), hi), "range")
    if days <= 31:
        if shade in ("early", "start"):
            return Stretch(lo, shift(lo, 9), "range")
        if shade == "mid":
            return Stretch(shift(lo, 9), shift(lo, 19), "range")
        return Stretch(shift(lo, 19), hi, "range")
    months = (hi.year - lo.year) * 12 + hi.month - lo.month + 1
    if shade == "start":
        return Stretch(lo, shift(add_months(lo, max(months // 12, 1)), -1), "month" if months == 12 else "range")
    if shade == "end":
        return Stretch(add_months(lo, months - max(months // 12, 1)), hi, "month" if months == 12 else "range")
    third = max(months // 3, 1)
    if shade == "early":
        return Stretch(lo, shift(add_months(lo, third), -1), "range")
    if shade == "mid":
        return Stretch(add_months(lo, third), shift(add_months(lo, 2 * third), -1), "range")
    return Stretch(add_months(lo, 2 * third), hi, "range")


def hull(a: Stretch, b: Stretch) -> Stretch:
    """The shortest stretch that holds both."""
    lo = None if a.lo is None or b.lo is None else min(a.lo, b.lo)
    hi = None if a.hi is None or b.hi is None else max(a.hi, b.hi)
    same = a.lo == b.lo and a.hi == b.hi and a.precision == b.precision
    return a if same else Stretch(lo, hi, "range")


def spoken(day: date) -> str:
    """30 September 2021."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def parse(iso: str | None) -> date | None:
    """The day of an ISO date or minute; None for an open bound. Raises ValueError for anything else."""
    return None if iso is None else date.fromisoformat(iso[:10])


def gap(a: Date, b: Date) -> int:
    """Days between two intervals, 0 where they meet; an open bound meets everything on its side."""
    found = 0
    for x, y in ((a, b), (b, a)):
        if x.latest is not None and y.earliest is not None:
            found = max(found, (date.fromisoformat(y.earliest[:10]) - date.fromisoformat(x.latest[:10])).days)
    return found
