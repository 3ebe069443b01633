"""What was planned and is called off: in the verb above, or in the same breath."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

CANCELLED = frozenset("cancel scrap postpone call shelve abandon ditch axe suspend drop nix pull".split())
APPOINTMENTS = frozenset(
    "meeting talk trip visit session appointment summit it round encounter plan signing ceremony conference".split()
)
AFTERMATH = 12  # tokens of the next sentence in which a plan may be called off


def cancels(verb: Token, token: Token) -> bool:
    """Is `token` what the verb calls off? What stands beside it ("called off after the clashes") is not."""
    lemma = verb.lemma_.lower()
    if verb == token or token.head != verb:
        return False
    if token.dep_ == "nsubj" and any(c.dep_ == "xcomp" and _calls_off(c) for c in verb.children):
        return True  # "the session had to be put off"
    if token.dep_ == "nsubj:pass" and _calls_off(verb):
        return True
    if lemma not in CANCELLED:
        return False
    off = any(c.lower_ in ("off", "out") for c in verb.children)
    affected = token.dep_ in ("obj", "nsubj:pass", "xcomp")
    return affected and (off or lemma not in ("call", "pull", "drop"))


def called_off_after(verb: Token) -> bool:
    """ "The two were to meet that evening; the appointment was dropped": called off in the same breath."""
    was = any(c.lower_ in ("was", "were") and c.dep_ in ("aux", "cop", "aux:pass") for c in verb.children)
    if not (was and to_be(verb)):
        return False
    sentence = verb.sent
    for other in verb.doc[verb.i + 1 : min(sentence.end + AFTERMATH, len(verb.doc))]:
        what = [c for c in other.children if c.dep_ in ("obj", "nsubj:pass")]
        if _calls_off(other) and any(c.lemma_.lower() in APPOINTMENTS for c in what):
            return True
    return False


def _calls_off(verb: Token) -> bool:
    """Does a verb take something off the calendar: "cancelled", "put off"?"""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in CANCELLED | {"put"}:
        return False
    off = any(c.lower_ in ("off", "out") for c in verb.children)
    return off or lemma not in ("call", "pull", "put", "drop") or (lemma == "drop" and verb.tag_ == "VBN")


def to_be(verb: Token) -> bool:
    """ "is to meet", "are due to", "is expected to": the copula with an infinitive."""
    has_to = any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children)
    if not has_to:
        return False
    if any(c.lower_ in ("is", "are", "was", "were") and c.dep_ in ("aux", "aux:pass", "cop") for c in verb.children):
        return True
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in (
        "due",
        "be",
        "set",
        "expect",
        "schedule",
        "slate",
        "plan",
        "likely",
        "ready",
    )
