"""A web page as saved: decoded here, taken apart in `clean`."""

from __future__ import annotations

import re

from dragoman.sources.capture import Capture
from dragoman.sources.decoding import decode

_OPENING = re.compile(
    rb"(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S
)
_PARTS = re.compile(rb"<(?:p|div|article|h[1-6]|br|span|a)\b[^<>]{0,300}>", re.I)


def looks_like_html(head: bytes) -> bool:
    """Whether the first bytes of a file are a page: an opening tag of one, or several block tags (`head` ≤ 64 kB)."""
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return bool(_OPENING.match(plain)) or (plain.startswith(b"<") and len(_PARTS.findall(plain)) >= 3)


def capture(body: bytes, *, source: str, charset: str | None = None) -> Capture:
    """The Capture of a page; its size is the caller's matter. Raises EmptyInput, UndecodableInput."""
    return Capture(
        source=source, media_type="text/html", body=decode(body, source=source, charset=charset, markup=True)
    )
