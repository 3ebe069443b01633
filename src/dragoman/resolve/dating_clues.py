"""What one article's own words say about the day on which it was published."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dragoman import times
from dragoman.reading import Reading, Tense, TimeExpression
from dragoman.resolve.dating_days import Days, between, union, yearly
from dragoman.times.days import add_months, month_of, safe, shift, spoken
from dragoman.times.stretches import absolute
from dragoman.times.words import MONTH_NAMES, WEEKDAY_NAMES
from dragoman.types import Article

# Weights: which clue gives way when two cannot both be true.
STATED, EXPLICIT, TOLD, LINKED, SOFT, TABLE = 6, 5, 4, 3, 2, 1

LEAD = 7  # days from the day that a lead names to the report; news is told within a week
REPEATED_LEAD = 3  # the same where several of the first sentences name that day: the report is of its news day
LEAD_CHARACTERS = 700  # of the report in which its news day stands
CROSSING = 6  # months that "in September" reaches over a new year's day; five is the most in 295 dated reports
CROSSING_FRAMED = 3  # the same in a report that speaks of "the year", which is then the year of its months
SETTLED_IN = 3  # day of the month from which a report says "earlier this month"
AGE_SLACK = 3  # months by which a "six-year-old war" may fall short of its age or exceed it
TERM_SLACK = 31  # days that a report may still give an office to one who has left it
LATEST_PAST = 2035  # a later year told in the past tense is a plan's or a novel's
BODY_FURNITURE = frozenset(("caption",))  # furniture that tells of the news itself
WORD = re.compile(r"[^\W_]+")
DATELINE = re.compile(r"^[A-Z][A-Z .,'’/()-]{2,60},\s*$")
AFTER_DATELINE = re.compile(r"^\s*(?:\([A-Za-z .]{2,30}\)|[-–—]|\.?\s*/[A-Z-]{2,20}/|:)")
LABELLED = re.compile(r"\b(?:published|posted|issued|date|updated|modified|first published|last updated)\b", re.I)
LED_YEAR = re.compile(
    r"(?:\b(?:in|since|of|until|till|from|by|during|to|and|between|early|mid|late)|[(–-])[\s-]*$", re.I
)
NOT_IN_OFFICE = re.compile(
    r"(?:\bformer|\bex|\blate|\bthen|\bfuture|\bincoming|\bdesignate|\bself-proclaimed)[\s-]*$", re.I
)
LASTING = frozenset(("war", "conflict", "crisis"))


class KnownEvent(Protocol):
    """A dated event of the tables: its names, and ISO days, months or years of its start and end."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def names(self) -> Sequence[str]: ...
    @property
    def start(self) -> str: ...
    @property
    def end(self) -> str | None: ...


class Term(Protocol):
    """A term in an office; ISO days, months or years, None for unknown or still held."""

    @property
    def title(self) -> str: ...
    @property
    def start(self) -> str | None: ...
    @property
    def end(self) -> str | None: ...


@dataclass(frozen=True, order=True)
class Clue:
    """Days on which the article may have been published, by one reason; `why` is for a person."""

    weight: int
    days: Days
    why: str


