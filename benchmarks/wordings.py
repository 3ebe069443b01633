"""How many of the events that clauses tell are found by their wording? `python -m benchmarks.wordings`.

The clauses stand in tools/train/clauses, one a line, their triggers labelled `[crossed|ASSAULT/offensive]` by people
who did not look at the lexicon. Each is read alone. A trigger that was read answers a label when it is of the type
and its words, or what its pattern asked for, hold the labelled word; each answers one. A tenth of the lines is
sealed, by a hash of the text: whoever writes wordings does not read them, and `--sealed` measures them alone. Lines
that are sealed for the learned triggers (tools/train/marked.py) are left out of the rest too. STATEMENT and OTHER
count neither way.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc

from dragoman import knowledge, nlp
from dragoman.extract import wordings
from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import Trigger, find
from dragoman.spans import article_id
from dragoman.types import Article

CLAUSES = Path(__file__).parents[1] / "tools" / "train" / "clauses"
MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)/([a-z_]+)\]")
UNCOUNTED = frozenset(["STATEMENT", "OTHER"])
SHOWN = 12  # of the commonest misses and wrong firings of a mode


@dataclass(frozen=True)
class Label:
    """`start` and `end` are code points of the sentence, end exclusive."""

    start: int
    end: int
    word: str
    type: str
    mode: str


@dataclass
class Count:
    """What was found of one type or mode."""

    labelled: int = 0
    found: int = 0
    fired: int = 0
    right: int = 0
    moded: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)

    def line(self, name: str) -> str:
        recall, precision = (share(self.found, self.labelled), share(self.right, self.fired))
        return (
            f"{name:28} recall {recall} {self.found}/{self.labelled}, precision {precision} {self.right}/{self.fired}"
        )


def share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "  -  "


def clause(line: str) -> tuple[str, list[Label]]:
    """The bare sentence and its labels."""
    text, end, labels = "", 0, []
    for mark in MARK.finditer(line):
        text += line[end : mark.start()]
        labels.append(Label(len(text), len(text) + len(mark[1]), mark[1], mark[2], mark[3]))
        text, end = text + mark[1], mark.end()
    return text + line[end:], labels


def is_sealed(text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10 == 0


def clauses(folder: Path, *, sealed: bool) -> Iterator[tuple[str, list[Label]]]:
    for file in sorted(folder.glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            if not line.strip():
                continue
            text, labels = clause(line.strip())
            if is_sealed(text) == sealed and (sealed or zlib.crc32(text.encode()) % 10):
                yield text, labels


def triggers(doc: Doc) -> list[Trigger]:
    article = Article(id=article_id(doc.text), source="benchmark", text=doc.text)
    return find(doc, wordings.load(), Mentions(doc, article, knowledge.load()))


def answers(trigger: Trigger, label: Label) -> bool:
    """Does the trigger hold the labelled word?"""
    doc = trigger.token.doc
    tokens = {trigger.token.i, *trigger.matched, *range(trigger.start, trigger.end)}
    if trigger.support is not None:
        tokens.add(trigger.support.i)
    return any(doc[i].idx < label.end and label.start < doc[i].idx + len(doc[i]) for i in tokens)


def pairs(found: Sequence[Trigger], labels: Sequence[Label]) -> dict[int, int]:
    """Trigger by label, both by number; the same mode and the trigger's own word go before."""
    graded = []
    for i, label in enumerate(labels):
        for j, trigger in enumerate(found):
            if trigger.entry.type == label.type and answers(trigger, label):
                own = label.start <= trigger.token.idx < label.end
                graded.append((trigger.entry.mode != label.mode, not own, i, j))
    paired: dict[int, int] = {}
    for _, _, i, j in sorted(graded):
        if i not in paired and j not in paired.values():
            paired[i] = j
    return paired


def lemma(doc: Doc, label: Label) -> str:
    tokens = [t for t in doc if t.idx < label.end and label.start < t.idx + len(t)]
    return tokens[-1].lemma_.lower() if tokens else label.word


def measure(folder: Path, *, sealed: bool, show: str | None) -> dict[str, Count]:
    counts: dict[str, Count] = defaultdict(Count)
    for text, labels in clauses(folder, sealed=sealed):
        doc = nlp.load().parse(text)
        found = [t for t in triggers(doc) if t.entry.type not in UNCOUNTED]
        labels = [label for label in labels if label.type not in UNCOUNTED]
        paired = pairs(found, labels)
        taken = set(paired.values())
        for i, label in enumerate(labels):
            for name in ("all", label.type, f"{label.type}/{label.mode}"):
                counts[name].labelled += 1
                counts[name].found += i in paired
                if i in paired:
                    counts[name].moded += found[paired[i]].entry.mode == label.mode
                else:
                    counts[name].missed[lemma(doc, label)] += 1
        for j, trigger in enumerate(found):
            for name in ("all", trigger.entry.type, trigger.entry.label):
                counts[name].fired += 1
                counts[name].right += j in taken
                if j not in taken:
                    counts[name].wrong[f"{trigger.token.lemma_.lower()} ({trigger.words})"] += 1
        if show is None:
            continue
        lost = [x for i, x in enumerate(labels) if i not in paired and f"{x.type}/{x.mode}".startswith(show)]
        extra = [t for j, t in enumerate(found) if j not in taken and t.entry.label.startswith(show)]
        if lost or extra:
            print(text)
            print("   missed", [f"{x.word}|{x.type}/{x.mode}" for x in lost], "wrong", *_named(extra))
    return counts


def _named(found: Sequence[Trigger]) -> list[str]:
    return [f"{t.token.text}|{t.entry.label} <{t.words}>" for t in found]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--data", type=Path, default=CLAUSES, help="the folder of labelled clauses")
    options.add_argument("--sealed", action="store_true", help="measure the sealed tenth, and that alone")
    options.add_argument("--show", metavar="TYPE/MODE", help="print the clauses with misses and wrong firings of it")
    options.add_argument("--words", action="store_true", help="print the commonest missed and wrong lemmas")
    given = options.parse_args()
    if given.sealed and (given.words or given.show is not None):
        options.error("the sealed tenth is measured, not looked at")
    counts = measure(given.data, sealed=given.sealed, show=given.show)
    for name, count in sorted(counts.items(), key=lambda item: (item[0] == "all", item[0])):
        print(count.line(name))
        if given.words and "/" in name:
            for title, words in (("missed", count.missed), ("wrong", count.wrong)):
                common = sorted(words.items(), key=lambda item: (-item[1], item[0]))[:SHOWN]
                print(f"    {title}: {', '.join(f'{word} {n}' for word, n in common)}")
    whole = counts["all"]
    print(f"mode right of the found {share(whole.moded, whole.found)} {whole.moded}/{whole.found}")


if __name__ == "__main__":
    main()
