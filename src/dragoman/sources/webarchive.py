"""WARC and WACZ files: each page that an archive holds."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Any

from dragoman.config import Limits
from dragoman.errors import EmptyInput, InputError, MalformedInput, OversizedInput
from dragoman.sources import html, text
from dragoman.sources.capture import Capture, failure
from dragoman.types import Failure

_REMEDY = "Fetch the archive again, or check it with the program that wrote it."


def warc(stream: IO[bytes], *, source: str, limits: Limits) -> Iterator[Capture | Failure]:
    """The pages and texts of a WARC file, plain or compressed; redirects, errors, pictures, scripts are passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    count = row = 0
    try:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response, auto_decode="all"):
            row += 1
            address = record.headers.get("WARC-Target-URI") or f"{source}, record {row}"
            kind = (record.http_content_type or "").lower()
            if not _wanted(record, kind):
                continue
            count += 1
            try:
                yield _page(record, kind=kind, address=address, limits=limits)
            except InputError as fault:
                yield failure(fault)
    except Exception as fault:  # the library raises its own errors and plain ones alike on damaged data
        yield failure(MalformedInput(source, f"The archive is damaged after record {row}: {fault}.", remedy=_REMEDY))
        return
    if count == 0:
        yield failure(EmptyInput(source, "There is no page in this archive.", remedy=_REMEDY))


def _wanted(record: Any, kind: str) -> bool:
    status = record.http_headers.status_code if record.http_headers else None
    return status == 200 and kind.split(";")[0].strip() in ("text/html", "application/xhtml+xml", "text/plain")


def _page(record: Any, *, kind: str, address: str, limits: Limits) -> Capture:
    body = record.reader.read(limits.file_bytes + 1)
    if len(body) > limits.file_bytes:
        raise OversizedInput(
            address, f"The page is larger than {limits.file_bytes:,} bytes.", remedy="Raise the limit."
        )
    charset = record.http_charset
    if kind.startswith("text/plain"):
        return text.capture(body, source=address, limits=limits, charset=charset)
    return html.capture(body, source=address, charset=charset)


def wacz(stream: IO[bytes], *, source: str, limits: Limits) -> Iterator[Capture | Failure]:
    """The pages of a WACZ file: a zip with WARC files in its folder archive/."""
    try:
        with zipfile.ZipFile(stream) as package:
            names = sorted(
                n for n in package.namelist() if n.startswith("archive/") and n.endswith((".warc", ".warc.gz"))
            )
            if not names:
                yield failure(EmptyInput(source, "There is no WARC file in it.", remedy=_REMEDY))
            for name in names:
                with package.open(name) as member:
                    yield from warc(member, source=f"{source}, {name}", limits=limits)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as fault:
        yield failure(MalformedInput(source, f"The archive is damaged: {fault}.", remedy=_REMEDY))
