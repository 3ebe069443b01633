"""Compile hand-written golds, which quote the text, into one "score-gold/1" JSON, which counts in code points.

    python tools/gold/compile.py SET.toml [-o OUT.json] [--complete] [--record RECORD.json --texts-to FOLDER]

SET.toml names the folder of texts and the folder of sheets, one TOML a report; README.md beside this file tells the
form. Every quotation is found in its text and cut; one that is not found, or stands there more than once without
saying which, is an error that names sheet and words. --complete keeps only the sheets that claim to be complete in
every layer. Reports that are not plain text are left out unless --record gives the text that the program made of them.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from answers import date_answers, number_answers, people, reported_date
from quotations import GoldError, cut

LAYERS = ("events", "furniture", "indirect")
CLASSES = {"person", "place", "organisation", "other"}
STANCES = {"supports", "opposes"}
KNOWN_KEYS = {
    "source", "title", "published", "updated", "agencies", "furniture", "optional_furniture", "complete", "events",
    "statements", "figures", "positions", "stages", "note",
}  # fmt: skip
EVENT_KEYS = {"key", "is", "who", "where", "when", "status", "said", "main"}
STATUSES = {"occurred", "ongoing", "planned", "proposed", "hypothetical", "denied", "cancelled", "claimed"}


class Sheet:
    """One report's gold as written, with its text: turns quotations into spans."""

    def __init__(self, path: Path, raw: dict[str, Any], text: str) -> None:
        self.path, self.raw, self.text = path, raw, text
        self.source: str = raw["source"]
        unknown = sorted(set(raw) - KNOWN_KEYS)
        if unknown:
            raise GoldError(f"{path.name}: unknown keys {unknown}")

    def span(self, quotation: Any) -> dict[str, Any]:
        start, end = cut(self.text, quotation, where=self.path.name)
        return {"source": self.source, "start": start, "end": end}

    def article(self) -> dict[str, Any]:
        ranges = {
            key: sorted([s["start"], s["end"]] for s in map(self.span, self.raw.get(key, [])))
            for key in ("furniture", "optional_furniture")
        }
        return {
            "title": self.raw.get("title"),
            "published": reported_date(self.raw.get("published", "?")),
            "updated": reported_date(self.raw.get("updated", "none")),
            "agencies": self.raw.get("agencies", []),
            **ranges,
        }

    def events(self) -> list[dict[str, Any]]:
        made = []
        for number, row in enumerate(self.raw.get("events", []), 1):
            name = f"{self.path.stem}#{number}"
            odd = sorted(set(row) - EVENT_KEYS)
            if odd or not row.get("said"):
                raise GoldError(f"{self.path.name}: event {number}: unknown keys {odd} or nothing quoted")
            statuses = row.get("status", "occurred").split("|")
            if set(statuses) - STATUSES:
                raise GoldError(f"{self.path.name}: event {number}: unknown status {statuses}")
            dates = date_answers(row.get("when", "none"), where=name)
            if dates is not None and "ongoing" in statuses and None not in dates:
                dates.append(None)  # what goes on may stay undated
            if row.get("main") and dates is None:
                raise GoldError(f"{name}: a main event needs a date, or none")
            places = row.get("where", "none")
            made.append(
                {
                    "id": name,
                    "identity": row.get("key", name),
                    "main": row.get("main", False),
                    "labels": [label.strip() for label in row["is"].split("|")],
                    "participants": people(row.get("who", "")),
                    "places": None if places == "?" else [p if p != "none" else None for p in places.split("|")],
                    "dates": dates,
                    "statuses": statuses,
                    "evidence": [self.span(q) for q in row["said"]],
                }
            )
        return made

    def statements(self) -> list[dict[str, Any]]:
        made = []
        for form, speaker, quotation in self.raw.get("statements", []):
            if form not in ("direct", "indirect"):
                raise GoldError(f"{self.path.name}: a statement is direct or indirect, not {form!r}")
            made.append({**self.span(quotation), "form": form, "speakers": speaker.split("|")})
        return made

    def figures(self) -> list[dict[str, Any]]:
        made = []
        for quotation, value, modifier, unit, *rest in self.raw.get("figures", []):
            numbers = number_answers(value, modifier, where=f"{self.path.name}: {quotation}")
            made.append({**self.span(quotation), **numbers, "unit": unit, "optional": "optional" in rest})
        return made

    def positions(self) -> list[dict[str, Any]]:
        made = []
        for holder, stance, target, *rest in self.raw.get("positions", []):
            if stance not in STANCES:
                raise GoldError(f"{self.path.name}: a stance is one of {sorted(STANCES)}, not {stance!r}")
            optional = "optional" in rest
            made.append(
                {"holders": holder.split("|"), "stance": stance, "targets": target.split("|"), "optional": optional}
            )
        return made


