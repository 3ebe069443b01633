"""A grammar of numbers in English prose: ranges and what qualifies a number, over `numerals`.

Pure text. What is no quantity (dates, years, clock times, names such as "S-400" or "Article 5", ordinals) is left out
by pattern; what is counted is for `units` and `figures`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.extract.numerals import DASH, SMALL, TENS, Value, value_at, word_at
from dragoman.extract.units import lexicon, symbols, unit_at
from dragoman.types import Qualifier

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)

# What looks like a number and is a day, a time, an ordinal, a name.
_NOT_QUANTITIES = re.compile(
    rf"""
    \b\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–/]\s?\d{{1,2}}(?:st|nd|rd|th)?)?(?:\s+of)?\s+{_MONTH}(?!\w)(?:,?\s+\d{{4}}\b)?
  | \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s?(?:[-–/]|and|to)\s?\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s+{_MONTH})
      (?=[\s,.;:)]*(?:$|[^\w\s]|in\b|at\b|and\b|\d{{4}}|to\b|for\b|of\b|that\b)))?(?!\d|,\d{{3}})(?:,?\s+\d{{4}}\b)?
  | \b{_MONTH},?\s+(?:of\s+)?\d{{4}}\b
  | \bP?\d\+\d\b
  | \b\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:]+)?\b | \b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b
  | \b9/11\b | \b24/7\b | \b50[-/–]50\b
  | \b\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?(?:[ap]\.?m\.?|GMT|UTC|hours|hrs))?
  | \b\d{{1,2}}(?:[.:h]\d{{2}})?\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock|GMT\b|UTC\b)
  | \b\d{{4}}\s?(?:GMT|UTC|hrs|local\s+time)\b
  | \b(?:1[5-9]|20)\d{{2}}s\b | ['’]\d\ds?\b | \b\d+(?:st|nd|rd|th)\b | \b\d{{2}}s\b
  | \b(?:1[5-9]|20)\d{{2}}\s?[-–/]\s?(?:(?:1[5-9]|20)\d{{2}}|\d{{2}})\b(?!\s?(?:%|percent|per\scent|km|people|troops))
  | \b(?:mid|early|late|pre|post)[-–](?:1[5-9]|20)\d{{2}}\b
  | \b[A-Za-z]+[-–‑]?\d+(?:[-–./]?[A-Za-z\d]+)*(?:['’]?s)?\b
  | \b\d+[A-Z]\w*(?:-\d+)?\b | \b\d+\s?[x×]\s?\d+\b | \b\d+(?:\.\d+){{2,}}\b
  | https?://\S+ | \S+@\S+ | \#\d+ | \+\d[\d\s()-]{{6,}}\d
    """,
    re.VERBOSE,
)

_MONEY_LETTERS = re.compile(r"^(?:[A-Z]{1,3}|RM|Rs|KSh|Ksh|Sh|Rp)\d")

_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|by|of|until|till|during|after|before|late|early|mid|year|spring|summer|autumn|"
    r"fall|winter|the|"
    r"to|through|for|between|and|around|circa|season|world cup|olympics|class of|election|elections|"
    r"constitution)|[(/–-])\s*$",
    re.IGNORECASE,
)

_BETWEEN = re.compile(r"\b(between|from)\s+$", re.IGNORECASE)

_CHANGE = re.compile(
    r"\b(?:r[oi]se|risen|rising|fell|fall|fallen|falling|dropp?(?:ed|ing)?|increas(?:e|ed|ing)|decreas(?:e|ed|ing)|"
    r"rais(?:e|ed|ing)|cut(?:ting)?|reduc(?:e|ed|ing)|gr[eo]w(?:n|ing)?|jump(?:ed|ing)?|climb(?:ed|ing)?|slid|up|down|"
    r"swell(?:ed)?|expand(?:ed)?|went|go|lower(?:ed|ing)?|shr[aiu]nk|doubl(?:e|ed)|surg(?:e|ed|ing)|plung(?:e|ed|ing)|"
    r"chang(?:e|ed)|widen(?:ed)?|narrow(?:ed)?|soar(?:ed)?|declin(?:e|ed)|slash(?:ed)?|boost(?:ed)?)\b[^.;]{0,60}$",
    re.IGNORECASE,
)

_PREPOSITIONS = frozenset("about around over above under below near beyond".split())


class Quantity(NamedTuple):
    """A number with what qualifies it: `text[start:end]`, the digits or words alone `text[core:end]`.

    `low`, `high` bound it (None: open). `currency`: the code of a sign before it. `magnitude`: "hundreds". `compound`:
    a hyphen binds it to the next word. `fraction`: it is a share by its own words ("two thirds").
    """

    start: int
    core: int
    end: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    currency: str | None = None
    magnitude: bool = False
    compound: bool = False
    fraction: bool = False
    word: bool = False  # told in words, not in digits
    unit: str | None = None  # the unit, where it stands inside the number ("an hour and a half")


def find(text: str, *, start: int = 0, end: int | None = None, skip: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """The quantities of `text[start:end]`, in order; `skip`: ranges of code points not to be read."""
    end = len(text) if end is None else end
    blocked = sorted([*skip, *_blocked(text, start, end)])
    found: list[Quantity] = []
    at = start
    for anchor in _anchors(text, start, end):
        if anchor < at or any(low <= anchor < high for low, high in blocked):
            continue
        value = value_at(text, anchor, end)
        if value is None or any(low < value.end and value.start < high for low, high in blocked):
            continue
        value = _ranged(text, value, end, blocked)
        quantity = _qualified(text, value, at, end)
        found.append(quantity)
        at = quantity.end
    return found


def _blocked(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _NOT_QUANTITIES.finditer(text, start, end):
        if _MONEY_LETTERS.match(match.group()) and symbols().match(text, match.start()):
            continue
        yield match.span()


@cache
def _anchor_pattern() -> re.Pattern[str]:
    words = sorted(
        {*SMALL, *TENS, *lexicon("units")["magnitudes"], "hundred", "dozen", "half", "million", "a", "an", "tens",
         "several", "one", "thousand", "billion", "quarter", "three", "fifty", "couple"},
        key=len, reverse=True,
    )  # fmt: skip
    return re.compile(rf"(?<![\w.])(?:{'|'.join(words)})(?![\w])|[½¼¾⅓⅔]|(?<![\w.,])\d", re.IGNORECASE)


def _anchors(text: str, start: int, end: int) -> Iterator[int]:
    sign = symbols()
    for match in _anchor_pattern().finditer(text, start, end):
        yield match.start()
    # "US$5m", "Rs5bn", "RM20": letters bar the plain anchor
    for match in sign.finditer(text, start, end):
        tail = re.match(r"[ \u00a0]?\d", text[match.end() : match.end() + 2])
        if tail and text[match.end() - 1].isalpha() and len(tail.group()) == 1:
            yield match.end()


def _ranged(text: str, first: Value, limit: int, blocked: list[tuple[int, int]]) -> Value:
    """Joins "two to three", "30-40", "between X and Y", "two or three"; leaves "rose from 5 to 8" as two numbers."""
    if first.kind not in ("number", "dozen") or first.end >= limit:
        return first
    opening = _BETWEEN.search(text[max(0, first.start - 12) : first.start])
    between = opening.group(1).lower() if opening else ""
    # the first number may carry its own unit: "between 5 percent and 8 percent", "$2 billion to $3 billion"
    unit = unit_at(text, first.end)
    joint = re.compile(
        r"\s?(?:to|and|or)\s(?:about\s|around\s|nearly\s|some\s|as many as\s|even\s|possibly\s)?|\s?[-–—]\s?"
    )
    for place in dict.fromkeys((first.end, unit.end if unit else first.end)):
        match = joint.match(text, place)
        if not match:
            continue
        link = match.group().split()[0] if match.group().strip() else ""
        at = match.end()
        sign = symbols().match(text, at)
        if sign and re.match(r"\s?\d", text[sign.end() : sign.end() + 2]):
            at = sign.end() + (1 if text[sign.end()] == " " else 0)
        if at >= limit or any(low <= at < high for low, high in blocked):
            continue
        if not (text[at].isdigit() or word_at(text, at)[0] in SMALL or word_at(text, at)[0] in TENS):
            continue
        second = value_at(text, at, limit)
        if second is None or second.kind not in ("number", "dozen"):
            continue
        low, high = first.low, second.high
        if first.scale == 1.0 and second.scale > 1.0 and low < 1000 and place == first.end:
            low *= second.scale
        if link == "and" and between != "between":
            continue
        if link == "or" and not (low < high and (high <= 2 * low or high - low == 1) and not between):
            continue
        if link in DASH and link and (text[place].isspace() != text[match.end() - 1].isspace()):
            continue
        if low >= high or (first.currency and second.currency and first.currency != second.currency):
            continue
        if link == "to" and between == "from" and _CHANGE.search(text[max(0, first.start - 70) : first.start]):
            continue
        if link == "to" and not between and (_votes(text, first, second) or high > 100 * low):
            continue
        if link in DASH and link and high > 20 * low and not first.currency:
            continue
        begin = first.start
        if opening and between == "between":
            begin = first.start - (len(opening.group()))
        elif opening and between == "from":
            begin = first.start
        return Value(begin, second.end, low, high, "range", first.currency or second.currency,
                      first.word and second.word, second.scale)  # fmt: skip
    return first


def _votes(text: str, first: Value, second: Value) -> bool:
    """ "by 92 to 120", "14 votes to 16": a result, not a range."""
    before = text[max(0, first.start - 20) : first.start].lower()
    return bool(re.search(r"\b(?:by|voted|won|lost|score|vote of|beat\b.*)\s$", before)) and not re.search(
        r"\b(?:rise|rose|fell|cut|increase|fall|grow|drop)\w*\s+by\s$", before
    )


@cache
def _before_pattern() -> re.Pattern[str]:
    words = sorted(
        ((word, name) for name, all_ in lexicon("units")["qualifiers"].items() for word in all_),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
    options = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word, _ in words)
    return re.compile(rf"(?<![\w'’-])({options})(?:\s+(?:an?|the))?\s*$", re.IGNORECASE)


@cache
def _qualifiers() -> dict[str, Qualifier]:
    return {word: name for name, all_ in lexicon("units")["qualifiers"].items() for word in all_}


@cache
def _after_pattern() -> re.Pattern[str]:
    words = sorted(
        (word for all_ in lexicon("units")["after"].values() for word in all_), key=lambda word: (-len(word), word)
    )
    return re.compile(rf"(?:\+|[ -](?:{'|'.join(re.escape(w) for w in words)}))(?!\w)", re.IGNORECASE)


def after_qualifier(text: str, at: int) -> tuple[Qualifier, int] | None:
    """A qualifier that follows: "or more", "-plus", "+", "or so"; and where it ends."""
    match = _after_pattern().match(text, at)
    if not match:
        return None
    word = match.group().lower().lstrip(" -")
    if word == "+":
        return "at_least", match.end()
    for name, words in lexicon("units")["after"].items():
        if word in words:
            return name, match.end()
    return None


def _qualified(text: str, value: Value, floor: int, limit: int) -> Quantity:
    """Adds the qualifiers that stand before or right behind the number, outermost first."""
    start = value.start
    chosen: Qualifier | None = None
    for _ in range(3):
        match = _before_pattern().search(text, max(floor, start - 40), start)
        if not match:
            break
        name = _qualifiers()[" ".join(match.group(1).lower().split())]
        word = " ".join(match.group(1).lower().split())
        if not _plausible(text, match, name, value):
            break
        if word in _PREPOSITIONS and (chosen is not None or re.search(r"\bthe\s*$", match.group())):
            break  # "fell out over more than 300 tanks", "talked about the 2,200-km border"
        if name != "exact":
            chosen = name
        if re.match(
            r"(?:exceed|topp|tops|surpass|approach|near(?:ing)|passing|passed|crossed)", match.group(1), re.IGNORECASE
        ):
            break
        start = match.start(1)
    if chosen is None:
        start = _trim_exact(text, start, value.start)
    end = value.end
    after = after_qualifier(text, end)
    if after and chosen in (None, "about"):
        chosen, end = after
    low: float | None = value.low
    high: float | None = value.high
    if value.kind == "magnitude":
        qualifier: Qualifier = "order_of_magnitude"
        if chosen in ("more_than", "at_least"):
            qualifier, high = chosen, None
    elif value.kind == "range":
        qualifier = "range"
        if chosen in ("more_than", "at_least"):
            qualifier, high = chosen, None
        elif chosen in ("less_than", "nearly"):
            qualifier, low = chosen, None
    else:
        round_word = value.kind == "dozen" and value.low <= 36 or text[value.start : value.start + 4].lower() == "half"
        qualifier = chosen or ("about" if round_word else "exact")
        if qualifier in ("more_than", "at_least"):
            high = None
        elif qualifier in ("less_than", "nearly"):
            low = None
    compound = text[end : end + 1] in tuple(DASH) and text[end + 1 : end + 2].isalpha()
    return Quantity(start, value.start, end, low, high, qualifier, value.currency, value.kind == "magnitude", compound,
                    value.kind == "fraction", value.word, value.unit)  # fmt: skip


def _trim_exact(text: str, start: int, core: int) -> int:
    """Keeps "a total of", "another" with the number, drops plain "only", "just", "all"."""
    words = text[start:core].lower().split()
    while words and words[0] in ("only", "just", "all", "exactly", "precisely", "even", "merely", "barely", "scarcely",
                                 "fully", "altogether", "further", "additional", "another", "other"):  # fmt: skip
        first = re.match(r"\S+\s+", text[start:core])
        if not first:
            break
        start += first.end()
        words = words[1:]
    return start if not words else (core if words[0] not in ("a", "an") else start)


def _plausible(text: str, match: re.Match[str], name: str, value: Value) -> bool:
    """ "over two weeks" is more than two; "over 30 August" and "above all", "near 40 Wall Street" are no qualifiers."""
    word = " ".join(match.group(1).lower().split())
    before = text[max(0, match.start() - 24) : match.start()].lower()
    if word == "over":
        # "agreement over two islands", "spread over five years", "victory over three rivals"
        unit = unit_at(text, value.end)
        if re.search(
            r"\b(?:spread|dispute|row|agreement|deal|talks|war|victory|control|sovereignty|concerns?|split|protests?|"
            r"power|differences|tensions?|rule|debate|quarrel|fight|clash(?:es)?|anger|cases?|flew|fly|flying|"
            r"staggered|"
            r"phased|paid|repaid|lend\b.*|worth\b.*)\s+$",
            before,
        ):
            return False
        return not (unit and unit.group == "time" and _spread_over(text, match.start()))
    if word in ("under", "above", "below", "beyond", "near", "short of", "minimum", "maximum", "max"):
        return value.kind != "fraction" and not re.search(
            r"\b(?:came|come|go|went|live|living|is|lies|lay)\s+$", before
        )
    if word == "even":
        return False
    if word in ("some",) and value.kind == "magnitude":
        return True
    return not (word == "all" and value.kind == "fraction")


def _spread_over(text: str, at: int) -> bool:
    """ "lend 5 billion over five years": the sum is spread over the time, which is exact."""
    return bool(re.search(r"(?:\d|million|billion|trillion|bn|percent|%)[^.;]{0,40}\s+$", text[max(0, at - 50) : at]))


def year_before(text: str, at: int) -> bool:
    """Do the words before `at` lead to a year ("in", "since", "the")?"""
    return bool(_YEAR_BEFORE.search(text[max(0, at - 16) : at]))
