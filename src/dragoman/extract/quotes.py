"""Quotation marks, matched character by character inside a paragraph: straight, curly, low-high, angled, single.

Pure text. A newline ends a paragraph (so does furniture); a quotation left open at its end either goes on in the next
paragraph, which opens with the mark again, or ends there.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_DOUBLE_OPEN = "“„«‟〝「『《"
_DOUBLE_CLOSE = "”»〞〟」』》"
_DOUBLE_EITHER = '"″＂'
_DOUBLE = _DOUBLE_OPEN + _DOUBLE_CLOSE + _DOUBLE_EITHER
_SINGLE = "‘’'‚‛`´‹›"
_MARKS = re.compile(f"``|''|‘‘|’’|‚‚|<<|>>|[{_DOUBLE}{_SINGLE}]")
_BEFORE_OPEN = "([{—–-/:=>*•|…"
_AFTER_CLOSE = ".,;:!?)]}—–-/…|"
# Words that begin with an apostrophe, and plain years: "'tis", "'90s".
_FARTHEST = 60  # marks looked at for a closing one; no paragraph of a report has as many
_ELISION = re.compile(r"(?:\d\ds?|tis|twas|til|em|cause|round|n|bout)\b", re.IGNORECASE)


class Quotation(NamedTuple):
    """What stands between two outer marks: `text[start:end]`, blanks at the edges left out.

    `opens` and `closes` include the marks. `single`: the outer marks are single ones. `continues`: the paragraph takes
    up the quotation of the paragraph before. `closed`: a closing mark was found.
    """

    start: int
    end: int
    opens: int
    closes: int
    single: bool
    continues: bool
    closed: bool


class Paragraph(NamedTuple):
    """A stretch of text between line breaks and furniture."""

    start: int
    end: int


class _Mark(NamedTuple):
    start: int
    end: int
    single: bool
    may_open: bool
    may_close: bool
    sure: bool  # the glyph itself says which


def paragraphs(text: str, *, skip: Sequence[tuple[int, int]] = ()) -> list[Paragraph]:
    """Lines that are not blank, parted also where furniture begins or ends; furniture itself is left out."""
    edges = sorted(skip)
    found = []
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        for start, end in _outside(line.start(), line.end(), edges):
            inner = text[start:end]
            if not inner.isspace() and inner:
                left = len(inner) - len(inner.lstrip())
                found.append(Paragraph(start + left, start + len(inner.rstrip())))
    return _unwrapped(text, found)


def _outside(start: int, end: int, skip: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for low, high in skip:
        if high <= start or low >= end:
            continue
        if low > start:
            yield start, low
        start = max(start, high)
    if start < end:
        yield start, end


def _unwrapped(text: str, lines: list[Paragraph]) -> list[Paragraph]:
    """Joins lines broken in the midst of a sentence: the break is single, the line long, the next one in lower case."""
    joined: list[Paragraph] = []
    for line in lines:
        if joined:
            last = joined[-1]
            gap = text[last.end : line.start]
            if (
                gap.count("\n") == 1
                and not gap.strip()
                and last.end - max(last.start, text.rfind("\n", 0, last.end) + 1) >= 45
                and (text[last.end - 1].isalnum() or text[last.end - 1] in ",;-")
                and text[line.start].islower()
            ):
                joined[-1] = Paragraph(last.start, line.end)
                continue
        joined.append(line)
    return joined


def find(text: str, *, skip: Sequence[tuple[int, int]] = ()) -> list[Quotation]:
    """The outermost quotations of a text, in order; furniture (`skip`, ranges of code points) is never crossed."""
    found: list[Quotation] = []
    going_on = False
    previous: Paragraph | None = None
    for paragraph in paragraphs(text, skip=skip):
        marks = list(_marks(text, paragraph))
        if previous is not None and any(previous.end <= low < paragraph.start for low, _ in skip):
            going_on = False
        mine = list(_match(text, paragraph, marks, going_on=going_on))
        found += mine
        going_on = bool(mine) and not mine[-1].closed and not mine[-1].single
        previous = paragraph
    return found


def _marks(text: str, paragraph: Paragraph) -> Iterator[_Mark]:
    for match in _MARKS.finditer(text, paragraph.start, paragraph.end):
        start, end, glyph = match.start(), match.end(), match.group()
        before = text[start - 1] if start > paragraph.start else " "
        after = text[end] if end < paragraph.end else " "
        single = len(glyph) == 1 and glyph in _SINGLE
        opening = (before.isspace() or before in _BEFORE_OPEN or before in _DOUBLE + _SINGLE) and not after.isspace()
        closing = not before.isspace() and (
            after.isspace() or after in _AFTER_CLOSE or after in _DOUBLE + _SINGLE or not single
        )
        if single:
            if before.isalnum() and after.isalnum():
                continue  # don't, O'Brien, l'Ivoire
            if glyph == "´" or (glyph == "`" and not opening):
                continue
            if opening and not closing and _ELISION.match(text, end):
                continue
            yield _Mark(start, end, True, opening and glyph not in "›", closing and glyph not in "‘‚‹", glyph in "‘‚‹›")
            continue
        if glyph in _DOUBLE_CLOSE and after in _AFTER_CLOSE:
            opening, closing = False, True  # "« Oui », she said"
        sure = glyph in _DOUBLE_OPEN + _DOUBLE_CLOSE or glyph in ("``", "‘‘", "‚‚", "<<", ">>")
        if glyph == "''" and before.isalnum() and after.isalnum():
            continue
        if glyph in ('"', "″", "''") and before.isdigit() and not opening and _is_inch(text, start):
            continue
        if after.isspace() and before.isspace():  # a mark with blanks on both sides may be either
            opening = closing = True
        yield _Mark(start, end, False, opening, closing, sure)


def _is_inch(text: str, start: int) -> bool:
    """5'10" or 12": a measure, unless a quotation that ends in a number may close here (asked where none is open)."""
    return bool(re.search(r"\d['′’]\d{1,2}$", text[max(0, start - 6) : start]))


