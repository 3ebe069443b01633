"""Reports in, record out: clean, parse, extract each article; keep it as it lands; then derive the record from all.

What is kept does not depend on the order of arrival, and what is derived is a pure function of what is kept; so reading
one by one, in any order, in any number of runs, gives the record that `rebuild` gives.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, BinaryIO, Protocol

import dragoman
from dragoman.config import Limits
from dragoman.engine import FEW, Engine, EngineName, Lost, start
from dragoman.errors import NothingRead, UnknownId
from dragoman.reading import Reading
from dragoman.store import MEMORY, Derivation, Landing, Store, Writer, input_hash, superseding
from dragoman.types import Article, Failure

Where = str | os.PathLike[str]
READ_LANGUAGE = "en"


class Captured(Protocol):
    """What a source yields, as far as this module looks into it."""

    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Rooms:
    """The functions that a run is put together from. `clean` and `read` must be importable by name: they travel.

    `version` names model and rules; a kept reading of another version is out of date.
    """

    open_paths: Callable[..., Iterable[Any]]
    clean: Callable[[Any], Article | Failure]
    read: Callable[[Article], Reading]
    derive: Callable[..., Derivation]
    version: str


def read_article(article: Article) -> Reading:
    """Parse and extract one article. The model and the tables are loaded once a process."""
    from dragoman import extract, knowledge, nlp

    doc = nlp.load().parse(article.text, skip=extract.skipped(article))
    return extract.read(article, doc, knowledge.load())


def clean_capture(capture: Any) -> Article | Failure:
    from dragoman import clean

    return clean.article(capture)


def derive_record(articles: list[Article], readings: list[Reading], judgements: Any, **options: Any) -> Derivation:
    from dragoman import knowledge, resolve

    return resolve.derive(articles, readings, judgements, knowledge.load(), **options)


def rooms() -> Rooms:
    """The rooms of the house, loaded now."""
    from dragoman import extract, sources

    return Rooms(
        open_paths=sources.open_paths,
        clean=clean_capture,
        read=read_article,
        derive=derive_record,
        version=str(getattr(extract, "VERSION", dragoman.__version__)),
    )


@dataclass
class RunReport:
    """What a run did. `unread` counts texts by language that are kept but not read; `words` are those of new readings.

    `known` are texts that were there already; a new sighting of one is kept and counted in `sightings`.
    """

    added: int = 0
    known: int = 0
    sightings: int = 0
    withdrawn: int = 0
    read: int = 0
    words: int = 0
    seconds: float = 0.0
    unread: dict[str, int] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    interrupted: bool = False
    events: int = 0

    @property
    def read_nothing(self) -> bool:
        """Did nothing come of the run: no report read, none known, none in another language, none withdrawn?"""
        return not (self.read or self.known or self.unread or self.withdrawn or self.interrupted)


Progress = Callable[[RunReport], None]


def read(
    paths: Iterable[Where],
    record: Where,
    *,
    engine: EngineName | Engine = "serial",
    progress: Progress | None = None,
    limits: Limits | None = None,
    stdin: BinaryIO | None = None,
    rooms_of: Rooms | None = None,
) -> RunReport:
    """Add reports to a record, which is made if there is none, and derive it anew.

    `paths` are files, folders, globs or "-" for `stdin`. `progress` is called after each item with the report so far.
    Ctrl-C ends the reading; what has landed is kept and derived. Errors: NothingRead when no item could be read; those
    of `Store.open`.
    """
    house = rooms_of or rooms()
    captures = iter(house.open_paths(paths, limits=limits, stdin=stdin))
    with Store.open(record, create=True) as store, store.writer() as writer:
        run = _Run(store, writer, house, progress)
        head: list[Any] = []
        if engine == "auto":
            head = list(islice(captures, FEW + 1))
        running = start(engine, items=len(head)) if isinstance(engine, str) else engine
        try:
            with running:
                run.work(running, chain(head, captures))
        except KeyboardInterrupt:
            run.report.interrupted = True
        report = run.finish()
    if report.read_nothing:
        raise _nothing(report)
    return report


def rebuild(
    record: Where,
    *,
    reread: bool = False,
    engine: EngineName | Engine = "serial",
    progress: Progress | None = None,
    rooms_of: Rooms | None = None,
) -> RunReport:
    """Derive the record anew from what is kept; first read again what has no reading of this version.

    `reread` reads every article again.
    """
    house = rooms_of or rooms()
    with Store.open(record, write=True) as store, store.writer() as writer:
        run = _Run(store, writer, house, progress)
        if engine == "auto":
            engine = start("auto", items=len(store.kept.known().articles))
        running = start(engine) if isinstance(engine, str) else engine
        with running:
            run.work_again(running, everything=reread)
        return run.finish(whole=True)


def withdraw(record: Where, article: str, *, rooms_of: Rooms | None = None) -> str:
    """Take a report out by its id or its source, with every fact that rested on it alone; returns the article's id."""
    house = rooms_of or rooms()
    with Store.open(record, write=True) as store, store.writer() as writer:
        found = [a for a in store.kept.articles() if a.id.startswith(article) or a.source == article]
        exact = [a for a in found if article in (a.id, a.source)] or found
        if len(exact) != 1:
            what = (
                f"No report has the id or source {article}." if not exact else f"{article} fits {len(exact)} reports."
            )
            raise UnknownId(what, remedy="`dragoman sources` lists every report with its id.")
        writer.withdraw(exact[0].id, exact[0].source)
        derive(store, writer, house)
        writer.tidy()
        return exact[0].id


