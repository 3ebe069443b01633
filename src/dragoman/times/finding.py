"""Find the time expressions of a text: run the productions at every token and keep the longest that fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from dragoman.reading import TimeExpression, TimeWords
from dragoman.times import calendar_points as points
from dragoman.times import relative_points as relative
from dragoman.times.calendar_points import Draft, Found
from dragoman.times.reader import Reader
from dragoman.times.tokens import tokens

PRODUCTIONS: tuple[Callable[[Reader, int], Found | None], ...] = (
    points.iso,
    points.numeric,
    relative.weekday,
    points.days_of_month,
    points.day_and_month,
    points.month_and_year,
    points.feast,
    points.part_of_year,
    points.decade_or_century,
    relative.stepped_weekday,
    relative.earlier_later,
    relative.edge,
    relative.day_word,
    relative.offset,
    relative.period,
    relative.nth_year,
    relative.step,
    relative.amount_of_time,
    relative.day_of_month,
    points.month_alone,
    points.year_alone,
)
MAX_EXPRESSIONS = 20_000  # of one text; a page with more is a table of numbers, and the rest is left unread
# Words after which "before Monday" means the days before it, not "before Monday's talks".
CLAUSE_WORDS = frozenset(
    """and but or when while that which who as if because in at on by of with from to the a an this it he she they we i
    there no none nobody nothing everyone someone was were is are had has have did would will could may might should
    than then so after before since until""".split()
)
BOUND_MODS = {"since": "since", "until": "until", "till": "until", "before": "before", "after": "after", "by": "by",
              "from": "from", "through": "until"}  # fmt: skip


def find(text: str, *, skip: Sequence[tuple[int, int]] = ()) -> tuple[TimeExpression, ...]:
    """Every time expression of `text`, in order, none overlapping another.

    `skip` are (start, end) ranges that are not read and that no expression crosses. Offsets are code points.
    Prepositions stay outside the expression's stretch and are told in `mods`.
    """
    r = Reader(tokens(text, skip))
    out: list[TimeExpression] = []
    i = 0
    while i < r.size and len(out) < MAX_EXPRESSIONS:
        found = _longest(r, i)
        if found is None:
            i += 1
            continue
        draft, j = found
        draft, j = _range(r, i, draft, j)
        draft = replace(draft, mods=(*_lead(r, i, j, draft), *draft.mods))
        out.append(_finish(r, i, draft, j))
        i = j
    return tuple(out)


def _longest(r: Reader, i: int) -> Found | None:
    """The longest expression that begins at `i`, with a clock on either side."""
    best = _shaded(r, i)
    for production in PRODUCTIONS:
        found = production(r, i)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    if best is not None:
        return _clock_after(r, *best)
    return _clock_first(r, i)


def _shaded(r: Reader, i: int) -> Found | None:
    """early March, mid-2016, late last year, the early 1990s, early on Monday."""
    shade = {"early": "early", "mid": "mid", "late": "late", "end": "end"}.get(r.low(i))
    if shade is None or not r.joined(i + 1):
        return None
    j = i + 1
    if r.dash(j) and r.glued(j):
        j += 1
    elif shade == "end":
        return None
    if r.low(j) in ("on", "in") and shade != "end":
        j += 1
    if r.low(j) == "the":
        j += 1
    for production in PRODUCTIONS:
        found = production(r, j) if r.joined(j) else None
        if found is None or found[0].form not in ("date", "weekday", "offset", "season") or found[0].day is not None:
            continue
        draft, end = found
        if draft.weekday is None and draft.unit not in ("day", "night"):
            draft = replace(draft, mods=(*draft.mods, shade))
        return draft, end
    return None


def _clock_after(r: Reader, draft: Draft, j: int) -> Found:
    """An hour after a day: "Monday at 9 a.m.", "17 Mar 2022 08:36 PM"."""
    if draft.hour is not None or draft.to is not None or not _is_day(draft):
        return draft, j
    k = j
    while r.low(k) in (",", "at", "around", "about", "-", "–", "|") and r.joined(k) and k - j < 3:
        k += 1
    if not r.joined(k):
        return draft, j
    clock = r.clock(k, bare=True)
    if clock is None:
        return draft, j
    return replace(draft, hour=clock[0], minute=clock[1], zone=clock[2]), clock[3]


def _clock_first(r: Reader, i: int) -> Found | None:
    """An hour that stands first: "9 a.m. on Tuesday", "0900 GMT"; 21:51 alone needs "at" or the like before it."""
    led = r.low(i - 1) in ("at", "around", "about", "by", "until", "till", "before", "after", "from", "since")
    clock = r.clock(i, bare=led and r.joined(i))
    if clock is None or (r.low(i) in ("noon", "midday", "midnight") and not led):
        return None
    hour, minute, zone, j = clock
    k = j
    if r.low(k) == "(" and r.clock(k + 1) is not None:  # "1400 local time (1100 GMT)"
        close = r.clock(k + 1)
        if close is not None and r.low(close[3]) == ")":
            if close[2] is not None:
                hour, minute, zone = close[0], close[1], close[2]
            k = j = close[3] + 1
    while r.low(k) in (",", "on", "in", "the", "morning", "evening", "afternoon") and r.joined(k) and k - j < 3:
        k += 1
    if r.joined(k):
        for production in (*PRODUCTIONS[:8], relative.day_word):
            found = production(r, k)
            if found is not None and _is_day(found[0]) and found[0].hour is None and found[0].to is None:
                return replace(found[0], hour=hour, minute=minute, zone=zone), found[1]
    return Draft("date", hour=hour, minute=minute, zone=zone), j


def _is_day(draft: Draft) -> bool:
    return draft.day is not None or draft.weekday is not None or (draft.form == "offset" and draft.unit == "day")


def _range(r: Reader, i: int, draft: Draft, j: int) -> Found:
    """Join "from A to B", "between A and B", "A-B" where both sides are points of one kind."""
    if draft.to is not None or draft.form not in ("date", "weekday", "offset", "season") or not r.joined(j):
        return draft, j
    lead = r.low(i - 1) if r.joined(i) else ""
    between = lead == "between" or (lead == "the" and r.low(i - 2) == "between")
    from_ = lead in ("from", "since") or (lead == "the" and r.low(i - 2) == "from")
    link = r.low(j)
    tight = r.dash(j)
    if not (
        tight
        or (link in ("to", "until", "till", "through") and (from_ or link == "through" or draft.weekday is None))
        or (link == "and" and between)
    ):
        return draft, j
    k = j + 1
    if r.low(k) == "the" and r.joined(k):
        k += 1
    found = _longest(r, k) if r.joined(k) else None
    if found is None or found[0].to is not None or not _alike(draft, found[0], tight=tight):
        return draft, j
    end, stop = found
    if draft.month is not None and draft.year is None and end.year is not None and end.month is not None:
        year = end.year if (draft.month, draft.day or 0) <= (end.month, end.day or 31) else end.year - 1
        draft = replace(draft, year=year)
    return replace(draft, to=(end, k, stop)), stop


def _alike(a: Draft, b: Draft, *, tight: bool) -> bool:
    if a.form == b.form == "weekday":
        return True
    if a.form != b.form or a.form == "weekday":
        return a.form in ("date", "offset") and b.form in ("date", "offset") and not tight and _is_day(a) == _is_day(b)
    if a.form == "date":
        if (a.day is None) != (b.day is None) or (a.hour is not None) != (b.hour is not None):
            return False
        if a.month is None and b.month is None:
            return a.year is not None and b.year is not None and a.year < b.year and a.unit == b.unit
        if a.day is None and b.day is None and a.month is None:
            return False
        return not (a.year is not None and b.year is None and b.month is not None and tight)
    return not tight


def _lead(r: Reader, i: int, j: int, draft: Draft) -> tuple[str, ...]:
    """The bound that the preposition before the expression sets."""
    k = i - 1
    if k < 0 or not r.joined(i):
        return ()
    direct = True
    if r.low(k) == "the" and draft.form in ("date", "season"):
        k, direct = k - 1, False
    word = r.low(k)
    if word not in BOUND_MODS:
        if word in ("around", "about", "circa") and draft.form == "date" and draft.day is None:
            return ("about",)
        return ()
    if draft.form in ("duration", "age", "anchored") or (draft.form == "period" and word != "by"):
        return ()
    mod = BOUND_MODS[word]
    if mod in ("before", "after", "by"):
        after = r.low(j) if r.joined(j) else ""
        noun = after.isalpha() and after not in CLAUSE_WORDS
        if after == "'s" or (noun and (not direct or (draft.form in ("date", "weekday") and not r.capital(j)))):
            return ()
        if mod == "by" and draft.form == "now":
            return ()
    return (mod,)


def _finish(r: Reader, i: int, draft: Draft, j: int) -> TimeExpression:
    to = None
    if draft.to is not None:
        end, k, stop = draft.to
        to = _finish(r, k, end, stop)
    said = {name: getattr(draft, name) for name in TimeWords.__struct_fields__}
    return TimeExpression(start=r.tokens[i].start, end=r.tokens[j - 1].end, to=to, **said)
