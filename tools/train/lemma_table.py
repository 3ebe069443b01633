"""Compiles the table of lemmas: `python -m tools.train.lemma_table --sets DIR --vocabulary FILE --out FILE`.

From the training parts of GUM and EWT: base words, and the forms whose lemma the spelling rules get wrong.
Irregular verbs and nouns the treebanks may lack are added by hand (wording.toml).
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

from dragoman.nlp.lemmas import KINDS, Lemmas
from dragoman.nlp.wordpiece import WordPiece
from tools.train.sentence import load
from tools.train.wording import irregular, words

HAND = 1000  # weight of a hand row: above any count, since the treebanks hold slips
FIXED = {
    ("JJR", "better"): "good",
    ("JJS", "best"): "good",
    ("JJR", "worse"): "bad",
    ("JJS", "worst"): "bad",
    ("RBR", "better"): "well",
    ("RBR", "more"): "more",
    ("RBS", "most"): "most",
    ("JJR", "more"): "more",
    ("JJS", "most"): "most",
    ("JJR", "further"): "further",
    ("RBR", "further"): "further",
    ("MD", "ca"): "can",
    ("MD", "wo"): "will",
    ("MD", "'ll"): "will",
    ("MD", "'d"): "would",
    ("RB", "n't"): "not",
    ("RB", "nt"): "not",
    ("POS", "'s"): "'s",
    ("NNS", "clothes"): "clothes",
    ("NNS", "people"): "person",
}
PRONOUNS = {"me": "I", "i": "I", "my": "my", "him": "he", "them": "they", "us": "we", "her": "she", "'em": "they"}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sets", type=Path, required=True)
    options.add_argument("--vocabulary", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    args = options.parse_args()
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    known: Counter[tuple[str, str]] = Counter()
    for name in ("gum_train", "ewt_train"):
        for s in load(args.sets / f"{name}.gold.jsonl"):
            for word, tag, upos, lemma in zip(s.words, s.xpos, s.upos, s.lemmas, strict=True):
                if not word.isascii() or not lemma.isascii() or upos in ("PROPN", "NUM", "PUNCT", "SYM", "X", ""):
                    continue
                seen[tag, word.lower()][lemma] += 1
                if tag in KINDS and lemma.isalpha() and lemma.islower():
                    known[KINDS[tag], lemma] += 1
    for base, (past, participle) in irregular().items():
        known["verb", base] += HAND
        seen["VBD", past][base] += HAND
        seen["VBN", participle][base] += HAND
    for row in words("irregular", "nouns"):
        base, many = row.split(":")
        known["noun", base] += HAND
        seen["NNS", many][base] += HAND
    rows = {(kind, lemma, "") for (kind, lemma), count in known.items() if count > 1 and len(lemma) > 2}
    args.out.write_text("".join(f"{a}\t{b}\t{c}\n" for a, b, c in sorted(rows)), encoding="utf-8")
    rules = Lemmas(args.out, WordPiece(args.vocabulary))
    wrong = dict(FIXED)
    for (tag, form), lemmas in seen.items():
        lemma = max(sorted(lemmas), key=lambda x: lemmas[x])
        regular = rules.by_rule(form, tag)
        sure = tag in KINDS or sum(lemmas.values()) > 2
        if lemma.lower() != regular and sure and lemma and "\t" not in lemma:
            wrong.setdefault((tag, form), lemma)
    for form, lemma in PRONOUNS.items():
        wrong["PRP", form] = lemma
    rows |= {(tag, form, lemma) for (tag, form), lemma in wrong.items()}
    head = (
        "# Lemmas: Penn tag, form, lemma; without lemma: a known base word of that kind.\n"
        "# Compiled by tools/train/lemma_table.py from the training parts of UD English EWT (CC BY-SA 4.0) and GUM\n"
        "# (annotations CC BY 4.0), with irregular forms added by hand. This table: CC BY-SA 4.0.\n"
    )
    args.out.write_text(head + "".join(f"{a}\t{b}\t{c}\n" for a, b, c in sorted(rows)), encoding="utf-8")
    print(len(rows), "rows,", len(wrong), "irregular forms")


if __name__ == "__main__":
    main()
