"""The desk itself: the record it shows, kept open between pages and opened anew when it changed, and its templates."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dragoman import __version__
from dragoman.pipeline import Rooms
from dragoman.query import Archive
from dragoman.web import entries, mending, wording
from dragoman.web.drawing import icons
from dragoman.web.guard import form_word

HERE = Path(__file__).parent
PAGES = (
    ("/", "Overview"),
    ("/timeline", "Timeline"),
    ("/ask", "Ask"),
    ("/dossier", "Dossier"),
    ("/statements", "Statements"),
    ("/figures", "Figures"),
    ("/positions", "Positions"),
    ("/arrangements", "Arrangements"),
    ("/calendar", "Calendar"),
    ("/conflicts", "Disputes"),
    ("/actors", "Actors"),
    ("/map", "Map"),
    ("/sources", "Sources"),
    ("/review", "Review"),
    ("/add", "Add reports"),
)


class Desk:
    """One record, its templates, and the word that its forms carry."""

    def __init__(
        self,
        record: str | os.PathLike[str],
        *,
        token: str,
        rooms_of: Rooms | None = None,
        quotes_only: bool = False,
        published: bool = False,
    ) -> None:
        self.record = os.fspath(record)
        self.quotes_only = quotes_only
        self.published = published
        self.rooms_of = rooms_of
        self.form_word = form_word(token)
        self.kinds = mending.kinds()
        self._lock = Lock()
        self._open: tuple[object, Archive] | None = None
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(HERE / "templates"),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            pages=PAGES,
            version=__version__,
            form_word=self.form_word,
            families=wording.FAMILIES,
            icon=icons.of_family,
            small=icons.small,
            lit=wording.lit,
            path=wording.path,
        )
        self._templates.filters.update(
            tame=wording.tame, day=wording.day, plain=wording.plain, many=wording.many, brief=wording.brief
        )

    def archive(self) -> Archive:
        """The archive as the record is now. A record that another process has changed is opened anew.

        Errors: those of `Archive.open`.
        """
        state = self._state()
        with self._lock:
            if self._open is not None and state is not None and self._open[0] == state:
                return self._open[1]
            archive = Archive.open(
                self.record, quotes_only=self.quotes_only
            )  # the former one goes when its last page is done
            self._open = (state, archive)
            return archive

    def _state(self) -> object:
        """Changes whenever the file does; None for a record that is no file, which is opened for every page."""
        found: list[tuple[int, int, int] | None] = []
        for name in (self.record, self.record + "-wal"):
            try:
                at = os.stat(name)
                found.append((at.st_ino, at.st_mtime_ns, at.st_size))
            except OSError:
                found.append(None)
        return tuple(found) if found[0] is not None else None

    def page(self, request: Request, template: str, /, *, status: int = 200, **context: Any) -> HTMLResponse:
        """A page of the desk as an answer."""
        here = "/" + request.url.path.strip("/").partition("/")[0]
        html = self._templates.get_template(template).render(here=here, record=Path(self.record).name, **context)
        return HTMLResponse(html, status)

    def lines(self, items: Any) -> list[entries.Line]:
        archive = self.archive()
        return [entries.line(archive, item) for item in items]


def desk_of(request: Request) -> Desk:
    found = request.app.state.desk
    assert isinstance(found, Desk)
    return found
