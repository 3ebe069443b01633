"""Which reports tell of one event: blocking, weighed features, clustering under what people have judged.

A feature never looks at the corpus, only at the two sides and the shipped tables, so that adding an article can't move
the score of two others. An inferred date neither joins nor narrows; it may keep apart. Two sides that contradict each
other on date, place or actors never stand in one cluster, whatever lies between them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dragoman.resolve.fuse import Fused, Telling, fuse
from dragoman.resolve.link import Links
from dragoman.resolve.order import width
from dragoman.times.days import gap
from dragoman.types import Date

THRESHOLD = 3.5  # tuned on the demo archive's open golds
SLACK = 1  # days: time zones, and papers that date an evening meeting by the next morning
INFERRED_SLACK = 45  # days by which two inferred dates must differ to keep apart
NUMBERS = re.compile(r"\b\d+(?:[.,]\d+)?(?=\s+(?:million|billion|thousand|percent|per cent)|,\d{3}|00\b)", re.I)
LASTING = frozenset("""support opposition deployment asylum patrol trade war negotiation concern seizure""".split())
UNREPEATED = frozenset(
    "annexation shootdown referendum independence coup treaty normalisation exit recognition".split()
)
STOP = frozenset(
    "the a an of in on at to for and with by from that this its their his her has have had was were is".split()
)


@dataclass(frozen=True)
class Feature:
    """One contribution to a score: its name, its weight, and the words to print."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True)
class Unit:
    """The tellings of one event in one article, fused."""

    article: str
    tellings: tuple[Telling, ...]
    fused: Fused
    codes: frozenset[str]
    actors: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    origin: str

    @property
    def order(self) -> tuple[int, int, int]:
        return min(t.order for t in self.tellings)


def unit(tellings: Sequence[Telling], links: Links, *, origin: str) -> Unit:
    fused = fuse(tellings, links)
    actors = frozenset(p.actor for p in fused.participants)
    named = {w[:6] for a in actors for w in links.actors[a].name.casefold().split()}
    words = frozenset(
        w[:6]
        for t in tellings
        for w in "".join(c if c.isalnum() else " " for c in t.evidence.text.casefold()).split()
        if len(w) > 3 and w not in STOP and w[:6] not in named
    )
    return Unit(
        article=tellings[0].article,
        tellings=tuple(tellings),
        fused=fused,
        codes=frozenset(links.code(a) for a in actors),
        actors=actors,
        words=words,
        numbers=frozenset(n for t in tellings for n in NUMBERS.findall(t.evidence.text)),
        origin=origin,
    )


def compare(a: Unit, b: Unit, *, shared_copy: bool) -> list[Feature] | str:
    """The features of a pair, or the reason why the two cannot be one event."""
    x, y = a.fused, b.fused
    if x.type != y.type:
        return f"{x.type} is not {y.type}"
    if {x.status, y.status} & {"denied"} and x.status != y.status:
        return "one says that it did not happen"
    features: list[Feature] = []
    if x.mode == y.mode:
        features.append(Feature("mode", 1.0, f"both {x.mode}"))
    elif x.type != "CONSULT" or "call" in (x.mode, y.mode):
        if {x.mode, y.mode} not in ({"agreement", "contract"}, {"agreement", "zone"}, {"agreement", "ceasefire"}):
            return f"{x.mode} is not {y.mode}"
        features.append(Feature("mode", -0.5, f"{x.mode} and {y.mode}"))
    actors = _actors(a, b)
    if isinstance(actors, str):
        return actors
    features.append(actors)
    time = _time(x.date, y.date, lasting=x.mode in LASTING and y.mode in LASTING)
    if isinstance(time, str):
        return time
    features.append(time)
    place = _place(x.place, y.place, a, b)
    if isinstance(place, str):
        return place
    features.append(place)
    if {x.status, y.status} & {"planned", "proposed"} and x.status != y.status and time.weight < 2:
        features.append(Feature("status", -1.5, "one is ahead, the other told as done, and no day joins them"))
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        features.append(Feature("numbers", -1.0, "they give different numbers"))
    if a.article == b.article:
        features.append(Feature("report", 2.0, "one report tells both of the same people and the same day"))
    elif x.type == "CONSULT" and time.weight < 2 and not shared_copy:
        near = x.date is not None and y.date is not None and max(width(x.date), width(y.date)) <= 7
        known = x.date is not None and y.date is not None and max(width(x.date), width(y.date)) <= 31
        weight = -0.5 if near else -1.0 if known or place.weight < 1.5 else -2.0
        features.append(Feature("repeated", weight, "people who meet meet often, and no day joins these"))
    if x.mode in UNREPEATED and time.weight >= 0:
        features.append(Feature("rare", 1.0, f"a {x.mode} seldom happens twice to the same"))
    overlap = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    features.append(Feature("words", round(2.0 * overlap, 2), f"{overlap:.0%} of the shorter side's words"))
    if shared_copy:
        features.append(Feature("copy", 3.0, "both stand in a passage that the articles share"))
    return features


