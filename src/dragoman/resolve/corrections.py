"""What people put in the place of what was read, and what they add, as changes to a reading.

A correction is made on the reading, before anything is joined, so that a mended day or place takes part in the joining
like any other. The fields it set are kept by name: in the event that the mention ends up in they win over every other
telling, because a person's word is above a rule's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast, get_args

import msgspec

from dragoman.knowledge.names import strip_accents
from dragoman.reading import (
    Argument,
    Entity,
    EventMention,
    Extent,
    FigureMention,
    Mention,
    PositionMention,
    Reading,
    StatementMention,
    Where,
)  # fmt: skip
from dragoman.types import (
    ActorKind,
    Date,
    FigureKind,
    Form,
    Judgement,
    Number,
    Precision,
    Qualifier,
    Stance,
    Status,
)  # fmt: skip

if TYPE_CHECKING:
    from dragoman.knowledge import Knowledge

#: What `replace` may set, by the section of the fact; `articles.published` is settled where articles are dated.
FIELDS = {
    "events": ("date", "place", "participants", "status", "kind"),
    "statements": ("speaker",),
    "figures": ("number",),
    "articles": ("published",),
}
#: What `add` may give, by section; a value lacks none of the first, may have the others.
ADDED = {
    "events": (("kind",), ("date", "place", "participants", "status")),
    "statements": (("speaker",), ("form",)),
    "figures": (("number",), ("subject", "kind")),
    "positions": (("holder", "stance", "target"), ()),
}
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")
_NUMBER = re.compile(
    r"(\d[\d,]{0,20}(?:\.\d{1,6})?)(?:\s{0,2}[-–]\s{0,2}(\d[\d,]{0,20}(?:\.\d{1,6})?))?(?:\s+(.{1,40}))?\Z"
)
_LONGEST = 200  # characters of a name


class Misfit(ValueError):
    """A value that its field cannot take; the message says what it takes."""


@dataclass(frozen=True)
class Fixed:
    """The fields of one event mention that a person has set; `date` counts where "date" is among them."""

    fields: frozenset[str]
    date: Date | None = None
    read_as: str = ""  # the type the mention was read as, which its key is made of


def day(value: object, why: str) -> Date | None:
    """A date as people write it ("2019", "2019-08", "2019-08-27", "2019-08-27/2019-08-29"), or None for unknown.

    Errors: Misfit.
    """
    if value is None or value == "":
        return None
    first, slash, last = str(value).partition("/")
    bounds = [_bounds(part) for part in ((first, last) if slash else (first,))]
    (earliest, _, precision), (_, latest, _) = bounds[0], bounds[-1]
    if earliest > latest:
        raise Misfit(f"{value!r} ends before it begins.")
    return Date(
        earliest=earliest,
        latest=latest,
        precision=cast(Precision, "range" if slash else precision),
        basis="stated",
        why=why,
    )


def _bounds(text: str) -> tuple[str, str, str]:
    import calendar

    found = _DAY.match(text.strip())
    year = int(found[1]) if found else 0
    month, dom = (int(found[n]) if found and found[n] else None for n in (2, 3))
    if not found or year < 1000 or (month is not None and not 1 <= month <= 12):
        raise Misfit(f"{text!r} is no day, month or year such as 2019-08-27, 2019-08 or 2019.")
    if month is None:
        return f"{year}-01-01", f"{year}-12-31", "year"
    last = calendar.monthrange(year, month)[1]
    if dom is None:
        return f"{year}-{month:02}-01", f"{year}-{month:02}-{last:02}", "month"
    if not 1 <= dom <= last:
        raise Misfit(f"{text!r} is no day of the calendar.")
    return f"{year}-{month:02}-{dom:02}", f"{year}-{month:02}-{dom:02}", "day"


def number(value: object, words: str) -> Number:
    """A number as people write it ("1,200", "30-40 persons") or as the record's NUMBER. Errors: Misfit."""
    if isinstance(value, dict):
        try:
            return msgspec.convert({"words": words, **value}, Number)
        except msgspec.ValidationError as error:
            raise Misfit(f"The number does not fit: {error}.") from error
    found = _NUMBER.match(str(value).strip())
    if not found:
        raise Misfit(f"{value!r} is no number such as 1,200 or 30-40 or 3.6 million.")
    scale = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
    unit = (found[3] or "").strip()
    head, _, tail = unit.partition(" ")
    times = scale.get(head.casefold(), 1)
    unit = tail if head.casefold() in scale else unit
    low, high = (float(found[n].replace(",", "")) * times if found[n] else None for n in (1, 2))
    if low is not None and high is not None and low > high:
        raise Misfit(f"{value!r} goes down.")
    qualifier: Qualifier = "exact" if high is None else "range"
    return Number(low=low, high=low if high is None else high, qualifier=qualifier, unit=unit or "count", words=words)


