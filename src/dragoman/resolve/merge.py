"""Which tellings are one event: blocks of units, pairs scored, clusters under what people have judged.

Two sides that contradict each other never stand in one cluster, whatever lies between them; nor do clusters join whose
members, taken all together, do not look alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.resolve.alike import DENIED, Feature, Unit, compare, score, weigh
from dragoman.resolve.joining import THRESHOLD, families
from dragoman.resolve.order import width
from dragoman.times.days import gap

JUDGED = 100.0  # beyond any score


@dataclass
class Cluster:
    """Units that are one event, with the links that joined them: (key, key, score, features)."""

    units: list[Unit]
    joins: list[tuple[Unit, Unit, float, list[Feature]]]


Pair = tuple[int, int]  # numbers of two units in their fixed order


@dataclass(frozen=True)
class Weighed:
    """The pairs of units that look like one event, with score and features, and those that can't be one."""

    units: tuple[Unit, ...]
    scored: dict[Pair, tuple[float, list[Feature]]]
    refused: frozenset[Pair]  # `alike.refusal` says why
    disputed: tuple[Pair, ...]  # alike enough for one event, but that one side says it did not happen


Passages = Mapping[tuple[str, str], Sequence[tuple[int, int, int, int]]]


def weigh_all(units: Sequence[Unit], *, shared: Passages) -> Weighed:
    """All pairs that share a block. `shared[a, b]`: copied passages of two articles as (start, end, start, end)."""
    units = sorted(units, key=lambda u: u.order)
    number = {id(u): n for n, u in enumerate(units)}
    blocks: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for u in units:
        for mark in marks(u):
            blocks[mark].append(u)
    scored: dict[Pair, tuple[float, list[Feature]]] = {}
    refused: set[Pair] = set()
    disputed: set[Pair] = set()
    seen: set[Pair] = set()  # pairs of several blocks are compared once; what falls short is not kept
    for block in sorted(blocks):
        for a, b in combinations(blocks[block], 2):
            pair = (number[id(a)], number[id(b)])
            if pair in seen or (a.article == b.article and not _told_twice(a, b)):
                continue
            seen.add(pair)
            copy = copied(a, b, shared)
            result = compare(a, b, shared_copy=copy)
            if not isinstance(result, str):
                if (value := score(result)) >= THRESHOLD:
                    scored[pair] = (value, result)
                continue
            refused.add(pair)
            if result == DENIED and score(weigh(a, b, shared_copy=copy)) >= THRESHOLD:
                disputed.add(pair)
    return Weighed(tuple(units), scored, frozenset(refused), tuple(sorted(disputed)))


def cluster(
    weighed: Weighed, *, must: frozenset[frozenset[str]] = frozenset(), cannot: frozenset[frozenset[str]] = frozenset()
) -> list[Cluster]:
    """Clusters of units of different articles, best pairs first in a fixed order.

    `must` and `cannot` hold pairs of mention keys that people have judged to be the same or different.
    """
    units, scored, refused = weighed.units, dict(weighed.scored), set(weighed.refused)
    number = {id(u): n for n, u in enumerate(units)}
    forced = _forced(units, number, must)
    banned = _forced(units, number, cannot)
    root = list(range(len(units)))
    groups: dict[int, set[int]] = {n: {n} for n in root}
    joins: dict[int, list[tuple[Unit, Unit, float, list[Feature]]]] = defaultdict(list)
    for pair in sorted(forced):
        scored[pair] = (JUDGED, [Feature("judgement", "", JUDGED, "a person says that they are one")])
        refused.discard(pair)
    for (i, j), (value, features) in sorted(scored.items(), key=lambda s: (-s[1][0], s[0])):
        if (i, j) in banned:
            continue
        low, high = sorted((root[i], root[j]))
        if low == high or (value < JUDGED and _contradict(groups[low], groups[high], refused, banned, units)):
            continue
        for member in groups[high]:
            root[member] = low
        groups[low] |= groups.pop(high)
        joins[low] = joins[low] + joins.pop(high, []) + [(units[i], units[j], value, features)]
    return [Cluster([units[n] for n in sorted(members)], joins.get(low, [])) for low, members in sorted(groups.items())]


def marks(u: Unit) -> list[tuple[str, str]]:
    """The blocks that a unit stands in: its families of modes by actor, by last name and by place."""
    whose = set(u.codes or u.about or {"-"}) | {word for _, name in u.names for word in name if len(word) > 3}
    if u.fused.place is not None:
        whose.add(u.fused.place)
    return [(family, mark) for family in sorted(families(u.fused.type, u.fused.mode)) for mark in sorted(whose)]


def _contradict(
    a: set[int], b: set[int], refused: set[Pair], banned: set[tuple[int, int]], units: Sequence[Unit]
) -> bool:
    """Would the union hold two that cannot be one, or two events that one article tells apart?"""
    for i in a:
        for j in b:
            pair = (i, j) if i < j else (j, i)
            if pair in refused or pair in banned:
                return True
            if units[i].article == units[j].article and not _same_in_article(units[i], units[j]):
                return True
    return False


def _told_twice(x: Unit, y: Unit) -> bool:
    """Two chains of one report are one meeting when the same people have it on the same day and one names no place.

    A rule, not learnt. In the open, demo and example golds four such pairs have the same people and day: of the two
    that name a place each, both are two events; of the two others one is one event, and one is a part of the other.
    """
    a, b = x.fused, y.fused
    return (
        a.type == b.type == "CONSULT"
        and len(x.codes) > 1
        and x.codes == y.codes
        and a.status == b.status == "occurred"
        and a.date is not None
        and b.date is not None
        and width(a.date) == 0
        and (a.date.earliest, a.date.latest) == (b.date.earliest, b.date.latest)
        and not (x.own_place and y.own_place)
    )


def _same_in_article(x: Unit, y: Unit) -> bool:
    """Two chains of one article may both stand in a cluster when nothing tells them apart."""
    return (
        bool(families(x.fused.type, x.fused.mode) & families(y.fused.type, y.fused.mode))
        and (x.codes <= y.codes or y.codes <= x.codes)
        and (x.fused.date is None or y.fused.date is None or gap(x.fused.date, y.fused.date) == 0)
        and x.fused.status == y.fused.status
        and not (x.own_place and y.own_place and x.fused.place != y.fused.place)
    )


def copied(a: Unit, b: Unit, shared: Passages) -> bool:
    """Do both stand in one passage that their articles share?"""
    swap = a.article > b.article
    x, y = (b, a) if swap else (a, b)
    for s0, e0, s1, e1 in shared.get((x.article, y.article), ()):
        if any(s0 <= t.trigger.start < e0 for t in x.tellings) and any(s1 <= t.trigger.start < e1 for t in y.tellings):
            return True
    return False


def _forced(units: Sequence[Unit], number: Mapping[int, int], pairs: frozenset[frozenset[str]]) -> set[tuple[int, int]]:
    owner = {t.key: number[id(u)] for u in units for t in u.tellings}
    found = set()
    for pair in pairs:
        known = sorted({owner[k] for k in pair if k in owner})
        if len(known) == 2:
            found.add((known[0], known[1]))
    return found
