"""What the tellings of a report owe to each other: participants, day and place that stand in another sentence.

News tells a meeting in one sentence and what came of it in the next. An agreement between those who met, told without a
place or day of its own, was reached where and when they met; a meeting told without names is that of the people the
report is about. What is gathered so is marked `via="chain"` and yields to anything the clause itself says.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dragoman.extract.chain import Telling
from dragoman.extract.parties import any_rulers, general
from dragoman.extract.whereabouts import stays, whereabouts
from dragoman.reading import Argument, EventMention, When, Where
from dragoman.types import Role

MEETINGS = frozenset(["meeting", "visit", "negotiation", "call"])
# What people do when they meet, and what is announced there.
FRUITS = frozenset(
    """agreement ceasefire treaty contract exchange normalisation zone press_conference statement praise mediation
    reopening""".split()
)
TALKS = frozenset(
    "talk talks negotiation round meeting conversation call encounter dialogue contact discussion summit".split()
)
FIRST = 3  # tellings with which a report opens
LATEST = 10  # tellings within which the meeting that a report is about is told; further down it is background
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
    _complete(lead, tellings, numbers, mentions)
    _specify(tellings, numbers, mentions)
    _settle(tellings, mentions)
    _dateline(tellings, numbers, mentions)
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
        if not mention.participants and mention.type == "AGREE" and len(codes) > 1:
            changes["participants"] = tuple(msgspec.structs.replace(a, role="party", via="chain") for a in who)
        if changes:
            mentions[i] = msgspec.structs.replace(mention, **changes)


def _complete(
    lead: int | None, tellings: Sequence[Telling], numbers: Sequence[int], mentions: list[EventMention]
) -> None:
    """The two whom the report is about meet and agree where a telling names nobody, or the lead only one of them."""
    for chain in dict.fromkeys(numbers):
        members = [i for i, n in enumerate(numbers) if n == chain]
        first = tellings[members[0]]
        named = [
            (i, a) for i in members for a in mentions[i].participants if not any_rulers(a.entity, tellings[i].mentions)
        ]
        own = {a.entity for _, a in named}
        codes = {c for i in members for c in tellings[i].codes if not c.startswith("#") or int(c[1:]) in own}
        if mentions[members[0]].status not in HAPPENED or len(codes) > 1:
            continue
        aside = all(a.role in ("host", "mediator") for _, a in named)
        if own and not aside and not (chain == lead and first.mention.mode in MEETINGS):
            continue
        if (not own or aside) and not any(_mutual(tellings[i]) for i in members):
            continue
        pair = _opposites(tellings[members[-1]], people=mentions[members[0]].mode in ("meeting", "call", "visit"))
        if len(pair) < 2 or (own and not aside and not _among(own, codes, pair, first)):
            continue
        mention = mentions[members[0]]
        role: Role = "party"
        added = tuple(Argument(entity=e, role=role, via="chain") for e in pair if e not in own)
        mentions[members[0]] = msgspec.structs.replace(mention, participants=(*mention.participants, *added))


def _mutual(telling: Telling) -> bool:
    """Is it told as the doing of the sides of the report: bare talks, or a paper that was signed?"""
    m, token = telling.mention, telling.trigger.token
    if m.type == "CONSULT" and m.mode in ("meeting", "negotiation", "call"):
        named = any(c.pos_ == "PROPN" for c in token.children if c.dep_ in ("compound", "nmod"))
        return not telling.trigger.noun or (token.lemma_.lower() in TALKS and not named)
    if m.type == "AGREE":
        agentless = any(c.dep_ in ("nsubj:pass", "aux:pass") for c in token.children)
        return (not telling.trigger.noun and agentless) or (telling.trigger.noun and telling.definite)
    return False


def _opposites(telling: Telling, *, people: bool) -> tuple[int, ...]:
    end = telling.trigger.token.sent.end - 1
    found = telling.mentions.opposites(end, people=people)
    return found or (telling.mentions.opposites(end, people=False) if people else ())


def _among(own: set[int], codes: set[str], pair: tuple[int, ...], telling: Telling) -> bool:
    """Are those that the telling names among the pair, as themselves or as their state?"""
    if own <= set(pair):
        return True
    known = {telling.mentions.entities[e].country for e in pair}
    return bool(codes) and codes <= known


def _specify(tellings: Sequence[Telling], numbers: Sequence[int], mentions: list[EventMention]) -> None:
    """ "The leaders", "delegations", "the ministers" say no more where the event's tellings name two sides."""
    named: dict[int, set[str]] = {}
    for i, telling in enumerate(tellings):
        sides = named.setdefault(numbers[i], set())
        for a in mentions[i].participants:
            if not general(a.entity, telling.mentions):
                e = telling.mentions.entities[a.entity]
                sides.add(e.country or f"#{a.entity}")
    for i, telling in enumerate(tellings):
        if len(named[numbers[i]]) < 2 or mentions[i].type not in ("CONSULT", "AGREE"):
            continue
        kept = tuple(a for a in mentions[i].participants if not general(a.entity, telling.mentions))
        if len(kept) < len(mentions[i].participants):
            mentions[i] = msgspec.structs.replace(mentions[i], participants=kept)