def compile_set(
    set_path: Path, *, complete_only: bool = False, texts: dict[str, str] | None = None, out_folder: Path | None = None
) -> dict[str, Any]:
    """The "score-gold/1" of one set: a pure function of the files. `texts` by source, for what is not plain text."""
    plan = tomllib.loads(set_path.read_text(encoding="utf-8"))
    folder = set_path.parent
    sheets = []
    for path in sorted((folder / plan["sheets"]).glob("*.toml")):
        if path == set_path:
            continue
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        raw.setdefault("source", path.stem + ".txt")
        complete = set(raw.get("complete", []))
        if complete_only and not set(LAYERS) <= complete:
            continue
        text = (texts or {}).get(raw["source"])
        if text is None and raw["source"].endswith(".txt"):
            text = (folder / plan["texts"] / raw["source"]).read_bytes().decode("utf-8")
        if text is not None:
            notices = plan["notice"] if isinstance(plan.get("notice"), list) else [plan.get("notice", "\0")]
            raw["optional_furniture"] = [*raw.get("optional_furniture", []), *(n for n in notices if n in text)]
            sheets.append(Sheet(path, raw, text))
    by_source = {sheet.source: sheet for sheet in sheets}
    gold: dict[str, Any] = {
        "format": "score-gold/1",
        "texts": plan["texts"] if out_folder is None else str(out_folder),
        "exhaustive": {layer: all(layer in s.raw.get("complete", []) for s in sheets) for layer in LAYERS},
        "articles": {s.source: s.article() for s in sheets},
    }
    if plan.get("names"):
        gold["entities"] = entities(plan["names"], plan.get("unlinked", []), sheets)
    gold["demonyms"] = sorted(plan.get("demonyms", []))
    gold["events"] = pool([event for s in sheets for event in s.events()])
    known = {event["identity"] for event in gold["events"]}
    gold["look_alikes"] = [row for row in plan.get("look_alikes", []) if row[0] in known and row[1] in known]
    gold["statements"] = [row for s in sheets for row in s.statements()]
    gold["figures"] = [row for s in sheets for row in s.figures()]
    gold["positions"] = merge_positions(row for s in sheets for row in s.positions())
    gold["arrangements"] = arrangements(sheets)
    gold["copies"] = [
        [by_source[a].span(words_a), by_source[b].span(words_b)]
        for a, words_a, b, words_b in plan.get("copies", [])
        if a in by_source and b in by_source
    ]
    gold["conflicts"] = conflicts(plan.get("conflicts", []), by_source)
    return gold


