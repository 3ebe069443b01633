"""What the tables say about an article's day: ages of wars, "last year" of a known event, terms in office.

A table's word is the lightest of all clues: it narrows what the text leaves open and never speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dragoman import times
from dragoman.reading import Tense, TimeExpression
from dragoman.resolve.dating_days import between, union
from dragoman.resolve.dating_pages import CROSSING, TABLE, WORD, Clue, KnownEvent, Page, Term, closed, fold, opened
from dragoman.times.days import add_months, month_of, safe, shift, spoken

AGE_SLACK = 3  # months by which a "six-year-old war" may fall short of its age or exceed it
TERM_SLACK = 31  # days that a report may still give an office to one who has left it
BRIEF = 400  # days; "last year" said of a longer event tells nothing of its year
NOT_IN_OFFICE = re.compile(
    r"(?:\bformer|\bex|\blate|\bthen|\bfuture|\bincoming|\bdesignate|\bself-proclaimed)[\s-]*$", re.I
)
PAST_HOLDERS = frozenset(("former", "ex", "late", "then", "future", "vice", "deputy", "acting"))
LASTING = frozenset(("war", "conflict", "crisis"))
OPENING = 700  # characters of a report's body in which it says where its news took place
SHORT, AFTERWARDS = 20, 3  # days an event may last to date a report by, and may be over when it is told
ATTENDING = re.compile(r"\bon the (?:sidelines|margins|fringes) of\b", re.I)
# Before the name of an event: words by which it is wanted, feared or spoken of, not told to have happened.
WISH_REACH = 48
WISHED = re.compile(
    r"\b(?:seek|sought|demand|call(?:s|ed|ing)? for|want|plan|push|press|hop(?:e|ing)|fear|threat|against|avoid|prevent"
    r"|avert|urg|predict|expect|possib|potential|eventual|future|would|could|may|might|bring about|aim|vow|pledg|risk)"
    r"\w*\b[^.;\n]*$",
    re.I,
)


def against_tables(page: Page, e: TimeExpression, tense: Tense | None) -> list[Clue]:
    """What an expression says of an event that the tables date: its age, "last year", its day without a year."""
    out: list[Clue] = []
    words = page.words(e)
    near = page.known_near(e.start)
    if not near and e.form == "age":
        lasting = {k[2].id: k[2] for k in page.known if k[2].kind in LASTING}
        near = list(lasting.values()) if len(lasting) == 1 else []
    start, end = page.sentence(e.start)
    if e.form == "date" and any(t.form in ("anchored", "age") for _, t in page.times if start <= t.start < end):
        return out  # "on July 20 the 45th anniversary of": the day is not the event's
    options: dict[str, list[tuple[int, int]]] = {}
    names: list[str] = []
    for event in near:
        for reason, parts in _said_of(e, event, tense):
            options.setdefault(reason, []).extend(parts)
            names.append(event.name)
    for reason, stretches in sorted(options.items()):
        days = union(stretches)
        if days:
            out.append(Clue(TABLE, days, f"“{words}” {reason} {' or '.join(sorted(set(names)))} (table of events)"))
    return out


def _said_of(e: TimeExpression, event: KnownEvent, tense: Tense | None) -> list[tuple[str, list[tuple[int, int]]]]:
    first, last = opened(event.start), closed(event.start)
    over = closed(event.end) if event.end else last
    brief = (over - first).days <= BRIEF
    if e.form == "age" and e.unit in ("year", "month") and e.amount is not None:
        months = round(e.amount * (12 if e.unit == "year" else 1))
        more = 12 if e.unit == "year" else 1
        slack = 0 if "in" in e.mods else AGE_SLACK
        if "about" in e.mods:
            slack += more
        return [
            ("is the age of", [_stretch(add_months(first, months - slack), add_months(last, months + more + slack))])
        ]
    ago = e.form == "offset" and e.amount is not None and e.amount < 0 and "last" in e.mods
    after = e.form == "anchored" and e.amount is not None and e.amount > 0 and "after" in e.mods
    if (ago or after) and e.amount is not None:
        step = abs(e.amount)
        unit = {"year": 12, "decade": 120, "month": 1}.get(e.unit or "")
        reason = "since" if ago else "after"
        if unit is None:
            days = {"day": 1, "week": 7}.get(e.unit or "")
            if days is None:
                return []
            wide = 1 if days == 1 else 4
            return [(reason, [_stretch(shift(first, int(step * days) - wide), shift(over, int(step * days) + wide))])]
        at, end = add_months(first, round(step * unit)), add_months(over, round(step * unit))
        if unit == 1:
            return [(reason, [_stretch(add_months(at, -1), add_months(end, 1))])]
        # Years are counted by the calendar as often as from day to day; decades are round.
        half = 6 if unit == 12 else 60
        lo, hi = add_months(at, -half), add_months(end, half)
        return [(reason, [_stretch(min(lo, date(at.year, 1, 1)), max(hi, date(end.year, 12, 31)))])]
    if not brief:
        return []
    if e.form == "offset" and e.unit in ("year", "month", "week") and e.amount is not None:
        step = int(e.amount)
        if e.unit == "year":
            return [("said of", [_stretch(date(first.year - step, 1, 1), date(over.year - step, 12, 31))])]
        if e.unit == "month":
            lo, hi = add_months(first.replace(day=1), -step), add_months(over.replace(day=1), -step)
            end_of = month_of(hi.year, hi.month).hi
            begin = max(lo, first) if "earlier" in e.mods and step == 0 else lo
            return [("said of", [_stretch(begin, end_of or hi)])]
        monday = shift(first, -first.weekday() - 7 * step)
        return [("said of", [_stretch(monday, shift(over, 6 - over.weekday() - 7 * step))])]
    if e.form == "date" and e.year is None and e.month is not None and tense != "future" and not {"next"} & set(e.mods):
        if tense != "past" and e.day is None:
            return []  # "watch planes at the show on 27 August" tells a day, "in August" may be to come
        if e.unit == "year" and e.amount is not None:
            if first.month <= e.month <= over.month or first.year != over.year:
                step = int(e.amount)
                return [("said of", [_stretch(date(first.year - step, 1, 1), date(over.year - step, 12, 31))])]
            return []
        out = []
        for year in range(first.year, over.year + 1):
            day = safe(year, e.month, e.day or 1)
            inside = day is not None and (
                first <= day <= over
                if e.day is not None
                else (first.year, first.month) <= (year, e.month) <= (over.year, over.month)
            )
            if inside and day is not None:
                out.append(_stretch(day, max(date(year, 12, 31), add_months(day, CROSSING + 1))))
        return [("is a day of", out)] if out else []
    return []


def _stretch(lo: date, hi: date) -> tuple[int, int]:
    return lo.toordinal(), hi.toordinal()


def attended(page: Page) -> list[Clue]:
    """A report whose opening is set at a brief event of the tables is of its days, or of those just after."""
    found: dict[str, list[tuple[int, int]]] = {}
    for start, end, event in page.known:
        last = closed(event.end) if event.end else closed(event.start)
        first = opened(event.start)
        if start > page.body_start + OPENING or (last - first).days > SHORT:
            continue
        words = page.text[max(0, start - 40) : start + 12]
        if ATTENDING.search(words):
            found.setdefault(page.text[start:end], []).append(_stretch(first, shift(last, AFTERWARDS)))
    return [
        Clue(TABLE, union(days), f"the news is told of “{name}” (table of events)")
        for name, days in sorted(found.items())
    ]


def mentioned(page: Page) -> list[Clue]:
    """An event of the tables that is told as past had begun."""
    begun: dict[str, list[date]] = {}
    for start, end, event in page.known:
        if WISHED.search(page.text, max(0, start - WISH_REACH), start):
            continue  # "the rebels seeking his ouster"
        if times.tense_around(page.text, start, end, sure=True) == "past":
            begun.setdefault(page.text[start:end], []).append(opened(event.start))
    return [
        Clue(
            TABLE,
            between(min(days), None),
            f"“{name}” is told as past: not before {spoken(min(days))} (table of events)",
        )
        for name, days in sorted(begun.items())
    ]


def offices(page: Page, terms: Mapping[str, Sequence[Term]]) -> list[Clue]:
    """Who is called by an office was in it: the terms under that title, and a month of grace."""
    out = []
    for entity in page.reading.entities:
        if entity.kind != "person" or len(entity.candidates) != 1:
            continue
        held = terms.get(entity.candidates[0], ())
        for role in sorted(set(entity.roles)):
            words = [fold(w) for w in WORD.findall(role)]
            if not words or PAST_HOLDERS & set(words):
                continue
            if any(
                NOT_IN_OFFICE.search(page.text[max(0, m.start - 60) : m.start].split("\n")[-1].replace(role, ""))
                for m in entity.mentions
            ):
                continue
            # "president" is not told by "vice president": the title must begin with the role's words
            fitting = [t for t in held if [fold(w) for w in WORD.findall(t.title)][: len(words)] == words]
            if not fitting:
                continue
            parts = [
                _stretch(
                    opened(t.start) if t.start else date(1945, 1, 1),
                    shift(closed(t.end), TERM_SLACK) if t.end else date(2049, 12, 31),
                )
                for t in fitting
            ]
            days = union(parts)
            if days and days != between(None, None):
                out.append(Clue(TABLE, days, f"{entity.name} is called {role}: in that office then (table of offices)"))
    return out
