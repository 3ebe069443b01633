"""A Capture: one report as found, before anything is read into it."""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.errors import InputError
from dragoman.types import Failure

MediaType = Literal["text/plain", "text/html"]


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One report as found. Hints are what the source says beside the body, word for word; None where it says nothing.

    `source` is the path or address as given, for a row its `url`. `row` counts lines of a file from 1, records of a
    web archive and entries of a feed too. A text/plain body is always a str.
    """

    source: str
    media_type: MediaType
    body: bytes | str
    charset: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    updated: str | None = None
    authors: tuple[str, ...] = ()
    row: int | None = None


def failure(fault: InputError) -> Failure:
    """The kept form of an item that could not be read."""
    return Failure(source=fault.source, code=fault.code, fault=fault.fault, remedy=fault.remedy)
