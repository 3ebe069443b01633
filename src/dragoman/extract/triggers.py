"""Which words name an event, and of which type: the lexicon matched against the parse."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.extract.mentions import Mentions
from dragoman.extract.wordings import BETWEEN, Entry, Lexicon, NounPattern, VerbPattern

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Verbs that carry an event noun without adding an event of their own ("held talks", "the visit comes").
LIGHT = frozenset(
    """hold have conduct host convene attend stage begin start open conclude finish end wrap resume continue take make
    give pay launch mount carry undertake reach strike sign ink broker seal secure announce declare impose slap place lay
    levy issue express voice raise offer provide lend extend receive get win enjoy face see witness mark follow precede
    come last be include involve plan schedule cancel postpone call agree lead join chair cut arrange set propose demand
    seek discuss welcome halt stop suspend observe break violate breach welcome trigger spark cause prompt describe""".split()
)
# Verbs whose subject takes part in what a prepositional noun names ("sat down for talks", "flew in for a visit").
GATHERING = frozenset(
    """meet gather sit fly arrive travel come go join receive host welcome engage enter agree unite vote speak put lead
    participate invite bring take return assemble convene head descend""".split()
)
# Nouns too general to be events unless something beside them says who or when.
NEEDS_COMPANY = frozenset(
    """talk talks meeting visit trip tour deal agreement pact support backing ally call cooperation trade investment
    partnership delivery supply release claim charge demand concern strike advance push campaign raid attack presence
    control vote poll conflict war violence death opposition concession warning threat exit departure supporter sponsor
    backer patron aid assistance grant loan sanction concern alarm anger fear round dialogue negotiation understanding
    protocol compromise settlement contract purchase sale drill retreat consultation encounter exchange wave flight
    fall capture execution trial ruling appeal request invitation praise regret protest rally march unrest withdrawal
    evacuation resistance objection resolution position tension control rebuke""".split()
)
PEOPLE_NOUNS = frozenset(
    """people person refugee migrant civilian resident family thousand hundred dozen million villager man woman child
    soldier troop fighter rebel protester worker journalist other number population""".split()
)
CAPTIVE_NOUNS = frozenset(
    """prisoner detainee captive hostage pilot soldier sailor crew activist journalist fisherman national citizen pastor
    student tourist opponent politician dissident body remains man woman businessman academic officer leader priest
    worker inmate member aid-worker missionary serviceman troop spy agent tanker ship vessel""".split()
)
WEAPON_NOUNS = frozenset(
    """weapon arms missile rocket jet plane aircraft warplane fighter helicopter drone tank vehicle system battery gun
    rifle ammunition shell munition submarine frigate ship warship howitzer radar launcher equipment batch bomber
    armament hardware engine""".split()
)
GOODS_NOUNS = WEAPON_NOUNS | frozenset(
    """gas oil grain wheat vaccine reactor plant airliner satellite coal uranium power electricity share stake
    company port land bond good product beef soybean""".split()
)
OBJECTS = {"people": PEOPLE_NOUNS, "captives": CAPTIVE_NOUNS, "weapon": WEAPON_NOUNS, "goods": GOODS_NOUNS}
OBJECT_DEPS = ("obj", "nsubj:pass", "iobj", "obl:agent")


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
    for token in doc:
        if mentions.is_furniture(token.i) or token.is_space or token.is_punct:
            continue
        trigger = _noun(token, lexicon, mentions) if token.pos_ in ("NOUN", "PROPN") else None
        if trigger is None and token.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
            trigger = _verb(token, lexicon, mentions)
        if trigger is not None:
            found[token.i] = trigger
    for i in sorted(_absorbed(found)):
        del found[i]
    return [t for _, t in sorted(found.items()) if not _told_below(t, found)]


def _absorbed(found: dict[int, Trigger]) -> set[int]:
    """Triggers that another one has used up: "sign a deal to buy" is one event, named by its most telling words."""
    gone: set[int] = set()
    for i, trigger in sorted(found.items()):
        for j in trigger.matched:
            below = found.get(j)
            if below is None or below.entry.type != trigger.entry.type:
                continue
            general = below.entry.mode in ("agreement", "negotiation", "meeting", "support") or not below.noun
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
    lemma = token.lemma_.lower()
    patterns = lexicon.verbs.get(lemma)
    if not patterns or token.dep_ in ("amod", "compound", "case", "aux", "aux:pass", "cop", "mark", "fixed"):
        return None
    if token.pos_ == "NOUN" or (token.pos_ == "ADJ" and token.tag_ not in ("VBN", "VBD")):
        return None
    for pattern in patterns:
        match = _fits(token, pattern, mentions)
        if match is not None:
            tokens = [token.i, *match]
            near = [i for i in tokens if abs(i - token.i) <= 6]
            return Trigger(token, pattern.entry, pattern.words, False, min(near), max(near) + 1, matched=tuple(match))
    return None


def _fits(token: Token, pattern: VerbPattern, mentions: Mentions) -> list[int] | None:
    """Token indices of what the pattern asked for; None when something is missing."""
    negated = any(c.lower_ in ("not", "n't", "n’t", "never") for c in token.children)
    if pattern.negated and not negated:
        return None
    indices: list[int] = []
    for need in pattern.needs:
        hit = _below(token, need.lemmas, need.case)
        if hit is None:
            return None
        indices.append(hit)
    if pattern.entry.objects and not pattern.needs and not _object_fits(token, pattern.entry.objects, mentions):
        return None
    return indices


def _below(token: Token, lemmas: frozenset[str], case: str | None) -> int | None:
    for child in token.children:
        if child.dep_ in ("nsubj", "punct", "cc", "conj") or (case is None and child.dep_ == "nmod:poss"):
            continue
        cases = {c.lower_ for c in child.children if c.dep_ in ("case", "mark")}
        if case is not None:
            if case in cases and _lemma(child) in lemmas:
                return child.i
            continue
        if _lemma(child) in lemmas or child.lower_ in lemmas:
            if cases - {"to"} and child.dep_ in ("obl", "advcl") and child.lower_ not in lemmas:
                continue
            return child.i
        if child.dep_ in ("obj", "nsubj:pass"):  # "sign a package of deals", "hold a round of talks"
            for grandchild in child.children:
                if grandchild.dep_ in ("nmod", "conj") and _lemma(grandchild) in lemmas:
                    return grandchild.i
    # "to" as a bare particle pattern: "threaten to", "agree to"
    if case is None and lemmas <= {"to", "with", "for", "on", "of", "as", "at"}:
        for child in token.children:
            marks = {c.lower_: c.i for c in child.children if c.dep_ in ("case", "mark")}
            for word in sorted(lemmas):
                if word in marks and child.i > token.i:
                    return marks[word]
    if token.dep_ in ("acl:relcl", "acl") and case is None and _lemma(token.head) in lemmas:
        return token.head.i  # "the deal that they signed"
    return None


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _object_fits(token: Token, kind: str, mentions: Mentions) -> bool:
    objects = [c for c in token.children if c.dep_ in OBJECT_DEPS]
    if token.dep_ in ("acl:relcl", "acl"):
        objects.append(token.head)
    if kind == "person":
        return any(
            (e := mentions.actor(c)) is not None
            and (
                mentions.entities[e].kind in ("person", "other")
                or mentions.entities[e].kind in ("state", "organisation")
            )
            for c in objects
            if c.dep_ == "obj" or c.dep_ == "nsubj:pass"
        )
    words = OBJECTS[kind]
    if kind == "people":
        objects += [c for c in token.children if c.dep_ == "nsubj"]
    for c in objects:
        below = [c, *(g for g in c.children if g.dep_ in ("nmod", "compound", "conj", "appos"))]
        if any(_lemma(b) in words for b in below):
            return True
        for b in below:
            entity = mentions.at(b.i)
            if entity is None:
                continue
            of = mentions.entities[entity].kind
            if kind in ("weapon", "goods") and of == "weapon_system":
                return True
            if kind in ("people", "captives") and of in ("people", "person"):
                return True
    return False


def _noun(token: Token, lexicon: Lexicon, mentions: Mentions) -> Trigger | None:
    for pattern in lexicon.nouns.get(token.lemma_.lower(), lexicon.nouns.get(token.lower_, [])):
        span = _noun_span(token, pattern)
        if span is None:
            continue
        support = _support(token)
        if token.lemma_.lower() in STANDING and not _standing(token):
            return None
        if len(pattern.words) == 1 and token.lemma_.lower() in NEEDS_COMPANY and not _company(token, support, mentions):
            return None
        if token.dep_ == "compound" and token.head.pos_ in ("NOUN", "PROPN"):
            return None  # "war crimes", "trade minister"
        if mentions.at(token.i) is not None and mentions.entities[mentions.at(token.i) or 0].kind in (
            "person",
            "organisation",
        ):
            return None
        return Trigger(token, pattern.entry, " ".join(pattern.words), True, span[0], span[1], support)
    return None


def _noun_span(token: Token, pattern: NounPattern) -> tuple[int, int] | None:
    """The tokens of a noun pattern around its head noun, hyphens and adjectives in between allowed."""
    words, doc = pattern.words, token.doc
    if len(words) == 1:
        return token.i, token.i + 1
    anchor = next((i - 1 for i, w in enumerate(words) if i and w in BETWEEN), len(words) - 1)
    left, i = list(words[:anchor]), token.i - 1
    start = token.i
    for word in reversed(left):
        steps = 0
        while i >= 0 and steps < 3 and not _same(doc[i], word):
            if doc[i].pos_ in ("VERB", "ADP", "PUNCT") and doc[i].text != "-":
                return None
            i, steps = i - 1, steps + 1
        if i < 0 or steps >= 3:
            return None
        start, i = i, i - 1
    end, j = token.i + 1, token.i + 1
    for word in words[anchor + 1 :]:
        steps = 0
        while j < len(doc) and steps < 3 and not _same(doc[j], word):
            j, steps = j + 1, steps + 1
        if j >= len(doc) or steps >= 3:
            return None
        end, j = j + 1, j + 1
    return start, end


def _standing(token: Token) -> bool:
    below = {c.dep_ for c in token.children}
    of = any(c.dep_ == "nmod" and any(g.lower_ == "of" for g in c.children) for c in token.children)
    return "cop" in below or (token.dep_ == "appos" and (of or "nmod:poss" in below)) or (of and token.dep_ == "nmod")


@lru_cache(maxsize=4096)
def _forms(word: str) -> frozenset[str]:
    return frozenset({word, word + "s", word.replace("-", "")})


def _same(token: Token, word: str) -> bool:
    return token.lower_ in _forms(word) or token.lemma_.lower() == word or word.endswith("-" + token.lower_)


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