def _settle(tellings: Sequence[Telling], mentions: list[EventMention]) -> None:
    """Who meets or signs does so where he was just told to be, if no place is named."""
    if not tellings:
        return
    doc = tellings[0].trigger.token.doc
    told = stays(doc, tellings[0].mentions)
    number = {t.i: n for n, s in enumerate(doc.sents) for t in s} if told else {}
    for i, mention in enumerate(mentions):
        near = [w for w in mention.where if w.via in ("clause", "sentence", "chain")]
        if not told or near or mention.type not in ("CONSULT", "AGREE") or mention.status not in HAPPENED:
            continue
        if mention.mode == "call" or tellings[i].apart or tellings[i].old or _clause_time_apart(tellings[i]):
            continue
        place = whereabouts(
            told, number[tellings[i].trigger.token.i], frozenset(a.entity for a in mention.participants)
        )
        if place is not None:
            mentions[i] = msgspec.structs.replace(mention, where=(Where(entity=place, via="chain"), *mention.where))


def _dateline(tellings: Sequence[Telling], numbers: Sequence[int], mentions: list[EventMention]) -> None:
    """The meeting or the deal with which a report opens was where its dateline says, if nothing else is told."""
    for i, telling in enumerate(tellings[:FIRST]):
        m = mentions[i]
        if m.type not in ("CONSULT", "AGREE") or m.mode == "call" or m.status not in ("occurred", "claimed"):
            continue
        town = telling.mentions.dateline()
        chain = [mentions[n] for n, c in enumerate(numbers) if c == numbers[i]]
        plain = not telling.apart and not telling.old and not _clause_time_apart(telling)
        if town is not None and plain and m.participants and not any(c.where for c in chain):
            mentions[i] = msgspec.structs.replace(m, where=(Where(entity=town, via="dateline"),))


def _clause_time_apart(telling: Telling) -> bool:
    """Does the clause stand in the pluperfect, as what went before the news does?"""
    verb = telling.trigger.support or telling.trigger.token
    return any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children)


def _lead(tellings: Sequence[Telling], numbers: Sequence[int]) -> int | None:
    """The chain of the meeting that the report is about: the first that took place, not looked back upon."""
    for telling, number in zip(tellings[:LATEST], numbers[:LATEST], strict=True):
        m = telling.mention
        if m.type == "CONSULT" and m.mode in MEETINGS and m.status in HAPPENED and not telling.apart:
            if telling.actors or (not telling.old and _clause_place(m)):
                return number
    return None


def _deal(tellings: Sequence[Telling], numbers: Sequence[int]) -> int | None:
    """The chain of an agreement of two sides with which the report opens."""
    for telling, number in zip(tellings[:OPENING], numbers[:OPENING], strict=True):
        m = telling.mention
        fresh = not telling.apart and not telling.old
        if m.type == "AGREE" and m.status in HAPPENED and len(telling.codes) >= 2 and fresh:
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
