"""JSON Lines: one report a line, an object with `text` or `html`, and `url`, `title`, `publisher`, `published`,
`updated`, `authors` where known. A bad line is a Failure that names file and line; the others are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from dragoman.config import Limits
from dragoman.errors import EmptyInput, InputError, MalformedInput, OversizedInput, UndecodableInput
from dragoman.sources.capture import Capture, failure
from dragoman.sources.decoding import without_nul
from dragoman.types import Failure

_KEYS = ("url", "text", "html", "title", "publisher", "published", "updated", "authors")
_KINDS = {str: "text", int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "an object"}
_EXAMPLE = 'A line looks like {"url": "https://…", "title": "…", "text": "…"}.'
_CHUNK = 1 << 20


def rows(stream: BinaryIO, *, source: str, limits: Limits) -> Iterator[Capture | Failure]:
    """The reports of a stream of JSON lines, in order; memory is bounded by one line."""
    number = 0
    for number, line in enumerate(_lines(stream, limits.line_bytes), 1):
        where = f"{source}, line {number}"
        try:
            if line is None:
                raise OversizedInput(where, f"The line is longer than {limits.line_bytes:,} bytes.", remedy=_SHORTEN)
            if line.strip(b" \t\r\n\xef\xbb\xbf"):
                yield _capture(line, where=where, row=number, limits=limits)
        except InputError as fault:
            yield failure(fault)
    if number == 0:
        yield failure(EmptyInput(source, "There is nothing in it.", remedy=_EXAMPLE))


_SHORTEN = "Split the report, or raise the limit in the settings."


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Lines without holding more than `limit` bytes; None for one that is longer."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
            pass
        yield None


def _capture(line: bytes, *, where: str, row: int, limits: Limits) -> Capture:
    found = _object(line, where)
    text, markup = _string(found, "text", where), _string(found, "html", where)
    if text is not None and markup is not None:
        raise MalformedInput(where, "It has both `text` and `html`.", remedy="Keep the one that is the report.")
    body = markup if text is None else text
    if body is None:
        raise MalformedInput(where, "It has neither `text` nor `html`.", remedy=_EXAMPLE)
    if not body.strip():
        raise EmptyInput(where, "Its text is empty.", remedy="Leave the line out.")
    if len(body) > (limits.text_chars if markup is None else limits.file_bytes):
        raise OversizedInput(where, f"Its text has {len(body):,} characters.", remedy=_SHORTEN)
    return Capture(
        source=_string(found, "url", where) or where,
        media_type="text/plain" if markup is None else "text/html",
        body=body,
        title=_string(found, "title", where),
        publisher=_string(found, "publisher", where),
        published=_string(found, "published", where),
        updated=_string(found, "updated", where),
        authors=_authors(found, where),
        row=row,
    )


def _object(line: bytes, where: str) -> dict[str, object]:
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UndecodableInput(
            where, f"It is not UTF-8 (byte {fault.start}).", remedy="JSON has to be UTF-8: convert the file."
        ) from None
    twice: list[str] = []

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        seen: dict[str, object] = {}
        for key, value in items:
            if key in _KEYS and key in seen and seen[key] != value:
                twice.append(key)
            seen[key] = value
        return seen

    try:
        found = json.loads(text, object_pairs_hook=pairs)
    except (ValueError, RecursionError) as fault:
        what = str(fault) if isinstance(fault, json.JSONDecodeError) else "a value is too deep or too long"
        raise MalformedInput(where, f"It is no JSON: {without_nul(what)}.", remedy=_EXAMPLE) from None
    if not isinstance(found, dict):
        raise MalformedInput(where, f"It is {_kind(found)}, not an object.", remedy=_EXAMPLE)
    if twice:
        raise MalformedInput(where, f"The key `{twice[0]}` stands twice, with two values.", remedy="Keep one of them.")
    return found


def _kind(value: object) -> str:
    return "null" if value is None else _KINDS.get(type(value), "of another kind")


def _string(found: dict[str, object], key: str, where: str) -> str | None:
    value = found.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedInput(where, f"`{key}` is {_kind(value)}, not text.", remedy="Put it in quotation marks.")
    kept = without_nul(value)
    return kept if key in ("text", "html") else (kept.strip() or None)


def _authors(found: dict[str, object], where: str) -> tuple[str, ...]:
    value = found.get("authors")
    if value is None:
        return ()
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise MalformedInput(where, "`authors` is neither text nor a list of texts.", remedy=_EXAMPLE)
    return tuple(without_nul(name).strip() for name in names if name.strip())
