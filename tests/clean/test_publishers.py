"""The outlet that heads a page is told from sections, series and titles."""

import pytest

from dragoman.clean import publishers


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("THE FJORD POST | World", "The Fjord Post"),
        ("Cape Examiner", "Cape Examiner"),
        ("GAZETTE OF THE COAST, Monday 3 May", "Gazette of the Coast"),
        ("BBX RADIO", "BBX Radio"),
        ("Latest news", None),
        ("World News", None),
        ("Home > News > Africa", None),
        ("Ferry strike enters third day", None),
        ("Working paper 7 / December 2016", None),
        ("A guardian for the strait?", None),
    ],
)
def test_the_head_of_a_page_names_its_outlet(line: str, outlet: str | None) -> None:
    assert publishers.headed((line,)) == outlet
