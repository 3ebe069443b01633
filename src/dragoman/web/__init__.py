"""The desk: the record in a browser, for this machine alone. Server-rendered; every page works without script."""

from __future__ import annotations

import os
import secrets

__all__ = ["publish", "serve"]

HOST = "127.0.0.1"


def publish(record: str | os.PathLike[str], folder: str | os.PathLike[str], *, full_texts: bool = False) -> int:
    """The desk's pages as a static site in a folder; see `web.publishing`."""
    from dragoman.web import publishing

    return publishing.publish(record, folder, full_texts=full_texts)


def serve(record: str | os.PathLike[str], *, port: int = 8765, token: str | None = None) -> None:
    """Open the desk on the loopback address until Ctrl-C, and print its address.

    `port` 0 takes any that is free. `token` is what a browser must bring once; a random one unless given.
    Errors: those of `Archive.open`; DragomanError when the port is taken.
    """
    from dragoman.web.running import run

    run(record, host=HOST, port=port, token=secrets.token_urlsafe(18) if token is None else token)
