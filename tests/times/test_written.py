"""Dates of date lines and metadata: read as written, and not guessed."""

import pytest

from dragoman.times import written


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Published : 17 Mar 2022 08:36 PM", "2022-03-17T20:36"),
        ("12 March 2019 14:05 GMT", "2019-03-12T14:05+00:00"),
        ("2021-09-29", "2021-09-29"),
        ("2021-09-29T21:51:00Z", "2021-09-29T21:51+00:00"),
        ("2021-09-29T21:51:00.123+03:00", "2021-09-29T21:51+03:00"),
        ("2021-09-29T21:51:00-0430", "2021-09-29T21:51-04:30"),
        ("20210929T215100Z", "2021-09-29T21:51+00:00"),
        ("2019-08-28 01:23:45|Editor", "2019-08-28T01:23"),
        ("Wed, 29 Sep 2021 21:51:00 +0000", "2021-09-29T21:51+00:00"),
        ("Wednesday, September 29, 2021", "2021-09-29"),
        ("Sept. 29, 2021, 9:51 p.m. ET", "2021-09-29T21:51"),
        ("29th September 2021", "2021-09-29"),
        ("October 12th, 2020", "2020-10-12"),
        ("29-Sep-2021", "2021-09-29"),
        ("29.09.2021", "2021-09-29"),
        ("09.03.2021 08:15", "2021-03-09T08:15"),
        ("29/09/2021", "2021-09-29"),
        ("09/29/2021", "2021-09-29"),
        ("05/05/2021", "2021-05-05"),
        ("Fri 5 Jan 2018 11.20 GMT", "2018-01-05T11:20+00:00"),
        ("Issued on: 25/06/2020 - 10:12", "2020-06-25T10:12"),
        ("23 April 2021 17:40 (UTC+04:00)", "2021-04-23T17:40+04:00"),
        ("14:05, 12 March 2019", "2019-03-12T14:05"),
        ("12:05 AM, March 12, 2019", "2019-03-12T00:05"),
        ("March 12, 2019 at 12:05 PM", "2019-03-12T12:05"),
        ("March 4 2019 18:25 IST", "2019-03-04T18:25"),
        ("14:45 25.07.2019", "2019-07-25T14:45"),
    ],
)
def test_a_full_date_is_read_with_its_time(line: str, value: str) -> None:
    found = written.read(line, basis="stated")
    assert found is not None
    assert (found.earliest, found.latest) == (value, value)
    assert found.precision == ("minute" if "T" in value else "day")


def test_an_open_order_of_day_and_month_gives_both_bounds() -> None:
    found = written.read("03/04/2021", basis="metadata")
    assert found is not None
    assert (found.earliest, found.latest, found.precision) == ("2021-03-04", "2021-04-03", "range")
    assert "either order" in found.why


@pytest.mark.parametrize(
    "line",
    ["Updated", "3 hours ago", "September 29", "31 February 2020", "2021-13-40", "Flight 2020 to May", "99/99/2021", "",
     "call 2021-0929-11", "Resolution 2254 (2015)", "May 2021 was dry"],
)  # fmt: skip
def test_what_is_no_full_date_is_left(line: str) -> None:
    assert written.read(line, basis="stated") is None


def test_hostile_lines_end_quickly() -> None:
    for piece in ("1 ", "12 Mar ", "2021-", "9:", "at at ", "Wed, ", "\t "):
        written.find(piece * 50_000, basis="stated")


def test_two_dates_in_a_line_are_both_found() -> None:
    line = "Published : 17 Mar 2022 08:36 PM | Updated : 18 Mar 2022 01:12 PM"
    found = written.find(line, basis="stated")
    assert [item.date.earliest for item in found] == ["2022-03-17T20:36", "2022-03-18T13:12"]
    assert line[found[1].start : found[1].end] == "18 Mar 2022 01:12 PM"


def test_a_line_of_dates_alone_is_told_from_a_sentence() -> None:
    assert written.is_date_alone("Friday, January 4, 2019")
    assert not written.is_date_alone("They met on January 4, 2019")


def test_a_zone_of_the_united_states_puts_the_month_first() -> None:
    found = written.read("Posted: 08/02/2013 11:10 am EDT", basis="stated")
    assert found is not None
    assert found.earliest == "2013-08-02T11:10-04:00"
