"""The command that answers a question in words."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import RECORD, AsJson, KnownOn, RecordFile, archive_of
from dragoman.cli.paper import Paper
from dragoman.cli.wording import Entry, tame

app = typer.Typer()


@app.command()
def ask(
    question: Annotated[list[str], typer.Argument(metavar="QUESTION", help="In words: who, when, where, how many…")],
    record: RecordFile = RECORD,
    known_on: KnownOn = None,
    json: AsJson = False,
) -> None:
    """Answer a question from the record's facts, with their sentences, or say why not."""
    import msgspec

    with archive_of(record, known_on) as archive:
        answer = archive.ask(" ".join(question))
        if json:
            print(msgspec.json.encode(answer).decode())
            return
        paper = Paper()
        paper.paragraph(tame(answer.told), "bold")
        for fact in answer.facts:
            spans = fact.sentence
            outlet = tame(archive.source_name(spans.article)) if spans else ""
            headline = tame(fact.words or "does not say")
            paper.entry(Entry(fact.id, "", headline, sentence=tame(spans.text) if spans else "", outlet=outlet))
