"""The wording of events: example sentences over the real parser, and the data behind them."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from dragoman import knowledge, nlp
from dragoman.errors import InputError
from dragoman.extract import wordings
from dragoman.extract.mentions import Mentions
from dragoman.extract.triggers import Trigger, find
from dragoman.spans import article_id
from dragoman.types import Article

ROOM = resources.files("dragoman.extract") / "lexicon"
MODES: dict[str, dict[str, dict[str, Any]]] = tomllib.loads(
    (resources.files("dragoman") / "data" / "modes.toml").read_text("utf-8")
)
LABELS = [(t, m) for t, modes in MODES.items() for m in modes]


@cache
def examples() -> dict[tuple[str, str], dict[str, list[str]]]:
    found = {}
    for file in sorted((ROOM / "examples").iterdir(), key=lambda f: f.name):
        for type_, modes in tomllib.loads(file.read_text("utf-8")).items():
            found.update({(type_, mode): body for mode, body in modes.items()})
    return found


@cache
def tables() -> Any:
    return knowledge.load()


def triggers(text: str, lexicon: wordings.Lexicon | None = None) -> list[Trigger]:
    article = Article(id=article_id(text), source="test", text=text)
    doc = nlp.load().parse(text)
    return find(doc, lexicon or wordings.load(), Mentions(doc, article, tables()))


@pytest.mark.parametrize(("type_", "mode"), LABELS)
def test_ten_sentences_a_mode_yield_it(type_: str, mode: str) -> None:
    sentences = examples()[type_, mode]["yes"]
    missed = [s for s in sentences if f"{type_}/{mode}" not in {t.entry.label for t in triggers(s)}]
    assert len(sentences) >= 10
    assert not missed


@pytest.mark.parametrize(("type_", "mode"), LABELS)
def test_look_alikes_yield_nothing_of_the_type(type_: str, mode: str) -> None:
    sentences = examples()[type_, mode]["no"]
    assert not [(s, t.words) for s in sentences for t in triggers(s) if t.entry.type == type_]


def test_every_mode_has_wordings_examples_and_codes() -> None:
    lexicon = wordings.load()
    patterns = [p for table in (lexicon.verbs, lexicon.states, lexicon.nouns) for ps in table.values() for p in ps]
    told = {p.entry.label for p in patterns} - {"NONE/none"}
    assert told == {f"{t}/{m}" for t, m in LABELS}
    assert set(examples()) == set(LABELS)
    assert len(patterns) > 5000


def test_plover_type_is_the_own_type_or_none() -> None:
    for type_, mode in LABELS:
        body = MODES[type_][mode]
        assert body["plover"] == ("" if type_ in ("STATEMENT", "POLITY", "HUMANITARIAN", "OTHER") else type_)
        assert all(code.isdigit() and 2 <= len(code) <= 4 for code in body["cameo"])
        assert body["quad"] in ("", *(f"{k} {s}" for k in ("verbal", "material") for s in ("cooperation", "conflict")))


def test_own_words_of_a_user_come_after_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[entry]]\ntype = "CONSULT"\nmode = "meeting"\nframe = "reciprocal"\nverbs = "powwow with:@state"\n'
    )
    assert "powwow" in wordings.load((own,)).verbs
    assert "powwow" not in wordings.load().verbs


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('type = "AGREE"\nverbs = "sign"', "mode"),
        ('type = "AGREE"\nmode = "treaty"\nframe = "sideways"', "frame"),
        ('type = "AGREE"\nmode = "treaty"\nverbs = "sign @nothing"', "class"),
        ('type = "AGREE"\nmode = "treaty"\nverbs = "sign wth:pen"', "preposition"),
        ('type = "AGREE"\nmode = "treaty"\nstatus = "perhaps"', "status"),
        ("type = ", "TOML"),
    ],
)
def test_a_faulty_file_is_named_with_its_fault(tmp_path: Path, entry: str, fault: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(f"[[entry]]\n{entry}\n")
    with pytest.raises(InputError, match=fault):
        wordings.load((own,))


def test_the_reference_page_is_up_to_date() -> None:
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, str(root / "tools" / "codebook.py"), "--check"], check=False)
    assert done.returncode == 0, "run: python tools/codebook.py"
