"""What stands above and below a report dates it: heads, datelines without a year, signatures, copyright lines."""

from __future__ import annotations

import pytest

from dragoman import times
from dragoman.reading import Reading
from dragoman.resolve.dating import DatedArticle, date_articles
from dragoman.resolve.dating_heads import headed_day
from dragoman.resolve.dating_pages import Gazette, Page
from dragoman.spans import article_id
from dragoman.types import Article, Date


def page(text: str) -> Page:
    a = Article(id=article_id(text), source="a", text=text)
    return Page(a, Reading(article=a.id, version="test", times=times.find(text)), Gazette(()))


def dated(text: str, **fields: Date) -> DatedArticle:
    a = Article(id=article_id(text), source="a", text=text, **fields)
    return date_articles([a], [Reading(article=a.id, version="test", times=times.find(text))])[a.id]


def days(text: str) -> tuple[str | None, str | None]:
    reference = dated(text).reference
    return (None, None) if reference is None else (reference.earliest, reference.latest)


LONG = " who had come from both banks of the river to speak about the toll, the ferry and the price of the new bridge."


@pytest.mark.parametrize(
    "head, month, day, weekday",
    [
        ("CORVO, March 5 (Lake Wire) - The ministers met", 3, 5, None),
        ("CORVO, Arland, 5 March -- The ministers met", 3, 5, None),
        ("March 5 (Lake Wire) - The ministers met", 3, 5, None),
        ("CORVO, 5 March. The ministers met", 3, 5, None),
        ("Corvo, 5 March (Lake Wire) - The ministers met", 3, 5, None),
        ("Thursday, 5 March\n\nThe ministers met", 3, 5, 3),
        ("LAKE RADIO, morning file, Thursday 5 March\n\nThe ministers met", 3, 5, 3),
        ("The Lake Herald | 5 March\n\nThe ministers met", 3, 5, None),
    ],
)
def test_a_head_has_the_day(head: str, month: int, day: int, weekday: int | None) -> None:
    found = headed_day(page(head + LONG))
    assert found is not None and (found.month, found.day, found.weekday) == (month, day, weekday)


@pytest.mark.parametrize(
    "head",
    [
        "Ministers to meet on 5 March\n\nThe ministers met",  # a title
        "The ministers met on 5 March (Lake Wire)",
        "On Thursday, 5 March - a day of rain - the ministers met",
        "“CORVO, March 5 (Lake Wire) - The ministers met”, it said, and that was the work of old men",
        "March 5 - troops enter the town, as it was told by those",  # a chronicle
        "CORVO, 5-7 March (Lake Wire) - The ministers met",
    ],
)
def test_what_is_no_head_has_no_day(head: str) -> None:
    assert headed_day(page(head + LONG)) is None


def test_a_dateline_and_the_weekday_of_its_news_leave_few_years() -> None:
    """5 March was a Tuesday in 2013 and in 2019; without the weekday every year from 2012 to 2019 is left."""
    bounds = " The toll was set on 3 May 2012. A second bridge will be opened on 1 December 2018."
    head = "CORVO, March 5 (Lake Wire) - The ministers met "
    assert days(head + "on Tuesday" + LONG + bounds) == ("2013-03-05", "2013-03-05")
    lo, hi = days(head + "for two hours" + LONG + bounds)
    assert (lo, hi) == ("2013-03-05", "2018-03-05")


def test_news_of_the_night_may_be_of_the_day_before_the_dateline() -> None:
    bounds = " The toll was set on 3 May 2012. A second bridge will be opened on 1 December 2016."
    head = "CORVO, March 5 (Lake Wire) - The ministers met "
    assert days(head + "late on Tuesday" + LONG + bounds) == ("2013-03-05", "2015-03-05")
    assert days(head + "on Tuesday" + LONG + bounds) == ("2013-03-05", "2013-03-05")


def test_a_month_signed_below_is_that_of_the_report() -> None:
    assert days(f"The ministers met{LONG}\n\n— The Lake Review, June 2018") == ("2018-06-01", "2018-06-30")
    assert days(f"Working paper 7 / June 2018\n\nThe ministers met{LONG}") == ("2018-06-01", "2018-06-30")


@pytest.mark.parametrize("foot", ["Next issue, July 2018", "The toll rose in June 2018", "Founded, May 1921"])
def test_another_month_below_is_not(foot: str) -> None:
    assert days(f"The ministers met{LONG}\n\n{foot}")[1] is None


def test_a_copyright_line_bounds_from_above() -> None:
    assert days(f"The ministers met{LONG}\n\n© The Lake Herald 2018") == (None, "2018-12-31")


def test_today_is_the_day_of_the_report() -> None:
    text = f"The ministers met today, 5 March,{LONG} The toll was set on 3 May 2012. It will end on 1 May 2013."
    assert days(text) == ("2013-03-05", "2013-03-05")


def test_figures_in_either_order_are_settled_by_the_weekday_of_the_body() -> None:
    both = Date(earliest="2021-03-04", latest="2021-04-03", precision="range", basis="stated",
                why="The date line says “3/4/2021”. Day and month may stand in either order.")  # fmt: skip
    found = dated("It was signed on Friday, 2 April, in Corvo.", published=both).reference
    assert found is not None and (found.earliest, found.latest) == ("2021-04-03", "2021-04-03")
    open_ = dated("It was signed in Corvo.", published=both)
    assert open_.reference == both and open_.day is None
