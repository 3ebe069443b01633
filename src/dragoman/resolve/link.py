"""Entities of readings become actors and places of the record.

What the tables know is one actor under its Wikidata or table id; who they do not know is joined by full name and kind.
A description without a name ("the Turkish foreign minister") is the holder of the office at the article's date, if the
table has exactly one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.reading import Entity, Reading
from dragoman.resolve.order import key, span_order
from dragoman.spans import cut
from dragoman.types import Actor, Article, Date, Office, Place, Span

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge

Local = tuple[str, int]  # an article's id and the index of an entity in its reading


WIDE = frozenset(
    "sea ocean gulf strait river lake water bay canal region continent mountains island_group area".split()
)


@dataclass
class Links:
    """Which actor or place each local entity is, and what the actors count for."""

    actor_of: dict[Local, str] = field(default_factory=dict)
    place_of: dict[Local, str] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    state: dict[str, str | None] = field(default_factory=dict)
    breadth: dict[str, int] = field(default_factory=dict)  # 0 town, 1 venue, 2 wide region, 3 state
    members: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def code(self, actor: str) -> str:
        """The state an actor counts for, or its own id."""
        return self.state.get(actor) or actor


def link(
    articles: Mapping[str, Article],
    readings: Sequence[Reading],
    dates: Mapping[str, Date | None],
    rank: dict[str, int],
    knowledge: Knowledge,
) -> Links:
    links = Links()
    groups: dict[tuple[str, str], list[tuple[Local, Entity]]] = defaultdict(list)
    for reading in sorted(readings, key=lambda r: rank[r.article]):
        for index, entity in enumerate(reading.entities):
            chosen = _choose(entity, reading, dates.get(reading.article), knowledge, links)
            groups[chosen].append(((reading.article, index), entity))
    for (section, identity), found in sorted(groups.items()):
        if section == "place":
            _place(links, identity, found, articles, rank, knowledge)
        else:
            _actor(links, identity, found, articles, rank, knowledge)
    _states_as_places(links, groups, articles, rank, knowledge)
    return links


def _choose(entity: Entity, reading: Reading, date: Date | None, knowledge: Knowledge, links: Links) -> tuple[str, str]:
    """("actor" or "place", identity): a table id, or a name that stands for itself."""
    section = "place" if entity.kind == "place" else "actor"
    candidates = list(entity.candidates)
    if entity.kind == "person":
        if len(candidates) > 1:
            candidates = _in_office(candidates, entity, date, knowledge) or candidates
        if not candidates and entity.roles and not any(m.kind == "name" for m in entity.mentions):
            candidates = _holders(entity, date, knowledge)
        if len(candidates) > 1:
            candidates = []  # two bearers of one name: better nobody than the wrong one
    if entity.kind == "place" and len(candidates) > 1:
        countries = {e.country for e in reading.entities if e.kind == "state" and e.country}
        candidates.sort(key=lambda c: (_country(c, knowledge) not in countries,))
    if candidates:
        return section, candidates[0]
    if entity.members:
        return "actor", "group:" + "+".join(sorted(reading.entities[m].name for m in entity.members))
    return section, f"{entity.kind}|{_fold(entity.name)}|{entity.country or ''}"


def _country(candidate: str, knowledge: Knowledge) -> str | None:
    entry = knowledge.entry(candidate)
    return None if entry is None else entry.country or entry.within


def _interval(date: Date | None) -> tuple[str, str] | None:
    if date is None or date.earliest is None or date.latest is None:
        return None
    return date.earliest[:10], date.latest[:10]


def _in_office(candidates: Sequence[str], entity: Entity, date: Date | None, knowledge: Knowledge) -> list[str]:
    """The bearers of a name who held an office then, of the right state if one is told."""
    on = _interval(date)
    fitting = []
    for candidate in candidates:
        rows = knowledge.offices_of(candidate, on) if on is not None else knowledge.offices_of(candidate)
        person = knowledge.person(candidate)
        if rows and (entity.country is None or person is None or person.country in (None, entity.country)):
            fitting.append(candidate)
    return fitting


def _holders(entity: Entity, date: Date | None, knowledge: Knowledge) -> list[str]:
    """The one who held the office that a description names, over the whole of the article's possible dates."""
    on = _interval(date)
    if on is None or entity.country is None:
        return []
    people = knowledge.in_role(entity.country, entity.roles[0], on)
    return [people[0].id] if len({p.id for p in people}) == 1 else []


def _fold(name: str) -> str:
    import unicodedata

    text = unicodedata.normalize("NFKD", name)
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).casefold().replace("’", "'").split())


