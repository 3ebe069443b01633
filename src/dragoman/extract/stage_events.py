"""Which events move an arrangement: not every promise, closed bridge or welcome to a deal is a stage of its life."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.reading import EventMention
from dragoman.types import StageName

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Verbs that speak of an arrangement and leave it where it is.
REACTIONS = frozenset(
    """welcome hail praise criticise criticize call condemn applaud describe denounce mock celebrate greet regret
    deplore attack defend dub brand slam lambast cheer watch read study spare leave mention recall cite invoke quote
    have bear""".split()
)
# What one side gives its word for is no agreement, unless both do.
ONE_SIDED = frozenset("promise pledge undertake vow commit swear promised pledged undertook".split())
OPINIONS = ("agreed that", "agree that", "agrees that", "ready to", "prepared to", "willing to", "outlined", "outline")
SIGNING = ("sign", "initial", "pen ", "ink", "put his name", "put her name", "put their name", "put its name")
TIES = ("tie", "relation", "diplomatic", "embass", "rupture", "sever")
MISSIONS = ("embass", "ambassador", "envoy", "consul", "mission", "compound", "post", "diplomat", "relation")
AHEAD = ("planned", "proposed", "hypothetical")


def moves_one(doc: Doc, event: EventMention) -> bool:
    """Does an event of a kind that makes or moves arrangements do so as it is told here?"""
    words = doc.text[event.trigger.start : event.trigger.end].lower()
    told = doc.text[event.evidence.start : event.evidence.end].lower()
    label = f"{event.type}/{event.mode}"
    if label == "SANCTION/severance":
        return any(w in told for w in TIES) and " bread" not in told
    if label == "COOPERATE/reopening":
        return event.status not in AHEAD and any(w in told for w in MISSIONS)
    if label == "CONSULT/negotiation" and event.status in AHEAD:
        return False
    if label == "AGREE/agreement":
        if event.status in AHEAD or words == "shake hands" or any(w in f"{words} " for w in OPINIONS):
            return False
        sides = {a.entity for a in event.participants if a.via in ("clause", "sentence")}
        if words.split()[0] in ONE_SIDED | {"he", "she", "it"} and len(sides) < 2:
            return False
        if "invitation" in words or _one_promises(doc, event, len(sides)):
            return False
    noun = _noun(doc, event)
    return noun is None or _stands_for_itself(noun)


def signed(doc: Doc, event: EventMention, stage: StageName) -> StageName:
    """An agreement that is told by the signing of it is signed."""
    words = doc.text[event.trigger.start : event.trigger.end].lower()
    return "signed" if stage == "agreed" and any(w in words for w in SIGNING) else stage


def _one_promises(doc: Doc, event: EventMention, sides: int) -> bool:
    span = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    return span is not None and sides < 2 and any(t.lemma_.lower() in ONE_SIDED and t.pos_ == "VERB" for t in span)


def _noun(doc: Doc, event: EventMention) -> Token | None:
    """The noun that alone tells the event: "the deal", "talks"; None where a verb tells it."""
    span = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
    if span is None or any(t.pos_ in ("VERB", "AUX") for t in span):
        return None
    return span.root if span.root.pos_ in ("NOUN", "PROPN") else None


def _stands_for_itself(noun: Token) -> bool:
    """Is the noun told as what happened, not as what somebody speaks of, or as when and where something else did?"""
    if any(c.dep_ in ("nmod", "nmod:unmarked") and (c.ent_type_ == "DATE" or c.text.isdigit()) for c in noun.children):
        return True  # "a similar deal of 1992"
    node = noun
    while node.dep_ in ("conj", "appos") and node.head.pos_ in ("NOUN", "PROPN"):
        node = node.head
    if any(c.dep_ == "case" and c.lower_ != "of" for c in node.children):
        return False
    head = node.head
    return not (head.pos_ == "VERB" and node.dep_ in ("obj", "nsubj") and head.lemma_.lower() in REACTIONS)
