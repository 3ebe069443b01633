"""The terminal: every command, its errors in plain lines, its exit status, and what a stranger's text cannot do."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import village

from dragoman import pipeline
from dragoman.cli import main
from dragoman.cli.paper import MARGIN
from dragoman.cli.wording import tame, weight
from dragoman.query.period import day
from dragoman.types import Date

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run a command in a folder of its own, over the village; gives status, output, errors."""
    monkeypatch.setattr(pipeline, "rooms", lambda: village.ROOMS)
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        status = 0
        try:
            main(words)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def read(run: Run, tmp_path: Path) -> Run:
    village.write(tmp_path / "in")
    status, out, _ = run("read", "in")
    assert status == 0 and "5 new reports" in out
    return run


def test_reading_tells_what_was_read_and_what_was_not(run: Run, tmp_path: Path) -> None:
    village.write(tmp_path / "in", {**village.REPORTS, "x.txt": "BROKEN"})
    status, out, err = run("read", "in")
    assert status == 0
    assert "5 new reports" in out and "3 events" in out and "1 report in language de: kept, not read" in out
    assert err == "dragoman: x.txt: is broken\nMend it.\n"
    status, out, _ = run("read", "in")
    assert "0 new reports, 5 known texts" in out


def test_nothing_readable_is_status_one_and_a_mistake_is_two(run: Run, tmp_path: Path) -> None:
    status, out, err = run("read", "nowhere")
    assert status == 1 and out == "" and "nowhere: is not there" in err
    for words in (
        ["timeline", "-r", "none.db"],
        ["timeline", "--between", "NOR"],
        ["no-such-command"],
        ["read"],
        ["export", "--as", "x"],
    ):
        status, out, err = run(*words)
        assert (status, out) == (2, "") and err, words


@pytest.mark.parametrize(
    "words, expected",
    [
        (["timeline", "-r", "none.db"], "There is no record at none.db."),
        (["timeline", "-r", "notes.txt"], "notes.txt is not a record"),
        (["timeline", "--between", "Nobody", "NOR"], "Nobody in the record is called 'Nobody'"),
        (["show", "zzzz"], "Nothing in the record has the id"),
        (["timeline", "--since", "soon"], "'soon' is no day"),
        (["withdraw", "zzzz"], "No report has the id"),
    ],
)
def test_a_mistake_is_told_in_one_or_two_plain_lines(
    read: Run, tmp_path: Path, words: list[str], expected: str
) -> None:
    (tmp_path / "notes.txt").write_text("not a record")
    status, out, err = read(*words)
    assert status == 2 and out == "" and expected in err
    assert len(err.splitlines()) <= 2 and "Traceback" not in err


LISTS = [
    "timeline",
    "meetings",
    "statements",
    "figures",
    "positions",
    "arrangements",
    "conflicts",
    "calendar",
    "actors",
    "sources",
]


@pytest.mark.parametrize("command", LISTS)
def test_every_list_comes_as_lines_as_json_and_as_csv(read: Run, command: str) -> None:
    status, out, err = read(command)
    assert (status, err) == (0, "") and out.strip()
    status, out, _ = read(command, "--json")
    found = json.loads(out)
    assert status == 0 and isinstance(found, list)
    status, out, _ = read(command, "--csv")
    assert status == 0 and len(list(csv.DictReader(io.StringIO(out)))) == len(found)


def test_a_line_has_a_short_id_the_day_the_sentence_and_the_outlet(read: Run) -> None:
    _, out, _ = read("meetings", "--between", "NOR", "TCD")
    first = out.splitlines()[0]
    assert "2019-03-04   Amina Haddad and Astrid Lunde meet" in first
    assert "2 reports, 2 independent origins" in out
    assert "“Astrid Lunde met Amina Haddad in Oslo on 2019-03-04.” — Fjord Post" in out.replace(
        "\n" + " " * MARGIN, " "
    )
    status, shown, _ = read("show", first[:8])
    assert status == 0 and "SENTENCES  2 sentences" in shown and "Sahel Daily" in shown
    status, reasons, _ = read("why", first[:8])
    assert status == 0 and "2 reports give the same people" in reasons


