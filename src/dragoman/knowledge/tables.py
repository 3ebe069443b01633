"""Reading the shipped tables and the rows that users add.

A shipped table is a UTF-8 file of tab-separated cells with a header line; lines that begin with ``#`` are remarks, a
cell that holds several names joins them with ``"; "``. Users add rows by TOML or CSV; ``docs/explanation/knowledge.md``
shows the format.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from dragoman.errors import MalformedInput

#: Tables whose rows are entities with the common columns, in the order in which their names are indexed: of two
#: bearers of one name the earlier table is the likelier.
ENTITY_TABLES = (
    "states",
    "territories",
    "seats",
    "organisations",
    "groups",
    "outlets",
    "weapons",
    "peoples",
    "conflicts",
    "places",
)
#: A user's file larger than this is refused.
MAX_USER_BYTES = 32_000_000

_ENTITY_COLUMNS = frozenset(
    "id kind name aliases country within wikidata lat lon population gender note adjectives demonyms capitals".split()
)
_PERSON_COLUMNS = frozenset("id name variants surnames country gender wikidata".split())
_OFFICE_COLUMNS = frozenset("person country body office noun title start end checked acting".split())
_KINDS = frozenset("person state organisation armed_group people place weapon_system arrangement other".split())


class Table:
    """Rows of strings under named columns; a missing column reads as the empty string."""

    __slots__ = ("columns", "name", "rows")

    def __init__(self, name: str, columns: Sequence[str], rows: list[list[str]]) -> None:
        self.name = name
        self.columns = {c: i for i, c in enumerate(columns)}
        self.rows = rows

    def cell(self, row: Sequence[str], column: str) -> str:
        """The cell of ``row`` under ``column``, or the empty string."""
        i = self.columns.get(column)
        return row[i] if i is not None and i < len(row) else ""

    def records(self) -> Iterator[dict[str, str]]:
        """Each row as a mapping of its columns."""
        names = list(self.columns)
        for row in self.rows:
            yield dict(zip(names, row, strict=False))


def names_in(cell: str) -> list[str]:
    """The names that a cell joins with "; "."""
    return cell.split("; ") if cell else []


def shipped_text(name: str) -> str:
    """The text of a shipped file of the knowledge room."""
    return files("dragoman").joinpath("data", "knowledge", name).read_text(encoding="utf-8")


def parse(name: str, text: str) -> Table:
    """A table from its text."""
    lines = [line for line in text.split("\n") if line and line[0] != "#"]
    if not lines:
        return Table(name, (), [])
    return Table(name, lines[0].split("\t"), [line.split("\t") for line in lines[1:]])


def shipped(name: str) -> Table:
    """The shipped table ``name`` (without its suffix)."""
    return parse(name, shipped_text(f"{name}.tsv"))


class UserRows:
    """Rows that a user adds: ``entities``, ``persons`` and ``offices`` as mappings of column to cell."""

    __slots__ = ("entities", "offices", "persons")

    def __init__(self) -> None:
        self.entities: list[dict[str, str]] = []
        self.persons: list[dict[str, str]] = []
        self.offices: list[dict[str, str]] = []


def user_rows(paths: Sequence[Path]) -> UserRows:
    """Reads users' TOML and CSV files. Raises ``MalformedInput`` with the row at fault."""
    rows = UserRows()
    for path in paths:
        if path.stat().st_size > MAX_USER_BYTES:
            raise MalformedInput(str(path), f"is larger than {MAX_USER_BYTES} bytes.", remedy="Split it.")
        if path.suffix.lower() == ".toml":
            _read_toml(path, rows)
        else:
            _read_csv(path, rows)
    return rows


def _read_toml(path: Path, rows: UserRows) -> None:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise MalformedInput(str(path), f"is no TOML: {error}.", remedy="See docs/explanation/knowledge.md.") from error
    unknown = sorted(set(data) - {"entity", "person", "office"})
    if unknown:
        raise MalformedInput(str(path), f"holds unknown tables {unknown}.", remedy="Use entity, person and office.")
    for kind in ("entity", "person", "office"):
        listed = data.get(kind, [])
        if not isinstance(listed, list):
            raise MalformedInput(str(path), f"{kind} is no list.", remedy=f"Write [[{kind}]].")
        for n, row in enumerate(listed, 1):
            _take(path, f"{kind} {n}", kind, {str(k): _cell(v) for k, v in row.items()}, rows)


def _read_csv(path: Path, rows: UserRows) -> None:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        columns = set(reader.fieldnames or ())
        kind = "office" if "person" in columns else "entity" if "kind" in columns else "person"
        for n, row in enumerate(reader, 2):
            cells = {k: (v or "").strip() for k, v in row.items() if isinstance(k, str)}
            _take(path, f"line {n}", kind, cells, rows)


def _cell(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(str(v) for v in value)
    return str(value)


def _take(path: Path, where: str, kind: str, row: Mapping[str, str], rows: UserRows) -> None:
    allowed, needed = {
        "entity": (_ENTITY_COLUMNS, ("id", "kind", "name")),
        "person": (_PERSON_COLUMNS, ("id", "name")),
        "office": (_OFFICE_COLUMNS, ("person", "office")),
    }[kind]
    unknown = sorted(set(row) - allowed)
    if unknown:
        raise MalformedInput(str(path), f"{where}: unknown columns {unknown}.", remedy=f"Known: {sorted(allowed)}.")
    missing = [c for c in needed if not row.get(c)]
    if missing:
        raise MalformedInput(str(path), f"{where}: {', '.join(missing)} missing.", remedy="Fill them in.")
    cells = {k: " ".join(v.split()) for k, v in row.items()}
    if kind == "entity":
        if cells["kind"] not in _KINDS:
            raise MalformedInput(str(path), f"{where}: no kind {cells['kind']!r}.", remedy=f"One of {sorted(_KINDS)}.")
        rows.entities.append(cells)
    elif kind == "person":
        rows.persons.append(cells)
    else:
        rows.offices.append(cells)
