"""Date lines: when the page was published, and nothing else beyond a place, an agency or a byline."""

from __future__ import annotations

import re

from dragoman.clean.lines import Line
from dragoman.times import written

LOOKED_AT = 600  # characters of a line, so that each pattern ends quickly whatever the line


def is_date_line(line: Line) -> bool:
    """Whether a line tells when the page was published, and nothing else beyond a place, an agency or a byline."""
    text = line.text[:LOOKED_AT]
    if line.words > 30:
        return False
    if _DATE_LABEL_ALONE.fullmatch(line.label) or _AGO.fullmatch(line.label):
        return True
    if _DAY_ALONE.fullmatch(text.strip()):
        return True
    found = written.find(text, basis="stated")
    if not found:
        return bool(_LABELLED.match(text) and line.words <= 8 and re.search(r"\d", text) and not line.prose)
    if written.is_date_alone(text):
        return True
    if _LABELLED.match(text):
        return True
    rest = text
    for item in reversed(found):
        rest = rest[: item.start] + " " + rest[item.end :]
    words = re.findall(r"[^\W\d_]+", rest)
    if line.prose or len(words) > 9:
        return False
    return all(word[0].isupper() or word in _JOINING for word in words) and not re.search(r"[\"“”?!]", rest)


_JOINING = frozenset(
    "and by of the in at on pm am a p m via from local time read min de la al last updated staff".split()
)


_LABEL_WORDS = (
    r"(?:first |originally |last |page |date |story |article |web ?)?"
    r"(?:published|publish(?:ed)? date|publication date|posted|updated?|last update|modified|last modif(?:ied"
    r"|ication)|issued|created|uploaded|released?|"
    r"release date|date|submitted|edited|reviewed|revised|dated|time|added)"
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
# A day without its year, and nothing else: "Monday, 20 March", "March 20"
_DAY_ALONE = re.compile(
    rf"(?i)\W{{0,3}}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)\W{{0,3}}"
)
_LABELLED = re.compile(
    rf"(?i)^\W{{0,3}}{_LABEL_WORDS}(?: (?:on|at|in|by|online|time|date))?(?: "
    rf"[\w ]{{1,30}}?,?)?\s?[:|–—-]?\s?(?=.{{0,40}}\d)"
)


_DATE_LABEL_ALONE = re.compile(_LABEL_WORDS.replace("|date|", "|").replace("|time|", "|"))
_AGO = re.compile(
    rf"(?:{_LABEL_WORDS}\s?:?\s?)?(?:about |over )?(?:\d{{1,3}}|an?|one|two|three|few|several|a "
    rf"few)\s?(?:seconds?|secs?|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|months?|years?) ago"
    r"(?:\s?[|•·-].{0,40})?|(?:\d{1,2}|less than a|one)[ -]?(?:min(?:ute)?s?)(?:s|'s|’s)?(?: to)? read|reading "
    r"time\W{0,3}\d{1,3}.{0,12}|estimated read.{0,30}"
    r"|(?:yesterday|today),? (?:at )?\d{1,2}[:.]\d\d.{0,12}|\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [a-z]{2,4})?"
)
