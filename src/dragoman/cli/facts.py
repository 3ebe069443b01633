"""The commands about one thing: a relationship, a fact, its reasoning, a search, the reach of the record."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import output, relationship
from dragoman.cli.options import RECORD, AsJson, KnownOn, RecordFile, archive_of
from dragoman.cli.paper import Paper
from dragoman.cli.wording import entry, many, tame
from dragoman.query import SHORT
from dragoman.types import Article, Event

app = typer.Typer()
Id = Annotated[str, typer.Argument(metavar="ID", help="An id, or a beginning of one that fits it alone.")]


@app.command()
def dossier(
    a: Annotated[str, typer.Argument(metavar="A", help="One side: a state's code, name or adjective, or a person.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other side.")],
    record: RecordFile = RECORD,
    known_on: KnownOn = None,
    everything: Annotated[bool, typer.Option("--all", help="Every line of every panel.")] = False,
    json: AsJson = False,
) -> None:
    """The whole relationship of two sides at a glance."""
    import msgspec

    with archive_of(record, known_on) as archive:
        found = archive.dossier(a, b)
        if json:
            print(msgspec.json.encode(found).decode())
        else:
            relationship.show(archive, found, Paper(), everything=everything)


@app.command()
def show(id: Id, record: RecordFile = RECORD, json: AsJson = False) -> None:
    """One fact, actor or report: every sentence behind it, and how they came together."""
    import msgspec

    with archive_of(record) as archive:
        found = archive.show(id)
        if json:
            print(msgspec.json.encode(found).decode())
            return
        paper = Paper()
        paper.entry(entry(archive, found.item), proof=False, whole=True)
        if isinstance(found.item, Article):
            paper.line()
            for line in found.item.text.splitlines():
                paper.paragraph(line) if line.strip() else paper.line()
            return
        if isinstance(found.item, Event):
            paper.heading("Who")
            for participant in found.item.participants:
                paper.line(f"  {participant.role:<10}  {tame(archive.actor_name(participant.actor))}")
            for change in found.item.history:
                paper.line(f"  {change.status}")
        paper.heading("Sentences", many(len(found.sentences), "sentence"))
        for span in found.sentences:
            paper.paragraph(f"“{span.text}”")
            name = archive.source_name(span.article)
            paper.line(f"    — {tame(name)} ({span.article[:SHORT]}, characters {span.start}–{span.end})", "dim")
        if found.members:
            paper.heading("Put together from", many(len(found.members), "mention"))
            paper.paragraph(" ".join(key[:SHORT] for key in found.members), "dim")
        if reasons := archive.why(id):
            paper.heading("Why")
            for reason in reasons:
                paper.paragraph("· " + reason)


@app.command()
def why(id: Id, record: RecordFile = RECORD) -> None:
    """The reasoning behind a fact: how it was dated, what was merged, which copies were folded."""
    with archive_of(record) as archive:
        paper = Paper()
        reasons = archive.why(id)
        for reason in reasons:
            paper.paragraph("· " + reason)
        if not reasons:
            paper.line("It stands as its one report tells it: nothing was resolved, merged or folded.")


@app.command(name="why-not")
def why_not(
    a: Annotated[str, typer.Argument(metavar="A", help="An event's id, or a beginning of one that fits it alone.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other event's.")],
    record: RecordFile = RECORD,
) -> None:
    """What kept two events apart: what forbids that they are one, or how far the evidence falls short."""
    with archive_of(record) as archive:
        paper = Paper()
        for line in archive.why_not(a, b):
            paper.paragraph("· " + line)


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words that a report must hold.")],
    record: RecordFile = RECORD,
    json: AsJson = False,
) -> None:
    """Find words in the reports."""
    import msgspec

    with archive_of(record) as archive:
        hits = archive.search(" ".join(words))
        if json:
            output.write_list([msgspec.json.encode(hit) for hit in hits])
            return
        paper = Paper()
        for hit in hits:
            paper.line(
                f"{hit.article[:SHORT]}  {tame(archive.source_name(hit.article))}: {tame(hit.title or '')}", "bold"
            )
            paper.paragraph(f"“{hit.span.text}”")
            if hit.facts:
                paper.line("    behind " + " ".join(fact[:SHORT] for fact in hit.facts), "dim")
        if not hits:
            paper.line("No report holds these words.")


@app.command()
def coverage(record: RecordFile = RECORD, json: AsJson = False) -> None:
    """Outlets by months, undated, failed, other languages: silence is not peace."""
    import msgspec

    with archive_of(record) as archive:
        found = archive.coverage()
        if json:
            print(msgspec.json.encode(found).decode())
            return
        paper = Paper()
        outlets: dict[str, list[str]] = {}
        for month in found.months:
            outlets.setdefault(month.outlet or "(no outlet named)", []).append(
                f"{month.month or 'undated'} {month.reports}"
            )
        for outlet, months in outlets.items():
            paper.line(tame(outlet), "bold")
            paper.paragraph("  " + "   ".join(months))
        counts = archive.store.counts()
        paper.line()
        paper.line(f"{many(counts['articles'], 'report')} kept, {found.undated:,} without a date of their own")
        for language, n in found.unread:
            paper.line(f"{many(n, 'report')} in language {language}: kept, not read")
        if found.withdrawn:
            paper.line(f"{many(found.withdrawn, 'report')} withdrawn")
        if found.failures:
            paper.heading("Could not be read", many(len(found.failures), "item"))
            for failure in found.failures:
                paper.paragraph(f"{failure.source}: {failure.fault} {failure.remedy}")
