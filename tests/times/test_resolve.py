"""Resolving at the borders of months, years and leap days, against intervals, and with reasons a person can check."""

from __future__ import annotations

import pytest

from dragoman import times
from dragoman.reading import Tense
from dragoman.types import Basis, Date


def given(first: str, last: str | None = None, *, basis: Basis = "metadata") -> Date:
    return Date(earliest=first, latest=last or first, precision="range" if last else "day", basis=basis, why="given")


def told(text: str, reference: Date | None, *, tense: Tense = "past", anchor: Date | None = None) -> Date | None:
    (e,) = times.find(text)[:1]
    return times.resolve(e, reference=reference, tense=tense, anchor=anchor, text=text)


def bounds(date: Date | None) -> tuple[str | None, str | None] | None:
    return None if date is None else (date.earliest, date.latest)


def test_a_weekday_says_which_one_it_is_and_from_where() -> None:
    date = told("on Wednesday", given("2021-09-30"))
    assert date is not None
    assert date.why == "Wednesday, the last one on or before 30 September 2021 (published)"
    assert (date.basis, date.expression, date.weekday) == ("resolved", "Wednesday", "Wednesday")


@pytest.mark.parametrize("reference", ["2024-02-26", "2024-02-29", "2024-03-01", "2023-12-31", "2024-01-01"])
@pytest.mark.parametrize("weekday", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
def test_every_weekday_lies_within_six_days_on_its_side_and_is_today_when_equal(reference: str, weekday: str) -> None:
    from datetime import date

    ref = date.fromisoformat(reference)
    past, future = told(weekday, given(reference)), told(weekday, given(reference), tense="future")
    assert past is not None and past.earliest is not None and future is not None and future.earliest is not None
    before, after = date.fromisoformat(past.earliest), date.fromisoformat(future.earliest)
    assert 0 <= (ref - before).days <= 6 and 0 <= (after - ref).days <= 6
    assert before.strftime("%A") == after.strftime("%A") == weekday
    assert (before == ref) == (ref.strftime("%A") == weekday)


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("yesterday", "2024-03-01", ("2024-02-29", "2024-02-29")),
        ("yesterday", "2023-03-01", ("2023-02-28", "2023-02-28")),
        ("yesterday", "2020-01-01", ("2019-12-31", "2019-12-31")),
        ("last month", "2024-03-31", ("2024-02-01", "2024-02-29")),
        ("last month", "2020-01-15", ("2019-12-01", "2019-12-31")),
        ("last week", "2021-01-03", ("2020-12-21", "2020-12-27")),
        ("last week", "2021-01-04", ("2020-12-28", "2021-01-03")),
        ("last year", "2020-02-29", ("2019-01-01", "2019-12-31")),
        ("last winter", "2021-06-01", ("2020-12-01", "2021-02-28")),
        ("three months ago", "2020-01-31", ("2019-10-01", "2019-10-31")),
        ("on December 31", "2020-01-01", ("2019-12-31", "2019-12-31")),
        ("on February 29", "2023-05-01", ("2020-02-29", "2020-02-29")),
        ("in the fourth quarter", "2020-02-01", ("2019-10-01", "2019-12-31")),
    ],
)
def test_borders_of_the_past(text: str, reference: str, expected: tuple[str, str]) -> None:
    assert bounds(told(text, given(reference))) == expected


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("tomorrow", "2024-02-28", ("2024-02-29", "2024-02-29")),
        ("next month", "2023-12-31", ("2024-01-01", "2024-01-31")),
        ("next week", "2020-12-31", ("2021-01-04", "2021-01-10")),
        ("in January", "2020-12-31", ("2021-01-01", "2021-01-31")),
        ("on 29 February", "2023-05-01", ("2024-02-29", "2024-02-29")),
        ("next spring", "2020-12-31", ("2021-03-01", "2021-05-31")),
    ],
)
def test_borders_of_the_future(text: str, reference: str, expected: tuple[str, str]) -> None:
    assert bounds(told(text, given(reference), tense="future")) == expected


def test_a_day_that_does_not_exist_has_no_date() -> None:
    assert told("on 30 February 2020", given("2021-01-01")) is None
    assert told("on 29 February 2023", given("2024-01-01")) is None


def test_without_a_reference_only_what_the_words_fix_is_told() -> None:
    assert told("on Monday", None) is None
    assert told("last year", None) is None
    full = told("on 5 May 2019", None)
    assert full is not None and (full.earliest, full.basis) == ("2019-05-05", "stated")


