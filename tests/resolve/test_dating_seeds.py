"""The five example reports, where they are at hand: every interval holds the true day and none claims too much."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from dragoman import times
from dragoman.reading import Argument, Entity, EventMention, Extent, Mention, Reading, StatementMention, When, Where
from dragoman.resolve.dating import DatedArticle, date_articles, settle
from dragoman.spans import article_id
from dragoman.types import Article, Furniture, Office

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”]?(?=\s|$)|$)", re.MULTILINE)
QUOTED = re.compile(r"[\"“]([^\"”\n]{10,600})[\"”]")
NAMES = {
    "Vladimir Putin": ("person", "Putin"),
    "Recep Tayyip Erdogan": ("person", "Erdogan"),
    "Hassan Rohani": ("person", "Rohani"),
    "Sochi": ("place", "Sochi"),
    "Ankara": ("place", "Ankara"),
}
MEETING = re.compile(r"last met|talks|met\b|meeting")
TRUTH = {
    "000": ("2021-09-29", "2021-09-30"),
    "001": ("2021-09-29", "2021-10-05"),
    "002": ("2017-11-13", "2017-11-14"),
    "003": ("2017-09-28", "2017-09-29"),
    "004": ("2019-08-27", "2019-08-28"),
}

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the example reports are not at hand")


@dataclass(frozen=True)
class Known:
    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    start: str
    end: str | None


KNOWN = (
    Known(
        "war:syria",
        "Syrian civil war",
        "war",
        ("Syria's civil war", "war in Syria", "Syrian conflict"),
        "2011-03",
        None,
    ),
    Known("show:2017", "MAKS 2017", "fair", ("MAKS air show",), "2017-07-18", "2017-07-23"),
    Known("show:2019", "MAKS 2019", "fair", ("MAKS air show",), "2019-08-27", "2019-09-01"),
    Known("show:2021", "MAKS 2021", "fair", ("MAKS air show",), "2021-07-20", "2021-07-25"),
)
TERMS = {
    "Hassan Rohani": [Office(title="President of Iran", start="2013-08-03", end="2021-08-03", table="test")],
}


def article(path: Path) -> Article:
    text = path.read_text(encoding="utf-8")
    captions = tuple(
        Furniture(start=m.start(), end=m.end(), kind="caption")
        for m in re.finditer(r"^.*\(left\).*$", text, re.MULTILINE)
    )
    return Article(id=article_id(text), source=path.name[:3], text=text, furniture=captions)


def reading(a: Article) -> Reading:
    """Names, quotations and one meeting of the two presidents for each sentence that names a place and a time."""
    sentences = tuple(Extent(*m.span()) for m in SENTENCE.finditer(a.text) if m.group().strip())
    found = times.find(a.text)
    entities = []
    index: dict[str, int] = {}
    for name, (kind, word) in NAMES.items():
        mentions = tuple(Mention(start=m.start(), end=m.end(), kind="name") for m in re.finditer(word, a.text))
        if mentions:
            index[name] = len(entities)
            roles = ("president",) if name == "Hassan Rohani" else ()
            entities.append(
                Entity(kind=kind, name=name, candidates=(name,), mentions=mentions, roles=roles)  # type: ignore[arg-type]
            )
    events = []
    for s in sentences:
        words = a.text[s.start : s.end]
        trigger = MEETING.search(words)
        places = [p for p in ("Sochi", "Ankara") if p in words]
        when = [i for i, e in enumerate(found) if s.start <= e.start < s.end and e.form in ("date", "weekday")]
        if trigger and len(places) == 1 and when and {"Vladimir Putin", "Recep Tayyip Erdogan"} <= set(index):
            events.append(
                EventMention(
                    type="CONSULT",
                    mode="meeting",
                    trigger=Extent(s.start + trigger.start(), s.start + trigger.end()),
                    evidence=s,
                    participants=tuple(
                        Argument(entity=index[n], role="actor") for n in ("Vladimir Putin", "Recep Tayyip Erdogan")
                    ),
                    when=(When(time=when[0]),),
                    where=(Where(entity=index[places[0]]),),
                )
            )
    statements = tuple(
        StatementMention(form="direct", content=Extent(*m.span(1)), evidence=Extent(*m.span()))
        for m in QUOTED.finditer(a.text)
    )
    return Reading(
        article=a.id, version="test", sentences=sentences, entities=tuple(entities), times=found, events=tuple(events),
        statements=statements,
    )  # fmt: skip


def solved(*, known: bool) -> dict[str, tuple[Article, Reading, DatedArticle]]:
    articles = [article(p) for p in sorted(SEEDS.glob("*.txt"))]
    readings = [reading(a) for a in articles]
    dated = date_articles(articles, readings, known_events=KNOWN if known else (), terms=TERMS if known else {})
    return {a.source: (a, r, dated[a.id]) for a, r in zip(articles, readings, strict=True)}


@pytest.mark.parametrize("known", [True, False], ids=["with tables", "without tables"])
def test_every_interval_holds_the_true_day(known: bool) -> None:
    for source, (_, _, dated) in solved(known=known).items():
        lo = (dated.reference.earliest if dated.reference else None) or "0"
        hi = (dated.reference.latest if dated.reference else None) or "9"
        assert lo[:10] <= TRUTH[source][1] and hi[:10] >= TRUTH[source][0], (source, dated.proof)
        assert lo[:10] <= TRUTH[source][0], (source, dated.proof)


def test_the_intervals_are_as_narrow_as_the_five_reports_allow() -> None:
    found = {source: dated for source, (_, _, dated) in solved(known=True).items()}
    bounds = {s: (d.reference.earliest, d.reference.latest) for s, d in found.items() if d.reference is not None}
    assert bounds["000"][0] == "2021-09-29"
    assert bounds["001"] == ("2021-09-29", "2021-10-05")
    assert (bounds["002"][0] or "") >= "2017-10-01" and (bounds["002"][1] or "") <= "2017-12-31"
    assert bounds["003"][0] == "2017-09-28" and (bounds["003"][1] or "") <= "2017-09-30"
    assert bounds["004"][0] == "2019-08-27" and (bounds["004"][1] or "") <= "2019-08-31"


def test_the_news_of_each_report_gets_its_day() -> None:
    days = {}
    for source, (a, r, dated) in solved(known=True).items():
        for i, e in enumerate(r.times):
            if a.text[e.start : e.end] in ("Wednesday", "Monday", "September 28", "August 27"):
                date = settle([When(time=i)], r, dated=dated, article=a)
                assert date is not None
                days.setdefault(source, set()).add((date.earliest, date.latest))
    assert days["000"] == {("2021-09-29", "2021-09-29")}
    assert days["001"] == {("2021-09-29", "2021-09-29")}
    assert days["003"] == {("2017-09-28", "2017-09-28")}
    assert days["004"] == {("2019-08-27", "2019-08-27")}
    ((first, last),) = days["002"]
    assert first is not None and last is not None and "2017-10-01" <= first <= "2017-11-13" <= last <= "2017-12-31"
