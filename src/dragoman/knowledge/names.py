"""Folding names so that spellings meet, and the index of all names.

A token is cut into *pieces*: runs of letters or digits, accents stripped, case folded, apostrophes closed up
("Sana'a" and "Sanaa" meet), hyphens and full stops dropped ("al - Sham", "al-Sham", "U.S." and "US" apart). The
index maps the tuple of pieces, joined by blanks, to what may carry that name, so a look-up is a few dict probes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ħ": "h",
        "ə": "a",
        "Ə": "A",
    }
)
_APOSTROPHES = "'’‘ʼʻ`´ʿʾ′"
_CLOSE_UP = str.maketrans("", "", _APOSTROPHES)
_PIECE = re.compile(r"[^\W_]+|&")
_POSSESSIVE = re.compile(rf"(?<=\w)[{_APOSTROPHES}][sS]$")
_LONE_POSSESSIVE = re.compile(rf"^[{_APOSTROPHES}][sS]$")
_JOINERS = frozenset("-‐‑‒–" + _APOSTROPHES)
POSSESSIVE = "'s"
#: A token no name can hold.
BREAK = "\x00"


def strip_accents(text: str) -> str:
    """``text`` with accents removed and letters such as ł, ø, ß spelled in ASCII; case is kept."""
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(c for c in spread if not unicodedata.combining(c))


@lru_cache(maxsize=65536)
def pieces(token: str) -> tuple[str, ...]:
    """The pieces of one token, accents stripped and case kept; a possessive ending is a piece of its own.

    A joiner (hyphen, lone apostrophe) has none; other punctuation is ``BREAK``, which no name holds.
    """
    if token.isascii() and token.isalnum():
        return (token,)
    if _LONE_POSSESSIVE.match(token):
        return (POSSESSIVE,)
    tail: tuple[str, ...] = ()
    if _POSSESSIVE.search(token):
        token, tail = token[:-2], (POSSESSIVE,)
    found = tuple(_PIECE.findall(strip_accents(token.translate(_CLOSE_UP))))
    if not found and not tail:
        return () if token and all(c in _JOINERS for c in token) else (BREAK,)
    return tuple("and" if p == "&" else p for p in found) + tail


def name_pieces(name: str) -> tuple[str, ...]:
    """The pieces of a whole name as written in a table."""
    return tuple(p for word in name.split() for p in pieces(word))


def key(name: str) -> str:
    """The key under which ``name`` is indexed: its pieces, case folded, joined by blanks."""
    if name.isascii() and name.isalpha():
        return name.lower()
    return " ".join(name_pieces(name)).casefold()


def case_agrees(stored: Sequence[str], seen: Sequence[str], *, shouted: bool) -> bool:
    """Whether words seen in a text may stand for a stored name, by their capitals.

    An acronym must be written in capitals, a capitalised word must begin with one, a small word ("of", "al") may be
    written either way, and a name in small letters throughout ("dpa") must stay so. In a shouted text (capitals
    throughout) acronyms of up to three letters are refused, for "US", "WHO" and "IS" are words there.
    """
    small_throughout = True
    for i, (s, t) in enumerate(zip(stored, seen, strict=True)):
        if not s[0].isupper() or (i == 0 and s == "The" and len(stored) > 1):
            continue
        small_throughout = False
        if not t[0].isupper():
            return False
        if len(s) > 1 and s.isupper():
            if not t.isupper():
                return False
            if shouted and len(stored) == 1 and len(s) <= 3:
                return False
    return not (small_throughout and len(stored) == 1 and stored[0].isalpha() and stored[0] != seen[0])


class NameIndex:
    """Names to values, by longest match over pieces; values are opaque to the index.

    >>> index = NameIndex()
    >>> index.add("Hayat Tahrir al-Sham", 1)
    >>> index.find("hayat tahrir al sham")
    [('Hayat Tahrir al-Sham', 1)]
    """

    __slots__ = ("_longest", "_values")

    def __init__(self) -> None:
        self._values: dict[str, list[tuple[str, object]]] = {}
        self._longest: dict[str, int] = {}

    def add(self, name: str, value: object) -> None:
        """Index ``value`` under ``name``; the same name may carry several values, kept in the order of adding."""
        self.add_key(key(name), name, value)

    def add_key(self, folded: str, name: str, value: object) -> None:
        """As ``add``, for a name whose key is already known."""
        if not folded:
            return
        values = self._values.get(folded)
        if values is None:
            self._values[folded] = [(name, value)]
            length = folded.count(" ") + 1
            head = folded[: folded.index(" ")] if length > 1 else folded
            if self._longest.get(head, 0) < length:
                self._longest[head] = length
        else:
            values.append((name, value))

    def longest(self, head: str) -> int:
        """The most pieces that a name beginning with the folded piece ``head`` has; 0 when none begins so."""
        return self._longest.get(head, 0)

    def find(self, folded: str) -> list[tuple[str, object]]:
        """What is indexed under a key, in the order of adding."""
        return self._values.get(folded, [])

    def keys(self) -> Iterable[str]:
        """All keys, in the order of first adding."""
        return self._values.keys()

    def __len__(self) -> int:
        return len(self._values)
