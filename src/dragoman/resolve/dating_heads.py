"""What stands above, before and below a report about its day: date lines, datelines, a signature with a month.

A full date there is the date of the report. A day without a year is the day of the report too, of whichever year the
other clues leave; the weekday of the news beside it leaves few.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.resolve.dating_days import Days, between, yearly
from dragoman.resolve.dating_pages import EXPLICIT, SOFT, STATED, TOLD, WORD, Clue, Page
from dragoman.times import written
from dragoman.times.days import month_of, safe, spoken
from dragoman.times.words import MONTH_NAMES, WEEKDAY_NAMES

TOP = 1400  # characters from the top in which a date of the report stands, and its lead
HEAD_LINES, FOOT_LINES = 14, 4  # lines that hold something, from the top and from the end
SHORT_LINE = 14  # words; a longer line is a sentence
LEAD_SENTENCE = 320  # characters behind a dateline in which its own sentence stands
LABELLED = re.compile(r"\b(?:published|posted|issued|date|updated|modified|first published|last updated)\b", re.I)
# What may stand before the date of a head line: nothing, a sign that sets it apart, or a label.
SET_APART = re.compile(
    r"(?:^|[,|·•–—:;(\[/]|\s-|\b(?:published|posted|issued|dated?|edition|issue)(?: on)?)[\s*]*$", re.I
)
FOLLOWED = re.compile(r"^\s*(?:$|[|·•–—:;)\],/]|-\s)")
SENTENCE_END = re.compile(r"[a-z0-9”\"'’)]{2}[.!?][”\"]?\s*$")
# "(Agency) -", "-", "--", ". /ABC/", ":" behind the day of a dateline
WIRE = re.compile(r"^\s*(?:\([A-Z][\w .,/&'’-]{1,40}\)|/[A-Z][\w-]{1,20}/)\s*(?:-|–|—|:|\.|$)")
AFTER_DATELINE = re.compile(r"^\.?\s*(?:\([A-Z][\w .,/&'’-]{1,40}\)|[-–—]|/[A-Z][\w-]{1,20}/|:)")
PLACE = re.compile(r"^(?:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}, )?[A-ZÀ-Þ][A-ZÀ-Þ .,'’/()-]{2,60},\s*$")
TOWN = re.compile(
    r"^[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,3}(?:, [A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){0,2})?,\s*$"
)
NO_TOWN = re.compile(r"(?:On|In|By|At|Since|From|Late|Early|Today|Yesterday|Then|But|And|\w+day)\b")
LATE = re.compile(r"\b(?:late|night|evening|overnight|midnight|yesterday|previous day|day before|day earlier)\b", re.I)
TODAY = re.compile(r"\b(?:today|this (?:mon|tues|wednes|thurs|fri|satur|sun)day)\W{0,3}$", re.I)
TODAY_AFTER = re.compile(r"^\W{0,3}today\b", re.I)
SIGNED = re.compile(
    r"^[\s*([–—-]*(?:[A-Z][\w.'’&/-]*|of|the|in|and|for|by|to|no\.?|\d{1,4}|[,|·–—-])"
    r"(?:[\s,|·–—-]+(?:[A-Z][\w.'’&/-]*|of|the|in|and|for|by|to|no\.?|\d{1,4}))*[\s)\].]*$"
)
SERIES = re.compile(
    r"\b(?:issue|no\.|vol\.|volume|number|paper|bulletin|newsletter|letter|quarterly|monthly|weekly|review|monitor|digest"
    r"|edition|report|brief(?:ing)?|journal|note|update)\b",
    re.I,
)
NOT_OF_THE_REPORT = re.compile(
    r"\b(?:next|archives?|since|founded|established|reprint\w*|copyright|first)\b|©|\(c\)", re.I
)
NUMBERED = re.compile(
    r"\b(?:no|nr|number|release|statement)\b\.?:?\s{0,2}\d{1,4}\s?/\s?(?P<year>(?:19|20)\d\d)\b", re.I
)
COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[^\n]{0,60}?\b(?P<year>(?:19|20)\d\d)\b(?!\s*[-–]\s*\d)", re.I)
REPRINTED = re.compile(r"\b(?:archives?|reprint(?:s|ed)?|first (?:printed|appeared)|on this day)\b", re.I)


def stated(page: Page) -> Clue | None:
    """A full date that stands on a line of its own, behind "Published", or set apart in a line near the top."""
    best: tuple[int, int, date, str] | None = None
    above = True
    for at, line in _top_lines(page.text):
        above = above and len(line.split()) <= SHORT_LINE
        for item in written.find(line, basis="stated"):
            lo, hi = item.date.earliest, item.date.latest
            if lo is None or lo != hi:
                continue
            before, after = line[: item.start], line[item.end :]
            label = LABELLED.search(before)
            rank = 2 if label is None else 1 if re.search("updat|modif", before, re.I) else 0
            head = above and _is_head(line) and _is_apart(before, after)
            if (label is not None and len(before) <= 60) or len(WORD.findall(before + " " + after)) <= 1 or head:
                found = (rank, at + item.start, date.fromisoformat(lo[:10]), line[item.start : item.end].strip())
                best = found if best is None or found < best else best
    if best is None:
        return None
    rank, _, day, words = best
    if rank == 1:
        return Clue(STATED, between(None, day), f"updated on {spoken(day)} (“{words}” at the top)")
    return Clue(STATED, between(day, day), f"“{words}” stands at the top of the text as its date")


def heads(page: Page) -> list[Clue]:
    """The day without a year above a report, the month beside it, the year of its copyright, "today, 5 May"."""
    out = _headed(page) or _today(page)
    return out + _signed(page) + _numbered(page) + _copyright(page)


def headed_day(page: Page) -> written.DayOfYear | None:
    """The day without a year that stands above a report or in its dateline; offsets are of the text."""
    for start, line in _top_lines(page.text):
        found = _dateline_day(line)
        if found is None and _is_head(line):
            apart = [d for d in written.yearless(line) if _is_apart(line[: d.start], line[d.end :])]
            found = apart[0] if len(apart) == 1 and not written.find(line, basis="stated") else None
        if found is not None:
            return written.DayOfYear(start + found.start, start + found.end, found.month, found.day, found.weekday)
        if len(line.split()) > SHORT_LINE:
            return None  # the first sentence: what follows is the report
    return None


def _top_lines(text: str) -> Iterator[tuple[int, str]]:
    at = seen = 0
    for line in text[: 2 * TOP].split("\n"):
        if line.strip():
            yield at, line
            seen += 1
        at += len(line) + 1
        if seen == HEAD_LINES or at > TOP:
            return


def _is_head(line: str) -> bool:
    return len(line.split()) <= SHORT_LINE and not SENTENCE_END.search(line)


def _is_apart(before: str, after: str) -> bool:
    return SET_APART.search(before) is not None and FOLLOWED.match(after) is not None


def _dateline_day(line: str) -> written.DayOfYear | None:
    """The day of a dateline that opens a line: "MOSCOW, September 28 (Agency) -", "May 13 (Agency) -"."""
    if re.match(r"\s*[\"“'‘]", line):
        return None
    for found in written.yearless(line[:160]):
        before, after = line[: found.start], line[found.end :]
        if not before.strip():
            if WIRE.match(after):
                return found
            return None
        in_capitals = PLACE.match(before) is not None
        if not in_capitals and (not TOWN.match(before) or NO_TOWN.match(before)):
            return None
        return found if AFTER_DATELINE.match(after) or (in_capitals and _stops(line, found.end)) else None
    return None


def _stops(line: str, at: int) -> bool:
    """A full stop behind a day, and a new sentence: "BISHKEK, 21 September. The border"."""
    return re.match(r"\s?\.?\s+[A-Z]", line[at:]) is not None and "." in line[at - 1 : at + 2]


def _headed(page: Page) -> list[Clue]:
    found = headed_day(page)
    if found is None or REPRINTED.search(page.text[: found.start]):
        return []
    words = page.text[found.start : found.end]
    line_end = page.text.find("\n", found.end)
    is_dateline = line_end < 0 or len(page.text[found.end : line_end].split()) > SHORT_LINE // 2
    said = _lead_weekday(page, found.end) if is_dateline and found.weekday is None else None

    def day_of(year: int, days: tuple[int, ...]) -> tuple[date, date] | None:
        at = safe(year, found.month, found.day)
        if at is None or (found.weekday is not None and at.weekday() != found.weekday):
            return None
        if said is not None and (at.weekday() - said[0]) % 7 not in days:
            return None
        return at, at

    where = "the dateline has" if is_dateline else "the head has"
    days = yearly(lambda year: day_of(year, tuple(range(7))))
    out = [Clue(EXPLICIT, days, f"{where} “{words}”")] if days else []
    if said is not None:
        # a wire tells of the day on which it is written, or of the day before; of a night, of two days before
        name, late = WEEKDAY_NAMES[said[0]], said[1]
        near = yearly(lambda year: day_of(year, (0, 1, 2) if late else (0, 1)))
        out.append(Clue(TOLD, near, f"“{words}” in the dateline, and the news is of a {name}"))
        if not late:
            same = yearly(lambda year: day_of(year, (0,)))
            out.append(Clue(SOFT, same, f"the {name} of the news is the day of the dateline, “{words}”"))
    return out


def _lead_weekday(page: Page, start: int) -> tuple[int, bool] | None:
    """The bare weekday, told as past, of the sentence that the dateline opens, and whether it tells of its night."""
    for index, e in page.times:
        if start <= e.start <= start + LEAD_SENTENCE and e.form == "weekday" and not e.mods and e.unit is None:
            if e.weekday is None or page.tense(index, e) == "future":
                return None
            around = page.text[max(start, e.start - 40) : e.end + 40]
            return e.weekday, LATE.search(around) is not None
    return None


def _today(page: Page) -> list[Clue]:
    """ "Today, 9 November", "this Thursday, 22 December": told on that day."""
    for _, e in page.times:
        if e.form != "date" or e.day is None or e.month is None or e.year is not None or e.to is not None:
            continue
        before, after = page.text[max(0, e.start - 18) : e.start], page.text[e.end : e.end + 10]
        if TODAY.search(before) or TODAY_AFTER.match(after):
            month, day, weekday = e.month, e.day, e.weekday

            def at(year: int, m: int = month, d: int = day, w: int | None = weekday) -> tuple[date, date] | None:
                found = safe(year, m, d)
                return None if found is None or (w is not None and found.weekday() != w) else (found, found)

            return [Clue(EXPLICIT, yearly(at), f"“{page.words(e)}” is called today")]
    return []


def _signed(page: Page) -> list[Clue]:
    """ "— Island Quarterly, June 2018" below a report or above it: of that month, or of that day."""
    lines = [line for line in page.text.split("\n") if line.strip()][-FOOT_LINES:][::-1]
    for _, line in _top_lines(page.text):
        if len(line.split()) > SHORT_LINE:
            break
        lines.append(line)
    for line in lines:
        if len(line) > 160 or len(line.split()) > SHORT_LINE or NOT_OF_THE_REPORT.search(line):
            continue
        apart = _month_apart(line)
        if apart is not None:
            return [Clue(EXPLICIT, apart[0], f"“{apart[1]}” stands beside the text as its date")]
    return []


_MONTH_YEAR = re.compile(r"\b(?P<month>" + "|".join(MONTH_NAMES) + r") (?P<year>(?:19|20)\d\d)\b")


def _month_apart(line: str) -> tuple[Days, str] | None:
    if not SIGNED.match(line) and not SERIES.search(line):
        return None
    full = written.find(line, basis="stated")
    if full:
        lo, hi = full[0].date.earliest, full[0].date.latest
        if len(full) > 1 or lo is None or lo != hi or not _is_apart(line[: full[0].start], line[full[0].end :]):
            return None
        day = date.fromisoformat(lo[:10])
        return between(day, day), line[full[0].start : full[0].end]
    match = _MONTH_YEAR.search(line)
    if match is None or not _is_apart(line[: match.start()], re.sub(r"^[\s.)\]]+$", "", line[match.end() :])):
        return None
    whole = month_of(int(match["year"]), MONTH_NAMES.index(match["month"]) + 1)
    return between(whole.lo, whole.hi), match.group()


def _numbered(page: Page) -> list[Clue]:
    """ "Press release No. 14/2016" above a text: of that year."""
    for _, line in _top_lines(page.text):
        if len(line.split()) > SHORT_LINE:
            break
        if (match := NUMBERED.search(line)) is not None:
            year = int(match["year"])
            why = f"“{match.group()}” stands above the text"
            return [Clue(EXPLICIT, between(date(year, 1, 1), date(year, 12, 31)), why)]
    return []


def _copyright(page: Page) -> list[Clue]:
    """The year of a copyright line: that of the report, or a later one of the site."""
    tail = page.text[-600:]
    years = [int(m["year"]) for m in COPYRIGHT.finditer(tail)]
    if not years:
        return []
    return [Clue(EXPLICIT, between(None, date(max(years), 12, 31)), f"the copyright line is of {max(years)}")]
