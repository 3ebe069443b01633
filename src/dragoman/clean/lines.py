"""A text as lines: where they stand, and what can be seen on each by itself."""

from __future__ import annotations

import itertools
import re

import msgspec

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_BULLET = re.compile(r"^[\s•·▪●■◆►▶»›*\-–—|>]+")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_END = re.compile(r"[.!?…。:;]['\"”’»)\]]*$|[.!?…]['\"”’»)\]]*\s*\[\d+\]$")
# Wrapped text of mail and agencies is set at 60 to 80 characters; a line of headline length is shorter as a rule.
_WRAP_LEAST, _WRAP_MOST = 45, 100


class Line(msgspec.Struct, frozen=True):
    """One line, or a paragraph of wrapped lines: `text` is cut from `start` to `end`, surrounding space left out.

    `gap` says whether a blank line stands before it. `words` are counted, not kept.
    """

    start: int
    end: int
    text: str
    words: int
    gap: bool

    @property
    def ended(self) -> bool:
        """Whether it ends as a sentence does."""
        return bool(_END.search(self.text))

    @property
    def prose(self) -> bool:
        """Whether it is one sentence or more: ended, seven words or longer, most of them in small letters."""
        return self.words >= 7 and self.ended and sum(c.islower() for c in self.text) > 0.5 * len(self.text)

    @property
    def label(self) -> str:
        """The words alone: small letters, no bullets, no end marks."""
        plain = " ".join(_BULLET.sub("", self.text).split()).casefold()
        return plain.strip(" :.…|–—-»›>•*[]()")


def split(text: str) -> tuple[Line, ...]:
    """The lines that hold anything, in order; wrapped lines are joined into their paragraphs."""
    found: list[Line] = []
    start, gap = 0, False
    ends = [(match.start(), match.end()) for match in _BREAK.finditer(text)]
    for stop, after in [*ends, (len(text), len(text))]:
        line = text[start:stop]
        inner = line.strip()
        if inner:
            first = start + len(line) - len(line.lstrip())
            found.append(Line(first, first + len(inner), inner, len(_WORD.findall(inner)), gap))
        gap = not inner
        start = after
    return _joined(text, found) if _wrapped(found) else tuple(found)


def _wrapped(lines: list[Line]) -> bool:
    """Whether a text was set to a fixed width: most lines that stop in a sentence go on in the next, at one width."""
    stopped = [(a, b) for a, b in itertools.pairwise(lines) if not b.gap and not a.ended and a.words >= 6]
    going_on = sum(_WRAP_LEAST <= a.end - a.start <= _WRAP_MOST and b.text[0].islower() for a, b in stopped)
    return going_on >= 3 and going_on >= 0.3 * len(stopped)


def _joined(text: str, lines: list[Line]) -> tuple[Line, ...]:
    found: list[Line] = []
    width = max(line.end - line.start for line in lines if line.end - line.start <= _WRAP_MOST)
    last = 0  # length of the last line joined: a short one ends its paragraph
    for line in lines:
        if found and not line.gap and last > 0.7 * width:
            before = found.pop()
            whole = text[before.start : line.end]
            found.append(Line(before.start, line.end, whole, before.words + line.words, before.gap))
        else:
            found.append(line)
        last = line.end - line.start
    return tuple(found)


def folded(text: str) -> str:
    """Words of a line for comparing: small letters and figures only, one space between."""
    return " ".join(word.casefold() for word in _WORD.findall(text.replace("’", "'")))


def is_heading_case(text: str) -> bool:
    """Whether the words of a line mostly begin with capitals, as headlines and names do."""
    words = [word for word in _WORD.findall(text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() or word[0].isdigit() for word in words) >= 0.75 * len(words)
