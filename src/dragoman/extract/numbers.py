"""A grammar of numbers in English prose: digits, scales, words, ranges, fractions, magnitudes, and what qualifies them.

Pure text. What is no quantity (dates, years, clock times, names such as "S-400" or "Article 5", ordinals) is left out
by pattern; what is counted is for `units` and `figures`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from dragoman.extract.units import currency, lexicon, symbols, unit_at
from dragoman.types import Qualifier

_SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
    "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "mio": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12,
    "trn": 1e12, "thousands": 1e3, "milliard": 1e9,
}  # fmt: skip
_LETTER_SCALES = frozenset(("k", "m", "mn", "mln", "mil", "mio", "bn", "bln", "b", "tn", "trn"))
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}

_NUMERAL = re.compile(
    r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u202f\u2009']\d{3})+(?!\d)|\d+\.\d+|\d+(?:[½¼¾⅓⅔⅕⅛])?|[½¼¾⅓⅔⅕⅛]"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*")
_BLANK = " \u00a0\u202f\u2009"
_DASH = "-–—‑"
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
  | \b\d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:]+)?\b | \b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b | \b9/11\b | \b24/7\b | \b50[-/–]50\b
  | \b\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?(?:[ap]\.?m\.?|GMT|UTC|hours|hrs))?
  | \b\d{{1,2}}(?:[.:h]\d{{2}})?\s?(?:[ap]\.m\.|[ap]m\b|o['’]clock|GMT\b|UTC\b)
  | \b\d{{4}}\s?(?:GMT|UTC|hrs|local\s+time)\b
  | \b(?:1[5-9]|20)\d{{2}}s\b | ['’]\d\ds?\b | \b\d+(?:st|nd|rd|th)\b | \b\d{{2}}s\b
  | \b(?:1[5-9]|20)\d{{2}}\s?[-–/]\s?(?:(?:1[5-9]|20)\d{{2}}|\d{{2}})\b(?!\s?(?:%|percent|per\scent|km|people|troops))
  | \b(?:mid|early|late|pre|post)[-–](?:1[5-9]|20)\d{{2}}\b
  | \b[A-Za-z]+[-–‑]?\d+(?:[-–./]?[A-Za-z\d]+)*(?:['’]?s)?\b
  | \b\d+[A-Z]\w*(?:-\d+)?\b | \b\d+\s?[x×]\s?\d+\b | \bP?\d\+\d\b | \b\d+(?:\.\d+){{2,}}\b
  | https?://\S+ | \S+@\S+ | \#\d+ | \+\d[\d\s()-]{{6,}}\d
    """,
    re.VERBOSE,
)
_MONEY_LETTERS = re.compile(r"^(?:[A-Z]{1,3}|RM|Rs|KSh|Ksh|Sh|Rp)\d")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|by|of|until|till|during|after|before|late|early|mid|year|spring|summer|autumn|fall|winter|the|"
    r"to|through|for|between|and|around|circa|season|world cup|olympics|class of|election|elections|constitution)|[(/–-])\s*$",
    re.IGNORECASE,
)


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


class _Value(NamedTuple):
    start: int
    end: int
    low: float
    high: float
    kind: str  # "number", "fraction", "magnitude", "range", "dozen"
    currency: str | None = None
    word: bool = False
    scale: float = 1.0  # the scale said, for "2 to 3 million"
    unit: str | None = None  # "an hour and a half" carries its unit inside


