"""The audit: the same sample for the same seed, wrong facts kept in it, and an honest interval."""

from __future__ import annotations

from pathlib import Path

import pytest
import village

from dragoman import pipeline, review
from dragoman.query import Archive
from dragoman.query.audit import interval

BY = {"author": "Ada", "at": "2026-01-01T00:00:00Z", "note": ""}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    village.write(tmp_path / "in")
    pipeline.read([tmp_path / "in"], tmp_path / "r.db", rooms_of=village.ROOMS)
    return tmp_path / "r.db"


def test_a_sample_stays_the_same_while_it_is_judged(record: Path) -> None:
    with Archive.open(record) as archive:
        before = archive.audit(size=4, seed=3)
        assert before.precision is None and len(before.sample) == 4
        first, second = before.sample[0].id, before.sample[1].id
        said = [*review.reject(archive, first, **BY), *review.accept(archive, second, **BY)]
    review.judge(record, *said, rooms_of=village.ROOMS)
    with Archive.open(record) as archive:
        after = archive.audit(size=4, seed=3)
        assert [d.id for d in after.sample] == [d.id for d in before.sample]
        assert [d.verdict for d in after.sample[:2]] == ["wrong", "right"]
        assert (after.right, after.wrong, after.precision) == (1, 1, 0.5)
        assert [d.id for d in archive.audit(size=4, seed=4).sample] != [d.id for d in after.sample]


def test_the_interval_is_wilsons() -> None:
    assert interval(0, 0) == (None, None)
    low, high = interval(84, 100)
    assert low == pytest.approx(0.7558, abs=1e-3) and high == pytest.approx(0.8990, abs=1e-3)
    assert interval(5, 5)[1] == pytest.approx(1.0)
