"""Standing things that parties set up between them, and the stage of their life that a sentence gives evidence for.

Two ways lead to a mention: a noun that names an arrangement with the verb, noun or adjective that moves it ("the truce
collapsed", "the lifting of the embargo"), and an event of a kind that makes or moves one ("agreed to stop shooting").
A mention belongs to its parties: those it names, else the two states that the report is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from dragoman.extract.arguments import subject
from dragoman.extract.mentions import Mentions
from dragoman.extract.positions import phrase
from dragoman.extract.stage_events import moves_one, signed
from dragoman.extract.stage_verbs import SETTLED, Move, moves
from dragoman.extract.stages import stage_lexicon
from dragoman.reading import ArrangementMention, EventMention, Extent, Tense, When
from dragoman.types import ActorKind, ArrangementKind, StageName

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WhenFor = Callable[[Extent, Tense], tuple[When, ...]]
# mode of an event -> kind of arrangement and the stage that such an event shows when it occurred
KINDS: dict[tuple[str, str], tuple[ArrangementKind, StageName]] = {
    ("AGREE", "agreement"): ("treaty", "agreed"),
    ("AGREE", "ceasefire"): ("ceasefire", "agreed"),
    ("AGREE", "zone"): ("zone", "agreed"),
    ("AGREE", "treaty"): ("treaty", "signed"),
    ("AGREE", "contract"): ("trade_deal", "signed"),
    ("AGREE", "exchange"): ("other", "agreed"),
    ("AGREE", "normalisation"): ("normalisation", "agreed"),
    ("COOPERATE", "arms_transfer"): ("arms_deal", "implemented"),
    ("COOPERATE", "patrol"): ("patrols", "in_force"),
    ("COOPERATE", "reopening"): ("normalisation", "implemented"),
    ("SANCTION", "sanctions"): ("sanctions", "in_force"),
    ("SANCTION", "embargo"): ("sanctions", "in_force"),
    ("SANCTION", "severance"): ("normalisation", "ended"),
    ("CONCEDE", "easing"): ("sanctions", "ended"),
    ("CONSULT", "negotiation"): ("talks_track", "negotiated"),
}
CEASEFIRE_WORDS = ("ceasefire", "cease-fire", "truce", "armistice")
# Words that an event of the mode must be told by, to be more than a meeting, some help or the end of a war.
TOLD_BY: dict[str, tuple[str, ...]] = {
    "negotiation": ("negotiat", "round", "dialogue", "thrash", "hammer", "mediat", "draft", "boundary", "technical"),
    "patrol": ("patrol",),
}
# A further meeting of those who meet, talks that end or last, penalties only spoken of: no stages.
UNTOLD: frozenset[tuple[ArrangementKind, StageName]] = frozenset(
    [("summit_series", "agreed"), ("talks_track", "agreed"), ("talks_track", "in_force"), ("sanctions", "proposed")]
)
PARTY_KINDS: frozenset[ActorKind] = frozenset(["person", "state", "organisation", "armed_group"])
PARTY_ROLES = ("party", "actor", "recipient", "guest")
SHORTEST_EVIDENCE = 20  # characters below which an event's words tell of no stage
LONGEST_EVIDENCE = 220  # characters; a stage is shown by a clause, not by a paragraph
OPENING, OPENING_WEIGHT = 80, 3  # tokens of heading and lead, and what a pair named there counts; tuned on the open set


@dataclass(frozen=True)
class Pair:
    """The two states (or sides) that a report is about, as entities, and their codes."""

    entities: tuple[int, ...]
    codes: tuple[str, ...]


def arrangements(
    doc: Doc, events: Sequence[EventMention], mentions: Mentions, *, when_for: WhenFor
) -> tuple[ArrangementMention, ...]:
    """The mentions in order of the text; without two parties, a place or a name there is none."""
    pair = _main_pair(doc, events, mentions)
    found: list[ArrangementMention] = []
    told: set[int] = set()
    at = {_first(doc, e.trigger): n for n, e in enumerate(events)}
    last: ArrangementKind | None = None
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN", "VERB", "PRON") or mentions.is_furniture(token.i):
            continue
        if token.pos_ == "PRON":
            kind = last if token.lower_ == "it" else None
        else:
            kind = kind_of(token, mentions)
            if kind == "treaty" and last is not None and _bare(token):
                kind = last  # "the deal" is the one that was spoken of
            last = kind or last
        if kind is None:
            continue
        for move in moves(token, kind):
            event = next((at[t.i] for t in (move.by, token) if t.i in at and _fits(events[at[t.i]])), None)
            mention = _by_noun(token, kind, move, events, event, mentions, pair, when_for)
            if mention is not None:
                found.append(mention)
                told.add(token.i)
                told.add(move.by.i)
    for number, event_mention in enumerate(events):
        first = _first(doc, event_mention.trigger)
        final = _first(doc, Extent(event_mention.trigger.end - 1, event_mention.trigger.end))
        if not any(i in told for i in range(first, final + 1)):
            mention = _by_event(doc, number, event_mention, mentions, pair)
            if mention is not None:
                found.append(mention)
    return tuple(sorted(found, key=lambda m: (m.trigger.start, m.trigger.end, m.evidence.start, m.stage or "")))


def _fits(event: EventMention) -> bool:
    return (event.type, event.mode) in KINDS


def _first(doc: Doc, extent: Extent) -> int:
    span = doc.char_span(extent.start, extent.start + 1, alignment_mode="expand")
    return span[0].i if span is not None and len(span) else -1


# --- what is an arrangement


def kind_of(token: Token, mentions: Mentions) -> ArrangementKind | None:
    """The kind of arrangement that a noun names, or None; weapons make a deal an arms deal."""
    words = stage_lexicon()
    lemma = token.lemma_.lower()
    if token.lower_ == "fire" and token.i > 1 and token.doc[token.i - 2].lower_ == "cease":
        return "ceasefire" if token.dep_ != "compound" else None
    uses = words.nouns.get(lemma, ()) or words.nouns.get(token.lower_, ())
    if not uses or token.dep_ == "compound" and token.head.lemma_.lower() in words.nouns:
        return None
    before = " ".join(t.lower_ for t in token.doc[max(token.left_edge.i, token.i - 5, token.sent.start) : token.i])
    before = before.replace(" - ", "-")
    for kind, modifier in uses:
        if modifier and not before.endswith(modifier) and modifier not in before.split():
            continue
        if kind == "arms_deal" and not _weapon(token, mentions):
            continue
        if kind in ("treaty", "trade_deal") and _weapon(token, mentions):
            return "arms_deal"
        if kind == "treaty" and lemma in words.nouns:
            return _inner_kind(before) or kind
        return kind
    return None


def _bare(noun: Token) -> bool:
    """ "The deal", with nothing that says which."""
    return all(
        c.dep_ in ("det", "case", "punct", "acl:relcl", "appos", "cop", "nsubj", "acl") for c in noun.children
    ) and any(c.lower_ in ("the", "this", "that") for c in noun.children)


def _inner_kind(before: str) -> ArrangementKind | None:
    """ "A ceasefire agreement" is a ceasefire."""
    return "ceasefire" if before.endswith(CEASEFIRE_WORDS) else None


def _weapon(token: Token, mentions: Mentions) -> bool:
    for near in token.subtree:
        entity = mentions.at(near.i)
        if entity is not None and mentions.entities[entity].kind == "weapon_system":
            return True
        if near.lemma_.lower() in ("missile", "warplane", "jet", "weapon", "arm", "howitzer", "frigate", "submarine"):
            if near != token and near.pos_ in ("NOUN", "PROPN"):
                return True
    return False


# --- who


def _code(entity: int, mentions: Mentions) -> str | None:
    e = mentions.entities[entity]
    if e.kind not in PARTY_KINDS:
        return None
    if e.country is not None:
        return e.country
    return e.name if e.kind in ("state", "organisation", "armed_group") and e.candidates else None


def _main_pair(doc: Doc, events: Sequence[EventMention], mentions: Mentions) -> Pair:
    """The two states that the report is about: those it names together most often, above all where it opens.

    Their people and bodies count with them; what happens between them counts as much as a sentence.
    """
    first: dict[str, int] = {}
    speaks_for: dict[str, int] = {}
    for number, e in enumerate(mentions.entities):
        code = _side(number, mentions)
        if code is None or not e.mentions:
            continue
        first[code] = min(first.get(code, 10**9), min(m.start for m in e.mentions))
        if code not in speaks_for or (e.kind == "state" and mentions.entities[speaks_for[code]].kind != "state"):
            speaks_for[code] = number
    together: Counter[tuple[str, str]] = Counter()
    alone: Counter[str] = Counter()
    for sentence in doc.sents:
        named = {n for t in sentence if t.pos_ != "PRON" and (n := mentions.at(t.i)) is not None}
        codes = {c for n in named if (c := _side(n, mentions)) is not None}
        alone.update(codes)
        weight = OPENING_WEIGHT if sentence.start < OPENING else 1
        together.update(dict.fromkeys(combinations(sorted(codes), 2), weight))
    for event in events:
        codes = {c for a in event.participants if a.role != "mediator" and (c := _side(a.entity, mentions)) is not None}
        if len(codes) == 2:
            low, high = sorted(codes)
            together[low, high] += OPENING_WEIGHT if event.type == "AGREE" else 1
    if not together:
        return Pair((), ())
    best = min(together, key=lambda p: (-together[p], -sum(alone[c] for c in p), sum(first.get(c, 0) for c in p), p))
    ordered = sorted(best, key=lambda c: first.get(c, 0))
    return Pair(tuple(speaks_for[c] for c in ordered), tuple(ordered))


def _side(entity: int, mentions: Mentions) -> str | None:
    e = mentions.entities[entity]
    if e.kind == "armed_group" and e.name[:1].isupper():
        return e.name  # a government and its rebels
    return e.country if e.kind in ("person", "state", "organisation") else None


def _parties(found: Sequence[int], mentions: Mentions, pair: Pair) -> tuple[int, ...]:
    """Those found, one for each side, the report's own two first; a missing side is the other of the report's two."""
    sides: dict[str, int] = {}
    for entity in found:
        code = _code(entity, mentions)
        if code is not None:
            sides.setdefault(code, entity)
    if len(sides) < 2 and len(pair.codes) == 2 and (not sides or set(sides) & set(pair.codes)):
        for code, entity in zip(pair.codes, pair.entities, strict=True):
            sides.setdefault(code, entity)
    ordered = sorted(sides, key=lambda c: (pair.codes.index(c) if c in pair.codes else 9, list(sides).index(c)))
    return tuple(sides[c] for c in ordered)


def _around(noun: Token, move: Move, mentions: Mentions) -> list[int]:
    """The parties that the noun and the verb that moves it name."""
    found: list[int] = []

    def take(token: Token | None) -> None:
        if token is None:
            return
        for part in (token, *(c for c in token.children if c.dep_ in ("conj", "appos", "nmod:poss", "compound"))):
            entity = mentions.actor(part)
            if entity is not None:
                found.extend(m for m in mentions.members(entity) if m not in found)

    for child in noun.children:
        case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
        if child.dep_ in ("nmod:poss", "compound", "amod") or (
            child.dep_ == "nmod" and case in ("between", "with", "of", "among", "by", "against", "on")
        ):
            take(child)
    if move.by.pos_ in ("VERB", "AUX") and move.stage not in ("disputed", "breached"):
        if move.side == "object" and not any(c.dep_ == "aux:pass" for c in move.by.children):
            take(subject(move.by))
        for child in move.by.children:
            case = next((c.lower_ for c in child.children if c.dep_ == "case"), "")
            if child.dep_ in ("obl:agent",) or (
                child.dep_ == "obl" and case in ("between", "with", "by", "on", "against")
            ):
                if not (case == "on" and child.ent_type_ == "DATE"):
                    take(child)
    return found


# --- the mention


def _by_noun(
    noun: Token,
    kind: ArrangementKind,
    move: Move,
    events: Sequence[EventMention],
    event: int | None,
    mentions: Mentions,
    pair: Pair,
    when_for: WhenFor,
) -> ArrangementMention | None:
    around = _around(noun, move, mentions)
    if event is not None:
        around += [a.entity for a in events[event].participants if a.role in PARTY_ROLES and a.entity not in around]
    parties = _parties(around, mentions, pair)
    if kind != "sanctions" and len(parties) < 2 or not parties:
        return None
    stage = move.stage
    if event is not None and stage in SETTLED and events[event].status in ("planned", "proposed", "hypothetical"):
        stage = "proposed"
    if (kind, stage) in UNTOLD:
        return None
    evidence = _evidence(noun, move)
    when = when_for(Extent(move.by.idx, move.by.idx + len(move.by)), move.tense)
    if event is not None and events[event].when:
        when = events[event].when
    elif not move.news:
        when = tuple(w for w in when if w.via not in ("carry", "report"))
    alleged: tuple[int, ...] = ()
    if move.stage == "breached" and move.speaker is not None:
        speaker = mentions.actor(move.speaker)
        alleged = mentions.members(speaker) if speaker is not None else ()
    return ArrangementMention(
        kind=kind, name=phrase(noun), parties=parties, place=_place(noun, mentions), stage=stage, event=event,
        alleged_by=alleged, when=when, trigger=Extent(noun.idx, noun.idx + len(noun)), evidence=evidence,
    )  # fmt: skip


def _place(noun: Token, mentions: Mentions) -> int | None:
    for child in noun.children:
        if child.dep_ in ("nmod", "compound", "nmod:poss"):
            entity = mentions.at(child.i)
            if entity is not None and mentions.entities[entity].kind == "place":
                return entity
            for inner in child.children:
                entity = mentions.at(inner.i)
                if child.dep_ == "nmod" and entity is not None and mentions.entities[entity].kind == "place":
                    return entity
    return None


def _evidence(noun: Token, move: Move) -> Extent:
    """From the first to the last word of the clause that moves the noun."""
    doc = noun.doc
    tokens = {noun.i, move.by.i}
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod:poss", "nmod") and abs(child.i - noun.i) < 8:
            tokens.update(t.i for t in child.subtree if abs(t.i - noun.i) < 10)
    for child in move.by.children:
        if child.dep_ in (
            "obl",
            "obj",
            "nsubj",
            "nsubj:pass",
            "obl:agent",
            "xcomp",
            "compound:prt",
            "advmod",
            "obl:unmarked",
        ):
            if abs(child.i - move.by.i) < 25:
                tokens.update(t.i for t in child.subtree if abs(t.i - child.i) < 10 and t.dep_ != "acl:relcl")
    tokens = {i for i in tokens if noun.sent.start <= i < noun.sent.end}
    left, right = min(tokens), max(tokens)
    while left < right and (doc[left].is_punct or doc[left].is_space):
        left += 1
    while right > left and (doc[right].is_punct or doc[right].is_space):
        right -= 1
    start, end = doc[left].idx, doc[right].idx + len(doc[right])
    if end - start > LONGEST_EVIDENCE:
        low, high = sorted((noun.i, move.by.i))
        start = max(start, doc[high].idx + len(doc[high]) - LONGEST_EVIDENCE)
        start = min(start, doc[low].idx)
        end = min(end, max(start + LONGEST_EVIDENCE, doc[high].idx + len(doc[high])))
    return Extent(start, end)


def _by_event(doc: Doc, number: int, event: EventMention, mentions: Mentions, pair: Pair) -> ArrangementMention | None:
    known = KINDS.get((event.type, event.mode))
    if known is None or event.status == "denied" or not moves_one(doc, event):
        return None
    kind, stage = known[0], signed(doc, event, known[1])
    weapon = any(
        mentions.entities[e].kind == "weapon_system"
        for e in mentions.span_entities(event.evidence.start, event.evidence.end)
    )
    if kind in ("trade_deal", "treaty") and weapon:
        kind = "arms_deal"
    if kind == "arms_deal" and not weapon:
        return None
    named = [a.entity for a in event.participants if a.role in PARTY_ROLES]
    words = doc.text[event.trigger.start : event.trigger.end].lower()
    if not any(w in words for w in TOLD_BY.get(event.mode, ("",))):
        return None
    explicit = event.mode in ("contract", "sanctions", "embargo", "easing")
    explicit |= event.mode == "ceasefire" and not any(
        w in words for w in (*CEASEFIRE_WORDS, "arms", "guns", "quiet", "pause")
    )
    parties = _parties(named, mentions, Pair((), ()) if explicit else pair)
    if len(parties) < 2:
        return None
    if pair.codes and not {_code(p, mentions) for p in parties} & set(pair.codes):
        return None
    if event.status in ("planned", "proposed", "hypothetical"):
        stage = "proposed"
    elif event.status == "cancelled":
        stage = "suspended"
    elif event.status == "ongoing" and stage in ("agreed", "signed"):
        stage = "in_force"
    place = next((w.entity for w in event.where if w.via == "clause"), None)
    start, end = event.evidence.start, event.evidence.end
    if end - start < SHORTEST_EVIDENCE:
        return None  # a bare noun: "the deal"
    if end - start > LONGEST_EVIDENCE:
        end = max(event.trigger.end, start + LONGEST_EVIDENCE)
        start = max(start, end - LONGEST_EVIDENCE)
    return ArrangementMention(
        kind=kind, name=event.item or doc.text[event.trigger.start : event.trigger.end], parties=parties, place=place,
        stage=stage, event=number, alleged_by=(), when=event.when, trigger=event.trigger, evidence=Extent(start, end),
    )  # fmt: skip
