"""Compile the annotations of this folder into gold.json ("score-gold/1").

    python tests/eval/sealed/compile_gold.py [--check] [--lint]

The annotator writes quoted words; this script finds their offsets and refuses what it cannot find or finds twice.
One ``annotations/NAME.ann`` per ``texts/NAME.txt``; one line a fact, fields divided by `` | ``, lists by `` ; ``,
passages by `` ~ ``. ``words@2`` is the second occurrence; ``\\n`` a line break; ``first ... last`` a passage told by
its two ends. Lines:

    title: T          published: DATES       updated: DATES      agencies: A ; B
    furniture: PASSAGE          optional: PASSAGE                 (furniture that may be marked or not)
    as: ACTOR = words@1 ; words@3      these named mentions are this actor's, not the table's
    ref: ACTOR = words ; words         descriptions and anaphors
    not: words@1 ; words               no mention at all, though the table has the words
    E: ID | LABELS | WHO | PLACES | DATES | STATUSES | PASSAGE ~ PASSAGE      (``!ID``: the report's main event)
    S: d|i | WHO | PASSAGE             a statement and its speaker (alternatives divided by /)
    F: QUALIFIER NUMBER UNIT | PASSAGE              (``?F:`` one that may be found or not)
    P: WHO | supports|opposes | WORDS / WORDS       (``?P:`` likewise)
    G: ARRANGEMENT | ORDER | PASSAGE ~ PASSAGE      a stage; ORDER sorts the stages (an ISO date)

``annotations/_actors.ann`` is the table of actors: ID | CLASS | NAMES | ADJECTIVES. ``annotations/_across.ann`` holds
what spans reports: ``A: ID | NAME``, ``C: FILE | FILE | PASSAGE [| PASSAGE]``, ``L: ID | ID | WHY`` and
``X: [?]TOPIC | FILE: PASSAGE ~ PASSAGE | FILE: PASSAGE``.

WHO is a list of actors, each an ID, or ID/ID where either is right, or "words"; ``?`` before one: optional.
DATES: ``2019-06-29``, ``2019-06``, ``A/B`` (the whole, or either end), ``A..B`` (lasted from A to B), ``A..`` (goes
on; no date is right too), ``A<B`` (some day in these bounds), ``-`` (no date), ``*`` (not judged); alternatives are
divided by `` or ``.
PLACES: names, any of which is right; ``-`` none, ``*`` not judged.
"""

from __future__ import annotations

import argparse
import calendar
import json
import re
import sys
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TEXTS, ANNOTATIONS, GOLD = HERE / "texts", HERE / "annotations", HERE / "gold.json"
Json = dict[str, Any]

QUALIFIERS: dict[str, tuple[str, list[str]]] = {  # how the number must stand to the value, and the qualifiers that fit
    "exact": ("exact", ["exact"]),
    "over": ("at_least", ["more_than", "at_least"]),
    "at_least": ("at_least", ["at_least", "more_than"]),
    "nearly": ("at_most", ["nearly", "less_than", "about"]),
    "under": ("at_most", ["less_than", "nearly"]),
    "up_to": ("at_most", ["less_than", "nearly", "exact"]),
    "about": ("about", ["about"]),
    "half": ("about", ["exact", "about"]),
    "range": ("range", ["range", "about"]),
    "magnitude": ("magnitude", ["order_of_magnitude", "range", "at_least", "about"]),
}
MAGNITUDES: dict[str, tuple[int, int]] = {
    "dozens": (24, 99),
    "hundreds": (100, 999),
    "thousands": (1000, 9999),
    "tens_of_thousands": (10000, 99999),
    "hundreds_of_thousands": (100000, 999999),
    "millions": (1000000, 9999999),
}

KEYS = frozenset("title published updated agencies furniture optional as ref not E S F P G A C L X".split())
MODES: dict[str, str] = {  # the closed list of event types and modes
    "CONSULT": "meeting call visit negotiation mediation",
    "STATEMENT": "press_conference statement letter",
    "AGREE": "agreement ceasefire treaty contract exchange normalisation zone",
    "SUPPORT": "support recognition praise",
    "COOPERATE": "patrol exercise arms_transfer trade reopening intelligence",
    "AID": "humanitarian military economic asylum",
    "CONCEDE": "release easing apology concession",
    "RETREAT": "withdrawal de_escalation",
    "REQUEST": "demand appeal",
    "ACCUSE": "accusation criticism concern",
    "REJECT": "refusal denial exit opposition",
    "THREATEN": "threat warning",
    "PROTEST": "protest",
    "SANCTION": "sanctions severance expulsion embargo",
    "MOBILIZE": "deployment standoff drill",
    "COERCE": "arrest sentence coup crackdown designation seizure",
    "ASSAULT": "airstrike shelling offensive shootdown clash war attack annexation",
    "POLITY": "election referendum independence appointment",
    "HUMANITARIAN": "displacement casualties",
    "OTHER": "other",
}