def find(text: str, *, start: int = 0, end: int | None = None, skip: Sequence[tuple[int, int]] = ()) -> list[Quantity]:
    """The quantities of `text[start:end]`, in order; `skip`: ranges of code points not to be read."""
    end = len(text) if end is None else end
    blocked = sorted([*skip, *_blocked(text, start, end)])
    found: list[Quantity] = []
    at = start
    for anchor in _anchors(text, start, end):
        if anchor < at or any(low <= anchor < high for low, high in blocked):
            continue
        value = _value(text, anchor, end)
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
        {*_SMALL, *_TENS, *lexicon("units")["magnitudes"], "hundred", "dozen", "half", "million", "a", "an", "tens",
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


def _word(text: str, at: int) -> tuple[str, int]:
    """The word at `at` after at most one blank or hyphen, in lower case, and where it ends; "" if there is none."""
    if text[at : at + 1] and text[at] in _BLANK + "\n" + _DASH:
        at += 1
    match = _TOKEN.match(text, at)
    return (match.group().lower(), match.end()) if match else ("", at)


def _value(text: str, at: int, limit: int) -> _Value | None:
    """The number that begins at `at`, without qualifiers and ranges."""
    if text[at].isdigit() or text[at] in _VULGAR:
        return _numeral(text, at)
    word, after = _word(text, at)
    magnitudes = lexicon("units")["magnitudes"]
    if word in ("tens", *magnitudes):
        return _magnitude(text, at, word, after)
    if word == "several":
        name, past = _word(text, after)
        plural = name + "s"
        if plural in magnitudes and text[after : after + 1] in tuple(_BLANK):
            low, high = magnitudes[plural]
            inner, beyond = _word(text, past)
            if inner in ("thousand", "million", "billion") and text[past : past + 1] in tuple(_BLANK):
                return _Value(at, beyond, low * _SCALES[inner], high * _SCALES[inner], "magnitude", word=True)
            return _Value(at, past, low, high, "magnitude", word=True)
        return None
    if word in ("a", "an"):
        return _article(text, at, after)
    if word == "half":
        return _half(text, at, after)
    if word in ("quarter", "couple", "million", "thousand", "billion", "hundred", "dozen"):
        return None  # needs a word before it
    return _words(text, at)


def _numeral(text: str, at: int) -> _Value | None:
    match = _NUMERAL.match(text, at)
    if not match:
        return None
    raw = match.group()
    value = 0.0
    if raw[-1] in _VULGAR:
        value = _VULGAR[raw[-1]]
        raw = raw[:-1]
    digits = re.sub(r"[,\u00a0\u202f\u2009']", "", raw)
    value += float(digits) if digits else 0.0
    end = match.end()
    sign = _sign_before(text, at)
    scale = 1.0
    glued = re.match(r"(k|mln|mn|mio|m|bln|bn|b|trn|tn)\b", text[end : end + 4], re.IGNORECASE)
    if glued and not (glued.group().lower() in ("m", "b") and not sign and not _counted_after(text, end + 1)):
        end += glued.end()
        scale = _SCALES[glued.group().lower()]
    else:
        word, past = _word(text, end)
        if word in _SCALES and word != "thousands" and text[end : end + 1] in tuple(_BLANK + _DASH + "\n"):
            if word not in _LETTER_SCALES or word in ("bn", "mn", "bln", "mln", "tn", "trn") or (sign and word != "b"):
                scale, end = _SCALES[word], past
        elif word == "hundred" and text[end : end + 1] in tuple(_BLANK):
            scale, end = 100.0, past
        elif word == "dozen":
            scale, end = 12.0, past
        elif word in ("in", "out") and value < 20 and "." not in raw:
            ratio = _one_in(text, at, value, end)
            if ratio:
                return ratio
        if scale in (1e3, 1e5, 1e6) and scale != 1.0:  # "2 lakh crore", "1 million million"
            word, past = _word(text, end)
            if word in ("crore", "billion") and text[end : end + 1] in tuple(_BLANK):
                scale, end = scale * _SCALES[word], past
    half = re.match(r" and a half\b", text[end : end + 11])
    if half and scale == 1.0:
        value, end = value + 0.5, end + half.end()
    return _Value(at if not sign else sign[0], end, value * scale, value * scale, "number", sign[1] if sign else None,
                  False, scale)  # fmt: skip


def _counted_after(text: str, at: int) -> bool:
    """ "3m people": a letter is a scale where a noun of many follows; "3m high" is a length."""
    word, _ = _word(text, at)
    return word in ("people", "refugees", "barrels", "tonnes", "tons", "euros", "dollars", "voters", "children", "doses",
                    "households", "citizens", "hectares", "pounds", "migrants", "residents", "syrians", "ukrainians",
                    "workers", "displaced", "of", "followers", "yen", "troops", "users", "inhabitants")  # fmt: skip


def _sign_before(text: str, at: int) -> tuple[int, str] | None:
    """Where the sign of money before `at` begins, and its code."""
    for match in symbols().finditer(text, max(0, at - 6), at):
        gap = text[match.end() : at]
        if gap in ("", " ", "\u00a0"):
            low = match.start()
            if gap and match.group() in ("Sh", "RM", "Rp"):
                continue
            return low, currency(match.group())
    return None


def _magnitude(text: str, at: int, word: str, after: int) -> _Value | None:
    """ "hundreds of", "tens of thousands", "hundreds of millions": from, to."""
    magnitudes = lexicon("units")["magnitudes"]
    low, high = (10, 99) if word == "tens" else magnitudes[word]
    end = after
    inner = re.match(r"\s+of\s+(thousands|millions|billions|trillions)\b", text[after : after + 20], re.IGNORECASE)
    if inner:
        base = magnitudes[inner.group(1).lower()][0]
        low, high = low * base, high * base + base - 1
        end = after + inner.end()
    elif word == "tens":
        return None
    if word == "scores" and not re.match(r"\s+(?:of|more|were|have|are|died|dead|killed)\b", text[after : after + 10]):
        return None
    return _Value(at, end, low, high, "magnitude", word=True)


def _article(text: str, at: int, after: int) -> _Value | None:
    """ "a million", "a dozen", "a third", "a hundred and twenty", "a quarter of a million", "a half"."""
    word, past = _word(text, after)
    if text[after : after + 1] not in tuple(_BLANK):
        return None
    fractions = lexicon("units")["fractions"]
    if word in ("million", "billion", "trillion", "thousand", "hundred", "lakh", "crore"):
        return _words(text, after + 1, article=at)
    if word == "dozen":
        return _Value(at, past, 12, 12, "dozen", word=True)
    if word == "half" and re.match(r" dozen| million| billion| century", text[past : past + 9]):
        return _half(text, at, past)
    more = re.match(r" and a half\b", text[past : past + 11]) if word in _SPANS else None
    if more:
        return _Value(at, past + more.end(), 1.5, 1.5, "number", word=True, unit=word + "s")
    if word in _SPANS and _measured(text, at):
        return _Value(at, after, 1, 1, "number", word=True)
    if word in fractions and word not in ("quarters", "seconds"):
        if word == "quarter":
            scaled = re.match(r" of an? (million|billion|century)", text[past : past + 16])
            if scaled and scaled.group(1) in _SCALES:
                value = 0.25 * _SCALES[scaled.group(1)]
                return _Value(at, past + scaled.end(), value, value, "number", word=True)
        if re.match(r"\s+(?:of\b|more\b|less\b)|[.,;)]", text[past : past + 6]) and word != "half":
            if word in ("third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"):
                if word != "quarter" and not re.match(r"\s+of\b", text[past : past + 4]):
                    return None
                return _Value(at, past, fractions[word], fractions[word], "fraction", word=True)
        return None
    return None


_SPANS = frozenset(
    "minute hour day week fortnight month year decade century mile kilometre kilometer tonne ton".split()
)


def _measured(text: str, at: int) -> bool:
    """ "nearly a decade", "lasted an hour": the article counts."""
    before = text[max(0, at - 24) : at]
    return bool(
        re.search(
            r"\b(?:last(?:ed|ing|s)?(?: for)?|took|takes|nearly|almost|more than|less than|over|about|around|roughly|"
            r"at least|up to|just under|just over|some|approximately|under)\s+$",
            before,
            re.IGNORECASE,
        )
    )


def _half(text: str, at: int, after: int) -> _Value | None:
    scaled = re.match(
        r"[ -](?:an? )?(dozen|million|billion|trillion|century|decade|year|month|week|day|hour)\b",
        text[after : after + 14],
    )
    if scaled:
        word = scaled.group(1)
        if word == "dozen":
            return _Value(at, after + scaled.end(), 6, 6, "dozen", word=True)
        if word in _SCALES:
            value = 0.5 * _SCALES[word]
            return _Value(at, after + scaled.end(), value, value, "number", word=True)
        gap = scaled.group().rindex(word)
        return _Value(at, after + gap - (1 if scaled.group()[gap - 1] in " -" else 0), 0.5, 0.5, "number", word=True)
    if re.match(
        r"\s+(?:of\s|the\s|its\s|their\s|his\s|her\s|our\s|all\s|that\b|those\b|\w+['’]s\s)", text[after : after + 16]
    ):
        return _Value(at, after, 0.5, 0.5, "fraction", word=True)
    if re.match(r"[.,;)]|\s+(?:are|were|is|was)\b", text[after : after + 6]) and re.search(
        r"\b(?:over|than|nearly|almost|about|by|least|just under) $", text[max(0, at - 14) : at]
    ):
        return _Value(at, after, 0.5, 0.5, "fraction", word=True)
    return None


def _words(text: str, at: int, *, article: int | None = None) -> _Value | None:
    """Number words: "twenty-two", "two hundred and five thousand", "one and a half million", "two-thirds", "one in five"."""
    total, current = 0.0, 0.0
    end = at
    place = at
    scale = 1.0
    spoken = 0
    last = ""
    fractions = lexicon("units")["fractions"]
    if article is not None:
        current = 1.0
    while True:
        word, after = _word(text, place)
        gap = text[place : place + 1]
        if spoken and gap not in tuple(_BLANK + _DASH + "\n"):
            break
        if word in _SMALL and (not spoken or last in _TENS or last in ("hundred", "and") or last in _SCALES):
            if last in _TENS and (_SMALL[word] > 9 or gap not in tuple(_DASH + _BLANK)):
                break
            if last in _SCALES and not spoken:
                break
            current += _SMALL[word]
        elif word in _TENS and (not spoken or last in ("hundred", "and") or last in _SCALES):
            current += _TENS[word]
        elif word == "hundred" and current < 100:
            current = max(current, 1.0) * 100
        elif word in _SCALES and word not in _LETTER_SCALES and word != "thousands" and (spoken or article is not None):
            scale = _SCALES[word]
            total += max(current, 1.0) * scale
            current = 0.0
        elif word == "dozen" and spoken and current:
            current *= 12
            return _Value(
                article if article is not None else at, after, current, current, "dozen", word=True, scale=12.0
            )
        elif word == "and" and spoken and last in ("hundred", "thousand", "million"):
            following, _ = _word(text, after)
            if following in _SMALL or following in _TENS:
                last, place = "and", after
                continue
            break
        else:
            break
        spoken += 1
        last, place, end = word, after, after
    if not spoken:
        return None
    value = total + current
    begin = article if article is not None else at
    word, after = _word(text, end)
    if word in fractions and word not in ("half", "halves", "quarter", "third", "fourth") and value < 20:
        if word.endswith("s") or value == 1:
            return _Value(begin, after, value * fractions[word], value * fractions[word], "fraction", word=True)
    if word in ("third", "quarter", "half", "fourth", "fifth") and value == 1:
        return _Value(begin, after, fractions[word], fractions[word], "fraction", word=True)
    half = re.match(r" and a half(?: (million|billion|thousand|trillion))?\b", text[end : end + 22])
    if half:
        value += 0.5 * (scale if scale > 1 else 1.0)
        if half.group(1):
            value *= _SCALES[half.group(1)]
        return _Value(begin, end + half.end(), value, value, "number", word=True)
    if word in ("in", "out"):
        ratio = _one_in(text, begin, value, end)
        if ratio:
            return ratio
    if last in _SMALL and spoken == 1 and re.match(r"-(?:year|time|day|week|month)s?\b", text[end : end + 6]) is None:
        point = re.match(r" point (\w+)", text[end : end + 14])
        if point and point.group(1).lower() in _SMALL:
            value += _SMALL[point.group(1).lower()] / 10
            end += point.end()
            word, after = _word(text, end)
            if word in _SCALES and word not in _LETTER_SCALES:
                value, end = value * _SCALES[word], after
    return _Value(begin, end, value, value, "number", word=True, scale=scale)


def _one_in(text: str, at: int, value: float, end: int) -> _Value | None:
    """ "one in five", "3 out of 10": a share."""
    match = re.match(r" (in|out of) (?:every )?(\w+)\b", text[end : end + 24])
    if not match:
        return None
    word = match.group(2).lower()
    of = float(word) if word.isdigit() else float(_SMALL.get(word, _TENS.get(word, 100 if word == "hundred" else 0)))
    if of <= value or of > 1000 or (match.group(1) == "in" and of not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100)):
        return None
    if _word(text, end + match.end())[0] in lexicon("units")["time"]["days"] + lexicon("units")["time"]["years"] + [
        "months", "weeks", "hours", "minutes", "countries", "cities", "provinces", "decades",
    ]:  # fmt: skip
        return None
    return _Value(at, end + match.end(), value / of, value / of, "fraction", word=True)


