"""One event told by two reports: the report whose day is known dates the one whose day is not.

A sentence and its neighbours name people, towns and states beside a time; where another report names the same beside
a day that fits ("on Thursday" and a Thursday, "in March" and a day of March), they tell the same, if enough of it is
the same. People who meet do so again, in the same town and on the same weekday, so what is told of in one place only
speaks against it, and where several days fit the report may be of any of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dragoman import times
from dragoman.reading import Entity, TimeExpression
from dragoman.resolve.dating_days import Days, bounds, union
from dragoman.resolve.dating_heads import TOP, headed_day
from dragoman.resolve.dating_pages import CROSSING, SOFT, Clue, Page, fold
from dragoman.times.days import add_months, parse, shift, spoken
from dragoman.times.words import WEEKDAY_NAMES
from dragoman.types import Date

KNOWN_TO = 2  # days to which the other report's own day must be known
EARLY = 1500  # characters of a report in which it tells its own news
ENOUGH = 6.0  # of the points below; tuned on forty reports of our own and on dated reports robbed of their dates
PERSON, CITY, STATE, KIND, NUMBER, WORDS, OTHERS = 2.0, 2.0, 0.5, 0.5, 1.5, 1.0, 1.0
STRANGER = 2.5  # for a person whom one report tells of beside the event and the other nowhere
SAME_DAY = -2.0  # points fewer where both name the same day of the same month
MONTH_ONLY = 2.0  # points more where the time is a month: people meet twice in a month of the same name
ELAPSED_REACH = 200  # characters from the beginning of a report's first sentence
MOST_STATES, MOST_PERSONS = 2, 3
LEAD = 900  # characters of a report in which its news is told whole
LEAD_WORDS = 8  # words in common that make leads alike
LEAD_STRANGER, LEAD_PENALTY = 1.5, 0.5
APART = 8  # days between two news of one pair of people
ELSEWHERE = 2.5
ELSEWHERE_PERSON = 0.75  # what a person counts whom one of two reports names only further down
CROWD, MOST_CROWD = 1.5, 4.5  # points more for each other day of news of the same people
SOME_WEEKDAY = re.compile(r"\b(?:a|an|one|that|some|each|every) (?:\w+ )?$", re.I)  # "on a Thursday in May"
LOCATED = re.compile(
    r"\b(?:in|at|near|outside|to|into|visit(?:ed|s|ing)?|reached|(?:home|back|flew|flown|came) from) (?:the )?"
    r"(?:(?:[a-z]+ )?(?:city|capital|resort|town|port|village)(?: city| town)?(?: of|,)? )?$",
    re.I,
)
FULL_NAME = re.compile(r"[^\W\d_a-z][\w'’.-]+(?: (?:[a-z]{2,3} )?[^\W\d_a-z][\w'’.-]+){1,3}")
MOST_TOWNS = 3
MANY_WORDS = 5  # telling words that two reports share beside the event
TELLING = 20  # a count from which two reports that give the same speak of the same
WORD = re.compile(r"[^\W\d_]{5,}")
STEM = 6  # letters by which two words are the same
ELAPSED = re.compile(
    r"\b(?P<count>an?|one|two|three|four|five|six|seven|ten|\d{1,3}) (?P<unit>day|week|month|year)s? "
    r"(?:(?:has|have|had) (?:now )?(?:passed|gone by|elapsed) since|(?:on|in)(?=[.,;:]|$|\n))",
    re.I,
)
COUNTS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())}
COUNTS |= {"a": 1, "an": 1}
UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True)
class Telling:
    """What one sentence with its neighbours tells: who, where, of which kinds of event, beside which time."""

    start: int
    time: int  # index of the expression in the reading; -1 for the day of the report itself
    persons: frozenset[str]
    cities: frozenset[str]
    states: frozenset[str]
    kinds: frozenset[str]
    words: frozenset[str]
    own: bool = True  # the sentence itself names somebody, some town or two states


@dataclass(frozen=True)
class Told:
    """What a report tells, and whom and what it names anywhere."""

    tellings: tuple[Telling, ...]
    persons: frozenset[str]
    cities: frozenset[str]
    bodies: frozenset[str]  # organisations and armed groups
    numbers: frozenset[tuple[float | None, str | None]]
    lead: Telling  # all that stands in the first paragraphs
    headed: int  # where the day in the head or the dateline ends, 0 without one


def told(page: Page, surnames: Mapping[str, str]) -> Told:
    """The tellings of a report: every sentence with a time, and the first one."""
    reading = page.reading
    above = headed_day(page)
    head = above.end if above is not None else 0
    names = _names(page, surnames)
    dated = [e for _, e in page.times if e.form in ("date", "weekday")]  # a sentence with its own day tells of that
    sentences = [(s.start, s.end) for s in reading.sentences if s.end > page.body_start]
    out = []
    for i, (start, end) in enumerate(sentences):
        inside = [n for n, e in page.times if start <= e.start < end]
        if not inside and i > 0:
            continue
        beside = [sentences[k] for k in (i - 1, i + 1) if 0 <= k < len(sentences)]
        beside = [s for s in beside if not any(s[0] <= e.start < s[1] and e.start > head for e in dated)]
        lo, hi = min([start, *(s[0] for s in beside)]), max([end, *(s[1] for s in beside)])
        near = [n for at, n in names if start <= at < end]
        own = any(n[0] != "state" for n in near) or len(set(near)) > 1
        if len({n for n in near if n[0] == "person"}) < 2:
            near = [n for at, n in names if lo <= at < hi]
        elif not any(n[0] == "place" for n in near):
            near += [n for at, n in names if lo <= at < hi and n[0] == "place"]
        kinds = frozenset(f"{e.type}/{e.mode}" for e in reading.events if start <= e.trigger.start < end)
        words = frozenset(fold(w)[:STEM] for w in WORD.findall(page.text[lo:hi]) if w[0].islower())
        parts = {kind: frozenset(n for k, n in near if k == kind) for kind in ("person", "place", "state")}
        for n in inside or [-1]:
            out.append(Telling(start, n, parts["person"], parts["place"], parts["state"], kinds, words, own))
    everywhere = {kind: frozenset(n for _, (k, n) in names if k == kind) for kind in ("person", "place")}
    bodies = frozenset(
        e.candidates[0] for e in reading.entities if e.candidates and e.kind in ("organisation", "armed_group")
    )
    numbers = frozenset(
        (f.number.low, f.number.unit) for f in reading.figures if (f.number.low or 0) >= TELLING or f.kind == "duration"
    )
    lead = _lead(page, names, head)
    return Told(tuple(out), everywhere["person"], everywhere["place"], bodies, numbers, lead, head)


def _lead(page: Page, names: list[tuple[int, tuple[str, str]]], head: int) -> Telling:
    lo, hi = min(page.body_start, head), page.body_start + LEAD
    near = [n for at, n in names if lo <= at < hi]
    parts = {kind: frozenset(n for k, n in near if k == kind) for kind in ("person", "place", "state")}
    kinds = frozenset(f"{e.type}/{e.mode}" for e in page.reading.events if lo <= e.trigger.start < hi)
    words = frozenset(fold(w)[:STEM] for w in WORD.findall(page.text[lo:hi]) if w[0].islower())
    return Telling(lo, -1, parts["person"], parts["place"], parts["state"], kinds, words)


def _names(page: Page, surnames: Mapping[str, str]) -> list[tuple[int, tuple[str, str]]]:
    """Offsets of the known people, towns and states of a reading, with what each is.

    A town counts where something is in it or goes there, or in the dateline: "Moscow" alone is a government.
    `surnames` are those that one person of the record bears: "Yoon" in a report that gives no other name.
    """
    out: list[tuple[int, tuple[str, str]]] = []
    for entity in page.reading.entities:
        ids: tuple[str, ...] = (_person(entity) or surnames.get(fold(entity.name), ""),)
        if entity.kind == "place":
            ids = entity.candidates[:MOST_TOWNS]  # towns of one name
        kind = entity.kind if entity.kind in ("person", "place") and not entity.members else ""
        for m in entity.mentions:
            if kind == "place" and not _located(page, m.start, m.end):
                continue
            out += [(m.start, (kind, name)) for name in ids if kind and ":" in name]
            if entity.country is not None and kind != "place":
                out.append((m.start, ("state", entity.country)))
    return sorted(out)


def _located(page: Page, start: int, end: int) -> bool:
    if LOCATED.search(page.text[max(0, start - 40) : start]):
        return True
    dateline = page.article.dateline
    return dateline is not None and start < TOP and fold(page.text[start:end]) in fold(dateline)


def _person(entity: Entity) -> str:
    """What a person is known by across reports: the id of the tables, else a full name; empty for a bare surname."""
    if entity.kind != "person" or entity.members:
        return ""
    if entity.candidates and ":" in entity.candidates[0]:
        return entity.candidates[0]
    return f"name:{fold(entity.name)}" if FULL_NAME.fullmatch(entity.name) else ""


def _surnames(pages: Mapping[str, Page]) -> dict[str, str]:
    """Single words that stand in the name of one known person only."""
    bearers: dict[str, set[str]] = {}
    for page in pages.values():
        for entity in page.reading.entities:
            name = fold(entity.name)
            who = _person(entity)
            for word in sorted({name, *name.split()}) if who else ():
                bearers.setdefault(word, set()).add(who)
    return {word: min(who) for word, who in bearers.items() if len(who) == 1 and len(word) > 2}


Slot = tuple[str, int]


@dataclass(frozen=True, order=True)
class _Known:
    """A telling of a report of known day (`report` its first), with the day of what it tells."""

    key: str
    number: int
    day: date
    report: date


class Tellings:
    """The tellings of all reports, by the people in them and by the days on which known reports tell them."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._pages = pages
        surnames = _surnames(pages)
        self._told = {key: told(page, surnames) for key, page in sorted(pages.items())}
        self._day_of: dict[tuple[str, int, date, date], date | None] = {}
        self._alike: dict[tuple[str, int, str, int], float] = {}
        self._asked: dict[str, list[int]] = {}  # the tellings of a report that another may date
        self._known: dict[tuple[str, Slot], list[_Known]] = {}
        self._news: dict[str, set[tuple[date, str]]] = {}  # by person, the days of the reports that tell of him
        self._pairs: dict[frozenset[str], list[tuple[date, str]]] = {}

    def learn(self, days: Mapping[str, Days]) -> None:
        """Takes what is known of the days of all reports by now; asked before `clues`."""
        self._known, self._news, self._pairs = {}, {}, {}
        for key, each in self._told.items():
            lo, hi = bounds(days[key])
            if lo is None or hi is None:
                continue
            if (hi - lo).days <= APART:
                for person in each.lead.persons:
                    self._news.setdefault(person, set()).add((lo, key))
            if (hi - lo).days > KNOWN_TO:
                continue
            for number, telling in enumerate(each.tellings):
                day = self._day(key, number, lo, hi)
                if day is None:
                    continue
                known = _Known(key, number, day, lo)
                early = telling.start < each.lead.start + LEAD
                for person in sorted(each.persons if early else telling.persons):
                    for slot in (("weekday", day.weekday()), ("month", day.month), ("any", 0)):
                        self._known.setdefault((person, slot), []).append(known)

    def clues(self, key: str) -> list[Clue]:
        """Clues for a report from the others whose day is known and that tell what it tells."""
        page, mine = self._pages[key], self._told[key]
        if key not in self._asked:
            self._asked[key] = [n for n, t in enumerate(mine.tellings) if _slot(page, t) is not None]
        out: list[Clue] = []
        for number in self._asked[key]:
            telling = mine.tellings[number]
            rows = []
            for known in self._others(key, telling):
                window = _window(page, telling, mine.headed, known.day, known.report)
                if window is None:
                    continue
                more = window.more
                if window.weekly:
                    more += self._crowded(key, known.key) + self._elsewhere(key, number, known.key, known.number)
                if self._score(key, number, known.key, known.number) >= ENOUGH + more:
                    rows.append((known.day, self._pages[known.key].article.source, window))
            if rows:
                told_on = sorted({(d, s) for d, s, _ in rows})
                whom = " or ".join(f"{spoken(d)} ({s})" for d, s in told_on[:3])
                e = page.reading.times[telling.time] if telling.time >= 0 else None
                beside = f" beside “{page.words(e)}”" if e is not None else ""
                why = f"tells{beside} what was on {whom}: {rows[0][2].why}"
                out.append(Clue(SOFT, union(w.days for _, _, w in rows), why))
        return sorted(set(out))

    def _others(self, key: str, telling: Telling) -> list[_Known]:
        mine, slot = self._told[key], _slot(self._pages[key], telling)
        people = set(telling.persons)
        if telling.start < mine.lead.start + LEAD:
            people |= mine.persons
        found = {k for person in people for k in self._known.get((person, slot or ("any", 0)), ()) if k.key != key}
        return sorted(found)

    def _elsewhere(self, key: str, number: int, other: str, n: int) -> float:
        """Points more, where two reports have neither a town nor a telling number in common."""
        mine, theirs = self._told[key], self._told[other]
        a, b = mine.tellings[number].cities, theirs.tellings[n].cities
        if a and b and not a & b:
            return MOST_CROWD
        a, b = a | mine.lead.cities, b | theirs.lead.cities
        return 0.0 if a & b or mine.numbers & theirs.numbers else ELSEWHERE

    def _crowded(self, key: str, other: str) -> float:
        """Points more, where the record tells news of the same people on other days: a weekday fits one in seven."""
        both = self._told[key].lead.persons & self._told[other].lead.persons
        if both not in self._pairs:
            every = sorted({at for person in both for at in self._news.get(person, ())})
            least = min(2, len(both))
            self._pairs[both] = [(d, k) for d, k in every if len(both & self._told[k].lead.persons) >= least]
        news = sorted({d for d, k in self._pairs[both] if k != key})
        apart = sum((b - a).days > APART for a, b in pairwise(news))
        return min(CROWD * apart, MOST_CROWD)

    def _day(self, key: str, number: int, lo: date, hi: date) -> date | None:
        at = key, number, lo, hi
        if at not in self._day_of:
            self._day_of[at] = _day_told(self._pages[key], self._told[key].tellings[number], lo, hi)
        return self._day_of[at]

    def _score(self, key: str, number: int, other: str, n: int) -> float:
        at = key, number, other, n
        if at not in self._alike:
            mine, theirs = self._told[key], self._told[other]
            a, b = mine.tellings[number], theirs.tellings[n]
            score = _alike(a, b, mine, theirs)
            if a.start < mine.lead.start + LEAD and b.start < theirs.lead.start + LEAD:
                score = max(score, _leads_alike(mine, theirs))
            self._alike[at] = score
        return self._alike[at]


