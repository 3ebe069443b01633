"""What terms in office say about an article's day: who is president, president-elect, new, outgoing or former then.

The tables' word is the lightest of all clues (see `dating_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dragoman.reading import Entity, TimeExpression
from dragoman.resolve.dating_days import CEILING, FLOOR, Days, between, union
from dragoman.resolve.dating_pages import GUESS, TABLE, WORD, Clue, Page, Term, closed, fold, opened
from dragoman.times.days import add_months, shift

TERM_SLACK = 31  # days that a report may still give an office to one who has left it
ELECT = 210  # days between a vote and the oath; Mexico took five months, the United States ten weeks
NEW = 365  # days in which one is called new in an office
LEAVING = 300  # days before the end of a term in which its holder is called outgoing
CHECKED_SINCE = "2025"  # rows checked earlier come from a data set that ends in 2021 and say nothing of today
AFTER_CHECK = 24  # months that a term found open may last on, before a report is thought to be of another time
REACH = 70  # characters before a name in which its standing is told
TITLES = r"(?:president|prime minister|premier|chancellor|minister|leader|head of state|taoiseach)"
OUSTED = (
    r"\b(?:toppl|oust|overthr|depos|unseat|detain|impeach|remov|reinstat|restor|assassinat|kill|murder|exil|succeed|replac)"
    r"\w*\b[^.;\n]{0,50}$"
)
OTHER = r"\b(?:late|then|future|self-proclaimed|would-be|shadow|deputy|vice|acting)[\s-](?:[\w' -]|\b[A-Z]\.){0,40}$"
NEWLY = r"(?:\bnew|\b[Nn]ewly[- ]\w+|\b[Rr]ecently[- ](?:elected|appointed)|\bNew(?= [a-z]))\s[\w' ,-]{0,45}$"
STANDING = (
    ("ousted", re.compile(OUSTED, re.I)),
    ("elect", re.compile(rf"\b{TITLES}[ -](?:elect|designate)\b[^.;:\n]{{0,25}}$", re.I)),
    ("other", re.compile(OTHER, re.I)),
    ("former", re.compile(r"\b(?:former|ex|one-time|erstwhile)[\s-](?:[\w' ,-]|\b[A-Z]\.){0,40}$", re.I)),
    ("outgoing", re.compile(r"\b(?:outgoing|departing|lame-duck)\s(?:[\w' ,-]|\b[A-Z]\.){0,40}$", re.I)),
    ("new", re.compile(NEWLY)),
)
TOOK_OFFICE = re.compile(
    r"\b(?:t(?:ake|akes|ook|aking) (?:up )?(?:office|power|the oath|over)|c(?:ame|oming) to (?:power|office)|sworn in"
    r"|swearing-in|inaugurat\w+|assum(?:e|ed|es|ing) (?:office|power|the presidency)"
    r"|bec(?:ame|oming) (?:the )?(?:president|prime minister|premier|chancellor))\b",
    re.I,
)
IN_OFFICE_FOR = re.compile(rf"\b(?:{TITLES}|in office|in power|in the job) (?:for|of) (?:[a-z]+ ){{0,3}}\w+$", re.I)
INTO_TERM = re.compile(
    r"^ (?:in|into|after) (?:his|her|the|their) (?:\w+ )?(?:term|presidency|tenure|premiership|mandate|job|office)\b",
    re.I,
)
CONFERRING = frozenset(("CONSULT", "AGREE", "COOPERATE"))
NEWS = 900  # characters of a report in which its news is told
CAREER = 12 * 366  # days
MONTHS = {"year": 12, "month": 1}


class TermAsEvent:
    """The beginning of a term as an event of the tables: "took office in June" is read like "the coup in June"."""

    kind = "term"
    names: Sequence[str] = ()
    end: str | None = None

    def __init__(self, who: str, start: str) -> None:
        self.id, self.start = f"{who}:{start}", start
        self.name = f"{who} taking office"


def offices(page: Page, terms: Mapping[str, Sequence[Term]]) -> list[Clue]:
    """Who is called by an office was in it: the terms under that title, and a month of grace."""
    out = []
    for entity, held in _holders(page, terms):
        standings = {s for m in entity.mentions if m.kind == "name" for s in [_standing(page.text, m.start)] if s}
        if standings & {"ousted", "other"}:
            continue
        for role in sorted(set(entity.roles)):
            words = [fold(w) for w in WORD.findall(role)]
            rest = [
                w
                for w in words
                if w not in ("former", "ex", "outgoing", "new", "newly", "elected", "elect", "designate")
            ]
            if not rest or rest == ["leader"] or {"late", "then", "future", "vice", "deputy", "acting"} & set(words):
                continue
            # "leader" is anybody's, of a party or of the opposition too; "president" is not told by "vice president":
            # the title must begin with the role's words
            fitting = [t for t in held if [fold(w) for w in WORD.findall(t.title)][: len(rest)] == rest]
            if not fitting:
                continue
            if "former" in standings or {"former", "ex"} & set(words):
                days, said = _after_terms(fitting), "was in that office before"
            elif "elect" in standings or {"elect", "designate"} & set(words):
                days, said = union(_around_start(t, -ELECT, 7) for t in fitting if t.start), "before that term"
            else:
                days, said = union(_term(t) for t in fitting), "in that office then"
                if "new" in standings or {"new", "newly"} & set(words):
                    out.append(_clue(entity, f"new {' '.join(rest)}", "within a year of the first days of it",
                                     union(_around_start(t, -ELECT, NEW) for t in fitting if t.start)))  # fmt: skip
                if "outgoing" in standings or "outgoing" in words:
                    ending = union(
                        (shift(opened(t.end), -LEAVING).toordinal(), shift(closed(t.end), TERM_SLACK).toordinal())
                        for t in fitting
                        if t.end
                    )
                    out.append(_clue(entity, f"outgoing {' '.join(rest)}", "near the end of that term", ending))
            out.append(_clue(entity, role, said, days))
    return [c for c in out if c is not None]


def entered(page: Page, e: TimeExpression, terms: Mapping[str, Sequence[Term]]) -> list[TermAsEvent]:
    """Terms whose beginning a sentence tells beside a time: "since he took office in June", "sworn in on Friday"."""
    start, end = page.sentence(e.start)
    took = TOOK_OFFICE.search(page.text, start, end)
    if took is None:
        return []
    people = [(x, held) for x, held in _holders(page, terms) if any(start <= m.start < end for m in x.mentions)]
    if len(people) > 1:  # the one named last before the words
        last = max((m.start for x, _ in people for m in x.mentions if start <= m.start < took.start()), default=-1)
        people = [(x, held) for x, held in people if any(m.start == last for m in x.mentions)]
    if len(people) != 1:
        return []
    entity, held = people[0]
    return [TermAsEvent(entity.name, t.start) for t in held if t.start]


def served(page: Page, terms: Mapping[str, Sequence[Term]]) -> list[Clue]:
    """ "Prime minister for three months", "two years into her term": counted from the beginning of the term."""
    out = []
    for _, e in page.times:
        step = MONTHS.get(e.unit or "")
        if step is None or e.amount is None or e.form not in ("duration", "anchored", "offset", "age"):
            continue
        words = page.words(e).split()
        # "for" belongs to some expressions: "for three months"
        before = page.text[max(0, e.start - 40) : e.start] + " ".join(words[:2])
        after = page.text[e.end : e.end + 40]
        if not (IN_OFFICE_FOR.search(before) or INTO_TERM.match(after)):
            continue
        start, end = page.sentence(e.start)
        people = [(x, held) for x, held in _holders(page, terms) if any(start <= m.start < end for m in x.mentions)]
        # the one named last before the words is the one they speak of
        people.sort(key=lambda p: max((m.start for m in p[0].mentions if start <= m.start < e.start), default=-1))
        if not people:
            continue
        entity, held = people[-1]
        months = round(abs(e.amount) * step)
        parts = []
        for t in held:
            if t.start:
                lo, hi = (
                    add_months(opened(t.start), months - step),
                    add_months(closed(t.start), months + step + step // 2),
                )
                parts.append((lo.toordinal(), hi.toordinal()))
        clue = _clue(entity, f"“{page.words(e)}” in office", "counted from the beginning of that term", union(parts))
        if clue is not None:
            out.append(clue)
    return out


def conferring(page: Page, terms: Mapping[str, Sequence[Term]]) -> list[Clue]:
    """Holders of office of two states who confer in the first paragraphs are in office, also where nobody says so."""
    held_by = {id(x): held for x, held in _holders(page, terms)}
    entities = page.reading.entities
    out = []
    for event in page.reading.events:
        if event.type not in CONFERRING or event.status not in ("occurred", "ongoing"):
            continue
        if event.trigger.start > page.body_start + NEWS or any(
            w.time is not None and _old(page, w.time) for w in event.when
        ):
            continue
        people = [entities[a.entity] for a in event.participants if id(entities[a.entity]) in held_by]
        people = [
            x for x in people if not {_standing(page.text, m.start) for m in x.mentions} - {None, "new", "outgoing"}
        ]
        if len({x.country for x in people}) < 2:
            continue
        for x in people:
            days = union(_term(t) for t in held_by[id(x)])
            clue = _clue(x, "a party to the talks", "in office then", days)
            if clue is not None and clue not in out:
                out.append(clue)
    return out


def careers(page: Page, terms: Mapping[str, Sequence[Term]]) -> list[Clue]:
    """Who speaks in a report was about within a dozen years of an office: a bound for days that recur."""
    speakers = {s.speaker for s in page.reading.statements if s.speaker is not None and s.form == "direct"}
    chosen = {id(page.reading.entities[n]) for n in speakers}
    out = []
    for entity, held in _holders(page, terms):
        if id(entity) not in chosen:
            continue
        stretches = [_term(t) for t in held]
        lo, hi = min(a for a, _ in stretches) - CAREER, min(max(b for _, b in stretches) + CAREER, CEILING)
        clue = _clue(entity, "a speaker", "within twelve years of an office", union([(lo, hi)]))
        if clue is not None:
            out.append(clue)
    return out


def _old(page: Page, index: int) -> bool:
    """A time that is not of the news: a month or a year, or a day long before."""
    e = page.reading.times[index]
    return e.form in ("date", "period", "anchored", "season", "age") and (e.day is None or e.year is not None)


def _holders(page: Page, terms: Mapping[str, Sequence[Term]]) -> Iterator[tuple[Entity, Sequence[Term]]]:
    for entity in page.reading.entities:
        if entity.kind == "person" and len(entity.candidates) == 1:
            held = terms.get(entity.candidates[0], ())
            if held:
                yield entity, held


def _standing(text: str, at: int) -> str | None:
    before = text[max(0, at - REACH) : at].split("\n")[-1]
    return next((name for name, pattern in STANDING if pattern.search(before)), None)


def _term(t: Term) -> tuple[int, int]:
    lo = opened(t.start).toordinal() if t.start else FLOOR
    return lo, shift(closed(t.end), TERM_SLACK).toordinal() if t.end else CEILING


def recent(page: Page, terms: Mapping[str, Sequence[Term]]) -> list[Clue]:
    """Of days that recur, none lies long after the tables found somebody of the report still in office.

    A guess, and no bound: it only chooses among the years that other clues leave.
    """
    out = []
    for entity, held in _holders(page, terms):
        if not entity.roles or {_standing(page.text, m.start) for m in entity.mentions if m.kind == "name"} - {
            None,
            "new",
        }:
            continue
        checked = [str(getattr(t, "checked", None) or "") for t in held if t.end is None]
        found = [c for c in checked if c >= CHECKED_SINCE]
        if found and len(found) == len(checked):
            until = add_months(closed(max(found)), AFTER_CHECK)
            why = f"{entity.name} was in office when the tables were made: of the days that recur, one of about then"
            out.append(Clue(GUESS, between(None, until), why))
    return sorted(out)[:1]


def _around_start(t: Term, before: int, after: int) -> tuple[int, int]:
    assert t.start is not None
    return shift(opened(t.start), before).toordinal(), shift(closed(t.start), after).toordinal()


def _after_terms(held: Sequence[Term]) -> Days:
    """The days on which somebody is a former holder: after a term, and not in one."""
    ends = [opened(t.end) for t in held if t.end]
    if len(ends) < 1:
        return between(None, None)
    first = min(ends).toordinal()
    inside = union((opened(t.start).toordinal() + TERM_SLACK, (closed(t.end) if t.end else date.max).toordinal() - 1)
                   for t in held if t.start)  # fmt: skip
    out, at = [], first
    for lo, hi in inside:
        if hi < first:
            continue
        if lo > at:
            out.append((at, lo))
        at = max(at, hi)
    if at < CEILING:
        out.append((at, CEILING))
    return union(out)


def _clue(entity: Entity, called: str, said: str, days: Days) -> Clue | None:
    if not days or days == between(None, None):
        return None
    return Clue(TABLE, days, f"{entity.name} is called {called}: {said} (table of offices)")
