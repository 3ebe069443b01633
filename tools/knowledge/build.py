"""Builds the tables under src/dragoman/data/knowledge from the hand rows and the reference folders.

    python tools/knowledge/build.py --reference DIR [--words FILE ...]

``--words`` names CoNLL-U files of running text; towns whose name is used there as a common word are marked weak.
Writes the same bytes for the same inputs. Prints every disagreement between hand rows and reference tables.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import hand
import reference
from folding import slug
from people import TITLES, People, surnames_of

from dragoman.knowledge.names import key, name_pieces

OUT = Path(__file__).parents[2] / "src" / "dragoman" / "data" / "knowledge"
HOLDER_FILES = ["heads_europe.txt", "heads_asia.txt", "heads_africa.txt", "heads_americas.txt", "heads_pacific.txt",
                "ministers.txt", "bodies.txt"]  # fmt: skip
WITH_ARTICLE = frozenset(
    "United States; United Kingdom; Netherlands; Philippines; United Arab Emirates; Czech Republic;"
    " Central African Republic; Democratic Republic of the Congo; Republic of the Congo; Dominican Republic;"
    " Maldives; Bahamas; Comoros; Gambia; Seychelles; Solomon Islands; Marshall Islands; Holy See".replace(
        "; ", ";"
    ).split(";")
)
PREFIXES = dict(
    pair.split(":")
    for pair in (
        "RUS:Russo FRA:Franco GBR:Anglo CHN:Sino IND:Indo GRC:Greco AUT:Austro JPN:Nippo ESP:Hispano PRT:Luso"
    ).split()
)


def write(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]], *, remark: str) -> None:
    lines = [f"# {r}" for r in remark.splitlines()] + ["\t".join(columns)]
    for row in rows:
        cells = ["" if c is None else str(c) for c in row]
        if any("\t" in c or "\n" in c for c in cells):
            raise SystemExit(f"{name}: a tab or line break in {cells}")
        lines.append("\t".join(cells))
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def plural(word: str) -> str:
    if word.endswith(("ese", "ss", "sh", "s")):
        return word
    if word.endswith("man") and word not in ("German", "Roman", "Ottoman", "Oman", "Turkman"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def plurals(demonyms: str, irregular: str) -> str:
    found = [d for d in demonyms.split("; ") if d]
    found += irregular.split("; ") if irregular else [plural(d) for d in found]
    return "; ".join(dict.fromkeys(p for p in found if p))


def _states(
    root: Path, info: dict[str, reference.CountryInfo], books: dict[str, reference.Factbook]
) -> list[dict[str, str]]:
    states = list(hand.rows("states.txt"))
    alpha2 = {iso: two for two, iso in reference.alpha3(root).items()}
    # Of two numbers of one state the later one, which stands for the state of today.
    numbers = {iso: number for number, iso in sorted(reference.cow_to_iso(info).items())} | {"DEU": 255, "RUS": 365}
    rows = []
    for s in sorted(states, key=lambda s: s["iso3"]):
        iso, book, codes = s["iso3"], books.get(s["iso3"]), info.get(s["iso3"])
        rows.append([
            f"state:{iso}", "state", s["name"], s["aliases"], iso, iso, alpha2.get(iso, ""),
            codes.cow_alpha if codes else "", numbers.get(iso, ""), s["adjectives"],
            plurals(s["demonyms"], s["plurals"]), PREFIXES.get(iso, ""), s["capitals"],
            book.lat if book else "", book.lon if book else "", (book.population or "") if book else "",
            s.get("wikidata", ""), "hand",
        ])  # fmt: skip
    write(
        "states.tsv",
        (
            "id kind name aliases country within iso2 cow_alpha cow adjectives demonyms prefixes capitals"
            " lat lon population wikidata table"
        ).split(),
        rows,
        remark=(
            "States. Names by hand; COW and ISO codes from CountryInfo;\n"
            "coordinates (of the capital) and population from The World Factbook 2026."
        ),
    )
    return states


def _territories() -> None:
    rows = []
    for t in hand.rows("territories.txt"):
        ident = f"territory:{t['key']}"
        rows.append([
            ident, "state", t["name"], t["aliases"], t["iso3"], t["within"],
            t["adjectives"], plurals(t["demonyms"], t["plurals"]), t["capitals"], t["from"], t["to"], t["lat"],
            t["lon"],
            t["kind"], "hand",
        ])  # fmt: skip
    write(
        "territories.tsv",
        "id kind name aliases country within adjectives demonyms capitals from to lat lon note table".split(),
        rows,
        remark=(
            "Territories, de facto and former states, by hand.\n"
            "within: whose territory it is in the eyes of most states."
        ),
    )


def _entities(file: str, out: str, prefix: str, kind: str, columns: Sequence[str], remark: str) -> None:
    rows, ids = [], set()
    for r in hand.rows(file):
        ident = f"{r.get('prefix') or prefix}:{slug(r.get('key') or r['name'])}"
        if ident in ids:
            print(f"{file}: {ident} twice")
            continue
        ids.add(ident)
        rows.append([ident, r.get("kind") or kind, *(r.get(c, "") for c in columns), "hand"])
    write(out, ["id", "kind", *columns, "table"], rows, remark=remark)


def _is_direction(name: str) -> bool:
    points = (
        "north south east west northern southern eastern western central centre upper lower far extreme capital islands"
        " coast national outer maritime littoral"
    ).split()
    return set(key(name).replace("-", " ").split()) <= set(points)


def _places(root: Path, books: dict[str, reference.Factbook]) -> None:
    rows, ids = [], set()
    known: set[tuple[str, str]] = set()
    for r in hand.rows("places.txt"):
        ident = f"place:{r['country'] or 'world'}/{slug(r['name'])}"
        if ident in ids:
            print(f"places.txt: {ident} twice")
            continue
        ids.add(ident)
        known |= {(r["country"], key(n)) for n in [r["name"], *r["aliases"].split("; ")] if n}
        at = [r["lat"], r["lon"]]
        rows.append([ident, "place", r["name"], r["aliases"], r["country"], r["country"], *at, r["note"], "hand"])
    alpha3 = reference.alpha3(root)
    centre: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for two, name, admin, lat, lon in reference.cities(root):
        known.add((alpha3.get(two, ""), key(name)))
        centre.setdefault((alpha3.get(two, ""), key(admin)), []).append((lat, lon))
    # Of two divisions of one name the larger state's is the likelier.
    for iso, book in sorted(books.items(), key=lambda b: (-(b[1].population or 0), b[0])):
        for name in book.divisions:
            ident = f"place:{iso}/{slug(name)}-division"
            if (iso, key(name)) in known or ident in ids or _is_direction(name):
                continue
            ids.add(ident)
            towns = centre.get((iso, key(name)), [])
            lat = round(sum(t[0] for t in towns) / len(towns), 2) if towns else ""
            lon = round(sum(t[1] for t in towns) / len(towns), 2) if towns else ""
            rows.append([ident, "place", name, "", iso, iso, lat, lon, "province", "table:factbook-2026"])
    remark = (
        "Provinces, regions, seas, straits, resorts and venues by hand, coordinates rounded to about ten kilometres;\n"
        "first-order divisions from The World Factbook 2026, placed at the mean of their towns where GeoNames has any."
    )
    columns = "id kind name aliases country within lat lon note table".split()
    write("places.tsv", columns, rows, remark=remark)


def _weak_names(words: Sequence[Path], people: People, keep: frozenset[str]) -> set[str]:
    """Names that are also common words, first names, months: from running text and the persons' own names."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for path in words:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 3 and cells[1].isalpha():
                (lower if cells[1].islower() and cells[3] != "PROPN" else upper)[cells[1].casefold()] += 1
    weak = {w for w, n in lower.items() if n >= 2 and n * 4 >= upper[w]}
    for person in people.persons:
        for name in (person.name, *person.variants):
            weak |= {p.casefold() for p in name_pieces(name)[:-1] if len(p) > 1}
    weak |= {key(w) for w in hand.words("weak.txt")} | {key(w) for w in hand.words("common_surnames.txt")}
    return weak - keep


