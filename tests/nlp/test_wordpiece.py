"""Words become the pieces the encoder was trained on."""

from importlib import resources
from pathlib import Path

import pytest

from dragoman.nlp.encoding import SHAPES, collate, encode, shape
from dragoman.nlp.wordpiece import LONGEST_PIECES, WordPiece

VOCABULARY = Path(str(resources.files("dragoman"))) / "data/model/vocabulary.txt"


@pytest.fixture(scope="module")
def pieces() -> WordPiece:
    return WordPiece(VOCABULARY)


def spelt(word: str, pieces: WordPiece) -> list[str]:
    lines = VOCABULARY.read_text(encoding="utf-8").splitlines()
    return [lines[i] for i in pieces.pieces(word)]


# What the reference implementation gives for these words.
REFERENCE = {
    "Ankara": ["ankara"],
    "Erdoğan": ["er", "##dog", "##an"],
    "unaffable": ["una", "##ffa", "##ble"],
    "S-400s": ["s", "-", "400", "##s"],
    "n't": ["n", "'", "t"],
    "中国": ["中", "国"],
    "U.S.": ["u", ".", "s", "."],
}


@pytest.mark.parametrize("word", REFERENCE)
def test_pieces_are_those_of_the_reference(word: str, pieces: WordPiece) -> None:
    assert spelt(word, pieces) == REFERENCE[word]


def test_curly_marks_read_as_straight_ones(pieces: WordPiece) -> None:
    assert pieces.pieces("“") == pieces.pieces('"')
    assert pieces.pieces("Turkey’s") == pieces.pieces("Turkey's")


@pytest.mark.parametrize("word", ["\u200b", "\ufffd", "\u0301", "🙂", "x" * 5000, "-" * 50])
def test_every_word_has_pieces(word: str, pieces: WordPiece) -> None:
    assert 1 <= len(pieces.pieces(word)) <= LONGEST_PIECES


def test_shapes_tell_letters_apart() -> None:
    words = ["peace", "A", "NATO", "Ankara", "McDonald", "12", "S-400", "1,000", ","]
    shapes = [shape(w) for w in words]
    assert len(set(shapes)) == len(words)
    assert max(shapes) < SHAPES


def test_collate_pads_and_masks(pieces: WordPiece) -> None:
    batch = collate([encode(["Peace", "holds"], pieces), encode(["No"], pieces)])
    assert batch.ids.shape == batch.mask.shape == (2, 4)
    assert batch.mask.sum(axis=1).tolist() == [4, 3]
    assert batch.first.tolist() == [[1, 2], [1, 0]]
