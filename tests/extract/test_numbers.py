"""The grammar of numbers: what is a quantity, what bounds it, and what is none."""

import pytest

from dragoman.extract import numbers, units

QUANTITIES = [
    ("more than 1.2 million", (1200000, None, "more_than")),
    ("nearly 1 million", (None, 1000000, "nearly")),
    ("up to 5,000", (None, 5000, "less_than")),
    ("no fewer than 17", (17, None, "at_least")),
    ("some 300", (300, 300, "about")),
    ("between 30 and 40", (30, 40, "range")),
    ("30-40", (30, 40, "range")),
    ("two to three", (2, 3, "range")),
    ("2 to 3 million", (2000000, 3000000, "range")),
    ("20 or more", (20, None, "at_least")),
    ("200,000-plus", (200000, None, "at_least")),
    ("500+", (500, None, "at_least")),
    ("a dozen", (12, 12, "about")),
    ("half a dozen", (6, 6, "about")),
    ("two dozen", (24, 24, "about")),
    ("half a million", (500000, 500000, "about")),
    ("two hundred and fifty thousand", (250000, 250000, "exact")),
    ("twenty-two", (22, 22, "exact")),
    ("one and a half million", (1500000, 1500000, "exact")),
    ("3.6bn", (3600000000, 3600000000, "exact")),
    ("2 lakh", (200000, 200000, "exact")),
    ("1\u00a0250\u00a0000", (1250000, 1250000, "exact")),
    ("two-thirds", (0.66666666, 0.66666666, "exact")),
    ("one in five", (0.2, 0.2, "exact")),
    ("hundreds of thousands", (100000, 999999, "order_of_magnitude")),
    ("several thousand", (1000, 9999, "order_of_magnitude")),
    ("at least hundreds", (100, None, "at_least")),
    ("an estimated 5.4 million", (5400000, 5400000, "about")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), QUANTITIES)
def test_a_quantity_is_read_with_its_bounds(words: str, expected: tuple[float | None, float | None, str]) -> None:
    text = (
        f"They counted {words} heads there."
        if not words.endswith(("thousands", "hundreds"))
        else f"They saw {words} of heads."
    )
    (found,) = numbers.find(text)
    assert (found.low, found.high, found.qualifier) == (
        pytest.approx(expected[0]),
        pytest.approx(expected[1]),
        expected[2],
    )
    assert text[found.start : found.end] == words


NOT_QUANTITIES = [
    "on 14 September 2021", "on Sept. 14", "at 3 p.m.", "at 21:51", "the S-400s", "an F-35", "Covid-19", "the 1990s",
    "9/11", "the 21st century", "the second round", "2021-09-29", "P5+1", "16x9", "May 3-5, 2019", "on 29/09/2021",
    "at 0900 GMT", "a Su-57", "the '90s", "https://example.org/12/34", "the MH17 crash", "between 2004-06",
]  # fmt: skip


@pytest.mark.parametrize("words", NOT_QUANTITIES)
def test_days_times_names_and_ordinals_are_no_quantities(words: str) -> None:
    assert numbers.find(f"They spoke of {words} again.") == []


def test_a_change_from_one_number_to_another_is_two_quantities() -> None:
    assert [q.low for q in numbers.find("Exports rose from 5 to 8 percent.")] == [5, 8]
    (only,) = numbers.find("The cost runs from 5 to 8 percent.")
    assert (only.low, only.high) == (5, 8)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("$5", "USD"),
        ("US$5", "USD"),
        ("€5", "EUR"),
        ("Rs5", "INR"),
        ("A$5", "AUD"),
        ("R$5", "BRL"),
        ("₺5", "TRY"),
        ("₹5", "INR"),
    ],
)
def test_a_sign_of_money_names_its_currency(text: str, code: str) -> None:
    (found,) = numbers.find(f"They paid {text}m for it.")
    assert found.currency == code
    assert found.low == 5000000


@pytest.mark.parametrize(
    ("words", "name", "group"),
    [
        (" dollars", "USD", "money"), (" Turkish lira", "TRY", "money"), (" per cent", "percent", "share"),
        (" square kilometres", "square kilometers", "area"), (" hours", "hours", "time"), ("-month", "months", "time"),
        (" nautical miles", "nautical miles", "length"), (" tonnes", "tonnes", "measure"),
        (" barrels a day", "barrels per day", "measure"), (" Kenyan shillings", "KES", "money"),
    ],
)  # fmt: skip
def test_units_are_named_as_the_record_writes_them(words: str, name: str, group: str) -> None:
    found = units.unit_at(f"5{words} x", 1)
    assert found is not None
    assert (found.name, found.group) == (name, group)


@pytest.mark.parametrize(
    "noun",
    ["refugees", "peacekeepers", "Syrians", "Vietnamese", "fishermen", "children", "hostages", "pilgrims", "troops"],
)
def test_nouns_that_count_persons_are_known(noun: str) -> None:
    assert units.is_persons(noun)


@pytest.mark.parametrize("noun", ["tanks", "zones", "Paris", "missiles", "headquarters", "years"])
def test_nouns_that_count_things_are_not_persons(noun: str) -> None:
    assert not units.is_persons(noun)


def test_hostile_rows_of_digits_and_words_are_read_in_bounded_time() -> None:
    for text in (
        "1 " * 5000,
        "1,000," * 4000,
        "one hundred and " * 3000,
        "$" * 5000,
        "over " * 4000 + "5",
        "two to " * 3000,
    ):
        numbers.find(text)
