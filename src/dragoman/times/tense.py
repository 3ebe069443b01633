"""On which side of the report an expression lies, guessed from the verbs around it, where no parse says it."""

from __future__ import annotations

import re

from dragoman.reading import Tense

REACH = 240  # characters to either side that are looked at, inside the sentence
ACROSS_COMMA = 60  # what a comma between a verb and the expression adds to their distance
CLOSE = 40  # characters, commas counted as above, within which a word that looks ahead is sure to be meant
BEHIND = 20  # what standing after the expression adds
SURELY_AHEAD = re.compile(
    r"\b(?:will|shall|won[’']t|"
    r"(?:is|are) (?:going|due|set|scheduled|slated|expected|planned|planning) (?:to|for|on|in)|"
    r"to be (?:held|signed|opened|decided)|scheduled|slated|planned|upcoming|forthcoming|ahead of|deadline|expires?|"
    r"(?:is|are) to|(?:is|are) due)\b",
    re.IGNORECASE,
)
CLAUSE = re.compile(r",|\b(?:and|but|while|which|who|although|when)\b")
QUOTED = re.compile(r"[\"“][^\"“”\n]*[\"”]?")
MOVED = re.compile(
    r"\b(?:mov(?:ed?|ing)|postpon\w+|delay\w*|extend\w*|prolong\w*|push(?:ed|ing)?|brought) [^,;]{0,60}$"
)
STOP = re.compile(r"[.!?;:]\s|\n|[.!?]$")
AHEAD = re.compile(
    r"\b(?:will|shall|won[’']t|going to|(?:is|are|due|set|scheduled|slated|expected|planned|planning|plans?|hopes?|"
    r"intends?|ready|wants?) to|to be (?:held|signed|opened|decided)|due|scheduled|slated|planned|upcoming|forthcoming|"
    r"ahead of|would|deadline|expires?|expected)\b",
    re.IGNORECASE,
)
BEHIND_US = re.compile(
    r"\b(?<!be )(?:was|were|had|has|have|been|did|met|said|told|held|took|began|went|came|left|fell|won|lost|sent|made|"
    r"gave|spoke|hit|became|saw|found|broke|brought|bought|sold|built|led|fought|drew|grew|knew|paid|put|ran|rose|sat|shot|"
    r"stood|struck|thought|withdrew|wrote|flew|kept|got|felt|heard|read|set|cut|shut|died|[a-z]{3,20}ed)\b"
)
ADJECTIVES = frozenset("united unprecedented planned scheduled expected so-called based aged need speed indeed".split())


def tense_around(text: str, start: int, end: int, *, sure: bool = False) -> Tense | None:
    """past or future by the nearest verb of the sentence; None where no verb shows a side.

    A rough rule for readings without a parse, and for expressions that no fact uses. `sure` answers "past" only where
    no word of the whole sentence looks ahead, and "future" only where such a word stands close by.
    """
    left = text[max(0, start - REACH) : start]
    right = text[end : end + REACH]
    left = left[max((m.end() for m in STOP.finditer(left)), default=0) :]
    if (stop := STOP.search(right)) is not None:
        right = right[: stop.start()]
    if sure and (_in_quotation(text, start) or MOVED.search(left)):
        return None
    if sure:  # what speakers say has its own tense
        left, right = QUOTED.sub(_blank, left), QUOTED.sub(_blank, right)
    best: tuple[int, Tense] | None = None
    for pattern, tense in ((AHEAD, "future"), (BEHIND_US, "past")):
        for match in pattern.finditer(left):
            if tense == "past" and match.group() in ADJECTIVES:
                continue
            best = _nearer(best, len(left) - match.end(), left[match.end() :], tense)
        for match in pattern.finditer(right):
            if tense == "past" and match.group() in ADJECTIVES:
                continue
            best = _nearer(best, match.start() + BEHIND, right[: match.start()], tense)
    if best is None or not sure:
        return None if best is None else best[1]
    if best[1] == "future":
        return "future" if best[0] <= CLOSE and SURELY_AHEAD.search(left + " " + right) else None
    near = left[max((m.end() for m in CLAUSE.finditer(left)), default=0) :]
    near = near if BEHIND_US.search(near) else left
    far = right[: m.start()] if (m := CLAUSE.search(right)) is not None else right
    return None if AHEAD.search(near) or AHEAD.search(far) else "past"


def _in_quotation(text: str, start: int) -> bool:
    """An offset stands between quotation marks that were opened in its paragraph."""
    paragraph = text[max(text.rfind("\n", 0, start) + 1, start - 2000) : start]
    return paragraph.count('"') % 2 == 1 or paragraph.rfind("“") > paragraph.rfind("”")


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _nearer(best: tuple[int, Tense] | None, distance: int, between: str, tense: str) -> tuple[int, Tense]:
    cost = distance + ACROSS_COMMA * between.count(",")
    found: tuple[int, Tense] = (cost, "future" if tense == "future" else "past")
    return found if best is None or found < best else best
