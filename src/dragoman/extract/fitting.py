"""Does a pattern of the lexicon fit the words around a token of the parse?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.extract.mentions import Mentions
from dragoman.extract.wordings import Need, NounPattern, VerbPattern, Words

if TYPE_CHECKING:
    from spacy.tokens import Token

HYPHENS = frozenset("-‐‑")
SPEAKING = frozenset("i we you".split())  # "we must": a vow, no demand on somebody
PLACES = frozenset(["LOC", "GPE"])
NEGATIONS = frozenset("not n't n’t never".split())
OBJECTS = frozenset("obj nsubj:pass iobj".split())
SUBJECTS = frozenset("nsubj nsubj:pass csubj nsubj:outer".split())
BECOMING = frozenset("remain stay become fall go get keep stand lie come run seem appear prove feel".split())
# Nouns that only measure or hold what follows them: "a package of measures", "thousands of refugees".
CONTAINERS = frozenset(
    """package round series set number thousand hundred dozen ten million billion piece group pair bunch barrage string
    wave batch handful majority score convoy shipment consignment kind sort form lot act act part rest half percent
    programme program campaign state system body couple tonne ton squadron contingent unit all some most many members
    member one two three four raft slew host array stream flood spate exchange end""".split()
)
# Verb forms whose lemma the model's table misses; it errs on rare verbs.
FORMS = {
    "overthrew": "overthrow", "overthrown": "overthrow", "retook": "retake", "retaken": "retake", "severed": "sever",
    "unfroze": "unfreeze", "unfrozen": "unfreeze", "rebuffed": "rebuff", "unsettled": "unsettle", "overran": "overrun",
    "overflew": "overfly", "overflown": "overfly", "forwent": "forgo", "outlawed": "outlaw", "vetoed": "veto",
    "snubbed": "snub", "annexed": "annex", "handcuffed": "handcuff", "rebutted": "rebut",
}  # fmt: skip
PLURALS = frozenset(["NNS", "NNPS"])
PLURAL_STATES = frozenset("states emirates netherlands philippines maldives seychelles comoros bahamas islands".split())
REACH = 3  # words between the words of a noun pattern, adjectives and names: "talks on the future of", tuned by eye


def verb_fits(token: Token, pattern: VerbPattern, mentions: Mentions) -> list[int] | None:
    """Token indices of what the pattern asked for; None when something is missing."""
    if pattern.negated and not any(c.lower_ in NEGATIONS for c in token.children):
        return None
    indices = needs_met(token, pattern.needs, mentions)
    if indices is None:
        return None
    if pattern.objects is not None and _object(token, pattern.objects, mentions) is None:
        return None
    return indices


def state_fits(token: Token, pattern: VerbPattern, mentions: Mentions) -> list[int] | None:
    """As `verb_fits`, for a word that is told of its subject: "is over", "remain closed", "crossings, shut since"."""
    if pattern.case is not None:
        if not any(c.lower_ == pattern.case and c.dep_ in ("case", "mark", "advmod") for c in token.children):
            return None
    if not _told(token):
        return None
    return needs_met(token, pattern.needs, mentions)


def _told(token: Token) -> bool:
    if any(c.dep_ in ("cop", "aux:pass") for c in token.children):
        return True
    if token.dep_ in ("acl", "acl:relcl") and token.tag_ == "VBN":
        return True
    if token.dep_ == "advcl" and token.i < token.head.i and token.tag_ in ("VBN", "JJ"):
        return True  # "alarmed by the build-up, the three"
    return (
        token.i > token.head.i
        and token.head.lemma_.lower() in BECOMING | {"be"}
        and token.dep_
        in (
            "xcomp",
            "advmod",
            "obl",
            "advcl",
            "obj",
            "ccomp",
        )
    )


def noun_fits(token: Token, pattern: NounPattern, mentions: Mentions) -> tuple[int, int] | None:
    """First and last token (exclusive) of the pattern's words around their head `token`; None when it does not fit."""
    span = _noun_span(token, pattern)
    if span is None or needs_met(token, pattern.needs, mentions, noun=True) is None:
        return None
    return span


def needs_met(token: Token, needs: tuple[Need, ...], mentions: Mentions, *, noun: bool = False) -> list[int] | None:
    indices: list[int] = []
    for need in needs:
        hit = _find(token, need, mentions, noun=noun)
        if (hit is None) != need.negative:
            return None
        if hit is not None:
            indices.append(hit)
    return indices


