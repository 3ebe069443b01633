"""Spans to safe HTML: a report's text cut at every boundary, each piece escaped and marked with what rests on it.

Offsets are code points into the article's text. Every piece of text in the output is exactly the text, escaped, less
its control characters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup, escape

from dragoman.query import Rest
from dragoman.reading import Extent
from dragoman.types import Article, Span
from dragoman.web.wording import calm, path

SURROUNDINGS = 280  # characters shown on either side of lit words, at most: about two sentences of press English
FACT_KINDS = frozenset({"event", "statement", "figure", "position", "arrangement", "conflict"})
LIT_PARTS = frozenset({"evidence", "content", "history"})


@dataclass(frozen=True, order=True)
class Mark:
    """A stretch to be marked. `css` is its class; `href` makes it a link; `id` gives it an anchor at its start."""

    start: int
    end: int
    css: str
    href: str | None = None
    title: str = ""
    id: str | None = None
    tag: str = "span"


def light(text: str, marks: Iterable[Mark], *, start: int = 0, end: int | None = None) -> Markup:
    """`text[start:end]` as HTML with these marks; where several cover a piece, all classes hold and the shortest links.

    Marks may overlap in any way: the text is cut at every boundary, so that the HTML nests properly.
    """
    end = len(text) if end is None else end
    inside = sorted(m for m in marks if m.start < end and m.end > start and m.start < m.end)
    cuts = sorted({start, end} | {min(max(b, start), end) for m in inside for b in (m.start, m.end)})
    anchors: dict[int, list[str]] = {}
    for m in inside:
        if m.id is not None:
            anchors.setdefault(max(m.start, start), []).append(m.id)
    out: list[Markup] = []
    active: list[Mark] = []
    coming = 0
    for a, b in pairwise(cuts):
        while coming < len(inside) and inside[coming].start <= a:
            active.append(inside[coming])
            coming += 1
        active = [m for m in active if m.end > a]
        out += [Markup('<a class="anchor" id="{}"></a>').format(id) for id in dict.fromkeys(anchors.get(a, ()))]
        out.append(_piece(text[a:b], active))
    return Markup("").join(out)


def _piece(words: str, active: Sequence[Mark]) -> Markup:
    shown = escape(calm(words))
    if not active:
        return shown
    css = " ".join(sorted({c for m in active for c in m.css.split()}))
    tag = "mark" if any(m.tag == "mark" for m in active) else "span"
    linking = [m for m in active if m.href]
    if not linking:
        return Markup('<{} class="{}">{}</{}>').format(tag, css, shown, tag)
    link = min(linking, key=lambda m: (m.end - m.start, m.start, m.href or ""))
    inner = Markup('<a href="{}" title="{}" class="{}">{}</a>').format(link.href, link.title, css, shown)
    return Markup("<mark>{}</mark>").format(inner) if tag == "mark" else inner


def excerpt(article: Article, spans: Sequence[Span], *, fact: str | None = None) -> Markup:
    """The lit words of these spans, with some of the report around them; gaps are shown as gaps."""
    text = article.text
    marks = [Mark(s.start, s.end, "lit", tag="mark") for s in spans if s.article == article.id and s.end <= len(text)]
    windows: list[list[int]] = []
    for mark in sorted(marks):
        a, b = _around(text, mark.start, mark.end)
        if windows and a <= windows[-1][1] + 40:  # a gap shorter than this reads worse than the words in it
            windows[-1][1] = max(windows[-1][1], b)
        else:
            windows.append([a, b])
    if not windows:
        return Markup("").join(Markup('<mark class="lit">{}</mark> ').format(calm(s.text)) for s in spans)
    parts = [light(text, marks, start=a, end=b) for a, b in windows]
    head = Markup('<span class="gap">… </span>') if windows[0][0] > 0 else Markup("")
    tail = Markup('<span class="gap"> …</span>') if windows[-1][1] < len(text) else Markup("")
    return head + Markup('<span class="gap"> … </span>').join(parts) + tail


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """A window around lit words that begins and ends at a paragraph or a blank."""
    a = max(text.rfind("\n", 0, start) + 1, start - SURROUNDINGS, 0)
    if a > 0 and text[a - 1] != "\n":
        a = min(start, (text.find(" ", a, start) + 1) or start)
    line = text.find("\n", end)
    b = min(len(text) if line < 0 else line, end + SURROUNDINGS)
    if b < len(text) and text[b] != "\n":
        b = max(end, text.rfind(" ", end, b))
    return a, b


@dataclass(frozen=True)
class Sentence:
    """A sentence of the reading map. `kind`: "evidence", "furniture" or "nothing"; `facts` rest on it."""

    number: int
    start: int
    end: int
    kind: str
    facts: tuple[str, ...]


@dataclass
class Paragraph:
    """A line of a report as HTML, with its sentences' facts for the margin."""

    start: int
    end: int
    html: Markup
    furniture: bool
    facts: list[str] = field(default_factory=list)


