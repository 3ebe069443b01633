"""Opening a record: an SQLite file by its path, or a PostgreSQL database by its URL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from dragoman.errors import NotARecord, RecordError, RecordTooNew
from dragoman.store import tables

MEMORY = ":memory:"
WRITING = "dragoman_writing"  # execution option of a transaction that writes
PATIENCE = 10.0  # seconds that a connection waits for another's short transaction
_HEADER = b"SQLite format 3\x00"


def connect(where: str | os.PathLike[str], *, create: bool = False, write: bool = False) -> sa.Engine:
    """An engine on the record at `where`; `create` makes an empty record where there is none.

    Errors: RecordError when there is none, NotARecord when the file is something else, RecordTooNew when a later
    version wrote it.
    """
    name = os.fspath(where)
    if "://" in name:
        engine = sa.create_engine(name)
    elif name == MEMORY:
        engine = sa.create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        _prepare(engine, write=True)
        create = True
    else:
        path = Path(name)
        _check_file(path, create=create)
        engine = _sqlite(path, write=write or create)
    try:
        _check_schema(engine, name, create=create)
    except sa.exc.DatabaseError as error:
        engine.dispose()
        raise NotARecord(
            f"{name} cannot be opened as a record ({_short(error)}).",
            remedy="Name another file with -r FILE, or restore this one from a backup.",
        ) from error
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction that writes."""
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        yield connection


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise NotARecord(f"{path} is a folder, not a record.", remedy="Name a file with -r FILE.")
    empty = not path.exists() or path.stat().st_size == 0
    if empty and not create:
        raise RecordError(f"There is no record at {path}.", remedy="Make one with: dragoman read FOLDER")
    if empty:
        if not path.parent.is_dir():
            raise RecordError(f"The folder of {path} does not exist.", remedy="Make it first, or name another file.")
        return
    with path.open("rb") as file:
        if file.read(len(_HEADER)) != _HEADER:
            raise NotARecord(f"{path} is not a record of dragoman.", remedy="Name another file with -r FILE.")


def _sqlite(path: Path, *, write: bool) -> sa.Engine:
    address = "file:" + quote(str(path.absolute()))
    if not write:
        # a reader of a WAL file writes its -shm; where the folder forbids that, the file cannot be changing either
        address += "?mode=ro" if os.access(path.parent, os.W_OK) else "?immutable=1"

    def creator() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=PATIENCE, check_same_thread=False)

    engine = sa.create_engine("sqlite://", creator=creator, poolclass=sa.pool.QueuePool)
    _prepare(engine, write=write)
    return engine


def _prepare(engine: sa.Engine, *, write: bool) -> None:
    """Begin transactions ourselves: one that writes takes its lock at once, so that it never fails half way."""

    @sa.event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None
        if write:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")

    @sa.event.listens_for(engine, "begin")
    def on_begin(connection: sa.Connection) -> None:
        writing = connection.get_execution_options().get(WRITING, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _check_schema(engine: sa.Engine, name: str, *, create: bool) -> None:
    with engine.connect() as connection:
        there = set(sa.inspect(connection).get_table_names())
        known = "meta" in there and "sighting" in there
        found = (
            connection.execute(sa.select(tables.meta.c.value).where(tables.meta.c.key == "schema")).scalar()
            if known
            else None
        )
    if found is not None:
        if int(found) > tables.SCHEMA:
            raise RecordTooNew(
                f"{name} was written by a later version of dragoman (its tables are of version {found}).",
                remedy="Update dragoman to open it.",
            )
        return
    if there:
        raise NotARecord(f"{name} is a database, but not a record of dragoman.", remedy="Name another with -r FILE.")
    if not create:
        raise RecordError(f"There is no record at {name}.", remedy="Make one with: dragoman read FOLDER")
    with writing(engine) as connection:
        tables.metadata.create_all(connection)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id={tables.APPLICATION_ID}")
            for line in tables.FTS:
                connection.exec_driver_sql(line)
        connection.execute(
            tables.meta.insert(),
            [{"key": "schema", "value": str(tables.SCHEMA)}, {"key": "derived", "value": ""}],
        )


def _short(error: Exception) -> str:
    return str(getattr(error, "orig", error)).splitlines()[0]
