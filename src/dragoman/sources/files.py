"""Which files are meant: paths, folders, globs. Folders are walked in sorted order, hidden files left alone."""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec

from dragoman.config import Limits
from dragoman.errors import EmptyInput, ForbiddenAddress, InputError
from dragoman.sources.capture import failure
from dragoman.types import Failure

TEXTS = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml", ".shtml")
ROWS = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
WARCS = (".warc", ".warc.gz")
WACZS = (".wacz",)
FEEDS = (".rss", ".atom")
KNOWN = TEXTS + PAGES + ROWS + WARCS + WACZS + FEEDS
# Files that are reports as likely as not: in a folder they are named rather than passed over in silence.
DOCUMENTS = (".pdf", ".doc", ".docx", ".rtf", ".odt", ".epub", ".pages", ".mht", ".mhtml", ".eml")

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.I)


class Found(msgspec.Struct, frozen=True):
    """A regular file to be read: `name` as given or reached from what was given."""

    name: str
    path: Path


def expand(given: str, *, limits: Limits) -> Iterator[Found | Failure]:
    """The files that a path, folder or glob stands for; each that cannot be reached is a Failure."""
    try:
        if "\x00" in given or not given:
            raise InputError(given.replace("\x00", "\ufffd"), "This is not a path.", remedy="Give a file or folder.")
        if _ADDRESS.match(given):
            raise ForbiddenAddress(
                given, "Addresses are not read from here.", remedy="Save the page and read the file."
            )
        if not os.path.lexists(given) and glob.has_magic(given):
            yield from _glob(given, limits)
        else:
            yield from _one(given, limits)
    except InputError as fault:
        yield failure(fault)


def _glob(pattern: str, limits: Limits) -> Iterator[Found | Failure]:
    names = sorted(glob.glob(pattern, recursive=True))
    if not names:
        raise InputError(pattern, "No file fits this pattern.", remedy="Check the folder and the spelling.")
    for name in names:
        if os.path.isdir(name):
            if not pattern.endswith("**"):
                yield from _folder(name, limits, above=(), named=False)
        else:
            yield from _guarded(name)


def _one(name: str, limits: Limits) -> Iterator[Found | Failure]:
    if os.path.isdir(name):
        yield from _folder(name, limits, above=(), named=True)
    else:
        yield from _guarded(name)


def _guarded(name: str) -> Iterator[Found | Failure]:
    try:
        yield _regular(name)
    except InputError as fault:
        yield failure(fault)


def _regular(name: str) -> Found:
    try:
        mode = os.stat(name).st_mode
    except OSError as fault:
        raise unreadable(name, fault) from None
    if not stat.S_ISREG(mode):
        raise InputError(name, "This is no file but a device, pipe or socket.", remedy="Pipe it in: dragoman read -")
    return Found(name, Path(name))


def unreadable(name: str, fault: OSError) -> InputError:
    """The error of a file that the system does not let us read."""
    if fault.errno == errno.ENOENT:
        if os.path.islink(name):
            return InputError(name, "This link leads to a file that is not there.", remedy="Mend or remove the link.")
        return InputError(name, "There is no such file.", remedy="Check the spelling and the folder you are in.")
    if fault.errno == errno.ELOOP:
        return InputError(name, "This link leads back to itself.", remedy="Mend or remove the link.")
    if fault.errno in (errno.EACCES, errno.EPERM):
        return InputError(name, "You are not allowed to read it.", remedy="Change its permissions or copy it.")
    return InputError(name, f"It cannot be read: {fault.strerror or fault}.", remedy="Check the disk and the path.")


def _folder(name: str, limits: Limits, *, above: tuple[str, ...], named: bool) -> Iterator[Found | Failure]:
    """Files below a folder; `above` are the real paths of the folders it was reached through."""
    here = os.path.realpath(name)
    if here in above:
        raise InputError(name, "This link leads back to a folder that holds it.", remedy="Remove the link.")
    if len(above) >= limits.folder_depth:
        raise InputError(name, f"The folders are more than {limits.folder_depth} deep.", remedy="Read it by itself.")
    try:
        entries = sorted(os.scandir(name), key=lambda entry: entry.name)
    except OSError as fault:
        raise unreadable(name, fault) from None
    given, passed = 0, 0
    for entry in entries:
        path = os.path.join(name, entry.name)
        if entry.name.startswith("."):
            continue
        try:
            if _is_folder(path):
                for item in _folder(path, limits, above=(*above, here), named=False):
                    given += 1
                    yield item
                continue
            lower = entry.name.lower()
            if lower.endswith(DOCUMENTS):
                raise InputError(path, "This format is not read.", remedy="Save the report as text or HTML.")
            if lower.endswith(KNOWN) or (os.path.islink(path) and not os.path.exists(path)):
                yield _regular(path)
                given += 1
            else:
                passed += 1
        except InputError as fault:
            given += 1
            yield failure(fault)
    if named and not given:
        others = f" ({passed} of other kinds)" if passed else ""
        raise EmptyInput(
            name, f"There is no file here that can be read{others}.", remedy=f"Read are: {', '.join(KNOWN)}."
        )


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except OSError:
        return False
