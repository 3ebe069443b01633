"""Scores become trees with one root and entity paths that hold together."""

import itertools

import numpy as np
import pytest

from dragoman.nlp.decoding import TagPath, spans, tree


def is_tree(heads: list[int]) -> bool:
    for word in range(1, len(heads) + 1):
        seen = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return heads.count(0) == 1


@pytest.mark.parametrize("seed", range(40))
def test_the_best_tree_is_found(seed: int) -> None:
    """Against trying every assignment of heads, for sentences of up to five words."""
    size = 1 + seed % 5
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    best = max(
        (
            list(h)
            for h in itertools.product(range(size + 1), repeat=size)
            if is_tree(list(h)) and all(h[i] != i + 1 for i in range(size))
        ),
        key=lambda heads: sum(float(scores[i, h]) for i, h in enumerate(heads)),
    )
    assert tree(scores.copy()) == best


@pytest.mark.parametrize("size", [30, 120])
def test_large_random_scores_give_a_tree(size: int) -> None:
    assert is_tree(tree(np.random.default_rng(size).normal(size=(size, size + 1)).astype(np.float32)))


def test_tags_never_go_on_with_what_did_not_begin() -> None:
    tags = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    path = TagPath(tags)
    for seed in range(30):
        scores = np.random.default_rng(seed).normal(size=(12, len(tags))).astype(np.float32)
        found = [tags[i] for i in path.best(scores)]
        for before, after in itertools.pairwise(["O", *found]):
            assert not after.startswith("I-") or before[2:] == after[2:]


def test_spans_of_tags() -> None:
    assert spans(["B-PER", "I-PER", "O", "B-LOC", "B-LOC"]) == [(0, 2, "PER"), (3, 4, "LOC"), (4, 5, "LOC")]
