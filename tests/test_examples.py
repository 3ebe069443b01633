"""The whole way over the demo archive, with the real rooms: one record whatever the order, every span exact."""

from __future__ import annotations

import os
import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import village

import dragoman
from dragoman import pipeline
from dragoman.cli import main
from dragoman.query import Archive
from dragoman.reading import Reading
from dragoman.store import Store
from dragoman.types import Article

EXAMPLES = Path(__file__).parents[1] / "examples" / "archive"
FILES = sorted(path for path in EXAMPLES.rglob("*") if path.is_file())


@dataclass
class Read:
    record: Path
    report: pipeline.RunReport
    rooms: pipeline.Rooms


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Read]:
    """The demo archive, read once; its rooms then hand out the readings that were kept."""
    record = tmp_path_factory.mktemp("examples") / "r.db"
    before = os.getcwd()
    os.chdir(EXAMPLES)
    try:
        report = pipeline.read([str(path.relative_to(EXAMPLES)) for path in FILES], record)
        with Store.open(record) as store:
            kept = {reading.article: reading for reading in store.kept.readings()}

        def again(article: Article) -> Reading:
            return kept[article.id]

        yield Read(record, report, replace(pipeline.rooms(), read=again))
    finally:
        os.chdir(before)


def test_everything_in_the_archive_is_read_but_the_report_in_another_language(read: Read) -> None:
    assert read.report.failures == []
    assert read.report.read == read.report.added - 1 and sum(read.report.unread.values()) == 1


@pytest.mark.parametrize("seed", range(5))
def test_any_order_and_batches_of_the_archive_give_the_same_bytes(read: Read, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    paths = [str(path.relative_to(EXAMPLES)) for path in FILES]
    dice.shuffle(paths)
    while paths:
        size = dice.randint(1, len(paths))
        pipeline.read(paths[:size], tmp_path / "r.db", rooms_of=read.rooms)
        paths = paths[size:]
    assert village.bytes_of(tmp_path / "r.db") == village.bytes_of(read.record)


def test_a_rebuild_gives_the_same_bytes(read: Read, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(read.record.read_bytes())
    pipeline.rebuild(copy, reread=True, rooms_of=read.rooms)
    assert village.bytes_of(copy) == village.bytes_of(read.record)


def test_withdrawing_a_report_is_as_if_it_had_never_been_read(read: Read, tmp_path: Path) -> None:
    gone = next(path for path in FILES if path.suffix == ".txt")
    copy = tmp_path / "copy.db"
    copy.write_bytes(read.record.read_bytes())
    pipeline.withdraw(copy, str(gone.relative_to(EXAMPLES)), rooms_of=read.rooms)
    pipeline.read(
        [str(path.relative_to(EXAMPLES)) for path in FILES if path != gone],
        tmp_path / "without.db",
        rooms_of=read.rooms,
    )
    assert village.bytes_of(copy) == village.bytes_of(tmp_path / "without.db")


def test_every_span_cuts_exactly_its_words_and_every_fact_has_one(read: Read) -> None:
    with Archive.open(read.record) as archive:
        record = archive.record()
        texts = {article.id: article.text for article in record.articles}
        for event in record.events:
            assert event.evidence, event.title
        shown = [archive.show(event.id) for event in record.events]
    spans = [s for one in shown for s in one.sentences] + [
        s for x in record.statements for s in (x.content, *x.evidence)
    ]
    spans += [s for x in record.figures for s in x.evidence] + [s for x in record.positions for s in x.evidence]
    spans += [s for x in (*record.actors, *record.places) for s in x.mentions]
    assert spans and all(texts[s.article][s.start : s.end] == s.text for s in spans)


def test_ids_are_unique_and_every_reference_leads_somewhere(read: Read) -> None:
    with Archive.open(read.record) as archive:
        record = archive.record()
    facts = (record.events, record.statements, record.figures, record.positions, record.arrangements, record.conflicts)
    ids = [fact.id for section in facts for fact in section]
    assert len(ids) == len(set(ids))
    actors, places = {a.id for a in record.actors}, {p.id for p in record.places}
    for event in record.events:
        assert {p.actor for p in event.participants} | set(event.claimed_by) <= actors
        assert event.place is None or event.place in places
    for conflict in record.conflicts:
        assert set(conflict.items) <= set(ids)
    assert {s.speaker for s in record.statements if s.speaker} <= actors


def test_the_demo_shows_meetings_of_its_pair_and_where_the_desk_is(
    read: Read, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pipeline, "rooms", lambda: read.rooms)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as end:
        main(["demo"])
    assert end.value.code == 0
    out = capsys.readouterr().out
    assert "MEETINGS" in out and "dragoman serve -r dragoman-demo.db" in out
    assert re.search(r"^\w{8}  ~?\d{4}", out, re.MULTILINE), "a dated line with its id"
    assert max(map(len, out.splitlines())) <= 120


def test_the_public_api_opens_what_it_read(read: Read) -> None:
    with dragoman.open(read.record) as archive:
        assert archive.meetings(between=("RUS", "TUR"))


QUESTIONS = tomllib.loads((Path(__file__).parent / "query" / "questions.toml").read_text(encoding="utf-8"))["question"]


@pytest.mark.parametrize("asked", QUESTIONS, ids=[q["text"] for q in QUESTIONS])
def test_a_question_is_answered_from_facts_or_refused_by_name(read: Read, asked: dict[str, Any]) -> None:
    with Archive.open(read.record) as archive:
        answer = archive.ask(asked["text"])
        assert (answer.outcome, answer.told) == (asked.get("outcome", "answered"), answer.told)
        assert [w for w in asked.get("told", ()) if w not in answer.told] == [], answer.told
        assert [w for w in asked.get("never", ()) if w in answer.told] == [], answer.told
        for fact in answer.facts:
            assert archive.show(fact.id).section == fact.section and fact.sentence is not None


def test_the_terminal_answers_with_ids_and_sentences(read: Read, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["ask", "-r", str(read.record), "Who backs Bashar al-Assad?"])
    out = capsys.readouterr().out
    assert not end.value.code and "Russia backs Bashar al-Assad" in out and "“" in out
