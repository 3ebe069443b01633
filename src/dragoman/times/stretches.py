"""The days that an expression names: by itself, seen from a reference day, or stepped from another event."""

from __future__ import annotations

from datetime import date

from dragoman.reading import Tense, TimeExpression
from dragoman.times.days import (
    Stretch,
    add_months,
    century_of,
    decade_of,
    half_of,
    hull,
    month_of,
    one,
    quarter_of,
    safe,
    season_of,
    shaded,
    shift,
    week_of,
    weekend_of,
    year_of,
)

# "On September 20" told in the past tense on 27 August means this year's, planned, far more often than last year's:
# beyond FAR days back the year on the other side wins when it is within NEAR. Tuned on our own expressions.
FAR, NEAR = 300, 60
SLACK = 1  # days that a past event may lie after the reference: the date line of another time zone
FRESH = 60  # days after a season's end during which "last summer" may mean that one or the one before
# What vague amounts reach, in units: "several weeks ago", "a few days later".
VAGUE_LEAST, VAGUE_MOST = 2, 12
# Days that "recent" or "coming" units cover; generous, since the truth must lie within.
RECENT = {"hour": 1, "day": 14, "week": 70, "month": 400, "year": 3660, "decade": 18300, "century": 109600}
UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
UNIT_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
FIRST_YEAR, LAST_YEAR = 1000, 3000  # of a reference; beyond them no report was written
MOST_MONTHS = 24_000  # steps beyond two thousand years are not dates of news


def absolute(e: TimeExpression) -> Stretch | None:
    """The days of an expression that needs no reference; None for all others and for days that do not exist."""
    if e.form not in ("date", "season") or e.year is None:
        return None
    if e.form == "season":
        return _shade(_season(e.year, e.season or "winter"), e)
    if e.unit in ("decade", "century"):
        return _shade(decade_of(e.year) if e.unit == "decade" else century_of(e.year), e)
    if e.unit in ("quarter", "half") and e.amount is not None:
        return _part(e.year, e.unit, int(e.amount))
    if e.month is None:
        return _shade(year_of(e.year), e)
    if e.day is None:
        return _shade(month_of(e.year, e.month), e)
    day = safe(e.year, e.month, e.day)
    return None if day is None else one(day)


def needs_anchor(e: TimeExpression) -> bool:
    """Whether the expression counts from another event: "two days later", "at 0900 GMT"."""
    clock_only = e.form == "date" and e.hour is not None and e.day is None and e.month is None
    return e.form == "anchored" or clock_only


def day_only(e: TimeExpression) -> bool:
    """Whether the expression names a day of a month that it does not name: "on the 11th"."""
    return e.form == "date" and e.day is not None and e.month is None and e.unit is None


def seen_from(e: TimeExpression, ref: date, tense: Tense) -> Stretch | None:
    """The days of a relative expression, told on `ref`."""
    if not FIRST_YEAR <= ref.year <= LAST_YEAR:
        return None
    if e.form == "weekday":
        return _weekday(e, ref, tense)
    if e.form == "date":
        # With its year it needs no reference: it names a day that the calendar does not have.
        return None if e.year is not None else _date(e, ref, tense)
    if e.form == "offset":
        return _offset(e, ref, tense)
    if e.form == "season":
        return _relative_season(e, ref, tense)
    if e.form == "period":
        return _period(e, ref, tense)
    if e.form == "now":
        return one(ref)
    return None


