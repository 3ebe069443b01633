"""Productions for points of the calendar: dates in every order, months, years, decades, quarters, seasons, feasts.

Every function takes the reader and an index and answers a `Draft` (a time expression without its place) and the index
after it, or None. Numbers and words that only look like dates are turned away here.
"""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.reading import TimeWords
from dragoman.times.reader import Reader
from dragoman.times.words import (
    COUNTED,
    DECADES,
    FEASTS,
    NUMBERED,
    SEASONS,
    SHORT_MONTHS,
    WORDLIKE_MONTHS,
)

YEAR_LEADS = frozenset(
    """in since of until till by before after from during through throughout around circa about early late mid year and
    to between for into than spring summer autumn fall winter""".split()
)
MONTH_LEADS = frozenset(
    """in since until till by before after from during through throughout around early late mid last next this of to and
    between every each previous following on""".split()
)
DETERMINERS = frozenset("the a an its their his her our this that these those 's first second third".split())
LONGEST_RANGE = 200  # years that "1914-18" and "2015 to 2017" may span; beyond it the numbers are something else


class Draft(TimeWords, frozen=True, kw_only=True):
    """A time expression as it is being read; `to` is the end of a range, with its first and its end token."""

    to: tuple[Draft, int, int] | None = None


Found = tuple[Draft, int]


def iso(r: Reader, i: int) -> Found | None:
    """2017-09-28, 2017/09/28, with 21:51 or T21:51:00Z after it."""
    head = r.year(i)
    mark = r.low(i + 1)
    if (
        head is None
        or mark not in ("-", "/")
        or r.low(i + 3) != mark
        or not all(r.glued(k) for k in range(i + 1, i + 5))
    ):
        return None
    month, day = r.tokens[i + 2].value, r.tokens[i + 4].value
    if month is None or day is None or not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    draft, j = Draft("date", year=head[0], month=month, day=day), i + 5
    at = j + 1 if r.low(j) == "t" and r.glued(j) else j
    if at > j or r.joined(j):
        clock = r.clock(at, bare=True)
        if clock is not None:
            hour, minute, zone, j = clock
            if zone is None and r.low(j) in ("+", "-") and r.glued(j) and r.glued(j + 1):
                sign, digits = r.low(j), r.text(j + 1)
                if r.low(j + 2) == ":" and r.glued(j + 2) and r.glued(j + 3) and len(digits) == 2:
                    zone, j = f"{sign}{digits}:{r.text(j + 3)}", j + 4
                elif len(digits) == 4:
                    zone, j = f"{sign}{digits[:2]}:{digits[2:]}", j + 2
            draft = replace(draft, hour=hour, minute=minute, zone=zone)
    return draft, j


def numeric(r: Reader, i: int) -> Found | None:
    """28/9/2017 or 9/28/2017; where day and month cannot be told apart only the year is kept."""
    mark = r.low(i + 1)
    if mark not in ("/", ".", "-") or r.low(i + 3) != mark or not all(r.glued(k) for k in range(i + 1, i + 5)):
        return None
    if len(r.text(i)) > 2 or len(r.text(i + 2)) > 2 or (r.glued(i) and r.low(i - 1) in (mark, "$")):
        return None
    first, second, year = r.tokens[i].value, r.tokens[i + 2].value, r.year(i + 4)
    if first is None or second is None or year is None or (r.glued(i + 5) and r.low(i + 5) == mark):
        return None
    if first > 12 >= second >= 1 and first <= 31:
        return Draft("date", year=year[0], month=second, day=first), i + 5
    if second > 12 >= first >= 1 and second <= 31:
        return Draft("date", year=year[0], month=first, day=second), i + 5
    if first == second and 1 <= first <= 12:
        return Draft("date", year=year[0], month=first, day=second), i + 5
    if 1 <= first <= 12 and 1 <= second <= 12:
        # A full stop between the numbers is the continental order; a slash may be either.
        if mark == ".":
            return Draft("date", year=year[0], month=second, day=first), i + 5
        return Draft("date", year=year[0]), i + 5
    return None


def day_and_month(r: Reader, i: int) -> Found | None:
    """28 September, the 28th of September 2017, September 28, Sept. the 28th, with or without a year."""
    j = i + 1 if r.low(i) == "the" else i
    if (day := r.day(j)) is not None:
        k = day[1]
        if r.low(k) == "of" and r.joined(k):
            k += 1
        if r.joined(k) and (month := r.month(k)) is not None and not _other_name(r, month, k):
            if ancient(r, month[1]):
                return None
            return _with_year(r, Draft("date", month=month[0], day=day[0]), month[1])
    if j == i and (month := r.month(i)) is not None:
        k = month[1]
        if r.low(k) == "the" and r.joined(k):
            k += 1
        elif r.low(k) == "," and r.joined(k):
            return None
        if r.joined(k) and (day := r.day(k)) is not None and r.tokens[k].kind == "number":
            return _with_year(r, Draft("date", month=month[0], day=day[0]), day[1])
    return None


