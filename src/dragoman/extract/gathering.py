"""What the tellings of a report owe to each other: participants, day and place that stand in another sentence.

News tells a meeting in one sentence and what came of it in the next. An agreement between those who met, told without a
place or day of its own, was reached where and when they met; a meeting told without names is that of the people the
report is about. What is gathered so is marked `via="chain"` and yields to anything the clause itself says.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.extract.chain import Telling
from dragoman.reading import Argument, EventMention, When, Where

MEETINGS = frozenset(["meeting", "visit", "negotiation", "call"])
# What people do when they meet, and what is announced there.
FRUITS = frozenset(
    """agreement ceasefire treaty contract exchange normalisation zone press_conference statement praise mediation
    reopening""".split()
)
OPENING = 6  # tellings within which a report has said what it is about
HAPPENED = ("occurred", "ongoing", "claimed")


def gather(tellings: Sequence[Telling], numbers: Sequence[int]) -> tuple[EventMention, ...]:
    """The mentions with their chains, completed from the report's own meeting; empty ones left out."""
    mentions = [msgspec.structs.replace(t.mention, chain=n) for t, n in zip(tellings, numbers, strict=True)]
    lead, deal = _lead(tellings, numbers), _deal(tellings, numbers)
    if lead is not None and deal is not None:
        _lend(deal, lead, mentions, numbers)
    if lead is not None:
        _spread(lead, tellings, numbers, mentions)
    full = {n for m, n in zip(mentions, numbers, strict=True) if m.participants or _clause_time(m) or _clause_place(m)}
    named = {n for t, n in zip(tellings, numbers, strict=True) if not t.trigger.noun or " " in t.trigger.words}
    return tuple(m for m, n in zip(mentions, numbers, strict=True) if n in full or n in named)


def _lend(giver: int, taker: int, mentions: list[EventMention], numbers: Sequence[int]) -> None:
    """What the opening sentence says of those who agreed serves the meeting that it was agreed at."""
    gives = [m for m, n in zip(mentions, numbers, strict=True) if n == giver]
    takes = [m for m, n in zip(mentions, numbers, strict=True) if n == taker]
    who = () if any(m.participants for m in takes) else _participants(gives)
    when = () if any(_clause_time(m) for m in takes) else next((w for m in gives if (w := _clause_time(m))), ())
    for i, m in enumerate(mentions):
        if numbers[i] != taker or not (who or when):
            continue
        mentions[i] = msgspec.structs.replace(
            m,
            participants=m.participants or tuple(msgspec.structs.replace(a, via="chain") for a in who),
            when=(*(msgspec.structs.replace(w, via="chain") for w in when), *m.when),
        )
        break


def _spread(lead: int, tellings: Sequence[Telling], numbers: Sequence[int], mentions: list[EventMention]) -> None:
    """Give the fruits of the lead meeting its place, day and people where they have none of their own."""
    members = [i for i, n in enumerate(numbers) if n == lead]
    who = _participants([mentions[i] for i in members])
    codes = frozenset(c for i in members for c in tellings[i].codes)
    when = next((w for i in members if (w := _told_time(mentions[i]))), ())
    where = next((p for i in members if (p := _clause_place(mentions[i]))), ())
    for i, mention in enumerate(mentions):
        if numbers[i] == lead or mention.mode not in FRUITS or mention.status not in HAPPENED or tellings[i].apart:
            continue
        own = tellings[i].codes
        if own and not (own <= codes or (len(own & codes) >= 2)):
            continue
        if _clause_time(mention) and not _agree(tellings[i], [tellings[m] for m in members]):
            continue
        if mention.type == "AGREE" and not own and tellings[i].trigger.noun and not tellings[i].definite:
            continue
        changes: dict[str, object] = {}
        if when and not _clause_time(mention) and _fresh(mention):
            changes["when"] = (*(msgspec.structs.replace(w, via="chain") for w in when), *mention.when)
        if where and not _clause_place(mention) and (_fresh(mention) or not own):
            changes["where"] = (*(msgspec.structs.replace(w, via="chain") for w in where), *mention.where)
        if not mention.participants and mention.type == "AGREE":
            changes["participants"] = tuple(msgspec.structs.replace(a, role="party", via="chain") for a in who)
        if changes:
            mentions[i] = msgspec.structs.replace(mention, **changes)


def _lead(tellings: Sequence[Telling], numbers: Sequence[int]) -> int | None:
    """The chain of the meeting that the report is about: the first that took place, not looked back upon."""
    for telling, number in zip(tellings, numbers, strict=True):
        m = telling.mention
        if m.type == "CONSULT" and m.mode in MEETINGS and m.status in HAPPENED and not telling.apart:
            if telling.actors or (not telling.old and _clause_place(m)):
                return number
    return None


def _deal(tellings: Sequence[Telling], numbers: Sequence[int]) -> int | None:
    """The chain of an agreement of two sides with which the report opens."""
    for telling, number in zip(tellings[:OPENING], numbers[:OPENING], strict=True):
        m = telling.mention
        if m.type == "AGREE" and m.status in HAPPENED and len(telling.codes) >= 2 and not telling.apart:
            return number
    return None


def _participants(mentions: Sequence[EventMention]) -> tuple[Argument, ...]:
    found: dict[int, Argument] = {}
    for m in mentions:
        for a in m.participants:
            found.setdefault(a.entity, a)
    return tuple(found.values())


def _clause_time(mention: EventMention) -> tuple[When, ...]:
    return tuple(w for w in mention.when if w.time is not None and w.via == "clause")


def _told_time(mention: EventMention) -> tuple[When, ...]:
    return tuple(w for w in mention.when if w.time is not None and w.via in ("clause", "chain"))


def _clause_place(mention: EventMention) -> tuple[Where, ...]:
    return tuple(w for w in mention.where if w.via == "clause")


def _fresh(mention: EventMention) -> bool:
    """Is it told as this report's own news?"""
    return any(w.via in ("report", "sentence", "carry") for w in mention.when)


def _agree(telling: Telling, others: Sequence[Telling]) -> bool:
    return all(not telling.times_clash(o) for o in others)
