"""Groups and pronouns: "the two leaders", "the pair", "he", "they", "its"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.extract.board import POSSESSIVES, actor_nouns, code_of
from dragoman.extract.drafts import Draft
from dragoman.extract.sides import Sides, list_head
from dragoman.types import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.knowledge.entries import Role

MASCULINE = frozenset("he him his himself".split())
FEMININE = frozenset("she her hers herself".split())
NEUTER = frozenset("it its itself".split())
REFLEXIVE = ("self", "selves")
PLURAL = frozenset("they them their theirs themselves both each neither".split())
ALONE = frozenset("both each neither".split())
FACING = frozenset("side neighbour neighbor rival foe".split())  # one of two who face each other
RULING = frozenset("leader president premier minister".split())
GENERIC = frozenset("leader man woman statesman head politician".split())
BODIES = frozenset("commission committee council".split())
LOOK_BACK = 3  # sentences a pronoun reaches back; beyond that news repeats the name


class Coreference(Sides):
    """The part of the board that joins groups and pronouns to those already named."""

    def _groups(self) -> None:
        """ "The two leaders", "the pair", "both sides", "each", "the Indian and Chinese ministers"."""
        states = actor_nouns()["state_like"]
        first = [t for t in self.doc if t.lemma_.lower() in states]
        for token in (*first, *(t for t in self.doc if t.lemma_.lower() not in states)):
            if self.outside[token.i] or self._named[token.i]:
                continue
            members = self._meant(token)
            if len(members) >= 2:
                draft = self._group(members)
                left = self._left_edge(token.i) if token.pos_ == "NOUN" or token.lower_ not in ALONE else token.i
                for i in range(left, token.i + 1):
                    if not self._named[i]:
                        self._at[i] = draft
                draft.add(self.doc[left].idx, token.idx + len(token), "description")

    def _group(self, members: Sequence[Draft]) -> Draft:
        """The draft of a group, one for the same members."""
        wanted = {id(m) for m in members}
        for draft in self._drafts:
            if draft.members and {id(m) for m in draft.members} == wanted:
                return draft
        return self._new(Draft("other", " and ".join(m.name for m in members), members=list(members), plural=True))

    def _meant(self, token: Token) -> Sequence[Draft]:
        """Those whom a word for several stands for; fewer than two when it is no such word."""
        nouns = actor_nouns()
        lemma, words = token.lemma_.lower(), {c.lower_ for c in token.children}
        counted = words & {"two", "both", "neither", "either", "three", "four"}
        number = 3 if "three" in words else 4 if "four" in words else 2
        plural = token.tag_ in ("NNS", "NNPS") or "neither" in words
        if self._pair_word(token, words):
            return self._two(token.i)
        if lemma in nouns["leader_like"] and (
            counted or (plural and lemma in RULING and words and words <= {"the", "their"})
        ):
            return self._leaders(token, number if counted else 2)
        if lemma in nouns["state_like"] and (counted or (plural and lemma in FACING and words <= {"the"})):
            if number == 2 and (found := self._opposites(token.i, people=False)):
                return found
            return self._states_of_people(token.i, number) or self._latest("state", token.i, number)
        if lemma in BODIES and words & {"joint", "mixed", "bilateral"} and not plural:
            return self._opposites(token.i, people=False)
        if plural and lemma in nouns["leader_like"]:
            return self._people_of_adjectives(token) or self._leaders_of_states(token)
        return ()

    def _leaders_of_states(self, token: Token) -> Sequence[Draft]:
        """ "The presidents of Sudan and South Sudan": those who hold the role there, else the states."""
        states: dict[int, Draft] = {}
        for child in token.children:
            group = self._at[child.i]
            if child.dep_ == "nmod" and group is not None:  # "the leaders of the two neighbours"
                states.update({id(d): d for d in group.members if d.kind == "state"})
            if child.dep_ in ("nmod", "conj") and child.pos_ == "PROPN":
                for part in (child, *(c for c in child.subtree if c.dep_ == "conj")):
                    draft = self._at[part.i]
                    if draft is not None and draft.kind == "state" and not self._adjective[part.i]:
                        states.setdefault(id(draft), draft)
        if len(states) < 2:
            return ()
        role = None if token.lemma_.lower() in GENERIC else self._role_at(token)
        found = []
        for state in states.values():
            people = [
                d
                for d in self._drafts
                if d.kind == "person" and d.country == code_of(state) and self._head_like(d) and self._bears(d, role)
            ]
            found.append(min(people, key=lambda d: d.first) if people else state)
        return found

    def _leaders(self, token: Token, number: int) -> Sequence[Draft]:
        """ "The two leaders" are any who lead; "both foreign ministers" only those who are called so."""
        found = (self._opposites(token.i, people=True) if number == 2 else ()) or self._latest(
            "person", token.i, number
        )
        of_state = token.lemma_.lower() == "head" and self.doc[token.i + 1 : token.i + 2].text == "of"
        if of_state:
            role = self.knowledge.role(self.doc[token.i : token.i + 3].text)
            bearing = bool(found) and role is not None and all(self._bears(d, role) for d in found)
            return found if bearing else self._opposites(token.i, people=False) if number == 2 else ()
        if token.lemma_.lower() in GENERIC:
            return found or (self._two_people(token.i) if number == 2 else ())
        role = self._role_at(token)
        return found if all(self._bears(d, role) for d in found) else ()

    def _two_people(self, i: int) -> Sequence[Draft]:
        """The two persons of the sentences just before, when there are no more than two."""
        here = self._sentence[i]
        people = {
            id(s.draft): s.draft
            for number in range(max(0, here - 2), here + 1)
            for s in self._named_people(number)
            if s.token < i
        }
        return tuple(people.values()) if len(people) == 2 else ()

    def _role_at(self, token: Token) -> Role | None:
        """The role that the noun and what stands before it name: "foreign ministers"."""
        left = self._left_edge(token.i)
        for start in range(left, token.i + 1):
            role = self.knowledge.role(self.doc[start : token.i + 1].text)
            if role is not None:
                return role
        return None

    def _bears(self, draft: Draft, role: Role | None) -> bool:
        if role is None:
            return True
        held = {o for c in draft.candidates for o in self._offices(c)}
        called = any(r == role.noun or r.endswith(" " + role.noun) for r in draft.roles)
        return called or bool(held & set(role.offices))

    def _pair_word(self, token: Token, words: set[str]) -> bool:
        """ "The two met", "the pair", "both deny it", "each accuses the other" (but not "each other")."""
        word = token.lower_
        if word in ("pair", "duo"):
            return "the" in words and not any(c.lower_ == "of" for g in token.children for c in g.children)
        if word == "two":
            return "the" in words and token.dep_ in ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "iobj")
        if word in ("both", "each", "neither"):
            following = self.doc[token.i + 1].lower_ if token.i + 1 < len(self.doc) else ""
            below = any(c.dep_ == "nmod" for c in token.children)
            return token.dep_ in ("nsubj", "nsubj:pass", "obj") and not below and following not in ("other", "of")
        return False

    def _two(self, i: int) -> Sequence[Draft]:
        """The two of the sentences just before: the leaders named there, else the sides of the report."""
        here = self._sentence[i]
        near = [s for number in range(max(0, here - 2), here + 1) for s in self._seen[number] if s.token < i]
        people = {id(s.draft) for s in near if s.draft.kind == "person"}
        pair = self._opposites(i, people=True) if len(people) >= 2 else ()
        return pair or self._opposites(i, people=False) or self._latest("person", i, 2)

    def _other_side(self) -> None:
        """ "The other side", "its neighbour": the one of the two that is not the one spoken of."""
        for token in self.doc:
            if token.lemma_.lower() not in FACING or token.tag_ != "NN" or self._at[token.i] is not None:
                continue
            if self.outside[token.i] or any(c.dep_ == "appos" for c in token.children):
                continue
            owner: Draft | None = None
            for child in token.children:
                if child.dep_ == "nmod:poss" and child.pos_ == "PRON":
                    owner = self._at[child.i]
                elif child.lower_ == "other":
                    owner = self._subject_above(token)
            code = None if owner is None else code_of(owner)
            pair = self._opposites(token.i, people=False) if code is not None else ()
            left = [d for d in pair if code_of(d) != code]
            if len(left) == 1 and len(pair) == 2:
                self._at[token.i] = left[0]
                left[0].add(token.idx, token.idx + len(token), "description")

    def _subject_above(self, token: Token) -> Draft | None:
        for above in token.ancestors:
            if above.pos_ in ("VERB", "AUX"):
                return next((self._at[c.i] for c in above.children if c.dep_.startswith("nsubj")), None)
        return None

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
                if word == "each" and token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "other":
                    continue  # they do it to one another
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
        return self._group(members)

    def _antecedent(self, token: Token, want: str, *, gender: str | None) -> Draft | None:
        """The nearest fitting entity: subjects before others, the same sentence before earlier ones."""
        number = self._sentence[token.i]
        possessive = token.lower_ in POSSESSIVES
        ahead = self._ahead(token) if want == "person" else None
        if ahead is not None and _fits(ahead, want, gender):
            return ahead
        best: tuple[float, int, Draft, Sequence[Draft]] | None = None
        for i in range(token.i - 1, -1, -1):
            back = number - self._sentence[i]
            if back > LOOK_BACK:
                break
            draft, t = self._at[i], self.doc[i]
            if draft is None or self.outside[i]:
                continue
            head = _noun_head(t)
            listed = self._list_at(t) if want == "group" and (possessive or _acts(token)) else ()
            if not listed and not _fits(draft, want, gender):
                continue
            if self.doc[i].dep_ in ("compound", "amod") and draft.kind == "state":
                continue
            subject = head.dep_.startswith("nsubj")
            score = 10.0 - 3.0 * back + (4.0 if subject else 0.0) - 0.01 * (token.i - i)
            if head.dep_ in ("nmod:poss", "nmod"):
                score -= 2.0
            if back == 0 and not possessive and head.head == token.head and not token.lower_.endswith(REFLEXIVE):
                continue  # "X told him": a clause's object is not its subject
            if back == 0 and possessive and head.head == token.head.head:
                score += 1.0
            if listed:
                score += 1.0
            if best is None or score > best[0]:
                best = (score, -i, draft, listed)
        if best is None:
            return None
        return self._group(best[3]) if best[3] else best[2]

    def _list_at(self, token: Token) -> Sequence[Draft]:
        """The parties of a list headed by the token: "Chad and Sudan"; () when it heads none."""
        if token.dep_ == "conj":
            return ()
        found: dict[int, Draft] = {}
        for part in (token, *(c for c in token.subtree if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN"))):
            draft = self._at[part.i]
            if part is token or list_head(part) == token:
                if self._adjective[part.i]:
                    continue
                if draft is not None and draft.kind in ("person", "state", "armed_group") and not draft.members:
                    found.setdefault(id(draft), draft)
        return tuple(found.values()) if len(found) > 1 else ()


def _acts(token: Token) -> bool:
    return token.dep_.startswith("nsubj")


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
