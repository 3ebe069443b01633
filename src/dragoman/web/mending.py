"""What the forms beside a fact offer to put right: its fields, and the events it might be one with."""

from __future__ import annotations

import tomllib
from importlib import resources

from dragoman.query import Archive, Item
from dragoman.types import Event, Figure, Statement
from dragoman.web.wording import date_of, day, tame

ALIKE = 20  # events offered as the same one


def kinds() -> tuple[str, ...]:
    """Every type and mode, as the forms take them: "CONSULT/meeting"."""
    table = (resources.files("dragoman.data") / "modes.toml").read_text(encoding="utf-8")
    return tuple(sorted(f"{type_}/{mode}" for type_, modes in tomllib.loads(table).items() for mode in modes))


def fields_of(archive: Archive, item: Item) -> list[tuple[str, str, str, str]]:
    """(name, label, value now, list of choices) for each field that a person may put right."""
    match item:
        case Event():
            who = "; ".join(tame(archive.actor_name(p.actor)) for p in item.participants)
            return [
                ("date", "Day", day(item.date), ""),
                ("place", "Place", tame(archive.place_name(item.place) or "unknown"), ""),
                ("participants", "Who, parted by ;", who or "unknown", ""),
                ("status", "Status", item.status, "statuses"),
                ("kind_of", "Type", f"{item.type}/{item.mode}", "kinds"),
            ]
        case Statement():
            return [("speaker", "Speaker", tame(archive.actor_name(item.speaker)), "")]
        case Figure():
            return [("number", "Number", tame(item.number.words), "")]
        case _:
            return []


def alike(archive: Archive, event: Event) -> list[Event]:
    """Events that might be this one: of its type, with one of its people, nearest in time first."""
    people = {p.actor for p in event.participants}
    others = [
        e
        for e in archive.timeline(types=[event.type])
        if e.id != event.id and people & {p.actor for p in e.participants}
    ]
    now = date_of(event)
    here = (now.earliest or now.latest or "") if now else ""

    def distance(other: Event) -> tuple[bool, str, str]:
        when = date_of(other)
        there = (when.earliest or when.latest or "") if when else ""
        return there[:4] != here[:4], "" if there[:7] == here[:7] else there, other.id

    return sorted(others, key=distance)[:ALIKE]
