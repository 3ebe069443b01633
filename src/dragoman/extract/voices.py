"""Whom the noun phrase of a speaker stands for: a name, an office, a house, or somebody whom nobody names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dragoman.extract.board import actor_nouns
from dragoman.extract.drafts import fold, name_words
from dragoman.extract.speechwords import words
from dragoman.extract.units import is_persons, singular
from dragoman.reading import Entity
from dragoman.types import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
PERSONAL = frozenset("he she they it we i you who".split())
HOUSES = ("state", "organisation", "armed_group", "people")
WHERE = ("in", "from", "at", "on", "near")
OWNING = ("compound", "nmod:poss", "nmod", "amod", "nmod:desc")
NEAR = 8  # tokens between a noun and the house that it speaks for
LONGEST_LABEL = 6  # words of what an unnamed speaker is called


class EntityLookup(Protocol):
    """What the rooms of extract ask of the article's mentions."""

    @property
    def entities(self) -> tuple[Entity, ...]: ...
    def at(self, i: int) -> int | None: ...
    def resolve_pronoun(self, i: int) -> int | None: ...
    def span_entities(self, start: int, end: int) -> list[int]: ...
    def is_adjective(self, i: int) -> bool: ...
    def enlist(self, token: Token) -> int | None: ...
    def enter(self, token: Token, kind: ActorKind, label: str) -> int: ...


class Voices:
    """Finds the entities of those who speak."""

    def __init__(self, doc: Doc, mentions: EntityLookup) -> None:
        self.doc, self.mentions = doc, mentions

    def known(self, i: int | None) -> int | None:
        """The entity that the noun phrase headed by token `i` stands for, if the article has one for it."""
        if i is None:
            return None
        token = self.doc[i]
        found = self.mentions.at(i)
        beside = self._beside(token)
        if found is not None:
            return beside if beside is not None and not self._named(found) and self._named(beside) else found
        if token.pos_ == "PRON" or token.lower_ in PERSONAL:
            return self.mentions.resolve_pronoun(i)
        return beside if beside is not None else self._by_owner(token)

    def bearer(self, i: int | None, *, speaks: bool = False) -> int | None:
        """The entity that the noun phrase headed by token `i` stands for; made where the article names nobody.

        speaks: a verb of speech says that it does; then any noun will do.
        """
        if i is None:
            return None
        token = self.doc[i]
        found = self.known(i)
        if found is not None and self.mentions.entities[found].kind == "place" and token.pos_ == "PROPN":
            found = self._namesake(token, found)
        if found is not None:
            if token.lower_ != "it" and self.mentions.is_adjective(i) and token.pos_ in NOMINAL:
                return self._compatriot(token, found)
            return found
        made = self._newcomer(token)
        if made is None and speaks and token.pos_ == "NOUN" and token.lemma_.lower() not in ("nobody", "nothing"):
            plural = token.tag_ in ("NNS", "NNPS")
            return self.mentions.enter(token, "people" if plural else "person", self.label(token))
        return made

    def _namesake(self, token: Token, place: int) -> int:
        """A town that speaks may be a person's family name: "Bashir added"."""
        wanted = fold(token.text)
        for n, e in enumerate(self.mentions.entities):
            if e.kind == "person" and len(name_words(e.name)) > 1 and name_words(e.name)[-1] == wanted:
                return n
        return place

    def _named(self, entity: int) -> bool:
        return any(m.kind in ("name", "adjective") for m in self.mentions.entities[entity].mentions)

    def _beside(self, token: Token) -> int | None:
        """The name in apposition: "the army chief, General X", "General X"."""
        for child in token.children:
            if child.dep_ in ("appos", "flat", "nmod:desc") and (found := self.mentions.at(child.i)) is not None:
                return found
        head = token.head
        if token.dep_ in ("flat", "nmod:desc", "compound", "appos") and head is not token:
            if abs(head.i - token.i) < 6 and head.pos_ in NOMINAL:
                found = self.mentions.at(head.i)
                if found is not None and self.mentions.entities[found].kind != "place":
                    return found
        return None

    def _by_owner(self, token: Token) -> int | None:
        """An unnamed voice speaks for its house: "a ministry spokesman", "an official of the bank"."""
        body = token.lemma_.lower() in words("nouns", "bodies")
        for child in token.children:
            if child.dep_ not in OWNING or abs(child.i - token.i) >= NEAR:
                continue
            where = child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ in WHERE for c in child.children)
            if where and not body and not token.lemma_.lower().startswith("spokes"):
                continue  # "the grocer from Gibraltar", "an official in Ankara"
            found = self.mentions.at(child.i)
            if found is None or self.mentions.entities[found].kind not in HOUSES:
                continue
            if body and self.mentions.entities[found].kind in ("people", "state"):
                continue  # "the fishermen's federation", "the Afghan board": a house of its own
            if token.lemma_.lower() in words("nouns", "documents"):
                continue
            return found
        return None

    def _compatriot(self, token: Token, state: int) -> int:
        """ "The Nigerian said": the last person of that state before."""
        country = self.mentions.entities[state].country
        before = [
            (m.start, n)
            for n, e in enumerate(self.mentions.entities)
            if e.kind == "person" and e.country == country and country is not None
            for m in e.mentions
            if m.start < token.idx
        ]
        singular = token.tag_ not in ("NNS", "NNPS") and token.i > 0 and token.nbor(-1).lower_ == "the"
        return max(before)[1] if before and singular else state

    def _newcomer(self, token: Token) -> int | None:
        """Someone without a name: "a diplomat", "four sources at the airport", "a joint statement", "one of them"."""
        lemma = singular(token.lower_)
        if token.pos_ in ("NUM", "PRON", "DET") or lemma in ("one", "those", "other"):
            return self._one_of(token)
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "X") or lemma in ("nobody", "nothing"):
            return None
        found = self.mentions.enlist(token)
        if found is not None:
            return found
        if lemma in words("nouns", "documents"):
            return self.mentions.enter(token, "other", self.label(token))
        plural = token.tag_ in ("NNS", "NNPS")
        if lemma in words("nouns", "bodies"):
            return self.mentions.enter(token, "organisation", self.label(token))
        if lemma in words("nouns", "voices") or is_persons(token.text):
            return self.mentions.enter(token, "people" if plural else "person", self.label(token))
        if token.pos_ == "PROPN" and lemma in actor_nouns()["leader_like"]:
            return self.mentions.enter(token, "person", self.label(token))
        if token.pos_ == "PROPN":
            return self.mentions.enter(token, "other", self.label(token))
        return None

    def _one_of(self, token: Token) -> int | None:
        """ "One of them, a teacher", "those at the border"."""
        beside = next((c for c in token.children if c.dep_ == "appos" and c.pos_ == "NOUN"), None)
        if beside is not None:
            return self.bearer(beside.i)
        if token.lower_ not in ("one", "those", "some", "others", "many"):
            return None
        kind: ActorKind = "person" if token.lower_ == "one" else "people"
        return self.mentions.enter(token, kind, self.label(token))

    def label(self, token: Token) -> str:
        """The words of a noun phrase without article and number, up to its head."""
        first = token.i
        for child in token.lefts:
            if child.dep_ in ("amod", "compound", "nmod:poss", "nmod", "flat", "nmod:desc"):
                first = min(first, child.left_edge.i)
        first = max(first, token.i - LONGEST_LABEL)
        while first < token.i and (self.doc[first].pos_ in ("DET", "NUM", "PUNCT", "ADP") or self.doc[first].is_space):
            first += 1
        return " ".join(self.doc[first : token.i + 1].text.split())
