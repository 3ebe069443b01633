"""The article's own date, and the dates of facts settled against it.

An article whose page or text states its date has it. The others are dated by a web of clues (`dating_clues`: their
own words; `dating_links`: other articles) that are laid over one another, weightiest first, until nothing moves. A
clue that contradicts heavier ones gives way; two of one weight that contradict each other leave the wider interval,
and the proof says so. An inferred date is a day only where one day is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from dragoman import times
from dragoman.reading import Reading, Tense, TimeExpression, Via, When
from dragoman.resolve.dating_clues import clues
from dragoman.resolve.dating_days import EVERY, Days, between, bounds, intersect, nearest, union
from dragoman.resolve.dating_heads import stated
from dragoman.resolve.dating_links import Meetings, Pairs, from_meetings, from_shared, meetings, shared_passages
from dragoman.resolve.dating_pages import GUESS, STATED, TABLE, Clue, Gazette, KnownEvent, Page, Term
from dragoman.resolve.dating_tellings import Tellings
from dragoman.times.days import parse, spoken
from dragoman.times.stretches import day_only, needs_anchor
from dragoman.types import Article, Basis, Copy, Date, Shape, TimeReading

ROUNDS = 8  # of clues between articles; each passes what was learned one article on
SETTLED = 31  # days of a stretch that a guess may settle on
MOST_PIECES = 6  # stretches of days that a proof lists one by one
TOLD_BEFORE = 300  # characters back in which "the next day" looks for the day it follows
VIA_RANK: dict[Via, int] = {
    "clause": 0, "sentence": 1, "caption": 1, "chain": 2, "title": 2, "carry": 3, "dateline": 4, "report": 5,
}  # fmt: skip
BASIS_RANK: dict[Basis, int] = {"stated": 0, "metadata": 1, "resolved": 2, "inferred": 3}


class DatedArticle(Shape, frozen=True, kw_only=True):
    """An article's own date: `reference` to resolve against, `day` where it is known to the day, and the proof."""

    article: str
    reference: Date | None
    day: Date | None
    proof: tuple[str, ...] = ()


def date_articles(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    *,
    copies: Iterable[Copy | tuple[str, str, int]] = (),
    known_events: Sequence[KnownEvent] = (),
    terms: Mapping[str, Sequence[Term]] | None = None,
) -> dict[str, DatedArticle]:
    """The own date of every article, by id; the order of the arguments does not matter.

    `copies` are shared passages, as `Copy` or as (article, article, characters). `known_events` and `terms` (by the id
    of a person) come from the knowledge tables; a table never outweighs the text.
    """
    read = {r.article: r for r in sorted(readings, key=lambda r: (r.article, r.version))}
    gazette = Gazette(known_events)
    pages: dict[str, Page] = {}
    own: dict[str, list[Clue]] = {}
    out: dict[str, DatedArticle] = {}
    days: dict[str, Days] = {}
    given: dict[str, DatedArticle] = {}  # stated, but in figures whose order is open
    for article in sorted(articles, key=lambda a: a.id):
        reading = read.get(article.id) or Reading(article=article.id, version="", times=())
        known = _published(article)
        either = _either_order(known)
        if known is not None and not either:
            out[article.id] = known
            pages[article.id] = Page(article, reading, Gazette(()))
            days[article.id] = _days_of(known.reference)
            continue
        page = pages[article.id] = Page(article, reading, gazette)
        if not either and (above := _top(page)) is not None:
            out[article.id] = above
            days[article.id] = _days_of(above.reference)
            continue
        if known is not None:
            given[article.id] = known
        own[article.id] = [c for c in [stated(page)] if c is not None] + clues(page, terms=terms or {})
        own[article.id] += either
        if article.updated is not None and (latest := parse(article.updated.latest)) is not None:
            own[article.id].append(Clue(STATED, between(None, latest), f"updated on {spoken(latest)}"))
        days[article.id] = _laid(own[article.id])[0]
    pairs = shared_passages(pages, copies) if own else {}
    proofs: dict[str, list[str]] = {}
    met = {key: meetings(page) for key, page in pages.items()} if own else {}
    every = Meetings(m for found in met.values() for m in found)
    tellings = Tellings(pages if own else {})
    for _ in range(ROUNDS):
        after: dict[str, Days] = {}
        tellings.learn(days)
        for key in sorted(own):
            linked = _linked(key, pages, pairs, days)
            linked += from_meetings(pages[key], met[key], every, pages, days)
            linked += tellings.clues(key)
            after[key], proofs[key] = _laid([*own[key], *linked])
        if all(days[key] == after[key] for key in after):
            break
        days.update(after)
    for key in own:
        if key in given and (len(days[key]) != 1 or days[key][0][0] != days[key][0][1]):
            out[key] = given[key]
        else:
            out[key] = _inferred(key, days[key], proofs.get(key, []))
    return {key: out[key] for key in sorted(out)}


