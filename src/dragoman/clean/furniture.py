"""Which lines of a plain text are page and which are report, and which one is the title.

Each line is first judged by its own words (`patterns`), then by where it stands: above the title, between title and
report, inside the report, after its end. A line that nothing speaks against is report: a missed label costs a reader a
glance, a lost sentence costs a fact.
"""

from __future__ import annotations

import msgspec

from dragoman.clean import bylines, captions, labels, languages, notices, patterns, titles
from dragoman.clean.lines import Line, folded, is_heading_case, split
from dragoman.types import Furniture, FurnitureKind

# Lines looked at above the report for a title: sites put at most some twenty labels there.
_TOP = 40
# A credit ends the report only when most of it has been told: tuned on the cases in tests/clean.
_END_AFTER = 0.5
# Sentences without such a cue that may stand between two with one; more of them are the report going on.
_BETWEEN_NOTICES = 2
# Words: a longer line above the title is a sentence or standfirst, not a label or another report's title.
_LONGEST_LABEL = 14
# Sentences after the end that speak to the reader stand in at most this many lines.
_LONGEST_END = 25


class Layout(msgspec.Struct, frozen=True):
    """The lines of a text, the kind of each that is furniture, and the index of the title's line."""

    lines: tuple[Line, ...]
    kinds: tuple[FurnitureKind | None, ...]
    title: int | None

    @property
    def first(self) -> int:
        """Index of the first line of the report proper; the number of lines where there is none."""
        after = -1 if self.title is None else self.title
        inside = (i for i, kind in enumerate(self.kinds) if i > after and kind is None)
        return next((i for i in inside if self.lines[i].prose), next(inside, len(self.lines)))

    def of_kind(self, *kinds: FurnitureKind) -> tuple[str, ...]:
        """The words of the lines of some kinds, in order."""
        return tuple(line.text for line, kind in zip(self.lines, self.kinds, strict=True) if kind in kinds)

    def above(self) -> tuple[str, ...]:
        """The words of the page's lines above the title; none where there is no title."""
        return tuple(
            line.text for line, kind in zip(self.lines[: self.title or 0], self.kinds, strict=False) if kind is not None
        )


def layout(text: str, *, title: str | None = None, language: str = "en") -> Layout:
    """Judge every line of a text. `title` is what the source says beside it; `language` that of the text."""
    lines = split(text)
    if language != "en":  # the wording known here is English: elsewhere only repeated labels could be told
        return Layout(lines, (None,) * len(lines), titles.given(lines, title))
    kinds: list[FurnitureKind | None] = [_alone(line) for line in lines]
    _repeated_captions(lines, kinds)
    chosen = titles.choose(lines, kinds, title=title)
    if chosen is not None:
        kinds[chosen] = None
    _above(lines, kinds, chosen)
    _between(lines, kinds, chosen)
    _teaser_lists(lines, kinds, chosen)
    _repeated_title(lines, kinds, chosen, title)
    _after(lines, kinds)
    return Layout(lines, tuple(kinds), chosen)


def spans(layout: Layout) -> tuple[Furniture, ...]:
    """The furniture of a layout: whole lines without the space around them, neighbours of one kind in one span."""
    found: list[Furniture] = []
    before: int | None = None
    for i, (line, kind) in enumerate(zip(layout.lines, layout.kinds, strict=True)):
        if kind is None:
            continue
        if found and before == i - 1 and found[-1].kind == kind:
            found[-1] = Furniture(start=found[-1].start, end=line.end, kind=kind)
        else:
            found.append(Furniture(start=line.start, end=line.end, kind=kind))
        before = i
    return tuple(found)


def _alone(line: Line) -> FurnitureKind | None:
    kind = patterns.kind(line)
    if kind is not None:
        return kind
    return "other" if languages.is_foreign(line.text) else None


def _repeated_captions(lines: tuple[Line, ...], kinds: list[FurnitureKind | None]) -> None:
    """A caption that is printed twice in neighbouring lines: once for the eye, once as the picture's description."""
    for i in range(1, len(lines)):
        same = folded(lines[i].text) == folded(lines[i - 1].text)
        if not same or lines[i].words < 8 or not (lines[i].prose or kinds[i] == "caption"):
            continue
        if kinds[i] == "caption" or captions.may_be_caption(lines[i]):
            kinds[i - 1] = kinds[i] = "caption"
        else:  # a first sentence printed again as its own standfirst: once is enough
            kinds[i] = "duplicate_heading"


def _above(lines: tuple[Line, ...], kinds: list[FurnitureKind | None], title: int | None) -> None:
    """Short lines above the title are navigation; a whole sentence there stays unless its own words mark it."""
    for i in range(title or 0):
        if kinds[i] is None:
            if captions.may_be_caption(lines[i]):
                kinds[i] = "caption"
            elif not lines[i].prose and lines[i].words <= _LONGEST_LABEL:
                kinds[i] = "navigation"


