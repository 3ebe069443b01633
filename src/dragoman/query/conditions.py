"""Which facts a question is about, as conditions on the derived tables."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import and_, or_, select

from dragoman.query.period import first_day, last_day
from dragoman.query.sides import Side
from dragoman.store import SHAPES
from dragoman.store.tables import FACTS, involved, resting, spoken_of
from dragoman.types import Shape


def in_time(shape: type[Shape], since: str | None, until: str | None) -> list[sa.ColumnElement[bool]]:
    table = FACTS[next(name for name, found in SHAPES.items() if found is shape)]
    where: list[sa.ColumnElement[bool]] = []
    if since is not None or until is not None:
        where.append(or_(table.c.earliest.is_not(None), table.c.latest.is_not(None)))
    if since is not None:
        where.append(or_(table.c.latest.is_(None), table.c.latest >= first_day(since)))
    if until is not None:
        where.append(or_(table.c.earliest.is_(None), table.c.earliest <= last_day(until) + "T99"))
    return where


def _of(sides: Sequence[Side], table: sa.Table) -> sa.ColumnElement[bool]:
    states = sorted({s for side in sides for s in side.states})
    actors = sorted({a for side in sides for a in side.actors})
    return or_(table.c.state.in_(states), table.c.actor.in_(actors))


def taking_part(sides: Sequence[Side], *, roles: Sequence[str] = ()) -> sa.ColumnElement[bool]:
    """A condition on the fact's id: any of these sides takes part in it (in one of these roles)."""
    role = involved.c.role.in_(roles) if roles else involved.c.role.not_in(("near", "claims"))
    return sa.literal_column("id").in_(select(involved.c.fact).where(role, _of(sides, involved)))


def together(sides: Sequence[Side]) -> sa.ColumnElement[bool]:
    return and_(*(taking_part([side]) for side in sides))


def articles_on(sides: Sequence[Side]) -> sa.ColumnElement[bool]:
    """A condition on `spoken_of.article`: the report speaks of every one of these sides."""
    return and_(*(spoken_of.c.article.in_(select(spoken_of.c.article).where(_of([s], spoken_of))) for s in sides))


def told_with(sides: Sequence[Side]) -> sa.ColumnElement[bool]:
    """A condition on the fact's id: it rests on a report that speaks of every one of these sides."""
    reports = select(spoken_of.c.article).where(articles_on(sides))
    return sa.literal_column("id").in_(
        select(resting.c.fact).where(resting.c.article.in_(reports), resting.c.part == "evidence")
    )
