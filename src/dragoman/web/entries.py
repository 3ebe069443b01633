"""A line of a list for any item: when, what, how much stands behind it, and its sentence one click off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.query import Archive, Item, fate
from dragoman.types import Actor, Arrangement, Article, Conflict, Event, Figure, Place, Position, Span, Statement
from dragoman.web.texts import sentence
from dragoman.web.wording import (
    FATES,
    address,
    date_of,
    day,
    family,
    headline,
    lit,
    many,
    plain,
    proof,
    section_of,
    tame,
    weight,
    year,
)  # fmt: skip

T = TypeVar("T", bound=Item)
SNATCH = 60  # characters of speech below which it is told with the sentence around it


@dataclass(frozen=True)
class Quote:
    """A sentence of a report, the words of it that count, and the address where they are lit."""

    words: str
    outlet: str
    href: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Line:
    """`kind` is a section's singular ("event"), `family` a key of the families or "". `why` is the date's reason."""

    id: str
    kind: str
    href: str
    when: str
    year: str | None
    inferred: bool
    why: str
    headline: str
    family: str
    status: str
    notes: tuple[str, ...]
    quote: Quote | None
    date_words: str = ""


def line(archive: Archive, item: Item) -> Line:
    date = date_of(item)
    spans = proof(item) if not isinstance(item, (Actor, Place)) else ()
    return Line(
        id=item.id,
        kind=section_of(item),
        href=address(item),
        when=day(date) if not isinstance(item, (Actor, Place, Conflict)) else "",
        year=year(date),
        inferred=date is not None and date.basis == "inferred",
        why=tame(date.why) if date is not None else "the sources do not say when",
        headline=headline(archive, item),
        family=family(item.type).key if isinstance(item, Event) else "",
        status=item.status if isinstance(item, Event) and item.status != "occurred" else "",
        notes=tuple(tame(note) for note in _notes(archive, item) if note),
        quote=quote(archive, spans[0], item.id) if spans and not isinstance(item, Statement) else _said(archive, item),
    )


def quote(archive: Archive, span: Span, fact: str) -> Quote:
    before, words, after = sentence(archive, span)
    outlet = tame(archive.source_name(span.article))
    return Quote(tame(words), outlet, lit(span, fact), joined(before, words), joined(words, after, after=True))


def joined(a: str, b: str, *, after: bool = False) -> str:
    """What stands beside lit words, tamed, with the blank between them kept."""
    if after:
        return (" " if b[:1].isspace() else "") + tame(b)
    return tame(a) + (" " if a[-1:].isspace() and a.strip() else "")


def _said(archive: Archive, item: Item) -> Quote | None:
    """A statement is its own proof; a snatch of speech is shown in its sentence."""
    if not isinstance(item, Statement):
        return None
    if len(item.content.text) >= SNATCH:
        return Quote("", tame(archive.source_name(item.content.article)), lit(item.content, item.id))
    return quote(archive, item.content, item.id)


def _notes(archive: Archive, item: Item) -> Iterable[str]:
    match item:
        case Event():
            yield from _of_event(archive, item)
        case Statement():
            if item.addressee:
                yield f"to {item.addressee}"
            if item.via:
                yield f"via {item.via}"
            yield standing(archive, item.evidence)
        case Figure():
            if item.attributed_to:
                yield f"says {archive.actor_name(item.attributed_to)}"
            yield standing(archive, item.evidence)
        case Position():
            yield standing(archive, item.evidence)
        case Arrangement():
            yield plain(item.kind)
            yield ", ".join(archive.actor_name(party) for party in item.parties[:4])
            if item.stages:
                last = item.stages[-1]
                yield f"last told: {plain(last.stage)}, {day(last.date)}"
        case Conflict():
            yield many(len(item.items), "item")
            yield standing(archive, item.evidence)
        case Article():
            yield item.publisher or item.source
            yield "credits " + ", ".join(item.agencies) if item.agencies else ""
        case Actor() | Place():
            yield plain(item.kind) if isinstance(item, Actor) else ""
            yield item.country or ""
            yield many(len(item.mentions), "mention")


def _of_event(archive: Archive, event: Event) -> Iterable[str]:
    attributes = event.attributes
    place = archive.place_name(event.place)
    if place and place.casefold() not in event.title.casefold():
        yield place
    if event.claimed_by:
        yield "as " + " and ".join(archive.actor_name(a) for a in event.claimed_by[:2]) + " says"
    for number in (attributes.duration, attributes.first_in, attributes.amount):
        yield number.words if number else ""
    yield plain(attributes.format) if attributes.format else ""
    yield attributes.venue or ""
    yield "on " + ", ".join(attributes.topics[:3]) if attributes.topics else ""
    yield weight(sum(len(group) for group in event.origins), len(event.origins))


def standing(archive: Archive, spans: Sequence[Span]) -> str:
    """How much stands behind a fact that keeps no origins of its own."""
    articles = dict.fromkeys(span.article for span in spans)
    return weight(len(articles), archive.independent(articles))


def shortened(archive: Archive) -> Callable[[Event], str]:
    """Titles for a drawing: people by their last names."""
    last: dict[str, str] = {}
    for actor in archive.actors(kinds=("person",)):
        name = tame(actor.name)
        if " " in name and (short := name.rpartition(" ")[2])[:1].isupper():
            last[name] = short

    def title(event: Event) -> str:
        words = headline(archive, event)
        for participant in event.participants:
            name = tame(archive.actor_name(participant.actor))
            words = words.replace(name, last.get(name, name))
        return words

    return title


def latest_first(items: Iterable[T]) -> list[T]:
    """The latest first, those without a fixed year last."""

    def when(item: Item) -> tuple[str, str, str]:
        date = date_of(item)
        return year(date) or "", (date.earliest or "") if date is not None else "", item.id

    return sorted(items, key=when, reverse=True)


def fate_of(event: Event) -> tuple[str, str]:
    """What became of an announcement: a key and words."""
    key = fate(event)
    return key, FATES[key]
