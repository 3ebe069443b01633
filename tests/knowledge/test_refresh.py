"""The refresh from Wikidata, on answers of our own making; it never goes online here."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from dragoman.knowledge import Knowledge

PATH = Path(__file__).parents[2] / "tools" / "knowledge" / "refresh.py"


@pytest.fixture(scope="module")
def refresh() -> Any:
    spec = importlib.util.spec_from_file_location("knowledge_refresh", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def row(**cells: str) -> dict[str, dict[str, str]]:
    return {k: {"type": "literal", "value": v} for k, v in cells.items()}


def answer(*rows: dict[str, dict[str, str]]) -> bytes:
    return json.dumps({"head": {"vars": []}, "results": {"bindings": list(rows)}}).encode()


ADA = {
    "iso": "BGR",
    "person": "http://www.wikidata.org/entity/Q900000001",
    "personLabel": "Ada Testova",
    "gender": "http://www.wikidata.org/entity/Q6581072",
    "positionLabel": "Prime Minister of Bulgaria",
    "start": "2031-04-05T00:00:00Z",
    "startPrecision": "11",
}


def test_a_term_keeps_the_precision_that_wikidata_states(refresh: Any) -> None:
    (term,) = refresh.terms("head_of_government", answer(row(**ADA, end="2032-06-00T00:00:00Z", endPrecision="10")))
    assert (term.person, term.gender, term.noun) == ("person:Q900000001", "f", "prime minister")
    assert (term.start, term.end) == ("2031-04-05", "2032-06")


@pytest.mark.parametrize(
    "change",
    [
        {"personLabel": "Q900000001"},
        {"start": "5 April 2031"},
        {"startPrecision": "7"},
        {"person": "_:b0"},
        {"end": "2030-01-01T00:00:00Z", "endPrecision": "11"},
    ],
)
def test_rows_without_a_name_an_id_or_a_day_are_left_out(refresh: Any, change: dict[str, str]) -> None:
    assert refresh.terms("head_of_state", answer(row(**{**ADA, **change}))) == []


def test_doubles_fall_together_and_the_order_is_fixed(refresh: Any) -> None:
    other = {**ADA, "iso": "ALB"}
    found = refresh.terms("head_of_state", answer(row(**ADA), row(**other), row(**ADA)))
    assert [t.country for t in found] == ["ALB", "BGR"]


def test_the_file_written_is_read_as_users_rows(refresh: Any, tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(sparql: str) -> bytes:
        asked.append(sparql)
        return answer(row(**ADA)) if "P1313" in sparql else answer()

    found = refresh.refresh(["BGR"], since=2020, ask=ask, pause=0.0)
    assert len(asked) == len(refresh.OFFICES)
    path = tmp_path / "offices.toml"
    path.write_text(refresh.toml(found, "2031-05"), encoding="utf-8")
    desk = Knowledge(extra=[path])
    (person,) = desk.holder("BGR", "prime_minister", "2031-04-20")
    assert (person.name, person.wikidata, person.gender) == ("Ada Testova", "Q900000001", "f")


def test_names_with_quotation_marks_survive_the_file(refresh: Any, tmp_path: Path) -> None:
    found = refresh.terms("head_of_government", answer(row(**{**ADA, "personLabel": 'Ada "the \\ Test" Testova'})))
    path = tmp_path / "offices.toml"
    path.write_text(refresh.toml(found, "2031-05"), encoding="utf-8")
    assert Knowledge(extra=[path]).persons('Ada "the \\ Test" Testova') != []


def test_what_is_no_country_code_never_reaches_the_query(refresh: Any) -> None:
    with pytest.raises(ValueError, match="alpha-3"):
        refresh.query("head_of_state", ['BGR" } DROP'], 2020)


def test_an_unreachable_service_is_said_plainly(
    refresh: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: Any, **__: Any) -> Any:
        raise OSError("no route")

    monkeypatch.setattr(refresh, "refresh", unreachable)
    assert refresh.main(["--out", str(tmp_path / "x.toml"), "--country", "BGR"]) == 1
    assert "cannot be reached" in capsys.readouterr().err
