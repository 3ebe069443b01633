"""Did it happen, is it going on, planned, proposed, doubted, denied, called off?"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.extract import calling_off, claims
from dragoman.extract.attaching import tag_of
from dragoman.extract.calling_off import to_be
from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import Trigger
from dragoman.reading import Tense
from dragoman.types import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

NEGATIONS = frozenset("not n't n’t never no neither nor".split())
PLANNING = frozenset(
    """plan schedule expect set slate due arrange prepare intend hope aim agree vow pledge promise undertake decide want
    seek ready invite announce book earmark tip""".split()
)
FORESEEING = frozenset("foresee envisage plan schedule prepare expect".split())
FAILING = frozenset("collapse fall founder unravel".split())  # "fell through"
PLANNED_WORDS = frozenset(
    "planned scheduled upcoming forthcoming expected coming next future slated anticipated imminent impending".split()
)
SCHEDULED_WORDS = frozenset("foreseen planned scheduled slated due expected envisaged".split())
# Nouns for what is put forward or meant to be: "a proposal that a referendum be held", "plans to visit".
PROPOSALS = frozenset("proposal call demand offer request appeal bid suggestion motion idea initiative".split())
PLANS = frozenset("plan intention decision pledge promise vow commitment agreement preparation schedule".split())
OBLIGING = frozenset("oblige require commit bind".split())
# Verbs that say of an event noun that it comes about, so that what may or should be is the event itself.
ENDING = frozenset("lift end ease remove revoke lapse expire renew extend scrap suspend settle resolve last".split())
COMING_ABOUT = frozenset(
    """be take hold open begin start follow resume come occur happen lead continue end conclude last proceed need have
    convene go happen restart""".split()
)
CANCELLED_WORDS = frozenset("cancelled canceled aborted scrapped postponed abandoned".split())
PROPOSING = frozenset(
    """propose offer suggest urge demand call ask appeal recommend moot float consider mull seek want invite
    request""".split()
)
PROPOSED_WORDS = frozenset("proposed possible potential draft prospective mooted would-be suggested".split())
DOUBTING = frozenset("could may might would should if whether unless can".split())
FEARING = frozenset("fear worry threaten warn risk".split())
FUTURE = frozenset("will shall 'll ’ll wo".split())
DENYING = frozenset("deny refute reject dismiss dispute rule".split())
# Verbs whose infinitive happened: "began to withdraw", "managed to free", "helped to end".
BRINGING_ABOUT = frozenset(
    """begin start continue go come manage help proceed get serve allow enable lead force compel bring cause prompt push
    pressure persuade oblige use move rush hasten fail join team gather meet agree happen seem appear tend remember
    trigger permit send dispatch deploy fly travel arrive return choose elect sit unite be have cease stop""".split()
)
ANNOUNCING = frozenset("say tell announce agree confirm declare decide promise pledge state report write add".split())
IN_FORCE = frozenset("embargo sanctions ceasefire treaty designation".split())
LASTING_MODES = frozenset(
    """support opposition deployment asylum patrol trade war negotiation standoff concern cooperation shelling airstrike
    offensive clash displacement seizure zone de_escalation designation""".split()
)
PRESENT = frozenset("VBZ VBP".split())


def tense(trigger: Trigger) -> Tense:
    """Past, present or future, from the finite verb above the trigger."""
    verb = _finite(trigger.support or trigger.token)
    if verb is None:
        bare = trigger.support or trigger.token  # "ministers land in Manila on Tuesday", where the tagger saw no tense
        subjects = [c for c in bare.children if c.dep_ == "nsubj"]
        return "present" if bare.tag_ == "VB" and subjects and not to_be(bare) else "past"
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")}
    if auxiliaries & FUTURE or to_be(verb):
        return "future"
    if auxiliaries & {"has", "have", "'ve", "had", "was", "were", "did", "been"} - {"has", "have"}:
        return "past"
    if auxiliaries & {"has", "have", "'ve", "’ve"}:
        return "past" if verb.tag_ != "VBG" else "present"
    if auxiliaries & {"is", "are", "am", "'s", "'re"} and verb.tag_ == "VBG":
        return "present"
    if tag_of(verb) in PRESENT or auxiliaries & {"is", "are", "does", "do"}:
        return "present"
    return "past"


def status(trigger: Trigger, mentions: Mentions) -> Status:
    """The status that the grammar gives; the outlet's own word unless something above it says otherwise."""
    token, support = trigger.token, trigger.support
    words = {c.lower_ for c in token.children if c.dep_ in ("amod", "advmod", "det", "compound", "acl")}
    chain = _above(token, support)
    if (
        words & CANCELLED_WORDS
        or any(calling_off.cancels(v, token) for v in chain[:2])
        or calling_off.called_off_after(support or token)
    ):
        return "cancelled"
    if _negated(token, support) and not trigger.words.startswith("not ") and "neither" not in trigger.words:
        return "denied"
    if trigger.entry.status is not None:
        return trigger.entry.status  # the wording says it: an invitation is a visit proposed
    if words & PROPOSED_WORDS:
        return "proposed"
    if any(c.lower_ == "without" and c.dep_ == "case" for c in token.children):
        return "hypothetical"
    if words & PLANNED_WORDS:
        return "planned"
    verb = support if support is not None else token
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "mark")}
    if not trigger.noun or support is not None:
        if auxiliaries & FUTURE or to_be(verb) or _headed_to(verb) or _once(verb):
            return "planned"
        if "would" in auxiliaries and _told_ahead(verb):
            return "planned"
        if "should" in auxiliaries and (agreed := _agreed_that(verb)) is not None:
            return agreed
        if trigger.noun and "should" in auxiliaries and verb.lemma_.lower() in COMING_ABOUT:
            return "planned"
        if trigger.entry.type == "THREATEN" and "would" in auxiliaries and not trigger.noun:
            return _plain(trigger)  # "Washington would respond accordingly" is the threat itself
        if auxiliaries & DOUBTING and not (trigger.noun and verb.lemma_.lower() in ENDING):
            return "hypothetical"
    for lower, upper in pairwise(chain):
        lemma = upper.lemma_.lower()
        if lower.dep_ in ("nsubj:pass", "nsubj", "nsubj:outer") and lower.i == token.i and trigger.noun:
            if support is None and (to_be(upper) or upper.lower_ in SCHEDULED_WORDS or _should_come(upper)):
                return "planned"
            to_come = lemma in PLANNING and lower.dep_ == "nsubj:pass" and lemma not in ("announce", "decide", "vow")
            if to_come or (lemma in ("due", "likely") and lower.dep_ == "nsubj"):
                return "planned"
            if lemma in FAILING and (lemma != "fall" or any(c.lower_ == "through" for c in upper.children)):
                return "cancelled"
        infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in lower.children) or lower.dep_ == "xcomp"
        if trigger.noun and lower.i == token.i and lower.dep_ == "obj" and lemma in FORESEEING:
            return "planned"
        if trigger.noun and support is None and lower.i == token.i and lower.dep_ in ("obl", "obl:unmarked"):
            break  # "during their meeting": it is taken for granted
        if lower.dep_ in ("acl", "ccomp") and lower.tag_ == "VB" and lemma in PROPOSALS | PLANS:
            return "proposed" if lemma in PROPOSALS else "planned"
        if trigger.noun and lower.dep_ in ("nmod", "acl", "acl:relcl", "nmod:poss"):
            break  # what is said of the governing noun is not said of this one
        unsure = {c.lower_ for c in upper.head.children if c.dep_ == "aux"} & (DOUBTING | FUTURE)
        participle = lower.dep_ == "acl" and lower.tag_ in ("VBN", "VBG") and lower.i == token.i and not infinitive
        if participle and not unsure:
            break  # "condolences for the soldiers killed in May"
        if lower.dep_ == "acl:relcl":
            break  # "refuses to recognise the province, which broke away": that it broke away is told as a fact
        if infinitive and any(c.lower_ == "yet" for c in upper.children) and lemma in ("have", "be"):
            return "planned"
        if infinitive and lemma in OBLIGING and tag_of(upper) in PRESENT:
            return "planned"
        upper_aux = {c.lower_ for c in upper.children if c.dep_ in ("aux", "mark")}
        if lemma in DENYING and lower.dep_ in ("ccomp", "xcomp", "obj"):
            return "denied"
        if (
            lower.dep_ in ("obj", "xcomp", "ccomp", "obl", "acl")
            and lemma in PROPOSING
            and not (lemma == "offer" and trigger.entry.mode in ("praise", "apology"))
            and (infinitive or lower.dep_ == "obj" or _case_for(lower))
        ):
            if lemma not in ("call", "ask", "invite", "want") or infinitive or _case_for(lower):
                return "proposed" if lower.i != token.i or trigger.entry.type not in ("REQUEST",) else _plain(trigger)
        if infinitive and lemma in PLANNING:
            return "planned"
        if lemma in FEARING and lower.dep_ in ("ccomp", "obj", "xcomp") and trigger.entry.type != "THREATEN":
            return "hypothetical"
        if upper_aux & FUTURE and lower.dep_ in ("obj", "xcomp", "obl"):
            return "planned"
        if upper_aux & {"if", "whether", "unless"} or (
            {"could", "may", "might", "would"} & upper_aux and lower.dep_ in ("obj", "xcomp", "nsubj")
        ):
            if trigger.noun and support is None and lower.dep_ == "nsubj" and lemma not in COMING_ABOUT:
                break  # "the embargo may soon be lifted": it is there
            return "hypothetical"
        if lower.dep_ == "advcl" and {"if", "unless", "whether"} & {
            c.lower_ for c in lower.children if c.dep_ == "mark"
        }:
            return "hypothetical"
    plain = _plain(trigger)
    by_a_side = trigger.entry.type == "ASSAULT" and claims.told_by_a_side(trigger, mentions)
    return "claimed" if plain == "occurred" and (by_a_side or claims.alleged(trigger)) else plain


