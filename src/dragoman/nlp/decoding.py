"""From scores to structures: one tree a sentence (maximum spanning arborescence), one path of entity tags."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
NEVER = -1e9


def tree(scores: Scores) -> list[int]:
    """Heads of the best tree with exactly one root.

    scores: (n, n + 1), row = word, column 0 = root, column h = word h - 1 as head.
    Returns n heads in 0..n, 0 for the root.
    """
    heads = [int(h) for h in scores.argmax(axis=1)]
    if heads.count(0) == 1 and _reaches_root(heads):
        return heads
    size = scores.shape[0]
    square = np.full((size + 1, size + 1), NEVER)
    square[1:] = scores
    square[1:, 0] -= 1e5  # each root costs more than any arc can win, so the best tree has one
    return [int(h) for h in _arborescence(square)[1:]]


def _reaches_root(heads: Sequence[int]) -> bool:
    done = {0}
    for word in range(1, len(heads) + 1):
        path = []
        while word not in done:
            done.add(word)
            path.append(word)
            word = heads[word - 1]
        if word in path:
            return False
    return True


def _arborescence(scores: npt.NDArray[np.float64]) -> list[int]:
    """Chu-Liu/Edmonds on scores[dependent, head] with node 0 as root; the root's own entry is -1."""
    size = scores.shape[0]
    np.fill_diagonal(scores, NEVER)
    heads = [-1, *(int(h) for h in scores[1:].argmax(axis=1))]
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    rest = [node for node in range(size) if node not in inside]
    merged = len(rest)
    # The cycle becomes one node: it takes the head that breaks it at least cost, and gives its best member as head.
    smaller = np.full((merged + 1, merged + 1), NEVER)
    smaller[:merged, :merged] = scores[np.ix_(rest, rest)]
    gain = scores[np.ix_(cycle, rest)] - np.array([[scores[node, heads[node]]] for node in cycle])
    enter = gain.argmax(axis=0)
    smaller[merged, :merged] = gain.max(axis=0)
    leave = scores[np.ix_(rest, cycle)].argmax(axis=1)
    smaller[:merged, merged] = scores[np.ix_(rest, cycle)].max(axis=1)
    solved = _arborescence(smaller)
    for place, node in enumerate(rest[1:], start=1):
        heads[node] = cycle[int(leave[place])] if solved[place] == merged else rest[solved[place]]
    entry = solved[merged]
    heads[cycle[int(enter[entry])]] = rest[entry]
    return heads


def _cycle(heads: Sequence[int]) -> list[int]:
    colour = [0] * len(heads)
    for start in range(1, len(heads)):
        node, path = start, []
        while node > 0 and not colour[node]:
            colour[node] = start
            path.append(node)
            node = heads[node]
        if node > 0 and colour[node] == start:
            return path[path.index(node) :]
    return []


class TagPath:
    """Finds the best sequence of BIO tags in which no I- follows anything but B- or I- of its own type."""

    def __init__(self, tags: Sequence[str]) -> None:
        self._moves = np.array(
            [[0.0 if _allowed(before, after) else NEVER for after in tags] for before in tags], np.float32
        )
        self._start = np.array([NEVER if tag.startswith("I-") else 0.0 for tag in tags], np.float32)

    def best(self, scores: Scores) -> list[int]:
        """scores: (n, tags), n at least 1. Returns n tag numbers."""
        greedy = scores.argmax(axis=1)
        if self._start[greedy[0]] == 0 and not self._moves[greedy[:-1], greedy[1:]].any():
            return [int(tag) for tag in greedy]
        value = scores[0] + self._start
        back = []
        for row in scores[1:]:
            reach = value[:, None] + self._moves
            back.append(reach.argmax(axis=0))
            value = reach.max(axis=0) + row
        path = [int(value.argmax())]
        for step in reversed(back):
            path.append(int(step[path[-1]]))
        return path[::-1]


def _allowed(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[1:] == after[1:]


def spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """(start, end, type) of the entities in BIO tags, in order; end is exclusive."""
    found: list[tuple[int, int, str]] = []
    for place, tag in enumerate(tags):
        if tag.startswith("B-"):
            found.append((place, place + 1, tag[2:]))
        elif tag.startswith("I-") and found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1, found[-1][2])
    return found
