"""The public API: names that are there, sorted, and light to import."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys

import pytest

import dragoman

HEAVY = (
    "spacy", "onnxruntime", "numpy", "trafilatura", "lxml", "sqlalchemy", "starlette", "typer", "rich", "rapidfuzz",
    "dragoman.store", "dragoman.nlp", "dragoman.knowledge",
)  # fmt: skip


def modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(found.stdout))


def test_importing_dragoman_imports_nothing_heavy() -> None:
    assert not modules_after("import dragoman") & set(HEAVY)


def test_asking_a_record_loads_no_model() -> None:
    loaded = modules_after("import dragoman; dragoman.open; dragoman.read")
    assert not loaded & {"spacy", "onnxruntime", "trafilatura", "starlette", "typer"}


@pytest.mark.parametrize("module", ["", ".store", ".query", ".pipeline", ".export", ".sources", ".knowledge"])
def test_public_names_are_there(module: str) -> None:
    found = importlib.import_module("dragoman" + module)
    assert len(found.__all__) == len(set(found.__all__))
    for name in found.__all__:
        assert getattr(found, name) is not None


def test_the_names_of_the_package_are_sorted_and_all_documented() -> None:
    assert dragoman.__all__ == sorted(dragoman.__all__)
    assert all(getattr(dragoman, name).__doc__ for name in dragoman.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_such"):
        _ = dragoman.nothing_such


def test_the_version_is_the_one_that_is_installed() -> None:
    from importlib.metadata import version

    assert dragoman.__version__ == version("dragoman")
