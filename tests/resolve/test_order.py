"""The one order of articles and mentions: by stated publication, then by id; what is inferred never takes part."""

from __future__ import annotations

from itertools import permutations

import pytest

from dragoman.resolve.order import instant, key, narrower, ranks, span_order, width
from dragoman.spans import article_id, cut, mention_key
from dragoman.types import Article, Basis, Date


def date(low: str | None, high: str | None, basis: Basis = "metadata") -> Date:
    return Date(earliest=low, latest=high, precision="range", basis=basis, why="a test")


def article(text: str, published: Date | None = None) -> Article:
    return Article(id=article_id(text), source="test", text=text, published=published)


EARLY = article("one", date("2019-05-03", "2019-05-03"))
LATE = article("two", date("2019-05-04", "2019-05-04", "stated"))
GUESSED = article("three", date("2001-01-01", "2001-01-01", "inferred"))
UNDATED = article("four")


def test_articles_stand_by_the_day_that_a_page_or_feed_states() -> None:
    rank = ranks([LATE, EARLY])
    assert rank[EARLY.id] < rank[LATE.id]


def test_an_inferred_day_counts_like_none_and_both_come_last() -> None:
    rank = ranks([GUESSED, UNDATED, LATE, EARLY])
    assert max(rank[EARLY.id], rank[LATE.id]) < min(rank[GUESSED.id], rank[UNDATED.id])
    assert instant(GUESSED) == instant(UNDATED)


def test_without_days_ids_decide() -> None:
    a, b = sorted([article("x"), article("y")], key=lambda a: a.id)
    rank = ranks([b, a])
    assert rank[a.id] < rank[b.id]


def test_ranks_do_not_depend_on_the_order_of_arrival() -> None:
    found = {tuple(sorted(ranks(order).items())) for order in permutations([EARLY, LATE, GUESSED, UNDATED])}
    assert len(found) == 1


def test_an_hour_orders_reports_of_one_day() -> None:
    morning = article("m", date("2019-05-03T07:10", "2019-05-03T07:10"))
    evening = article("e", date("2019-05-03T19:40", "2019-05-03T19:40"))
    rank = ranks([evening, morning])
    assert rank[morning.id] < rank[evening.id]


def test_spans_stand_by_article_then_by_where_they_begin() -> None:
    rank = ranks([EARLY, LATE])
    first, second = cut(EARLY.id, "one", 1, 2), cut(EARLY.id, "one", 2, 3)
    other = cut(LATE.id, "two", 0, 1)
    assert sorted([other, second, first], key=lambda s: span_order(rank, s)) == [first, second, other]


def test_a_key_names_article_kind_and_place() -> None:
    span = cut(EARLY.id, "one", 0, 3)
    assert key("event:CONSULT", span) == mention_key(EARLY.id, "event:CONSULT", 0, 3)
    assert len({key(kind, span) for kind in ("event:CONSULT", "event:AGREE", "statement")}) == 3


DAY = date("2019-05-03", "2019-05-03", "resolved")
MONTH = date("2019-05-01", "2019-05-31", "stated")
GUESS = date("2019-05-04", "2019-05-04", "inferred")
OPEN = date("2019-05-01", None, "resolved")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (DAY, None, DAY),
        (None, DAY, DAY),
        (None, None, None),
        (MONTH, GUESS, MONTH),
        (GUESS, DAY, DAY),
        (OPEN, DAY, DAY),
    ],
)
def test_the_narrower_date_is_the_better_founded_then_the_shorter(
    a: Date | None, b: Date | None, expected: Date | None
) -> None:
    assert narrower(a, b) == expected


def test_of_equals_the_first_is_kept() -> None:
    twin = date("2019-06-03", "2019-06-03", "resolved")
    assert narrower(DAY, twin) is DAY and narrower(twin, DAY) is twin


@pytest.mark.parametrize(
    ("value", "days"),
    [(DAY, 0), (MONTH, 30), (date("2019-05-03T07:10", "2019-05-04T09:00"), 1)],
)
def test_width_is_counted_in_days(value: Date, days: int) -> None:
    assert width(value) == days


def test_an_open_date_is_wider_than_any_century() -> None:
    assert width(OPEN) > 36_500
