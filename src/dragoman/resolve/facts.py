"""Statements, figures and positions across reports: the same words, the same number, the same stand are one fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.reading import FigureMention, Reading
from dragoman.resolve.dates import Dates
from dragoman.resolve.link import Links
from dragoman.resolve.order import key, narrower, span_order
from dragoman.spans import cut
from dragoman.types import Article, Date, Figure, Position, Span, Stance, Statement, Target

LEAST_SHARED = 4  # words of a quotation below which only the identical one by the same speaker is the same
VARIANT = 0.75  # share of the shorter quotation's words that a variant repeats in order


@dataclass(frozen=True)
class Found:
    """One mention of a fact: its span, its id-giving key and whatever decides on joining."""

    article: str
    span: Span
    key: str
    order: tuple[int, int, int]


def statements(
    readings: Sequence[Reading], articles: Mapping[str, Article], links: Links, dates: Dates, rank: dict[str, int]
) -> tuple[list[Statement], dict[str, str]]:
    """Statements with all their sightings, and which fact each member key belongs to."""
    rows = []
    for reading in readings:
        text = articles[reading.article].text
        for m in reading.statements:
            span = cut(reading.article, text, m.content.start, m.content.end)
            cue = cut(reading.article, text, m.cue.start, m.cue.end) if m.cue is not None else None
            speaker = links.actor_of.get((reading.article, m.speaker)) if m.speaker is not None else None
            words = re.findall(r"\w+", span.text.casefold())
            date = dates.settle(m.when, reading)
            rows.append((span_order(rank, span), span, cue, speaker, m, words, date))
    rows.sort(key=lambda r: r[0])
    groups: list[list[int]] = []
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        words, speaker = row[5], row[3]
        home = None
        if row[4].form == "direct":
            grams = {tuple(words[i : i + 3]) for i in range(max(1, len(words) - 2))}
            for g in sorted({g for gram in grams for g in index.get(gram, ())}):
                first = rows[groups[g][0]]
                fits = first[3] is None or speaker is None or first[3] == speaker
                if (
                    fits
                    and rows[groups[g][0]][1].article != row[1].article
                    and _variant(words, first[5], same=first[3] == speaker)
                ):
                    home = g
                    break
            if home is None:
                home = len(groups)
                groups.append([])
            for gram in sorted(grams):
                if home not in index[gram]:
                    index[gram].append(home)
            groups[home].append(n)
        else:
            groups.append([n])
    found, members = [], {}
    for group in groups:
        _, span, cue, speaker, m, _, date = rows[group[0]]
        identity = key("statement", span)
        for n in group:
            members[key("statement", rows[n][1])] = identity
            speaker = speaker if speaker is not None else rows[n][3]
            date = narrower(date, rows[n][6])
        found.append(
            Statement(
                id=identity,
                speaker=speaker,
                form=m.form,
                content=span,
                cue=cue,
                addressee=m.addressee,
                date=date,
                evidence=tuple(rows[n][1] for n in group),
                via=m.via,
            )
        )
    return found, members


def _variant(a: Sequence[str], b: Sequence[str], *, same: bool) -> bool:
    """Are two quotations one: equal, cut short, or with a word changed?"""
    if a == b:
        return same or len(a) >= LEAST_SHARED
    short, long = sorted((a, b), key=len)
    if len(short) < LEAST_SHARED:
        return False
    row = [0] * (len(long) + 1)
    for word in short:  # longest common subsequence
        previous = 0
        for j, other in enumerate(long, 1):
            keep = row[j]
            row[j] = previous + 1 if word == other else max(row[j], row[j - 1])
            previous = keep
    return row[-1] >= VARIANT * len(short) and row[-1] >= LEAST_SHARED


def figures(
    readings: Sequence[Reading],
    articles: Mapping[str, Article],
    links: Links,
    dates: Dates,
    rank: dict[str, int],
    about: Mapping[str, frozenset[str]],
) -> tuple[list[Figure], dict[str, str]]:
    """Figures: the same number of the same subject in reports on the same states is one figure with several spans.

    `about` gives the states that each report is about.
    """
    groups: dict[
        tuple[object, ...], list[tuple[tuple[int, int, int], Span, FigureMention, Date | None, str | None]]
    ] = defaultdict(list)
    for reading in readings:
        text = articles[reading.article].text
        for m in reading.figures:
            span = cut(reading.article, text, m.extent.start, m.extent.end)
            by = links.actor_of.get((reading.article, m.attributed_to)) if m.attributed_to is not None else None
            n = m.number
            identity: tuple[object, ...] = (m.kind, m.subject, *m.scope, n.low, n.high, n.qualifier, n.unit)
            if m.kind in ("duration", "count", "other") or not m.subject:
                identity = (*identity, reading.article, span.start)  # numbers of no common subject stand alone
            groups[identity].append((span_order(rank, span), span, m, dates.settle(m.when, reading), by))
    found, members = [], {}
    for rows in groups.values():
        rows.sort(key=lambda r: r[0])
        _, span, first, date, by = rows[0]
        identity_key = key("figure", span)
        for _, s, _, d, b in rows:
            members[key("figure", s)] = identity_key
            date, by = narrower(date, d), by or b
        found.append(
            Figure(
                id=identity_key,
                subject=first.subject,
                kind=first.kind,
                number=first.number,
                as_of=date,
                attributed_to=by,
                evidence=tuple(r[1] for r in rows),
            )
        )
    found.sort(key=lambda f: span_order(rank, f.evidence[0]))
    return found, members


def positions(
    readings: Sequence[Reading], articles: Mapping[str, Article], links: Links, dates: Dates, rank: dict[str, int]
) -> tuple[list[Position], dict[str, str]]:
    """Positions: one per holder, stance and target, with every sentence that shows it."""
    rows: dict[tuple[str, Stance], list[Held]] = defaultdict(list)
    for reading in readings:
        text = articles[reading.article].text
        for m in reading.positions:
            holder = links.actor_of.get((reading.article, m.holder))
            if holder is None:
                continue
            target = links.actor_of.get((reading.article, m.target)) if m.target is not None else None
            if target == holder:
                continue
            span = cut(reading.article, text, m.evidence.start, m.evidence.end)
            rows[holder, m.stance].append(
                Held(
                    span_order(rank, span),
                    span,
                    target,
                    m.words,
                    _topic(m.words),
                    dates.settle(m.when, reading),
                    target is not None and links.actors[target].kind not in ("armed_group", "people"),
                )
            )
    found, members = [], {}
    for (holder, stance), held in sorted(rows.items()):
        held.sort(key=lambda h: h.order)
        groups: list[list[Held]] = []
        index: dict[str, list[int]] = defaultdict(list)  # a target or a word -> the groups that have it
        for h in held:
            marks = sorted(h.topic) + ([h.target] if h.target is not None else [])
            near = sorted({g for mark in marks for g in index[mark]})
            home = next((g for g in near if any(_same_target(h, other) for other in groups[g])), None)
            if home is None:
                home = len(groups)
                groups.append([])
            groups[home].append(h)
            for mark in marks:
                if home not in index[mark]:
                    index[mark].append(home)
        for group in groups:
            first = group[0]
            known = next((h for h in group if h.target is not None), first)
            identity = key(f"position:{holder}:{stance}:{known.target or known.words}", first.span)
            members[identity] = identity
            date = first.date
            for h in group[1:]:
                date = narrower(date, h.date)
            spans = tuple({(h.span.article, h.span.start): h.span for h in group}.values())
            aim = Target(actor=known.target, words=known.words)
            found.append(Position(id=identity, holder=holder, stance=stance, target=aim, as_of=date, evidence=spans))
    found.sort(key=lambda p: (span_order(rank, p.evidence[0]), p.holder, p.id))
    return found, members


@dataclass(frozen=True)
class Held:
    """One sentence that shows a holder's stand: towards whom or what, and when."""

    order: tuple[int, int, int]
    span: Span
    target: str | None
    words: str
    topic: frozenset[str]
    date: Date | None
    named: bool  # is the target somebody with a name?


SAME_BREATH = 300  # characters within which a shorter wording repeats a longer one
SMALL = frozenset(
    "that which this their with from into over more also have been various different group groups".split()
)


def _topic(words: str) -> frozenset[str]:
    """Stems of the words of a target: "rebel groups" and "the rebels" share one."""
    stems = frozenset(w[:6].rstrip("s") for w in re.findall(r"\w{4,}", words.casefold()) if w not in SMALL)
    return stems or frozenset(re.findall(r"\w+", words.casefold()))


def _same_target(a: Held, b: Held) -> bool:
    """The same actor, or half of the words of the longer target shared (all of a single word)."""
    if a.target is not None and b.target is not None and a.target == b.target:
        return True
    if (a.target is None) != (b.target is None) and a.named | b.named:
        return len(a.topic) >= 2 and a.topic == b.topic
    if a.named and b.named:
        return False
    near = a.span.article == b.span.article and abs(a.span.start - b.span.start) < SAME_BREATH
    if near and (a.topic <= b.topic or b.topic <= a.topic):
        return True  # "criticised the presence of …, calling their presence illegal"
    common = len(a.topic & b.topic)
    return common > 0 and 2 * common >= max(len(a.topic), len(b.topic))
