"""The one way in which people write: judgements, kept beside what was read and replayed on every derivation."""

from __future__ import annotations

import hashlib
import os

from dragoman import pipeline
from dragoman.errors import JudgementError, UnknownId
from dragoman.spans import CONTEXT
from dragoman.store import Store
from dragoman.types import Article, Judgement, JudgementKey, JudgementKind

Where = str | os.PathLike[str]


def key(article: Article, start: int, end: int, *, field: str = "", other: JudgementKey | None = None) -> JudgementKey:
    """The key of a judgement on `article.text[start:end]`: the words with 32 characters before and after."""
    if not 0 <= start < end <= len(article.text):
        raise JudgementError("The words judged lie outside the report.", remedy="Select them again.")
    return JudgementKey(
        article=article.id,
        quotation=article.text[start:end],
        before=article.text[max(0, start - CONTEXT) : start],
        after=article.text[end : end + CONTEXT],
        field=field,
        other=other,
    )


def judgement(
    kind: JudgementKind, about: JudgementKey, *, author: str, at: str, note: str = "", value: str | None = None
) -> Judgement:
    """A judgement; its id is a hash of what it says, so that saying it twice is saying it once.

    `at` is an instant the caller gives. Errors: JudgementError when a kind lacks what it needs.
    """
    if kind in ("same", "different") and about.other is None:
        raise JudgementError(f"A judgement {kind!r} is about two mentions.", remedy="Name the second one.")
    if kind in ("replace", "add") and value is None:
        raise JudgementError(f"A judgement {kind!r} needs the value to put in.", remedy="Give it as JSON.")
    said = repr((kind, about, author, value))
    return Judgement(
        id=hashlib.sha256(said.encode()).hexdigest()[:16],
        kind=kind,
        key=about,
        author=author,
        note=note,
        at=at,
        value=value,
    )


def judge(record: Where, *judgements: Judgement, rooms_of: pipeline.Rooms | None = None) -> int:
    """Keep judgements and derive the record anew; returns how many were new."""
    house = rooms_of or pipeline.rooms()
    with Store.open(record, write=True) as store, store.writer() as writer:
        new = sum(writer.judge(one) for one in judgements)
        if new or store.stale:
            pipeline.derive(store, writer, house)
        return new


def take_back(record: Where, id: str, *, rooms_of: pipeline.Rooms | None = None) -> None:
    """Take a judgement back and derive the record anew. Errors: UnknownId."""
    house = rooms_of or pipeline.rooms()
    with Store.open(record, write=True) as store, store.writer() as writer:
        if not writer.unjudge(id):
            raise UnknownId(f"No judgement has the id {id!r}.", remedy="`dragoman export` lists them.")
        pipeline.derive(store, writer, house)