_BETWEEN = re.compile(r"\b(between|from)\s+$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:r[oi]se|risen|rising|fell|fall|fallen|falling|dropp?(?:ed|ing)?|increas(?:e|ed|ing)|decreas(?:e|ed|ing)|"
    r"rais(?:e|ed|ing)|cut(?:ting)?|reduc(?:e|ed|ing)|gr[eo]w(?:n|ing)?|jump(?:ed|ing)?|climb(?:ed|ing)?|slid|up|down|"
    r"swell(?:ed)?|expand(?:ed)?|went|go|lower(?:ed|ing)?|shr[aiu]nk|doubl(?:e|ed)|surg(?:e|ed|ing)|plung(?:e|ed|ing)|"
    r"chang(?:e|ed)|widen(?:ed)?|narrow(?:ed)?|soar(?:ed)?|declin(?:e|ed)|slash(?:ed)?|boost(?:ed)?)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


def _ranged(text: str, first: _Value, limit: int, blocked: list[tuple[int, int]]) -> _Value:
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
        if not (text[at].isdigit() or _word(text, at)[0] in _SMALL or _word(text, at)[0] in _TENS):
            continue
        second = _value(text, at, limit)
        if second is None or second.kind not in ("number", "dozen"):
            continue
        low, high = first.low, second.high
        if first.scale == 1.0 and second.scale > 1.0 and low < 1000 and place == first.end:
            low *= second.scale
        if link == "and" and between != "between":
            continue
        if link == "or" and not (low < high and (high <= 2 * low or high - low == 1) and not between):
            continue
        if link in _DASH and link and (text[place].isspace() != text[match.end() - 1].isspace()):
            continue
        if low >= high or (first.currency and second.currency and first.currency != second.currency):
            continue
        if link == "to" and between == "from" and _CHANGE.search(text[max(0, first.start - 70) : first.start]):
            continue
        if link == "to" and not between and (_votes(text, first, second) or high > 100 * low):
            continue
        if link in _DASH and link and high > 20 * low and not first.currency:
            continue
        begin = first.start
        if opening and between == "between":
            begin = first.start - (len(opening.group()))
        elif opening and between == "from":
            begin = first.start
        return _Value(begin, second.end, low, high, "range", first.currency or second.currency,
                      first.word and second.word, second.scale)  # fmt: skip
    return first


def _votes(text: str, first: _Value, second: _Value) -> bool:
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


def _qualified(text: str, value: _Value, floor: int, limit: int) -> Quantity:
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
    compound = text[end : end + 1] in tuple(_DASH) and text[end + 1 : end + 2].isalpha()
    return Quantity(start, value.start, end, low, high, qualifier, value.currency, value.kind == "magnitude", compound,
                    value.kind == "fraction", value.word, value.unit)  # fmt: skip


_PREPOSITIONS = frozenset("about around over above under below near beyond".split())


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


def _plausible(text: str, match: re.Match[str], name: str, value: _Value) -> bool:
    """ "over two weeks" is more than two; "over 30 August" and "above all", "near 40 Wall Street" are no qualifiers."""
    word = " ".join(match.group(1).lower().split())
    before = text[max(0, match.start() - 24) : match.start()].lower()
    if word == "over":
        # "agreement over two islands", "spread over five years", "victory over three rivals"
        unit = unit_at(text, value.end)
        if re.search(
            r"\b(?:spread|dispute|row|agreement|deal|talks|war|victory|control|sovereignty|concerns?|split|protests?|"
            r"power|differences|tensions?|rule|debate|quarrel|fight|clash(?:es)?|anger|cases?|flew|fly|flying|staggered|"
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


def is_year(text: str, quantity: Quantity) -> bool:
    """Is a bare number of four digits a year by its surroundings? Whether a counted noun follows is for the caller."""
    raw = text[quantity.core : quantity.end]
    if not re.fullmatch(r"(?:1[5-9]|20)\d\d", raw):
        return False
    return quantity.qualifier == "exact" or bool(_YEAR_BEFORE.search(text[max(0, quantity.core - 16) : quantity.core]))


def year_before(text: str, at: int) -> bool:
    """Do the words before `at` lead to a year ("in", "since", "the")?"""
    return bool(_YEAR_BEFORE.search(text[max(0, at - 16) : at]))
