"""The network at run time: a sentence of words in, tags, tree and entities out, on onnxruntime with one thread."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from dragoman.errors import DragomanError
from dragoman.nlp.decoding import TagPath, tree
from dragoman.nlp.encoding import collate, encode
from dragoman.nlp.wordpiece import WordPiece

LONGEST = 192  # pieces a sentence may have; training saw 160, the encoder has places for 512

OUTPUTS = ("upos", "xpos", "ner", "arc", "rel")
UNNAMED = 0.9  # a word that names nothing with this chance or more gets no Named
TRIGGER = "trigger"  # a further output that tools/train/triggers.py adds: chances of each label, an entry a word


class Named(NamedTuple):
    """What the trigger head makes of a word: its best TYPE/mode with its chance, and the chance that it names none."""

    label: str
    chance: float
    nothing: float


class Parsed(NamedTuple):
    """One sentence's reading, an entry a word: heads count from 1, 0 is the root."""

    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]
    entities: list[str]
    triggers: list[Named | None]  # empty where the model has no such head


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
        self._triggers: list[str] = labels.get("triggers", [])
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

    def parse(self, words: Sequence[str]) -> Parsed:
        """Reads one sentence; it may be neither empty nor longer than LONGEST pieces.

        One at a time on purpose: int8 activations are scaled by what runs together, so in a batch a sentence's last
        digits depend on its neighbours. Alone, the same sentence has the same reading in every article. The price is
        a seventh of the speed of the best batch size (128 pieces), measured on one core.
        """
        batch = collate([encode(words, self.vocabulary)])
        asked = [*OUTPUTS, TRIGGER] if self._triggers else list(OUTPUTS)
        upos, xpos, ner, arc, rel, *chances = (output[0] for output in self._session.run(asked, batch._asdict()))
        heads = tree(arc)
        return Parsed(
            upos=[self._upos[i] for i in upos],
            xpos=[self._xpos[i] for i in xpos],
            heads=heads,
            relations=[self._relations[rel[i, h]] if h else "root" for i, h in enumerate(heads)],
            entities=[self._entities[i] for i in self._path.best(ner)],
            triggers=self._named(chances[0]) if chances else [],
        )

    def _named(self, chances: npt.NDArray[np.float32]) -> list[Named | None]:
        """chances is (words, labels), the first label of which is none."""
        out: list[Named | None] = [None] * len(chances)
        for i in np.flatnonzero(chances[:, 0] < UNNAMED):
            best = int(chances[i, 1:].argmax()) + 1
            nothing, chance = float(chances[i, 0]), float(chances[i, best])
            out[i] = Named(self._triggers[best], round(chance, 3), round(nothing, 3))
        return out
