"""Articles (dates, title, agencies, furniture) and entities (named mentions, and how they are joined)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from . import dates
from .case import Case
from .matching import b_cubed, overlap, pair_up
from .measures import Layer, times
from .names import same_name, words

Json = dict[str, Any]
SAME_MENTION = 0.5  # share of the longer span
CLASS_OF_KIND = {"person": "person", "state": "place", "place": "place", "organisation": "organisation"}
CLASS_OF_KIND["armed_group"] = "organisation"


def articles(case: Case) -> Layer:
    out = Layer()
    published = confident = judged = titles = titled = 0
    updated, agencies, furniture = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    for source, gold in case.gold["articles"].items():
        said = case.articles.get(source, {})
        if gold["published"] is not None:
            judged += 1
            verdict = dates.verdict(said.get("published"), gold["published"])
            published += verdict == "right"
            confident += dates.confidently_wrong(said.get("published"), gold["published"])
            if verdict != "right":
                out.errors[f"articles: publication date {verdict}"] += 1
        if gold["updated"] is not None:
            known, told = gold["updated"] != [None], said.get("updated")
            if not (known and None in gold["updated"] and told is None):
                updated[0] += told is not None and known and dates.right(told, gold["updated"])
                updated[1] += told is not None
                updated[2] += known
        if gold["title"] is not None:
            titles += 1
            titled += words(said.get("title") or "") == words(gold["title"])
        if gold["agencies"] is not None:
            listed = list(dict.fromkeys(said.get("agencies") or []))
            same = {
                (i, j): 1.0 for i, a in enumerate(listed) for j, b in enumerate(gold["agencies"]) if same_name(a, b)
            }
            for k, n in enumerate((len(pair_up(same)), len(listed), len(gold["agencies"]))):
                agencies[k] += n
        aside = _characters(case.texts[source], gold["optional_furniture"])
        marked = _characters(case.texts[source], [(f["start"], f["end"]) for f in said.get("furniture") or []]) - aside
        asked = _characters(case.texts[source], gold["furniture"]) - aside
        for k, n in enumerate((len(marked & asked), len(marked), len(asked))):
            furniture[k] += n
    out.headline["publication date"] = out.add("articles", "publication date right", published, judged)
    out.add("articles", "publication date confidently wrong", confident, judged)
    out.prf("articles", "updated date", *updated)
    out.headline["title"] = out.add("articles", "title right", titled, titles)
    f1 = out.prf("articles", "agencies", *agencies)
    out.headline["agencies"] = f1 if agencies[2] else None
    f1 = out.prf("articles", "furniture characters", *furniture)
    out.headline["furniture"] = f1 if case.exhaustive("furniture") else None
    return out


def _characters(text: str, ranges: Iterable[Sequence[int]]) -> set[int]:
    return {i for r in ranges for i in range(r[0], r[1]) if not text[i : i + 1].isspace()}


def entities(case: Case) -> Layer:
    out = Layer()
    listed = case.layer("entities")
    if listed is None:
        return out
    gold = [
        {**m, "entity": e["id"], "class": e["class"]} for e in listed for m in e["mentions"] if not m["in_furniture"]
    ]
    said = _said_mentions(case)
    demonyms = set(case.gold.get("demonyms", []))
    gold_of: dict[str, list[int]] = {}
    for j, g in enumerate(gold):
        gold_of.setdefault(g["source"], []).append(j)
    near: dict[tuple[int, int], float] = {}
    for i, p in enumerate(said):
        for j in gold_of.get(p["source"], []):
            share = overlap(p["span"], (gold[j]["start"], gold[j]["end"]))
            if share >= SAME_MENTION:
                near[i, j] = share
    pairs = pair_up(
        {(i, j): s + gold[j]["named"] for (i, j), s in near.items() if said[i]["class"] == gold[j]["class"]}
    )
    matched = {i for i, _ in pairs}
    # Not judged: what the gold has as a description; adjectives; words without a capital.
    described = {i for i, j in near if not gold[j]["named"]}
    aside = {i for i, p in enumerate(said) if i in described or p["words"] in demonyms or p["words"].islower()}
    found = sum(gold[j]["named"] for _, j in pairs)
    spurious = [i for i in range(len(said)) if i not in matched and i not in aside]
    named = sum(g["named"] for g in gold)
    f1 = out.prf("entities", "named mentions", found, found + len(spurious), named)
    clusters = [(gold[j]["entity"], said[i]["actor"]) for i, j in pairs if gold[j]["entity"]]
    joined = b_cubed(clusters)
    out.add("entities", "joined into actors: B-cubed F1", joined * len(clusters), len(clusters))
    out.headline["named mentions"] = f1
    out.headline["actors"] = times(f1, joined)
    wrong_class = {i for i, j in near if said[i]["class"] != gold[j]["class"] and gold[j]["named"]} - matched
    out.errors["entities: mention of another class"] += len(wrong_class)
    out.errors["entities: mention not in the gold"] += len(set(spurious) - wrong_class)
    out.errors["entities: mention missed"] += named - found
    return out


def _said_mentions(case: Case) -> list[Json]:
    """The record's mentions outside furniture; the same words as actor and as place count once."""
    out: list[Json] = []
    taken: set[tuple[str, tuple[int, int]]] = set()
    told = case.gold["articles"]
    furniture = {s: [*a["furniture"], *a["optional_furniture"]] for s, a in told.items()}
    for section in ("actors", "places"):
        for actor in case.items(section):
            kind = "place" if section == "places" else CLASS_OF_KIND.get(actor.get("kind", ""), "other")
            for source, spans in case.spans(actor["mentions"]).items():
                for span in spans:
                    inside = any(low <= span[0] and span[1] <= high for low, high in furniture[source])
                    if inside or (section == "places" and (source, span) in taken):
                        continue
                    taken.add((source, span))
                    text = case.texts[source][span[0] : span[1]]
                    out.append({"source": source, "span": span, "class": kind, "actor": actor["id"], "words": text})
    return out
