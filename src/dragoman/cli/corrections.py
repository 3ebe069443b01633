"""The commands by which people correct the record: correct, and judgements, which lists, keeps and brings them back."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from dragoman import review
from dragoman.cli.facts import Id
from dragoman.cli.options import RECORD, AsJson, RecordFile, archive_of
from dragoman.cli.paper import Paper, complain
from dragoman.cli.wording import entry, many, tame
from dragoman.errors import JudgementError
from dragoman.query import SHORT
from dragoman.types import Judgement

app = typer.Typer()
By = Annotated[str, typer.Option("--by", metavar="NAME", envvar="DRAGOMAN_AUTHOR", help="Who says so.")]
Note = Annotated[str, typer.Option("--note", metavar="WORDS", help="Why.")]
UNKNOWN = "unknown"  # what a person writes where the sources do not say


@app.command()
def correct(
    id: Id,
    record: RecordFile = RECORD,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DAY", help="2019-08-27, 2019-08, 2019, FROM/TO or unknown.")
    ] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="NAME", help="Where; or unknown.")] = None,
    who: Annotated[
        list[str] | None, typer.Option("--who", metavar="NAME", help="All who took part; may be repeated.")
    ] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="STATUS", help="occurred, planned…")] = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE/MODE", help="CONSULT/meeting…")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Who said it; or unknown.")] = None,
    number: Annotated[str | None, typer.Option("--number", metavar="N", help="1,200 or 30-40 or 3.6 million.")] = None,
    published: Annotated[str | None, typer.Option("--published", metavar="DAY", help="When a report came out.")] = None,
    right: Annotated[bool, typer.Option("--right", help="It stands as it is.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="Take it out of the record.")] = False,
    same_as: Annotated[str | None, typer.Option("--same-as", metavar="ID", help="Two events are one.")] = None,
    not_in: Annotated[
        str | None, typer.Option("--not-in", metavar="REPORT", help="What this report tells is another event.")
    ] = None,
    add: Annotated[
        Literal["event", "statement", "figure", "position"] | None,
        typer.Option("--add", help="A fact that was missed in this report; with --on."),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="WORDS", help="The words that tell it.")] = None,
    holder: Annotated[str | None, typer.Option("--holder", metavar="NAME", help="Of a position: whose.")] = None,
    stance: Annotated[str | None, typer.Option("--stance", metavar="supports|opposes", help="Of a position.")] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="NAME", help="Of a position: whom or what.")] = None,
    subject: Annotated[str | None, typer.Option("--subject", metavar="WORDS", help="Of a figure: of what.")] = None,
    by: By = "me",
    note: Note = "",
) -> None:
    """Mend what is wrong. The correction is kept beside the reports and holds through every later run."""
    said = {"author": by, "note": note, "at": _now()}
    changes = _given(
        date=date, place=place, participants=who or None, status=status, kind=kind,
        speaker=speaker, number=number, published=published,
    )  # fmt: skip
    with archive_of(record) as archive:
        found: list[Judgement] = []
        if add is not None:
            more = _given(holder=holder, stance=stance, target=target, subject=subject)
            value = {name: None if given == UNKNOWN else given for name, given in (changes | more).items()}
            found.append(review.add(archive, id, on or "", add + "s", value, **said))
        elif changes:
            values = {name: None if given == UNKNOWN else given for name, given in changes.items()}
            found += review.replace(archive, id, values, **said)
        if right:
            found += review.accept(archive, id, **said)
        if wrong:
            found += review.reject(archive, id, **said)
        if same_as is not None:
            found += review.join(archive, id, same_as, **said)
        if not_in is not None:
            found += review.part(archive, id, not_in, **said)
    if not found:
        raise JudgementError("Nothing was said about it.", remedy="See: dragoman correct --help")
    _keep(record, found)


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _keep(record: str, judgements: list[Judgement]) -> None:
    new = review.judge(record, *judgements)
    paper = Paper()
    paper.line(f"{record}: {many(new, 'new judgement')}, the record is derived anew.")
    with archive_of(record) as archive:
        for one in judgements:
            for reason in archive.store.derived.reasons(one.id):
                complain(
                    f"{one.id[:SHORT]} could not be carried out: {reason}.", "It is kept. See: dragoman judgements"
                )


@app.command()
def audit(
    record: RecordFile = RECORD,
    sample: Annotated[int, typer.Option("--sample", min=1, max=100_000, metavar="N", help="Facts to judge.")] = 200,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="Another seed, another sample.")] = 1,
    shown: Annotated[int, typer.Option("--next", min=0, metavar="N", help="Open ones to show.")] = 10,
    json: AsJson = False,
) -> None:
    """How right the record is on your own reports: judge a random sample, and see its precision."""
    import msgspec

    with archive_of(record) as archive:
        found = archive.audit(size=sample, seed=seed)
        if json:
            print(msgspec.json.encode(found).decode())
            return
        paper = Paper()
        judged = found.right + found.wrong
        paper.line(
            f"{many(len(found.sample), 'fact')} drawn at random of {found.facts:,} (seed {seed}); {judged:,} judged"
        )
        if found.precision is not None and found.low is not None and found.high is not None:
            head = f"right {found.precision:.0%}, between {found.low:.0%} and {found.high:.0%} at 95 %"
            paper.line(head, "bold")
        still = [d.id for d in found.sample if d.verdict == "open"]
        if still and shown:
            paper.heading("To judge", "dragoman correct ID --right, or --wrong; or in the desk, under Audit")
            for id in still[:shown]:
                paper.entry(entry(archive, archive.show(id).item))


@app.command()
def judgements(
    record: RecordFile = RECORD,
    export: Annotated[Path | None, typer.Option("--export", metavar="FILE", help="Write them to a file.")] = None,
    take_in: Annotated[Path | None, typer.Option("--import", metavar="FILE", help="Take them in from a file.")] = None,
    take_back: Annotated[str | None, typer.Option("--take-back", metavar="ID", help="Undo one.")] = None,
) -> None:
    """What people have judged; as a file to keep in git, and back."""
    if take_in is not None:
        try:
            data = take_in.read_bytes()
        except OSError as error:
            raise JudgementError(f"{take_in}: {error.strerror}.", remedy="Name the file of an export.") from None
        _keep(record, review.from_file(data, str(take_in)))
        return
    with archive_of(record) as archive:
        kept = archive.store.kept.judgements()
        reasons = {one.id: archive.store.derived.reasons(one.id) for one in kept}
    if take_back is not None:
        fitting = [one.id for one in kept if one.id.startswith(take_back)]
        review.take_back(record, fitting[0] if len(fitting) == 1 else take_back)
        Paper().line(f"{record}: taken back, the record is derived anew.")
        return
    if export is not None:
        export.write_bytes(review.written(kept))
        print(f"Written: {export}", file=sys.stderr)
        return
    paper = Paper()
    for one in kept:
        field = f" {one.key.field}" if one.kind in ("replace", "add") else ""
        value = f" = {one.value}" if one.value is not None else ""
        paper.line(tame(f"{one.id[:SHORT]}  {one.at[:10]}  {one.kind}{field}{value}"), "bold")
        paper.paragraph(tame(f"“{one.key.quotation}” — {one.author}" + (f": {one.note}" if one.note else "")))
        for reason in reasons[one.id]:
            paper.line(f"    not carried out: {tame(reason)}", "dim")
    if not kept:
        paper.line("Nobody has judged anything yet.")
