"""Which words name an event, and of which type: the lexicon matched against the parse."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.extract import fitting
from dragoman.extract.mentions import Mentions
from dragoman.extract.wordings import NONE, Entry, Lexicon
from dragoman.nlp.pipeline import TRIGGERS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Verbs that carry an event noun without adding an event of their own ("held talks", "the visit comes").
LIGHT = frozenset(
    """hold have conduct host convene attend stage begin start open conclude finish end wrap resume continue take make
    give pay launch mount carry undertake reach strike sign ink broker seal secure announce declare impose slap
    place lay levy issue express voice raise offer provide lend extend receive get win enjoy face see witness
    mark follow precede come last be include involve plan schedule cancel postpone call agree lead join chair
    cut arrange set propose demand seek discuss welcome halt stop suspend observe break violate breach trigger
    spark cause prompt describe""".split()
)
# Verbs whose subject takes part in what a prepositional noun names ("sat down for talks", "flew in for a visit").
GATHERING = frozenset(
    """meet gather sit fly arrive travel come go join receive host welcome engage enter agree unite vote speak put lead
    participate invite bring take return assemble convene head descend""".split()
)
MONTHS = frozenset(["March", "May"])
# Chance from which a mode that the head names is taken, of verbs alone: tuned on the open reports and the watched
# clauses. At 0.6 as many right ones and more wrong ones; of nouns the lexicon knows nearly all, and the rest was wrong.
SURE = 0.7
APART = 8  # tokens between two words that may tell one event of a type
MODEL = "model"  # in place of a pattern's words: what the trigger head names
# Words that stand beside a noun: what they tell is the noun's, or background.
BESIDE = frozenset(["amod", "compound", "case", "aux", "aux:pass", "cop", "mark", "fixed", "flat"])
NEAR = 6  # tokens: a match further off is no part of the words shown as the trigger
# Dependents of a trigger that its own event asks for or takes back.
COVERED = frozenset("obj xcomp obl nsubj:pass ccomp acl nmod".split())
# Nouns for one who stands by another: an event only where the text says that he does.
STANDING = frozenset("ally backer supporter sponsor patron".split())


@dataclass(frozen=True)
class Trigger:
    """`token` is the verb or the head noun; `support` the light verb that carries a noun; `start`, `end` are tokens."""

    token: Token
    entry: Entry
    words: str
    noun: bool
    start: int
    end: int
    support: Token | None = None
    matched: tuple[int, ...] = ()  # tokens below a verb that its pattern asked for


def find(doc: Doc, lexicon: Lexicon, mentions: Mentions) -> list[Trigger]:
    """All triggers in order, at most one per token; a verb whose object is an event noun leaves it to the noun."""
    found: dict[int, Trigger] = {}
    empty: set[int] = set()  # tokens that the lexicon says are no event
    for token in doc:
        if mentions.is_furniture(token.i) or token.is_space or token.is_punct:
            continue
        nominal = token.pos_ in ("NOUN", "PROPN") or f"{fitting.hyphenated(token)}{token.lower_}" in lexicon.joined
        trigger = _noun(token, lexicon, mentions) if nominal else None
        if trigger is None:
            trigger = _state(token, lexicon, mentions)
        if trigger is None and token.pos_ in ("VERB", "AUX", "ADJ"):
            trigger = _verb(token, lexicon, mentions)
        if trigger is None:
            continue
        if trigger.entry.type == NONE:
            empty.update((token.i, *trigger.matched))
        else:
            found[token.i] = trigger
    found = {i: t for i, t in found.items() if i not in empty and empty.isdisjoint(t.matched)}
    found |= _named(doc, lexicon, mentions, found=found, empty=empty)
    gone = _absorbed(found) | _covered(found)
    left = {i: t for i, t in found.items() if i not in gone}
    return [t for _, t in sorted(left.items()) if not _told_below(t, left)]


def _named(
    doc: Doc, lexicon: Lexicon, mentions: Mentions, *, found: Mapping[int, Trigger], empty: Collection[int]
) -> dict[int, Trigger]:
    """Verbs that no pattern fits and the model's head names with a high chance, in their mode's commonest frame."""
    out: dict[int, Trigger] = {}
    used = {j for t in found.values() for j in (*t.matched, t.token.i, *range(t.start, t.end))} | set(empty)
    used |= {t.support.i for t in found.values() if t.support is not None}
    for i, named in sorted(doc.user_data.get(TRIGGERS, {}).items()):
        token = doc[i]
        if named.chance < SURE or token.pos_ != "VERB" or token.dep_ in BESIDE:
            continue
        if i in used or mentions.is_furniture(i):
            continue
        entry = lexicon.general.get(named.label)
        if entry is None or any(_same_telling(token, entry, other) for other in (*found.values(), *out.values())):
            continue
        out[i] = Trigger(token, entry, MODEL, False, i, i + 1)
    return out


def _same_telling(token: Token, entry: Entry, other: Trigger) -> bool:
    """Does a trigger nearby tell an event of the same type? Then a second word for it adds nothing sure."""
    return other.entry.type == entry.type and token.sent == other.token.sent and abs(token.i - other.token.i) <= APART


# What these verbs act upon is the event, with a status of its own: called off, or put forward.
CALLING_OFF = frozenset(
    "cancel call scrap postpone put shelve axe ditch abandon delay drop propose suggest float moot".split()
)


def _changes_only(verb: Token) -> bool:
    """Does the verb only say what becomes of the event it names? "Call" and "put" do so with "off"."""
    lemma = verb.lemma_.lower()
    off = any(c.lower_ in ("off", "aside", "forward") for c in verb.children)
    return lemma in CALLING_OFF and (off or lemma not in ("call", "put", "drop"))


def _covered(found: dict[int, Trigger]) -> set[int]:
    """What another trigger only asks for, threatens or takes back: "called for a ceasefire" is one event."""
    gone: set[int] = set()
    for i, trigger in sorted(found.items()):
        if not trigger.entry.covers or i in gone:
            continue
        below = [c for c in trigger.token.children if c.dep_ in COVERED and c.i > i]
        below += [c for b in below for c in b.children if c.dep_ == "conj"]
        for token in (*below, *(trigger.token.doc[j] for j in trigger.matched)):
            under = found.get(token.i)
            if under is None or token.i == i or under.entry.covers:
                continue
            if under.noun and under.entry.type in ("CONSULT", "AGREE") and _changes_only(trigger.token):
                gone.add(i)  # "called off the summit" is the summit, called off
            else:
                gone.add(token.i)
    return gone


def _absorbed(found: dict[int, Trigger]) -> set[int]:
    """Triggers that another one has used up: "sign a deal to buy" is one event, named by its most telling words."""
    gone: set[int] = set()
    for i, trigger in sorted(found.items()):
        for j in trigger.matched:
            below = found.get(j)
            if below is None or below.entry.type != trigger.entry.type:
                continue
            general = below.entry.mode in ("agreement", "negotiation", "meeting", "support") or not below.noun
            general = general or below.token.lemma_.lower() in re.split(r"[ |:]", trigger.words)  # the pattern knew it
            gone.add(j if general or below.entry.mode == trigger.entry.mode else i)
        if not trigger.noun and trigger.token.dep_ in ("xcomp", "advcl", "acl", "ccomp"):
            above = found.get(trigger.token.head.i)
            if above is not None and above.entry == trigger.entry:
                gone.add(i if above.noun is False else above.token.i)
            elif above is not None and above.entry.type == trigger.entry.type and above.entry.mode == "agreement":
                # "agreed to create a zone": the agreement is about the zone
                found[above.token.i] = replace(above, entry=trigger.entry, matched=(*above.matched, *trigger.matched))
                gone.add(i)
                gone.update(trigger.matched)
    return gone


def _told_below(trigger: Trigger, found: dict[int, Trigger]) -> bool:
    """Is a verb only the carrier of the event that its object names, of the same type?"""
    if trigger.noun:
        up = found.get(trigger.token.head.i)
        inner = trigger.token.dep_ in ("nmod", "compound") and up is not None and up.noun
        return bool(
            inner and up is not None and up.entry.type == trigger.entry.type and trigger.token.dep_ == "compound"
        )
    for child in trigger.token.children:
        below = found.get(child.i)
        if below is None or not below.noun or child.dep_ not in ("obj", "obl", "nsubj:pass", "nsubj", "xcomp"):
            continue
        if trigger.token.lemma_.lower() in LIGHT and below.entry.type == trigger.entry.type:
            return True
    return False


def _verb(token: Token, lexicon: Lexicon, mentions: Mentions) -> Trigger | None:
    patterns = next((p for form in fitting.lemmas(token)[:3] if (p := lexicon.verbs.get(form))), None)
    if not patterns or token.dep_ in ("amod", "compound", "case", "aux", "aux:pass", "cop", "mark", "fixed"):
        return None
    if token.pos_ == "ADJ" and token.tag_ not in ("VBN", "VBD"):
        return None
    for pattern in patterns:
        match = fitting.verb_fits(token, pattern, mentions)
        if match is not None:
            return _spanning(token, pattern.entry, pattern.words, match)
    return None


def _state(token: Token, lexicon: Lexicon, mentions: Mentions) -> Trigger | None:
    patterns = next((p for form in fitting.lemmas(token) if (p := lexicon.states.get(form))), [])
    for pattern in patterns:
        match = fitting.state_fits(token, pattern, mentions)
        if match is not None:
            return _spanning(token, pattern.entry, pattern.words, match)
    return None


def _spanning(token: Token, entry: Entry, words: str, match: list[int]) -> Trigger:
    own = [i for i in match if i > token.i or token.doc[i].head == token]  # not the subject of a verb before it
    near = [i for i in (token.i, *own) if abs(i - token.i) <= NEAR]
    return Trigger(token, entry, words, False, min(near), max(near) + 1, matched=tuple(match))


def _noun(token: Token, lexicon: Lexicon, mentions: Mentions) -> Trigger | None:
    if token.text in MONTHS:
        return None  # "on 4 March"
    for pattern in lexicon.noun_patterns(fitting.lemmas(token)):
        span = fitting.noun_fits(token, pattern, mentions)
        if span is None:
            continue
        if pattern.entry.type == NONE:
            return Trigger(token, pattern.entry, pattern.label, True, span[0], span[1])
        support = _support(token)
        if token.lemma_.lower() in STANDING and not _standing(token):
            return None
        if pattern.weak and not _company(token, support, mentions):
            continue
        if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
            return None  # "war crimes", "trade minister"
        entity = mentions.at(token.i)
        if entity is not None and mentions.entities[entity].kind in ("person", "organisation"):
            return None
        return Trigger(token, pattern.entry, pattern.label, True, span[0], span[1], support)
    return None


def _standing(token: Token) -> bool:
    below = {c.dep_ for c in token.children}
    of = any(c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children) for c in token.children)
    return "cop" in below or (token.dep_ == "appos" and (of or "nmod:poss" in below)) or (of and token.dep_ == "nmod")


def _support(token: Token) -> Token | None:
    """The light verb that carries the noun, if one does."""
    head = token.head
    if (
        token.dep_ in ("nmod", "conj")
        and head.pos_ == "NOUN"
        and head.lemma_.lower() in ("round", "series", "day", "hour", "set", "session", "course", "pair")
    ):
        token, head = head, head.head
    if head.pos_ != "VERB":
        return None
    if token.dep_ in ("obj", "nsubj", "nsubj:pass", "xcomp"):
        return head
    if token.dep_ in ("obl", "obl:unmarked"):
        case = next((c.lower_ for c in token.children if c.dep_ == "case"), "")
        if case in ("for", "in", "into", "at", "on", "to", "with") and head.lemma_.lower() in LIGHT | GATHERING:
            return head
    return None


def _company(token: Token, support: Token | None, mentions: Mentions) -> bool:
    """Does something beside the noun say who, with whom, or when?"""
    below = [c for c in token.subtree if abs(c.i - token.i) <= 12 and c.i != token.i]
    if any(mentions.at(c.i) is not None and mentions.entities[mentions.at(c.i) or 0].kind != "place" for c in below):
        return True
    if any(c.ent_type_ == "DATE" for c in below):
        return True
    if support is not None and support.lemma_.lower() in LIGHT:
        return True
    if token.dep_ == "obl" and token.head.pos_ == "VERB":
        return any(c.lower_ in ("the", "their", "his", "her", "these", "those") for c in token.children)
    determiners = {c.lower_ for c in token.children if c.dep_ in ("det", "nmod:poss")}
    return bool(determiners & {"the", "their", "his", "her", "its", "these", "those", "this", "that"})
