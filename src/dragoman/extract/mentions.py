"""Who and what an article speaks of: names, descriptions and pronouns joined into entities.

The order is fixed: names first; titles and appositions teach roles; persons are joined by full name, then by family
name; descriptions ("the Turkish leader", "his counterpart") look for someone the article has already named; nouns that
can act ("rebel fighters") become entities of their own; groups ("the two leaders") and pronouns come last.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from dragoman.extract.drafts import Draft, fold, same_person
from dragoman.extract.names import Name, names
from dragoman.reading import Entity, MentionKind
from dragoman.types import ActorKind, Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dragoman.knowledge import Knowledge
    from dragoman.knowledge.entries import RoleHit

MASCULINE = frozenset("he him his himself".split())
FEMININE = frozenset("she her hers herself".split())
NEUTER = frozenset("it its itself".split())
PLURAL = frozenset("they them their theirs themselves both each neither".split())
POSSESSIVES = frozenset("his her its their".split())
LOOK_BACK = 3  # sentences a pronoun reaches back; beyond that news repeats the name
HEADS = frozenset("head_of_state head_of_government".split())


@lru_cache(maxsize=1)
def actor_nouns() -> dict[str, frozenset[str]]:
    """The common nouns that can act, by section of lexicon/actor_nouns.toml."""
    table = tomllib.loads((resources.files("dragoman.extract") / "lexicon" / "actor_nouns.toml").read_text("utf-8"))
    return {section: frozenset(body.get("nouns", body.get("words", []))) for section, body in table.items()}


class Mentions:
    """The entities of one article, and which token belongs to which."""

    def __init__(self, doc: Doc, article: Article, knowledge: Knowledge) -> None:
        self.doc, self.article, self.knowledge = doc, article, knowledge
        self._drafts: list[Draft] = []
        self._at: list[Draft | None] = [None] * len(doc)
        self._named: list[bool] = [False] * len(doc)
        self._adjective: list[bool] = [False] * len(doc)
        self.outside = furniture_tokens(doc, article)
        self._sentence = [0] * len(doc)
        for number, sentence in enumerate(doc.sents):
            for t in sentence:
                self._sentence[t.i] = number
        self._dateline: Draft | None = None
        self._collect()
        self._place_dateline()
        self._freeze()

    # --- what others ask

    def at(self, i: int) -> int | None:
        """The index of the entity whose mention covers token `i`, or None."""
        draft = self._at[i]
        return None if draft is None else self._index.get(id(draft))

    def resolve_pronoun(self, i: int) -> int | None:
        """The entity a pronoun stands for, or None."""
        return self.at(i) if self.doc[i].pos_ in ("PRON", "DET") else None

    def actor(self, token: Token) -> int | None:
        """The entity of the noun phrase headed by `token`: its own mention, else that of an apposition or title."""
        found = self.at(token.i)
        if found is not None:
            return found
        for child in token.children:
            if child.dep_ in ("appos", "flat", "nmod:desc") and (found := self.at(child.i)) is not None:
                return found
        return None

    def members(self, entity: int) -> tuple[int, ...]:
        """The entities meant by a group, or the entity itself."""
        found = self.entities[entity].members
        return found or (entity,)

    def span_entities(self, start: int, end: int) -> list[int]:
        """Entities with a mention inside the code points [start, end), in order of first mention there."""
        found: dict[int, None] = {}
        for token in self.doc:
            if start <= token.idx and token.idx + len(token) <= end and (e := self.at(token.i)) is not None:
                found.setdefault(e)
        return list(found)

    def is_adjective(self, i: int) -> bool:
        """Does token `i` name its state by an adjective ("Turkish")?"""
        return self._adjective[i]

    def leader_words(self) -> frozenset[str]:
        """Nouns for those who lead or speak for others: "president", "minister", "envoy"."""
        return actor_nouns()["leader_like"]

    def breadth(self, entity: int) -> int:
        """0 for a town or province, 1 for a venue, 2 for waters and regions that many towns lie in, 3 for a state."""
        e = self.entities[entity]
        if e.kind == "state":
            return 3
        notes = {entry.note for c in e.candidates[:1] if (entry := self.knowledge.entry(c)) is not None} - {None}
        if notes:
            return 2 if notes & WIDE else 1 if "venue" in notes else 0
        return 2 if any(w in WIDE_WORDS for w in e.name.split()) else 0

    def dateline(self) -> int | None:
        """The town of the dateline, or None."""
        return None if self._dateline is None else self._index.get(id(self._dateline))

    def is_furniture(self, i: int) -> bool:
        return self.outside[i]

    # --- gathering

    def _collect(self) -> None:
        doc = self.doc
        found = names(doc, outside=self.outside, knowledge=self.knowledge)
        people = [n for n in found if n.kind == "person"]
        for name in sorted(people, key=lambda n: (-(n.end - n.start > 1), n.start)):
            self._person(name)
        for name in found:
            if name.kind != "person":
                self._thing(name)
        roles = [r for r in self.knowledge.match_roles([t.text for t in doc]) if not any(self.outside[r.start : r.end])]
        free = [r for r in roles if not self._title(r)]
        for role in free:
            self._describe(role)
        self._capitals()
        self._nominals()
        self._groups()
        self._pronouns()

    def _place_dateline(self) -> None:
        """The dateline names a town, often in capitals and outside any sentence."""
        line = self.article.dateline
        at = self.article.text.find(line) if line else -1
        if line is None or at < 0:
            return
        for m in re.finditer(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*", line):
            start, end = at + m.start(), at + m.end()
            name = m.group() if not m.group().isupper() else m.group().title()
            for draft in self._drafts:
                if draft.kind == "place" and ((start, end) in draft.mentions or fold(draft.name) == fold(name)):
                    self._dateline = draft
                    draft.add(start, end, "name")
                    return
            found = self.knowledge.place(name)
            if found:
                place = found[0]
                draft = self._new(Draft("place", place.name, country=place.country))
                draft.candidates = tuple(p.id for p in found[:3])
                draft.titled = True
                draft.add(start, end, "name")
                self._dateline = draft
                return

    def _capitals(self) -> None:
        """ "The Austrian capital", "the capital of Kenya": a town though no name says so."""
        for token in self.doc:
            if token.lemma_.lower() != "capital" or token.pos_ != "NOUN" or self._at[token.i] is not None:
                continue
            owner = self._country_of(token.i, token.i + 1)
            code = _code(owner) if owner is not None and owner.kind == "state" else None
            place = self.knowledge.capital(code) if code else None
            if place is None or (token.i + 1 < len(self.doc) and self._named[token.i + 1]):
                continue
            draft = next((d for d in self._drafts if d.kind == "place" and place.id in d.candidates), None)
            if draft is None:
                draft = self._new(
                    Draft("place", place.name, country=place.country, candidates=(place.id,), titled=True)
                )
            self._mark(draft, self._left_edge(token.i), token.i + 1, "description")

    def _new(self, draft: Draft) -> Draft:
        self._drafts.append(draft)
        return draft

    def _mark(self, draft: Draft, start: int, end: int, kind: MentionKind) -> None:
        """Tokens [start, end) stand for `draft`; a token already taken by a name keeps its name."""
        draft.add(self.doc[start].idx, self.doc[end - 1].idx + len(self.doc[end - 1]), kind)
        for i in range(start, end):
            if self._at[i] is None or kind == "name":
                self._at[i] = draft
                self._named[i] = kind == "name"

    def _person(self, name: Name) -> None:
        candidates = _ids(name, "person")
        for draft in self._drafts:
            if draft.kind != "person":
                continue
            known = bool(set(candidates) & set(draft.candidates))
            contradicts = bool(candidates and draft.candidates) and not known
            if known and (name.end - name.start > 1 or same_person(name.text, draft.name) or len(candidates) == 1):
                break
            if not contradicts and same_person(name.text, draft.name):
                break
        else:
            entry = name.entry
            full = entry.name if entry is not None and len(candidates) == 1 else name.text
            draft = self._new(Draft("person", full, candidates=candidates))
            if entry is not None:
                draft.country, draft.gender, draft.titled = entry.country, entry.gender, len(candidates) == 1
        if candidates and draft.candidates and len(set(candidates) & set(draft.candidates)):
            draft.candidates = tuple(c for c in draft.candidates if c in candidates)
        if not draft.titled and len(name.text) > len(draft.name):
            draft.name = name.text
        self._mark(draft, name.start, name.end, "name")

    def _thing(self, name: Name) -> None:
        entry = name.entry
        key = entry.id if entry is not None else None
        if entry is not None and entry.via == "seat":
            key = f"seat:{entry.id}:{fold(name.text)}"
        label = entry.name if entry is not None and entry.via != "seat" else name.text
        for draft in self._drafts:
            if draft.kind == name.kind and (
                key in draft.candidates
                if key is not None
                else not draft.candidates and _same_thing(draft.name, name.text)
            ):
                break
        else:
            draft = self._new(Draft(name.kind, label))
            if entry is not None:
                draft.candidates = (key or entry.id, *(o.id for o in name.others if o.kind == entry.kind))
                draft.country = entry.country or entry.within
                draft.titled = True
        kind: MentionKind = "adjective" if name.adjective else "name"
        self._mark(draft, name.start, name.end, kind)
        if name.adjective:
            for i in range(name.start, name.end):
                self._adjective[i] = self._named[i] = True

    # --- titles and descriptions

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

    def _left_edge(self, start: int) -> int:
        """The first token of the noun phrase whose role noun begins at `start`: adjectives, possessives, articles."""
        i = start
        while i > 0:
            t = self.doc[i - 1]
            if t.ent_type_ == "DATE":
                break
            if (
                t.is_space
                or t.pos_ in ("VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PUNCT", "ADV")
                and t.text not in ("-",)
            ):
                break
            if t.pos_ in ("ADJ", "DET", "NOUN", "PROPN", "NUM", "PART", "PRON") or t.text in (
                "'s",
                "’s",
                "'",
                "’",
                "-",
            ):
                if t.pos_ == "PRON" and t.lower_ not in POSSESSIVES:
                    break
                i -= 1
                if t.pos_ == "DET":
                    break
            else:
                break
        return i

    def _country_of(self, start: int, end: int) -> Draft | None:
        """The state (or body) a role belongs to: "Turkish", "Turkey's", "… of Turkey", "Kremlin"."""
        left = self._left_edge(start)
        for i in range(start - 1, left - 1, -1):
            draft = self._at[i]
            if draft is not None and (draft.kind in ("state", "organisation", "armed_group", "place")):
                return draft
        for i in range(start, end):
            draft = self._at[i]
            if draft is not None and draft.kind in ("state", "organisation"):
                return draft
        if end + 1 < len(self.doc) and self.doc[end].lower_ in ("of", "for", "at"):
            for i in range(end + 1, min(end + 4, len(self.doc))):
                draft = self._at[i]
                if draft is not None and draft.kind in ("state", "organisation", "armed_group", "place"):
                    return draft
                if self.doc[i].pos_ not in ("DET", "ADJ"):
                    break
        return None

    def _learn(self, person: Draft, role: RoleHit, owner: Draft | None) -> None:
        person.add_role(role.role.noun)
        if owner is not None and person.country is None:
            person.country = owner.country if owner.kind != "state" else _code(owner)
        if person.gender is None and role.role.gender is not None:
            person.gender = role.role.gender

    def _mark_description(self, person: Draft, role: RoleHit) -> None:
        left = self._left_edge(role.start)
        while left < role.start and self.doc[left].pos_ in ("DET", "PUNCT"):
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
            country = _code(owner) if owner.kind == "state" else owner.country
        elif not (words & {"the", "his", "her", "its", "their"}):
            return
        best = self._fitting(role, country, before=self.doc[role.start].idx, counterpart=counterpart)
        if best is None and country is not None and not counterpart and (role.role.offices or noun in ("leader",)):
            best = self._new(
                Draft(
                    "person", self.doc[left : role.end].text.removeprefix("the ").removeprefix("The "), country=country
                )
            )
            best.add_role(noun)
            best.gender = role.role.gender
        if best is not None:
            self._mark_description(best, role)

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

    def _offices(self, candidate: str) -> list[str]:
        return [row.office for row in self.knowledge.offices_of(candidate)]

    # --- nouns that act

    def _nominals(self) -> None:
        nouns = actor_nouns()
        for token in self.doc:
            if token.pos_ not in ("NOUN", "PROPN", "ADJ") or self._at[token.i] is not None or self.outside[token.i]:
                continue
            lemma = token.lemma_.lower()
            kind: ActorKind | None = None
            for section in ("armed_group", "organisation", "people"):
                if lemma in nouns[section]:
                    kind = section
                    break
            if kind is None or token.dep_ == "compound":
                continue
            owner = self._noun_owner(token)
            country = None if owner is None else (_code(owner) if owner.kind == "state" else owner.country)
            if (
                owner is not None
                and owner.kind == "state"
                and lemma in ("government", "regime", "administration", "authority", "military", "army")
            ):
                label = f"{self._adjectival(token)} {token.text}".strip()
            else:
                label = self._label(token)
            for draft in self._drafts:
                if (
                    draft.kind == kind
                    and not draft.titled
                    and draft.country == country
                    and fold(draft.name) == fold(label)
                ):
                    break
            else:
                draft = self._new(Draft(kind, label, country=country, plural=token.tag_ == "NNS"))
            left = self._left_edge(token.i)
            while left < token.i and self.doc[left].pos_ in ("DET", "NUM"):
                left += 1
            self._mark(draft, max(left, 0), token.i + 1, "description")

    def _noun_owner(self, token: Token) -> Draft | None:
        left = self._left_edge(token.i)
        for i in range(token.i - 1, left - 1, -1):
            draft = self._at[i]
            if draft is not None and draft.kind in ("state", "place", "organisation", "armed_group", "people"):
                return draft
        return None

    def _adjectival(self, token: Token) -> str:
        left = self._left_edge(token.i)
        return " ".join(
            t.text for t in self.doc[left : token.i] if self._at[t.i] is not None and t.text not in ("'s", "’s")
        )

    def _label(self, token: Token) -> str:
        left = self._left_edge(token.i)
        kept = [
            t.text
            for t in self.doc[left : token.i + 1]
            if t.pos_ not in ("DET", "NUM", "PRON", "PART") and not t.is_space
        ]
        return " ".join(kept).replace(" - ", "-")

    # --- groups and pronouns

    def _groups(self) -> None:
        """ "The two leaders", "the pair", "both sides", "the Turkish and Russian presidents"."""
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
        states = [d for d in self._drafts if d.kind == "state" and _code(d) in codes]
        return states if len(states) == number else people if len(codes) == number else []

    def _head_like(self, draft: Draft) -> bool:
        if any(r in LEADING for r in draft.roles):
            return True
        return bool(draft.candidates) and any(o in RANKED for c in draft.candidates for o in self._offices(c))

    def _people_of_adjectives(self, token: Token) -> list[Draft]:
        left = self._left_edge(token.i)
        codes: list[str] = []
        i = token.i - 1
        while i >= max(0, left - 4):
            draft = self._at[i]
            if draft is not None and draft.kind == "state" and (code := _code(draft)):
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

    def _freeze(self) -> None:
        kept = sorted((d for d in self._drafts if d.mentions), key=lambda d: (d.first, d.kind, d.name))
        self._index = {id(d): n for n, d in enumerate(kept)}
        self.entities: tuple[Entity, ...] = tuple(d.frozen(self._index) for d in kept)


WIDE = frozenset(
    "sea ocean gulf strait river lake water bay canal region continent mountains island_group area".split()
)
WIDE_WORDS = frozenset("Sea Ocean Gulf Strait River Bay Canal Europe Asia Africa East West Basin Peninsula".split())
LEADING = frozenset(
    """president leader premier chancellor king queen emir sultan monarch dictator ruler taoiseach pope
    chairman supreme_leader crown_prince""".split()
) | frozenset(
    """prime minister|head of state|head of government|supreme leader|crown prince|foreign minister|defence minister
    |defense minister|secretary of state|secretary-general|secretary general""".replace("\n    ", "").split("|")
)
RANKED = HEADS | {
    "foreign_minister",
    "defence_minister",
    "head_of_organisation",
    "monarch",
    "crown_prince",
    "secretary_general",
}


def furniture_tokens(doc: Doc, article: Article) -> list[bool]:
    """For each token: does it stand in page furniture? Captions count as text: they are evidence of their article."""
    outside = [False] * len(doc)
    ranges: Iterator[tuple[int, int]] = iter(sorted((f.start, f.end) for f in article.furniture if f.kind != "caption"))
    current = next(ranges, None)
    for t in doc:
        while current is not None and t.idx >= current[1]:
            current = next(ranges, None)
        outside[t.i] = current is not None and current[0] <= t.idx < current[1]
    return outside


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


def _ids(name: Name, kind: str) -> tuple[str, ...]:
    if name.entry is None:
        return ()
    return tuple(dict.fromkeys(e.id for e in (name.entry, *name.others) if e.kind == kind))


def _code(draft: Draft) -> str | None:
    """The code of a state."""
    for c in draft.candidates:
        if c.startswith("state:"):
            return c.removeprefix("state:")
    return draft.country


def _same_thing(a: str, b: str) -> bool:
    return fold(a) == fold(b)
