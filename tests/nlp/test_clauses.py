"""The labelled clauses that the trigger head learns from, and how they are read."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

ROOM = Path(__file__).parents[2] / "tools/train"
FOLDER = ROOM / "clauses"
MODES = tomllib.loads((resources.files("dragoman") / "data" / "modes.toml").read_text("utf-8"))


def _loaded() -> Any:
    spec = spec_from_file_location("marked", ROOM / "marked.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


marked = _loaded()


def test_marks_are_places_in_the_text() -> None:
    found = marked.clause("Kenyan troops [crossed|ASSAULT/offensive] into Somalia in a [build-up|MOBILIZE/deployment].")
    assert found.text == "Kenyan troops crossed into Somalia in a build-up."
    assert [(found.text[a:b], label) for a, b, label in found.marks] == [
        ("crossed", "ASSAULT/offensive"),
        ("build-up", "MOBILIZE/deployment"),
    ]


def test_a_cut_word_has_its_label_on_the_last_part() -> None:
    found = marked.clause("A [build-up|MOBILIZE/deployment] began.")
    offsets, words = [0, 2, 7, 8, 11, 16], ["A", "build", "-", "up", "began", "."]
    assert marked.labels(found, offsets, words) == ["O", "O", "O", "MOBILIZE/deployment", "O", "O"]


@pytest.mark.parametrize("line", ["A [broken mark|REQUEST/demand] here.", "A half [mark here."])
def test_a_bracket_that_is_no_mark_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no mark"):
        marked.clause(line)


def test_a_clause_keeps_its_side_whatever_is_marked_in_it() -> None:
    assert marked.clause("They [met|CONSULT/meeting].").part == marked.clause("They met.").part


def test_all_labels_are_modes_and_every_mode_is_learnt_from() -> None:
    clauses = marked.read(FOLDER)
    counts = Counter(label for c in clauses for _, _, label in c.marks)
    known = {f"{kind}/{mode}" for kind, modes in MODES.items() for mode in modes}
    assert set(counts) <= known
    assert min(counts[label] for label in known - {"OTHER/other"}) >= 30


def test_a_tenth_is_sealed() -> None:
    parts = Counter(c.part for c in marked.read(FOLDER))
    assert 0.08 < parts["sealed"] / parts.total() < 0.12
