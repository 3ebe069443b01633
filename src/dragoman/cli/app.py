"""All commands under one name."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman import __version__
from dragoman.cli import asking, corrections, facts, house, lists, runs

app = typer.Typer(
    name="dragoman",
    help="Reads what the press says about diplomacy and keeps the record, with its proof.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for part in (house.app, runs.app, facts.app, asking.app, lists.app, corrections.app):
    app.add_typer(part)


def _version(asked: bool) -> None:
    if asked:
        print(f"dragoman {__version__}")
        raise typer.Exit()


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Reads what the press says about diplomacy and keeps the record, with its proof."""