def pool(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Reports of one event are one event of the record: what one of them tells is right, if not asked for, in all.

    The day that one report names is right where another says only "in September"; a meeting planned in one and held
    in the other may be either; a participant named elsewhere is optional here.
    """
    tellings: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        tellings.setdefault(event["identity"], []).append(event)
    pooled = []
    for event in events:
        others = [e for e in tellings[event["identity"]] if e is not event]
        shared = dict(event)
        for key in ("dates", "places", "statuses"):
            if shared[key] is not None:
                more = [value for e in others for value in e[key] or [] if value is not None]
                shared[key] = shared[key] + [
                    v for i, v in enumerate(more) if v not in shared[key] and v not in more[:i]
                ]
        known = {name for p in event["participants"] for name in p["names"]}
        shared["participants"] = list(event["participants"])
        for participant in (p for e in others for p in e["participants"]):
            if not known & set(participant["names"]):
                known |= set(participant["names"])
                shared["participants"].append(dict(participant, optional=True))
        pooled.append(shared)
    return pooled


def merge_positions(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """One position a (holder, stance, target), however many reports tell it; alternatives are joined."""
    merged: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in rows:
        kept = merged.setdefault((row["holders"][0], row["stance"], row["targets"][0]), row)
        if kept is not row:
            for key in ("holders", "targets"):
                kept[key] = list(dict.fromkeys(kept[key] + row[key]))
            kept["optional"] = kept["optional"] and row["optional"]
    return list(merged.values())


def arrangements(sheets: list[Sheet]) -> list[dict[str, Any]]:
    """Stages of all reports under their arrangement, in order of time; the same stage on the same date is one."""
    found: dict[str, dict[tuple[str, str], list[dict[str, Any]]]] = {}
    for sheet in sheets:
        for name, stage, when, *quotations in sheet.raw.get("stages", []):
            spans = found.setdefault(name, {}).setdefault((when, stage), [])
            spans += [sheet.span(q) for q in quotations]
    return [
        {"name": name, "stages": [spans for _, spans in sorted(stages.items(), key=lambda item: item[0][0])]}
        for name, stages in sorted(found.items())
    ]


def conflicts(rows: list[dict[str, Any]], by_source: dict[str, Sheet]) -> list[dict[str, Any]]:
    made = []
    for row in rows:
        sides = [
            [by_source[source].span(quotation) for source, quotation in side if source in by_source]
            for side in row["sides"]
        ]
        if all(sides):
            made.append({"topic": row["topic"], "sides": sides, "optional": row.get("optional", False)})
    return made


def entities(names: dict[str, Any], unlinked: list[str], sheets: list[Sheet]) -> list[dict[str, Any]]:
    """Every place where a listed form stands as a word; longer forms win. Furniture is marked as such.

    What is in `unlinked` (capitals, which stand now for the town and now for the government) has no id: found or not
    counts, joined with what does not.
    """
    forms = [(name, name, "place") for name in unlinked]
    forms += [(form, name, kind) for kind in names for name, forms in names[kind].items() for form in [name, *forms]]
    if set(names) - CLASSES:
        raise GoldError(f"names: unknown class among {sorted(names)}")
    kind_of = {name: kind for _, name, kind in forms}
    owner = {form: name for form, name, _ in forms}
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(f) for f in sorted(owner, key=lambda f: (-len(f), f))) + r")(?!\w)"
    )
    mentions: dict[str, list[dict[str, Any]]] = {}
    for sheet in sheets:
        idle = [sheet.span(q) for key in ("furniture", "optional_furniture") for q in sheet.raw.get(key, [])]
        for match in pattern.finditer(sheet.text):
            start, end = match.span()
            where = {"source": sheet.source, "start": start, "end": end, "named": True}
            inside = any(s["start"] <= start and end <= s["end"] for s in idle)
            mentions.setdefault(owner[match.group()], []).append({**where, "in_furniture": inside})
    made: list[dict[str, Any]] = []
    for name, rows in sorted(mentions.items()):
        made.append({"id": None if name in unlinked else name, "class": kind_of[name], "mentions": rows})
    return made


def record_texts(path: Path) -> dict[str, str]:
    """The texts of a record exported in full, by the last part of their source."""
    record = json.loads(path.read_text(encoding="utf-8"))
    return {Path(article["source"]).name: article["text"] for article in record["articles"] if article.get("text")}


def dump(gold: dict[str, Any]) -> str:
    return json.dumps(gold, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Compile hand-written golds into one score-gold/1 JSON.")
    parser.add_argument("set", type=Path, help="the set's TOML")
    parser.add_argument("-o", "--out", type=Path, help="the JSON to write (default: beside the set, same name)")
    parser.add_argument("--complete", action="store_true", help="only sheets complete in every layer")
    parser.add_argument("--record", type=Path, help="an export with full texts: adds pages and JSONL rows")
    parser.add_argument("--texts-to", type=Path, help="with --record: the folder to write the texts into")
    asked = parser.parse_args()
    if (asked.record is None) != (asked.texts_to is None):
        parser.error("--record and --texts-to go together")
    try:
        texts = record_texts(asked.record) if asked.record else None
        folder = asked.texts_to.resolve() if asked.texts_to else None
        gold = compile_set(asked.set, complete_only=asked.complete, texts=texts, out_folder=folder)
    except (GoldError, FileNotFoundError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    if asked.texts_to and texts:
        asked.texts_to.mkdir(parents=True, exist_ok=True)
        for source in gold["articles"]:
            text = texts.get(source)
            if text is None:
                text = (asked.set.parent / tomllib.loads(asked.set.read_text("utf-8"))["texts"] / source).read_text(
                    "utf-8"
                )
            (asked.texts_to / source).write_bytes(text.encode("utf-8"))
    out = asked.out or asked.set.with_suffix(".json")
    out.write_text(dump(gold), encoding="utf-8")
    counts = {key: len(gold.get(key, [])) for key in
              ("articles", "entities", "events", "statements", "figures", "positions", "arrangements", "copies",
               "conflicts")}  # fmt: skip
    print(out, json.dumps(counts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
