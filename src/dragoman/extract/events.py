"""Events of one article: triggers, their arguments and circumstances, their status, and the chains they form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman import times as clockwork
from dragoman.extract import arguments, attaching, claims, factuality
from dragoman.extract.chain import Telling, chains
from dragoman.extract.circumstances import attributes
from dragoman.extract.clock import Clock
from dragoman.extract.gathering import gather
from dragoman.extract.mentions import Mentions
from dragoman.extract.places import where
from dragoman.extract.triggers import MODEL, Trigger, find
from dragoman.extract.wordings import Lexicon
from dragoman.reading import EventMention, Extent, FigureMention, TimeExpression, When, Where
from dragoman.times.days import gap
from dragoman.types import Article

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SET_BEFORE = ("title", "carry", "report")  # times that stand outside the sentence
# What pictures are told in: their present tense is past.
CAPTION = re.compile(
    r"^\W*(?:photos?|pictured?|file|caption|image|picture)\b|\((?:left|right|centre|center|[LRC]|file)\)", re.I
)
NEARBY = 30  # characters from a noun to a time that it may be said of
WEEK = 7  # days before its report for which a dateline still says where: dailies and weeklies
EVIDENCE_LIMIT = 380  # a longer clause is cut around its trigger: evidence should point, not embrace


def events(
    doc: Doc,
    article: Article,
    mentions: Mentions,
    *,
    lexicon: Lexicon,
    clock: Clock,
    times: Sequence[TimeExpression],
    figures: Sequence[FigureMention],
) -> tuple[EventMention, ...]:
    """All event mentions in order of their triggers, each with its chain."""
    tellings: list[Telling] = []
    dateline = mentions.dateline()
    for trigger in find(doc, lexicon, mentions):
        mention = _mention(trigger, article, mentions, clock, figures, dateline)
        if mention is not None:
            tellings.append(Telling(trigger, mention, mentions, times, article))
    numbers = chains(tellings)
    return gather(tellings, numbers)


def _mention(
    trigger: Trigger,
    article: Article,
    mentions: Mentions,
    clock: Clock,
    figures: Sequence[FigureMention],
    dateline: int | None,
) -> EventMention | None:
    participants = arguments.participants(trigger, mentions)
    entry = trigger.entry
    sentence = trigger.token.sent
    evidence = _evidence(trigger, sentence)
    status = factuality.status(trigger, mentions)
    if not factuality.asserted(trigger, status):
        return None
    tense = factuality.tense(trigger)
    if status in ("planned", "proposed", "hypothetical"):
        tense = "future"
    if tense == "present" and _as_history(trigger, clock):
        tense = "past"
    # the day on which it was called off is not the day for which it was planned
    calling_off = trigger.token.head if status == "cancelled" and trigger.noun else None
    whens = _points(clock.when(trigger.token, tense, report=False, barred=calling_off), clock)
    if status == "occurred" and tense == "present" and _ahead(trigger, whens, clock, article):
        status, tense = "planned", "future"
        whens = _points(clock.when(trigger.token, tense, report=False), clock)
    if not any(w.via == "clause" for w in whens) and _news(trigger, tense, status, clock):
        whens = (*whens, *(w for w in clock.when(trigger.token, tense, report=True) if w.via in SET_BEFORE))
    if trigger.words == MODEL:
        whens = tuple(w for w in whens if w.via == "clause")  # less sure of the event: dated by its own clause alone
    places = where(trigger, mentions)
    if dateline is not None and entry.type in ("CONSULT", "AGREE") and _of_the_day(trigger, whens, clock, article):
        if status == "occurred" and entry.mode != "call" and (trigger.support is not None or not trigger.noun):
            places = (*places, Where(entity=dateline, via="dateline"))
    bare = not participants and not places and not [w for w in whens if w.time is not None]
    if bare and not trigger.noun and not trigger.matched:
        return None
    bounds = (sentence.start_char, sentence.end_char)
    return EventMention(
        type=entry.type,
        mode=entry.mode,
        trigger=Extent(trigger.token.doc[trigger.start].idx, _end(trigger.token.doc[trigger.end - 1])),
        evidence=evidence,
        participants=participants,
        when=whens,
        until=clock.until(clock.when(trigger.token, tense, report=False)),
        where=places,
        status=status,
        claimed_by=claims.claimed_by(trigger, mentions),
        attributes=attributes(trigger, article, bounds, figures, mentions),
        item=arguments.item(trigger, mentions),
        source=f"{entry.type.lower()}.{entry.mode}: {trigger.words}",
    )


def _as_history(trigger: Trigger, clock: Clock) -> bool:
    """Is the present tense that of pictures and chronicles, which tell the past in it?"""
    return CAPTION.search(trigger.token.sent.text) is not None or clock.heading(trigger.token) is not None


def _ahead(trigger: Trigger, whens: Sequence[When], clock: Clock, article: Article) -> bool:
    """Does a present tense tell of a day after the report? "Military commanders meet on Tuesday"."""
    published = article.published
    if published is None or published.latest is None:
        return False
    for when in whens:
        if when.time is None or when.via != "clause":
            continue
        expression = clock.times[when.time]
        near = 0 <= expression.start - trigger.token.idx <= NEARBY and "from" in expression.mods
        if trigger.noun and trigger.support is None and not near:
            continue  # "face a tariff of 36% from Friday" tells when the noun begins
        date = clockwork.resolve(expression, reference=published, tense="present", text=article.text)
        return date is not None and date.earliest is not None and date.earliest[:10] > published.latest[:10]
    return False


def _of_the_day(trigger: Trigger, whens: Sequence[When], clock: Clock, article: Article) -> bool:
    """Is it told as the news of the day, so that the dateline may say where? Not what went before, nor what is old."""
    verb = trigger.support or trigger.token
    if any(c.dep_ == "aux" and c.lower_ == "had" for c in verb.children):
        return False
    own = [w for w in whens if w.time is not None and w.via == "clause"]
    if not own or own[0].time is None:
        return any(w.via in ("carry", "report") for w in whens)
    time, published = clock.times[own[0].time], article.published
    if time.form in ("weekday", "now") or (time.form == "offset" and time.unit in ("day", "hour")):
        return True
    if published is None or time.form != "date" or time.day is None:
        return False
    date = clockwork.resolve(time, reference=published, tense=own[0].tense, text=article.text)
    return date is not None and gap(date, published) <= WEEK


def _points(whens: Sequence[When], clock: Clock) -> tuple[When, ...]:
    return tuple(
        w for w in whens if w.time is None or ("until" not in clock.times[w.time].mods and not clock.deadline(w))
    )


def _news(trigger: Trigger, tense: str, status: str, clock: Clock) -> bool:
    """May the day that the report is set in stand for the event's day, if nothing better is told?

    Only for what a report tells as its own news: a finite verb in the past of an event that is a moment, or in the
    present where headings and leads use it. Background nouns, what befalls people over time, plans and states get none.
    """
    if status not in ("occurred", "denied") or trigger.noun and trigger.support is None:
        return False
    if trigger.entry.type == "HUMANITARIAN" and trigger.entry.mode != "casualties":
        return False
    verb = trigger.support or trigger.token
    if any(c.dep_ in ("aux", "aux:pass") and c.lower_ == "had" for c in verb.children):
        return False
    lately = attaching.aspect(verb) == "perfect" or tense == "present"
    opening = clock.number[verb.i] <= clock.opening + 1 or clock.heading(verb) is not None
    if lately and not opening and (trigger.entry.type != "AGREE" or tense != "present"):
        return False  # "has never accepted the award", "denies it": what holds is not of the day
    blaming = verb.dep_ == "advcl" and attaching.lent(verb) is not None and verb.tag_ == "VBG"
    return (blaming or verb.dep_ in ("root", "conj", "ccomp", "parataxis")) and tense in ("past", "present")


def _evidence(trigger: Trigger, sentence: Span) -> Extent:
    """The clause around the trigger, trimmed to what points."""
    root = trigger.support or trigger.token
    if trigger.noun and trigger.support is None:
        tokens = [t for t in trigger.token.subtree if abs(t.i - trigger.token.i) <= 25]
        left, right = min(t.i for t in tokens), max(t.i for t in tokens)
    else:
        tokens = [t for t in _clause_tokens(root) if abs(t.i - root.i) <= 40] or [root]
        left, right = min(t.i for t in tokens), max(t.i for t in tokens)
    left, right = min(left, trigger.start), max(right, trigger.end - 1)
    doc = root.doc
    while left < trigger.start and (
        doc[left].is_space or doc[left].text in (",", ";", ":", "-", "–", "—", "and", "but")
    ):
        left += 1
    while right > trigger.end - 1 and (doc[right].is_space or doc[right].text in (",", ".", ";", ":", "-", "–", "—")):
        right -= 1
    start, end = doc[left].idx, _end(doc[right])
    if end - start > EVIDENCE_LIMIT:
        start = max(start, doc[trigger.start].idx - EVIDENCE_LIMIT // 2)
        end = min(end, _end(doc[trigger.end - 1]) + EVIDENCE_LIMIT // 2)
    return Extent(start, end)


def _clause_tokens(root: Token) -> list[Token]:
    """The tokens of the root's own clause: its subtree without clauses that tell something else."""
    found = [root]
    for child in root.children:
        if child.dep_ in ("parataxis", "advcl", "dep") or (child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")):
            continue
        if child.dep_ == "punct":
            continue
        found += list(child.subtree)
    return [t for t in found if not t.is_space]


def _end(token: Token) -> int:
    return token.idx + len(token)
