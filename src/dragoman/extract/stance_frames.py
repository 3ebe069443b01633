"""The frames of stands: who is for or against what in one sentence, read from its parse.

Verbs ("Kigali backs M23"), nouns for the stand ("opposition from Washington") and for those who hold it ("the main ally
of"), compounds ("Turkey-backed fighters"), what the object is called ("calls it illegal") and what is said to be needed
("its unity must be preserved"). Doubtful, hypothetical and denied ones are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.extract.arguments import SUBJECTS, subject
from dragoman.extract.board import actor_nouns
from dragoman.extract.stances import STANCES, lexicon
from dragoman.types import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

LOOK_BACK = 500  # characters within which a cheer without an object finds what is cheered
HEADING = 30  # words of a report within which its heading stands
NEGATIONS = frozenset("not n't n’t never no neither nor hardly".split())
DOUBTS = frozenset("would could might may can should".split())
CONDITIONS = frozenset("if unless whether should".split())
RELATIVES = frozenset("who whom which that".split())
PARTICLES = frozenset("up down off out".split())
PASSIVES = ("nsubj:pass", "csubj:pass")
NAMED = frozenset(["PERSON", "GPE", "ORG", "NORP"])
SAYING_DEPS = ("ccomp", "parataxis", "conj")


@dataclass(frozen=True)
class Stand:
    """A stand found in one sentence: whose, for or against what, and the words it stands in."""

    holders: tuple[Token, ...]
    stance: Stance
    target: Token
    at: Token
    extra: tuple[Token, ...] = ()


def coordinated(token: Token) -> list[Token]:
    """The token and what is coordinated with it: "Russia, Turkey, and Iran", "Russia, along with Iran"."""
    parts = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON"):
            parts += coordinated(child)
        elif child.dep_ == "nmod" and any(c.lower_ in ("along", "together", "alongside") for c in child.children):
            parts.append(child)
    return parts


def stands(token: Token, last: Token | None) -> Iterator[Stand]:
    if token.pos_ in ("VERB", "AUX", "ADJ") or token.dep_ == "acl:relcl":
        yield from _verb(token, last)
        yield from _judged(token)
        yield from _needed(token)
        yield from _compound(token)
    if token.pos_ in ("NOUN", "PROPN"):
        yield from _agent(token)
        yield from _stance_noun(token)
        yield from _judged(token)


def lemma_of(token: Token) -> str:
    return token.lemma_.lower()


def case_of(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ in ("case", "mark")), "")


def _negated(verb: Token) -> bool:
    if any(c.lower_ in NEGATIONS and c.dep_ in ("advmod", "det", "cc:preconj", "cc") for c in verb.children):
        return True
    head = verb.head
    report = lexicon().report
    if verb.dep_ == "xcomp" and lemma_of(head) in report["refusing"]:
        return True
    return (
        verb.dep_ in ("xcomp", "conj")
        and head.pos_ == "VERB"
        and any(c.lower_ in NEGATIONS and c.dep_ == "advmod" for c in head.children)
    )


def _doubtful(verb: Token) -> bool:
    """Under a condition, a possibility, or pressure by somebody else."""
    if any(c.dep_ in ("aux", "mark") and c.lower_ in DOUBTS | CONDITIONS for c in verb.children):
        return True
    head = verb.head
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "acl") and lemma_of(head) in lexicon().report["pressing"]:
        return not (lemma_of(head) == "want" and not any(c.dep_ == "obj" for c in head.children))
    return False


def _passive(verb: Token) -> bool:
    return any(c.dep_ in ("aux:pass", *PASSIVES) for c in verb.children) or (
        verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN"
    )


def _relative(token: Token, verb: Token) -> Token:
    """A relative pronoun stands for the noun its clause modifies."""
    if token.lower_ in RELATIVES and token.pos_ in ("PRON", "DET", "SCONJ"):
        node = verb
        while node.dep_ in ("xcomp", "conj", "ccomp") and node.head != node:
            node = node.head
        if node.dep_ in ("acl:relcl", "acl"):
            return node.head
    return token


def _agents(verb: Token) -> tuple[Token, ...]:
    """Who does it: the subject, or the by-phrase of a passive."""
    if _passive(verb):
        by = [c for c in verb.children if c.dep_ == "obl:agent" or (c.dep_ == "obl" and case_of(c) == "by")]
        return tuple(by)
    found = subject(verb)
    return (found,) if found is not None else ()


def _objects(verb: Token, case: str) -> list[Token]:
    if not case:
        if _passive(verb):
            return [s for s in [_passive_subject(verb)] if s is not None]
        direct = [_relative(c, verb) for c in verb.children if c.dep_ == "obj"]
        clauses = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and c.tag_ == "VBG" and not direct]
        gap = not direct and not clauses and verb.dep_ in ("acl:relcl",) and _gapped(verb)
        return direct or clauses or ([verb.head] if gap else [])
    if case in PARTICLES:
        if not any(c.lower_ == case and c.dep_ == "compound:prt" for c in verb.children):
            return []
        return _objects(verb, "")
    parts = case.split()
    if len(parts) > 1 and not any(c.lower_ == parts[0] for c in verb.subtree if c.head in (verb, *verb.children)):
        return []
    found = [
        _relative(c, verb) for c in verb.children if c.dep_ in ("obl", "advcl", "obl:agent") and case_of(c) == parts[-1]
    ]
    if len(parts) > 1:
        found += [
            g
            for c in verb.children
            if c.dep_ == "obj"
            for g in c.children
            if g.dep_ == "nmod" and case_of(g) == parts[-1]
        ]
    return found


def _gapped(verb: Token) -> bool:
    """ "The plan Paris backs": a relative clause with a subject of its own and no object."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS]
    return bool(own) and own[0].lower_ not in RELATIVES and not any(c.dep_ in ("obl", "xcomp") for c in verb.children)


