"""What one article's own words say about the day on which it was published."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.reading import Tense, TimeExpression
from dragoman.resolve.dating_days import between, union, yearly
from dragoman.resolve.dating_heads import heads
from dragoman.resolve.dating_offices import careers, conferring, entered, offices, recent, served
from dragoman.resolve.dating_pages import CROSSING, EXPLICIT, SOFT, TOLD, Clue, Page, Term
from dragoman.resolve.dating_tables import against_tables, attended, mentioned
from dragoman.times.days import add_months, month_of, safe, shift, spoken
from dragoman.times.stretches import absolute
from dragoman.times.words import MONTH_NAMES, WEEKDAY_NAMES

LEAD = 7  # days from the day that a lead names to the report; news is told within a week
REPEATED_LEAD = 3  # the same where several of the first sentences name that day: the report is of its news day
SPOKEN_LEAD = 1  # the same where what somebody said is told as of that day: the report of a wire
LEAD_CHARACTERS = 700  # of the report in which its news day stands
CROSSING_FRAMED = 3  # CROSSING in a report that speaks of "the year", which is then the year of its months
SETTLED_IN = 3  # day of the month from which a report says "earlier this month"
ONE_ROW = 6  # months of silence in a year that make the others one row
# Behind such a word a day is that of the agreement, though the sentence looks ahead.
AGREED = re.compile(
    r"\b(?:struck|signed|reached|agreed|made|concluded|adopted|brokered|announced|unveiled|sealed|approved|passed|set|held"
    r"|accord|deal|agreement|pact|decree|resolution)\b[^.;,\n]{0,30}$",
    re.I,
)
SPOKE = re.compile(r"\b(?:said|told|announced|stated|declared|added|spoke|stressed|noted)\b", re.I)
NAMED_YEAR = re.compile(
    r"\b(?P<which>last|this|next) year[,\s(–-]{1,3}(?:in )?(?P<year>(?:19|20)\d\d)\b(?!\s?[-–/]\s?\d)", re.I
)
CONTEST = re.compile(
    r" (?:\w+ )?(?:elections?|vote|polls?|referendum|ballot|Olympics?|Games|World Cup|Euros?|summit|race|contest)\b"
)
BEFORE_CONTEST = re.compile(r"\b(?:before|ahead of|until|in the run-up to|will|due|upcoming|coming|looming)\b", re.I)
COUNTED = re.compile(
    r"\b(?:it(?: i|['’])s|it has been|it was|today is|(?=\w+ \w+ (?:has|have) passed since))(?: now| exactly| just)*\s?"
    r"(?P<count>a hundred|one hundred|an?|one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|\d{1,3}) (?P<unit>day|week|month|year)s?(?: (?:has|have) passed)? since\b",
    re.I,
)
COUNTS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())}
COUNTS |= {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety hundred".split(), 2)}
COUNT_SLACK = {"day": (0, 1), "week": (2, 4), "month": (10, 16), "year": (45, 90)}  # days; the first days count or not
LATEST_PAST = 2035  # a later year told in the past tense is a plan's or a novel's
LED_YEAR = re.compile(
    r"(?:\b(?:in|since|of|until|till|from|by|during|to|and|between|early|mid|late)|[(–-])[\s-]*$", re.I
)


def clues(page: Page, *, terms: Mapping[str, Sequence[Term]]) -> list[Clue]:
    """Every clue that the article's own words give, sorted."""
    out: list[Clue] = []
    framed = any(
        e.form == "offset" and e.unit == "year" and e.amount == 0 and "later" not in e.mods for _, e in page.times
    )
    crossing = CROSSING_FRAMED if framed else CROSSING
    scattered = _scattered(page)
    lead = _lead(page)
    for index, e in page.times:
        tense = page.tense(index, e)
        if e.form == "date":
            if _full(e):
                out += _explicit(page, e, tense)
            elif e.month is not None and e.unit is None and "this" not in e.mods:
                side: Tense | None = "past" if "last" in e.mods else "future" if "next" in e.mods else tense
                if side == "future" and "next" not in e.mods and AGREED.search(_before(page, e)):
                    side = None  # "are to go free under a deal struck on 20 March"
                if page.scheduled(e):
                    side = None  # the tables may know what is in the calendar
                if side != "past" or not scattered:
                    out += _yearless(page, e, side, crossing)
        elif e.form == "offset" and e.amount == 0 and e.unit in ("month", "year"):
            out += _part_gone(page, e, tense, lead)
        out += against_tables(page, e, tense, also=entered(page, e, terms))
    out += heads(page)
    out += _year_named(page)
    out += _counted(page)
    out += mentioned(page)
    out += attended(page)
    if lead is not None:
        out.append(lead[1])
    out += offices(page, terms)
    out += served(page, terms)
    out += conferring(page, terms)
    out += careers(page, terms)
    out += recent(page, terms)
    return sorted(set(out), key=lambda c: (-c.weight, c.days, c.why))