def sentences(article: Article, bounds: Sequence[Extent], resting: Sequence[Rest]) -> tuple[Sentence, ...]:
    """Every sentence of an article with what was taken from it. Without a reading, lines stand for sentences."""
    found = [(e.start, e.end) for e in bounds if e.start < e.end <= len(article.text)] or list(_lines(article.text))
    evidence = [r for r in resting if r.kind in FACT_KINDS and r.part in LIT_PARTS]
    listed = []
    for n, (a, b) in enumerate(sorted(found), start=1):
        facts = tuple(dict.fromkeys(r.fact for r in evidence if r.start < b and r.end > a))
        page = sum(max(0, min(f.end, b) - max(f.start, a)) for f in article.furniture)
        kind = "furniture" if page * 2 > b - a else "evidence" if facts else "nothing"
        listed.append(Sentence(n, a, b, kind, facts))
    return tuple(listed)


def _lines(text: str) -> Iterable[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        at += len(line) + 1


def paragraphs(article: Article, told: Sequence[Sentence], marks: Sequence[Mark]) -> list[Paragraph]:
    """The whole text, line by line, each sentence and each stretch of furniture marked, and `marks` on top."""
    text = article.text
    every = [Mark(s.start, s.end, f"s s-{s.kind}", id=f"s{s.number}") for s in told]
    every += [Mark(f.start, f.end, "furniture", title=f.kind) for f in article.furniture]
    every += marks
    every.sort()
    starts = [s.start for s in told]
    found = []
    for a, b in _lines(text):
        inside = [m for m in every if m.start < b and m.end > a]
        page = sum(max(0, min(f.end, b) - max(f.start, a)) for f in article.furniture)
        first = max(0, bisect_right(starts, a) - 1)
        facts = dict.fromkeys(f for s in told[first:] if s.start < b and s.end > a for f in s.facts)
        # an anchor stands where its mark begins, not again in the next line
        inside = [m if m.start >= a else Mark(m.start, m.end, m.css, m.href, m.title, None, m.tag) for m in inside]
        html = light(text, inside, start=a, end=b)
        found.append(Paragraph(a, b, html, furniture=page * 2 > b - a, facts=list(facts)))
    return found


def underlines(article: Article, resting: Sequence[Rest], css_of: dict[str, tuple[str, str]]) -> list[Mark]:
    """A mark for each fact's own words: an event's trigger, a statement's content, the evidence of all else.

    `css_of` gives a fact's class and title. An anchor "c<start>" stands at each stretch that is evidence.
    """
    marks = []
    for rest in resting:
        if rest.kind not in FACT_KINDS or rest.fact not in css_of:
            continue
        if rest.part in LIT_PARTS or rest.part == "trigger":
            marks.append(Mark(rest.start, rest.end, "", id=f"c{rest.start}"))
        own = {"event": "trigger", "statement": "content"}.get(rest.kind, "evidence")
        if rest.part == own and rest.kind != "conflict":
            css, title = css_of[rest.fact]
            marks.append(Mark(rest.start, rest.end, f"u {css}", href=path(rest.kind, rest.fact), title=title))
    return marks
