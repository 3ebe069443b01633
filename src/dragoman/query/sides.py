"""From a name as a user types it to a side: a state with everybody who counts for it, or one actor.

A side may be given as an ISO code ("TUR"), a state's name or adjective ("Turkey", "Turkish"), the name of a person or
an organisation ("Erdogan", "NATO"), or an actor's id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from dragoman import knowledge
from dragoman.errors import AmbiguousName
from dragoman.knowledge.names import strip_accents
from dragoman.types import Actor

ALIKE = 70.0  # of 100: below, what rapidfuzz proposes reads as noise (looked at on 60 misspelt names of leaders)
SUGGESTIONS = 5
MOST_SPELLINGS = 200  # of one actor; a longer list is the same words over and over


@dataclass(frozen=True)
class Named:
    """Something that a name of the shipped tables stands for."""

    id: str
    name: str
    kind: str
    country: str | None
    wikidata: str | None = None


@dataclass(frozen=True)
class Side:
    """One side of a question. `states` are ISO codes that count as the side, `actors` ids that do."""

    name: str
    states: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()


def in_tables(name: str) -> list[Named]:
    """What the shipped tables know under a name or an ISO code, likeliest first."""
    desk = knowledge.load()
    code = name.strip().upper()
    if len(code) == 3 and (state := desk.state_name(code)) is not None:
        return [Named(f"state:{code}", state, "state", code)]
    return [Named(e.id, e.name, e.kind, e.country, e.wikidata) for e in desk.lookup(name)]


LookUp = Callable[[str], Iterable[Named]]


class Sides:
    """Resolves names against a record's actors first, then against the shipped tables."""

    def __init__(self, actors: Sequence[Actor], look_up: LookUp) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._look_up = look_up
        self._spelt: dict[str, list[Actor]] = {}
        self._surnames: dict[str, list[Actor]] = {}
        for actor in actors:
            for spelling in dict.fromkeys(fold(s) for s in (actor.name, *actor.aliases[:MOST_SPELLINGS])):
                self._spelt.setdefault(spelling, []).append(actor)
            if actor.kind == "person":
                self._surnames.setdefault(fold(actor.name).rpartition(" ")[2], []).append(actor)

    def find(self, name: str) -> Side:
        """The side meant by `name`. Errors: AmbiguousName with the candidates, or with names that are alike."""
        name = name.strip()
        if name in self._actors:
            return self._side(self._actors[name])
        folded = fold(name)
        if re.fullmatch(r"[A-Za-z]{3}", name):
            code = name.upper()
            state = next((a for a in self._actors.values() if a.kind == "state" and a.country == code), None)
            if state is not None:
                return self._side(state)
        canonical = [a for a in self._spelt.get(folded, ()) if fold(a.name) == folded]
        tables = list(self._look_up(name))
        for candidates in (
            canonical,
            self._spelt.get(folded, []),
            self._in_record(tables),
            self._surnames.get(folded, []),
        ):
            if (side := self._one(name, candidates)) is not None:
                return side
        if tables:
            return self._from_tables(name, tables)
        raise AmbiguousName(f"Nobody in the record is called {name!r}.", remedy=self._suggest(name))

    def _one(self, name: str, candidates: Sequence[Actor]) -> Side | None:
        states = [a for a in candidates if a.kind == "state"]
        actors = states if len(states) == 1 else list(candidates)
        if not actors:
            return None
        if len(actors) == 1:
            return self._side(actors[0])
        listed = "; ".join(f"{a.name} ({_what(a.kind, a.country)}, {a.id})" for a in actors[:SUGGESTIONS])
        raise AmbiguousName(f"{name!r} fits several: {listed}.", remedy="Give the whole name, or the id.")

    def _in_record(self, tables: Sequence[Named]) -> list[Actor]:
        """What the tables know under this name, as the record's actors: by id, or for a state by its code."""
        wikidata = {a.wikidata: a.id for a in self._actors.values() if a.wikidata}
        ids = [t.id if t.id in self._actors else wikidata.get(t.wikidata or "", "") for t in tables]
        by_id = [self._actors[id] for id in ids if id in self._actors]
        codes = {t.country for t in tables if t.kind == "state"}
        states = [a for a in self._actors.values() if a.kind == "state" and a.country in codes]
        return list({a.id: a for a in (*states, *by_id)}.values())

    def _from_tables(self, name: str, tables: Sequence[Named]) -> Side:
        """A side that the record does not name: it is known, so the answer is an empty one, not an error."""
        states = [t for t in tables if t.kind == "state" and t.country]
        chosen = states or list(tables)
        if len({t.id for t in chosen}) > 1:
            listed = "; ".join(f"{t.name} ({_what(t.kind, t.country)}, {t.id})" for t in chosen[:SUGGESTIONS])
            raise AmbiguousName(f"{name!r} fits several: {listed}.", remedy="Give the whole name, or the id.")
        one = chosen[0]
        if states and one.country:
            return Side(one.name, states=(one.country,), actors=(one.id,))
        return Side(one.name, actors=(one.id,))

    def _side(self, actor: Actor) -> Side:
        if actor.kind == "state" and actor.country:
            return Side(actor.name, states=(actor.country,), actors=(actor.id,))
        return Side(actor.name, actors=(actor.id,))

    def _suggest(self, name: str) -> str:
        names = sorted({actor.name for actor in self._actors.values()})
        folded = {actor_name: fold(actor_name) for actor_name in names}
        alike = process.extract(fold(name), folded, scorer=fuzz.WRatio, limit=SUGGESTIONS, score_cutoff=ALIKE)
        if alike:
            return "Did you mean " + " or ".join(key for _, _, key in alike) + "?"
        return "`dragoman actors` lists everybody."


def fold(name: str) -> str:
    """A name without accents, case and doubled blanks."""
    return " ".join(strip_accents(name).casefold().split())


def _what(kind: str, country: str | None) -> str:
    return f"{kind.replace('_', ' ')} of {country}" if country and kind != "state" else kind.replace("_", " ")
