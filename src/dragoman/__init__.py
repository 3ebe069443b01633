"""dragoman reads what the press says about diplomacy and keeps the record, with its proof.

    import dragoman

    dragoman.read(["articles/"], "dragoman.db")
    with dragoman.open("dragoman.db") as archive:
        for event in archive.meetings(between=("RUS", "TUR")):
            print(event.date, event.title)

`read`, `rebuild` and `withdraw` are those of `dragoman.pipeline`; `open` gives a `dragoman.query.Archive`. The shapes
of the record are in `dragoman.types`. Nothing heavy is imported until it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dragoman.types import (
    Actor,
    Arrangement,
    Article,
    Conflict,
    Copy,
    Date,
    Event,
    Failure,
    Figure,
    Judgement,
    Number,
    Place,
    Position,
    Record,
    Span,
    Statement,
)  # fmt: skip

if TYPE_CHECKING:
    from dragoman.pipeline import RunReport, read, rebuild, withdraw
    from dragoman.query import Archive

    open = Archive.open

__all__ = [
    "Actor",
    "Archive",
    "Arrangement",
    "Article",
    "Conflict",
    "Copy",
    "Date",
    "Event",
    "Failure",
    "Figure",
    "Judgement",
    "Number",
    "Place",
    "Position",
    "Record",
    "RunReport",
    "Span",
    "Statement",
    "open",
    "read",
    "rebuild",
    "withdraw",
]
__version__ = "0.1.0"

_LATER = {
    "Archive": "dragoman.query",
    "RunReport": "dragoman.pipeline",
    "read": "dragoman.pipeline",
    "rebuild": "dragoman.pipeline",
    "withdraw": "dragoman.pipeline",
}


def __getattr__(name: str) -> Any:
    """Import what is heavy on first use (PEP 562)."""
    if name == "open":
        return import_module("dragoman.query").Archive.open
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
