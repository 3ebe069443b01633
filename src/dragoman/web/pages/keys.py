"""What the keys do."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dragoman.web.desk import desk_of


def keys(request: Request) -> Response:
    return desk_of(request).page(request, "keys.html")
