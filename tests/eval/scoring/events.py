"""Events: matched one to one within each article, then judged; main events; links between the reports of one event."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from . import dates
from .case import Case, gold_places
from .matching import Places, b_cubed, common, pair_up, pointing
from .measures import Layer, times
from .names import same_actor, same_place

Json = dict[str, Any]
UNJUDGED = {"STATEMENT", "OTHER"}  # speaking occasions and the rest count neither for nor against


@dataclass
class Said:
    event: Json
    spans: Places
    actors: list[str]

    @property
    def label(self) -> str:
        return f"{self.event['type']}/{self.event['mode']}"


@dataclass
class Told:
    """A gold event as one article tells it."""

    event: Json
    spans: Places

    @property
    def types(self) -> set[str]:
        return {label.split("/")[0] for label in self.event["labels"]}

    @property
    def aside(self) -> bool:
        return not self.event["main"] and self.types <= UNJUDGED


@dataclass(frozen=True)
class Match:
    source: str
    said: Said
    told: Told


def events(case: Case) -> Layer:
    out = Layer()
    said_all = [
        Said(e, case.spans(e["evidence"]), list(dict.fromkeys(p["actor"] for p in e["participants"])))
        for e in case.items("events")
    ]
    told_all = [Told(e, gold_places(e["evidence"])) for e in case.gold["events"]]
    matches: list[Match] = []
    said_count = asked = 0
    for source in case.gold["articles"]:
        said = [p for p in said_all if source in p.spans]
        told = [g for g in told_all if source in g.spans]
        pairs = _pair(case, source, said, told)
        kept = [(i, j) for i, j in pairs if not told[j].aside]
        matches += [Match(source, said[i], told[j]) for i, j in kept]
        asked += sum(not g.aside for g in told)
        in_pairs = {i for i, _ in pairs}
        free = {i for i, p in enumerate(said) if p.event["type"] in UNJUDGED and i not in in_pairs}
        free |= {i for i, j in pairs if told[j].aside}
        counted = set(range(len(said))) if case.exhaustive("events") else _touching(source, said, told)
        said_count += len(counted - free)
        for i in sorted(counted - free - {i for i, _ in kept}):
            out.errors[f"events: not in the gold: {said[i].event['type']}"] += 1
        for j, g in enumerate(told):
            if not g.aside and j not in {b for _, b in kept}:
                out.errors[f"events: missed: {g.event['labels'][0]}"] += 1
    f1 = out.prf("events", "told in an article, by type", len(matches), said_count, asked)
    out.headline["events"] = f1
    _judge(case, out, matches, f1)
    out.headline["event links"] = _links(case, out, said_all, told_all, matches)
    if any(e["main"] for e in case.gold["events"]):
        out.headline["main events all right"] = _main(case, out, matches)
    return out


def _pair(case: Case, source: str, said: list[Said], told: list[Told]) -> list[tuple[int, int]]:
    """The evidence shares a content word and the type agrees; mode and participants break ties."""
    weights: dict[tuple[int, int], float] = {}
    for i, p in enumerate(said):
        for j, g in enumerate(told):
            if p.event["type"] in g.types:
                strength = pointing(case.words[source], p.spans[source], g.spans[source])
                if strength:
                    found, listed, wanted = participants(case, p, g)
                    who = 2 * found / (listed + wanted) if found else 0.0
                    weights[i, j] = strength + 0.5 * (p.label in g.event["labels"]) + 0.5 * who
    return pair_up(weights)


def _touching(source: str, said: list[Said], told: list[Told]) -> set[int]:
    return {i for i, p in enumerate(said) if any(common(p.spans[source], g.spans[source]) for g in told)}


def participants(case: Case, said: Said, told: Told) -> tuple[int, int, int]:
    """(found, said, asked); optional ones count neither way."""
    names = [case.actor(a) for a in said.actors]
    wanted = told.event["participants"]
    pairs = pair_up(
        {
            (i, j): 2.0 - w["optional"]
            for i, n in enumerate(names)
            for j, w in enumerate(wanted)
            if same_actor(n, w["names"])
        }
    )
    optional = sum(wanted[j]["optional"] for _, j in pairs)
    return len(pairs) - optional, len(names) - optional, sum(not w["optional"] for w in wanted)


def place_verdict(case: Case, said: Said, told: Told) -> str:
    """ "right", "missing", "invented" or "wrong"; a place that no evidence sentence names may be left out."""
    wanted, place = told.event["places"], said.event["place"]
    names = [n for n in wanted if n]
    if place is None:
        return "right" if None in wanted or not _place_stands(case, told, names) else "missing"
    if same_place(case.place(place), names):
        return "right"
    return "wrong" if names else "invented"


def _place_stands(case: Case, told: Told, names: list[str]) -> bool:
    sentences = ""
    for source, spans in told.spans.items():
        text = case.texts[source]
        for start, end in spans:
            low = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1
            ends = [i for i in (text.find("\n", end), text.find(". ", end)) if i >= 0]
            sentences += text[low : min(ends, default=len(text))].lower() + "\n"
    return any(n.lower() in sentences for n in names)


def _date(match: Match) -> tuple[Json | None, list[Json | None], Json | None]:
    return match.said.event["date"], match.told.event["dates"], match.said.event.get("end")


def _judge(case: Case, out: Layer, matches: list[Match], f1: float | None) -> None:
    """The accuracies over the matched, and the kinds of error."""
    right = dict.fromkeys(("mode", "date", "place", "status"), 0)
    of = dict.fromkeys(right, 0)
    confident = 0
    who = [0, 0, 0]
    for m in matches:
        gold = m.told.event
        of["mode"] += 1
        right["mode"] += m.said.label in gold["labels"]
        if m.said.label not in gold["labels"]:
            out.errors[f"events: mode: {gold['labels'][0]} read as {m.said.label}"] += 1
        of["status"] += 1
        right["status"] += m.said.event["status"] in gold["statuses"]
        if m.said.event["status"] not in gold["statuses"]:
            out.errors[f"events: status: {gold['statuses'][0]} read as {m.said.event['status']}"] += 1
        if gold["dates"] is not None:
            of["date"] += 1
            verdict = dates.verdict(*_date(m))
            right["date"] += verdict == "right"
            confident += dates.confidently_wrong(*_date(m))
            if verdict != "right":
                basis = (m.said.event["date"] or {}).get("basis")
                out.errors[f"events: date {verdict}" + (f" ({basis})" if basis else "")] += 1
        if gold["places"] is not None:
            of["place"] += 1
            verdict = place_verdict(case, m.said, m.told)
            right["place"] += verdict == "right"
            if verdict != "right":
                out.errors[f"events: place {verdict}"] += 1
        found, listed, wanted = participants(case, m.said, m.told)
        who = [a + b for a, b in zip(who, (found, listed, wanted), strict=True)]
        out.errors["events: participant missed"] += wanted - found
        out.errors["events: participant not in the gold"] += listed - found
    for name in right:
        value = out.add("events", f"{name} right, of the matched", right[name], of[name])
        if name != "mode":
            out.headline[f"event {name}"] = times(f1, value)
    out.add("events", "date confidently wrong, of the matched", confident, of["date"])
    value = out.add("events", "participants: F1, of the matched", 2 * who[0], who[1] + who[2])
    out.headline["event participants"] = times(f1, value)


def _links(case: Case, out: Layer, said: list[Said], told: list[Told], matches: list[Match]) -> float | None:
    """Is one event told in two reports one event in the record, and are two events two?"""
    known = [(m.told.event["identity"], m.said.event["id"], m.source) for m in matches if m.told.event["identity"]]
    evidence: dict[str, Places] = {}
    for g in told:
        if g.event["identity"] and not g.aside:
            for source, spans in g.spans.items():
                evidence.setdefault(g.event["identity"], {}).setdefault(source, []).extend(spans)
    gold_links = sum(len(where) * (len(where) - 1) // 2 for where in evidence.values())
    linked = [(a, b) for a, b in combinations(known, 2) if a[1] == b[1] and a[2] != b[2]]
    good = sum(a[0] == b[0] for a, b in linked)
    clusters = [(a, b) for a, b, _ in known]
    out.add("events", "one event or two: B-cubed F1", b_cubed(clusters) * len(clusters), len(clusters))
    f1 = out.prf("events", "links between reports", good, len(linked), gold_links)
    wrong = {tuple(sorted((a[0], b[0]))) for a, b in linked if a[0] != b[0]}
    out.errors["events: two events of different reports merged"] += len(wrong)
    out.errors["events: link between reports missed"] += gold_links - good
    pairs = [(a, b) for a, b, *_ in case.gold.get("look_alikes", []) if a in evidence and b in evidence]
    owners: dict[str, set[str]] = {}
    for identity, key, _ in known:
        owners.setdefault(identity, set()).add(key)
    merged = [
        p for p in pairs if any(_tells(case, s, evidence, *p) and _tells(case, s, evidence, *p[::-1]) for s in said)
    ]
    apart = [p for p in pairs if p not in merged and p[0] in owners and p[1] in owners]
    out.add("events", "look-alikes both found and kept apart", len(apart), len(pairs))
    out.errors["events: look-alikes merged"] += len(merged)
    return f1


def _tells(case: Case, said: Said, evidence: dict[str, Places], one: str, other: str) -> bool:
    """Does some span of the event point at the one identity and not at the other?"""
    return any(
        pointing(case.words[s], [span], evidence[one].get(s, []))
        and not pointing(case.words[s], [span], evidence[other].get(s, []))
        for s, spans in said.spans.items()
        for span in spans
    )


def _main(case: Case, out: Layer, matches: list[Match]) -> float | None:
    """All of type, date, place, participants and status right, for each main event."""
    asked = sum(e["main"] for e in case.gold["events"])
    rows = []
    for m in matches:
        if m.told.event["main"]:
            found, listed, wanted = participants(case, m.said, m.told)
            gold = m.told.event
            rows.append(
                {
                    "kind": _family(m.said.label) in {_family(label) for label in gold["labels"]},
                    "date": gold["dates"] is None or dates.right(*_date(m)),
                    "place": gold["places"] is None or place_verdict(case, m.said, m.told) == "right",
                    "participants": found == wanted and 2 * found >= listed,
                    "status": m.said.event["status"] in gold["statuses"],
                }
            )
    out.add("main events", "found, by type", len(rows), asked)
    for name in ("kind", "date", "place", "participants", "status"):
        out.add("main events", f"{name} right", sum(r[name] for r in rows), asked)
    return out.add("main events", "all right", sum(all(r.values()) for r in rows), asked)


def _family(label: str) -> str:
    """A call is no meeting; otherwise the type decides."""
    return label if label == "CONSULT/call" else label.split("/")[0]
