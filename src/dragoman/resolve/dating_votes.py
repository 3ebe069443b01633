"""National votes that a sentence speaks of without naming them: "Poland votes on 15 October", "the election in May".

The tables hold votes by state and day. A sentence that speaks of voting, names one state (or its people or leaders)
and a time is of the votes of that state which fit the time; where none fits, nothing is said.
"""

from __future__ import annotations

import re

from dragoman.resolve.dating_pages import KnownEvent, Page

VOTING = re.compile(
    r"\b(?:votes?|voted|voting|voters?|elections?|polls|polling|ballots?|run-?off|referendum|plebiscite|re-?elect\w*"
    r"|elects?|elected|choose|chose)\b",
    re.I,
)
# Votes of other kinds than the tables hold, and votes of bodies.
OTHER_VOTE = re.compile(
    r"\b(?:local|municipal|regional|provincial|state-level|council|mayoral|european|by-election|byelection|midterms?"
    r"|mid-term|primar(?:y|ies)|caucus(?:es)?|resolution|security council|general assembly|congress|senate|parliament"
    r"|lawmakers|deputies|mps|assembly|knesset|duma|bundestag|committee|no[- ]confidence|opinion polls?)\b",
    re.I,
)


TOPPLING = re.compile(
    r"\b(?:toppl(?:ed?|ing)|overthr(?:ew|own|ow)|oust(?:ed|ing|er)|deposed?|seized? power|took power|putsch|coups?)\b",
    re.I,
)


def votes_near(page: Page, at: int) -> list[KnownEvent]:
    """The votes and coups of the tables that the sentence at an offset may speak of, whenever they were held."""
    start, end = page.sentence(at)
    words = page.text[start:end]
    voting = VOTING.search(words) is not None and not OTHER_VOTE.search(words)
    toppling = TOPPLING.search(words) is not None
    if not voting and not toppling:
        return []
    countries = _countries(page, start, end)
    if len(countries) != 1:
        return []
    found = page.votes.get(countries.pop(), ())
    return [event for event in found if (toppling if event.kind == "coup" else voting)]


def _countries(page: Page, start: int, end: int) -> set[str]:
    """The one state of a sentence by its names and adjectives; where it names none, by the leaders in it."""
    by_kind: dict[bool, set[str]] = {True: set(), False: set()}
    for entity in page.reading.entities:
        if entity.country is None or not any(start <= m.start < end and m.kind != "pronoun" for m in entity.mentions):
            continue
        by_kind[entity.kind != "person"].add(entity.country)
    return by_kind[True] or by_kind[False]
