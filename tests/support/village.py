"""A small world with rooms of its own, so that store, pipeline, query and terminal are tested without a model.

A report is a file of lines. The first may be "OUTLET | 2019-03-05"; the others say
    A met B in PLACE on 2019-03-04.
    A said: "words".
    1,200 people fled.
    A backs B.
A and B are people of two states, invented; every sentence of that form is one fact. A file that says CRASH cannot be
read, one that says BROKEN cannot be cleaned, one that begins with "de:" is in another language.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from dragoman.pipeline import Rooms
from dragoman.reading import (
    Entity,
    EventMention,
    Extent,
    FigureMention,
    PositionMention,
    Reading,
    StatementMention,
)  # fmt: skip
from dragoman.spans import article_id, cut, mention_key
from dragoman.types import (
    Actor,
    Article,
    Attributes,
    Conflict,
    Copy,
    Date,
    Event,
    Failure,
    Figure,
    Judgement,
    Number,
    Participant,
    Place,
    Position,
    Record,
    Span,
    Statement,
    Target,
)  # fmt: skip

PEOPLE = {
    "Astrid Lunde": "NOR",
    "Olav Berg": "NOR",
    "Amina Haddad": "TCD",
    "Joseph Mbaye": "TCD",
    "Norway": "NOR",
    "Chad": "TCD",
    "The Relief League": None,
}
_NAME = "(" + "|".join(PEOPLE) + ")"
_MET = re.compile(rf"{_NAME} met {_NAME} in (\w+)(?: on (\d{{4}}-\d\d-\d\d))?\.")
_SAID = re.compile(rf'{_NAME} said: "([^"]*)"\.')
_FLED = re.compile(r"([\d,]+) people fled\.")
_BACKS = re.compile(rf"{_NAME} backs {_NAME}\.")
VERSION = "village-1"


@dataclass(frozen=True)
class Found:
    source: str
    text: str


def open_paths(paths: Iterable[Any], **_: Any) -> Iterator[Found | Failure]:
    for given in paths:
        path = Path(given)
        if not path.exists():
            yield Failure(source=str(given), code="missing", fault="is not there", remedy="Name another.")
        for file in sorted(path.iterdir()) if path.is_dir() else [path] if path.exists() else []:
            yield Found(file.name, file.read_text())


def clean(found: Found) -> Article | Failure:
    if "BROKEN" in found.text:
        return Failure(source=found.source, code="malformed", fault="is broken", remedy="Mend it.")
    head = found.text.partition("\n")[0]
    outlet, _, day = head.partition(" | ") if " | " in head else ("", "", "")
    published = Date(earliest=day, latest=day, precision="day", basis="stated", why="its first line") if day else None
    return Article(
        id=article_id(found.text),
        source=found.source,
        publisher=outlet or None,
        published=published,
        language="de" if found.text.startswith("de:") else "en",
        text=found.text,
    )


def read(article: Article) -> Reading:
    text = article.text
    if "DIE" in text:
        os._exit(3)
    if "CRASH" in text:
        raise ValueError("this one is poisonous")
    entities = tuple(
        Entity(kind="state" if n in ("Norway", "Chad") else "person", name=n, country=c) for n, c in PEOPLE.items()
    )
    return Reading(
        article=article.id,
        version=VERSION,
        sentences=tuple(Extent(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)),
        entities=entities,
        events=tuple(
            EventMention(
                type="CONSULT",
                mode="meeting",
                trigger=Extent(m.start(2) - 4, m.start(2) - 1),
                evidence=Extent(*m.span()),
            )
            for m in _MET.finditer(text)
        ),
        statements=tuple(
            StatementMention(form="direct", content=Extent(*m.span(2)), evidence=Extent(*m.span()))
            for m in _SAID.finditer(text)
            if m.group(2)
        ),
        figures=tuple(
            FigureMention(
                kind="displaced",
                subject="people who fled",
                number=_number(m.group(1)),
                extent=Extent(*m.span(1)),
                evidence=Extent(*m.span()),
            )
            for m in _FLED.finditer(text)
        ),
        positions=tuple(
            PositionMention(holder=0, stance="supports", target=0, words=m.group(2), evidence=Extent(*m.span()))
            for m in _BACKS.finditer(text)
        ),
    )


def _number(words: str) -> Number:
    value = float(words.replace(",", ""))
    return Number(low=value, high=value, qualifier="exact", unit="persons", words=words)


@dataclass(frozen=True)
class Derived:
    record: Record
    members: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, Sequence[str]] = field(default_factory=dict)


def actor_id(name: str) -> str:
    return f"state:{PEOPLE[name]}" if name in ("Norway", "Chad") else "village:" + name.lower().replace(" ", "-")


def derive(
    articles: list[Article], readings: list[Reading], judgements: Sequence[Judgement], *, known_on: str | None = None
) -> Derived:
    """Meetings of the same people on the same day are one; ids follow the contract's rule."""
    kept = [a for a in articles if known_on is None or (a.published and (a.published.latest or "") <= known_on)]
    order = {a.id: ((a.published.earliest or "9999") if a.published else "9999", a.id) for a in kept}
    by_id = {a.id: a for a in kept}
    meetings: dict[tuple[str, ...], list[tuple[Any, re.Match[str], str]]] = {}
    statements, figures, positions, members, reasons = [], [], [], {}, {}
    mentions: dict[str, list[Span]] = {}
    for reading in sorted(readings, key=lambda r: order.get(r.article, ("", ""))):
        if reading.article not in by_id:
            continue
        text = by_id[reading.article].text
        for name in PEOPLE:
            for m in re.finditer(name, text):
                mentions.setdefault(name, []).append(cut(reading.article, text, *m.span()))
        for event in reading.events:
            m = _MET.match(text, event.evidence.start)
            assert m is not None
            key = mention_key(reading.article, "event", event.trigger.start, event.trigger.end)
            group = (*sorted((m.group(1), m.group(2))), m.group(4) or "")
            meetings.setdefault(group, []).append(((*order[reading.article], m.start()), m, key))
        for s in reading.statements:
            m = _SAID.match(text, s.evidence.start)
            assert m is not None
            content = cut(reading.article, text, s.content.start, s.content.end)
            key = mention_key(reading.article, "statement", s.content.start, s.content.end)
            members[key] = key
            statements.append(
                Statement(
                    id=key,
                    speaker=actor_id(m.group(1)),
                    form="direct",
                    content=content,
                    cue=None,
                    addressee=None,
                    date=by_id[reading.article].published,
                    evidence=(cut(reading.article, text, *m.span()),),
                )
            )
        for f in reading.figures:
            key = mention_key(reading.article, "figure", f.extent.start, f.extent.end)
            members[key] = key
            evidence = cut(reading.article, text, f.evidence.start, f.evidence.end)
            date = by_id[reading.article].published
            figures.append(
                Figure(
                    id=key,
                    subject=f.subject,
                    kind=f.kind,
                    number=f.number,
                    as_of=date,
                    attributed_to=None,
                    evidence=(evidence,),
                )
            )
        for p in reading.positions:
            m = _BACKS.match(text, p.evidence.start)
            assert m is not None
            key = mention_key(reading.article, "position", *m.span())
            target = Target(actor=actor_id(m.group(2)), words=m.group(2))
            evidence = cut(reading.article, text, *m.span())
            positions.append(
                Position(
                    id=key,
                    holder=actor_id(m.group(1)),
                    stance="supports",
                    target=target,
                    as_of=None,
                    evidence=(evidence,),
                )
            )
    events, conflicts, places = [], [], {}
    for (a, b, day), told in sorted(meetings.items()):
        told.sort()
        smallest, first = told[0][2], told[0][1]
        where = {m.group(3) for _, m, _ in told}
        spans = [cut(where_[1], m.string, *m.span()) for where_, m, _ in told]
        members.update({key: smallest for _, _, key in told})
        place = first.group(3)
        places.setdefault(place, []).extend(cut(w[1], m.string, *m.span(3)) for w, m, _ in told if m.group(3) == place)
        date = (
            Date(earliest=day, latest=day, precision="day", basis="stated", why="the day stands there") if day else None
        )
        events.append(
            Event(
                id=smallest,
                type="CONSULT",
                mode="meeting",
                title=f"{a} and {b} meet in {place}",
                participants=tuple(Participant(actor=actor_id(n), role="party") for n in (a, b)),
                date=date,
                place="place:" + place.lower(),
                status="occurred",
                attributes=Attributes(),
                evidence=tuple(spans),
                triggers=tuple(cut(w[1], m.string, m.start(2) - 4, m.start(2) - 1) for w, m, _ in told),
                origins=tuple((article,) for article in sorted({w[1] for w, _, _ in told})),
            )
        )
        if len(told) > 1:
            reasons[smallest] = (f"{len(told)} reports give the same people and the same day",)
        if len(where) > 1:
            conflicts.append(
                Conflict(
                    id="c" + smallest, kind="contradiction", about="place", items=(smallest,), evidence=tuple(spans)
                )
            )
    record = Record(
        articles=tuple(sorted(kept, key=lambda x: x.id)),
        actors=tuple(
            Actor(
                id=actor_id(n),
                name=n,
                kind="state" if n in ("Norway", "Chad") else "organisation" if "League" in n else "person",
                country=PEOPLE[n],
                wikidata=None,
                mentions=tuple(found),
            )
            for n, found in sorted(mentions.items())
        ),
        places=tuple(
            Place(id="place:" + p.lower(), name=p, country=None, lat=None, lon=None, mentions=tuple(found))
            for p, found in sorted(places.items())
        ),
        events=tuple(sorted(events, key=lambda e: e.id)),
        statements=tuple(sorted(statements, key=lambda s: s.id)),
        figures=tuple(sorted(figures, key=lambda f: f.id)),
        positions=tuple(sorted(positions, key=lambda p: p.id)),
        copies=_copies(kept),
        conflicts=tuple(sorted(conflicts, key=lambda c: c.id)),
        judgements=tuple(judgements),
    )
    return Derived(record, members, reasons)


