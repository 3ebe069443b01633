"""Labels of a page, one line at a time: sections, menus, counts, and what leads to other reports."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from dragoman.clean.lines import Line

LOOKED_AT = 600  # characters of a line, so that each pattern ends quickly whatever the line


@cache
def labels() -> dict[str, frozenset[str]]:
    """The label lists of labels.toml."""
    table = (resources.files("dragoman.clean") / "labels.toml").read_text(encoding="utf-8")
    return {name: frozenset(words) for name, words in tomllib.loads(table).items()}


def is_section(line: Line) -> bool:
    """Whether a line names sections of a site: "World, Back Page", "Home > World > Africa", "Asia"."""
    parts = re.split(r"\s*[>|/›»•·,→:]+\s*|\s+[-–—]\s+", line.label)
    known = labels()["sections"] | labels()["interface"]
    inner = [part for part in parts if part]
    return line.words <= 8 and bool(inner) and all(part in known for part in inner)


def is_interface(line: Line) -> bool:
    """Whether a line is a label of the page's workings, several of them, or a count of shares and comments."""
    if line.words > 12:
        return False
    known = labels()["interface"]
    if (
        line.label in known
        or _LINK.fullmatch(line.text)
        or _COUNTS.fullmatch(line.label)
        or _INDEX.fullmatch(line.text)
        or _PAGES.fullmatch(line.text)
        or _TAGS.match(line.text)
    ):
        return True
    parts = [part for part in re.split(r"\s*[|/•·>›»,]+\s*|\s{2,}", line.label) if part]
    return len(parts) > 1 and all(part in known for part in parts)


# What stands where in a printed paper: "Weather 3 · Tides 3", "Markets, page 14 | Comment, page 9".
_ITEM = r"[A-Z][\w ]{2,24}?,? (?:pages? |p\.? ?)?\d{1,3}"
_INDEX = re.compile(rf"{_ITEM}(?:\s?[·|•;]\s?{_ITEM}){{1,9}}|[A-Z][\w ]{{2,24}}, pages? \d{{1,3}}")
_PAGES = re.compile(r"[A-Z][\w ,'’&-]{2,80}[,:] (?:see )?(?:pages?|pp?\.) ?\d{1,3}(?: ?[-–,] ?\d{1,3}){0,3}\.?")
_LINK = re.compile(r"\W{0,2}(?:https?://|www\.)\S+|\W{0,2}[\w.+-]+@[\w-]+\.[\w.-]+|@\w{2,30}")
_COUNTS = re.compile(
    r"(?:\d[\d.,]*k?|no|one)\s+(?:shares?|comments?|views?|reads?|likes?|retweets?|replies|photos?|images?"
    r"|videos?|followers?)"
    r"|(?:share|print|tweet|email|comments?|views?|shares?)[\s:(]{1,3}\d[\d,.]*k?\)?|\d+ of \d+|page \d+(?: of \d+)?"
    r"|(?:slide|photo|image) \d+(?: of \d+)?"
)
_TAGS = re.compile(
    r"(?i)(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)|posted in|hashtags?|more on|(?:media|press) "
    r"(?:contacts?|enquiries|inquiries|office))\s?[:|]\s?\S"
)


def teaser(line: Line) -> str | None:
    """ "head" for the line above a list of other reports, "line" for one that leads to another report itself."""
    known = labels()
    if line.label in known["teasers"]:
        return "head"
    if _MORE_FROM.fullmatch(line.label):
        return "head"
    opening = re.match(r"[\W_]*([\w'’ -]{2,30}?)\s?(?:[:|→»>]|\s[-–—]\s)\s?(?=\S)", line.text[:80])
    if opening:
        words = " ".join(opening[1].split()).casefold()
        if words in known["teasers"] or (words in known["teaser_openings"] and not line.prose and line.words <= 22):
            return "line"
    return "line" if _TEASER.search(line.text[:LOOKED_AT]) and line.words <= 30 else None


_MORE_FROM = re.compile(
    r"(?:more|other|latest|also|top|recent|popular|trending) (?:from|in|on|about|stories|news|articles|headlines|by)"
    r"(?: (?:from|in|on|about|by))?(?: (?:the |this )?[\w&'’-]+){0,4}"
)
_TEASER = re.compile(
    r"(?i)^\W{0,3}(?:"
    r"list (?:\d+ of \d+|of \d+ items)|end of list"
    r"|(?:to )?(?:read|find out|learn|see|know|discover|view) (?:more|the full|the complete|the original"
    r"|further)\b.{0,80}\b(?:here|below|at|on)\b.{0,60}$"
    r"|(?:to find out more|for more(?: information| details| news| on this)?)\b.{0,60}(?:click|visit|go to|see"
    r"|follow|read)"
    r"|(?:please )?click (?:here|on)\b|(?:watch|listen to|see) (?:the|our|this|more|full)\b.{0,40}(?:video"
    r"|podcast|interview|report|episode|here)\W{0,3}$"
    r"|(?:story|article|text|report) continues (?:below|after)|advertisement\b.{0,40}$|ad(?:vert)?\s?[-–|:]"
    r"|(?:sponsored|promoted|paid|partner) (?:content|post|story|message)"
    r"|(?:learn|find out|read|see) (?:more|all)(?: here)?\W{0,3}$"
    r")"
)
