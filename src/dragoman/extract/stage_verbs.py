"""What moves an arrangement: the verb, noun or adjective beside its noun, and the stage that this shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.arguments import SUBJECTS, subject
from dragoman.extract.stages import Side, Wording, stage_lexicon
from dragoman.reading import Tense
from dragoman.types import ArrangementKind, StageName

if TYPE_CHECKING:
    from spacy.tokens import Token

OBJECTS = ("obj", "nsubj:pass", "iobj")
NEGATIONS = frozenset("not n't n’t never no neither nor nobody none".split())
DOUBTS = frozenset("could might may would should can".split())
COMING = frozenset("will shall 'll ’ll".split())
WANTING = frozenset("want seek hope plan intend mean aim try wish offer propose expect ask urge call".split())
REPORTING = frozenset("say accuse claim allege complain report charge tell insist announce".split())
PROPOSED_WORDS = frozenset("proposed draft possible planned prospective mooted would-be potential".split())
SETTLED: frozenset[StageName] = frozenset(["agreed", "signed", "in_force", "implemented", "extended", "negotiated"])


@dataclass(frozen=True)
class Move:
    """One stage shown: `by` is the word that shows it, `side` where the noun stands to it.

    `news`: may the day of the report stand for the stage's day? `speaker`: who alleges it.
    """

    stage: StageName
    by: Token
    side: Side
    tense: Tense = "past"
    news: bool = False
    speaker: Token | None = None


def moves(noun: Token, kind: ArrangementKind) -> Iterator[Move]:
    """The stages that the sentence shows of the arrangement `noun` names, each word once."""
    words = stage_lexicon()
    lemma = noun.lemma_.lower()
    generic, sign, meeting = lemma in words.generic, lemma in words.signs, lemma in words.meetings
    seen: set[int] = set()
    for verb, side in _verbs(noun):
        if verb.i in seen:
            continue
        for wording in words.wordings(side, kind, verb.lemma_.lower()):
            if generic and wording.stage not in ("agreed", "signed", "suspended", "ended"):
                continue
            if meeting and not (
                wording.stage in ("suspended", "ended") or wording.stage == "proposed" and _counted(noun)
            ):
                continue
            if sign and verb.lemma_.lower() not in words.sign_verbs:
                continue
            if noun.pos_ == "PRON" and not (
                wording.nouns or wording.link in ("effect", "force") or verb.lemma_.lower() in words.of_it
            ):
                continue
            if _linked(verb, noun, wording):
                stage = _status(verb, wording.stage)
                if side == "subject" and stage in ("ended", "suspended") and not wording.nouns and _acts_on(verb):
                    stage = "in_force"  # "the agreement ended the offensive"
                if stage is not None:
                    seen.add(verb.i)
                    yield Move(stage, verb, side, _tense(verb), _news(verb), _speaker(verb))
                break
    if generic or sign or noun.pos_ == "PRON":
        return
    if meeting:
        if not seen and _counted(noun):
            yield Move("agreed", noun.head if noun.head.pos_ == "VERB" else noun, "object", "past", _news(noun.head))
        return
    head = noun.head
    if noun.dep_ in ("nmod", "compound") and head.pos_ == "NOUN" and head.lemma_.lower() in words.nominal:
        if head.i not in seen and not any(c.lower_ in NEGATIONS for c in head.children):
            yield Move(words.nominal[head.lemma_.lower()], head, "object")
            seen.add(head.i)
    cop = any(c.dep_ == "cop" for c in head.children) and noun.dep_ in SUBJECTS
    if cop and head.lemma_.lower() in words.described and not _negated(head):
        yield Move(words.described[head.lemma_.lower()], head, "subject", "present", True)
        seen.add(head.i)
    for child in noun.children:  # "the pact, in limbo since the summer"
        if child.dep_ in ("nmod", "amod", "acl") and child.lemma_.lower() in words.described and child.i > noun.i:
            yield Move(words.described[child.lemma_.lower()], child, "subject")
            seen.add(child.i)
    if not seen and any(c.lower_ in PROPOSED_WORDS for c in noun.children):
        yield Move("proposed", noun, "object")
    elif not seen and noun.lemma_.lower() in words.strong and _dated(noun):
        named: StageName = "in_force" if kind == "sanctions" else "ended" if noun.lemma_ == "rupture" else "agreed"
        yield Move(named, noun, "object")


ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth next last previous".split())


def _counted(noun: Token) -> bool:
    """One of a series: "their fifth summit"."""
    return any(c.lower_ in ORDINALS for c in noun.children)


def _dated(noun: Token) -> bool:
    """Does a day, month or year hang on the noun itself: "the truce of 31 August"?"""
    return any(
        c.dep_ in ("nmod", "nmod:unmarked", "compound", "nummod") and (c.ent_type_ == "DATE" or _year(c))
        for c in noun.children
    )


def _year(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == 4


def _verbs(noun: Token) -> Iterator[tuple[Token, Side]]:
    """The verbs of which the noun is object or subject: above it, in its relative clauses and participles."""
    node = noun
    while node.dep_ in ("conj", "appos") and node.head.pos_ in ("NOUN", "PROPN") or _measured(node):
        node = node.head
    head = node.head
    if head.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in head.children):
        if node.dep_ in OBJECTS:
            yield head, "object"
        elif node.dep_ in SUBJECTS:
            yield head, "subject"
            yield from ((c, "subject") for c in head.children if c.dep_ == "conj" and _shares(c))
            if _passive(head):
                yield head, "object"
        elif node.dep_ == "obl":
            yield head, "object"
    if node.dep_ == "nsubj:pass":
        yield from ((c, "object") for c in head.children if c.dep_ == "conj" and _shares(c))
    for child in noun.children:
        if child.dep_ == "acl:relcl":
            for verb in (child, *(c for c in child.children if c.dep_ == "conj" and c.pos_ == "VERB")):
                own = [c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ not in ("that", "which", "who")]
                yield verb, "object" if own or _passive(verb) else "subject"
        elif child.dep_ == "acl" and child.tag_ in ("VBN", "VBD"):
            yield child, "object"
        elif child.dep_ == "acl" and child.tag_ == "VBG":
            yield child, "subject"


def _shares(verb: Token) -> bool:
    return verb.pos_ == "VERB" and not any(c.dep_ in (*SUBJECTS, "nsubj:pass") for c in verb.children)


MEASURES = frozenset("text terms draft round series part set batch framework kind head principle provision".split())


def _measured(noun: Token) -> bool:
    """ "The terms of the deal", "a round of talks": what happens to the measure happens to it."""
    return noun.dep_ == "nmod" and noun.head.lemma_.lower() in MEASURES and any(c.lower_ == "of" for c in noun.children)


def _passive(verb: Token) -> bool:
    return any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children) or (
        verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD")
    )


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case"), "")


def _linked(verb: Token, noun: Token, wording: Wording) -> bool:
    """Do the particle, preposition and nouns of the wording stand with the verb?"""
    node = noun
    while node.dep_ in ("conj", "appos") and node.head != verb or _measured(node):
        if node.head == node:
            break
        node = node.head
    oblique = node.head == verb and node.dep_ == "obl"
    if wording.nouns:
        return any(
            c.lemma_.lower() in wording.nouns and (not wording.link or _case(c) in (wording.link, ""))
            for c in verb.children
            if c.dep_ in ("obl", "obj", "nmod", "xcomp", "advmod")
        ) or (verb.lemma_.lower() in wording.nouns)
    if wording.link:
        particle = any(c.lower_ in wording.link.split() and c.dep_ in ("compound:prt", "advmod") for c in verb.children)
        object_word = any(c.dep_ == "obj" and c.lower_ == wording.link for c in verb.children)
        return particle and not oblique or object_word or (oblique and _case(node) == wording.link.split()[-1])
    if oblique:
        return False
    return not any(c.dep_ == "compound:prt" for c in verb.children)


def _negated(verb: Token) -> bool:
    return any(c.lower_ in NEGATIONS and c.dep_ in ("advmod", "det", "cc") for c in verb.children) or any(
        c.dep_ in (*SUBJECTS, "nsubj:pass") and {g.lower_ for g in (c, *c.children)} & NEGATIONS for c in verb.children
    )


def _status(verb: Token, stage: StageName) -> StageName | None:
    """The stage as it is told: denied is none, wished or possible is proposed."""
    if _negated(verb):
        return None
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass")}
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    if marks & {"if", "unless", "whether"}:
        return None
    wished = verb.dep_ in ("xcomp", "ccomp", "advcl") and verb.head.lemma_.lower() in WANTING and "to" in marks
    ahead = bool(auxiliaries & COMING) or ("to" in marks and auxiliaries & {"is", "are", "was", "were"})
    if wished or ahead or auxiliaries & DOUBTS:
        if stage in SETTLED or stage == "proposed":
            return "proposed"
        return None
    return stage


def _acts_on(verb: Token) -> bool:
    return any(c.dep_ == "obj" for c in verb.children) and not _passive(verb)


def _tense(verb: Token) -> Tense:
    if any(c.lower_ in COMING for c in verb.children):
        return "future"
    return "present" if verb.tag_ in ("VBZ", "VBP") else "past"


def _news(verb: Token) -> bool:
    had = any(c.dep_ in ("aux", "aux:pass") and c.lower_ == "had" for c in verb.children)
    return verb.dep_ in ("root", "conj", "ccomp", "parataxis") and not had and verb.tag_ != "VBG"


def _speaker(verb: Token) -> Token | None:
    node = verb
    for _ in range(4):
        head = node.head
        if head == node:
            return None
        if node.dep_ in ("ccomp", "advcl", "xcomp", "parataxis") and head.lemma_.lower() in REPORTING:
            return subject(head)
        node = head
    return None
