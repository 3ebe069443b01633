"""Bytes in, Captures out: text, pages, JSON lines, web archives and feeds, each in a file of its own.

What cannot be read becomes a Failure with a code, the fault and a remedy; the rest is read all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.config import Limits
from dragoman.errors import InputError
from dragoman.sources import files, formats
from dragoman.sources.capture import Capture, failure
from dragoman.types import Failure

__all__ = ["Capture", "failure", "open_paths"]


def open_paths(
    paths: Iterable[str | Path], *, limits: Limits | None = None, stdin: BinaryIO | None = None
) -> Iterator[Capture | Failure]:
    """The reports of files, folders, globs and "-" (standard input), in the order given and sorted inside folders.

    One file at a time is open and held; nothing is raised for a bad item.
    """
    held = limits or Limits()
    for given in paths:
        name = os.fspath(given)
        if name == "-":
            yield from _standard_input(stdin, held)
            continue
        for found in files.expand(name, limits=held):
            yield from [found] if isinstance(found, Failure) else _file(found, held)


def _standard_input(stdin: BinaryIO | None, limits: Limits) -> Iterator[Capture | Failure]:
    if stdin is None:
        yield failure(InputError("-", "There is no standard input here.", remedy="Give a file or folder."))
    else:
        yield from formats.read(stdin, source="-", name="", limits=limits)


def _file(found: files.Found, limits: Limits) -> Iterator[Capture | Failure]:
    try:
        stream = open(found.path, "rb", buffering=0)  # noqa: SIM115 - closed below, after the last report was taken
    except OSError as fault:
        yield failure(files.unreadable(found.name, fault))
        return
    with stream:
        yield from formats.read(stream, source=found.name, name=found.path.name, limits=limits)
