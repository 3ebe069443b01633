"""The two that a report is about at a given point: whom "the two sides", "both governments", "each" and "they" mean.

A pair is weighed by the sentences in which both stand, the nearer the more; those who are joined by "and" or stand on
both sides of one verb weigh more than those who merely share a sentence, so that a host or a go-between stays outside.
"""

from __future__ import annotations

from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract.board import Board, code_of
from dragoman.extract.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

JOINED = 3.0  # weight of a pair that is coordinated or stands on both sides of a verb, against 1 for a shared sentence
FADING = 0.3  # how fast a sentence counts less the further back it is; tuned by eye on invented reports
LASTING = 0.4  # what a sentence counts for however far back: the report stays about its two; tuned likewise
COUPLING = frozenset(["and", "with", "between", "against", "versus", "&"])


class Seen(NamedTuple):
    """A party at a token: `key` is a state's code, or the draft's identity for one that is no state's."""

    key: str
    token: int
    draft: Draft


class Sides(Board):
    """The part of the board that knows who stands opposite whom."""

    @cached_property
    def _seen(self) -> list[list[Seen]]:
        """The parties named in each sentence, each mention once, by the head of its noun phrase."""
        found: list[list[Seen]] = [[] for _ in range((self._sentence[-1] if self._sentence else 0) + 1)]
        last: Draft | None = None
        for i, draft in enumerate(self._at):
            if draft is None or self.outside[i] or self.doc[i].pos_ == "PRON":
                last = None
                continue
            if draft is last:
                continue
            last = draft
            key = _party(draft)
            if key is not None:
                found[self._sentence[i]].append(Seen(key, _top(self.doc[i]), draft))
        return found

    def _named_people(self, number: int) -> list[Seen]:
        """The persons whom a sentence names, whatever they are."""
        found, last = [], None
        for i, draft in enumerate(self._at):
            if self._sentence[i] == number and draft is not None and draft.kind == "person" and not self.outside[i]:
                if draft is not last and self.doc[i].pos_ != "PRON":
                    found.append(Seen(str(id(draft)), i, draft))
                last = draft
        return found

    def _opposites(self, i: int, *, people: bool) -> tuple[Draft, ...]:
        """The two parties most spoken of together before token `i`: persons, or states and bodies; () for none."""
        weights: dict[tuple[str, str], float] = {}
        drafts: dict[str, dict[int, Draft]] = {}
        here = self._sentence[i]
        for number in range(here + 1):
            nearness = max(LASTING, 1.0 / (1.0 + FADING * (here - number)))
            seen = [s for s in self._seen[number] if s.token < i or number < here]
            if people:
                seen = [Seen(str(id(s.draft)), s.token, s.draft) for s in seen if self._leads(s.draft)]
            for s in seen:
                drafts.setdefault(s.key, {}).setdefault(id(s.draft), s.draft)
            best: dict[tuple[str, str], float] = {}
            for a, b in combinations(seen, 2):
                if a.key == b.key:
                    continue
                pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
                value = JOINED if self._joined(a.token, b.token) else 1.0
                best[pair] = max(best.get(pair, 0.0), value)
            for pair, value in best.items():
                weights[pair] = weights.get(pair, 0.0) + value * nearness
        if not weights:
            return ()
        first = {key: min(d.first for d in found.values()) for key, found in drafts.items()}
        pair = max(weights, key=lambda p: (weights[p], tuple(-n for n in min(first[p[0]], first[p[1]]))))
        ordered = sorted(pair, key=lambda k: first[k])
        return tuple(next(iter(drafts[k].values())) if people else self._bearer(drafts[k]) for k in ordered)

    def _bearer(self, drafts: dict[int, Draft]) -> Draft:
        """Of the drafts of one party the state itself, else the one that comes first."""
        ordered = sorted(drafts.values(), key=lambda d: (d.kind != "state", d.first))
        if ordered[0].kind == "state" or ordered[0].country is None:
            return ordered[0]
        code = ordered[0].country
        return next((d for d in self._drafts if d.kind == "state" and code_of(d) == code), ordered[0])

    def _leads(self, draft: Draft) -> bool:
        return draft.kind == "person" and (self._head_like(draft) or bool(draft.roles))

    def _joined(self, a: int, b: int) -> bool:
        """Do two heads stand side by side in one list, or on both sides of one verb?"""
        x, y = self.doc[a], self.doc[b]
        if list_head(x) == list_head(y):
            return True
        u, v = list_head(x), list_head(y)
        if u.head == v.head and u.head.pos_ in ("VERB", "NOUN"):
            deps = {u.dep_, v.dep_}
            cases = {c.lower_ for t in (u, v) for c in t.children if c.dep_ == "case"}
            if any(d.startswith("nsubj") for d in deps) and ("obj" in deps or cases & COUPLING):
                return True
        return v.head == u and any(c.lower_ in COUPLING for c in v.children if c.dep_ == "case")


def _party(draft: Draft) -> str | None:
    if draft.members:
        return None
    if draft.kind == "state" or (draft.country and (draft.kind == "person" or _of_state(draft))):
        return code_of(draft)
    if draft.kind in ("armed_group", "organisation") and (draft.candidates or draft.kind == "armed_group"):
        return f"#{id(draft)}"
    return None


def _of_state(draft: Draft) -> bool:
    """Is a body a state's own: its army, its ministry, the seat of its government?"""
    if draft.kind != "organisation":
        return False
    return not draft.candidates or any(c.startswith(("seat:", "body:")) for c in draft.candidates)


def _top(token: Token) -> int:
    """The head of the noun phrase that the token belongs to: of "Turkish President X" it is X."""
    while token.dep_ in ("flat", "compound", "amod", "nmod:desc", "nmod:poss", "det", "appos") and token.head != token:
        token = token.head
    return token.i


def list_head(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ"):
        token = token.head
    return token
