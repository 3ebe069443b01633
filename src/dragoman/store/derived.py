"""The derived tables: thrown away and written again whole, in one transaction; then read by id or by columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import msgspec
import sqlalchemy as sa

from dragoman.store import involvement, tables
from dragoman.store.kept import CHUNK, LAST, encode
from dragoman.types import (
    Actor,
    Arrangement,
    Article,
    Conflict,
    Copy,
    Date,
    Event,
    Figure,
    Judgement,
    Place,
    Position,
    Record,
    Shape,
    Statement,
)  # fmt: skip

T = TypeVar("T", bound=Shape)
BATCH = 2000  # rows of one INSERT

SHAPES: dict[str, type[Shape]] = {
    "articles": Article,
    "actors": Actor,
    "places": Place,
    "events": Event,
    "statements": Statement,
    "figures": Figure,
    "positions": Position,
    "arrangements": Arrangement,
    "copies": Copy,
    "conflicts": Conflict,
}


class Derivation(Protocol):
    """What deriving yields: the record, every member's fact, and the reasoning behind each fact."""

    @property
    def record(self) -> Record: ...
    @property
    def members(self) -> Mapping[str, str]: ...
    @property
    def reasons(self) -> Mapping[str, Sequence[str]]: ...


class Derived:
    """Reads and replaces the derived tables over one connection pool."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def replace(self, connection: sa.Connection, derivation: Derivation) -> None:
        """Put this derivation in the place of the last one, inside the given transaction."""
        record = derivation.record
        for table in tables.DERIVED:
            connection.execute(table.delete())
        for section, table in tables.FACTS.items():
            items: tuple[Shape, ...] = getattr(record, section)
            _insert(connection, table, (_row(item, n) for n, item in enumerate(items)))
        _insert(
            connection,
            tables.member,
            ({"key": key, "fact": fact} for key, fact in sorted(derivation.members.items())),
        )
        _insert(
            connection,
            tables.reason,
            (
                {"id": id, "line": n, "text": line}
                for id, lines in sorted(derivation.reasons.items())
                for n, line in enumerate(lines)
            ),
        )
        _insert(
            connection,
            tables.involved,
            (
                {"fact": row.fact, "actor": row.actor, "role": row.role, "state": row.state}
                for row in involvement.involved(record)
            ),
        )
        _insert(
            connection,
            tables.spoken_of,
            ({"article": a, "actor": b, "state": state} for a, b, state in involvement.spoken_of(record)),
        )
        _insert(
            connection,
            tables.resting,
            (
                {"article": r.article, "start": r.start, "end": r.end, "part": r.part, "kind": r.kind, "fact": r.fact}
                for r in involvement.resting(record)
            ),
        )

    # reading -----------------------------------------------------------------------------------------------------

    def select(self, shape: type[T], *where: sa.ColumnElement[bool]) -> tuple[T, ...]:
        """All facts of one shape that fulfil the conditions, in the order of the record."""
        section = next(name for name, found in SHAPES.items() if found is shape)
        table = tables.FACTS[section]
        query = sa.select(table.c.blob).where(*where).order_by(table.c.place_in_record)
        with self._engine.connect() as connection:
            return tuple(msgspec.json.decode(blob, type=shape) for blob in connection.execute(query).scalars())

    def get(self, shape: type[T], ids: Iterable[str]) -> dict[str, T]:
        """The facts of one shape with these ids; those that are not there are left out."""
        section = next(name for name, found in SHAPES.items() if found is shape)
        table = tables.FACTS[section]
        wanted = sorted(set(ids))
        found: dict[str, T] = {}
        with self._engine.connect() as connection:
            for at in range(0, len(wanted), CHUNK):
                query = sa.select(table.c.id, table.c.blob).where(table.c.id.in_(wanted[at : at + CHUNK]))
                for row in connection.execute(query):
                    found[row.id] = msgspec.json.decode(row.blob, type=shape)
        return found

    def rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with self._engine.connect() as connection:
            return connection.execute(query).all()

    def texts(self, ids: Iterable[str]) -> dict[str, str]:
        """The text of each article named."""
        wanted = sorted(set(ids))
        found: dict[str, str] = {}
        with self._engine.connect() as connection:
            for at in range(0, len(wanted), CHUNK):
                some = wanted[at : at + CHUNK]
                query = sa.select(tables.article.c.id, tables.article.c.text).where(tables.article.c.id.in_(some))
                found.update((row.id, row.text) for row in connection.execute(query))
        return found

    def locate(self, id: str, *, most: int = 10) -> list[tuple[str, str]]:
        """(section, id) of everything whose id, or whose member's key, is or begins with `id`.

        An exact hit stands alone. Sections are those of the record ("events", "articles"…).
        """
        exact: list[tuple[str, str]] = []
        alike: set[tuple[str, str]] = set()
        with self._engine.connect() as connection:
            to_facts = _beginning(tables.member.c.key, id)
            keys = connection.execute(
                sa.select(tables.member).where(to_facts).order_by(tables.member.c.key).limit(most)
            )
            facts = {row.key: row.fact for row in keys}
            for section, table in tables.FACTS.items():
                if section == "copies":
                    continue
                direct = sa.select(table.c.id).where(_beginning(table.c.id, id)).order_by(table.c.id).limit(most)
                for found in connection.execute(direct).scalars():
                    (exact.append if found == id else alike.add)((section, found))
                for key, fact in facts.items():
                    if connection.execute(sa.select(table.c.id).where(table.c.id == fact)).first():
                        (exact.append if key == id else alike.add)((section, fact))
        return sorted(set(exact))[:1] or sorted(alike)[:most]

    def reasons(self, id: str) -> tuple[str, ...]:
        query = sa.select(tables.reason.c.text).where(tables.reason.c.id == id).order_by(tables.reason.c.line)
        with self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    def members(self, fact: str) -> tuple[str, ...]:
        """The keys of all mentions that are now this fact."""
        query = sa.select(tables.member.c.key).where(tables.member.c.fact == fact).order_by(tables.member.c.key)
        with self._engine.connect() as connection:
            return tuple(connection.execute(query).scalars())

    def record(self, judgements: tuple[Judgement, ...]) -> Record:
        """The whole record, as it was derived, with the articles' texts."""
        found = {section: self.select(shape) for section, shape in SHAPES.items()}
        articles: Any = found.pop("articles")
        texts = self.texts(article.id for article in articles)
        whole = tuple(msgspec.structs.replace(a, text=texts.get(a.id, "")) for a in articles)
        rest: Any = found
        return Record(articles=whole, judgements=judgements, **rest)


