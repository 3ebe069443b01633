"""Parts of a report: the sentence that answers a search best, and what may be shown where its text has an owner."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dragoman.reading import Reading
from dragoman.types import Span

HIDDEN = "\x01"  # stands for a character that is not shown; every page and line leaves control characters out


def quoted_only(text: str, keep: Iterable[tuple[int, int]]) -> str:
    """A text of the same length in which only the stretches `keep` can be read; each gap begins with an ellipsis."""
    shown = bytearray(len(text))
    for start, end in keep:
        shown[start:end] = b"\x01" * (min(end, len(text)) - start)
    out: list[str] = []
    inside = False
    for character, kept in zip(text, shown, strict=True):
        if kept or character.isspace():
            out.append(character)
            inside = inside and not kept and character != "\n"
        else:
            out.append(HIDDEN if inside else "…")
            inside = True
    return "".join(out)


def best_sentence(id: str, text: str, words: str, reading: Reading | None) -> Span | None:
    """The sentence of `text` (or line, where it was not read) that holds most of `words`; of several the first."""
    stems = [re.escape(w.casefold()[: max(4, len(w) - 2)]) for w in re.findall(r"\w+", words)]
    bounds = [(s.start, s.end) for s in reading.sentences] if reading else []
    bounds = bounds or [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    scored = [(-sum(bool(re.search(rf"\b{s}", text[a:b].casefold())) for s in stems), a, b) for a, b in bounds]
    if not scored:
        return None
    _, start, end = min(scored)
    return Span(article=id, start=start, end=end, text=text[start:end])