def score(features: Sequence[Feature]) -> float:
    return round(sum(f.weight for f in features), 3)


def _actors(a: Unit, b: Unit) -> Feature | str:
    if not a.codes or not b.codes:
        return Feature("actors", -0.5, "one side names no actor")
    shared = a.codes & b.codes
    if not shared:
        return "no actor in common"
    if a.codes == b.codes:
        same = a.actors == b.actors
        return Feature("actors", 2.0 if same else 1.7, "the same actors" if same else "the same sides")
    if a.codes <= b.codes or b.codes <= a.codes:
        if len(shared) == 1 and a.fused.type == "CONSULT" and max(len(a.codes), len(b.codes)) > 1:
            return Feature("actors", 0.5, "one actor in common, the other not named")
        if a.fused.type in ("CONSULT", "AGREE") and abs(len(a.codes) - len(b.codes)) >= 1 and len(shared) >= 2:
            return Feature("actors", 0.6, "a third side in one of them")
        return Feature("actors", 1.2, "one side's actors are all among the other's")
    if len(shared) >= 2:
        return Feature("actors", 0.8, f"{len(shared)} sides in common")
    if a.fused.type in ("CONSULT", "AGREE"):
        return "different counterparts"
    return Feature("actors", 0.2, "one side in common")


def _time(x: Date | None, y: Date | None, *, lasting: bool) -> Feature | str:
    if x is None or y is None:
        return Feature("date", 0.3 if lasting else 0.0, "one is undated")
    inferred = "inferred" in (x.basis, y.basis)
    days_apart = gap(x, y)
    if days_apart > (INFERRED_SLACK if inferred else SLACK) and not lasting:
        return f"{days_apart} days apart"
    if days_apart > 366 and lasting:
        return f"{days_apart} days apart"
    if inferred:
        return Feature("date", 0.0, "an inferred date neither joins nor narrows")
    days = max(width(x), width(y))
    if days <= 1 and days_apart <= SLACK:
        return Feature("date", 3.0, "the same day")
    if days <= 31 and days_apart == 0:
        return Feature("date", 2.0, "the same month")
    if days_apart == 0:
        return Feature("date", 0.8 if days <= 366 else 0.3, "dates that overlap")
    return Feature("date", 0.3, "both go on")


def _place(x: str | None, y: str | None, a: Unit, b: Unit) -> Feature | str:
    if x is None or y is None:
        return Feature("place", 0.0, "one names no place")
    links = a.tellings[0].links
    if x == y:
        coarse = x.startswith("place:state:")
        return Feature("place", 0.7 if coarse else 1.5, f"both in {links.places[x].name}")
    p, q = links.places[x], links.places[y]
    if p.country is not None and p.country == q.country:
        if x.startswith("place:state:") or y.startswith("place:state:"):
            return Feature("place", 0.5, f"{p.name} and {q.name}, one country")
        near = p.lat is not None and q.lat is not None and abs(p.lat - q.lat) + abs((p.lon or 0) - (q.lon or 0)) < 1.0
        if near:
            return Feature("place", 0.8, f"{p.name} is near {q.name}")
        if a.fused.mode in ("meeting", "visit", "call"):
            return f"{p.name} is not {q.name}"
        return Feature("place", -0.5, f"{p.name} and {q.name}, one country")
    if a.fused.mode in ("meeting", "visit"):
        return f"{p.name} is not {q.name}"
    return Feature("place", -1.0, f"{p.name} and {q.name}")


@dataclass
class Cluster:
    """Units that are one event, with the links that joined them: (key, key, score, features)."""

    units: list[Unit]
    joins: list[tuple[Unit, Unit, float, list[Feature]]]