def _cities(root: Path, books: dict[str, reference.Factbook],
            states: list[dict[str, str]]) -> None:  # fmt: skip
    iso_of = reference.alpha3(root)
    capitals = {(s["iso3"], key(c)) for s in states for c in s["capitals"].split("; ") if c}
    sizes = {(iso, key(n)): size for iso, b in books.items() for n, size in b.cities.items()}
    sizes |= {(r["iso3"], key(r["name"])): int(r["population"]) for r in hand.rows("big_cities.txt")}
    dropped = {key(w) for w in hand.words("drop.txt")}
    slugs: Counter[str] = Counter()
    rows = []
    unknown: Counter[str] = Counter()
    for iso2, name, admin, lat, lon in sorted(reference.cities(root)):
        iso = iso_of.get(iso2, "")
        if not iso:
            unknown[iso2] += 1
        folded = key(name)
        if not folded:
            continue
        base = f"{iso or iso2}/{slug(name) or 'x'}"
        slugs[base] += 1
        ident = base if slugs[base] == 1 else f"{base}-{slugs[base]}"
        if folded in dropped:
            continue
        size = sizes.get((iso, folded)) if slugs[base] == 1 else None
        rows.append([folded, name, iso, admin, lat, lon, size, iso if (iso, folded) in capitals else "", ident])
    if unknown:
        print("cities without a state code:", dict(unknown))
    # Capitals and large towns first, so that of one name the likelier comes first.
    rows.sort(key=lambda r: (r[0], not r[7], -(r[6] or 0), r[8]))
    body = ["\t".join("" if c is None else str(c) for c in r) for r in rows]
    remark = [
        "# Places of at least 15,000 people: key, name, ISO 3166-1 alpha-3, first-order division, latitude, longitude,",
        "# population where known (The World Factbook, some by hand), capital of, identifier.",
        "# From GeoNames by way of world-cities (CC BY 4.0).",
    ]
    (OUT / "cities.tsv").write_text("\n".join([*remark, *body]) + "\n", encoding="utf-8")
    print(len(rows), "cities,", sum(1 for r in rows if r[6]), "with population")


