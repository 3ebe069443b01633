"""Who and what an article speaks of: names, descriptions and pronouns joined into entities.

The order is fixed: names first; titles and appositions teach roles; persons are joined by full name, then by family
name; descriptions ("the Turkish leader", "his counterpart") look for someone the article has already named; nouns that
can act ("rebel fighters") become entities of their own; groups ("the two leaders") and pronouns come last.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.extract.board import Board, actor_nouns, code_of
from dragoman.extract.coreference import Coreference
from dragoman.extract.drafts import Draft, fold, name_words, same_person
from dragoman.extract.names import Name, names
from dragoman.extract.roles import Roles
from dragoman.extract.speechwords import forms
from dragoman.extract.units import is_persons
from dragoman.reading import Entity, MentionKind
from dragoman.types import ActorKind, Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dragoman.knowledge import Knowledge

WIDE = frozenset(
    "sea ocean gulf strait river lake water bay canal region continent mountains island_group area".split()
)
WIDE_WORDS = frozenset("Sea Ocean Gulf Strait River Bay Canal Europe Asia Africa East West Basin Peninsula".split())


SEATED = frozenset("court tribunal parliament senate congress assembly embassy consulate".split())
NEAR_SEAT = 4  # tokens from a court to the town it sits in
# Nouns for several people that no list of persons holds.
MANY = frozenset("thousand hundred dozen score crowd patrol mob ten".split())
# Words that the lists of persons hold for the sake of counting, and that nobody takes part as.
UNCOUNTED = frozenset("life death casualty body fatality dead other seat head member man".split())
RULERS = frozenset("president leader premier minister monarch chancellor king queen".split())


class Nominals(Board):
    """The part of the board for common nouns that act: "rebel fighters", "the Syrian government"."""

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
            if kind is None and _speaks(token):
                kind = "people" if token.tag_ == "NNS" else "person"
            if kind is None or token.dep_ == "compound":
                continue
            owner = self._noun_owner(token)
            country = None if owner is None else (code_of(owner) if owner.kind == "state" else owner.country)
            if (
                owner is not None
                and owner.kind == "state"
                and lemma in ("government", "regime", "administration", "authority", "military", "army")
            ):
                label = f"{self._adjectival(token)} {token.text}".strip()
            else:
                label = self._label(token) + (self._seat(token) if lemma in SEATED else "")
            self._mark_nominal(self._nominal(kind, label, country, plural=token.tag_ == "NNS"), token)

    def _nominal(self, kind: ActorKind, label: str, country: str | None, *, plural: bool) -> Draft:
        """The draft of common nouns with this label, made when there is none."""
        for draft in self._drafts:
            if draft.kind == kind and not draft.titled and draft.country == country and fold(draft.name) == fold(label):
                return draft
        return self._new(Draft(kind, label, country=country, plural=plural))

    def _mark_nominal(self, draft: Draft, token: Token) -> None:
        left = self._left_edge(token.i)
        while left < token.i and self.doc[left].pos_ in ("DET", "NUM", "PRON"):
            left += 1
        self._mark(draft, max(left, 0), token.i + 1, "description")

    def _seat(self, token: Token) -> str:
        """Where a court or an assembly sits, as its name is told: " in Minsk", " in The Hague"."""
        for child in token.children:
            draft = self._at[child.i]
            case = next((c for c in child.children if c.dep_ == "case"), None)
            if child.dep_ == "nmod" and draft is not None and draft.kind in ("place", "state") and case is not None:
                if case.i == token.i + 1 and case.lower_ in ("in", "of", "at") and child.i - token.i <= NEAR_SEAT:
                    end = child.i + 1
                    while end < len(self.doc) and self._at[end] is draft:
                        end += 1
                    return " " + self.doc[case.i : end].text
        return ""

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


class Mentions(Roles, Nominals, Coreference):
    """The entities of one article, and which token belongs to which."""

    def __init__(self, doc: Doc, article: Article, knowledge: Knowledge) -> None:
        super().__init__(doc, article, knowledge)
        self._dateline: Draft | None = None
        self.entities: tuple[Entity, ...] = ()
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

    def is_common(self, entity: int) -> bool:
        """Is the entity known by common nouns alone ("rebel fighters")?"""
        e = self.entities[entity]
        return (
            e.kind in ("organisation", "armed_group", "people")
            and not e.candidates
            and all(m.kind != "name" for m in e.mentions)
        )

    def enlist(self, token: Token) -> int | None:
        """The entity of a common noun for persons that takes part in something, made when it is first asked for."""
        if token.pos_ not in ("NOUN", "NUM") or self.outside[token.i] or self._at[token.i] is not None:
            return self.at(token.i)
        held = next((c for c in token.children if c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children)), None)
        lemma = token.lemma_.lower()
        if lemma in MANY and held is not None:
            found = self.at(held.i)
            return found if found is not None else self.enlist(held)
        plural = token.tag_ in ("NNS", "NNPS") or lemma in MANY
        if token.pos_ != "NOUN" and lemma not in MANY:
            return None
        if lemma in UNCOUNTED and not any(c.dep_ in ("amod", "det") for c in token.children):
            return None
        if lemma in ("life", "death") or not (
            lemma in MANY or is_persons(token.text) or lemma in actor_nouns()["leader_like"]
        ):
            return None
        if lemma == "counterpart":
            return None  # somebody's, but nobody knows whose
        if lemma in RULERS and not plural and any(c.lower_ in ("a", "an", "any", "no") for c in token.children):
            return None  # "the first visit by a Japanese leader"
        owner = self._noun_owner(token)
        country = None if owner is None else (code_of(owner) if owner.kind == "state" else owner.country)
        label = self._label(token) + (self._portfolio(token) if lemma == "minister" else "")
        draft = self._nominal("people" if plural else "person", label, country, plural=plural)
        self._mark_nominal(draft, token)
        return self._admit(draft)

    def enter(self, token: Token, kind: ActorKind, label: str) -> int:
        """The entity of a noun phrase that speaks and that nothing else covers: "a joint statement", "the board"."""
        draft = self._at[token.i]
        if draft is None:
            owner = self._noun_owner(token)
            country = None if owner is None else (code_of(owner) if owner.kind == "state" else owner.country)
            draft = self._nominal(kind, label, country, plural=token.tag_ == "NNS")
            self._mark_nominal(draft, token)
        return self._admit(draft)

    def _portfolio(self, token: Token) -> str:
        """ "ministers of finance": the words after the noun."""
        after = self.doc[token.i + 1 : token.i + 3]
        told = len(after) == 2 and after[0].lower_ in ("of", "for") and after[1].pos_ == "NOUN"
        return " " + after.text if told else ""

    def government(self, place: int) -> int | None:
        """The state whose government sits in a town, or that the town lies in if the article names it."""
        e = self.entities[place]
        if e.country is None:
            return None
        for index, other in enumerate(self.entities):
            if other.kind == "state" and other.country == e.country:
                return index
        capital = self.knowledge.capital(e.country)
        entry = self.knowledge.entry(f"state:{e.country}")
        if capital is None or capital.id not in e.candidates or entry is None:
            return None
        draft = self._new(Draft("state", entry.name, country=e.country, candidates=(entry.id,), titled=True))
        for m in e.mentions:
            draft.add(m.start, m.end, "description")
        return self._admit(draft)

    def seat_town(self, entity: int) -> int | None:
        """The town that a seat of power stands in, where one is there: "in the Kremlin"; None for anything else."""
        e = self.entities[entity]
        if not e.country or not any(c.startswith("seat:") for c in e.candidates):
            return None
        town = self.knowledge.capital(e.country)
        if town is None:
            return None
        known = next((n for n, o in enumerate(self.entities) if o.kind == "place" and town.id in o.candidates), None)
        if known is not None:
            return known
        draft = self._new(Draft("place", town.name, country=town.country, candidates=(town.id,), titled=True))
        for m in e.mentions:
            draft.add(m.start, m.end, "description")
        return self._admit(draft)

    def _admit(self, draft: Draft) -> int:
        """The index of a draft that has come or grown after the others were closed."""
        index = self._index.setdefault(id(draft), len(self.entities))
        entity = draft.frozen(self._index)
        self.entities = (*self.entities[:index], entity, *self.entities[index + 1 :])
        return index

    def opposites(self, i: int, *, people: bool) -> tuple[int, ...]:
        """The two parties that the article up to token `i` speaks of together: leaders, or states and bodies."""
        found = self._opposites(i, people=people)
        return tuple(self._index[id(d)] for d in found if id(d) in self._index)

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

    def place_before(self, i: int) -> int | None:
        """The town, else the region or state, last named before token `i` in this sentence or the two before."""
        wide: int | None = None
        for at in range(i - 1, -1, -1):
            if self._sentence[i] - self._sentence[at] > 2:
                break
            entity = self.at(at)
            if entity is None or self.outside[at] or self._adjective[at]:
                continue
            if self.entities[entity].kind == "place":
                return entity
            if self.entities[entity].kind == "state" and wide is None and self.doc[at - 1].lower_ in ("in", "to"):
                wide = entity
        return wide

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
        self._recall()
        roles = [r for r in self.knowledge.match_roles([t.text for t in doc]) if not any(self.outside[r.start : r.end])]
        free = [r for r in roles if not self._title(r)]
        for role in free:
            self._describe(role)
        self._capitals()
        self._nominals()
        self._groups()
        self._pronouns()
        self._other_side()

    def _place_dateline(self) -> None:
        """The dateline names a town, often in capitals and outside any sentence."""
        line = self.article.dateline
        at = self.article.text.find(line) if line else -1
        if line is None or at < 0:
            return
        parts = list(re.finditer(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*", line))
        country = self._state_named(parts[-1].group()) if len(parts) > 1 else None
        for m in parts[:-1] if country else parts:
            start, end = at + m.start(), at + m.end()
            name = m.group() if not m.group().isupper() else m.group().title()
            for draft in self._drafts:
                if draft.kind == "place" and ((start, end) in draft.mentions or fold(draft.name) == fold(name)):
                    self._dateline = draft
                    draft.add(start, end, "name")
                    return
            found = self.knowledge.place(name, country=country)
            if found or country:  # a village that no table has lies in the state behind it all the same
                place = found[0] if found else None
                draft = self._new(
                    Draft("place", place.name if place else name, country=place.country if place else country)
                )
                draft.candidates = tuple(p.id for p in found[:3])
                draft.titled = True
                draft.add(start, end, "name")
                self._dateline = draft
                return

    def _state_named(self, words: str) -> str | None:
        """The state of which words are the name: "Lebanon" of "NAQOURA, Lebanon"."""
        entries = self.knowledge.lookup(words)
        return next((e.country for e in entries if e.kind == "state" and e.via in ("name", "alias")), None)

    def _recall(self) -> None:
        """A family name that the model passed over is the person whom the article names in full."""
        surnames: dict[str, Draft | None] = {}
        for draft in self._drafts:
            words = name_words(draft.name)
            if draft.kind == "person" and len(words) > 1:
                surnames[words[-1]] = None if words[-1] in surnames else draft
        for token in self.doc:
            if self._at[token.i] is not None or self.outside[token.i] or not token.text[:1].isupper():
                continue
            owner = surnames.get(fold(token.text))
            if owner is not None and token.pos_ in ("PROPN", "NOUN", "X", "ADJ") and owner.first[0] < token.idx:
                self._mark(owner, token.i, token.i + 1, "name")

    def _capitals(self) -> None:
        """ "The Austrian capital", "the capital of Kenya": a town though no name says so."""
        for token in self.doc:
            if token.lemma_.lower() != "capital" or token.pos_ != "NOUN" or self._at[token.i] is not None:
                continue
            owner = self._country_of(token.i, token.i + 1)
            code = code_of(owner) if owner is not None and owner.kind == "state" else None
            place = self.knowledge.capital(code) if code else None
            if place is None or (token.i + 1 < len(self.doc) and self._named[token.i + 1]):
                continue
            draft = next((d for d in self._drafts if d.kind == "place" and place.id in d.candidates), None)
            if draft is None:
                draft = self._new(
                    Draft("place", place.name, country=place.country, candidates=(place.id,), titled=True)
                )
            self._mark(draft, self._left_edge(token.i), token.i + 1, "description")

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

    def _freeze(self) -> None:
        kept = sorted((d for d in self._drafts if d.mentions), key=lambda d: (d.first, d.kind, d.name))
        self._index = {id(d): n for n, d in enumerate(kept)}
        self.entities = tuple(d.frozen(self._index) for d in kept)


def _speaks(token: Token) -> bool:
    """Is a common noun the subject of a verb of speech ("a retired commander said"), and one that can speak?"""
    if token.dep_ not in ("nsubj", "obl:agent") or token.pos_ != "NOUN" or not is_persons(token.lemma_.lower()):
        return False
    return token.head.lower_ in forms() or token.head.lemma_.lower() in forms()


def _ids(name: Name, kind: str) -> tuple[str, ...]:
    if name.entry is None:
        return ()
    return tuple(dict.fromkeys(e.id for e in (name.entry, *name.others) if e.kind == kind))


def _same_thing(a: str, b: str) -> bool:
    return fold(a) == fold(b)
