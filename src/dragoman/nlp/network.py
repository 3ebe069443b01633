"""The network at run time: batches of words in, tags, trees and entities out, on onnxruntime with one thread."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dragoman.errors import DragomanError
from dragoman.nlp.decoding import TagPath, tree
from dragoman.nlp.encoding import batches, collate, encode
from dragoman.nlp.wordpiece import WordPiece

BATCH_PIECES = 768  # padded pieces a batch; fastest of 256-2048 on one core
LONGEST = 192  # pieces a sentence may have; training saw 160, the encoder has places for 512

OUTPUTS = ("upos", "xpos", "ner", "arc", "rel")


class Parsed(NamedTuple):
    """One sentence's reading, an entry a word: heads count from 1, 0 is the root."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]
    entities: list[str]


class Network:
    """Weights, vocabulary and label lists of one model folder."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "weights.onnx").exists():
            raise DragomanError(
                f"{folder} holds no language model.", remedy="Install the package anew, or `make model`."
            )
        import onnxruntime as ort

        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._upos: list[str] = labels["upos"]
        self._xpos: list[str] = labels["xpos"]
        self._relations: list[str] = labels["relations"]
        self._entities: list[str] = labels["entities"]
        self._path = TagPath(self._entities)
        self.vocabulary = WordPiece(folder / "vocabulary.txt")
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(folder / "weights.onnx"), options, providers=["CPUExecutionProvider"])

    def length(self, words: Sequence[str]) -> int:
        """Pieces the words take, end marks left out."""
        return sum(len(self.vocabulary.pieces(word)) for word in words)

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Parsed]:
        """Reads the sentences of one article; none may be empty or longer than LONGEST pieces.

        int8 activations are scaled by the batch, so what is parsed together decides the last digit:
        call this once an article with all its sentences, and the reading depends on the article alone.
        """
        encoded = [encode(words, self.vocabulary) for words in sentences]
        parsed: list[Parsed | None] = [None] * len(sentences)
        for group in batches([len(e.ids) for e in encoded], size=BATCH_PIECES):
            batch = collate([encoded[number] for number in group])
            upos, xpos, ner, arc, rel = self._session.run(list(OUTPUTS), batch._asdict())
            for row, number in enumerate(group):
                size = len(sentences[number])
                heads = tree(arc[row, :size, : size + 1])
                parsed[number] = Parsed(
                    upos=[self._upos[i] for i in upos[row, :size]],
                    xpos=[self._xpos[i] for i in xpos[row, :size]],
                    heads=heads,
                    relations=[self._relations[rel[row, i, h]] if h else "root" for i, h in enumerate(heads)],
                    entities=[self._entities[i] for i in self._path.best(ner[row, :size])],
                )
        return [p for p in parsed if p is not None]
