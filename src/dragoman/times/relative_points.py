"""Productions for what needs a reference: weekdays, offsets, periods, lengths, ages, and steps from another event."""

from __future__ import annotations

from msgspec.structs import replace

from dragoman.times.calendar_points import (
    Draft,
    Found,
    day_and_month,
    days_of_month,
    month_alone,
    month_and_year,
    year_alone,
)
from dragoman.times.reader import Reader
from dragoman.times.words import NAMED_DAYS_AFTER, NAMED_DAYS_BEFORE, PARTS_OF_DAY, SEASONS, SHORT_WEEKDAYS

STEPS = {"last": -1, "this": 0, "next": 1}
LAST_WORDS = frozenset("last past previous preceding".split())
NEXT_WORDS = frozenset("next coming following".split())
NOW_WORDS = frozenset("now currently nowadays presently".split())
# What goes before "now" or stands after it where no time is meant.
NOT_NOW = frozenset(("known", "defunct", "famous", "infamous", "familiar"))
OLD = frozenset("old".split())
LONG = frozenset("long lasting".split())


def weekday(r: Reader, i: int) -> Found | None:
    """Monday, last Monday, Monday last week, Wednesday, September 28, Thursday (28 September), Monday morning."""
    mods: tuple[str, ...] = ()
    j = i
    if r.low(i) in STEPS and r.joined(i + 1):
        mods, j = (r.low(i),), i + 1
    elif r.low(i) in ("coming", "past") and r.joined(i + 1):
        mods, j = ({"coming": "next", "past": "last"}[r.low(i)],), i + 1
    if (day := r.weekday(j)) is None:
        return None
    lead = r.low(j - 1) if r.joined(j) else ""
    after = r.low(day[1]) if r.joined(day[1]) else ""
    if lead in ("a", "an", "one", "some") and not mods and after not in PARTS_OF_DAY:
        return None  # "on a Thursday in May"
    if lead in NAMED_DAYS_BEFORE or (after in NAMED_DAYS_AFTER and r.capital(day[1])) or lead in ("every", "each"):
        return None
    draft, k = Draft("weekday", weekday=day[0], mods=mods), day[1]
    # with a date beside it
    at = k + 1 if after == "," else k
    bracket = after == "("
    if bracket:
        at = k + 1
    if r.low(at) == "the" or r.low(at) == "on":
        at = at + 1 if r.low(at) == "on" else at
    if r.joined(at) and (dated := day_and_month(r, at) or _days(r, at)) is not None and dated[0].weekday is None:
        end = dated[1]
        if bracket:
            if r.low(end) != ")":
                return draft, k
            end += 1
        return replace(dated[0], weekday=day[0], mods=mods), end
    if r.low(j) in SHORT_WEEKDAYS:
        return None  # "Sun", "Mon" and "Sat" need a date beside them
    if r.low(k) in PARTS_OF_DAY and r.joined(k):
        k += 1
    # "Monday last week", "Monday of next week"
    m = k + 1 if r.low(k) in ("of", "in") and r.joined(k) else k
    if r.low(m) in STEPS and r.low(m + 1) == "week" and r.joined(m + 1):
        return replace(draft, unit="week", amount=float(STEPS[r.low(m)])), m + 2
    if r.low(k) == "last" and not mods and r.low(k + 1) in ("", ".", ",", ";"):
        return replace(draft, mods=("last",)), k + 1
    return draft, k


def _days(r: Reader, i: int) -> Found | None:
    found = days_of_month(r, i)
    return None if found is None else (replace(found[0], to=None), found[1])


def stepped_weekday(r: Reader, i: int) -> Found | None:
    """the following Monday, the previous Friday: a weekday seen from another event."""
    j = i + 1 if r.low(i) == "the" else i
    step = 1.0 if r.low(j) == "following" else -1.0 if r.low(j) in ("previous", "preceding") else 0.0
    if not step or (day := r.weekday(j + 1)) is None or not r.joined(j + 1):
        return None
    return Draft("anchored", weekday=day[0], amount=step), day[1]


