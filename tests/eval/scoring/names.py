"""When do two names mean the same? Lenient on purpose: adjectives, surnames and acronyms pass for the full name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

STEM = 4  # letters that must agree: Chin-a and Chin-ese, defe-nce and defe-nse
SMALL_WORDS = frozenset("the a an of al el bin and for in on to".split())
STATE_WORDS = frozenset("government authorities officials regime forces troops army administration".split())

NOT_THE_SAME = frozenset(  # one name ends in the other, and yet they are two
    frozenset(pair)
    for pair in (
        ("sudan", "south sudan"),
        ("ireland", "northern ireland"),
        ("guinea", "equatorial guinea"),
        ("guinea", "papua new guinea"),
        ("samoa", "american samoa"),
        ("mexico", "new mexico"),
    )
)


@lru_cache(maxsize=8192)
def words(name: str) -> tuple[str, ...]:
    """Lower-case words without accents, dots or possessives."""
    flat = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ı", "i")).casefold()
    flat = "".join(c for c in flat if not unicodedata.combining(c))
    flat = re.sub(r"(?<=\b\w)\.", "", re.sub(r"'s\b", "", flat))
    return tuple(re.findall(r"\w+", flat))


@lru_cache(maxsize=8192)
def stems(name: str) -> tuple[str, ...]:
    kept = [w for w in words(name) if w not in SMALL_WORDS and w not in STATE_WORDS]
    return tuple(w[:STEM] for w in kept or words(name))


def acronym_of(short: str, long: str) -> bool:
    """UN of "United Nations"."""
    letters = "".join(w[0] for w in words(long) if w not in SMALL_WORDS)
    return len(words(short)) == 1 and len(words(long)) > 1 and words(short)[0] == letters


@lru_cache(maxsize=65536)
def same_name(a: str, b: str) -> bool:
    """Equal words, most words shared, one the ending of the other (a surname), or an acronym."""
    x, y = stems(a), stems(b)
    if not x or not y or frozenset((" ".join(words(a)), " ".join(words(b)))) in NOT_THE_SAME:
        return False
    common = len(set(x) & set(y))
    if 2 * common > len(set(x) | set(y)):
        return True
    short, long = sorted((x, y), key=len)
    if len(long) <= 3 and short == long[-len(short) :]:
        return True
    return acronym_of(a, b) or acronym_of(b, a)


def same_actor(names: Iterable[str], others: Iterable[str]) -> bool:
    others = list(others)
    return any(same_name(a, b) for a in names for b in others)


def same_place(names: Iterable[str], others: Iterable[str]) -> bool:
    """One name's words all stand in the other: Goma, and Goma province."""
    listed = [set(stems(b)) for b in others if stems(b)]
    return any(s <= o or o <= s for s in (set(stems(a)) for a in names if stems(a)) for o in listed)


def same_topic(told: Iterable[str], wanted: Iterable[str]) -> bool:
    """Half of the shorter one's words are shared."""
    listed = [set(stems(b)) for b in wanted if stems(b)]
    return any(
        2 * len(s & o) >= min(len(s), len(o))
        for s in (set(stems(a)) for a in told if stems(a))
        for o in listed
        if s & o
    )
