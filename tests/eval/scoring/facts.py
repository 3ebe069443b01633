"""Statements (spans, speaker, form), figures (number, qualifier, unit) and positions (holder, stance, target)."""

from __future__ import annotations

from typing import Any

from .case import Case
from .matching import LONGEST_EVIDENCE, Span, common, overlap, pair_up, size, trimmed
from .measures import Layer, times
from .names import same_actor, same_topic

Json = dict[str, Any]
SAME_WORDS = {
    "direct": 0.8,
    "indirect": 0.5,
}  # share of the longer span; where indirect speech ends is a matter of taste
MINUTES = {"minute": 1, "hour": 60, "day": 1440, "week": 10080, "month": 43800, "year": 525600, "century": 52560000}
SHARES = {"share": 1.0, "percent": 0.01}
UNIT_NAMES = {
    "people": "person", "%": "percent", "percentage": "percent", "per cent": "percent", "$": "usd", "dollar": "usd",
    "us dollar": "usd", "€": "eur", "euro": "eur", "kilometer": "km", "kilometre": "km", "meter": "m", "metre": "m",
    "tonne": "ton", "centurie": "century", "square kilometer": "km2", "square kilometre": "km2", "km²": "km2",
    "megawatt": "mw", "peso": "php", "zloty": "pln", "mile": "mile",
}  # fmt: skip
EXACT, LOOSE = 0.011, 0.3  # relative tolerance of a value, and of "about"


# --- statements ------------------------------------------------------------------------------------------------------


def statements(case: Case) -> Layer:
    out = Layer()
    gold = case.layer("statements")
    if gold is None:
        return out
    said: list[tuple[Json, str, Span]] = []
    for s in case.items("statements"):
        first = s["content"]["article"]
        sightings = [s["content"], *(e for e in s["evidence"] if e["article"] != first)]
        said += [(s, source, span) for source, spans in case.spans(sightings).items() for span in spans]
    weights: dict[tuple[int, int], float] = {}
    for i, (_, source, span) in enumerate(said):
        for j, g in enumerate(gold):
            if g["source"] == source:
                share = overlap(span, (g["start"], g["end"]))
                if share >= SAME_WORDS[g["form"]]:
                    weights[i, j] = share
    pairs = pair_up(weights)
    matched = {i for i, _ in pairs}
    total = [0, 0, 0]
    for form in ("direct", "indirect"):
        if form == "indirect" and not case.exhaustive("indirect"):
            continue
        found = [(i, j) for i, j in pairs if gold[j]["form"] == form]
        spurious = sum(i not in matched and s["form"] == form for i, (s, _, _) in enumerate(said))
        asked = sum(g["form"] == form for g in gold)
        exact = sum(_same_cut(case, said[i], gold[j]) for i, j in found)
        out.headline[f"{form} statements"] = out.prf(
            "statements", f"{form} spans", len(found), len(found) + spurious, asked
        )
        out.add("statements", f"{form} spans, exact: F1", 2 * exact, len(found) + spurious + asked)
        out.errors[f"statements: {form} missed"] += asked - len(found)
        out.errors[f"statements: {form} not in the gold"] += spurious
        total = [a + b for a, b in zip(total, (len(found), len(found) + spurious, asked), strict=True)]
    f1 = 2 * total[0] / (total[1] + total[2]) if total[1] + total[2] else None
    speakers = forms = 0
    for i, j in pairs:
        names = case.actor(said[i][0]["speaker"])
        speakers += same_actor(names, gold[j]["speakers"])
        forms += said[i][0]["form"] == gold[j]["form"]
        if not same_actor(names, gold[j]["speakers"]):
            out.errors["statements: speaker " + ("wrong" if names else "missing")] += 1
    out.headline["speakers"] = times(f1, out.add("statements", "speaker right, of the matched", speakers, len(pairs)))
    out.headline["statement form"] = times(f1, out.add("statements", "form right, of the matched", forms, len(pairs)))
    return out


def _same_cut(case: Case, said: tuple[Json, str, Span], gold: Json) -> bool:
    text = case.texts[said[1]]
    return trimmed(text, said[2]) == trimmed(text, (gold["start"], gold["end"]))


# --- figures ---------------------------------------------------------------------------------------------------------