def day_word(r: Reader, i: int) -> Found | None:
    """today, yesterday morning, tonight, last night, overnight, the day after tomorrow, now."""
    low = r.low(i)
    if low == "the" and r.low(i + 1) == "day":
        if r.phrase(i + 2, "before", "yesterday") is not None:
            return Draft("offset", unit="day", amount=-2.0), i + 4
        if r.phrase(i + 2, "after", "tomorrow") is not None:
            return Draft("offset", unit="day", amount=2.0), i + 4
    if (today := {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}.get(low)) is not None:
        j = i + 1
        if r.low(j) in PARTS_OF_DAY and r.joined(j):
            j += 1
        return Draft("offset", unit="day", amount=float(today)), j
    if low == "overnight":
        return Draft("offset", unit="night", amount=-1.0), i + 1
    if low == "last" and r.low(i + 1) in ("night", "evening"):
        return Draft("offset", unit="day", amount=-1.0), i + 2
    if low == "this" and r.low(i + 1) in PARTS_OF_DAY and r.joined(i + 1):
        return Draft("offset", unit="day", amount=0.0), i + 2
    if low in NOW_WORDS and not (low == "now" and (r.low(i + 1) in NOT_NOW or (r.dash(i + 1) and r.glued(i + 1)))):
        if low == "now" and r.low(i - 1) in ("until", "till", "up", "by", "from", "right", "for", "just", "ever"):
            return (Draft("now"), i + 1) if r.low(i - 1) in ("until", "till", "by", "right", "for") else None
        return Draft("now"), i + 1
    for words in (("at", "present"), ("at", "the", "moment"), ("these", "days"), ("as", "of", "now")):
        if (end := r.phrase(i, *words)) is not None:
            return Draft("now"), end
    return None


def offset(r: Reader, i: int) -> Found | None:
    """last year, this month, next spring, last March, this weekend, the weekend, last century."""
    low = r.low(i)
    if low == "the" and r.low(i + 1) == "weekend":
        lead = r.low(i - 1)
        if lead in ("over", "at", "during", "on", "throughout", "by", "before", "until"):
            return Draft("offset", unit="weekend", amount=0.0), i + 2
        return None
    # "this past week": the rolling stretch
    if low == "this" and r.low(i + 1) in ("past", "coming") and (unit := r.unit(i + 2)) is not None and not unit[1]:
        step = -1.0 if r.low(i + 1) == "past" else 1.0
        if unit[0] in ("weekend", "month", "year"):
            return Draft("offset", unit=unit[0], amount=0.0 if unit[0] == "weekend" else step), unit[2]
        return Draft("period", unit=unit[0], amount=step), unit[2]
    if low not in STEPS or not r.joined(i + 1):
        return None
    step = float(STEPS[low])
    if r.low(i - 1) in ("the", "its", "his", "her", "their", "'s", "our") and low != "this":
        return None  # "the last year" is a stretch, "the next day" a step from another event, "her last month" neither
    unit = r.unit(i + 1)
    if unit is not None and not unit[1] and unit[0] not in ("second", "minute", "hour", "day"):
        return Draft("offset", unit=unit[0], amount=step), unit[2]
    season = SEASONS.get(r.low(i + 1))
    if season is not None:
        return Draft("season", season=season, mods=(low,)), i + 2
    month = r.month(i + 1)
    if month is not None and not (r.joined(month[1]) and (r.day(month[1]) is not None or r.low(month[1]) == "'s")):
        return Draft("date", month=month[0], mods=(low,)), month[1]
    if month is not None and r.low(month[1]) == "'s":
        return Draft("date", month=month[0], mods=(low,)), month[1]
    if month is not None and (dated := day_and_month(r, i + 1)) is not None and dated[0].year is None:
        return replace(dated[0], mods=(low,)), dated[1]
    return None


def earlier_later(r: Reader, i: int) -> Found | None:
    """earlier this month, later in the year, earlier today, later on Monday, early next week, late last year."""
    low = r.low(i)
    if low in ("earlier", "later"):
        j = i + 1
        if (k := r.phrase(j, "in", "the")) is not None or (k := r.phrase(j, "that")) is not None:
            unit = r.unit(k)
            if unit is None or unit[1]:
                return None
            if unit[0] == "day" or r.low(j) == "that":
                return Draft("anchored", unit=unit[0], amount=0.0), unit[2]
            return Draft("offset", unit=unit[0], amount=0.0, mods=(low,)), unit[2]
        if r.low(j) in ("on", "in"):
            j += 1
        found = day_word(r, j) or offset(r, j) or weekday(r, j)
        if found is None or not r.joined(j) or found[0].form == "now":
            return None
        if found[0].unit == "day" or found[0].weekday is not None:
            return found
        return replace(found[0], mods=(*found[0].mods, low)), found[1]
    return None