def _word_list(name: str, words: Iterable[str]) -> None:
    (OUT / name).write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")


def _noun(office: str, title: str, place: str) -> str:
    title = title or TITLES.get(office, office.replace("_", " "))
    if title.startswith(("vice ", "deputy ")):
        return title
    for noun in (
        "prime minister",
        "president",
        "premier",
        "chancellor",
        "king",
        "queen",
        "emperor",
        "sultan",
        "emir",
        "pope",
        "prince",
        "grand duke",
        "taoiseach",
        "secretary-general",
        "director-general",
        "governor-general",
        "supreme leader",
        "chairman",
    ):
        if re.search(rf"\b{noun}\b", title.casefold()):
            return noun
    return title


def _people_tables(people: People, state_names: dict[str, str]) -> None:
    ids: dict[str, str] = {}
    rows = []
    for p in sorted(people.persons, key=lambda p: p.id):
        if p.id in ids:
            print(f"persons: {p.id} twice: {p.name}, {ids[p.id]}")
            continue
        ids[p.id] = p.name
        surnames = p.surnames or surnames_of(p.name, p.country)
        rows.append(
            [p.id, p.name, "; ".join(p.variants), "; ".join(surnames), p.country, p.gender, p.wikidata, p.table]
        )
    write(
        "persons.tsv",
        "id name variants surnames country gender wikidata table".split(),
        rows,
        remark="Persons who hold or held an office of the table of offices, or are often in the news.",
    )
    terms = []
    for r in people.rows:
        country, body = (r.place, "") if len(r.place) == 3 and r.place.isupper() else ("", r.place)
        title = r.title or TITLES.get(r.office, r.office.replace("_", " "))
        printed = title
        if country and r.office in (
            "head_of_state",
            "head_of_government",
            "foreign_minister",
            "defence_minister",
            "leader",
        ):
            of = state_names.get(country, country)
            article = "the " if of in WITH_ARTICLE else ""
            printed = f"{title} of {article}{of}"
            printed = printed[0].upper() + printed[1:]
        terms.append(
            [
                r.person.id,
                country,
                body,
                r.office,
                _noun(r.office, r.title, r.place),
                printed,
                r.start,
                r.end,
                r.checked,
                "1" if r.acting else "",
                r.table,
            ]
        )
    terms.sort(key=lambda t: (t[1] or "", t[2] or "", t[3], t[6] or "", t[7] or "9999", t[0]))
    write(
        "offices.tsv",
        "person country body office noun title start end checked acting table".split(),
        terms,
        remark="Terms in offices. Days as far as known; an open term was last checked in the month of `checked`.",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--words", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    root: Path = args.reference
    info = reference.country_info(root)
    books = reference.factbook(root, info)
    cow = reference.cow_to_iso(info)
    states = _states(root, info, books)
    _territories()
    _entities(
        "seats.txt",
        "seats.tsv",
        "seat",
        "state",
        ["name", "aliases", "country", "lat", "lon", "note"],
        "Seats of power that stand for a government or one of its bodies (note says which), by hand.",
    )
    _entities(
        "organisations.txt",
        "organisations.tsv",
        "org",
        "organisation",
        ["name", "aliases", "country", "note", "wikidata"],
        "Organisations; country only where a body belongs to one state, by hand.",
    )
    _entities(
        "groups.txt",
        "groups.tsv",
        "group",
        "armed_group",
        ["name", "aliases", "within", "note", "wikidata"],
        "Armed groups and movements; within: where they chiefly fight, by hand.",
    )
    _entities(
        "outlets.txt",
        "outlets.tsv",
        "outlet",
        "organisation",
        ["name", "aliases", "country", "note", "state", "domains", "wikidata"],
        "News agencies, broadcasters and newspapers; state: owned or run by a state, by hand.",
    )
    _entities(
        "weapons.txt",
        "weapons.tsv",
        "weapon",
        "weapon_system",
        ["name", "aliases", "within", "note"],
        "Weapon systems and platforms; within: the maker's state, by hand.",
    )
    _entities(
        "peoples.txt",
        "peoples.tsv",
        "people",
        "people",
        ["name", "aliases", "adjectives", "within", "note"],
        "Peoples, by hand; within: the state where the news finds them, if one.",
    )
    _entities(
        "conflicts.txt",
        "conflicts.tsv",
        "conflict",
        "other",
        ["name", "aliases", "within", "note"],
        "Names of wars and conflicts, by hand.",
    )
    _places(root, books)
    people = People()
    people.from_hand("persons.txt", [f for f in HOLDER_FILES if (hand.HERE / f).exists()])
    names = {key(n): s["iso3"] for s in states for n in [s["name"], *s["aliases"].split("; ")] if n}
    names |= {key("Kingdom of Denmark"): "DNK", key("People's Republic of China"): "CHN", key("Ireland"): "IRL"}
    people.from_wikidata(reference.wikidata_holders(root), names)
    people.from_factbook(books)
    people.from_country_info(info)
    people.from_reign(reference.reign_leaders(root, cow))
    state_names = {s["iso3"]: s["name"].removeprefix("The ") for s in states}
    _people_tables(people, state_names)
    keep = frozenset(key(w) for w in hand.words("strong.txt"))
    weak = _weak_names(args.words, people, keep)
    _cities(root, books, states)
    places = [line.split("\t") for line in (OUT / "places.tsv").read_text(encoding="utf-8").splitlines()]
    used = {line.split("\t", 1)[0] for line in (OUT / "cities.tsv").read_text(encoding="utf-8").splitlines()}
    used |= {key(p[2]) for p in places if len(p) > 2}
    used |= {key(s) for p in people.persons for s in (p.surnames or surnames_of(p.name, p.country))}
    _word_list("weak_names.txt", weak & used)
    given = {key(w) for w in hand.words("weak.txt")} | {
        name_pieces(n)[0].casefold() for p in people.persons for n in (p.name, *p.variants) if len(n.split()) > 1
    }
    titles = {key(w) for r in hand.rows("roles.txt") for n in r["words"].split("; ") for w in n.split()}
    _word_list(
        "given_names.txt",
        {g for g in given if len(g) > 2}
        - titles
        - {
            "sheikh",
            "king",
            "queen",
            "pope",
            "emperor",
            "prince",
            "sultan",
            "mullah",
            "ayatollah",
            "lord",
            "sir",
            "daw",
            "the",
            "crown",
        },
    )
    votes = []
    kinds = {
        "X": "presidential election",
        "L": "parliamentary election",
        "R": "referendum",
        "A": "constituent assembly election",
    }
    for iso, letter, day in reference.elections(root, cow):
        if letter in kinds and iso in state_names:
            what = kinds[letter]
            kind = "referendum" if letter == "R" else "election"
            of = state_names[iso]
            votes.append(
                [
                    f"event:{slug(of)}-{slug(what)}-{day}",
                    f"{day[:4]} {what} in {of}",
                    kind,
                    "",
                    iso,
                    day,
                    "",
                    "",
                    "table:reign-2021",
                ]
            )
    write(
        "elections.tsv",
        "id name kind names countries start end place table".split(),
        votes,
        remark="Elections and referendums from 2000 to March 2021, from REIGN (MIT).",
    )
    events = []
    for e in hand.rows("events.txt"):
        events.append(
            [
                f"event:{slug(e['name'])}",
                e["name"],
                e["kind"],
                e["names"],
                e["countries"],
                e["start"],
                e["end"],
                e["place"],
                "hand",
            ]
        )
    events.sort(key=lambda e: (e[5], e[0]))
    write(
        "events.tsv",
        "id name kind names countries start end place table".split(),
        events,
        remark="Dated events that reports lean on, by hand.",
    )
    roles = [
        [r["noun"], r["words"], r["plurals"], r["offices"], r["gender"], r["body_kind"]] for r in hand.rows("roles.txt")
    ]
    write(
        "roles.tsv",
        "noun words plurals offices gender body_kind".split(),
        roles,
        remark="Nouns for persons' roles, by hand.",
    )
    for remark in people.remarks:
        print(remark)


if __name__ == "__main__":
    main()
