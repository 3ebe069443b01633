"""The desk's pages as files: a site that opens from a folder, with no form, no server and no host to ask.

Press texts have owners: unless all of them is asked for, a report shows only the sentences that facts rest on.
"""

from __future__ import annotations

import asyncio
import hashlib
import html
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from starlette.applications import Starlette

from dragoman.errors import DragomanError
from dragoman.query import Archive
from dragoman.web.app import pages

MARKER = ".dragoman-site"  # stands in every folder that was written here, and allows it to be written again
MOST_PAGES = 100_000
LIVE = frozenset({"review", "add", "ask", "search", "keys", "show", "audit"})  # pages that only a running desk has
_FORMS = re.compile(r'<form\b.*?</form>|<details class="mend".*?</details>|<section class="noprint".*?</section>', re.S)
_LINK = re.compile(r'(?P<head>\b(?:href|src|xlink:href)=")(?P<to>[/?][^"]*)"')


def publish(record: str | os.PathLike[str], folder: str | os.PathLike[str], *, full_texts: bool = False) -> int:
    """Write the site of a record into a folder that is new, empty or an earlier site; returns the number of pages.

    Nothing is left half-written: the folder changes when all of it is there. Errors: those of `Archive.open`;
    DragomanError when the folder holds something else.
    """
    target = Path(folder)
    if target.exists() and not (target / MARKER).exists() and (not target.is_dir() or any(target.iterdir())):
        raise DragomanError(f"{folder} is there already and is no site of dragoman.", remedy="Name a new folder.")
    with Archive.open(record):
        pass  # say what is wrong with the record before anything is written
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".site-") as held:
        made = Path(held) / "site"
        count = asyncio.run(_Site(pages(record, quotes_only=not full_texts), made).write())
        (made / MARKER).write_text("Written by dragoman publish; it may be written again.\n", encoding="utf-8")
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)
    return count


class _Site:
    """The pages that can be reached from the overview, each asked for once."""

    def __init__(self, app: Starlette, folder: Path) -> None:
        self._app, self._folder = app, folder
        self._files: dict[str, str] = {}
        self._waiting: list[str] = []

    async def write(self) -> int:
        self._file("/")
        count = 0
        while self._waiting:
            address = self._waiting.pop(0)
            status, kind, body = await self._get(address)
            if status != 200:
                raise DragomanError(f"The page {address} answers {status}.", remedy="Run: dragoman doctor")
            here = self._files[address]
            target = self._folder / here
            target.parent.mkdir(parents=True, exist_ok=True)
            if kind.startswith("text/html"):
                body = self._page(body.decode("utf-8"), here, urlsplit(address).path).encode("utf-8")
                count += 1
            target.write_bytes(body)
        return count

    def _page(self, text: str, here: str, path: str) -> str:
        up = "../" * here.count("/")

        def led(match: re.Match[str]) -> str:
            where, _, anchor = html.unescape(match["to"]).partition("#")
            where = path + where if where.startswith("?") else where
            room = where.partition("?")[0].strip("/").partition("/")[0]
            if room in LIVE:
                return 'data-live="' + html.escape(where) + '"'
            file = self._file(where)
            return f'{match["head"]}{up}{html.escape(file)}{"#" + html.escape(anchor) if anchor else ""}"'

        text = _FORMS.sub("", text)
        text = re.sub(r'<li><a href="/(?:review|add|ask)"[^>]*>[^<]*</a></li>', "", text)
        text = text.replace('<a href="/keys">keys</a> · ', "")
        return _LINK.sub(led, text)

    def _file(self, where: str) -> str:
        """The file of an address, found waiting for its turn if it is new."""
        parts = urlsplit(where)
        kept = [(k, v) for k, v in parse_qsl(parts.query) if k not in ("fact", "span")]
        if parts.path.startswith("/static/"):
            kept = []
        address = parts.path + ("?" + urlencode(kept) if kept else "")
        if address not in self._files:
            if len(self._files) >= MOST_PAGES:
                raise DragomanError(f"The site would have more than {MOST_PAGES:,} pages.", remedy="Publish a part.")
            self._files[address] = _name(parts.path, kept)
            self._waiting.append(address)
        return self._files[address]

    async def _get(self, address: str) -> tuple[int, str, bytes]:
        """One page, asked of the application itself."""
        parts = urlsplit(address)
        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": unquote(parts.path), "raw_path": parts.path.encode(), "query_string": parts.query.encode(),
            "root_path": "", "headers": [(b"host", b"localhost")], "client": None, "server": ("localhost", 80),
        }  # fmt: skip
        status, headers, body = 0, {}, b""

        asked = iter([{"type": "http.request", "body": b"", "more_body": False}])

        async def receive() -> Mapping[str, Any]:
            for message in asked:
                return message
            await asyncio.Event().wait()  # nobody goes away
            raise AssertionError

        async def send(message: Any) -> None:
            nonlocal status, headers, body
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = {k.decode().lower(): v.decode() for k, v in message["headers"]}
            elif message["type"] == "http.response.body":
                body += message.get("body", b"")

        await self._app(scope, receive, send)  # type: ignore[arg-type]
        return status, headers.get("content-type", ""), body


def _name(path: str, query: list[tuple[str, str]]) -> str:
    """A file's name for an address, safe on every system and the same each time."""
    plain = unquote(path).strip("/")
    if plain.startswith(("static/", "export/")):
        return plain
    parts = [_safe(part) for part in (plain or "index").split("/")]
    tail = "".join(f"-{_safe(k)}-{_safe(v)}" for k, v in query) if len(query) == 1 else ""
    if len(query) > 1:
        tail = "-" + hashlib.sha256(repr(query).encode()).hexdigest()[:10]
    return "/".join(parts) + tail + ".html"


def _safe(part: str) -> str:
    kept = re.sub(r"[^A-Za-z0-9._-]", "_", part)
    return kept if kept == part and len(part) < 80 else kept[:60] + "-" + hashlib.sha256(part.encode()).hexdigest()[:8]