def opened(iso: str) -> date:
    """The first day of an ISO day, month or year."""
    parts = [int(p) for p in iso.split("T")[0].split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def closed(iso: str) -> date:
    """The last day of an ISO day, month or year."""
    parts = [int(p) for p in iso.split("T")[0].split("-")]
    if len(parts) > 2:
        return date(*parts[:3])
    last = month_of(parts[0], parts[1] if len(parts) > 1 else 12).hi
    assert last is not None
    return last


def fold(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


class Gazette:
    """The known events by the first word of their names, so that a text is looked through once."""

    def __init__(self, events: Sequence[KnownEvent]) -> None:
        self._by_word: dict[str, list[tuple[tuple[str, ...], KnownEvent]]] = {}
        for event in sorted(events, key=lambda e: e.id):
            for name in sorted(set(event.names) | {event.name}):
                words = tuple(fold(w) for w in WORD.findall(name))
                if words:
                    self._by_word.setdefault(words[0], []).append((words, event))

    def find(self, text: str) -> list[tuple[int, int, KnownEvent]]:
        """Where the text names known events, in order; a longer name hides the shorter ones inside it."""
        if not self._by_word:
            return []
        words = [(fold(m.group()), m.start(), m.end()) for m in WORD.finditer(text)]
        out: list[tuple[int, int, KnownEvent]] = []
        for i, (word, start, _) in enumerate(words):
            for name, event in self._by_word.get(word, ()):
                if tuple(w[0] for w in words[i : i + len(name)]) == name:
                    out.append((start, words[i + len(name) - 1][2], event))
        longest = [o for o in out if not any(p[0] <= o[0] and o[1] <= p[1] and p[1] - p[0] > o[1] - o[0] for p in out)]
        return sorted(longest, key=lambda o: (o[0], o[1], o[2].id))


class Page:
    """An article and its reading, ready to be asked: sentences, tenses, the lead, known events in it."""

    def __init__(self, article: Article, reading: Reading, gazette: Gazette) -> None:
        self.article, self.reading, self.text = article, reading, article.text
        barred = [(f.start, f.end) for f in article.furniture if f.kind not in BODY_FURNITURE]
        self.times = [
            (i, e) for i, e in enumerate(reading.times) if not any(s < e.end and e.start < t for s, t in barred)
        ]
        self._starts = [s.start for s in reading.sentences]
        self.known = gazette.find(self.text)
        self._tenses: dict[int, Tense] = {}
        for event in reading.events:
            for when in event.when:
                if when.time is not None and when.via in ("clause", "sentence"):
                    self._tenses.setdefault(when.time, when.tense)
        body = [s for s in reading.sentences if not any(a <= s.start < b for a, b in barred)]
        self.body_start = body[0].start if body else 0

    def words(self, e: TimeExpression) -> str:
        return self.text[e.start : e.end]

    def tense(self, index: int, e: TimeExpression) -> Tense | None:
        """The tense in which an expression is told, None where it is not plain."""
        if "since" in e.mods:
            return "past"
        around = times.tense_around(self.text, e.start, e.end, sure=True)
        told = self._tenses.get(index)
        if told is None or told == "present":
            return around
        return told if around in (None, told) else None  # "a planned September 16 summit" beside a verb in the past

    def looks_ahead(self, e: TimeExpression) -> bool:
        """The words beside an expression look ahead, whatever the reading made of its tense."""
        return times.tense_around(self.text, e.start, e.end, sure=True) == "future"

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds an offset; its line where the reading has no sentences."""
        i = bisect_right(self._starts, at) - 1
        if i >= 0 and at < self.reading.sentences[i].end:
            return self.reading.sentences[i].start, self.reading.sentences[i].end
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        return start, end if end >= 0 else len(self.text)

    def known_near(self, at: int) -> list[KnownEvent]:
        """The known events named in the sentence at an offset."""
        start, end = self.sentence(at)
        return [k[2] for k in self.known if start <= k[0] < end]


def stated(page: Page) -> Clue | None:
    """A full date that stands on a line of its own, or behind "Published", near the top of the text."""
    best: tuple[int, int, date, str] | None = None
    for e in page.reading.times:
        if e.form != "date" or e.day is None or e.to is not None or e.start > 2 * LEAD_CHARACTERS:
            continue
        stretch = absolute(e)
        if stretch is None or stretch.lo is None:
            continue
        start = page.text.rfind("\n", 0, e.start) + 1
        end = page.text.find("\n", e.end)
        line = page.text[start : end if end >= 0 else len(page.text)]
        before = page.text[start : e.start]
        rest = WORD.findall(line.replace(page.words(e), " "))
        label = LABELLED.search(before)
        rank = 2 if label is None else 1 if re.search("updat|modif", before, re.I) else 0
        if (label is not None and len(before) <= 60) or len(rest) <= 3:
            found = (rank, e.start, stretch.lo, page.words(e))
            best = found if best is None or found < best else best
    if best is None:
        return None
    rank, _, day, words = best
    if rank == 1:
        return Clue(STATED, between(None, day), f"updated on {spoken(day)} (“{words}” at the top)")
    return Clue(STATED, between(day, day), f"“{words}” stands at the top of the text as its date")


def clues(page: Page, *, terms: Mapping[str, Sequence[Term]]) -> list[Clue]:
    """Every clue that the article's own words give, sorted."""
    out: list[Clue] = []
    framed = any(
        e.form == "offset" and e.unit == "year" and e.amount == 0 and "later" not in e.mods for _, e in page.times
    )
    crossing = CROSSING_FRAMED if framed else CROSSING
    lead = _lead(page)
    for index, e in page.times:
        tense = page.tense(index, e)
        if e.form == "date":
            if _full(e):
                out += _explicit(page, e, tense)
            elif e.month is not None and e.unit is None and "this" not in e.mods:
                side: Tense | None = "past" if "last" in e.mods else "future" if "next" in e.mods else tense
                out += _yearless(page, e, side, crossing)
        elif e.form == "offset" and e.amount == 0 and e.unit in ("month", "year"):
            out += _part_gone(page, e, tense, lead)
        out += _against_tables(page, e, tense)
    out += _dateline(page)
    out += _mentioned(page)
    if lead is not None:
        out.append(lead[1])
    out += _offices(page, terms)
    return sorted(set(out), key=lambda c: (-c.weight, c.days, c.why))


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
        if tense == "future" or attributive or page.looks_ahead(e):
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
    weekday = next((e.weekday for e in named[latest] if e.weekday is not None), None)
    month, day = latest

    def stretch(year: int) -> tuple[date, date] | None:
        at = safe(year, month, day)
        if at is None or (weekday is not None and at.weekday() != weekday):
            return None
        return at, shift(at, reach)

    why = f"the lead tells {day} {MONTH_NAMES[month - 1]} as its news: published within {reach} days of it"
    return latest, Clue(TOLD, yearly(stretch), why)


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


def _dateline(page: Page) -> list[Clue]:
    """ "MOSCOW, September 28 (Agency) -": the day of the report, without its year."""
    for _, e in page.times:
        if e.start > page.body_start + LEAD_CHARACTERS:
            break
        start = page.text.rfind("\n", 0, e.start) + 1
        if e.form != "date" or e.month is None or e.day is None or e.year is not None:
            continue
        if DATELINE.match(page.text[start : e.start]) and AFTER_DATELINE.match(page.text[e.end : e.end + 40]):
            month, day = e.month, e.day

            def stretch(year: int, month: int = month, day: int = day) -> tuple[date, date] | None:
                at = safe(year, month, day)
                return None if at is None else (at, shift(at, 1))

            return [Clue(EXPLICIT, yearly(stretch), f"the dateline has “{page.words(e)}”")]
    return []


def _against_tables(page: Page, e: TimeExpression, tense: Tense | None) -> list[Clue]:
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
    brief = (over - first).days <= 400
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
    if e.form == "date" and e.year is None and e.month is not None and tense == "past" and not {"next"} & set(e.mods):
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


def _mentioned(page: Page) -> list[Clue]:
    """An event of the tables that is told as past had begun."""
    begun: dict[str, list[date]] = {}
    for start, end, event in page.known:
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


def _offices(page: Page, terms: Mapping[str, Sequence[Term]]) -> list[Clue]:
    """Who is called by an office was in it: the terms under that title, and a month of grace."""
    out = []
    for entity in page.reading.entities:
        if entity.kind != "person" or len(entity.candidates) != 1:
            continue
        held = terms.get(entity.candidates[0], ())
        for role in sorted(set(entity.roles)):
            words = [fold(w) for w in WORD.findall(role)]
            if not words or {"former", "ex", "late", "then", "future", "vice", "deputy", "acting"} & set(words):
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
