"""Which blocks of a page trafilatura takes for the article, found again among our own blocks."""

from __future__ import annotations

import logging

from dragoman.clean.blocks import Block
from dragoman.clean.lines import folded

# Above this the extractor takes more than seconds; such pages are judged by their structure alone.
_LONGEST_PAGE = 3_000_000
# Fewer characters than this is no article but an error page or a list.
_LEAST = 200


def chosen(markup: str, text: str, blocks: tuple[Block, ...]) -> frozenset[int] | None:
    """Indices of the blocks that belong to the article; None where the extractor finds none."""
    if len(markup) > _LONGEST_PAGE:
        return None
    import trafilatura

    quiet = logging.getLogger("trafilatura")
    level = quiet.level
    quiet.setLevel(logging.CRITICAL)
    try:
        found = trafilatura.extract(
            markup, output_format="txt", include_comments=False, include_tables=True, favor_recall=True
        )
    except Exception:  # a page that breaks the extractor is still read: our own rules go on alone
        found = None
    finally:
        quiet.setLevel(level)
    if not found or len(found) < _LEAST:
        return None
    lines = {folded(line) for line in found.splitlines() if line.strip()}
    whole = " ".join(folded(line) for line in found.splitlines())
    inside = set()
    for i, block in enumerate(blocks):
        words = folded(text[block.start : block.end])
        if words in lines or (len(words) > 40 and words in whole):
            inside.add(i)
    return frozenset(inside) or None


def completed(inside: frozenset[int], blocks: tuple[Block, ...]) -> frozenset[int]:
    """The article's blocks, with those that stand between two of them under one parent: short paragraphs, lists."""
    parents = {blocks[i].parent for i in inside}
    first, last = min(inside), max(inside)
    between = {i for i in range(first, last + 1) if blocks[i].parent in parents}
    return inside | between
