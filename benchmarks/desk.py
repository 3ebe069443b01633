"""How long the desk takes for a page: on a record of one's own, or on one made up for the purpose.

    python benchmarks/desk.py dragoman.db
    python benchmarks/desk.py --reports 5000

A made-up record has four events, two statements and a figure a report, among 60 states over 20 years. Every page is
asked for several times through the whole application, guard included, without a network. Printed: the first time (the
record is opened), the median and the slowest of the rest in milliseconds, and the size of the page.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman import knowledge
from dragoman.query import Archive
from dragoman.reading import Extent, Reading
from dragoman.spans import article_id, cut
from dragoman.store import Landing, Store
from dragoman.types import (
    Actor,
    Article,
    Attributes,
    Date,
    Event,
    Figure,
    Number,
    Participant,
    Record,
    Span,
    Statement,
)  # fmt: skip
from dragoman.web.app import desk
from dragoman.web.guard import Guard

TOKEN = "benchmark"
ROUNDS = 5
SENTENCES = ("{a} and {b} met on Monday.", "{a} signed a paper with {b}.", "{a} accused {b}.", "{a} called {b}.")
TYPES = (("CONSULT", "meeting"), ("AGREE", "agreement"), ("ACCUSE", "accusation"), ("CONSULT", "call"))


@dataclass(frozen=True)
class Derived:
    record: Record
    members: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)


def made_up(reports: int, where: Path) -> Path:
    """A record of that many reports, the same every time."""
    desk_of_states = knowledge.load()
    codes = "AFG AGO ALB ARG ARM AUS AUT AZE BEL BGD BLR BRA CAN CHE CHL CHN COD COL CUB CYP CZE DEU DZA EGY ERI ESP \
ETH FIN FRA GBR GEO GRC HUN IDN IND IRN IRQ ISR ITA JPN KAZ KEN KOR LBN LBY MAR MEX NGA NOR PAK POL PRK RUS SAU SRB \
SYR TUR UKR USA VEN".split()
    names = {code: desk_of_states.state_name(code) or code for code in codes}
    mentions: dict[str, list[Span]] = {code: [] for code in codes}
    articles: list[Article] = []
    events: list[Event] = []
    statements: list[Statement] = []
    figures: list[Figure] = []
    landings: list[Landing] = []
    for n in range(reports):
        a, b = codes[n * 7 % 60], codes[(n * 11 + 13) % 60]
        if a == b:
            b = codes[(n * 11 + 14) % 60]
        day = f"{2004 + n % 20}-{1 + n // 20 % 12:02}-{1 + n // 240 % 28:02}"
        lines = [s.format(a=names[a], b=names[b]) for s in SENTENCES]
        text = f"Report {n}\n" + " ".join(lines) + f" “Word {n},” said {names[a]}. {n} people fled.\n" + "Filler. " * 60
        id = article_id(text)
        told = Date(earliest=day, latest=day, precision="day", basis="stated", why="the date line says so")
        article = Article(id=id, source=f"{n}.txt", publisher=f"Outlet {n % 25}", title=f"Report {n}", published=told,
                          text=text)  # fmt: skip
        articles.append(article)
        bounds, at = [], text.index("\n") + 1
        for line, (type, mode) in zip(lines, TYPES, strict=True):
            start = text.index(line, at)
            at = start + len(line)
            bounds.append(Extent(start, at))
            proof = cut(id, text, start, at)
            events.append(
                Event(id=f"e{n}-{len(events)}-event", type=type, mode=mode, title=line[:-1], date=told, place=None,
                      participants=tuple(Participant(actor=f"state:{c}", role="party") for c in (a, b)),
                      status="occurred", attributes=Attributes(), evidence=(proof,), triggers=(proof,),
                      origins=((id,),))
            )  # fmt: skip
        for code in (a, b):
            start = text.index(names[code])
            mentions[code].append(cut(id, text, start, start + len(names[code])))
        start = text.index("Word ", at)
        said = cut(id, text, start, text.index(",”", start))
        statements.append(
            Statement(id=f"s{n}-statement", speaker=f"state:{a}", form="direct", content=said, cue=None,
                      addressee=None, date=told, evidence=(said,))
        )  # fmt: skip
        start = text.index(f"{n} people fled", at)
        fled = cut(id, text, start, start + len(f"{n} people fled"))
        value = Number(low=n, high=n, qualifier="exact", unit="persons", words=str(n))
        figures.append(
            Figure(id=f"f{n}-figure", subject=f"people who fled {names[b]}", kind="displaced", number=value,
                   as_of=told, attributed_to=None, evidence=(fled,))
        )  # fmt: skip
        landings.append(Landing(article, Reading(article=id, version="b", sentences=tuple(bounds)), "b"))
    actors = tuple(
        Actor(id=f"state:{c}", name=names[c], kind="state", country=c, wikidata=None, mentions=tuple(mentions[c]))
        for c in codes
    )
    record = Record(articles=tuple(articles), actors=actors, events=tuple(events), statements=tuple(statements),
                    figures=tuple(figures))  # fmt: skip
    with Store.open(where, create=True) as store, store.writer() as writer:
        for landing in landings:
            writer.land(landing)
        writer.derive(Derived(record), by="benchmark")
    return where


def ask(app: Any, cookie: str, address: str) -> tuple[int, int]:
    """Status and size of an answer, through the application itself."""
    path, _, query = address.partition("?")
    found = {"status": 0, "size": 0}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        found["status"] = message.get("status", found["status"])
        found["size"] += len(message.get("body", b""))

    headers = [(b"host", b"127.0.0.1"), (b"cookie", f"{cookie}={TOKEN}".encode())]
    scope = {"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
             "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
             "headers": headers, "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80)}  # fmt: skip
    asyncio.run(app(scope, receive, send))
    return found["status"], found["size"]


def pages_of(record: Path) -> list[str]:
    with Archive.open(record) as archive:
        events = archive.timeline()
        article = archive.sources()[0].article
    found = ["/", "/timeline", "/timeline?since=2019&until=2019", "/statements", "/figures", "/positions", "/calendar",
             "/arrangements", "/conflicts", "/actors", "/map", "/sources", "/review", "/dossier/RUS/TUR",
             "/search?q=talks", f"/article/{article}"]  # fmt: skip
    return found + ([f"/event/{events[0].id}"] if events else [])


def measure(record: Path) -> None:
    app = desk(record, token=TOKEN)
    cookie = Guard(app, token=TOKEN).cookie
    print(f"{'page':<36}{'first':>8}{'median':>8}{'slowest':>9}  ms {'KB':>7}")
    for address in pages_of(record):
        times, size = [], 0
        for _ in range(ROUNDS + 1):
            begun = time.perf_counter()
            status, size = ask(app, cookie, address)
            times.append((time.perf_counter() - begun) * 1000)
            assert status == 200, (address, status)
        first, rest = times[0], times[1:]
        print(f"{address:<36}{first:>8.0f}{statistics.median(rest):>8.0f}{max(rest):>9.0f}     {size / 1024:>7.0f}")


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("record", nargs="?", type=Path)
    options.add_argument("--reports", type=int, default=1000)
    given = options.parse_args()
    if given.record is not None:
        measure(given.record)
    else:
        with tempfile.TemporaryDirectory() as folder:
            measure(made_up(given.reports, Path(folder) / "made-up.db"))
