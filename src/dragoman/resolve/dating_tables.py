"""What the tables say about an article's day: ages of wars, "last year" of a known event, terms in office.

A table's word is the lightest of all clues: it narrows what the text leaves open and never speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dragoman import times
from dragoman.reading import Tense, TimeExpression
from dragoman.resolve.dating_days import between, union
from dragoman.resolve.dating_pages import CROSSING, TABLE, Clue, KnownEvent, Page, closed, opened
from dragoman.resolve.dating_votes import votes_near
from dragoman.times.days import add_months, month_of, safe, shift, spoken

AGE_SLACK = 3  # months by which a "six-year-old war" may fall short of its age or exceed it
LAST_REACH = 14  # months that "last November" reaches back
AHEAD = 12  # months before an event in which its day is told without a year
EXACT = frozenset(
    ("election", "referendum", "term")
)  # kinds of which the tables hold the day, and (nearly) all of them
BRIEF = 400  # days; "last year" said of a longer event tells nothing of its year
LASTING = frozenset(("war", "conflict", "crisis"))
OPENING = 700  # characters of a report's body in which it says where its news took place
AWAITED = frozenset(("games", "summit", "fair", "election", "referendum"))
AWAITING = re.compile(
    r"\b(?:before|ahead of|until|upcoming|coming|will (?:\w+ ){0,3}(?:to|at|in)|to attend|bound for) (?:the )?$", re.I
)
OPENS = re.compile(
    r",? (?:which|that) (?:opens?|begins?|starts?|is due|will \w+)\b(?: (?:on|in))?(?: (?P<day>\d{1,2})\b)?"
)
AWAITED_FOR = 36  # months before such an event in which it is told of as coming
BEGAN = re.compile(r"\b(?:began|begun|started|the (?:start|beginning|outbreak) of|broke out|erupted)\b", re.I)
ENDED = re.compile(r"\b(?:ended|the end of|was over)\b", re.I)
MOST_NAMED = 5  # events that a proof names
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


def against_tables(
    page: Page, e: TimeExpression, tense: Tense | None, *, also: Sequence[KnownEvent] = ()
) -> list[Clue]:
    """What an expression says of an event that the tables date: its age, "last year", its day without a year.

    `also` are events that the sentence tells without a name that the tables hold.
    """
    if e.form == "anchored" and re.search(r"(?:later|earlier)$", page.words(e), re.I):
        return []  # "five days later, on Tuesday, they voted": counted from what was told before
    near = _phase(page, e, page.known_near(e.start))
    if not near and e.form == "age":
        lasting = {k[2].id: k[2] for k in page.known if k[2].kind in LASTING}
        near = list(lasting.values()) if len(lasting) == 1 else []
    start, end = page.sentence(e.start)
    if e.form == "date" and any(t.form in ("anchored", "age") for _, t in page.times if start <= t.start < end):
        return []  # "on July 20 the 45th anniversary of": the day is not the event's
    named = {event.id for event in near}
    votes = [v for v in votes_near(page, e.start) if v.id not in named] if e.unit != "year" else []
    return [
        clue
        for events in (near, votes, also)
        for clue in _of_events(page.words(e), e, events, "future" if page.scheduled(e) and tense != "past" else tense)
    ]


class _Moment:
    """The beginning or the end of what lasts, where a sentence speaks of that."""

    def __init__(self, event: KnownEvent, at: str) -> None:
        self.id, self.name, self.kind, self.names = event.id, event.name, event.kind, event.names
        self.start = at
        self.end: str | None = at


def _phase(page: Page, e: TimeExpression, events: list[KnownEvent]) -> list[KnownEvent]:
    start, end = page.sentence(e.start)
    began, ended = BEGAN.search(page.text, start, end), ENDED.search(page.text, start, end)
    if e.form == "age" or (began is None) == (ended is None):
        return events
    return [_Moment(x, x.start if began is not None else x.end) if x.end else x for x in events]


def _of_events(words: str, e: TimeExpression, events: Sequence[KnownEvent], tense: Tense | None) -> list[Clue]:
    options: dict[str, list[tuple[int, int]]] = {}
    names: dict[str, set[str]] = {}
    for event in events:
        for reason, parts in _said_of(e, event, tense):
            options.setdefault(reason, []).extend(parts)
            names.setdefault(reason, set()).add(event.name)
    out = []
    for reason, stretches in sorted(options.items()):
        days, said = union(stretches), sorted(names[reason])
        if days:
            more = f" or {len(said) - MOST_NAMED} others" if len(said) > MOST_NAMED else ""
            why = f"“{words}” {reason} {' or '.join(said[:MOST_NAMED])}{more} (table of events)"
            out.append(Clue(TABLE, days, why))
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
    if e.form == "weekday" and e.weekday is not None and len(event.start) == len("2000-01-01") and event.kind in EXACT:
        if tense == "future" or e.unit is not None or first.weekday() != e.weekday:
            return []
        return [("is the day of", [_stretch(first, shift(first, 13 if "last" in e.mods else 6))])]
    coming = tense == "future" or "next" in e.mods
    if e.form == "date" and e.year is None and e.month is not None and e.unit is None and coming:
        out = []
        for year in range(first.year, over.year + 1):
            day = safe(year, e.month, e.day or 1)
            if day is not None and (first.year, first.month) <= (year, e.month) <= (over.year, over.month):
                at = first if e.day is None else day
                if e.day is None or first <= day <= over:
                    out.append(_stretch(add_months(at, -AHEAD), at))
        return [("is still to come:", out)] if out else []
    if e.form == "date" and e.year is None and e.month is not None and not coming:
        if tense != "past" and e.day is None and event.kind not in EXACT:
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
                since = day if tense == "past" or event.kind not in EXACT else add_months(day, -AHEAD)
                reach = LAST_REACH if "last" in e.mods else CROSSING + 1
                out.append(_stretch(since, max(date(year, 12, 31), add_months(day, reach))))
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
    """An event of the tables that is told as past had begun; one that is still to come was not over."""
    begun: dict[str, list[date]] = {}
    coming: dict[str, list[tuple[int, int]]] = {}
    for start, end, event in page.known:
        if WISHED.search(page.text, max(0, start - WISH_REACH), start):
            continue  # "the rebels seeking his ouster"
        tense = times.tense_around(page.text, start, end, sure=True)
        first, name = opened(event.start), page.text[start:end]
        if tense == "past":
            begun.setdefault(name, []).append(first)
        elif tense == "future" and event.kind in AWAITED:
            last = closed(event.end) if event.end else closed(event.start)
            coming.setdefault(name, []).append(_stretch(add_months(first, -AWAITED_FOR), last))
    for start, end, event in page.coming:
        opens = OPENS.match(page.text, end)
        if AWAITING.search(page.text, max(0, start - WISH_REACH), start) or opens:
            first, last = opened(event.start), closed(event.end) if event.end else closed(event.start)
            if opens is None or opens["day"] is None or first.day == int(opens["day"]):
                coming.setdefault(page.text[start:end], []).append(_stretch(add_months(first, -AWAITED_FOR), last))
    past = [
        Clue(
            TABLE,
            between(min(days), None),
            f"“{name}” is told as past: not before {spoken(min(days))} (table of events)",
        )
        for name, days in sorted(begun.items())
    ]
    return past + [
        Clue(TABLE, union(days), f"“{name}” is still to come (table of events)")
        for name, days in sorted(coming.items())
    ]
