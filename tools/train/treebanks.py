"""Reads CoNLL-U (GUM, EWT) and derives named entities from GUM's entity layer."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tools.train.peoples import peoples, places
from tools.train.sentence import Sentence, relation, tags
from tools.train.wording import words

GUM_TYPES = {
    "person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC", "object": "MISC", "abstract": "MISC",
    "time": "DATE",
}  # fmt: skip
# Parts of an entity that belong to its name, by relation of the part to the head.
JOINED = {"flat", "goeswith", "fixed"}
TITLES = frozenset(words("other", "titles"))
TIME_WORDS = frozenset(words("other", "time"))
_ENTITY = re.compile(r"\((\d+(?:\[\d+/\d+\])?)-([a-z]+)-?([^()]*)(\))?|(\d+(?:\[\d+/\d+\])?)\)")


@dataclass
class Block:
    """One CoNLL-U sentence: rows of ten fields; multi-word tokens as {first: (last, form, glued to the next)}."""

    document: str
    id: str = ""
    rows: list[list[str]] = field(default_factory=list)
    paragraph: bool = False
    merged: dict[int, tuple[int, str, bool]] = field(default_factory=dict)


def blocks(path: Path) -> Iterator[Block]:
    document = path.stem
    block = Block(document)
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc id = "):
            document = block.document = line.removeprefix("# newdoc id = ")
            block.paragraph = True
        elif line.startswith("# sent_id = "):
            block.id = line.removeprefix("# sent_id = ")
        elif line.startswith(("# newpar", "# newdoc")):
            block.paragraph = True
        elif not line:
            if block.rows:
                yield block
            block = Block(document)
        elif not line.startswith("#"):
            row = line.split("\t")
            if "-" in row[0]:
                first, last = map(int, row[0].split("-"))
                block.merged[first] = (last, row[1], "SpaceAfter=No" in row[9])
            elif "." not in row[0]:
                block.rows.append(row)


def sentence(block: Block, genre: str) -> Sentence:
    """Syntax of a block; entities unknown."""
    rows = block.rows
    spaces = ["SpaceAfter=No" not in row[9] for row in rows]
    for first, (last, _, glued) in block.merged.items():
        spaces[first - 1 : last] = [False] * (last - first) + [not glued]
    unsure = {"_", ""}
    return Sentence(
        id=block.id,
        genre=genre,
        words=[row[1].replace(" ", "") or "_" for row in rows],
        spaces=spaces,
        upos=["" if row[3] in unsure else row[3] for row in rows],
        xpos=["" if row[4] in unsure else row[4] for row in rows],
        heads=[int(row[6]) if row[6].isdigit() else -1 for row in rows],
        relations=["" if row[7] in unsure else relation(row[7]) for row in rows],
        lemmas=[row[2] for row in rows],
        entities=["O"] * len(rows),
        hidden=None,
        paragraph=block.paragraph,
    )


def gum_entities(block: Block, s: Sentence, countries: Path) -> list[str]:
    """BIO tags of the named mentions among GUM's entities.

    GUM marks every referring phrase. Named is one whose head is a proper noun; its name is the head with what the tree
    joins to it. Titles stay outside persons; words for peoples are NORP whatever the phrase; states are LOC.
    """
    forms, upos = s.words, s.upos
    below: dict[int, list[int]] = defaultdict(list)
    for child, head in enumerate(s.heads):
        below[head - 1].append(child)
    people = peoples(countries)
    found: list[tuple[int, int, str]] = []
    for start, end, kind in _mentions(block):
        heads = [i for i in range(start, end) if not start <= s.heads[i] - 1 < end]
        kind = GUM_TYPES.get(kind, "")
        if not heads or not kind:
            continue
        head = heads[0]
        span = _date(head, start, end, s, below) if kind == "DATE" else _name(head, start, end, kind, s, below)
        if span is None:
            continue
        first, last = span
        inside = " ".join(forms[first:last])
        if kind != "DATE" and (inside in places(countries) or inside.removeprefix("the ") in places(countries)):
            kind = "LOC"
        if all(word in people for word in forms[first:last]):
            kind = "NORP"
        found.append((first, last, kind))
    for i, word in enumerate(forms):
        if word in people and upos[i] in ("ADJ", "PROPN", "NOUN"):
            found.append((i, i + 1, "NORP"))
    return tags(len(forms), set(found))


def _mentions(block: Block) -> Iterator[tuple[int, int, str]]:
    opened: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, row in enumerate(block.rows):
        layer = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for match in _ENTITY.finditer(layer.group(1)) if layer else ():
            number, kind, _, closed, ended = match.groups()
            if ended:
                if opened[ended]:
                    start, kind = opened[ended].pop()
                    yield start, place + 1, kind
            elif closed:
                yield place, place + 1, kind
            else:
                opened[number].append((place, kind))


def _date(head: int, start: int, end: int, s: Sentence, below: dict[int, list[int]]) -> tuple[int, int] | None:
    if s.upos[head] in ("PRON", "ADV", "VERB") and s.words[head].lower() not in TIME_WORDS:
        return None
    inside, queue = set(), [head]
    while queue:
        i = queue.pop()
        inside.add(i)
        queue += [
            c
            for c in below[i]
            if start <= c < end
            and s.relations[c].split(":")[0] not in ("acl", "advcl", "parataxis", "appos", "case", "punct", "cc")
        ]
    first, last = min(inside), max(inside) + 1
    if last - first > 8:
        return None
    telling = any(s.upos[i] in ("PROPN", "NUM") or s.words[i].lower() in TIME_WORDS for i in range(first, last))
    return (first, last) if telling else None


def _name(
    head: int, start: int, end: int, kind: str, s: Sentence, below: dict[int, list[int]]
) -> tuple[int, int] | None:
    forms, upos = s.words, s.upos
    person = kind == "PER"
    if person and upos[head] == "NOUN":
        flat = [c for c in below[head] if s.relations[c] == "flat" and upos[c] == "PROPN" and start <= c < end]
        return (min(flat), max(flat) + 1) if flat else None
    if upos[head] != "PROPN":
        return None
    inside, queue = set(), [head]
    while queue:
        i = queue.pop()
        inside.add(i)
        for c in below[i]:
            if start <= c < end and _joins(c, person, s, below):
                queue.append(c)
    first, last = min(inside), max(inside) + 1
    if person:
        titles = [i for i in range(first, last - 1) if forms[i].lower() in TITLES]
        first = titles[-1] + 1 if titles else first
        if last - first == 1 and (forms[first].lower() in TITLES or not forms[first][0].isupper()):
            return None
    return (first, last) if any(upos[i] == "PROPN" for i in range(first, last)) else None


def _joins(c: int, person: bool, s: Sentence, below: dict[int, list[int]]) -> bool:
    label = s.relations[c]
    capital = s.words[c][0].isupper() or s.words[c][0].isdigit()
    if label in JOINED:
        return True
    if person:
        return label == "compound" and capital and s.upos[c] == "PROPN"
    if label in ("compound", "amod", "nummod"):
        return capital
    if label == "nmod:desc":
        return capital and s.upos[c] == "PROPN"
    if label == "nmod":
        return capital and any(
            s.words[g].lower() in ("of", "for", "on", "to") for g in below[c] if s.relations[g] == "case"
        )
    return label == "conj" and capital and s.upos[c] in ("PROPN", "ADJ")


def gum_split(splits: Path) -> dict[str, str]:
    """Document name to partition, from splits.md; documents of no partition are nowhere."""
    found: dict[str, str] = {}
    part = ""
    for line in splits.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* "):
            found[line.strip()[2:].strip()] = part
    return found


def gum(folder: Path, countries: Path) -> dict[str, list[Sentence]]:
    """Open GUM by partition, with syntax and entities."""
    parts: dict[str, list[Sentence]] = {"train": [], "dev": [], "test": []}
    split = gum_split(folder / "splits.md")
    for path in sorted((folder / "dep").glob("*.conllu")):
        for block in blocks(path):
            part = parts.get(split.get(block.document, ""))
            if part is None:
                continue
            s = sentence(block, "gum_" + block.document.split("_")[1])
            s.entities, s.hidden = gum_entities(block, s, countries), []
            part.append(s)
    return parts


def ewt(path: Path, entities: Path | None, countries: Path) -> list[Sentence]:
    """EWT with syntax; with the entities of Universal NER where a file of them is given (PER, ORG, LOC only)."""
    named = uner(entities) if entities else {}
    found = []
    for block in blocks(path):
        s = sentence(block, "ewt_" + block.id.split("-")[0])
        given = named.get(block.id)
        if given is not None and len(given) == len(s.words):
            s.entities, s.hidden = _agree(given, s.words, countries), ["NORP", "DATE", "MISC"]
        found.append(s)
    return found


def uner(path: Path) -> dict[str, list[str]]:
    """Sentence id to BIO tags."""
    found: dict[str, list[str]] = {}
    tag_list: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            tag_list = found[line.removeprefix("# sent_id = ")] = []
        elif line and not line.startswith("#"):
            row = line.split("\t")
            if "-" not in row[0]:
                tag_list.append(row[2] if row[2][2:] in ("PER", "ORG", "LOC") else "O")
    return found


def _agree(given: list[str], words: list[str], countries: Path) -> list[str]:
    """Names of states and capitals are LOC in every set."""
    from dragoman.nlp.decoding import spans

    known = places(countries)
    return tags(len(words), [(a, b, "LOC" if " ".join(words[a:b]) in known else k) for a, b, k in spans(given)])
