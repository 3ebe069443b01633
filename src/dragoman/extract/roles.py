"""Titles, appositions and descriptions: what people are called, and who a description means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.board import HEADS, LEADING, POSSESSIVES, Board, code_of
from dragoman.extract.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.knowledge.entries import RoleHit


# The role that an office gives to one whom the article calls by name alone.
OFFICE_ROLES = {
    "head_of_state": "president",
    "head_of_government": "prime minister",
    "foreign_minister": "foreign minister",
    "defence_minister": "defence minister",
}


HEADINGS = 4  # sentences among which an article's headings stand


class Roles(Board):
    """The part of the board that deals with role nouns."""

    def _title(self, role: RoleHit) -> bool:
        """Does the role belong to a name beside it ("President X", "X, the president")? Then the name learns it."""
        doc, end = self.doc, role.end
        noun = doc[end - 1]
        follow = end
        while follow < len(doc) and doc[follow].text in (",", '"', "“") and follow - end < 2:
            follow += 1
        country = self._country_of(role.start, role.end)
        after = self._at[follow] if follow < len(doc) and self._named[follow] else None
        comma = follow > end
        if after is not None and after.kind == "person" and not role.role.plural:
            linked = (
                not comma
                or noun.dep_ in ("nmod:desc", "appos")
                or any(c.dep_ == "appos" and self._at[c.i] is after for c in noun.children)
            )
            if linked:
                self._learn(after, role, country)
                self._mark_description(after, role)
                return True
        before = self._appositive_owner(role.start, noun)
        if before is not None:
            self._learn(before, role, country)
            self._mark_description(before, role)
            return True
        if noun.dep_ in ("root", "xcomp", "ccomp") and any(c.dep_ == "cop" for c in noun.children):
            for c in noun.children:  # "X is the foreign minister"
                owner = self._at[c.i]
                if c.dep_.startswith("nsubj") and owner is not None and owner.kind == "person" and not role.role.plural:
                    self._learn(owner, role, country)
                    return True
        return False

    def _appositive_owner(self, start: int, noun: Token) -> Draft | None:
        """The person named just before a comma and this role."""
        left = self._left_edge(start)
        if left >= 2 and self.doc[left - 1].text == "," and self._named[left - 2]:
            owner = self._at[left - 2]
            if owner is not None and owner.kind == "person":
                close = noun.dep_ in ("appos", "nmod", "parataxis", "conj", "list") or noun.head.i == left - 2
                follows = [t for t in self.doc[noun.i + 1 : noun.i + 12] if t.text in (",", ".", "-", "–", "—")]
                if close or follows:
                    return owner
        return None

    def _learn(self, person: Draft, role: RoleHit, owner: Draft | None) -> None:
        person.add_role(role.role.noun)
        if owner is not None and person.country is None:
            person.country = owner.country if owner.kind != "state" else code_of(owner)
        if person.gender is None and role.role.gender is not None:
            person.gender = role.role.gender

    def _mark_description(self, person: Draft, role: RoleHit) -> None:
        left = self._left_edge(role.start)
        while left < role.start and (self.doc[left].pos_ in ("DET", "PUNCT") or self.doc[left].lower_ in POSSESSIVES):
            left += 1
        start, last = self.doc[left], self.doc[role.end - 1]
        person.add(start.idx, last.idx + len(last), "description")
        for i in range(left, role.end):
            if self._at[i] is None:
                self._at[i] = person

    def _describe(self, role: RoleHit) -> None:
        """A role that stands alone: someone already named, or the holder of an office yet to be looked up."""
        if role.role.plural or self._at[role.end - 1] is not None and self._named[role.end - 1]:
            return
        owner = self._country_of(role.start, role.end)
        left = self._left_edge(role.start)
        words = {t.lower_ for t in self.doc[left : role.start]}
        noun = role.role.noun
        counterpart = noun in ("counterpart", "opposite number", "host", "visitor", "guest")
        if (
            words & {"former", "ex", "late", "then", "next", "new", "acting", "a", "an", "any", "no", "another"}
            and not counterpart
        ):
            return
        country = None
        if owner is not None:
            country = code_of(owner) if owner.kind == "state" else owner.country
        elif not (words & {"the", "his", "her", "its", "their"} or (not words and self._in_heading(role.start))):
            return
        # the premier of a province is not the prime minister
        local = owner is not None and owner.kind == "place" and owner.country is not None
        best = None
        if not local:
            best = self._fitting(role, country, before=self.doc[role.start].idx, counterpart=counterpart)
        peer = self.doc[role.end - 1].lemma_.lower() in ("counterpart", "colleague", "number") and words & POSSESSIVES
        if best is None and country is not None and (peer or role.role.offices or noun in ("leader",)):
            own = self._peer_role(role.start) if counterpart else noun
            best = self._new(Draft("person", self._titled(left, role.end), country=country))
            best.add_role(own)
            best.gender = role.role.gender
        if best is not None:
            self._mark_description(best, role)

    def _in_heading(self, i: int) -> bool:
        """Headings leave articles out: "king hosts premier". A heading has no full stop and a line of its own."""
        sentence = self.doc[i].sent
        text = sentence.text.strip()
        return self._sentence[i] <= HEADINGS and not text.endswith((".", "!", "?", "”", '"', ":")) and "\n" not in text

    def _peer_role(self, start: int) -> str:
        """The role of the one whose counterpart is told of: the nearest person before in the sentence."""
        for i in range(start - 1, -1, -1):
            if self._sentence[i] != self._sentence[start]:
                break
            draft = self._at[i]
            if draft is not None and draft.kind == "person":
                held = {o for c in draft.candidates for o in self._offices(c)}
                known = [role for office, role in OFFICE_ROLES.items() if office in held]
                return draft.roles[0] if draft.roles else known[0] if len(known) == 1 else "counterpart"
        return "counterpart"

    def _titled(self, left: int, end: int) -> str:
        """A role's words with what follows of its state: "crown prince of Saudi Arabia"."""
        while left < end - 1 and (self.doc[left].pos_ == "DET" or self.doc[left].lower_ in POSSESSIVES):
            left += 1
        if end + 1 < len(self.doc) and self.doc[end].lower_ in ("of", "for"):
            last = end + 1
            while last < len(self.doc) and last - end <= 4 and (self._named[last] or self.doc[last].pos_ == "DET"):
                last += 1
            if self._named[last - 1]:
                end = last
        return self.doc[left:end].text

    def _fitting(self, role: RoleHit, country: str | None, *, before: int, counterpart: bool) -> Draft | None:
        """The person of the article whom this description fits: by country, role and nearness."""
        noun = role.role.noun
        scored: list[tuple[int, int, Draft]] = []
        for draft in self._drafts:
            if draft.kind != "person" or (country is not None and draft.country != country):
                continue
            held = {o for c in draft.candidates for o in self._offices(c)}
            fits = (
                noun in draft.roles
                or bool(held & set(role.role.offices))
                or (noun in ("leader", "statesman") and (bool(held & HEADS) or any(r in LEADING for r in draft.roles)))
            )
            if country is None and not fits:
                continue
            if not fits and not counterpart:
                continue
            seen = [s for s, _ in draft.mentions if s < before]
            nearness = max(seen) if seen else -min(draft.mentions)[0]
            rank = 2 * (noun in draft.roles) + (bool(seen)) + (counterpart and bool(draft.candidates))
            scored.append((rank, nearness, draft))
        if not scored:
            return None
        return max(scored, key=lambda s: (s[0], s[1]))[2]