def ancient(r: Reader, i: int) -> bool:
    """A year of three digits stands at `i`, after a comma or "of": a date that is not ours to read."""
    j = i + 1 if r.low(i) in (",", "of", "in") and r.joined(i) else i
    return r.joined(j) and r.tokens[j].kind == "number" and len(r.text(j)) == 3 and not counted(r, j + 1)


def _other_name(r: Reader, month: tuple[int, int], i: int) -> bool:
    """ "2 May cabinets": a bare number and a short month that goes on as a name does."""
    return r.low(i) in SHORT_MONTHS - {"sept"} and month[1] == i + 1 and r.dash(i + 1) and not r.glued(i)


def _with_year(r: Reader, draft: Draft, i: int) -> Found:
    """A year after a day, with or without a comma; "last year" and "next year" too."""
    j = i + 1 if r.low(i) in (",", "of", "in") and r.joined(i) else i
    if r.joined(j) and (year := r.year(j)) is not None and not counted(r, year[1]):
        return replace(draft, year=year[0]), year[1]
    return of_relative_year(r, draft, i)


def of_relative_year(r: Reader, draft: Draft, i: int) -> Found:
    """ "March last year", "12 May of next year", "September this year", "in May that year"."""
    j = i + 1 if r.low(i) in ("of", ",") and r.joined(i) else i
    step = {"last": -1.0, "this": 0.0, "next": 1.0}.get(r.low(j))
    if step is not None and r.joined(j) and r.low(j + 1) == "year" and r.joined(j + 1):
        return replace(draft, unit="year", amount=step), j + 2
    if (end := r.phrase(j, "that", "year") or r.phrase(j, "the", "same", "year")) is not None and r.joined(j):
        return replace(draft, form="anchored", unit="year", amount=0.0), end
    return draft, i


def days_of_month(r: Reader, i: int) -> Found | None:
    """3 to 5 May 2019, 28-30 September, May 3-5, September 28 and 29: a range inside one month."""
    first = r.day(i)
    if first is not None and r.tokens[i].kind == "number":
        k = _connector(r, first[1])
        if k is None or (last := r.day(k)) is None or not r.joined(k):
            return None
        m = last[1] + 1 if r.low(last[1]) == "of" else last[1]
        if not r.joined(m) or (month := r.month(m)) is None:
            return None
        whole, j = _with_year(r, Draft("date", month=month[0], day=last[0]), month[1])
        if first[0] < last[0]:
            return replace(whole, day=first[0], to=(whole, k, j)), j
        return None
    month = r.month(i)
    if month is None or not r.joined(month[1]) or (first := r.day(month[1])) is None:
        return None
    k = _connector(r, first[1])
    if k is None or (last := r.day(k)) is None or not r.joined(k) or last[0] <= first[0]:
        return None
    if (r.joined(last[1]) and r.month(last[1]) is not None) or r.low(last[1]) == "of":
        return None  # "September 28 to 2 October"
    if counted(r, last[1]):
        return None
    whole, j = _with_year(r, Draft("date", month=month[0], day=last[0]), last[1])
    return replace(whole, day=first[0], to=(whole, k, j)), j


def _connector(r: Reader, i: int) -> int | None:
    if not r.joined(i):
        return None
    if r.dash(i) or r.low(i) in ("to", "and", "until", "till", "through", "/"):
        return i + 1
    return None


def month_and_year(r: Reader, i: int) -> Found | None:
    """September 2017, Sept. 2017, May, 2019, September of 2017, March last year."""
    if (month := r.month(i)) is None:
        return None
    j = month[1] + 1 if r.low(month[1]) in (",", "of", "in") and r.joined(month[1]) else month[1]
    draft = Draft("date", month=month[0])
    if r.joined(j) and (year := r.year(j)) is not None and not counted(r, year[1]):
        return replace(draft, year=year[0]), year[1]
    found = of_relative_year(r, draft, month[1])
    return found if found[1] > month[1] else None


