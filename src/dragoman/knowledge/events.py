"""Dated events that reports lean on ("the 2014 annexation", "the five-year-old war in Syria")."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge import dates
from dragoman.knowledge.entries import KnownEvent
from dragoman.knowledge.names import NameIndex, key
from dragoman.knowledge.tables import Table, names_in


class KnownEvents:
    """The table of dated events, with look-ups by kind, state, day and words."""

    __slots__ = ("_events", "_index")

    def __init__(self, tables: Sequence[Table]) -> None:
        self._events: list[KnownEvent] = []
        for table in tables:
            for row in table.records():
                names = (row["name"], *names_in(row["names"]))
                self._events.append(
                    KnownEvent(
                        id=row["id"],
                        name=row["name"],
                        kind=row["kind"],
                        names=names,
                        countries=tuple(names_in(row["countries"])),
                        start=row["start"],
                        end=row["end"] or None,
                        place=row["place"] or None,
                        table=f"{table.name}:{row['table']}",
                    )
                )
        self._events.sort(key=lambda e: (e.start, e.id))
        self._index = NameIndex()
        for n, event in enumerate(self._events):
            for name in event.names:
                self._index.add(name, n)

    def find(
        self,
        *,
        kind: str | Sequence[str] | None = None,
        country: str | None = None,
        on: dates.When | None = None,
        words: str | Sequence[str] | None = None,
    ) -> list[KnownEvent]:
        """Events that answer every condition given, by date.

        ``words`` is a stretch of text or its tokens: an event answers when one of its names lies in it whole (as words
        in order; case and accents do not count). ``on`` keeps events whose span shares a day with it; an event without
        an end counts to its start only, a war goes on.
        """
        kinds = {kind} if isinstance(kind, str) else set(kind or ())
        wanted = dates.interval(on)
        found = []
        for event in self._events if words is None else self._named(words):
            if kinds and event.kind not in kinds:
                continue
            if country is not None and country not in event.countries:
                continue
            goes_on = event.end is None and event.kind in ("war", "conflict", "crisis")
            end = None if goes_on else event.end or event.start
            if on is not None and not dates.overlaps(dates.term(event.start, end), wanted):
                continue
            found.append(event)
        return found

    def _named(self, words: str | Sequence[str]) -> list[KnownEvent]:
        said = key(words if isinstance(words, str) else " ".join(words)).split()
        named: set[int] = set()
        for i, head in enumerate(said):
            for length in range(1, min(self._index.longest(head), len(said) - i) + 1):
                named |= {int(str(n)) for _, n in self._index.find(" ".join(said[i : i + length]))}
        return [self._events[n] for n in sorted(named)]

    def __len__(self) -> int:
        return len(self._events)
