"""Text to Doc: tokens, sentences, the network over each sentence, then lemmas and features by rule."""

import functools
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dragoman.nlp import sentences
from dragoman.nlp.lemmas import Lemmas
from dragoman.nlp.morphology import features
from dragoman.nlp.network import LONGEST, Named, Network, Parsed
from dragoman.nlp.words import Tokenizer

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ENTITY_NAMES = {"PER": "PERSON"}  # the treebanks' name of a class and spaCy's, where they differ
TRIGGERS = "triggers"  # key of Doc.user_data
LINE_BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
BREAK_AFTER = (frozenset({";", ":", "—", "–"}), frozenset({","}))  # where an overlong sentence may be cut, best first


class Sentence(NamedTuple):
    """Numbers of a sentence's tokens, white space left out; inert ones are not parsed."""

    tokens: list[int]
    inert: bool


class Pipeline:
    """dragoman's English model. One instance serves a whole process; it is not shared between threads."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer()
        self._network = Network(folder)
        self._lemmas = Lemmas(folder / "lemmas.tsv", self._network.vocabulary)

    def parse(self, text: str, *, skip: Sequence[tuple[int, int]] = ()) -> "Doc":
        """Reads a whole text; `doc.text == text` and `token.idx` is a code point of the text.

        skip: ranges of code points, end exclusive, that are not prose (page furniture); their tokens come as
        inert sentences: part of speech X, no entities. A line break always ends a sentence. A sentence's
        reading depends on its words alone. Set: pos_, tag_ (Penn), lemma_, morph, head, dep_ (UD), ents, and
        user_data["triggers"], a Named for each token that may name an event; see docs/model-card.md.
        """
        from spacy.tokens import Doc

        plain = self._tokenizer(text)
        if not len(plain):
            return plain
        tokens = list(plain)
        found = list(_sentences(tokens, skip))
        layers = _Layers(len(tokens))
        self._read([s for s in found if not s.inert], tokens, layers)
        for sentence in found:
            if sentence.inert:
                layers.make_inert(sentence.tokens)
        words = [token.text for token in tokens]
        layers.place_spaces([token.is_space for token in tokens], found)
        lemmas = [
            word if entity.endswith("NORP") else self._lemmas.lemma(word, pos, tag)
            for word, pos, tag, entity in zip(words, layers.pos, layers.tags, layers.entities, strict=True)
        ]
        return Doc(
            self._tokenizer.vocab,
            user_data={TRIGGERS: layers.triggers},
            words=words,
            spaces=[bool(token.whitespace_) for token in tokens],
            tags=layers.tags,
            pos=layers.pos,
            morphs=features(words, layers.pos, layers.tags, heads=layers.heads, relations=layers.relations),
            lemmas=lemmas,
            heads=layers.heads,
            deps=layers.relations,
            ents=layers.entities,
        )

    def _read(self, found: Sequence[Sentence], tokens: Sequence["Token"], layers: "_Layers") -> None:
        for sentence in found:
            root: int | None = None
            for window in self._windows(sentence.tokens, tokens):
                reading = self._network.parse([tokens[i].text for i in window])
                root = layers.add(window, reading, root=root)

    def _windows(self, numbers: list[int], tokens: Sequence["Token"]) -> list[list[int]]:
        """Cuts a sentence that is longer than the network takes near its middle, again and again."""
        lengths = [self._network.length([tokens[i].text]) for i in numbers]
        if sum(lengths) <= LONGEST or len(numbers) == 1:
            return [numbers]
        cut = _cut([tokens[i].text for i in numbers], lengths)
        return [*self._windows(numbers[:cut], tokens), *self._windows(numbers[cut:], tokens)]


class _Layers:
    """The annotation of a Doc while it is put together, an entry a token."""

    def __init__(self, size: int) -> None:
        self.pos = ["SPACE"] * size
        self.tags = ["_SP"] * size
        self.heads = list(range(size))
        self.relations = ["dep"] * size
        self.entities = ["O"] * size
        self.triggers: dict[int, Named] = {}

    def add(self, window: Sequence[int], reading: Parsed, *, root: int | None) -> int:
        """Enters one window; its root hangs on `root` if the window continues a sentence. Returns its root."""
        top = window[reading.heads.index(0)]
        for place, token in enumerate(window):
            head = reading.heads[place]
            self.pos[token] = reading.upos[place]
            self.tags[token] = reading.xpos[place]
            self.heads[token] = window[head - 1] if head else token
            self.relations[token] = reading.relations[place] if head else "root"
            if reading.triggers and (named := reading.triggers[place]) is not None:
                self.triggers[token] = named
            tag = reading.entities[place]
            self.entities[token] = tag[:2] + ENTITY_NAMES.get(tag[2:], tag[2:]) if tag != "O" else tag
        if root is None:
            return top
        self.heads[top], self.relations[top] = root, "parataxis"
        return root

    def make_inert(self, window: Sequence[int]) -> None:
        for token in window:
            self.pos[token], self.tags[token] = "X", "XX"
            self.heads[token] = window[0]
        self.relations[window[0]] = "root"

    def place_spaces(self, is_space: Sequence[bool], found: Sequence[Sentence]) -> None:
        """White space inside a sentence hangs on the word before it, after the last word on the root."""
        ends = {s.tokens[-1]: next(t for t in s.tokens if self.heads[t] == t) for s in found}
        first = next((i for i, space in enumerate(is_space) if not space), None)
        before = first if first is not None else 0
        for token, space in enumerate(is_space):
            if not space:
                before = ends.get(token, token)
            elif first is not None and token < first:
                self.heads[token] = first
                self.entities[token] = "O"
            else:
                self.heads[token] = before
        for token in range(1, len(is_space) - 1):
            # An entity may run on over doubled white space.
            if is_space[token] and self.entities[token + 1].startswith("I-"):
                self.entities[token] = self.entities[token + 1]
        if first is None:
            self.relations[0] = "root"


def _sentences(tokens: Sequence["Token"], skip: Sequence[tuple[int, int]]) -> Iterator[Sentence]:
    """Sentences of the text in order; lines and skipped ranges bound them."""
    ranges = sorted((start, end) for start, end in skip if start < end)
    block: list[int] = []
    region, at = -1, 0
    for number, token in enumerate(tokens):
        while at < len(ranges) and token.idx >= ranges[at][1]:
            at += 1
        here = at if at < len(ranges) and token.idx >= ranges[at][0] else -1
        broken = token.is_space and not LINE_BREAKS.isdisjoint(token.text)
        if block and (here != region or broken):
            yield from _split(block, tokens, inert=region >= 0)
            block = []
        region = here
        if not token.is_space:
            block.append(number)
    if block:
        yield from _split(block, tokens, inert=region >= 0)


def _split(block: list[int], tokens: Sequence["Token"], *, inert: bool) -> Iterator[Sentence]:
    if inert:
        yield Sentence(block, inert=True)
        return
    words = [tokens[i].text for i in block]
    spaced = [bool(tokens[a].whitespace_) or b > a + 1 for a, b in zip(block, [*block[1:], block[-1] + 2], strict=True)]
    begins = sentences.starts(words, spaced)
    for begin, end in zip(begins, [*begins[1:], len(block)], strict=True):
        yield Sentence(block[begin:end], inert=False)


def _cut(words: Sequence[str], lengths: Sequence[int]) -> int:
    """Where to cut: after the best mark in the middle half, else in the middle; never 0, never the end."""
    total, sums = sum(lengths), [0]
    for length in lengths:
        sums.append(sums[-1] + length)
    places = range(1, len(words))
    middle = [p for p in places if total / 4 <= sums[p] <= total * 3 / 4]
    for marks in BREAK_AFTER:
        marked = [p for p in middle if words[p - 1] in marks]
        if marked:
            return min(marked, key=lambda p: abs(sums[p] * 2 - total))
    return min(places, key=lambda p: abs(sums[p] * 2 - total))


@functools.cache
def load() -> Pipeline:
    """The pipeline over the weights that come with the package; made once a process (about half a second)."""
    with resources.as_file(resources.files("dragoman") / "data" / "model") as folder:
        return Pipeline(folder)