def month_alone(r: Reader, i: int) -> Found | None:
    """A bare month; those that are also words or names need a preposition before them."""
    if (month := r.month(i)) is None or r.low(i) in SHORT_MONTHS:
        return None
    lead, after = r.low(i - 1) if r.joined(i) else "", r.low(i + 1) if r.joined(i + 1) else ""
    if ancient(r, i + 1):
        return None
    dashed = lead in ("-", "–") and r.low(i - 2) in ("early", "mid", "late", "end")
    if r.text(i).isupper() and lead == "":
        return None
    if month[0] in WORDLIKE_MONTHS:
        if after == "'s" and lead not in ("last", "this", "next", "in", "since"):
            return None
        named = r.joined(i + 1) and r.capital(i + 1) and lead not in ("in", "since", "until", "last", "this", "next")
        led = lead in MONTH_LEADS or dashed or (lead == "the" and r.tokens[i + 1 : i + 2] and _deal(r, i + 1))
        if not led or named:
            return None
        if lead in ("to", "and", "on", "of", "before", "after", "by", "from", "for") and month[0] in (3, 5):
            # "to March", "and May", "by May": a verb or a minister as often as a month
            range_opens = r.month(i - 2) is not None or r.low(i - 2) in MONTH_LEADS
            if not range_opens and not (lead in ("by", "from", "before", "after", "of") and not r.capital(i + 1)):
                return None
    if lead == "'s" or (lead and r.tokens[i - 1].kind == "word" and r.capital(i - 1) and lead not in MONTH_LEADS):
        # "Black September", "Russia's October revolution" name something
        return None if lead != "'s" and lead not in DETERMINERS else (Draft("date", month=month[0]), i + 1)
    return Draft("date", month=month[0]), i + 1


def _deal(r: Reader, i: int) -> bool:
    """A common noun follows, not the preposition of "the March on Rome"."""
    word = r.low(i)
    return (
        word.isalpha() and not r.capital(i) and word not in {"on", "to", "for", "against", "from", "of", "in", "that"}
    )


def counted(r: Reader, i: int) -> bool:
    """The word at `i` makes the number before it an amount."""
    return r.joined(i) and r.low(i) in COUNTED or (r.low(i) == "%" and r.joined(i))


def year_alone(r: Reader, i: int) -> Found | None:
    """A year that its surroundings show to be one: in 2016, the 2016 deal, (2016), 2014-16."""
    if (year := r.year(i)) is None or counted(r, year[1]):
        return None
    value, j = year
    lead = r.low(i - 1) if r.joined(i) else ""
    if lead in NUMBERED or lead in ("$", "€", "£", "¥", "#", "+", "№", ".", "/", ":", "="):
        return None
    if (
        r.glued(i)
        and lead in ("-", "–")
        and not (r.year(i - 2) is not None or r.low(i - 2) in ("mid", "early", "late"))
    ):
        return None
    if r.low(j) in (".", ",", ":") and r.glued(j) and r.glued(j + 1) and r.tokens[j + 1].kind == "number":
        return None
    if r.low(j) in ("bc", "bce", "gmt", "utc", "hours") or lead in ("ad",):
        return None
    if r.low(j) == "/" and r.glued(j) and r.glued(j + 1) and len(r.text(j + 1)) > 2 and r.year(j + 1) is None:
        return None
    draft = Draft("date", year=value)
    if (last := _range_of_years(r, value, j)) is not None:
        end, k, stop = last
        return replace(draft, to=(Draft("date", year=end), k, stop)), stop
    if r.dash(j) and r.glued(j) and r.glued(j + 1) and r.tokens[j + 1].kind == "number":
        return None
    modern = 1900 <= value <= 2060
    if lead in YEAR_LEADS or (lead in ("-", "–") and r.low(i - 2) in ("mid", "early", "late", "end")):
        round_amount = value % 100 == 0 and r.joined(j) and r.low(j).endswith("s") and not r.capital(j)
        return None if round_amount or (lead in ("of", "than", "about", "around") and not modern) else (draft, j)
    if lead == "(" and r.low(j) == ")" and value >= 1500:
        return draft, j
    if modern and lead == "(" and r.low(j) in (")", ",", ";"):
        return draft, j
    if modern and (lead in DETERMINERS or (r.capital(i - 1) and lead.isalpha())) and value % 100:
        plural = r.low(j).endswith("s") and r.joined(j) and not r.capital(j) and lead not in DETERMINERS
        return None if plural else (draft, j)
    if modern and value % 100 and not r.joined(i) and r.joined(j) and r.low(j) in ("was", "saw", "is", "will", "has"):
        return draft, j
    if modern and lead in (",", ")") and r.month(i - 2) is None and r.year(i - 2) is not None:
        return draft, j  # "in 2012, 2014 and 2016"
    return None