@dataclass(frozen=True)
class Window:
    """The days on which a report that tells so may have come out; `more` points are asked of what it has in common."""

    days: tuple[int, int]
    why: str
    more: float = 0.0
    weekly: bool = False


def _day_told(page: Page, telling: Telling, lo: date, hi: date) -> date | None:
    """The day of a telling in a report that is of `lo` to `hi`."""
    if telling.time < 0 or not telling.own:
        return None  # a head line, or a first sentence that may be of any day
    e = page.reading.times[telling.time]
    if e.form not in ("date", "weekday", "offset") or (e.form == "date" and e.day is None):
        return None
    if page.tense(telling.time, e) == "future":
        return None
    reference = Date(earliest=lo.isoformat(), latest=hi.isoformat(), precision="day" if lo == hi else "range",
                     basis="inferred", why="")  # fmt: skip
    found = times.resolve(e, reference=reference, tense="past", text=page.text)
    day = parse(found.earliest) if found is not None and found.earliest == found.latest else None
    return day if day is not None and day <= shift(hi, 1) else None


def _slot(page: Page, telling: Telling) -> Slot | None:
    """By what another report may date a telling: its weekday, its month, any day; most have no time for that."""
    if telling.time < 0:
        return ("any", 0) if ELAPSED.search(page.text, telling.start, telling.start + ELAPSED_REACH) else None
    e = page.reading.times[telling.time]
    if e.to is not None or page.tense(telling.time, e) == "future" or page.looks_ahead(e):
        return None
    if e.form == "weekday" and e.weekday is not None:
        return "weekday", e.weekday
    if e.form == "date" and e.month is not None and e.year is None and e.unit is None:
        return ("month", e.month) if page.tense(telling.time, e) == "past" else None  # else perhaps a plan
    return None


