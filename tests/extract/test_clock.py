"""Which event of a sentence a time belongs to, what the paragraph lends, and what is never lent."""

from __future__ import annotations

import pytest
from desk_reader import DeskReader, Page, assert_mostly

from dragoman.reading import EventMention
from dragoman.resolve.derive import derive


def first_time(page: Page, event: EventMention) -> str | None:
    return page.times(event)[0] if event.when else None


def check(desk: DeskReader, cases: list[tuple[str, str, str | None]], *, least: float = 0.85) -> None:
    """(text, kind, the words of the first candidate or None)."""
    outcomes = {}
    for text, kind, words in cases:
        page = desk.page(text)
        found = page.events(kind)
        told = [first_time(page, e) for e in found]
        outcomes[f"{text} {told or page.kinds}"] = bool(found) and told[0] == words
    assert_mostly(outcomes, least=least)


def day_of(desk: DeskReader, text: str, kind: str, *, published: str) -> str | None:
    """The day of the first such event, or the interval."""
    page = desk.page(text, published=published)
    record = derive([page.article], [page.reading], knowledge=desk.knowledge).record
    type_, _, mode = kind.partition(".")
    dates = [e.date for e in record.events if e.type == type_ and mode in ("", e.mode)]
    assert dates, page.kinds
    if dates[0] is None:
        return None
    low, high = dates[0].earliest, dates[0].latest
    return low if low == high else f"{low}..{high}"


def test_joined_verbs_share_the_time_that_one_of_them_has(desk: DeskReader) -> None:
    check(
        desk,
        [
            ("Chad's soldiers fired on two villages on Sunday and seized a lorry.", "COERCE", "Sunday"),
            ("Peru recalled its envoy on 4 May and closed the border.", "COERCE", "4 May"),
            ("Togo expelled two envoys and recalled its ambassador on Friday.", "SANCTION.expulsion", "Friday"),
            ("Mali signed the treaty in 1975 and left it in 2004.", "AGREE", "1975"),
        ],
        least=0.75,
    )


def test_a_plan_beside_it_lends_a_verb_no_time(desk: DeskReader) -> None:
    for text in (
        "Norway expelled two envoys and will recall its ambassador in May.",
        "Norway expelled two envoys and would recall its ambassador in May.",
    ):
        page = desk.page(text)
        assert "May" not in page.times(page.event("SANCTION.expulsion"))


def test_the_clause_that_follows_a_day_with_when_is_of_that_day(desk: DeskReader) -> None:
    check(
        desk,
        [
            ("Talks broke down in March 2018, when Benin slapped tariffs on Togo.", "SANCTION", "March 2018"),
            ("There has been no embassy since 4 May, when Peru expelled the ambassador.", "SANCTION", "4 May"),
            ("It began on Tuesday, when Niger's army shelled a village of Chad.", "ASSAULT", "Tuesday"),
        ],
        least=0.6,
    )


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("Chad recalled its envoy on Friday, two days after Niger expelled a diplomat.", "SANCTION.expulsion", "05-08"),
        ("Chad recalled its envoy on Friday, a day after Niger shelled a village.", "ASSAULT", "05-09"),
        ("A day before Chad recalled its envoy on Friday, Niger shelled a village.", "ASSAULT", "05-09"),
        ("Two days after Niger shelled a village on Monday, Chad recalled its envoy.", "SANCTION", "05-08"),
    ],
)
def test_a_step_counts_from_the_event_that_it_names(desk: DeskReader, text: str, kind: str, date: str) -> None:
    assert day_of(desk, text, kind, published="2024-05-11") == f"2024-{date}"


def test_news_keeps_its_day_where_only_the_step_from_it_is_told(desk: DeskReader) -> None:
    text = "Peru recalled its envoy, four days after Chile shot down a plane."
    assert day_of(desk, text, "SANCTION", published="2024-05-11") == "2024-05-11"
    assert day_of(desk, text, "ASSAULT", published="2024-05-11") == "2024-05-07"


@pytest.mark.parametrize(
    ("text", "kind", "not_"),
    [
        ("Salman received Tamim today, the first embrace since the breach of 5 June 2017.", "CONSULT", "5 June 2017"),
        ("The president thanked Norway for its support since independence in 1991.", "SUPPORT", "1991"),
        ("Both sides agreed to hold a round of talks in the third quarter.", "AGREE", "third quarter"),
        ("Talks were broken off by Chad after Niger's election in March.", "CONSULT", "March"),
        ("On Tuesday Norway said that Chad had shelled Niger.", "ASSAULT", "Tuesday"),
        ("They met in Accra, for the third time this year.", "CONSULT", "this year"),
        ("The ministers will now meet every month.", "CONSULT", "now"),
        ("Brazil backs the claim each June.", "SUPPORT", "June"),
    ],
)  # fmt: skip
def test_a_time_of_something_else_is_not_the_event_s(desk: DeskReader, text: str, kind: str, not_: str) -> None:
    page = desk.page(text)
    assert all(not_ not in page.times(e)[:1] for e in page.events(kind))