def test_a_reference_that_is_an_interval_gives_an_interval_and_keeps_the_weekday() -> None:
    date = told("on Monday", given("2017-10-01", "2017-12-31", basis="inferred"))
    assert date is not None
    assert (bounds(date), date.weekday, date.precision) == (("2017-09-25", "2017-12-25"), "Monday", "range")
    assert "inferred" in date.why


def test_an_open_reference_gives_an_open_interval() -> None:
    open_ended = Date(earliest="2019-01-01", latest=None, precision="range", basis="inferred", why="given")
    assert bounds(told("last year", open_ended)) == ("2018-01-01", None)


def test_an_interval_inside_which_every_day_gives_the_same_answer_gives_that_answer() -> None:
    date = told("on September 28", given("2017-09-28", "2017-09-30", basis="inferred"))
    assert date is not None and (bounds(date), date.precision) == (("2017-09-28", "2017-09-28"), "day")


def test_a_past_day_that_would_be_eleven_months_back_but_lies_just_ahead_is_the_one_ahead() -> None:
    assert bounds(told("on September 16", given("2019-08-27"))) == ("2019-09-16", "2019-09-16")


def test_next_and_last_weekdays_that_may_be_either_of_two_are_left_open() -> None:
    assert bounds(told("next Friday", given("2021-09-29"), tense="future")) == ("2021-10-01", "2021-10-08")
    assert bounds(told("last Monday", given("2021-09-29"))) == ("2021-09-20", "2021-09-27")


def test_the_ends_of_a_range_can_be_asked_for_one_by_one() -> None:
    text = "from 28 December to 3 January"
    (e,) = times.find(text)
    ref = given("2020-02-01")
    ends = [bounds(times.resolve(e, reference=ref, text=text, part=p)) for p in ("start", "end", "whole")]
    assert ends == [("2019-12-28", "2019-12-28"), ("2020-01-03", "2020-01-03"), ("2019-12-28", "2020-01-03")]


def test_minutes_keep_the_offset_only_of_zones_that_have_one() -> None:
    assert bounds(told("at 0900 GMT on Tuesday", given("2018-06-14"))) == ("2018-06-12T09:00+00:00",) * 2
    assert bounds(told("at 9 p.m. IST on Tuesday", given("2018-06-14"))) == ("2018-06-12T21:00",) * 2


def test_a_step_from_another_event_needs_that_event() -> None:
    text = "three days after the vote"
    assert told(text, given("2021-12-29")) is None
    date = told(text, given("2021-12-29"), anchor=given("2020-02-27"))
    assert date is not None and bounds(date) == ("2020-03-01", "2020-03-01")
    assert "27 February 2020" in date.why


def test_lengths_and_ages_are_no_dates() -> None:
    assert told("for 18 months", given("2021-01-01")) is None
    assert told("the five-year-old war", given("2021-01-01")) is None


@pytest.mark.parametrize(
    ("words", "anchor", "expected"),
    [
        ("the following spring", "2020-10-14", ("2021-03-01", "2021-05-31")),
        ("the previous summer", "2020-10-14", ("2020-06-01", "2020-08-31")),
        ("the following March", "2020-10-14", ("2021-03-01", "2021-03-31")),
        ("that October", "2008-03-01", ("2008-10-01", "2008-10-31")),
        ("hours later", "2020-10-14", ("2020-10-14", "2020-10-14")),
    ],
)
def test_seasons_months_and_hours_step_from_what_was_told(words: str, anchor: str, expected: tuple[str, str]) -> None:
    assert bounds(told(words, given("2022-01-01"), anchor=given(anchor))) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("a week after", ("2024-05-01", "2024-05-07")), ("two days before", ("2024-05-13", "2024-05-13"))],
)
def test_a_step_seen_from_the_other_side_is_turned(words: str, expected: tuple[str, str]) -> None:
    """ "A on 11 May, a week after B": B lay a week before."""
    (e,) = times.find(words)
    anchor = given("2024-05-11")
    assert bounds(times.resolve(times.turned(e), reference=None, anchor=anchor, text=words)) == expected


def test_a_past_month_is_never_the_one_ahead() -> None:
    assert bounds(told("in February", given("2022-12-09"))) == ("2022-02-01", "2022-02-28")


def test_shortly_before_an_hour_of_a_day_is_on_that_day() -> None:
    date = told("before midnight on Saturday", given("2023-03-19"))
    assert date is not None and (date.earliest or "")[:10] == (date.latest or "")[:10] == "2023-03-18"
