"""News agencies: who is credited with a report or quoted as its origin."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

import msgspec

_SAID = (
    r"(?:reported|reports|said|says|quoted|quotes|cited|cites|citing|wrote|writes|carried|learned|has learned"
    r"|has reported"
    r"|added|noted|informed|informs|announced|adds|was told|has been told|understands|estimated)"
)
_TOLD = (
    r"(?i:told|telling|tells|tell|said to|speaking to|spoke to|speaking with|spoke with|interview with|interview to"
    r"|confirmed to|confirmed by|reported by|cited by|quoted by|quoted as saying by|quoted as telling|as saying by"
    r"|carried by|published by|released by|seen by|reviewed by|obtained by|according to|statement to|comments to"
    r"|remarks to|interviewed by|citing|quoting|reports? (?:from|in|by)|distributed by|statement (?:on|by|via)"
    r"|quoted in"
    r"|told reporters from|described (?:to|for)|via)"
)


class Agency(msgspec.Struct, frozen=True):
    """One agency: its usual short name, its country, and its aliases, sure and weak."""

    name: str
    country: str
    sure: tuple[str, ...]
    weak: tuple[str, ...]


class _Table(msgspec.Struct, frozen=True):
    by_alias: dict[str, str]
    weak: frozenset[str]
    alias: re.Pattern[str]
    quoted: re.Pattern[str]
    reporting: re.Pattern[str]


@cache
def table() -> tuple[Agency, ...]:
    """The agencies of data/agencies.tsv."""
    lines = (resources.files("dragoman.data") / "agencies.tsv").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line.startswith(("#", "name\t")):
            continue
        name, country, aliases = line.split("\t")
        words = aliases.split("|")
        sure = tuple(word for word in words if not word.startswith("~"))
        found.append(Agency(name, country, sure, tuple(word[1:] for word in words if word.startswith("~"))))
    return tuple(found)


@cache
def _compiled() -> _Table:
    by_alias: dict[str, str] = {}
    weak = set()
    for agency in table():
        for word in agency.sure:
            by_alias[word] = agency.name
        for word in agency.weak:
            by_alias.setdefault(word, agency.name)
            weak.add(word)
    any_alias = "|".join(re.escape(word) for word in sorted(by_alias, key=lambda word: (-len(word), word)))
    one = rf"(?<![\w-])(?P<alias>{any_alias})(?![\w-])"
    agency_word = r"(?:(?:[Nn]ews |[Pp]ress )?(?:[Aa]gency|wire|service))"
    return _Table(
        by_alias,
        frozenset(weak),
        re.compile(one),
        re.compile(
            rf"\b{_TOLD} (?:the |an? )?(?:[\w'’.-]+ ){{0,4}}?(?P<before>{agency_word} )?{one}(?P<after>'s? "
            rf"{agency_word}| {agency_word})?"
        ),
        re.compile(
            rf"(?P<before>{agency_word} )?{one}(?P<after>(?:'s|’s)? {agency_word})?(?:'s|’s)?,? (?:\([^)]{{1,20}}\) )?"
            rf"(?:(?:also|later|earlier|has|had|which|on \w+day|last \w+) )?"
            rf"(?:{_SAID}|(?:journalist|reporter|correspondent|photographer|tally|count|poll|survey|team)s?)\b"
        ),
    )


def credited(line: str) -> tuple[str, ...]:
    """Agencies named in a credit, byline or dateline, in order; there every alias counts."""
    found = _compiled()
    return _unique([found.by_alias[match["alias"]] for match in found.alias.finditer(line)])


def named(line: str) -> tuple[str, ...]:
    """Names in a credit, masthead or dateline that say themselves that they are an agency, known here or not.

    "(With Straits Cable Agency)", "GULF PRESS BUREAU (GPB)": the words are given as they stand, without capitals only.
    """
    known = credited(line)
    if known:
        return known
    match = _SELF_NAMED.search(line[:200]) or _BRACKETED.match(line[:200])
    if match is None:
        return ()
    short = re.match(r"\s?[(\[]([A-Z]{2,6})[)\]]", line[match.end() :])
    if short is not None:
        return (short[1],)
    words = match[match.lastindex or 0].strip()
    return (words.title() if words.isupper() else words,)


_BRACKETED = re.compile(r"[(\[](?:[Ww]ith|[Vv]ia|[Ff]rom) (?:inputs from )?((?:[A-Z][\w'’-]+ ?){1,4})[)\]]\W?$")
_SELF_NAMED = re.compile(
    r"(?<![\w'’])(?!(?:By|With|From|Via|Source|The|BY) )(?:[A-Z][\w'’-]+ ){1,4}(?:(?:News|Press|NEWS|PRESS) "
    r"(?:Agency|Bureau|Service|Wire|AGENCY|BUREAU|SERVICE|WIRE)"
    r"|Agency|AGENCY|Wire|WIRE|(?:News|NEWS) (?:Service|SERVICE))(?![\w'’])"
    r"|(?<![\w'’])(?:Agencia|Agence|Agenzia|Agentur|Agência|AGENCIA|AGENCE|AGENZIA)"
    r"(?: (?:de |di |da |d['’])?[A-ZÀ-Þ][\w'’-]+){1,4}"
)


def quoted(text: str) -> tuple[tuple[int, str], ...]:
    """Agencies that the report itself quotes as where something was said or reported: (offset, name) in order."""
    compiled = _compiled()
    found = []
    for pattern in (compiled.quoted, compiled.reporting):
        for match in pattern.finditer(text):
            alias = match["alias"]
            if alias in compiled.weak and not (match["before"] or match["after"] or alias in _SHORT_BUT_PLAIN):
                continue
            found.append((match.start("alias"), compiled.by_alias[alias]))
    for pattern in (_SELF_QUOTED, _THE_AGENCY):
        for match in pattern.finditer(text):
            name = match["name"]
            if name not in compiled.by_alias:
                found.append((match.start("name"), name))
    return tuple(sorted(set(found)))


# Agencies that no table knows: their own names, or the word before them, say what they are.
_NAMED = r"(?:[A-Z][\w'’-]+ ){1,4}(?:(?:News|Press) (?:Agency|Bureau|Service|Wire)|Agency|Wire|News Service|Newswire)"
_SELF_QUOTED = re.compile(
    rf"(?<![\w'’])(?!(?:By|With|From|Via|Source|The|Atomic|Energy) )(?P<name>{_NAMED})(?![\w'’])"
    rf"(?<!Energy Agency)(?<!Intelligence Agency)(?<!Space Agency)(?<!Relief Agency)(?<!Security Agency),? "
    rf"(?:(?:also|later|earlier|has|had) )?(?:reported|reports|wrote|quoted|quotes|cited|cites|carried)\b"
)
_THE_AGENCY = re.compile(
    r"\b(?:[Nn]ews |[Pp]ress )?agency (?P<name>[A-Z]{2,6}|[A-Z][a-z]+(?: Press)?)"
    r"(?=,? (?:said|says|reported|reports|wrote|puts?|quoted|quotes|cited|cites|carried)\b)"
)


# Weak in a list of letters, plain after "told" or before "reported".
_SHORT_BUT_PLAIN = frozenset({"AP", "SANA", "Fars"})


def is_only_agencies(words: str) -> bool:
    """Whether nothing but agencies, joining words and the general word "agencies" stands in `words`."""
    found = _compiled()
    rest = found.alias.sub(" ", words)
    rest = re.sub(
        r"(?i)\b(?:and|with|news|agency|agencies|wires?|staff|desk|via|the|bureau|reports?|services?|inputs|from)\b",
        " ",
        rest,
    )
    return bool(found.alias.search(words)) and not re.search(r"\w", rest)


def _unique(names: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
