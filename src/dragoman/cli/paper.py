"""Setting entries on a terminal of 80 to 120 columns, or into a pipe; colour only where it is wanted."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from dragoman.cli.wording import Entry, tame
from dragoman.query import SHORT

NARROWEST, WIDEST = 80, 120
SENTENCE = 220  # characters of a sentence in a list; `show` gives all of it
WHEN = 11  # columns of a date with its mark
MARGIN = SHORT + 2 + WHEN + 2  # columns of id and date before the words


class Paper:
    """Where lines are set. `width` is the terminal's, within bounds; 100 in a pipe."""

    def __init__(self, console: Console | None = None) -> None:
        own = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
        self.console = console or own
        self.width = max(NARROWEST, min(self.console.width, WIDEST)) if self.console.is_terminal else 100

    def line(self, text: str = "", style: str = "") -> None:
        self.console.print(Text(text, style=style))

    def heading(self, title: str, aside: str = "") -> None:
        self.line()
        head = Text(title.upper(), style="bold")
        if aside:
            head.append("  " + aside, style="dim")
        self.console.print(head)

    def title(self, title: str, aside: str) -> None:
        self.console.print(Text("━" * self.width, style="dim"))
        self.console.print(Text(title, style="bold"))
        self.console.print(Text(aside, style="dim"))
        self.console.print(Text("━" * self.width, style="dim"))

    def entry(self, entry: Entry, *, proof: bool = True, whole: bool = False) -> None:
        """Id, date and words; below, in grey, the notes and the sentence behind it."""
        room = self.width - MARGIN
        headline = entry.headline if whole else shorten(entry.headline, 3 * room)
        lines = textwrap.wrap(headline, room) or [""]
        indent = " " * MARGIN
        first = Text(f"{entry.id[:SHORT]:<{SHORT}}  ", style="cyan")
        when = f"{entry.when:<{WHEN}}"
        first.append(when, style="yellow" if entry.when != "undated" else "dim")
        rest = [indent + line for line in lines[1:]]
        if len(when) > WHEN:  # a stretch of time stands on a line of its own
            self.console.print(first)
            rest = [indent + line for line in lines]
        else:
            first.append("  " + lines[0])
            self.console.print(first)
        for line in rest:
            self.line(line)
        if entry.notes:
            self._small(" · ".join(entry.notes), "green")
        if proof and entry.sentence:
            said = entry.sentence if whole else shorten(entry.sentence, SENTENCE)
            self._small(f"“{said}”" + (f" — {entry.outlet}" if entry.outlet else ""), "dim")
        elif proof and entry.outlet:
            self._small(f"— {entry.outlet}", "dim")

    def _small(self, text: str, style: str) -> None:
        for line in textwrap.wrap(text, self.width - MARGIN):
            self.line(" " * MARGIN + line, style)

    def paragraph(self, text: str, style: str = "") -> None:
        for line in textwrap.wrap(tame(text), self.width):
            self.line(line, style)

    def entries(self, entries: Iterable[Entry], *, proof: bool = True) -> None:
        for one in entries:
            self.entry(one, proof=proof)


def shorten(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def complain(what: str, remedy: str = "") -> None:
    """An error: what is wrong, then what to do, on one line each, to standard error."""
    for line in (f"dragoman: {tame(what)}", tame(remedy)):
        if line:
            print(line, file=sys.stderr)


def plain_terminal() -> bool:
    return bool(os.environ.get("NO_COLOR")) or not sys.stdout.isatty()