def _headed_to(verb: Token) -> bool:
    """ "Spain, Morocco to reopen crossings": a heading's infinitive is to come."""
    if not any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in verb.children):
        return False
    return verb.dep_ == "root" or (verb.dep_ == "parataxis" and any(c.dep_ == "nsubj" for c in verb.children))


def _agreed_that(verb: Token) -> Status | None:
    """ "They decided that the envoys should meet" is a plan, "proposed that they should" a proposal."""
    lemma = verb.head.lemma_.lower() if verb.dep_ == "ccomp" else ""
    if lemma in ("decide", "agree", "resolve", "order"):
        return "planned"
    return "proposed" if lemma in PROPOSING | {"insist"} else None


def _once(verb: Token) -> bool:
    """ "Is to take effect once the accord has been signed": what a plan waits for is ahead too."""
    waits = any(c.lower_ in ("once", "until", "when", "after", "before") and c.dep_ in ("mark", "advmod")
                for c in verb.children)  # fmt: skip
    if verb.dep_ != "advcl" or not waits or verb.tag_ == "VBD":
        return False
    above = verb.head
    auxiliaries = {c.lower_ for c in above.children if c.dep_ in ("aux", "aux:pass")}
    return to_be(above) or bool(auxiliaries & FUTURE)


def _should_come(upper: Token) -> bool:
    """ "Technical talks should open in February"."""
    should = any(c.lower_ == "should" and c.dep_ == "aux" for c in upper.children)
    return should and upper.lemma_.lower() in COMING_ABOUT


