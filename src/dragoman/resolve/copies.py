"""Passages that two articles share, and which articles are one origin.

Candidates come from an index of word trigrams, alignment from a Smith-Waterman search on pairs of sentences, so that
brackets, a changed number word or a swapped name do not hide a copy. Page furniture takes no part: two reports of one
outlet share their boilerplate without sharing a source.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from dragoman.reading import Extent
from dragoman.spans import cut
from dragoman.types import Article, Copy

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?", re.UNICODE)
GRAM = 3  # words of a shingle; shorter ones meet in every pair of reports
COMMON = 40  # a shingle in more articles than this is a formula, not a trace
# Alignment scores, set by hand and tuned on nothing: with MISS from -0.4 to -1.4 and GAP from -0.3 to -1 the demo, open
# and open2 golds come out the same to the letter.
MATCH, MISS, GAP = 1.0, -0.8, -0.6
LEAST_WORDS = 6  # of a passage between two articles that are known to share copy
LEAST_SMALL = 5  # words without a capital in a passage: names and titles stand together in every report of a meeting
LEAST_CONTENT = 2  # of them longer than an article or preposition, and
TELLING_CONTENT = 5  # of the longest passage
LEAST_ALONE = 12  # of the longest passage that makes two articles share copy at all
CLOSE = 0.75  # share of that passage's longer side that is the same
LEAST_WHOLE = 9  # words of a whole sentence that does so too, repeated to the letter
FORMULA = 5  # articles that open or close with the same words have them from their house, not from one another
LEAST_SHARE = 0.6  # of the longer side's words in a passage
ONE_ORIGIN = 0.25  # share of the shorter report, outside quotations, that makes two reports one origin
QUOTED = re.compile(r"[\"“„«][^\"“”„«»\n]{1,600}[\"”»]")


class Words:
    """The words of one article outside its furniture, by sentence: folded forms and their offsets."""

    def __init__(self, article: Article, sentences: Sequence[Extent]) -> None:
        self.article = article
        outside = sorted((f.start, f.end) for f in article.furniture)
        starts = [f[0] for f in outside]
        quotes = [m.span() for m in QUOTED.finditer(article.text)]
        quote_starts = [q[0] for q in quotes]
        self.sentences: list[list[tuple[str, int, int]]] = []
        self.total = 0  # words outside quotations
        for s in sentences:
            words = []
            for m in WORD.finditer(article.text, s.start, s.end):
                if not _inside(m.start(), outside, starts):
                    words.append((fold(m.group()), m.start(), m.end()))
                    self.total += not _inside(m.start(), quotes, quote_starts)
            if words:
                self.sentences.append(words)
        self.formulas: set[tuple[str, ...]] = set()
        self._quotes, self._quote_starts = quotes, quote_starts

    def quoted(self, offset: int) -> bool:
        return _inside(offset, self._quotes, self._quote_starts)


def _inside(offset: int, ranges: Sequence[tuple[int, int]], starts: Sequence[int]) -> bool:
    at = bisect_right(starts, offset) - 1
    return at >= 0 and offset < ranges[at][1]


def fold(word: str) -> str:
    return word.replace("’", "'").casefold()


def find(articles: Sequence[Article], sentences: Mapping[str, Sequence[Extent]]) -> tuple[Copy, ...]:
    """All shared passages between different articles, sorted; `sentences` gives each article's sentence extents."""
    words = {a.id: Words(a, sentences.get(a.id) or (Extent(0, len(a.text)),)) for a in articles}
    _mark_formulas(words)
    found: list[Copy] = []
    for (x, y), pairs in sorted(_candidates(words).items()):
        found += _passages(words[x], words[y], sorted(pairs))
    return tuple(found)


def _mark_formulas(words: Mapping[str, Words]) -> None:
    """Opening and closing lines that several articles share: notices, slogans, addresses."""
    seen: dict[tuple[str, ...], int] = defaultdict(int)
    for key in words:
        for line in {tuple(w[0] for w in s) for s in (*words[key].sentences[:1], *words[key].sentences[-1:])}:
            seen[line] += 1
    formulas = {line for line, count in seen.items() if count >= FORMULA}
    for key in words:
        words[key].formulas = formulas


def _candidates(words: Mapping[str, Words]) -> dict[tuple[str, str], set[tuple[int, int]]]:
    """Pairs of articles with the pairs of their sentences that share a shingle."""
    index: dict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for key in sorted(words):
        for number, sentence in enumerate(words[key].sentences):
            forms = [w[0] for w in sentence]
            for gram in sorted({tuple(forms[i : i + GRAM]) for i in range(len(forms) - GRAM + 1)}):
                index[gram].append((key, number))
    pairs: dict[tuple[str, str], dict[tuple[int, int], int]] = defaultdict(lambda: defaultdict(int))
    for places in index.values():
        if len(places) <= COMMON:
            for (x, i), (y, j) in combinations(places, 2):
                if x != y:
                    pairs[(x, y) if x < y else (y, x)][(i, j) if x < y else (j, i)] += 1
    return {
        articles: {pair for pair, shared in sentences.items() if shared >= 2} for articles, sentences in pairs.items()
    }


