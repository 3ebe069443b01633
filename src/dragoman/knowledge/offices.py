"""Who held which office when: the office table and its look-ups."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dragoman.knowledge import dates
from dragoman.knowledge.entries import OfficeRow

#: Offices asked for by a plain word that several kinds of office may answer, in the order in which they are tried.
_ANSWERED_BY: dict[str, tuple[str, ...]] = {
    "president": ("head_of_state", "head_of_government", "leader", "head_of_body"),
    "prime_minister": ("head_of_government",),
    "premier": ("head_of_government",),
    "chancellor": ("head_of_government",),
    "king": ("head_of_state", "head_of_government"),
    "queen": ("head_of_state",),
    "emir": ("head_of_state",),
    "sultan": ("head_of_state",),
    "emperor": ("head_of_state",),
    "pope": ("head_of_state",),
}
#: Words that any title may answer as long as the office is one of the pair's.
_NOUNS: dict[str, frozenset[str]] = {
    "president": frozenset({"president"}),
    "prime_minister": frozenset({"prime minister", "premier", "chancellor", "taoiseach"}),
    "premier": frozenset({"prime minister", "premier", "taoiseach"}),
    "chancellor": frozenset({"chancellor"}),
    "king": frozenset({"king"}),
    "queen": frozenset({"queen"}),
    "emir": frozenset({"emir"}),
    "sultan": frozenset({"sultan"}),
    "emperor": frozenset({"emperor"}),
    "pope": frozenset({"pope"}),
}


def known_term(row: OfficeRow) -> dates.Interval:
    """The widest days of a term; one not known to have ended counts until a year after it was last checked.

    A year, because ministers serve for two to three on average: a later holder would be a guess.
    """
    start, end = dates.term(row.start, row.end)
    if row.end is None and row.checked:
        last = dates.latest(row.checked)
        end = f"{int(last[:4]) + 1}{last[4:]}"
    return start, end


def _ended_by_users(rows: list[OfficeRow]) -> list[OfficeRow]:
    """The rows, where an open shipped term ends when a term that a user added to the same office begins later."""
    later: dict[tuple[str | None, str | None, str], list[OfficeRow]] = {}
    for row in rows:
        if row.table == "offices:user" and row.start and not row.acting:
            later.setdefault((row.country, row.body, row.office), []).append(row)
    if not later:
        return rows
    ended = []
    for row in rows:
        if row.end is None and row.table != "offices:user":
            follow = [
                r.start
                for r in later.get((row.country, row.body, row.office), ())
                if r.start and r.person != row.person and r.start > (row.start or "")
            ]
            if follow:
                row = msgspec.structs.replace(row, end=min(follow))
        ended.append(row)
    return ended


class Offices:
    """Terms by state or body and by person. Terms of one office are kept in the order of their start."""

    __slots__ = ("_by_person", "_by_place")

    def __init__(self, rows: Iterable[OfficeRow]) -> None:
        self._by_place: dict[tuple[str, str], list[OfficeRow]] = {}
        self._by_person: dict[str, list[OfficeRow]] = {}
        for row in _ended_by_users(list(rows)):
            self._by_place.setdefault((row.country or row.body or "", row.office), []).append(row)
            self._by_person.setdefault(row.person, []).append(row)
        for held in (*self._by_place.values(), *self._by_person.values()):
            held.sort(key=lambda r: (r.start or "", r.end or "9999", r.person, r.office))

    def terms(self, country: str, office: str, on: dates.When | None = None) -> list[OfficeRow]:
        """Terms of ``office`` in a state (ISO code) or body (id) that share a day with ``on``, by start.

        ``office`` is a kind (``foreign_minister``) or a title word (``president``, ``prime_minister``, ``king``).
        Where days are known to the month or year only, the widest reading counts.
        """
        wanted = dates.interval(on)
        nouns = _NOUNS.get(office)
        found: list[OfficeRow] = []
        for kind in _ANSWERED_BY.get(office, (office,)):
            for row in self._by_place.get((country, kind), ()):
                if nouns is not None and row.noun not in nouns:
                    continue
                if dates.overlaps(known_term(row), wanted):
                    found.append(row)
            if found:
                break
        return found

    def of(self, person: str) -> list[OfficeRow]:
        """All terms of a person, by start."""
        return list(self._by_person.get(person, ()))

    def kinds(self, country: str) -> list[str]:
        """The office kinds that are known for a state or body, sorted."""
        return sorted(kind for place, kind in self._by_place if place == country)
