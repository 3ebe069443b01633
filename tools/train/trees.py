"""Small trees that write sentences with their gold parse: the parts templates.py is built of."""

from collections.abc import Iterable, Iterator

from tools.train.names import ADJECTIVES, Country
from tools.train.sentence import Sentence

UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "VB": "VERB", "VBD": "VERB", "VBG": "VERB",
    "VBN": "VERB",
    "VBP": "VERB", "VBZ": "VERB", "MD": "AUX", "JJ": "ADJ", "RB": "ADV", "DT": "DET", "IN": "ADP", "PRP": "PRON",
    "PRP$": "PRON", "CC": "CCONJ", "CD": "NUM", "TO": "PART", "POS": "PART", ",": "PUNCT", ".": "PUNCT", ":": "PUNCT",
    "``": "PUNCT", "''": "PUNCT", "HYPH": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", "WP": "PRON", "WDT": "PRON",
    "RP": "ADP", "WRB": "ADV", "EX": "PRON",
}  # fmt: skip


class Tree:
    """A word with what hangs on it, left and right, in the order of the text."""

    def __init__(self, word: str, xpos: str, *, upos: str = "", tag: str = "O") -> None:
        self.word, self.xpos, self.upos, self.tag = word, xpos, upos or UPOS[xpos], tag
        self.before: list[tuple[str, Tree]] = []
        self.after: list[tuple[str, Tree]] = []

    def left(self, *parts: tuple[str, "Tree"]) -> "Tree":
        """Hangs parts before what already stands on the left, in the given order."""
        self.before = [*parts, *self.before]
        return self

    def right(self, *parts: tuple[str, "Tree"]) -> "Tree":
        self.after += parts
        return self

    def nodes(self) -> Iterator["Tree"]:
        for _, part in self.before:
            yield from part.nodes()
        yield self
        for _, part in self.after:
            yield from part.nodes()

    def first(self) -> "Tree":
        return next(self.nodes())


def mark(word: str) -> tuple[str, Tree]:
    xpos = {",": ",", ".": ".", "-": "HYPH", "(": "-LRB-", ")": "-RRB-", ":": ":", "—": ":", "–": ":", "--": ":"}
    return "punct", Tree(word, xpos.get(word, "''"))


def sentence(tree: Tree, id: str) -> Sentence:
    """The words of a whole tree with heads, labels and entity tags."""
    nodes = list(tree.nodes())
    number = {id_: place + 1 for place, id_ in enumerate(map(_key, nodes))}
    heads, relations = [0] * len(nodes), ["root"] * len(nodes)
    for node in nodes:
        for label, part in (*node.before, *node.after):
            heads[number[_key(part)] - 1] = number[_key(node)]
            relations[number[_key(part)] - 1] = label
    return Sentence(
        id, "templates", [n.word for n in nodes], [True] * len(nodes), [n.upos for n in nodes], [n.xpos for n in nodes],
        heads, relations, [""] * len(nodes), [n.tag for n in nodes], [],
    )  # fmt: skip


def _key(node: Tree) -> int:
    return id(node)


def name(words: Iterable[str], kind: str) -> Tree:
    """A name as one entity: flat from its first word; an organisation or "New X" from its last."""
    words = list(words)
    marks = [word in ("-", "'s") for word in words]
    trees = [
        Tree(w, "HYPH" if w == "-" else "POS" if w == "'s" else "NNP", tag=("B-" if i == 0 else "I-") + kind)
        for i, w in enumerate(words)
    ]
    last_heads = (kind == "ORG" or words[0] in ADJECTIVES) and not any(marks)
    lower = [i for i, w in enumerate(words) if w in ("of", "the", "and", "for", "in") and i]
    if last_heads and not lower:
        return trees[-1].left(*(("amod" if t.word in ADJECTIVES else "compound", t) for t in trees[:-1]))
    if lower and 0 < lower[0] < len(words) - 1 and words[lower[0]] in ("of", "for") and len(lower) == 1:
        cut = lower[0]
        trees[cut].upos, trees[cut].xpos = "ADP", "IN"
        head, tail = trees[cut - 1], trees[-1]
        head.left(*(("compound", t) for t in trees[: cut - 1]))
        tail.left(("case", trees[cut]), *(("compound", t) for t in trees[cut + 1 : -1]))
        return head.right(("nmod", tail))
    head = trees[0]
    pending: list[Tree] = []
    for t in trees[1:]:
        if t.word == "-":
            pending.append(t)
        elif t.word == "'s":
            head.right(("case", t))
        else:
            t.left(*(("punct", p) for p in pending))
            pending = []
            head.right(("flat", t))
    return head


def country(c: Country) -> Tree:
    tree = name(c.name, "LOC")
    return tree.left(("det", Tree("the", "DT"))) if c.article else tree


def people(c: Country) -> Tree:
    return Tree(c.people, "JJ", tag="B-NORP")
