"""Clauses labelled with the events that they tell: `[word|TYPE/mode]` in lines of text (tools/train/clauses)."""

import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

MARK = re.compile(r"\[([^\[\]|\s]+)\|([A-Z]+/[a-z_]+)\]")
NOTHING = "O"
SEALED = 10  # one line in so many is kept for testing
WATCHED = 10  # and one in so many of the rest for choosing thresholds and when to stop


class Clause(NamedTuple):
    """A line of text; `marks` are (start, end, label) with code points of the text, end exclusive."""

    text: str
    marks: tuple[tuple[int, int, str], ...]

    @property
    def part(self) -> str:
        """sealed, watched or train: by a hash of the text alone, so that a line never changes sides."""
        number = zlib.crc32(self.text.encode())
        if number % SEALED == 0:
            return "sealed"
        return "watched" if number // SEALED % WATCHED == 0 else "train"


def clause(line: str) -> Clause:
    """One marked line; raises ValueError where a bracket is left over."""
    parts: list[str] = []
    marks: list[tuple[int, int, str]] = []
    at = done = 0
    for mark in MARK.finditer(line):
        before = line[done : mark.start()]
        start = at + len(before)
        at = start + len(mark[1])
        marks.append((start, at, mark[2]))
        parts += (before, mark[1])
        done = mark.end()
    text = "".join((*parts, line[done:]))
    if "|" in text or "[" in text or "]" in text:
        raise ValueError(f"a bracket that is no mark: {line}")
    return Clause(text, tuple(marks))


def read(folder: Path) -> list[Clause]:
    """All clauses of a folder's *.txt, in the order of the files' names; a text that stands twice counts once."""
    seen: dict[str, Clause] = {}
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                found = clause(line.strip())
                seen.setdefault(found.text, found)
    return list(seen.values())


def labels(found: Clause, offsets: Sequence[int], words: Sequence[str]) -> list[str]:
    """A label a word: of the words that a mark covers, the last with a letter has it ("stand - off": "off")."""
    out = [NOTHING] * len(words)
    for start, end, label in found.marks:
        covered = [i for i, (at, word) in enumerate(zip(offsets, words, strict=True)) if start <= at < end and word]
        lettered = [i for i in covered if words[i][0].isalpha()]
        if lettered:
            out[lettered[-1]] = label
    return out


def of_part(clauses: Sequence[Clause], part: str) -> Iterator[Clause]:
    return (c for c in clauses if c.part == part)
