"""What tables of events, votes and terms in office say about a report's day."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from dragoman import times
from dragoman.knowledge.entries import OfficeRow
from dragoman.reading import Entity, Extent, Mention, Reading
from dragoman.resolve.dating import date_articles
from dragoman.spans import article_id
from dragoman.types import Article, Office

SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s|$)|$)", re.MULTILINE)


@dataclass(frozen=True)
class Known:
    id: str
    name: str
    kind: str
    names: tuple[str, ...]
    start: str
    end: str | None = None
    countries: tuple[str, ...] = ()


SUMMIT = Known("e:1", "Lake summit of 2014", "summit", ("Lake summit",), "2014-06-03", "2014-06-04")
VOTES = tuple(
    Known(f"v:{day}", f"Parliamentary election in Poland ({day})", "election", (), day, None, ("POL",))
    for day in ("2015-10-25", "2019-10-13", "2023-10-15")
)
COUP = Known("c:1", "2023 Nigerien coup", "coup", (), "2023-07-26", None, ("NER",))
TERMS = {
    "x:1": [Office(title="President of Tolmark", start="2011-01-01", end="2016-06-30", table="test")],
    "x:2": [Office(title="President of Varania", start="2014-05-01", end="2019-04-30", table="test")],
}
TERMS_CHECKED = [OfficeRow(person="x:3", office="head_of_state", noun="president", title="President of Bex",
                           start="2020-02-01", checked="2026-01")]  # fmt: skip
PEOPLE = {"Ilan Sore": ("x:1", "TOL"), "Orla Venn": ("x:2", "VAR"), "Pal Hode": ("x:3", "BEX")}
STATES = {"Poland": "POL", "Niger": "NER"}


def days(text: str, *, known: tuple[Known, ...] = ()) -> tuple[str | None, str | None]:
    a = Article(id=article_id(text), source="a", text=text)
    entities = [
        Entity(kind="person", name=name, country=country, candidates=(key,), roles=("president",),
               mentions=tuple(Mention(start=m.start(), end=m.end(), kind="name") for m in re.finditer(name, text)))
        for name, (key, country) in PEOPLE.items()
        if name in text
    ] + [
        Entity(kind="state", name=name, country=code, candidates=(f"state:{code}",),
               mentions=tuple(Mention(start=m.start(), end=m.end(), kind="name") for m in re.finditer(name, text)))
        for name, code in STATES.items()
        if name in text
    ]  # fmt: skip
    r = Reading(
        article=a.id,
        version="test",
        times=times.find(text),
        sentences=tuple(Extent(*m.span()) for m in SENTENCE.finditer(text)),
        entities=tuple(entities),
    )
    reference = date_articles([a], [r], known_events=known, terms={**TERMS, "x:3": TERMS_CHECKED})[a.id].reference
    return (None, None) if reference is None else (reference.earliest, reference.latest)


def test_news_on_the_sidelines_of_a_summit_is_of_its_days() -> None:
    text = "The ministers met on the sidelines of the Lake summit. They spoke for an hour."
    assert days(text, known=(SUMMIT,)) == ("2014-06-03", "2014-06-07")


def test_a_summit_named_further_down_or_without_having_been_there_does_not_date_the_news() -> None:
    assert days("The ministers met near the Lake summit hotel. They spoke.", known=(SUMMIT,))[1] is None
    long = "The river rose again and the ferry stayed in port. " * 20
    assert days(f"{long}They had met on the sidelines of the Lake summit.", known=(SUMMIT,))[1] is None


@pytest.mark.parametrize(
    "text, lo, hi",
    [
        ("Poland votes on 15 October. Both camps filled the squares.", "2022-10-15", "2023-10-15"),
        ("Poland went to the polls on 15 October and the count goes on.", "2023-10-15", "2023-10-22"),
        ("Voters in Poland gave nobody a majority in the election on 25 October.", "2015-10-25", "2015-11-01"),
        ("Niger's president was overthrown on 26 July by his guards.", "2023-07-26", "2023-08-02"),
    ],
)
def test_votes_and_coups_are_known_by_state_and_day(text: str, lo: str, hi: str) -> None:
    assert days(text, known=(*VOTES, COUP)) == (lo, hi)


@pytest.mark.parametrize(
    "text",
    [
        "Local elections in Poland will be held on 15 October. Both camps filled the squares.",
        "Poland signed a paper on 15 October. The count of lorries goes on.",  # no vote
        "Poland and Niger voted on 15 October with the others.",  # two states: a vote of some body
    ],
)
def test_other_votes_date_nothing(text: str) -> None:
    lo, _ = days(text, known=(*VOTES, COUP))
    assert lo is None


@pytest.mark.parametrize(
    "text, lo, hi",
    [
        ("President Ilan Sore opened the fair.", "2011-01-01", "2016-07-31"),
        ("Former President Ilan Sore opened the fair.", "2016-06-30", None),
        ("President-elect Ilan Sore opened the fair.", "2010-06-05", "2011-01-08"),
        ("The newly elected president, Ilan Sore, opened the fair.", "2011-01-01", "2012-01-01"),
        ("Outgoing President Ilan Sore opened the fair.", "2015-09-04", "2016-07-31"),
        ("Soldiers toppled President Ilan Sore and closed the fair.", None, None),
        ("President Orla Venn received President Ilan Sore at the fair.", "2014-05-01", "2016-07-31"),
        ("Ilan Sore, president for three months, opened the fair.", "2011-03-01", "2011-05-01"),
        ("President Ilan Sore opened the fair, two years into his term.", "2012-01-01", "2014-07-01"),
        ("President Ilan Sore was sworn in on Saturday.", "2011-01-01", "2011-01-07"),
    ],
)
def test_how_a_holder_of_office_is_called_says_when(text: str, lo: str | None, hi: str | None) -> None:
    assert days(text) == (lo, hi)


def test_an_open_term_settles_a_day_that_recurs_and_bounds_nothing_else() -> None:
    """5 March is a Tuesday in 2024, 2030, 2041 and 2047."""
    news = "CORVO, March 5 (Lake Wire) - President Pal Hode opened the fair on Tuesday and rode on its biggest wheel."
    assert days(news) == ("2024-03-05", "2024-03-05")
    assert days("President Pal Hode opened the fair.") == ("2020-02-01", None)
