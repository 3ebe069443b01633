"""A desk over a small record made by hand: two invented leaders, a lake between their states, and hostile words."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from dragoman.reading import Extent, Reading
from dragoman.spans import article_id
from dragoman.store import Landing, Store
from dragoman.types import (
    Actor,
    Arrangement,
    Article,
    Attributes,
    Change,
    Conflict,
    Copy,
    Date,
    Event,
    Failure,
    Figure,
    Furniture,
    Number,
    Participant,
    Place,
    Position,
    Record,
    Sighting,
    Span,
    Stage,
    Statement,
    Target,
)  # fmt: skip

TOKEN = "a-token-of-the-tests"
HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>\u202eevil'

TEXTS = {
    "post": (
        "HOME | WORLD | SPORT\n"
        "Lunde and Haddad meet on the lake\n"
        "Astrid Lunde met Amina Haddad in Bergen on 4 March 2019 for nearly three hours. The weather was fine.\n"
        "They agreed on a truce at Lake Mjosa. “We are glad,” Lunde said. Some 1,200 people had fled.\n"
        "A second meeting is planned for May. 😀 Norway backs the Relief League.\n"
    ),
    "daily": (
        "Amina Haddad met Astrid Lunde in Bergen on Monday. They agreed on a truce at Lake Mjosa.\n"
        "Between 1,500 and 2,000 people had fled, aid workers said. Haddad accused Norway of a breach of the truce.\n"
    ),
    "copy": "Amina Haddad met Astrid Lunde in Bergen on Monday. More than 3,000 people had fled by June.\n",
    "hostile": HOSTILE + " met Amina Haddad in " + HOSTILE + ".\n",
}


@dataclass(frozen=True)
class Derived:
    record: Record
    members: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, Sequence[str]] = field(default_factory=dict)


IDS = {name: article_id(text) for name, text in TEXTS.items()}


def span(name: str, words: str) -> Span:
    start = TEXTS[name].index(words)
    return Span(article=IDS[name], start=start, end=start + len(words), text=words)


def on(day: str, *, last: str | None = None, basis: Any = "stated", why: str = "the day stands there") -> Date:
    precision = "day" if last is None else "range"
    return Date(earliest=day, latest=last or day, precision=precision, basis=basis, why=why)  # type: ignore[arg-type]


def amount(low: float | None, high: float | None, words: str, *, qualifier: Any = "exact") -> Number:
    return Number(low=low, high=high, qualifier=qualifier, unit="persons", words=words)


def event(id: str, type: str, mode: str, title: str, evidence: tuple[Span, ...], **more: Any) -> Event:
    told: dict[str, Any] = {
        "participants": (Participant(actor="p:lunde", role="party"), Participant(actor="p:haddad", role="party")),
        "date": None, "place": None, "status": "occurred", "attributes": Attributes(), "triggers": evidence[:1],
        "origins": tuple((a,) for a in dict.fromkeys(s.article for s in evidence)),
    }  # fmt: skip
    return Event(id=id, type=type, mode=mode, title=title, evidence=evidence, **(told | more))


def record() -> Record:
    """Every list of the record has something in it."""
    met = (span("post", "Astrid Lunde met Amina Haddad in Bergen on 4 March 2019 for nearly three hours"),
           span("daily", "Amina Haddad met Astrid Lunde in Bergen on Monday"),
           span("copy", "Amina Haddad met Astrid Lunde in Bergen on Monday"))  # fmt: skip
    planned = span("post", "A second meeting is planned for May")
    hostile = span("hostile", HOSTILE + " met Amina Haddad")
    truce = (
        span("post", "They agreed on a truce at Lake Mjosa"),
        span("daily", "They agreed on a truce at Lake Mjosa"),
    )
    breach = span("daily", "Haddad accused Norway of a breach of the truce")
    events = (
        event("e0meeting", "CONSULT", "meeting", "Astrid Lunde and Amina Haddad meet in Bergen", met,
              date=on("2019-03-04", basis="resolved", why="Monday, the last one before 5 March 2019"),
              place="l:bergen", origins=((IDS["post"],), (IDS["copy"], IDS["daily"])),
              attributes=Attributes(duration=amount(3, 3, "nearly three hours"), format="in_person",
                                    topics=("Lake Mjosa",), outcomes=("e1truce",)), probability=0.9),
        event("e1truce", "AGREE", "ceasefire", "Lunde and Haddad agree on a truce", truce, date=on("2019-03-04"),
              arrangement="a0truce"),
        event("e2planned", "CONSULT", "meeting", "Planned: a second meeting", (planned,), status="planned",
              date=on("2019-05-01", last="2019-05-31"),
              history=(Change(status="announced", date=on("2019-03-04"), evidence=(planned,)),
                       Change(status="moved", date=None, evidence=()))),
        event("e3accused", "ACCUSE", "accusation", "Haddad accuses Norway", (breach,), status="claimed",
              claimed_by=("p:haddad",), date=on("2012-01-01", last="2012-12-31", basis="inferred")),
        event("e4hostile", "CONSULT", "meeting", HOSTILE, (hostile,), place="l:hostile",
              participants=(Participant(actor="p:hostile", role="party"),)),
        event("e5war", "ASSAULT", "war", "War at the lake", (span("daily", "1,500"),), date=on("1974-01-01"),
              status="ongoing", end=on("1975-06-01")),
    )  # fmt: skip
    figures = tuple(
        Figure(id=id, subject="people who fled", kind="displaced", number=number, as_of=day, attributed_to=who,
               evidence=(span(name, words),))
        for id, number, day, who, name, words in (
            ("f0fled", amount(1200, 1200, "Some 1,200", qualifier="about"), on("2019-03-04"), None, "post",
             "Some 1,200 people had fled"),
            ("f1fled", amount(1500, 2000, "Between 1,500 and 2,000", qualifier="range"), on("2019-03-05"), "p:league",
             "daily", "Between 1,500 and 2,000 people had fled"),
            ("f2fled", amount(3000, None, "More than 3,000", qualifier="more_than"), None, None, "copy",
             "More than 3,000 people had fled"),
        )
    )  # fmt: skip
    people = (("p:lunde", "Astrid Lunde", "person", "NOR", ("post", "daily", "copy")),
              ("p:haddad", "Amina Haddad", "person", "TCD", ("post", "daily", "copy", "hostile")),
              ("state:NOR", "Norway", "state", "NOR", ("post", "daily")),
              ("p:league", "Relief League", "organisation", None, ("post",)),
              ("p:hostile", HOSTILE, "person", "NOR", ("hostile",)))  # fmt: skip
    actors = tuple(
        Actor(id=id, name=name, kind=kind, country=country, wikidata=None, aliases=(name.split()[-1],),  # type: ignore[arg-type]
              mentions=tuple(span(t, name) for t in texts))
        for id, name, kind, country, texts in sorted(people)
    )  # fmt: skip
    articles = tuple(
        Article(id=IDS[name], source=source, publisher=publisher, title=title, published=published, text=TEXTS[name],
                agencies=agencies, furniture=furniture,
                sightings=(Sighting(source=source, publisher=publisher, published=published),))
        for name, source, publisher, title, published, agencies, furniture in (
            ("post", "post.html", "Fjord Post", "Lunde and Haddad meet on the lake", on("2019-03-05"), ("NTB",),
             (Furniture(start=0, end=20, kind="navigation"),)),
            ("daily", "daily.txt", "Sahel Daily", "A truce at the lake", on("2019-03-06"), (), ()),
            ("copy", "copy.txt", None, None, None, (), ()),
            ("hostile", "hostile.txt", HOSTILE, HOSTILE, None, (HOSTILE,), ()),
        )
    )  # fmt: skip
    said = span("post", "We are glad,")
    return Record(
        articles=articles,
        actors=actors,
        places=(
            Place(id="l:bergen", name="Bergen", country="NOR", lat=60.4, lon=5.3, mentions=(span("post", "Bergen"),)),
            Place(id="l:hostile", name=HOSTILE, country=None, lat=13.0, lon=14.0, mentions=(span("hostile", HOSTILE),)),
        ),
        events=events,
        statements=(
            Statement(id="s0said", speaker="p:lunde", form="direct", content=said, cue=None, addressee=None,
                      date=on("2019-03-04"), evidence=(said,)),
            Statement(id="s1said", speaker="p:hostile", form="indirect", content=hostile, cue=None, addressee=HOSTILE,
                      date=None, evidence=(hostile,), via=HOSTILE),
        ),
        figures=figures,
        positions=(
            Position(id="q0stand", holder="state:NOR", stance="supports",
                     target=Target(actor="p:league", words="League"), as_of=on("2019-03-05"),
                     evidence=(span("post", "Norway backs the Relief League"),)),
            Position(id="q1stand", holder="state:NOR", stance="opposes", target=Target(actor=None, words=HOSTILE),
                     as_of=None, evidence=(hostile,)),
        ),
        arrangements=(
            Arrangement(id="a0truce", name="Truce of Lake Mjosa", kind="ceasefire", parties=("p:lunde", "p:haddad"),
                        stages=(Stage(stage="agreed", date=on("2019-03-04"), event="e1truce", evidence=truce),
                                Stage(stage="breached", date=None, event=None, alleged_by=("p:haddad",),
                                      evidence=(breach,)))),
        ),
        copies=(Copy(a=met[1], b=met[2]),),
        conflicts=(
            Conflict(id="c0docket", kind="contradiction", about="people who fled", items=("f0fled", "f1fled"),
                     evidence=(figures[0].evidence[0], figures[1].evidence[0])),
        ),
    )  # fmt: skip


def write(where: Path) -> Path:
    whole = record()
    derived = Derived(
        whole,
        {e.id: e.id for e in whole.events} | {"0000memberkey": "e0meeting"},
        {"e0meeting": ("2 reports give the same people and the same day", HOSTILE)},
    )
    with Store.open(where, create=True) as store, store.writer() as writer:
        for article in whole.articles:
            lines = [Extent(start, end) for start, end in _sentences(article.text)]
            writer.land(Landing(article, Reading(article=article.id, version="t", sentences=tuple(lines)), "t"))
        writer.land(Landing(failure=Failure(source="torn.html", code="malformed", fault=HOSTILE, remedy="Mend it.")))
        writer.derive(derived, by="tests")
    return where


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for n, c in enumerate(text):
        if c in ".\n" and text[start:n].strip():
            yield start + len(text[start:n]) - len(text[start:n].lstrip()), n + (c == ".")
            start = n + 1


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("desk") / "r.db")


def browser(where: Path, **more: Any) -> Any:
    """A test client that has not brought the token yet."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # starlette asks for another HTTP client than the one of the dev group
        from starlette.testclient import TestClient
    from dragoman.web.app import desk

    return TestClient(desk(where, token=TOKEN, **more), base_url="http://127.0.0.1:8765")


@pytest.fixture
def visitor(demo: Path) -> Any:
    return browser(demo)


@pytest.fixture
def page(visitor: Any) -> Any:
    """A client that has the token's cookie."""
    assert visitor.get(f"/?token={TOKEN}").status_code == 200
    return visitor


@pytest.fixture(scope="session")
def open_desk() -> Any:
    """Opens a desk on a record, with the token's cookie: `open_desk(path, rooms_of=…)`."""

    def opened(where: Path, **more: Any) -> Any:
        client = browser(where, **more)
        client.get(f"/?token={TOKEN}")
        return client

    return opened