def _beginning(column: sa.Column[Any], id: str) -> sa.ColumnElement[bool]:
    return sa.and_(column >= id, column < id + "\U0010ffff")


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterator[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            connection.execute(table.insert(), batch)
            batch = []
    if batch:
        connection.execute(table.insert(), batch)


def bounds(date: Date | None) -> dict[str, str | None]:
    return {"earliest": None if date is None else date.earliest, "latest": None if date is None else date.latest}


def sort_key(date: Date | None) -> tuple[str, str]:
    """Facts in order of time: by the first day possible, undated last."""
    if date is None:
        return LAST, LAST
    return date.earliest or date.latest or LAST, date.latest or LAST


def _row(item: Shape, n: int) -> dict[str, Any]:
    row: dict[str, Any] = {"place_in_record": n}
    match item:
        case Article():
            blob = encode(msgspec.structs.replace(item, text=""))
            return row | {"id": item.id, "blob": blob, "publisher": item.publisher} | bounds(item.published)
        case Copy():
            blob = encode(item)
            key = hashlib.sha256(blob.encode()).hexdigest()[:16]
            return row | {"id": key, "blob": blob, "a": item.a.article, "b": item.b.article}
        case Actor():
            row |= {"name": item.name, "kind": item.kind, "country": item.country, "wikidata": item.wikidata}
        case Place():
            row |= {"name": item.name, "country": item.country}
        case Event():
            row |= {"type": item.type, "mode": item.mode, "status": item.status, "place": item.place}
            row |= {"arrangement": item.arrangement} | bounds(item.date)
        case Statement():
            row |= {"speaker": item.speaker, "form": item.form} | bounds(item.date)
        case Figure():
            row |= {"kind": item.kind, "subject": item.subject} | bounds(item.as_of)
        case Position():
            row |= {"holder": item.holder, "stance": item.stance} | bounds(item.as_of)
        case Arrangement():
            row |= {"kind": item.kind, "name": item.name}
        case Conflict():
            row |= {"kind": item.kind}
    return row | {"id": getattr(item, "id"), "blob": encode(item)}  # noqa: B009
