"""What became of what was announced."""

from __future__ import annotations

from dragoman.types import Event


def fate(event: Event) -> str:
    """What became of an announcement: "came", "moved", "cancelled", "missed" or "open"."""
    if event.status in ("occurred", "ongoing"):
        return "came"
    steps = [change.status for change in event.history]
    if event.status == "cancelled" or "cancelled" in steps:
        return "cancelled"
    if "missed" in steps:
        return "missed"
    return "moved" if "moved" in steps else "open"
