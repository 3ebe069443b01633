"""Where the shipped tables and the reference folders disagree, as lines of text: for people to read and to settle."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

TOOLS = Path(__file__).parents[2] / "tools" / "knowledge"
sys.path.insert(0, str(TOOLS))

import folding  # type: ignore[import-not-found]  # noqa: E402
import reference  # type: ignore[import-not-found]  # noqa: E402

from dragoman.knowledge import Knowledge, dates  # noqa: E402
from dragoman.knowledge.names import key  # noqa: E402
from dragoman.knowledge.tables import names_in, shipped  # noqa: E402


def capitals(root: Path) -> Iterator[str]:
    """Capitals that the list of countries has and we do not."""
    data = json.loads((root / "countries" / "countries.json").read_text(encoding="utf-8"))
    theirs = {("XKX" if c["cca2"] == "XK" else c["cca3"]): c for c in data}
    for row in shipped("states").records():
        other = theirs.get(row["country"])
        if other is None:
            yield f"capital {row['country']}: the list of countries lacks the state"
            continue
        ours = {key(c) for c in names_in(row["capitals"])}
        if not ours:
            continue
        for name in other["capital"]:
            if key(name) not in ours:
                yield f"capital {row['country']}: {name} there, {row['capitals']} here"


def demonyms(root: Path) -> Iterator[str]:
    """English demonyms that the list of countries has and that are neither adjective nor demonym here."""
    data = json.loads((root / "countries" / "countries.json").read_text(encoding="utf-8"))
    theirs = {("XKX" if c["cca2"] == "XK" else c["cca3"]): c for c in data}
    for row in shipped("states").records():
        other = theirs.get(row["country"], {}).get("demonyms", {}).get("eng", {}).get("m")
        ours = {key(w) for w in [*names_in(row["adjectives"]), *names_in(row["demonyms"])]}
        if other and ours and key(other) not in ours:
            yield f"demonym {row['country']}: {other} there, {row['adjectives']} here"


def codes(root: Path) -> Iterator[str]:
    """Correlates of War numbers that CountryInfo has otherwise."""
    info = reference.country_info(root)
    for row in shipped("states").records():
        other = info.get(row["country"])
        if other is not None and other.cow and str(other.cow) != row["cow"]:
            yield f"cow {row['country']}: {other.cow} there, {row['cow']} here"


def _months(iso: str) -> int:
    return int(iso[:4]) * 12 + (int(iso[5:7]) if len(iso) > 4 else 6)


def leaders(root: Path, desk: Knowledge) -> Iterator[str]:
    """Effective leaders whose office begins or ends otherwise here, by more than two months."""
    info = reference.country_info(root)
    for leader in reference.reign_leaders(root, reference.cow_to_iso(info)):
        rows = [
            row
            for office in ("head_of_state", "head_of_government", "leader")
            for row in desk.terms(leader.iso3, office, (leader.start, leader.end))
            if row.table == "offices:hand"
        ]
        near = []
        for row in rows:
            person = desk.person(row.person)
            if person is not None and any(folding.alike(n, leader.name) for n in person.names):
                near.append(row)
        if not near:
            yield f"leader {leader.iso3}: no term here for {leader.name} {leader.start}..{leader.end or ''}"
            continue

        def gap(ours: str | None, theirs: str | None) -> int:
            return abs(_months(ours) - _months(theirs)) if ours and theirs else 0

        best = min(near, key=lambda r: (gap(r.start, leader.start), gap(r.end, leader.end)))
        if gap(best.start, leader.start) > 2:
            yield f"leader {leader.iso3}: {leader.name} from {leader.start} there, {best.start} here"
        ends = [r for r in near if r.person == best.person]
        if leader.end and min(gap(r.end, leader.end) for r in ends) > 2:
            yield f"leader {leader.iso3}: {leader.name} until {leader.end} there, {best.end} here"


def heads_now(root: Path, desk: Knowledge) -> Iterator[str]:
    """Heads of state and government of January 2026 whose names the Factbook has otherwise."""
    books = reference.factbook(root, reference.country_info(root))
    for row in shipped("states").records():
        book = books.get(row["country"])
        for office, words in (("head_of_state", book.chief), ("head_of_government", book.head)) if book else ():
            holders = desk.holder(row["country"], office, "2026-01-10")
            if not words or not holders:
                continue
            if not any(folding.alike(n, words) for p in holders for n in p.names):
                yield f"now {row['country']} {office}: {words[:80]} there, {holders[0].name} here"


def wikidata(root: Path, desk: Knowledge) -> Iterator[str]:
    """Identifiers of the Wikidata list that a person of exactly this name has otherwise."""
    for _, _, qid, label in reference.wikidata_holders(root):
        for person in desk.persons(label):
            if person.wikidata not in (None, qid):
                yield f"wikidata {label}: {qid} there, {person.wikidata} here"


def overlaps_of_one_office(desk: Knowledge) -> Iterator[str]:
    """Two full holders of one office at once for more than a month, by our own rows."""
    terms = [r for r in shipped("offices").records() if r["table"] == "hand" and not r["acting"]]
    held: dict[tuple[str, str], list[dict[str, str]]] = {}
    for row in terms:
        held.setdefault((row["country"] or row["body"], row["office"]), []).append(row)
    for (place, office), rows in sorted(held.items()):
        if office in ("envoy", "spokesperson_foreign_ministry", "adviser", "deputy_foreign_minister"):
            continue
        for a in rows:
            for b in rows:
                if not (a["start"] and b["start"]) or (a["start"], a["person"]) >= (b["start"], b["person"]):
                    continue
                end = a["end"] or "2026-01"
                if _months(b["start"]) + 1 < _months(end) and a["person"] != b["person"]:
                    yield f"overlap {place} {office}: {a['person']} until {a['end']}, {b['person']} from {b['start']}"


def every(root: Path, desk: Knowledge) -> list[str]:
    """All disagreements, sorted."""
    found = [*capitals(root), *demonyms(root), *codes(root), *leaders(root, desk), *heads_now(root, desk)]
    return sorted({*found, *wikidata(root, desk), *overlaps_of_one_office(desk)})


__all__ = ["dates", "every"]