class AnnotationError(ValueError):
    """A line that does not say what it should; the message names the file and the words."""


@dataclass(frozen=True)
class Actor:
    key: str
    kind: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]


@dataclass
class Report:
    """One text with its annotation, line by line."""

    name: str
    text: str
    lines: list[tuple[str, str]]
    descriptions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def source(self) -> str:
        return f"{self.name}.txt"

    def all(self, key: str) -> list[str]:
        return [value for k, value in self.lines if k == key]

    def one(self, key: str) -> str | None:
        found = self.all(key)
        if len(found) > 1:
            raise AnnotationError(f"{self.name}: {key} stands twice")
        return found[0] if found else None

    def find(self, words: str) -> tuple[int, int]:
        """Offsets of a passage; it must occur once, or be numbered with @n."""
        words = words.strip().replace("\\n", "\n")
        if " ... " in words:
            first, last = words.split(" ... ", 1)
            start, _ = self.find(first)
            end = self.text.find(last, start + len(first))
            if end < 0:
                raise AnnotationError(f"{self.name}: no end for {words!r}")
            return start, end + len(last)
        numbered = re.fullmatch(r"(.*)@(\d+)", words, re.DOTALL)
        sought, wanted = (numbered[1], int(numbered[2])) if numbered else (words, 0)
        starts = [m.start() for m in re.finditer(re.escape(sought), self.text)]
        if not sought or not starts or wanted > len(starts):
            raise AnnotationError(f"{self.name}: not found: {words!r}")
        if not wanted and len(starts) > 1:
            raise AnnotationError(f"{self.name}: {len(starts)} times, number it: {words!r}")
        start = starts[max(wanted, 1) - 1]
        return start, start + len(sought)

    def span(self, words: str) -> Json:
        start, end = self.find(words)
        return {"source": self.source, "start": start, "end": end}

    def spans(self, passages: str) -> list[Json]:
        return [self.span(p) for p in passages.split(" ~ ")]


# --- reading the files -----------------------------------------------------------------------------------------------


def read_lines(path: Path) -> list[tuple[str, str]]:
    lines = []
    for raw in path.read_text(encoding="utf-8").splitlines():
        if raw.strip() and not raw.startswith("#"):
            key, divider, value = raw.partition(":")
            if not divider:
                raise AnnotationError(f"{path.name}: no key in {raw!r}")
            optional = key.startswith("?")
            if key.strip("? ") not in KEYS:
                raise AnnotationError(f"{path.name}: unknown key {key!r}")
            lines.append((key.strip("? "), "?" * optional + value.strip()))
    return lines


def read_actors(path: Path) -> dict[str, Actor]:
    actors: dict[str, Actor] = {}
    for raw in path.read_text(encoding="utf-8").splitlines():
        if raw.strip() and not raw.startswith("#"):
            key, kind, names, *adjectives = fields(raw, 3, path.name)
            if key in actors or kind not in ("person", "place", "organisation", "other"):
                raise AnnotationError(f"actors: {raw!r}")
            named = () if names == "-" else items(names)
            actors[key] = Actor(key, kind, named, items(adjectives[0]) if adjectives else ())
    return actors


def read_reports() -> list[Report]:
    reports = []
    for path in sorted(TEXTS.glob("*.txt")):
        annotation = ANNOTATIONS / f"{path.stem}.ann"
        reports.append(Report(path.stem, path.read_bytes().decode("utf-8"), read_lines(annotation)))
    return reports


def fields(line: str, least: int, where: str) -> list[str]:
    parts = [p.strip() for p in line.split(" | ")]
    if len(parts) < least:
        raise AnnotationError(f"{where}: {least} fields wanted: {line!r}")
    return parts


def items(listed: str) -> tuple[str, ...]:
    return tuple(x.strip() for x in listed.split(" ; ") if x.strip())


# --- dates, numbers, names -------------------------------------------------------------------------------------------


def day_range(iso: str) -> tuple[date, date]:
    """First and last day of a year, month or day."""
    parts = [int(p) for p in iso.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    year, month = parts[:2]
    if len(parts) == 2:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, parts[2]), date(year, month, parts[2])


