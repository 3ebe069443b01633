"""A plain-text file: its text is the file, decoded, line endings and all."""

from __future__ import annotations

from dragoman.config import Limits
from dragoman.errors import OversizedInput
from dragoman.sources.capture import Capture
from dragoman.sources.decoding import decode


def capture(body: bytes, *, source: str, limits: Limits, charset: str | None = None) -> Capture:
    """The Capture of a text file. Raises EmptyInput, UndecodableInput, OversizedInput."""
    text = decode(body, source=source, charset=charset)
    if len(text) > limits.text_chars:
        raise OversizedInput(
            source,
            f"Its text has {len(text):,} characters; at most {limits.text_chars:,} are read.",
            remedy="Split it into one file a report, or raise the limit in the settings.",
        )
    return Capture(source=source, media_type="text/plain", body=text)
