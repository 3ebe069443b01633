"""A Capture becomes an Article: the text untouched, and what it says of itself read from it."""

import pytest

from dragoman.clean import article
from dragoman.sources import Capture
from dragoman.spans import article_id
from dragoman.types import Article, Failure

REPORT = (
    "Latest\r\n\r\nArland and Bex sign river treaty\r\n\r\nBy Jane Doe and John Roe in Corvo\r\n"
    "Published : 17 Mar 2022 08:36 PM | Updated : 18 Mar 2022 01:12 PM\r\n\r\n"
    "CORVO, Arland (AFP) — The foreign ministers of Arland and Bex signed a treaty on the river Ume on Tuesday.\r\n\r\n"
    "“It was time,” Bexian minister Ola Brandt told the Reuters news agency.\r\n\r\n"
    "Source: The Lake Herald and news agencies\r\n"
)


def text_capture(text: str, **hints: object) -> Capture:
    return Capture(source="a.txt", media_type="text/plain", body=text, **hints)  # type: ignore[arg-type]


def read(text: str, **hints: object) -> Article:
    found = article(text_capture(text, **hints))
    assert isinstance(found, Article), found
    return found


def test_a_report_is_kept_whole_and_says_what_it_is() -> None:
    found = read(REPORT)
    assert found.text == REPORT
    assert found.id == article_id(REPORT)
    assert found.title == "Arland and Bex sign river treaty"
    assert found.authors == ("Jane Doe", "John Roe")
    assert found.agencies == ("AFP", "Reuters")
    assert found.dateline == "CORVO, Arland"
    assert found.publisher == "The Lake Herald"
    assert found.language == "en"
    assert found.published is not None and found.published.earliest == "2022-03-17T20:36"
    assert found.published.basis == "stated"
    assert found.updated is not None and found.updated.earliest == "2022-03-18T13:12"
    assert found.times == ()
    (sighting,) = found.sightings
    assert (sighting.source, sighting.publisher, sighting.published) == ("a.txt", "The Lake Herald", found.published)


def test_furniture_is_sorted_apart_and_without_space_around() -> None:
    found = read(REPORT)
    at = 0
    for item in found.furniture:
        assert at <= item.start < item.end
        words = found.text[item.start : item.end]
        assert words == words.strip()
        at = item.end


def test_the_same_text_gives_the_same_article() -> None:
    assert read(REPORT) == read(REPORT)


def test_what_a_row_says_beside_its_text_is_taken() -> None:
    body = "The ministers of Arland and Bex met on Tuesday in Corvo and spoke of the river.\n\nThey meet again in May."
    found = read(
        body, title="Ministers meet", publisher="The Bell", published="2021-09-29T21:51:00Z", authors=("Reuters",)
    )
    assert (found.title, found.publisher) == ("Ministers meet", "The Bell")
    assert found.published is not None
    assert (found.published.earliest, found.published.basis) == ("2021-09-29T21:51+00:00", "metadata")
    assert found.agencies == ("Reuters",)
    assert found.authors == ()
    assert found.furniture == ()


def test_a_page_moved_later_keeps_the_day_that_it_states() -> None:
    body = "Ministers meet\n\n3 March 2017\n\nThe ministers of Arland and Bex met in Corvo on Friday for talks.\n"
    found = read(body, published="2021-06-01T00:00:00Z")
    assert found.published is not None and found.published.earliest == "2017-03-03"


def test_a_report_that_says_nothing_of_itself_gives_none() -> None:
    found = read("The ministers of Arland and Bex met on Tuesday, and one told Al Noor that the talks were good.\n")
    assert found.title is None
    assert found.publisher is None
    assert found.published is None and found.updated is None
    assert found.dateline is None
    assert found.agencies == () and found.authors == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Les ministres des deux pays se sont réunis mardi à Genève pour parler de la rivière et des eaux du lac, "
         "selon un communiqué du ministère qui est paru dans la soirée.", "fr"),
        ("Министры двух стран встретились во вторник в Женеве и говорили о реке и о том, что будет после.", "ru"),
        ("Міністри двох країн зустрілися у вівторок у Женеві та говорили про річку та про те, що буде після.", "uk"),
        ("Los ministros de los dos países se reunieron el martes en Ginebra para hablar del río.", "es"),
        ("İki ülkenin bakanları salı günü Cenevre'de bir araya geldi ve nehir için bir anlaşma imzaladı.", "tr"),
        ("Die Minister der beiden Länder haben sich am Dienstag in Genf getroffen, um über den Fluss zu reden.", "de"),
        ("التقى الوزيران في جنيف يوم الثلاثاء من أجل الحديث عن النهر بين البلدين", "ar"),
        ("两国外长星期二在日内瓦会晤,讨论了河流问题。", "zh"),
        ("両国の外相は火曜日にジュネーブで会談した。", "ja"),
        ("The ministers of the two countries met on Tuesday in Geneva and spoke of the river.", "en"),
        ("Putin, Erdogan meet", "en"),
    ],
)  # fmt: skip
def test_the_language_is_told_and_other_ones_are_kept_unread(text: str, code: str) -> None:
    found = read(text)
    assert found.language == code
    assert found.text == text
    assert code == "en" or found.furniture == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
    ],
)
def test_nothing_is_named_as_nothing(text: str) -> None:
    found = article(text_capture(text))
    assert isinstance(found, Failure)
    assert found.code == "empty"


HOSTILE = {
    "one long line": "The ministers met. " * 25_000,
    "one long word": "a" * 500_000,
    "long capitals": "A" * 500_000 + " said.",
    "many short lines": "XS\n" * 40_000,
    "many title lines": "Ministers Meet In Corvo\n" * 5_000,
    "spaces": " " * 200_000 + "word" + "\t" * 200_000,
    "brackets": "(" * 50_000 + "[" * 50_000,
    "dates": "12 March 2019 14:05 GMT | " * 12_000,
    "commas": "By Jane Doe, " * 25_000,
    "dashes": "— " * 75_000,
    "control": "The \x01envoys\x1b met \x07 in Corvo.\n" * 1000,
    "bidi": "The \u202eenvoys\u202c \u2066met\u2069 in \u200fCorvo.\n" * 1000,
    "markup": "<script>alert(1)</script> The envoys met in Corvo on Tuesday.\n&lt;&amp;" * 100,
    "line ends": "\r\n\r\u2028\u2029\x85\x0b\x0c" * 50_000 + "Word.",
    "marks": "e\u0301\u0301\u0301" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_kept_as_it_is_and_read_in_seconds(text: str) -> None:
    import time

    start = time.perf_counter()
    found = read(text)
    assert time.perf_counter() - start < 20
    assert found.text == text
    assert all(found.text[f.start : f.end].strip() for f in found.furniture)
