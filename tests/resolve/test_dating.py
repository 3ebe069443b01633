"""Dating articles and settling facts: ranks, reasons, conflicts, and that order does not matter."""

from __future__ import annotations

from itertools import permutations

from dragoman import times
from dragoman.reading import Extent, Reading, StatementMention, When
from dragoman.resolve.dating import DatedArticle, date_articles, settle, time_readings
from dragoman.spans import article_id
from dragoman.types import Article, Date


def known(day: str) -> Date:
    return Date(earliest=day, latest=day, precision="day", basis="metadata", why="the feed")


def made(text: str, *, published: str | None = None, source: str = "a") -> tuple[Article, Reading]:
    a = Article(id=article_id(text), source=source, text=text, published=known(published) if published else None)
    quoted = []
    at = 0
    while (start := text.find("“", at)) >= 0:
        end = text.index("”", start)
        quoted.append(StatementMention(form="direct", content=Extent(start + 1, end), evidence=Extent(start, end + 1)))
        at = end
    return a, Reading(article=a.id, version="test", times=times.find(text), statements=tuple(quoted))


def dated(text: str, *, published: str | None = None) -> tuple[Article, Reading, DatedArticle]:
    a, r = made(text, published=published)
    return a, r, date_articles([a], [r])[a.id]


def test_the_published_date_is_the_reference_and_says_where_it_is_from() -> None:
    _, _, d = dated("They met on Monday.", published="2019-05-07")
    assert d.reference == d.day == known("2019-05-07")
    assert d.proof == ("metadata: the feed",)


def test_a_date_line_in_the_text_is_the_date_where_nothing_else_states_one() -> None:
    _, _, d = dated("Envoys meet\n\nPublished: 7 May 2019\n\nThey met on Monday.")
    assert d.day is not None and (d.day.earliest, d.day.basis) == ("2019-05-07", "stated")


def test_a_report_without_any_clue_has_no_date() -> None:
    _, _, d = dated("They met and spoke of the river.")
    assert d.reference is None and d.day is None and d.proof == ()


def test_a_past_date_with_its_year_bounds_from_below_and_a_planned_one_from_above() -> None:
    _, _, d = dated("They signed it on 4 March 2014. A second round will be held on 9 May 2014.")
    assert d.reference is not None
    assert (d.reference.earliest, d.reference.latest, d.reference.basis) == ("2014-03-04", "2014-05-09", "inferred")
    assert d.day is None
    assert len(d.proof) == 2


def test_a_year_inside_a_quotation_or_moved_to_is_no_bound() -> None:
    _, _, d = dated("“We decided to begin in 2031,” she said. The end was moved from May 2029 to June 2034.")
    assert d.reference is None


def test_sources_that_conflict_leave_the_wider_interval_and_say_so() -> None:
    _, _, d = dated("They signed it on 4 March 2014. The parliament will vote on 9 May 2012.")
    assert d.reference is None
    assert any("wider interval" in line for line in d.proof)


def test_the_order_of_articles_changes_nothing() -> None:
    quotation = "“We have found more than we were looking for, and we shall go on,” she said."
    rows = [
        made(f"They met on Thursday. {quotation}", published="2019-06-06", source="one"),
        made(f"Thursday's talks ended. {quotation} He agreed.", source="two"),
        made(f"The Thursday talks are over. {quotation} Others disagreed.", source="three"),
    ]
    every = set()
    for order in permutations(rows):
        found = date_articles([a for a, _ in order], [r for _, r in order])
        every.add(tuple((k, found[k]) for k in found))
    assert len(every) == 1
    found = dict(next(iter(every)))
    second = found[rows[1][0].id].reference
    assert second is not None and (second.earliest, second.latest) == ("2019-06-06", "2019-06-12")


def test_a_quotation_shared_years_later_does_not_date_a_report() -> None:
    quotation = "“We have found more than we were looking for, and we shall go on,”"
    rows = [
        made(f"They met on Thursday. {quotation} she said.", published="2019-06-06", source="one"),
        made(f"The mine is closed. {quotation} she had said.", source="two"),
    ]
    found = date_articles([a for a, _ in rows], [r for _, r in rows])
    assert found[rows[1][0].id].reference is None


def test_the_nearest_candidate_settles_a_fact_and_the_report_comes_last() -> None:
    a, r, d = dated("On Monday they met. The treaty of 4 March 2014 was named.", published="2019-05-07")
    when = (When(time=None, via="report"), When(time=1, via="sentence"), When(time=0, via="clause"))
    date = settle(when, r, dated=d, article=a)
    assert date is not None and (date.earliest, date.basis) == ("2019-05-06", "resolved")
    assert date.why == "Monday, the last one on or before 7 May 2019 (published)"


def test_the_day_of_the_report_is_inferred_and_only_where_it_is_known() -> None:
    a, r, d = dated("They met.", published="2019-05-07")
    date = settle((When(time=None, via="report"),), r, dated=d, article=a)
    assert date is not None and (date.earliest, date.basis) == ("2019-05-07", "inferred")
    assert "7 May 2019" in date.why
    assert settle((When(time=None, via="report", tense="future"),), r, dated=d, article=a) is None
    a, r, d = dated("They met. They signed it on 4 March 2014.")
    assert settle((When(time=None, via="report"),), r, dated=d, article=a) is None


def test_what_hangs_on_an_inferred_date_is_inferred_and_repeats_the_reason() -> None:
    a, r, d = dated("They signed it on 4 March 2014. They met on Monday. A round will be held on 9 May 2014.")
    date = settle((When(time=1),), r, dated=d, article=a)
    assert date is not None
    assert (date.basis, date.weekday) == ("inferred", "Monday")
    assert date.earliest is not None and date.latest is not None and date.earliest < date.latest
    assert "4 March 2014" in date.why


def test_every_time_expression_of_an_article_is_listed_with_or_without_a_date() -> None:
    a, r, d = dated("They met on Monday for two hours.", published="2019-05-07")
    found = time_readings(a, r, dated=d)
    assert [(a.text[t.start : t.end], t.date is not None) for t in found] == [
        ("Monday", True),
        ("for two hours", False),
    ]


def test_the_next_day_counts_from_the_day_told_just_before_and_says_so() -> None:
    a, r, d = dated(
        "They met on Monday. The next day they left. Three days after the vote it snowed.", published="2019-05-09"
    )
    date = settle((When(time=1),), r, dated=d, article=a)
    assert date is not None and (date.earliest, date.latest) == ("2019-05-07", "2019-05-07")
    assert "6 May 2019" in date.why
    assert settle((When(time=2),), r, dated=d, article=a) is None


def test_a_month_of_that_year_lies_in_the_year_told_before() -> None:
    a, r, d = dated("The war of 2008 was short. In October that year the post was closed.", published="2019-05-09")
    date = settle((When(time=len(r.times) - 1),), r, dated=d, article=a)
    assert date is not None and (date.earliest, date.latest) == ("2008-10-01", "2008-10-31")
