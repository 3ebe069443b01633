"""The contract itself: "dragoman-record/1" as one JSON object, and as lines of JSON, one fact a line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from dragoman.types import Record

Texts = Literal["none", "quotes", "full"]
SPAN_KEYS = {"article", "start", "end", "text"}


def write(record: Record, target: Path, texts: Texts) -> None:
    with target.open("wb") as file:
        file.writelines(chunks(record, texts))


def write_lines(record: Record, target: Path, texts: Texts) -> None:
    """One line an item: {"section": "events", "item": {…}}."""
    with target.open("wb") as file:
        for section, items in plain(record, texts):
            for item in items:
                file.write(msgspec.json.encode({"section": section, "item": item}) + b"\n")


def chunks(record: Record, texts: Texts) -> Iterator[bytes]:
    """The JSON object in pieces, each item of each list on a line of its own, so that two exports can be compared."""
    yield b'{"format":' + msgspec.json.encode(record.format)
    for section, items in plain(record, texts):
        yield b',\n"' + section.encode() + b'":['
        for n, item in enumerate(items):
            yield (b",\n" if n else b"\n") + msgspec.json.encode(item)
        yield b"\n]" if items else b"]"
    yield b"}\n"


def plain(record: Record, texts: Texts) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Each section's name and its items as plain values, with as much text as `texts` allows."""
    for section in record.__struct_fields__:
        if section == "format":
            continue
        items: list[dict[str, Any]] = msgspec.to_builtins(getattr(record, section))
        if section == "articles" and texts != "full":
            for item in items:
                del item["text"]
        if texts == "none":
            for item in items:
                _silence(item)
        yield section, items


def _silence(value: Any) -> None:
    """Take the words out of every span, and the quotation out of every judgement's key."""
    if isinstance(value, dict):
        if value.keys() >= SPAN_KEYS:
            del value["text"]
        for name in ("quotation", "before", "after"):
            value.pop(name, None)
        for inner in value.values():
            _silence(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _silence(inner)
