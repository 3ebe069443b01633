"""The commands that change a record: read, rebuild, withdraw; and export, which writes it out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman import pipeline
from dragoman.cli import output
from dragoman.cli.options import RECORD, KnownOn, RecordFile, archive_of
from dragoman.cli.paper import Paper, complain
from dragoman.cli.wording import many
from dragoman.engine import Engine, EngineName, start

app = typer.Typer()
Workers = Annotated[
    int | None, typer.Option("--workers", "-w", min=1, metavar="N", help="Processes; 1 stays in this one.")
]
SHOWN_FAILURES = 5
EVERY = 200  # items between two plain lines of progress, where there is no terminal


@app.command()
def read(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Files and folders; - is standard input.")],
    record: RecordFile = RECORD,
    workers: Workers = None,
) -> None:
    """Add reports: folders, text, web pages, JSON Lines, feeds, web archives. Again and again, in any order."""
    with progress_of("Reading") as tell:
        report = pipeline.read(
            paths, record, engine=_engine(workers), progress=tell, stdin=None if sys.stdin is None else sys.stdin.buffer
        )
    tell_report(report, record)
    if report.interrupted:
        raise typer.Exit(130)


@app.command()
def rebuild(
    record: RecordFile = RECORD,
    reread: Annotated[bool, typer.Option("--reread", help="Read every report again first.")] = False,
    workers: Workers = None,
) -> None:
    """Derive the record anew from what is kept. It comes out the same, unless the program changed."""
    with progress_of("Reading again") as tell:
        report = pipeline.rebuild(record, reread=reread, engine=_engine(workers), progress=tell)
    Paper().line(f"{record}: derived anew, {many(report.events, 'event')}.")


@app.command()
def withdraw(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Its id, or its source as `sources` lists it.")],
    record: RecordFile = RECORD,
) -> None:
    """Take a report out, with its text and every fact that rested on it alone."""
    gone = pipeline.withdraw(record, report)
    Paper().line(f"{gone} is withdrawn. It will not be taken in again.")


@app.command()
def export(
    record: RecordFile = RECORD,
    kind: Annotated[Literal["json", "jsonl", "csv"], typer.Option("--as", help="The format.")] = "json",
    texts: Annotated[
        Literal["none", "quotes", "full"],
        typer.Option("--texts", help="How much of the reports' own words: press texts have owners."),
    ] = "quotes",
    target: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PATH", help="Where to; JSON goes to standard output.")
    ] = None,
    known_on: KnownOn = None,
) -> None:
    """Write the record out: JSON (the contract), JSON Lines, or CSV tables in a folder or .zip."""
    from dragoman import export as exports

    with archive_of(record, known_on) as archive:
        if target is None and kind == "json":
            output.record(archive, texts)
            return
        target = target or Path(record).with_suffix("." + ("csv" if kind == "csv" else kind))
        exports.write(archive.record(), target, kind=kind, texts=texts)
    print(f"Written: {target}", file=sys.stderr)


def _engine(workers: int | None) -> EngineName | Engine:
    return "auto" if workers is None else start("serial" if workers == 1 else "processes", workers=workers)


@contextmanager
def progress_of(what: str) -> Iterator[pipeline.Progress]:
    """A bar with the rate on a terminal; elsewhere a plain line now and then. Both on standard error."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        last = 0

        def plain(report: pipeline.RunReport) -> None:
            nonlocal last
            if report.read >= last + EVERY:
                last = report.read
                print(f"{what}: {_state(report)}", file=sys.stderr)

        yield plain
        return
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task(what)

        def draw(report: pipeline.RunReport) -> None:
            bar.update(task, description=f"{what}: {_state(report)}")

        yield draw


def _state(report: pipeline.RunReport) -> str:
    rate = f", {report.words / report.seconds:,.0f} words a second" if report.seconds > 1 and report.words else ""
    failed = f", {len(report.failures):,} failed" if report.failures else ""
    return f"{many(report.read, 'report')} read{failed}{rate}"


def tell_report(report: pipeline.RunReport, record: str) -> None:
    """What a run did, in a few plain lines."""
    paper = Paper()
    known = f", {many(report.known, 'known text')}" if report.known else ""
    seen = f" ({many(report.sightings, 'new sighting')})" if report.sightings else ""
    paper.line(
        f"{record}: {many(report.added, 'new report')}{known}{seen}; {many(report.events, 'event')} in the record."
    )
    if report.words:
        paper.line(f"{report.words:,} words in {report.seconds:.1f} s.", "dim")
    for language, n in report.unread.items():
        paper.line(f"{many(n, 'report')} in language {language}: kept, not read (only English is read).")
    if report.withdrawn:
        paper.line(f"{many(report.withdrawn, 'report')} left out: withdrawn before.")
    for failure in report.failures[:SHOWN_FAILURES]:
        complain(f"{failure.source}: {failure.fault}", failure.remedy)
    if len(report.failures) > SHOWN_FAILURES:
        complain(f"{many(len(report.failures) - SHOWN_FAILURES, 'more item')} failed.", "See: dragoman coverage")
    if report.interrupted:
        complain("Interrupted: what had been read is kept.", "Run the same command again to go on.")
