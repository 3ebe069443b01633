"""The options that commands share, and what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from dragoman.cli.paper import complain
from dragoman.query import Archive

RECORD = "dragoman.db"

RecordFile = Annotated[
    str, typer.Option("-r", "--record", metavar="FILE", envvar="DRAGOMAN_RECORD", help="The record file.")
]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", metavar="A B", help="Two sides: codes, names or adjectives of states, or persons."),
]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to this day, month or year.")]
KnownOn = Annotated[
    str | None, typer.Option("--known-on", metavar="DAY", help="The record as the reports published by then give it.")
]
AsJson = Annotated[bool, typer.Option("--json", help="As a JSON list, for programs.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="As a CSV table, for spreadsheets.")]


@contextmanager
def archive_of(record: str, known_on: str | None = None) -> Iterator[Archive]:
    """The archive that a command asks; says so when a killed run left more than was derived."""
    with Archive.open(record) as archive:
        if archive.store.stale:
            complain(
                "Some reports were kept but not yet worked into this record.", "Run: dragoman rebuild -r " + record
            )
        if known_on is None:
            yield archive
        else:
            with archive.known_on(known_on) as then:
                yield then
