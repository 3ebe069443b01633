"""Counts how far the readers of statements and figures meet the sentences that were written for them.

Every third sentence of a file is sealed: whoever writes rules looks at its sum only.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from dragoman import knowledge, nlp
from dragoman.extract.figures import figures
from dragoman.extract.mentions import Mentions
from dragoman.extract.positions import positions
from dragoman.extract.statements import statements
from dragoman.spans import article_id
from dragoman.types import Article
from tests.eval.scoring.names import same_actor, same_topic

HERE = Path(__file__).parent


class Tally(NamedTuple):
    """Counts over one file: `found` of `asked` and of `said`; `right` of the found in what is asked of them."""

    found: int
    asked: int
    said: int
    right: int
    faults: list[str]

    @property
    def f1(self) -> float:
        return 2 * self.found / (self.asked + self.said)


def cases(name: str, *, sealed: bool | None) -> Iterator[tuple[str, list[list[str]]]]:
    """The sentences of a file with their answers; None: all of them."""
    lines = [
        line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    for number, line in enumerate(lines):
        if sealed is None or (number % 3 == 2) == sealed:
            text, gold = line.split("\t")
            items = [] if gold == "none" else [item.strip().split("|") for item in gold.split(" ; ")]
            yield text.replace("¶", "\n\n"), items


@cache
def tables() -> Any:
    return knowledge.load()


def read(text: str) -> tuple[Article, Any, Mentions]:
    article = Article(id=article_id(text), source="test", text=text)
    doc = nlp.load().parse(text)
    return article, doc, Mentions(doc, article, tables())


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(a[1] - a[0], b[1] - b[0])


def measure_statements(*, sealed: bool | None, name: str = "statements.tsv") -> Tally:
    found = asked = said = right = 0
    faults: list[str] = []
    for text, gold in cases(name, sealed=sealed):
        article, doc, mentions = read(text)
        told = list(statements(doc, article, mentions))
        asked, said = asked + len(gold), said + len(told)
        for form, speaker, content in gold:
            at = text.index(content)
            share = 0.8 if form == "direct" else 0.5
            fits = [
                s
                for s in told
                if s.form == form and overlap((s.content.start, s.content.end), (at, at + len(content))) >= share
            ]
            if not fits:
                faults.append(f"MISSED {form} {content!r} in {text!r}")
                continue
            told.remove(fits[0])
            found += 1
            entity = mentions.entities[fits[0].speaker] if fits[0].speaker is not None else None
            names = [entity.name, *(text[m.start : m.end] for m in entity.mentions)] if entity else []
            if speaker == "?" or any(speaker.lower() in n.lower() or n.lower() in speaker.lower() for n in names):
                right += 1
            else:
                cue = fits[0].cue
                faults.append(
                    f"SPEAKER {names[:1]} for {speaker!r}, cue {text[cue.start : cue.end] if cue else None!r}: {text!r}"
                )
        faults += [f"EXTRA {s.form} {text[s.content.start : s.content.end]!r} in {text!r}" for s in told]
    return Tally(found, asked, said, right, faults)


def measure_figures(*, sealed: bool) -> Tally:
    found = asked = said = right = 0
    faults: list[str] = []
    for text, gold in cases("figures.tsv", sealed=sealed):
        article, doc, mentions = read(text)
        told = list(figures(doc, article, mentions))
        asked, said = asked + len(gold), said + len(told)
        for words, low, high, qualifier, unit, kind in gold:
            at = text.index(words)
            fits = [f for f in told if overlap((f.extent.start, f.extent.end), (at, at + len(words))) >= 0.5]
            if not fits:
                faults.append(f"MISSED {words!r} in {text!r}")
                continue
            told.remove(fits[0])
            found += 1
            number = fits[0].number
            same = (_near(number.low, low) and _near(number.high, high) and number.qualifier == qualifier
                    and number.unit == unit and fits[0].kind == kind)  # fmt: skip
            right += same
            if not same:
                got = f"{number.low} {number.high} {number.qualifier} {number.unit} {fits[0].kind}"
                faults.append(f"OTHER {words!r}: {got} for {low} {high} {qualifier} {unit} {kind}")
        faults += [f"EXTRA {text[f.extent.start : f.extent.end]!r} {f.number.unit} in {text!r}" for f in told]
    return Tally(found, asked, said, right, faults)


class Report(NamedTuple):
    """What was found, asked and said of the stands and of the speech of the short reports; `right`: speakers."""

    stands: tuple[int, int, int]
    speech: tuple[int, int, int]
    right: int


def measure_reports() -> Report:
    """Stands and speech of reports.txt, names compared as leniently as the scorer does."""
    stands, speech, right = [0, 0, 0], [0, 0, 0], 0
    for block in (HERE / "reports.txt").read_text(encoding="utf-8").split("\n## ")[1:]:
        _, text, *gold = block.strip().split("\n")
        article, doc, mentions = read(text)
        told = list(statements(doc, article, mentions))
        taken = list(positions(doc, mentions, when_for=lambda extent, tense: (), statements=told))
        names = [[e.name, *(text[m.start : m.end] for m in e.mentions)] for e in mentions.entities]
        stands[2] += len(taken)
        speech[2] += len(told)
        for line in gold:
            first, second, third = line[2:].split("|")
            if line.startswith("P"):
                stands[1] += 1
                for p in taken:
                    about = [*(names[p.target] if p.target is not None else []), p.words]
                    held = p.stance == second and same_actor(names[p.holder], first.split(";"))
                    if held and same_topic(about, third.split(";")):
                        stands[0] += 1
                        taken.remove(p)
                        break
                continue
            speech[1] += 1
            at = text.index(third)
            share = 0.8 if first == "direct" else 0.5
            for s in told:
                span = (s.content.start, s.content.end)
                if s.form == first and overlap(span, (at, at + len(third))) >= share:
                    speech[0] += 1
                    right += s.speaker is not None and same_actor(names[s.speaker], second.split(";"))
                    told.remove(s)
                    break
    return Report((stands[0], stands[1], stands[2]), (speech[0], speech[1], speech[2]), right)


def _near(value: float | None, gold: str) -> bool:
    if gold == "_" or value is None:
        return gold == "_" and value is None
    return abs(value - float(gold)) <= 0.001 * max(1.0, abs(float(gold)))