def hyphenated(token: Token) -> str:
    """What a hyphen without spaces joins to the token from the left, "stand-" of "stand-off"; "" when nothing."""
    if token.i < 2:
        return ""
    left, hyphen = token.doc[token.i - 2], token.doc[token.i - 1]
    joined = hyphen.text in HYPHENS and not left.whitespace_ and not hyphen.whitespace_
    return f"{left.lower_}-" if joined else ""


def lemmas(token: Token) -> tuple[str, ...]:
    """The lemma and the form of a token, and the singular where the lemma has kept its plural ("troops")."""
    lemma, form = token.lemma_.lower(), token.lower_
    found = [FORMS.get(form, lemma)]
    before = hyphenated(token)
    if before:
        found = [before + found[0], before + form, found[0]]
    if form not in found:
        found.append(form)
    if token.tag_ in ("VBD", "VBN", "VBG") and (other := _respelt(lemma, form)):
        found.append(other)
    if token.tag_ in ("NNS", "NNPS") and lemma == form and form.endswith("s"):
        found.append(form[:-1])
    return tuple(found)


def _respelt(lemma: str, form: str) -> str:
    """The base form with the other end that "-ed" and "-ing" may hide, where the lemma may err: "fre" of "freed"."""
    if not form.endswith(("ed", "ing")) or lemma == form:
        return ""
    stem = form.removesuffix("ing").removesuffix("ed")
    if lemma != stem:
        return stem
    return f"{stem}e"


def says(words: Words, token: Token, mentions: Mentions) -> bool:
    """Is the token one of the words, or the head of an entity of the kinds?"""
    if words.any:
        return True
    if not words.lemmas.isdisjoint(lemmas(token)):
        return True
    if not words.kinds:
        return False
    entity = mentions.actor(token)
    if entity is None:
        return "place" in words.kinds and token.pos_ == "PROPN" and token.ent_type_ in PLACES
    kind = mentions.entities[entity].kind
    if kind == "state" and token.tag_ in PLURALS and token.lower_ not in PLURAL_STATES:  # "thirty Ukrainians"
        return "people" in words.kinds or ("state" in words.kinds and "place" not in words.kinds)
    return kind in words.kinds


def _find(token: Token, need: Need, mentions: Mentions, *, noun: bool) -> int | None:
    if need.place == "subject":
        return _subject(token, need.words, mentions)
    if need.place == "clause":
        return _clause(token, need.words, mentions)
    if need.place == "particle":
        return _particle(token, need.words)
    if need.place == "predicate":
        return next((c.i for c in token.children if c.dep_ in ("xcomp", "ccomp") and c.i > token.i), None)
    if need.place == "object":
        return _object(token, need.words, mentions)
    if need.place == "below":
        return _below(token, need.words, mentions, noun=noun)
    if need.direct is not None and (hit := _below(token, need.direct, mentions, noun=noun)) is not None:
        return hit
    return _under(token, need.cases, need.words, mentions)


def _particle(token: Token, words: Words) -> int | None:
    for child in token.children:
        if child.lower_ in words.lemmas and child.dep_ in ("compound:prt", "advmod", "obl", "case", "compound"):
            return child.i
        # "flew in weapons", "handed over tanks": the parser takes the particle for a preposition of the object
        if child.dep_ == "obl" and any(
            c.lower_ in words.lemmas and c.i == token.i + 1 and c.tag_ in ("RB", "RP") for c in child.children
        ):
            return token.i + 1
    return None


def _within(token: Token) -> Iterator[Token]:
    """The token, what is coordinated with it, and what a container noun holds."""
    yield token
    for child in token.children:
        holds = (
            token.lemma_.lower() in CONTAINERS or token.pos_ == "NUM" or any(c.lower_ == "of" for c in child.children)
        )
        if child.dep_ == "conj" or (child.dep_ in ("nmod", "appos") and holds):
            yield child


def _subject(token: Token, words: Words, mentions: Mentions) -> int | None:
    found = subject(token)
    if found is None:
        return None
    return next((t.i for t in _within(found) if says(words, t, mentions)), None)


def subject(token: Token, depth: int = 0) -> Token | None:
    """The grammatical subject, through relative clauses, coordination and infinitives."""
    for child in token.children:
        if child.dep_ in SUBJECTS:
            relative = child.lower_ in ("who", "which", "that") and token.dep_ == "acl:relcl"
            return token.head if relative else child
    head = token.head
    if depth > 3 or head == token:
        return None
    if token.dep_ in ("acl", "acl:relcl"):
        return head if head.pos_ in ("NOUN", "PROPN", "PRON", "NUM") else None
    if token.dep_ in ("conj", "xcomp", "advcl", "parataxis", "advmod"):
        return subject(head, depth + 1)
    return None


