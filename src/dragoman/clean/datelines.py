"""The dateline: where a report says it was written, at the head of its first sentences.

"GENEVA (Reuters) — …", "CORVO, Sept 28 (Xinhua) -- …", "Sochi, Russia: …", "[Nairobi] …", "ISLAMABAD: …".
"""

from __future__ import annotations

import re

import msgspec

from dragoman.clean import agencies

_LOOKED_AT = 160
_CAPS = r"[A-Z][A-Z.'’ÀÁÂÄÇÈÉÊÍÎÑÓÔÖØÚÜŞĞİ-]+(?: [A-Z][A-Z.'’ÀÁÂÄÇÈÉÊÍÎÑÓÔÖØÚÜŞĞİ-]+){0,3}"
_NAME = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]+|de|la|el|al|of|the|and)){0,3}"
_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?"
    r"|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)\.?"
)
_DAY = (
    rf"(?:{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS}(?:,? \d{{4}})?"
    rf"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_WIRE = r"\((?P<wire>[\w .,/&'’-]{2,60})\)"
_DASH = r"(?:—|–|--|―|-(?=\s)|-{2,3})"
_ABROAD = rf"(?:(?:,| -)\s?(?P<region>{_NAME}|{_CAPS}|[A-Z]\.[A-Z]\.))?"
_FORMS = (
    # GENEVA, Switzerland, March 3 (Reuters) — ; the agency or the day makes it certain, whatever the letters
    re.compile(
        rf"(?P<place>{_CAPS}(?:/{_CAPS}){{0,3}}|{_NAME}(?:/{_NAME})?){_ABROAD},?\s?(?:/|\|)?\s?(?P<day>{_DAY}),?\s?(?:{_WIRE}"
        rf"|/\w+/|\[[\w ]+\])?\s?(?:{_DASH}|:|\.\s?/|/|(?<=\))\.)"
    ),
    re.compile(
        rf"(?P<place>{_CAPS}(?:/{_CAPS}){{0,3}}|{_NAME}(?:/{_NAME})?){_ABROAD},?\s{_WIRE}\s?(?:{_DASH}|:|,|\.|)\s?"
    ),
    # GENEVA — ; ISLAMABAD: ; NEW DELHI/CORVO:
    re.compile(rf"(?P<place>{_CAPS}(?:/{_CAPS}){{0,3}}){_ABROAD}\s?(?:{_DASH}|:)\s"),
    re.compile(rf"\[(?P<place>{_NAME}|{_CAPS}){_ABROAD}\]\s"),
    # Sochi, Russia: ; Sochi, Russia —
    re.compile(rf"(?P<place>{_NAME}),\s(?P<region>{_NAME}|[A-Z]\.[A-Z]\.)\s?(?:—|–|--|:)\s"),
    # (AFP) GENEVA —
    re.compile(rf"{_WIRE}\s?(?:{_DASH}|/|,)?\s?(?P<place>{_CAPS}){_ABROAD}\s?(?:{_DASH}|:|/|,)?\s"),
    # Geneva: ; Geneva — ; only where the text names the place again
    re.compile(rf"(?P<place>{_NAME})(?P<weak>)\s?(?:—|–|--|:| -)\s"),
)
_NOT_PLACES = frozenset(
    "analysis opinion explainer watch live update updates editorial interview question answer video breaking exclusive "
    "factbox timeline profile comment commentary review feature features news world correction note summary background "
    "q a qa read more by source photo file developing urgent brief briefing podcast report special the what "
    "why how who "
    "when where here today yesterday tomorrow but and however meanwhile still also us they he she it we i yes no "
    "transcript statement reaction top-3 ap reuters afp nato opec asean iaea osce brics ecowas unhcr unicef unsc eu un "
    "us uk usa uae imf who wto icc icj g7 g8 g20 cia fbi idf pkk isis isil pm president minister".split()
)


# "Bishkek, March 13, 2025. /ABC/", "PANAMA CITY (AP) April 11, 2015 -": the day makes sure of small letters too
_ALONE = re.compile(
    rf"(?P<place>{_CAPS}|{_NAME}){_ABROAD},?\s(?:(?P<day>{_DAY})[.,]?\s?(?:/|\()(?P<wire>[A-Z][\w ]{{1,30}})(?:/|\))"
    rf"|\((?P<wire2>[A-Z][\w ]{{1,30}})\)\s(?P<day2>{_DAY}))\s?(?:{_DASH}|:|\.)?"
)


_CITY = re.compile(rf"\[?(?P<place>{_CAPS}){_ABROAD},?\s?(?P<day>{_DAY})?,?\s?(?:{_WIRE})?\s?(?:{_DASH}|:|\.)?\]?")


class Dateline(msgspec.Struct, frozen=True):
    """Where a report was written, as it says, and the agencies beside the place. `end` is an offset in the line."""

    place: str
    agencies: tuple[str, ...]
    day: str | None
    end: int


def read(line: str, *, text: str = "") -> Dateline | None:
    """The dateline at the head of a paragraph, or None; `text` is the whole report, to check places."""
    head = line[:_LOOKED_AT]
    opened = re.match(r"[\s(•*]{0,3}(?=[A-Z(\[])", head) if not head.startswith(("(", "[")) else None
    at = opened.end() if opened else 0
    for form in _FORMS:
        match = form.match(head, at)
        if match is None:
            continue
        parts = match.groupdict()
        place = parts["place"].strip(" ,")
        wire = parts.get("wire")
        found = agencies.credited(wire) if wire else ()
        if wire and not found and re.fullmatch(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3}", wire) and place.isupper():
            found = (wire,)  # an agency that the table lacks: its place between the city and the dash says so
        if wire and not found and not parts.get("day"):
            continue  # "MOSCOW (dream) -": brackets that hold no agency prove nothing
        if _is_no_place(place) or agencies.is_only_agencies(place):
            continue
        if parts.get("weak") is not None and not (text and _named_again(place, text[len(head) :])):
            continue
        region = (parts.get("region") or "").strip(" ,")
        if region and (named := agencies.named(place)):  # "Eastern Light Agency, KAZAN, Oct 24 --"
            found, place, region = (*named, *found), region, ""
        words = f"{place}, {region}" if region and not agencies.credited(region) else place
        return Dateline(words, found, parts.get("day"), match.end())
    return None


def alone(line: str) -> Dateline | None:
    """A line that is a dateline and nothing else: "DUNVALE, 14 June 2016", "KABUL, Afghanistan —"."""
    inner = line.strip()
    if len(inner) > 90:
        return None
    match = _ALONE.fullmatch(inner) or _CITY.fullmatch(inner)
    if match is None:
        return None
    parts = match.groupdict()
    day, wire = parts["day"] or parts.get("day2"), parts["wire"] or parts.get("wire2")
    if not (day or wire or parts["region"] or inner[-1] in "—–-:"):
        return None
    place = match["place"].strip(" ,")
    found = (agencies.credited(wire) or ((wire,) if day else ())) if wire else ()
    if _is_no_place(place) or (wire and not found):
        return None
    return Dateline(f"{place}, {parts['region']}" if parts["region"] else place, found, day, len(inner))


def _is_no_place(place: str) -> bool:
    words = place.casefold().replace(".", "").split()
    return not words or words[0] in _NOT_PLACES or all(word in _NOT_PLACES for word in words)


def _named_again(place: str, text: str) -> bool:
    return bool(re.search(rf"\b(?:in|at|to|from|near|leaves?|visit(?:ed|s)?) {re.escape(place)}\b", text[:20_000]))