def _window(page: Page, telling: Telling, headed: int, day: date, other: date) -> Window | None:
    """The days left to a report that tells so of a day, or None if its time does not fit that day."""
    if telling.time < 0:
        passed = ELAPSED.search(page.text, telling.start, telling.start + ELAPSED_REACH)
        return None if passed is None else _after_a_while(day, passed)
    e = page.reading.times[telling.time]
    if e.form == "weekday" and e.weekday == day.weekday():
        if telling.start > page.body_start + EARLY or abs((other - day).days) > KNOWN_TO + 6:
            return None
        dated = {(t.month, t.day) for _, t in page.times if t.form == "date" and t.start > headed}
        if (day.month, day.day) in dated or (day.month, None) in dated:
            return None  # it calls that day by its date, or tells of that month as gone
        if SOME_WEEKDAY.search(page.text[max(0, e.start - 24) : e.start]):
            return None
        return _since_weekday(e, day)
    if e.form == "date" and e.month == day.month and e.year is None and e.unit is None:
        if e.day is not None and e.day != day.day:
            return None
        first = day if e.day is not None else day.replace(day=1)
        until = max(date(day.year, 12, 31), add_months(day, CROSSING))
        return Window(_span(first, until), "told as of that year", SAME_DAY if e.day is not None else MONTH_ONLY)
    return None


