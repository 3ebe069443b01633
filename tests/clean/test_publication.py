"""When a report was published: date lines, datelines, and days without a year."""

from __future__ import annotations

import pytest

from dragoman.clean import article, datelines
from dragoman.sources import Capture
from dragoman.times import written
from dragoman.types import Article

BODY = "The ministers of Arland and Bex met for two hours. They spoke about the river.\n"


def read(text: str) -> Article:
    found = article(Capture(source="a.txt", media_type="text/plain", body=text))
    assert isinstance(found, Article)
    return found


def test_the_day_of_a_dateline_is_the_day_of_the_report() -> None:
    found = read(f"Ministers meet\n\nCORVO, 14 May 2019 (Lake Wire) - {BODY}")
    assert found.published is not None
    assert (found.published.earliest, found.published.basis) == ("2019-05-14", "stated")
    assert "dateline" in found.published.why


def test_a_dateline_without_a_year_states_nothing() -> None:
    assert read(f"Ministers meet\n\nCORVO, 14 May (Lake Wire) - {BODY}").published is None


def test_a_date_line_goes_before_the_dateline() -> None:
    found = read(f"Ministers meet\n\nPublished: 15 May 2019\n\nCORVO, 14 May 2019 (Lake Wire) - {BODY}")
    assert found.published is not None and found.published.earliest == "2019-05-15"


@pytest.mark.parametrize("end", [" - ", " -- ", ". "])
def test_an_agency_in_brackets_ends_a_dateline(end: str) -> None:
    line = f"CORVO, May 14, 2019 (Lake Wire){end}The ministers met."
    found = datelines.read(line)
    assert found is not None and (found.place, found.day) == ("CORVO", "May 14, 2019")


@pytest.mark.parametrize(
    "line, found",
    [
        ("Thursday, 9 June", [(6, 9, 3)]),
        ("KABUL, Nov. 8 (Lake Wire) -", [(11, 8, None)]),
        ("the 29th of February", [(2, 29, None)]),
        ("Sunday the 3rd of May and 5 May", [(5, 3, 6), (5, 5, None)]),
        ("9 June 2016", []),  # a full date is no day of a year
        ("June 9-11", []),  # nor is a stretch of days
        ("30 February", []),
        ("a May 3rdling", []),
    ],
)
def test_days_without_a_year(line: str, found: list[tuple[int, int, int | None]]) -> None:
    assert [(d.month, d.day, d.weekday) for d in written.yearless(line)] == found
