"""Captions, one line at a time: what stands under a picture, and whose picture it is."""

from __future__ import annotations

import re

from dragoman.clean.lines import Line

LOOKED_AT = 600  # characters of a line, so that each pattern ends quickly whatever the line


def is_caption(line: Line) -> bool:
    """Whether a line by itself tells that it stands under a picture: a credit of one, a file photo, sides named."""
    text = line.text
    return (
        len(text) <= LOOKED_AT
        and bool(_PICTURE.search(text))
        or (line.words <= 60 and not _TELLS.search(text) and bool(_SIDES.search(text) and _SHOWS.search(text)))
    )


_HOUSE = (
    r"(?:AFP|AP|REUTERS|Reuters|EPA(?:-EFE)?|EFE|TASS|Tass|RIA Novosti|Xinhua|Getty(?: Images)?|ANSA|dpa|DPA"
    r"|UPI|PTI|ANI"
    r"|AAP|Kyodo|Yonhap|Bernama|Sputnik|Anadolu|AA|TT|NTB|Shutterstock|Alamy|iStock|Pool|POOL|Handout|HANDOUT|NurPhoto"
    r"|Zuma|Bloomberg|Twitter|Facebook|Instagram|Telegram|Wikimedia(?: Commons)?|Creative Commons|Flickr|CC BY(?:-SA)?)"
)
_WHAT = r"(?:photo|image|picture|pic|photograph|illustration|screenshot|screengrab)s?"
_WHICH = (
    r"(?:file|stock|handout|undated|archive|combination|representative|representational|illustrative|agency|ap"
    r"|afp|reuters)"
)
_NAMED = r"[A-Z][\w.'’-]+(?:[ -][A-Z][\w.'’-]*){0,3}"
_PICTURE = re.compile(
    "|".join(
        (
            # [Jane Doe/AFP], [AP/Jane Doe], [File], [Photo courtesy of …]
            rf"\[[^\[\]]{{0,80}}(?:/\s?{_HOUSE}\b|\b{_HOUSE}/|[Ff]ile(?: [Pp]hoto)?\]|[Pp]hoto|[A-Z]\w+/[A-Z]\w+)"
            r"[^\[\]]{0,60}\]?\W{0,2}$",
            # (Photo: Jane Doe), (File photo), (AP Photo/Jane Doe), (Courtesy of the ministry)
            rf"(?i:\(\s?(?:{_WHICH} )?(?:{_WHAT}|credit|courtesy|source|file)\b[^()]{{0,80}}\)\W{{0,2}}$)",
            rf"\([^()]{{2,60}}(?:/|\b[Vv]ia )\s?{_HOUSE}\b[^()]{{0,40}}\)\W{{0,2}}$",
            rf"\({_HOUSE}(?: Photo)?/[^()]{{2,60}}\)\W{{0,2}}$",
            # Photo: …, FILE PHOTO: …, Image courtesy of …
            rf"(?i:^\W{{0,3}}(?:{_WHICH}\s)?{_WHAT}(?: (?:credit|courtesy|source|by|from|taken))?(?: of| "
            rf"by)?\s?[:/|–—-])",
            rf"(?i:^\W{{0,3}}{_WHAT} (?:credit|courtesy|provided|supplied|released|by|from|taken)\b(?!.{{200}}))",
            # … at its end: "File photo", "| Photo: AP", "PHOTO | JANE DOE"
            rf"(?i:\b(?:file|stock|handout) {_WHAT}\W{{0,3}}$)",
            rf"(?i:[|—–/.-]\s{{0,2}}(?:file )?(?:{_WHAT}|credit)(?: credit)?\s?[:|]\s?.{{1,80}}$)",
            r"\b(?:PHOTO|IMAGE|PIC|FILE)\s?[|:/]",
            # "— AFP pic", "via Reuters file photo", "AP Photo"
            rf"(?:[/—–|.(]|\bvia)\s?{_HOUSE}(?:\s?(?:[/,|(-]|via)\s?[\w .'’-]{{1,40}}\)?){{0,2}}"
            r"\s(?:[Pp]hoto|[Pp]ic|PHOTO|Images?|[Ff]ile [Pp]hoto)s?\.?$",
            rf"(?:^|[.)”\"\s])\s?{_HOUSE}\s(?:[Pp]hoto|[Pp]ic|PHOTO|[Ff]ile|FILE)\W{{0,2}}$",
            # "REUTERS/Jane Doe", "Jane Doe / AFP", "© Jane Doe / Agency"
            rf"\b(?:REUTERS|AFP|AP|EPA|EFE|TASS|dpa|Xinhua|Getty Images|AP Photo)\s?/\s?{_NAMED}"
            r"(?:\s?[/|]?\s?(?:Pool|POOL|File [Pp]hoto|Files?|Handout))?\W{0,2}$",
            rf"\b[A-Z][\w'’-]+(?: [A-Z][\w.'’-]+){{1,3}}\s?/\s?(?:[Pp]ool/)?{_HOUSE}\W{{0,2}}$",
            r"©\s?[A-Z][\w ./-]{1,50}/\s?[A-Z][\w ]{1,30}$",
        )
    )
)
_SIDE = r"(?:(?:second|third|far|\d(?:nd|rd)) (?:from )?(?:the )?)?(?:left|right|cent(?:er|re))"
_SIDES = re.compile(
    rf"(?i)\((?:[\w ]{{0,20}}\b)?(?:{_SIDE}|l|r|c|2nd [lr]|front|back|seated|standing|pictured|above|below|top|bottom"
    rf"|file)\)|(?-i:[A-Z][\w'’-]+),\s{_SIDE},|\b(?:from left|left to right|from right|clockwise from)\b"
)
_VERBS = "|".join(
    "addresses adjusts answers applaud applauds arrive arrives attend attends carries carry chairs chat chats "
    "cheer cheers "
    "delivers depart departs embrace embraces enter enters exchange exchanges faces gesture gestures gets give "
    "gives greet "
    "greets hands hold holds hug hugs inspect inspects join joins leave leaves listen listens look looks makes march "
    "marches meets meet observe observes participates pass passes patrol patrols pay pays plants pose poses pray prays "
    "prepares protest protests react reacts reads receive receives review reviews ride rides salute salutes "
    "shake shakes "
    "shares sign signs sit sits smile smiles speak speaks stand stands take takes talk talks toast tour tours "
    "visit visits "
    "wait waits walk walks watch watches wave waves welcome welcomes work works".split()
)
_SHOWS = re.compile(rf"(?i)\b(?:{_VERBS}|seen|pictured|shown|during|ahead of|before|after|with|at)\b")
# Many of these verbs are nouns as well ("talks"): before a verb stands a name, a side in brackets or a plural.
_PRESENT = re.compile(
    r"(?:\b[A-Z][\w.'’-]*|[)\],]|\b(?:leaders|ministers|officials|people|men|women|children|soldiers|troops|protesters"
    r"|supporters|demonstrators|delegates|members|residents|refugees|migrants|police|officers|workers|presidents|envoys"
    rf"|fighters|guards|jets|vehicles|counterpart|wife|husband))\s(?:{_VERBS})\b"
)
_PAST = re.compile(
    r"\b(?!(?:united|armed|unidentified|masked|so-called)\b)[a-z]{2,}ed\b"
    r"|\b(?:met|held|left|began|took|made|went|came|gave|saw|sent|won|lost)\b"
)
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATED = re.compile(
    rf"(?:\bon |, )(?:{_WEEKDAY},? ?)?(?:{_MONTHS} \d{{1,2}}|\d{{1,2}} {_MONTHS})(?:,? \d{{4}})?\W{{0,2}}$"
    rf"|(?:\bon |, ){_WEEKDAY}\W{{0,2}}$"
)
_TELLS = re.compile(
    r"(?i)\b(?:said|says|told|according to|announced|will|has|have|had|was|were|would|added|reported|agreed)\b|[\"“”]"
)


def may_be_caption(line: Line) -> bool:
    """Whether a sentence shows rather than tells: a photographer's verb in the present, and a day at its end.

    "X shakes hands with Y in Cairo on May 3." Only its place beside the title makes it a caption.
    """
    text = line.text[:LOOKED_AT]
    if not 4 <= line.words <= 60:
        return False
    if re.search(r"[\[(]" + _HOUSE + r"[\])]$", text):
        return True
    if line.words < 6 or _TELLS.search(text):
        return False
    shown, past = _PRESENT.search(text), _PAST.search(text)
    if shown and past and past.start() < shown.start():
        return False
    if shown and (_DATED.search(text) or _SIDES.search(text)):
        return True
    return bool(_VIEW.match(text)) and not _PAST.search(_TAKEN.sub("", text))


_VIEW = re.compile(r"(?i)(?:a|an|the) (?:general |aerial |undated )?(?:view|photo|picture|image|screengrab|handout)\b")
_TAKEN = re.compile(r"\b(?:taken|made|released|provided|published|dated|obtained|distributed|posted|grabbed)\b")
