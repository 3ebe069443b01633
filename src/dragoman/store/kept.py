"""The kept tables: what came in, and what people said about it. Nothing here depends on the order of arrival."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TypeVar

import msgspec
import sqlalchemy as sa

from dragoman.reading import Reading
from dragoman.store import tables
from dragoman.types import Article, Date, Failure, Judgement, Sighting

T = TypeVar("T")
LAST = "9999"  # sorts after every day: what has no date of its own comes last
CHUNK = 500  # ids in one question; SQLite allows 32,766 variables, PostgreSQL's plans grow slow earlier


def encode(value: object) -> str:
    return msgspec.json.encode(value).decode()


def told(date: Date | None) -> str:
    """The instant of publication that orders articles: only where it is stated or from metadata, else last."""
    if date is None or date.basis not in ("stated", "metadata"):
        return LAST
    return date.earliest or date.latest or LAST


def input_hash(article: Article) -> str:
    """What a reading of the article may depend on: everything but where it was found."""
    bare = msgspec.structs.replace(article, source="", sightings=(), supersedes=None, times=())
    return hashlib.sha256(msgspec.json.encode(bare)).hexdigest()[:16]


def _variant_key(row: tuple[str, Article]) -> tuple[str, str, str]:
    return told(row[1].published), row[1].source, row[0]


def speaking(variants: Iterable[tuple[str, Article]], text: str) -> Article:
    """The one Article of all the ways its text was met: the earliest told speaks, every sighting is listed."""
    ordered = sorted(variants, key=_variant_key)
    seen = {
        (told(s.published), s.source, s.publisher or ""): s
        for _, a in ordered
        for s in (a.sightings or (Sighting(source=a.source, publisher=a.publisher, published=a.published),))
    }
    sightings = tuple(seen[key] for key in sorted(seen))
    return msgspec.structs.replace(ordered[0][1], text=text, sightings=sightings)


def superseding(articles: list[Article]) -> list[Article]:
    """Mark each later version of a page: the same address, another text, and both say when they were published.

    Where no instant tells which came first, nothing is marked: the order of arrival is no proof.
    """
    earlier: dict[str, str] = {}
    by_source = sorted(articles, key=lambda a: a.source)
    for _, group in groupby(by_source, key=lambda a: a.source):
        dated = sorted((max(_instant(a.published), _instant(a.updated)), a.id) for a in group)
        for (before, a), (after, b) in pairwise(dated):
            if "" < before < after:
                earlier[b] = a
    return [
        msgspec.structs.replace(a, supersedes=earlier[a.id]) if a.supersedes is None and a.id in earlier else a
        for a in articles
    ]


def _instant(date: Date | None) -> str:
    return "" if told(date) == LAST else told(date)


@dataclass(frozen=True)
class Landing:
    """One item of a run that is to be kept: an article with its reading (None: unread), or a failure."""

    article: Article | None = None
    reading: Reading | None = None
    input: str = ""
    failure: Failure | None = None


@dataclass
class Known:
    """What is in a record already, by id: enough to tell what a run still has to do."""

    articles: set[str] = field(default_factory=set)
    withdrawn: set[str] = field(default_factory=set)
    readings: dict[str, tuple[str, str]] = field(default_factory=dict)  # article -> (version, input)


class Kept:
    """Reads and writes the kept tables over one connection pool. Writing methods take part in a given transaction."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def known(self) -> Known:
        with self._engine.connect() as connection:
            return Known(
                articles=set(connection.execute(sa.select(tables.article.c.id)).scalars()),
                withdrawn=set(connection.execute(sa.select(tables.withdrawn.c.id)).scalars()),
                readings={
                    row.article: (row.version, row.input)
                    for row in connection.execute(
                        sa.select(tables.reading.c.article, tables.reading.c.version, tables.reading.c.input)
                    )
                },
            )

    def article(self, id: str) -> Article | None:
        return next(iter(self.articles([id])), None)

    def articles(self, ids: Iterable[str] | None = None) -> Iterator[Article]:
        """The articles as cleaned, in order of id; all of them, or those named."""
        with self._engine.connect() as connection:
            everything = connection.execute(sa.select(tables.article.c.id)).scalars() if ids is None else ids
            wanted = sorted(set(everything))
            for at in range(0, len(wanted), CHUNK):
                some = wanted[at : at + CHUNK]
                texts = {
                    row.id: row.text
                    for row in connection.execute(
                        sa.select(tables.article.c.id, tables.article.c.text).where(tables.article.c.id.in_(some))
                    )
                }
                rows = connection.execute(
                    sa.select(tables.sighting.c.article, tables.sighting.c.id, tables.sighting.c.blob)
                    .where(tables.sighting.c.article.in_(some))
                    .order_by(tables.sighting.c.article, tables.sighting.c.id)
                ).all()
                for id, group in groupby(rows, key=lambda row: row.article):
                    if id in texts:
                        variants = [(row.id, msgspec.json.decode(row.blob, type=Article)) for row in group]
                        yield speaking(variants, texts[id])

    def readings(self) -> Iterator[Reading]:
        with self._engine.connect() as connection:
            for row in connection.execute(sa.select(tables.reading.c.blob).order_by(tables.reading.c.article)):
                yield msgspec.json.decode(row.blob, type=Reading)

    def reading(self, article: str) -> Reading | None:
        with self._engine.connect() as connection:
            query = sa.select(tables.reading.c.blob).where(tables.reading.c.article == article)
            blob = connection.execute(query).scalar()
        return None if blob is None else msgspec.json.decode(blob, type=Reading)

    def judgements(self) -> tuple[Judgement, ...]:
        return self._all(tables.judgement, Judgement)

    def failures(self) -> tuple[Failure, ...]:
        return self._all(tables.failure, Failure)

    def _all(self, table: sa.Table, shape: type[T]) -> tuple[T, ...]:
        with self._engine.connect() as connection:
            blobs = connection.execute(sa.select(table.c.blob).order_by(table.c.id)).scalars()
            return tuple(msgspec.json.decode(blob, type=shape) for blob in blobs)

    # writing -----------------------------------------------------------------------------------------------------

    def land(self, connection: sa.Connection, landing: Landing) -> bool:
        """Keep one item; the same item again changes nothing. Returns whether anything changed."""
        if landing.failure is not None:
            return self._keep_failure(connection, landing.failure)
        assert landing.article is not None
        changed = self._keep_article(connection, landing.article)
        if landing.reading is not None and self._keep_reading(connection, landing.reading, landing.input):
            changed = True
            connection.execute(tables.failure.delete().where(tables.failure.c.source == landing.article.source))
        return changed

    def _keep_article(self, connection: sa.Connection, article: Article) -> bool:
        bare = encode(msgspec.structs.replace(article, text=""))
        key = hashlib.sha256(f"{article.id}\x1f{bare}".encode()).hexdigest()[:16]
        changed = _insert_new(
            connection,
            tables.article,
            {
                "id": article.id,
                "language": article.language,
                "words": len(article.text.split()),
                "title": article.title or "",
                "text": article.text,
            },
        )
        changed |= _insert_new(
            connection,
            tables.sighting,
            {
                "id": key,
                "article": article.id,
                "source": article.source,
                "publisher": article.publisher,
                "published": None if article.published is None else article.published.earliest,
                "blob": bare,
            },
        )
        if changed:
            connection.execute(tables.failure.delete().where(tables.failure.c.source == article.source))
        return changed

    def _keep_reading(self, connection: sa.Connection, reading: Reading, input: str) -> bool:
        blob = encode(reading)
        at = tables.reading.c.article == reading.article
        row = {"article": reading.article, "version": reading.version, "input": input, "blob": blob}
        before = connection.execute(sa.select(tables.reading).where(at)).mappings().first()
        if before is not None and dict(before) == row:
            return False
        connection.execute(tables.reading.delete().where(at))
        connection.execute(tables.reading.insert().values(row))
        return True

    def _keep_failure(self, connection: sa.Connection, failure: Failure) -> bool:
        blob = encode(failure)
        key = hashlib.sha256(blob.encode()).hexdigest()[:16]
        return _insert_new(connection, tables.failure, {"id": key, "source": failure.source, "blob": blob})

    def keep_judgement(self, connection: sa.Connection, judgement: Judgement) -> bool:
        return _insert_new(connection, tables.judgement, {"id": judgement.id, "blob": encode(judgement)})

    def withdraw(self, connection: sa.Connection, id: str, source: str) -> None:
        """Take an article out with its text, its sightings and its reading; remember only that it was withdrawn."""
        for table in (tables.sighting, tables.reading):
            connection.execute(table.delete().where(table.c.article == id))
        connection.execute(tables.article.delete().where(tables.article.c.id == id))
        _insert_new(connection, tables.withdrawn, {"id": id, "source": source})


def _insert_new(connection: sa.Connection, table: sa.Table, row: dict[str, object]) -> bool:
    """Insert a row unless its id is there; returns whether it was new."""
    there = connection.execute(sa.select(table.c.id).where(table.c.id == row["id"])).first() is not None
    if not there:
        connection.execute(table.insert().values(row))
    return not there
