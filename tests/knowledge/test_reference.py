"""The shipped tables against the reference folders, where those are at hand."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

import pytest

from dragoman import knowledge

HERE = Path(__file__).parent
ROOT = Path(os.environ.get("DRAGOMAN_REFERENCE", HERE.parents[2] / "shared" / "data" / "reference"))


@pytest.mark.skipif(not (ROOT / "leaders").is_dir(), reason="the reference folders are not here")
def test_every_disagreement_with_the_reference_tables_has_been_looked_at() -> None:
    spec = importlib.util.spec_from_file_location("disagreements", HERE / "disagreements.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = module.every(ROOT, knowledge.load())
    known = set((HERE / "known_disagreements.txt").read_text(encoding="utf-8").splitlines())
    assert [line for line in found if line not in known] == []