def date_answer(first: str, last: str, *, lasting: bool = False) -> Json:
    low, high = day_range(first)[0], day_range(last)[1]
    width = max((high - low).days + 1, *((b - a).days + 1 for a, b in (day_range(first), day_range(last))))
    return {"earliest": str(low), "latest": str(high), "widest": width, "bounds": None, "lasting": lasting}


def date_answers(told: str, today: date) -> list[Json | None] | None:
    """Every right answer for a date as the annotator told it (see the module's docstring)."""
    if told.strip() == "*":
        return None
    answers: list[Json | None] = []
    for part in (p.strip() for p in told.split(" or ")):
        if part == "-":
            answers.append(None)
        elif ".." in part:
            first, last = part.split("..")
            answers += [date_answer(first, first), date_answer(first, last or str(today), lasting=True)]
            answers += [] if last else [None]
        elif "/" in part:
            first, last = part.split("/")
            answers += [date_answer(first, last), date_answer(first, first), date_answer(last, last)]
        elif "<" in part:
            first, last = part.split("<")
            answer = date_answer(first, last)
            answers.append({**answer, "bounds": [answer["earliest"], answer["latest"]]})
        else:
            answers.append(date_answer(part, part))
    return answers


def number(told: str) -> Json:
    """``about 3000 persons`` -> {"low", "high", "kind", "qualifiers", "unit"}."""
    qualifier, value, unit = told.split(maxsplit=2)
    kind, qualifiers = QUALIFIERS[qualifier]
    if kind == "magnitude":
        low, high = (float(v) for v in MAGNITUDES[value])
    elif kind == "range":
        low, high = (float(v) for v in value.split("-"))
    else:
        low = high = float(value)
    return {"low": low, "high": high, "kind": kind, "qualifiers": qualifiers, "unit": unit}


class Names:
    """The names an annotator's actor stands for."""

    def __init__(self, actors: dict[str, Actor]) -> None:
        self.actors = actors

    def of(self, told: str, report: Report | None) -> list[str]:
        names: list[str] = []
        for part in (p.strip() for p in told.split("/")):
            if part.startswith('"'):
                names.append(part.strip('"'))
                continue
            if part not in self.actors:
                raise AnnotationError(f"{report.name if report else '_across'}: unknown actor {part!r}")
            actor = self.actors[part]
            names += [*actor.names, *actor.adjectives]
            names += report.descriptions.get(part, []) if report else []
        return list(dict.fromkeys(names))

    def participants(self, told: str, report: Report) -> list[Json]:
        listed = [] if told == "-" else items(told)
        return [{"names": self.of(w.removeprefix("?"), report), "optional": w.startswith("?")} for w in listed]


# --- layers ----------------------------------------------------------------------------------------------------------


def article(report: Report, today: date) -> Json:
    agencies = report.one("agencies")
    return {
        "title": report.one("title"),
        "published": date_answers(report.one("published") or "*", today),
        "updated": date_answers(report.one("updated") or "-", today),
        "agencies": list(items(agencies or "")),
        "furniture": [list(report.find(p)) for p in report.all("furniture")],
        "optional_furniture": [list(report.find(p)) for p in report.all("optional")],
    }