def checked(kind: str, field: str, value: object) -> None:
    """Errors: Misfit when `value` is nothing that a judgement of this kind can put in."""
    section, _, name = field.partition(".")
    if kind == "replace":
        if name not in FIELDS.get(section, ()):
            offered = ", ".join(f"{s}.{n}" for s, names in FIELDS.items() for n in names)
            raise Misfit(f"{field!r} is nothing that can be replaced; these are: {offered}.")
        _one(name, value)
        return
    if section not in ADDED or name:
        raise Misfit(f"{field!r} is nothing that can be added; these are: {', '.join(ADDED)}.")
    if not isinstance(value, dict):
        raise Misfit("What is added is an object of fields.")
    needed, allowed = ADDED[section]
    missing = [n for n in needed if n not in value]
    strange = sorted(set(value) - {*needed, *allowed})
    if missing or strange:
        raise Misfit(
            f"{section} take {', '.join((*needed, *allowed))}" + (f"; lacking {missing[0]}." if missing else ".")
        )
    for name, given in value.items():
        _one(name if (section, name) != ("figures", "kind") else "figure_kind", given)


def _one(name: str, value: object) -> None:
    if name in ("date", "published"):
        day(value, "")
    elif name == "number":
        number(value, "")
    elif name == "participants":
        if not isinstance(value, list) or not all(isinstance(v, str) and 0 < len(v) <= _LONGEST for v in value):
            raise Misfit("Participants are a list of names.")
    elif name in ("status", "form", "stance", "figure_kind"):
        of: Any = {"status": Status, "form": Form, "stance": Stance, "figure_kind": FigureKind}[name]
        if value not in get_args(of):
            raise Misfit(f"{value!r} is none of {', '.join(get_args(of))}.")
    elif name == "kind":
        if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{3,20}/[a-z_]{3,30}", value):
            raise Misfit(f"{value!r} is no type and mode such as CONSULT/meeting.")
    elif not (value is None or (isinstance(value, str) and 0 < len(value) <= _LONGEST)):
        raise Misfit(f"{name} is a name of at most {_LONGEST} characters, or null.")