def stepped(e: TimeExpression, anchor: date) -> Stretch | None:
    """The days of "three days after", "the previous week", "the following Monday", counted from `anchor`."""
    if not FIRST_YEAR <= anchor.year <= LAST_YEAR:
        return None
    if e.form == "date":
        return one(anchor)  # an hour of that day
    if e.season is not None or (e.month is not None and e.amount):  # "the following spring", "the previous May"
        return _next_of(e, anchor)
    if e.month is not None:  # "in May that year"
        day = None if e.day is None else safe(anchor.year, e.month, e.day)
        return _shade(month_of(anchor.year, e.month), e) if e.day is None else None if day is None else one(day)
    if e.weekday is not None:
        if (e.amount or 1) > 0:
            return one(shift(anchor, (e.weekday - anchor.weekday() - 1) % 7 + 1))
        return one(shift(anchor, -((anchor.weekday() - e.weekday - 1) % 7 + 1)))
    unit = e.unit or "day"
    if e.amount is None:
        if unit in ("hour", "minute", "second"):
            return one(anchor)  # "hours later": as a rule on the same day
        sign = -1 if "before" in e.mods else 1
        return _vague(anchor, unit, sign)
    if unit in ("hour", "minute", "second"):
        hours = e.amount * {"hour": 1.0, "minute": 1 / 60, "second": 1 / 3600}[unit]
        over = int(abs(hours) // 24) + (1 if abs(hours) % 24 else 0)
        far = shift(anchor, over if hours > 0 else -over)
        near = shift(anchor, (int(abs(hours) // 24)) * (1 if hours > 0 else -1))
        return Stretch(min(near, far), max(near, far), "range")
    return _whole(
        anchor,
        unit,
        e.amount,
        about="about" in e.mods,
        loose=abs(e.amount) > 1 or bool({"after", "before"} & set(e.mods)),
    )


def _next_of(e: TimeExpression, anchor: date) -> Stretch | None:
    """The first such season or month that begins after the anchor's, or the last that ended before it."""
    if e.season is not None:
        every = [season_of(year, e.season) for year in range(anchor.year - 2, anchor.year + 3)]
        if e.amount == 0:
            return season_of(anchor.year, e.season)
    else:
        every = [month_of(year, e.month or 1) for year in range(anchor.year - 2, anchor.year + 3)]
    if (e.amount or 1) > 0:
        return next((s for s in every if s.lo is not None and s.lo > anchor), None)
    return next((s for s in reversed(every) if s.hi is not None and s.hi < anchor), None)


def _weekday(e: TimeExpression, ref: date, tense: Tense) -> Stretch:
    assert e.weekday is not None
    back = (ref.weekday() - e.weekday) % 7
    ahead = (e.weekday - ref.weekday()) % 7
    if e.unit == "week" and e.amount is not None:
        monday = shift(ref, -ref.weekday() + 7 * int(e.amount))
        return one(shift(monday, e.weekday))
    if "last" in e.mods:
        near = shift(ref, -(back or 7))
        # Said within two days of it, "last Monday" is as often the one a week before: then it is left open.
        return one(near) if not 0 < back <= 2 else Stretch(shift(near, -7), near, "range")
    if "next" in e.mods:
        near = shift(ref, ahead or 7)
        # With the day still ahead in the same week, "next Friday" may be this one or the next: left open.
        in_week = ahead > 0 and near <= shift(ref, 6 - ref.weekday())
        return Stretch(near, shift(near, 7), "range") if in_week else one(near)
    if tense == "past":
        return one(shift(ref, -back))
    return one(shift(ref, ahead))


def _nearest(candidates: list[tuple[date, Stretch]], ref: date, tense: Tense, *, leaping: bool) -> Stretch | None:
    """Of the same day or month in three years, the one on the side of the tense, or, `leaping`, a much nearer one."""
    before = [c for c in candidates if c[0] <= shift(ref, SLACK if tense == "past" else 0)]
    after = [c for c in candidates if c not in before]
    if tense == "present":
        return min(candidates, key=lambda c: (abs((c[0] - ref).days), c[0]))[1] if candidates else None
    if tense == "past":
        if not before:
            return None
        if leaping and after and (ref - before[-1][0]).days > FAR and (after[0][0] - ref).days <= NEAR:
            return after[0][1]
        return before[-1][1]
    on = [c for c in before if c[1].hi is not None and c[1].hi >= ref]
    if on:
        return on[-1][1]
    if not after:
        return None
    if leaping and before and (after[0][0] - ref).days > FAR and (ref - before[-1][0]).days <= NEAR:
        return before[-1][1]
    return after[0][1]


def _date(e: TimeExpression, ref: date, tense: Tense) -> Stretch | None:
    if e.unit == "year" and e.amount is not None and e.month is not None:
        year = ref.year + int(e.amount)
        if e.day is None:
            return _shade(month_of(year, e.month), e)
        day = safe(year, e.month, e.day)
        return None if day is None else one(day)
    if e.unit in ("quarter", "half") and e.amount is not None:
        return _relative_part(e, ref, tense)
    if e.month is None and e.day is not None:
        return _day_of_month(e, ref, tense)
    if e.month is None:
        return None
    side: Tense = "past" if "last" in e.mods else "future" if "next" in e.mods else tense
    candidates: list[tuple[date, Stretch]] = []
    for year in range(ref.year - 4, ref.year + 5):
        if e.day is None:
            whole = month_of(year, e.month)
            if whole.lo is not None:
                candidates.append((whole.lo, _shade(whole, e)))
        elif (day := safe(year, e.month, e.day)) is not None and e.weekday in (None, day.weekday()):
            candidates.append((day, one(day)))
    if e.day is None and ("last" in e.mods or "next" in e.mods):
        # "last March", told in March or later, and "next June" never mean the month that runs
        candidates = [c for c in candidates if (c[0].year, c[0].month) != (ref.year, ref.month)]
    if "this" in e.mods:
        candidates = [c for c in candidates if c[0].year == ref.year]
        return candidates[0][1] if candidates else None
    fixed = e.day is None or "last" in e.mods or "next" in e.mods
    return _nearest(candidates, ref, side, leaping=not fixed)


def _day_of_month(e: TimeExpression, ref: date, tense: Tense) -> Stretch | None:
    assert e.day is not None
    if e.unit == "month" and e.amount is not None:
        month = add_months(ref.replace(day=1), int(e.amount))
        day = safe(month.year, month.month, e.day)
        return None if day is None else one(day)
    days: list[tuple[date, Stretch]] = []
    for step in range(-3, 4):
        month = add_months(ref.replace(day=1), step)
        if (day := safe(month.year, month.month, e.day)) is not None:
            days.append((day, one(day)))
    before = [d for d in days if d[0] <= ref]
    after = [d for d in days if d[0] >= ref]
    chosen = before[-1:] if tense == "past" else after[:1]
    return chosen[0][1] if chosen else None


def _offset(e: TimeExpression, ref: date, tense: Tense) -> Stretch | None:
    unit = e.unit or "day"
    if unit == "night":
        return Stretch(shift(ref, -1), ref, "range")
    if "in" in e.mods and tense == "past":
        return None  # "in two weeks" told of the past is a length
    if e.amount is None:
        return _vague(ref, unit, 1 if "next" in e.mods else -1)
    if unit in ("hour", "minute", "second"):
        days = int(abs(e.amount) / {"hour": 24.0, "minute": 1440.0, "second": 86400.0}[unit]) + 1
        return Stretch(shift(ref, -days), ref, "range") if e.amount <= 0 else Stretch(ref, shift(ref, days), "range")
    if unit == "weekend":
        return _weekend(e, ref, tense)
    counted = bool({"last", "next"} & set(e.mods))  # "three weeks ago", not "last week"
    whole = _whole(ref, unit, e.amount, about="about" in e.mods, loose=counted)
    if whole is None:
        return None
    whole = _shade(whole, e)
    if "earlier" in e.mods and whole.lo is not None:
        return Stretch(whole.lo, max(min(whole.hi or ref, ref), whole.lo), whole.precision)
    if "later" in e.mods and whole.hi is not None:
        return Stretch(min(max(whole.lo or ref, ref), whole.hi), whole.hi, whole.precision)
    return whole


def _whole(ref: date, unit: str, amount: float, *, about: bool, loose: bool) -> Stretch | None:
    """The calendar unit that lies `amount` units off; `loose` counts in days and widens weeks, as "ago" does."""
    if unit in UNIT_DAYS:
        step = round(amount * UNIT_DAYS[unit])
        if abs(step) > MOST_MONTHS * 30:
            return None
        if unit in ("day", "night"):
            day = shift(ref, step)
            return Stretch(shift(day, -1), shift(day, 1), "range") if about else one(day)
        if not loose:
            return week_of(shift(ref, step))
        pad = 7 if about else 3
        return Stretch(shift(ref, step - pad), shift(ref, step + pad), "range" if about else "week")
    months = round(amount * UNIT_MONTHS.get(unit, 1))
    if abs(months) > MOST_MONTHS:
        return None
    at = add_months(ref, months)
    if unit == "month":
        if about:
            return Stretch(shift(add_months(at, -1), 0), add_months(at, 1), "range")
        return month_of(at.year, at.month)
    if unit == "quarter":
        return quarter_of(at.year, (at.month + 2) // 3)
    if unit == "century":
        return century_of(at.year)
    if unit == "decade" and not loose:
        return decade_of(at.year)
    wide = 1 if unit == "decade" or about else 0
    if amount != int(amount):
        return Stretch(add_months(at, -6), add_months(at, 6), "range")
    return hull(year_of(max(at.year - wide, 1)), year_of(at.year + wide)) if wide else year_of(at.year)


def _vague(ref: date, unit: str, sign: int) -> Stretch:
    """Several units off: from two to a dozen of them."""
    near, far = sign * VAGUE_LEAST, sign * VAGUE_MOST
    if unit in ("hour", "minute", "second"):
        other = shift(ref, sign)
        return Stretch(min(ref, other), max(ref, other), "range")
    if unit in UNIT_DAYS:
        a, b = shift(ref, (near - sign) * UNIT_DAYS[unit]), shift(ref, far * UNIT_DAYS[unit])
    else:
        months = UNIT_MONTHS.get(unit, 1)
        a, b = add_months(ref, (near - sign) * months), add_months(ref, far * months)
    return Stretch(min(a, b), max(a, b), "range")


def _weekend(e: TimeExpression, ref: date, tense: Tense) -> Stretch:
    this = weekend_of(ref)
    amount = int(e.amount or 0)
    if amount == 0:
        if tense == "past" and this.lo is not None and this.lo > ref:
            return weekend_of(shift(ref, -7))
        return this
    in_it = ref.weekday() >= 5
    if amount > 0:
        # Said early in the week, "next weekend" is this one or the one after: left open.
        return weekend_of(shift(ref, 7)) if in_it else hull(this, weekend_of(shift(ref, 7)))
    return weekend_of(shift(ref, -7))


def _season(year: int, season: str) -> Stretch:
    """A season of a named year; winter touches two Decembers."""
    if season != "winter":
        return season_of(year, season)
    return hull(season_of(year - 1, season), season_of(year, season))


def _relative_season(e: TimeExpression, ref: date, tense: Tense) -> Stretch | None:
    name = e.season or "winter"
    if e.unit == "year" and e.amount is not None:
        return _shade(_season(ref.year + int(e.amount), name), e)
    every = [season_of(year, name) for year in range(ref.year - 3, ref.year + 4)]
    past = [s for s in every if s.hi is not None and s.hi < ref]
    ahead = [s for s in every if s.lo is not None and s.lo > ref]
    running = [s for s in every if s not in past and s not in ahead]
    if "last" in e.mods:
        chosen = past[-1]
        fresh = not running and chosen.hi is not None and (ref - chosen.hi).days <= FRESH
        return hull(past[-2], chosen) if fresh else _shade(chosen, e)
    if "next" in e.mods:
        return _shade(ahead[0], e)
    if running:
        return _shade(running[0], e)
    if "this" in e.mods and name != "winter":
        return _shade(season_of(ref.year, name), e)
    return _shade(past[-1] if tense == "past" else ahead[0], e)


def _part(year: int, unit: str, rank: int) -> Stretch:
    return quarter_of(year, rank) if unit == "quarter" else half_of(year, rank)


def _relative_part(e: TimeExpression, ref: date, tense: Tense) -> Stretch | None:
    unit, rank = e.unit or "quarter", int(e.amount or 1)
    step = -1 if "last" in e.mods else 1 if "next" in e.mods else 0 if "this" in e.mods else None
    if step is not None:
        return _part(ref.year + step, unit, rank)
    every = [_part(year, unit, rank) for year in range(ref.year - 1, ref.year + 2)]
    if tense == "past":
        return [s for s in every if s.lo is not None and s.lo <= ref][-1]
    return next(s for s in every if s.hi is not None and s.hi >= ref)


def _period(e: TimeExpression, ref: date, tense: Tense) -> Stretch | None:
    unit = e.unit or "day"
    ahead = "next" in e.mods or (e.amount is not None and e.amount > 0)
    if tense == "past" and ("within" in e.mods or (e.amount is not None and e.amount > 0)):
        return None  # "within two days", "the next five years" told of the past count from what was told before
    if e.amount is None:
        reach = RECENT.get(unit, 400)
        return Stretch(ref, shift(ref, reach), "range") if ahead else Stretch(shift(ref, -reach), ref, "range")
    amount = abs(e.amount)
    if unit in ("hour", "minute", "second"):
        days = int(amount / {"hour": 24.0, "minute": 1440.0, "second": 86400.0}[unit]) + 1
        far = shift(ref, days if ahead else -days)
    elif unit in UNIT_DAYS or unit == "weekend":
        far = shift(ref, round(amount * UNIT_DAYS.get(unit, 7)) * (1 if ahead else -1))
    else:
        months = round(amount * UNIT_MONTHS.get(unit, 1))
        if months > MOST_MONTHS:
            return None
        far = add_months(ref, months if ahead else -months)
    return Stretch(min(ref, far), max(ref, far), "range")


def _shade(stretch: Stretch, e: TimeExpression) -> Stretch:
    for mod in e.mods:
        if mod in ("early", "mid", "late", "start", "end"):
            return shaded(stretch, mod)
    return stretch