def mentions(report: Report, actors: dict[str, Actor]) -> list[tuple[str, Json]]:
    """(actor, mention) of every name of the table in the text, longest first, and of the descriptions given."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[str, Json]] = []
    furniture = [report.find(p) for key in ("furniture", "optional") for p in report.all(key)]
    title = report.one("title")

    def take(key: str, start: int, end: int, named: bool) -> None:
        if any(start < b and a < end for a, b in taken):
            return
        taken.append((start, end))
        inside = any(a <= start and end <= b for a, b in furniture)
        found.append((key, {**span(report, start, end), "named": named, "in_furniture": inside}))

    for line in report.all("not"):
        taken += [report.find(w) for w in items(line)]
    for line in report.all("as"):
        key, words = (x.strip() for x in line.split(" = ", 1))
        for w in items(words):
            take(key, *report.find(w), True)
    names = sorted(((n, a.key) for a in actors.values() for n in a.names), key=lambda x: (-len(x[0]), x))
    if title is not None:
        report.find(title + "@1")
    for name, key in names:
        for m in re.finditer(rf"(?<!\w){re.escape(name)}(?![\w]|-[a-z])", report.text):
            take(key, m.start(), m.end(), True)
    for line in report.all("ref"):
        key, words = (x.strip() for x in line.split(" = ", 1))
        if key not in actors:
            raise AnnotationError(f"{report.name}: unknown actor {key!r}")
        for w in items(words):
            start, end = report.find(w)
            report.descriptions.setdefault(key, []).append(report.text[start:end])
            inside = any(a <= start and end <= b for a, b in furniture)
            found.append((key, {**span(report, start, end), "named": False, "in_furniture": inside}))
    return found


def span(report: Report, start: int, end: int) -> Json:
    return {"source": report.source, "start": start, "end": end}


def event(line: str, report: Report, names: Names, today: date) -> Json:
    key, labels, who, places, dates, statuses, evidence = fields(line, 7, report.name)
    identity = key.removeprefix("!")
    return {
        "id": f"{report.name}:{identity}",
        "identity": identity,
        "main": key.startswith("!"),
        "labels": list(items(labels)),
        "participants": names.participants(who, report),
        "places": None if places == "*" else [None if p == "-" else p.strip('"') for p in items(places)],
        "dates": date_answers(dates, today),
        "statuses": list(items(statuses)),
        "evidence": report.spans(evidence),
    }


def compile_gold() -> Json:
    """The whole gold; raises AnnotationError where the annotation and the texts disagree."""
    actors = read_actors(ANNOTATIONS / "_actors.ann")
    names = Names(actors)
    reports = read_reports()
    by_name = {r.name: r for r in reports}
    grouped: dict[str, list[Json]] = {}
    articles: dict[str, Json] = {}
    events: list[Json] = []
    statements: list[Json] = []
    figures: list[Json] = []
    positions: dict[tuple[str, str, str], Json] = {}
    stages: dict[str, dict[str, list[Json]]] = {}
    for report in reports:
        for key, mention in mentions(report, actors):
            grouped.setdefault(key, []).append(mention)
        published = re.search(r"\d{4}-\d{2}-\d{2}", report.one("published") or "")
        if not published:
            raise AnnotationError(f"{report.name}: no publication day, not even in bounds")
        today = date.fromisoformat(published[0])
        articles[report.source] = article(report, today)
        events += [event(line, report, names, today) for line in report.all("E")]
        for line in report.all("S"):
            form, who, words = fields(line, 3, report.name)
            kind = {"d": "direct", "i": "indirect"}[form]
            statements.append({**report.span(words), "form": kind, "speakers": names.of(who, report)})
        for line in report.all("F"):
            told, words = fields(line.removeprefix("?"), 2, report.name)
            figures.append({**report.span(words), **number(told), "optional": line.startswith("?")})
        for line in report.all("P"):
            holder, stance, target = fields(line.removeprefix("?"), 3, report.name)
            targets = [w for t in target.split(" / ") for w in target_names(t.strip(), names, report)]
            entry = {"holders": names.of(holder, report), "stance": stance, "targets": targets}
            positions.setdefault((holder, stance, target), {**entry, "optional": line.startswith("?")})
        for line in report.all("G"):
            arrangement, order, passages = fields(line, 3, report.name)
            stages.setdefault(arrangement, {}).setdefault(order, []).extend(report.spans(passages))
    gold: Json = {
        "format": "score-gold/1",
        "texts": "texts",
        "exhaustive": {"events": True, "furniture": True, "indirect": True},
        "articles": articles,
        "entities": [{"id": k, "class": actors[k].kind, "mentions": m} for k, m in sorted(grouped.items())],
        "demonyms": sorted({a for actor in actors.values() for a in actor.adjectives}),
        "events": events,
        "look_alikes": [],
        "statements": statements,
        "figures": figures,
        "positions": list(positions.values()),
        "arrangements": [],
        "copies": [],
        "conflicts": [],
    }
    share_answers(events)
    across(gold, by_name, stages)
    verify(gold, by_name)
    return gold


def share_answers(events: list[Json]) -> None:
    """What one report says of an event is right in the others too: the record has one event, with one date and status.

    A meeting announced in one report and cancelled in the next is one cancelled meeting.
    """
    told: dict[str, list[Json]] = {}
    for e in events:
        told.setdefault(e["identity"], []).append(e)
    for group in told.values():
        before = [{key: list(e[key] or []) for key in ("labels", "statuses", "dates", "places")} for e in group]
        for i, e in enumerate(group):
            for other in (b for j, b in enumerate(before) if j != i):
                for key in ("labels", "statuses", "dates", "places"):
                    if e[key] is not None:
                        e[key] += [x for x in other[key] if x is not None and x not in e[key]]


def target_names(told: str, names: Names, report: Report) -> list[str]:
    return names.of(told, report) if told in names.actors else [told.strip('"')]


def across(gold: Json, reports: dict[str, Report], stages: dict[str, dict[str, list[Json]]]) -> None:
    """Adds what spans reports, from _across.ann."""
    arrangement_names: dict[str, str] = {}
    identities = {e["identity"] for e in gold["events"]}
    for key, line in read_lines(ANNOTATIONS / "_across.ann"):
        parts = fields(line, 2, "_across")
        if key == "A":
            arrangement_names[parts[0]] = parts[1]
        elif key == "C":
            a, b, *passages = parts
            gold["copies"].append([reports[a].span(passages[0]), reports[b].span(passages[-1])])
        elif key == "L":
            if not {parts[0], parts[1]} <= identities:
                raise AnnotationError(f"_across: unknown event in {line!r}")
            gold["look_alikes"].append(parts[:3])
        elif key == "X":
            sides: list[list[Json]] = []
            for side in parts[1:]:
                name, passages_told = side.split(": ", 1)
                sides.append(reports[name].spans(passages_told))
            topic = parts[0].removeprefix("?")
            gold["conflicts"].append({"topic": topic, "sides": sides, "optional": parts[0].startswith("?")})
        else:
            raise AnnotationError(f"_across: unknown key {key!r}")
    if set(arrangement_names) != set(stages):
        raise AnnotationError(f"_across: arrangements differ: {sorted(set(arrangement_names) ^ set(stages))}")
    gold["arrangements"] = [
        {"name": arrangement_names[k], "stages": [spans for _, spans in sorted(by_order.items())]}
        for k, by_order in sorted(stages.items())
    ]


def verify(gold: Json, reports: dict[str, Report]) -> None:
    """No event twice in one report, a main event in each, labels and statuses of the closed lists."""
    seen: set[str] = set()
    mains: dict[str, int] = dict.fromkeys(reports, 0)
    for e in gold["events"]:
        if e["id"] in seen:
            raise AnnotationError(f"event twice: {e['id']}")
        seen.add(e["id"])
        mains[e["id"].split(":")[0]] += e["main"]
        if e["main"] and (e["places"] is None or e["dates"] is None):
            raise AnnotationError(f"a main event needs a place and a date to be judged: {e['id']}")
        for label in e["labels"]:
            kind, _, mode = label.partition("/")
            if mode not in MODES.get(kind, "").split():
                raise AnnotationError(f"label {label!r} of {e['id']}")
        for status in e["statuses"]:
            if status not in "occurred ongoing planned proposed hypothetical denied cancelled claimed".split():
                raise AnnotationError(f"status {status!r} of {e['id']}")
    poor = [name for name, count in mains.items() if count == 0]
    if poor:
        raise AnnotationError(f"no main event: {poor}")


def lint(gold: Json) -> list[str]:
    """Capitalised words inside sentences that no mention, furniture or title covers: forgotten names, perhaps."""
    covered: dict[str, list[tuple[int, int]]] = {}
    for entity in gold["entities"]:
        for m in entity["mentions"]:
            covered.setdefault(m["source"], []).append((m["start"], m["end"]))
    months = "January February March April May June July August September October November December".split()
    days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
    titles = "President Prime Minister Foreign Defence King Prince Sheikh General Secretary".split()
    aside = {*months, *days, *titles, "I", *(w for d in gold["demonyms"] for w in re.findall(r"\w+", d))}
    found = []
    for source, told in gold["articles"].items():
        text = (TEXTS / source).read_bytes().decode("utf-8")
        spans = covered.get(source, []) + [tuple(f) for f in told["furniture"] + told["optional_furniture"]]
        for m in re.finditer(r"(?<=[a-z,;)] )[A-Z][\w-]+", text):
            if m.group() not in aside and not any(a <= m.start() < b for a, b in spans):
                found.append(f"{source}: …{text[max(0, m.start() - 25) : m.end() + 15]!r}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description="Compile the annotations of the sealed reports.")
    parser.add_argument("--check", action="store_true", help="only say whether gold.json is what would be written")
    parser.add_argument("--lint", action="store_true", help="list capitalised words that no mention covers")
    arguments = parser.parse_args()
    gold = compile_gold()
    written = json.dumps(gold, ensure_ascii=False, indent=1, sort_keys=False) + "\n"
    if arguments.check:
        return int(not GOLD.exists() or GOLD.read_text(encoding="utf-8") != written)
    GOLD.write_text(written, encoding="utf-8")
    if arguments.lint:
        print("\n".join(lint(gold)))
    layers = ("articles", "events", "statements", "figures", "positions", "arrangements", "copies", "conflicts")
    print(", ".join(f"{layer} {len(gold[layer])}" for layer in layers), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
