"""Questions in words, on a page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dragoman.web.desk import desk_of
from dragoman.web.wording import lit, path, tame

LONGEST = 500  # characters of a question
OUTCOMES = {
    "not_in_record": "Not in the record",
    "undated": "Undated",
    "unsaid": "Not told",
    "in_dispute": "In dispute",
}


def ask(request: Request) -> Response:
    """The form, and the answer with its proof."""
    desk = desk_of(request)
    question = request.query_params.get("q", "").strip()[:LONGEST]
    archive = desk.archive()
    answer = archive.ask(question) if question else None
    facts = []
    for fact in answer.facts if answer else ():
        span = fact.sentence
        words, outlet = (tame(span.text), tame(archive.source_name(span.article))) if span else ("", "")
        facts.append(
            (path(fact.section, fact.id), tame(fact.words) or "does not say", words, outlet, lit(span) if span else "")
        )
    label = OUTCOMES.get(answer.outcome, "") if answer else ""
    return desk.page(
        request,
        "ask.html",
        question=question,
        answer=answer,
        told=tame(answer.told) if answer else "",
        label=label,
        facts=facts,
    )