def derive(store: Store, writer: Writer, house: Rooms) -> Derivation:
    """Derive the record from all that is kept, and put it in the place of the last one."""
    writer.renew()
    derivation = derivation_of(store, house)
    writer.derive(derivation, by=stamp(house))
    return derivation


def derivation_of(store: Store, house: Rooms, **options: Any) -> Derivation:
    articles = superseding(list(store.kept.articles()))
    return house.derive(articles, list(store.kept.readings()), store.kept.judgements(), **options)


def as_known_on(store: Store, day: str, *, rooms_of: Rooms | None = None) -> Store:
    """The record derived from the articles published by that day, in memory. Close it when done."""
    house = rooms_of or rooms()
    derivation = derivation_of(store, house, known_on=day)
    then = Store.open(MEMORY, create=True)
    with then.writer() as writer:
        for article in store.kept.articles(a.id for a in derivation.record.articles):
            writer.land(Landing(article=article))
        writer.derive(derivation, by=stamp(house))
    return then


def stamp(house: Rooms) -> str:
    return f"{dragoman.__version__}/{house.version}"


class _Run:
    """One run over one record: what is still to be read, and what came of it."""

    def __init__(self, store: Store, writer: Writer, house: Rooms, progress: Progress | None) -> None:
        self._store, self._writer, self._house, self._progress = store, writer, house, progress
        self._known = store.kept.known()
        self._wanted: dict[str, str] = {}  # article -> input hash of the reading that is under way
        self._unread: Counter[str] = Counter()
        self._begun = time.monotonic()
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        self.report = RunReport()

    def work(self, running: Engine, captures: Iterable[Any]) -> None:
        cleaned = running.map(self._house.clean, self._without_failures(captures))
        self._read(running, chain(self._left_over(), self._settled(cleaned)))

    def work_again(self, running: Engine, *, everything: bool) -> None:
        def out_of_date() -> Iterator[Article]:
            for article in self._store.kept.articles():
                if article.language == READ_LANGUAGE and (everything or not self._is_read(article)):
                    self._wanted[article.id] = input_hash(article)
                    yield article

        self._read(running, out_of_date())

    def _read(self, running: Engine, articles: Iterator[Article]) -> None:
        for article, reading in running.map(self._house.read, articles):
            if isinstance(reading, Lost):
                self._fail(_lost(article.source, reading))
                self._wanted.pop(article.id, None)
            elif self._wanted.get(article.id) == input_hash(article):
                self._writer.land(Landing(article=article, reading=reading, input=self._wanted.pop(article.id)))
                self.report.read += 1
                self.report.words += len(article.text.split())
            self._tell()

    def _without_failures(self, captures: Iterable[Any]) -> Iterator[Any]:
        for capture in captures:
            if isinstance(capture, Failure):
                self._fail(capture)
                self._tell()
            else:
                yield capture

    def _left_over(self) -> Iterator[Article]:
        """Articles that an interrupted run kept without a reading."""
        without = self._known.articles - self._known.readings.keys()
        for article in self._store.kept.articles(without) if without else ():
            if article.language == READ_LANGUAGE:
                self._wanted[article.id] = input_hash(article)
                yield article

    def _settled(self, cleaned: Iterable[tuple[Captured, Article | Failure | Lost]]) -> Iterator[Article]:
        """Keep each article, and pass on those that need reading."""
        for capture, outcome in cleaned:
            if isinstance(outcome, Lost):
                outcome = _lost(capture.source, outcome)
            if isinstance(outcome, Article):
                outcome = _storable(outcome)
            if isinstance(outcome, Failure):
                self._fail(outcome)
            elif outcome.id in self._known.withdrawn:
                self.report.withdrawn += 1
            else:
                article = self._keep(outcome)
                if article is not None:
                    yield article
                    continue
            self._tell()

    def _keep(self, met: Article) -> Article | None:
        """Keep an article as it was met; the article to read, or None when there is nothing to read."""
        new = met.id not in self._known.articles
        changed = self._writer.land(Landing(article=met))
        self._known.articles.add(met.id)
        self.report.added += new
        self.report.known += not new
        self.report.sightings += changed and not new
        if met.language != READ_LANGUAGE:
            self._unread[met.language] += new
            self.report.unread = dict(sorted((language, n) for language, n in self._unread.items() if n))
        article = self._store.kept.article(met.id)
        if article is None or article.language != READ_LANGUAGE or self._is_read(article):
            return None
        wanted = input_hash(article)
        if self._wanted.get(article.id) == wanted:
            return None
        self._wanted[article.id] = wanted
        return article

    def _is_read(self, article: Article) -> bool:
        return self._known.readings.get(article.id) == (self._house.version, input_hash(article))

    def _fail(self, failure: Failure) -> None:
        self._writer.land(Landing(failure=failure))
        self.report.failures.append(failure)

    def _tell(self) -> None:
        self.report.seconds = time.monotonic() - self._begun
        if self._progress is not None:
            self._progress(self.report)

    def finish(self, *, whole: bool = False) -> RunReport:
        """Derive, if anything is kept that is not yet derived, and log the run."""
        if whole or self._store.derived_by != stamp(self._house):
            derive(self._store, self._writer, self._house)
        self._tell()
        self._writer.log(
            {
                "started": self._started,
                "seconds": round(self.report.seconds, 3),
                "version": stamp(self._house),
                "added": self.report.added,
                "known": self.report.known,
                "failed": len(self.report.failures),
                "words": self.report.words,
            }
        )
        self.report.events = self._store.counts()["events"]
        return self.report


