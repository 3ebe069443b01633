"""Compares our WordPiece with the reference tokenizer on the training words: `python -m tools.train.check_pieces`."""

import argparse
from pathlib import Path

from tokenizers import Tokenizer

from dragoman.nlp.wordpiece import LONGEST_PIECES, PLAIN, WordPiece
from tools.train.sentence import load


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sets", type=Path, required=True)
    options.add_argument("--encoder", type=Path, required=True)
    args = options.parse_args()
    reference = Tokenizer.from_file(str(args.encoder / "tokenizer.json"))
    reference.no_truncation()
    reference.no_padding()
    ours = WordPiece(args.encoder / "vocab.txt")
    words = sorted({w for path in sorted(args.sets.glob("*.jsonl")) for s in load(path) for w in s.words})
    different = []
    for word in words:
        theirs = reference.encode(word.translate(PLAIN), add_special_tokens=False).ids[:LONGEST_PIECES]
        if tuple(theirs or [ours.unknown]) != ours.pieces(word):
            different.append(word)
    print(len(words), "words,", len(different), "cut differently:", different[:20])


if __name__ == "__main__":
    main()
