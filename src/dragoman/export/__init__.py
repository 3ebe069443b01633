"""The record in other programs' forms: one file a format. Equal records give equal bytes.

    write(archive.record(), Path("out.json"), kind="json", texts="quotes")

Press texts have owners: unless `texts` is "full", no report's text is written; with "none" not even the quoted words.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from dragoman.errors import DragomanError
from dragoman.export import as_csv, as_json
from dragoman.types import Record

__all__ = ["KINDS", "Texts", "write"]

Texts = Literal["none", "quotes", "full"]
KINDS: dict[str, Callable[[Record, Path, Texts], None]] = {
    "csv": as_csv.write,
    "json": as_json.write,
    "jsonl": as_json.write_lines,
}


def write(record: Record, target: Path, *, kind: str = "json", texts: Texts = "quotes") -> None:
    """Write `record` to `target`: a file; for "csv" a folder, or a .zip of one. Errors: DragomanError."""
    try:
        KINDS[kind](record, target, texts)
    except KeyError:
        raise DragomanError(
            f"{kind!r} is no format of export.", remedy="Take one of " + ", ".join(KINDS) + "."
        ) from None
    except OSError as error:
        raise DragomanError(
            f"{target} cannot be written ({error.strerror}).", remedy="Name another with -o."
        ) from error
