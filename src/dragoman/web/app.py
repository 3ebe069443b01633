"""The desk as a web application: its addresses, its guard, and what a mistake looks like."""

from __future__ import annotations

import os
import secrets

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from dragoman.errors import DragomanError, RecordBusy, RecordError, UnknownId
from dragoman.pipeline import Rooms
from dragoman.web.desk import HERE, Desk, desk_of
from dragoman.web.guard import Guard
from dragoman.web.pages import adding, asking, exports, facts, keys, lists, overview, relationship, reports, review

ROUTES: list[BaseRoute] = [
    Route("/", overview.overview),
    Route("/timeline", lists.timeline),
    Route("/calendar", lists.calendar),
    Route("/statements", lists.statements),
    Route("/figures", lists.figures),
    Route("/positions", lists.positions),
    Route("/arrangements", lists.arrangements),
    Route("/conflicts", lists.conflicts),
    Route("/actors", lists.actors),
    Route("/map", overview.world),
    Route("/search", reports.search),
    Route("/sources", reports.sources),
    Route("/dossier", relationship.choose),
    Route("/dossier/{a}/{b}", relationship.dossier),
    Route("/article/{id:path}", reports.article),
    Route("/event/{id:path}", facts.event),
    Route("/arrangement/{id:path}", facts.arrangement),
    Route("/actor/{id:path}", facts.actor),
    Route("/place/{id:path}", facts.place),
    Route("/statement/{id:path}", facts.plain_fact),
    Route("/figure/{id:path}", facts.plain_fact),
    Route("/position/{id:path}", facts.plain_fact),
    Route("/conflict/{id:path}", facts.plain_fact),
    Route("/show/{id:path}", facts.anything),
    Route("/review", review.queue),
    Route("/audit", review.audit),
    Route("/review/judge", review.judge, methods=["POST"]),
    Route("/review/take-back", review.take_back, methods=["POST"]),
    Route("/ask", asking.ask),
    Route("/keys", keys.keys),
    Route("/add", adding.show),
    Route("/add", adding.add, methods=["POST"]),
    Route("/export/{name}", exports.whole),
    Mount("/static", StaticFiles(directory=HERE / "static")),
]
STATUS: dict[type[DragomanError], int] = {UnknownId: 404, RecordBusy: 503, RecordError: 500}


def desk(record: str | os.PathLike[str], *, token: str, rooms_of: Rooms | None = None) -> Starlette:
    """The application for one record. `rooms_of` are the rooms that derive it anew after a judgement."""
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(Guard, token=token)],
        exception_handlers={DragomanError: mistake, HTTPException: nowhere},
    )
    app.state.jobs = adding.Jobs()
    app.state.desk = Desk(record, token=token, rooms_of=rooms_of)
    return app


def pages(record: str | os.PathLike[str], *, quotes_only: bool) -> Starlette:
    """The same pages for nobody but this process: they are written out as files, and answer no socket."""
    app = Starlette(routes=ROUTES, exception_handlers={DragomanError: mistake, HTTPException: nowhere})
    app.state.jobs = adding.Jobs()
    app.state.desk = Desk(record, token=secrets.token_urlsafe(18), quotes_only=quotes_only, published=True)
    return app


def mistake(request: Request, error: Exception) -> Response:
    """What is wrong and what to do, as a page."""
    assert isinstance(error, DragomanError)
    status = next((s for kind, s in STATUS.items() if isinstance(error, kind)), 400)
    return desk_of(request).page(request, "mistake.html", status=status, what=error.what, remedy=error.remedy)


def nowhere(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = "There is no such page on this desk." if error.status_code == 404 else str(error.detail)
    remedy = "The pages are named above; an id can be looked up with the search." if error.status_code == 404 else ""
    return desk_of(request).page(request, "mistake.html", status=error.status_code, what=what, remedy=remedy)
