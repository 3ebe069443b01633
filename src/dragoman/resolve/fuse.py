"""Many tellings, one event: what a group of event mentions says together.

The same rules serve the tellings inside one article and those of many: better bases before worse, the clause before the
neighbourhood, finer places before coarser, persons for their states where people meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from dragoman.reading import EventMention
from dragoman.resolve.link import Links
from dragoman.resolve.order import BASES, width
from dragoman.times.days import gap
from dragoman.types import Attributes, Date, Participant, Role, Span, Status

VIAS = {"clause": 0, "sentence": 1, "chain": 2, "carry": 3, "title": 3, "caption": 4, "dateline": 5, "report": 6}
SLACK = 3  # days by which two tellings of one event may date it apart: time zones, "late on Wednesday"
LOOSE = 31  # the same for a first date that is only inferred
PERSONAL = frozenset(["meeting", "call", "visit", "press_conference"])
# What a state does to people of its own: both take part.
INTERNAL = frozenset("arrest sentence crackdown coup designation release appointment".split())
SETTLED: tuple[Status, ...] = (
    "occurred",
    "ongoing",
    "denied",
    "cancelled",
    "claimed",
    "planned",
    "proposed",
    "hypothetical",
)


@dataclass(frozen=True)
class Telling:
    """One event mention of one article, with what other rooms settled for it."""

    article: str
    index: int
    mention: EventMention
    trigger: Span
    evidence: Span
    key: str
    order: tuple[int, int, int]
    date: Date | None
    end: Date | None
    links: Links
    reference: Date | None = None  # when its report was published, if that is known and not inferred

    @property
    def participants(self) -> list[tuple[str, Role, int]]:
        return [
            (actor, a.role, VIAS[a.via])
            for a in self.mention.participants
            if (actor := self.links.actor_of.get((self.article, a.entity))) is not None
        ]


@dataclass(frozen=True)
class Fused:
    """The fields of an event that tellings give together."""

    type: str
    mode: str
    participants: tuple[Participant, ...]
    date: Date | None
    end: Date | None
    place: str | None
    status: Status
    claimed_by: tuple[str, ...]
    attributes: Attributes


def fuse(tellings: Sequence[Telling], links: Links) -> Fused:
    """What `tellings`, in their fixed order, say together."""
    tellings = sorted(tellings, key=lambda t: t.order)
    type_, mode = _kind(tellings)
    status = _status(tellings)
    dated = tellings
    if status == "cancelled":  # the day of what was called off is the day it was planned for
        dated = [t for t in tellings if t.mention.status in ("planned", "proposed") and t.date is not None] or tellings
    return Fused(
        type=type_,
        mode=mode,
        participants=_participants(tellings, links, mode),
        date=_date(dated),
        end=best_date([t.end for t in tellings]),
        place=_place(tellings, links),
        status=status,
        claimed_by=_claimed(tellings, links),
        attributes=_attributes(tellings),
    )


def _kind(tellings: Sequence[Telling]) -> tuple[str, str]:
    counts = Counter((t.mention.type, t.mention.mode) for t in tellings)
    if ("CONSULT", "meeting") in counts:
        return "CONSULT", "meeting"
    if len(counts) > 1:
        counts.pop(("AGREE", "agreement"), None)  # "the deal" is whatever it was a deal about
    first = {k: n for n, t in reversed(list(enumerate(tellings))) for k in [(t.mention.type, t.mention.mode)]}
    return min(counts, key=lambda k: (-counts[k], first[k]))


def _participants(tellings: Sequence[Telling], links: Links, mode: str) -> tuple[Participant, ...]:
    """All who take part; of a person and his state only one: the person where people meet, else whoever came first."""
    roles: dict[str, Role] = {}
    seen: dict[str, tuple[int, int]] = {}
    for number, telling in enumerate(tellings):
        for position, (actor, role, _) in enumerate(telling.participants):
            roles.setdefault(actor, role)
            seen.setdefault(actor, (number, position))
            if roles[actor] == "party" and role in ("host", "guest"):
                roles[actor] = role
    by_code: dict[tuple[str, bool], list[str]] = {}
    for actor in roles:
        upon = roles[actor] == "recipient" and mode in INTERNAL
        by_code.setdefault((links.code(actor), upon), []).append(actor)
    dropped: set[str] = set()
    for actors in by_code.values():
        kinds = {a: links.actors[a].kind for a in actors}
        people = [a for a in actors if kinds[a] == "person"]
        states = [a for a in actors if kinds[a] == "state"]
        if people and states:
            if mode in PERSONAL or min(seen[a] for a in people)[0] <= min(seen[a] for a in states)[0]:
                dropped.update(states)
            else:
                dropped.update(people)
        elif states and len(actors) > 1:
            bodies = [a for a in actors if kinds[a] in ("organisation", "other") and links.actors[a].country]
            if bodies:
                dropped.update(b for b in bodies if seen[b][0] >= min(seen[a] for a in states)[0])
    kept = sorted((a for a in roles if a not in dropped), key=lambda a: (seen[a], a))
    return tuple(Participant(actor=a, role=roles[a]) for a in kept)


def _date(tellings: Sequence[Telling]) -> Date | None:
    """The date they give together; the day on which it took place before the day that was announced."""
    done = [t for t in tellings if t.mention.status in ("occurred", "ongoing")]
    if done and len(done) < len(tellings):
        held = best_date([t.date for t in done], [t.reference for t in done])
        if held is not None and width(held) == 0 and held.basis != "inferred":
            return held
    return best_date([t.date for t in tellings], [t.reference for t in tellings])


def best_date(dates: Sequence[Date | None], references: Sequence[Date | None] = ()) -> Date | None:
    """The date that tellings give together, in their fixed order: news comes before background.

    What agrees with the first telling that is dated decides, or, where dates contradict each other, with the one
    nearest to the day of its report (`references`, beside the dates). What is inferred yields to what is not, days come
    before stretches, the commonest day before others. A date far from all that, however well founded, dates another
    event.
    """
    known = [(n, d) for n, d in enumerate(dates) if d is not None]
    if not known:
        return None
    lead = known[0][1]
    if references and any(gap(d, lead) > LOOSE for _, d in known):
        far = 1 << 30

        def distance(row: tuple[int, Date]) -> int:
            reference = references[row[0]]
            return far if reference is None else gap(row[1], reference)

        lead = min(known, key=lambda r: (distance(r), r[0]))[1]
    near = SLACK if lead.basis != "inferred" else LOOSE
    fitting = [(n, d) for n, d in known if gap(d, lead) <= near]
    firm = [(n, d) for n, d in fitting if d.basis != "inferred"] or fitting
    pool = [(n, d) for n, d in firm if width(d) == 0] or firm
    votes = Counter((d.earliest, d.latest) for _, d in pool)
    return min(pool, key=lambda r: (-votes[r[1].earliest, r[1].latest], width(r[1]), BASES[r[1].basis], r[0]))[1]


def _place(tellings: Sequence[Telling], links: Links) -> str | None:
    votes: Counter[str] = Counter()
    best: dict[str, tuple[int, int, int]] = {}
    for number, telling in enumerate(tellings):
        for position, where in enumerate(telling.mention.where):
            place = links.place_of.get((telling.article, where.entity))
            if place is None:
                continue
            if position == 0 or where.via != "clause":
                votes[place] += 1 if where.via == "clause" else 0
            ranked = (VIAS[where.via] + links.breadth.get(place, 0), position, number)
            best[place] = min(best.get(place, ranked), ranked)
    return min(best, key=lambda p: (best[p][0], -votes[p], best[p][1:], p)) if best else None


def _status(tellings: Sequence[Telling]) -> Status:
    counts = Counter(t.mention.status for t in tellings)
    if counts["denied"] and counts["denied"] >= counts["occurred"] + counts["ongoing"]:
        return "denied"
    if counts["cancelled"] and not counts["occurred"]:
        return "cancelled"
    if counts["ongoing"] > counts["occurred"]:
        return "ongoing"
    return next(s for s in SETTLED if counts[s])


def _claimed(tellings: Sequence[Telling], links: Links) -> tuple[str, ...]:
    """Who says so, if no outlet says it itself."""
    if not all(t.mention.claimed_by for t in tellings):
        return ()
    found: dict[str, None] = {}
    for t in tellings:
        for entity in t.mention.claimed_by:
            if (actor := links.actor_of.get((t.article, entity))) is not None:
                found.setdefault(actor)
    return tuple(found)


def _attributes(tellings: Sequence[Telling]) -> Attributes:
    fields: dict[str, object] = {}
    topics: dict[str, str] = {}
    for t in tellings:
        a = t.mention.attributes
        for name in ("duration", "format", "first_in", "venue", "amount"):
            value = getattr(a, name)
            if value is not None:
                fields.setdefault(name, value)
        for topic in a.topics:
            topics.setdefault(topic.casefold(), topic)
    return msgspec.structs.replace(Attributes(topics=tuple(list(topics.values())[:8])), **fields)
