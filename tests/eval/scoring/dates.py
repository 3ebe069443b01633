"""Is a date right, and if not, how wrong? A gold date is a list of answers, each an interval or None for "no date"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

Json = dict[str, Any]
LASTING_SLACK = 31  # days between the told and the true beginning (or end) of what lasts
TOO_PRECISE = 2  # a day or two, where the gold knows a month or more, claims what nobody said


def bounds(told: Json | None) -> tuple[date | None, date | None]:
    """(earliest, latest) of a DATE; None where open."""
    ends = ((told or {}).get(k) for k in ("earliest", "latest"))
    low, high = (date.fromisoformat(e[:10]) if e else None for e in ends)
    return low, high


def _near(told: Json | None, day: str) -> bool:
    return any(b is not None and abs((b - date.fromisoformat(day)).days) <= LASTING_SLACK for b in bounds(told))


def right(told: Json | None, answers: Sequence[Json | None], end: Json | None = None) -> bool:
    """The interval holds a right answer and is no wider than that allows, or narrows a wide one to some days."""
    if told is None:
        return None in answers
    low, high = bounds(told)
    for answer in answers:
        if answer is None:
            continue
        first, last = date.fromisoformat(answer["earliest"]), date.fromisoformat(answer["latest"])
        if answer["lasting"]:
            if _near(told, answer["earliest"]) and (end is None or _near(end, answer["latest"])):
                return True
        elif low is not None and high is not None:
            width = (high - low).days + 1
            holds = low <= first and last <= high and width <= answer["widest"]
            if holds or (first <= low and high <= last and width > TOO_PRECISE):
                return True
    return False


def verdict(told: Json | None, answers: Sequence[Json | None], end: Json | None = None) -> str:
    """ "right", or the kind of error: missing, invented, wrong day, wrong, vague, too precise."""
    if right(told, answers, end):
        return "right"
    if told is None:
        return "missing"
    windows = [a.get("bounds") or [a["earliest"], a["latest"]] for a in answers if a]
    low, high = bounds(told)
    if not windows:
        return "invented"
    inside = any(
        (low is None or low <= date.fromisoformat(b)) and (high is None or date.fromisoformat(a) <= high)
        for a, b in windows
    )
    one_day = low is not None and (low == high or told.get("precision") in ("day", "minute"))
    if not inside:
        return "wrong day" if one_day else "wrong"
    return "too precise" if one_day else "vague"


def confidently_wrong(told: Json | None, answers: Sequence[Json | None], end: Json | None = None) -> bool:
    """A day is given, and the gold rules it out."""
    if told is None or None in bounds(told):
        return False
    one_day = bounds(told)[0] == bounds(told)[1] or told.get("precision") in ("day", "minute")
    return one_day and verdict(told, answers, end) in ("wrong day", "invented")
