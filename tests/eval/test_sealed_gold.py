"""The sealed gold is what its annotations say; nothing here prints a sealed word."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.eval.perfect import perfect_record
from tests.eval.scoring import load_gold, score

SEALED = Path(__file__).parent / "sealed"
LEAST_SCORE = 0.99  # of a record made from the gold itself; the rest is one event told with two dates or places


def test_the_gold_is_current() -> None:
    """compile_gold.py, run on the annotations, gives gold.json to the byte."""
    command = [sys.executable, str(SEALED / "compile_gold.py"), "--check"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_the_sealed_reports_cover_what_is_to_be_measured() -> None:
    gold = json.loads((SEALED / "gold.json").read_text(encoding="utf-8"))
    assert len(gold["articles"]) >= 30
    assert len(gold["events"]) >= 500
    statuses = {s for e in gold["events"] for s in e["statuses"]}
    assert statuses >= {"planned", "cancelled", "denied", "ongoing", "claimed"}
    modes = {label for e in gold["events"] for label in e["labels"]}
    assert len(modes) >= 65


def test_a_record_made_from_the_gold_scores_nearly_one() -> None:
    gold = load_gold(SEALED / "gold.json")
    result = score(perfect_record(gold), gold)
    if result.faults or result.score < LEAST_SCORE:
        pytest.fail(f"{len(result.faults)} faults, score {result.score:.3f}", pytrace=False)
