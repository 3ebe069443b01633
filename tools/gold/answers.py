"""What counts as right: dates, numbers and participants, written short and spelled out for the scorer."""

import calendar
import re
from datetime import date
from typing import Any

from quotations import GoldError

MONTH_DAYS, YEAR_DAYS = 31, 366
MAGNITUDES = {
    "dozens": (24, 99), "scores": (40, 99), "hundreds": (100, 999), "thousands": (1000, 9999),
    "tens of thousands": (10000, 99999), "hundreds of thousands": (100000, 999999), "millions": (1000000, 9999999),
}  # fmt: skip
QUALIFIERS = {
    "exact": ("exact", ["exact"]),
    "over": ("at_least", ["more_than", "at_least"]),
    "at least": ("at_least", ["at_least", "more_than"]),
    "nearly": ("at_most", ["nearly", "less_than", "about"]),
    "under": ("at_most", ["less_than", "nearly"]),
    "up to": ("at_most", ["less_than", "nearly"]),
    "about": ("about", ["about"]),
    "reportedly": ("about", ["exact", "about"]),
    "range": ("range", ["range", "about"]),
}


def people(text: str) -> list[dict[str, Any]]:
    """ "Putin|Russia; Erdogan; Iran?": participants parted by ";", names that are as good by "|", optional with "?"."""
    return [
        {
            "names": [n.strip() for n in part.strip().removesuffix("?").split("|")],
            "optional": part.strip().endswith("?"),
        }
        for part in text.split(";")
        if part.strip()
    ]


def day_range(iso: str) -> tuple[date, date, int]:
    """First and last day of "2017", "2017-09" or "2017-09-28" (a time of day is cut), and the days of such a unit."""
    parts = [int(p) for p in iso[:10].split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31), YEAR_DAYS
    if len(parts) == 2:
        year, month = parts
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), MONTH_DAYS
    day = date.fromisoformat(iso[:10])
    return day, day, 1


def answer(first: str, last: str, *, bounds: tuple[str, str] | None = None, lasting: bool = False) -> dict[str, Any]:
    low, _, unit = day_range(first)
    high = day_range(last)[1]
    widest = max(unit, (high - low).days + 1)
    shown = None
    if bounds:
        a, b = day_range(bounds[0])[0], day_range(bounds[1])[1]
        if (b - a).days > MONTH_DAYS:
            a, b = a.replace(day=1), day_range(b.isoformat()[:7])[1]
        widest, shown = (b - a).days + 1, [a.isoformat(), b.isoformat()]
    return {
        "earliest": low.isoformat(),
        "latest": high.isoformat(),
        "widest": widest,
        "bounds": shown,
        "lasting": lasting,
    }


def date_answers(text: str | list[str], *, where: str) -> list[dict[str, Any] | None] | None:
    """Every right answer for a date as written; None: not scored.

    "2017", "2017-09", "2017-09-28": that unit. "A/B": the whole, its first or its last unit. "A>B": it lasted from A
    to B. "A in B..C": A, but the text bounds it only by B and C. "none": no date is right. "?": not scored. A list, or
    "|" between them: any of these.
    """
    answers: list[dict[str, Any] | None] = []
    for one in text if isinstance(text, list) else text.split("|"):
        one = one.strip()
        if one == "?":
            return None
        if one == "none":
            answers.append(None)
            continue
        bounds = None
        if " in " in one:
            one, _, limits = one.partition(" in ")
            low, _, high = limits.partition("..")
            bounds = (low, high)
        parts = re.split(r"[/>]", one)
        if not all(re.fullmatch(r"\d{4}(-\d\d){0,2}", p) for p in parts) or len(parts) > 2:
            raise GoldError(f"{where}: not a date: {one!r}")
        first, last = parts[0], parts[-1]
        if ">" in one:
            answers += [answer(first, first, bounds=bounds), answer(first, last, lasting=True)]
        else:
            for a, b in dict.fromkeys([(first, last), (first, first), (last, last)]):
                answers.append(answer(a, b, bounds=bounds))
    return answers


def reported_date(text: str) -> list[dict[str, Any] | None] | None:
    """The same for a publication date, where "B..C" means: not stated, but between these days."""
    if ".." in text:
        low, _, high = text.partition("..")
        return [None, answer(low, high, bounds=(low, high))]
    return date_answers(text, where="published")


def number_answers(value: Any, modifier: str, *, where: str) -> dict[str, Any]:
    """{"low", "high", "kind", "qualifiers"}: (5000000, "over"), ([10, 20], "range"), (0, "hundreds")."""
    if modifier in MAGNITUDES:
        low, high = MAGNITUDES[modifier]
        fits = ["order_of_magnitude", "range", "at_least", "about"]
        return {"low": low, "high": high, "kind": "magnitude", "qualifiers": fits}
    if modifier not in QUALIFIERS:
        raise GoldError(f"{where}: unknown qualifier {modifier!r}")
    kind, qualifiers = QUALIFIERS[modifier]
    low, high = value if kind == "range" else (value, value)
    return {"low": low, "high": high, "kind": kind, "qualifiers": list(qualifiers)}
