"""What is read as a time expression and what is not, and that reading stays quick on hostile text."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import times
from dragoman.types import Date

REFERENCE = Date(earliest="2020-02-29", latest="2020-02-29", precision="day", basis="metadata", why="given")


def found(text: str) -> list[str]:
    return [text[e.start : e.end] for e in times.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Friday and again on Sunday.", ["Friday", "Sunday"]),
        ("From the end of March 2014 to early May 2015 it was shut.", ["the end of March 2014 to early May 2015"]),
        ("He spoke at 9:30 a.m. on Monday, May 4, 2015.", ["9:30 a.m. on Monday, May 4, 2015"]),
        ("In the 1990s and in the 21st century.", ["1990s", "21st century"]),
        ("Q3 2020 was worse than the first half of 2019.", ["Q3 2020", "first half of 2019"]),
        ("She came the day after the vote and left two days later.", ["the day after", "two days later"]),
        ("The eight-year-old truce and the week-long strike.", ["eight-year-old", "week-long"]),
        ("In recent months, and over the past five years.", ["recent months", "the past five years"]),
        ("On the 11th their fighters came; on the 7th Putin left.", ["the 11th", "the 7th"]),
        ("It began on the night of the 7th, when guns opened up.", ["the 7th"]),
        ("They met that October and the following spring.", ["that October", "the following spring"]),
        ("On a Thursday in May they made up.", ["May"]),
    ],
)
def test_expressions_are_found_whole(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Flight 1984 landed in the rain.",
        "He owes 2016 euros.",
        "General March and Prime Minister May agreed.",
        "The Good Friday Agreement and Black Friday sales.",
        "They go there every Monday.",
        "She scored 2-1 and 3:2.",
        "A Boeing 2000 does not exist.",
        "By and large the second round went first.",
        "Article 2019 of the code.",
        "an electorate of 1,984 voters",
        "They agreed on the 5th Amendment, on the 19th Congress and on the 3rd Army.",
        "Caesar died in March of 044 and Rome mourned.",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_bound_that_a_preposition_sets_is_kept_in_the_mods() -> None:
    for word in ("since", "until", "by", "from"):
        (e,) = times.find(f"It was so {word} April.")
        assert word in e.mods


def test_an_event_before_a_day_is_not_the_time_before_that_day() -> None:
    (e,) = times.find("They spoke before Monday's talks.")
    assert "before" not in e.mods


def test_skipped_stretches_are_not_read_and_not_crossed() -> None:
    text = "On September [photo of 1999] 28 they met."
    assert "1999" not in " ".join(text[e.start : e.end] for e in times.find(text, skip=[(13, 28)]))
    assert all(e.end <= 13 or e.start >= 28 for e in times.find(text, skip=[(13, 28)]))


def test_a_long_hostile_text_is_read_in_linear_time() -> None:
    for piece in ("2017-", "Monday, ", "the end of the ", "9:9:9 ", "of ", "for nearly ", "May ", "1 to 2 and ", "'"):
        text = piece * 8_000
        start = time.perf_counter()
        times.find(text)
        assert time.perf_counter() - start < 8


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "Monday May 28 2017 - – / : . , the of to and from in early late last next year years week ago after two "
            "September 9 am GMT ( ) ' s th since mid 30 31 02 2020 February century decade old".split()
        ),
        max_size=25,
    ).map(" ".join)
)
def test_expressions_are_ordered_disjoint_and_resolve_without_error(text: str) -> None:
    every = times.find(text)
    for a, b in itertools.pairwise(every):
        assert a.end <= b.start
    for e in every:
        assert 0 <= e.start < e.end <= len(text)
        for reference in (None, REFERENCE):
            for tense in ("past", "present", "future"):
                date = times.resolve(e, reference=reference, tense=tense, text=text)
                assert date is None or date.earliest is not None or date.latest is not None
                if date is not None and date.earliest is not None and date.latest is not None:
                    assert date.earliest[:10] <= date.latest[:10]
