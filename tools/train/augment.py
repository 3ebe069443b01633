"""Varies names and letters in training sentences, so that the model learns the frame and not the name."""

import random
from dataclasses import replace

from dragoman.nlp.decoding import spans
from tools.train.names import Names
from tools.train.sentence import Sentence

NAMES, EACH = 0.35, 0.6  # share of sentences whose names are varied, and of the names in them
HEADLINE = 0.04  # share set in capitals or in headline case; each half of it


def vary(s: Sentence, names: Names, chance: random.Random) -> Sentence:
    """A sentence with other names of the same class, or in other letters; the same object if nothing changes."""
    if s.hidden is not None and chance.random() < NAMES:
        for start, end, kind in reversed(spans(s.entities)):
            if kind in ("PER", "ORG", "LOC") and chance.random() < EACH:
                s = _exchange(s, start, end, kind, names, chance)
    draw = chance.random()
    if draw < HEADLINE / 2:
        return replace(s, words=[w.upper() for w in s.words])
    if draw < HEADLINE:
        return replace(s, words=[w[:1].upper() + w[1:] if len(w) > 3 else w for w in s.words])
    return s


def _exchange(s: Sentence, start: int, end: int, kind: str, names: Names, chance: random.Random) -> Sentence:
    size = end - start
    draw = {"PER": names.person, "ORG": names.organisation, "LOC": names.place}[kind]
    known = any(s.relations)
    for _ in range(6):
        new = names.surname(chance) if kind == "PER" and size == 1 else draw(chance)
        if len(new) == size and "-" not in new and "'s" not in new:
            if any(s.upos[i] != "PROPN" for i in range(start, end)) and known:
                return s  # "Bank of X", "the": the tree belongs to these words
            return replace(s, words=[*s.words[:start], *new, *s.words[end:]])
        if not known or kind == "PER":
            break
    else:
        return s
    if not known:
        return _splice(s, start, end, new, kind)
    inside = range(start, end)
    outward = [i for i in inside if not start < s.heads[i] <= end]
    if (
        len(outward) != 1
        or outward[0] != start
        or any(h - 1 in inside and i not in inside and h - 1 != start for i, h in enumerate(s.heads))
    ):
        return s
    return _splice(s, start, end, new, kind)


def _splice(s: Sentence, start: int, end: int, new: list[str], kind: str) -> Sentence:
    """Puts a name of any length in; its first word keeps the head, the others hang on it flat."""
    shift, known = len(new) - (end - start), any(s.relations)

    def moved(head: int) -> int:
        return head + shift if head > end else head

    heads, relations, upos, xpos = [], [], [], []
    for place, word in enumerate(new):
        mark = word == "-"
        heads.append(
            (moved(s.heads[start]) if place == 0 else start + place + 2 if mark else start + 1) if known else -1
        )
        relations.append((s.relations[start] if place == 0 else "punct" if mark else "flat") if known else "")
        upos.append(("PUNCT" if mark else "PROPN") if known else "")
        xpos.append(("HYPH" if mark else "NNP") if known else "")
    outer = [moved(h) for h in s.heads]
    return Sentence(
        id=s.id,
        genre=s.genre,
        words=[*s.words[:start], *new, *s.words[end:]],
        spaces=[*s.spaces[:start], *([True] * len(new)), *s.spaces[end:]],
        upos=[*s.upos[:start], *upos, *s.upos[end:]],
        xpos=[*s.xpos[:start], *xpos, *s.xpos[end:]],
        heads=[*outer[:start], *heads, *outer[end:]],
        relations=[*s.relations[:start], *relations, *s.relations[end:]],
        lemmas=[*s.lemmas[:start], *new, *s.lemmas[end:]],
        entities=[*s.entities[:start], "B-" + kind, *(["I-" + kind] * (len(new) - 1)), *s.entities[end:]],
        hidden=s.hidden,
    )
