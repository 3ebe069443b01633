"""Who may look: only this machine, only with the token; and what a page may load: only from here.

A browser brings the token once in the address (`?token=…`), gets a cookie for it, and is sent on to the address
without it, so that the token stays in no history. Forms carry a second word derived from it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TOKEN_WANTED = (
    "This desk asks for its token.\n\nOpen the address that `dragoman serve` printed, with ?token=… at its end.\n"
)
STRANGE_HOST = "This desk answers only to this machine's own address (127.0.0.1 or localhost).\n"


def form_word(token: str) -> str:
    """What every form of this desk carries: other sites' pages cannot know it."""
    return hmac.new(token.encode(), b"form", hashlib.sha256).hexdigest()[:32]


def same(a: str, b: str) -> bool:
    return hmac.compare_digest(a.encode(), b.encode())


class Guard:
    """Middleware around the whole desk. `hosts` are the names in the Host header that are answered."""

    def __init__(self, app: ASGIApp, *, token: str, hosts: Iterable[str] = LOOPBACK) -> None:
        self.app = app
        self.token = token
        self.hosts = frozenset(hosts)
        # cookies do not tell ports apart: two desks on one machine must not overwrite each other's
        self.cookie = "desk-" + hashlib.sha256(token.encode()).hexdigest()[:12]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        request = Request(scope)
        refusal = self._refusal(request)
        await (refusal or self.app)(scope, receive, send_guarded)

    def _refusal(self, request: Request) -> PlainTextResponse | RedirectResponse | None:
        host = request.headers.get("host", "")
        if _name(host) not in self.hosts:
            return PlainTextResponse(STRANGE_HOST, 421)
        given = request.query_params.get("token")
        if given is not None and same(given, self.token) and request.method == "GET":
            left = [(k, v) for k, v in parse_qsl(request.url.query, keep_blank_values=True) if k != "token"]
            # the path begins with one slash alone: "//host" would lead elsewhere
            path = "/" + quote(request.url.path.lstrip("/\\"), safe="/:%")
            answer = RedirectResponse(path + ("?" + urlencode(left) if left else ""), 303)
            answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
            return answer
        if not same(request.cookies.get(self.cookie, ""), self.token):
            return PlainTextResponse(TOKEN_WANTED, 403)
        origin = request.headers.get("origin")
        if request.method not in ("GET", "HEAD") and origin is not None and origin.partition("://")[2] != host:
            return PlainTextResponse("This form was sent from another place.\n", 403)
        return None


def _name(host: str) -> str:
    """The host without its port."""
    name, colon, port = host.casefold().rpartition(":")
    return name if colon and port.isdigit() else host.casefold()
