"""Titles for people to read, composed from a fact's fields."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.resolve.fuse import Fused
from dragoman.resolve.link import Links

VERBS: dict[str, tuple[str, str]] = {  # mode -> (between parties, one upon another)
    "meeting": ("meet", "meets"),
    "call": ("speak by phone", "calls"),
    "visit": ("meet on a visit", "visits"),
    "negotiation": ("negotiate", "negotiates with"),
    "mediation": ("mediate", "mediates for"),
    "agreement": ("agree", "agrees with"),
    "ceasefire": ("agree on a ceasefire", "announces a ceasefire with"),
    "treaty": ("conclude a treaty", "signs a treaty with"),
    "contract": ("sign a contract", "buys from"),
    "exchange": ("exchange prisoners", "exchanges prisoners with"),
    "zone": ("set up a zone", "sets up a zone with"),
    "normalisation": ("normalise relations", "normalises relations with"),
    "support": ("support each other", "backs"),
    "recognition": ("recognise each other", "recognises"),
    "praise": ("praise each other", "praises"),
    "patrol": ("cooperate on the ground", "patrols with"),
    "exercise": ("hold an exercise", "exercises with"),
    "arms_transfer": ("arms delivery", "delivers arms to"),
    "trade": ("trade", "trades with"),
    "reopening": ("reopen links", "reopens links with"),
    "intelligence": ("share intelligence", "shares intelligence with"),
    "humanitarian": ("humanitarian aid", "sends aid to"),
    "military": ("military aid", "gives military aid to"),
    "economic": ("economic aid", "gives economic aid to"),
    "asylum": ("give refuge", "gives refuge to"),
    "release": ("release of prisoners", "releases"),
    "easing": ("ease measures", "eases measures against"),
    "apology": ("apologise", "apologises to"),
    "concession": ("make concessions", "concedes to"),
    "withdrawal": ("withdraw", "withdraws from"),
    "de_escalation": ("de-escalate", "de-escalates with"),
    "demand": ("make demands", "demands of"),
    "appeal": ("appeal", "appeals to"),
    "accusation": ("accuse each other", "accuses"),
    "criticism": ("criticise each other", "criticises"),
    "concern": ("voice concern", "voices concern over"),
    "refusal": ("refuse", "rebuffs"),
    "denial": ("deny", "denies"),
    "exit": ("leave an agreement", "leaves"),
    "opposition": ("oppose", "opposes"),
    "threat": ("threaten each other", "threatens"),
    "warning": ("warn", "warns"),
    "protest": ("protest", "protests against"),
    "sanctions": ("impose sanctions", "sanctions"),
    "severance": ("cut ties", "cuts ties with"),
    "expulsion": ("expel", "expels"),
    "embargo": ("impose an embargo", "embargoes"),
    "deployment": ("deploy forces", "deploys forces against"),
    "standoff": ("face off", "faces off with"),
    "drill": ("drill", "drills against"),
    "arrest": ("arrest", "arrests"),
    "sentence": ("sentence", "sentences"),
    "coup": ("coup", "ousts"),
    "crackdown": ("crack down", "cracks down on"),
    "designation": ("designate", "designates"),
    "seizure": ("seize", "seizes from"),
    "airstrike": ("air strikes", "strikes from the air"),
    "shelling": ("exchange fire", "shells"),
    "offensive": ("offensive", "launches an offensive against"),
    "shootdown": ("shoot-down", "shoots down an aircraft of"),
    "clash": ("clash", "clashes with"),
    "war": ("are at war", "at war with"),
    "attack": ("attack", "attacks"),
    "annexation": ("annexation", "annexes land of"),
    "election": ("election", "elects"),
    "referendum": ("referendum", "holds a referendum"),
    "independence": ("independence", "declares independence from"),
    "appointment": ("appointment", "appoints"),
    "displacement": ("displacement", "displaces"),
    "casualties": ("deaths", "kills"),
    "press_conference": ("hold a press conference", "briefs"),
    "statement": ("make a statement", "addresses"),
    "letter": ("exchange letters", "writes to"),
    "other": ("event", "and"),
}
PREFIX = {
    "planned": "Planned: ",
    "proposed": "Proposed: ",
    "cancelled": "Called off: ",
    "denied": "Did not happen: ",
    "hypothetical": "Possible: ",
    "claimed": "Claimed: ",
}


def title(fused: Fused, links: Links) -> str:
    """One line without a full stop: "Vladimir Putin and Recep Tayyip Erdogan meet in Sochi"."""
    parties = [p.actor for p in fused.participants if p.role in ("party", "host", "guest", "speaker", "mediator")]
    actors = [p.actor for p in fused.participants if p.role == "actor"]
    recipients = [p.actor for p in fused.participants if p.role == "recipient"]
    both, upon = VERBS.get(fused.mode, (fused.mode.replace("_", " "), fused.mode.replace("_", " ")))
    if actors and recipients:
        line = f"{_names(actors, links)} {upon if len(actors) == 1 else both + ':'} {_names(recipients, links)}"
    elif parties or actors:
        everyone = parties or actors
        verb = both if len(everyone) > 1 else _alone(upon)
        line = f"{_names(everyone, links)} {verb}"
    elif recipients:
        line = f"{_names(recipients, links)}: {both}"
    else:
        line = both[:1].upper() + both[1:]
    if fused.place is not None:
        line += f" in {links.places[fused.place].name}"
    return PREFIX.get(fused.status, "") + line


def _alone(words: str) -> str:
    """A verb without the preposition that would lead to a second party: "concedes to" → "concedes"."""
    kept = words.split()
    while len(kept) > 1 and kept[-1] in ("with", "from", "to", "on", "of", "for", "against", "over", "by"):
        kept.pop()
    return " ".join(kept)


def _names(actors: Sequence[str], links: Links) -> str:
    names = [links.actors[a].name for a in actors[:4]]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
