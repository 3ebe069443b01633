"""The ECB+ corpus as it is shipped: tokens and stand-off marks of event mentions, one XML file a report.

Cybulska and Vossen 2014, annotations CC BY 3.0. The text is put together again from the tokens, one sentence a line.
The address that stands as the first sentence of the newer reports is given as the report's source. Mentions are those
marked as actions, negated ones too, in the sentences that the corpus lists as fully annotated.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

SENTENCES = "ECBplus_coreference_sentences.csv"
ACTION = re.compile(r"(?:NEG_)?ACTION_")
CLOSING = frozenset([*".,:;?!)]}%'’”…", "''", "n't", "'s", "'m", "'re", "'ve", "'ll", "'d"])
OPENING = frozenset([*"([{$£€“‘", "``"])
ENDINGS = frozenset(["s", "t", "m", "re", "ve", "ll", "d"])
AS_PRINTED = {"``": '"', "''": '"'}

Extent = tuple[int, int]


@dataclass(frozen=True)
class Mention:
    """`pieces` are code points of the report's text, one piece a token, end exclusive. `cluster` names the event."""

    report: str
    number: str
    pieces: tuple[Extent, ...]
    cluster: str

    @property
    def name(self) -> tuple[str, str]:
        return self.report, self.number


@dataclass(frozen=True)
class Report:
    topic: int
    name: str
    source: str
    text: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True)
class Token:
    number: str
    sentence: int
    words: str


def reports(folder: Path, topics: Iterable[int]) -> Iterator[Report]:
    """The reports of the topics, in order; a topic that the folder lacks has none."""
    listed = chosen(folder / SENTENCES)
    for topic in sorted(set(topics)):
        for path in sorted((folder / "ECB+" / str(topic)).glob("*.xml")):
            yield report(path, topic=topic, sentences=listed.get(path.stem, frozenset()))


def chosen(path: Path) -> dict[str, frozenset[int]]:
    """The sentences of each report that are annotated in full."""
    found: dict[str, set[int]] = {}
    with path.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            found.setdefault(f"{row['Topic']}_{row['File']}", set()).add(int(row["Sentence Number"]))
    return {name: frozenset(numbers) for name, numbers in found.items()}


def report(path: Path, *, topic: int, sentences: frozenset[int]) -> Report:
    """One file. Its newer kind splits words at hyphens and slashes, and begins with the address."""
    tree = ElementTree.parse(path).getroot()
    tokens = [Token(t.get("t_id", ""), int(t.get("sentence", "0")), t.text or "") for t in tree.iter("token")]
    newer = path.stem.endswith("plus")
    address = "".join(t.words for t in tokens if newer and t.sentence == 0)
    text, places = printed([t for t in tokens if not (newer and t.sentence == 0)], split=newer)
    sentence_of = {t.number: t.sentence for t in tokens}
    cluster_of = _clusters(tree, path.stem)
    mentions = []
    for mark in tree.iterfind("Markables/*"):
        number = mark.get("m_id", "")
        anchors = [a.get("t_id", "") for a in mark.iterfind("token_anchor")]
        if ACTION.match(mark.tag) and anchors and all(a in places for a in anchors):
            if sentence_of[anchors[0]] in sentences:
                cluster = cluster_of.get(number, f"{path.stem}:{number}")
                pieces = tuple(sorted(places[a] for a in anchors))
                mentions.append(Mention(path.stem, number, pieces, f"{topic}:{cluster}"))
    mentions.sort(key=lambda m: (m.pieces, int(m.number)))
    return Report(topic, path.stem, address or path.name, text, tuple(mentions))


def _clusters(tree: ElementTree.Element, report_name: str) -> dict[str, str]:
    """The cluster of each mention; chains of one report alone bear its name."""
    found: dict[str, str] = {}
    for relation in tree.iterfind("Relations/*"):
        across = relation.tag == "CROSS_DOC_COREF"
        name = relation.get("note", "") if across else f"{report_name}:chain {relation.get('r_id')}"
        for source in relation.iterfind("source"):
            found[source.get("m_id", "")] = name
    return found


def printed(tokens: list[Token], *, split: bool) -> tuple[str, dict[str, Extent]]:
    """The text as a paper would print it, and where each token stands in it."""
    text, places = "", {}
    quoting = False
    glue = True
    for n, token in enumerate(tokens):
        before = tokens[n - 1] if n and tokens[n - 1].sentence == token.sentence else None
        after = tokens[n + 1] if n + 1 < len(tokens) and tokens[n + 1].sentence == token.sentence else None
        if n and before is None:
            text, glue, quoting = text + "\n", True, False
        words = AS_PRINTED.get(token.words, token.words)
        closing = token.words in CLOSING or (token.words == '"' and quoting)
        joint = _joint(before, token, after, split=split)
        if not (glue or closing or joint):
            text += " "
        places[token.number] = (len(text), len(text) + len(words))
        text += words
        glue = token.words in OPENING or (token.words == '"' and not quoting) or joint
        if token.words in ("'", "’"):
            glue = after is not None and after.words in ENDINGS
        if token.words == "." and split:
            glue = _abbreviated(before, after)
        if token.words == ":" and split:
            glue = _is_number(before) and _is_number(after)
        quoting ^= token.words == '"'
    return text, places


def _joint(before: Token | None, token: Token, after: Token | None, *, split: bool) -> bool:
    """A hyphen or slash that stood inside a word before the tokens were split."""
    if not split or before is None or after is None:
        return False
    return token.words == "/" or (token.words == "-" and before.words[-1:].isalnum() and after.words[:1].isalnum())


def _abbreviated(before: Token | None, after: Token | None) -> bool:
    """The point of "a.m." or "9.25"."""
    if before is None or after is None:
        return False
    letters = len(before.words) == len(after.words) == 1 and before.words.isalpha() and after.words.isalpha()
    return letters or (_is_number(before) and _is_number(after))


def _is_number(token: Token | None) -> bool:
    return token is not None and token.words.isdigit()
