"""Gathers persons and their terms from the hand rows and the reference tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import hand
import reference
from folding import alike, slug, tokens

from dragoman.knowledge import dates
from dragoman.knowledge.names import key

# Families of names that come first.
_FAMILY_FIRST = frozenset("CHN PRK KOR TWN VNM KHM HKG MAC".split())
# What an office is called where the hand row gives no title.
TITLES = {
    "foreign_minister": "minister of foreign affairs",
    "defence_minister": "minister of defence",
    "interior_minister": "minister of the interior",
    "finance_minister": "minister of finance",
    "national_security_adviser": "national security adviser",
    "vice_president": "vice president",
    "crown_prince": "crown prince",
    "chief_of_staff": "chief of the general staff",
    "intelligence_chief": "head of intelligence",
    "speaker": "speaker of parliament",
    "un_ambassador": "ambassador to the United Nations",
    "leader": "leader",
}
#: The last month up to which open rows written by hand were known to hold, and the Factbook's month.
HAND_CHECKED, FACTBOOK_CHECKED = "2025-05", "2026-01"


@dataclass
class Person:
    name: str
    variants: list[str] = field(default_factory=list)
    surnames: list[str] = field(default_factory=list)
    country: str = ""
    gender: str = ""
    wikidata: str = ""
    table: str = "hand"

    @property
    def id(self) -> str:
        return f"person:{self.wikidata or slug(self.name)}"


@dataclass
class Row:
    person: Person
    place: str
    office: str
    title: str
    start: str | None
    end: str | None
    checked: str
    acting: bool
    table: str


def surnames_of(name: str, country: str) -> list[str]:
    """The name by which the press calls a person, by the custom of the country."""
    words = [
        w
        for w in name.split()
        if w.rstrip(".").casefold() not in ("jr", "sr", "ii", "iii", "iv", "v", "vi", "x", "xvi")
    ]
    if country in _FAMILY_FIRST and country != "KHM" and len(words) >= 2:
        return [words[-1]] if country == "VNM" else [words[0]]
    if len(words) < 2:
        return [name]
    last = words[-1]
    if len(words) >= 3 and words[-2].casefold() in (
        "van",
        "von",
        "de",
        "der",
        "al",
        "el",
        "ben",
        "bin",
        "le",
        "la",
        "dos",
        "da",
    ):
        both = f"{words[-2]} {last}"
        return [last] if words[-2].casefold() in ("bin",) else [both, last]
    bare = re.sub(r"^(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d)-", "", last)
    return [last] if bare == last else [last, bare]


def _shared_years(a: dates.Interval, b: dates.Interval) -> int:
    """About how many tenths of a year two intervals share."""
    start, end = max(a[0], b[0]), min(a[1], b[1], "2021-03-31")
    return max(0, (int(end[:4]) - int(start[:4])) * 10 + (int(end[5:7]) - int(start[5:7])) * 10 // 12)


class People:
    """Persons by any spelling, and rows of offices."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.rows: list[Row] = []
        self._by_key: dict[str, Person] = {}
        self.remarks: list[str] = []

    def add(self, person: Person) -> Person:
        self.persons.append(person)
        for name in (person.name, *person.variants):
            self._by_key.setdefault(key(name), person)
        return person

    def find(self, name: str) -> Person | None:
        return self._by_key.get(key(name))

    def find_or_add(self, name: str, *, country: str, gender: str, table: str) -> Person:
        person = self.find(name)
        if person is None:
            person = self.add(Person(name, country=country, gender=gender, table=table))
        if not person.country and len(country) == 3:
            person.country = country
        if not person.gender:
            person.gender = gender
        return person

    def held(self, place: str, office: str | None = None) -> list[Row]:
        return [r for r in self.rows if r.place == place and (office is None or r.office == office)]

    # Sources

    def from_hand(self, persons_file: str, holder_files: list[str]) -> None:
        for row in hand.rows(persons_file):
            self.add(
                Person(
                    row["name"],
                    [v for v in row["variants"].split("; ") if v],
                    [s for s in row["surnames"].split("; ") if s],
                    row["country"],
                    row["gender"],
                    row["wikidata"],
                )
            )
        for file in holder_files:
            for t in hand.terms(file):
                country = t.place if len(t.place) == 3 else ""
                person = self.find_or_add(t.name, country=country, gender="f" if t.female else "m", table="hand")
                if t.female and person.gender == "m":
                    person.gender = "f"
                self.rows.append(
                    Row(
                        person,
                        t.place,
                        t.office,
                        t.title,
                        t.start,
                        t.end,
                        "" if t.end else HAND_CHECKED,
                        t.acting,
                        "hand",
                    )
                )

    def from_wikidata(self, listed: list[tuple[str, str, str, str]], iso_of: dict[str, str]) -> None:
        """Gives persons the ids of the list; the list's years are too coarse to add terms."""
        for country, title, qid, label in listed:
            if not re.fullmatch(r"Q\d+", qid) or re.fullmatch(r"Q\d+", label):
                continue
            iso = iso_of.get(key(country))
            person = self.find(label)
            if person is None and iso:
                near = [
                    p
                    for p in {id(r.person): r.person for r in self.held(iso)}.values()
                    if tokens(p.name) & tokens(label)
                ]
                strict = [p for p in near if len(tokens(p.name) & tokens(label)) >= 2]
                near = strict or near
                alive = [
                    p
                    for p in near
                    if any(
                        r.person is p
                        and dates.overlaps(dates.term(r.start, r.end), dates.interval(("2021-01", "2022-12")))
                        for r in self.held(iso)
                    )
                ]
                person = alive[0] if len(alive) == 1 else None
            if person is None:
                self.remarks.append(f"wikidata: no holder for {label} ({title})")
                continue
            if not person.wikidata:
                person.wikidata = qid
            elif person.wikidata != qid:
                self.remarks.append(f"wikidata: {label} is {qid} there, {person.wikidata} here")
            if key(label) not in {key(n) for n in (person.name, *person.variants)} and self.find(label) is None:
                person.variants.append(label)
                self._by_key.setdefault(key(label), person)

    def from_factbook(self, books: dict[str, reference.Factbook]) -> None:
        """Confirms open terms of heads of state and government, and ends those that another has followed."""
        for iso, book in sorted(books.items()):
            for office, words in (("head_of_state", book.chief), ("head_of_government", book.head)):
                open_rows = [r for r in self.held(iso, office) if r.end is None and not r.acting]
                listed = reference.since(words)
                if not open_rows:
                    if listed and self.held(iso, office):
                        self.remarks.append(f"factbook: {iso} {office} has no open term here; there {words[:90]}")
                    continue
                if any(alike(n, words) for r in open_rows for n in (r.person.name, *r.person.variants)):
                    for r in open_rows:
                        if any(alike(n, words) for n in (r.person.name, *r.person.variants)):
                            r.checked = FACTBOOK_CHECKED
                else:
                    names = ", ".join(r.person.name for r in open_rows)
                    self.remarks.append(f"factbook: {iso} {office} is {names} here; there {words[:90]}")

    def from_reign(self, leaders: list[reference.Leader]) -> None:
        """Rows of the effective leader, with the persons of the hand rows; after March 2021 the same office goes on."""
        last: dict[str, list[Row]] = {}
        for leader in leaders:
            if self.held(leader.iso3, "leader") and any(r.table == "hand" for r in self.held(leader.iso3, "leader")):
                continue
            span = dates.term(leader.start, leader.end)
            candidates = []
            for row in self.held(leader.iso3):
                if row.office not in ("head_of_state", "head_of_government"):
                    continue
                if not dates.overlaps(dates.term(row.start, row.end), span):
                    continue
                if any(alike(n, leader.name) for n in (row.person.name, *row.person.variants)):
                    candidates.append(row)
            persons = {id(r.person): r.person for r in candidates}

            def nearness(p: Person, wanted: frozenset[str] = tokens(leader.name), span: dates.Interval = span,
                         rows: list[Row] = candidates) -> tuple[int, int]:  # fmt: skip
                shared = max(len(wanted & tokens(n)) for n in (p.name, *p.variants))
                return shared, max(_shared_years(dates.term(r.start, r.end), span) for r in rows if r.person is p)

            ranked = sorted(persons.values(), key=nearness, reverse=True)
            clear = len(ranked) == 1 or (len(ranked) > 1 and nearness(ranked[0]) > nearness(ranked[1]))
            chosen = ranked[0] if clear else None
            if chosen is None:
                self.remarks.append(
                    f"reign: {leader.iso3} {leader.name} {leader.start}..{leader.end or ''} matched {len(persons)}"
                )
                continue
            if leader.gender and chosen.gender and leader.gender != chosen.gender:
                self.remarks.append(f"reign: gender of {chosen.name} is {leader.gender} there")
            row = Row(chosen, leader.iso3, "leader", "", leader.start, leader.end, "2021-03", False, "table:reign-2021")
            self.rows.append(row)
            if leader.end is None:
                last[leader.iso3] = [c for c in candidates if c.person is chosen]
                row.checked = ""
        for iso, offices in sorted(last.items()):
            self._go_on(iso, offices)

    def _go_on(self, iso: str, offices: list[Row]) -> None:
        standing = [
            r for r in offices if dates.overlaps(dates.term(r.start, r.end), dates.interval("2021-03"))
        ] or offices
        kinds = {r.office for r in standing}
        office = "head_of_government" if kinds == {"head_of_government"} else "head_of_state"
        row = [r for r in self.held(iso, "leader") if r.end is None][-1]
        own = max(standing, key=lambda r: r.end or "9999")
        stretch = [r for r in self.held(iso, office) if r.person is row.person and (r.end or "9999") > "2021-03"]
        stretch.sort(key=lambda r: r.start or "")
        first = stretch[0] if stretch else own
        row.end, row.checked = first.end, first.checked
        for follower in sorted(self.held(iso, office), key=lambda r: r.start or ""):
            if (
                follower is first
                or (follower.start or "") <= "2021-03"
                or (follower.start or "") < (first.end or "9999")[:7]
            ):
                continue
            self.rows.append(
                Row(
                    follower.person,
                    iso,
                    "leader",
                    "",
                    follower.start,
                    follower.end,
                    follower.checked,
                    follower.acting,
                    follower.table,
                )
            )

    def from_country_info(self, info: dict[str, reference.CountryInfo]) -> None:
        """Foreign and defence ministers of 2003 to 2011 of states for which nobody wrote them by hand."""
        by_hand = {(r.place, r.office) for r in self.rows if r.table == "hand"}
        for iso, country in sorted(info.items()):
            for office, name, start, end in country.ministers:
                if (iso, office) in by_hand:
                    continue
                person = self.find(name)
                if person is None:
                    person = self.add(Person(name, country=iso, table="table:countryinfo"))
                elif person.country and person.country != iso:
                    continue
                checked = "" if end else "2011-02"
                self.rows.append(Row(person, iso, office, "", start, end, checked, False, "table:countryinfo"))
