"""Quotation marks of all kinds are matched inside a paragraph, and apostrophes are left alone."""

import pytest

from dragoman.extract import quotes

CASES = [
    ('"We will go," she said. "And return."', ["We will go,", "And return."]),
    ("“We will go,” she said. “And return.”", ["We will go,", "And return."]),
    ("‘We won’t go,’ she said. ‘Nor return.’", ["We won’t go,", "Nor return."]),
    ("'We won't go,' she said. 'Nor return.'", ["We won't go,", "Nor return."]),
    ("«Nous partons», she said, »Wir auch«.", ["Nous partons", "Wir auch"]),
    ("« Nous partons », she said. « Demain ? » he asked.", ["Nous partons", "Demain ?"]),
    ("„Wir gehen“, she said.", ["Wir gehen"]),
    ("„Idziemy”, she said.", ["Idziemy"]),
    ("”Vi går”, she said.", ["Vi går"]),
    ("``We will go,'' she said.", ["We will go,"]),
    ("‘‘We will go,’’ she said.", ["We will go,"]),
    ("“We will go,\" she said, and called it “right”.", ["We will go,", "right"]),
    ("“We will go,“ she said.", ["We will go,"]),
    ("“They told us ‘never’ and left,” she said.", ["They told us ‘never’ and left,"]),
    ('"They told us \'never\' and left," she said.', ["They told us 'never' and left,"]),
    ("‘They told us “never” and left,’ she said.", ["They told us “never” and left,"]),
    ("The leaders’ talks and the ministers' visit ended at five o'clock.", []),
    ("Rock 'n' roll of the '90s: 'tis over.", []),
    ("He called the leaders’ talks ‘the best in years’.", ["the best in years"]),
    ("He said ‘the leaders’ talks went well’ and left.", ["the leaders’ talks went well"]),
    ("The so-called \"green line\" (the \"buffer\") held.", ["green line", "buffer"]),
    ('"We go on. Nothing stops us.', ["We go on. Nothing stops us."]),
    ("A man of 5'10\" spoke.", []),
    ('The 15" gun and the 12" gun fired.', []),
    ("", []),
    ('"', []),
    ('""', []),
    ("N'Djamena, Cote d'Ivoire and Sana'a's airport", []),
    ('The minister—"a hawk"—left.', ["a hawk"]),
    ('"Peace [in Yemen] is \'near\'", he wrote.', ["Peace [in Yemen] is 'near'"]),
    ("「我们走」, she said.", ["我们走"]),
    ('She said "the "old guard" must go" and left.', ['the "old guard" must go']),
    ('"We leave, he said. "We go home," he added.', ["We leave,", "We go home,"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_outer_quotations_are_found_whatever_the_glyphs(text: str, expected: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotes.find(text)] == expected


def test_a_quotation_of_several_paragraphs_goes_on_where_the_mark_is_opened_again() -> None:
    text = "“The first point.\n\n“The second point.\n\n“The third,” he said."
    found = quotes.find(text)
    assert [(q.continues, q.closed) for q in found] == [(False, False), (True, False), (True, True)]


def test_a_new_quotation_after_a_closed_one_is_no_continuation() -> None:
    found = quotes.find("“One,” he said.\n\n“Two,” she said.")
    assert [q.continues for q in found] == [False, False]


def test_furniture_is_never_crossed() -> None:
    text = 'She said: "We stay\nADVERTISEMENT "Buy"\nand we fight," and left.'
    low = text.index("ADVERT")
    found = quotes.find(text, skip=[(low, text.index("\nand") + 1)])
    assert next(text[q.start : q.end] for q in found) == "We stay"
    assert all(q.closes <= low or q.opens >= text.index("and we") for q in found)


def test_a_wrapped_line_does_not_end_the_quotation() -> None:
    text = '"We are ready to sit down with everybody who is willing\nto talk about the border," the envoy said.'
    assert [text[q.start : q.end] for q in quotes.find(text)] == [text[1 : text.index('" the')]]


def test_long_rows_of_marks_are_read_in_bounded_time() -> None:
    assert len(quotes.find("\" '" * 3000)) < 9000