def _published(article: Article) -> DatedArticle | None:
    """The date that page, feed or clean text gave; of several sightings the earliest."""
    found = article.published
    if found is None:
        seen = [s.published for s in article.sightings if s.published is not None and s.published.earliest is not None]
        found = min(seen, key=lambda d: (d.earliest or "", d.latest or ""), default=None)
    if found is None:
        return None
    return _known(article.id, found)


def _either_order(known: DatedArticle | None) -> list[Clue]:
    """The two days of a date in figures whose order is open (3/4/2021); empty for any other date."""
    found = known.reference if known is not None else None
    if found is None or found.precision != "range" or "either order" not in found.why:
        return []
    lo, hi = parse(found.earliest), parse(found.latest)
    if lo is None or hi is None:
        return []
    days = union([(lo.toordinal(), lo.toordinal()), (hi.toordinal(), hi.toordinal())])
    return [Clue(STATED, days, found.why)]


def _known(key: str, found: Date) -> DatedArticle:
    is_day = found.earliest is not None and found.latest is not None and found.earliest[:10] == found.latest[:10]
    return DatedArticle(
        article=key, reference=found, day=found if is_day else None, proof=(f"{found.basis}: {found.why}",)
    )


def _top(page: Page) -> DatedArticle | None:
    """A date line that the reading left out as furniture, or one that cleaning did not take for the date."""
    clue = stated(page)
    if clue is None or clue.days[0][0] != clue.days[-1][1]:
        return None
    day = date.fromordinal(clue.days[0][0]).isoformat()
    return _known(page.article.id, Date(earliest=day, latest=day, precision="day", basis="stated", why=clue.why))


def _days_of(reference: Date | None) -> Days:
    if reference is None:
        return EVERY
    return between(parse(reference.earliest), parse(reference.latest)) or EVERY


def _laid(found: Sequence[Clue]) -> tuple[Days, list[str]]:
    """Clues laid over one another, weightiest first: the days that are left and the proof."""
    days: Days = EVERY
    proof: list[str] = []
    last = 0
    for clue in sorted(set(found), key=lambda c: (-c.weight, c.days, c.why)):
        both = intersect(days, clue.days)
        if clue.weight == GUESS:  # settles on one of the days that recur, and bounds nothing
            left = tuple(piece for piece in days if piece[0] <= clue.days[-1][1])
            if len(left) == 1 and left != days and left[0][1] - left[0][0] <= SETTLED:
                proof.append(clue.why)
                days = left
        elif both:
            if both != days:
                proof.append(clue.why)
                last = clue.weight
            days = both
        elif clue.weight == last and clue.weight != TABLE:
            piece = nearest(clue.days, days)
            days = ((min(days[0][0], piece[0]), max(days[-1][1], piece[1])),)
            proof.append(f"{clue.why}; this contradicts the others, so the wider interval is kept")
        else:
            proof.append(f"set aside, since the text says otherwise: {clue.why}")
    return days, proof