def _clause(token: Token, words: Words, mentions: Mentions) -> int | None:
    for child in token.children:
        if child.dep_ not in ("ccomp", "xcomp", "parataxis"):
            continue
        aux = next((c for c in child.children if c.dep_ == "aux" and says(words, c, mentions)), None)
        who = next((c for c in child.children if c.dep_ in SUBJECTS), None)
        if aux is not None and who is not None and who.lower_ not in SPEAKING and mentions.actor(who) is not None:
            return aux.i
    return None


def _object(token: Token, words: Words, mentions: Mentions) -> int | None:
    for child in token.children:
        if child.dep_ in OBJECTS:
            for t in _within(child):
                if says(words, t, mentions):
                    return t.i
    gap = token.dep_ == "acl:relcl" and not any(c.dep_ in OBJECTS for c in token.children)
    if (gap or (token.dep_ == "acl" and token.tag_ == "VBN")) and says(words, token.head, mentions):
        return token.head.i  # "the deal that they signed", "curbs imposed in May"
    return None


def _below(token: Token, words: Words, mentions: Mentions, *, noun: bool) -> int | None:
    for child in token.children:
        if child.dep_ in ("nsubj", "punct", "cc", "conj", "nmod:poss", "parataxis", "mark", "acl:relcl"):
            continue
        cases = {c.lower_ for c in child.children if c.dep_ == "case" or (c.dep_ == "mark" and c.lower_ != "to")}
        if says(words, child, mentions):
            if cases - {"'s", "’s"} and child.dep_ in ("obl", "advcl", "nmod"):
                continue
            return child.i
    if noun:
        return None
    following = token.i + 1
    if following < len(token.doc) and token.doc[following].lower_ in words.lemmas:
        particle = token.doc[following]
        if particle.dep_ in ("case", "advmod", "mark") and token in (particle.head, particle.head.head):
            return following  # "walked out of the talks": the parser joins the particle to the phrase
    return _object(token, words, mentions)


def _under(token: Token, cases: frozenset[str], words: Words, mentions: Mentions) -> int | None:
    """What stands under the preposition or the infinitive marker, on the token or on its object."""
    places = [token, *(c for c in token.children if c.dep_ in OBJECTS and c.pos_ != "PROPN")]
    for place in places:
        for child in place.children:
            if child.dep_ in ("punct", "conj", "nsubj"):
                continue
            marks = [c for c in child.children if c.dep_ in ("case", "mark") and c.lower_ in cases]
            if marks and (child.i > token.i or not words.any):
                if words.any:
                    return marks[0].i
                for t in _within(child):
                    if says(words, t, mentions):
                        return t.i
            if (
                child.lower_ in cases
                and child.dep_ in ("compound:prt", "advmod", "obl")
                and words.any
                and place == token
            ):
                return child.i
    return None


def _noun_span(token: Token, pattern: NounPattern) -> tuple[int, int] | None:
    """The tokens of a noun pattern around its head noun, hyphens and adjectives in between allowed."""
    doc, anchor = token.doc, pattern.anchor
    before = hyphenated(token)
    joined = bool(before) and any(word.startswith(before) for word in pattern.words[anchor])
    i = start = token.i - 2 if joined else token.i
    i -= 1
    for choice in reversed(pattern.words[:anchor]):
        steps = 0
        while i >= 0 and steps < REACH and not _same(doc[i], choice):
            if doc[i].pos_ in ("VERB", "ADP", "PUNCT", "CCONJ") and doc[i].text != "-":
                return None
            i, steps = i - 1, steps + 1
        if i < 0 or steps >= REACH:
            return None
        start, i = i, i - 1
    end = j = token.i + 1
    for choice in pattern.words[anchor + 1 :]:
        steps = 0
        while j < len(doc) and steps < REACH and not _same(doc[j], choice):
            j, steps = j + 1, steps + 1
        if j >= len(doc) or steps >= REACH:
            return None
        end, j = j + 1, j + 1
    return start, end


def _same(token: Token, choice: frozenset[str]) -> bool:
    lower = token.lower_
    if not choice.isdisjoint(lemmas(token)) or lower.removesuffix("s") in choice:
        return True
    return any("-" in word and (word.replace("-", "") == lower or word.endswith("-" + lower)) for word in choice)
