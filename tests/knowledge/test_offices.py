"""Who held which office when."""

from __future__ import annotations

import datetime as dt

import pytest

from dragoman import knowledge
from dragoman.knowledge import Knowledge, dates


@pytest.fixture(scope="module")
def desk() -> Knowledge:
    return knowledge.load()


def names(desk: Knowledge, country: str, office: str, on: dates.When) -> list[str]:
    return [p.name for p in desk.holder(country, office, on)]


@pytest.mark.parametrize(
    ("country", "office", "on", "who"),
    [
        ("TUR", "president", "2021-09-29", "Recep Tayyip Erdoğan"),
        ("TUR", "president", "2010-05-31", "Abdullah Gül"),
        ("TUR", "leader", "2010-05-31", "Recep Tayyip Erdoğan"),
        ("DEU", "chancellor", "2015", "Angela Merkel"),
        ("GBR", "prime_minister", "2018-01", "Theresa May"),
        ("GBR", "foreign_minister", "2003-03-20", "Jack Straw"),
        ("USA", "foreign_minister", "2013-11-24", "John Kerry"),
        ("IRN", "foreign_minister", "2015-07-14", "Mohammad Javad Zarif"),
        ("IND", "prime_minister", "2008-11-26", "Manmohan Singh"),
        ("ETH", "prime_minister", "2018-07-09", "Abiy Ahmed"),
        ("KEN", "president", "2008-01-15", "Mwai Kibaki"),
        ("BRA", "president", "2005", "Luiz Inácio Lula da Silva"),
        ("COL", "president", "2016-11-24", "Juan Manuel Santos"),
        ("JPN", "leader", "2005", "Junichiro Koizumi"),
        ("AUS", "prime_minister", "2021-09-15", "Scott Morrison"),
        ("VAT", "pope", "2014", "Pope Francis"),
        ("SAU", "crown_prince", "2018-10-02", "Mohammed bin Salman"),
        ("org:united-nations", "secretary_general", "2005", "Kofi Annan"),
        ("org:nato", "secretary_general", "2022-02-24", "Jens Stoltenberg"),
        ("org:european-union", "high_representative", "2020", "Josep Borrell"),
        ("group:hezbollah", "group_leader", "2006-07-12", "Hassan Nasrallah"),
        ("territory:abkhazia", "head_of_state", "2021", "Aslan Bzhania"),
    ],
)
def test_holders_at_a_date(desk: Knowledge, country: str, office: str, on: str, who: str) -> None:
    assert names(desk, country, office, on) == [who]


def test_a_handover_year_gives_both_in_order(desk: Knowledge) -> None:
    assert names(desk, "USA", "president", "2009") == ["George W. Bush", "Barack Obama"]


def test_open_intervals_and_dates(desk: Knowledge) -> None:
    assert names(desk, "FRA", "president", (dt.date(2013, 1, 1), "2013-12-31")) == ["François Hollande"]
    assert names(desk, "FRA", "president", ("2017-06-01", None)) == ["Emmanuel Macron"]


def test_a_title_word_asks_for_that_title(desk: Knowledge) -> None:
    assert names(desk, "DEU", "president", "2015") == ["Joachim Gauck"]
    assert names(desk, "GBR", "king", "2015") == []
    assert names(desk, "GBR", "queen", "2015") == ["Elizabeth II"]


def test_an_open_term_counts_for_a_year_after_it_was_checked(desk: Knowledge) -> None:
    (row,) = desk.terms("USA", "foreign_minister", "2025-06")
    assert row.end is None and row.checked is not None
    assert desk.terms("USA", "foreign_minister", f"{int(row.checked[:4]) + 3}") == []


def test_roles_lead_to_holders(desk: Knowledge) -> None:
    assert [p.name for p in desk.in_role("DEU", "chancellor", "2010")] == ["Angela Merkel"]
    assert [p.name for p in desk.in_role("IRN", "foreign minister", "2016")] == ["Mohammad Javad Zarif"]
    assert [p.name for p in desk.in_role("TUR", "leader", "2021")] == ["Recep Tayyip Erdoğan"]
    assert desk.in_role("TUR", "diplomat", "2021") == []


def test_offices_of_a_person(desk: Knowledge) -> None:
    rows = desk.offices_of("person:Q7747")
    assert ("head_of_government", "2008-05-08", "2012-05-08") in [(r.office, r.start, r.end) for r in rows]
    assert {r.office for r in desk.offices_of("person:Q7747", "2010")} == {"head_of_government", "leader"}
    assert desk.offices_of("person:nobody") == []


def test_spellings_lead_to_one_person(desk: Knowledge) -> None:
    for one, other in [
        ("Hassan Rohani", "Hassan Rouhani"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Alexander Lukashenka", "Alexander Lukashenko"),
        ("Muammar Qaddafi", "Moammar Gadhafi"),
    ]:
        assert [p.id for p in desk.persons(one)] == [p.id for p in desk.persons(other)] != []


def test_gender_is_known_where_the_press_needs_it(desk: Knowledge) -> None:
    assert {n: desk.persons(n)[0].gender for n in ("Angela Merkel", "Vladimir Putin", "Maia Sandu")} == {
        "Angela Merkel": "f",
        "Vladimir Putin": "m",
        "Maia Sandu": "f",
    }


def test_the_side_an_entity_counts_for(desk: Knowledge) -> None:
    assert desk.counts_for("person:Q7747", "2021") == "RUS"
    assert desk.counts_for("person:Q1253", "2010") is None  # head of the United Nations
    assert desk.counts_for("seat:kremlin") == "RUS"
    assert desk.counts_for("body:TUR/military") == "TUR"
    assert desk.counts_for("outlet:tass") == "RUS"
    assert desk.counts_for("outlet:reuters") is None
    assert desk.counts_for("group:hezbollah") is None
    assert desk.counts_for("territory:abkhazia") is None
    assert desk.counts_for("territory:HKG") == "CHN"


def test_known_events_by_words_kind_state_and_day(desk: Knowledge) -> None:
    wars = desk.known_events(words="the five-year-old war in Syria", kind="war", country="SYR")
    assert {e.start[:7] for e in wars} == {"2011-03"}
    annexed = desk.known_events(words="Russia's annexation of Crimea", country="UKR")
    assert {e.start[:4] for e in annexed} == {"2014"}
    assert [e.start for e in desk.known_events(kind="coup", country="TUR", on="2016")] == ["2016-07-15"]
    assert desk.known_events(kind="election", country="FRA", on="2017") != []
    assert desk.known_events(words="nothing of note") == []


@pytest.mark.parametrize("bad", ["12 May 2012", "2012-5-7", "", "2012-13-"])
def test_a_date_of_another_shape_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="not an ISO date"):
        dates.interval(bad)


def test_dates_of_each_precision_span_their_days() -> None:
    assert dates.interval("2024-02") == ("2024-02-01", "2024-02-29")
    assert dates.interval("2023") == ("2023-01-01", "2023-12-31")
    assert dates.interval(None) == (dates.OPEN_START, dates.OPEN_END)
    assert dates.overlaps(("2020-01-01", "2020-01-05"), ("2020-01-05", "2020-02-01"))
    assert not dates.overlaps(("2020-01-01", "2020-01-04"), ("2020-01-05", "2020-02-01"))