def _range_of_years(r: Reader, first: int, i: int) -> tuple[int, int, int] | None:
    """The end of "2014-2016", "2014-16" or "2014/15": its year, its token and the index after it."""
    if not ((r.dash(i) or r.low(i) == "/") and r.joined(i)):
        return None
    if (last := r.year(i + 1)) is not None and r.joined(i + 1) and first < last[0] <= first + LONGEST_RANGE:
        return last[0], i + 1, last[1]
    short = r.tokens[i + 1].value if r.glued(i) and r.glued(i + 1) and len(r.text(i + 1)) == 2 else None
    if short is not None and not r.dash(i + 2) and short > first % 100:
        return first - first % 100 + short, i + 1, i + 2
    return None


def decade_or_century(r: Reader, i: int) -> Found | None:
    """the 1990s, the '90s, the nineties, the 19th century, the twenty-first century."""
    digits = r.tokens[i].value if i < r.size else None
    if digits is not None and r.low(i + 1) in ("s", "'s") and r.glued(i + 1):
        if len(r.text(i)) == 4 and digits % 10 == 0 and 1000 <= digits <= 2090:
            return Draft("date", year=digits, unit="decade"), i + 2
        if len(r.text(i)) == 2 and digits % 10 == 0 and r.low(i - 1) in ("'", "’", "‘", "the"):
            return Draft("date", year=1900 + digits, unit="decade"), i + 2
    if r.low(i) in DECADES and r.low(i - 1) in ("the", "late", "early", "mid", "-"):
        return Draft("date", year=1900 + DECADES[r.low(i)], unit="decade"), i + 1
    if (rank := r.ordinal(i)) is not None and 1 < rank[0] < 23:
        j = rank[1] + 1 if r.dash(rank[1]) else rank[1]
        if r.low(j) == "century" and r.joined(j):
            if r.low(j + 1) in ("bc", "bce"):
                return None
            return Draft("date", year=(rank[0] - 1) * 100 + 1, unit="century"), j + 1
    return None


def part_of_year(r: Reader, i: int) -> Found | None:
    """the first quarter of 2019, Q3 2020, the second half of the year, spring 2019, the summer of 2020."""
    unit, rank, j = "", None, i
    low = r.low(i)
    if low == "q" and r.glued(i + 1) and r.tokens[i + 1].value in (1, 2, 3, 4):
        unit, rank, j = "quarter", r.tokens[i + 1].value, i + 2
    elif (named := r.ordinal(i)) is not None and r.low(named[1]) in ("quarter", "half") and r.joined(named[1]):
        unit, rank, j = r.low(named[1]), named[0], named[1] + 1
        if rank > (4 if unit == "quarter" else 2):
            return None
    season = SEASONS.get(low) if not unit else None
    if season is not None:
        j = i + 1
    elif not unit:
        return None
    draft = Draft("season", season=season) if season else Draft("date", unit=unit, amount=float(rank or 0))
    k = j + 1 if r.low(j) in ("of", ",") and r.joined(j) else j
    if r.joined(k) and (year := r.year(k)) is not None and not counted(r, year[1]):
        return replace(draft, year=year[0]), year[1]
    step = {"last": -1, "this": 0, "next": 1}.get(r.low(k))
    if step is not None and r.low(k + 1) == "year":
        if season:
            return replace(draft, unit="year", amount=float(step)), k + 2
        return replace(draft, mods=({-1: "last", 0: "this", 1: "next"}[step],)), k + 2
    if r.phrase(k, "the", "year") is not None and unit:
        return replace(draft, mods=("this",)), k + 2
    if unit:
        return (draft, j) if unit == "quarter" and r.low(i - 1) == "the" else None
    led = r.low(i - 1) in ("in", "since", "until", "by", "early", "late", "mid") or (
        r.low(i - 1) == "the" and r.low(i - 2) in ("in", "during", "over", "since", "until", "by", "of", "throughout")
    )
    if low in ("fall", "spring") and r.low(j) == "of":
        return None
    return (draft, j) if led and not (low == "fall" and r.low(i - 1) != "the") else None


def feast(r: Reader, i: int) -> Found | None:
    """New Year's Eve, Christmas Day: the fixed feasts of the civil calendar."""
    if not r.capital(i):
        return None
    for words, (month, day) in FEASTS.items():
        if (j := r.phrase(i, *words)) is not None:
            if words == ("christmas",) and r.joined(j) and r.capital(j):
                return None  # Christmas Island
            draft = Draft("date", month=month, day=day)
            if r.joined(j) and (year := r.year(j)) is not None:
                return replace(draft, year=year[0]), year[1]
            return of_relative_year(r, draft, j)
    return None
