"""The wording of arrangements (lexicon/arrangements.toml): nouns by kind, verbs by the stage of a life they show."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal, cast

from dragoman.types import ArrangementKind, StageName

Side = Literal["object", "subject"]
SIDES: tuple[Side, ...] = ("object", "subject")


@dataclass(frozen=True)
class Wording:
    """A verb that shows a stage: its particle or preposition, and the nouns that must follow ("come into force")."""

    stage: StageName
    link: str
    nouns: frozenset[str]


@dataclass(frozen=True)
class StageLexicon:
    """Nouns map to (kind, modifier that must stand before them or ""); verbs map lemma to wordings, longest first."""

    nouns: Mapping[str, tuple[tuple[ArrangementKind, str], ...]]
    strong: frozenset[str]
    generic: frozenset[str]
    meetings: frozenset[str]
    signs: frozenset[str]
    sign_verbs: frozenset[str]
    of_it: frozenset[str]
    verbs: Mapping[tuple[Side, str, str], tuple[Wording, ...]]
    nominal: Mapping[str, StageName]
    described: Mapping[str, StageName]

    def wordings(self, side: Side, kind: ArrangementKind, lemma: str) -> tuple[Wording, ...]:
        """What the verb shows of an arrangement of this kind, the kind's own wording first."""
        return (*self.verbs.get((side, kind, lemma), ()), *self.verbs.get((side, "", lemma), ()))


def _words(value: object) -> list[str]:
    return [w.strip() for w in str(value).replace("\n", " ").split(";") if w.strip()]


def _nouns(table: Mapping[str, object]) -> dict[str, tuple[tuple[ArrangementKind, str], ...]]:
    found: dict[str, list[tuple[ArrangementKind, str]]] = {}
    for kind, value in table.items():
        for words in _words(value):
            *before, noun = words.split()
            found.setdefault(noun, []).append((cast(ArrangementKind, kind), " ".join(before)))
    # what needs a modifier is tried first
    return {noun: tuple(sorted(uses, key=lambda u: (not u[1], u))) for noun, uses in found.items()}


def _stages(table: Mapping[str, object]) -> dict[str, StageName]:
    return {w: cast(StageName, stage) for stage, value in table.items() for w in _words(value)}


@lru_cache(maxsize=1)
def stage_lexicon() -> StageLexicon:
    """The shipped wording of arrangements and their stages."""
    table = tomllib.loads((resources.files("dragoman.extract") / "lexicon" / "arrangements.toml").read_text("utf-8"))
    verbs: dict[tuple[Side, str, str], list[Wording]] = {}
    bodies: list[tuple[str, Mapping[str, Mapping[str, object]]]] = [
        ("", {"object": table["object"], "subject": table["subject"]}),
        *((kind, body) for kind, body in table["kind"].items()),
    ]
    for kind, body in bodies:
        for side in SIDES:
            for stage, value in body.get(side, {}).items():
                for words in _words(value):
                    lemma, _, rest = words.partition(" ")
                    link, _, nouns = rest.partition(":")
                    wording = Wording(
                        cast(StageName, stage), link, frozenset(nouns.split("|")) if nouns else frozenset()
                    )
                    verbs.setdefault((side, kind, lemma), []).append(wording)
    return StageLexicon(
        nouns=_nouns(table["nouns"]),
        strong=frozenset(_words(table["strong"]["nouns"])),
        generic=frozenset(_words(table["generic"]["nouns"])),
        meetings=frozenset(_words(table["meetings"]["nouns"])),
        signs=frozenset(_words(table["signs"]["nouns"])),
        sign_verbs=frozenset(_words(table["signs"]["verbs"])),
        of_it=frozenset(_words(table["it"]["verbs"])),
        verbs={k: tuple(sorted(v, key=lambda w: (not w.nouns, not w.link))) for k, v in verbs.items()},
        nominal=_stages(table["nominal"]),
        described=_stages(table["described"]),
    )
