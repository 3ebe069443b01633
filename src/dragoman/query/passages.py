"""The sentence of a report that answers a search best."""

from __future__ import annotations

import re

from dragoman.reading import Reading
from dragoman.types import Span


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