def _before(page: Page, e: TimeExpression) -> str:
    return page.text[max(page.sentence(e.start)[0], e.start - 60) : e.start]


def _scattered(page: Page) -> bool:
    """The months told as past go round the year: a story of years, in which a month is not of the year of the report.

    Only months without a year count. With a gap of six months or more they are one row, whose last is near the report.
    """
    months = set()
    for index, e in page.times:
        if e.form == "date" and e.month is not None and e.year is None and e.unit is None and e.to is None:
            if not {"last", "next", "this"} & set(e.mods) and page.tense(index, e) == "past":
                months.add(e.month)
    row = sorted(months)
    return len(row) > 1 and max((b - a) % 12 or 12 for a, b in zip(row, row[1:] + row[:1], strict=True)) < ONE_ROW


def _full(e: TimeExpression) -> bool:
    return e.year is not None and e.unit is None


def _explicit(page: Page, e: TimeExpression, tense: Tense | None) -> list[Clue]:
    """A date with its year: told in the past it bounds from below, in the future from above."""
    last = e.to if e.to is not None and e.to.year is not None else e
    start, end = absolute(e), absolute(last)
    if start is None or end is None or start.lo is None or end.lo is None or start.hi is None or end.hi is None:
        return []
    words = page.words(e)
    led = LED_YEAR.search(page.text[max(0, e.start - 12) : e.start]) is not None
    if e.month is None and (not led or (e.year or 0) > LATEST_PAST):
        return []
    if tense == "past" and not {"by", "before", "until"} & set(e.mods):
        weight = EXPLICIT if e.month is not None else TOLD
        return [Clue(weight, between(end.lo, None), f"“{words}” is told as past: not before {spoken(end.lo)}")]
    if tense == "future" and e.form == "date":
        weight = EXPLICIT if e.day is not None else TOLD
        return [Clue(weight, between(None, start.hi), f"“{words}” is still to come: not after {spoken(start.hi)}")]
    return []


def _yearless(page: Page, e: TimeExpression, tense: Tense | None, crossing: int) -> list[Clue]:
    """A month, or a day of it, without a year: with its weekday it is of few years; it is near the report."""
    assert e.month is not None
    month, day, weekday = e.month, e.day, e.weekday

    def point(year: int) -> tuple[date, date] | None:
        if day is None:
            whole = month_of(year, month)
            return None if whole.lo is None or whole.hi is None else (whole.lo, whole.hi)
        at = safe(year, month, day)
        return None if at is None or (weekday is not None and at.weekday() != weekday) else (at, at)

    def after(year: int) -> tuple[date, date] | None:
        at = point(year)
        reach = 12 if "last" in e.mods else crossing
        return None if at is None else (at[0], max(date(year, 12, 31), add_months(at[1], reach)))

    def before(year: int) -> tuple[date, date] | None:
        at = point(year)
        reach = 12 if "next" in e.mods else crossing
        return None if at is None else (min(date(year, 1, 1), add_months(at[0], -reach)), at[1])

    words = page.words(e)
    on = f" a {WEEKDAY_NAMES[weekday]}" if weekday is not None else ""
    weight = TOLD if weekday is not None else SOFT
    if tense == "past":
        return [
            Clue(weight, yearly(after), f"“{words}” without a year is told as past: within the year after{on or ' it'}")
        ]
    if tense == "future":
        return [
            Clue(
                weight,
                yearly(before),
                f"“{words}” without a year is still to come: within the year before{on or ' it'}",
            )
        ]
    if weekday is not None:
        both = union([*yearly(after), *yearly(before)])
        return [Clue(SOFT, both, f"“{words}” without a year: within a year of{on}")]
    return []


def _lead(page: Page) -> tuple[tuple[int, int], Clue] | None:
    """The day that the lead names as its news: the latest day told as past, in a report that names no bare weekdays.

    Reports that call their own week's days by weekday use day and month for older ones, so one bare weekday or
    "yesterday" in the first sentences, outside an expression with a date, sets the rule aside.
    """
    first = page.body_start + LEAD_CHARACTERS
    named: dict[tuple[int, int], list[TimeExpression]] = {}
    weekdays: set[int | None] = set()
    for index, e in page.times:
        this_week = e.form == "weekday" or (e.form == "offset" and e.unit == "day" and e.amount in (0, -1))
        if this_week and e.start < 2 * first and not e.mods:
            return None
        if e.form != "date" or e.day is None or e.month is None or e.year is not None or e.unit or e.to is not None:
            continue
        tense = page.tense(index, e)
        attributive = re.match(r"\s+[a-z]", page.text[e.end : e.end + 2]) and page.text[
            max(0, e.start - 4) : e.start
        ].endswith(("the ", "a "))
        if tense == "future" or attributive or page.looks_ahead(e) or page.scheduled(e):
            continue
        named.setdefault((e.month, e.day), []).append(e)
        weekdays.add(e.weekday)
    early = {k: v for k, v in named.items() if any(e.start < first for e in v)}
    if not early:
        return None
    latest = max(named)  # month and day: a report that spans a new year is left to the other clues
    if latest not in early or (max(named)[0] - min(named)[0] > 6):
        return None
    tellings = {page.sentence(e.start)[0] for e in named[latest] if e.start < 2 * first}
    reach = REPEATED_LEAD if len(tellings) > 1 else LEAD
    if reach == REPEATED_LEAD and any(SPOKE.search(page.text, *page.sentence(start)) for start in sorted(tellings)):
        reach = SPOKEN_LEAD
    weekday = next((e.weekday for e in named[latest] if e.weekday is not None), None)
    month, day = latest

    def stretch(year: int) -> tuple[date, date] | None:
        at = safe(year, month, day)
        if at is None or (weekday is not None and at.weekday() != weekday):
            return None
        return at, shift(at, reach)

    why = f"the lead tells {day} {MONTH_NAMES[month - 1]} as its news: published within {reach} days of it"
    return latest, Clue(TOLD, yearly(stretch), why)


