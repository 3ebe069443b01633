"""The record, as the program exports it: frozen structs, one for each shape of the public contract.

The JSON of a `Record` is the format "dragoman-record/1". Three rules hold everywhere: text is never thrown away;
every reported fact carries spans that cut exactly from their article; `None` means that the sources do not say.

Offsets are code points into `Article.text`, end exclusive. Days are ISO dates; minutes are `2021-09-29T21:51`, with an
offset where one is known.
"""

from __future__ import annotations

from typing import Literal

import msgspec

FORMAT = "dragoman-record/1"

FurnitureKind = Literal[
    "navigation", "caption", "credit", "promo", "biography", "duplicate_heading", "date_line", "other"
]
ActorKind = Literal[
    "person", "state", "organisation", "armed_group", "people", "place", "weapon_system", "arrangement", "other"
]
Precision = Literal["minute", "day", "week", "month", "season", "year", "range"]
Basis = Literal["stated", "metadata", "resolved", "inferred"]
Status = Literal["occurred", "ongoing", "planned", "proposed", "hypothetical", "denied", "cancelled", "claimed"]
HistoryStatus = Literal[
    "occurred", "ongoing", "planned", "proposed", "hypothetical", "denied", "cancelled", "claimed",
    "announced", "confirmed", "moved", "missed",
]  # fmt: skip
Role = Literal["actor", "recipient", "host", "guest", "mediator", "party", "speaker", "item"]
Form = Literal["direct", "indirect"]
FigureKind = Literal["people", "deaths", "displaced", "money", "duration", "share", "count", "area", "other"]
Qualifier = Literal["exact", "about", "at_least", "more_than", "nearly", "less_than", "range", "order_of_magnitude"]
Stance = Literal["supports", "opposes"]
ArrangementKind = Literal[
    "ceasefire", "zone", "treaty", "talks_track", "arms_deal", "sanctions", "patrols", "summit_series", "trade_deal",
    "normalisation", "other",
]  # fmt: skip
StageName = Literal[
    "proposed", "negotiated", "agreed", "signed", "in_force", "implemented", "extended", "disputed", "breached",
    "suspended", "ended",
]  # fmt: skip
ConflictKind = Literal["contradiction", "change_over_time", "scope", "granularity", "claim_vs_claim"]
JudgementKind = Literal["accept", "reject", "same", "different", "replace", "add"]


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """Base of every shape of the contract: immutable, compared by value."""


class Span(Shape, frozen=True, kw_only=True):
    """Words of an article: `text` is exactly `article.text[start:end]`."""

    article: str
    start: int
    end: int
    text: str


class Date(Shape, frozen=True, kw_only=True):
    """Bounds of one instant.

    Either bound may be None (open), not both. An exact day has `earliest == latest`. `basis`: *stated*, a full date
    stands in the text; *metadata*, from the page or feed; *resolved*, a relative expression anchored on the article's
    date or another event; *inferred*, reasoned from several clues or other articles. `why` is one line that a person
    can check.
    """

    earliest: str | None
    latest: str | None
    weekday: str | msgspec.UnsetType = msgspec.UNSET
    precision: Precision
    basis: Basis
    expression: str | None = None
    why: str


class Number(Shape, frozen=True, kw_only=True):
    """A number as told: `low`, `high` bound it (None: open); `words` is the wording; `unit` is "persons", "USD"…"""

    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str
    words: str


class Sighting(Shape, frozen=True, kw_only=True):
    """One place where a text was found: the same text on ten sites has ten sightings."""

    source: str
    publisher: str | None
    published: Date | None


class Furniture(Shape, frozen=True, kw_only=True):
    """A stretch of an article that is page, not report."""

    start: int
    end: int
    kind: FurnitureKind


class TimeReading(Shape, frozen=True, kw_only=True):
    """A time expression that was read; `date` is None where it was not resolved."""

    start: int
    end: int
    date: Date | None


class Article(Shape, frozen=True, kw_only=True):
    """A report as kept: `id` is a hash of `text`, `furniture` marks what is not the report."""

    id: str
    source: str
    sightings: tuple[Sighting, ...] = ()
    supersedes: str | None = None
    title: str | None = None
    publisher: str | None = None
    language: str = "en"
    published: Date | None = None
    updated: Date | None = None
    dateline: str | None = None
    agencies: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    text: str
    furniture: tuple[Furniture, ...] = ()
    times: tuple[TimeReading, ...] = ()


class Office(Shape, frozen=True, kw_only=True):
    """An office held; `table` is the shipped table it came from; days are ISO or None (unknown, or still held)."""

    title: str
    start: str | None
    end: str | None
    table: str