def _told_ahead(verb: Token) -> bool:
    """ "They announced that flights would resume": what was then said to come is a plan, no supposition."""
    node = verb
    while node.dep_ in ("conj", "xcomp") and node.head != node:
        node = node.head
    above = node.head
    conditional = any(
        c.dep_ == "advcl" and any(g.lower_ in ("if", "unless") for g in c.children) for c in verb.children
    )
    return (
        node.dep_ == "ccomp" and above.tag_ in ("VBD", "VBN") and above.lemma_.lower() in ANNOUNCING and not conditional
    )


def _plain(trigger: Trigger) -> Status:
    """Occurred, or ongoing for what lasts and is told in the present."""
    being = _finite(trigger.token) if trigger.noun else None
    if being is not None and any(c.lower_ == "being" and c.dep_ == "aux:pass" for c in being.children):
        if trigger.token.head == being and trigger.token.dep_ == "nsubj:pass":
            return "ongoing"  # "a contract is still being negotiated"
    still = trigger.support or trigger.token
    if any(c.lower_ == "still" and c.dep_ == "advmod" for c in still.children) and tag_of(still) in PRESENT:
        return "ongoing"
    if trigger.noun and trigger.entry.mode in IN_FORCE and trigger.support is not None:
        about = {c.lower_ for c in trigger.support.children if c.dep_ in ("aux", "aux:pass")}
        if trigger.support.lemma_.lower() in ENDING and about & DOUBTING:
            return "ongoing"  # "the embargo can only be lifted by Congress"
    if trigger.entry.mode not in LASTING_MODES and not _progressive(trigger):
        return "occurred"
    if trigger.noun and any(
        c.ent_type_ == "DATE" and any(ch.isdigit() for ch in c.text) for c in trigger.token.children
    ):
        return "occurred"  # "the 1994 genocide" is over
    verb = _finite(trigger.support or trigger.token)
    if verb is not None:
        auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "cop", "aux:pass")}
        if verb.tag_ == "VBG" and auxiliaries & {"is", "are", "has", "have", "'s", "'re", "been"}:
            return "ongoing"
        if trigger.entry.mode in LASTING_MODES and not trigger.noun:
            if tag_of(verb) in PRESENT and not auxiliaries & {"did", "had"}:
                return "ongoing"
            if auxiliaries & {"has", "have", "'ve"} and trigger.entry.mode in (
                "support",
                "opposition",
                "asylum",
                "patrol",
                "trade",
                "negotiation",
            ):
                return "ongoing"
            if auxiliaries & {"is", "are"}:
                return "ongoing"
        if trigger.entry.mode in LASTING_MODES and trigger.noun:
            if (
                tag_of(verb) in PRESENT
                or auxiliaries & {"is", "are"}
                or verb.lemma_.lower() in ("continue", "rage", "persist", "remain")
            ):
                return "ongoing"
    return "occurred"


