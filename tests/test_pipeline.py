"""Runs: any order, any batches, any number give one record; one bad item never stops a run."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
import village
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import pipeline, review
from dragoman.errors import JudgementError, NothingRead, UnknownId
from dragoman.query import Archive
from dragoman.store import Store


@settings(max_examples=12, deadline=None)
@given(st.permutations(sorted(village.REPORTS)), st.lists(st.integers(1, 4), min_size=5, max_size=5))
def test_any_order_and_any_batches_give_the_bytes_of_a_rebuild(order: list[str], sizes: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        village.write(at / "in")
        paths = [at / "in" / name for name in order]
        for size in sizes:
            batch, paths = paths[:size], paths[size:]
            if batch:
                pipeline.read(batch, at / "bit by bit.db", rooms_of=village.ROOMS)
        pipeline.read([at / "in"], at / "at once.db", rooms_of=village.ROOMS)
        in_bits = village.bytes_of(at / "bit by bit.db")
        assert in_bits == village.bytes_of(at / "at once.db")
        pipeline.rebuild(at / "bit by bit.db", reread=True, rooms_of=village.ROOMS)
        assert in_bits == village.bytes_of(at / "bit by bit.db")


def test_other_processes_read_the_same_record(tmp_path: Path) -> None:
    folder = village.write(tmp_path / "in")
    for engine in ("serial", "processes"):
        pipeline.read([folder], tmp_path / f"{engine}.db", engine=engine, rooms_of=village.ROOMS)  # type: ignore[arg-type]
    assert village.bytes_of(tmp_path / "serial.db") == village.bytes_of(tmp_path / "processes.db")


@pytest.mark.parametrize("engine, poison", [("serial", "CRASH"), ("processes", "CRASH"), ("processes", "DIE")])
def test_a_poisonous_report_becomes_a_failure_and_all_others_are_read(tmp_path: Path, engine: str, poison: str) -> None:
    folder = village.write(tmp_path / "in", {**village.REPORTS, "bad.txt": poison, "worse.txt": "BROKEN"})
    report = pipeline.read([folder], tmp_path / "r.db", engine=engine, rooms_of=village.ROOMS)  # type: ignore[arg-type]
    assert sorted(f.source for f in report.failures) == ["bad.txt", "worse.txt"]
    assert (report.read, report.events) == (4, 3)
    with Archive.open(tmp_path / "r.db") as archive:
        assert {f.source for f in archive.coverage().failures} == {"bad.txt", "worse.txt"}


def test_other_languages_are_kept_counted_and_not_read(tmp_path: Path) -> None:
    report = pipeline.read([village.write(tmp_path / "in")], tmp_path / "r.db", rooms_of=village.ROOMS)
    assert (report.added, report.read, report.unread) == (5, 4, {"de": 1})
    with Archive.open(tmp_path / "r.db") as archive:
        assert archive.coverage().unread == (("de", 1),)


def test_a_run_that_could_read_nothing_says_why(tmp_path: Path) -> None:
    village.write(tmp_path / "in", {"a.txt": "BROKEN"})
    with pytest.raises(NothingRead, match=r"a\.txt: is broken.*Mend it"):
        pipeline.read([tmp_path / "in"], tmp_path / "r.db", rooms_of=village.ROOMS)


def test_words_that_are_no_unicode_text_are_a_failure_of_their_report_alone(tmp_path: Path) -> None:
    from dataclasses import replace

    def cut_in_half(found: village.Found) -> object:
        article = village.clean(found)
        return (
            article if found.source != "a.txt" else pipeline.Article(id="x", source="a.txt", text="half \ud83d a pair")
        )

    rooms = replace(village.ROOMS, clean=cut_in_half)
    report = pipeline.read([village.write(tmp_path / "in")], tmp_path / "r.db", rooms_of=rooms)
    assert [f.source for f in report.failures] == ["a.txt"] and report.added == 4


def test_a_withdrawn_report_goes_with_its_facts_and_stays_out(tmp_path: Path) -> None:
    folder, record = village.write(tmp_path / "in"), tmp_path / "r.db"
    pipeline.read([folder], record, rooms_of=village.ROOMS)
    assert b"ndjamena" in record.read_bytes().lower()
    pipeline.withdraw(record, "c.txt", rooms_of=village.ROOMS)
    assert b"ndjamena" not in record.read_bytes().lower(), "its words are gone from the file, the index included"
    without = tmp_path / "without.db"
    (folder / "c.txt").rename(tmp_path / "c.txt")
    pipeline.read([folder], without, rooms_of=village.ROOMS)
    assert village.bytes_of(record) == village.bytes_of(without)
    report = pipeline.read([tmp_path / "c.txt"], record, rooms_of=village.ROOMS)
    assert report.withdrawn == 1 and village.bytes_of(record) == village.bytes_of(without)
    with pytest.raises(UnknownId):
        pipeline.withdraw(record, "nowhere.txt", rooms_of=village.ROOMS)


def test_a_new_version_of_the_rules_reads_again_on_rebuild_only_what_is_out_of_date(tmp_path: Path) -> None:
    folder, record = village.write(tmp_path / "in"), tmp_path / "r.db"
    pipeline.read([folder], record, rooms_of=village.ROOMS)
    assert pipeline.rebuild(record, rooms_of=village.ROOMS).read == 0
    assert pipeline.rebuild(record, rooms_of=village.OTHER_VERSION).read == 4


def test_known_on_is_the_record_of_what_was_published_by_then(tmp_path: Path) -> None:
    folder, record = village.write(tmp_path / "in"), tmp_path / "r.db"
    pipeline.read([folder], record, rooms_of=village.ROOMS)
    with Store.open(record) as store, pipeline.as_known_on(store, "2019-03-05", rooms_of=village.ROOMS) as then:
        archive = Archive(then)
        assert [a.source for a in archive.record().articles] == ["a.txt"]
        assert [e.title for e in archive.timeline()] == ["Amina Haddad and Astrid Lunde meet in Oslo"]
        assert [hit.article for hit in archive.search("Oslo")] == [archive.record().articles[0].id]


def test_a_later_version_of_a_page_supersedes_the_earlier_in_any_order(tmp_path: Path) -> None:
    old, new = (
        village.clean(village.Found("page", f"Post | {day}\nText of {day}.")) for day in ("2019-03-05", "2019-03-07")
    )
    assert isinstance(old, pipeline.Article) and isinstance(new, pipeline.Article)
    for articles in ([old, new], [new, old]):
        marked = {a.id: a.supersedes for a in pipeline.superseding(articles)}
        assert marked == {old.id: None, new.id: old.id}


def test_judgements_are_kept_replayed_and_taken_back(tmp_path: Path) -> None:
    folder, record = village.write(tmp_path / "in"), tmp_path / "r.db"
    pipeline.read([folder], record, rooms_of=village.ROOMS)
    before = village.bytes_of(record)
    with Archive.open(record) as archive:
        event = archive.timeline()[0]
        article = archive.article(event.evidence[0].article)
        assert article is not None
        about = review.key(article, event.evidence[0].start, event.evidence[0].end)
    one = review.judgement("reject", about, author="me", at="2021-01-01T00:00:00Z")
    assert review.judge(record, one, one, rooms_of=village.ROOMS) == 1
    pipeline.rebuild(record, rooms_of=village.ROOMS)
    with Archive.open(record) as archive:
        assert archive.record().judgements == (one,)
    review.take_back(record, one.id, rooms_of=village.ROOMS)
    assert village.bytes_of(record) == before
    with pytest.raises(JudgementError):
        review.judgement("same", about, author="me", at="")


def test_progress_is_told_after_every_item(tmp_path: Path) -> None:
    told: list[int] = []
    folder = village.write(tmp_path / "in")
    pipeline.read([folder], tmp_path / "r.db", progress=lambda r: told.append(r.read), rooms_of=village.ROOMS)
    assert told == sorted(told) and told[-1] == 4


def test_interrupted_reports_are_read_by_the_next_run_whatever_it_is_given(tmp_path: Path) -> None:
    from dataclasses import replace

    def stop(article: pipeline.Article) -> object:
        raise KeyboardInterrupt

    record = tmp_path / "r.db"
    village.write(tmp_path / "in")
    report = pipeline.read([tmp_path / "in" / "a.txt"], record, rooms_of=replace(village.ROOMS, read=stop))
    assert report.interrupted and report.read == 0
    assert pipeline.read([tmp_path / "in" / "c.txt"], record, rooms_of=village.ROOMS).read == 2


def test_shuffled_duplicates_give_one_record(tmp_path: Path) -> None:
    """Copies of one text with and without a date, in many orders: the same speaks for all."""
    texts = {f"{n}.txt": village.REPORTS["abcd"[n % 4] + ".txt"] for n in range(12)}
    village.write(tmp_path / "in", texts)
    found = set()
    for seed in range(4):
        names = sorted(texts)
        random.Random(seed).shuffle(names)
        for part in (names[:5], names[5:]):
            pipeline.read([tmp_path / "in" / n for n in part], tmp_path / f"{seed}.db", rooms_of=village.ROOMS)
        found.add(village.bytes_of(tmp_path / f"{seed}.db"))
    assert len(found) == 1