def cluster(
    units: Sequence[Unit],
    *,
    shared: Mapping[tuple[str, str], Sequence[tuple[int, int, int, int]]],
    must: frozenset[frozenset[str]] = frozenset(),
    cannot: frozenset[frozenset[str]] = frozenset(),
) -> list[Cluster]:
    """Clusters of units of different articles, best pairs first in a fixed order.

    `shared[a, b]` lists the copied passages of two articles as (start, end, start, end). `must` and `cannot` hold pairs
    of mention keys that people have judged to be the same or different.
    """
    units = sorted(units, key=lambda u: u.order)
    number = {id(u): n for n, u in enumerate(units)}
    blocks: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for u in units:
        for code in sorted(u.codes) or ["-"]:
            blocks[u.fused.type, code].append(u)
        if u.fused.place is not None:
            blocks[u.fused.type, u.fused.place].append(u)
    scored: dict[tuple[int, int], tuple[float, list[Feature]]] = {}
    refused: set[tuple[int, int]] = set()
    for block in sorted(blocks):
        for a, b in combinations(blocks[block], 2):
            pair = (number[id(a)], number[id(b)])
            if pair in scored or pair in refused or (a.article == b.article and not _told_twice(a, b)):
                continue
            result = compare(a, b, shared_copy=_copied(a, b, shared))
            if isinstance(result, str):
                refused.add(pair)
            else:
                scored[pair] = (score(result), result)
    forced = _forced(units, number, must)
    banned = _forced(units, number, cannot)
    root = list(range(len(units)))
    groups: dict[int, set[int]] = {n: {n} for n in root}
    joins: dict[int, list[tuple[Unit, Unit, float, list[Feature]]]] = defaultdict(list)
    for pair in sorted(forced):
        scored[pair] = (100.0, [Feature("judgement", 100.0, "a person says that they are one")])
        refused.discard(pair)
    for (i, j), (value, features) in sorted(scored.items(), key=lambda s: (-s[1][0], s[0])):
        if value < THRESHOLD or (i, j) in banned:
            break_now = value < THRESHOLD
            if break_now:
                break
            continue
        low, high = sorted((root[i], root[j]))
        if low == high or (value < 100 and _contradict(groups[low], groups[high], refused, banned, units)):
            continue
        for member in groups[high]:
            root[member] = low
        groups[low] |= groups.pop(high)
        joins[low] = joins[low] + joins.pop(high, []) + [(units[i], units[j], value, features)]
    return [Cluster([units[n] for n in sorted(members)], joins.get(low, [])) for low, members in sorted(groups.items())]


def _contradict(
    a: set[int], b: set[int], refused: set[tuple[int, int]], banned: set[tuple[int, int]], units: Sequence[Unit]
) -> bool:
    """Would the union hold two that cannot be one, or two events that one article tells apart?"""
    for i in a:
        for j in b:
            pair = (i, j) if i < j else (j, i)
            if pair in refused or pair in banned:
                return True
            if units[i].article == units[j].article and not _same_in_article(units[i], units[j]):
                return True
    return False


def _told_twice(x: Unit, y: Unit) -> bool:
    """Two chains of one report are one meeting when the same people have it on the same day."""
    a, b = x.fused, y.fused
    return (
        a.type == b.type == "CONSULT"
        and len(x.codes) > 1
        and x.codes == y.codes
        and a.status == b.status == "occurred"
        and a.date is not None
        and b.date is not None
        and width(a.date) == 0
        and (a.date.earliest, a.date.latest) == (b.date.earliest, b.date.latest)
    )


def _same_in_article(x: Unit, y: Unit) -> bool:
    """Two chains of one article may still be one event when nothing tells them apart."""
    return (
        x.fused.mode == y.fused.mode
        and x.codes == y.codes
        and (x.fused.date is None or y.fused.date is None or gap(x.fused.date, y.fused.date) == 0)
        and x.fused.status == y.fused.status
    )


def _copied(a: Unit, b: Unit, shared: Mapping[tuple[str, str], Sequence[tuple[int, int, int, int]]]) -> bool:
    swap = a.article > b.article
    x, y = (b, a) if swap else (a, b)
    for s0, e0, s1, e1 in shared.get((x.article, y.article), ()):
        if any(s0 <= t.trigger.start < e0 for t in x.tellings) and any(s1 <= t.trigger.start < e1 for t in y.tellings):
            return True
    return False


def _forced(units: Sequence[Unit], number: Mapping[int, int], pairs: frozenset[frozenset[str]]) -> set[tuple[int, int]]:
    owner = {t.key: number[id(u)] for u in units for t in u.tellings}
    found = set()
    for pair in pairs:
        known = sorted({owner[k] for k in pair if k in owner})
        if len(known) == 2:
            found.add((known[0], known[1]))
    return found
