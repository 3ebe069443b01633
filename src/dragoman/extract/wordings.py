"""The wording of events, as data: lexicon/events/*.toml compiled into look-ups by lemma.

A verb pattern is a lemma followed by what must stand below it: `sign deal|agreement` (a dependent with one of these
lemmas), `come into:force|effect` (a prepositional phrase), `shoot down` (a particle), `not recognise` (a negation).
A noun pattern is one or more words ending in the head noun: `phone call`, `cessation of hostilities`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path

from dragoman.errors import InputError
from dragoman.types import Role

FRAMES = frozenset("reciprocal host convene guest mediator speaker directed transfer purchase subject affected".split())
BETWEEN = frozenset(["of", "on", "in", "to", "from", "down", "d'etat", "d'état"])  # what follows a head noun


@dataclass(frozen=True)
class Entry:
    """One way to word a mode: `frame` maps grammar to roles, `objects` constrains what the verb may act on."""

    type: str
    mode: str
    frame: str
    objects: str | None = None
    roles: tuple[tuple[str, Role], ...] = ()  # prepositions that mean another role here than the frame says

    @property
    def label(self) -> str:
        return f"{self.type}/{self.mode}"


@dataclass(frozen=True)
class Need:
    """What must stand below a verb: one of `lemmas`, under preposition `case` if given."""

    lemmas: frozenset[str]
    case: str | None = None


@dataclass(frozen=True)
class VerbPattern:
    entry: Entry
    words: str
    needs: tuple[Need, ...]
    negated: bool = False

    @property
    def weight(self) -> int:
        """More specific patterns win."""
        return len(self.needs) * 2 + (1 if any(n.case for n in self.needs) else 0)


@dataclass(frozen=True)
class NounPattern:
    entry: Entry
    words: tuple[str, ...]


@dataclass
class Lexicon:
    """Patterns by the lemma that anchors them: the verb, or the head noun."""

    verbs: dict[str, list[VerbPattern]] = field(default_factory=dict)
    nouns: dict[str, list[NounPattern]] = field(default_factory=dict)

    def add(self, body: dict[str, object], *, source: str) -> None:
        """Take one [[entry]]; raises InputError that names the file and the fault."""
        try:
            entry = Entry(
                str(body["type"]),
                str(body["mode"]),
                str(body.get("frame", "directed")),
                _text(body, "objects"),
                _roles(body),
            )
        except KeyError as missing:
            raise InputError(source, f"an entry has no {missing}", remedy="Give it type, mode and frame.") from None
        if entry.frame not in FRAMES:
            raise InputError(
                source, f"unknown frame {entry.frame!r}", remedy=f"Use one of {', '.join(sorted(FRAMES))}."
            )
        for words in _list(body.get("verbs")):
            pattern = _verb(entry, words)
            self.verbs.setdefault(_anchor(words), []).append(pattern)
        for words in _list(body.get("nouns")):
            parts = tuple(words.lower().split())
            self.nouns.setdefault(_noun_anchor(parts), []).append(NounPattern(entry, parts))

    def sort(self) -> None:
        for verbs in self.verbs.values():
            verbs.sort(key=lambda p: (-p.weight, p.entry.type, p.entry.mode, p.words))
        for nouns in self.nouns.values():
            nouns.sort(key=lambda p: (-len(p.words), p.entry.type, p.entry.mode, p.words))


def _text(body: dict[str, object], key: str) -> str | None:
    value = body.get(key)
    return None if value is None else str(value)


def _roles(body: dict[str, object]) -> tuple[tuple[str, Role], ...]:
    roles = body.get("roles", {})
    return tuple(sorted(roles.items())) if isinstance(roles, dict) else ()


def _list(value: object) -> list[str]:
    items = value.split(";") if isinstance(value, str) else [str(v) for v in value] if isinstance(value, list) else []
    return [" ".join(item.split()) for item in items if item.strip()]


def _anchor(words: str) -> str:
    parts = words.split()
    return parts[1] if parts[0] in ("not", "be") and len(parts) > 1 else parts[0]


def _verb(entry: Entry, words: str) -> VerbPattern:
    parts = words.split()
    negated = parts[0] == "not"
    if parts[0] in ("not", "be"):
        parts = parts[1:]
    needs = []
    for part in parts[1:]:
        case, _, lemmas = part.rpartition(":")
        needs.append(Need(frozenset(lemmas.split("|")), case or None))
    return VerbPattern(entry, words, tuple(needs), negated)


def _noun_anchor(parts: tuple[str, ...]) -> str:
    """The head noun: the last word, or the one before a preposition ("cessation of hostilities")."""
    for i, word in enumerate(parts[1:], 1):
        if word in BETWEEN:
            return parts[i - 1]
    return parts[-1]


@lru_cache(maxsize=4)
def load(extra: tuple[Path, ...] = ()) -> Lexicon:
    """The shipped lexicon with the user's own files after it; cached."""
    lexicon = Lexicon()
    folder = resources.files("dragoman.extract") / "lexicon" / "events"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    for file in files:
        _take(lexicon, file.read_text("utf-8"), file.name)
    for path in extra:
        try:
            _take(lexicon, path.read_text("utf-8"), str(path))
        except (OSError, UnicodeDecodeError) as fault:
            raise InputError(str(path), f"cannot be read: {fault}", remedy="Give a UTF-8 TOML file.") from None
    lexicon.sort()
    return lexicon


def _take(lexicon: Lexicon, text: str, source: str) -> None:
    try:
        entries: Sequence[dict[str, object]] = tomllib.loads(text).get("entry", [])
    except tomllib.TOMLDecodeError as fault:
        raise InputError(source, f"is no TOML: {fault}", remedy="See docs/reference/lexicon.md.") from None
    for body in entries:
        lexicon.add(body, source=source)
