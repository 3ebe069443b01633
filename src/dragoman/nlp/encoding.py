"""A sentence of words as the arrays the network takes; shared by training and run time."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.nlp.wordpiece import WordPiece

Ints = npt.NDArray[np.int64]

NO_SHAPE, LOWER, INITIAL, CAPITALS, TITLE, MIXED, DIGITS, WITH_DIGITS, SIGNED_DIGITS, MARK = range(10)
SHAPES = 10


def shape(word: str) -> int:
    """Class of a word's letters (0-9); the vocabulary knows no capitals, so this tells the encoder of them."""
    if word.isdigit():
        return DIGITS
    digits = any(c.isdigit() for c in word)
    if not any(c.isalpha() for c in word):
        return SIGNED_DIGITS if digits else MARK
    if digits:
        return WITH_DIGITS
    if word.islower():
        return LOWER
    if word.isupper():
        return INITIAL if len(word) == 1 else CAPITALS
    if word[0].isupper() and word[1:].islower():
        return TITLE
    return MIXED


class Encoded(NamedTuple):
    """One sentence: pieces and shapes (with the end marks), and each word's first and last piece."""

    ids: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]


class Batch(NamedTuple):
    """Sentences padded to one length: ids, shapes, mask are (B, pieces); first, last are (B, words)."""

    ids: Ints
    shapes: Ints
    mask: Ints
    first: Ints
    last: Ints


def encode(words: Sequence[str], vocabulary: WordPiece) -> Encoded:
    """Pieces of one sentence's words; never longer than 8 pieces a word plus two marks."""
    ids, shapes, first, last = [vocabulary.start], [NO_SHAPE], [], []
    for word in words:
        pieces = vocabulary.pieces(word)
        first.append(len(ids))
        ids += pieces
        shapes += [shape(word)] * len(pieces)
        last.append(len(ids) - 1)
    return Encoded([*ids, vocabulary.end], [*shapes, NO_SHAPE], first, last)


def collate(sentences: Sequence[Encoded]) -> Batch:
    """Pads sentences to the longest of them."""
    size = len(sentences)
    pieces = max(len(s.ids) for s in sentences)
    words = max(len(s.first) for s in sentences)
    ids, shapes, mask = (np.zeros((size, pieces), np.int64) for _ in range(3))
    first, last = (np.zeros((size, words), np.int64) for _ in range(2))
    for row, s in enumerate(sentences):
        ids[row, : len(s.ids)] = s.ids
        shapes[row, : len(s.ids)] = s.shapes
        mask[row, : len(s.ids)] = 1
        first[row, : len(s.first)] = s.first
        last[row, : len(s.last)] = s.last
    return Batch(ids, shapes, mask, first, last)
