"""Tokens for reading time expressions: words, numbers, marks, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

# A number may hold one kind of inner mark (16:30, 28.9.2017, 2,016, 2017-09-28 is three numbers); every branch eats at
# least one character and none can be re-read another way, so the scan is linear.
TOKEN = re.compile(
    r"(?P<number>\d+(?:,\d{3})+(?!\d)|\d+)|(?P<word>[^\W\d_]+)|(?P<genitive>['’]s\b)|(?P<mark>[^\s\w]|_)",
    re.UNICODE,
)
MAX_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is `article.text[start:end]`, `low` folded; `gap` says what lies between it and the token before it:
    "" nothing, " " a blank, "\\n" a line end, "\\n\\n" a blank line or a stretch that was skipped."""

    text: str
    low: str
    start: int
    end: int
    kind: str
    gap: str

    @property
    def value(self) -> int | None:
        """The number, or None for a word, a mark, or digits too many to be a part of a date."""
        if self.kind != "number" or len(self.text) > MAX_DIGITS:
            return None
        digits = self.text.replace(",", "")
        return int(digits) if digits.isascii() else None


def tokens(text: str, skip: Sequence[tuple[int, int]] = ()) -> list[Token]:
    """The tokens of `text` outside the `skip` ranges, in order."""
    out: list[Token] = []
    barred = sorted(skip)
    at, last = 0, 0
    barrier = True
    for match in TOKEN.finditer(text):
        start, end = match.span()
        while at < len(barred) and barred[at][1] <= start:
            barrier = True
            at += 1
        if at < len(barred) and barred[at][0] < end:
            barrier = True
            continue
        between = text[last:start]
        gap = "\n\n" if barrier or between.count("\n") > 1 else "\n" if "\n" in between else " " if between else ""
        word = match.group()
        low = "'s" if match.lastgroup == "genitive" else word.lower()
        out.append(Token(word, low, start, end, match.lastgroup or "mark", gap))
        last, barrier = end, False
    return out
