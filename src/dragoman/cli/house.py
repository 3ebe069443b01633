"""The commands about the program itself: demo, doctor, serve."""

from __future__ import annotations

import importlib
import os
import platform
import sqlite3
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Literal

import typer

import dragoman
from dragoman import pipeline
from dragoman.cli import relationship
from dragoman.cli.options import RECORD, RecordFile, archive_of
from dragoman.cli.paper import Paper
from dragoman.cli.runs import progress_of, tell_report
from dragoman.errors import DragomanError, MissingExtra

app = typer.Typer()
DEMO_RECORD = "dragoman-demo.db"
DEMO_PAIR = ("RUS", "TUR")
LIBRARIES = ("spacy", "onnxruntime", "numpy", "trafilatura", "fastwarc", "sqlalchemy", "starlette", "msgspec", "rich")


@app.command()
def demo(
    record: Annotated[
        str, typer.Option("-r", "--record", metavar="FILE", help="Where to make the demo's record.")
    ] = DEMO_RECORD,
) -> None:
    """Read the demo archive and show the relationship of Russia and Türkiye."""
    paper = Paper()
    folder = demo_folder()
    paper.line("Reports of the demo archive, written for it about public events; their outlets are invented.", "dim")
    with progress_of("Reading the demo archive") as tell:
        report = pipeline.read([folder], record, engine="auto", progress=tell)
    tell_report(report, record)
    with archive_of(record) as archive:
        relationship.show(archive, archive.dossier(*DEMO_PAIR), paper)
    paper.line()
    paper.line(f"Next:  dragoman timeline -r {record} --between RUS TUR", "bold")
    paper.line(f"       dragoman serve -r {record}        (the desk, in a browser)", "bold")


def demo_folder() -> Path:
    """The demo archive: inside an installed package, or in the checkout that the package is installed from."""
    here = Path(dragoman.__file__).parent
    for folder in (here / "data" / "demo", here.parents[1] / "examples" / "archive"):
        if folder.is_dir():
            return folder
    raise DragomanError("The demo archive is not part of this installation.", remedy="Install dragoman again.")


@app.command()
def serve(
    record: RecordFile = RECORD,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="0 takes any that is free.")
    ] = 8765,
) -> None:
    """The desk, in a browser, for this machine alone."""
    with archive_of(record):
        pass  # say what is wrong with the record before the desk opens
    try:
        desk = importlib.import_module("dragoman.web")
        run = desk.serve
    except (ImportError, AttributeError):
        raise MissingExtra("The desk is not part of this installation.", remedy="Install dragoman again.") from None
    run(record, port=port)


@app.command()
def publish(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="A new folder, or an earlier site.")],
    record: RecordFile = RECORD,
    texts: Annotated[
        Literal["quotes", "full"], typer.Option("--texts", help="How much of the reports: press texts have owners.")
    ] = "quotes",
) -> None:
    """The desk's pages as a static site that opens from a file."""
    desk = importlib.import_module("dragoman.web")
    count = desk.publish(record, folder, full_texts=texts == "full")
    Paper().line(f"{count:,} pages in {folder}. Open {os.path.join(folder, 'index.html')}.")


@app.command()
def doctor(record: RecordFile = RECORD) -> None:
    """Is everything there that dragoman needs?"""
    paper, faults = Paper(), 0

    def tell(good: bool, what: str, remedy: str = "") -> None:
        nonlocal faults
        faults += not good
        paper.line(("ok     " if good else "fault  ") + what + ("" if good or not remedy else f" {remedy}"))

    tell(sys.version_info >= (3, 11), f"Python {platform.python_version()}", "dragoman needs 3.11 or later.")
    for name in LIBRARIES:
        try:
            tell(True, f"{name} {version(name)}")
        except PackageNotFoundError:
            tell(False, f"{name} is not installed.", "Run: pip install dragoman")
    try:
        sqlite3.connect(":memory:").execute("CREATE VIRTUAL TABLE t USING fts5(x)")
        tell(True, f"SQLite {sqlite3.sqlite_version} with full-text search")
    except sqlite3.OperationalError:
        tell(False, f"SQLite {sqlite3.sqlite_version} has no full-text search.", "Use a Python that has FTS5.")
    try:
        from dragoman import nlp

        text = "The two ministers met in Geneva on Monday."
        doc = nlp.load().parse(text)
        tell(doc.text == text and any(token.pos_ == "VERB" for token in doc), "the model reads a sentence")
    except Exception as error:  # whatever is wrong with the model, the doctor is to say it
        tell(False, f"the model does not load ({type(error).__name__}: {error}).", "Install dragoman again.")
    try:
        tell(True, f"the demo archive is in {demo_folder()}")
    except DragomanError as error:
        tell(False, error.what, error.remedy)
    if os.path.exists(record):
        try:
            with archive_of(record) as archive:
                counts = archive.store.counts()
                tell(True, f"{record}: {counts['articles']:,} reports, {counts['events']:,} events")
        except DragomanError as error:
            tell(False, error.what, error.remedy)
    if faults:
        raise typer.Exit(2)
