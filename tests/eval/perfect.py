"""The record that a gold asks for, built from the gold: what a perfect reading would export (to test the scorer)."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
QUALIFIER_OF = {"magnitude": "order_of_magnitude", "range": "range", "about": "about", "exact": "exact"}


def date_of(answers: list[Json | None] | None) -> Json | None:
    """The first right answer as a DATE; None where no date is right, or none is asked for."""
    answer = next((a for a in answers or [] if a is not None), None)
    if answer is None or None in (answers or []):
        return None
    day = answer["earliest"] == answer["latest"]
    precision = "day" if day else "range"
    told = {"precision": precision, "basis": "stated", "expression": None, "why": ""}
    return {"earliest": answer["earliest"], "latest": answer["latest"], **told}


def perfect_record(gold: Json) -> Json:
    """A dragoman-record/1 that says exactly what the gold (with its "text") says."""
    actors: dict[tuple[str, ...], str] = {}
    places: dict[str, str] = {}

    def span(s: Json) -> Json:
        cut = gold["text"][s["source"]][s["start"] : s["end"]]
        return {"article": s["source"], "start": s["start"], "end": s["end"], "text": cut}

    def actor(names: list[str]) -> str:
        return actors.setdefault(tuple(names), f"a{len(actors)}")

    def place(names: list[str | None] | None) -> str | None:
        first = next((n for n in names or [] if n), None)
        return None if first is None else places.setdefault(first, f"p{len(places)}")

    events: dict[str, Json] = {}
    for e in gold["events"]:
        kind, mode = e["labels"][0].split("/")
        event = events.setdefault(
            e["identity"] or e["id"],
            {
                "id": e["identity"] or e["id"],
                "type": kind,
                "mode": mode,
                "title": "",
                "participants": [],
                "date": date_of(e["dates"]),
                "end": None,
                "place": place(e["places"]),
                "status": e["statuses"][0],
                "attributes": {},
                "arrangement": None,
                "evidence": [],
                "origins": [],
            },
        )
        event["evidence"] += [span(s) for s in e["evidence"]]
        for p in e["participants"]:
            known = [n for n, key in actors.items() if key in {q["actor"] for q in event["participants"]}]
            if not p["optional"] and not any(set(n) & set(p["names"]) for n in known):
                event["participants"].append({"actor": actor(p["names"]), "role": "party"})
    statements = [
        {
            "id": f"s{i}",
            "speaker": actor(s["speakers"]),
            "form": s["form"],
            "content": span(s),
            "cue": None,
            "addressee": None,
            "date": None,
            "about": [],
            "evidence": [span(s)],
            "via": None,
        }
        for i, s in enumerate(gold["statements"])
    ]
    record: Json = {
        "format": "dragoman-record/1",
        "articles": [_article(s, a, gold["text"][s]) for s, a in gold["articles"].items()],
        "events": list(events.values()),
        "statements": statements,
        "figures": [_figure(i, f, span(f)) for i, f in enumerate(gold["figures"]) if not f["optional"]],
        "positions": [
            {
                "id": f"x{i}",
                "holder": actor(p["holders"]),
                "stance": p["stance"],
                "target": {"actor": None, "words": p["targets"][0]},
                "as_of": None,
                "evidence": [span(s) for s in gold["events"][0]["evidence"]],
            }
            for i, p in enumerate(gold.get("positions", []))
            if not p["optional"]
        ],
        "arrangements": [
            {
                "id": f"g{i}",
                "name": a["name"],
                "kind": "other",
                "parties": [],
                "stages": [{"stage": "agreed", "evidence": [span(s) for s in spans]} for spans in a["stages"]],
            }
            for i, a in enumerate(gold.get("arrangements", []))
        ],
        "copies": [{"a": span(a), "b": span(b)} for a, b in gold.get("copies", [])],
        "conflicts": [
            {
                "id": f"c{i}",
                "kind": "contradiction",
                "about": c["topic"],
                "items": [],
                "evidence": [span(s) for side in c["sides"] for s in side],
            }
            for i, c in enumerate(gold.get("conflicts", []))
            if not c["optional"]
        ],
    }
    record["actors"] = _actors(actors, gold, span)
    record["places"] = [
        {"id": key, "name": name, "country": None, "lat": None, "lon": None, "mentions": []}
        for name, key in places.items()
    ]
    return record


def _article(source: str, told: Json, text: str) -> Json:
    return {
        "id": source,
        "source": source,
        "title": told["title"],
        "publisher": None,
        "language": "en",
        "published": date_of(told["published"]),
        "updated": date_of(told["updated"]),
        "dateline": None,
        "agencies": told["agencies"] or [],
        "authors": [],
        "text": text,
        "furniture": [{"start": a, "end": b, "kind": "other"} for a, b in told["furniture"]],
    }


def _figure(i: int, told: Json, evidence: Json) -> Json:
    kind, low = told["kind"], told["low"]
    high = None if kind == "at_least" else told["high"]
    low = None if kind == "at_most" else low
    qualifier = QUALIFIER_OF.get(kind, told["qualifiers"][0] if told["qualifiers"] else "exact")
    number = {"low": low, "high": high, "qualifier": qualifier, "unit": told["unit"], "words": evidence["text"]}
    plain = {"subject": "", "kind": "other", "as_of": None, "attributed_to": None}
    return {"id": f"f{i}", **plain, "number": number, "evidence": [evidence]}


def _actors(actors: dict[tuple[str, ...], str], gold: Json, span: Any) -> list[Json]:
    """Those that facts name, and one for each entity with its mentions (a perfect record need not join the two)."""
    plain: Json = {"country": None, "wikidata": None, "offices": []}
    named = [
        {"id": key, "name": names[0], "kind": "other", **plain, "aliases": list(names[1:]), "mentions": []}
        for names, key in actors.items()
    ]
    kinds = {"person": "person", "place": "place", "organisation": "organisation"}
    entities = [
        {
            "id": f"e{i}",
            "name": e["id"],
            "kind": kinds.get(e["class"], "other"),
            **plain,
            "aliases": [],
            "mentions": [span(m) for m in e["mentions"] if not m["in_furniture"]],
        }
        for i, e in enumerate(gold.get("entities", []))
    ]
    return named + entities
