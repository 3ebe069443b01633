"""The dossier on a terminal: a whole relationship at a glance, each line with its id and its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.cli.paper import Paper
from dragoman.cli.wording import Entry, entry, many, weight
from dragoman.query import Archive, Dossier, Item, Panel, fate
from dragoman.query.period import day
from dragoman.store import LAST, sort_key
from dragoman.types import Event, Figure, Position, Statement

# how many lines of a panel are shown before "… more": what a screen holds, meetings first
SHOWN = {"meetings": 8, "statements": 5, "positions": 8, "figures": 6, "reports": 0}
FEW = 4
KINDS = ("displaced", "deaths", "people", "money", "share", "area", "count", "duration", "other")
FATES = {"came": "came", "moved": "moved", "cancelled": "called off", "missed": "did not come", "open": "still ahead"}
LEGEND = "dragoman show ID gives every sentence behind a line; why ID, the reasoning. ~ marks an inferred date."


def show(archive: Archive, dossier: Dossier, paper: Paper, *, everything: bool = False) -> None:
    meetings = [m for m in dossier.panel("meetings").items if isinstance(m, Event)]
    days = [day(m.date) for m in meetings if m.date is not None]
    span = f" · {days[0]} to {days[-1]}" if days else ""
    paper.title(
        f"{dossier.a.name} – {dossier.b.name}",
        f"{weight(dossier.reports, dossier.origins)} · {many(len(meetings), 'meeting')}{span}",
    )
    silent: list[str] = []
    for panel in dossier.panels:
        if not panel.items:
            silent.append(panel.title.lower())
        elif everything or SHOWN.get(panel.key, FEW):
            _panel(archive, panel, paper, everything=everything)
    paper.line()
    if silent:
        paper.paragraph("The sources are silent on: " + "; ".join(silent) + ".", "dim")
    paper.paragraph(LEGEND, "dim")


def _panel(archive: Archive, panel: Panel, paper: Paper, *, everything: bool) -> None:
    entries = _entries(archive, panel)
    most = len(entries) if everything else SHOWN.get(panel.key, FEW)
    shown = entries[-most:] if panel.key in ("meetings", "statements", "ahead") else entries[:most]
    left = len(entries) - len(shown)
    aside = f"the latest {len(shown)} of {len(entries)}" if left and shown[-1:] == entries[-1:] else ""
    paper.heading(panel.title, aside or (f"{len(shown)} of {len(entries)}" if left else ""))
    paper.entries(shown)


def _entries(archive: Archive, panel: Panel) -> list[Entry]:
    if panel.key == "positions":
        return _stands(archive, [item for item in panel.items if isinstance(item, Position)])
    if panel.key == "figures":
        return _series(archive, [item for item in panel.items if isinstance(item, Figure)])
    if panel.key == "statements":
        return _quotes(archive, [item for item in panel.items if isinstance(item, Statement)])
    if panel.key == "ahead":
        events = _dated_last(panel.items)
        entries = [(fate(event), entry(archive, event)) for event in events]
        return [replace(one, notes=(FATES[what], *(n for n in one.notes if n != "planned"))) for what, one in entries]
    if panel.key == "meetings":
        return [entry(archive, event) for event in _dated_last(panel.items)]
    return [entry(archive, item) for item in panel.items]


def _dated_last(items: Iterable[Item]) -> list[Event]:
    """Events in order of time, the undated first: the latest of them are those whose day is known."""
    events = [item for item in items if isinstance(item, Event)]
    return sorted(events, key=lambda e: e.date is not None)


def _quotes(archive: Archive, statements: Sequence[Statement]) -> list[Entry]:
    """Statements in order of time, those without a day of their own by their report's; the undated first.

    Where there are enough of them, words in quotation marks stand for all.
    """

    def when(statement: Statement) -> tuple[str, str, str]:
        report = archive.dated(statement.content.article)
        key = sort_key(statement.date or report)
        return ("", "", statement.id) if key[0] == LAST else (*key, statement.id)

    direct = [s for s in statements if s.form == "direct"]
    return [entry(archive, s) for s in sorted(direct if len(direct) >= SHOWN["statements"] else statements, key=when)]


def _stands(archive: Archive, positions: Sequence[Position]) -> list[Entry]:
    """One line for each stand, however often it is reported; who holds it decides the order."""
    groups: dict[str, list[Position]] = {}
    for position in positions:
        groups.setdefault(entry(archive, position).headline, []).append(position)
    found = []
    for headline in sorted(groups):
        group = groups[headline]
        articles = {span.article for position in group for span in position.evidence}
        found.append(
            replace(
                _spread(archive, group),
                headline=headline,
                notes=(weight(len(articles), archive.independent(articles)),),
            )
        )
    return found


def _series(archive: Archive, figures: Sequence[Figure]) -> list[Entry]:
    """One line for each subject: its values in order of time. People first; what is told often first."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.subject.casefold(), figure.kind), []).append(figure)
    found = []
    for key in sorted(groups, key=lambda key: (KINDS.index(key[1]), -len(groups[key]), key)):
        group = sorted(groups[key], key=lambda f: (sort_key(f.as_of), f.id))
        values = [f"{f.number.words} ({day(f.as_of)})" if f.as_of else f.number.words for f in group]
        headline = f"{group[0].subject}: " + " → ".join(dict.fromkeys(values))
        found.append(replace(_spread(archive, group), headline=headline, when=day(group[0].as_of)))
    return found


def _spread(archive: Archive, group: Sequence[Position | Figure]) -> Entry:
    """The entry of the first of a group, dated from the first to the last."""
    first = entry(archive, group[0])
    years = sorted({when.lstrip("~")[:4] for when in _days(group) if when.lstrip("~")[:4].isdigit()})
    return replace(first, when="–".join(dict.fromkeys((years[0], years[-1]))) if years else first.when)


def _days(group: Iterable[Item]) -> list[str]:
    return [day(item.as_of) for item in group if isinstance(item, (Position, Figure))]
