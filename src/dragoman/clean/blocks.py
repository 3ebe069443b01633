"""A web page as text: all visible words in document order, and what the page says of each block.

The rule is our own, so that offsets stay when a library changes: text inside a block has its white space collapsed to
single spaces; <br>, and line ends inside <pre>, give one line feed; cells of a table row are parted by a tab; blocks
are parted by an empty line. Scripts, styles, templates, form fields and what is hidden by an attribute or an inline
style are not visible and left out.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from dragoman.types import FurnitureKind

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary "
    "table tbody tfoot "
    "thead tr ul".split()
)
_UNSEEN = frozenset(
    "script style noscript template head title meta link iframe object embed applet svg math canvas audio "
    "video map select "
    "textarea input datalist option param source track colgroup noframes frameset frame base".split()
)
_HIDDEN_STYLE = re.compile(r"(?i)(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)\b")
_TAG_KINDS: dict[str, FurnitureKind] = {
    "nav": "navigation",
    "footer": "navigation",
    "aside": "promo",
    "figcaption": "caption",
    "form": "navigation",
    "button": "navigation",
    "dialog": "navigation",
    "menu": "navigation",
}
_ROLE_KINDS: dict[str, FurnitureKind] = {
    "navigation": "navigation",
    "contentinfo": "navigation",
    "search": "navigation",
    "banner": "navigation",
    "complementary": "promo",
    "dialog": "navigation",
    "alertdialog": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "navigation",
}
# Words of class and id names, as content systems of many makers use them.
_CLASS_WORDS: dict[FurnitureKind, str] = {
    "caption": "caption figcaption wp-caption photocaption imagecaption photocredit imagecredit",
    "credit": "byline bylines author authors credit credits",
    "date_line": "timestamp dateline date datetime published pubdate updated",
    "biography": "bio authorbio biography authorbox",
    "promo": "related recommended recommendations recirculation promo promos newsletter subscribe subscription paywall "
    "trending popular mostread teaser teasers readmore sidebar advert advertisement ad ads sponsored outbrain "
    "taboola donate",
    "navigation": "nav navbar navigation menu breadcrumb breadcrumbs share sharing social socials toolbar tags tag "
    "pagination pager cookie cookies consent gdpr modal popup skip skiplink comments comment masthead topbar footer",
}
_CLASS_KINDS = {word: kind for kind, words in _CLASS_WORDS.items() for word in words.split()}
# What a class name calls furniture and holds more of the page than this is the page's frame, not its label.
MOST_OF_PAGE = 0.3


class Mark(msgspec.Struct):
    """An element that speaks of its content: what kind it would be, how sure, and how much it holds."""

    kind: FurnitureKind
    sure: bool
    chars: int = 0
    title: bool = False


class Block(msgspec.Struct):
    """A block of the text: where, in which tag, under which marks, in which parent, how much of it is links."""

    start: int
    end: int
    tag: str
    marks: tuple[Mark, ...]
    parent: int
    linked: int


class _Writer:
    """Gathers words into lines, lines into blocks, blocks into the text."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []
        self._lines: list[list[str]] = [[]]
        self._linked = 0

    def words(self, text: str | None, *, linked: bool, kept: bool) -> None:
        if not text:
            return
        text = text.replace("\t", " ")  # a tab in the text means a new cell
        if kept:
            first, *others = re.split(r"\r\n|[\r\n]", text)
            self._lines[-1].append(first)
            for line in others:
                self._lines.append([line])
        else:
            self._lines[-1].append(text)
        if linked:
            self._linked += len(text.strip())

    def cell(self) -> None:
        self._lines[-1].append("\t")

    def line_feed(self) -> None:
        self._lines.append([])

    def close(self, tag: str, marks: list[Mark], parent: int) -> None:
        """End the block that is being written."""
        cells = [[" ".join(cell.split()) for cell in "".join(line).split("\t")] for line in self._lines]
        lines = [joined for line in cells if (joined := "\t".join(cell for cell in line if cell))]
        self._lines, linked, self._linked = [[]], self._linked, 0
        if not lines:
            return
        if self.length:
            self.out.append("\n\n")
            self.length += 2
        text = "\n".join(lines)
        self.out.append(text)
        block = Block(self.length, self.length + len(text), tag, tuple(marks), parent, linked)
        self.length += len(text)
        self.blocks.append(block)
        for mark in marks:
            mark.chars += len(text)
            mark.title = mark.title or tag == "h1"


def visible(tree: Any) -> tuple[str, tuple[Block, ...]]:
    """The visible text of a parsed page and its blocks in order; `tree` is an lxml element."""
    from lxml import etree

    writer = _Writer()
    tags: list[str] = ["body"]
    ids: list[int] = [0]
    marks: list[Mark] = []
    own: list[bool] = []
    links = kept = count = 0
    walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
    hidden: Any = None
    for event, element in walk:
        if event in ("comment", "pi"):
            if hidden is None:
                writer.words(element.tail, linked=links > 0, kept=kept > 0)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        tag = tag.rpartition("}")[2].lower()
        if event == "start":
            if hidden is not None:
                continue
            if _is_hidden(element, tag):
                hidden = element
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                writer.close(tags[-1], marks, ids[-1])
                count += 1
                tags.append(tag)
                ids.append(count)
            mark = _mark(element, tag)
            own.append(mark is not None)
            if mark is not None:
                marks.append(mark)
            links += tag == "a"
            kept += tag == "pre"
            if tag == "br":
                writer.line_feed()
            elif tag in ("td", "th"):
                writer.cell()
            writer.words(element.text, linked=links > 0, kept=kept > 0)
            continue
        if hidden is not None:
            if element is not hidden:
                continue
            hidden = None
        else:
            if tag in _BLOCKS:
                writer.close(tag, marks, ids[-2] if len(ids) > 1 else 0)
                tags.pop()
                ids.pop()
            if own.pop():
                marks.pop()
            links -= tag == "a"
            kept -= tag == "pre"
        if element is not tree:
            writer.words(element.tail, linked=links > 0, kept=kept > 0)
    writer.close("body", marks, 0)
    return "".join(writer.out), tuple(writer.blocks)


def _is_hidden(element: Any, tag: str) -> bool:
    return tag in _UNSEEN or element.get("hidden") is not None or bool(_HIDDEN_STYLE.search(element.get("style") or ""))


def _mark(element: Any, tag: str) -> Mark | None:
    kind = _ROLE_KINDS.get((element.get("role") or "").strip().lower()) or _TAG_KINDS.get(tag)
    if kind is not None:
        return Mark(kind, True)
    if tag in ("html", "body", "main", "article"):
        return None
    if tag == "time":
        return Mark("date_line", False)
    if (element.get("itemprop") or "").lower() == "author" or (element.get("rel") or "").lower() == "author":
        return Mark("credit", False)
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500].lower()
    for word in re.split(r"[^a-z0-9]+", names):
        if word in _CLASS_KINDS:
            return Mark(_CLASS_KINDS[word], False)
    return None


def structural(block: Block, total: int) -> FurnitureKind | None:
    """What the page's own structure says a block is; `total` is the number of characters of the page's text."""
    for mark in reversed(block.marks):
        if mark.title or mark.chars > MOST_OF_PAGE * total:
            continue
        if mark.sure:
            return mark.kind
        if mark.kind in ("credit", "date_line") and block.end - block.start > 200:
            continue
        return mark.kind
    return None