def _copies(articles: list[Article]) -> tuple[Copy, ...]:
    """Reports whose second lines are the same."""
    lines: dict[str, list[Article]] = {}
    for a in articles:
        rest = a.text.partition("\n")[2].partition("\n")[0]
        if len(rest) > 20:
            lines.setdefault(rest, []).append(a)
    found = []
    for line in sorted(lines):
        group = sorted(lines[line], key=lambda a: a.id)
        for one, two in pairwise(group):
            spans = [cut(x.id, x.text, x.text.index(line), x.text.index(line) + len(line)) for x in (one, two)]
            found.append(Copy(a=spans[0], b=spans[1]))
    return tuple(found)


ROOMS = Rooms(open_paths=open_paths, clean=clean, read=read, derive=derive, version=VERSION)
OTHER_VERSION = Rooms(open_paths=open_paths, clean=clean, read=read, derive=derive, version="village-2")

REPORTS = {
    "a.txt": """\
Fjord Post | 2019-03-05
Astrid Lunde met Amina Haddad in Oslo on 2019-03-04.
Astrid Lunde said: "We are glad".
1,200 people fled.
""",
    "b.txt": """\
Sahel Daily | 2019-03-06
Amina Haddad met Astrid Lunde in Bergen on 2019-03-04.
1,500 people fled.
Norway backs The Relief League.
""",
    "c.txt": """\
Fjord Post | 2020-01-10
Olav Berg met Joseph Mbaye in Ndjamena on 2020-01-09.
Joseph Mbaye said: "It was long".
""",
    "d.txt": """\
No date stands in this one.
Astrid Lunde met Olav Berg in Oslo.
""",
    "e.txt": "de: Dieser Text ist nicht englisch.\n",
}


def write(folder: Path, reports: Mapping[str, str] = REPORTS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in reports.items():
        (folder / name).write_text(text)
    return folder


def bytes_of(record: Path) -> bytes:
    """The whole export: what must be equal when records are."""
    from dragoman.export.as_json import chunks
    from dragoman.query import Archive

    with Archive.open(record) as archive:
        return b"".join(chunks(archive.record(), "full"))


def plain(value: Any) -> Any:
    return msgspec.to_builtins(value)