def _spans(
    found: Sequence[tuple[Local, Entity]], articles: Mapping[str, Article], rank: dict[str, int], kinds: Sequence[str]
) -> tuple[Span, ...]:
    spans = {(article, m.start, m.end) for (article, _), entity in found for m in entity.mentions if m.kind in kinds}
    cuts = [cut(article, articles[article].text, start, end) for article, start, end in spans]
    return tuple(sorted(cuts, key=lambda s: span_order(rank, s)))


def _actor(
    links: Links,
    identity: str,
    found: Sequence[tuple[Local, Entity]],
    articles: Mapping[str, Article],
    rank: dict[str, int],
    knowledge: Knowledge,
) -> None:
    all_spans = _spans(found, articles, rank, ("name", "description", "pronoun", "adjective"))
    spans = _spans(found, articles, rank, ("name", "description")) or all_spans
    entities = [e for _, e in found]
    table_id = identity.removeprefix("seat:").split(":the ")[0] if identity.startswith("seat:") else identity
    entry = knowledge.entry(table_id) if "|" not in identity and not identity.startswith(("group:", "seat:")) else None
    person = knowledge.person(identity) if identity.startswith("person:") else None
    wikidata = entry.wikidata if entry is not None else None
    if not spans and entry is None:
        return
    actor_id = wikidata or (identity if entry is not None else key("actor", spans[0]))
    name = entry.name if entry is not None else _best_name(entities)
    country = entry.country if entry is not None else next((e.country for e in entities if e.country), None)
    if person is not None:
        name, country = person.name, person.country or country
    offices = tuple(
        Office(title=row.title, start=row.start, end=row.end, table=row.table)
        for row in (knowledge.offices_of(identity) if person is not None else ())
    )
    texts = sorted({s.text for s in spans if s.text != name and len(s.text) <= 80})
    kind = entities[0].kind
    links.actors[actor_id] = Actor(
        id=actor_id,
        name=name,
        kind=kind,
        country=country,
        wikidata=wikidata,
        offices=offices,
        aliases=tuple(texts),
        mentions=spans,
    )
    links.state[actor_id] = country
    for local, _ in found:
        links.actor_of[local] = actor_id
    for span in spans:
        links.members[key("actor", span)] = actor_id
    if entry is not None:
        links.reasons[actor_id].append(f"{name}: {table_id} of table {entry.table or 'names'}")


def _best_name(entities: Sequence[Entity]) -> str:
    """The fullest name, the commonest of equals."""
    names = sorted((e.name for e in entities), key=lambda n: (-len(n.split()), -len(n), n))
    return names[0]


def _place(
    links: Links,
    identity: str,
    found: Sequence[tuple[Local, Entity]],
    articles: Mapping[str, Article],
    rank: dict[str, int],
    knowledge: Knowledge,
) -> None:
    spans = _spans(found, articles, rank, ("name", "description"))
    entry = knowledge.entry(identity) if "|" not in identity else None
    if not spans and (entry is None or any(e.mentions for _, e in found)):
        return
    place_id = identity if entry is not None else key("place", spans[0])
    links.places[place_id] = Place(
        id=place_id,
        name=entry.name if entry is not None else _best_name([e for _, e in found]),
        country=(entry.country or entry.within)
        if entry is not None
        else next((e.country for _, e in found if e.country), None),
        lat=entry.lat if entry is not None else None,
        lon=entry.lon if entry is not None else None,
        mentions=spans,
    )
    if entry is not None and entry.note is not None:
        links.breadth[place_id] = 1 if entry.note == "venue" else 2 if entry.note in WIDE else 0
    for local, _ in found:
        links.place_of[local] = place_id


def _states_as_places(
    links: Links,
    groups: Mapping[tuple[str, str], Sequence[tuple[Local, Entity]]],
    articles: Mapping[str, Article],
    rank: dict[str, int],
    knowledge: Knowledge,
) -> None:
    """A state is a place too: one entry among the places for each state that is named."""
    for (section, identity), found in sorted(groups.items()):
        states = [f for f in found if f[1].kind == "state"]
        if section != "actor" or not states:
            continue
        spans = _spans(states, articles, rank, ("name",))
        entry = knowledge.entry(identity) if "|" not in identity else None
        if not spans and (entry is None or any(e.mentions for _, e in states)):
            continue  # a state that only a person's correction names is a place without words
        place_id = f"place:{identity}" if entry is not None else key("place", spans[0])
        links.places[place_id] = Place(
            id=place_id,
            name=entry.name if entry is not None else states[0][1].name,
            country=states[0][1].country,
            lat=entry.lat if entry is not None else None,
            lon=entry.lon if entry is not None else None,
            mentions=spans,
        )
        links.breadth[place_id] = 3
        for local, _ in states:
            links.place_of[local] = place_id
