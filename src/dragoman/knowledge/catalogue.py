"""The rows of all tables under the names that lead to them, and the entry that each row gives."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import cast

from dragoman.knowledge import tables
from dragoman.knowledge.entries import Entry, Gender, Kind, Person, Place, Via
from dragoman.knowledge.names import NameIndex, key
from dragoman.knowledge.tables import Table, names_in

#: Reference into a table: its place in the list of tables, the row, and the way the name leads there.
Ref = tuple[int, int, Via]
_ENGLISH = frozenset({"USA", "GBR", "CAN", "AUS", "NZL", "IRL"})


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


class Catalogue:
    """Entities, persons and towns, shipped and the user's; loading takes about a fifth of a second.

    `index` leads from a folded name to references (a row of a table, or a line of the gazetteer), `adjectives` and
    `capitals` from a folded word to an ISO code, `state_names` from a code to the common name. `same` holds the user's
    persons who are shipped ones, by id.
    """

    def __init__(self, user: tables.UserRows) -> None:
        self.index = NameIndex()
        self.tables: list[Table] = []
        self.adjectives: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self.state_names: dict[str, str] = {}
        self.same: dict[str, str] = {}
        self._entries: dict[object, Entry] = {}
        self._by_id: dict[str, tuple[int, int]] = {}
        self._weak = frozenset(tables.shipped_text("weak_names.txt").split("\n"))
        self._load_entities(user)
        self._load_persons(user)
        self._load_cities()

    def _load_entities(self, user: tables.UserRows) -> None:
        loaded = [tables.shipped(name) for name in tables.ENTITY_TABLES]
        if user.entities:
            columns = sorted({c for row in user.entities for c in row} | {"table"})
            rows = [[{**row, "table": "user"}.get(c, "") for c in columns] for row in user.entities]
            # A user's rows come first: he knows his field.
            loaded.insert(0, Table("user", columns, rows))
        self.tables = loaded
        for t, table in enumerate(loaded):
            is_state = table.name in ("states", "territories")
            at = {c: table.columns.get(c) for c in ("id", "name", "aliases", "country", "within")}
            i_id, i_name, i_aliases = cast(int, at["id"]), cast(int, at["name"]), at["aliases"]
            for r, row in enumerate(table.rows):
                self._by_id.setdefault(row[i_id], (t, r))
                via: Via = "seat" if table.name == "seats" else "name"
                self.index.add(row[i_name], (t, r, via))
                if i_aliases is not None and row[i_aliases]:
                    other: Via = "seat" if table.name == "seats" else "alias"
                    for alias in row[i_aliases].split("; "):
                        self.index.add(alias, (t, r, other))
                if is_state or table.name == "user":
                    self._index_state(table, t, r, row)
                elif table.name == "peoples":
                    for adjective in names_in(table.cell(row, "adjectives")):
                        self.index.add(adjective, (t, r, "adjective"))

    def _index_state(self, table: Table, t: int, r: int, row: list[str]) -> None:
        country = table.cell(row, "country") or None
        if country and table.name == "states":
            self.state_names[country] = row[table.columns["name"]]
        for column, via in (("adjectives", "adjective"), ("demonyms", "demonym"), ("prefixes", "prefix")):
            for word in names_in(table.cell(row, column)):
                self.index.add(word, (t, r, cast(Via, via)))
                if column == "adjectives" and country and table.name == "states":
                    self.adjectives.setdefault(key(word), country)
        for capital in names_in(table.cell(row, "capitals")):
            if table.name == "states":
                self.index.add(capital, (t, r, "capital"))
                if country:
                    self.capitals.setdefault(key(capital), country)

    def _load_persons(self, user: tables.UserRows) -> None:
        table = tables.shipped("persons")
        self._persons = table
        shipped = len(table.rows)
        # A user's person who bears the name of a shipped one of the same state is that one.
        known = {(key(row[1]), row[4]): row[0] for row in table.rows}
        for added in user.persons:
            same = known.get((key(added["name"]), added.get("country", "")))
            if same is not None:
                self.same[added["id"]] = same
            else:
                table.rows.append([{**added, "table": "user"}.get(c, "") for c in table.columns])
        t = len(self.tables)
        self.tables.append(table)
        self._person_table = t
        self._surnames: dict[str, list[int]] = {}
        self._persons_by_key: dict[str, list[int]] = {}
        i_id, i_name, i_variants, i_surnames = (table.columns[c] for c in ("id", "name", "variants", "surnames"))
        for r, row in enumerate(table.rows):
            if r >= shipped and not row[i_surnames]:
                row[i_surnames] = row[i_name].split()[-1]
            self._by_id.setdefault(row[i_id], (t, r))
            for n, name in enumerate([row[i_name], *names_in(row[i_variants])]):
                folded = key(name)
                self.index.add_key(folded, name, (t, r, "alias" if n else "name"))
                held = self._persons_by_key.setdefault(folded, [])
                if r not in held:
                    held.append(r)
            for surname in names_in(row[i_surnames]):
                folded = key(surname)
                listed = self._surnames.setdefault(folded, [])
                if r not in listed:
                    listed.append(r)
                if folded not in self._weak:
                    self.index.add_key(folded, surname, (t, r, "surname"))

    def _load_cities(self) -> None:
        lines = tables.shipped_text("cities.tsv").split("\n")
        self._cities = lines
        add = self.index.add_key
        for n, line in enumerate(lines):
            if not line or line[0] == "#":
                continue
            folded, name, _ = line.split("\t", 2)
            add(folded, name, n)

    # Entries

    def entry(self, ref: object) -> Entry:
        entry = self._entries.get(ref)
        if entry is None:
            entry = self._city_entry(ref) if isinstance(ref, int) else self._row_entry(cast(Ref, ref))
            self._entries[ref] = entry
        return entry

    def _city_entry(self, n: int) -> Entry:
        place = self.city(n)
        return Entry(
            id=place.id,
            kind="place",
            name=place.name,
            via="name",
            country=place.country,
            within=place.country,
            lat=place.lat,
            lon=place.lon,
            population=place.population,
            table=place.table,
            weak=self._is_weak_city(place),
            note="city",
        )

    def _is_weak_city(self, place: Place) -> bool:
        if place.capital_of:
            return False
        if key(place.name) in self._weak:
            return True
        # Most small towns of the English-speaking world bear family names.
        return place.population is None and place.country in _ENGLISH and " " not in place.name

    def city(self, n: int) -> Place:
        _, name, country, admin, lat, lon, population, capital, slug = self._cities[n].split("\t")
        return Place(
            id=f"place:{slug}",
            name=name,
            kind="city",
            country=country or None,
            admin=admin or None,
            lat=float(lat),
            lon=float(lon),
            population=int(population) if population else None,
            capital_of=capital or None,
            table="cities:table:geonames",
        )

    def _row_entry(self, ref: Ref) -> Entry:
        t, r, via = ref
        table = self.tables[t]
        row = table.rows[r]
        cell = table.cell
        if t == self._person_table:
            gender = cast("Gender | None", cell(row, "gender") or None)
            kind: Kind = "person"
        else:
            gender, kind = None, cast(Kind, cell(row, "kind"))
        population = cell(row, "population")
        name = cell(row, "name")
        return Entry(
            id=cell(row, "id"),
            kind=kind,
            name=name,
            via=via,
            country=cell(row, "country") or None,
            within=cell(row, "within") or None,
            wikidata=cell(row, "wikidata") or None,
            lat=_number(cell(row, "lat")),
            lon=_number(cell(row, "lon")),
            population=int(population) if population else None,
            gender=gender,
            table=f"{table.name}:{cell(row, 'table')}",
            weak=kind == "place" and key(name) in self._weak,
            note=cell(row, "note") or None,
        )

    def entry_of(self, entry_id: str) -> Entry | None:
        """The entry of an id (by name); None when no table holds it."""
        ref = self._by_id.get(entry_id)
        if ref is not None:
            return self.entry((*ref, "name"))
        town = self._towns.get(entry_id.removeprefix("place:")) if entry_id.startswith("place:") else None
        return None if town is None else self._city_entry(town)

    @cached_property
    def _towns(self) -> dict[str, int]:
        """The lines of the gazetteer by the slug of their town."""
        rows = ((line.rpartition("\t")[2], n) for n, line in enumerate(self._cities) if line and line[0] != "#")
        return dict(rows)

    def person_of(self, person_id: str) -> Person | None:
        """The person of an id, else None."""
        ref = self._by_id.get(person_id)
        return self._person(ref[1]) if ref is not None and ref[0] == self._person_table else None

    @lru_cache(maxsize=4096)  # noqa: B019  one instance lives as long as the process
    def _person(self, r: int) -> Person:
        row, cell = self._persons.rows[r], self._persons.cell
        return Person(
            id=cell(row, "id"),
            name=cell(row, "name"),
            names=(cell(row, "name"), *names_in(cell(row, "variants"))),
            surnames=tuple(names_in(cell(row, "surnames"))),
            country=cell(row, "country") or None,
            gender=cast("Gender | None", cell(row, "gender") or None),
            wikidata=cell(row, "wikidata") or None,
            table=f"persons:{cell(row, 'table')}",
        )

    def called(self, name: str) -> list[Person]:
        """Persons of a full name in any known spelling."""
        return [self._person(r) for r in self._persons_by_key.get(key(name), ())]

    def surnamed(self, word: str) -> list[Person]:
        """Persons of a family name, also where it is a common word."""
        return [self._person(r) for r in self._surnames.get(key(word), ())]