def test_silence_is_told(read: Run) -> None:
    assert read("arrangements")[1] == "The sources are silent.\n"


def test_the_dossier_shows_the_relationship_within_120_columns(read: Run) -> None:
    status, out, err = read("dossier", "NOR", "TCD")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert max(map(len, lines)) <= 120 and "\x1b" not in out
    text = " ".join(out.split())
    for part in ("Norway – Chad", "3 reports, 3 independent origins", "MEETINGS", "IN DISPUTE", "WHO BACKS WHOM"):
        assert part in text
    assert "Astrid Lunde: “We are glad”" in text and "1,200 (2019-03-05) → 1,500 (2019-03-06)" in text
    assert "The sources are silent on:" in text
    assert json.loads(read("dossier", "NOR", "TCD", "--json")[1])["reports"] == 3


def test_known_on_shows_what_was_known_then(read: Run) -> None:
    assert "Ndjamena" in read("timeline")[1]
    assert "Ndjamena" not in read("timeline", "--known-on", "2019-12-31")[1]


def test_coverage_and_search(read: Run) -> None:
    assert "Fjord Post" in read("coverage")[1] and "1 report in language de" in read("coverage")[1]
    assert "Bergen" in read("search", "bergen")[1]
    assert read("search", "zanzibar")[1] == "No report holds these words.\n"


def test_export_goes_to_standard_output_or_to_a_file(read: Run, tmp_path: Path) -> None:
    found = json.loads(read("export", "--texts", "full")[1])
    assert found["format"] == "dragoman-record/1" and found["articles"][0]["text"]
    assert "text" not in json.loads(read("export")[1])["articles"][0]
    status, out, err = read("export", "--as", "csv", "-o", "tables.zip")
    assert status == 0 and out == "" and "tables.zip" in err and (tmp_path / "tables.zip").exists()


def test_rebuild_and_withdraw(read: Run) -> None:
    before = read("export")[1]
    assert read("rebuild")[0] == 0 and read("export")[1] == before
    assert read("withdraw", "c.txt")[0] == 0
    assert "Ndjamena" not in read("export", "--texts", "full")[1]


def test_the_environment_may_name_the_record(read: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "dragoman.db").rename(tmp_path / "other.db")
    monkeypatch.setenv("DRAGOMAN_RECORD", "other.db")
    assert "Ndjamena" in read("timeline")[1]


def test_a_strangers_text_cannot_steer_the_terminal() -> None:
    assert tame("a\x1b[31mb\x07c\u202ed\n\te") == "a[31mbcd e"


@pytest.mark.parametrize(
    "earliest, latest, basis, written",
    [
        ("2019-08-27", "2019-08-27", "stated", "2019-08-27"),
        ("2019-08-27", "2019-08-27", "inferred", "~2019-08-27"),
        ("2019-08-01", "2019-08-31", "stated", "2019-08"),
        ("2019-01-01", "2019-12-31", "stated", "2019"),
        (None, "2019-08-31", "resolved", "by 2019-08-31"),
        ("2019-08-31", None, "resolved", "from 2019-08-31"),
        ("2019-08-27", "2019-09-02", "resolved", "2019-08-27/09-02"),
        ("2019-08-27", "2021-09-02", "resolved", "2019–2021"),
        ("2021-09-29T21:51", "2021-09-29T21:51", "stated", "2021-09-29"),
    ],
)
def test_dates_are_written_as_short_as_they_are_precise(
    earliest: str | None, latest: str | None, basis: str, written: str
) -> None:
    assert day(Date(earliest=earliest, latest=latest, precision="day", basis=basis, why="")) == written  # type: ignore[arg-type]


def test_copies_are_counted_once() -> None:
    assert weight(1, 1) == "1 report"
    assert weight(2, 1) == "2 reports, 1 independent origin"
    assert weight(3, 2) == "3 reports, 2 independent origins"
