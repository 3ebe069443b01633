"""The events that the program reads in reports with golds, each judged right or wrong, with what speaks for it.

An event is right when some gold event answers it (evidence and type, as in tests/eval/scoring) and, in every report
where one does, its date, place, participants and status are right too. An event without an answer is wrong: the golds
are exhaustive. STATEMENT and OTHER, and events of reports without a gold, are not judged.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from dragoman import clean, extract, knowledge, nlp, sources  # noqa: E402
from dragoman.reading import Reading  # noqa: E402
from dragoman.resolve.derive import derive  # noqa: E402
from dragoman.resolve.fuse import Telling  # noqa: E402
from dragoman.resolve.laid import lay_out  # noqa: E402
from dragoman.types import Article, Event, Failure  # noqa: E402
from tests.eval.scoring import dates  # noqa: E402
from tests.eval.scoring.case import Case, gold_places, load_gold  # noqa: E402
from tests.eval.scoring.events import UNJUDGED, Said, Told, _pair, participants, place_verdict  # noqa: E402

OPEN = tuple(ROOT / "tests" / "eval" / name / "gold.json" for name in ("open", "open2"))
ARCHIVE = tuple(sorted((ROOT / "examples" / "gold").glob("*.json")))
SAME = {  # reports of one relationship in several sets
    "asmara": "ethiopia-eritrea", "ohrid": "serbia-kosovo", "colombia/open2": "colombia-farc",
}  # fmt: skip
NEAR = ("clause", "sentence")  # how far from the trigger a place may be named and still be the event's own


@dataclass(frozen=True)
class Judged:
    """One event. `set` is the gold that judged it, `relationship` what it is held out with."""

    set: str
    relationship: str
    right: bool
    score: float


def points(event: Event, tellings: Sequence[Telling]) -> float:
    """What speaks for an event, in points set by hand after a look at how often each kind is right in the golds.

    Its date: half a point when inferred, 1 when resolved or from the page, 1½ when stated, ½ less when vague. Its
    participants: 1 where there are some and the clause itself names all. Less: 1 for a place named only outside the
    sentence, 2 when hypothetical or cancelled, 1 when denied or proposed, ½ when only claimed. How many origins it has
    and how precise the wordings of its mode are on labelled clauses were tried: they parted hardly better.
    """
    score = 0.0
    if event.date is not None:
        score += {"inferred": 0.5, "resolved": 1.0, "metadata": 1.0, "stated": 1.5}[event.date.basis]
        score -= 0.5 * (event.date.precision in ("range", "season", "year"))
    named = all(a.via == "clause" for t in tellings for a in t.mention.participants)
    score += bool(event.participants) and named
    where = [w.via for t in tellings for w in t.mention.where]
    score -= event.place is not None and not any(via in NEAR for via in where)
    score -= {"hypothetical": 2.0, "cancelled": 2.0, "denied": 1.0, "proposed": 1.0}.get(event.status, 0.0)
    return score - 0.5 * bool(event.claimed_by)


def judged(gold_path: Path) -> Iterator[Judged]:
    """The judged events of one gold's reports, read together by the program as it stands."""
    gold = load_gold(gold_path)
    articles: list[Article] = []
    readings: list[Reading] = []
    for capture in sources.open_paths([str(gold_path.parent / gold["texts"])]):
        article = capture if isinstance(capture, Failure) else clean.article(capture)
        if isinstance(article, Article):
            articles.append(article)
            doc = nlp.load().parse(article.text, skip=extract.skipped(article))
            readings.append(extract.read(article, doc, knowledge.load()))
    tables = knowledge.load()
    record = derive(articles, readings, (), tables).record
    tellings = {}
    for cluster in lay_out(articles, readings, (), tables).clusters():
        told = sorted((t for u in cluster.units for t in u.tellings), key=lambda t: t.order)
        tellings[told[0].key] = told
    case = Case(msgspec.json.decode(msgspec.json.encode(record)), gold)
    name = set_of(gold_path)
    events = {e.id: e for e in record.events}
    for identity, (source, right) in verdicts(case).items():
        group = relationship(source, name, gold_path)
        yield Judged(name, group, right, points(events[identity], tellings[identity]))


def set_of(gold_path: Path) -> str:
    return gold_path.parent.name if gold_path.stem == "gold" else "archive"


def relationship(source: str, name: str, gold_path: Path) -> str:
    """Reports of the open sets bear it at the head of their names; a gold of the demo archive is of one."""
    if gold_path.stem != "gold":
        return gold_path.stem
    head = source.removesuffix(".txt").split("-")[0]
    return SAME.get(f"{head}/{name}", SAME.get(head, head))


def verdicts(case: Case) -> dict[str, tuple[str, bool]]:
    """For each event that is judged: the first report that tells it, and whether all of it is right."""
    said_all = [
        Said(e, case.spans(e["evidence"]), list(dict.fromkeys(p["actor"] for p in e["participants"])))
        for e in case.items("events")
    ]
    told_all = [Told(e, gold_places(e["evidence"])) for e in case.gold["events"]]
    answers: dict[str, list[bool | None]] = {}
    for source in case.gold["articles"]:
        said = [p for p in said_all if source in p.spans]
        told = [g for g in told_all if source in g.spans]
        for i, j in _pair(case, source, said, told):
            right = None if told[j].aside else all_right(case, said[i], told[j])
            answers.setdefault(said[i].event["id"], []).append(right)
    found: dict[str, tuple[str, bool]] = {}
    for p in said_all:
        answered = answers.get(p.event["id"], [])
        counted = [right for right in answered if right is not None]
        if p.spans and p.event["type"] not in UNJUDGED and (counted or not answered):
            found[p.event["id"]] = (min(p.spans), bool(counted) and all(counted))
    return found


def all_right(case: Case, said: Said, told: Told) -> bool:
    """Date, place, participants and status, as main events are judged."""
    event: dict[str, Any] = said.event
    gold: dict[str, Any] = told.event
    found, listed, wanted = participants(case, said, told)
    return (
        (gold["dates"] is None or dates.right(event["date"], gold["dates"], event.get("end")))
        and (gold["places"] is None or place_verdict(case, said, told) == "right")
        and found == wanted
        and 2 * found >= listed
        and event["status"] in gold["statuses"]
    )
