"""The review: facts that most need a person's eye, and what people judged; the only page that writes."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman import review as judging
from dragoman.errors import JudgementError, UnknownId
from dragoman.types import Event, Span
from dragoman.web.asking import asked, part
from dragoman.web.desk import Desk, desk_of
from dragoman.web.entries import line
from dragoman.web.forms import back, form_of
from dragoman.web.lighting import excerpt
from dragoman.web.wording import proof, tame

PER_PAGE = 20
SAMPLE = 200  # facts of an audit: enough for an interval of about six points either way
LONGEST = 1000  # characters of a note
FIELDS = ("date", "place", "participants", "status", "kind", "speaker", "number", "published")


def doubt(event: Event) -> tuple[float, int, str]:
    """The smaller, the sooner it is looked at: improbable, told once, dated by inference, merely claimed."""
    points = event.probability if isinstance(event.probability, float) else 0.5
    points -= 0.2 * (event.date is not None and event.date.basis == "inferred") + 0.1 * (event.date is None)
    points -= 0.1 * (event.status in ("claimed", "denied", "hypothetical"))
    return points, len(event.origins), event.id


def queue(request: Request) -> Response:
    desk, ask = desk_of(request), asked(request)
    archive = desk.archive()
    judged = archive.store.kept.judgements()
    done = {(j.key.article, j.key.quotation) for j in judged if j.kind not in ("same", "different", "add")}
    events = [e for e in archive.timeline(between=ask.between) if e.evidence]
    waiting = [e for e in events if not _judged((*e.triggers, *e.evidence), done)]
    some = part(sorted(waiting, key=doubt), ask.page, size=PER_PAGE)
    rows = []
    for event in some.items:
        article = archive.article(event.evidence[0].article)
        own = [s for s in event.evidence if article is not None and s.article == article.id]
        rows.append((line(archive, event), excerpt(article, own) if article is not None else ""))
    return desk.page(
        request,
        "review.html",
        ask=ask,
        part=some,
        rows=rows,
        judged=[
            (j, tame(archive.source_name(j.key.article)), archive.store.derived.reasons(j.id))
            for j in sorted(judged, key=lambda j: (j.at, j.id), reverse=True)[:100]
        ],
        total=len(judged),
    )


def audit(request: Request) -> Response:
    """A random sample of facts to judge, and what its judged part shows."""
    desk = desk_of(request)
    archive = desk.archive()
    given = request.query_params.get("seed", "1")
    found = archive.audit(size=SAMPLE, seed=int(given) if given.isdigit() and len(given) < 10 else 1)
    waiting = [d.id for d in found.sample if d.verdict == "open"][:PER_PAGE]
    rows = []
    for id in waiting:
        item = archive.show(id).item
        spans = proof(item)
        article = archive.article(spans[0].article) if spans else None
        own = [s for s in spans if article is not None and s.article == article.id]
        rows.append((line(archive, item), excerpt(article, own) if article is not None else ""))
    return desk.page(request, "audit.html", audit=found, rows=rows, judged=found.right + found.wrong)


def _judged(spans: tuple[Span, ...], done: set[tuple[str, str]]) -> bool:
    return any((s.article, s.text) in done for s in spans)


async def judge(request: Request) -> Response:
    """Keep what a form says of a fact, and derive the record anew."""
    desk, form = desk_of(request), await form_of(request)
    await run_in_threadpool(_judge, desk, form)
    return RedirectResponse(back(form), 303)


def _judge(desk: Desk, form: dict[str, str]) -> None:
    archive, kind, fact = desk.archive(), form.get("kind", ""), form.get("fact", "").strip()
    by = said_by(form)
    if kind == "accept":
        found = judging.accept(archive, fact, **by)
    elif kind == "reject":
        found = judging.reject(archive, fact, **by)
    elif kind == "correct":
        found = judging.replace(archive, fact, changes(form), **by)
    elif kind == "join":
        found = judging.join(archive, fact, form.get("other", "").strip(), **by)
    elif kind == "part":
        found = judging.part(archive, fact, form.get("report", "").strip(), **by)
    elif kind == "add":
        section = form.get("section", "")
        found = [judging.add(archive, fact, form.get("quotation", "").strip(), section, _added(form, section), **by)]
    else:
        raise JudgementError("This is no judgement.", remedy="Use the forms beside the facts.")
    if not found:
        raise JudgementError("Nothing was said about it.", remedy="Fill in what is to be changed.")
    judging.judge(desk.record, *found, rooms_of=desk.rooms_of)


def said_by(form: dict[str, str]) -> dict[str, str]:
    """Who judges, when, and why."""
    return {
        "author": form.get("author", "").strip()[:80] or "desk",
        "note": form.get("note", "").strip()[:LONGEST],
        "at": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
    }


def changes(form: dict[str, str]) -> dict[str, Any]:
    """The fields that were filled in; "unknown" takes a value away."""
    found: dict[str, Any] = {}
    for name in FIELDS:
        given = form.get("kind_of" if name == "kind" else name, "").strip()[:LONGEST]
        if not given:
            continue
        if name == "participants":
            found[name] = [part.strip() for part in re.split(r"[;\n]", given) if part.strip()]
        else:
            found[name] = None if given.casefold() == "unknown" else given
    return found


def _added(form: dict[str, str], section: str) -> dict[str, Any]:
    given = changes(form)
    for name in ("holder", "target", "subject", "stance"):
        if words := form.get(name, "").strip()[:LONGEST]:
            given[name] = words
    if section == "statements":
        given.setdefault("speaker", None)
    wanted = {"events": ("kind", "date", "place", "participants", "status"), "statements": ("speaker",),
              "figures": ("number", "subject"), "positions": ("holder", "stance", "target")}  # fmt: skip
    return {name: value for name, value in given.items() if name in wanted.get(section, ())}


async def take_back(request: Request) -> Response:
    desk, form = desk_of(request), await form_of(request)
    id = form.get("id", "")
    if not id:
        raise UnknownId("No judgement was named.", remedy="Use the button beside it.")
    await run_in_threadpool(judging.take_back, desk.record, id, rooms_of=desk.rooms_of)
    return RedirectResponse("/review", 303)