def test_what_noun_or_occasion_is_dated_dates_what_is_said_of_it(desk: DeskReader) -> None:
    check(
        desk,
        [
            ("The order of March 9 which froze the assets of seven Chadians is void.", "SANCTION", "March 9"),
            ("They praised the truce that Chad and Niger signed in 1998.", "AGREE", "1998"),
            ("A hundred soldiers died in the war of 1982.", "HUMANITARIAN", "1982"),
        ],
        least=0.6,
    )


# --- what a paragraph and a lead lend


def test_a_clock_without_a_day_leaves_the_day_to_the_lead(desk: DeskReader) -> None:
    text = "Chad closed its border on Monday.\n\nThe two ministers met at noon in Accra."
    assert day_of(desk, text, "CONSULT", published="2024-05-11") == "2024-05-06"


@pytest.mark.parametrize(
    "text",
    [
        "Chad closed its long border with Niger on Monday. They ate.\n\nIt rained. Niger has always refused offers.",
        "Chad closed its long border with Niger on Monday. They ate.\n\nIt rained. Niger denies the charge.",
    ],
)
def test_what_holds_or_has_been_is_not_of_the_day(desk: DeskReader, text: str) -> None:
    assert day_of(desk, text, "REJECT", published="2024-05-11") is None


def test_looking_back_is_not_of_the_day(desk: DeskReader) -> None:
    text = "Chad closed its border on Monday.\n\nIn previous weeks tempers had risen: Niger accused Chad of theft."
    assert day_of(desk, text, "ACCUSE", published="2024-05-11") is None


def test_a_plan_and_an_aside_in_the_pluperfect_set_no_day_for_the_report(desk: DeskReader) -> None:
    for text in (
        "Niger had shelled a village on Monday. Chad recalled its ambassador at noon.",
        "Ministers will fly to Accra on Monday. Chad recalled its ambassador at noon.",
    ):
        assert day_of(desk, text, "SANCTION", published="2024-05-11") == "2024-05-11"


@pytest.mark.parametrize(
    "text",
    [
        "Monday\n\nChad recalls its envoy. Togo laughs.\n\nTuesday\n\nNiger expels two diplomats.",
        "6 May: Chad recalls its envoy.\n\n7 May: Niger expels two diplomats.",
        "1. Accra, 6 May. Chad recalls its envoy.\n\n2. Lomé, 7 May. Niger expels two diplomats.",
    ],
)
def test_dated_headings_date_what_stands_under_them(desk: DeskReader, text: str) -> None:
    assert day_of(desk, text, "SANCTION.severance", published="2024-05-11") == "2024-05-06"
    assert day_of(desk, text, "SANCTION.expulsion", published="2024-05-11") == "2024-05-07"


def test_pictures_tell_the_past_in_the_present(desk: DeskReader) -> None:
    text = "PHOTO: Macron meets Merkel in Meseberg on Thursday."
    assert day_of(desk, text, "CONSULT", published="2024-05-11") == "2024-05-09"


def test_a_day_of_the_month_is_of_the_month_told_before(desk: DeskReader) -> None:
    text = "On 8 March Chad protested. On the 11th Niger expelled two diplomats.\n\nTogo waits."
    assert day_of(desk, text, "SANCTION", published="2024-05-20") == "2024-03-11"
    over = "On 28 March Chad protested. On the 3rd Niger expelled two diplomats.\n\nTogo waits."
    assert day_of(desk, over, "SANCTION", published="2024-05-20") == "2024-04-03"


def test_in_february_told_in_december_is_the_february_behind(desk: DeskReader) -> None:
    text = "The minister was arrested in Niamey in February."
    assert day_of(desk, text, "COERCE", published="2022-12-09") == "2022-02-01..2022-02-28"


def test_what_is_called_off_has_the_day_for_which_it_was_planned(desk: DeskReader) -> None:
    text = "Peru on Thursday called off a visit to Chile that was planned for Monday."
    assert day_of(desk, text, "CONSULT", published="2024-05-10") == "2024-05-13"
    assert day_of(desk, "Peru on Thursday called off a visit to Chile.", "CONSULT", published="2024-05-10") is None


def test_the_opening_comes_after_the_lines_of_a_page(desk: DeskReader) -> None:
    text = "This page was written by the whole staff.\n\nGuns fall silent\n\nChad and Niger have signed a treaty."
    assert day_of(desk, text, "AGREE", published="2024-05-10") == "2024-05-10"
