"""The title: the line above the report that is most like it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.clean import bylines, captions, date_lines, labels
from dragoman.clean.lines import Line, folded, is_heading_case
from dragoman.types import FurnitureKind

_TOP = 40  # lines; see furniture
_COMMON = frozenset(
    "the and for with from that this after over into than but not are was were has have had will would its his "
    "her their "
    "says said say they who what why how when where about amid between against more out all new first two".split()
)
_QUOTES = frozenset("'\"‘’“”«„[(¿¡#$€£")
_SUFFIX = re.compile(r"\s+(?:\||»|::|·|•)\s+|\s+[-–—]\s+")


def given(lines: Sequence[Line], title: str | None) -> int | None:
    """The line that holds the title that the source gives; None where there is none."""
    if not title:
        return None
    words = folded(title)
    return next((i for i, line in enumerate(lines[:_TOP]) if words and folded(line.text) == words), None)


def choose(lines: Sequence[Line], kinds: Sequence[FurnitureKind | None], *, title: str | None) -> int | None:
    """The index of the title's line, None where the text starts with the report itself.

    A candidate stands above the first sentence that is surely report; it has no full stop, is no label, and shares
    words with the sentences below. The earlier of two equals wins: the standfirst stands below the title.
    """
    found = given(lines, title)
    if found is not None:
        return found
    if title:  # the text is the body alone
        return None
    stop = _report_starts(lines, kinds)
    below = [line for line in lines[stop : stop + 8] if line.prose]
    body = _stems(" ".join(line.text for line in below)[:4_000])
    best, best_score, passed = None, 0.0, 0
    # Capitals alone are a title only where no line in both cases would do: mastheads are set in them.
    mixed = any(
        kinds[i] is None and not lines[i].text.isupper() and _likeness(lines[i], body) > 0.5 for i in range(stop)
    )
    for i in range(stop):
        line = lines[i]
        if (
            kinds[i] not in (None, "promo", "date_line", "credit")
            or line.words < 2
            or not (line.text[0].isalnum() or line.text[0] in _QUOTES)
        ):
            continue
        if kinds[i] is not None and (line.words < 6 or not _stems(line.text) & body or date_lines.is_date_line(line)):
            continue
        likeness = _likeness(line, body) * (0.6 if line.text.isupper() and mixed else 1.0)
        score = likeness - (0.3 if kinds[i] else 0.0) - 0.15 * min(passed, 3) - 0.01 * i
        passed += likeness > 0.5  # below a line that would do stand kickers and standfirsts
        if score > best_score and not (best is not None and folded(line.text) == folded(lines[best].text)):
            best, best_score = i, score
    return best if best is not None else _with_full_stop(lines, kinds, stop)


def _report_starts(lines: Sequence[Line], kinds: Sequence[FurnitureKind | None]) -> int:
    found = False  # a line that might be a title
    for i, line in enumerate(lines[:_TOP]):
        if kinds[i] is not None:
            continue
        asked = line.text[-1] in "?!" and line.words <= 18 and not found  # "Who won in Corvo?" heads a report too
        if line.prose and not asked and not captions.may_be_caption(line) and (found or not _is_stray(lines, i)):
            return i
        found = found or (line.words >= 3 and (asked or not line.prose) and not bylines.is_masthead(line))
    return min(len(lines), _TOP)


def _is_stray(lines: Sequence[Line], i: int) -> bool:
    """Whether a sentence above any title has nothing to do with the report below: a notice of the site."""
    own = _stems(lines[i].text)
    below = [line for line in lines[i + 1 : i + 12] if line.prose][:8]
    body = _stems(" ".join(line.text for line in below)[:4_000])
    titled = any(3 <= line.words <= 25 and not (line.prose and line.text[-1] == ".") for line in lines[i + 1 : i + 6])
    return titled and len(below) >= 2 and len(own & body) < 0.25 * len(own)


def _with_full_stop(lines: Sequence[Line], kinds: Sequence[FurnitureKind | None], stop: int) -> int | None:
    """A title that ends as a sentence: short, and told again at greater length in the next line."""
    if stop + 1 >= len(lines) or stop > 0 and any(kind is None for kind in kinds[:stop]):
        return None
    line, after = lines[stop], lines[stop + 1]
    own = _stems(line.text)
    again = len(own & _stems(after.text[:600])) >= 0.5 * len(own) if own else False
    return stop if line.words <= 18 and after.prose and after.words >= 1.3 * line.words and again else None


def _likeness(line: Line, body: frozenset[str]) -> float:
    """How much a line is like the title of the report below: 0 for no sign at all, up to about 2."""
    own = _stems(line.text)
    if labels.is_section(line) or labels.is_interface(line):
        return 0.0
    shared = len(own & body) / len(own) if own else 0.0
    length = 1.0 if 4 <= line.words <= 22 else 0.4 if line.words in (3, *range(23, 35)) else 0.1
    ended = 0.5 if line.text.endswith(".") and not line.text.endswith("...") else 1.0
    if bylines.is_masthead(line):
        return 0.1
    if bylines.is_name_alone(line) and shared < 0.5:
        return 0.05
    if captions.may_be_caption(line):
        return 0.1
    return (shared + 0.35 * length + (0.1 if is_heading_case(line.text) else 0.0)) * ended * length


def _stems(text: str) -> frozenset[str]:
    """Words of three letters and more, cut to five letters: "talks" and "talk" mostly meet, names always."""
    return frozenset(word[:5] for word in folded(text).split() if len(word) > 2 and word not in _COMMON)


def without_site(title: str, *, site: str | None, headings: Sequence[str] = ()) -> str:
    """A page's <title> without the name of the site: "Talks resume - The Bell" is "Talks resume".

    A tail after a bar or dash is cut when it names the site or when a heading of the page has the words before it.
    """
    plain = " ".join(title.split())
    known = {folded(heading) for heading in headings if heading}
    if folded(plain) in known:
        return plain
    cuts = [(match.start(), match.end()) for match in _SUFFIX.finditer(plain)]
    for start, _end in cuts:
        if folded(plain[:start]) in known:
            return plain[:start]
    for _start, end in cuts:
        if folded(plain[end:]) in known and len(plain[end:].split()) > 3:
            return plain[end:]
    name = folded(site) if site else ""
    for start, end in cuts:
        tail = folded(plain[end:])
        if name and tail and (tail.startswith(name) or name.startswith(tail)) and start > 0:
            return plain[:start]
    if cuts and plain[cuts[-1][0] :].strip()[0] in "|»:·•":
        return plain[: cuts[0][0]] if len(plain[: cuts[0][0]].split()) >= 3 else plain
    if cuts:
        start, end = cuts[-1]
        site_words = plain[end:].split()
        if (
            len(site_words) <= 4
            and len(plain[:start].split()) >= 4
            and all(word[0].isupper() for word in site_words if word[0].isalpha())
        ):
            return plain[:start]
    return plain
