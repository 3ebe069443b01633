"""Reads the reference folders: Factbook, CountryInfo, REIGN, the Wikidata list of office holders, world cities."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Factbook codes that CountryInfo lacks or has otherwise.
_GEC = dict(
    pair.split(":")
    for pair in (
        "kv:XKX od:SSD ri:SRB mj:MNE we:PSE gz:PSE cg:COD cf:COG tt:TLS kg:KGZ sf:ZAF cy:CYP vt:VAT gv:GIN gt:GTM"
        " is:ISR ja:JPN bm:MMR nr:NRU mz:MOZ pp:PNG"
    ).split()
)
# Codes that CountryInfo has wrong.
_CODES = {"JON": "JPN", "KSV": "XKX"}
_MONTHS = {m: n for n, m in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
# Correlates of War numbers that are not in CountryInfo under the state of today.
_COW: dict[int, str] = {
    int(number): iso
    for number, iso in (
        pair.split(":")
        for pair in (
            "345:SRB 347:XKX 341:MNE 255:DEU 260:DEU 678:YEM 679:YEM 626:SSD 713:TWN 365:RUS 316:CZE 860:TLS 740:JPN"
            " 2:USA 910:PNG 484:COG 490:COD 835:BRN 438:GIN 404:GNB 90:GTM 666:ISR 775:MMR 328:VAT"
        ).split()
    )
}


@dataclass
class CountryInfo:
    iso3: str
    iso2: str = ""
    fips: str = ""
    cow: int = 0
    cow_alpha: str = ""
    ministers: list[tuple[str, str, str | None, str | None]] = field(default_factory=list)


def _month(yyyymmdd: str) -> str:
    return f"{yyyymmdd[:4]}-{yyyymmdd[4:6]}"


def country_info(root: Path) -> dict[str, CountryInfo]:
    """Codes of each state and its foreign and defence ministers of 2003 to 2011, by ISO code."""
    text = (root / "countryinfo" / "CountryInfo.120116.txt").read_text(encoding="utf-8", errors="replace")
    found: dict[str, CountryInfo] = {}
    known = set(alpha3(root).values())
    for block in re.split(r"<Country>", text)[1:]:
        tag = {m[1]: m[2].strip() for m in re.finditer(r"<([A-Za-z0-9-]+)>([^<\n]*)</\1>", block)}
        named = [tag.get("CountryCode", ""), tag.get("ISO3166-alpha3", "")]
        iso3 = next((c for n in named if (c := _CODES.get(n, n)) in known), "")
        if not iso3 or iso3 in found:
            continue
        info = CountryInfo(iso3, tag.get("ISO3166-alpha2", ""), tag.get("FIPS-10", "").lower())
        info.cow = int(tag["COW-Numeric"]) if tag.get("COW-Numeric", "").isdigit() else 0
        info.cow_alpha = tag.get("COW-Alpha", "").strip("-")
        government = re.search(r"<Government>(.*?)</Government>", block, re.S)
        if government:
            info.ministers = list(_ministers(government[1]))
        found[iso3] = info
    return found


def _ministers(block: str) -> Iterator[tuple[str, str, str | None, str | None]]:
    for line in block.splitlines():
        names, _, title = line.partition("#")
        title = title.strip()
        if " & " in title or "Acting" in title or "Deputy" in title or names.count("[") != 1:
            continue
        office = None
        if re.match(r"(?:Minister|Secretary) (?:of|for) (?:Foreign|External) (?:Affairs|Relations)\b", title):
            office = "foreign_minister"
        elif re.match(r"(?:Minister|Secretary) (?:of|for) (?:National )?Def[ec]n[cs]e\b", title):
            office = "defence_minister"
        if office is None:
            continue
        term = re.search(r"\[[A-Z]+ (?:<(\d{8})|>(\d{8})|(\d{8}) - (\d{8}))\]", names)
        name = re.match(r"\s*\{?([A-Z][A-Z_'.-]*[A-Z'.])_", names)
        if not term or not name:
            continue
        until, since, start, end = term.groups()
        words = " ".join("-".join(p.capitalize() for p in w.split("-")) for w in name[1].split("_"))
        if len(words.split()) < 2:
            continue
        yield (
            office,
            words,
            _month(since or start) if since or start else None,
            _month(until or end) if until or end else None,
        )


def cow_to_iso(info: dict[str, CountryInfo]) -> dict[int, str]:
    """Correlates of War numbers to ISO codes."""
    table = {i.cow: i.iso3 for i in info.values() if i.cow}
    table.update(_COW)
    return table


@dataclass
class Factbook:
    iso3: str
    name: str = ""
    adjective: str = ""
    noun: str = ""
    capital: str = ""
    lat: float | None = None
    lon: float | None = None
    chief: str = ""
    head: str = ""
    population: int | None = None
    cities: dict[str, int] = field(default_factory=dict)
    divisions: list[str] = field(default_factory=list)


def _text(node: object, *path: str) -> str:
    for step in path:
        node = node.get(step, {}) if isinstance(node, dict) else {}
    text = node.get("text", "") if isinstance(node, dict) else ""
    return html.unescape(re.sub(r"<[^>]+>", " ", text)).strip()


def coordinates(words: str) -> tuple[float, float] | None:
    """Decimal degrees of "39 56 N, 32 52 E"."""
    m = re.search(r"(\d+) (\d+) ([NS]),? *(\d+) (\d+) ([EW])", words)
    if not m:
        return None
    lat = (int(m[1]) + int(m[2]) / 60) * (1 if m[3] == "N" else -1)
    lon = (int(m[4]) + int(m[5]) / 60) * (1 if m[6] == "E" else -1)
    return round(lat, 4), round(lon, 4)


def factbook(root: Path, info: dict[str, CountryInfo]) -> dict[str, Factbook]:
    """Country records by ISO code."""
    fips = {i.fips: i.iso3 for i in info.values() if i.fips} | _GEC
    found: dict[str, Factbook] = {}
    for path in sorted((root / "factbook").glob("*/*.json")):
        iso = fips.get(path.stem)
        if iso is None or iso in found:
            continue
        data = json.loads(path.read_text(encoding="utf-8"))
        government, people = data.get("Government", {}), data.get("People and Society", {})
        record = Factbook(iso)
        record.name = _text(government, "Country name", "conventional short form")
        record.adjective = _text(people, "Nationality", "adjective")
        record.noun = _text(people, "Nationality", "noun")
        record.capital = _text(government, "Capital", "name")
        at = coordinates(_text(government, "Capital", "geographic coordinates"))
        if at:
            record.lat, record.lon = at
        record.chief = _text(government, "Executive branch", "chief of state")
        record.head = _text(government, "Executive branch", "head of government")
        total = re.match(r"([\d,]+)", _text(people, "Population", "total"))
        record.population = int(total[1].replace(",", "")) if total else None
        urban = _text(people, "Major urban areas - population")
        for m in re.finditer(r"([\d.,]+) ?(million)? ([^\d,;(]+?)(?= *[,;(]|$)", urban):
            digits = m[1].strip(".,").replace(",", "")
            if not digits or digits.count(".") > 1:
                continue
            size = int(float(digits) * (1_000_000 if m[2] else 1))
            if size >= 10_000:
                # An agglomeration ("Los Angeles-Long Beach-Santa Ana") counts for the town it is named after first.
                record.cities.setdefault(m[3].split("-")[0].strip().title(), size)
        record.divisions = _divisions(_text(government, "Administrative divisions"))
        found[iso] = record
    return found


def _divisions(words: str) -> list[str]:
    """Names of first-order divisions in a Factbook line; lines that list several tiers are left out."""
    _, _, listed = words.partition(";")
    if not listed or listed.count(";") > 0 or "note" in listed or ":" in listed:
        return []
    names = [re.sub(r"[*]|\([^)]*\)", "", n).strip() for n in listed.split(",")]
    good = re.compile(r"[A-Z][\w' .-]{2,40}$")
    return [n for n in names if good.match(n) and " and " not in n and not re.search(r"\d", n)]


def since(words: str) -> list[tuple[str, str]]:
    """Each "TITLE Name (since DATE)" of a Factbook line as (title and name, ISO date)."""
    found = []
    for m in re.finditer(r"([^;()]+?) *\((?:[^()]*?)since (?:(\d{1,2}) )?(?:([A-Z][a-z]+) )?(\d{4})", words):
        day, month, year = m[2], m[3], m[4]
        iso = year
        if month and month[:3].lower() in _MONTHS:
            iso += f"-{_MONTHS[month[:3].lower()]:02d}"
            if day:
                iso += f"-{int(day):02d}"
        found.append((m[1].strip(" ,"), iso))
    return found


@dataclass
class Leader:
    iso3: str
    name: str
    start: str
    end: str | None
    gender: str | None


def reign_leaders(root: Path, cow: dict[int, str]) -> list[Leader]:
    """Effective leaders whose term reached the year 2000; start to the day, end to the month, open in March 2021."""
    found = []
    path = root / "leaders" / "reign_leaderlist_2021_03.csv"
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        for row in csv.DictReader(stream):
            iso = cow.get(int(row["ccode"] or 0))
            if iso is None or (row["eyear"] and int(row["eyear"]) < 2000):
                continue
            start = f"{int(row['syear']):04d}-{int(row['smonth']):02d}-{int(row['sdate']):02d}"
            end = f"{int(row['eyear']):04d}-{int(row['emonth']):02d}" if row["eyear"].strip() else None
            name = re.sub(r"\s*\([^)]*\)", "", row["leader"]).strip()
            found.append(Leader(iso, name, start, end, {"1": "m", "0": "f"}.get(row["gender"].strip())))
    return found


def elections(root: Path, cow: dict[int, str]) -> list[tuple[str, str, str]]:
    """Votes held since 2000 as (ISO code, kind letter, ISO date)."""
    found = set()
    with (root / "leaders" / "reign_elections_2021_03.csv").open(
        encoding="utf-8", errors="replace", newline=""
    ) as stream:
        for row in csv.DictReader(stream):
            if not row["event"].strip().startswith("Vote") or not row["elec_year"].strip().isdigit():
                continue
            year, iso = int(row["elec_year"]), cow.get(int(row["ccode"] or 0))
            if year < 2000 or iso is None:
                continue
            day = f"{year:04d}"
            if row["elec_month"].strip().isdigit():
                day += f"-{int(row['elec_month']):02d}"
                if row["elec_day"].strip().isdigit():
                    day += f"-{int(row['elec_day']):02d}"
            found.add((iso, row["type"].strip(), day))
    return sorted(found)


def wikidata_holders(root: Path) -> list[tuple[str, str, str, str]]:
    """Holders about 2021 as (country name, title, person id, person name)."""
    with (root / "leaders" / "world-leaders-2021.wikidata.csv").open(encoding="utf-8", newline="") as stream:
        return [
            (r["country"], r["positionLabel"], r["officeholder"], r["officeholderLabel"])
            for r in csv.DictReader(stream)
        ]


def cities(root: Path) -> list[tuple[str, str, str, float, float]]:
    """Places of at least 15,000 people as (ISO alpha-2, name, first-order division, latitude, longitude)."""
    with (root / "world_cities" / "world_cities_15000_with_admin.csv").open(encoding="utf-8", newline="") as stream:
        return [
            (r["country"], r["name"].strip(), r["state"].strip(), float(r["lat"]), float(r["lng"]))
            for r in csv.DictReader(stream)
        ]


def alpha3(root: Path) -> dict[str, str]:
    """ISO 3166-1 alpha-2 codes to alpha-3, with XKX for Kosovo."""
    data = json.loads((root / "countries" / "countries.json").read_text(encoding="utf-8"))
    return {c["cca2"]: "XKX" if c["cca2"] == "XK" else c["cca3"] for c in data}