def _match(text: str, paragraph: Paragraph, marks: list[_Mark], *, going_on: bool) -> Iterator[Quotation]:
    """One paragraph's outermost quotations. Nesting is by kind: doubles inside singles and the other way round."""
    at = 0
    first = True
    while at < len(marks):
        mark = marks[at]
        glyph = text[mark.start : mark.end]
        opens = mark.may_open or (mark.sure and glyph in _DOUBLE_OPEN and not mark.single)
        if not opens or (mark.single and not _single_opens(text, marks, at)):
            at += 1
            continue
        closing = _closing(text, marks, at)
        leading = first and mark.start == paragraph.start
        if closing is None and mark.single:
            at += 1
            continue
        first = False
        if closing is None:
            end, closes, after = paragraph.end, paragraph.end, len(marks)
        else:
            end, closes, after = marks[closing].start, marks[closing].end, closing + 1
            if marks[closing].may_open and not marks[closing].may_close:  # a new opening where none had closed
                closes, after = marks[closing].start, closing
                end = _sentence_end(text, mark.end, marks[closing].start)
        start = mark.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            closed = closing is not None and closes > marks[closing].start
            yield Quotation(start, end, mark.start, closes, mark.single, leading and going_on, closed)
        at = after


def _sentence_end(text: str, start: int, limit: int) -> int:
    """Where a quotation that nobody closed ends at the latest: its first full stop before `limit`, else `limit`."""
    match = re.search(r"[.!?…](?=\s)|,(?=\s+\w+\s+(?:said|says|added|told)\b)", text[start:limit])
    return start + match.end() if match else limit


def _single_opens(text: str, marks: list[_Mark], at: int) -> bool:
    """A single mark opens a quotation only if something later can close it."""
    after = text[marks[at].end : marks[at].end + 1]
    return (after.isalnum() or after in "([$£€…" or after in _DOUBLE) and _closing(text, marks, at) is not None


def _closing(text: str, marks: list[_Mark], at: int) -> int | None:
    """The number of the mark that closes the one at `at`."""
    opened = marks[at]
    single = opened.single
    glyph = text[opened.start : opened.end]
    depth = 0
    last: int | None = None
    inner: int | None = None  # an inner quotation of the other kind, open now
    for place in range(at + 1, min(at + 1 + _FARTHEST, len(marks))):
        mark = marks[place]
        char = text[mark.start : mark.end]
        if mark.single != single:
            if single and mark.may_open and inner is None:
                inner = place
            elif inner is not None and mark.may_close:
                inner = None
            continue
        if single:
            if mark.may_close:
                if inner is not None and text[mark.start - 1].isalnum():
                    continue
                # "the leaders’ talks": a plural's apostrophe if a better mark follows
                if text[mark.start - 1] in "sS" and _better_close(text, marks, place):
                    last = place
                    continue
                return place
            if mark.may_open and mark.sure:
                depth += 1
            continue
        if mark.sure and char in _DOUBLE_OPEN and char == glyph and mark.may_open and glyph not in "»":
            if _closers_left(text, marks, place) >= 2:
                depth += 1
                continue
            return place if depth == 0 else last
        if not mark.may_close and mark.may_open and not mark.sure:
            # a straight mark that can only open: nested if two closings follow, else the first was never closed
            if _closers_left(text, marks, place) >= 2:
                depth += 1
                continue
            return place
        if not (mark.may_close or mark.sure):
            continue
        if depth:
            depth -= 1
            last = place
            continue
        return place
    return last


def _better_close(text: str, marks: list[_Mark], place: int) -> bool:
    """Is there a later single mark that closes, before another one opens?"""
    for mark in marks[place + 1 : place + 1 + _FARTHEST]:
        if mark.single:
            if mark.may_open and not mark.may_close:
                return False
            if mark.may_close:
                return True
    return False


def _closers_left(text: str, marks: list[_Mark], place: int) -> int:
    """How many double marks can only close after `place`, up to the next that can only open."""
    count = 0
    for mark in marks[place + 1 : place + 1 + _FARTHEST]:
        if mark.single:
            continue
        if mark.may_open and not mark.may_close:
            break
        if mark.may_close:
            count += 1
    return count
