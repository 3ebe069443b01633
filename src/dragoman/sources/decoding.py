"""Bytes to text: which encoding a file is in, and whether it is text at all.

A byte order mark is no part of the text (The Unicode Standard, section 23.8: at the start of a stream it is a
signature) and is dropped; everything else is kept as it stands, line endings included.
"""

from __future__ import annotations

import codecs
import re

from dragoman.errors import EmptyInput, UndecodableInput

_SIGNATURES = (  # UTF-32 before UTF-16: its little-endian mark begins with the other's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, film or picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"OggS", "a sound"),
    (b"ID3", "a sound"),
)
REMEDY_BINARY = "Save the report as text or HTML and read that."
REMEDY_ENCODING = "Convert the file to UTF-8 and read it again."

_PROBE = 65_536
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_WIDE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Of English text in windows-1252, at most 3 bytes of 100 are above ASCII (quotation marks, dashes, accents); French
# and Turkish stay below 10; text in Cyrillic, Greek or Arabic code pages is above 40.
_WESTERN_SHARE = 0.15
_CONTROL_SHARE = 0.02
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_XML_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']""", re.I)
_WESTERN = {"iso8859-1", "ascii", "latin-1", "cp1252"}  # the WHATWG reads all of them as windows-1252


def decode(body: bytes, *, source: str, charset: str | None = None, markup: bool = False) -> str:
    """The text of `body`, line endings untouched.

    The order is: byte order mark; the charset declared by the sender; the one declared in the page (`markup`); UTF-8;
    UTF-16 without a mark; UTF-8 with a few damaged places (each becomes U+FFFD); windows-1252, where the bytes look
    like it. Raises EmptyInput or UndecodableInput.
    """
    if not body.strip(b" \t\r\n\x0b\x0c"):
        raise EmptyInput(source, "There is nothing in it.", remedy="Check that the file was saved whole.")
    for mark, encoding in _SIGNATURES:
        if body.startswith(mark):
            return _checked(body[len(mark) :].decode(encoding, "replace"), source)
    if what := kind_of_binary(body):
        raise UndecodableInput(source, f"This is {what}, not text.", remedy=REMEDY_BINARY)
    for name in (charset, _declared(body) if markup else None):
        declared = _try(body, name)
        if declared is not None:
            return _checked(declared, source)
    text = _try(body, "utf-8") or _damaged_utf8(body) or _western(body)
    if text is None:
        raise UndecodableInput(source, "Its bytes are in no encoding that is known here.", remedy=REMEDY_ENCODING)
    if "\x00" in text:
        wide = _unmarked_utf16(body)
        if wide is None:
            raise UndecodableInput(source, "It holds zero bytes: this is binary data.", remedy=REMEDY_BINARY)
        text = wide
    return _checked(text, source)


def kind_of_binary(head: bytes) -> str | None:
    """What a file is by its first bytes, in words; None when nothing is recognised."""
    return next((what for magic, what in _MAGIC if head.startswith(magic)), None)


def without_nul(text: str) -> str:
    """The text with NUL and lone surrogates replaced by U+FFFD, one for one, so that offsets stay.

    Neither can be written as UTF-8 or kept in a database; both come only from damaged or hostile rows.
    """
    return _UNKEEPABLE.sub("\ufffd", text)


_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")


def _declared(body: bytes) -> str | None:
    head = body[:4096]
    found = _XML_DECLARED.search(head) or _DECLARED.search(head)
    return found.group(1).decode("ascii") if found else None


def _try(body: bytes, name: str | None) -> str | None:
    if not name:
        return None
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if not getattr(info, "_is_text_encoding", True):
        return None
    if info.name in _WESTERN:
        try:  # a page that declares Latin-1 and is UTF-8 is common; the other way round it is not valid UTF-8
            return body.decode("utf-8")
        except UnicodeDecodeError:
            return body.decode("cp1252", "replace")
    if info.name.startswith(("utf-16", "utf-32")) and b"\x00" not in body[:_PROBE]:
        return None  # declared wide, and plainly is not
    try:
        return body.decode(info.name)
    except (UnicodeDecodeError, ValueError):
        return None


def _damaged_utf8(body: bytes) -> str | None:
    """UTF-8 that was cut or patched: far more good sequences than bad bytes."""
    good = len(_WIDE.findall(body))
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd") - body.count("\ufffd".encode())
    return text if good >= 3 * bad or (bad == 1 and text.endswith("\ufffd") and good) else None


def _western(body: bytes) -> str | None:
    high = len(_HIGH.findall(body))
    if high > _WESTERN_SHARE * len(body):
        return None
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _unmarked_utf16(body: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Western text is zero."""
    head = body[:_PROBE]
    half = len(head) // 2
    for name, zeros in (("utf-16-le", head[1::2].count(0)), ("utf-16-be", head[0::2].count(0))):
        if half >= 2 and zeros > 0.7 * half:
            text = body.decode(name, "replace")
            return None if "\x00" in text else text
    return None


def _checked(text: str, source: str) -> str:
    if not text.strip():
        raise EmptyInput(source, "There is nothing in it.", remedy="Check that the file was saved whole.")
    head = text[:_PROBE]
    controls = len(_CONTROLS.findall(head.encode("utf-8", "replace")))
    if controls > _CONTROL_SHARE * len(head) and controls > 2:
        raise UndecodableInput(source, "It is full of control characters: this is binary data.", remedy=REMEDY_BINARY)
    return without_nul(text)
