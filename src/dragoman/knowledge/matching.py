"""Finding names in tokens: the longest-match gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.knowledge.entries import Entry, Hit
from dragoman.knowledge.names import POSSESSIVE, NameIndex, case_agrees, name_pieces, pieces

#: Words before a place that is also a common word or a first name ("in Nice", "near Split").
_LOCATIVE = frozenset("in at near from to outside around towards toward into inside across via of".split())
#: Kinds whose name counts inside a hyphenated token ("Turkey-backed", "pro-Hamas").
_INSIDE = frozenset({"state", "armed_group", "organisation", "people", "person"})
#: Candidates reported for one name at most: San Josés and Santa Marías are many.
MAX_CANDIDATES = 24


class Pieces:
    """Tokens cut into pieces, each with its token and whether it begins and ends it."""

    __slots__ = ("firsts", "folded", "lasts", "seen", "shouted", "tokens")

    def __init__(self, tokens: Sequence[str]) -> None:
        self.seen: list[str] = []
        self.tokens: list[int] = []
        self.firsts: list[bool] = []
        self.lasts: list[bool] = []
        for i, token in enumerate(tokens):
            cut = pieces(token)
            n = len(cut)
            for j, piece in enumerate(cut):
                self.seen.append(piece)
                self.tokens.append(i)
                self.firsts.append(j == 0)
                self.lasts.append(j == n - 1 or (j == n - 2 and cut[-1] == POSSESSIVE))
        self.folded = [p.casefold() for p in self.seen]
        words = [p for p in self.seen if p.isalpha() and len(p) > 1]
        # Four words tell a headline in capitals from a lone acronym.
        self.shouted = len(words) >= 4 and all(w.isupper() for w in words)


def match(
    tokens: Sequence[str], index: NameIndex, entry: Callable[[object], Entry], given: frozenset[str]
) -> list[Hit]:
    """Longest names in ``tokens`` from the left, without overlap; ``entry`` turns an indexed value into its entry.

    After a given name of ``given`` that is no part of the hit, a bare family name or town is somebody else's name.
    """
    cut = Pieces(tokens)
    folded = cut.folded
    hits: list[Hit] = []
    at, n = 0, len(folded)
    while at < n:
        longest = index.longest(folded[at])
        step = 1
        for length in range(min(longest, n - at), 0, -1):
            found = index.find(folded[at] if length == 1 else " ".join(folded[at : at + length]))
            if not found:
                continue
            candidates = _candidates(found, cut, at, length, tokens, entry)
            if length == 1 and candidates and _after_given_name(cut, at, given):
                candidates = tuple(c for c in candidates if not _may_be_family_name(c))
            if candidates:
                hits.append(Hit(cut.tokens[at], cut.tokens[at + length - 1] + 1, candidates))
                step = length
                break
        at += step
    return hits


def _candidates(
    found: list[tuple[str, object]],
    cut: Pieces,
    at: int,
    length: int,
    tokens: Sequence[str],
    entry: Callable[[object], Entry],
) -> tuple[Entry, ...]:
    seen = cut.seen[at : at + length]
    whole = cut.firsts[at] and cut.lasts[at + length - 1]
    kept: list[Entry] = []
    ids: set[tuple[str, str]] = set()
    for name, value in found:
        if not case_agrees(name_pieces(name), seen, shouted=cut.shouted):
            continue
        candidate = entry(value)
        if candidate.via == "prefix":
            if not _hyphen_follows(cut, at + length - 1, tokens):
                continue
        elif not whole and candidate.kind not in _INSIDE:
            continue
        if candidate.weak and not _stands_as_place(candidate, cut, at):
            continue
        mark = (candidate.id, candidate.via)
        if mark in ids:
            continue
        ids.add(mark)
        kept.append(candidate)
        if len(kept) == MAX_CANDIDATES:
            break
    return tuple(kept)


def _after_given_name(cut: Pieces, at: int, given: frozenset[str]) -> bool:
    return at > 0 and cut.firsts[at] and cut.seen[at - 1][0].isupper() and cut.folded[at - 1] in given


def _may_be_family_name(candidate: Entry) -> bool:
    return candidate.via == "surname" or candidate.note == "city"


def _hyphen_follows(cut: Pieces, last: int, tokens: Sequence[str]) -> bool:
    if not cut.lasts[last]:
        return True
    after = cut.tokens[last] + 1
    return after < len(tokens) and tokens[after] in ("-", "‐", "‑", "–")


def _stands_as_place(candidate: Entry, cut: Pieces, at: int) -> bool:
    """A weak name counts only as a place after a preposition of place."""
    return (
        candidate.kind == "place" and not cut.shouted and at > 0 and cut.folded[at - 1] in _LOCATIVE and cut.firsts[at]
    )