class Actor(Shape, frozen=True, kw_only=True):
    """Who acts. `country` is ISO 3166-1 alpha-3; `aliases` are the words the sources use."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    wikidata: str | None
    offices: tuple[Office, ...] = ()
    aliases: tuple[str, ...] = ()
    mentions: tuple[Span, ...]


class Place(Shape, frozen=True, kw_only=True):
    """Where. Coordinates are WGS 84 degrees from the shipped gazetteer, None where it does not know."""

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    mentions: tuple[Span, ...]


class Participant(Shape, frozen=True, kw_only=True):
    actor: str
    role: Role


class Change(Shape, frozen=True, kw_only=True):
    """One step of an event's history: announced, confirmed, moved, cancelled, missed."""

    status: HistoryStatus
    date: Date | None
    evidence: tuple[Span, ...]


class Attributes(Shape, frozen=True, kw_only=True, omit_defaults=True):
    """What is stated of an event beyond who, where and when; absent keys are not stated."""

    duration: Number | None = None
    format: str | None = None
    first_in: Number | None = None
    venue: str | None = None
    topics: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    amount: Number | None = None


class Event(Shape, frozen=True, kw_only=True):
    """What is reported to happen. `origins` groups the articles that copy one another: the groups are independent."""

    id: str
    type: str
    mode: str
    title: str
    participants: tuple[Participant, ...]
    date: Date | None
    end: Date | None = None
    place: str | None
    status: Status
    claimed_by: tuple[str, ...] = ()
    history: tuple[Change, ...] = ()
    attributes: Attributes
    arrangement: str | None = None
    evidence: tuple[Span, ...]
    triggers: tuple[Span, ...]
    origins: tuple[tuple[str, ...], ...]
    probability: float | msgspec.UnsetType = msgspec.UNSET


class Statement(Shape, frozen=True, kw_only=True):
    """Who said what. `content` excludes the outer quotation marks; `evidence` is every sighting, variants included."""

    id: str
    speaker: str | None
    form: Form
    content: Span
    cue: Span | None
    addressee: str | None
    date: Date | None
    about: tuple[str, ...] = ()
    evidence: tuple[Span, ...]
    via: str | None = None


class Figure(Shape, frozen=True, kw_only=True):
    """A number that the press reports, with its subject in comparable words."""

    id: str
    subject: str
    kind: FigureKind
    number: Number
    as_of: Date | None
    attributed_to: str | None
    evidence: tuple[Span, ...]


class Target(Shape, frozen=True, kw_only=True):
    actor: str | None
    words: str


class Position(Shape, frozen=True, kw_only=True):
    """Who supports or opposes whom or what."""

    id: str
    holder: str
    stance: Stance
    target: Target
    as_of: Date | None
    evidence: tuple[Span, ...]


class Stage(Shape, frozen=True, kw_only=True):
    stage: StageName
    date: Date | None
    event: str | None
    alleged_by: tuple[str, ...] = ()
    evidence: tuple[Span, ...]


class Arrangement(Shape, frozen=True, kw_only=True):
    """A standing thing that states or parties set up between them, and its life as stages in order of time."""

    id: str
    name: str
    kind: ArrangementKind
    parties: tuple[str, ...]
    stages: tuple[Stage, ...]


class Copy(Shape, frozen=True, kw_only=True):
    """A passage that two articles share word for word or nearly so."""

    a: Span
    b: Span


class Conflict(Shape, frozen=True, kw_only=True):
    """Where items of the record differ, and how the difference is to be read."""

    id: str
    kind: ConflictKind
    about: str
    items: tuple[str, ...]
    evidence: tuple[Span, ...]


class JudgementKey(Shape, frozen=True, kw_only=True, omit_defaults=True):
    """What a judgement is about: an exact quotation in an article with 32 characters before and after, and a field.

    `other` names the second mention for `same` and `different`.
    """

    article: str
    quotation: str
    before: str = ""
    after: str = ""
    field: str = ""
    other: JudgementKey | None = None


class Judgement(Shape, frozen=True, kw_only=True):
    """A person's correction. `value` is what `replace` and `add` put in, as JSON text."""

    id: str
    kind: JudgementKind
    key: JudgementKey
    author: str
    note: str = ""
    at: str
    value: str | None = None


class Record(Shape, frozen=True, kw_only=True):
    """The whole record; every list is sorted so that equal contents give equal bytes."""

    format: str = FORMAT
    articles: tuple[Article, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    positions: tuple[Position, ...] = ()
    arrangements: tuple[Arrangement, ...] = ()
    copies: tuple[Copy, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    judgements: tuple[Judgement, ...] = ()


class Failure(Shape, frozen=True, kw_only=True):
    """An item that could not be read, kept so that silence is not taken for peace."""

    source: str
    code: str
    fault: str
    remedy: str = ""