def _since_weekday(e: TimeExpression, day: date) -> Window | None:
    name = WEEKDAY_NAMES[day.weekday()]
    if e.unit == "week" and e.amount == -1:
        monday = shift(day, 7 - day.weekday())
        return Window(_span(monday, shift(monday, 6)), f"the {name} of the week before", weekly=True)
    if e.unit is not None or {"next", "before"} & set(e.mods):
        return None
    if "last" in e.mods:
        return Window(_span(shift(day, 1), shift(day, 7)), f"the {name} before it, at most a week back", weekly=True)
    return Window(_span(day, shift(day, 6)), f"the {name} before it, at most six days back", weekly=True)


def _after_a_while(day: date, passed: re.Match[str]) -> Window:
    count = passed["count"].lower()
    number = int(count) if count.isdigit() else COUNTS[count]
    unit = UNIT_DAYS[passed["unit"].lower()]
    about = shift(day, number * unit)
    slack = 1 if unit == 1 else 3 if unit == 7 else unit // 2
    return Window(_span(shift(about, -(slack // 2)), shift(about, slack)), f"“{passed.group()}”")


def _span(lo: date, hi: date) -> tuple[int, int]:
    return lo.toordinal(), hi.toordinal()


def _alike(a: Telling, b: Telling, mine: Told, theirs: Told) -> float:
    """How much two tellings have in common."""
    persons = len(a.persons & b.persons)
    cities = a.cities & b.cities
    if persons == 0 or (persons == 1 and not cities):
        return 0.0
    strangers = len(a.persons - theirs.persons) + len(b.persons - mine.persons)
    shared = len(a.words & b.words)
    others = (mine.persons & theirs.persons) - a.persons - b.persons | (mine.cities & theirs.cities) - cities
    others |= mine.bodies & theirs.bodies
    return (
        PERSON * min(persons, MOST_PERSONS)
        + (CITY if cities else 0.0)
        - (CITY if not cities and a.cities and b.cities else 0.0)
        + STATE * min(len(a.states & b.states), MOST_STATES)
        + (KIND if a.kinds & b.kinds else 0.0)
        + (NUMBER if mine.numbers & theirs.numbers else 0.0)
        + (WORDS if shared >= MANY_WORDS else 0.0)
        + (OTHERS if others else 0.0)
        - STRANGER * strangers
    )


def _leads_alike(mine: Told, theirs: Told) -> float:
    """How much the first paragraphs of two reports have in common, where both tell their news."""
    a, b = mine.lead, theirs.lead
    persons = float(len(a.persons & b.persons))
    cities = a.cities & b.cities
    if cities:  # people further down count less
        persons = max(persons, ELSEWHERE_PERSON * len(mine.persons & theirs.persons))
    if persons + bool(cities) < 2:
        return 0.0
    strangers = len(a.persons - theirs.persons) + len(b.persons - mine.persons)
    shared = len(a.words & b.words)
    others = (mine.cities & theirs.cities) - cities | (mine.bodies & theirs.bodies)
    return (
        PERSON * min(persons, MOST_PERSONS)
        + (CITY if cities else 0.0)
        - (CITY if not cities and a.cities and b.cities else 0.0)
        + STATE * min(len(a.states & b.states), MOST_STATES)
        + (NUMBER if mine.numbers & theirs.numbers else 0.0)
        + WORDS * min(shared // LEAD_WORDS, 2)
        + (OTHERS if others else 0.0)
        - LEAD_STRANGER * strangers
        - LEAD_PENALTY
    )
