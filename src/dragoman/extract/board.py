"""The board on which the mentions of one article are laid: drafts of entities, and which token belongs to which."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from dragoman.extract.drafts import Draft
from dragoman.reading import MentionKind
from dragoman.types import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dragoman.knowledge import Knowledge

HEADS = frozenset("head_of_state head_of_government".split())
POSSESSIVES = frozenset("his her its their".split())
LEADING = frozenset(
    """president leader premier chancellor king queen emir sultan monarch dictator ruler taoiseach pope
    chairman supreme_leader crown_prince""".split()
) | frozenset(
    """prime minister|head of state|head of government|supreme leader|crown prince|foreign minister|defence minister
    |defense minister|secretary of state|secretary-general|secretary general""".replace("\n    ", "").split("|")
)
RANKED = HEADS | {
    "foreign_minister",
    "defence_minister",
    "head_of_organisation",
    "monarch",
    "crown_prince",
    "secretary_general",
}


@lru_cache(maxsize=1)
def actor_nouns() -> dict[str, frozenset[str]]:
    """The common nouns that can act, by section of lexicon/actor_nouns.toml."""
    table = tomllib.loads((resources.files("dragoman.extract") / "lexicon" / "actor_nouns.toml").read_text("utf-8"))
    return {section: frozenset(body.get("nouns", body.get("words", []))) for section, body in table.items()}


class Board:
    """Drafts and tokens: `_at[i]` is the draft that token `i` stands for, `_named[i]` whether it is a name."""

    def __init__(self, doc: Doc, article: Article, knowledge: Knowledge) -> None:
        self.doc, self.article, self.knowledge = doc, article, knowledge
        self._drafts: list[Draft] = []
        self._at: list[Draft | None] = [None] * len(doc)
        self._named: list[bool] = [False] * len(doc)
        self._adjective: list[bool] = [False] * len(doc)
        self.outside = furniture_tokens(doc, article)
        self._sentence = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for t in sentence:
                self._sentence[t.i] = number

    def _new(self, draft: Draft) -> Draft:
        self._drafts.append(draft)
        return draft

    def _mark(self, draft: Draft, start: int, end: int, kind: MentionKind) -> None:
        """Tokens [start, end) stand for `draft`; a token already taken by a name keeps its name."""
        draft.add(self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1]), kind)
        for i in range(start, end):
            if self._at[i] is None or kind == "name":
                self._at[i] = draft
                self._named[i] = kind == "name"

    def _left_edge(self, start: int) -> int:
        """The first token of the noun phrase whose role noun begins at `start`: adjectives, possessives, articles."""
        i = start
        while i > 0:
            t = self.doc[i - 1]
            if t.ent_type_ == "DATE":
                break
            if (
                t.is_space
                or t.pos_ in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PUNCT", "ADV")
                and t.text not in ("-",)
            ):
                break
            if t.pos_ in ("ADJ", "DET", "NOUN", "PROPN", "NUM", "PART", "PRON") or t.text in (
                "'s",
                "’s",
                "'",
                "’",
                "-",
            ):
                if t.pos_ == "PRON" and t.lower_ not in POSSESSIVES:
                    break
                i -= 1
                if t.pos_ == "DET":
                    break
            else:
                break
        return i

    def _country_of(self, start: int, end: int) -> Draft | None:
        """The state (or body) a role belongs to: "Turkish", "Turkey's", "… of Turkey", "Kremlin"."""
        left = self._left_edge(start)
        for i in range(start - 1, left - 1, -1):
            draft = self._at[i]
            if draft is not None and (draft.kind in ("state", "organisation", "armed_group", "place")):
                return draft
        for i in range(start, end):
            draft = self._at[i]
            if draft is not None and draft.kind in ("state", "organisation"):
                return draft
        if end + 1 < len(self.doc) and self.doc[end].lower_ in ("of", "for", "at"):
            for i in range(end + 1, min(end + 4, len(self.doc))):
                draft = self._at[i]
                if draft is not None and draft.kind in ("state", "organisation", "armed_group", "place"):
                    return draft
                if self.doc[i].pos_ not in ("DET", "ADJ"):
                    break
        return None

    def _offices(self, candidate: str) -> list[str]:
        return [row.office for row in self.knowledge.offices_of(candidate)]

    def _head_like(self, draft: Draft) -> bool:
        if any(r in LEADING for r in draft.roles):
            return True
        return bool(draft.candidates) and any(o in RANKED for c in draft.candidates for o in self._offices(c))


def furniture_tokens(doc: Doc, article: Article) -> list[bool]:
    """For each token: does it stand in page furniture? Captions count as text: they are evidence of their article."""
    outside = [False] * len(doc)
    ranges: Iterator[tuple[int, int]] = iter(sorted((f.start, f.end) for f in article.furniture if f.kind != "caption"))
    current = next(ranges, None)
    for t in doc:
        while current is not None and t.idx >= current[1]:
            current = next(ranges, None)
        outside[t.i] = current is not None and current[0] <= t.idx < current[1]
    return outside


def code_of(draft: Draft) -> str | None:
    """The code of a state."""
    for c in draft.candidates:
        if c.startswith("state:"):
            return c.removeprefix("state:")
    return draft.country
