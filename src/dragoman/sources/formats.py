"""Which format a file is in, and its reports: by the name where it says, else by the first bytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, TypeAlias, cast

from dragoman.config import Limits
from dragoman.errors import EmptyInput, InputError, MalformedInput, OversizedInput
from dragoman.sources import feed, files, html, jsonl, text, webarchive
from dragoman.sources.capture import Capture, failure
from dragoman.sources.gzipped import Unpacked
from dragoman.types import Failure

PROBE = 65_536

Buffered: TypeAlias = "io.BufferedReader[io.RawIOBase]"


def read(stream: BinaryIO, *, source: str, name: str, limits: Limits) -> Iterator[Capture | Failure]:
    """The reports in an open file. `name` gives the extension ("" for standard input)."""
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), PROBE)
    try:
        yield from _dispatch(buffered, source=source, name=name.lower(), limits=limits)
    except InputError as fault:
        yield failure(fault)
    except (EOFError, zlib.error, io.UnsupportedOperation) as fault:
        yield failure(_damaged(source, fault))
    except OSError as fault:  # gzip.BadGzipFile is one
        yield failure(files.unreadable(source, fault) if fault.errno else _damaged(source, fault))
    finally:
        buffered.detach()  # else it would close the stream of its caller


def _damaged(source: str, fault: Exception) -> InputError:
    return MalformedInput(source, f"The compressed file is damaged: {fault}.", remedy="Fetch it again.")


def _dispatch(stream: Buffered, *, source: str, name: str, limits: Limits) -> Iterator[Capture | Failure]:
    head = stream.peek(PROBE)[:PROBE]
    if not head:
        raise EmptyInput(source, "There is nothing in it.", remedy="Check that the file was saved whole.")
    if name.endswith(files.WARCS):
        yield from webarchive.warc(stream, source=source, limits=limits)
    elif name.endswith(files.WACZS):
        yield from webarchive.wacz(stream, source=source, limits=limits)
    elif head.startswith(b"\x1f\x8b"):
        unpacked: io.RawIOBase = Unpacked(cast(BinaryIO, stream), source=source, limits=limits)
        inner = io.BufferedReader(unpacked, PROBE)
        yield from _dispatch(inner, source=source, name=name.removesuffix(".gz"), limits=limits)
    elif name.endswith(files.ROWS) or (not name.endswith(files.TEXTS + files.PAGES) and _looks_like_rows(head)):
        yield from jsonl.rows(stream, source=source, limits=limits)
    else:
        yield from _whole(stream, head, source=source, name=name, limits=limits)


def _whole(stream: Buffered, head: bytes, *, source: str, name: str, limits: Limits) -> Iterator[Capture | Failure]:
    body = stream.read(limits.file_bytes + 1)
    if len(body) > limits.file_bytes:
        raise OversizedInput(
            source,
            f"It is larger than {limits.file_bytes:,} bytes.",
            remedy="Give one report a file, or a .jsonl file with one report a line.",
        )
    if name.endswith(files.FEEDS) or (not name.endswith(files.TEXTS) and feed.looks_like_feed(head)):
        yield from feed.entries(body, source=source)
    elif name.endswith(files.PAGES) or html.looks_like_html(head):
        yield html.capture(body, source=source)
    else:
        yield text.capture(body, source=source, limits=limits)


def _looks_like_rows(head: bytes) -> bool:
    """Whether a nameless stream is JSON lines: the first line opens an object with a key."""
    plain = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return plain.startswith(b"{") and plain[1:200].lstrip().startswith(b'"') and b":" in plain[:400]
