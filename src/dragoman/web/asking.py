"""What a page is asked for: two sides, years, kinds, and which part of a long list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request

T = TypeVar("T")
PER_PAGE = 150  # lines of one page: about a quarter of a second to draw, and still scrolled through
LONGEST = 200  # characters of one answer in a form; nobody's name is longer


@dataclass(frozen=True)
class Asked:
    """The answers of a filter form, blanks taken off."""

    a: str = ""
    b: str = ""
    since: str = ""
    until: str = ""
    kinds: tuple[str, ...] = ()
    by: str = ""
    words: str = ""
    status: str = ""
    page: int = 1

    @property
    def between(self) -> tuple[str, ...]:
        return tuple(name for name in (self.a, self.b) if name)

    def query(self, **changes: object) -> str:
        """These answers as the query of an address, some of them changed."""
        now: dict[str, object] = {
            "a": self.a, "b": self.b, "since": self.since, "until": self.until, "kind": self.kinds, "by": self.by,
            "q": self.words, "status": self.status,
        }  # fmt: skip
        now |= changes
        return urlencode({k: v for k, v in now.items() if v}, doseq=True)

    @property
    def narrowed(self) -> bool:
        return bool(self.query())


def asked(request: Request) -> Asked:
    query = request.query_params

    def of(name: str) -> str:
        return query.get(name, "").strip()[:LONGEST]

    page = of("page")
    return Asked(
        a=of("a"),
        b=of("b"),
        since=of("since"),
        until=of("until"),
        kinds=tuple(dict.fromkeys(k.strip()[:40] for k in query.getlist("kind") if k.strip()))[:40],
        by=of("by"),
        words=of("q"),
        status=of("status"),
        page=int(page) if page.isdigit() and len(page) < 7 else 1,
    )


@dataclass(frozen=True)
class Part(Generic[T]):
    """One part of a long list, with the numbers of the parts."""

    items: Sequence[T]
    total: int
    page: int
    pages: int


def part(items: Sequence[T], page: int, *, size: int = PER_PAGE) -> Part[T]:
    pages = max(1, -(-len(items) // size))
    page = min(max(1, page), pages)
    return Part(items[(page - 1) * size : page * size], len(items), page, pages)