def _year_named(page: Page) -> list[Clue]:
    """ "Last year, in 2013," tells the year of the report; "the 2024 election in November" that it is not over."""
    out = []
    found = [e for _, e in page.times]
    for match in NAMED_YEAR.finditer(page.text):
        year = int(match["year"]) - {"last": -1, "this": 0, "next": 1}[match["which"].lower()]
        if not page.in_quotation(match.start()):
            days = between(date(year, 1, 1), date(year, 12, 31))
            out.append(Clue(EXPLICIT, days, f"“{match.group()}”: the report is of {year}"))
    for e in found:
        if (
            e.form != "date"
            or e.year is None
            or e.month is not None
            or not CONTEST.match(page.text[e.end : e.end + 60])
        ):
            continue
        start, end = page.sentence(e.start)
        if not BEFORE_CONTEST.search(page.text[start : e.start]):
            continue
        out.append(
            Clue(
                TOLD,
                between(date(e.year - 2, 1, 1), date(e.year, 12, 31)),
                f"“{page.words(e)}” is the year of what is still to come",
            )
        )
        for t in found:
            if e.end < t.start < end and t.form == "date" and t.month is not None and t.year is None:
                whole = month_of(e.year, t.month)
                if whole.lo is not None and whole.hi is not None:
                    why = f"“{page.text[e.start : t.end]}” is still to come: within the year before it"
                    out.append(Clue(TOLD, between(add_months(whole.lo, -12), whole.hi), why))
    return out


def _counted(page: Page) -> list[Clue]:
    """ "It is exactly a hundred days since they signed on 27 September 2012": counted to the day of the report."""
    out = []
    for match in COUNTED.finditer(page.text):
        end = page.sentence(match.start())[1]
        after = [e for _, e in page.times if match.end() <= e.start < end and e.form == "date" and e.year is not None]
        if len(after) != 1 or after[0].day is None or after[0].to is not None:
            continue
        at = absolute(after[0])
        if at is None or at.lo is None:
            continue
        words = match["count"].lower()
        number = int(words) if words.isdigit() else COUNTS.get(words.removeprefix("a ").removeprefix("one "), 1)
        unit, (before, later) = match["unit"].lower(), COUNT_SLACK[match["unit"].lower()]
        if unit in ("day", "week"):
            about = shift(at.lo, number * (7 if unit == "week" else 1))
        else:
            about = add_months(at.lo, number * (12 if unit == "year" else 1))
        why = f"“{match.group()}” {spoken(at.lo)}"
        out.append(Clue(TOLD, between(shift(about, -before), shift(about, later)), why))
    return out


def _part_gone(
    page: Page, e: TimeExpression, tense: Tense | None, lead: tuple[tuple[int, int], Clue] | None
) -> list[Clue]:
    """ "Earlier this month" is not said in the month's first days, and in a report of 28 September means September."""
    words = page.words(e)
    out = []
    if e.unit == "month" and "earlier" in e.mods:

        def rest(year: int, month: int) -> tuple[int, int]:
            whole = month_of(year, month)
            assert whole.lo is not None and whole.hi is not None
            return shift(whole.lo, SETTLED_IN - 1).toordinal(), whole.hi.toordinal()

        days = union(rest(year, month) for year in range(1945, 2050) for month in range(1, 13))
        out.append(Clue(SOFT, days, f"“{words}” is not said in a month's first days"))
        if lead is not None:
            month = lead[0][0]
            out.append(
                Clue(
                    SOFT,
                    yearly(lambda y: _whole_month(y, month)),
                    f"“{words}” beside the news of {MONTH_NAMES[month - 1]}",
                )
            )
    if e.unit == "year" and tense != "future" and ("start" in e.mods or "earlier" in e.mods):
        out.append(Clue(SOFT, yearly(lambda y: (date(y, 2, 1), date(y, 12, 31))), f"“{words}” is not said in January"))
    return out


def _whole_month(year: int, month: int) -> tuple[date, date] | None:
    whole = month_of(year, month)
    return None if whole.lo is None or whole.hi is None else (whole.lo, whole.hi)
