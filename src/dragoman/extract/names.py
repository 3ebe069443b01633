"""Names in the text: table look-ups and the model's entities, told apart by where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.types import ActorKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dragoman.knowledge import Knowledge
    from dragoman.knowledge.entries import Entry

# A capital after one of these is a town; after any other preposition it stands for its government.
TOWN_PREPOSITIONS = frozenset(
    "in at near outside around inside across throughout within into toward towards via through above over".split()
)
# After these it depends on what goes there.
GOING_PREPOSITIONS = frozenset(["to", "for", "from"])
GOING = frozenset(
    """visit trip travel fly flight arrive return go come head leave depart drive move bring take invite summon send
    journey tour stopover pilgrimage relocate march advance report evacuate airlift route road train convoy delegation
    deport extradite transfer expel withdraw retreat flee escape land hurry rush dash jet race descend trek shuttle
    migrate ferry whisk rail drop hop detour mission exile way welcome greet ask""".split()
)
# What stands or runs in a town, so that a capital before it or joined by it is the town.
URBAN = frozenset(
    """hotel airport suburb street court prison stadium square palace bar restaurant district university hospital
    neighbourhood neighborhood studio flat apartment theatre theater museum cathedral mosque church residence venue
    conference summit market shop mall park station bridge port harbour harbor resident crowd""".split()
)
TAKING = frozenset("capture seize take retake recapture shell bomb besiege overrun storm liberate raid pound".split())
ASSAULTS = frozenset(
    "offensive assault advance siege bombardment shelling battle capture fall bombing storming".split()
)
MADE_THERE = frozenset(
    """agreement accord accords deal pact summit talk talks treaty memorandum conference meeting process protocol
    declaration negotiation round forum peace communique communiqué statement truce""".split()
)
LINKS = frozenset("flight train road route rail railway line bus ferry highway motorway link service air".split())
NER_KINDS: dict[str, ActorKind] = {"PERSON": "person", "ORG": "organisation", "LOC": "place"}
STREET_WORDS = frozenset("street avenue road square airport stadium university hotel palace embassy airlines".split())


@dataclass(frozen=True)
class Name:
    """A name at tokens `start` to `end` (exclusive). `entry` is None for what no table knows."""

    start: int
    end: int
    kind: ActorKind
    text: str
    entry: Entry | None
    others: tuple[Entry, ...] = ()
    adjective: bool = False


def names(doc: Doc, *, outside: Sequence[bool], knowledge: Knowledge) -> list[Name]:
    """All names in order, none overlapping. `outside[i]` is true for tokens of page furniture."""
    found: list[Name] = []
    taken = [False] * len(doc)
    spans = {(e.start, e.end): e.label_ for e in doc.ents}
    cover = [""] * len(doc)
    for (start, end), label in spans.items():
        for i in range(start, end):
            cover[i] = label
    for institution in knowledge.institutions([t.text for t in doc]):
        if not any(outside[institution.start : institution.end]):
            found.append(_institution(doc, institution, taken))
    for start, end, candidates in _hits(doc, knowledge):
        if any(outside[start:end]) or any(taken[start:end]):
            continue
        entry, others = _choose(doc, start, end, candidates, cover)
        if entry is None or _swallowed(doc, start, end, entry, spans):
            continue
        for i in range(start, end):
            taken[i] = True
        adjective = entry.via in ("adjective", "demonym", "prefix") and entry.kind == "state"
        kind: ActorKind = "organisation" if entry.via == "seat" else entry.kind
        found.append(Name(start, end, kind, doc[start:end].text, entry, others, adjective))
    for (start, end), label in spans.items():
        if label in NER_KINDS and not any(outside[start:end]) and not any(taken[start:end]):
            start, end = _trim(doc, start, end)
            if start < end and knowledge.role(doc[start:end].text) is not None:
                continue  # "Prince", "King": a title without its name
            kind = NER_KINDS[label]
            if start < end and kind == "person" and end - start == 1:
                if _in_town(doc, start, end) or _fought_over(doc[start]):
                    kind = "place"  # the model takes small towns for people
            if start < end and any(t.pos_ in ("PROPN", "NOUN", "ADJ", "X") for t in doc[start:end]):
                found.append(Name(start, end, kind, doc[start:end].text, None))
    return sorted(found, key=lambda n: (n.start, n.end))


def _hits(doc: Doc, knowledge: Knowledge) -> Iterator[tuple[int, int, Sequence[Entry]]]:
    """The look-ups; a venue that names its town ("the palace in Ankara") gives the town as well."""
    for hit in knowledge.match([t.text for t in doc]):
        cut = next((i for i in range(hit.start + 1, hit.end) if doc[i].lower_ == "in"), hit.end)
        if cut == hit.end or not any(c.note == "venue" for c in hit.candidates):
            yield hit.start, hit.end, hit.candidates
            continue
        yield hit.start, cut, hit.candidates
        for inner in knowledge.match([t.text for t in doc[cut + 1 : hit.end]]):
            yield cut + 1 + inner.start, cut + 1 + inner.end, inner.candidates


def _institution(doc: Doc, institution: object, taken: list[bool]) -> Name:
    from dragoman.knowledge.entries import Entry, Institution

    assert isinstance(institution, Institution)
    for i in range(institution.start, institution.end):
        taken[i] = True
    entry = Entry(
        id=institution.id, kind="organisation", name=institution.name, via="pattern", country=institution.country,
        table="patterns",
    )  # fmt: skip
    text = doc[institution.start : institution.end].text
    return Name(institution.start, institution.end, "organisation", text, entry)


def _choose(
    doc: Doc, start: int, end: int, candidates: Sequence[Entry], cover: Sequence[str]
) -> tuple[Entry | None, tuple[Entry, ...]]:
    """The candidate that fits where the words stand, and the rest."""
    text = doc[start:end].text
    lead = [t.lower_ for t in doc[max(0, start - 2) : start]]
    if lead == ["state", "of"] and len(candidates) > 1:
        return None, ()  # "the U.S. state of Georgia"
    if not any(c.isupper() for c in text):
        lower = [c for c in candidates if c.kind in ("weapon_system",)]
        return (lower[0], ()) if lower and not lower[0].weak else (None, ())
    labels = {cover[i] for i in range(start, end)} - {""}
    if labels == {"DATE"} and all(c.weak or c.kind == "place" for c in candidates):
        return None, ()  # "March", "May", "Sunday"
    usable = list(candidates)
    if end - start == 1 and doc[start].pos_ in ("VERB", "AUX", "ADP", "DET", "PRON", "CCONJ", "SCONJ"):
        usable = [c for c in usable if not c.weak and labels]
    if "PERSON" in labels and not (_in_town(doc, start, end) and any(c.kind == "place" for c in usable)):
        people = [c for c in usable if c.kind == "person"]
        usable = people + [c for c in usable if c.kind in ("state", "organisation", "armed_group") and not c.weak]
    else:
        usable = [
            c for c in usable if not c.weak or labels & {"LOC", "ORG", "NORP", "MISC"} or _in_town(doc, start, end)
        ]
    if not usable:
        return None, ()
    states = [c for c in usable if c.kind == "state"]
    if any(c.via == "name" for c in states):  # Lebanon is the state, whatever small towns are called after it
        usable = [c for c in usable if c.kind != "place" or not c.weak]
    towns = [c for c in usable if c.kind == "place"]
    capital = [c for c in states if c.via == "capital"]
    if capital:  # the Rabat in which one meets is the capital, before its namesakes
        towns.sort(key=lambda c: c.country != capital[0].country)
    if capital and towns:
        if _in_town(doc, start, end):
            return towns[0], tuple(states)
        return capital[0], tuple(towns)
    if capital and _in_town(doc, start, end):
        return capital[0], tuple(usable[1:])
    return usable[0], tuple(usable[1:])


def _in_town(doc: Doc, start: int, end: int) -> bool:
    """Do the words name a town one can be in, rather than the government that sits there?"""
    head = _head(doc, start, end)
    if head.dep_ in ("obj", "nsubj:pass") and head.head.lemma_.lower() in ("visit", "tour", "leave", "reach"):
        return True  # one visits a town, not the government that sits there
    cases = [c for c in head.children if c.dep_ == "case"]
    before = doc[start - 1] if start else None
    if not cases and before is not None and before.pos_ == "ADP":
        cases = [before]
    words = {c.lower_ for c in cases}
    if head.dep_ == "compound" and head.head.lemma_.lower() in URBAN | MADE_THERE:
        return True  # "an Addis Ababa hotel", "the Algiers accord"
    link = head.head if head.dep_ == "nmod" else head.head.head
    if (
        head.dep_ in ("nmod", "conj")
        and link.lemma_.lower() in LINKS
        and {"between", "to", "from"} & {c.lower_ for t in (head, head.head) for c in t.children if c.dep_ == "case"}
    ):
        return True
    if words & TOWN_PREPOSITIONS:
        return True
    if words & GOING_PREPOSITIONS:
        above = [head.head, *(t for t in head.head.ancestors if head.head.ent_type_ == "PERSON")][:3]
        return any(t.lemma_.lower() in GOING for t in above)  # "the visit of X to Algiers" hangs the town on X
    if head.dep_ in ("appos", "conj") and head.head.i < head.i and head.head.ent_type_ == "LOC":
        return _in_town(doc, head.head.i, head.head.i + 1)
    # "the capital, Ankara" and "Ankara, Turkey" (a dateline, an address)
    if end < len(doc) - 1 and doc[end].text == "," and doc[end + 1].ent_type_ == "LOC" and doc[end + 1].pos_ == "PROPN":
        return head.dep_ not in ("nsubj", "nsubj:pass", "conj") or doc[end + 1].dep_ == "appos"
    return any(w.lower_ in ("capital", "city", "town", "resort") for w in doc[max(0, start - 2) : start])


def _fought_over(token: Token) -> bool:
    """Does a name stand where towns do in war: "the offensive on Idlib", "retook Shusha"?"""
    head = token.head
    if token.dep_ == "obj":
        return head.lemma_.lower() in TAKING
    cases = {c.lower_ for c in token.children if c.dep_ == "case"}
    return token.dep_ == "nmod" and head.lemma_.lower() in ASSAULTS and bool(cases & {"on", "of", "for", "against"})


def _head(doc: Doc, start: int, end: int) -> Token:
    inside = range(start, end)
    for i in inside:
        if doc[i].head.i not in inside or doc[i].head.i == i:
            return doc[i]
    return doc[end - 1]


def _swallowed(doc: Doc, start: int, end: int, entry: Entry, spans: dict[tuple[int, int], str]) -> bool:
    """Is this only a part of a longer name that means something else ("Jordan Smith", "Ankara University")?"""
    if end < len(doc) and doc[end].lower_ in STREET_WORDS and doc[end].text[:1].isupper() and entry.kind == "place":
        return True
    for (a, b), label in spans.items():
        if a <= start and end <= b and (b - a) > (end - start):
            if label == "PERSON" and entry.kind != "person":
                return not any(doc[i].text in "'’s" or doc[i].pos_ == "PUNCT" for i in range(a, b))
            if label == "PERSON" and entry.kind == "person":
                if a == start and entry.via == "surname" and all(doc[i].text[:1].isupper() for i in range(end, b)):
                    return True  # a first name that is somebody else's family name
                return _foreign_first_name(doc, a, start, entry)
            if label == "ORG" and entry.kind in ("place", "person") and entry.via != "pattern":
                return True
    return False


def _foreign_first_name(doc: Doc, a: int, start: int, entry: Entry) -> bool:
    """A known surname under another first name is another person."""
    first = [t.text for t in doc[a:start] if t.text[:1].isupper() and len(t.text) > 1]
    known = entry.name.casefold()
    return bool(first) and entry.via == "surname" and not any(f.casefold() in known for f in first)


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """A model entity without articles, possessives and punctuation at its edges."""
    while start < end and (doc[start].pos_ in ("DET", "PUNCT", "ADP") or doc[start].is_space):
        start += 1
    while end > start and (
        doc[end - 1].text in ("'s", "’s", "'", "’") or doc[end - 1].pos_ == "PUNCT" or doc[end - 1].is_space
    ):
        end -= 1
    if start < end and not any(c.isupper() for c in doc[start:end].text):
        return start, start
    return start, end
