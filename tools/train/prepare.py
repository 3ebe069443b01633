"""Brings all sets to one form on our own tokens: `python -m tools.train.prepare --data DIR --out DIR`."""

import argparse
from collections import Counter
from pathlib import Path

from dragoman.nlp.words import Tokenizer
from tools.train import entity_sets, treebanks
from tools.train.sentence import Sentence, project, save


def on_our_tokens(sentences: list[Sentence], tokenizer: Tokenizer) -> list[Sentence]:
    """The sentences over the words our tokenizer finds in their text."""
    found = []
    for s in sentences:
        doc = [t for t in tokenizer(s.text) if not t.is_space]
        if "".join(t.text for t in doc) != "".join(s.words):
            continue  # a word with white space inside; none of the sets has more than a few
        new = project(s, [t.text for t in doc], [bool(t.whitespace_) for t in doc])
        if any(h >= 0 for h in new.heads) and new.heads.count(0) != 1:
            continue  # four sentences of sums and smileys whose tree does not survive
        found.append(new)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder that holds train/ and reference/")
    options.add_argument("--out", type=Path, required=True)
    args = options.parse_args()
    train = args.data / "train"
    countries = args.data / "reference/countries/countries.json"
    tokenizer = Tokenizer()
    sets: dict[str, list[Sentence]] = {}
    sets |= {f"gum_{part}": found for part, found in treebanks.gum(train / "gum", countries).items()}
    for part in ("train", "dev", "test"):
        named = train / f"uner_ewt/en_ewt-ud-{part}.iob2"
        path = train / f"ud_ewt/en_ewt-ud-{part}.conllu"
        sets[f"ewt_{part}"] = treebanks.ewt(path, named if named.exists() else None, countries)
    conll = train / "wikigold/data/wikigold/CONLL-format/data/wikigold.conll.txt"
    sets["wikigold"] = entity_sets.wikigold(conll, countries)
    for part in ("train", "dev", "test"):
        sets[f"crossner_{part}"] = entity_sets.crossner(
            train / f"crossner_politics/ner_data/politics/{part}.txt", countries
        )
    sets |= {f"re3d_{part}": found for part, found in entity_sets.re3d(train / "re3d", tokenizer, countries).items()}
    args.out.mkdir(parents=True, exist_ok=True)
    for name, found in sets.items():
        save(found, args.out / f"{name}.gold.jsonl")
        own = on_our_tokens(found, tokenizer)
        save(own, args.out / f"{name}.jsonl")
        changed = sum(a.words != b.words for a, b in zip(found, own, strict=False)) if len(own) == len(found) else -1
        kinds = Counter(tag[2:] for s in own for tag in s.entities if tag.startswith("B-"))
        print(name, len(found), len(own), "differ", changed, "words", sum(len(s.words) for s in own), dict(kinds))


if __name__ == "__main__":
    main()
