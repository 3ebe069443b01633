"""Corrections over a whole record: made by a person, carried out, alive after a rebuild, kept as a file, undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman import pipeline, review
from dragoman.cli import main
from dragoman.errors import JudgementError, MalformedInput
from dragoman.query import Archive
from dragoman.types import Event

FIRST = """Harbour Courier
12 March 2019

LIMA - Peru's President Martin Vizcarra met his Chilean counterpart Sebastian Pinera in Lima on Tuesday.

"The port stays open," Vizcarra said. The two agreed on a new ferry line. Some 400 people waited outside.
"""
SECOND = """Andes Ledger
13 March 2019

SANTIAGO - Chile's President Sebastian Pinera met Peru's leader Martin Vizcarra in Lima on Tuesday, his office said.
"""
BY = {"author": "Ada", "note": "", "at": "2026-01-02T00:00:00Z"}


@pytest.fixture
def record(tmp_path: Path) -> str:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "first.txt").write_text(FIRST)
    (tmp_path / "in" / "second.txt").write_text(SECOND)
    where = str(tmp_path / "r.db")
    pipeline.read([tmp_path / "in"], where)
    return where


def meetings(record: str) -> list[Event]:
    with Archive.open(record) as archive:
        return list(archive.meetings())


@pytest.fixture
def archive(record: str) -> Iterator[Archive]:
    with Archive.open(record) as archive:
        yield archive


def test_a_corrected_day_survives_a_rebuild_and_a_rereading_and_can_be_taken_back(record: str) -> None:
    before = meetings(record)
    with Archive.open(record) as archive:
        (one,) = review.replace(archive, before[0].id, {"date": "2019-03-11"}, **BY)
    assert review.judge(record, one) == 1
    pipeline.rebuild(record, reread=True)
    (after,) = meetings(record)
    assert after.date is not None and after.date.earliest == "2019-03-11" and after.id == before[0].id
    review.take_back(record, one.id)
    assert meetings(record) == before


def test_a_merge_is_parted_and_joined_again(record: str) -> None:
    (event,) = meetings(record)
    assert len({s.article for s in event.triggers}) == 2
    with Archive.open(record) as archive:
        parted = review.part(archive, event.id, event.triggers[-1].article, **BY)
    review.judge(record, *parted)
    assert len(meetings(record)) == 2
    for one in parted:
        review.take_back(record, one.id)
    assert meetings(record) == [event]


def test_what_is_rejected_is_gone_from_every_report(record: str) -> None:
    (event,) = meetings(record)
    with Archive.open(record) as archive:
        review.judge(record, *review.reject(archive, event.id, **BY))
    assert meetings(record) == []


def test_a_report_is_dated_by_hand(record: str, archive: Archive) -> None:
    article = archive.sources()[0].article
    review.judge(record, *review.replace(archive, article, {"published": "2019-04-02"}, **BY))
    with Archive.open(record) as again:
        published = again.dated(article)
        assert published is not None and published.latest == "2019-04-02" and published.why.startswith("set by Ada")


def test_judgements_travel_as_a_file_and_come_back_the_same(record: str, archive: Archive) -> None:
    (event,) = meetings(record)
    made = review.replace(archive, event.id, {"date": "2019-03-11", "place": "Tacna"}, **BY)
    data = review.written(made)
    assert review.written(review.from_file(data, "j.jsonl")) == data
    with pytest.raises(MalformedInput, match=r"j\.jsonl: line 2"):
        review.from_file(data.splitlines()[0] + b"\n{}\n", "j.jsonl")


def test_a_mistaken_correction_is_refused_with_what_fits(archive: Archive) -> None:
    event = archive.meetings()[0]
    with pytest.raises(JudgementError, match="no day, month or year"):
        review.replace(archive, event.id, {"date": "spring"}, **BY)
    with pytest.raises(JudgementError, match="do not stand in it"):
        review.add(archive, archive.sources()[0].article, "no such words", "figures", {"number": "3"}, **BY)
    with pytest.raises(JudgementError, match="one event already"):
        review.join(archive, event.id, event.id, **BY)


def test_the_terminal_corrects_adds_lists_exports_and_imports(
    record: str, archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> str:
        try:
            main([*words, "-r", record])
        except SystemExit as end:
            assert not end.code
        return capsys.readouterr().out

    told: Callable[[], str] = lambda: run("judgements")  # noqa: E731
    assert "Nobody has judged anything" in told()
    event, first = archive.meetings()[0], archive.sources()[0].article
    run("correct", event.id, "--date", "2019-03-11", "--place", "unknown", "--by", "Ada", "--note", "her diary")
    run("correct", first, "--add", "event", "--on", "a new ferry line", "--type", "COOPERATE/trade", "--by", "Ada")
    shown = told()
    assert 'replace events.date = "2019-03-11"' in shown and "replace events.place = null" in shown
    assert "Ada: her diary" in shown and "not carried out" not in shown
    (mended,) = meetings(record)
    assert mended.place is None
    with Archive.open(record) as now:
        assert any(e.mode == "trade" and e.evidence[0].text == "a new ferry line" for e in now.timeline())
    run("judgements", "--export", str(tmp_path / "kept.jsonl"))
    ids = [line.split()[0] for line in shown.splitlines() if line[:1].isalnum()]
    for id in ids:
        run("judgements", "--take-back", id)
    assert meetings(record) == list(archive.meetings())
    run("judgements", "--import", str(tmp_path / "kept.jsonl"))
    assert meetings(record) == [mended]
