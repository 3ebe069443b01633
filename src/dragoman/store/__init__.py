"""The record file: kept and derived tables, one writer at a time, readers whenever they like.

    with Store.open("dragoman.db", create=True) as store, store.writer() as writer:
        writer.land(landing)            # each item is committed as it lands
        writer.derive(derivation)       # the derived tables, replaced in one transaction

A process that is killed leaves every item that had landed, and the derived tables of the last whole derivation;
`Store.stale` then says that there is more kept than derived.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

import sqlalchemy as sa

from dragoman.store import search, tables
from dragoman.store.derived import SHAPES, Derivation, Derived, bounds, sort_key
from dragoman.store.file import MEMORY, connect, writing
from dragoman.store.involvement import Fact, kind_of, participants, spans_of, state_of
from dragoman.store.kept import LAST, Kept, Known, Landing, input_hash, speaking, superseding, told
from dragoman.store.lease import Lease
from dragoman.types import Judgement

__all__ = [
    "LAST",
    "MEMORY",
    "SHAPES",
    "Derivation",
    "Derived",
    "Fact",
    "Kept",
    "Known",
    "Landing",
    "Store",
    "Writer",
    "bounds",
    "input_hash",
    "kind_of",
    "participants",
    "sort_key",
    "spans_of",
    "speaking",
    "state_of",
    "superseding",
    "told",
]


class Writer:
    """The one that writes. Every method is one short transaction that first makes sure the lease is still ours."""

    def __init__(self, engine: sa.Engine, kept: Kept, derived: Derived, lease: Lease) -> None:
        self._engine, self._kept, self._derived, self._lease = engine, kept, derived, lease

    def land(self, landing: Landing) -> bool:
        """Keep one article with its reading, or one failure; returns whether that changed anything."""
        with self._transaction() as connection:
            changed = self._kept.land(connection, landing)
            if changed and landing.failure is None:
                _mark(connection, "")
        return changed

    def judge(self, judgement: Judgement) -> bool:
        with self._transaction() as connection:
            changed = self._kept.keep_judgement(connection, judgement)
            if changed:
                _mark(connection, "")
        return changed

    def unjudge(self, id: str) -> bool:
        """Take a judgement back; returns whether there was one."""
        with self._transaction() as connection:
            gone = connection.execute(tables.judgement.delete().where(tables.judgement.c.id == id)).rowcount > 0
            if gone:
                _mark(connection, "")
        return gone

    def withdraw(self, article: str, source: str) -> None:
        with self._transaction() as connection:
            self._kept.withdraw(connection, article, source)
            _mark(connection, "")

    def tidy(self) -> None:
        """Write the file anew, so that nothing of what was deleted is left in it."""
        if self._engine.dialect.name != "sqlite":
            return
        with writing(self._engine) as connection:
            connection.exec_driver_sql("INSERT INTO article_words(article_words) VALUES ('optimize')")
        with self._engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.cursor().execute("VACUUM")
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def renew(self) -> None:
        """Before a long step: the lease counts from now."""
        with writing(self._engine) as connection:
            self._lease.confirm(connection, renew=True)

    def derive(self, derivation: Derivation, *, by: str) -> None:
        """Replace the derived tables; `by` names the version that derived them."""
        with self._transaction() as connection:
            self._derived.replace(connection, derivation)
            _mark(connection, by)

    def log(self, row: dict[str, object]) -> None:
        with self._transaction() as connection:
            connection.execute(tables.run.insert().values(row))

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        with writing(self._engine) as connection:
            self._lease.confirm(connection)
            yield connection


class Store:
    """A record, open. Close it, or use it as a context manager."""

    def __init__(self, engine: sa.Engine, where: str) -> None:
        self._engine = engine
        self.where = where
        self.kept = Kept(engine)
        self.derived = Derived(engine)

    @classmethod
    def open(cls, where: str | os.PathLike[str], *, create: bool = False, write: bool = False) -> Store:
        """Errors: RecordError when there is none (and not `create`), NotARecord, RecordTooNew."""
        return cls(connect(where, create=create, write=write), os.fspath(where))

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """The right to write, until the block ends. Errors: RecordBusy while another process has it."""
        lease = Lease(self._engine)
        try:
            yield Writer(self._engine, self.kept, self.derived, lease)
        finally:
            lease.release()

    @property
    def derived_by(self) -> str:
        """The version that derived what stands here; "" when something was kept since, or nothing was derived yet."""
        with self._engine.connect() as connection:
            query = sa.select(tables.meta.c.value).where(tables.meta.c.key == "derived")
            return connection.execute(query).scalar() or ""

    @property
    def stale(self) -> bool:
        """Is there more kept than derived, as after a run that was killed?"""
        with self._engine.connect() as connection:
            anything = connection.execute(sa.select(tables.article.c.id).limit(1)).first() is not None
        return anything and not self.derived_by

    def search(self, words: str, *, most: int = 50) -> list[str]:
        """Ids of the articles that hold these words, best first."""
        with self._engine.connect() as connection:
            return search.matching(connection, words, most=most)

    def counts(self) -> dict[str, int]:
        """How many of each: the record's sections, and failures, withdrawn, sightings, readings, judgements."""
        every = {**tables.FACTS, "articles": tables.article, "judgements": tables.judgement}
        every |= {"failures": tables.failure, "withdrawn": tables.withdrawn}
        every |= {"sightings": tables.sighting, "readings": tables.reading}
        with self._engine.connect() as connection:
            return {
                name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() or 0
                for name, table in every.items()
            }


def _mark(connection: sa.Connection, derived_by: str) -> None:
    connection.execute(tables.meta.update().where(tables.meta.c.key == "derived").values(value=derived_by))