def _passive_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in PASSIVES or child.dep_ in SUBJECTS:
            return _relative(child, verb)
    return verb.head if verb.dep_ in ("acl", "acl:relcl", "amod") else subject(verb)


def _verb(verb: Token, last: Token | None) -> Iterator[Stand]:
    if verb.pos_ != "VERB" and verb.tag_ not in ("VBN", "VBD") and verb.dep_ != "acl:relcl":
        return
    words, lemma = lexicon(), lemma_of(verb)
    negated = _negated(verb)
    if negated:
        cases = words.negated.get(lemma, frozenset())
        yield from _taken(verb, cases, "opposes", only=False, last=last)
        return
    if _doubtful(verb):
        return
    for stance in STANCES:
        wording = words.stances[stance]
        cases = wording.verbs.get(lemma, frozenset())
        if lemma in wording.actors_only:
            cases = cases | {""}
        got = list(_taken(verb, cases, stance, only=lemma in wording.actors_only, last=last))
        yield from got
        if not got and lemma in wording.cheering and last is not None and not _passive(verb):
            if not any(c.dep_ in ("obj", "ccomp", "xcomp", "obl") for c in verb.children) and verb.tag_ != "VBG":
                holders = _agents(verb)
                if holders and _near(last, verb):
                    yield Stand(holders, stance, last, verb)
    if lemma in words.report["seeking"]:
        for child in verb.children:
            fits = child.dep_ == "obj" or (child.dep_ == "obl" and case_of(child) in ("for", "toward", "towards", "at"))
            if fits and lemma_of(child) in words.report["sought"]:
                yield Stand(_agents(verb), "supports", child, verb)


def _near(last: Token, verb: Token) -> bool:
    """Was it spoken of shortly before, or in the heading?"""
    return last.i < verb.i and verb.idx - last.idx < LOOK_BACK or last.i < HEADING


PERSONAL = frozenset("welcome hail receive applaud promote acclaim cheer bless praise".split())


