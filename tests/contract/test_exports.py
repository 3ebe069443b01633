"""What every exporter keeps: equal records give equal bytes, and no more of the reports' words than was asked for."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
import village

from dragoman import export, pipeline
from dragoman.errors import DragomanError
from dragoman.export.as_csv import safe
from dragoman.query import Archive
from dragoman.types import Record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    folder = tmp_path_factory.mktemp("export")
    pipeline.read([village.write(folder / "in")], folder / "r.db", rooms_of=village.ROOMS)
    with Archive.open(folder / "r.db") as archive:
        return archive.record()


@pytest.mark.parametrize("kind", sorted(export.KINDS))
def test_the_same_record_gives_the_same_bytes(record: Record, tmp_path: Path, kind: str) -> None:
    suffix = ".zip" if kind == "csv" else "." + kind
    for name in ("one", "two"):
        export.write(record, tmp_path / (name + suffix), kind=kind)
    assert (tmp_path / ("one" + suffix)).read_bytes() == (tmp_path / ("two" + suffix)).read_bytes()


@pytest.mark.parametrize("kind", sorted(export.KINDS))
@pytest.mark.parametrize("texts", ["none", "quotes", "full"])
def test_only_as_many_words_are_written_as_were_asked_for(
    record: Record, tmp_path: Path, kind: str, texts: str
) -> None:
    target = tmp_path / "out"
    export.write(record, target, kind=kind, texts=texts)  # type: ignore[arg-type]
    files = sorted(target.iterdir()) if target.is_dir() else [target]
    written = "".join(file.read_text() for file in files)
    assert ("No date stands in this one" in written) == (texts == "full")
    assert ("We are glad" in written) == (texts != "none")


def test_json_is_the_contract(record: Record, tmp_path: Path) -> None:
    export.write(record, tmp_path / "r.json", texts="full")
    found = json.loads((tmp_path / "r.json").read_text())
    assert found["format"] == "dragoman-record/1"
    assert list(found) == list(record.__struct_fields__)
    texts = {article["id"]: article["text"] for article in found["articles"]}
    spans = [
        s for section in ("events", "statements", "figures", "positions") for x in found[section] for s in x["evidence"]
    ]
    assert spans and all(texts[s["article"]][s["start"] : s["end"]] == s["text"] for s in spans)


def test_an_empty_record_is_still_a_record(tmp_path: Path) -> None:
    export.write(Record(), tmp_path / "r.json")
    found = json.loads((tmp_path / "r.json").read_text())
    assert found["events"] == [] and found["articles"] == []


def test_tables_name_who_and_where(record: Record, tmp_path: Path) -> None:
    export.write(record, tmp_path / "r.zip", kind="csv")
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("events.csv").decode())))
    (row,) = [row for row in rows if row["date"] == "2019-03-04"]
    assert row["participants"] == "Amina Haddad; Astrid Lunde" and row["reports"] == "2" and row["origins"] == "2"


@pytest.mark.parametrize(
    "cell, written", [("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("@x", "'@x"), ("-3.5", "-3.5"), ("a", "a")]
)
def test_a_cell_is_never_a_formula(cell: str, written: str) -> None:
    assert safe(cell) == written


def test_a_format_that_is_not_there_and_a_place_that_cannot_be_written_are_told(record: Record, tmp_path: Path) -> None:
    with pytest.raises(DragomanError, match="csv, json, jsonl"):
        export.write(record, tmp_path / "x", kind="docx")
    with pytest.raises(DragomanError, match="cannot be written"):
        export.write(record, tmp_path / "no" / "folder" / "x.json")