def edge(r: Reader, i: int) -> Found | None:
    """the end of the year, the start of this month, year-end, the middle of next week."""
    side = {
        "start": "start", "beginning": "start", "outset": "start", "end": "end", "close": "end", "middle": "mid",
        "turn": "start",
    }  # fmt: skip
    j = i + 1 if r.low(i) == "the" else i
    if r.low(j) == "year" and r.dash(j + 1) and r.low(j + 2) == "end":
        return Draft("offset", unit="year", amount=0.0, mods=("end",)), j + 3
    if r.low(j) == "year" and r.low(j + 1) == "end" and r.low(j - 1) in ("by", "before", "at", "until"):
        return Draft("offset", unit="year", amount=0.0, mods=("end",)), j + 2
    mod = side.get(r.low(j))
    if mod is None or r.low(j + 1) != "of" or not r.joined(j + 1):
        return None
    k = j + 2
    if r.low(k) == "the" and (unit := r.unit(k + 1)) is not None and not unit[1]:
        if unit[0] in ("week", "month", "year", "weekend"):
            return Draft("offset", unit=unit[0], amount=0.0, mods=(mod,)), unit[2]
        if unit[0] == "day":
            return Draft("anchored", unit="day", amount=0.0), unit[2]
        return None
    found = offset(r, k) or month_and_year(r, k) or month_alone(r, k) or year_alone(r, k)
    return None if found is None else (replace(found[0], mods=(*found[0].mods, mod)), found[1])


def period(r: Reader, i: int) -> Found | None:
    """the past decade, the last two years, recent weeks, the coming days, the next few months, within two weeks."""
    if r.low(i) == "recent" and (unit := r.unit(i + 1)) is not None and unit[1]:
        return Draft("period", unit=unit[0], mods=("last",)), unit[2]
    if r.low(i) == "coming" and (unit := r.unit(i + 1)) is not None and unit[1]:
        return Draft("period", unit=unit[0], mods=("next",)), unit[2]
    if r.low(i) == "within" and (limit := r.number(i + 1)) is not None and (unit := r.unit(limit[1])) is not None:
        if r.low(unit[2]) == "of" and r.joined(unit[2]):
            return None
        return Draft("period", unit=unit[0], amount=limit[0], mods=("next", "within")), unit[2]
    j = i + 1 if r.low(i) in ("the", "these") else i
    word = r.low(j)
    if word not in LAST_WORDS | NEXT_WORDS or word in ("preceding", "following", "previous"):
        return None
    sign = -1.0 if word in LAST_WORDS else 1.0
    k = j + 1
    amount = r.number(k) if r.joined(k) else None
    if amount is not None:
        if (
            (unit := r.unit(amount[1])) is None
            or not r.joined(amount[1])
            or (word == "last" and r.low(unit[2]) == "of")
        ):
            return None
        value = None if amount[0] is None else sign * amount[0]
        mods = () if value is not None else ("last" if sign < 0 else "next",)
        return Draft("period", unit=unit[0], amount=value, mods=mods), unit[2]
    if (unit := r.unit(k)) is None or not r.joined(k):
        return None
    if unit[1]:
        if word == "last" and r.low(unit[2]) == "of":
            return None  # "the last months of his life"
        return Draft("period", unit=unit[0], mods=("last" if sign < 0 else "next",)), unit[2]
    if word == "past" or (word == "coming" and j > i) or (word == "last" and j > i and r.low(i) == "the"):
        if r.low(unit[2]) == "of" and r.joined(unit[2]):
            return None  # "the last day of the talks"
        return Draft("period", unit=unit[0], amount=sign), unit[2]
    return None


def _unit_after(r: Reader, amount: tuple[float | None, int]) -> tuple[str, bool, int, bool] | None:
    """The unit after an amount, joined by a blank or a hyphen (the last item says which)."""
    j = amount[1]
    hyphen = r.dash(j) and r.glued(j)
    k = j + 1 if hyphen else j
    unit = r.unit(k)
    if unit is None or not r.joined(k) or (hyphen and unit[1]):
        return None
    return unit[0], unit[1], unit[2], hyphen


