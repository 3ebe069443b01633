"""Resolve a time expression to days: against the article's date, or against another event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Literal

import msgspec

from dragoman.reading import Tense, TimeExpression
from dragoman.times.days import Stretch, hull, parse, shift, spoken
from dragoman.times.reader import offset_of
from dragoman.times.stretches import absolute, needs_anchor, seen_from, stepped
from dragoman.times.words import WEEKDAY_NAMES
from dragoman.types import Basis, Date

Part = Literal["whole", "start", "end"]


def resolve(
    expression: TimeExpression,
    *,
    reference: Date | None,
    tense: Tense = "past",
    anchor: Date | None = None,
    text: str,
    part: Part = "whole",
) -> Date | None:
    """The days that `expression` names, or None where that cannot be told.

    `reference` is the article's own date and may be an interval: the answer then holds every day that any day of it
    gives. `tense` is the side on which a bare weekday, month or day lies. `anchor` is the date of the event that
    "three days later" counts from. `part` chooses one end of a range; "whole" holds both. The basis is "stated" where
    the words alone fix the bounds, else "resolved". Lengths and ages have no date.
    """
    if expression.form in ("duration", "age"):
        return None
    words = text[expression.start : expression.end]
    if expression.to is not None:
        return _range(expression, words, reference=reference, tense=tense, anchor=anchor, text=text, part=part)
    basis: Basis = "resolved"
    if (stretch := absolute(expression)) is not None:
        basis = "stated"
        why = f"“{words}”, as the text has it"
    elif needs_anchor(expression):
        if anchor is None:
            return None
        ends = _ends(anchor, lambda day: stepped(expression, day))
        if ends is None:
            return None
        stretch, why = ends, f"“{words}”, counted from {_told(anchor)}"
    elif reference is None:
        return None
    else:
        ends = _ends(reference, lambda day: seen_from(expression, day, tense))
        if ends is None:
            return None
        stretch, why = ends, f"{_reason(expression, words, tense)} {_told(reference)}"
    stretch = _bounded(stretch, expression, reference, tense)
    if stretch is None or (stretch.lo is None and stretch.hi is None):
        return None
    return _date(stretch, expression, basis=basis, words=words, why=why)


def turned(expression: TimeExpression) -> TimeExpression:
    """ "A week after" seen from the other side: what it was after lay a week before."""
    sides = {"after": "before", "before": "after"}
    amount = None if expression.amount is None else -expression.amount
    return msgspec.structs.replace(expression, amount=amount, mods=tuple(sides.get(m, m) for m in expression.mods))


def _range(
    expression: TimeExpression,
    words: str,
    *,
    reference: Date | None,
    tense: Tense,
    anchor: Date | None,
    text: str,
    part: Part,
) -> Date | None:
    """From A to B: each end by itself, the later one seen from the earlier where it has no year of its own."""
    assert expression.to is not None
    bounds = ("since", "until", "by", "before", "after", "from")
    first = msgspec.structs.replace(expression, to=None, mods=tuple(m for m in expression.mods if m not in bounds))
    last = msgspec.structs.replace(expression.to, mods=tuple(m for m in expression.to.mods if m not in bounds))
    start = resolve(first, reference=reference, tense=tense, anchor=anchor, text=text)
    end = resolve(last, reference=reference, tense=tense, anchor=anchor, text=text)
    if start is not None and end is not None and _before(end, start):
        # "from 28 December to 3 January": the two ends lie on either side of the nearest one
        if tense == "past":
            start = resolve(first, reference=end, tense="past", text=text)
        else:
            end = resolve(last, reference=start, tense="future", text=text)
    if part != "whole":
        chosen = start if part == "start" else end
        return chosen
    if start is None or end is None or start.earliest is None or end.latest is None or end.latest < start.earliest:
        return None
    basis: Basis = "stated" if start.basis == end.basis == "stated" else "resolved"
    why = start.why if basis == "resolved" else f"“{words}”, as the text has it"
    return Date(earliest=start.earliest, latest=end.latest, precision="range", basis=basis, expression=words, why=why)


def _before(a: Date, b: Date) -> bool:
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest


def _ends(reference: Date, see: Callable[[date], Stretch | None]) -> Stretch | None:
    """What the first and the last day of an interval give, and everything between."""
    lo, hi = parse(reference.earliest), parse(reference.latest)
    first = see(lo) if lo is not None else None
    last = see(hi) if hi is not None else None
    if first is not None and last is not None:
        return hull(first, last)
    if first is not None and hi is None:
        return Stretch(first.lo, None, "range")
    if last is not None and lo is None:
        return Stretch(None, last.hi, "range")
    return None


def _bounded(stretch: Stretch, e: TimeExpression, reference: Date | None, tense: Tense) -> Stretch | None:
    """What "by", "before" and "after" make of the days."""
    if e.hour is not None and {"before", "after"} & set(e.mods):
        return stretch  # "shortly before midnight on Saturday" is on Saturday
    if "before" in e.mods and e.form != "anchored":
        return Stretch(None, shift(stretch.lo, -1), "range") if stretch.lo is not None else None
    if "after" in e.mods and e.form != "anchored":
        return Stretch(shift(stretch.hi, 1), None, "range") if stretch.hi is not None else None
    if "by" in e.mods and stretch.hi is not None:
        lo = parse(reference.earliest) if reference is not None and tense != "past" else None
        return Stretch(lo if lo is not None and lo <= stretch.hi else None, stretch.hi, "range")
    return stretch


def _date(stretch: Stretch, e: TimeExpression, *, basis: Basis, words: str, why: str) -> Date:
    earliest = stretch.lo.isoformat() if stretch.lo is not None else None
    latest = stretch.hi.isoformat() if stretch.hi is not None else None
    precision = stretch.precision
    if e.hour is not None and stretch.is_day and earliest is not None:
        earliest = latest = f"{earliest}T{e.hour:02d}:{e.minute or 0:02d}{offset_of(e.zone)}"
        precision = "minute"
    weekday = WEEKDAY_NAMES[e.weekday] if e.weekday is not None else msgspec.UNSET
    return Date(
        earliest=earliest, latest=latest, weekday=weekday, precision=precision, basis=basis, expression=words, why=why
    )


def _told(reference: Date) -> str:
    """The reference in words: "30 September 2021 (published)"."""
    lo, hi = parse(reference.earliest), parse(reference.latest)
    if lo is not None and lo == hi:
        told = spoken(lo)
    elif lo is not None and hi is not None:
        told = f"a day from {spoken(lo)} to {spoken(hi)}"
    else:
        told = f"a day not before {spoken(lo)}" if lo is not None else f"a day not after {spoken(hi or date.max)}"
    label = {"stated": "published", "metadata": "published", "inferred": "inferred", "resolved": "resolved"}
    return f"{told} ({label[reference.basis]})"


def _reason(e: TimeExpression, words: str, tense: Tense) -> str:
    """The rule in words, to be read before the reference."""
    past = tense == "past"
    if e.form == "weekday" and e.unit is None and not set(e.mods) & {"last", "next"}:
        return f"{words}, the {'last one on or before' if past else 'first one on or after'}"
    if e.form == "date" and e.year is None and e.unit is None and e.month is not None:
        return f"{words}, in the year nearest {'before' if past else 'after'}"
    return f"“{words}”, seen from"
