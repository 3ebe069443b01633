"""Why two events were kept apart, asked of a record and at the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman import pipeline
from dragoman.cli.app import app
from dragoman.errors import UnknownId
from dragoman.query import Archive
from dragoman.types import Event

REPORTS = {
    "a.txt": "HELSINKI, July 16, 2018 - Presidents Vladimir Putin and Donald Trump met in Helsinki on Monday.",
    "b.txt": "HANOI, Nov. 11, 2017 - Presidents Vladimir Putin and Donald Trump met in Danang on Saturday.",
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("apart")
    for name, text in REPORTS.items():
        (folder / name).write_text(text + "\n", encoding="utf-8")
    pipeline.read([folder / name for name in REPORTS], folder / "r.db", engine="serial")
    return folder / "r.db"


def meetings(archive: Archive) -> list[Event]:
    return [e for e in archive.timeline() if e.type == "CONSULT"]


def test_a_record_says_what_kept_two_meetings_apart(record: Path) -> None:
    with Archive.open(record) as archive:
        first, second = meetings(archive)
        lines = archive.why_not(first.id, second.id[:8])
        assert lines[0].startswith("kept apart: ") and "247 days apart" in lines[0]
        assert "b.txt" in lines[1] and "a.txt" in lines[1]


def test_an_event_is_not_kept_apart_from_itself(record: Path) -> None:
    with Archive.open(record) as archive:
        event = meetings(archive)[0]
        assert archive.why_not(event.id, event.id) == ("They are one event.",)


def test_only_events_are_compared(record: Path) -> None:
    with Archive.open(record) as archive, pytest.raises(UnknownId, match="is no event"):
        archive.why_not(archive.sources()[0].article, meetings(archive)[0].id)


def test_the_terminal_prints_the_reasons(record: Path) -> None:
    with Archive.open(record) as archive:
        ids = [e.id for e in meetings(archive)]
    done = CliRunner().invoke(app, ["why-not", *ids, "-r", str(record)])
    assert done.exit_code == 0 and "247 days apart" in done.stdout
