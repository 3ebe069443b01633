"""Scores of coreference: MUC, B-cubed and CEAF-e over the same mentions in two partitions, and their mean.

A partition maps each mention to the name of its cluster; both partitions hold the same mentions. Sources: Vilain et
al. 1995 (MUC), Bagga and Baldwin 1998 (B-cubed), Luo 2005 (CEAF, here with its fourth similarity, between entities);
the mean of the three F1 is the score of CoNLL 2011 and 2012.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

Partition = Mapping[Hashable, Hashable]
Cluster = frozenset[Hashable]


@dataclass(frozen=True)
class Score:
    """Precision and recall, each from 0 to 1; 0 where there is nothing to count."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def clusters(partition: Partition) -> list[Cluster]:
    """The sets of mentions, in the order in which they begin."""
    found: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, name in partition.items():
        found[name].add(mention)
    return [frozenset(c) for c in found.values()]


def muc(said: Partition, gold: Partition) -> Score:
    """By links: how few would have to be added to bring each cluster together. Single mentions count nowhere."""
    return Score(_linked(said, gold), _linked(gold, said))


def _linked(ours: Partition, theirs: Partition) -> float:
    kept = asked = 0
    for cluster in clusters(ours):
        kept += len(cluster) - len({theirs[m] for m in cluster})
        asked += len(cluster) - 1
    return kept / asked if asked else 0.0


def b_cubed(said: Partition, gold: Partition) -> Score:
    """By mentions: how much of each one's cluster is shared."""
    return neighbours(_members(said), _members(gold))


def _members(partition: Partition) -> dict[Hashable, Cluster]:
    return {m: c for c in clusters(partition) for m in c}


def neighbours(said: Mapping[Hashable, Cluster], gold: Mapping[Hashable, Cluster]) -> Score:
    """B-cubed over any sets of items that belong with each item, itself included; they need not be a partition."""
    if not gold:
        return Score(0.0, 0.0)
    shared = {m: len(said[m] & gold[m]) for m in gold}
    return Score(
        sum(n / len(said[m]) for m, n in shared.items()) / len(gold),
        sum(n / len(gold[m]) for m, n in shared.items()) / len(gold),
    )


def ceaf_e(said: Partition, gold: Partition) -> Score:
    """By clusters: each answers at most one of the other side, and the pairing is the best there is."""
    ours, theirs = clusters(said), clusters(gold)
    if not ours:
        return Score(0.0, 0.0)
    holder = {m: n for n, c in enumerate(theirs) for m in c}
    touching: list[dict[int, float]] = []
    for cluster in ours:
        counts: dict[int, int] = defaultdict(int)
        for mention in cluster:
            counts[holder[mention]] += 1
        touching.append({n: 2 * k / (len(cluster) + len(theirs[n])) for n, k in counts.items()})
    alike = sum(_best(part) for part in _parts(touching))
    return Score(alike / len(ours), alike / len(theirs))


def _parts(touching: Sequence[Mapping[int, float]]) -> list[list[Mapping[int, float]]]:
    """The rows that share columns, however indirectly: each part can be paired alone."""
    part_of: dict[int, list[Mapping[int, float]]] = {}
    for row in touching:
        merged = [row]
        for part in {id(p): p for n in sorted(row) if (p := part_of.get(n)) is not None}.values():
            merged += part
        for n in {n for r in merged for n in r}:
            part_of[n] = merged
    return list({id(p): p for p in part_of.values()}.values())


def _best(rows: Sequence[Mapping[int, float]]) -> float:
    """The greatest sum of one value a row and a column."""
    columns = sorted({n for r in rows for n in r})
    if len(rows) == 1 or len(columns) == 1:
        return max(v for r in rows for v in r.values())
    table = [[r.get(n, 0.0) for n in columns] for r in rows]
    if len(rows) > len(columns):
        table = [list(column) for column in zip(*table, strict=True)]
    return _assigned(table)


def _assigned(table: Sequence[Sequence[float]]) -> float:
    """Kuhn and Munkres by shortest augmenting paths, for a table no taller than wide."""
    height, width = len(table), len(table[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    taken, back = [0] * (width + 1), [0] * (width + 1)  # numbers from 1; column 0 stands for the row being placed
    for row in range(1, height + 1):
        taken[0], column = row, 0
        slack, done = [float("inf")] * (width + 1), [False] * (width + 1)
        while taken[column]:
            done[column] = True
            placed, step, following = taken[column], float("inf"), 0
            for n in range(1, width + 1):
                if not done[n]:
                    cost = -table[placed - 1][n - 1] - row_price[placed] - column_price[n]
                    if cost < slack[n]:
                        slack[n], back[n] = cost, column
                    if slack[n] < step:
                        step, following = slack[n], n
            for n in range(width + 1):
                if done[n]:
                    row_price[taken[n]] += step
                    column_price[n] -= step
                else:
                    slack[n] -= step
            column = following
        while column:
            taken[column] = taken[back[column]]
            column = back[column]
    return sum(table[taken[n] - 1][n - 1] for n in range(1, width + 1) if taken[n])


SCORES: tuple[tuple[str, Callable[[Partition, Partition], Score]], ...] = (
    ("MUC", muc),
    ("B3", b_cubed),
    ("CEAF-e", ceaf_e),
)


def conll(said: Partition, gold: Partition) -> float:
    return sum(measure(said, gold).f1 for _, measure in SCORES) / len(SCORES)
