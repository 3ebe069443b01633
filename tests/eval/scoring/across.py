"""What spans reports: the stages of arrangements and their order, copied passages, conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from .case import Case, gold_places
from .matching import pair_up
from .measures import Layer, times
from .names import same_name

FEWEST_CONFLICTS = 8  # in the gold, below which the layer stays out of the headline


def arrangements(case: Case) -> Layer:
    out = Layer()
    gold = case.layer("arrangements")
    if gold is None:
        return out
    said = case.items("arrangements")
    stages: dict[tuple[int, int], list[tuple[int, int]]] = {}
    weights: dict[tuple[int, int], float] = {}
    for i, p in enumerate(said):
        for j, g in enumerate(gold):
            strength: dict[tuple[int, int], float] = {}
            for a, stage in enumerate(p["stages"]):
                mine = case.spans(stage["evidence"])
                for b, spans in enumerate(g["stages"]):
                    if points := case.pointing(mine, gold_places(spans)):
                        strength[a, b] = points
            named = same_name(p["name"], g["name"])
            if strength or named:
                stages[i, j] = pair_up(strength)
                weights[i, j] = len(stages[i, j]) + 0.5 * named + 0.01
    pairs = _best_fitting(weights)
    found = sum(len(stages[p]) for p in pairs)
    out.add("arrangements", "found", len(pairs), len(gold))
    asked = sum(len(g["stages"]) for g in gold)
    f1 = out.prf("arrangements", "stages", found, sum(len(p["stages"]) for p in said), asked)
    ordered = [b < d for p in pairs for (_, b), (_, d) in combinations(sorted(stages[p]), 2)]
    order = out.add("arrangements", "pairs of stages in the right order", sum(ordered), len(ordered))
    out.headline["stages"] = f1
    out.headline["order of stages"] = times(f1, order)
    out.errors["arrangements: stage missed"] += asked - found
    return out


def _best_fitting(weights: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """One to one, the best fitting first: more pairs are worth nothing here, more stages in a pair are."""
    kept: list[tuple[int, int]] = []
    for (i, j), _ in sorted(weights.items(), key=lambda x: (-x[1], x[0])):
        if all(i != a and j != b for a, b in kept):
            kept.append((i, j))
    return sorted(kept)


def copies(case: Case) -> Layer:
    out = Layer()
    gold = case.layer("copies")
    if gold is None:
        return out
    Passage = tuple[str, int, int]
    wanted: list[tuple[Passage, Passage]] = []
    for pair in gold:
        a, b = ((str(p["source"]), int(p["start"]), int(p["end"])) for p in pair)
        wanted.append((a, b))
    said: list[tuple[Passage, Passage]] = []
    for c in case.items("copies"):
        a, b = ((case.source_of.get(c[k]["article"], ""), c[k]["start"], c[k]["end"]) for k in "ab")
        if a[0] and b[0] and a[0] != b[0]:
            said.append((a, b))

    def characters(pairs: Iterable[tuple[Passage, Passage]]) -> set[tuple[str, str, int]]:
        return {
            (x[0], y[0], i)
            for a, b in pairs
            for x, y in ((a, b), (b, a))
            for i in range(x[1], x[2])
            if not case.texts[x[0]][i : i + 1].isspace()
        }

    mine, theirs = characters(said), characters(wanted)
    found = sum(2 * len(characters([p]) & mine) >= len(characters([p])) for p in wanted)
    out.add("copies", "passages found (half or more)", found, len(wanted))
    out.headline["copies"] = out.prf("copies", "characters", len(mine & theirs), len(mine), len(theirs))
    return out


def conflicts(case: Case) -> Layer:
    out = Layer()
    gold = case.layer("conflicts")
    if gold is None:
        return out
    said = case.items("conflicts")
    weights: dict[tuple[int, int], float] = {}
    for i, p in enumerate(said):
        spans = [{source: [span]} for source, here in case.spans(p["evidence"]).items() for span in here]
        for j, g in enumerate(gold):
            sides = [gold_places(side) for side in g["sides"]]
            touched = [{k for k, side in enumerate(sides) if case.pointing(span, side)} for span in spans]
            both = set().union(*touched)
            if len(both) >= 2 and 2 * sum(map(bool, touched)) >= len(spans):  # most of its evidence is about this
                weights[i, j] = len(both) / len(sides) + (not g["optional"])
    pairs = pair_up(weights)
    aside = sum(gold[j]["optional"] for _, j in pairs)
    asked, found = sum(not g["optional"] for g in gold), len(pairs) - aside
    f1 = out.prf("conflicts", "evidence on both sides", found, len(said) - aside, asked)
    out.headline["conflicts"] = f1 if asked >= FEWEST_CONFLICTS else None
    out.errors["conflicts: missed"] += asked - found
    out.errors["conflicts: not in the gold"] += len(said) - aside - found
    return out
