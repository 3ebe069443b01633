"""Does the record keep its contract? Spans re-cut, ids unique, references known, dates and closed lists sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

Json = dict[str, Any]

SECTIONS: dict[str, str] = {  # section -> keys that each item must have
    "articles": "id source title publisher language published updated dateline agencies authors text furniture",
    "actors": "id name kind country wikidata offices aliases mentions",
    "places": "id name country lat lon mentions",
    "events": "id type mode title participants date place status attributes arrangement evidence origins",
    "statements": "id speaker form content cue addressee date about evidence via",
    "figures": "id subject kind number as_of attributed_to evidence",
    "positions": "id holder stance target as_of evidence",
    "arrangements": "id name kind parties stages",
    "copies": "a b",
    "conflicts": "id kind about items evidence",
}
CLOSED: dict[tuple[str, str], str] = {
    (
        "events",
        "type",
    ): "CONSULT STATEMENT AGREE SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT POLITY HUMANITARIAN OTHER",
    ("events", "status"): "occurred ongoing planned proposed hypothetical denied cancelled claimed",
    ("statements", "form"): "direct indirect",
    ("positions", "stance"): "supports opposes",
}
REFERENCES: dict[tuple[str, str], str] = {
    ("events", "place"): "places",
    ("events", "arrangement"): "arrangements",
    ("statements", "speaker"): "actors",
    ("figures", "attributed_to"): "actors",
    ("positions", "holder"): "actors",
}
NEEDS_EVIDENCE = ("events", "statements", "figures", "positions", "conflicts")
DATE_KEYS = ("date", "end", "published", "updated", "as_of")


@dataclass(frozen=True)
class Fault:
    """One breach; ``index`` is that of the item in its section, or None for the whole section."""

    section: str
    index: int | None
    text: str


def faults(record: Json, texts: dict[str, str]) -> list[Fault]:
    """All breaches of the contract; ``texts`` are the files by name, where they are known."""
    found = [Fault(key, None, f"missing section {key}") for key in ("format", *SECTIONS) if record.get(key) is None]
    by_id = {a["id"]: a["text"] for a in record.get("articles") or [] if "id" in a and a.get("text") is not None}
    ids = {s: {x.get("id") for x in record.get(s) or []} for s in SECTIONS}
    for section, keys in SECTIONS.items():
        seen: set[Any] = set()
        for i, item in enumerate(record.get(section) or []):
            told = [f"missing key {k}" for k in keys.split() if k not in item]
            if "id" in item:
                told += ["its id occurs before"] if item["id"] in seen else []
                seen.add(item["id"])
            told += _item(section, item, ids) + list(_spans(item, by_id))
            if section == "articles":
                told += _article(item, texts)
            found += [Fault(section, i, f"{section} {item.get('id', i)}: {t}") for t in told]
    return found


def _item(section: str, item: Json, ids: dict[str, set[Any]]) -> list[str]:
    told = [
        f"{key} is {item[key]!r}"
        for (s, key), allowed in CLOSED.items()
        if s == section and key in item and item[key] not in allowed.split()
    ]
    told += [
        f"{key} names the unknown id {item[key]!r}"
        for (s, key), where in REFERENCES.items()
        if s == section and item.get(key) is not None and item[key] not in ids[where]
    ]
    unknown = [p.get("actor") for p in item.get("participants") or [] if p.get("actor") not in ids["actors"]]
    told += [f"a participant names the unknown id {u!r}" for u in unknown]
    if section in NEEDS_EVIDENCE and not item.get("evidence"):
        told.append("no evidence, and a fact without a span is not stored")
    told += ["a stage has no evidence" for stage in item.get("stages") or [] if not stage.get("evidence")]
    for key in DATE_KEYS:
        told += [f"{key}: {t}" for t in _date(item.get(key))]
    return told


def _article(article: Json, texts: dict[str, str]) -> list[str]:
    name, text = str(article.get("source") or "").rsplit("/", 1)[-1], article.get("text") or ""
    told = [f"text differs from the file {name}"] if name in texts and texts[name] != text else []
    return told + ["furniture outside the text" for f in article.get("furniture") or [] if not _inside(f, text)]


def _inside(span: Json, text: str) -> bool:
    start, end = span.get("start"), span.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)


def _spans(value: Any, texts: dict[str, str]) -> Iterator[str]:
    """Every span anywhere inside the value must be cut from its article's text."""
    if isinstance(value, list):
        for x in value:
            yield from _spans(x, texts)
    elif isinstance(value, dict):
        if "article" not in value or "start" not in value:
            for x in value.values():
                yield from _spans(x, texts)
        elif value["article"] not in texts:
            yield f"a span of the unknown article {value['article']!r}"
        elif not _inside(value, texts[value["article"]]):
            yield f"span {value['start']}-{value['end']} lies outside its text"
        elif texts[value["article"]][value["start"] : value["end"]] != value.get("text"):
            yield f"span {value['start']}-{value['end']} does not re-cut"


def _date(value: Any) -> list[str]:
    if value is None:
        return []
    try:
        ends = [date.fromisoformat(value[k][:10]) for k in ("earliest", "latest") if value[k] is not None]
    except (KeyError, TypeError, ValueError):
        return ["is no DATE with earliest and latest"]
    if not ends:
        return ["both bounds open: null is meant"]
    return ["earliest is after latest"] if ends[0] > ends[-1] else []
