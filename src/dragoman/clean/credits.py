"""Credits, one line at a time: reporters, editors, agencies, sources, rights."""

from __future__ import annotations

import re

from dragoman.clean import agencies
from dragoman.clean.lines import Line

LOOKED_AT = 600  # characters of a line, so that each pattern ends quickly whatever the line


def is_credit(line: Line) -> bool:
    """Whether a line credits the report: reporters, editors, agencies, sources, rights; bylines stand apart."""
    text = line.text[:LOOKED_AT].strip()
    if _CREDIT.search(text) or _RIGHTS.search(text):
        return True
    if line.words > 14:
        return False
    inner = text.strip("()[]-–—*_#. \u2022").strip()
    if not inner:
        return len(text) >= 2  # a rule of signs: ### ends a press release, ___ sets off the credits
    if (
        _INITIALS.fullmatch(inner)
        or _SIGNED_OFF.fullmatch(inner)
        or re.fullmatch(r"[A-Z]{2,6}/\d{3,4}\b.{0,20}", inner)
    ):
        return True
    if re.fullmatch(r"[(\[](?:[Ww]ith|[Vv]ia|[Ff]rom) [A-Z][\w .,'’&-]{2,60}[)\]]\W?", text):
        return True
    if inner.casefold() in DESKS or agencies.is_only_agencies(inner):
        return True
    if re.fullmatch(r"[(\[]\s?[\w .,/&'’-]{2,60}\s?[)\]]\W?", text) and agencies.credited(text):
        return True
    if re.fullmatch(r"[-–—]{1,2}\s?[A-Z][\w./& -]{1,40}", text) and (agencies.credited(text) or inner.isupper()):
        return True
    if re.fullmatch(r"[A-Z][\w-]{1,20}/[A-Z][\w .'’-]{1,40}", text) and agencies.credited(text.split("/")[0]):
        return True
    if re.fullmatch(r"(?:PTI|IANS|UNI|ANI|APP)(?: [A-Z]{2,5}){1,6}", text):
        return True
    return bool(re.fullmatch(r"[A-Z][A-Z .,'-]{2,40},? ?\([A-Z][\w ./-]{1,30}\)", text) and agencies.credited(text))


# The desk's code and the hand's, with a day: "WNNS/dk/13.03", "KPA-ab/cd"
_SIGNED_OFF = re.compile(r"[A-Z]{2,6}[/-][a-z]{1,3}(?:/[a-z]{1,3}){0,3}(?:[/ ]\d[\d./: ]{0,12})?")


# Who wrote, edited and checked, as agencies close their reports: "jd/rs/ab", "abc/xy (dpa)".
_INITIALS = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{2,4}){1,5}(?: \([\w ,]{2,20}\)?)?")
DESKS = frozenset(
    (
        "enditem|end item|ends|end|our correspondent|our special correspondent|our correspondents|our reporter"
        "|our staff reporter|staff reporter|"
        "staff reporters|staff correspondent|special correspondent|correspondent|monitoring desk|news desk"
        "|newsdesk|web desk|online desk|"
        "digital desk|web report|web team|news agencies|agencies|agency|wire services|wires|staff and agencies"
        "|agencies and staff|staff|staff writer|"
        "staff writers|editorial team|editorial staff|editorial board|newsroom|news service|international desk"
        "|foreign desk|world desk|"
        "bureau report|our bureau|online report|online editor|editor|by our staff|with agencies|with agency "
        "inputs|compiled from agencies|"
        "with wire reports|from wire reports|combined dispatches|from agencies|our foreign desk|own "
        "correspondent|admin|our own correspondent|press release|the newspaper's staff reporter|"
        "the newspaper’s staff reporter|the newspaper's correspondent|the newspaper’s correspondent"
        "|correspondents|news report"
    ).split("|")
)
_REPORTING = (
    r"(?:reporting|report|writing|written|editing|edited|translation|translated|compiled|compilation|inputs?"
    r"|contributions?|contributed|filed|text|research|production|photography|copy ?edited)"
)
_CREDIT = re.compile(
    rf"(?i)^[\W_]{{0,3}}(?:(?:with |additional |and |based on |with additional |with inputs? from |further "
    rf"|extra |original )?{_REPORTING}(?:,? (?:and|&) {_REPORTING})? (?:by|from|was contributed"
    rf"|in\b.{{0,30}}\bby)\b(?!.{{350}}))"
    r"|^[\W_]{0,3}(?:with|based on|includes?|including|compiled from|adapted from|drawn from) (?:additional "
    r"|agency |wire |further |some |news )?(?:reporting|reports|report|inputs?|material|information|files?"
    r"|contributions?|dispatches|agencies) (?:from|by|of)\b(?!.{250})"
    r"|^[\W_]{0,3}(?:based on|with) (?:reporting|reports) by\b"
    r"|^[\W_]{0,3}(?:sources?|via|credit|agency|agencies|courtesy|reporter|reporters|editor|editors|editing"
    r"|author|authors|writer|writers|translator|text|contributors?|edited|byline)\s?[:|/]\s?\S.{0,160}$"
    r"|\b(?:contributed to this (?:report|story|article|dispatch)|contributed (?:reporting|to reporting)"
    r"|contributed from)\b(?!.{80})"
    r"|^[\W_]{0,3}with (?:AFP|AP|Reuters|dpa|wires|agencies)\b.{0,80}$"
    r"|^[\W_]{0,3}(?:published|reproduced|reprinted|republished|distributed) (?:with|under|by) (?:permission"
    r"|licen[cs]e|arrangement|agreement)"
    r"|^[\W_]{0,3}(?:distributed|provided|syndicated|supplied) by\b.{0,60}$"
    r"|^[\W_]{0,3}(?:[\w’'-]+ ){1,5}(?:writers?|reporters?|correspondents?|journalists?|diplomatic writer"
    r"|staff) .{3,120}\bcontributed\b"
)
_RIGHTS = re.compile(
    r"(?i)^\W{0,3}(?:copyright|\(c\)|©)\s?(?:©|\(c\)|by|of|the|\d{4}|[A-Z]).{0,200}$|\ball rights reserved\b(?!.{250})"
    r"|\bmay not be (?:published|reproduced|broadcast|rewritten|copied|redistributed)\b|^\W{0,3}©"
)
