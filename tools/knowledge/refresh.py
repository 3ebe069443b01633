"""Refreshes persons and offices from Wikidata, for users who are online.

    python tools/knowledge/refresh.py --out my-offices.toml [--country TUR ...] [--since 2020]

Asks the public SPARQL service for the holders of the offices of head of state, head of government, foreign minister and
defence minister of each state, with their days, and writes a TOML file for ``knowledge.load(extra=[...])``. The
shipped tables are left as they are; rows of the file come on top of them. Wikidata is CC0.

Statements without a start are left out, and so are those that Wikidata itself ranks as deprecated.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

ENDPOINT = "https://query.wikidata.org/sparql"
AGENT = "dragoman-knowledge-refresh/1 (https://www.wikidata.org/wiki/Wikidata:Data_access)"
#: Wikidata asks for at most one running query a client; this is the pause between two, in seconds.
PAUSE = 2.0
MAX_ANSWER_BYTES = 20_000_000

# The office: by the state's own statements (P1906, P1313), else by the name of a position of its jurisdiction.
_QUERY = """
SELECT ?iso ?person ?personLabel ?gender ?position ?positionLabel ?start ?startPrecision ?end ?endPrecision WHERE {
  VALUES ?iso { %(iso)s }
  ?state wdt:P298 ?iso .
  %(office)s
  ?person p:P39 ?held .
  ?held ps:P39 ?position ; wikibase:rank ?rank ; pqv:P580 ?startNode .
  FILTER(?rank != wikibase:DeprecatedRank)
  ?startNode wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision .
  OPTIONAL { ?held pqv:P582 ?endNode . ?endNode wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision . }
  OPTIONAL { ?person wdt:P21 ?gender . }
  FILTER(!BOUND(?end) || YEAR(?end) >= %(since)d)
  SERVICE wikibase:label { bd:serviceParam wikibase:language "en" . }
}
"""


def _titled(pattern: str) -> str:
    """Positions of the state whose English name fits; names, for the classes of ministers are kept unevenly."""
    return (
        "?position wdt:P1001 ?state ; rdfs:label ?title . "
        f'FILTER(LANG(?title) = "en" && REGEX(LCASE(?title), "{pattern}") '
        '&& !REGEX(LCASE(?title), "deputy|vice|undersecretary"))'
    )


OFFICES = {
    "head_of_state": "?state wdt:P1906 ?position .",
    "head_of_government": "?state wdt:P1313 ?position .",
    "foreign_minister": _titled("minister.*(foreign|external) affairs|foreign minister|foreign secretary"),
    "defence_minister": _titled("minister.*defen[cs]e|defen[cs]e (minister|secretary)"),
}
_GENDERS = {"Q6581072": "f", "Q1052281": "f", "Q6581097": "m", "Q2449503": "m"}
_NOUNS = ("prime minister", "president", "chancellor", "premier", "king", "queen", "emperor", "sultan", "emir", "pope")

Fetch = Callable[[str], bytes]


@dataclass(frozen=True, order=True)
class Term:
    """A term as Wikidata states it; days are ISO strings of the stated precision."""

    country: str
    office: str
    start: str
    person: str
    name: str
    title: str
    noun: str
    gender: str
    end: str


def query(office: str, countries: Iterable[str], since: int) -> str:
    """The SPARQL text for one kind of office. Raises ``ValueError`` for what is no ISO alpha-3 code."""
    codes = sorted(set(countries))
    for code in codes:
        if not re.fullmatch(r"[A-Z]{3}", code):
            raise ValueError(f"no ISO 3166-1 alpha-3 code: {code!r}")
    return _QUERY % {"iso": " ".join(f'"{c}"' for c in codes), "office": OFFICES[office], "since": since}


def fetch(sparql: str) -> bytes:
    """The service's JSON answer, at most ``MAX_ANSWER_BYTES``. Raises ``OSError`` when it cannot be reached."""
    address = f"{ENDPOINT}?{urllib.parse.urlencode({'query': sparql, 'format': 'json'})}"
    request = urllib.request.Request(
        address, headers={"User-Agent": AGENT, "Accept": "application/sparql-results+json"}
    )
    with urllib.request.urlopen(request, timeout=90) as answer:
        body: bytes = answer.read(MAX_ANSWER_BYTES + 1)
    if len(body) > MAX_ANSWER_BYTES:
        raise OSError("the answer is larger than expected; ask for fewer countries at a time")
    return body


