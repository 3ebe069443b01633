"""Measures triggers on labelled clauses: `python -m benchmarks.triggers [--part sealed]`.

The clauses of tools/train/clauses are our own; one in ten, by a hash of its text, is sealed: never trained on, and
thresholds were not set on it. Two tables: the head alone, a label a word (found: any label; type, mode: the right one
on the right word), and the types told in a sentence, as the reading gives them: lexicon alone, then with the head.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from dragoman import knowledge, nlp
from dragoman.extract import wordings
from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import find
from dragoman.nlp.pipeline import TRIGGERS
from dragoman.spans import article_id
from dragoman.types import Article
from tools.train import marked

CLAUSES = Path(__file__).parents[1] / "tools/train/clauses"
SHOWN = ("found", "type", "mode")


def figures(right: int, proposed: int, true: int) -> str:
    precision, recall = right / max(proposed, 1), right / max(true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"{100 * f1:5.1f} ({100 * precision:5.1f}/{100 * recall:5.1f}, n={true})"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--clauses", type=Path, default=CLAUSES)
    options.add_argument("--part", choices=("sealed", "watched"), default="sealed")
    options.add_argument("--misses", action="store_true", help="print what the reading gets wrong (watched only)")
    given = options.parse_args()
    clauses = [c for c in marked.read(given.clauses) if c.part == given.part]
    words: dict[str, Counter[str]] = defaultdict(Counter)
    read: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    lexicon, known, model = wordings.load(), knowledge.load(), nlp.load()
    for clause in clauses:
        doc = model.parse(clause.text)
        heard = doc.user_data[TRIGGERS]
        tokens = [t for t in doc if not t.is_space]
        gold = marked.labels(clause, [t.idx for t in tokens], [t.text for t in tokens])
        for token, label in zip(tokens, gold, strict=True):
            named = heard.get(token.i)
            guess = named.label if named is not None and named.chance > named.nothing else marked.NOTHING
            _word(words, label, guess)
        article = Article(id=article_id(clause.text), source="benchmark", text=clause.text)
        mentions = Mentions(doc, article, known)
        wanted = {label.partition("/")[0] for label in gold if label != marked.NOTHING}
        both = {t.entry.type for t in find(doc, lexicon, mentions)}
        doc.user_data[TRIGGERS] = {}
        alone = {t.entry.type for t in find(doc, lexicon, mentions)}
        for name, got in (("lexicon", alone), ("both", both)):
            for kind in sorted(wanted | got):
                for row in (kind, "all"):
                    _count(read[row][name], kind in wanted, kind in got)
        if given.misses and given.part == "watched" and wanted != both:
            print(f"missed {sorted(wanted - both)} wrong {sorted(both - wanted)}: {clause.text}")
    print(f"{given.part}: {len(clauses)} clauses, {words['all found']['true']} triggers")
    print("head alone, a label a word: F1 (precision/recall)")
    for row in SHOWN:
        count = words[f"all {row}"]
        print(f"  {row:14} {figures(count['right'], count['proposed'], count['true'])}")
    print("types told in a sentence: lexicon alone, with the head; the head alone by word")
    for kind in [*sorted(k for k in read if k != "all"), "all"]:
        cells = [_shown(read[kind][name]) for name in ("lexicon", "both")]
        print("  ".join((f"  {kind:14}", *cells, _shown(words["all type" if kind == "all" else kind]))))


def _shown(count: Counter[str]) -> str:
    return figures(count["right"], count["proposed"], count["true"])


def _count(count: Counter[str], true: bool, proposed: bool) -> None:
    count["true"] += true
    count["proposed"] += proposed
    count["right"] += true and proposed


def _word(words: dict[str, Counter[str]], label: str, guess: str) -> None:
    told, said = label != marked.NOTHING, guess != marked.NOTHING
    kind, kind_said = label.partition("/")[0], guess.partition("/")[0]
    right: Iterable[bool] = (told and said, told and kind == kind_said, told and label == guess)
    for row, ok in zip(SHOWN, right, strict=True):
        count = words[f"all {row}"]
        count["true"] += told
        count["proposed"] += said
        count["right"] += ok
    for name in {kind, kind_said} - {marked.NOTHING}:
        _count(words[name], kind == name, kind_said == name)


if __name__ == "__main__":
    main()
