"""Tables for spreadsheets: one CSV file a list of the record, in a folder or a zip.

Bounds of dates and numbers are columns of their own; actors and places are named beside their ids; several values stand
in one cell, parted by "; ". A cell that begins like a formula is preceded by an apostrophe.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal

from dragoman.types import Date, Number, Record, Span

Texts = Literal["none", "quotes", "full"]
Row = dict[str, str]
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say: equal records give equal bytes


def write(record: Record, target: Path, texts: Texts) -> None:
    files = {f"{name}.csv": table(rows) for name, rows in tables(record, texts)}
    if target.suffix == ".zip":
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name, MOMENT), content, zipfile.ZIP_DEFLATED)
        return
    target.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (target / name).write_bytes(content.encode())


def table(rows: Iterable[Row]) -> str:
    """Rows as CSV text; the columns are those of the first row."""
    listed = list(rows)
    out = io.StringIO()
    if listed:
        writer = csv.DictWriter(out, list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: safe(value) for key, value in row.items()} for row in listed)
    return out.getvalue()


def safe(cell: str) -> str:
    """Spreadsheets run what looks like a formula; a number is none."""
    if cell.startswith(FORMULA) and not cell.lstrip("+-").replace(".", "", 1).isdigit():
        return "'" + cell
    return cell


def tables(record: Record, texts: Texts) -> Iterable[tuple[str, list[Row]]]:
    """Each list's name and its rows."""
    names = {a.id: a.name for a in record.actors} | {p.id: p.name for p in record.places}

    def named(ids: Iterable[str | None]) -> str:
        return "; ".join(names.get(id, id) for id in ids if id is not None)

    def words(spans: Iterable[Span]) -> Row:
        listed = tuple(spans)
        row = {"articles": "; ".join(dict.fromkeys(span.article for span in listed))}
        return row if texts == "none" else row | {"evidence": " | ".join(dict.fromkeys(s.text for s in listed))}

    rows: dict[str, tuple[Iterable[Any], Callable[[Any], Row]]] = {
        "articles": (
            record.articles,
            lambda a: {
                "id": a.id,
                "source": a.source,
                "publisher": a.publisher or "",
                "title": a.title or "",
                "language": a.language,
                **_date("published", a.published),
                "agencies": "; ".join(a.agencies),
                "sightings": str(len(a.sightings)),
                **({"text": a.text} if texts == "full" else {}),
            },
        ),
        "actors": (
            record.actors,
            lambda a: {
                "id": a.id,
                "name": a.name,
                "kind": a.kind,
                "country": a.country or "",
                "wikidata": a.wikidata or "",
                "mentions": str(len(a.mentions)),
            },
        ),
        "places": (
            record.places,
            lambda p: {
                "id": p.id,
                "name": p.name,
                "country": p.country or "",
                "lat": _plain(p.lat),
                "lon": _plain(p.lon),
                "mentions": str(len(p.mentions)),
            },
        ),
        "events": (
            record.events,
            lambda e: {
                "id": e.id,
                "type": e.type,
                "mode": e.mode,
                "title": e.title,
                "status": e.status,
                **_date("date", e.date),
                **_date("end", e.end),
                "place": named([e.place]),
                "participants": named(p.actor for p in e.participants),
                "roles": "; ".join(p.role for p in e.participants),
                "claimed_by": named(e.claimed_by),
                "reports": str(sum(len(group) for group in e.origins)),
                "origins": str(len(e.origins)),
                **words(e.evidence),
            },
        ),
        "statements": (
            record.statements,
            lambda s: {
                "id": s.id,
                "speaker": named([s.speaker]),
                "speaker_id": s.speaker or "",
                "form": s.form,
                **({} if texts == "none" else {"content": s.content.text}),
                "addressee": s.addressee or "",
                **_date("date", s.date),
                "via": s.via or "",
                **words(s.evidence),
            },
        ),
        "figures": (
            record.figures,
            lambda f: {
                "id": f.id,
                "subject": f.subject,
                "kind": f.kind,
                **_number(f.number),
                **_date("as_of", f.as_of),
                "attributed_to": named([f.attributed_to]),
                **words(f.evidence),
            },
        ),
        "positions": (
            record.positions,
            lambda p: {
                "id": p.id,
                "holder": named([p.holder]),
                "holder_id": p.holder,
                "stance": p.stance,
                "target": named([p.target.actor]) or p.target.words,
                "target_id": p.target.actor or "",
                **_date("as_of", p.as_of),
                **words(p.evidence),
            },
        ),
        "stages": (
            [(a, s) for a in record.arrangements for s in a.stages],
            lambda pair: {
                "arrangement": pair[0].id,
                "name": pair[0].name,
                "kind": pair[0].kind,
                "parties": named(pair[0].parties),
                "stage": pair[1].stage,
                **_date("date", pair[1].date),
                "alleged_by": named(pair[1].alleged_by),
                **words(pair[1].evidence),
            },
        ),
        "conflicts": (
            record.conflicts,
            lambda c: {
                "id": c.id,
                "kind": c.kind,
                "about": c.about,
                "items": "; ".join(c.items),
                **words(c.evidence),
            },
        ),
    }
    return [(name, [row(item) for item in items]) for name, (items, row) in rows.items()]


def _date(name: str, date: Date | None) -> Row:
    return {
        name: "" if date is None or date.earliest != date.latest else date.earliest or "",
        f"{name}_earliest": "" if date is None else date.earliest or "",
        f"{name}_latest": "" if date is None else date.latest or "",
        f"{name}_basis": "" if date is None else date.basis,
    }


def _number(number: Number) -> Row:
    return {
        "low": _plain(number.low),
        "high": _plain(number.high),
        "qualifier": number.qualifier,
        "unit": number.unit,
        "words": number.words,
    }


def _plain(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(value)