def _between(lines: tuple[Line, ...], kinds: list[FurnitureKind | None], title: int | None) -> None:
    """Between title and report stand bylines, captions and section names; a standfirst stands there too and stays."""
    start = 0 if title is None else title + 1
    body = _body_starts(lines, kinds, start)
    named = told = False
    for i in range(start, body):
        line = lines[i]
        if kinds[i] is not None:
            continue
        told = told or line.prose and not captions.may_be_caption(line)
        if labels.is_section(line) and (not told or _beside(kinds, i)):
            kinds[i] = "navigation"
        elif captions.may_be_caption(line) and (not told or kinds[i - 1] is not None):
            kinds[i] = "caption"
        elif bylines.may_be_byline(line) and not named:
            kinds[i], named = "credit", True
        elif line.words <= 3 and not line.ended and is_heading_case(line.text) and _beside(kinds, i):
            kinds[i] = "navigation"


def _beside(kinds: list[FurnitureKind | None], i: int) -> bool:
    """Whether furniture stands next to a line: a short line among such lines belongs to them."""
    return (i > 0 and kinds[i - 1] is not None) or (i + 1 < len(kinds) and kinds[i + 1] is not None)


def _body_starts(lines: tuple[Line, ...], kinds: list[FurnitureKind | None], start: int) -> int:
    """The line where the report surely runs: the second sentence line in a row that no rule takes for a caption."""
    told = 0
    for i in range(start, min(len(lines), start + _TOP)):
        if kinds[i] is None and lines[i].prose and not captions.may_be_caption(lines[i]):
            told += 1
            if told == 2:
                return i
    return min(len(lines), start + 2)


def _teaser_lists(lines: tuple[Line, ...], kinds: list[FurnitureKind | None], title: int | None) -> None:
    """Below "Related stories" the headlines go with it, up to the next sentence."""
    start = 0 if title is None else title + 1
    inside = False
    for i in range(start, len(lines)):
        line = lines[i]
        if kinds[i] == "promo":
            inside = inside or labels.teaser(line) == "head"
            if line.label == "end of list":
                inside = False
        elif inside and kinds[i] is None:
            if line.words <= 22 and not line.prose and not (line.ended and line.text.endswith(".")):
                kinds[i] = "promo"
            else:
                inside = False


def _repeated_title(
    lines: tuple[Line, ...], kinds: list[FurnitureKind | None], title: int | None, given: str | None
) -> None:
    """The title again, in whatever case, is a duplicate heading. One line with the title is no repetition."""
    if title is None:
        return
    words = {folded(lines[title].text)} | ({folded(given)} if given else set())
    for i, line in enumerate(lines):
        if i != title and kinds[i] in (None, "navigation", "promo") and line.words >= 3 and folded(line.text) in words:
            kinds[i] = "duplicate_heading"


def _after(lines: tuple[Line, ...], kinds: list[FurnitureKind | None]) -> None:
    """What follows the end of the report: self-descriptions, notices, lists of headlines, section names."""
    told = [
        line.end - line.start if kind is None and line.prose and not _of_the_outlet(line) else 0
        for line, kind in zip(lines, kinds, strict=True)
    ]
    total = sum(told)
    end = _end_credit(lines, kinds, told, total)
    if end is not None:
        _notices(lines, kinds, end)
    for i in range(len(lines) - 1, 0, -1):
        if kinds[i] is None and not (notices.is_biography(lines[i]) and sum(told[:i]) > _END_AFTER * total):
            break
        kinds[i] = kinds[i] or "biography"
    last = max((i for i, kind in enumerate(kinds) if kind is None and lines[i].prose), default=-1)
    if last < 0:
        return
    rest = [i for i in range(last + 1, len(lines)) if kinds[i] is None]
    headlines = [i for i in rest if lines[i].words >= 4 and (is_heading_case(lines[i].text) or _is_headline(lines[i]))]
    marked = any(kinds[i] in ("promo", "navigation") for i in range(last + 1, len(lines)))
    for i in rest:
        if labels.is_section(lines[i]) or (
            lines[i].words <= 4 and not lines[i].ended and (marked or _beside(kinds, i))
        ):
            kinds[i] = "navigation"
        elif i in headlines and (marked or len(headlines) > 1) and not _is_item(lines[i]):
            kinds[i] = "promo"


def _of_the_outlet(line: Line) -> bool:
    return notices.is_biography(line) or notices.addresses_reader(line)


def _is_headline(line: Line) -> bool:
    return not line.ended and line.text[0].isupper() and line.words <= 20


def _is_item(line: Line) -> bool:
    """Whether a line is an item of a list: a list at the end of a report is part of it."""
    return line.text[0] in "-–•*·" or line.text[:2].rstrip(".)").isdigit()


def _end_credit(lines: tuple[Line, ...], kinds: list[FurnitureKind | None], told: list[int], total: int) -> int | None:
    """The first credit, note or label after which the report is over; None where none stands late enough."""
    for i, kind in enumerate(kinds):
        if kind in ("credit", "biography") and lines[i].words and total and sum(told[:i]) > _END_AFTER * total:
            return i
    return None


def _notices(lines: tuple[Line, ...], kinds: list[FurnitureKind | None], end: int) -> None:
    """After the end, everything up to the last line that speaks of the outlet or to the reader."""
    region = range(end + 1, min(len(lines), end + 1 + _LONGEST_END))
    cues = [i for i in region if kinds[i] is None and _of_the_outlet(lines[i])]
    last = end
    for cue in cues:
        if sum(kinds[i] is None and lines[i].prose for i in range(last + 1, cue)) > _BETWEEN_NOTICES:
            break
        last = cue
    for i in range(end + 1, last + 1):
        if kinds[i] is None:
            kinds[i] = "biography"
