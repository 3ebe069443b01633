"""What a judged text says of itself: title, agencies, dateline, authors, publisher, dates."""

from __future__ import annotations

import re

import msgspec

from dragoman.clean import agencies, bylines, datelines, publication, publishers
from dragoman.clean.furniture import Layout
from dragoman.times import written
from dragoman.types import Date

_FIRST_SENTENCES = 3  # a dateline stands in one of these; above it a standfirst may stand


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the text itself; None and () where it does not say."""

    title: str | None
    publisher: str | None
    published: Date | None
    updated: Date | None
    dateline: str | None
    agencies: tuple[str, ...]
    authors: tuple[str, ...]


def facts(layout: Layout, text: str) -> Facts:
    """Read the furniture of a text for what it says of the report, and the report for the agencies that it quotes."""
    credits = (*_masthead(layout), *layout.of_kind("credit", "date_line"))
    report = [line for line, kind in zip(layout.lines, layout.kinds, strict=True) if kind is None]
    dateline = _dateline(layout, text)
    published, updated = publication.from_lines(layout.of_kind("date_line", "credit"))
    if published is None and dateline is not None and dateline.day is not None:
        published = written.read(dateline.day, basis="stated", where="The dateline")
    title = None if layout.title is None else layout.lines[layout.title].text
    return Facts(
        title=None if title is None else " ".join(title.split()),
        publisher=publishers.stated(layout.of_kind("credit", "date_line", "other"), layout.of_kind("biography"))
        or publishers.headed(layout.above()),
        published=published,
        updated=updated,
        dateline=dateline.place if dateline else None,
        agencies=_agencies(credits, [line.text for line in report], dateline),
        authors=bylines.names(
            tuple(line for line, kind in zip(layout.lines, layout.kinds, strict=True) if kind == "credit")
        ),
    )


def _masthead(layout: Layout) -> tuple[str, ...]:
    """Labels above the title: an agency puts its own name there."""
    return tuple(
        line.text
        for line, kind in zip(layout.lines[: layout.title or 0], layout.kinds, strict=False)
        if kind == "navigation"
    )


def _dateline(layout: Layout, text: str) -> datelines.Dateline | None:
    seen = 0
    after = -1 if layout.title is None else layout.title
    for i, (line, kind) in enumerate(zip(layout.lines, layout.kinds, strict=True)):
        if kind in ("date_line", "credit") and seen == 0 and (found := datelines.alone(line.text)):
            return found
        if i <= after or kind is not None or line.words < 6:
            continue
        if found := datelines.read(line.text, text=text):
            return found
        seen += 1
        if seen == _FIRST_SENTENCES:
            return None
    return None


_HEAD = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{4})?,? "
    r"\((?P<wire>[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,3})\)\s?(?:-|–|—|--)\s"
)
_INLINE = re.compile(
    r"(?:\((?P<bracket>[^()]{2,60})\)|[\[](?P<square>[^\[\]]{2,60})\]|(?:—|–|--"
    r"|\s-)\s?(?P<dash>[\w /,&]{2,40}))\W{0,2}$"
)


def _agencies(credits: tuple[str, ...], report: list[str], dateline: datelines.Dateline | None) -> tuple[str, ...]:
    """Agencies credited at the head, quoted in the report, credited at the end; each once, in that order."""
    found: list[str] = list(dateline.agencies) if dateline else []
    for line in credits:
        found += agencies.named(line)
    for line in report[:_FIRST_SENTENCES]:  # "May 13 (Lake Wire) - The president …"
        match = _HEAD.match(line)
        if match and not found:
            found += agencies.named(match["wire"]) or [match["wire"]]
    for line in report:
        found += [name for _, name in agencies.quoted(line)]
    for line in report[-3:]:  # "… a statement said. — AFP", "… next week. (Reuters)"
        match = _INLINE.search(line[-80:])
        words = match and (match["bracket"] or match["square"] or match["dash"])
        if words and agencies.is_only_agencies(words):
            found += agencies.credited(words)
    return _without_initials(found)


def _without_initials(names: list[str]) -> tuple[str, ...]:
    """Each name once; of "GPB" and "Gulf Press Bureau" the first."""
    kept: list[str] = []
    for name in names:
        short = "".join(word[0] for word in name.split()).upper()
        if not any(name == k or short == k or "".join(w[0] for w in k.split()).upper() == name for k in kept):
            kept.append(name)
    return tuple(kept)
