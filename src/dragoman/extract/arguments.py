"""Who takes part in an event, in which role: the grammar around a trigger, read by the frame of its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.extract.mentions import Mentions
from dragoman.extract.parties import coordinated, is_actor, stands_for
from dragoman.extract.triggers import LIGHT, Trigger
from dragoman.reading import Argument, Via
from dragoman.types import Role

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "csubj", "nsubj:outer")
PASSIVES = ("nsubj:pass", "csubj:pass")
# frame -> (subject, object, {preposition: role}); "party" both ways where the thing is mutual
Frame = tuple[Role, Role, dict[str, Role]]
FRAMES: dict[str, Frame] = {
    "reciprocal": (
        "party",
        "party",
        {
            "with": "party",
            "between": "party",
            "by": "party",
            "among": "party",
            "of": "party",
            "from": "party",
            "to": "party",
            "alongside": "party",
            "opposite": "party",
            "beside": "party",
            "involving": "party",
        },
    ),
    "host": ("host", "guest", {"by": "host", "with": "guest"}),
    "convene": ("host", "item", {"between": "party", "with": "party", "by": "host", "of": "party"}),
    "guest": (
        "guest",
        "host",
        {"on": "host", "by": "guest", "with": "party", "of": "guest", "to": "host", "from": "guest"},
    ),
    "mediator": (
        "mediator",
        "item",
        {"between": "party", "by": "mediator", "with": "party", "of": "mediator", "from": "mediator"},
    ),
    "speaker": (
        "speaker",
        "item",
        {"by": "speaker", "with": "speaker", "of": "speaker", "from": "speaker", "to": "recipient"},
    ),
    "directed": (
        "actor",
        "recipient",
        {
            "by": "actor",
            "from": "actor",
            "of": "recipient",
            "against": "recipient",
            "on": "recipient",
            "to": "recipient",
            "at": "recipient",
            "for": "recipient",
            "toward": "recipient",
            "towards": "recipient",
            "over": "recipient",
            "upon": "recipient",
            "with": "recipient",
            "into": "recipient",
        },
    ),
    "transfer": (
        "actor",
        "item",
        {"to": "recipient", "by": "actor", "from": "actor", "with": "item", "of": "item", "for": "recipient"},
    ),
    "purchase": ("recipient", "item", {"from": "actor", "by": "recipient", "of": "item"}),
    "subject": ("actor", "recipient", {"by": "actor", "of": "recipient", "in": "actor"}),
    "affected": (
        "recipient",
        "recipient",
        {"by": "actor", "of": "recipient", "from": "recipient", "among": "recipient"},
    ),
}
# In a noun of these modes "of" is the one who acts ("the withdrawal of Russian troops"), not the one acted upon.
OF_IS_ACTOR = frozenset(
    "withdrawal deployment visit arrival resignation apology warning threat criticism opposition support backing demand"
    " appeal call protest".split()
)
# Types in which a state moves what is its own, and what that is: the state takes part, its envoy or its troops do not.
MOVING_OWN = frozenset(["SANCTION", "RETREAT", "MOBILIZE", "COOPERATE"])
ORGANS = frozenset(
    """ambassador envoy diplomat consul troop soldier force army fleet navy warship ship aircraft jet staff personnel
    mission peacekeeper observer embassy contingent adviser advisor commissioner representative attache attaché
    chargé consulate monitor instructor""".split()
)
UNPEOPLED = frozenset(["casualties", "patrol", "exercise", "drill"])  # modes whose own nouns name no one
EXCHANGED = frozenset("prisoner captive detainee hostage body soldier serviceman remain fighter convict".split())
# Types whose object may be something of the one they are directed at: "backs Rabat's plan", "rejected China's claims".
STANCES = frozenset("SUPPORT ACCUSE REJECT REQUEST THREATEN SANCTION CONCEDE".split())
AROUND = frozenset("after during following amid at in before".split())
ANYONE = frozenset("people person man woman men women children families civilians residents citizens crowds".split())
TALKING = frozenset(
    "say tell add announce claim state declare note stress report confirm warn deny insist argue write tweet".split()
)


def participants(trigger: Trigger, mentions: Mentions) -> tuple[Argument, ...]:
    """The participants that the clause gives, best first, each entity once; groups stand for their members."""
    subject_role, object_role, prepositions = FRAMES[trigger.entry.frame]
    prepositions = prepositions | dict(trigger.entry.roles)
    found: list[tuple[int, Role, Via]] = []
    organs: dict[int, int] = {}  # what belongs to a state, with the state: "recalled its ambassador"

    def take(token: Token | None, role: Role, via: Via = "clause") -> None:
        if token is None or role == "item" and not is_actor(token, mentions):
            return
        for part in coordinated(token):
            meant = stands_for(part, mentions, making=trigger.entry.mode not in UNPEOPLED)
            if not meant and role == "recipient" and trigger.entry.type in STANCES:
                meant = _nationals(part, mentions)
            for entity in meant:
                kind = mentions.entities[entity].kind
                anyone = mentions.entities[entity].name.split()[-1].lower() in ANYONE
                if anyone and trigger.entry.type == "HUMANITARIAN" and mentions.entities[entity].country is None:
                    continue  # "a million people": whom it befell is what the figure counts
                if role == "party" and trigger.entry.type in ("CONSULT", "AGREE"):
                    if anyone or (trigger.entry.mode == "exchange" and part.lemma_.lower() in EXCHANGED):
                        continue
                if kind not in ("place", "weapon_system", "arrangement"):
                    for member in mentions.members(entity):
                        found.append((member, role, via))
                    if trigger.entry.type in MOVING_OWN and part.lemma_.lower() in ORGANS:
                        owner = _possessor(part, mentions)
                        if owner is not None and owner != entity:
                            organs[entity] = owner

    if trigger.noun:
        _nominal(trigger, take, subject_role, object_role, prepositions)
        if not found and trigger.entry.type == "CONSULT":
            take(_those_after(trigger.token), subject_role, "sentence")
    else:
        _verbal(trigger, take, subject_role, object_role, prepositions)
    seen: dict[int, Argument] = {}
    present = {entity for entity, _, _ in found}
    for entity, role, via in found:
        if organs.get(entity) not in present:
            seen.setdefault(entity, Argument(entity=entity, role=role, via=via))
    return tuple(seen.values())


def _those_after(noun: Token) -> Token | None:
    """Who does something after or during the talks: "after six hours of talks in Rome, the two ministers said"."""
    node, steps = noun, 0
    while steps < 3 and node.dep_ in ("nmod", "obl", "conj") and node.head != node:
        cases = {c.lower_ for c in node.children if c.dep_ in ("case", "mark")}
        if node.dep_ == "obl" and node.head.pos_ == "VERB":
            return subject(node.head) if cases & AROUND else None
        if any(c.dep_ == "cop" for c in node.head.children) and cases & {"for", "in", "at"}:
            return next((c for c in node.head.children if c.dep_ in SUBJECTS), None)  # "is in Skopje for talks"
        if node.dep_ == "nmod" and "of" not in cases:
            return None
        node, steps = node.head, steps + 1
    return None


def _nationals(token: Token, mentions: Mentions) -> list[int]:
    """Whose goods, offer or reforms they are: "a South African offer", "a ban on Serbian goods"."""
    found = []
    for child in token.children:
        if child.dep_ == "amod" and mentions.is_adjective(child.i) and token.pos_ == "NOUN":
            entity = mentions.at(child.i)
            if entity is not None and mentions.entities[entity].kind == "state":
                found.append(entity)
    return found


def _possessor(token: Token, mentions: Mentions) -> int | None:
    """Whose it is: "its ambassador", "the ambassador of its"."""
    for child in token.children:
        if child.dep_ == "nmod:poss":
            return mentions.at(child.i)
    return None


def _verbal(trigger: Trigger, take, subject_role: Role, object_role: Role, prepositions: dict[str, Role]) -> None:  # type: ignore[no-untyped-def]
    verb = trigger.token
    passive = (
        any(c.dep_ == "aux:pass" for c in verb.children)
        or any(c.dep_ in PASSIVES for c in verb.children)
        or (verb.dep_ == "acl" and verb.tag_ == "VBN")
    )
    if passive:
        agent = [c for c in verb.children if c.dep_ == "obl:agent" or (c.dep_ == "obl" and _case(c) == "by")]
        for c in agent:
            take(c, prepositions.get("by", subject_role))
        patient = subject(verb)
        take(patient, object_role)
        if patient is not None and (patient.i in trigger.matched or _is_light(verb)):
            _below_noun(patient, take, prepositions)
    else:
        take(subject(verb), subject_role)
    for child in verb.children:
        if child.dep_ in ("obj", "iobj"):
            relative = verb.dep_ == "acl:relcl" and child.lower_ in ("whom", "which", "that", "who")
            take(verb.head if relative else child, object_role)
            if object_role == "item" or _is_light(verb) or child.i in trigger.matched:
                _below_noun(child, take, prepositions)
            elif trigger.entry.type in STANCES and trigger.entry.frame == "directed":
                _owned(child, take, object_role)
        elif child.dep_ == "obl" and (role := prepositions.get(_case(child))) and not _is_time(child):
            if _case(child) != "by" or passive:
                take(child, role)
        elif child.dep_ in ("xcomp", "ccomp") and child.pos_ == "VERB" and child.lemma_.lower() in ("meet", "violate"):
            take(next((g for g in child.children if g.dep_ == "obj"), None), object_role)
    if trigger.entry.type in ("ACCUSE", "REQUEST"):
        _in_clause(verb, take, object_role)
    if subject_role == "party" and not passive:
        other = _with_whom(verb)
        if other is not None:
            take(other, "party")


def _owned(noun: Token, take, role: Role) -> None:  # type: ignore[no-untyped-def]
    """Whose thing it is that is backed or refused; not one's own."""
    for child in noun.children:
        below = child.dep_ == "nmod:poss" or (child.dep_ == "nmod" and _case(child) in ("of", "by"))
        if below and child.pos_ == "PROPN":
            take(child, role)


