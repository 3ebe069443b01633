"""Facts in words and marks for the desk: dates, numbers, families of events, what stands behind a fact.

Press texts are strangers' texts: Jinja escapes them; `tame` also takes out what could turn the writing round.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote

from dragoman.query import SHORT, Archive, Item
from dragoman.types import (
    Actor,
    Arrangement,
    Article,
    Conflict,
    Date,
    Event,
    Figure,
    Number,
    Place,
    Position,
    Span,
    Statement,
)  # fmt: skip

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
VAGUE = 5  # years between the bounds of a date from which its days say nothing
SEASONS = {"03": "Spring", "06": "Summer", "09": "Autumn", "12": "Winter"}
# what in a text could move the reader's eye elsewhere: controls, format characters, halves of pairs
UNRULY = {"Cc", "Cf", "Cs", "Co", "Cn"}


@dataclass(frozen=True)
class Family:
    """A family of event types: its colour class and mark also serve those who see no colours."""

    key: str
    name: str
    short: str
    mark: str


FAMILIES = {
    "talks": Family("talks", "Talks", "Talks", "circle"),
    "accord": Family("accord", "Accord and concession", "Accord", "diamond"),
    "support": Family("support", "Support and cooperation", "Support", "square"),
    "quarrel": Family("quarrel", "Demands and quarrels", "Quarrel", "up"),
    "pressure": Family("pressure", "Pressure", "Pressure", "down"),
    "force": Family("force", "Force", "Force", "cross"),
    "people": Family("people", "What befalls people", "People", "plus"),
    "affairs": Family("affairs", "States' own affairs, other", "Own affairs", "bar"),
}
FAMILY_OF = {
    "CONSULT": "talks", "STATEMENT": "talks",
    "AGREE": "accord", "CONCEDE": "accord", "RETREAT": "accord",
    "SUPPORT": "support", "COOPERATE": "support", "AID": "support",
    "REQUEST": "quarrel", "ACCUSE": "quarrel", "REJECT": "quarrel", "THREATEN": "quarrel", "PROTEST": "quarrel",
    "SANCTION": "pressure", "MOBILIZE": "pressure", "COERCE": "pressure",
    "ASSAULT": "force", "HUMANITARIAN": "people",
}  # fmt: skip
STANCES = {"supports": "backs", "opposes": "opposes"}
DISPUTES = {
    "contradiction": "Contradiction",
    "change_over_time": "Change over time",
    "scope": "Another scope",
    "granularity": "Another grain",
    "claim_vs_claim": "Claim against claim",
}
FATES = {"came": "came about", "moved": "moved", "cancelled": "called off", "missed": "missed", "open": "open"}
PARTS = {"events": "event", "statements": "statement", "figures": "figure", "positions": "position",
         "arrangements": "arrangement", "conflicts": "conflict", "articles": "article", "actors": "actor",
         "places": "place"}  # fmt: skip


def family(type: str) -> Family:
    return FAMILIES[FAMILY_OF.get(type.upper(), "affairs")]


def types_of(key: str) -> tuple[str, ...]:
    """The event types of a family."""
    known = ("POLITY", "OTHER") if key == "affairs" else ()
    return known or tuple(type for type, family in FAMILY_OF.items() if family == key)


def tame(text: str | None) -> str:
    """Words on one line, without control and direction characters."""
    kept = (" " if c.isspace() else c for c in text or "" if c.isspace() or unicodedata.category(c) not in UNRULY)
    return re.sub(r" {2,}", " ", "".join(kept)).strip()


def calm(text: str) -> str:
    """As `tame`, for a stretch of running text: every code point gives one character at most, blanks stay."""
    return "".join(c if c in "\t\n" or unicodedata.category(c) not in UNRULY else "" for c in text)


def plain(word: str) -> str:
    return word.replace("_", " ")


def day(date: Date | None) -> str:
    """A date as precise as it is: "27 Aug 2019", "Aug 2019", "2019", "by 27 Aug 2019"; "undated" without one."""
    if date is None:
        return "undated"
    first, last = (None if d is None else d[:10] for d in (date.earliest, date.latest))
    if first is None:
        return f"by {_day(last or '')}"
    if last is None:
        return f"from {_day(first)}"
    if first == last:
        minute = date.earliest or ""
        return _day(first) + (f", {minute[11:16]}" if date.precision == "minute" and len(minute) >= 16 else "")
    whole_months = first.endswith("-01") and int(last[8:10] or 0) >= 28
    if first[:4] == last[:4] and first[5:] == "01-01" and last[5:] == "12-31":
        return first[:4]
    if first[:7] == last[:7] and whole_months:
        return f"{_month(first)} {first[:4]}"
    if date.precision == "season" and first[5:7] in SEASONS:
        return f"{SEASONS[first[5:7]]} {first[:4]}"
    if whole_months and first[:4] == last[:4]:
        return f"{_month(first)}–{_month(last)} {last[:4]}"
    if first[:7] == last[:7]:
        return f"{int(first[8:])}–{_day(last)}"
    if first[5:] == "01-01" and last[5:] == "12-31":
        return f"{first[:4]}–{last[:4]}"
    if int(last[:4]) - int(first[:4]) > VAGUE:
        return f"{first[:4]}–{last[:4]}"
    return f"{_day(first)} – {_day(last)}"


def _month(iso: str) -> str:
    number = int(iso[5:7] or 0) if iso[5:7].isdigit() else 0
    return MONTHS[number - 1] if 1 <= number <= 12 else iso[5:7]


def _day(iso: str) -> str:
    if len(iso) < 10 or not iso[8:10].isdigit():
        return f"{_month(iso)} {iso[:4]}" if len(iso) >= 7 else iso
    return f"{int(iso[8:10])} {_month(iso)} {iso[:4]}"


def year(date: Date | None) -> str | None:
    """The year in which a date begins; None where it is open, or may lie years apart."""
    if date is None or date.earliest is None or date.latest is None:
        return None
    first, last = date.earliest[:4], date.latest[:4]
    return first if first.isdigit() and last.isdigit() and int(last) - int(first) <= 1 else None


def many(n: int, what: str) -> str:
    return f"{n:,} {what}" + ("" if n == 1 else "s")


def weight(reports: int, origins: int) -> str:
    """How much stands behind a fact, with copies counted once."""
    if reports <= 1:
        return "1 report"
    return f"{reports} reports, {origins} independent origin" + ("s" if origins != 1 else "")


def number(value: Number) -> str:
    """A number for a scale: "3.6 million", "more than 5 million", "1,200–1,500"."""
    low, high = value.low, value.high
    if low is not None and high is not None:
        return short(low) if low == high else f"{short(low)}–{short(high)}"
    if low is not None:
        return f"≥ {short(low)}"
    return f"≤ {short(high)}" if high is not None else value.words


def short(value: float) -> str:
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(value) >= size:
            return f"{value / size:.3g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.3g}"


def path(section: str, id: str) -> str:
    """The address of an item; `section` may be a list's name or one item's."""
    return f"/{PARTS.get(section, section)}/{quote(id, safe=':')}"


def section_of(item: Item) -> str:
    return type(item).__name__.lower()


def address(item: Item) -> str:
    return path(section_of(item), item.id)


def lit(span: Span, fact: str | None = None) -> str:
    """The address of a span in its article, lit there; of all spans of a fact if one is given."""
    query = f"?fact={quote(fact, safe='')}" if fact else f"?span={span.start}-{span.end}"
    return f"{path('article', span.article)}{query}#c{span.start}"


def brief(id: str) -> str:
    return id[:SHORT]


def headline(archive: Archive, item: Item) -> str:
    """One line for any item."""
    match item:
        case Event():
            return tame(item.title) or f"{plain(item.type).capitalize()}: {plain(item.mode)}"
        case Statement():
            said = tame(item.content.text)
            name = tame(archive.actor_name(item.speaker))
            return f"{name}: “{said}”" if item.form == "direct" else f"{name} said {said}"
        case Figure():
            return f"{tame(item.subject) or 'A number'}: {tame(item.number.words)}"
        case Position():
            return f"{tame(archive.actor_name(item.holder))} {STANCES[item.stance]} {target(archive, item)}"
        case Arrangement():
            return tame(item.name) or plain(item.kind)
        case Conflict():
            return f"{DISPUTES[item.kind]}: {tame(item.about)}"
        case Article():
            return tame(item.title) or tame(item.source)
        case Actor() | Place():
            return tame(item.name)


def target(archive: Archive, position: Position) -> str:
    aim = position.target
    return tame(archive.actor_name(aim.actor) if archive.actor(aim.actor) else aim.words)


def date_of(item: Item) -> Date | None:
    match item:
        case Event() | Statement():
            return item.date
        case Figure() | Position():
            return item.as_of
        case Article():
            return item.published
        case Arrangement():
            return next((stage.date for stage in item.stages if stage.date is not None), None)
        case _:
            return None


def proof(item: Item) -> tuple[Span, ...]:
    """The spans an item rests on, in the order of the contract."""
    match item:
        case Arrangement():
            return tuple(span for stage in item.stages for span in stage.evidence)
        case Actor() | Place():
            return item.mentions
        case Article():
            return ()
        case _:
            return item.evidence