def _taken(verb: Token, cases: frozenset[str], stance: Stance, *, only: bool, last: Token | None) -> Iterator[Stand]:
    holders = _agents(verb)
    if not holders:
        return
    for case in sorted(cases):
        for target in _objects(verb, case):
            antecedent = verb.dep_ in ("acl:relcl", "acl") and target == verb.head
            first = target.ent_type_ in NAMED
            for part in [target] if antecedent else coordinated(target):
                if first and part.ent_type_ not in NAMED:
                    continue  # "backed the leader, and a convoy of aid"
                if part.lower_ in ("it", "this", "that") and part.dep_ == "obj" and last is not None:
                    if _near(last, verb):
                        yield Stand(holders, stance, last, verb)
                    continue
                person = part.ent_type_ == "PERSON" or any(c.ent_type_ == "PERSON" for c in part.children)
                if lemma_of(part) in lexicon().report["objects"] and part.pos_ != "VERB":
                    if not (part.pos_ == "PRON" and any(c.dep_ == "acl:relcl" for c in part.children)):
                        if lemma_of(part) != "way" or not any(c.dep_ == "nmod" for c in part.children):
                            continue
                if person and lemma_of(verb) in PERSONAL and part.dep_ == "obj":
                    continue
                if only and part.pos_ not in ("PROPN", "NOUN", "PRON"):
                    continue
                if only and not (part.ent_type_ in ("PERSON", "GPE", "ORG", "NORP", "LOC") or acts(part)):
                    continue
                if part.pos_ in ("NOUN", "PROPN", "PRON", "VERB", "NUM") and not part.is_punct:
                    yield Stand(holders, stance, part, verb)


def acts(token: Token) -> bool:
    table = actor_nouns()
    return any(lemma_of(token) in table[k] for k in ("armed_group", "organisation", "people")) or lemma_of(token) in (
        "independence", "sovereignty", "statehood", "annexation", "result", "rule", "regime", "side", "group",
    )  # fmt: skip


def _judged(token: Token) -> Iterator[Stand]:
    """ "Calls it illegal", "considered terrorists by Ankara", "sees the vote as a threat", "it had no legitimacy"."""
    words = lexicon()
    if (
        token.pos_ == "VERB"
        and lemma_of(token) in words.report["judging"]
        and not _negated(token)
        and not _doubtful(token)
    ):
        holders = _agents(token) or tuple(c for c in token.children if c.dep_ == "obl" and case_of(c) == "by")
        passive = _passive(token) or any(c.dep_ == "obl" and case_of(c) == "by" for c in token.children)
        if passive:
            holders = tuple(c for c in token.children if c.dep_ in ("obl", "obl:agent") and case_of(c) == "by")
            told = _passive_subject(token)
        else:
            objects = [c for c in token.children if c.dep_ == "obj" and case_of(c) != "as"]
            told = _relative(objects[0], token) if objects else None
            own = [c for c in told.children if c.dep_ == "compound" and c.ent_type_] if told is not None else []
            if told is not None and own and lemma_of(told) in words.stances["opposes"].judged:
                yield Stand(holders, "opposes", own[0], token)  # "considers the movement terrorists"
                told = None
        if holders and told is not None and told.lower_ not in RELATIVES:
            for child in [*token.children, *_stray(token)]:
                if child.dep_ in ("xcomp", "obl", "obj", "advcl", "nmod", "parataxis") and child != told:
                    if (
                        child.dep_ not in ("xcomp", "parataxis")
                        and case_of(child) != "as"
                        and not (child.dep_ == "obj" and passive)
                    ):
                        continue
                    for stance in STANCES:
                        near = [child, *(g for g in child.children if g.dep_ in ("amod", "conj", "compound"))]
                        near += [h for g in near[1:] for h in g.children if h.dep_ == "conj"]
                        if any(lemma_of(t) in words.stances[stance].judged for t in near) and not _negated(child):
                            yield Stand(holders, stance, told, token)
                            break
    # said of it by somebody: "the vote had no legitimacy", "the blockade is illegal"
    speaker = _speaker(token)
    if speaker is None:
        return
    about = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if about is None or about.pos_ == "PRON":
        return
    empty = (
        token.pos_ == "VERB"
        and lemma_of(token) in ("have", "lack")
        and any(c.dep_ == "obj" and lemma_of(c) in ("legitimacy", "validity") for c in token.children)
        and (lemma_of(token) == "lack" or any(g.lower_ == "no" for c in token.children for g in c.children))
    )
    cop = any(c.dep_ == "cop" for c in token.children) and not _negated(token) and not _doubtful(token)
    if empty or (
        cop and lemma_of(token) in words.stances["opposes"].judged - {"terrorist", "danger", "mistake", "null"}
    ):
        yield Stand((speaker,), "opposes", about, token)


def _stray(verb: Token) -> list[Token]:
    """An "as" phrase that the parser hung on a relative clause between: "sees the vote, which …, as a threat"."""
    return [
        c
        for t in verb.subtree
        if t.dep_ == "acl:relcl" and t.i > verb.i
        for c in t.children
        if c.dep_ == "obl" and case_of(c) == "as" and c.i > 1 and c.doc[c.left_edge.i - 1].text == ","
    ]


