"""The record file: what is refused, what is kept once, who may write."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
import village

from dragoman import pipeline
from dragoman.errors import NotARecord, RecordBusy, RecordError, RecordTooNew
from dragoman.query import Archive
from dragoman.store import MEMORY, Landing, Store, told
from dragoman.store.tables import lease, meta
from dragoman.types import Failure


def counts(record: Path) -> dict[str, int]:
    with Store.open(record) as store:
        return store.counts()


def test_opening_what_is_not_there_says_how_to_make_it(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="dragoman read"):
        Store.open(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("content", [b"plain text, for sure", b"SQLite format 3\x00 and then nonsense" * 40])
def test_another_kind_of_file_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.db"
    file.write_bytes(content)
    with pytest.raises(NotARecord):
        Store.open(file, create=True)
    assert file.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE meta (key, value)")
    connection.close()
    with pytest.raises(NotARecord, match="not a record"):
        Store.open(tmp_path / "other.db", create=True)


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(NotARecord, match="folder"):
        Store.open(tmp_path, create=True)


def test_a_record_of_a_later_version_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.db", create=True) as store, store._engine.begin() as connection:
        connection.execute(meta.update().where(meta.c.key == "schema").values(value="999"))
    with pytest.raises(RecordTooNew, match="Update dragoman"):
        Store.open(tmp_path / "r.db")


def test_an_empty_file_becomes_a_record_only_when_writing(tmp_path: Path) -> None:
    (tmp_path / "r.db").touch()
    with pytest.raises(RecordError):
        Store.open(tmp_path / "r.db")
    with Store.open(tmp_path / "r.db", create=True) as store:
        assert store.counts()["articles"] == 0


def test_a_second_writer_is_told_to_wait_and_the_first_goes_on(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.db", create=True) as one, Store.open(tmp_path / "r.db", write=True) as two:
        with one.writer() as writer:
            with pytest.raises(RecordBusy, match="writing"), two.writer():
                pass
            assert writer.land(Landing(failure=Failure(source="x", code="c", fault="f")))
        with two.writer():
            pass


@pytest.mark.parametrize("column, value", [("pid", 2**22 + 1), ("expires", 0.0)])
def test_a_lease_whose_process_is_gone_or_whose_time_is_over_is_free(tmp_path: Path, column: str, value: float) -> None:
    with Store.open(tmp_path / "r.db", create=True) as store, store.writer():
        with store._engine.begin() as connection:
            connection.execute(lease.update().values({column: value}))
        with Store.open(tmp_path / "r.db", write=True) as other, other.writer():
            pass


def test_a_writer_that_lost_its_lease_writes_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r.db", create=True) as store, store.writer() as writer:
        with store._engine.begin() as connection:
            connection.execute(lease.update().values(token="another"))
        with pytest.raises(RecordBusy):
            writer.land(Landing(failure=Failure(source="x", code="c", fault="f")))
        assert store.counts()["failures"] == 0


def test_readers_read_while_one_writes(tmp_path: Path) -> None:
    folder, record = village.write(tmp_path / "in"), tmp_path / "r.db"
    pipeline.read([folder], record, rooms_of=village.ROOMS)
    with Store.open(record, write=True) as store, store.writer(), Archive.open(record) as archive:
        assert len(archive.timeline()) == 3


def test_the_same_text_found_twice_is_one_report_with_two_sightings(tmp_path: Path) -> None:
    text = village.REPORTS["a.txt"]
    folder, record = village.write(tmp_path / "in", {"a.txt": text, "z.txt": text}), tmp_path / "r.db"
    report = pipeline.read([folder], record, rooms_of=village.ROOMS)
    assert (report.added, report.known, report.sightings) == (1, 1, 1)
    with Archive.open(record) as archive:
        (article,) = archive.record().articles
    assert [s.source for s in article.sightings] == ["a.txt", "z.txt"]


def test_reading_again_changes_nothing(tmp_path: Path) -> None:
    folder, record = village.write(tmp_path / "in"), tmp_path / "r.db"
    pipeline.read([folder], record, rooms_of=village.ROOMS)
    before, kept = village.bytes_of(record), counts(record)
    report = pipeline.read([folder], record, rooms_of=village.ROOMS)
    assert (report.added, report.read) == (0, 0)
    assert village.bytes_of(record) == before and counts(record) == kept


def test_the_earliest_telling_speaks_whatever_the_order(tmp_path: Path) -> None:
    body = "Astrid Lunde met Amina Haddad in Oslo on 2019-03-04.\n"
    one = village.clean(village.Found("one", "Fjord Post | 2019-03-05\n" + body))
    assert not isinstance(one, Failure)
    late = pipeline.Article(**{f: getattr(one, f) for f in one.__struct_fields__} | {"source": "zz", "published": None})
    found = []
    for n, order in enumerate([(one, late), (late, one)]):
        with Store.open(tmp_path / f"{n}.db", create=True) as store, store.writer() as writer:
            for article in order:
                writer.land(Landing(article=article))
            found.append(store.kept.article(one.id))
    assert found[0] == found[1]
    assert found[0] is not None and found[0].source == "one" and told(found[0].published) == "2019-03-05"


def test_a_failure_is_forgotten_once_its_source_can_be_read(tmp_path: Path) -> None:
    folder, record = (
        village.write(tmp_path / "in", {"a.txt": "BROKEN", "b.txt": village.REPORTS["b.txt"]}),
        tmp_path / "r.db",
    )
    pipeline.read([folder], record, rooms_of=village.ROOMS)
    assert counts(record)["failures"] == 1
    village.write(folder, {"a.txt": village.REPORTS["a.txt"]})
    pipeline.read([folder], record, rooms_of=village.ROOMS)
    assert counts(record)["failures"] == 0


def test_words_are_found_in_any_form_and_operators_are_only_words(tmp_path: Path) -> None:
    folder, record = village.write(tmp_path / "in"), tmp_path / "r.db"
    pipeline.read([folder], record, rooms_of=village.ROOMS)
    with Archive.open(record) as archive:
        assert [hit.span.text for hit in archive.search("bergen")] == [
            "Amina Haddad met Astrid Lunde in Bergen on 2019-03-04."
        ]
        assert archive.search('people "fled') and not archive.search("OR NEAR( * nowhere")
        assert archive.search('";--') == ()
        assert archive.search("bergen")[0].facts


def test_the_file_says_what_it_is(tmp_path: Path) -> None:
    """`file` and other tools know a record by its application id."""
    Store.open(tmp_path / "r.db", create=True).close()
    with sqlite3.connect(tmp_path / "r.db") as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (0x44524147,)
    connection.close()


def test_a_record_in_memory_goes_with_its_store() -> None:
    with Store.open(MEMORY, create=True) as store:
        assert store.counts()["events"] == 0 and not store.stale


SLOW = """
import dataclasses, sys, time, village
from dragoman import pipeline

