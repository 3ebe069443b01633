"""The command line. `main` is the entry point; each module holds the commands of one kind."""

from __future__ import annotations

import sys
from collections.abc import Sequence

USAGE, UNREAD, INTERRUPTED = 2, 1, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its status: 0; 2 for a mistake in what was asked; 1 when nothing could be read.

    A mistake is told in one or two plain lines: what is wrong, and what to do.
    """
    from dragoman.cli.app import app
    from dragoman.cli.paper import complain
    from dragoman.errors import DragomanError, NothingRead

    try:
        app(None if arguments is None else list(arguments), prog_name="dragoman")
    except NothingRead as error:
        complain(error.what, error.remedy)
        sys.exit(UNREAD)
    except DragomanError as error:
        complain(error.what, error.remedy)
        sys.exit(USAGE)
    except KeyboardInterrupt:
        complain("Interrupted.")
        sys.exit(INTERRUPTED)