def day(value: str, precision: str) -> str:
    """An ISO date cut to Wikidata's precision: 11 day, 10 month, 9 year; coarser ones are empty."""
    found = re.match(r"^\+?(\d{4})-(\d{2})-(\d{2})T", value)
    if not found:
        return ""
    year, month, date = found.groups()
    return {"11": f"{year}-{month}-{date}", "10": f"{year}-{month}", "9": year}.get(precision, "")


def terms(office: str, answer: bytes) -> list[Term]:
    """The terms in one answer of the service, sorted, without doubles."""
    found = set()
    for row in json.loads(answer)["results"]["bindings"]:
        cell = {k: str(v["value"]) for k, v in row.items()}
        person = cell.get("person", "").rsplit("/", 1)[-1]
        name = " ".join(cell.get("personLabel", "").split())
        start = day(cell.get("start", ""), cell.get("startPrecision", ""))
        if not re.fullmatch(r"Q\d+", person) or not name or re.fullmatch(r"Q\d+", name) or not start:
            continue
        title = " ".join(cell.get("positionLabel", "").split())
        noun = next((n for n in _NOUNS if re.search(rf"\b{n}\b", title.casefold())), office.replace("_", " "))
        gender = _GENDERS.get(cell.get("gender", "").rsplit("/", 1)[-1], "")
        end = day(cell.get("end", ""), cell.get("endPrecision", ""))
        if end and end < start[: len(end)]:
            continue
        found.add(Term(cell["iso"], office, start, f"person:{person}", name, title, noun, gender, end))
    return sorted(found)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def toml(found: Iterable[Term], checked: str) -> str:
    """The terms as a file for ``knowledge.load(extra=...)``; ``checked`` is the month of the asking."""
    listed = sorted(found)
    lines = ["# Persons and offices from Wikidata (CC0)."]
    persons: dict[str, Term] = {}
    for term in listed:
        persons.setdefault(term.person, term)
    for ident, term in sorted(persons.items()):
        lines += ["", "[[person]]", f"id = {_quoted(ident)}", f"name = {_quoted(term.name)}"]
        lines += [f"country = {_quoted(term.country)}", f"wikidata = {_quoted(ident.removeprefix('person:'))}"]
        if term.gender:
            lines.append(f"gender = {_quoted(term.gender)}")
    for term in listed:
        lines += ["", "[[office]]", f"person = {_quoted(term.person)}", f"country = {_quoted(term.country)}"]
        lines += [f"office = {_quoted(term.office)}", f"noun = {_quoted(term.noun)}", f"title = {_quoted(term.title)}"]
        lines += [f"start = {_quoted(term.start)}", f"checked = {_quoted(checked)}"]
        if term.end:
            lines.append(f"end = {_quoted(term.end)}")
    return "\n".join(lines) + "\n"


def refresh(countries: Iterable[str], *, since: int, ask: Fetch = fetch, pause: float = PAUSE) -> list[Term]:
    """All terms of the given states since a year; ``ask`` sends one query and returns the answer."""
    codes = sorted(set(countries))
    found: list[Term] = []
    # Twenty states a query stay inside the service's minute.
    batches = [codes[i : i + 20] for i in range(0, len(codes), 20)]
    for office in OFFICES:
        for batch in batches:
            found += terms(office, ask(query(office, batch, since)))
            time.sleep(pause)
    return sorted(set(found))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--country", nargs="*", help="ISO alpha-3 codes; all states when left out")
    parser.add_argument("--since", type=int, default=2020)
    args = parser.parse_args(argv)
    countries = args.country
    if not countries:
        from dragoman.knowledge.tables import shipped

        countries = [row["country"] for row in shipped("states").records()]
    try:
        found = refresh(countries, since=args.since)
    except OSError as error:
        print(f"Wikidata cannot be reached: {error}", file=sys.stderr)
        return 1
    args.out.write_text(toml(found, time.strftime("%Y-%m")), encoding="utf-8")
    print(f"{len(found)} terms written to {args.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