def _linked(key: str, pages: Mapping[str, Page], pairs: Pairs, days: Mapping[str, Days]) -> list[Clue]:
    out = []
    for (a, b), shared in pairs.items():
        if key == a:
            out += from_shared(pages[a], pages[b], shared, days[b], mine=shared.a, theirs=shared.b)
        elif key == b:
            out += from_shared(pages[b], pages[a], shared, days[a], mine=shared.b, theirs=shared.a)
    return out


def _inferred(key: str, days: Days, proof: Sequence[str]) -> DatedArticle:
    lo, hi = bounds(days)
    if lo is None and hi is None:
        return DatedArticle(article=key, reference=None, day=None, proof=tuple(proof))
    lines = list(proof)
    if 1 < len(days) <= MOST_PIECES:
        parts = [_spoken(date.fromordinal(a), date.fromordinal(b)) for a, b in days]
        lines.append("together: " + " or ".join(parts))
    why = "; ".join(proof) or "no clue"
    reference = Date(
        earliest=lo.isoformat() if lo else None,
        latest=hi.isoformat() if hi else None,
        precision="day" if lo == hi else "range",
        basis="inferred",
        why=why,
    )
    return DatedArticle(article=key, reference=reference, day=reference if lo == hi else None, proof=tuple(lines))


def _spoken(lo: date, hi: date) -> str:
    return spoken(lo) if lo == hi else f"{spoken(lo)} to {spoken(hi)}"


def settle(
    when: Sequence[When],
    reading: Reading,
    *,
    dated: DatedArticle,
    article: Article,
    anchor: Date | None = None,
) -> Date | None:
    """The date of a fact from its candidates: the nearest expression that yields one, the better based of two as near.

    The day of the report itself (`time` None) counts only where that day is known, is "inferred", and says so.
    `anchor` is the date of the event that "three days later" counts from.
    """
    best: tuple[int, int, int] | None = None
    chosen: Date | None = None
    for place, candidate in enumerate(when):
        found = _candidate(candidate, reading, dated=dated, article=article, anchor=anchor)
        if found is None:
            continue
        rank = (VIA_RANK[candidate.via], BASIS_RANK[found.basis], place)
        if best is None or rank < best:
            best, chosen = rank, found
    return chosen


def _candidate(
    candidate: When, reading: Reading, *, dated: DatedArticle, article: Article, anchor: Date | None
) -> Date | None:
    if candidate.time is None:
        if dated.day is None or dated.day.earliest is None or candidate.tense == "future":
            return None
        day = dated.day.earliest[:10]
        why = f"told as news without a day of its own; the report is of {spoken(date.fromisoformat(day))}"
        return Date(earliest=day, latest=day, precision="day", basis="inferred", why=why)
    if not 0 <= candidate.time < len(reading.times):
        return None
    expression = reading.times[candidate.time]
    if candidate.counted_from is not None:
        anchor = _counted_from(candidate, reading, dated=dated, article=article)
        if anchor is None:
            return None
        found = times.resolve(
            times.turned(expression) if candidate.flipped else expression,
            reference=dated.reference, tense=candidate.tense, anchor=anchor, text=article.text,
        )  # fmt: skip
        return found if found is None else msgspec.structs.replace(found, basis=_weaker(found.basis, anchor.basis))
    return _resolved(expression, reading, dated=dated, article=article, tense=candidate.tense, anchor=anchor)


def _counted_from(candidate: When, reading: Reading, *, dated: DatedArticle, article: Article) -> Date | None:
    """The date of the other event, from which "a week after it" counts."""
    other = candidate.counted_from
    if other is None or other < 0 or other >= len(reading.times):
        return dated.day
    return _resolved(reading.times[other], reading, dated=dated, article=article, tense=candidate.tense, anchor=None)


