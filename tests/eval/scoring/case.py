"""A record and a gold brought side by side: sources, words, names. Items that break the contract are left out."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from .matching import Places, Span, content_words, pointing

Json = dict[str, Any]


def load_gold(path: Path) -> Json:
    """The gold, with "text" added: {source: text}. Raises ValueError for another format."""
    gold: Json = json.loads(path.read_text(encoding="utf-8"))
    if gold.get("format") != "score-gold/1":
        raise ValueError(f"{path}: the format is {gold.get('format')!r}, not 'score-gold/1'")
    folder = path.parent / gold["texts"]
    gold["text"] = {source: (folder / source).read_bytes().decode("utf-8") for source in gold["articles"]}
    return gold


def gold_places(spans: Iterable[Json]) -> Places:
    out: Places = {}
    for s in spans:
        out.setdefault(s["source"], []).append((s["start"], s["end"]))
    return out


class Case:
    """What every layer needs. ``broken``: (section, index) of items that score nothing."""

    def __init__(self, record: Json, gold: Json, *, broken: Collection[tuple[str, int]] = ()) -> None:
        self.record, self.gold, self.broken = record, gold, set(broken)
        self.texts: dict[str, str] = gold["text"]
        self.words: dict[str, list[Span]] = {source: content_words(text) for source, text in self.texts.items()}
        by_source = {os.path.basename(a["source"]): a for a in self.items("articles")}
        self.articles: dict[str, Json] = {s: a for s, a in by_source.items() if s in gold["articles"]}
        self.source_of: dict[str, str] = {a["id"]: s for s, a in self.articles.items()}
        self._actors = {a["id"]: [a["name"], *a.get("aliases", [])] for a in self.items("actors")}
        self._places = {p["id"]: [p["name"], *p.get("aliases", [])] for p in self.items("places")}

    def items(self, section: str) -> list[Json]:
        listed = self.record.get(section) or []
        return [x for i, x in enumerate(listed) if (section, i) not in self.broken]

    def layer(self, name: str) -> list[Any] | None:
        """A layer of the gold; None if it says nothing about it."""
        found: list[Any] | None = self.gold.get(name)
        return found

    def exhaustive(self, name: str) -> bool:
        return bool(self.gold.get("exhaustive", {}).get(name, True))

    def actor(self, key: str | None) -> list[str]:
        return self._actors.get(key, [key]) if key else []

    def place(self, key: str | None) -> list[str]:
        return self._places.get(key, [key]) if key else []

    def spans(self, evidence: Iterable[Json]) -> Places:
        """The record's spans by source, in the articles that the gold knows."""
        out: Places = {}
        for s in evidence:
            if s["article"] in self.source_of:
                out.setdefault(self.source_of[s["article"]], []).append((s["start"], s["end"]))
        return out

    def pointing(self, said: Places, gold: Places) -> float:
        """The best over articles of how well the evidence points at the gold's."""
        shared = (s for s in said if s in gold)
        return max((pointing(self.words[s], said[s], gold[s]) for s in shared), default=0.0)
