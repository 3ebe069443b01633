"""One fact on a page of its own: every sentence behind it, how it was dated and joined, and what rests on what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dragoman.query import Archive, Item, Shown
from dragoman.types import Actor, Arrangement, Article, Conflict, Event, Place, Span
from dragoman.web.desk import desk_of
from dragoman.web.entries import line
from dragoman.web.grouped import life
from dragoman.web.lighting import excerpt
from dragoman.web.mending import alike, fields_of
from dragoman.web.pages.lists import events_of, items_of
from dragoman.web.wording import PARTS, day, family, headline, lit, path, plain, tame

MOST = 60  # facts of each kind that an actor's page lists


@dataclass(frozen=True)
class Told:
    """One report of a fact: its words, lit, and what it leaves out of what the others tell."""

    article: Article
    outlet: str
    html: Markup
    href: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Origin:
    """Reports that copy one another: one voice."""

    reports: tuple[Told, ...]


def anything(request: Request) -> Response:
    """Where any id leads."""
    shown = desk_of(request).archive().show(request.path_params["id"])
    return RedirectResponse(path(shown.section, shown.item.id), 303)


def shown_or_way(request: Request, section: str) -> Shown | Response:
    """The item, or the way to its right address. Errors: UnknownId."""
    id = request.path_params["id"]
    shown = desk_of(request).archive().show(id)
    if shown.item.id != id or PARTS[shown.section] != section:
        return RedirectResponse(path(shown.section, shown.item.id), 303)
    return shown


def event(request: Request) -> Response:
    shown = shown_or_way(request, "event")
    if isinstance(shown, Response):
        return shown
    desk = desk_of(request)
    archive, item = desk.archive(), shown.item
    assert isinstance(item, Event)
    spans = [*item.evidence, *(s for change in item.history for s in change.evidence)]
    conflicts = [c for c in archive.conflicts() if item.id in c.items or set(c.items) & set(shown.members)]
    return desk.page(
        request,
        "event.html",
        item=item,
        line=line(archive, item),
        family=family(item.type),
        place=archive.place(item.place),
        who=[(archive.actor(p.actor), tame(archive.actor_name(p.actor)), plain(p.role)) for p in item.participants],
        claimed=[tame(archive.actor_name(a)) for a in item.claimed_by],
        attributes=list(attributes(item)),
        outcomes=desk.lines(items_of(desk, item.attributes.outcomes)),
        arrangement=desk.lines(items_of(desk, [item.arrangement] if item.arrangement else [])),
        origins=origins(archive, item.origins, spans, item.id, wanted=parts_told(archive, item)),
        reasons=archive.why(item.id),
        members=shown.members,
        life=life(archive, item.history),
        conflicts=desk.lines(conflicts),
        fields=fields_of(archive, item),
        kinds=desk.kinds,
        tellers=[(a, tame(archive.source_name(a))) for group in item.origins for a in group],
        alike=desk.lines(alike(archive, item)),
    )


def attributes(event: Event) -> Iterable[tuple[str, str]]:
    found = event.attributes
    for name, number in (("Length", found.duration), ("First in", found.first_in), ("Amount", found.amount)):
        if number is not None:
            yield name, tame(number.words)
    for name, words in (("Format", plain(found.format or "")), ("Venue", found.venue or "")):
        if words:
            yield name, tame(words)
    if found.topics:
        yield "On the agenda", ", ".join(tame(topic) for topic in found.topics)


def parts_told(archive: Archive, event: Event) -> list[tuple[str, tuple[Span, ...], str]]:
    """What a report may tell or leave out: (name, mentions, words to look for)."""
    parts: list[tuple[str, tuple[Span, ...], str]] = []
    for participant in event.participants:
        actor = archive.actor(participant.actor)
        if actor is not None and actor.kind in ("person", "state", "organisation", "armed_group"):
            parts.append((tame(actor.name), actor.mentions, actor.name))
    if (place := archive.place(event.place)) is not None:
        parts.append((tame(place.name), place.mentions, place.name))
    found = event.attributes
    for number in (found.duration, found.first_in, found.amount):
        if number is not None:
            parts.append((f"“{tame(number.words)}”", (), number.words))
    parts += [(f"“{tame(words)}”", (), words) for words in (found.venue, *found.topics) if words]
    return parts


def origins(
    archive: Archive,
    groups: Sequence[Sequence[str]],
    spans: Sequence[Span],
    fact: str,
    *,
    wanted: Sequence[tuple[str, tuple[Span, ...], str]] = (),
) -> list[Origin]:
    """The reports side by side, copies in one origin; each with its sentences lit and what it does not tell."""
    by_article: dict[str, list[Span]] = {}
    for span in spans:
        by_article.setdefault(span.article, []).append(span)
    grouped = [list(group) for group in groups]
    known = {id for group in grouped for id in group}
    grouped += [[id] for id in by_article if id not in known]
    told: list[Origin] = []
    for group in grouped:
        reports = []
        for id in group:
            article = archive.article(id)
            mine = sorted({(s.start, s.end, s) for s in by_article.get(id, [])}, key=lambda t: t[:2])
            if article is None or not mine:
                continue
            words = article.text.casefold()
            missing = tuple(
                name
                for name, mentions, look in wanted
                if not any(m.article == id for m in mentions) and look.casefold() not in words
            )
            own = [s for *_, s in mine]
            reports.append(
                Told(article, tame(archive.source_name(id)), excerpt(article, own), lit(own[0], fact), missing)
            )
        if reports:
            told.append(Origin(tuple(sorted(reports, key=lambda r: _published(r.article)))))
    return sorted(told, key=lambda o: _published(o.reports[0].article))


def _published(article: Article) -> tuple[str, str]:
    date = article.published
    return ((date.earliest or date.latest or "9999") if date else "9999"), article.id


def plain_fact(request: Request) -> Response:
    """A statement, figure, position or conflict."""
    shown = shown_or_way(request, request.url.path.split("/")[1])
    if isinstance(shown, Response):
        return shown
    desk = desk_of(request)
    archive, item = desk.archive(), shown.item
    return desk.page(
        request,
        "fact.html",
        line=line(archive, item),
        rows=list(rows(archive, shown)),
        fields=fields_of(archive, item),
        items=desk.lines(items_of(desk, item.items)) if isinstance(item, Conflict) else [],
        disputes=desk.lines(c for c in archive.conflicts() if item.id in c.items),
        origins=origins(archive, folded(archive, shown.sentences), shown.sentences, item.id),
        reasons=archive.why(item.id),
        members=shown.members,
    )


def rows(archive: Archive, shown: Shown) -> Iterable[tuple[str, str, str]]:
    """(name, words, address or "") of what a fact says beyond its line."""
    item = shown.item
    for name, id in (
        ("Speaker", getattr(item, "speaker", None)),
        ("Holder", getattr(item, "holder", None)),
        ("Says who", getattr(item, "attributed_to", None)),
    ):
        if id:
            yield name, tame(archive.actor_name(id)), path("actor", id)
    for name, field in (("To", "addressee"), ("Through", "via"), ("Form", "form"), ("Kind", "kind")):
        if words := getattr(item, field, None):
            yield name, tame(plain(words)), ""
    if (number := getattr(item, "number", None)) is not None:
        bounds = [f"{b:,.10g}" for b in (number.low, number.high) if b is not None]
        yield "Value", " to ".join(dict.fromkeys(bounds)) or "not told", ""
        yield "Told as", f"{plain(number.qualifier)}, in {tame(number.unit) or 'no unit'}", ""
    date = getattr(item, "date", None) or getattr(item, "as_of", None)
    if not isinstance(item, Conflict):
        yield "When", f"{day(date)} — {tame(date.why)}" if date else "The sources do not say.", ""


def folded(archive: Archive, spans: Sequence[Span]) -> list[list[str]]:
    """The reports of these spans, those of one origin together."""
    groups: dict[str, list[str]] = {}
    for id in dict.fromkeys(span.article for span in spans):
        for leader, group in groups.items():
            if archive.independent([leader, id]) == 1:
                group.append(id)
                break
        else:
            groups[id] = [id]
    return list(groups.values())


def arrangement(request: Request) -> Response:
    shown = shown_or_way(request, "arrangement")
    if isinstance(shown, Response):
        return shown
    desk = desk_of(request)
    archive, item = desk.archive(), shown.item
    assert isinstance(item, Arrangement)
    within = [e for e in archive.timeline() if e.arrangement == item.id]
    return desk.page(
        request,
        "arrangement.html",
        item=item,
        line=line(archive, item),
        parties=[(id, tame(archive.actor_name(id))) for id in item.parties],
        life=life(archive, item.stages),
        events=desk.lines(within),
        conflicts=desk.lines(c for c in archive.conflicts() if item.id in c.items),
        reasons=archive.why(item.id),
        members=shown.members,
    )


def actor(request: Request) -> Response:
    shown = shown_or_way(request, "actor")
    if isinstance(shown, Response):
        return shown
    desk = desk_of(request)
    archive, item = desk.archive(), shown.item
    assert isinstance(item, Actor)
    events = events_of(archive.timeline(), item.id)
    statements = [s for s in archive.statements() if s.speaker == item.id]
    positions = [p for p in archive.positions() if item.id in (p.holder, p.target.actor)]
    arrangements = [a for a in archive.arrangements() if item.id in a.parties]
    lists: list[tuple[str, Sequence[Item]]] = [
        ("Events", events),
        ("Statements", statements),
        ("Stands", positions),
        ("Arrangements", arrangements),
    ]
    return desk.page(
        request,
        "actor.html",
        item=item,
        lists=[(name, len(found), desk.lines(found[-MOST:])) for name, found in lists],
        mentions=mentions(archive, item.mentions),
        most=MOST,
    )


def mentions(archive: Archive, spans: Sequence[Span]) -> list[tuple[str, str, int]]:
    """(outlet and title, address of the first, how many) for each report that names it."""
    first: dict[str, Span] = {}
    counts: dict[str, int] = {}
    for span in sorted(spans, key=lambda s: (s.article, s.start)):
        first.setdefault(span.article, span)
        counts[span.article] = counts.get(span.article, 0) + 1
    ordered = sorted(first, key=lambda id: (-counts[id], id))
    return [
        (f"{tame(archive.source_name(id))}: {tame(archive.article_title(id))}", lit(first[id]), counts[id])
        for id in ordered
    ]


def place(request: Request) -> Response:
    shown = shown_or_way(request, "place")
    if isinstance(shown, Response):
        return shown
    desk = desk_of(request)
    archive, item = desk.archive(), shown.item
    assert isinstance(item, Place)
    events = [e for e in archive.timeline() if e.place == item.id]
    return desk.page(
        request,
        "place.html",
        item=item,
        events=desk.lines(events),
        mentions=mentions(archive, item.mentions),
        title=headline(archive, item),
    )
