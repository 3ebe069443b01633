"""The one way in which people write: judgements, kept beside what was read and replayed on every derivation."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from dragoman import pipeline
from dragoman.errors import JudgementError, MalformedInput, UnknownId
from dragoman.query import Archive
from dragoman.resolve.corrections import Misfit, checked
from dragoman.spans import CONTEXT, find_again
from dragoman.store import Store
from dragoman.types import Article, Event, Judgement, JudgementKey, JudgementKind, Span

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

    `at` is an instant the caller gives. `value` is JSON: what `replace` and `add` put in, or the id of the fact that is
    accepted or rejected, so that an audit knows it when it is gone.

    Errors: JudgementError when a kind lacks what it needs.
    """
    if kind in ("same", "different") and about.other is None:
        raise JudgementError(f"A judgement {kind!r} is about two mentions.", remedy="Name the second one.")
    if kind in ("replace", "add") and value is None:
        raise JudgementError(f"A judgement {kind!r} needs the value to put in.", remedy="Give it as JSON.")
    if kind in ("replace", "add"):
        try:
            checked(kind, about.field, json.loads(value or "null"))
        except json.JSONDecodeError:
            raise JudgementError(
                "The value of a judgement is JSON.", remedy='Write "2019-08-27" with its marks.'
            ) from None
        except Misfit as error:
            raise JudgementError(
                str(error), remedy="See docs/how-to/corrections.md for what each field takes."
            ) from None
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


def accept(archive: Archive, id: str, **by: str) -> list[Judgement]:
    """One fact is right: a judgement on its first words. `by`: author, at, note. Errors: UnknownId, JudgementError."""
    section, spans = _told(archive, id)
    return [judgement("accept", _key(archive, spans[0], section), value=_json(archive.show(id).item.id), **by)]


def reject(archive: Archive, id: str, **by: str) -> list[Judgement]:
    """One fact is wrong: a judgement on each telling of it, so that none brings it back."""
    section, spans = _told(archive, id)
    whole = _json(archive.show(id).item.id)
    return [judgement("reject", _key(archive, span, section), value=whole, **by) for span in spans]


def replace(archive: Archive, id: str, changes: Mapping[str, Any], **by: str) -> list[Judgement]:
    """Other values for fields of one fact ("date": "2019-08-27", "participants": […]), on its first telling.

    A report's own `published` is set on the first words of its text. Errors: UnknownId, JudgementError.
    """
    section, spans = _told(archive, id)
    about = spans[0]
    return [
        judgement("replace", _key(archive, about, f"{section}.{name}"), value=_json(value), **by)
        for name, value in changes.items()
    ]


def add(archive: Archive, article: str, words: str, section: str, value: Mapping[str, Any], **by: str) -> Judgement:
    """A fact that was missed, on words that stand in a report once. Errors: UnknownId, JudgementError."""
    report = _report(archive, article)
    found = find_again(report.text, words)
    if found is None:
        told = "stand in it more than once" if words and words in report.text else "do not stand in it"
        raise JudgementError(
            f"These words {told}: {words[:80]!r}.", remedy="Give enough of the sentence, as it stands."
        )
    return judgement("add", key(report, *found, field=section), value=_json(value), **by)


def join(archive: Archive, a: str, b: str, **by: str) -> list[Judgement]:
    """Two events are one. Errors: UnknownId, JudgementError."""
    (first, one), (second, other) = (_event(archive, id) for id in (a, b))
    if first.id == second.id:
        raise JudgementError("These are one event already.", remedy="`dragoman show` lists its tellings.")
    return [judgement("same", _key(archive, one[0], "events", _key(archive, other[0], "events")), **by)]


def part(archive: Archive, id: str, report: str, **by: str) -> list[Judgement]:
    """What `report` tells of an event is another event: every telling there is kept apart from those elsewhere.

    Errors: UnknownId, JudgementError where it is told there alone or not at all.
    """
    _, spans = _event(archive, id)
    article = _report(archive, report).id
    here = [s for s in spans if s.article == article]
    elsewhere = [s for s in spans if s.article != article]
    if not here or not elsewhere:
        raise JudgementError("Only what several reports tell can be taken apart.", remedy="Name one of its reports.")
    return [
        judgement("different", _key(archive, a, "events", _key(archive, b, "events")), **by)
        for a in here
        for b in elsewhere
    ]


def _told(archive: Archive, id: str) -> tuple[str, Sequence[Span]]:
    """The section of a fact, and the words that it is judged on: of an event its triggers."""
    shown = archive.show(id)
    item = shown.item
    if isinstance(item, Event):
        spans: Sequence[Span] = item.triggers or item.evidence
    elif isinstance(item, Article):
        start = next((n for n, c in enumerate(item.text) if not c.isspace()), 0)
        end = min(len(item.text), start + 2 * CONTEXT)
        spans = [Span(article=item.id, start=start, end=end, text=item.text[start:end])] if item.text else []
    else:
        spans = shown.sentences
    if not spans:
        raise JudgementError("This rests on no words that could be judged.", remedy="Judge a fact or a report.")
    return shown.section, spans


def _event(archive: Archive, id: str) -> tuple[Event, Sequence[Span]]:
    _, spans = _told(archive, id)
    item = archive.show(id).item
    if not isinstance(item, Event):
        raise JudgementError(f"{id!r} is no event.", remedy="Only events are joined and taken apart.")
    return item, spans


def _key(archive: Archive, span: Span, field: str, other: JudgementKey | None = None) -> JudgementKey:
    return key(_report(archive, span.article), span.start, span.end, field=field, other=other)


def _report(archive: Archive, id: str) -> Article:
    item = archive.show(id).item
    if not isinstance(item, Article):
        raise JudgementError(f"{id!r} is no report.", remedy="`dragoman sources` lists them.")
    return item


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def written(judgements: Iterable[Judgement]) -> bytes:
    """Judgements as a file to keep: JSON Lines, sorted, the same bytes for the same judgements."""
    return b"".join(msgspec.json.encode(one) + b"\n" for one in sorted(judgements, key=lambda j: j.id))


def from_file(data: bytes, source: str) -> list[Judgement]:
    """The judgements of such a file. Errors: MalformedInput, which names the line."""
    found = []
    for n, line in enumerate(data.splitlines(), 1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line, type=Judgement)
            again = judgement(one.kind, one.key, author=one.author, at=one.at, note=one.note, value=one.value)
        except (msgspec.DecodeError, UnicodeDecodeError, JudgementError) as error:
            fault = error.what if isinstance(error, JudgementError) else str(error)
            raise MalformedInput(source, f"line {n} is no judgement: {fault}", remedy="Export them anew.") from error
        found.append(again)
    return found


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
