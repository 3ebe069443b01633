"""Facts in a line of words each, for people: dates, numbers, names, and how much stands behind them.

Press texts are strangers' texts: whatever could move the cursor or turn the writing round is taken out here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.query import SHORT, Archive, Item
from dragoman.query.period import day
from dragoman.types import (
    Actor,
    Arrangement,
    Article,
    Conflict,
    Event,
    Figure,
    Place,
    Position,
    Span,
    Statement,
)  # fmt: skip

STANCES = {"supports": "backs", "opposes": "opposes"}
DISPUTES = {
    "contradiction": "contradiction",
    "change_over_time": "change over time",
    "scope": "another scope",
    "granularity": "another grain",
    "claim_vs_claim": "claim against claim",
}


@dataclass(frozen=True)
class Entry:
    """One line of a list: `sentence` is the proof, `outlet` who printed it."""

    id: str
    when: str
    headline: str
    notes: tuple[str, ...] = ()
    sentence: str = ""
    outlet: str = ""


def tame(text: str) -> str:
    """Words on one line, without control and direction characters."""
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return re.sub(r" {2,}", " ", "".join(kept)).strip()


def entry(archive: Archive, item: Item) -> Entry:
    """The line for one item of the record."""
    match item:
        case Event():
            return _event(archive, item)
        case Statement():
            return _statement(archive, item)
        case Figure():
            notes = [f"says {archive.actor_name(item.attributed_to)}"] if item.attributed_to else []
            headline = f"{item.subject}: {item.number.words}"
            return _with_proof(archive, item.id, day(item.as_of), headline, notes, item.evidence)
        case Position():
            target = archive.actor_name(item.target.actor) if item.target.actor else item.target.words
            headline = f"{archive.actor_name(item.holder)} {STANCES[item.stance]} {target}"
            return _with_proof(archive, item.id, day(item.as_of), headline, [], item.evidence)
        case Arrangement():
            return _arrangement(archive, item)
        case Conflict():
            headline = f"{DISPUTES[item.kind]}: {item.about}"
            notes = [", ".join(id[:SHORT] for id in item.items)]
            return _with_proof(archive, item.id, "", headline, notes, item.evidence)
        case Article():
            headline = f"{item.publisher or item.source}: {item.title or '(no title)'}"
            why = item.published.why if item.published else "nothing tells when it was published"
            return Entry(item.id, day(item.published), tame(headline), (tame(why),))
        case Actor():
            notes = [item.kind.replace("_", " "), item.country or "", many(len(item.mentions), "mention")]
            return Entry(item.id, "", tame(item.name), tuple(note for note in notes if note))
        case Place():
            notes = [item.country or "", many(len(item.mentions), "mention")]
            return Entry(item.id, "", tame(item.name), tuple(note for note in notes if note))


def _event(archive: Archive, event: Event) -> Entry:
    attributes, notes = event.attributes, []
    place = archive.place_name(event.place)
    if place and place.casefold() not in event.title.casefold():
        notes.append(place)
    if event.status != "occurred":
        notes.append(event.status)
    if event.claimed_by:
        notes.append("as " + " and ".join(archive.actor_name(a) for a in event.claimed_by[:2]) + " says")
    notes += [number.words for number in (attributes.duration, attributes.first_in, attributes.amount) if number]
    notes += [attributes.format.replace("_", " ")] if attributes.format else []
    notes += [attributes.venue] if attributes.venue else []
    notes += ["on " + ", ".join(attributes.topics[:3])] if attributes.topics else []
    articles = [article for group in event.origins for article in group]
    notes.append(weight(len(articles), len(event.origins)))
    return _with_proof(archive, event.id, day(event.date), event.title, notes, event.evidence)


def _statement(archive: Archive, statement: Statement) -> Entry:
    speaker = archive.actor_name(statement.speaker)
    said = statement.content.text
    headline = f"{speaker}: “{said}”" if statement.form == "direct" else f"{speaker} said {said}"
    notes = [f"to {statement.addressee}"] if statement.addressee else []
    notes += [f"via {statement.via}"] if statement.via else []
    articles = dict.fromkeys(span.article for span in statement.evidence)
    if len(articles) > 1:
        notes.append(weight(len(articles), archive.independent(articles)))
    outlet = archive.source_name(statement.content.article)
    return Entry(statement.id, day(statement.date), tame(headline), tuple(map(tame, notes)), outlet=tame(outlet))


def _arrangement(archive: Archive, arrangement: Arrangement) -> Entry:
    life = " → ".join(
        f"{stage.stage.replace('_', ' ')} {day(stage.date)}"
        + (f" (says {archive.actor_name(stage.alleged_by[0])})" if stage.alleged_by else "")
        for stage in arrangement.stages
    )
    begun = next((stage.date for stage in arrangement.stages if stage.date is not None), None)
    proof = arrangement.stages[-1].evidence if arrangement.stages else ()
    return _with_proof(archive, arrangement.id, day(begun), arrangement.name, [life], proof)


def _with_proof(
    archive: Archive, id: str, when: str, headline: str, notes: Iterable[str], evidence: tuple[Span, ...]
) -> Entry:
    proof = evidence[0] if evidence else None
    return Entry(
        id,
        when,
        tame(headline),
        tuple(tame(note) for note in notes if note),
        sentence=tame(proof.text) if proof else "",
        outlet=tame(archive.source_name(proof.article)) if proof else "",
    )


def weight(reports: int, origins: int) -> str:
    """How much stands behind a fact, with copies counted once."""
    if reports == 1:
        return "1 report"
    return f"{reports} reports, {origins} independent origin" + ("s" if origins != 1 else "")


def many(n: int, what: str) -> str:
    return f"{n:,} {what}" + ("" if n == 1 else "s")
