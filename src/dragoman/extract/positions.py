"""Who stands for or against whom or what, sentence by sentence.

The frames find the words (stance_frames.py), the wording is data (lexicon/positions.toml); here the words become actors
and comparable targets. A stand that nobody took is worse than one that is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from dragoman.extract.mentions import Mentions
from dragoman.extract.speechwords import words
from dragoman.extract.stance_frames import echoes, stands
from dragoman.extract.stance_grammar import HEADING, LOOK_BACK, Stand, acts, case_of, coordinated, lemma_of
from dragoman.extract.voices import Voices
from dragoman.reading import Extent, PositionMention, StatementMention, Tense, When
from dragoman.types import ActorKind, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WhenFor = Callable[[Extent, Tense], tuple[When, ...]]
LONGEST_TARGET = 9  # words of a target; beyond that they are no longer comparable
LONGEST_EVIDENCE = 260  # characters from the first to the last word of a stand
PAPERS = frozenset(
    """deal agreement accord pact treaty truce ceasefire memorandum plan proposal text draft resolution bill ruling
    award verdict judgment offer compromise declaration settlement decision initiative project law
    statement communique paper tariff levy embargo sanction blockade visit""".split()
)
DEALS = frozenset("deal agreement accord pact treaty truce ceasefire memorandum plan proposal thaw".split())


def positions(
    doc: Doc, mentions: Mentions, *, when_for: WhenFor, statements: Sequence[StatementMention] = ()
) -> tuple[PositionMention, ...]:
    """One position per holder, stance and target of each sentence, in the order of the text.

    statements: the report's; "we" and what is only said to be so are the stand of whoever speaks.
    """
    voices = Holders(statements, mentions)
    found: dict[tuple[int, Stance, int | None, str], PositionMention] = {}
    heading = next((t for t in doc[:HEADING] if t.lemma_.lower() in DEALS and not mentions.is_furniture(t.i)), None)
    last = heading
    before: Stand | None = None
    for token in doc:
        if mentions.is_furniture(token.i) or token.is_space or token.is_punct:
            continue
        if salient(token):
            last = token
        if last is not None and token.idx - last.idx > LOOK_BACK:
            last = heading
        taken = list(stands(token, last)) or list(echoes(token, before))
        for stand in taken:
            last, before = (stand.target if stand.target.pos_ in ("NOUN", "PROPN") else last), stand
            for mention in _mentions_of(stand, mentions, when_for, voices):
                key = (mention.holder, mention.stance, mention.target, mention.words.casefold())
                found.setdefault(key, mention)
    return tuple(found.values())


def salient(token: Token) -> bool:
    """Is it a plan or paper that a main clause is about, so that "it" in the next may mean it?"""
    if (
        token.pos_ not in ("NOUN", "PROPN")
        or lemma_of(token) not in PAPERS
        or token.dep_ not in ("nsubj", "nsubj:pass", "obj", "root")
    ):
        return False
    verb = token.head if token.dep_ != "root" else token
    while verb.dep_ in ("ccomp", "xcomp") and verb.head != verb and verb.head.i < verb.i:
        verb = verb.head
    return verb.dep_ in ("root", "conj", "parataxis") and verb.pos_ in ("VERB", "NOUN", "ADJ")


def _mentions_of(stand: Stand, mentions: Mentions, when_for: WhenFor, voices: Holders) -> Iterator[PositionMention]:
    told = phrase(stand.target, extra=stand.extra)
    actor = target_actor(stand.target, mentions) if not stand.extra else None
    if actor is not None and stand.target.pos_ == "PRON":
        told = mentions.entities[actor].name
    if not told or (actor is None and stand.target.pos_ == "PRON" and not list(stand.target.children)):
        return
    evidence = _evidence(stand)
    holders = dict.fromkeys(h for t in stand.holders for h in voices.holders(t))
    if not stand.holders:
        holders = dict.fromkeys(voices.speakers(stand.at))
    for holder in holders:
        targets = [actor] if actor is None else list(mentions.members(actor))
        for target in targets:
            if holder == target or (target is not None and target in holders):
                continue
            yield PositionMention(
                holder=holder, stance=stand.stance, target=target, words=told, evidence=evidence,
                when=when_for(evidence, "past"),
            )  # fmt: skip


# --- who and what


class Holders:
    """Whose words a word of the report is part of, and whom a noun phrase means."""

    def __init__(self, statements: Sequence[StatementMention], mentions: Mentions) -> None:
        self.statements, self.mentions = statements, mentions

    def speakers(self, token: Token) -> list[int]:
        """The speaker of the shortest statement about the token, groups by their members."""
        about = [s for s in self.statements if s.content.start <= token.idx < s.content.end and s.speaker is not None]
        if not about:
            return []
        speaker = min(about, key=lambda s: (s.content.end - s.content.start, s.content.start)).speaker
        members = self.mentions.members(speaker) if speaker is not None else ()
        return [m for m in members if self.mentions.entities[m].kind in HOLDING]

    def holders(self, token: Token) -> list[int]:
        """Who is meant by the words for a holder: "we" is whoever speaks."""
        if token.lower_ in ("we", "i", "us", "me") and token.pos_ == "PRON":
            return self.speakers(token)
        return who(token, self.mentions)


HOLDING: frozenset[ActorKind] = frozenset(["person", "state", "organisation", "armed_group", "other"])
TARGETED: frozenset[ActorKind] = HOLDING | frozenset(["people", "place"])


def who(token: Token | None, mentions: Mentions) -> list[int]:
    """The actors that a noun phrase stands for, groups by their members; none for crowds without a name."""
    if token is None:
        return []
    found: list[int] = []
    for part in coordinated(_listed(token)):
        entity = _own_state(part, mentions) if lemma_of(part) in ("country", "government", "nation") else None
        if entity is None:
            entity = mentions.actor(part)
        if entity is None and part.lemma_.lower() in mentions.leader_words() | DEPUTIES:
            owner = next((c for c in part.children if c.dep_ in ("nmod:poss", "compound", "amod", "nmod")), None)
            entity = mentions.actor(owner) if owner is not None else None
        if lemma_of(part) in PARTS:
            whole = next((c for c in part.children if c.dep_ == "nmod" and case_of(c) == "of"), None)
            entity = mentions.actor(whole) if whole is not None else entity
        if entity is None and lemma_of(part) in words("nouns", "bodies") | SIDES and part.pos_ in ("NOUN", "PROPN"):
            entity = mentions.enter(part, "organisation", Voices(part.doc, mentions).label(part))
        if (
            entity is None
            and part.tag_ == "NNS"
            and any(c.text[:1].isupper() and c.pos_ != "DET" for c in part.children)
        ):
            entity = mentions.enlist(part)  # "Herero chiefs": a crowd with a name
            if entity is not None and entity not in found:
                found.append(entity)
        if entity is None and part.pos_ == "PROPN":
            owner = next((c for c in part.children if c.dep_ == "nmod" and case_of(c) == "of"), None)
            entity = mentions.actor(owner) if owner is not None else None
        if entity is not None:
            for member in mentions.members(entity):
                if _nameless(member, mentions):
                    continue
                if mentions.entities[member].kind in HOLDING and member not in found:
                    found.append(member)
    return found


def _own_state(noun: Token, mentions: Mentions) -> int | None:
    """The state of the person in "whose country", "his government"."""
    owner = next((c for c in noun.children if c.dep_ == "nmod:poss"), None)
    if owner is None:
        return None
    node = noun.head
    while owner.lower_ == "whose" and node.dep_ not in ("acl:relcl", "root") and node.head != node:
        node = node.head
    entity = mentions.at(node.head.i if owner.lower_ == "whose" else owner.i)
    code = mentions.entities[entity].country if entity is not None else None
    if code is None:
        return entity if entity is not None and mentions.entities[entity].kind == "person" else None
    return next((n for n, e in enumerate(mentions.entities) if e.kind == "state" and e.country == code), entity)


def _nameless(entity: int, mentions: Mentions) -> bool:
    """Is it a person whom nothing names: "the guest", "Their Highnesses"?"""
    found = mentions.entities[entity]
    named = any(m.kind == "name" for m in found.mentions)
    return found.kind == "person" and not named and not found.candidates and found.country is None and not found.members


PARTS = frozenset("rest most majority member part bulk remainder all many some several".split())
SIDES = frozenset("party bloc camp lobby movement pact front alliance coalition caucus faction".split())
DEPUTIES = frozenset(
    "spokesman spokeswoman spokesperson ministry army side parliament delegation secretary-general".split()
)


def _listed(token: Token) -> Token:
    """ "Four states recognise it: A, B and C": the list that follows the colon stands for the noun."""
    if token.lemma_.lower() in ("state", "country", "nation", "member", "government", "party"):
        for node in (token, token.head):
            for child in node.children:
                colon = child.i > 0 and child.doc[child.i - 1].text in (":", "-", "–", "—")
                if child.i > token.i and colon and child.dep_ in ("parataxis", "appos", "list", "conj"):
                    if child.pos_ == "PROPN":
                        return child
    return token


def target_actor(token: Token, mentions: Mentions) -> int | None:
    """The actor that the target is; None for what an actor does, has or plans."""
    entity = mentions.at(token.i)
    if entity is None:
        named = [c for c in token.children if c.dep_ in ("flat", "appos") and mentions.at(c.i) is not None]
        entity = mentions.at(named[0].i) if named and token.pos_ == "PROPN" else None
        if entity is None:
            titled = next((c for c in token.children if c.dep_ == "appos" and c.ent_type_ == "PERSON"), None)
            entity = mentions.at(titled.i) if titled is not None else None
    if entity is None or mentions.is_adjective(token.i) and token.pos_ == "ADJ":
        return None
    return entity if mentions.entities[entity].kind in TARGETED else None


def phrase(token: Token, *, extra: tuple[Token, ...] = ()) -> str:
    """Comparable words of a noun phrase or gerund: no article, no relative clause, no date, no quotation marks."""
    doc = token.doc
    first = token.i
    for child in token.lefts:
        if child.dep_ in ("amod", "compound", "nmod:poss", "nummod", "nmod:desc", "advmod", "nmod", "flat") and (
            child.ent_type_ != "DATE" or child.dep_ == "compound"
        ):
            first = min(first, child.left_edge.i)
    last = token.i
    for child in token.rights:
        if child.dep_ == "acl" and (acts(token) or first < token.i) and child.tag_ in ("VBG", "VBN"):
            break
        stop = child.dep_ in ("acl:relcl", "parataxis", "cc", "punct", "list", "advcl:relcl", "orphan")
        if child.dep_ == "appos" and child.i - last > 1:
            stop = True
        if child.ent_type_ == "DATE" and child.dep_ in ("nmod", "obl", "nmod:unmarked", "obl:unmarked"):
            stop = True
        if child.dep_ == "conj" or stop:
            if child.dep_ == "punct" and child.text in ('"', "“", "”", "'", "-", "’"):
                continue
            break
        last = max(last, child.right_edge.i)
    while first < token.i and (doc[first].dep_ in ("det", "case", "mark") or doc[first].is_punct):
        first += 1
    if lemma_of(token) in BARE and last == token.i:
        # "groups that fought the government": the noun alone compares with nothing
        clause = next((c for c in token.rights if c.dep_ in ("acl:relcl", "acl", "ccomp")), None)
        if clause is not None:
            return " ".join(doc[first : min(clause.right_edge.i, first + LONGEST_TARGET) + 1].text.split())[:90]
    if last == token.i and (lemma_of(token) in SEATED or acts(token)) and token.i + 2 < len(doc):
        # "the government in Tripoli": the parser may hang the town on the verb
        town = doc[token.i + 2]
        if doc[token.i + 1].lower_ in ("in", "of") and town.ent_type_ and town.dep_ == "obl":
            last = town.right_edge.i if town.right_edge.i < town.i + 4 else town.i
    last = min(last, first + LONGEST_TARGET - 1 if token.i - first < LONGEST_TARGET else token.i)
    for i in range(token.i + 1, last + 1):
        if doc[i].dep_ == "acl:relcl" or doc[i].text in (",", ";", ":") or doc[i].lower_ in ("which", "who", "whom"):
            last = i - 1
            break
    while last > token.i and (doc[last].is_punct or doc[last].pos_ in ("ADP", "DET", "CCONJ", "SCONJ", "PART")):
        last -= 1
    words = doc[first : last + 1].text + "".join(" " + phrase(t) for t in extra)
    return " ".join(words.replace('"', "").replace("“", "").replace("”", "").split())[:90]


SEATED = frozenset("state republic authority administration".split())
BARE = frozenset(
    "group force fighter faction side party state country people anything everything those one wish idea demand".split()
)


def _evidence(stand: Stand) -> Extent:
    tokens = [stand.at, stand.target, *stand.extra, *(h for h in stand.holders if h.sent == stand.at.sent)]
    left, right = min(t.i for t in tokens), max(t.i for t in tokens)
    doc = stand.at.doc
    start, end = doc[left].idx, doc[right].idx + len(doc[right])
    if stand.target.i == right:
        tail = min(stand.target.right_edge.i, right + LONGEST_TARGET)
        while tail > right and any(doc[i].dep_ == "acl:relcl" or doc[i].text == "," for i in range(right, tail + 1)):
            tail -= 1
        end = doc[tail].idx + len(doc[tail])
    if end - start > LONGEST_EVIDENCE:
        start, end = stand.at.idx, stand.at.idx + len(stand.at)
        if stand.target.idx >= start:
            end = min(max(end, stand.target.idx + len(stand.target)), start + LONGEST_EVIDENCE)
    return Extent(start, end)
