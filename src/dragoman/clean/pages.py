"""A web page judged: its visible text, which of it is furniture, its title and what its metadata say."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from dragoman.clean import blocks, date_lines, mainpart, metadata, titles
from dragoman.clean.blocks import Block
from dragoman.clean.furniture import Layout, layout
from dragoman.clean.languages import language
from dragoman.clean.lines import Line, folded
from dragoman.errors import MalformedInput
from dragoman.types import FurnitureKind

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}\?>")
# The parser gives up at 2,048 levels and drops what is deeper; pages of real sites stay below 100.
_DEEPEST = 1_900
_WRAPPERS = re.compile(
    r"</?(?:div|span|font|section|center|b|i|u|em|strong|ul|ol|li|table|tbody|tr|td|blockquote|main)\b[^<>]{0,2000}>",
    re.I,
)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page's visible text, the layout of its lines, its metadata and its title."""

    text: str
    layout: Layout
    metadata: metadata.Metadata
    title: str | None


def read(markup: str, *, source: str, title: str | None = None) -> Page:
    """Judge a page. `title` is what a row or feed gives for it. Raises MalformedInput for one without visible text."""
    tree = _parse(markup, source)
    text, found = blocks.visible(tree)
    if not text.strip():
        raise MalformedInput(
            source, "The page has no visible text.", remedy="It may need a browser to fill it: save it from there."
        )
    meta = metadata.read(tree)
    headings = [text[b.start : b.end] for b in found if b.tag == "h1"]
    chosen = title or _title(meta, headings)
    inside = mainpart.chosen(markup, text, found)
    if inside is not None:
        inside = mainpart.completed(inside, found)
    judged = layout(text, title=chosen, language=_language(text, found, inside))
    return Page(text=text, layout=_with_structure(judged, text, found, inside), metadata=meta, title=chosen)


def _parse(markup: str, source: str) -> Any:
    import lxml.etree
    import lxml.html

    def parsed(words: str) -> Any:
        return lxml.html.document_fromstring(words, parser=lxml.html.HTMLParser(huge_tree=True, no_network=True))

    plain = _DECLARATION.sub("", markup)
    try:
        tree = parsed(plain)
        if _depth(tree) > _DEEPEST:
            tree = parsed(_WRAPPERS.sub(" <p>", plain))
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError) as fault:
        raise MalformedInput(source, f"The page cannot be parsed: {fault}.", remedy="Save it again.") from None
    return tree


def _depth(tree: Any) -> int:
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _language(text: str, found: tuple[Block, ...], inside: frozenset[int] | None) -> str:
    return language("\n".join(text[b.start : b.end] for i, b in enumerate(found) if inside is None or i in inside))


def _title(meta: metadata.Metadata, headings: list[str]) -> str | None:
    """The heading of the page that its metadata know, else the words of the metadata without the site's name."""
    said = [t for t in (meta.headline, *meta.titles) if t]
    plain = [titles.without_site(t, site=meta.publisher, headings=headings) for t in said]
    known = [folded(t) for t in plain]
    for heading in headings:
        words = folded(heading)
        if words and any(words == t or (len(words) > 15 and (words in t or t in words)) for t in known):
            return " ".join(heading.split())
    if len(headings) == 1 and len(headings[0].split()) >= 4 and not meta.headline:
        return " ".join(headings[0].split())
    return next((t for t in plain if t), None)


def _with_structure(judged: Layout, text: str, found: tuple[Block, ...], inside: frozenset[int] | None) -> Layout:
    """The layout corrected by the page's structure and by what the extractor takes for the article."""
    kinds = list(judged.kinds)
    starts = 0
    first = _first_inside(judged, found, inside)
    for i, line in enumerate(judged.lines):
        while found[starts].end < line.end and starts + 1 < len(found):
            starts += 1
        if i == judged.title:
            continue
        block = found[starts]
        said = blocks.structural(block, len(text))
        if said == "date_line" and not date_lines.is_date_line(line):
            said = None
        if kinds[i] is None and said is not None:
            kinds[i] = said
        elif kinds[i] is None and inside is not None and starts not in inside:
            kinds[i] = None if _is_standfirst(line, block, i, judged, first) else _outside(line, block)
    return Layout(judged.lines, tuple(kinds), judged.title)


def _first_inside(judged: Layout, found: tuple[Block, ...], inside: frozenset[int] | None) -> int:
    """Index of the first line of the article as the extractor has it."""
    if not inside:
        return 0
    start = found[min(inside)].start
    return next((i for i, line in enumerate(judged.lines) if line.start >= start), 0)


def _is_standfirst(line: Line, block: Block, i: int, judged: Layout, first: int) -> bool:
    """Whether a line between the title and the article, with words of its own, is its standfirst."""
    after_title = judged.title is not None and judged.title < i <= judged.title + 4
    return after_title and i < first and line.words >= 6 and block.linked < 0.5 * (line.end - line.start)


def _outside(line: Line, block: Block) -> FurnitureKind:
    if block.linked >= 0.8 * (line.end - line.start):
        return "promo" if line.words >= 5 else "navigation"
    return "navigation" if line.words < 5 else "other"
