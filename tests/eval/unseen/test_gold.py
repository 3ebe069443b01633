"""The sealed golds fit their texts, and the compiled file is up to date; nothing here prints a sealed word."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def load(name: str) -> ModuleType:
    folder = str(ROOT / "tools" / "gold")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location(f"gold_{name}", ROOT / "tools" / "gold" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


COMPILER = load("compile")


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return ([value] if {"source", "start", "end"} <= set(value) else []) + spans(list(value.values()))
    return [s for item in value for s in spans(item)] if isinstance(value, list) else []


def test_the_compiled_gold_is_what_the_sheets_say() -> None:
    compiled = (HERE / "gold.json").read_text(encoding="utf-8")
    current = compiled == COMPILER.dump(COMPILER.compile_set(HERE / "gold.toml"))
    if not current:
        pytest.fail("gold.json is not what the sheets say", pytrace=False)


def test_every_span_lies_in_its_text_and_has_no_blank_edges() -> None:
    for span in spans(COMPILER.compile_set(HERE / "gold.toml")):
        words = (HERE / "texts" / span["source"]).read_bytes().decode("utf-8")[span["start"] : span["end"]]
        if not words or words != words.strip():
            pytest.fail(f"a span with blank edges in {span['source']}", pytrace=False)


def test_every_text_has_a_complete_sheet_with_one_main_event_and_says_that_it_was_written_for_testing() -> None:
    gold = COMPILER.compile_set(HERE / "gold.toml")
    assert set(gold["exhaustive"].values()) == {True}
    texts = {p.name: p.read_text(encoding="utf-8") for p in sorted((HERE / "texts").glob("*.txt"))}
    assert set(texts) == set(gold["articles"])
    for name, text in texts.items():
        says = text.startswith("Written for testing dragoman; ")
        mains = sum(e["main"] and e["evidence"][0]["source"] == name for e in gold["events"])
        if not says or mains != 1:
            pytest.fail(f"{name}: {mains} main events, notice: {says}", pytrace=False)
