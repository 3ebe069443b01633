"""Slugs and loose comparison of persons' names, for the builders."""

from __future__ import annotations

import re

from dragoman.knowledge.names import key, name_pieces, strip_accents

_PARTICLES = frozenset("al el bin ibn bint de da do dos du della di van von der den la le y e the of abu ould".split())


def slug(name: str) -> str:
    """A stable identifier part: ASCII, lower case, hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", strip_accents(name).casefold().replace("'", "")).strip("-")


def tokens(name: str) -> frozenset[str]:
    """The telling pieces of a person's name: folded, without particles and initials."""
    return frozenset(p.casefold() for p in name_pieces(name) if len(p) > 2 and p.casefold() not in _PARTICLES)


def _skeleton(piece: str) -> str:
    """A piece with the letters that romanisations disagree on taken out or levelled."""
    piece = piece.replace("ph", "f").replace("kh", "h").replace("zh", "j").replace("ts", "c").replace("dzh", "j")
    piece = piece.replace("q", "k").replace("w", "v").replace("y", "i").replace("c", "k").replace("z", "s")
    piece = re.sub(r"(.)\1", r"\1", piece)
    return piece[0] + re.sub(r"[aeiouh]", "", piece[1:])


def alike(a: str, b: str) -> bool:
    """Whether two spellings may name one person: a telling piece of one agrees with one of the other, loosely."""
    if key(a) == key(b):
        return True
    left, right = tokens(a), tokens(b)
    return bool(left & right) or bool({_skeleton(t) for t in left} & {_skeleton(t) for t in right})
