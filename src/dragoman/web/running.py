"""Running the desk: one socket on the loopback address, one process, until Ctrl-C."""

from __future__ import annotations

import os
import socket
from contextlib import suppress

import uvicorn

from dragoman.errors import DragomanError
from dragoman.web.app import desk


def run(record: str | os.PathLike[str], *, host: str, port: int, token: str) -> None:
    """Serve until interrupted. Errors: DragomanError when the port cannot be had."""
    app = desk(record, token=token)
    with _listen(host, port) as listener:
        chosen = listener.getsockname()[1]
        print(f"The desk is open at  http://{host}:{chosen}/?token={token}", flush=True)
        print("For this machine alone. Ctrl-C closes it.", flush=True)
        config = uvicorn.Config(app, log_level="warning", server_header=False, date_header=False, proxy_headers=False)
        with suppress(KeyboardInterrupt):  # uvicorn raises it again after an orderly end
            uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise DragomanError(
            f"Port {port} cannot be opened ({error.strerror}).", remedy="Name another with --port, or 0 for any."
        ) from error
    return listener
