"""Standing things that parties set up between them, and the stage of their life that a sentence gives evidence for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.extract.mentions import Mentions
from dragoman.reading import ArrangementMention, EventMention
from dragoman.types import ArrangementKind, StageName

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# mode of an event -> kind of arrangement and the stage that such an event shows when it occurred
KINDS: dict[tuple[str, str], tuple[ArrangementKind, StageName]] = {
    ("AGREE", "ceasefire"): ("ceasefire", "agreed"),
    ("AGREE", "zone"): ("zone", "agreed"),
    ("AGREE", "treaty"): ("treaty", "signed"),
    ("AGREE", "contract"): ("trade_deal", "signed"),
    ("AGREE", "normalisation"): ("normalisation", "agreed"),
    ("COOPERATE", "arms_transfer"): ("arms_deal", "implemented"),
    ("COOPERATE", "patrol"): ("patrols", "in_force"),
    ("COOPERATE", "reopening"): ("normalisation", "implemented"),
    ("SANCTION", "sanctions"): ("sanctions", "in_force"),
    ("SANCTION", "embargo"): ("sanctions", "in_force"),
    ("SANCTION", "severance"): ("normalisation", "suspended"),
    ("CONCEDE", "easing"): ("sanctions", "ended"),
    ("CONSULT", "negotiation"): ("talks_track", "negotiated"),
    ("RETREAT", "de_escalation"): ("zone", "in_force"),
}
# verbs that move an arrangement, whatever first named it
STAGES: dict[StageName, frozenset[str]] = {
    "breached": frozenset("breach violate break flout disregard infringe ignore undermine".split()),
    "extended": frozenset("extend prolong renew lengthen roll".split()),
    "suspended": frozenset("suspend freeze pause interrupt halt stall".split()),
    "ended": frozenset("end collapse expire scrap terminate abandon lapse cancel annul lift denounce".split()),
    "in_force": frozenset("hold take enter come remain observe respect last apply abide prevent continue".split()),
    "proposed": frozenset("propose suggest offer want seek plan mull consider intend".split()),
    "negotiated": frozenset("negotiate discuss thrash hammer work".split()),
    "disputed": frozenset("dispute contest criticise criticize question oppose shock worry condemn".split()),
    "implemented": frozenset("implement fulfil fulfill execute carry deliver complete".split()),
    "signed": frozenset("sign ink initial ratify seal".split()),
}
ANY_DEAL = frozenset("agreement deal accord pact treaty contract ceasefire cease-fire truce zone arrangement".split())
SCOPE_DEPS = ("obj", "nsubj", "nsubj:pass", "obl", "nmod")


def arrangements(doc: Doc, events: Sequence[EventMention], mentions: Mentions) -> tuple[ArrangementMention, ...]:
    """One mention per event of an arrangement's life, in order; deals over weapons are arms deals."""
    found = []
    for number, event in enumerate(events):
        known = KINDS.get((event.type, event.mode))
        token = _token(doc, event.trigger.start)
        if known is None and event.type == "AGREE" and _is_weapon(event, mentions):
            known = ("arms_deal", "agreed")
        if known is None or token is None:
            continue
        kind, stage = known
        if kind == "trade_deal" and _is_weapon(event, mentions):
            kind = "arms_deal"
        stage = _stage(token, stage, event)
        parties = tuple(
            a.entity for a in event.participants if a.role in ("party", "actor", "recipient", "host", "guest")
        )
        place = next((w.entity for w in event.where if w.via == "clause"), None)
        found.append(
            ArrangementMention(
                kind=kind, name=event.item or doc.text[event.trigger.start : event.trigger.end], parties=parties,
                place=place, stage=stage, event=number,
                alleged_by=event.claimed_by if stage == "breached" else (), when=event.when, trigger=event.trigger,
                evidence=event.evidence,
            )
        )
    return tuple(found)


def _token(doc: Doc, offset: int) -> Token | None:
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def _is_weapon(event: EventMention, mentions: Mentions) -> bool:
    if any(mentions.entities[a.entity].kind == "weapon_system" for a in event.participants):
        return True
    start, end = event.evidence.start, event.evidence.end
    return any(mentions.entities[e].kind == "weapon_system" for e in mentions.span_entities(start, end))


def _stage(token: Token, default: StageName, event: EventMention) -> StageName:
    head = token.head
    if token.dep_ in SCOPE_DEPS and head.pos_ == "VERB":
        lemma = head.lemma_.lower()
        for stage, verbs in STAGES.items():
            if lemma in verbs and (stage != "in_force" or token.dep_ in ("nsubj", "nsubj:pass", "obj")):
                return stage
    if event.status in ("planned", "proposed", "hypothetical"):
        return "proposed"
    if event.status == "cancelled":
        return "ended"
    if event.status == "ongoing":
        return "in_force" if default in ("agreed", "signed") else default
    return default