def figures(case: Case) -> Layer:
    out = Layer()
    gold = case.layer("figures")
    if gold is None:
        return out
    said = [(f, s, spans) for f in case.items("figures") for s, spans in case.spans(f["evidence"]).items()]
    weights: dict[tuple[int, int], float] = {}
    for i, (f, source, spans) in enumerate(said):
        for j, g in enumerate(gold):
            if g["source"] == source:
                span = (g["start"], g["end"])
                near = [s for s in spans if s[1] - s[0] <= LONGEST_EVIDENCE and _half_shared(s, span)]
                if near:
                    agrees = number_right(f["number"], g) + unit_right(f["number"], g)
                    weights[i, j] = max(overlap(s, span) for s in near) + (not g["optional"]) + agrees
    pairs = pair_up(weights)
    kept = [(i, j) for i, j in pairs if not gold[j]["optional"]]
    asked = sum(not g["optional"] for g in gold)
    counted = len(said) - (len(pairs) - len(kept))
    f1 = out.prf("figures", "spans", len(kept), counted, asked)
    numbers = [number_right(said[i][0]["number"], gold[j]) for i, j in kept]
    units = [unit_right(said[i][0]["number"], gold[j]) for i, j in kept]
    out.add("figures", "number and qualifier right, of the matched", sum(numbers), len(kept))
    out.add("figures", "unit right, of the matched", sum(units), len(kept))
    both = sum(n and u for n, u in zip(numbers, units, strict=True))
    out.headline["figures"] = times(f1, both / len(kept) if kept else None)
    out.errors["figures: missed"] += asked - len(kept)
    out.errors["figures: not in the gold"] += counted - len(kept)
    for (i, j), n, u in zip(kept, numbers, units, strict=True):
        if not n:
            out.errors[f"figures: {gold[j]['kind']} read as {said[i][0]['number'].get('qualifier')}"] += 1
        if not u:
            out.errors["figures: unit"] += 1
    return out


def _half_shared(a: Span, b: Span) -> bool:
    return 2 * size(common([a], [b])) >= min(a[1] - a[0], b[1] - b[0])


def unit_name(told: str | None) -> str:
    name = (told or "").strip().lower().split(" per ")[0].replace("per cent", "percent")
    name = UNIT_NAMES.get(name) or UNIT_NAMES.get(name.removesuffix("s")) or name
    return name if len(name) < 4 else name.removesuffix("s")


def _scale(name: str) -> tuple[str, float]:
    if name in MINUTES:
        return "time", float(MINUTES[name])
    return ("share", SHARES[name]) if name in SHARES else (name, 1.0)


def unit_right(number: Json, gold: Json) -> bool:
    """The same unit, or another of the same measure: hours and minutes."""
    return _scale(unit_name(number.get("unit")))[0] == _scale(unit_name(gold["unit"]))[0]


def number_right(number: Json, gold: Json) -> bool:
    """Value and qualifier fit the gold's kind of number."""
    if gold["low"] is None or number.get("qualifier") not in gold["qualifiers"]:
        return False
    mine, theirs = _scale(unit_name(number.get("unit"))), _scale(unit_name(gold["unit"]))
    factor = mine[1] / theirs[1] if mine[0] == theirs[0] else 1.0
    low, high = (None if number.get(k) is None else number[k] * factor for k in ("low", "high"))

    def near(told: float | None, value: float, tolerance: float = EXACT) -> bool:
        return told is not None and abs(told - value) <= tolerance * abs(value)

    value, kind = gold["low"], gold["kind"]
    if kind == "exact":
        return near(low, value) and near(high, value)
    if kind == "at_least":
        return near(low, value) and (high is None or high > value)
    loose = near(low, value, LOOSE) and near(high, value, LOOSE)
    if kind == "at_most":
        return (near(high, value) and (low is None or low <= value)) or loose
    if kind == "about":
        return (
            loose
            and low is not None
            and high is not None
            and low <= value * (1 + EXACT)
            and high >= value * (1 - EXACT)
        )
    return near(low, value) and (near(high, gold["high"]) or (kind == "magnitude" and high is None))


# --- positions -------------------------------------------------------------------------------------------------------


def positions(case: Case) -> Layer:
    out = Layer()
    gold = case.layer("positions")
    if gold is None:
        return out
    said = case.items("positions")
    weights: dict[tuple[int, int], float] = {}
    for i, p in enumerate(said):
        holder = case.actor(p["holder"])
        target = [*case.actor(p["target"].get("actor")), p["target"].get("words") or ""]
        for j, g in enumerate(gold):
            held = g["holders"] is None or same_actor(holder, g["holders"])
            if held and g["stance"] in (None, p["stance"]) and same_topic(target, g["targets"]):
                weights[i, j] = 2.0 - g["optional"]
    pairs = pair_up(weights)
    aside = sum(gold[j]["optional"] for _, j in pairs)
    asked, found = sum(not g["optional"] for g in gold), len(pairs) - aside
    out.headline["positions"] = out.prf("positions", "holder, stance, target", found, len(said) - aside, asked)
    out.errors["positions: missed"] += asked - found
    out.errors["positions: not in the gold"] += len(said) - aside - found
    return out
