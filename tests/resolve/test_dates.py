"""Dates taken over from another sentence are no better than inferred."""

from __future__ import annotations

from dragoman import times
from dragoman.reading import Reading, When
from dragoman.resolve.dates import Dates
from dragoman.resolve.dating import date_articles
from dragoman.spans import article_id
from dragoman.types import Article, Date

TEXT = "They met on 4 March 2014. They spoke of the river."


def test_a_carried_date_is_inferred_and_says_so() -> None:
    a = Article(id=article_id(TEXT), source="a", text=TEXT)
    r = Reading(article=a.id, version="test", times=times.find(TEXT))
    dates = Dates({a.id: a}, date_articles([a], [r]))
    near, far = dates.settle((When(time=0),), r), dates.settle((When(time=0, via="carry"),), r)
    assert near is not None and near.basis == "stated"
    assert far is not None and (far.earliest, far.basis) == ("2014-03-04", "inferred")
    assert far.why.startswith("told without a day of its own, after ")


def test_a_time_of_the_clause_goes_before_a_carried_one() -> None:
    text = "They met on 4 March 2014. They left on 9 May 2014."
    published = Date(earliest="2014-06-01", latest="2014-06-01", precision="day", basis="metadata", why="the feed")
    a = Article(id=article_id(text), source="a", text=text, published=published)
    r = Reading(article=a.id, version="test", times=times.find(text))
    found = Dates({a.id: a}, date_articles([a], [r])).settle((When(time=0, via="carry"), When(time=1)), r)
    assert found is not None and (found.earliest, found.basis) == ("2014-05-09", "stated")
