"""Measure time expressions on GUM's dated TEI: found, and right in value, by kind.

Run: python benchmarks/times.py --data PATH/TO/gum/xml [--show]. Without the data it says so and ends well. Rules only:
nothing is trained, so every partition is read. Source: GUM, annotations CC BY 4.0 (https://gucorpling.org/gum/).
"""

from __future__ import annotations

import argparse
import html
import re
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from dragoman import times
from dragoman.reading import TimeExpression
from dragoman.types import Date

GENRES = ("news", "bio")
TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
NO_SPACE_BEFORE = set(".,:;?!)]}%'’”") | {"'s", "’s", "n't", "n’t"}
NO_SPACE_AFTER = set("([{$£€‘“")


@dataclass
class Gold:
    start: int
    end: int
    values: dict[str, str]


def document(path: Path) -> tuple[str, str, list[Gold]]:
    """The text of one TEI file, put together again from its tokens, its day, and its gold dates."""
    source = path.read_text(encoding="utf-8")
    text = ""
    golds: list[Gold] = []
    stack: list[tuple[int, dict[str, str]]] = []
    glue, in_word, day = True, False, ""
    for line in source.split("\n"):
        tag = TAG.match(line)
        if tag is not None:
            closing, name, rest = tag.groups()
            if name == "text" and not closing:
                day = dict(ATTRIBUTE.findall(rest)).get("dateCreated", "")
            if name in ("p", "head", "item", "figure") and not text.endswith("\n\n"):
                text, glue = text.rstrip() + "\n\n", True
            if name == "w":
                in_word = not closing
                glue = False
            if name in ("date", "time"):
                if closing:
                    if stack:
                        start, values = stack.pop()
                        begin = start + len(text[start:]) - len(text[start:].lstrip())
                        golds.append(Gold(begin, len(text), values))
                else:
                    stack.append((len(text), dict(ATTRIBUTE.findall(rest))))
            continue
        if "\t" not in line:
            continue
        token = html.unescape(line.split("\t")[0])
        if not (glue or token in NO_SPACE_BEFORE):
            text += " "
        text += token
        glue = token in NO_SPACE_AFTER or in_word
    return text, day, golds


def kind(e: TimeExpression | None, words: str) -> str:
    if e is None:
        return "not found"
    if e.to is not None:
        return "range"
    if e.form == "date":
        if e.unit in ("decade", "century", "quarter", "half"):
            return "decade or century"
        full = "full date" if e.day else "month and year" if e.month else "year"
        return full if e.year else "day and month" if e.day else "month" if e.month else "clock"
    return e.form


def bounds(value: str) -> tuple[str, str] | None:
    """The first and last day of a gold value; None where it names no year."""
    value = value.split("T")[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value, value
    if re.fullmatch(r"\d{4}-\d\d", value):
        year, month = (int(v) for v in value.split("-"))
        if not 1 <= month <= 12:
            return None
        last = [
            31,
            29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28,
            31,
            30,
            31,
            30,
            31,
            31,
            30,
            31,
            30,
            31,
        ]
        return f"{value}-01", f"{value}-{last[month - 1]}"
    if re.fullmatch(r"\d{4}", value):
        return f"{value}-01-01", f"{value}-12-31"
    return None


def gold_bounds(values: dict[str, str]) -> tuple[str | None, str | None] | None:
    if "when" in values:
        return bounds(values["when"])
    lo = bounds(values.get("from", values.get("notBefore", "")))
    hi = bounds(values.get("to", values.get("notAfter", "")))
    if lo is None and hi is None:
        return None
    return lo[0] if lo else None, hi[1] if hi else None


def verdict(date: Date | None, gold: tuple[str | None, str | None]) -> str:
    """right: same bounds, or all the days of the gold with at most half as many again; holds; wrong; open."""
    if date is None:
        return "open"
    lo, hi = (date.earliest or "")[:10], (date.latest or "")[:10]
    if (lo or None, hi or None) == gold:
        return "right"
    first, last = gold[0] or gold[1] or "", gold[1] or gold[0] or ""
    if (not lo or lo <= last) and (not hi or hi >= first):
        return "holds" if (not lo or lo <= first) and (not hi or hi >= last) else "overlaps"
    return "wrong"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("shared/data/train/gum/xml"))
    parser.add_argument("--show", action="store_true", help="print what is not right")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: skipped")
        return 0
    counts: dict[str, Counter[str]] = {}
    for path in sorted(options.data.glob("*.xml")):
        genre = path.name.split("_")[1]
        if genre not in GENRES:
            continue
        text, day, golds = document(path)
        reference = Date(earliest=day, latest=day, precision="day", basis="metadata", why="the file's header")
        found = times.find(text)
        for gold in golds:
            truth = gold_bounds(gold.values)
            if truth is None:
                continue
            best = max(found, key=lambda e: min(e.end, gold.end) - max(e.start, gold.start), default=None)
            if best is not None and min(best.end, gold.end) - max(best.start, gold.start) <= 0:
                best = None
            words = text[gold.start : gold.end]
            row = counts.setdefault(f"{genre} {kind(best, words)}", Counter())
            if best is None:
                row["missed"] += 1
                if options.show:
                    print("missed", path.stem, repr(text[max(0, gold.start - 30) : gold.end + 10]), gold.values)
                continue
            part = _part(best, gold)
            tense = times.tense_around(text, best.start, best.end) or "past"
            date = times.resolve(best, reference=reference, tense=tense, text=text, part=part)
            said = verdict(date, truth)
            row[said] += 1
            if options.show and said != "right":
                got = None if date is None else (date.earliest, date.latest)
                context = text[max(0, gold.start - 50) : gold.end + 20]
                print(said, path.stem, tense, day, repr(context), gold.values, "got", got)
    total: Counter[str] = Counter()
    print(f"{'kind':32}{'n':>5}{'right':>8}{'holds':>8}{'overlaps':>9}{'wrong':>7}{'open':>6}{'missed':>8}")
    for name in sorted(counts):
        row = counts[name]
        total.update(row)
        _line(name, row)
    _line("all", total)
    resolved = sum(total.values()) - total["missed"] - total["open"]
    print(f"of the resolved: right {total['right'] / resolved:.1%}, wrong {total['wrong'] / resolved:.1%}")
    return 0


def _line(name: str, row: Counter[str]) -> None:
    n = sum(row.values())
    print(
        f"{name:32}{n:5}{row['right'] / n:8.1%}{row['holds']:8}{row['overlaps']:9}{row['wrong']:7}{row['open']:6}"
        f"{row['missed']:8}"
    )


def _part(e: TimeExpression, gold: Gold) -> times.Part:
    """GUM marks the ends of most ranges one by one."""
    if e.to is None or gold.end - gold.start > (e.end - e.start) * 0.8:
        return "whole"
    return "end" if gold.start >= e.to.start else "start"


if __name__ == "__main__":
    sys.exit(main())
