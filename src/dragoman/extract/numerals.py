"""Numbers alone: digits with separators and scales, number words, fractions, magnitudes. Pure text."""

import re
from typing import NamedTuple

from dragoman.extract.units import currency, lexicon, symbols

SMALL = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}

TENS = {
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

DASH = "-–—‑"

_SPANS = frozenset(
    "minute hour day week fortnight month year decade century mile kilometre kilometer tonne ton".split()
)


class Value(NamedTuple):
    start: int
    end: int
    low: float
    high: float
    kind: str  # "number", "fraction", "magnitude", "range", "dozen"
    currency: str | None = None
    word: bool = False
    scale: float = 1.0  # the scale said, for "2 to 3 million"
    unit: str | None = None  # "an hour and a half" carries its unit inside


def value_at(text: str, at: int, limit: int) -> Value | None:
    """The number that begins at `at`, without qualifiers and ranges."""
    if text[at].isdigit() or text[at] in _VULGAR:
        return _numeral(text, at)
    word, after = word_at(text, at)
    magnitudes = lexicon("units")["magnitudes"]
    if word in ("tens", *magnitudes):
        return _magnitude(text, at, word, after)
    if word == "several":
        name, past = word_at(text, after)
        plural = name + "s"
        if plural in magnitudes and text[after : after + 1] in tuple(_BLANK):
            low, high = magnitudes[plural]
            inner, beyond = word_at(text, past)
            if inner in ("thousand", "million", "billion") and text[past : past + 1] in tuple(_BLANK):
                return Value(at, beyond, low * _SCALES[inner], high * _SCALES[inner], "magnitude", word=True)
            return Value(at, past, low, high, "magnitude", word=True)
        return None
    if word in ("a", "an"):
        return _article(text, at, after)
    if word == "half":
        return _half(text, at, after)
    if word in ("quarter", "couple", "million", "thousand", "billion", "hundred", "dozen"):
        return None  # needs a word before it
    return _words(text, at)


def word_at(text: str, at: int) -> tuple[str, int]:
    """The word at `at` after at most one blank or hyphen, in lower case, and where it ends; "" if there is none."""
    if text[at : at + 1] and text[at] in _BLANK + "\n" + DASH:
        at += 1
    match = _TOKEN.match(text, at)
    return (match.group().lower(), match.end()) if match else ("", at)


def _numeral(text: str, at: int) -> Value | None:
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
        word, past = word_at(text, end)
        if word in _SCALES and word != "thousands" and text[end : end + 1] in tuple(_BLANK + DASH + "\n"):
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
            word, past = word_at(text, end)
            if word in ("crore", "billion") and text[end : end + 1] in tuple(_BLANK):
                scale, end = scale * _SCALES[word], past
    half = re.match(r" and a half\b", text[end : end + 11])
    if half and scale == 1.0:
        value, end = value + 0.5, end + half.end()
    return Value(at if not sign else sign[0], end, value * scale, value * scale, "number", sign[1] if sign else None,
                  False, scale)  # fmt: skip


_MANY = frozenset(
    "people refugees barrels tonnes tons euros dollars voters children doses households citizens hectares pounds "
    "migrants residents syrians ukrainians workers displaced of followers yen troops users inhabitants".split()
)


def _counted_after(text: str, at: int) -> bool:
    """ "3m people": a letter is a scale where a noun of many follows; "3m high" is a length."""
    word, _ = word_at(text, at)
    return word in _MANY


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


def _magnitude(text: str, at: int, word: str, after: int) -> Value | None:
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
    return Value(at, end, low, high, "magnitude", word=True)


def _article(text: str, at: int, after: int) -> Value | None:
    """ "a million", "a dozen", "a third", "a hundred and twenty", "a quarter of a million", "a half"."""
    word, past = word_at(text, after)
    if text[after : after + 1] not in tuple(_BLANK):
        return None
    fractions = lexicon("units")["fractions"]
    if word in ("million", "billion", "trillion", "thousand", "hundred", "lakh", "crore"):
        return _words(text, after + 1, article=at)
    if word == "dozen":
        return Value(at, past, 12, 12, "dozen", word=True)
    if word == "half" and re.match(r" dozen| million| billion| century", text[past : past + 9]):
        return _half(text, at, past)
    more = re.match(r" and a half\b", text[past : past + 11]) if word in _SPANS else None
    if more:
        return Value(at, past + more.end(), 1.5, 1.5, "number", word=True, unit=word + "s")
    if word in _SPANS and _measured(text, at):
        return Value(at, after, 1, 1, "number", word=True)
    if word in fractions and word not in ("quarters", "seconds"):
        if word == "quarter":
            scaled = re.match(r" of an? (million|billion|century)", text[past : past + 16])
            if scaled and scaled.group(1) in _SCALES:
                value = 0.25 * _SCALES[scaled.group(1)]
                return Value(at, past + scaled.end(), value, value, "number", word=True)
        if re.match(r"\s+(?:of\b|more\b|less\b)|[.,;)]", text[past : past + 6]) and word != "half":
            if word in ("third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"):
                if word != "quarter" and not re.match(r"\s+of\b", text[past : past + 4]):
                    return None
                return Value(at, past, fractions[word], fractions[word], "fraction", word=True)
        return None
    return None


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


def _half(text: str, at: int, after: int) -> Value | None:
    scaled = re.match(
        r"[ -](?:an? )?(dozen|million|billion|trillion|century|decade|year|month|week|day|hour)\b",
        text[after : after + 14],
    )
    if scaled:
        word = scaled.group(1)
        if word == "dozen":
            return Value(at, after + scaled.end(), 6, 6, "dozen", word=True)
        if word in _SCALES:
            value = 0.5 * _SCALES[word]
            return Value(at, after + scaled.end(), value, value, "number", word=True)
        gap = scaled.group().rindex(word)
        return Value(at, after + gap - (1 if scaled.group()[gap - 1] in " -" else 0), 0.5, 0.5, "number", word=True)
    if re.match(
        r"\s+(?:of\s|the\s|its\s|their\s|his\s|her\s|our\s|all\s|that\b|those\b|\w+['’]s\s)", text[after : after + 16]
    ):
        return Value(at, after, 0.5, 0.5, "fraction", word=True)
    if re.match(r"[.,;)]|\s+(?:are|were|is|was)\b", text[after : after + 6]) and re.search(
        r"\b(?:over|than|nearly|almost|about|by|least|just under) $", text[max(0, at - 14) : at]
    ):
        return Value(at, after, 0.5, 0.5, "fraction", word=True)
    return None


def _words(text: str, at: int, *, article: int | None = None) -> Value | None:
    """Number words: "twenty-two", "two hundred and five thousand", "one and a half million", "one in five"."""
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
        word, after = word_at(text, place)
        gap = text[place : place + 1]
        if spoken and gap not in tuple(_BLANK + DASH + "\n"):
            break
        if word in SMALL and (not spoken or last in TENS or last in ("hundred", "and") or last in _SCALES):
            if last in TENS and (SMALL[word] > 9 or gap not in tuple(DASH + _BLANK)):
                break
            if last in _SCALES and not spoken:
                break
            current += SMALL[word]
        elif word in TENS and (not spoken or last in ("hundred", "and") or last in _SCALES):
            current += TENS[word]
        elif word == "hundred" and current < 100:
            current = max(current, 1.0) * 100
        elif word in _SCALES and word not in _LETTER_SCALES and word != "thousands" and (spoken or article is not None):
            scale = _SCALES[word]
            total += max(current, 1.0) * scale
            current = 0.0
        elif word == "dozen" and spoken and current:
            current *= 12
            return Value(
                article if article is not None else at, after, current, current, "dozen", word=True, scale=12.0
            )
        elif word == "and" and spoken and last in ("hundred", "thousand", "million"):
            following, _ = word_at(text, after)
            if following in SMALL or following in TENS:
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
    word, after = word_at(text, end)
    plain = word in fractions and word not in ("half", "halves", "quarter", "third", "fourth")
    if plain and value < 20 and (word.endswith("s") or value == 1):
        return Value(begin, after, value * fractions[word], value * fractions[word], "fraction", word=True)
    if word in ("third", "quarter", "half", "fourth", "fifth") and value == 1:
        return Value(begin, after, fractions[word], fractions[word], "fraction", word=True)
    half = re.match(r" and a half(?: (million|billion|thousand|trillion))?\b", text[end : end + 22])
    if half:
        value += 0.5 * (scale if scale > 1 else 1.0)
        if half.group(1):
            value *= _SCALES[half.group(1)]
        return Value(begin, end + half.end(), value, value, "number", word=True)
    if word in ("in", "out"):
        ratio = _one_in(text, begin, value, end)
        if ratio:
            return ratio
    if last in SMALL and spoken == 1 and re.match(r"-(?:year|time|day|week|month)s?\b", text[end : end + 6]) is None:
        point = re.match(r" point (\w+)", text[end : end + 14])
        if point and point.group(1).lower() in SMALL:
            value += SMALL[point.group(1).lower()] / 10
            end += point.end()
            word, after = word_at(text, end)
            if word in _SCALES and word not in _LETTER_SCALES:
                value, end = value * _SCALES[word], after
    return Value(begin, end, value, value, "number", word=True, scale=scale)


def _one_in(text: str, at: int, value: float, end: int) -> Value | None:
    """ "one in five", "3 out of 10": a share."""
    match = re.match(r" (in|out of) (?:every )?(\w+)\b", text[end : end + 24])
    if not match:
        return None
    word = match.group(2).lower()
    of = float(word) if word.isdigit() else float(SMALL.get(word, TENS.get(word, 100 if word == "hundred" else 0)))
    if of <= value or of > 1000 or (match.group(1) == "in" and of not in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100)):
        return None
    if word_at(text, end + match.end())[0] in lexicon("units")["time"]["days"] + lexicon("units")["time"]["years"] + [
        "months", "weeks", "hours", "minutes", "countries", "cities", "provinces", "decades",
    ]:  # fmt: skip
        return None
    return Value(at, end + match.end(), value / of, value / of, "fraction", word=True)