def _storable(article: Article) -> Article | Failure:
    """An article whose text is no Unicode text (half a surrogate pair) cannot be kept, exported or shown."""
    try:
        article.text.encode()
    except UnicodeEncodeError:
        return Failure(
            source=article.source,
            code="malformed",
            fault="holds half of a surrogate pair, which is no text",
            remedy="Write the file anew as UTF-8.",
        )
    return article


def _lost(source: str, lost: Lost) -> Failure:
    return Failure(
        source=source,
        code="unreadable",
        fault=f"reading it failed ({lost.why})",
        remedy="The other reports were read. Please report this one, with its text if you may.",
    )


def _nothing(report: RunReport) -> NothingRead:
    if not report.failures:
        return NothingRead("Nothing to read was found there.", remedy="`dragoman read --help` lists what can be read.")
    first = report.failures[0]
    more = f" ({len(report.failures)} items failed; this is the first.)" if len(report.failures) > 1 else ""
    return NothingRead(f"Nothing could be read. {first.source}: {first.fault}.{more}", remedy=first.remedy)


def summary(report: RunReport) -> Mapping[str, Any]:
    """The report as plain values, for a log or a script."""
    plain = dict(vars(report))
    plain["failures"] = [{"source": f.source, "code": f.code, "fault": f.fault} for f in report.failures]
    return plain


__all__ = [
    "Progress",
    "Rooms",
    "RunReport",
    "as_known_on",
    "derive",
    "read",
    "rebuild",
    "rooms",
    "summary",
    "withdraw",
]
