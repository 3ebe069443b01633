"""What a look-up hands back: frozen rows of the shipped tables.

Every row names its table, for example ``offices:hand`` or ``cities:table:geonames``; nothing here is read from the
press. Codes are ISO 3166-1 alpha-3, with ``XKX`` for Kosovo and the withdrawn codes for former states. Latitudes and
longitudes are decimal degrees. Dates are ISO strings cut to what is known: ``2012-05-07``, ``2012-05`` or ``2012``.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal[
    "person", "state", "organisation", "armed_group", "people", "place", "weapon_system", "arrangement", "other"
]
Via = Literal["name", "alias", "adjective", "demonym", "capital", "seat", "surname", "prefix", "pattern"]
Gender = Literal["f", "m"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One thing a name may stand for.

    ``id`` is stable: ``state:RUS``, ``person:Q7747``, ``place:RUS/sochi``. ``via`` says how the words lead to it: by
    name, by an adjective ("Turkish"), a demonym ("Turks"), the capital for the government ("Ankara said"), a seat of
    power ("the Kremlin"), a surname. ``within`` is the state whose territory holds a place or a de facto state, where
    ``country`` is the state the entry acts for (null for a de facto state). ``weak`` marks words that are also common
    words, first names or family names.
    """

    id: str
    kind: Kind
    name: str
    via: Via = "name"
    country: str | None = None
    within: str | None = None
    wikidata: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    gender: Gender | None = None
    table: str = ""
    weak: bool = False
    note: str | None = None


class Hit(msgspec.Struct, frozen=True):
    """Tokens ``start`` to ``end`` (exclusive) and what they may stand for, likeliest first."""

    start: int
    end: int
    candidates: tuple[Entry, ...]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the tables. ``names`` holds every known spelling, the canonical one first."""

    id: str
    name: str
    names: tuple[str, ...]
    surnames: tuple[str, ...]
    country: str | None = None
    gender: Gender | None = None
    wikidata: str | None = None
    table: str = ""


class OfficeRow(msgspec.Struct, frozen=True, kw_only=True):
    """A term in an office. ``country`` is a state, ``body`` an organisation or group id; one of them is set.

    ``office`` is the kind (``head_of_state``, ``foreign_minister`` …), ``noun`` the word in its title ("president",
    "king"), ``title`` the words to print. ``start`` and ``end`` are ISO strings of day, month or year precision;
    ``end`` null means not known to have ended when the row was last checked, ``checked``.
    """

    person: str
    office: str
    noun: str
    title: str
    country: str | None = None
    body: str | None = None
    start: str | None = None
    end: str | None = None
    checked: str | None = None
    acting: bool = False
    table: str = ""


class Role(msgspec.Struct, frozen=True, kw_only=True):
    """A noun for a person's role and the offices it may mean, likeliest first.

    ``offices`` are tried in order against the office table; empty when the role names no office with one holder
    ("diplomat", "official"). ``gender`` is set where the word tells ("king", "spokeswoman").
    """

    noun: str
    offices: tuple[str, ...] = ()
    gender: Gender | None = None
    plural: bool = False
    body_kind: str | None = None


class RoleHit(msgspec.Struct, frozen=True):
    """Tokens ``start`` to ``end`` (exclusive) that name a role."""

    start: int
    end: int
    role: Role


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map: a town, province, sea, strait, resort or venue. ``population`` is null where unknown."""

    id: str
    name: str
    kind: str
    country: str | None = None
    admin: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    capital_of: str | None = None
    wikidata: str | None = None
    table: str = ""


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """A news agency, broadcaster or newspaper; ``state`` is true where a state owns or runs it."""

    id: str
    name: str
    kind: str
    country: str | None = None
    state: bool | None = None
    wikidata: str | None = None
    domains: tuple[str, ...] = ()
    table: str = ""


class KnownEvent(msgspec.Struct, frozen=True, kw_only=True):
    """A dated event that reports lean on: a weak anchor, never a fact of the record.

    ``start`` and ``end`` are ISO strings of day, month or year precision; ``end`` null for a moment or what goes on.
    ``kind`` is war, coup, referendum, election, shootdown, annexation, deal, summit, attack, independence, disaster …
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    countries: tuple[str, ...]
    start: str
    end: str | None = None
    place: str | None = None
    table: str = ""


class Institution(msgspec.Struct, frozen=True):
    """A body of a state recognised by its wording: "Turkey's defence ministry", "the Syrian air force".

    ``body`` is ministry_of_foreign_affairs, ministry_of_defence, parliament, military, air_force, government …;
    ``id`` is ``body:TUR/ministry_of_defence``.
    """

    start: int
    end: int
    id: str
    country: str
    body: str
    name: str


class Weapon(msgspec.Struct, frozen=True, kw_only=True):
    """A weapon system or platform: ``kind`` is fighter, tank, air_defence, drone, missile, rifle, ship …"""

    id: str
    name: str
    kind: str
    maker: str | None = None
    table: str = ""
