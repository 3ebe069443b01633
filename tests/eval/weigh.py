"""Fit the weights by which tellings are joined (resolve/joining.py), and say how well they part the pairs.

    python -m tests.eval.weigh              # the weights as fitted, beside those that stand
    python -m tests.eval.weigh --held-out   # how they do on pairs of tests/eval/open2, which they are not fitted to

Pairs of tellings come from tests/resolve/piles.toml, from tests/eval/open and from the demo archive: two units of
different reports that share a block and that no veto parts, matched to the golds' events. The fit is logistic
regression, pulled towards PRIOR (set by hand before any fit) with PENALTY on the squared distance; found by Newton's
steps, so that it needs no library but numpy.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "support")]

import msgspec  # noqa: E402
import piles  # noqa: E402

from dragoman import clean, extract, knowledge, nlp, sources  # noqa: E402
from dragoman.resolve.alike import Feature, Unit, compare  # noqa: E402
from dragoman.resolve.derive import derive  # noqa: E402
from dragoman.resolve.joining import THRESHOLD, WEIGHTS  # noqa: E402
from dragoman.resolve.laid import Laid, lay_out  # noqa: E402
from dragoman.resolve.merge import copied, marks  # noqa: E402
from dragoman.types import Article  # noqa: E402
from tests.eval.scoring.case import Case, gold_places, load_gold  # noqa: E402
from tests.eval.scoring.events import Said, Told, _pair  # noqa: E402

PENALTY = 4.0
STEPS = 60
HELD = {("date", "inferred")}  # an inferred date joins nothing: kept at its prior, whatever the pairs say
Key = tuple[str, str]
PRIOR: dict[Key, float] = {
    ("start", ""): -3.5,
    ("mode", "same"): 1.0,
    ("mode", "akin"): 0.0,
    ("actors", "same"): 2.0,
    ("actors", "same sides"): 1.8,
    ("actors", "same one"): 1.0,
    ("actors", "within"): 1.4,
    ("actors", "two"): 0.7,
    ("actors", "half"): 0.5,
    ("actors", "apart"): -0.5,
    ("actors", "one"): 0.0,
    ("actors", "of the report"): 0.3,
    ("actors", "unnamed"): -0.5,
    ("date", "day"): 3.0,
    ("date", "week"): 2.2,
    ("date", "month"): 2.0,
    ("date", "overlap"): 0.5,
    ("date", "goes on"): 0.3,
    ("date", "moved"): 0.3,
    ("date", "inferred"): 0.0,
    ("date", "unknown"): 0.0,
    ("near", "days"): 0.8,
    ("near", "weeks"): 0.3,
    ("near", "months"): -0.3,
    ("near", "years"): -1.0,
    ("near", "unknown"): 0.0,
    ("place", "town"): 1.5,
    ("place", "near"): 0.8,
    ("place", "state"): 0.6,
    ("place", "within"): 0.5,
    ("place", "vague"): 0.0,
    ("place", "unknown"): 0.0,
    ("place", "report's"): -0.3,
    ("place", "other town"): -1.0,
    ("place", "elsewhere"): -1.2,
    ("repeated", "met"): -1.0,
    ("repeated", "agreed"): -0.6,
    ("repeated", "spoke"): -1.2,
    ("rare", ""): 1.0,
    ("status", "ahead"): -1.5,
    ("status", "called off"): -1.5,
    ("counts", "same"): 1.5,
    ("counts", "other"): -0.5,
    ("things", ""): 1.2,
    ("lasting", ""): 1.5,
    ("lead", ""): 0.5,
    ("words", "share"): 2.0,
    ("words", "several"): 0.4,
    ("copy", ""): 3.0,
    ("report", ""): 1.5,
}
Row = tuple[str, bool, list[Feature] | str]


def of_piles() -> Iterator[Row]:
    """The pairs that the piles speak of."""
    for entry in piles.entries():
        with tempfile.TemporaryDirectory() as folder:
            table, _ = piles.laid(entry["name"], Path(folder))
            for told in piles.tellings(entry["name"], Path(folder)):
                for a in told.left:
                    for b in told.right:
                        yield entry["name"], told.same, compare(a, b, shared_copy=copied(a, b, table.passages))


def of_gold(path: Path) -> Iterator[Row]:
    """The pairs of units that a gold knows both of."""
    gold = load_gold(path)
    articles, readings = [], []
    for capture in sources.open_paths([str(path.parent / gold["texts"])]):
        article = clean.article(capture)
        if isinstance(article, Article):
            articles.append(article)
            doc = nlp.load().parse(article.text, skip=extract.skipped(article))
            readings.append(extract.read(article, doc, knowledge.load()))
    table = lay_out(articles, readings, (), knowledge.load())
    record = msgspec.json.decode(msgspec.json.encode(derive(articles, readings).record))
    known = list(_known(Case(record, gold), table))
    for (one, a), (other, b) in combinations(known, 2):
        if a.article != b.article and (one == other or set(marks(a)) & set(marks(b))):
            yield path.stem, one == other, compare(a, b, shared_copy=copied(a, b, table.passages))


def _known(case: Case, table: Laid) -> Iterator[tuple[str, Unit]]:
    """The units that match an event of the gold, with its identity or a name of its own."""
    unit_at = {(t.article, t.trigger.start, t.trigger.end): u for u in table.weighed.units for t in u.tellings}
    said_all = [Said(e, case.spans(e["evidence"]), []) for e in case.items("events")]
    told_all = [Told(e, gold_places(e["evidence"])) for e in case.gold["events"]]
    done: set[int] = set()
    for source in case.gold["articles"]:
        said = [p for p in said_all if source in p.spans]
        told = [g for g in told_all if source in g.spans]
        for i, j in _pair(case, source, said, told):
            identity = told[j].event["identity"] or f"{source}:{j}"
            for span in said[i].event["triggers"]:
                unit = unit_at.get((span["article"], span["start"], span["end"]))
                if unit is not None and case.source_of.get(span["article"]) == source and id(unit) not in done:
                    done.add(id(unit))
                    yield identity, unit


def fit(rows: list[tuple[bool, list[Feature]]]) -> dict[Key, float]:
    keys = sorted(PRIOR)
    column = {k: n for n, k in enumerate(keys)}
    x = np.zeros((len(rows), len(keys)))
    y = np.array([float(same) for same, _ in rows])
    for n, (_, features) in enumerate(rows):
        for f in features:
            if (f.name, f.kind) not in HELD:
                x[n, column[f.name, f.kind]] += f.value
    prior = np.array([PRIOR[k] for k in keys])
    w = prior.copy()
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (p - y) + PENALTY * (w - prior)
        w = w - np.linalg.solve((x.T * (p * (1 - p))) @ x + PENALTY * np.eye(len(w)), slope)
    return {k: round(float(v), 1) + 0.0 for k, v in zip(keys, w, strict=True)}


def told(rows: list[tuple[bool, list[Feature]]], weights: dict[Key, float]) -> str:
    scores = [(same, sum(weights[f.name, f.kind] * f.value for f in features)) for same, features in rows]
    joined = [same for same, value in scores if value >= THRESHOLD]
    alike = sum(same for same, _ in scores)
    return (
        f"joins {sum(joined)} of {alike} that are one, and {len(joined) - sum(joined)} of {len(scores) - alike} others"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true")
    held_out = parser.parse_args().held_out
    if held_out:
        every = list(of_gold(ROOT / "tests" / "eval" / "open2" / "gold.json"))
    else:
        every = list(of_piles())
        for path in [ROOT / "tests/eval/open/gold.json", *sorted((ROOT / "examples" / "gold").glob("*.json"))]:
            every += of_gold(path)
    rows = [(same, features) for _, same, features in every if not isinstance(features, str)]
    parted = [same for _, same, features in every if isinstance(features, str)]
    print(f"{len(every)} pairs; vetoes part {len(parted)}, of which {sum(parted)} are one event")
    print("as they stand:", told(rows, WEIGHTS))
    if held_out:
        return
    weights = fit(rows)
    print("as set by hand:", told(rows, PRIOR))
    print("as fitted:", told(rows, weights))
    counts = {k: sum(any((f.name, f.kind) == k for f in features) for _, features in rows) for k in PRIOR}
    for k in PRIOR:
        print(f'    ("{k[0]}", "{k[1]}"): {weights[k]},  # {counts[k]} pairs; by hand {PRIOR[k]}, now {WEIGHTS[k]}')


if __name__ == "__main__":
    main()
