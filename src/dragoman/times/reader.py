"""A cursor over tokens with the small parts of every time expression: numbers, months, years, units, clocks, zones.

Each method takes the index of a token and answers what stands there and the index after it, or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.times.tokens import Token
from dragoman.times.words import (
    ABOUT,
    MONTHS,
    MORE,
    NUMBERS,
    OFFSETS,
    ORDINALS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    UNITS,
    WEEKDAYS,
    ZONES,
)

FIRST_YEAR, LAST_YEAR = 1000, 2199  # four digits outside are never taken for a year
VAGUE = frozenset("several few some many dozens".split())


class Reader:
    """The tokens of one text, read by index. Reading past either end finds nothing, and so does crossing a gap."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.size = len(tokens)

    def low(self, i: int) -> str:
        """The folded token at `i`, "" outside the text."""
        return self.tokens[i].low if 0 <= i < self.size else ""

    def text(self, i: int) -> str:
        return self.tokens[i].text if 0 <= i < self.size else ""

    def joined(self, i: int) -> bool:
        """Token `i` goes on from the one before it, in the same paragraph."""
        return 0 < i < self.size and self.tokens[i].gap != "\n\n"

    def glued(self, i: int) -> bool:
        """Token `i` touches the one before it."""
        return 0 < i < self.size and self.tokens[i].gap == ""

    def capital(self, i: int) -> bool:
        return self.text(i)[:1].isupper()

    def phrase(self, i: int, *words: str) -> int | None:
        """The index after `words`, when they stand at `i`."""
        for k, word in enumerate(words):
            if self.low(i + k) != word or (k and not self.joined(i + k)):
                return None
        return i + len(words)

    def dash(self, i: int) -> bool:
        return self.low(i) in ("-", "–", "—", "‐", "‑", "−")

    def number(self, i: int) -> tuple[float | None, int] | None:
        """An amount: 3, three, twenty-one, a, two and a half; None as its value for several, a few."""
        word = self.low(i)
        if word in ("a", "an"):
            after = self.low(i + 1)
            if after in ("few", "couple", "dozen", "half") and self.joined(i + 1):
                j = i + 2
                if self.low(j) == "of" and self.joined(j):
                    j += 1
                return {"few": None, "couple": 2.0, "dozen": 12.0, "half": 0.5}[after], j
            return 1.0, i + 1
        if word in ("couple",) and self.low(i + 1) == "of":
            return 2.0, i + 2
        if word in VAGUE:
            return None, i + (2 if self.low(i + 1) == "of" else 1)
        value: float | None = None
        j = i + 1
        if word in NUMBERS:
            value = float(NUMBERS[word])
            unit = self.low(j + 1)
            if value >= 20 and self.dash(j) and self.glued(j) and unit in NUMBERS and NUMBERS[unit] < 10:
                value, j = value + NUMBERS[unit], j + 2
        elif (digits := self.tokens[i].value if 0 <= i < self.size else None) is not None and digits < 100_000:
            value = float(digits)
            if self.low(j) == "." and self.glued(j) and self.glued(j + 1) and len(self.text(j + 1)) == 1:
                tenth = self.tokens[j + 1].value
                if tenth is not None:
                    value, j = value + tenth / 10, j + 2
        if value is None:
            return None
        if (half := self.phrase(j, "and", "a", "half")) is not None and self.joined(j):
            return value + 0.5, half
        return value, j

    def about(self, i: int) -> tuple[tuple[str, ...], int]:
        """Words of rough measure before a number, and the index after them."""
        for words in (("more", "than"), ("less", "than"), ("at", "least"), ("up", "to")):
            if (j := self.phrase(i, *words)) is not None:
                return ("about",), j
        if self.low(i) in ABOUT and self.low(i) not in VAGUE:
            return ("about",), i + 1
        if self.low(i) in MORE:
            return ("about",), i + 1
        return (), i

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """first, 21st, twenty-first."""
        if self.low(i) in ORDINALS:
            return ORDINALS[self.low(i)], i + 1
        if self.low(i) in NUMBERS and NUMBERS[self.low(i)] >= 20 and self.dash(i + 1) and self.glued(i + 1):
            last = ORDINALS.get(self.low(i + 2), 0)
            if 0 < last < 10:
                return NUMBERS[self.low(i)] + last, i + 3
        digits = self.tokens[i].value if 0 <= i < self.size else None
        if digits is not None and self.low(i + 1) in ("st", "nd", "rd", "th") and self.glued(i + 1):
            return digits, i + 2
        return None

    def day(self, i: int) -> tuple[int, int] | None:
        """A day of the month: 28, 28th, third."""
        if (named := self.ordinal(i)) is not None:
            return named if 1 <= named[0] <= 31 else None
        digits = self.tokens[i].value if 0 <= i < self.size else None
        if digits is None or not 1 <= digits <= 31 or len(self.text(i)) > 2:
            return None
        if self.glued(i + 1) and self.low(i + 1) in ("%", ":", "s"):
            return None
        return digits, i + 1

    def month(self, i: int) -> tuple[int, int] | None:
        """A month's name; the short forms take their full stop with them."""
        low = self.low(i)
        if low not in MONTHS or not self.capital(i):
            return None
        j = i + 1
        if low in SHORT_MONTHS and self.low(j) == "." and self.glued(j):
            j += 1
        return MONTHS[low], j

    def year(self, i: int) -> tuple[int, int] | None:
        """Four digits that can be a year."""
        if not 0 <= i < self.size or len(self.text(i)) != 4:
            return None
        value = self.tokens[i].value
        if value is None or not FIRST_YEAR <= value <= LAST_YEAR:
            return None
        if self.glued(i + 1) and (self.tokens[i + 1].kind == "word" or self.low(i + 1) == "%"):
            return None
        return value, i + 1

    def weekday(self, i: int) -> tuple[int, int] | None:
        low = self.low(i)
        if low not in WEEKDAYS or not self.capital(i):
            return None
        j = i + 1
        if low in SHORT_WEEKDAYS and self.low(j) == "." and self.glued(j):
            j += 1
        return WEEKDAYS[low], j

    def unit(self, i: int) -> tuple[str, bool, int] | None:
        """A unit of time, whether it is plural, and the index after it (a plural's apostrophe with it)."""
        low = self.low(i)
        if low in UNITS:
            return UNITS[low], False, i + 1
        if low.endswith("s") and low[:-1] in UNITS:
            j = i + 1
            if self.low(j) in ("'", "’") and self.glued(j):
                j += 1
            return UNITS[low[:-1]], True, j
        return None

    def zone(self, i: int) -> tuple[str, int] | None:
        """GMT, local time, Moscow time."""
        low = self.low(i)
        if low in ZONES and self.text(i).isupper():
            return low.upper(), i + 1
        if self.low(i + 1) == "time" and self.joined(i + 1) and (low == "local" or self.capital(i)):
            return f"{self.text(i)} time", i + 2
        return None

    def clock(self, i: int, *, bare: bool = False) -> tuple[int, int, str | None, int] | None:
        """An hour and minute with their zone: 0900 GMT, 9 a.m., 21:51, noon; `bare` lets 21:51 stand alone."""
        low = self.low(i)
        if low in ("noon", "midday", "midnight"):
            zone = self.zone(i + 1) if self.joined(i + 1) else None
            return (0 if low == "midnight" else 12), 0, zone[0] if zone else None, zone[1] if zone else i + 1
        if not 0 <= i < self.size or self.tokens[i].kind != "number":
            return None
        digits, value = self.text(i), self.tokens[i].value
        if value is None or "," in digits:
            return None
        j, minute, split = i + 1, 0, False
        if len(digits) == 4:
            hour, minute, split = value // 100, value % 100, False
        else:
            hour = value
            if len(digits) <= 2 and self.low(j) in (":", ".") and self.glued(j) and self.glued(j + 1):
                later = self.tokens[j + 1].value
                if later is not None and len(self.text(j + 1)) == 2:
                    minute, split, j = later, self.low(j) == ":", j + 2
                    if self.low(j) == ":" and self.glued(j) and self.glued(j + 1) and len(self.text(j + 1)) == 2:
                        j += 2
        half = self.half_of_day(j)
        if half is not None:
            if not 1 <= hour <= 12:
                return None
            hour, j = hour % 12 + (12 if half[0] == "p" else 0), half[1]
        zone = self.zone(j) if self.joined(j) else None
        if zone is None and self.low(j) == "z" and self.glued(j):
            zone = "GMT", j + 1
        if zone is not None:
            j = zone[1]
        elif half is None and not (bare and split) and not (len(digits) == 4 and self.low(j) == "hours"):
            return None
        elif len(digits) == 4 and half is None:
            j += 1
        if not (0 <= hour < 24 and 0 <= minute < 60):
            return None
        return hour, minute, zone[0] if zone else None, j

    def half_of_day(self, i: int) -> tuple[str, int] | None:
        """am, p.m., PM."""
        if not self.joined(i):
            return None
        if self.low(i) in ("am", "pm"):
            return self.low(i)[0], i + 1
        if self.low(i) in ("a", "p") and self.low(i + 1) == "." and self.low(i + 2) == "m" and self.glued(i + 2):
            return self.low(i), i + (4 if self.low(i + 3) == "." and self.glued(i + 3) else 3)
        return None


def offset_of(zone: str | None) -> str:
    """The offset from UTC that a zone's name fixes, "" where it fixes none. A sign and digits stand for themselves."""
    if zone is None:
        return ""
    if zone[:1] in "+-":
        return zone
    return OFFSETS.get(zone.lower(), "")
