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


def _plain(name: str) -> str | None:
    cut = re.sub(r" (?:and|of|the|for)$", "", _CUT.sub("", name).strip(" .,"))
    if (
        not cut
        or agencies.is_only_agencies(cut)
        or cut.casefold() in ("all rights reserved", "all", "agencies", "news agencies")
    ):
        return None
    return cut
