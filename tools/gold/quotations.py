"""Find a quotation in a text: exactly once, or the occurrence that was asked for."""

import re
from typing import Any

OPEN, CLOSE = "{{", "}}"


class GoldError(ValueError):
    """A sheet that does not fit its text, or does not follow the form."""


def cut(text: str, quotation: Any, *, where: str) -> tuple[int, int]:
    """Start and end (code points, end exclusive) of a quotation in text.

    A quotation is a string; or a string whose `{{...}}` is the span and the rest its surroundings, for words that
    stand in several places; or {"q": string, "nth": 1, 2, ...}. Blanks and line breaks match each other.
    Raises GoldError when nothing fits, or when several do and nothing says which.
    """
    words, nth = (str(quotation["q"]), int(quotation["nth"])) if isinstance(quotation, dict) else (quotation, None)
    before, inner, after = "", words, ""
    if OPEN in words:
        before, _, rest = words.partition(OPEN)
        inner, _, after = rest.partition(CLOSE)
    pattern = loose(before) + "(?P<span>" + loose(inner) + ")" + loose(after)
    found: list[tuple[int, int]] = [match.span("span") for match in re.finditer(pattern, text)]
    if not inner or not found:
        raise GoldError(f"{where}: not in the text: {words!r}")
    if nth is not None:
        if not 1 <= nth <= len(found):
            raise GoldError(f"{where}: stands {len(found)} times, number {nth} asked for: {words!r}")
        return found[nth - 1]
    if len(found) > 1:
        raise GoldError(f"{where}: stands {len(found)} times, say which: {words!r}")
    return found[0]


def loose(words: str) -> str:
    """A pattern for the words in which any run of blanks matches any other."""
    return r"\s+".join(re.escape(part) for part in re.split(r"\s+", words))
