"""The plan of the house: imports go down and left only, and heavy libraries stay in their rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dragoman

ROOT = Path(dragoman.__file__).parent
FLOORS = [
    {"types", "errors"},
    {"spans", "reading"},
    {"config"},
    {"knowledge", "times"},
    {"sources"},
    {"clean"},
    {"nlp"},
    {"extract"},
    {"resolve"},
    {"store", "engine"},
    {"pipeline"},
    {"query", "review"},
    {"export"},
    {"cli", "web", "mcp"},
]
LEVEL = {room: n for n, rooms in enumerate(FLOORS) for room in rooms}
APART = ({"cli", "web", "mcp"},)  # rooms of one floor that never import each other
NEVER = {
    "extract": {"store"},
    "resolve": {"nlp", "extract", "sources", "clean"},
    "export": {"store", "query", "pipeline"},
}
LIBRARIES = {
    "spacy": {"nlp", "extract"},
    "sqlalchemy": {"store", "query", "review"},
    "sqlite3": {"store", "cli"},  # the terminal's doctor asks for its version
    "starlette": {"web"},
    "jinja2": {"web"},
    "uvicorn": {"web"},
    "trafilatura": {"clean", "sources"},
    "onnxruntime": {"nlp"},
    "typer": {"cli"},
    "rich": {"cli"},
    "distributed": {"engine"},
}
LONG = {"extract/statements.py"}  # to be parted; nothing may be added
MODULES = sorted(ROOT.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Full names of what a module imports, wherever in it; not what only the type checker sees."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            module = node.module or ""
            yield from ((f"{module}.{alias.name}" for alias in node.names) if module == "dragoman" else (module,))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down_and_left_only(path: Path) -> None:
    room = room_of(path)
    if room in ("__init__", "__main__"):
        return
    assert room in LEVEL, f"room {room} has no place in the house: add it to FLOORS"
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "dragoman":
            other = parts[1] if len(parts) > 1 else ""
            if other == room or other not in LEVEL:
                continue
            assert LEVEL[other] <= LEVEL[room], f"{room} is below {other}"
            assert not any({room, other} <= group for group in APART), f"{room} and {other} stay apart"
            assert other not in NEVER.get(room, ()), f"{room} never sees {other}"
        elif parts[0] in LIBRARIES:
            assert room in LIBRARIES[parts[0]], f"{parts[0]} stays out of {room}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_is_a_lumber_room(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "base", "misc", "common"}
    if path.relative_to(ROOT).as_posix() in LONG:
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 700, "beyond about 450 lines a module holds two trades"


def test_the_check_would_see_an_import_that_goes_up(tmp_path: Path) -> None:
    module = tmp_path / "x.py"
    module.write_text(
        "def f():\n    from dragoman import web\n    import spacy.tokens\n    from dragoman.store import Store\n"
    )
    assert list(imports(module)) == ["dragoman.web", "spacy.tokens", "dragoman.store"]
