"""The documents name only commands and options that are there, and all commands are named."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer

from dragoman.cli.app import app

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def lines(document: Path) -> list[list[str]]:
    """Every command line of a document's code blocks, as words; what follows two blanks is a remark."""
    found = []
    for block in re.findall(r"```(?:\w*)\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            command = re.split(r"\s{2,}", line.strip())[0]
            if command.startswith("dragoman "):
                found.append(shlex.split(command)[1:])
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_command_in_a_document_can_be_called_like_that(document: Path) -> None:
    for words in lines(document):
        assert words[0] in COMMANDS, f"{document.name} names a command that is not there: {words[0]}"
        COMMANDS[words[0]].make_context(words[0], list(words[1:]))


def test_the_readme_names_every_command() -> None:
    named = {words[0] for words in lines(ROOT / "README.md")}
    assert set(COMMANDS) - named <= {"demo"}


def test_the_targets_that_the_readme_names_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_inside_the_repository_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), f"{document.name} links to {target}"