def _progressive(trigger: Trigger) -> bool:
    verb = trigger.support or trigger.token
    return verb.tag_ == "VBG" and any(c.lower_ in ("is", "are", "been") for c in verb.children)


def asserted(trigger: Trigger, status: Status) -> bool:
    """Does the text say that it happened, or is it only what something was for ("fought to unseat him")?

    An infinitive that no verb makes a plan, a proposal or a fact tells an aim; so does a gerund under a preposition
    that tells no time ("working with them in battling the group").
    """
    verb = trigger.support or trigger.token
    if verb.pos_ != "VERB" or status not in ("occurred", "ongoing"):
        return True
    marks = {c.lower_ for c in verb.children if c.dep_ in ("mark", "case")}
    if "to" in marks and verb.dep_ in ("xcomp", "advcl", "acl", "ccomp", "obl", "nmod"):
        return verb.head.lemma_.lower() in BRINGING_ABOUT
    if verb.tag_ == "VBG" and marks and verb.dep_ in ("advcl", "acl", "obl", "nmod"):
        return bool(marks & {"after", "before", "since", "following", "while", "when", "by"})
    return True


def _above(token: Token, support: Token | None) -> list[Token]:
    chain = [token]
    node = token
    while node.head != node and len(chain) < 8:
        node = node.head
        chain.append(node)
    return chain


def _negated(token: Token, support: Token | None) -> bool:
    for node in (token, support):
        if node is None:
            continue
        if any(
            c.lower_ in NEGATIONS and c.dep_ in ("advmod", "det", "cc:preconj", "case", "mark") for c in node.children
        ):
            return True
        if any(
            c.dep_ in ("nsubj", "nsubj:pass")
            and {g.lower_ for g in (c, *c.children)} & {"neither", "no", "nobody", "none"}
            for c in node.children
        ):
            return True
    verb = support or token
    missed = verb.head.lemma_.lower() in ("refuse", "fail", "decline", "avoid")
    return missed and verb.dep_ in ("xcomp", "ccomp", "advcl", "acl")


def _case_for(token: Token) -> bool:
    return any(c.dep_ == "case" and c.lower_ == "for" for c in token.children)


def _finite(token: Token) -> Token | None:
    node = token
    for _ in range(8):
        if node.pos_ in ("VERB", "AUX") and (
            node.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(c.dep_ in ("aux", "aux:pass") for c in node.children)
        ):
            return node
        if any(c.dep_ == "cop" for c in node.children):
            return node
        if node.head == node:
            return None
        node = node.head
    return None