class Amended:
    """A reading under correction: entities are looked up or added by name, mentions replaced or added."""

    def __init__(self, reading: Reading, text: str, knowledge: Knowledge) -> None:
        self._text, self._knowledge = text, knowledge
        self._reading = reading
        self._entities = list(reading.entities)
        self._events = list(reading.events)
        self._statements = list(reading.statements)
        self._figures = list(reading.figures)
        self._positions = list(reading.positions)
        self.fixed: dict[int, Fixed] = {}

    def reading(self) -> Reading:
        return msgspec.structs.replace(
            self._reading,
            entities=tuple(self._entities),
            events=tuple(self._events),
            statements=tuple(self._statements),
            figures=tuple(self._figures),
            positions=tuple(self._positions),
        )

    def replace(self, one: Judgement, name: str, value: Any, at: Extent) -> bool:
        """Put `value` in; False where nothing of this kind is read in the words. Errors: Misfit."""
        section = one.key.field.partition(".")[0]
        if section == "events":
            exact = [n for n, e in enumerate(self._events) if at in (e.trigger, e.evidence)]
            for n in exact:
                self._set(n, name, value, why(one))
            return bool(exact)
        if section == "statements":
            told = [n for n, s in enumerate(self._statements) if at in (s.content, s.evidence)]
            speaker = None if value is None else self.entity(value)
            for n in told:
                self._statements[n] = msgspec.structs.replace(self._statements[n], speaker=speaker)
            return bool(told)
        counted = [n for n, f in enumerate(self._figures) if f.extent == at]
        for n in counted:
            words = self._figures[n].number.words
            self._figures[n] = msgspec.structs.replace(self._figures[n], number=number(value, words))
        return bool(counted)

    def _set(self, n: int, name: str, value: Any, why: str) -> None:
        event = self._events[n]
        before = self.fixed.get(n, Fixed(frozenset(), read_as=event.type))
        date = before.date
        if name == "date":
            date = day(value, why)
        elif name == "place":
            where = () if value is None else (Where(entity=self.entity(value, place=True)),)
            event = msgspec.structs.replace(event, where=where)
        elif name == "participants":
            event = msgspec.structs.replace(event, participants=self._taking_part(value))
        elif name == "status":
            event = msgspec.structs.replace(event, status=value)
        else:
            type_, _, mode = value.partition("/")
            event = msgspec.structs.replace(event, type=type_, mode=mode)
        self._events[n] = event
        self.fixed[n] = Fixed(before.fields | {name}, date, before.read_as)

    def _taking_part(self, names: Sequence[str]) -> tuple[Argument, ...]:
        return tuple(Argument(entity=self.entity(name), role="party") for name in dict.fromkeys(names))

    def add(self, one: Judgement, value: Mapping[str, Any], at: Extent) -> None:
        """A fact that was missed, told by the words `at`. Errors: Misfit."""
        words = self._text[at.start : at.end]
        section = one.key.field
        if section == "events":
            type_, _, mode = value["kind"].partition("/")
            chain = max((e.chain for e in self._events), default=-1) + 1
            self._events.append(
                EventMention(
                    type=type_, mode=mode, trigger=at, evidence=at, chain=chain, source=f"{one.author}, by hand"
                )
            )
            for name in ("date", "place", "participants", "status"):
                if name in value:
                    self._set(len(self._events) - 1, name, value[name], why(one))
        elif section == "statements":
            self._statements.append(
                StatementMention(
                    form=cast(Form, value.get("form", "direct")),
                    content=at,
                    evidence=at,
                    speaker=None if value["speaker"] is None else self.entity(value["speaker"]),
                )
            )
        elif section == "figures":
            self._figures.append(
                FigureMention(
                    kind=cast(FigureKind, value.get("kind", "count")),
                    subject=value.get("subject") or "",
                    number=number(value["number"], words),
                    extent=at,
                    evidence=at,
                )
            )
        else:
            self._positions.append(
                PositionMention(
                    holder=self.entity(value["holder"]),
                    stance=cast(Stance, value["stance"]),
                    target=self._known(value["target"]),
                    words=value["target"],
                    evidence=at,
                )
            )

    def entity(self, name: str, *, place: bool = False) -> int:
        """The entity of a name: of this report, of the tables, or words that stand in the report. Errors: Misfit."""
        known = self._known(name, place=place)
        if known is not None:
            return known
        start = self._text.find(name)
        if start < 0:
            raise Misfit(f"{name!r} is neither in the report nor in the tables.")
        mention = Mention(start=start, end=start + len(name), kind="name")
        kind: ActorKind = "place" if place else "other"
        return self._added(Entity(kind=kind, name=name, mentions=(mention,)))

    def _known(self, name: str, *, place: bool = False) -> int | None:
        wanted = _fold(name)
        fitting = ("place", "state") if place else get_args(ActorKind)
        for n, entity in enumerate(self._entities):
            names = {
                _fold(entity.name),
                *(_fold(self._text[m.start : m.end]) for m in entity.mentions if m.kind == "name"),
            }
            if entity.kind in fitting and (wanted in names or name in entity.candidates):
                return n
        entries = [e for e in self._knowledge.lookup(name) if e.via != "capital" or not place]
        towns = self._knowledge.place(name) if place else []
        if towns and towns[0].id.startswith("place:"):
            return self._added(
                Entity(kind="place", name=towns[0].name, country=towns[0].country, candidates=(towns[0].id,))
            )
        for entry in entries:
            if entry.kind in fitting and (place or entry.kind != "place"):
                return self._added(
                    Entity(kind=entry.kind, name=entry.name, country=entry.country, candidates=(entry.id,))
                )
        return None

    def _added(self, entity: Entity) -> int:
        self._entities.append(entity)
        return len(self._entities) - 1


def _fold(name: str) -> str:
    return " ".join(strip_accents(name).casefold().split())


def why(one: Judgement) -> str:
    """Who set it, when and with what note: the reason that the record gives for it."""
    return f"set by {one.author}" + (f" on {one.at[:10]}" if one.at else "") + (f": {one.note}" if one.note else "")
