"""Spans, how well evidence points at evidence, and one-to-one pairing. Offsets are code points, end exclusive."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Span = tuple[int, int]
Places = dict[str, list[Span]]  # spans by source

LONGEST_EVIDENCE = 400  # characters; a longer span (over two sentences) points at nothing
LEAST_FOCUS = 0.05  # share of the evidence that must lie on the gold's, so that citing everything supports nothing
EDGES = " \t\n\"'“”‘’„«»‹›.,;:!?…"
FUNCTION_WORDS = frozenset(
    "a about after also an and any are as at be been before between both but by can could did do for from had has have "
    "he her his if in into is it its more most no not of off on one or other out over said say she so some such than "
    "that the their them then there these they this those to too two under up was we were what when where which while "
    "who will with would you".split()
)


def content_words(text: str) -> list[Span]:
    """Where the words stand that carry meaning: three letters or more, or with a digit, no function words."""
    found = ((m.group(), m.span()) for m in re.finditer(r"\w+", text))
    return [s for w, s in found if w.lower() not in FUNCTION_WORDS and (len(w) > 2 or any(c.isdigit() for c in w))]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The union of spans, in order and disjoint."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def size(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in merged(spans))


def common(a: Iterable[Span], b: Iterable[Span]) -> list[Span]:
    """Where both lie."""
    right = merged(b)
    return [(max(s, t), min(e, f)) for s, e in merged(a) for t, f in right if max(s, t) < min(e, f)]


def overlap(a: Span, b: Span) -> float:
    """Shared characters as a share of the longer span."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0])) / max(a[1] - a[0], b[1] - b[0], 1)


def pointing(words: Sequence[Span], said: Iterable[Span], gold: Iterable[Span]) -> float:
    """How well the evidence said points at the gold's in one article, 0 to 1 (Dice); 0 without a shared word."""
    said = [s for s in said if s[1] - s[0] <= LONGEST_EVIDENCE]
    gold = list(gold)
    both = common(said, gold)
    if not any(s <= w[0] and w[1] <= e for s, e in both for w in words) or size(both) < LEAST_FOCUS * size(said):
        return 0.0
    return 2 * size(both) / (size(said) + size(gold))


def trimmed(text: str, span: Span) -> Span:
    """Without quotation marks, blanks and closing punctuation at the edges."""
    start, end = span
    while start < end and text[start] in EDGES:
        start += 1
    while start < end and text[end - 1] in EDGES:
        end -= 1
    return start, end


def pair_up(weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """One-to-one pairs: as many as can be, and of those sets one that the heaviest pairs enter first.

    Heaviest first, then pairs are shifted along augmenting paths while one more can be made: simple, and the same
    whatever the order of the input.
    """
    left: dict[int, int] = {}
    right: dict[int, int] = {}
    choices: dict[int, list[int]] = defaultdict(list)
    for (i, j), _ in sorted(weights.items(), key=lambda x: (-x[1], x[0])):
        choices[i].append(j)
        if i not in left and j not in right:
            left[i], right[j] = j, i
    for i in sorted(choices):
        if i not in left:
            _shift(i, choices, left, right, set())
    return sorted(left.items())


def _shift(i: int, choices: dict[int, list[int]], left: dict[int, int], right: dict[int, int], seen: set[int]) -> bool:
    for j in choices[i]:
        if j not in seen:
            seen.add(j)
            if j not in right or _shift(right[j], choices, left, right, seen):
                left[i], right[j] = j, i
                return True
    return False


def b_cubed(pairs: Sequence[tuple[object, object]]) -> float:
    """F1 of a clustering, from (gold cluster, predicted cluster) of each matched item."""
    if not pairs:
        return 0.0
    gold: dict[object, int] = defaultdict(int)
    said: dict[object, int] = defaultdict(int)
    both: dict[tuple[object, object], int] = defaultdict(int)
    for pair in pairs:
        gold[pair[0]] += 1
        said[pair[1]] += 1
        both[pair] += 1
    precision = sum(both[p] / said[p[1]] for p in pairs) / len(pairs)
    recall = sum(both[p] / gold[p[0]] for p in pairs) / len(pairs)
    return 2 * precision * recall / (precision + recall)