def amount_of_time(r: Reader, i: int) -> Found | None:
    """three days ago, two weeks later, three days after, for 18 months, three-month, six-year-old, in two weeks."""
    start = i
    prefix = ""
    if r.low(i) in ("for", "in", "within") and r.joined(i + 1):
        prefix, i = r.low(i), i + 1
        if r.low(i) == "the":
            return None
    mods, j = r.about(i)
    if r.low(j) == "just":
        mods, j = r.about(j + 1)
    amount = r.number(j)
    bare = amount is None
    if amount is None:
        # days later, weeks of talks, for months; decade-old, month-long
        unit = r.unit(j)
        if unit is None:
            return None
        if not unit[1]:
            return _hyphened(r, j, unit, mods)
        plain = (unit[0], True, unit[2], False)
        value: float | None = None
    else:
        if mods and not r.joined(j):
            return None
        found = _unit_after(r, amount)
        if found is None:
            return None
        plain, value = found, amount[0]
    name, plural, k, hyphen = plain
    if name == "weekend" or (name == "quarter" and not hyphen):
        return None
    if amount is not None and value == 1 and r.low(j) in ("a", "an") and plural:
        return None
    if hyphen:
        rest = k + 1 if r.dash(k) and r.glued(k) else k
        if rest > k and r.low(rest) in OLD:
            return Draft("age", unit=name, amount=value, mods=mods), rest + 1
        if rest > k and r.low(rest) in LONG:
            return Draft("duration", unit=name, amount=value, mods=mods), rest + 1
        return Draft("duration", unit=name, amount=value, mods=mods), k
    follow = r.low(k) if r.joined(k) else ""
    if follow == "old" and not bare:
        return Draft("age", unit=name, amount=value, mods=mods), k + 1
    if follow == "ago":
        return Draft("offset", unit=name, amount=-value if value is not None else None, mods=(*mods, "last")), k + 1
    if follow == "from" and r.low(k + 1) == "now":
        return Draft("offset", unit=name, amount=value, mods=(*mods, "next")), k + 2
    if follow == "time" and prefix == "in":
        return Draft("offset", unit=name, amount=value, mods=(*mods, "next")), k + 1
    if follow in ("later", "afterwards", "afterward", "after", "earlier", "before", "previously", "prior"):
        sign = 1.0 if follow in ("later", "afterwards", "afterward", "after") else -1.0
        side = "after" if sign > 0 else "before"
        end = k + 2 if follow == "prior" and r.low(k + 1) == "to" else k + 1
        return Draft("anchored", unit=name, amount=None if value is None else sign * value, mods=(*mods, side)), end
    if follow == "into" or follow == "since":
        return Draft("duration", unit=name, amount=value, mods=mods), k
    if (
        prefix == "in"
        and not bare
        and not mods
        and r.low(start - 1) not in ("first", "meeting", "time", "talks", "visit")
    ):
        return Draft("offset", unit=name, amount=value, mods=("next", "in")), k
    if bare:
        if prefix == "for" or follow == "of" or r.low(j - 1) in ("after", "for", "of", "over"):
            return Draft("duration", unit=name, amount=None), k
        return None
    if r.low(j) in ("a", "an") and prefix != "for":
        # "a year", "a day" alone: a rate as often as a length
        return None
    return Draft("duration", unit=name, amount=value, mods=mods), k


def _hyphened(r: Reader, i: int, unit: tuple[str, bool, int], mods: tuple[str, ...]) -> Found | None:
    """decade-old, year-long, decades-long."""
    if r.dash(unit[2]) and r.glued(unit[2]) and r.glued(unit[2] + 1):
        if r.low(unit[2] + 1) in OLD:
            return Draft("age", unit=unit[0], amount=1.0, mods=mods), unit[2] + 2
        if r.low(unit[2] + 1) in LONG:
            return Draft("duration", unit=unit[0], amount=1.0, mods=mods), unit[2] + 2
    return None


def nth_year(r: Reader, i: int) -> Found | None:
    """its ninth year, the third day: an age that is not yet full; the fifth anniversary."""
    if (rank := r.ordinal(i)) is None or not r.joined(rank[1]):
        return None
    j = rank[1]
    if r.low(j) == "anniversary":
        return Draft("anchored", unit="year", amount=float(rank[0]), mods=("after",)), j + 1
    if r.low(i - 1) in ("its", "their") and r.low(i - 2) in ("in", "into", "entered", "enters", "entering", "now"):
        unit = r.unit(j)
        if unit is not None and not unit[1]:
            return Draft("age", unit=unit[0], amount=float(rank[0] - 1), mods=("in",)), unit[2]
    return None


