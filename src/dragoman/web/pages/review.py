"""The review: facts that most need a person's eye, and what people judged; the only page that writes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman import review as judging
from dragoman.errors import JudgementError, UnknownId
from dragoman.query import Archive
from dragoman.types import Event, Judgement, JudgementKind, Span
from dragoman.web.asking import asked, part
from dragoman.web.desk import Desk, desk_of
from dragoman.web.entries import line
from dragoman.web.guard import same
from dragoman.web.lighting import excerpt
from dragoman.web.wording import proof, tame

PER_PAGE = 20
LONGEST = 1000  # characters of a note
OFFERED = ("accept", "reject")


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
    done = {(j.key.article, j.key.quotation) for j in judged if j.kind in OFFERED}
    waiting = [e for e in archive.timeline(between=ask.between) if e.evidence and not _judged(e.evidence, done)]
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
        judged=[(j, tame(archive.source_name(j.key.article))) for j in judged[::-1][:100]],
        total=len(judged),
    )


def _judged(spans: tuple[Span, ...], done: set[tuple[str, str]]) -> bool:
    return any((s.article, s.text) in done for s in spans)


async def judge(request: Request) -> Response:
    """Keep an "accept" or "reject" of a fact on its first sentence, and derive the record anew."""
    desk, form = desk_of(request), await _form(request)
    kind = form.get("kind", "")
    if kind not in OFFERED:
        raise JudgementError("A judgement is to accept or to reject.", remedy="Use the buttons beside the fact.")
    await run_in_threadpool(_judge, desk, kind, form)
    return RedirectResponse(_back(form), 303)


def _judge(desk: Desk, kind: str, form: dict[str, str]) -> None:
    one = _judgement(desk.archive(), kind, form)
    judging.judge(desk.record, one, rooms_of=desk.rooms_of)


def _judgement(archive: Archive, kind: str, form: dict[str, str]) -> Judgement:
    item: Any = archive.show(form.get("fact", "")).item
    spans = proof(item)
    article = archive.article(spans[0].article) if spans else None
    if article is None:
        raise JudgementError("This rests on no sentence that could be judged.", remedy="Judge a fact.")
    about = judging.key(article, spans[0].start, spans[0].end, field=archive.show(form.get("fact", "")).section)
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    author = form.get("author", "").strip()[:80] or "desk"
    note = form.get("note", "").strip()[:LONGEST]
    return judging.judgement(cast(JudgementKind, kind), about, author=author, at=at, note=note)


async def take_back(request: Request) -> Response:
    desk, form = desk_of(request), await _form(request)
    id = form.get("id", "")
    if not id:
        raise UnknownId("No judgement was named.", remedy="Use the button beside it.")
    await run_in_threadpool(judging.take_back, desk.record, id, rooms_of=desk.rooms_of)
    return RedirectResponse("/review", 303)


async def _form(request: Request) -> dict[str, str]:
    """The form's answers. Errors: HTTPException 403 without this desk's word, 413 when it is too long."""
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > 20_000:
        raise HTTPException(413, "This form is too long.")
    form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
    if not same(form.get("word", ""), desk_of(request).form_word):
        raise HTTPException(403, "This form lacks the desk's word. Load the page again and send it from there.")
    return form


def _back(form: dict[str, str]) -> str:
    """Where the form stood: a page of this desk."""
    back = form.get("back", "")
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/review"