def _weaker(a: Basis, b: Basis) -> Basis:
    return a if BASIS_RANK[a] >= BASIS_RANK[b] else b


def _resolved(
    expression: TimeExpression,
    reading: Reading,
    *,
    dated: DatedArticle,
    article: Article,
    tense: Tense,
    anchor: Date | None,
) -> Date | None:
    told = anchor
    if day_only(expression) and (month := _month_told(expression, reading, article=article)) is not None:
        expression = month
    if anchor is None and needs_anchor(expression):
        told = _told_before(expression, reading, dated=dated, article=article, tense=tense)
    found = times.resolve(expression, reference=dated.reference, tense=tense, anchor=told, text=article.text)
    if found is None or found.basis == "stated" or anchor is not None:
        return found
    if dated.reference is not None and dated.reference.basis == "inferred":
        why = f"{found.why}; the article's date: {dated.reference.why}"
        return msgspec.structs.replace(found, basis="inferred", why=why)
    return found


def _month_told(expression: TimeExpression, reading: Reading, *, article: Article) -> TimeExpression | None:
    """ "On the 11th" after "8 May": a day of the month that its paragraph told last, or of the next."""
    for other in reversed(reading.times):
        if other.start >= expression.start or other.month is None or other.form != "date":
            continue
        if "\n\n" in article.text[other.end : expression.start].strip(" "):
            return None
        step = other.day is not None and expression.day is not None and expression.day < other.day
        month = other.month % 12 + 1 if step else other.month
        year = other.year + 1 if step and other.year is not None and month == 1 else other.year
        return msgspec.structs.replace(expression, month=month, year=year)
    return None


def _told_before(
    expression: TimeExpression, reading: Reading, *, dated: DatedArticle, article: Article, tense: Tense
) -> Date | None:
    """What "the next day" and "that year" count from where no event is named: the date told just before.

    Only a day serves for days and weeks, only a date inside one year for years. "Three days after the vote" names its
    event and is not counted from another.
    """
    words = article.text[expression.start : expression.end].lower()
    alone = re.match(r"\s*(?:[.,;:)]|$)", article.text[expression.end : expression.end + 40]) is not None
    names = words.endswith(("anniversary", "eve", "prior to")) or (words.endswith(("after", "before")) and not alone)
    if names or expression.form != "anchored":
        return None
    coarse = expression.unit in ("year", "decade", "month") or expression.month is not None
    yearly = expression.unit in ("year", "decade") or expression.season is not None
    for other in reversed(reading.times):
        if other.start >= expression.start or other.form in ("duration", "age", "now", "period", "anchored"):
            continue
        between_ = article.text[other.end : expression.start]
        if len(between_) > TOLD_BEFORE or between_.count("\n\n") > 1:
            return None
        side = times.tense_around(article.text, other.start, other.end) or tense
        found = times.resolve(other, reference=dated.reference, tense=side, text=article.text)
        if found is None or found.earliest is None or found.latest is None:
            continue
        if not yearly and found.precision == "year":
            continue  # "Thursday … since 2011. Hours before": years are asides
        reach = 4 if yearly else 7 if coarse else 10
        if found.earliest[:reach] == found.latest[:reach]:
            return found
        return None
    return None


def time_readings(article: Article, reading: Reading, *, dated: DatedArticle) -> tuple[TimeReading, ...]:
    """Every time expression of an article with its date; the tense is that of the facts that use it, else guessed."""
    tenses: dict[int, Tense] = {}
    for event in reading.events:
        for when in event.when:
            if when.time is not None:
                tenses.setdefault(when.time, when.tense)
    out = []
    for index, e in enumerate(reading.times):
        tense = tenses.get(index) or times.tense_around(article.text, e.start, e.end) or "past"
        found = _resolved(e, reading, dated=dated, article=article, tense=tense, anchor=None)
        out.append(TimeReading(start=e.start, end=e.end, date=found))
    return tuple(out)
