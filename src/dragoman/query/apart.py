"""Why two events are two: the record is laid out once more, and the tellings of both are compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from dragoman.store import Store, superseding

if TYPE_CHECKING:
    from dragoman.resolve.apart import Parted

MOST_PAIRS = 6  # of tellings that are spelled out
ONE_EVENT = "They are one event."
UNREAD = "This record keeps no readings to compare, as one made to show what was known on a day does not."


def why_not(
    store: Store, one: Collection[str], other: Collection[str], *, source_name: Callable[[str], str]
) -> tuple[str, ...]:
    """Lines for people: what kept apart the events whose mentions have these keys. `source_name`: of an article's id.

    Costs as much as deriving the record anew, without writing it.
    """
    from dragoman import knowledge
    from dragoman.resolve.apart import parted
    from dragoman.resolve.laid import lay_out

    articles = superseding(list(store.kept.articles()))
    laid = lay_out(articles, list(store.kept.readings()), store.kept.judgements(), knowledge.load())
    pairs = parted(laid, one, other)
    if not pairs:
        return (UNREAD,)
    return (_summary(pairs), *(_line(p, source_name) for p in pairs[:MOST_PAIRS]), *_rest(pairs))


def _summary(pairs: list[Parted]) -> str:
    from dragoman.resolve.joining import THRESHOLD

    refused = [p.refused for p in pairs if p.refused is not None]
    best = pairs[0]
    if len(refused) == len(pairs):
        reasons = Counter(refused)
        return "kept apart: " + "; ".join(
            f"{r} ({n} of {len(pairs)})" if n < len(pairs) else r for r, n in reasons.items()
        )
    if not best.enough:
        short = f"{THRESHOLD - best.score:.2g} short of the {THRESHOLD:g} that joins"
        others = f"; others can't be one: {refused[0]}" if refused else ""
        return f"kept apart: the tellings most alike score {best.score:g}, {short}{others}"
    if refused:
        return f"kept apart: two tellings are alike enough ({best.score:g}), but others can't be one: {refused[0]}"
    return (
        f"kept apart: two tellings are alike enough ({best.score:g}), but better pairs had joined them to events that "
        "contradict each other"
    )


def _line(pair: Parted, source_name: Callable[[str], str]) -> str:
    sides = " and ".join(f"“{' '.join(s.text.split())}” ({source_name(s.article)})" for s in (pair.one, pair.other))
    if pair.refused is not None and not pair.features:
        return f"{sides}: {pair.refused}"
    told = "; ".join(f"{f.weight:+g} {f.words}" for f in pair.features if f.weight)
    reason = f"{pair.refused}; " if pair.refused is not None else ""
    return f"{sides}: {reason}{pair.score:g} = {told}"


def _rest(pairs: list[Parted]) -> tuple[str, ...]:
    more = len(pairs) - MOST_PAIRS
    return (f"and {more} more pairs of tellings, less alike",) if more > 0 else ()
