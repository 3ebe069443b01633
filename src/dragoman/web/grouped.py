"""Facts that belong together: values of one subject, stands of one holder, stages of one life."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from dragoman.query import Archive
from dragoman.store import sort_key
from dragoman.types import Change, Figure, Position, Stage
from dragoman.web.drawing.tracks import Step, track
from dragoman.web.drawing.values import Value, chart
from dragoman.web.entries import Line, Quote, line, quote
from dragoman.web.wording import day, lit, plain, tame, target, weight, year

NOTHING = Markup("")
AT_LEAST_DRAWN = 2  # values; one alone is told in words, and lengths of time are no series


@dataclass
class Series:
    """The values of one subject in one unit, in order of time, with their drawings."""

    subject: str
    unit: str
    kind: str
    rows: list[tuple[Figure, Line]] = field(default_factory=list)
    wide: Markup = NOTHING
    narrow: Markup = NOTHING
    disputed: bool = False


def subjects(figures: Sequence[Figure]) -> list[list[Figure]]:
    """The figures of each subject in one unit, in order of time; those told often first, lengths of time last."""
    groups: dict[tuple[str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((" ".join(figure.subject.casefold().split()), figure.number.unit), []).append(figure)
    ordered = sorted(groups, key=lambda key: (groups[key][0].kind == "duration", -len(groups[key]), key))
    return [sorted(groups[key], key=lambda f: (sort_key(f.as_of), f.id)) for key in ordered]


def series(archive: Archive, groups: Sequence[Sequence[Figure]]) -> list[Series]:
    """The subjects with their lines and drawings."""
    disputed = {id for c in archive.conflicts() if c.kind in ("contradiction", "claim_vs_claim") for id in c.items}
    found = []
    for members in groups:
        one = Series(tame(members[0].subject) or "No subject told", members[0].number.unit, plain(members[0].kind))
        one.rows = [(f, line(archive, f)) for f in members]
        one.disputed = any(f.id in disputed for f in members)
        if len(members) >= AT_LEAST_DRAWN and members[0].kind != "duration":
            values = [Value(f, archive.independent({s.article for s in f.evidence}), f.id in disputed) for f in members]
            one.wide, one.narrow = chart(values, width=1080), chart(values, width=340)
        found.append(one)
    return found


@dataclass
class Stand:
    """One holder's stand towards one target, over all reports. `stances` holds both when the sources tell both."""

    target: str
    stances: tuple[str, ...]
    years: str
    weight: str
    positions: list[tuple[Position, Line]]


def stands(archive: Archive, positions: Sequence[Position]) -> list[tuple[str, str, list[Stand]]]:
    """(actor id, name, stands) for each holder, those with most stands first."""
    groups: dict[tuple[str, str], list[Position]] = {}
    for position in positions:
        groups.setdefault((position.holder, target(archive, position)), []).append(position)
    holders: dict[str, list[Stand]] = {}
    for holder, aim in sorted(groups, key=lambda k: (k[0], k[1].casefold(), k[1])):
        members = sorted(groups[holder, aim], key=lambda p: (sort_key(p.as_of), p.id))
        articles = {s.article for p in members for s in p.evidence}
        years = sorted({y for p in members if (y := year(p.as_of)) is not None})
        holders.setdefault(holder, []).append(
            Stand(
                target=aim,
                stances=tuple(dict.fromkeys(p.stance for p in members)),
                years="–".join(dict.fromkeys((years[0], years[-1]))) if years else "undated",
                weight=weight(len(articles), archive.independent(articles)),
                positions=[(p, line(archive, p)) for p in members],
            )
        )
    named = [(id, tame(archive.actor_name(id)), found) for id, found in holders.items()]
    return sorted(named, key=lambda h: (-len(h[2]), h[1], h[0]))


@dataclass
class Life:
    """A life as a track, and its steps with their proof."""

    wide: Markup
    narrow: Markup
    steps: list[tuple[str, str, str, str, list[Quote]]]  # name, when, why, says whom, quotes


def life(archive: Archive, stages: Sequence[Stage | Change]) -> Life:
    points: list[Step] = []
    steps: list[tuple[str, str, str, str, list[Quote]]] = []
    for stage in stages:
        name = stage.stage if isinstance(stage, Stage) else stage.status
        by = ", ".join(tame(archive.actor_name(a)) for a in stage.alleged_by) if isinstance(stage, Stage) else ""
        href = lit(stage.evidence[0]) if stage.evidence else None
        points.append(Step(name, day(stage.date), href, by))
        why = tame(stage.date.why) if stage.date else ""
        steps.append((name, day(stage.date), why, by, [quote(archive, s, "") for s in stage.evidence]))
    return Life(track(points), track(points, per_line=2), steps)
