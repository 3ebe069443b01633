"""Reads the sets that have entities and no syntax: WikiGold, CrossNER politics, re3d."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.nlp import sentences as splitter
from dragoman.nlp.decoding import spans
from dragoman.nlp.words import Tokenizer
from tools.train.peoples import peoples, places
from tools.train.sentence import Sentence, tags

CROSSNER = {
    "politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG", "location": "LOC",
    "country": "LOC", "election": "MISC", "event": "MISC", "misc": "MISC",
}  # fmt: skip
RE3D = {
    "Location": "LOC", "Organisation": "ORG", "Person": "PER", "Nationality": "NORP", "MilitaryPlatform": "MISC",
    "Weapon": "MISC", "DocumentReference": "MISC", "Vehicle": "MISC", "Temporal": "DATE",
}  # fmt: skip
PRONOUNS = frozenset(
    "i we they he she it you my our their his her its us them him me this these the a an all some".split()
)
UNSURE = "?"  # tag of a word whose label is not trained
ROLES = re.compile(
    r"^(?:(?:the|former|then|acting|deputy|vice|prime|foreign|defen[cs]e|interior|us|u\.s\.|mr|mrs|ms|dr|sir|lord|sen|gen|lt|col|"
    r"maj|president|minister|secretary|state|of|general|ambassador|envoy|special|king|prime|spokesman|spokesperson|chancellor|"
    r"senator|governor|representative|commander|colonel|captain|major|sheikh|ayatollah|admiral|army|brigadier|spokeswoman|"
    r"undersecretary|under-secretary|assistant|chairman|director|chief|for|affairs|,)\.?\s+)+",
    re.IGNORECASE,
)


def bare(id: str, words: list[str], spaces: list[bool], entities: list[str], *, hidden: list[str]) -> Sentence:
    """A sentence without syntax."""
    size = len(words)
    return Sentence(
        id,
        id.split("-")[0],
        words,
        spaces,
        [""] * size,
        [""] * size,
        [-1] * size,
        [""] * size,
        [""] * size,
        entities,
        hidden,
    )


def columns(path: Path, separator: str) -> Iterator[tuple[list[str], list[str]]]:
    """Words and labels of each sentence of a two-column file."""
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        cells = line.rstrip().rsplit(separator, 1)
        if len(cells) == 2:
            words.append(cells[0].strip() or "_")
            labels.append(cells[1].strip())
        elif words:
            yield words, labels
            words, labels = [], []


def wikigold(path: Path, countries: Path) -> list[Sentence]:
    """WikiGold (IO tags; a new entity begins where the type changes)."""
    found = []
    for number, (words, labels) in enumerate(columns(path, " ")):
        begun = [
            "O" if x == "O" else ("I-" if labels[i - 1] == x and i else "B-") + x[2:] for i, x in enumerate(labels)
        ]
        entities = _agreed(words, spans(begun), countries)
        found.append(bare(f"wikigold-{number}", words, _usual_spaces(words), entities, hidden=["DATE"]))
    return found


def crossner(path: Path, countries: Path) -> list[Sentence]:
    """CrossNER politics."""
    found = []
    for number, (words, labels) in enumerate(columns(path, "\t")):
        mapped = [(a, b, CROSSNER[k]) for a, b, k in spans(labels)]
        entities = _agreed(words, mapped, countries)
        found.append(bare(f"crossner-{path.stem}-{number}", words, _usual_spaces(words), entities, hidden=["DATE"]))
    return found


def _agreed(words: Sequence[str], found: Sequence[tuple[int, int, str]], countries: Path) -> list[str]:
    people, known = peoples(countries), places(countries)
    spans_ = []
    for start, end, kind in found:
        if kind == "MISC" and all(w in people for w in words[start:end]):
            kind = "NORP"
        if kind != "NORP" and " ".join(words[start:end]) in known:
            kind = "LOC"
        spans_.append((start, end, kind))
    inside = {i for start, end, _ in spans_ for i in range(start, end)}
    spans_ += [(i, i + 1, "NORP") for i, w in enumerate(words) if w in people and i not in inside]
    return tags(len(words), spans_)


def _usual_spaces(words: Sequence[str]) -> list[bool]:
    """White space as print would have it, for sets that came cut into words."""
    spaces = [True] * len(words)
    quoted = False
    for i, word in enumerate(words):
        if word in (",", ".", ";", ":", "!", "?", ")", "]", "'s", "n't", "%", "'", "’s") and i:
            spaces[i - 1] = False
        if word in ("(", "[", "$", "``"):
            spaces[i] = False
        if word == '"':
            if quoted and i:
                spaces[i - 1] = False
            elif not quoted:
                spaces[i] = False
            quoted = not quoted
    return spaces


def re3d_held_out(document: str) -> bool:
    """One document in four is kept for the report, by the hash of its number."""
    return hashlib.sha256(document.encode()).digest()[0] % 4 == 0


def re3d(folder: Path, tokenizer: Tokenizer, countries: Path) -> dict[str, list[Sentence]]:
    """re3d on our own tokens and sentences, split into train and held-out documents.

    The crowd marked roles and common nouns too ("the Army", "rebels"); named are the marks with a capital beyond their
    first article. Boundaries come to our convention: no article, no title before a person. Where marks of different
    types overlap, or a capitalised mark is no plain name, the words are not trained.
    """
    parts: dict[str, list[Sentence]] = {"train": [], "test": []}
    for source in sorted(path.parent for path in folder.glob("*/documents.json")):
        marks: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for line in (source / "entities.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            marks[row["documentId"]].append((row["begin"], row["end"], row["type"]))
        for line in (source / "documents.json").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            part = parts["test" if re3d_held_out(row["_id"]) else "train"]
            part += _re3d_document(row["_id"], row["text"], marks[row["_id"]], tokenizer, countries)
    return parts


def _re3d_document(
    id: str, text: str, marks: list[tuple[int, int, str]], tokenizer: Tokenizer, countries: Path
) -> Iterator[Sentence]:
    chosen: list[tuple[int, int, str]] = []
    unsure: list[tuple[int, int]] = []
    for begin, end, kind in sorted(set(marks)):
        if kind not in RE3D:
            continue
        begin, end = _normal(text, begin, end, person=kind == "Person")
        inside = text[begin:end]
        if begin >= end or (RE3D[kind] != "DATE" and not _named(inside, person=kind == "Person")):
            continue
        if RE3D[kind] == "LOC" and inside[0].islower():
            begin += next(i for i, c in enumerate(inside) if c.isupper())  # "city of Mosul"
        elif RE3D[kind] != "DATE" and inside[0].islower():
            unsure.append((begin, end))  # "five ISIL fighters": what of it is a name is not said
            continue
        at = begin
        for piece in text[begin:end].split(", ") if RE3D[kind] == "LOC" else [text[begin:end]]:
            chosen.append((at, at + len(piece), RE3D[kind]))  # "Palmyra, Syria" are two places
            at += len(piece) + 2
    known, people = places(countries), peoples(countries)
    fixed = []
    for begin, end, kind in chosen:
        inside = text[begin:end]
        if kind != "DATE" and inside in known:
            kind = "LOC"
        elif inside in people:
            kind = "NORP"
        fixed.append((begin, end, kind))
    for a in fixed:
        for b in fixed:
            if a != b and a[0] < b[1] and b[0] < a[1] and not (b[2] in ("LOC", "NORP") and a[2] == "ORG"):
                unsure += [(a[0], a[1])] if (a[1] - a[0]) >= (b[1] - b[0]) and a[2] != b[2] else []
    doc = tokenizer(text)
    line: list[int] = []
    number = 0
    for i in range(len(doc) + 1):
        if i < len(doc) and not (doc[i].is_space and "\n" in doc[i].text):
            if not doc[i].is_space:
                line.append(i)
            continue
        if not line:
            continue
        words = [doc[j].text for j in line]
        spaces = [bool(doc[j].whitespace_) for j in line]
        begins = splitter.starts(words, spaces)
        for first, last in zip(begins, [*begins[1:], len(words)], strict=True):
            tokens = [doc[j] for j in line[first:last]]
            spans_ = []
            for begin, end, kind in fixed:
                inside = [p for p, t in enumerate(tokens) if t.idx < end and t.idx + len(t) > begin]
                if inside:
                    spans_.append((inside[0], inside[-1] + 1, kind))
            at = {t.text: p for p, t in enumerate(tokens) if t.text in people}
            covered = {p for a, b, _ in spans_ for p in range(a, b)}
            spans_ += [(p, p + 1, "NORP") for p in at.values() if p not in covered]
            entities = tags(len(tokens), set(spans_))
            for p, t in enumerate(tokens):
                if any(t.idx < end and t.idx + len(t) > begin for begin, end in unsure):
                    entities[p] = UNSURE
            yield bare(
                f"re3d-{id[:8]}-{number}", words[first:last], spaces[first:last], entities, hidden=["DATE", "MISC"]
            )
            number += 1
        line = []


def _named(inside: str, *, person: bool) -> bool:
    """Has the mark a capital that is not just a pronoun's, an article's or a title's?"""
    words = inside.split()
    if person and ROLES.fullmatch(inside + " "):
        return False
    return any(w[0].isupper() and w.lower().strip(".,") not in PRONOUNS for w in words)


def _normal(text: str, begin: int, end: int, *, person: bool) -> tuple[int, int]:
    inside = text[begin:end]
    cut = ROLES.match(inside) if person else re.match(r"(?:the|a|an)\s+", inside, re.IGNORECASE)
    if cut and cut.end() < len(inside):
        begin += cut.end()
    while begin < end and not text[begin].isalnum():
        begin += 1
    while begin < end and not (text[end - 1].isalnum() or text[end - 1] in ".)"):
        end -= 1
    # Lower-case heads after a name ("Syria's government forces") leave the named part unsure; keep the capital run.
    words = list(re.finditer(r"\S+", text[begin:end]))
    while len(words) > 1 and words[-1].group()[0].islower():
        words.pop()
        end = begin + words[-1].end()
    if text[begin:end].endswith(("'s", "’s")):
        end -= 2
    return begin, end
