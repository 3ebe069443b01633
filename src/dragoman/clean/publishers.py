"""Who published a report, where its page furniture says so; words such as "told The Bell" prove nothing."""

from __future__ import annotations

import re

from dragoman.clean import agencies

_NAME = r"(?P<name>(?:[Tt]he )?[A-Z][\w/&.'’-]*(?: (?:[A-Z][\w/&.'’-]*|of|the|and|for)){0,5})"
_CREDITS = (
    re.compile(
        rf"(?i:^\W{{0,3}}(?:copyright|©|\(c\))[\s©]{{0,3}}(?:\(c\)\s)?(?:(?:by"
        rf"|of)\s)?(?:\d{{4}}(?:\s?[-–]\s?\d{{4}})?,?\s?)?(?:by\s)?){_NAME}"
    ),
    re.compile(
        rf"(?i:^\W{{0,3}}sources?\s?:\s?){_NAME}(?= and (?:news )?agenc| with agenc|,? (?:and )?(?:news "
        rf")?agencies|$)"
    ),
    re.compile(rf"(?i:^\W{{0,3}}published (?:in|by)\s){_NAME}(?=,|\.|$| on )"),
)
_SELF = re.compile(
    rf"^{_NAME} (?:journalists|reporters|correspondents) (?:report|provide|cover|bring|deliver|work)\b"
    rf"|^{_NAME.replace('name', 'name2')} is (?:an? |the )(?:[\w'’,-]+ ){{0,6}}?(?:news(?:paper| agency| "
    rf"website| organi[sz]ation| site| service| outlet| portal| magazine)|media (?:outlet|organi[sz]ation"
    rf"|company|group)|broadcaster)\b"
)
_CUT = re.compile(r"(?:[.,]? (?:All [Rr]ights|Ltd|Inc|LLC|Limited|GmbH|Corporation)\b.*|[.,]+)$")


def stated(credits: tuple[str, ...], notices: tuple[str, ...]) -> str | None:
    """The outlet that credit lines or self-descriptions name; None where they name none or only agencies."""
    for line in credits:
        for pattern in _CREDITS:
            if (match := pattern.search(line[:300])) and (name := _plain(match["name"])):
                return name
    for line in notices:
        if match := _SELF.search(line[:300]):
            return _plain(match["name"] or match["name2"])
    return None


# Words that make a name an outlet's, in a line above the title: "THE FJORD POST | World"
_TRADES = frozenset(
    "times daily herald post journal gazette tribune sentinel ledger radio tv television star sun observer chronicle "
    "telegraph monitor standard courier mirror express dispatch guardian independent magazine echo globe examiner "
    "messenger inquirer enquirer weekly argus advertiser recorder register wire cable zeitung news".split()
)
_WORLDLY = frozenset("world latest breaking local national business sport sports your top more other".split())


def headed(lines: tuple[str, ...]) -> str | None:
    """The outlet whose name heads the page: a short line with "Herald" or such in it; None where no line is one."""
    for line in lines:
        head = re.split(r"\s*[|·•–—,>]\s*|\s+-\s+", line[:120].strip())[0].strip(" *_")
        words = re.findall(r"[^\W\d_][\w'’&.-]*", head)
        capital = all(word[0].isupper() or word in ("of", "the", "and", "for", "de", "la") for word in words)
        trade = any(word.casefold() in _TRADES for word in words) and not any(w.casefold() in _WORLDLY for w in words)
        if 2 <= len(words) <= 6 and capital and trade and len(words) == len(head.split()) and head[-1] not in ".?!:":
            return " ".join(_cased(n, w) for n, w in enumerate(words)) if head.isupper() else " ".join(words)
    return None


def _cased(place: int, word: str) -> str:
    """A word of a name in capitals as it is spelt elsewhere; letters without a vowel are initials."""
    if not re.search(r"[AEIOUYÀ-Þ]", word):
        return word
    return word.lower() if place and word in ("OF", "THE", "AND", "FOR", "DE", "LA") else word.capitalize()


def _plain(name: str) -> str | None:
    cut = re.sub(r" (?:and|of|the|for)$", "", _CUT.sub("", name).strip(" .,"))
    if (
        not cut
        or agencies.is_only_agencies(cut)
        or cut.casefold() in ("all rights reserved", "all", "agencies", "news agencies")
    ):
        return None
    return cut
