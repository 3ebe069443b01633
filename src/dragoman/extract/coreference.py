"""Groups and pronouns: "the two leaders", "the pair", "he", "they", "its"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.board import POSSESSIVES, Board, actor_nouns, code_of
from dragoman.extract.drafts import Draft
from dragoman.types import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Token

MASCULINE = frozenset("he him his himself".split())
FEMININE = frozenset("she her hers herself".split())
NEUTER = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves both each neither".split())
LOOK_BACK = 3  # sentences a pronoun reaches back; beyond that news repeats the name


class Coreference(Board):
    """The part of the board that joins groups and pronouns to those already named."""

    def _groups(self) -> None:
        """ "The two leaders", "the pair", "both sides", "the Indian and Chinese ministers"."""
        nouns = actor_nouns()
        for token in self.doc:
            if self.outside[token.i] or self._named[token.i]:
                continue
            lemma, words = token.lemma_.lower(), {c.lower_ for c in token.children}
            pair_word = token.lower_ in ("pair", "duo") or (
                token.lower_ in ("two", "both")
                and token.dep_ in ("nsubj", "nsubj:pass", "obj")
                and (words & {"the"} or token.lower_ == "both")
            )
            counted = words & {"two", "both", "neither", "either", "three", "four"}
            leader = lemma in nouns["leader_like"]
            state = lemma in nouns["state_like"]
            plural = token.tag_ in ("NNS", "NNPS") or "neither" in words
            number = 3 if "three" in words else 4 if "four" in words else 2
            members: list[Draft] = []
            if pair_word or (counted and leader):
                members = self._latest("person", token.i, number)
            elif counted and state:
                members = self._states_of_people(token.i, number) or self._latest("state", token.i, number)
            elif plural and leader:
                members = self._people_of_adjectives(token)
            if len(members) >= 2:
                draft = next(
                    (d for d in self._drafts if d.members and {id(m) for m in d.members} == {id(m) for m in members}),
                    None,
                )
                if draft is None:
                    label = " and ".join(m.name for m in members)
                    draft = self._new(Draft("other", label, members=list(members), plural=True))
                left = self._left_edge(token.i)
                for i in range(left, token.i + 1):
                    if not self._named[i]:
                        self._at[i] = draft
                draft.add(self.doc[left].idx, token.idx + len(token), "description")

    def _latest(self, kind: ActorKind, i: int, number: int) -> list[Draft]:
        """The `number` entities of a kind most spoken of before token `i`, in order of first mention."""
        here = self.doc[i].idx
        scored: list[tuple[float, int, Draft]] = []
        for draft in self._drafts:
            if draft.kind != kind or draft.members:
                continue
            seen = [s for (s, _), k in draft.mentions.items() if s < here and (kind != "person" or k != "pronoun")]
            if not seen or (kind == "person" and not self._head_like(draft)):
                continue
            near = sum(1 for s in seen if s > here - 900)
            scored.append((len(seen) + 0.5 * near, -min(seen), draft))
        best = sorted(scored, key=lambda s: (-s[0], -s[1]))[:number]
        return [d for _, _, d in sorted(best, key=lambda s: -s[1])] if len(best) == number else []

    def _states_of_people(self, i: int, number: int) -> list[Draft]:
        people = self._latest("person", i, number)
        codes = {d.country for d in people}
        states = [d for d in self._drafts if d.kind == "state" and code_of(d) in codes]
        return states if len(states) == number else people if len(codes) == number else []

    def _people_of_adjectives(self, token: Token) -> list[Draft]:
        left = self._left_edge(token.i)
        codes: list[str] = []
        i = token.i - 1
        while i >= max(0, left - 4):
            draft = self._at[i]
            if draft is not None and draft.kind == "state" and (code := code_of(draft)):
                codes.append(code)
            elif self.doc[i].pos_ not in ("CCONJ", "ADJ", "PUNCT", "DET") and i < left:
                break
            i -= 1
        members = []
        for code in reversed(codes):
            people = [d for d in self._drafts if d.kind == "person" and d.country == code and self._head_like(d)]
            if people:
                members.append(min(people, key=lambda d: d.first))
        return members

    def _pronouns(self) -> None:
        for token in self.doc:
            word = token.lower_
            if token.pos_ not in ("PRON", "DET") or self.outside[token.i] or self._at[token.i] is not None:
                continue
            if word in MASCULINE or word in FEMININE:
                draft = self._antecedent(token, "person", gender="f" if word in FEMININE else "m")
            elif word in PLURAL:
                draft = self._antecedent(token, "group", gender=None) or self._pair(token)
            elif word in NEUTER:
                draft = self._antecedent(token, "body", gender=None)
            else:
                continue
            if draft is not None:
                self._at[token.i] = draft
                draft.add(token.idx, token.idx + len(token), "pronoun")

    def _ahead(self, token: Token) -> Draft | None:
        """ "As he sat down, X said": the pronoun of an opening clause is the subject of the clause it opens."""
        clause = token.head
        while clause.dep_ in ("conj", "xcomp", "nsubj", "nmod:poss", "obj", "obl") and clause.head != clause:
            clause = clause.head
        if clause.dep_ != "advcl" or clause.head.i < token.i:
            return None
        for child in clause.head.children:
            if child.dep_.startswith("nsubj") and child.i > token.i and self._named[child.i]:
                draft = self._at[child.i]
                return draft if draft is not None and draft.kind == "person" else None
        return None

    def _pair(self, token: Token) -> Draft | None:
        """ "They", of two leaders named one by one just before."""
        number = self._sentence[token.i]
        recent: dict[int, Draft] = {}
        for i in range(token.i - 1, -1, -1):
            if number - self._sentence[i] > 1:
                break
            draft = self._at[i]
            if draft is not None and draft.kind == "person" and not self.outside[i]:
                recent.setdefault(id(draft), draft)
        if len(recent) != 2:
            return None
        members = sorted(recent.values(), key=lambda d: d.first)
        known = next((d for d in self._drafts if d.members and {id(m) for m in d.members} == set(recent)), None)
        return known or self._new(Draft("other", " and ".join(m.name for m in members), members=members, plural=True))

    def _antecedent(self, token: Token, want: str, *, gender: str | None) -> Draft | None:
        """The nearest fitting entity: subjects before others, the same sentence before earlier ones."""
        number = self._sentence[token.i]
        possessive = token.lower_ in POSSESSIVES
        ahead = self._ahead(token) if want == "person" else None
        if ahead is not None and _fits(ahead, want, gender):
            return ahead
        best: tuple[float, int, Draft] | None = None
        for i in range(token.i - 1, -1, -1):
            back = number - self._sentence[i]
            if back > LOOK_BACK:
                break
            draft, t = self._at[i], self.doc[i]
            if draft is None or self.outside[i] or not _fits(draft, want, gender):
                continue
            if self.doc[i].dep_ in ("compound", "amod") and draft.kind == "state":
                continue
            head = _noun_head(t)
            subject = head.dep_.startswith("nsubj")
            score = 10.0 - 3.0 * back + (4.0 if subject else 0.0) - 0.01 * (token.i - i)
            if head.dep_ in ("nmod:poss", "nmod"):
                score -= 2.0
            if back == 0 and not possessive and not subject and head.head == token.head:
                continue  # "X told him": a clause's object is not its subject
            if back == 0 and possessive and head.head == token.head.head:
                score += 1.0
            if best is None or score > best[0]:
                best = (score, -i, draft)
        return best[2] if best else None


def _noun_head(token: Token) -> Token:
    while token.dep_ in ("flat", "compound", "nmod:desc", "amod", "det", "case") and token.head != token:
        token = token.head
    return token


def _fits(draft: Draft, want: str, gender: str | None) -> bool:
    if want == "person":
        return draft.kind == "person" and (draft.gender is None or gender is None or draft.gender == gender)
    if want == "group":
        return bool(draft.members) or (draft.plural and draft.kind in ("armed_group", "people", "organisation"))
    return draft.kind in ("state", "organisation", "armed_group")
