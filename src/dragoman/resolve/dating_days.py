"""Sets of days: what is left of the calendar when the clues to an article's date are laid over one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

# Days outside are not looked at; a bound that touches an edge is open.
FLOOR, CEILING = date(1945, 1, 1).toordinal(), date(2049, 12, 31).toordinal()
YEARS = range(1945, 2050)
RECURS = 12 * 366  # days within which a day of the month falls on the same weekday again

Days = tuple[tuple[int, int], ...]  # disjoint stretches of ordinals, both ends within, in order
EVERY: Days = ((FLOOR, CEILING),)


def between(lo: date | None, hi: date | None) -> Days:
    """The days from `lo` to `hi`; None is open. Empty when nothing lies inside the calendar that is looked at."""
    first = FLOOR if lo is None else max(lo.toordinal(), FLOOR)
    last = CEILING if hi is None else min(hi.toordinal(), CEILING)
    return ((first, last),) if first <= last else ()


def union(parts: Iterable[tuple[int, int]]) -> Days:
    """Stretches in any order, laid together; days outside the calendar that is looked at fall away."""
    out: list[tuple[int, int]] = []
    for lo, hi in sorted((max(lo, FLOOR), min(hi, CEILING)) for lo, hi in parts):
        if lo > hi:
            continue
        if out and lo <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], hi))
        else:
            out.append((lo, hi))
    return tuple(out)


def intersect(a: Days, b: Days) -> Days:
    out = []
    i = k = 0
    while i < len(a) and k < len(b):
        lo, hi = max(a[i][0], b[k][0]), min(a[i][1], b[k][1])
        if lo <= hi:
            out.append((lo, hi))
        if a[i][1] < b[k][1]:
            i += 1
        else:
            k += 1
    return tuple(out)


def yearly(stretch: Callable[[int], tuple[date, date] | None]) -> Days:
    """One stretch a year, for the years that are looked at."""
    parts = []
    for year in YEARS:
        found = stretch(year)
        if found is not None and found[0] <= found[1]:
            parts.append((found[0].toordinal(), found[1].toordinal()))
    return union(parts)


def nearest(pieces: Days, to: Days) -> tuple[int, int]:
    """The stretch of `pieces` that lies nearest to `to`; of two equally near the earlier."""
    lo, hi = to[0][0], to[-1][1]
    return min(pieces, key=lambda p: (max(lo - p[1], p[0] - hi, 0), p[0]))


def bounds(days: Days) -> tuple[date | None, date | None]:
    """First and last day; None where the set is open, or is of some days of every so many years."""
    if not days:
        return None, None
    lo, hi = days[0][0], days[-1][1]
    edge = RECURS if len(days) > 1 else 0
    return (
        None if lo <= FLOOR + edge else date.fromordinal(lo),
        None if hi >= CEILING - edge else date.fromordinal(hi),
    )
