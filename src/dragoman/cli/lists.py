"""The commands that list facts: one question each, the same options everywhere."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli import output
from dragoman.cli.options import RECORD, AsCsv, AsJson, Between, KnownOn, RecordFile, Since, Until, archive_of
from dragoman.cli.paper import MARGIN, WHEN, Paper
from dragoman.cli.wording import entry, many, tame
from dragoman.query import SHORT, fate
from dragoman.query.period import day

app = typer.Typer()


@app.command()
def timeline(
    record: RecordFile = RECORD,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    known_on: KnownOn = None,
    kind: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="CONSULT, meeting, ASSAULT…; may be repeated.")
    ] = None,
    status: Annotated[
        list[str] | None, typer.Option("--status", metavar="STATUS", help="occurred, planned…; may be repeated.")
    ] = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """What happened, in order of time, each with the sentence behind it."""
    with archive_of(record, known_on) as archive:
        found = archive.timeline(
            between=between or (), since=since, until=until, types=kind or (), statuses=status or ()
        )
        output.facts(archive, "events", found, json=json, csv=csv)


@app.command()
def meetings(
    record: RecordFile = RECORD,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Meetings, calls and rounds of talks: place, length, format, agenda."""
    with archive_of(record, known_on) as archive:
        found = archive.meetings(between=between or (), since=since, until=until)
        output.facts(archive, "events", found, json=json, csv=csv)


@app.command()
def statements(
    record: RecordFile = RECORD,
    by: Annotated[str | None, typer.Option("--by", metavar="A", help="Who speaks: a person, or a whole side.")] = None,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Who said what, to whom, through whom."""
    with archive_of(record, known_on) as archive:
        found = archive.statements(by=by, between=between or (), since=since, until=until)
        output.facts(archive, "statements", found, json=json, csv=csv)


@app.command()
def figures(
    record: RecordFile = RECORD,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    known_on: KnownOn = None,
    about: Annotated[str | None, typer.Option("--about", metavar="WORDS", help="Words that the subject holds.")] = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Numbers and how they move: whose, as of when, in what scope."""
    with archive_of(record, known_on) as archive:
        found = archive.figures(between=between or (), since=since, until=until, subject=about)
        output.facts(archive, "figures", found, json=json, csv=csv)


@app.command()
def positions(
    record: RecordFile = RECORD,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Who backs or opposes whom or what."""
    with archive_of(record, known_on) as archive:
        found = archive.positions(between=between or (), since=since, until=until)
        output.facts(archive, "positions", found, json=json, csv=csv)


@app.command()
def arrangements(
    record: RecordFile = RECORD,
    between: Between = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Ceasefires, zones, treaties, deals and tracks, each with the stages of its life."""
    with archive_of(record, known_on) as archive:
        output.facts(archive, "arrangements", archive.arrangements(between=between or ()), json=json, csv=csv)


@app.command()
def conflicts(
    record: RecordFile = RECORD,
    between: Between = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Where the reports disagree, and whether that is a contradiction or time, scope or grain."""
    with archive_of(record, known_on) as archive:
        output.facts(archive, "conflicts", archive.conflicts(between=between or ()), json=json, csv=csv)


@app.command()
def calendar(
    record: RecordFile = RECORD,
    between: Between = None,
    since: Since = None,
    until: Until = None,
    known_on: KnownOn = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """What was announced, and whether it came, moved or was called off."""
    with archive_of(record, known_on) as archive:
        found = archive.calendar(between=between or (), since=since, until=until)
        if json or csv:
            output.facts(archive, "events", found, json=json, csv=csv)
            return
        paper = Paper()
        for event in found:
            paper.heading(fate(event))
            paper.entry(entry(archive, event))
        if not found:
            paper.line(output.SILENT)


@app.command()
def actors(
    record: RecordFile = RECORD,
    of: Annotated[str | None, typer.Option("--of", metavar="STATE", help="Those of one state.")] = None,
    kind: Annotated[
        list[str] | None, typer.Option("--kind", metavar="KIND", help="person, state, organisation…; may be repeated.")
    ] = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """Everybody whom the reports name, the most often named first."""
    with archive_of(record) as archive:
        output.facts(archive, "actors", archive.actors(kinds=kind or (), of=of), json=json, csv=csv)


@app.command()
def sources(
    record: RecordFile = RECORD,
    between: Between = None,
    json: AsJson = False,
    csv: AsCsv = False,
) -> None:
    """The reports: outlet, date, credits, sightings, and which of them copy another."""
    import msgspec

    from dragoman.export import as_csv

    with archive_of(record) as archive:
        found = archive.sources(between=between or ())
        if json:
            output.write_list([msgspec.json.encode(one) for one in found])
            return
        if csv:
            rows = [
                {
                    "article": s.article,
                    "source": s.source,
                    "publisher": s.publisher or "",
                    "title": s.title or "",
                    "published": day(s.published),
                    "agencies": "; ".join(s.agencies),
                    "language": s.language,
                    "words": str(s.words),
                    "sightings": str(s.sightings),
                    "facts": str(s.facts),
                    "origin": s.origin,
                }
                for s in found
            ]
            print(as_csv.table(rows), end="")
            return
        paper = Paper()
        for s in found:
            head = (
                f"{s.article[:SHORT]}  {day(s.published):<{WHEN}}  {s.publisher or s.source}: {s.title or '(no title)'}"
            )
            paper.line(tame(head))
            notes = [s.source, many(s.words, "word"), many(s.facts, "fact")]
            notes += ["credits " + ", ".join(s.agencies)] if s.agencies else []
            notes += [many(s.sightings, "sighting")] if s.sightings > 1 else []
            notes += [f"copies {s.origin[:SHORT]}"] if s.origin != s.article else []
            notes += [f"in {s.language}: not read"] if s.language != "en" else []
            paper.line(" " * MARGIN + tame(" · ".join(notes)), "dim")
        origins = archive.independent(s.article for s in found)
        paper.line(f"{many(len(found), 'report')}, {many(origins, 'independent origin')}")
