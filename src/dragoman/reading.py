"""What one reading of one article yields: the kept middle of the house, between sentences and the record.

A `Reading` depends on its article, the model and the rules, and on nothing else. It knows no other article and no
inferred date: time expressions stay symbolic (`TimeExpression`) until `resolve` has settled the article's own date,
and names keep their candidates until the date says who held the office.

Offsets are code points into the article's text, end exclusive. Entities, times and events are referred to by their
index in the reading's tuples.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from dragoman.types import (
    ActorKind,
    ArrangementKind,
    FigureKind,
    Form,
    Number,
    Role,
    Shape,
    StageName,
    Stance,
    Status,
)  # fmt: skip

MentionKind = Literal["name", "description", "adjective", "pronoun"]
Tense = Literal["past", "present", "future"]
Via = Literal["clause", "sentence", "chain", "carry", "dateline", "caption", "report", "title"]


class Extent(msgspec.Struct, frozen=True, order=True):
    """A stretch of the article's text: `text[start:end]`."""

    start: int
    end: int


class TimeWords(Shape, frozen=True):
    """What a time expression says, wherever it stands, in symbolic form; `dragoman.times` tells how it resolves.

    `form`: "date" (any of year, month, day, hour, minute given), "weekday", "offset" (amount × unit from the reference:
    "last year" is -1 year, "this month" 0 month, "three days ago" -3 days), "season", "period" (a vague stretch before
    or after now: "recent weeks"), "now", "duration" (a length, not a point), "age" (a length since the beginning of
    something: "six-year-old war"), "anchored" (amount × unit from another event: "three days after the vote").
    `mods`: any of "since", "until", "before", "after", "by", "early", "mid", "late", "about", "start", "end",
    "earlier", "later", "last", "next", "this", "from", "to", in the order found.
    """

    form: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    zone: str | None = None
    weekday: int | None = None
    unit: str | None = None
    amount: float | None = None
    season: str | None = None
    mods: tuple[str, ...] = ()


class TimeExpression(TimeWords, frozen=True, kw_only=True):
    """A time expression in its place. `to` is the end of a range ("from A to B")."""

    start: int
    end: int
    to: TimeExpression | None = None


class When(Shape, frozen=True, kw_only=True):
    """A candidate for a fact's time, best first in its tuple.

    `time` indexes `Reading.times`; None means the day of the report itself. `tense` decides the side of a weekday;
    `via` says how far from the trigger the expression stands, and so how far it is to be trusted. `counted_from`: the
    expression (-1: the report's day) from which "a week after" counts; `flipped` where the fact is what it counts to.
    """

    time: int | None
    tense: Tense = "past"
    via: Via = "clause"
    counted_from: int | None = None
    flipped: bool = False


class Mention(Shape, frozen=True, kw_only=True):
    """Words that stand for an entity."""

    start: int
    end: int
    kind: MentionKind


class Entity(Shape, frozen=True, kw_only=True):
    """Who or what the article speaks of, after coreference inside the article.

    `candidates`: ids of the knowledge tables, best first; empty for someone the tables do not know. `roles`: what the
    article calls them ("defence minister"). `members`: for "the two leaders", the entities meant.
    """

    kind: ActorKind
    name: str
    country: str | None = None
    candidates: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    roles: tuple[str, ...] = ()
    members: tuple[int, ...] = ()


class Argument(Shape, frozen=True, kw_only=True):
    """A participant of an event mention: an entity in a role; `via` as in `When`."""

    entity: int
    role: Role
    via: Via = "clause"


class Where(Shape, frozen=True, kw_only=True):
    """A candidate for an event's place."""

    entity: int
    via: Via = "clause"


class EventAttributes(Shape, frozen=True, kw_only=True, omit_defaults=True):
    """Stated attributes of one event mention."""

    duration: Number | None = None
    format: str | None = None
    first_in: Number | None = None
    venue: str | None = None
    topics: tuple[str, ...] = ()
    amount: Number | None = None


class EventMention(Shape, frozen=True, kw_only=True):
    """One telling of one event in one clause.

    Mentions with the same `chain` tell the same event inside this article. `source` says what fired
    ("consult.meeting: sat down for talks"). `item` are the words of the thing agreed, delivered or sanctioned.
    """

    type: str
    mode: str
    trigger: Extent
    evidence: Extent
    participants: tuple[Argument, ...] = ()
    when: tuple[When, ...] = ()
    until: tuple[When, ...] = ()
    where: tuple[Where, ...] = ()
    status: Status = "occurred"
    claimed_by: tuple[int, ...] = ()
    attributes: EventAttributes = EventAttributes()
    chain: int = -1
    item: str | None = None
    source: str = ""


class StatementMention(Shape, frozen=True, kw_only=True):
    """One stretch of speech. `content` excludes outer quotation marks; `speaker` indexes entities."""

    form: Form
    content: Extent
    speaker: int | None = None
    cue: Extent | None = None
    addressee: str | None = None
    via: str | None = None
    when: tuple[When, ...] = ()
    evidence: Extent


class FigureMention(Shape, frozen=True, kw_only=True):
    """One number in the text. `subject` is comparable words; `scope` narrows it (place, group, period)."""

    kind: FigureKind
    subject: str
    scope: tuple[str, ...] = ()
    number: Number
    extent: Extent
    evidence: Extent
    attributed_to: int | None = None
    when: tuple[When, ...] = ()


class PositionMention(Shape, frozen=True, kw_only=True):
    holder: int
    stance: Stance
    target: int | None
    words: str
    evidence: Extent
    when: tuple[When, ...] = ()


class ArrangementMention(Shape, frozen=True, kw_only=True):
    """The words for a standing arrangement, and the stage of its life that this sentence gives evidence for."""

    kind: ArrangementKind
    name: str
    parties: tuple[int, ...] = ()
    place: int | None = None
    stage: StageName | None = None
    event: int | None = None
    alleged_by: tuple[int, ...] = ()
    when: tuple[When, ...] = ()
    trigger: Extent
    evidence: Extent


class Reading(Shape, frozen=True, kw_only=True):
    """All of it for one article. `version` names model and rules; another version is another reading."""

    article: str
    version: str
    sentences: tuple[Extent, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    events: tuple[EventMention, ...] = ()
    statements: tuple[StatementMention, ...] = ()
    figures: tuple[FigureMention, ...] = ()
    positions: tuple[PositionMention, ...] = ()
    arrangements: tuple[ArrangementMention, ...] = ()