def step(r: Reader, i: int) -> Found | None:
    """the day before, the next day, the following week, the same day, that month, a day earlier, the eve."""
    low = r.low(i)
    if low == "that" and r.low(i + 1) == "same" and (unit_ := r.unit(i + 2)) is not None and not unit_[1]:
        return Draft("anchored", unit=unit_[0], amount=0.0), unit_[2]
    if low == "that" and r.low(i + 1) in ("day", "week", "month", "year", "night", "evening", "morning"):
        unit = {"night": "day", "evening": "day", "morning": "day"}.get(r.low(i + 1), r.low(i + 1))
        return Draft("anchored", unit=unit, amount=0.0), i + 2
    if low == "that" and r.joined(i + 1):
        if (season := SEASONS.get(r.low(i + 1))) is not None:
            return Draft("anchored", season=season, amount=0.0), i + 2
        if (month := r.month(i + 1)) is not None and r.low(i + 1) != "march" and r.day(month[1]) is None:
            return Draft("anchored", month=month[0], unit="year", amount=0.0), month[1]
    if low != "the":
        return None
    word = r.low(i + 1)
    if word in ("next", "following", "previous", "same") and r.low(i + 2) in PARTS_OF_DAY and r.joined(i + 2):
        sign = {"next": 1.0, "following": 1.0, "same": 0.0}.get(word, -1.0)
        return Draft("anchored", unit="day", amount=sign), i + 3
    if word in ("following", "next", "previous", "preceding") and r.joined(i + 2):
        sign = 1.0 if word in ("following", "next") else -1.0
        if (season := SEASONS.get(r.low(i + 2))) is not None:
            return Draft("anchored", season=season, amount=sign), i + 3
        if (month := r.month(i + 2)) is not None and r.day(month[1]) is None:
            return Draft("anchored", month=month[0], amount=sign), month[1]
    if word in ("next", "following", "previous", "preceding", "same") and (unit_ := r.unit(i + 2)) is not None:
        if unit_[1] or not r.joined(i + 2) or unit_[0] in ("second", "minute", "hour"):
            return None
        sign = {"next": 1.0, "following": 1.0, "same": 0.0}.get(word, -1.0)
        return Draft("anchored", unit=unit_[0], amount=sign), unit_[2]
    if (unit_ := r.unit(i + 1)) is not None and not unit_[1] and r.joined(unit_[2]):
        side = r.low(unit_[2])
        if side in ("before", "after", "earlier") and unit_[0] in ("day", "week", "month", "year"):
            return Draft("anchored", unit=unit_[0], amount=1.0 if side == "after" else -1.0), unit_[2] + 1
    if word == "eve" and r.low(i + 2) == "of":
        return Draft("anchored", unit="day", amount=-1.0), i + 2
    return None


# What may follow "on the 11th" as a day: closed words, or a name that is none of an army, a party or an amendment.
AFTER_DAY = frozenset(
    """. , ; ) : and when but that as after before in at a an the his her its their our he she it they we both two three
    four several some many most all no nobody former then to with while""".split()
)
RANKED_NAMES = frozenset(
    """congress party amendment army division brigade battalion regiment corps fleet infantry parallel summit session
    anniversary century street avenue arrondissement district floor republic assembly plenum conference round meeting
    day independence annual international world""".split()
)


def _day_ends(r: Reader, i: int) -> bool:
    if not r.joined(i) or r.low(i) in AFTER_DAY:
        return True
    return r.capital(i) and r.low(i) not in RANKED_NAMES and r.low(i + 1) not in RANKED_NAMES


def day_of_month(r: Reader, i: int) -> Found | None:
    """the 28th; the 28th of this month."""
    if r.low(i) != "the" or (rank := r.ordinal(i + 1)) is None or r.tokens[i + 1].kind != "number":
        return None
    if not 1 <= rank[0] <= 31:
        return None
    j = rank[1]
    if r.low(j) == "of" and r.low(j + 1) in STEPS and r.low(j + 2) == "month":
        return Draft("date", day=rank[0], unit="month", amount=float(STEPS[r.low(j + 1)])), j + 3
    of = r.low(i - 1) == "of" and r.low(i - 2) in PARTS_OF_DAY  # "on the night of the 7th"
    if (of or r.low(i - 1) in ("on", "until", "by", "from", "since")) and _day_ends(r, j):
        return Draft("date", day=rank[0]), j
    return None