def slow(article):
    time.sleep(0.05)
    return village.read(article)

rooms = dataclasses.replace(village.ROOMS, read=slow)
def tell(report):
    if report.read == 3:
        print("three", flush=True)
pipeline.read([sys.argv[1]], sys.argv[2], progress=tell, rooms_of=rooms)
"""


@pytest.mark.skipif(os.name != "posix", reason="kills a process by signal")
@pytest.mark.parametrize("sign", [9, 2])
def test_a_killed_run_leaves_a_whole_record_that_the_next_run_completes(tmp_path: Path, sign: int) -> None:
    """Signal 9 is a crash: everything that had landed is there. Signal 2 is Ctrl-C: it is derived as well."""
    reports = {
        f"{n:03}.txt": f"Fjord Post | 2019-03-05\nAstrid Lunde met Olav Berg in Oslo on 2019-{n % 12 + 1:02}-04.\n"
        * (n + 1)
        for n in range(40)
    }
    folder, record = village.write(tmp_path / "in", reports), tmp_path / "r.db"
    support = str(Path(village.__file__).parent)
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(folder), str(record)],
        env={**os.environ, "PYTHONPATH": support},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "three\n"
    process.send_signal(sign)
    process.stdout.close()
    process.wait(timeout=30)
    with sqlite3.connect(record) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    with Store.open(record) as store:
        assert 3 <= store.counts()["readings"] < 40
        assert store.stale == (sign == 9)
    began = time.monotonic()
    pipeline.read([folder], record, rooms_of=village.ROOMS)
    assert time.monotonic() - began < 30
    pipeline.read([folder], tmp_path / "fresh.db", rooms_of=village.ROOMS)
    assert village.bytes_of(record) == village.bytes_of(tmp_path / "fresh.db")
    with Store.open(record) as store, store._engine.connect() as connection:
        assert connection.execute(sa.select(lease)).all() == []
