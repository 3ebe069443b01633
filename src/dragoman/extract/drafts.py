"""Entities while they are being gathered: mutable drafts with the rules by which two of them are one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from dragoman.reading import Entity, Mention, MentionKind
from dragoman.types import ActorKind

PARTICLES = frozenset("al el bin ibn ben von van de da di del der den la le dos abu ould bint st san ter".split())
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())


def fold(text: str) -> str:
    """Names for comparing: no accents, no case, apostrophes and hyphens gone."""
    text = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("ł", "l").replace("ø", "o"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[-'’‘ʿʾ`.]", " ", text).casefold().strip()


def name_words(name: str) -> tuple[str, ...]:
    """The telling words of a person's name, particles and suffixes left out."""
    words = fold(name).split()
    kept = tuple(w for w in words if w not in PARTICLES and w not in SUFFIXES)
    return kept or tuple(words)


@dataclass
class Draft:
    """An entity in the making. `mentions` maps (start, end) code points to the kind of mention."""

    kind: ActorKind
    name: str
    country: str | None = None
    candidates: tuple[str, ...] = ()
    roles: list[str] = field(default_factory=list)
    mentions: dict[tuple[int, int], MentionKind] = field(default_factory=dict)
    gender: str | None = None
    members: list[Draft] = field(default_factory=list)
    plural: bool = False
    titled: bool = False  # the words to print are settled by a table

    def add(self, start: int, end: int, kind: MentionKind) -> None:
        self.mentions.setdefault((start, end), kind)

    def add_role(self, role: str) -> None:
        if role and role not in self.roles:
            self.roles.append(role)

    @property
    def first(self) -> tuple[int, int]:
        return min(self.mentions, default=(1 << 60, 1 << 60))

    def frozen(self, index: dict[int, int]) -> Entity:
        """The entity; `index` maps id(draft) to its place among all entities."""
        return Entity(
            kind=self.kind,
            name=self.name,
            country=self.country,
            candidates=self.candidates,
            mentions=tuple(Mention(start=s, end=e, kind=k) for (s, e), k in sorted(self.mentions.items())),
            roles=tuple(self.roles),
            members=tuple(index[id(m)] for m in self.members if id(m) in index),
        )


def same_person(a: str, b: str) -> bool:
    """Do two names fit one person? Same last word, and no first names that contradict each other."""
    x, y = name_words(a), name_words(b)
    if not x or not y:
        return False
    short, long = sorted((x, y), key=len)
    if len(short) == 1:
        # a family name that stands last, or first as in Chinese, Korean and Vietnamese names
        return short[0] == long[-1] or (len(long) > 1 and short[0] == long[0] and len(short[0]) > 1)
    return short == long or set(short) <= set(long)
