"""Did it happen, is it going on, planned, proposed, doubted, denied, called off; and whose word is it?"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.extract.arguments import subject
from dragoman.extract.attaching import tag_of
from dragoman.extract.mentions import Mentions
from dragoman.extract.parties import coordinated
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
ALLEGING = frozenset("charge allege claim accuse".split())
OBLIGING = frozenset("oblige require commit bind".split())
# Verbs that say of an event noun that it comes about, so that what may or should be is the event itself.
ENDING = frozenset("lift end ease remove revoke lapse expire renew extend scrap suspend settle resolve last".split())
COMING_ABOUT = frozenset(
    """be take hold open begin start follow resume come occur happen lead continue end conclude last proceed need have
    convene go happen restart""".split()
)
CANCELLED = frozenset("cancel scrap postpone call shelve abandon ditch axe suspend drop nix pull".split())
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
SAYING = frozenset(
    """say tell claim allege accuse state report insist maintain argue assert contend announce declare add note confirm
    acknowledge admit reveal write tweet warn believe suggest estimate charge stress complain""".split()
)
# Verbs whose infinitive happened: "began to withdraw", "managed to free", "helped to end".
BRINGING_ABOUT = frozenset(
    """begin start continue go come manage help proceed get serve allow enable lead force compel bring cause prompt push
    pressure persuade oblige use move rush hasten fail join team gather meet agree happen seem appear tend remember
    trigger permit send dispatch deploy fly travel arrive return choose elect sit unite be have cease stop""".split()
)
ANNOUNCING = frozenset("say tell announce agree confirm declare decide promise pledge state report write add".split())
APPOINTMENTS = frozenset(
    "meeting talk trip visit session appointment summit it round encounter plan signing ceremony conference".split()
)
AFTERMATH = 12  # tokens of the next sentence in which a plan may be called off
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
        return "present" if bare.tag_ == "VB" and subjects and not _to_be(bare) else "past"
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")}
    if auxiliaries & FUTURE or _to_be(verb):
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
    if words & CANCELLED_WORDS or any(_cancels(v, token) for v in chain[:2]) or _called_off_after(support or token):
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
        if auxiliaries & FUTURE or _to_be(verb) or _headed_to(verb) or _once(verb):
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
            if support is None and (_to_be(upper) or upper.lower_ in SCHEDULED_WORDS or _should_come(upper)):
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
    if _alleged(trigger) or (trigger.entry.type == "ASSAULT" and _told_by_a_side(trigger, mentions)):
        return "claimed"
    return _plain(trigger)


def _alleged(trigger: Trigger) -> bool:
    """Is it what somebody is charged with, or what a side claims: "accused the patrol of having fired shots"?"""
    node = trigger.support or trigger.token
    if trigger.entry.type in ("ACCUSE", "REJECT", "SUPPORT"):
        return False
    for _ in range(3):
        head = node.head
        if head == node:
            return False
        lemma = head.lemma_.lower()
        of = any(c.lower_ == "of" and c.dep_ in ("case", "mark") for c in node.children)
        if lemma == "accuse" and of and head.pos_ == "VERB":
            return True
        if lemma in ALLEGING and head.pos_ == "VERB" and node.dep_ == "ccomp":
            return True
        accused = of and node.dep_ in ("nmod", "acl") and head.dep_ in ("obj", "nsubj:pass", "obl")
        if accused and head.head.lemma_.lower() == "accuse":
            return True
        if node.dep_ not in ("conj", "xcomp", "obj"):
            return False
        node = head
    return False


def _told_by_a_side(trigger: Trigger, mentions: Mentions) -> bool:
    """Does a state, an army or an armed group say of somebody else that he attacked?"""
    verb = trigger.support or trigger.token
    while verb.dep_ in ("xcomp", "conj") and verb.head != verb:
        verb = verb.head
    head = verb.head
    if verb.dep_ != "ccomp" or head.lemma_.lower() not in SAYING:
        return False
    teller, doer = subject(head), subject(verb)
    if teller is None or doer is None or (who := mentions.actor(teller)) is None:
        return False
    other = mentions.actor(doer)
    sides = {mentions.entities[e].country or e for e in (who, other) if e is not None}
    kind, country = mentions.entities[who].kind, mentions.entities[who].country
    side = kind in ("state", "armed_group") or (kind == "organisation" and country is not None)
    return side and other is not None and len(sides) == 2


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
    return _to_be(above) or bool(auxiliaries & FUTURE)


def _should_come(upper: Token) -> bool:
    """ "Technical talks should open in February"."""
    should = any(c.lower_ == "should" and c.dep_ == "aux" for c in upper.children)
    return should and upper.lemma_.lower() in COMING_ABOUT


def _called_off_after(verb: Token) -> bool:
    """ "The two were to meet that evening; the appointment was dropped": called off in the same breath."""
    was = any(c.lower_ in ("was", "were") and c.dep_ in ("aux", "cop", "aux:pass") for c in verb.children)
    if not (was and _to_be(verb)):
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


def claimed_by(trigger: Trigger, mentions: Mentions) -> tuple[int, ...]:
    """Who says so, where a reporting verb stands above the event and the outlet does not say it itself."""
    found: list[int] = []
    node = trigger.support or trigger.token
    for _ in range(12):
        head = node.head
        if head == node:
            break
        if head.lemma_.lower() in SAYING and node.dep_ in ("ccomp", "parataxis", "xcomp", "advcl", "obj", "dep"):
            source = subject(head)
            voices = coordinated(source) if source is not None and node.dep_ != "obj" else []
            for entity in (e for v in voices if (e := mentions.actor(v)) is not None):
                found += [m for m in mentions.members(entity) if m not in found]
        node = head
    own = {mentions.at(t.i) for t in trigger.token.children}
    return tuple(e for e in found if e not in own)


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


def _cancels(verb: Token, token: Token) -> bool:
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


def _to_be(verb: Token) -> bool:
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
