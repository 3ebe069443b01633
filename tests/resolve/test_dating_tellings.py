"""An event told by two reports: the dated one dates the other, and look-alikes do not."""

from __future__ import annotations

import re

import pytest

from dragoman import times
from dragoman.reading import Entity, Extent, Mention, Reading
from dragoman.resolve.dating import date_articles
from dragoman.spans import article_id
from dragoman.types import ActorKind, Article, Date

SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s|$)|$)", re.MULTILINE)
NAMES: dict[str, tuple[ActorKind, str, str | None]] = {
    "Ilan Sore": ("person", "person:1", "TOL"),
    "Orla Venn": ("person", "person:2", "VAR"),
    "Pal Hode": ("person", "person:3", "BEX"),
    "Harn": ("place", "place:1", None),
    "Port Elle": ("place", "place:2", None),
}
DATED = "Orla Venn received Ilan Sore in Harn on Thursday. They spoke about the river and signed nothing."


def made(text: str, *, published: str | None = None) -> tuple[Article, Reading]:
    date = None
    if published:
        date = Date(earliest=published, latest=published, precision="day", basis="metadata", why="the feed")
    a = Article(id=article_id(text), source=text[:12], text=text, published=date)
    entities = tuple(
        Entity(kind=kind, name=name, country=country, candidates=(key,),
               mentions=tuple(Mention(start=m.start(), end=m.end(), kind="name") for m in re.finditer(name, text)))
        for name, (kind, key, country) in NAMES.items()
        if name in text
    )  # fmt: skip
    sentences = tuple(Extent(*m.span()) for m in SENTENCE.finditer(text))
    return a, Reading(article=a.id, version="test", times=times.find(text), sentences=sentences, entities=entities)


def days(text: str, *others: tuple[str, str]) -> tuple[str | None, str | None]:
    rows = [made(text), *(made(t, published=day) for t, day in others)]
    found = date_articles([a for a, _ in rows], [r for _, r in rows])[rows[0][0].id]
    return (None, None) if found.reference is None else (found.reference.earliest, found.reference.latest)


@pytest.mark.parametrize(
    "text, within",
    [
        ("Ilan Sore met Orla Venn in Harn on Thursday. The ferry is to run again.", ("2019-06-06", "2019-06-12")),
        ("Last Thursday Ilan Sore met Orla Venn in Harn. The ferry runs.", ("2019-06-07", "2019-06-13")),
        ("On Thursday of last week Ilan Sore met Orla Venn in Harn.", ("2019-06-10", "2019-06-16")),
        (
            "A week has passed since Ilan Sore met Orla Venn in Harn. Not much has changed.",
            ("2019-06-12", "2019-06-16"),
        ),
        # the day of the month gives the year, and the lead's own day the week
        ("Ilan Sore met Orla Venn in Harn on 6 June. The ferry is to run again.", ("2019-06-06", "2019-06-13")),
    ],
)
def test_the_same_people_in_the_same_town_beside_a_time_that_fits(text: str, within: tuple[str, str]) -> None:
    assert days(text, (DATED, "2019-06-06")) == within


@pytest.mark.parametrize(
    "text",
    [
        "Ilan Sore met Orla Venn in Harn on Friday. The ferry is to run again.",  # another weekday
        "Ilan Sore met Orla Venn in Port Elle on Thursday. The ferry is to run again.",  # another town
        "Ilan Sore met Orla Venn and Pal Hode in Harn on Thursday. The ferry is to run.",  # somebody more
        "Ilan Sore will meet Orla Venn in Harn on Thursday. The ferry is to run again.",  # a plan
        "Ilan Sore met Orla Venn in Harn on a Thursday in spring. The ferry is to run again.",  # some Thursday
        "Ilan Sore met Orla Venn in Harn in June. The ferry is to run again.",  # June of any year
    ],
)
def test_what_differs_is_another_event(text: str) -> None:
    assert days(text, (DATED, "2019-06-06"))[1] != "2019-06-12"
    lo, hi = days(text, (DATED, "2019-06-06"))
    assert lo is None and hi is None


def test_where_the_same_people_make_news_on_several_days_a_weekday_is_not_enough() -> None:
    text = "Ilan Sore met Orla Venn in Harn on Thursday. The ferry is to run again."
    again = "Ilan Sore and Orla Venn shook hands in Port Elle on Sunday. They looked at boats."
    third = "Orla Venn had Ilan Sore to dinner in Harn on Saturday. There was fish."
    many = [(DATED, "2019-06-06"), (again, "2017-03-05"), (third, "2014-11-15")]
    assert days(text, *many) == (None, None)


def test_the_proof_names_the_other_report() -> None:
    rows = [made("Ilan Sore met Orla Venn in Harn on Thursday. The ferry runs."), made(DATED, published="2019-06-06")]
    found = date_articles([a for a, _ in rows], [r for _, r in rows])[rows[0][0].id]
    assert any("6 June 2019" in line and rows[1][0].source in line for line in found.proof)
