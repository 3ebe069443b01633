"""A gzip stream that may not grow without bound."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, cast

from dragoman.config import Limits
from dragoman.errors import OversizedInput


class Unpacked(io.RawIOBase):
    """The content of a gzip stream, read as it is asked for.

    Raises OversizedInput once it has grown more than `limits.expansion` times the bytes taken in and beyond
    `limits.expansion_floor`; gzip.BadGzipFile, EOFError or zlib.error where it is damaged.
    """

    def __init__(self, stream: BinaryIO, *, source: str, limits: Limits) -> None:
        self._taken = _Counted(stream)
        self._inner = gzip.GzipFile(fileobj=cast(BinaryIO, self._taken), mode="rb")
        self._source = source
        self._limits = limits
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        chunk = self._inner.read1(len(buffer))
        buffer[: len(chunk)] = chunk
        self._given += len(chunk)
        allowed = max(self._limits.expansion_floor, self._limits.expansion * self._taken.count)
        if self._given > allowed:
            raise OversizedInput(
                self._source,
                f"It grows beyond {allowed:,} bytes when unpacked.",
                remedy="Unpack it and look at it before reading it.",
            )
        return len(chunk)


class _Counted:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        chunk = self._stream.read(size)
        self.count += len(chunk)
        return chunk
