"""Bylines: which lines name the writers of a report, and the names in them."""

from __future__ import annotations

import re

from dragoman.clean import agencies
from dragoman.clean.credits import DESKS
from dragoman.clean.labels import labels
from dragoman.clean.lines import Line, is_heading_case

_LOOKED_AT = 200  # characters of a line, so that each pattern ends quickly whatever the line
_SERIES = re.compile(
    r"(?i)^(?:[\w'’&-]+ ){0,5}?(?:(?:working|policy|research|issue|country|situation|conflict|security) )?(?:"
    r"briefs?|briefings?|notes?|papers?|monitors?|bulletins?|updates?|alerts?|reports?|dispatch(?:es)?|newsletters?"
    r"|issue|edition|volume|vol\.|no\.|nr\.)(?: series)?,?\s?(?:no\.? ?|nr\.? ?|#|№ ?)?\d{1,5}(?=\s*(?:$|[/|·•–—,(:-]))"
)
_CALLED = re.compile(
    r"(?:The |THE )?[A-ZÀ-Þ][\w'’&.-]*(?: [A-ZÀ-Þ&][\w'’&.-]*){0,3}(?:,| [–—-]| \||:) "
    r"(?:the|a|an|your|our) (?:\w+ ){0,3}?"
    r"(?:newsletter|newspaper|weekly|daily|monthly|quarterly|magazine|journal|review|gazette|bulletin|digest|briefing"
    r"|podcast|blog|news site|news service|portal|broadcaster|voice)\b"
)
_EDITION = re.compile(
    r"(?i)(?:[(\[]|[–—|·-] ?)(?:in )?(?:english|french|arabic|russian|spanish|turkish|international|global|online|web"
    r"|print|asia|africa|europe|weekend|morning|evening)[ -]"
    r"(?:page|pages|edition|service|version|section|desk|news|language)\b"
)
_OPENING = re.compile(
    r"(?i)^\W{0,3}(?:written |reported |report |posted |story |article |text |published |words )?by\s?[:|]?\s+"
)
_PLACE = re.compile(r"(?:\s(?:in|at|for)\s|,\s|\s[|–—-]\s|\s?[|/•(]).*$")


def names(lines: tuple[Line, ...]) -> tuple[str, ...]:
    """The persons in bylines and lines that are a name alone, in order; desks and agencies are no persons."""
    found: list[str] = []
    for line in lines:
        opened = _OPENING.match(line.text)
        if not opened and not (may_be_byline(line) or is_byline(line)):
            continue
        rest = line.text[opened.end() if opened else 0 :]
        for part in re.split(r"\s+and\s+|\s?&\s?|,\s+(?=[A-Z][\w.'’-]+\s[A-Z])", rest):
            name = _PLACE.sub("", part).strip(" .,")
            if 2 <= len(name.split()) <= 6 and _is_person(name) and not _is_desk(name):
                found.append(name)
    return tuple(dict.fromkeys(found))


def _is_desk(name: str) -> bool:
    return bool(
        agencies.is_only_agencies(name)
        or re.search(
            r"(?i)\b(?:desk|staff|correspondents?|reporters?|agenc\w+|bureau|team|editors?|news|service|our)\b", name
        )
    )


def is_byline(line: Line) -> bool:
    """Whether a line names who wrote the report: "By Jane Doe and John Roe", "Jane Doe in Geneva"."""
    text = line.text.strip()
    if line.words > 16 or re.search(r"[.!?;]['\"”’]?$", text) and not re.search(r"\b(?:Jr|Sr|[A-Z])\.$", text):
        return False
    opened = re.match(
        r"(?i:(?:written |reported |report |posted |story |article |text |published |words )?by)\s?[:|]?\s+(?=\S)", text
    )
    if opened:
        rest = text[opened.end() :]
        if re.match(rf"(?i)(?:our|an?|the) (?:[\w'’-]+ ){{0,4}}{_TRADES}\b.{{0,60}}$", rest):
            return True
        rest = re.sub(r" (?:staff|reporters?|correspondents?|writers?)$", "", rest)
        return rest.casefold() in DESKS or _all_names(rest)
    if re.fullmatch(r"(?:[A-Z][\w'’-]+ ){1,4}(?:Correspondent|Reporter|Bureau|Desk)", text):
        return True
    return bool(re.match(r"(?:Staff and agencies|Agencies|Staff|Our correspondent)\b.{0,40}$", text))


def may_be_byline(line: Line) -> bool:
    """Whether a line is a person's name, or one and a place; only its place below the title makes it a byline."""
    if is_name_alone(line):
        return True
    place = re.fullmatch(r"([^,]{3,40}?)(?: in |, | \| |/| - | – )((?:[A-Z][\w'’.-]+[ ,]{0,2}){1,4})", line.text)
    return bool(place and len(place[1].split()) <= 4 and _is_person(place[1]))


_TRADES = r"(?:correspondent|columnist|reporter|staff|editor|writer|analyst|contributor|desk|bureau)s?"
# Words of outlets' names: a name with one of them is no person.
_OUTLETS = frozenset(
    "the times daily herald post news press agency review journal gazette tribune sentinel ledger wire brief "
    "weekly radio "
    "tv television network media release mail star sun observer chronicle telegraph monitor standard bulletin courier "
    "mirror express dispatch guardian independent today online report reports service bureau watch magazine "
    "notes office "
    "ministry department government institute centre center university council committee pages edition echo globe "
    "merchant voice nation morning evening cable".split()
)
_PARTICLES = frozenset(
    "and in at of for the with de del della da di du la le al el bin ibn ben van von der den ter y e dos das a "
    "& abu ul ur".split()
)


def _all_names(rest: str) -> bool:
    words = re.findall(r"[^\s,|/()•·–-]+", rest)
    return bool(words) and all(
        not word[0].isalpha() or word[0].isupper() or word in _PARTICLES or "@" in word for word in words
    )


def _is_person(words: str) -> bool:
    names = words.split()
    parts = [name for name in names if name.casefold() not in _PARTICLES]
    return (
        2 <= len(parts) <= 8
        and all(re.fullmatch(r"[A-Z][\w'’-]*\.?", part) for part in parts)
        and not _has_label(parts)
        and not any(part.casefold() in _OUTLETS for part in parts)
    )


def _has_label(parts: list[str]) -> bool:
    """Whether any word of a would-be name is a section or label: "World News"."""
    known = labels()
    return any(part.casefold() in known["sections"] or part.casefold() in known["interface"] for part in parts)


def is_masthead(line: Line) -> bool:
    """Whether a line is the name of an outlet or of a series, not a title.

    A short one, all in capitals or all words with one, "Herald" or such in it; a name with what it is ("The Anvil, a
    weekly on trade"), with its language ("(English page)"), or with a number ("Policy brief 12 / May 2014").
    """
    text = line.text[:_LOOKED_AT]
    if line.words <= 14 and not line.ended and (_SERIES.search(text) or _CALLED.match(text) or _EDITION.search(text)):
        return True
    words = re.findall(r"[\w'’-]+", line.text)
    capital = all(word[0].isupper() or word.isdigit() or word in _PARTICLES for word in words)
    named = [word for word in words if word.casefold() in _OUTLETS and word.casefold() != "the"]
    opened = line.text.isupper() or capital or words[:1] and line.text.split(",")[0].isupper()
    return bool(len(words) <= 8 and named and opened and not line.ended)


def is_name_alone(line: Line) -> bool:
    """Whether a line is a person's name and nothing else; only its place beside the title makes it a byline."""
    parts = line.text.split()
    return 2 <= len(parts) <= 4 and is_heading_case(line.text) and _is_person(line.text)
