"""The one form all training sets are brought to, and its projection from treebank words onto our tokens."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

ENTITY_TYPES = ("PER", "ORG", "LOC", "NORP", "DATE", "MISC")
# UD subtypes the model learns; the others fall back to their main type.
SUBTYPES = frozenset(
    "nsubj:pass csubj:pass nsubj:outer aux:pass acl:relcl advcl:relcl obl:agent obl:unmarked nmod:poss nmod:desc "
    "nmod:unmarked compound:prt".split()
)
OLD_NAMES = {
    "nmod:npmod": "nmod:unmarked",
    "nmod:tmod": "nmod:unmarked",
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
}


@dataclass
class Sentence:
    """Words with what is known of them. heads count from 1; -1 as head and "" as label mean: not known, not trained.

    spaces: white space after each word? hidden: entity types an O may hide (not annotated in this set); None if the
    sentence has no entity annotation at all.
    """

    id: str
    genre: str
    words: list[str]
    spaces: list[bool]
    upos: list[str]
    xpos: list[str]
    heads: list[int]
    relations: list[str]
    lemmas: list[str]
    entities: list[str]
    hidden: list[str] | None = field(default_factory=list)
    paragraph: bool = False  # does it begin one?

    @property
    def text(self) -> str:
        return "".join(w + " " * s for w, s in zip(self.words, self.spaces, strict=True)).rstrip()


def relation(label: str) -> str:
    """The label the model learns for a UD label."""
    label = OLD_NAMES.get(label, label)
    return label if label in SUBTYPES else label.split(":")[0]


def tags(size: int, spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """BIO tags of (start, end, type) spans, the longest first; what overlaps a longer one is dropped."""
    found = ["O"] * size
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        if all(tag == "O" for tag in found[start:end]):
            found[start:end] = ["B-" + kind] + ["I-" + kind] * (end - start - 1)
    return found


def save(sentences: Iterable[Sentence], path: Path) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for sentence in sentences:
            out.write(json.dumps(asdict(sentence), ensure_ascii=False) + "\n")
            count += 1
    return count


def load(path: Path) -> list[Sentence]:
    with path.open(encoding="utf-8") as lines:
        return [Sentence(**json.loads(line)) for line in lines]


def project(old: Sentence, words: list[str], spaces: list[bool]) -> Sentence:
    """The sentence over other words of the same text.

    One word from several takes the head that leads outside them. Several from one: the last with letters is the
    head, the others hang on it (`compound`, marks `punct`). Where both cut differently the group is treated as
    one word, then cut.
    """
    groups = list(_groups(old.words, words))
    owner = {o: g for g, (olds, _) in enumerate(groups) for o in olds}
    top: list[int] = []  # each group's head among the old words
    for olds, _ in groups:
        outward = [o for o in olds if old.heads[o] <= 0 or owner[old.heads[o] - 1] != owner[o]]
        top.append(outward[0] if outward else olds[-1])
    main = [next((n for n in reversed(news) if words[n][-1].isalnum()), news[-1]) for _, news in groups]
    new = Sentence(old.id, old.genre, words, spaces, [], [], [], [], [], [], old.hidden, old.paragraph)
    for g, (olds, news) in enumerate(groups):
        source = top[g]
        same = len(olds) == len(news)
        inner = [old.entities[o] for o in olds if old.entities[o] != "O"]
        for place, n in enumerate(news):
            if same:
                source = olds[place]
            new.lemmas.append(old.lemmas[source] if len(news) == 1 and len(olds) == 1 else words[n])
            tag = inner[0] if inner else "O"
            new.entities.append(tag if place == 0 or tag == "O" else "I-" + tag[2:])
            if n == main[g]:
                head = old.heads[source]
                new.heads.append(main[owner[head - 1]] + 1 if head > 0 else head)
                new.relations.append(old.relations[source])
                new.upos.append(old.upos[source])
                new.xpos.append(old.xpos[source])
            else:
                mark = not words[n][-1].isalnum()
                unknown = old.heads[source] < 0
                new.heads.append(-1 if unknown else main[g] + 1)
                new.relations.append("" if unknown else "punct" if mark else "compound")
                new.upos.append("PUNCT" if mark and old.upos[source] else old.upos[source])
                new.xpos.append("HYPH" if mark and old.xpos[source] else old.xpos[source])
    return new


def _groups(old: list[str], new: list[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Smallest runs of old and new words that cover the same letters."""
    at_old = at_new = 0
    while at_old < len(old) and at_new < len(new):
        olds, news = [at_old], [at_new]
        a, b = len(old[at_old]), len(new[at_new])
        while a != b:
            if a < b:
                at_old += 1
                olds.append(at_old)
                a += len(old[at_old])
            else:
                at_new += 1
                news.append(at_new)
                b += len(new[at_new])
        yield olds, news
        at_old += 1
        at_new += 1
