"""Two hundred expressions of our own with reference days and gold values, written before the rules were tuned."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from dragoman import times
from dragoman.reading import Tense, TimeExpression
from dragoman.types import Date

TABLE = Path(__file__).with_name("expressions.tsv")
WIDEST = 6  # a vague expression may be read at most this many times as wide as the core it must hold, or two months
DAY = re.compile(r"\d{4}-\d\d-\d\d(T[\d:+Z]+)?")


@dataclass(frozen=True)
class Case:
    sealed: bool
    kind: str
    text: str
    marked: tuple[int, int] | None
    reference: Date | None
    tense: Tense
    anchor: Date | None
    gold: str


def interval(words: str) -> Date | None:
    if words in ("-", "?"):
        return None
    first, _, last = words.partition("..")
    return Date(
        earliest=first,
        latest=last or first,
        precision="range" if last else "day",
        basis="metadata",
        why="given",
    )


def cases() -> list[Case]:
    out = []
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            raw = row["text"]
            start = raw.find("[[")
            text = raw.replace("[[", "").replace("]]", "")
            marked = (start, raw.index("]]") - 2) if start >= 0 else None
            out.append(
                Case(
                    sealed=row["sealed"] == "sealed",
                    kind=row["kind"],
                    text=text,
                    marked=marked,
                    reference=interval(row["reference"]),
                    tense=cast(Tense, row["tense"]),
                    anchor=interval(row["anchor"]),
                    gold=row["gold"],
                )
            )
    return out


def found(case: Case) -> TimeExpression | None:
    """The expression that covers most of the marked words."""
    if case.marked is None:
        return None
    start, end = case.marked
    best = None
    for e in times.find(case.text):
        shared = min(e.end, end) - max(e.start, start)
        if shared > 0 and (best is None or shared > min(best.end, end) - max(best.start, start)):
            best = e
    return best


def value(case: Case) -> Date | None:
    e = found(case)
    if e is None:
        return None
    return times.resolve(e, reference=case.reference, tense=case.tense, anchor=case.anchor, text=case.text)


def verdict(case: Case) -> str:
    """right, wrong (confidently), open (no date or too wide), or missed (not found)."""
    if case.gold == "none":
        return "wrong" if times.find(case.text) else "right"
    e = found(case)
    if e is None:
        return "missed"
    if case.gold.startswith("="):
        form, amount, unit = case.gold[1:].split()
        return "right" if (e.form, e.amount, e.unit) == (form, float(amount), unit) else "open"
    date = value(case)
    gold, _, weekday = case.gold.partition("+") if not DAY.fullmatch(case.gold) else (case.gold, "", "")
    if gold == "?":
        return "right" if date is None else "wrong"
    if date is None:
        return "open"
    if weekday and date.weekday != weekday:
        return "wrong"
    loose = gold.startswith("~")
    first, dots, last = gold.lstrip("~").partition("..")
    last = last if dots else first
    if not loose and (date.earliest or "", date.latest or "") == (first, last):
        return "right"
    holds = (not date.earliest or date.earliest[:10] <= (first or last)[:10]) and (
        not date.latest or date.latest[:10] >= (last or first)[:10]
    )
    if loose:
        return "right" if holds else "wrong"
    return "open" if holds else "wrong"


def test_the_table_holds_two_hundred_expressions_a_third_of_them_sealed() -> None:
    every = cases()
    assert len(every) >= 200
    assert sum(c.sealed for c in every) == len(every) // 3


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
def test_nine_of_ten_expressions_are_right_and_hardly_any_confidently_wrong(sealed: bool) -> None:
    verdicts = [verdict(c) for c in cases() if c.sealed == sealed]
    assert verdicts.count("right") >= 0.92 * len(verdicts)
    assert verdicts.count("wrong") <= 0.02 * len(verdicts)
