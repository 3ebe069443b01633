"""Lists of facts in the three forms that a command can give: lines for people, JSON, CSV."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.cli.paper import Paper
from dragoman.cli.wording import entry
from dragoman.export import as_csv, as_json
from dragoman.query import Archive, Item
from dragoman.types import Actor, Article, Place, Record, Shape

SILENT = "The sources are silent."


def lines(archive: Archive, items: Iterable[Item], *, proof: bool = True) -> None:
    """One entry an item, or one line saying that there is none."""
    paper, listed = Paper(), list(items)
    for item in listed:
        paper.entry(entry(archive, item), proof=proof)
    if not listed:
        paper.line(SILENT)


def facts(archive: Archive, section: str, items: Sequence[Item], *, json: bool, csv: bool) -> None:
    """Facts of one section of the record, in the form asked for."""
    if json:
        dump(items)
    elif csv:
        names: dict[str, Sequence[Shape]] = {
            "actors": archive.actors(),
            "places": archive.store.derived.select(Place),
            section: items,
        }
        tables = dict(as_csv.tables(Record(**{name: tuple(found) for name, found in names.items()}), "quotes"))  # type: ignore[arg-type]
        sys.stdout.write(as_csv.table(tables["stages" if section == "arrangements" else section]))
    else:
        lines(archive, items, proof=not any(isinstance(item, (Actor, Article)) for item in items))


def dump(items: Sequence[Shape]) -> None:
    """A JSON list, one item a line; a report's text is left out."""
    bare = [msgspec.structs.replace(i, text="") if isinstance(i, Article) else i for i in items]
    write_list([msgspec.json.encode(item) for item in bare])


def write_list(encoded: Sequence[bytes]) -> None:
    body = ",\n".join(one.decode() for one in encoded)
    sys.stdout.write(f"[{body}]\n" if encoded else "[]\n")


def record(archive: Archive, texts: as_json.Texts) -> None:
    """The whole record as JSON on standard output."""
    for chunk in as_json.chunks(archive.record(), texts):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
