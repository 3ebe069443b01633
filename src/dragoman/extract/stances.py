"""The wording of stands: verbs, nouns and judgements that show who is for or against, from lexicon/positions.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dragoman.types import Stance

STANCES: tuple[Stance, Stance] = ("supports", "opposes")


@dataclass(frozen=True)
class Wording:
    """One stance's words; `verbs` maps a lemma to the prepositions that carry its object ("" for a plain object)."""

    verbs: dict[str, frozenset[str]]
    cheering: frozenset[str]
    actors_only: frozenset[str]
    plans_only: frozenset[str]
    agents: frozenset[str]
    strong: frozenset[str]
    stands: frozenset[str]
    adjectives: frozenset[str]
    judged: frozenset[str]
    settled: tuple[tuple[str, ...], ...]  # predicates of the holder without an object
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # first word -> whole phrases; "*" stands for a few words


@dataclass(frozen=True)
class Lexicon:
    stances: dict[Stance, Wording]
    negated: dict[str, frozenset[str]]
    report: dict[str, frozenset[str]]


def _words(value: object) -> list[str]:
    return [w.strip() for w in str(value or "").replace("\n", " ").split(";") if w.strip()]


def _verbs(value: object) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in _words(value):
        lemma, *rest = entry.split()
        found.setdefault(lemma, set()).add(" ".join(rest))
    return {lemma: frozenset(cases) for lemma, cases in found.items()}


def _settled(value: object) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(entry.split()) for entry in _words(value))


def _phrases(value: object) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in _words(value):
        parts = tuple(entry.split())
        found.setdefault(parts[0], []).append(parts)
    return {first: tuple(listed) for first, listed in found.items()}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped wording of stands."""
    table = tomllib.loads((resources.files("dragoman.extract") / "lexicon" / "positions.toml").read_text("utf-8"))
    stances = {}
    for stance in STANCES:
        body = table[stance]
        rest = {
            k: frozenset(_words(body.get(k)))
            for k in ("cheering", "actors_only", "plans_only", "agents", "strong", "stands", "adjectives", "judged")
        }
        stances[stance] = Wording(
            verbs=_verbs(body["verbs"]), phrases=_phrases(body["phrases"]), settled=_settled(body["settled"]), **rest
        )
    report = {k: frozenset(_words(v)) for k, v in table["report"].items()}
    return Lexicon(stances, _verbs(table["negated"]["verbs"]), report)
