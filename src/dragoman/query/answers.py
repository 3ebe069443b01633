"""Shapes of answers that are more than a list of facts."""

from __future__ import annotations

from dragoman.query.sides import Side
from dragoman.store import Fact
from dragoman.types import (
    Actor,
    Arrangement,
    Article,
    Conflict,
    Date,
    Event,
    Failure,
    Figure,
    Place,
    Position,
    Shape,
    Span,
    Statement,
)  # fmt: skip

Item = Event | Statement | Figure | Position | Arrangement | Conflict | Article | Actor | Place


class Shown(Shape, frozen=True, kw_only=True):
    """One item of the record with all that stands behind it.

    `section` is the record's list it is in. `sentences` are its evidence, earliest report first. `members` are the keys
    of the mentions that it was put together from. `reasons` say how.
    """

    section: str
    item: Item
    members: tuple[str, ...]
    reasons: tuple[str, ...]
    sentences: tuple[Span, ...]


class Source(Shape, frozen=True, kw_only=True):
    """One report: where it came from, what came of it. `origin` is the smallest id of those that copy one another."""

    article: str
    source: str
    title: str | None
    publisher: str | None
    published: Date | None
    agencies: tuple[str, ...]
    language: str
    words: int
    sightings: int
    facts: int
    origin: str


class Hit(Shape, frozen=True, kw_only=True):
    """A place in a report that holds the words searched for; `facts` rest on that sentence."""

    article: str
    title: str | None
    span: Span
    facts: tuple[str, ...]


class Rest(Shape, frozen=True, kw_only=True):
    """Words of an article that something of the record rests on; see `store.tables.resting` for the parts."""

    start: int
    end: int
    part: str
    kind: str
    fact: str


class Month(Shape, frozen=True, kw_only=True):
    outlet: str
    month: str | None
    reports: int


class Coverage(Shape, frozen=True, kw_only=True):
    """How far the record can be trusted to be whole: what was read, and what was not."""

    months: tuple[Month, ...]
    undated: int
    unread: tuple[tuple[str, int], ...]
    failures: tuple[Failure, ...]
    withdrawn: int


class Panel(Shape, frozen=True, kw_only=True):
    """One part of a dossier. Empty `items` mean that the sources are silent."""

    key: str
    title: str
    items: tuple[Fact | Article, ...]


class Dossier(Shape, frozen=True, kw_only=True):
    """The whole relationship of two sides. `reports` speak of both; `origins` counts those that do not copy another."""

    a: Side
    b: Side
    reports: int
    origins: int
    panels: tuple[Panel, ...]

    def panel(self, key: str) -> Panel:
        return next(panel for panel in self.panels if panel.key == key)