def _in_clause(verb: Token, take, role: Role) -> None:  # type: ignore[no-untyped-def]
    """Of whom something is demanded or complained: "insists that Turkey withdraw", "complained that Serbia had"."""
    for child in verb.children:
        if child.dep_ == "ccomp" and child.i > verb.i:
            who = next((c for c in child.children if c.dep_ in SUBJECTS or c.dep_ in PASSIVES), None)
            if who is not None and who.pos_ in ("PROPN", "NOUN"):
                take(who, role)


def _with_whom(verb: Token) -> Token | None:
    """The one met "with", wherever the parse has hung him: the preposition that follows the verb or its object."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 6, verb.sent.end)]:
        if token.lower_ == "with" and token.dep_ == "case" and token.head.i > token.i:
            return token.head
        if token.pos_ in ("VERB", "PUNCT", "CCONJ"):
            return None
    return None


def _is_light(verb: Token) -> bool:
    return verb.lemma_.lower() in LIGHT


def _below_noun(noun: Token, take, prepositions: dict[str, Role]) -> None:  # type: ignore[no-untyped-def]
    for child in noun.children:
        if child.dep_ == "nmod" and (role := prepositions.get(_case(child))):
            take(child, role)


def _nominal(trigger: Trigger, take, subject_role: Role, object_role: Role, prepositions: dict[str, Role]) -> None:  # type: ignore[no-untyped-def]
    noun = trigger.token
    support = trigger.support
    object_like = object_role if object_role != "item" else subject_role
    if support is not None:
        passive = any(c.dep_ == "aux:pass" for c in support.children)
        noun_is_subject = noun.dep_ in ("nsubj",) or noun.dep_ in PASSIVES
        if not noun_is_subject and noun.dep_ in ("obj", "obl", "xcomp") and _carries(support, noun):
            if not passive:
                take(subject(support), subject_role)
        elif noun_is_subject and passive:
            for c in support.children:
                if c.dep_ == "obl:agent" or (c.dep_ == "obl" and _case(c) == "by"):
                    take(c, subject_role)
        for child in support.children:
            if child == noun or child.i == noun.i:
                continue
            if child.dep_ == "iobj":
                take(child, object_like)
            elif child.dep_ == "obl" and not _is_time(child) and (role := prepositions.get(_case(child))):
                if role in ("party", "recipient", "actor", "host", "guest") and _case(child) in (
                    "with",
                    "by",
                    "against",
                    "on",
                    "to",
                    "from",
                    "between",
                ):
                    take(child, role)
        if noun.dep_ == "obl" and support.lemma_.lower() in (
            "host",
            "receive",
            "welcome",
            "invite",
            "join",
            "meet",
            "send",
        ):
            take(subject(support), "host" if support.lemma_.lower() in ("host", "receive", "welcome") else subject_role)
            take(
                next((c for c in support.children if c.dep_ == "obj"), None),
                "guest" if subject_role == "party" else object_like,
            )
    if noun.dep_ == "obl" and _case(noun) == "under" and noun.head.lemma_.lower() in ("come", "be", "remain"):
        take(subject(noun.head), object_like)  # "the convoy came under attack"
    if noun.dep_ == "nsubj" and noun.head.lemma_.lower() in UNITING:
        for child in noun.head.children:  # "the summit brought together the leaders of A and B"
            if child.dep_ == "obj":
                take(child, subject_role)
    for child in noun.children:
        if (
            child.dep_ == "nmod:poss"
            or child.dep_ in ("amod", "compound", "nmod:desc")
            and trigger.start - 8 <= child.i
        ):
            take(child, subject_role)
        elif child.dep_ == "nmod" or child.dep_ == "obl":
            case = _case(child)
            role = prepositions.get(case)
            if role is None and subject_role == "party" and case in ("on", "to") and child.ent_type_ == "PERSON":
                role = "party"  # "his call on X"
            if case == "of":
                role = subject_role if noun.lemma_.lower() in OF_IS_ACTOR else object_like
            if role is not None and not _is_time(child):
                take(child, role)
        elif child.dep_ in ("acl", "acl:relcl") and child.pos_ == "VERB":
            if child.dep_ == "acl:relcl" and child.lemma_.lower() in ("pay", "make", "hold", "have", "give"):
                for c in child.children:  # "the visit that X paid him"
                    if c.dep_ in ("iobj", "obj") and c.lower_ not in ("that", "which"):
                        take(c, object_like)
            if child.lemma_.lower() in ("involve", "include", "bring"):
                for c in child.children:
                    if c.dep_ == "obj":
                        take(c, subject_role)
            for told in (child, *(c for c in child.children if c.dep_ == "conj" and c.pos_ == "VERB")):
                for c in told.children:  # "talks hosted by X and attended by delegations from Y and Z"
                    if c.dep_ == "obl:agent" or (c.dep_ == "obl" and _case(c) == "by"):
                        take(c, "host" if told.lemma_.lower() == "host" else subject_role)
                    elif c.dep_ == "obl" and _case(c) in ("with", "between"):
                        take(c, subject_role)
                    elif c.dep_ == "obl" and _case(c) in ("on", "against", "to") and not _is_time(c):
                        take(c, object_like)
            own = [c for c in child.children if c.dep_ in SUBJECTS]
            if own and child.lemma_.lower() in (
                "sign",
                "hold",
                "reach",
                "strike",
                "have",
                "launch",
                "impose",
                "make",
                "conclude",
            ):
                take(own[0], subject_role)
    # "A copula B": "Cuba is a close partner of the Venezuelan government"
    if any(c.dep_ == "cop" for c in noun.children):
        who = next((c for c in noun.children if c.dep_ in SUBJECTS), None)
        if who is not None and who.lower_ not in ("it", "this", "that"):  # "it was a meeting of …"
            take(who, subject_role)
    if noun.dep_ == "appos" and noun.head.i < noun.i:
        take(noun.head, subject_role)


# Verbs by which a meeting has those who take part for its object.
UNITING = frozenset("bring gather unite group assemble reunite draw attract include involve pit feature".split())
# Light verbs whose subject does not take part: "ended the war", "welcomed the deal", "broke the truce".
BYSTANDING = frozenset(
    """end halt stop suspend break violate breach welcome trigger spark cause prompt describe discuss follow precede see
    witness face mark include involve come last be observe""".split()
)


def _carries(support: Token, noun: Token) -> bool:
    """Does the verb's subject take part in the noun's event?"""
    lemma = support.lemma_.lower()
    if lemma in BYSTANDING:
        return False
    return (
        lemma in LIGHT
        or noun.dep_ == "obl"
        and lemma in ("meet", "gather", "speak", "arrive", "fly", "travel", "go", "come")
    )


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The subject of a verb, through relative clauses, coordination, control and participles."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS or c.dep_ in PASSIVES]
    if own:
        # "X and Y will meet, the Kremlin said" may give both subjects to the last verb: the nearest is its own
        child = min(own, key=lambda c: abs(c.i - verb.i))
        if child.pos_ == "PRON" and child.lower_ in ("who", "which", "that", "whom") and verb.dep_ == "acl:relcl":
            return verb.head
        return child
    if verb.dep_ == "ccomp" and verb.i < verb.head.i:
        stray = [c for c in verb.head.children if c.dep_ in SUBJECTS and c.i < verb.i]
        others = [c for c in verb.head.children if c.dep_ in SUBJECTS and c.i > verb.i]
        if stray and others:
            return stray[0]
    if depth > 5 or verb.head == verb:
        return None
    head = verb.head
    if verb.dep_ in ("conj", "parataxis") and head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
        return subject(head, depth + 1)
    if verb.dep_ == "xcomp":
        controlled = next((c for c in head.children if c.dep_ in ("obj", "iobj")), None)
        return (
            controlled
            if controlled is not None and head.lemma_.lower() not in ("promise", "vow", "pledge")
            else subject(head, depth + 1)
        )
    if verb.dep_ == "advcl":
        return subject(head, depth + 1) if head.pos_ in ("VERB", "AUX") else None
    if verb.dep_ in ("acl:relcl", "acl"):
        relative = [c for c in verb.children if c.lower_ in ("who", "which", "that") and c.dep_ in ("obj", "obl")]
        return None if relative else head
    if verb.dep_ == "ccomp" and head.lemma_.lower() in TALKING:
        return None
    return None


def _case(token: Token) -> str:
    cases = [c for c in token.children if c.dep_ == "case"]
    return cases[0].lower_ if cases else ""


def _is_time(token: Token) -> bool:
    return (
        token.ent_type_ == "DATE"
        and token.pos_ in ("NUM", "NOUN", "PROPN")
        and not token.text.istitle()
        or token.ent_type_ == "DATE"
    )


def item(trigger: Trigger, mentions: Mentions) -> str | None:
    """The words of the thing agreed, delivered, sanctioned or attacked; None when the clause names none."""
    token, chosen = trigger.token, None
    if trigger.noun:
        for child in token.children:
            if child.dep_ == "nmod" and _case(child) in ("of", "on", "for", "over", "in") and not _is_time(child):
                chosen = child
                break
            if child.dep_ in ("acl",) and child.pos_ == "VERB":
                chosen = next((c for c in child.children if c.dep_ == "obj"), None)
                break
            if child.dep_ == "compound" and chosen is None:
                chosen = child
    else:
        for child in token.children:
            if child.dep_ in ("obj", "nsubj:pass"):
                chosen = child
            elif child.dep_ in ("xcomp", "ccomp") and chosen is None:
                chosen = next((c for c in child.children if c.dep_ == "obj"), child)
            elif child.dep_ == "obl" and chosen is None and _case(child) in ("on", "of", "over", "about"):
                chosen = child
    if chosen is None:
        return None
    first = chosen.left_edge.i
    while first < chosen.i and chosen.doc[first].dep_ in ("case", "det", "punct"):
        first += 1
    words = chosen.doc[first : min(chosen.right_edge.i, chosen.i + 8) + 1].text
    return " ".join(words.split())[:120] or None
