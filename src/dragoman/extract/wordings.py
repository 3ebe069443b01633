"""The wording of events, as data: lexicon/events/*.toml compiled into look-ups by lemma.

The pattern language, in full in docs/reference/lexicon.md. A verb pattern is a lemma (`sign|ink` for several) and what
must stand below it:

    pact|accord        an object, a particle or another dependent with one of these lemmas
    into:force         a prepositional phrase; `with:*` takes any, and a bare `to` is `to:*`
    @pact              a class of lexicon/classes.toml, or a kind of entity (`@state`), wherever a word may stand
    <@force            the subject
    that:must|should   a clause below with this auxiliary, about someone who can act
    +in                a particle that is a preposition too ("send +in @force", not "sent troops in May")
    ~                  a clause or a predicate below ("called him a liar")
    !@pact             none of these (`!on:*`, `!<@force`); `!!` asks that there be no object at all

Before it may stand `not` (a negation) or `be`: a state, told with a copula, a passive or "remain" (`be closed`,
`be at:war`). A noun pattern is words that end in the head noun, `|` between alternatives, and prepositional parts after
it: `missile|rocket test`, `cessation of hostilities`, `return to:talks`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import cast, get_args

from dragoman.errors import InputError
from dragoman.types import Role, Status

FRAMES = frozenset("reciprocal host convene guest mediator speaker directed transfer purchase subject affected".split())
BETWEEN = frozenset(
    ["of", "on", "in", "to", "from", "down", "d'etat", "d'état", "for", "off", "the"]
)  # after a head noun
BARE = frozenset(
    """to with for on of as at from in into against over about by through between off under behind alongside after
    before without around upon towards toward among""".split()
)
PREPOSITIONS = BARE | frozenset(
    """across along near inside outside onto past beside until till since for via out off within via down up beyond
    opposite round against that if whether""".split()
)
KINDS = {
    "actor": frozenset("state person organisation armed_group people other".split()),
    "state": frozenset(["state"]),
    "person": frozenset(["person"]),
    "organisation": frozenset(["organisation"]),
    "group": frozenset(["armed_group"]),
    "place": frozenset(["place", "state"]),
}
NONE = "NONE"  # the type of entries whose words are no event; they keep others from matching


@dataclass(frozen=True)
class Entry:
    """One way to word a mode: `frame` maps grammar to roles, `objects` is the class that a bare verb may act on.

    `covers`: what the clause below asks for, threatens or takes back is no event of its own.
    """

    type: str
    mode: str
    frame: str
    objects: str | None = None
    roles: tuple[tuple[str, Role], ...] = ()  # prepositions that mean another role here than the frame says
    covers: bool = False
    status: Status | None = None  # what these words say of the event themselves: an invitation is a visit proposed

    @property
    def label(self) -> str:
        return f"{self.type}/{self.mode}"


@dataclass(frozen=True)
class Words:
    """A choice of words: lemmas, classes by their words, and kinds of entities. `any` takes whatever stands there."""

    lemmas: frozenset[str]
    kinds: frozenset[str] = frozenset()
    any: bool = False


@dataclass(frozen=True)
class Need:
    """What must stand below a verb or noun.

    `place` is "below", "subject", "clause", "predicate", "particle", "object" or "under": under one of the
    prepositions `cases` or, without any, one of the words `direct`.
    """

    words: Words
    place: str
    negative: bool = False
    cases: frozenset[str] = frozenset()
    direct: Words | None = None


@dataclass(frozen=True)
class VerbPattern:
    entry: Entry
    words: str
    needs: tuple[Need, ...]
    negated: bool = False
    state: bool = False
    case: str | None = None  # of a state: "at" in `be at:war`
    objects: Words | None = None  # of a bare verb: what the entry says it must act on

    @property
    def weight(self) -> float:
        """More specific patterns win: by needs, prepositions before the rest, spelt words before classes."""
        asked = [n for n in self.needs if not n.negative]
        weight = 2.0 * len(asked) + 0.2 * len(self.needs) + (0.5 if self.negated or self.state else 0.0)
        weight += 1.0 if any(n.place not in ("below", "subject") for n in asked) else 0.0
        return weight - 0.1 * ("@" in self.words) - 0.5 * any(n.words.any for n in asked)


@dataclass(frozen=True)
class NounPattern:
    """`words` are choices in order, the head at `anchor`; `weak` needs someone or a day beside it to be an event."""

    entry: Entry
    label: str
    words: tuple[frozenset[str], ...]
    anchor: int
    needs: tuple[Need, ...] = ()
    weak: bool = False

    @property
    def weight(self) -> float:
        return 2.0 * len(self.words) + len([n for n in self.needs if not n.negative])


@dataclass
class Lexicon:
    """Patterns by the lemma that anchors them: the verb, the word of a state, or the head noun."""

    classes: dict[str, Words] = field(default_factory=dict)
    verbs: dict[str, list[VerbPattern]] = field(default_factory=dict)
    states: dict[str, list[VerbPattern]] = field(default_factory=dict)
    nouns: dict[str, list[NounPattern]] = field(default_factory=dict)
    general: dict[str, Entry] = field(default_factory=dict)  # by label: for verbs that no pattern knows
    joined: set[str] = field(default_factory=set)  # nouns with a hyphen, which the tokens cut: "stand-off"

    def add_class(self, name: str, body: dict[str, object], *, source: str) -> None:
        """Take one class of words; a word `@other` takes over that class, which must stand before."""
        listed = " ".join(_list(body.get("words"))).split()
        kinds = frozenset(str(k) for k in body.get("kinds", []) or [])  # type: ignore[attr-defined]
        words = self.choice("|".join(listed), source) if listed else Words(frozenset())
        earlier = self.classes.get(name, Words(frozenset()))
        self.classes[name] = Words(earlier.lemmas | words.lemmas, earlier.kinds | words.kinds | kinds)

    def choice(self, text: str, source: str) -> Words:
        """`a|b|@class` as words to match."""
        lemmas: set[str] = set()
        kinds: set[str] = set()
        for word in text.split("|"):
            if word == "*":
                return Words(frozenset(), any=True)
            if not word.startswith("@"):
                lemmas.add(word.lower())
            elif word[1:] in self.classes:
                lemmas |= self.classes[word[1:]].lemmas
                kinds |= self.classes[word[1:]].kinds
            elif word[1:] in KINDS:
                kinds |= KINDS[word[1:]]
            else:
                raise InputError(source, f"unknown class {word!r}", remedy="Define it in lexicon/classes.toml.")
        return Words(frozenset(lemmas), frozenset(kinds))

    def add(self, body: dict[str, object], *, source: str) -> None:
        """Take one [[entry]]; raises InputError that names the file and the fault."""
        try:
            entry = Entry(
                str(body["type"]),
                str(body["mode"]),
                str(body.get("frame", "directed")),
                _text(body, "objects"),
                _roles(body),
                bool(body.get("covers", False)),
                _status(body, source),
            )
        except KeyError as missing:
            raise InputError(source, f"an entry has no {missing}", remedy="Give it type, mode and frame.") from None
        if entry.frame not in FRAMES:
            raise InputError(
                source, f"unknown frame {entry.frame!r}", remedy=f"Use one of {', '.join(sorted(FRAMES))}."
            )
        if entry.objects is not None:
            self.choice(f"@{entry.objects}", source)
        for words in _list(body.get("verbs")):
            self._add_verb(entry, words, source)
        for key in ("nouns", "weak"):
            for words in _list(body.get(key)):
                self._add_noun(entry, words, source, weak=key == "weak")

    def _add_verb(self, entry: Entry, words: str, source: str) -> None:
        parts = words.split()
        mark = parts[0] if parts[0] in ("not", "be") and len(parts) > 1 else ""
        parts = parts[1:] if mark else parts
        case, _, anchors = parts[0].rpartition(":")
        needs = [self._need(part, source) for part in parts[1:]]
        state = mark == "be"
        bare = entry.objects is not None and all(n.negative for n in needs)
        objects = self.choice(f"@{entry.objects}", source) if bare else None
        pattern = VerbPattern(entry, words, tuple(needs), mark == "not", state, case or None, objects)
        for anchor in anchors.split("|"):
            (self.states if state else self.verbs).setdefault(anchor, []).append(pattern)

    def _add_noun(self, entry: Entry, words: str, source: str, *, weak: bool) -> None:
        parts = words.lower().split()
        inside = [p for p in parts if not (":" in p or p[0] in "@<!~+")]
        needs = tuple(self._need(p, source) for p in parts if ":" in p or p[0] in "@<!~+")
        anchor = next((i - 1 for i, w in enumerate(inside) if i and w in BETWEEN), len(inside) - 1)
        choices = tuple(frozenset(w.split("|")) for w in inside)
        pattern = NounPattern(entry, words, choices, anchor, needs, weak)
        for head in sorted(choices[anchor]):
            self.nouns.setdefault(head, []).append(pattern)
            if "-" in head:
                self.joined.add(head)

    def _need(self, part: str, source: str) -> Need:
        if part == "!!":
            return Need(Words(frozenset(), any=True), "object", negative=True)
        negative = part.startswith("!")
        part = part.removeprefix("!")
        if part == "~":
            return Need(Words(frozenset(), any=True), "predicate", negative)
        if part.startswith("+"):
            return Need(self.choice(part[1:], source), "particle", negative)
        if part.startswith("<"):
            return Need(self.choice(part[1:], source), "subject", negative)
        case, colon, text = part.rpartition(":")
        if case == "that" and text != "*":
            return Need(self.choice(text, source), "clause", negative)
        if colon:
            names = case.split("|")
            cases = frozenset(names) & PREPOSITIONS
            direct = "|".join(n for n in names if n not in cases)
            if not cases or ":" in direct:
                raise InputError(source, f"no preposition in {part!r}", remedy="Write with:word, or with|by:word.")
            return Need(
                self.choice(text, source), "under", negative, cases, self.choice(direct, source) if direct else None
            )
        if text in BARE:
            return Need(Words(frozenset(), any=True), "under", negative, frozenset([text]))
        return Need(self.choice(text, source), "below", negative)

    def noun_patterns(self, forms: tuple[str, ...]) -> list[NounPattern]:
        """The noun patterns of a token by its lemma and its form, most specific first."""
        found = [patterns for form in forms if (patterns := self.nouns.get(form))]
        if len(found) < 2:
            return found[0] if found else []
        return sorted((p for patterns in found for p in patterns), key=_noun_order)

    def sort(self) -> None:
        of_nouns = [p.entry for patterns in self.nouns.values() for p in patterns]
        of_verbs = [p.entry for table in (self.verbs, self.states) for patterns in table.values() for p in patterns]
        self.general = _commonest(of_nouns) | _commonest(of_verbs)
        for table in (self.verbs, self.states):
            for verbs in table.values():
                verbs.sort(key=lambda p: (-p.weight, p.entry.type, p.entry.mode, p.words))
        for nouns in self.nouns.values():
            nouns.sort(key=_noun_order)


def _commonest(entries: Sequence[Entry]) -> dict[str, Entry]:
    """For each label the frame that most of its patterns have: how a word that no pattern knows is read."""
    frames: dict[str, Counter[tuple[str, bool]]] = {}
    for entry in entries:
        if entry.type != NONE and entry.status is None:
            frames.setdefault(entry.label, Counter())[(entry.frame, entry.covers)] += 1
    out: dict[str, Entry] = {}
    for label, counts in sorted(frames.items()):
        frame, covers = min(counts, key=lambda f: (-counts[f], f))
        kind, _, mode = label.partition("/")
        out[label] = Entry(kind, mode, frame, covers=covers)
    return out


def _noun_order(pattern: NounPattern) -> tuple[float, bool, str, str, str]:
    return (-pattern.weight, pattern.weak, pattern.entry.type, pattern.entry.mode, pattern.label)


def _text(body: dict[str, object], key: str) -> str | None:
    value = body.get(key)
    return None if value is None else str(value)


def _status(body: dict[str, object], source: str) -> Status | None:
    value = body.get("status")
    for status in get_args(Status):
        if value == status:
            return cast(Status, status)
    if value is not None:
        raise InputError(source, f"unknown status {value!r}", remedy=f"Use one of {', '.join(get_args(Status))}.")
    return None


def _roles(body: dict[str, object]) -> tuple[tuple[str, Role], ...]:
    roles = body.get("roles", {})
    return tuple(sorted(roles.items())) if isinstance(roles, dict) else ()


def _list(value: object) -> list[str]:
    items = value.split(";") if isinstance(value, str) else [str(v) for v in value] if isinstance(value, list) else []
    return [" ".join(item.split()) for item in items if item.strip()]


@lru_cache(maxsize=4)
def load(extra: tuple[Path, ...] = ()) -> Lexicon:
    """The shipped lexicon with the user's own files after it; cached."""
    lexicon = Lexicon()
    room = resources.files("dragoman.extract") / "lexicon"
    _take(lexicon, (room / "classes.toml").read_text("utf-8"), "classes.toml")
    files = sorted((f for f in (room / "events").iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
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
    """A file's [class.NAME] tables, then its [[entry]] tables; [[mode]] tables are for the codebook and the tests."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise InputError(source, f"is no TOML: {fault}", remedy="See docs/reference/lexicon.md.") from None
    for name, body in tables.get("class", {}).items():
        lexicon.add_class(name, body, source=source)
    entries: Sequence[dict[str, object]] = tables.get("entry", [])
    for body in entries:
        lexicon.add(body, source=source)
