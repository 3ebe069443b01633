"""Reads the rows written by hand: pipe-separated files and the list of office holders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

HERE = Path(__file__).parent / "hand"
_ISO = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_TERM = re.compile(rf"^(?P<name>.+?)(?P<f> \(f\))?(?P<acting> ~)? (?P<start>{_ISO}|\?)(?:\.\.(?P<end>{_ISO})?)?$")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a pipe-separated file whose line ``#: a|b|c`` names the columns; a later such line changes them."""
    columns: list[str] = []
    for n, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#:"):
            columns = line[2:].strip().split("|")
        elif line.strip() and not line.startswith("#"):
            cells = [c.strip() for c in line.split("|")]
            if len(cells) > len(columns):
                raise SystemExit(f"{name}:{n}: {len(cells)} cells for {len(columns)} columns: {line}")
            yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


@dataclass
class Term:
    place: str
    office: str
    title: str
    name: str
    female: bool
    acting: bool
    start: str | None
    end: str | None
    where: str
    ended_by_next: bool = False


def terms(name: str) -> Iterator[Term]:
    """Terms of a holders file.

    ``[TUR]`` opens a state (or ``[org:un]`` a body). A line is ``office (title): Name DATE; Name DATE..DATE; …``: a
    term ends where the next begins unless an end is given; ``..`` with nothing after it, or the last one, is open.
    ``(f)`` marks a woman, ``~`` an acting holder, ``?`` an unknown start.
    """
    place = ""
    for n, line in enumerate((HERE / name).read_text(encoding="utf-8").splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("["):
            place = line.strip("[]")
            continue
        head, _, listed = line.partition(": ")
        m = re.match(r"^([a-z_]+)(?: \((.*)\))?$", head)
        if not m:
            raise SystemExit(f"{name}:{n}: cannot read {head!r}")
        held: list[Term] = []
        for item in listed.split(";"):
            item = item.strip()
            if not item:
                continue
            t = _TERM.match(item)
            if not t:
                raise SystemExit(f"{name}:{n}: cannot read {item!r}")
            start = None if t["start"] == "?" else t["start"]
            held.append(
                Term(
                    place,
                    m[1],
                    m[2] or "",
                    t["name"].strip(),
                    bool(t["f"]),
                    bool(t["acting"]),
                    start,
                    t["end"],
                    f"{name}:{n}",
                )
            )
            held[-1].ended_by_next = ".." not in item
        for this, following in pairwise(held):
            if this.ended_by_next:
                this.end = following.start
        yield from held


def words(name: str) -> list[str]:
    """The words of a list, remarks left out."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [w for line in lines if not line.startswith("#") for w in line.split()]
