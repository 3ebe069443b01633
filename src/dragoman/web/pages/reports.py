"""The reports: the list of sources, one as it was read, and the search."""

from __future__ import annotations

import re
from collections import Counter

from starlette.requests import Request
from starlette.responses import Response

from dragoman.errors import UnknownId
from dragoman.query import Archive, Rest
from dragoman.store import Fact
from dragoman.types import Arrangement, Article, Conflict, Copy, Event, Figure, Position, Statement
from dragoman.web import lighting
from dragoman.web.asking import asked, part
from dragoman.web.desk import Desk, desk_of
from dragoman.web.drawing.coverage import months
from dragoman.web.drawing.reading_map import reading_map
from dragoman.web.entries import Line, line
from dragoman.web.lighting import FACT_KINDS, LIT_PARTS, Mark
from dragoman.web.pages.facts import shown_or_way
from dragoman.web.wording import lit, tame

SHAPE: dict[str, type[Fact]] = {
    "event": Event,
    "statement": Statement,
    "figure": Figure,
    "position": Position,
    "arrangement": Arrangement,
    "conflict": Conflict,
}


def article(request: Request) -> Response:
    shown = shown_or_way(request, "article")
    if isinstance(shown, Response):
        return shown
    desk = desk_of(request)
    archive, item = desk.archive(), shown.item
    assert isinstance(item, Article)
    resting = archive.resting(item.id)
    facts = facts_on(archive, resting)
    asked_for = request.query_params.get("fact", "")
    lit_fact = next((f for f in facts if f == asked_for), "") or _whole(archive, asked_for)
    reading = archive.store.kept.reading(item.id)
    told = lighting.sentences(item, reading.sentences if reading else (), resting)
    marks = lighting.underlines(item, resting, {id: (_css(one), f"{one.headline}") for id, one in facts.items()})
    marks += [Mark(r.start, r.end, "lit", tag="mark") for r in resting if r.fact == lit_fact and r.part in LIT_PARTS]
    marks += asked_span(request.query_params.get("span", ""), len(item.text))
    if desk.published:  # a file has one form for all who lead to it: every word that is named gets its anchor
        marks += [Mark(r.start, r.end, "named", id=f"c{r.start}") for r in resting]
    counts = Counter(s.kind for s in told)
    return desk.page(
        request,
        "article.html",
        item=item,
        paragraphs=lighting.paragraphs(item, told, marks),
        facts=facts,
        lit_fact=facts.get(lit_fact),
        map=reading_map(told),
        counts=counts,
        sentences=len(told),
        read=reading is not None,
        copies=copies(archive, item.id),
        fact_counts=Counter(one.kind for one in facts.values()),
        why=archive.why(item.id),
        kinds=desk.kinds,
    )


def asked_span(words: str, most: int) -> list[Mark]:
    """The stretch "start-end" that an address asks to be lit; nothing where it is none."""
    found = re.fullmatch(r"(\d{1,9})-(\d{1,9})", words)
    start, end = (int(found[1]), min(int(found[2]), most)) if found else (0, 0)
    return [Mark(start, end, "lit", id=f"c{start}", tag="mark")] if start < end else []


def _whole(archive: Archive, id: str) -> str:
    """The id of the fact that a member's key or a beginning of an id stands for; "" for none."""
    if not id:
        return ""
    try:
        return archive.show(id).item.id
    except UnknownId:
        return ""


def facts_on(archive: Archive, resting: tuple[Rest, ...]) -> dict[str, Line]:
    """The line of every fact that rests on a report, in the order of its text."""
    ids = dict.fromkeys(r.fact for r in resting if r.kind in FACT_KINDS)
    kinds = {r.fact: SHAPE[r.kind] for r in resting if r.kind in FACT_KINDS}
    found: dict[str, Fact] = {}
    for shape in SHAPE.values():
        found |= archive.store.derived.get(shape, [id for id, kind in kinds.items() if kind is shape])
    return {id: line(archive, found[id]) for id in ids if id in found}


def _css(one: Line) -> str:
    return f"u-{one.family}" if one.kind == "event" else f"u-{one.kind}"


def copies(archive: Archive, id: str) -> list[tuple[str, str, int]]:
    """(outlet, address of the passage in the other report, characters) for each passage shared with another report."""
    found = []
    for copy in archive.store.derived.select(Copy):
        if id in (copy.a.article, copy.b.article):
            other = copy.b if copy.a.article == id else copy.a
            found.append((tame(archive.source_name(other.article)), lit(other), other.end - other.start))
    return sorted(found)


def sources(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    archive = desk.archive()
    found = archive.sources(between=ask.between)
    coverage = archive.coverage()
    some = part(found, ask.page)
    sizes = Counter(s.origin for s in found)
    return desk.page(
        request,
        "sources.html",
        ask=ask,
        part=some,
        sizes=sizes,
        coverage=coverage,
        months=months(coverage, width=1080),
        months_narrow=months(coverage, width=340),
        independent=archive.independent(s.article for s in found),
        export="articles",
    )


def search(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    archive = desk.archive()
    direct = _direct(desk, ask.words)
    hits = archive.search(ask.words) if ask.words else ()
    names = []
    if ask.words:
        words = ask.words.casefold()
        names = [a for a in archive.actors() if any(words in n.casefold() for n in (a.name, *a.aliases))][:10]
    listed = []
    for hit in hits:
        whole = archive.article(hit.article)
        html = lighting.excerpt(whole, [hit.span]) if whole is not None else ""
        lines = [one for f in hit.facts if (one := _line(archive, f)) is not None]
        listed.append((hit, tame(archive.source_name(hit.article)), html, lines))
    return desk.page(request, "search.html", ask=ask, hits=listed, names=desk.lines(names), direct=direct)


def _direct(desk: Desk, words: str) -> Line | None:
    """The item, when what is searched for is an id."""
    return _line(desk.archive(), words) if len(words) >= 6 and " " not in words else None


def _line(archive: Archive, id: str) -> Line | None:
    try:
        return line(archive, archive.show(id).item)
    except UnknownId:
        return None