def _speaker(clause: Token) -> Token | None:
    """Who says the clause that `clause` heads."""
    node = clause
    for _ in range(4):
        if node.head == node:
            return None
        if node.dep_ in SAYING_DEPS:
            head = node.head
            if head.pos_ == "VERB" and node.dep_ != "conj" and lemma_of(head) in SAYING:
                return subject(head)
            node = head
        else:
            return None
    return None


SAYING = frozenset(
    """say tell add announce state declare note stress insist argue write tweet agree underline emphasise emphasize
    reiterate reaffirm maintain warn believe repeat hold affirm underscore""".split()
)


def _needed(token: Token) -> Iterator[Stand]:
    """ "Its integrity must be preserved", "stressing the importance of its unity"."""
    words = lexicon().report
    if token.pos_ not in ("VERB", "NOUN"):
        return
    remains = next((c for c in token.children if c.dep_ == "cop" and lemma_of(c) == "remain"), None)
    verb_fits = token.pos_ == "VERB" and lemma_of(token) in words["preserving"]
    if verb_fits or remains is not None:
        if any(c.lower_ in ("must", "should") and c.dep_ == "aux" for c in token.children) and not _negated(token):
            speaker = _speaker(token)
            about = next((c for c in token.children if c.dep_ in ("nsubj", "nsubj:pass")), None)
            if speaker is not None and about is not None and about.pos_ != "PRON":
                rest = tuple(c for c in token.children if c.dep_ == "xcomp" and c.pos_ in ("NOUN", "ADJ"))
                yield Stand((speaker,), "supports", about, token, extra=(token,) if remains is not None else rest)
    if token.pos_ == "VERB" and lemma_of(token) in words["demanding"] and not _negated(token) and not _doubtful(token):
        for child in token.children:
            gone = _gone(child, words)
            if gone is not None and _agents(token):
                yield Stand(_agents(token), "opposes", gone, token)
    if token.pos_ == "VERB" and lemma_of(token) in words["stressing"] and not _negated(token):
        for child in token.children:
            if child.dep_ in ("obj", "obl") and lemma_of(child) in words["matters"]:
                holders = _agents(token)
                inner = [c for c in child.children if c.dep_ in ("nmod", "acl", "advcl") and c.i > child.i]
                if holders and inner:
                    target = inner[0]
                    deeper = [c for c in target.children if c.dep_ == "obj"] if target.pos_ == "VERB" else []
                    if target.pos_ == "VERB" and lemma_of(target) not in words["preserving"] and not _sought(target):
                        continue
                    yield Stand(holders, "supports", _sought(target) or (deeper[0] if deeper else target), token)


def _gone(child: Token, words: dict[str, frozenset[str]]) -> Token | None:
    """What somebody wants to be gone: "that the soldiers leave", "the sanctions lifted", "the ouster of the ruler"."""
    if child.dep_ == "ccomp" and not _negated(child):
        if lemma_of(child) in words["leaving"]:
            return next((c for c in child.children if c.dep_ == "nsubj" and c.pos_ != "PRON"), None)
        if lemma_of(child) in words["lifting"]:
            return next((c for c in child.children if c.dep_ in ("nsubj:pass",) and c.pos_ != "PRON"), None)
    if child.dep_ == "obj":
        after = next((c for c in child.head.children if c.dep_ in ("xcomp", "ccomp")), None)
        if after is not None and after.tag_ == "VBN" and lemma_of(after) in words["lifting"]:
            return child if child.pos_ != "PRON" else None
        if lemma_of(child) in words["endings"]:
            inner = [
                c for c in child.children if c.dep_ == "nmod:poss" or (c.dep_ == "nmod" and case_of(c) in ("of", "to"))
            ]
            return next((c for c in inner if c.pos_ != "PRON"), None)
    return None


def _sought(token: Token) -> Token | None:
    """The settlement, peace or unity that a phrase comes down to."""
    return next((t for t in token.subtree if lemma_of(t) in lexicon().report["sought"] and t.pos_ == "NOUN"), None)


