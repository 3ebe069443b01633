"""The desk officer's memory: every look-up over the shipped tables in one object."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from dragoman.errors import MalformedInput
from dragoman.knowledge import dates, matching, tables
from dragoman.knowledge.catalogue import Catalogue
from dragoman.knowledge.designations import designation
from dragoman.knowledge.entries import (
    Entry,
    Hit,
    Institution,
    KnownEvent,
    OfficeRow,
    Outlet,
    Person,
    Place,
    Role,
    RoleHit,
    Weapon,
)
from dragoman.knowledge.events import KnownEvents
from dragoman.knowledge.institutions import Institutions
from dragoman.knowledge.names import key
from dragoman.knowledge.offices import Offices, known_term
from dragoman.knowledge.roles import Roles
from dragoman.knowledge.tables import names_in


def _checked_date(day: str, row: dict[str, str]) -> None:
    try:
        dates.earliest(day)
    except ValueError as error:
        raise MalformedInput(
            row["person"], f"has a term in {row['office']} with the date {day!r}.", remedy="Write it as 2031-05-17."
        ) from error


class Knowledge:
    """Who is who, who held which office when, and where places are. Read-only; safe to share between threads.

    Look-ups take microseconds; loading takes about a fifth of a second. All lists come in a fixed order.
    """

    def __init__(self, *, extra: Sequence[Path] = ()) -> None:
        user = tables.user_rows(extra)
        self._catalogue = Catalogue(user)
        self._given = frozenset(tables.shipped_text("given_names.txt").split("\n"))
        self._offices = Offices(self._office_rows(user))
        self._roles = Roles(tables.shipped("roles"))
        self._institutions = Institutions()
        self._events: KnownEvents | None = None

    def _office_rows(self, user: tables.UserRows) -> list[OfficeRow]:
        table = tables.shipped("offices")
        names = "person country body office noun title start end checked acting table".split()
        at = [table.columns[c] for c in names]
        rows = []
        for row in table.rows:
            cells = [row[i] for i in at]
            rows.append(self._office(cells, f"offices:{cells[10]}"))
        for added in user.offices:
            cells = [added.get(c, "") for c in names]
            cells[0] = self._catalogue.same.get(cells[0], cells[0])
            for day in (cells[6], cells[7], cells[8]):
                if day:
                    _checked_date(day, added)
            rows.append(self._office(cells, "offices:user"))
        return rows

    @staticmethod
    def _office(cells: list[str], table: str) -> OfficeRow:
        person, country, body, office, noun, title, start, end, checked, acting, _ = cells
        return OfficeRow(
            person=person,
            country=country or None,
            body=body or None,
            office=office,
            noun=noun,
            title=title or office.replace("_", " "),
            start=start or None,
            end=end or None,
            checked=checked or None,
            acting=acting in ("1", "true", "True"),
            table=table,
        )

    # Look-ups

    def match(self, tokens: Sequence[str]) -> list[Hit]:
        """Every name in ``tokens``, longest first from the left, without overlap; candidates likeliest first.

        Tokens may be cut by any tokenizer ("al-Sham", "al" "-" "Sham"; "Turkey's", "Turkey" "'s"). Case counts
        sensibly: see ``names.case_agrees``. Family names that are common words, months or first names are left to
        ``surname``; towns with such names count only after a preposition of place. Designations of weapons that no
        table holds are recognised by pattern.
        """
        hits = matching.match(tokens, self._catalogue.index, self._catalogue.entry, self._given)
        taken = {i for h in hits for i in range(h.start, h.end)}
        patterns = [h for h in self._designations(tokens) if not any(i in taken for i in range(h.start, h.end))]
        return sorted([*hits, *patterns], key=lambda h: h.start) if patterns else hits

    def _designations(self, tokens: Sequence[str]) -> list[Hit]:
        found: list[Hit] = []
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if not token or not (token[0].isupper() and token[0].isascii()) or len(token) > 16:
                i += 1
                continue
            for width in (3, 1):
                if width == 3 and not (i + 2 < len(tokens) and tokens[i + 1] in ("-", "‑", "–")):
                    continue
                weapon = designation("".join(tokens[i : i + width]))
                if weapon is not None:
                    entry = Entry(
                        id=weapon.id,
                        kind="weapon_system",
                        name=weapon.name,
                        via="pattern",
                        within=weapon.maker,
                        table="designations:pattern",
                        note=weapon.kind,
                    )
                    found.append(Hit(i, i + width, (entry,)))
                    i += width - 1
                    break
            i += 1
        return found

    def lookup(self, name: str) -> list[Entry]:
        """Everything that bears exactly this name, likeliest first; case and accents do not count."""
        return self._unique([self._catalogue.entry(v) for _, v in self._catalogue.index.find(key(name))])

    @staticmethod
    def _unique(entries: list[Entry]) -> list[Entry]:
        seen: set[tuple[str, str]] = set()
        kept = []
        for e in entries:
            if (e.id, e.via) not in seen:
                seen.add((e.id, e.via))
                kept.append(e)
        return kept

    def entry(self, entry_id: str) -> Entry | None:
        """The entry of an id (by name); None when no table holds it."""
        return self._catalogue.entry_of(entry_id)

    def person(self, person_id: str) -> Person | None:
        """The person of an id, else None."""
        return self._catalogue.person_of(person_id)

    def persons(self, name: str) -> list[Person]:
        """Persons of a full name in any known spelling."""
        return self._catalogue.called(name)

    def surname(self, word: str) -> list[Person]:
        """Persons of a family name (or the name by which the press calls them), also where it is a common word."""
        return self._catalogue.surnamed(word)

    def holder(self, country: str, office: str, on: dates.When | None = None) -> list[Person]:
        """All persons whose term in ``office`` shares a day with ``on``, by the start of the term.

        ``country`` is an ISO code or the id of a body ("org:un", "group:hezbollah", "territory:abkhazia"). ``office``
        is a kind (see docs/explanation/knowledge.md) or a title word: "president", "prime_minister", "king".
        """
        seen: dict[str, None] = {}
        for row in self._offices.terms(country, office, on):
            seen.setdefault(row.person)
        return [p for p in (self.person(i) for i in seen) if p is not None]

    def terms(self, country: str, office: str, on: dates.When | None = None) -> list[OfficeRow]:
        """The terms behind ``holder``, with their dates and tables."""
        return self._offices.terms(country, office, on)

    def offices_of(self, person_id: str, on: dates.When | None = None) -> list[OfficeRow]:
        """All terms of a person (those that share a day with ``on``), by start."""
        rows = self._offices.of(person_id)
        if on is None:
            return rows
        wanted = dates.interval(on)
        return [r for r in rows if dates.overlaps(known_term(r), wanted)]

    def office_kinds(self, country: str) -> list[str]:
        """The office kinds that the table knows for a state or body."""
        return self._offices.kinds(country)

    def role(self, words: str | Sequence[str]) -> Role | None:
        """The role that ``words`` name as a whole: "foreign minister", "top diplomat", "kings"."""
        return self._roles.role(words)

    def match_roles(self, tokens: Sequence[str]) -> list[RoleHit]:
        """Every role noun in ``tokens``, longest first from the left."""
        return self._roles.match(tokens)

    def in_role(self, country: str, role: Role | str, on: dates.When | None = None) -> list[Person]:
        """Who "the German chancellor" or "Iran's foreign minister" was on ``on``: the first office that answers."""
        found = self.role(role) if isinstance(role, str) else role
        for office in found.offices if found else ():
            holders = self.holder(country, office, on)
            if holders:
                return holders
        return []

    def adjective(self, word: str) -> str | None:
        """The state of an adjective: "Turkish" → TUR. Ambiguous ones ("Congolese") give the likelier state."""
        return self._catalogue.adjectives.get(key(word))

    def capital_of(self, place: str) -> str | None:
        """The state whose capital ``place`` is: "Ankara" → TUR; else None."""
        return self._catalogue.capitals.get(key(place))

    def capital(self, country: str) -> Place | None:
        """The capital of a state as a place: TUR → Ankara; None where the gazetteer does not have it."""
        for name, code in self._catalogue.capitals.items():
            if code == country:
                for place in self.place(name, country=country):
                    return place
        return None

    def state_name(self, country: str) -> str | None:
        """The common name of an ISO code: TUR → Turkey."""
        return self._catalogue.state_names.get(country)

    def state_of(self, entry_id: str) -> str | None:
        """The state an entry belongs to: a person's, group's or outlet's country, a place's state; else None."""
        if entry_id.startswith("body:"):
            return entry_id[5:].partition("/")[0] or None
        if entry_id.startswith("place:"):
            head = entry_id[6:].partition("/")[0]
            if len(head) == 3 and head.isupper():
                return head
        entry = self.entry(entry_id)
        return None if entry is None else entry.country or entry.within

    def counts_for(self, entry_id: str, on: dates.When | None = None) -> str | None:
        """The state whose side an entity counts for on ``on``, else None.

        A state for itself; a person for the state (never the body) whose office he then holds; a state's own body,
        seat or state outlet for the state; a dependency or autonomous part for its state. Armed groups, international
        organisations, de facto states and persons out of office count for no state.
        """
        if entry_id.startswith("body:"):
            return self.state_of(entry_id)
        entry = self.entry(entry_id)
        if entry is None:
            return None
        if entry.kind == "person":
            held = self.offices_of(entry_id, on)
            in_state = sorted({r.country for r in held if r.country})
            if len(in_state) == 1 and not any(r.body for r in held):
                return in_state[0]
            return None
        if entry_id.startswith(("state:", "seat:")):
            return entry.country
        if entry_id.startswith("territory:"):
            return None if entry.note in ("de_facto", "disputed", "former") else entry.within
        if entry_id.startswith("outlet:"):
            outlet = self.outlet(entry.name)
            return entry.country if outlet is not None and outlet.state else None
        if entry_id.startswith(("force:", "org:")):
            return entry.country
        return None

    def place(self, name: str, *, country: str | None = None) -> list[Place]:
        """Places of a name, likeliest first: capitals, then by population where known. ``country`` narrows."""
        found: list[Place] = []
        for _, value in self._catalogue.index.find(key(name)):
            if isinstance(value, int):
                found.append(self._catalogue.city(value))
                continue
            entry = self._catalogue.entry(value)
            if entry.kind == "place" or entry.id.startswith("territory:"):
                found.append(
                    Place(
                        id=entry.id,
                        name=entry.name,
                        kind=entry.note or "place",
                        country=entry.country or entry.within,
                        lat=entry.lat,
                        lon=entry.lon,
                        population=entry.population,
                        wikidata=entry.wikidata,
                        table=entry.table,
                    )
                )
        if country is not None:
            found = [p for p in found if p.country == country]
        unique = list({p.id: p for p in reversed(found)}.values())
        unique.sort(key=lambda p: (p.kind == "city" and not p.capital_of, -(p.population or 0), p.id))
        return unique

    def outlet(self, name: str) -> Outlet | None:
        """The news agency, broadcaster or newspaper of a name or alias, else None."""
        for _, value in self._catalogue.index.find(key(name)):
            if isinstance(value, tuple) and self._catalogue.tables[value[0]].name == "outlets":
                table = self._catalogue.tables[value[0]]
                row = table.rows[value[1]]
                cell = table.cell
                return Outlet(
                    id=cell(row, "id"),
                    name=cell(row, "name"),
                    kind=cell(row, "note"),
                    country=cell(row, "country") or None,
                    state={"yes": True, "no": False}.get(cell(row, "state")),
                    wikidata=cell(row, "wikidata") or None,
                    domains=tuple(names_in(cell(row, "domains"))),
                    table=f"outlets:{cell(row, 'table')}",
                )
        return None

    def weapon(self, words: str) -> Weapon | None:
        """The weapon system of a name, alias or designation, else None."""
        for _, value in self._catalogue.index.find(key(words)):
            if isinstance(value, tuple) and self._catalogue.tables[value[0]].name == "weapons":
                entry = self._catalogue.entry(value)
                return Weapon(
                    id=entry.id, name=entry.name, kind=entry.note or "", maker=entry.within, table=entry.table
                )
        return designation(words)

    def institutions(self, tokens: Sequence[str], hits: Sequence[Hit] | None = None) -> list[Institution]:
        """Bodies of states in ``tokens``: "Turkey's defence ministry", "the Russian Foreign Ministry".

        ``hits`` is the answer of ``match`` for the same tokens, to save its price.
        """
        states: list[tuple[int, int, str, str]] = []
        for hit in self.match(tokens) if hits is None else hits:
            for entry in hit.candidates:
                if entry.via == "seat" or entry.kind != "state":
                    continue
                code = entry.country or entry.id
                states.append((hit.start, hit.end, code, self._catalogue.state_names.get(code, entry.name)))
                break
        return self._institutions.find(tokens, states)

    def known_events(
        self,
        *,
        kind: str | Sequence[str] | None = None,
        country: str | None = None,
        on: dates.When | None = None,
        words: str | Sequence[str] | None = None,
    ) -> list[KnownEvent]:
        """Dated well-known events and elections that answer every condition; see ``KnownEvents.find``."""
        if self._events is None:
            self._events = KnownEvents([tables.shipped("events"), tables.shipped("elections")])
        return self._events.find(kind=kind, country=country, on=on, words=words)


@lru_cache(maxsize=4)
def _loaded(extra: tuple[Path, ...]) -> Knowledge:
    return Knowledge(extra=extra)


def load(*, extra: Sequence[Path] = ()) -> Knowledge:
    """The knowledge of the shipped tables and of the users' files ``extra`` (TOML or CSV); kept after the first call.

    Raises ``MalformedInput`` for a broken user file, naming the row.
    """
    return _loaded(tuple(Path(p) for p in extra))
