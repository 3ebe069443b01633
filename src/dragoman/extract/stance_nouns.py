"""Stands told by nouns: for the stand ("opposition from") or its holder ("an ally of"), and compounds ("-backed")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.arguments import PASSIVES, SUBJECTS, subject
from dragoman.extract.stance_grammar import (
    NAMED,
    Stand,
    acts,
    agents,
    case_of,
    ceased,
    coordinated,
    doubtful,
    fits,
    lemma_of,
    near,
    negated,
    passive,
    passive_subject,
)
from dragoman.extract.stances import STANCES, lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

PAST = frozenset("former ex erstwhile previous previously past earlier once formerly".split())
TOWARDS = ("for", "to", "towards", "toward", "with", "behind", "against")
FROM = ("from", "by", "among", "in")


def backed(token: Token) -> Iterator[Stand]:
    """ "Turkey-backed fighters"."""
    if token.i < 2 or token.nbor(-1).text not in ("-", "–"):
        return
    for stance in STANCES:
        if token.lower_ not in lexicon().stances[stance].adjectives:
            continue
        noun: Token | None = token.head
        while noun is not None and noun.dep_ in ("amod", "compound") and noun.head != noun and noun.i < token.i:
            noun = noun.head
        if noun is None or noun.i <= token.i:
            # hung on the wrong word: the noun phrase goes on behind it
            noun = next((t for t in token.doc[token.i + 1 : token.i + 5] if t.pos_ in ("NOUN", "PROPN")), None)
            while noun is not None and noun.dep_ in ("compound", "nmod:desc", "amod") and noun.head.i > noun.i:
                noun = noun.head
        if noun is None:
            continue
        inner = [c for c in noun.children if c.dep_ == "nmod:poss" and c.i > token.i]
        noun = inner[0] if inner else noun
        if noun.pos_ in ("NOUN", "PROPN") and noun.i > token.i and (acts(noun) or noun.ent_type_ in NAMED):
            yield Stand((token.nbor(-2),), stance, noun, token)


def holder_nouns(noun: Token) -> Iterator[Stand]:
    """ "A is a staunch ally of B", "A remains B's main backer", "A, a critic of B", "B's main ally, A"."""
    for stance in STANCES:
        wording = lexicon().stances[stance]
        if lemma_of(noun) not in wording.agents or noun.tag_ == "NNPS":
            continue
        of = [c for c in noun.children if c.dep_ == "nmod" and case_of(c) in ("of", "to")]
        owner = [c for c in noun.children if c.dep_ == "nmod:poss"]
        strong = any(c.dep_ in ("amod", "compound") and lemma_of(c) in wording.strong for c in noun.children)
        firm = strong or lemma_of(noun) not in ("ally", "partner", "friend", "opponent", "foe", "enemy", "adversary")
        target = (of or (owner if firm else []))[:1]
        if not target or negated(noun) or any(lemma_of(c) in PAST for c in noun.children):
            continue
        holders: list[Token] = []
        if any(c.dep_ == "cop" for c in noun.children):
            holders = [c for c in noun.children if c.dep_ in SUBJECTS][:1]
        elif noun.dep_ == "xcomp" and lemma_of(noun.head) in ("remain", "become", "stay"):
            found = subject(noun.head)
            holders = [found] if found is not None and not negated(noun.head) else []
        elif noun.dep_ == "appos":
            holders = [noun.head]
        else:
            holders = [c for c in noun.children if c.dep_ in ("appos", "flat")][:1]
            if noun.dep_ == "nmod:desc":
                holders = [noun.head]
        if holders:
            for part in coordinated(target[0]):
                yield Stand(tuple(holders), stance, part, noun)


def stand_nouns(noun: Token, last: Token | None) -> Iterator[Stand]:
    """ "Washington's support for B", "voiced opposition to B", "with the backing of A", "despite opposition from A"."""
    words = lexicon()
    report = words.report
    for stance in STANCES:
        if lemma_of(noun) not in words.stances[stance].stands:
            continue
        head = noun.head
        verbal = head.pos_ == "VERB"
        if verbal and (lemma_of(head) in report["ceasing"] or negated(head) or doubtful(head) or ceased(head)):
            continue
        if any(c.lower_ in ("no", "without", "little", "any", *PAST) for c in noun.children):
            continue
        towards, of, from_ = (
            [c for c in noun.children if c.dep_ == "nmod" and case_of(c) in cases] for cases in (TOWARDS, ("of",), FROM)
        )
        if not towards and noun.dep_ == "obj":
            # "voiced support for B": the parser may hang B on the verb
            towards = [c for c in head.children if c.dep_ == "obl" and case_of(c) in TOWARDS and c.i > noun.i]
        if of and not towards and case_of(noun) == "in" and verbal:
            for part in coordinated(of[0]):  # "bombs in support of the president"
                if fits(part):
                    yield Stand(agents(head), stance, part, noun)
            continue
        own = [c for c in noun.children if c.dep_ == "nmod:poss"]
        if own and of and not towards:
            towards = of  # "Qatar's support of the movement"
        holders = own + from_
        if not holders and (towards or noun.dep_ == "obl"):
            holders = of
        if not holders:
            holders = [
                c
                for c in noun.children
                if c.dep_ in ("amod", "compound") and c.ent_type_ in ("GPE", "LOC", "NORP", "ORG")
            ]
        targets = towards
        if verbal and lemma_of(head) in report["receiving"] and noun.dep_ in ("obj", "obl") and not towards:
            holders = holders or of  # "the plan has the support of A", "it met with resistance from A"
            thing = passive_subject(head) if passive(head) else subject(head)
            thing = next((c for c in head.children if c.dep_ == "iobj"), thing)  # "earned him a rebuke from A"
            targets = [thing] if thing is not None else []
        elif noun.dep_ == "obj" and verbal and lemma_of(head) in report["voicing"]:
            receiver = [c for c in head.children if c.dep_ == "iobj"]
            inside = [c for c in noun.children if c.dep_ == "compound" and c.ent_type_ == "PERSON"]
            targets = targets or receiver or inside
            if targets and not holders or inside:
                holders = list(agents(head))
            elif targets and lemma_of(head) in ("share", "echo", "join"):
                holders = [*agents(head), *holders]
            if (
                not targets
                and lemma_of(head) in ("give", "lend", "withhold")
                and last is not None
                and near(last, head)
                and head.dep_ in ("root", "conj")
            ):
                holders, targets = list(agents(head)), [last]  # "Rome gave its blessing in April"
        elif noun.dep_ == "obl" and not targets and holders:
            targets = _of_clause(noun, head)
        if holders and targets:
            for part in coordinated(targets[0]):
                if part.pos_ in ("NOUN", "PROPN") and fits(part) or part.dep_ == "iobj":
                    yield Stand(tuple(holders), stance, part, noun)


def refusals(noun: Token) -> Iterator[Stand]:
    """ "Ankara's refusal to recognise the republic"."""
    if lemma_of(noun) not in ("refusal", "reluctance", "unwillingness", "failure"):
        return
    own = tuple(c for c in noun.children if c.dep_ == "nmod:poss" or c.dep_ == "nmod" and case_of(c) == "by")
    for inner in noun.children:
        if own and inner.dep_ == "acl" and lemma_of(inner) in lexicon().negated:
            for child in inner.children:
                if child.dep_ == "obj" and fits(child):
                    yield Stand(own, "opposes", child, noun)


def campaigns(noun: Token) -> Iterator[Stand]:
    """ "Has led the campaign for the lifting of the ban", "its calls for a truce"."""
    report = lexicon().report
    if lemma_of(noun) not in report["campaigns"] or noun.pos_ != "NOUN":
        return
    thing = next((c for c in noun.children if c.dep_ == "nmod" and case_of(c) == "for"), None)
    if thing is None:
        return
    own = tuple(c for c in noun.children if c.dep_ == "nmod:poss")
    head = noun.head
    led = noun.dep_ == "obj" and lemma_of(head) in report["leading"] and not negated(head) and not doubtful(head)
    holders = own or (agents(head) if led else ())
    if not holders or noun.dep_ in ("obj", "nmod") and lemma_of(head) in report["condemning"]:
        return
    if lemma_of(thing) in report["endings"]:
        gone = next((c for c in thing.children if c.dep_ == "nmod" and case_of(c) in ("of", "to")), None)
        if gone is not None and fits(gone):
            yield Stand(holders, "opposes", gone, noun)
    elif fits(thing) and lemma_of(thing) not in report["passing"]:
        yield Stand(holders, "supports", thing, noun)


def sides(noun: Token) -> Iterator[Stand]:
    """ "Is on Guyana's side", "has taken the company's side", "fought at Kabul's side"."""
    own = next((c for c in noun.children if c.dep_ == "nmod:poss" and c.pos_ != "PRON"), None)
    if lemma_of(noun) != "side" or own is None or negated(noun):
        return
    if any(c.dep_ == "cop" for c in noun.children):
        holder = next((c for c in noun.children if c.dep_ in SUBJECTS), None)
    elif noun.head.pos_ == "VERB" and not negated(noun.head) and not doubtful(noun.head):
        taken = noun.dep_ == "obj" and lemma_of(noun.head) in ("take", "choose")
        holder = subject(noun.head) if taken or case_of(noun) in ("on", "at", "by") else None
    else:
        return
    if holder is not None and (noun.dep_ != "root" or case_of(noun) in ("on", "at", "by")):
        yield Stand((holder,), "supports", own, noun)


def _of_clause(noun: Token, head: Token) -> list[Token]:
    """What is done "with the backing of A" or "despite opposition from A"."""
    against = case_of(noun) in ("despite", "over", "against", "amid")
    about = next((c for c in head.children if c.dep_ == "obj"), None) if against else None
    if about is None and any(c.dep_ in PASSIVES for c in head.children):
        about = passive_subject(head)
    if about is None and not against:
        about = next((c for c in head.children if c.dep_ == "obj" and lemma_of(c) in lexicon().report["plans"]), None)
    if about is None:
        about = subject(head)
    return [about] if about is not None else []