def _compound(token: Token) -> Iterator[Stand]:
    """ "Turkey-backed fighters"."""
    if token.i < 2 or token.doc[token.i - 1].text not in ("-", "–"):
        return
    for stance in STANCES:
        if token.lower_ in lexicon().stances[stance].adjectives:
            noun = token.head
            inner = [c for c in noun.children if c.dep_ == "nmod:poss" and c.i > token.i]
            if inner:
                noun = inner[0]
            while noun.dep_ in ("amod", "compound") and noun.head != noun and noun.i < token.i:
                noun = noun.head
            if noun.pos_ in ("NOUN", "PROPN") and noun.i > token.i and acts(noun):
                yield Stand((token.doc[token.i - 2],), stance, noun, token)


def _agent(noun: Token) -> Iterator[Stand]:
    """ "A is a staunch ally of B", "A, a critic of B", "B's main ally, A"."""
    for stance in STANCES:
        wording = lexicon().stances[stance]
        if lemma_of(noun) not in wording.agents or noun.tag_ == "NNPS":
            continue
        of = [c for c in noun.children if c.dep_ == "nmod" and case_of(c) == "of"]
        owner = [c for c in noun.children if c.dep_ == "nmod:poss"]
        strong = any(c.dep_ in ("amod", "compound") and lemma_of(c) in wording.strong for c in noun.children)
        target = (of or (owner if strong or stance == "opposes" else []))[:1]
        if not target or _negated(noun):
            continue
        holders: list[Token] = []
        if any(c.dep_ == "cop" for c in noun.children):
            holders = [c for c in noun.children if c.dep_ in SUBJECTS][:1]
        elif noun.dep_ == "appos":
            holders = [noun.head]
        else:
            holders = [c for c in noun.children if c.dep_ in ("appos", "flat")][:1]
            if noun.dep_ == "nmod:desc":
                holders = [noun.head]
        if holders:
            for part in coordinated(target[0]):
                yield Stand(tuple(holders), stance, part, noun)


def _stance_noun(noun: Token) -> Iterator[Stand]:
    """ "Washington's support for B", "voiced opposition to B", "with the backing of A", "despite opposition from A"."""
    words = lexicon()
    for stance in STANCES:
        if lemma_of(noun) not in words.stances[stance].stands:
            continue
        head = noun.head
        if head.pos_ == "VERB" and (lemma_of(head) in words.report["ceasing"] or _negated(head) or _doubtful(head)):
            continue
        if any(c.lower_ in ("no", "without") for c in noun.children):
            continue
        for_, of, from_ = (
            [c for c in noun.children if c.dep_ == "nmod" and case_of(c) in cases]
            for cases in (("for", "to", "towards", "toward"), ("of",), ("from", "by", "among", "in"))
        )
        if not for_:
            # "voiced support for B": the parser may hang B on the verb
            for_ = (
                [c for c in head.children if c.dep_ == "obl" and case_of(c) in ("for", "to")]
                if noun.dep_ == "obj"
                else []
            )
        if of and not for_ and case_of(noun) == "in" and head.pos_ == "VERB":
            for part in coordinated(of[0]):  # "bombs in support of the president"
                yield Stand(_agents(head), stance, part, noun)
            continue
        holders = [c for c in noun.children if c.dep_ in ("nmod:poss",)] + from_
        if not holders and (for_ or noun.dep_ == "obl"):
            holders = of
        if not holders:
            holders = [
                c for c in noun.children if c.dep_ in ("amod", "compound") and c.ent_type_ in ("GPE", "NORP", "ORG")
            ]
        targets = for_
        if noun.dep_ == "obj" and head.pos_ == "VERB" and lemma_of(head) in words.report["voicing"]:
            receiver = [c for c in head.children if c.dep_ == "iobj"]
            inside = [c for c in noun.children if c.dep_ == "compound" and c.ent_type_ == "PERSON"]
            targets = targets or receiver or inside
            if targets and not holders or inside:
                holders = list(_agents(head))
        elif noun.dep_ == "obl" and not targets and holders:
            despite = case_of(noun) in ("despite", "over", "against")
            about = next((c for c in head.children if c.dep_ == "obj"), None) if despite else None
            if about is None:
                about = _passive_subject(head) if head.pos_ == "VERB" and _passive(head) else subject(head)
            targets = [about] if about is not None else []
        if holders and targets:
            for part in coordinated(targets[0]):
                if part.pos_ in ("NOUN", "PROPN") and lemma_of(part) not in words.report["objects"]:
                    yield Stand(tuple(holders), stance, part, noun)