def _passages(x: Words, y: Words, pairs: Iterable[tuple[int, int]]) -> list[Copy]:
    """The passages of two articles, longest first, none overlapping another; none at all without a telling one."""
    aligned: list[Aligned] = []
    for i, j in pairs:
        a, b = [w[0] for w in x.sentences[i]], [w[0] for w in y.sentences[j]]
        hit = align(a, b)
        if hit and tuple(a) not in x.formulas and _says_something(x, i, hit[1]):
            aligned.append((hit[0], i, j, hit[1], hit[2]))
    aligned.sort(key=lambda p: (-p[0], p[1], p[2]))
    if not any(_telling(x, y, p) for p in aligned):
        return []
    copies: list[Copy] = []
    used_x, used_y = set[tuple[int, int]](), set[tuple[int, int]]()
    for _, i, j, (a0, a1), (b0, b1) in aligned:
        mine, theirs = {(i, n) for n in range(a0, a1)}, {(j, n) for n in range(b0, b1)}
        if mine & used_x or theirs & used_y:
            continue
        used_x |= mine
        used_y |= theirs
        left, right = x.sentences[i], y.sentences[j]
        copies.append(
            Copy(
                a=cut(x.article.id, x.article.text, left[a0][1], left[a1 - 1][2]),
                b=cut(y.article.id, y.article.text, right[b0][1], right[b1 - 1][2]),
            )
        )
    return sorted(copies, key=lambda c: (c.a.start, c.b.start))


Aligned = tuple[int, int, int, tuple[int, int], tuple[int, int]]  # words matched, two sentences, the range in either


def _says_something(x: Words, sentence: int, span: tuple[int, int]) -> bool:
    return _small(x, sentence, span, 1) >= LEAST_SMALL and _small(x, sentence, span, CONTENT) >= LEAST_CONTENT


CONTENT = 4  # letters of a word that says something


def _small(x: Words, sentence: int, span: tuple[int, int], letters: int) -> int:
    """How many words without a capital, of at least so many letters?"""
    words = x.sentences[sentence][span[0] : span[1]]
    return sum(x.article.text[start].islower() and end - start >= letters for _, start, end in words)


def _telling(x: Words, y: Words, passage: Aligned) -> bool:
    """Is the passage too long, or a whole sentence too exact, for two people to have written it alike?"""
    matched, i, j, mine, theirs = passage
    longer = max(mine[1] - mine[0], theirs[1] - theirs[0])
    if matched >= LEAST_ALONE and matched >= CLOSE * longer:
        return _small(x, i, mine, CONTENT) >= TELLING_CONTENT
    inside = 0 < i < len(x.sentences) - 1 and 0 < j < len(y.sentences) - 1  # a heading or a notice is no trace
    return inside and LEAST_WHOLE <= matched == longer == len(x.sentences[i]) == len(y.sentences[j])


def align(a: Sequence[str], b: Sequence[str]) -> tuple[int, tuple[int, int], tuple[int, int]] | None:
    """The best local alignment of two word lists: words matched and the range on either side; None if too thin."""
    rows, columns = len(a), len(b)
    score = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    best, at = 0.0, (0, 0)
    for i in range(1, rows + 1):
        above, here, word = score[i - 1], score[i], a[i - 1]
        for j in range(1, columns + 1):
            value = max(0.0, above[j - 1] + (MATCH if word == b[j - 1] else MISS), above[j] + GAP, here[j - 1] + GAP)
            here[j] = value
            if value > best:
                best, at = value, (i, j)
    i, j = at
    matched = 0
    while i and j and score[i][j] > 0:
        same = a[i - 1] == b[j - 1]
        if abs(score[i][j] - (score[i - 1][j - 1] + (MATCH if same else MISS))) < 1e-9:
            matched += same
            i, j = i - 1, j - 1
        elif abs(score[i][j] - (score[i - 1][j] + GAP)) < 1e-9:
            i -= 1
        else:
            j -= 1
    longer = max(at[0] - i, at[1] - j)
    if matched < LEAST_WORDS or matched < LEAST_SHARE * longer:
        return None
    return matched, (i, at[0]), (j, at[1])


def origins(
    articles: Sequence[Article], sentences: Mapping[str, Sequence[Extent]], copies: Sequence[Copy]
) -> dict[str, str]:
    """For each article the smallest id of the group that copies one another: groups are independent origins.

    Shared quotations alone make no group, for everyone may quote a press conference; shared narration does.
    """
    words = {a.id: Words(a, sentences.get(a.id) or (Extent(0, len(a.text)),)) for a in articles}
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for c in copies:
        if c.a.article in words and c.b.article in words:
            x = words[c.a.article]
            shared[c.a.article, c.b.article] += sum(
                not x.quoted(c.a.start + m.start()) for m in WORD.finditer(c.a.text)
            )
    parent = {key: key for key in words}

    def root(key: str) -> str:
        while parent[key] != key:
            key = parent[key]
        return key

    for (x_id, y_id), count in sorted(shared.items()):
        if count >= ONE_ORIGIN * max(1, min(words[x_id].total, words[y_id].total)):
            low, high = sorted((root(x_id), root(y_id)))
            parent[high] = low
    return {key: root(key) for key in words}
