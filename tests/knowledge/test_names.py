"""Spellings meet, and capitals tell names from words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.knowledge.names import BREAK, NameIndex, case_agrees, key, name_pieces, pieces


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Erdoğan", "Erdogan"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("Hayat Tahrir al-Sham", "Hayat Tahrir al Sham"),
        ("Sana'a", "Sanaa"),
        ("Łódź", "Lodz"),
        ("Su-57", "Su 57"),
    ],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_dotted_and_plain_acronyms_stay_apart() -> None:
    assert key("U.S.") != key("us")


def test_a_possessive_is_a_piece_of_its_own_however_it_is_cut() -> None:
    assert pieces("Turkey's") == ("Turkey", "'s")
    assert pieces("’s") == ("'s",)


def test_hyphens_join_and_other_marks_break() -> None:
    assert pieces("-") == ()
    assert pieces(",") == (BREAK,)


@pytest.mark.parametrize(
    ("stored", "seen", "agrees"),
    [
        ("WHO", "Who", False),
        ("WHO", "WHO", True),
        ("Taliban", "taliban", False),
        ("Taliban", "TALIBAN", True),
        ("dpa", "Dpa", False),
        ("Bank of China", "Bank Of China", True),
        ("The Hague", "the Hague", True),
    ],
)
def test_capitals_decide_whether_words_may_be_a_name(stored: str, seen: str, agrees: bool) -> None:
    assert case_agrees(name_pieces(stored), name_pieces(seen), shouted=False) is agrees


def test_short_acronyms_are_refused_in_a_headline_in_capitals() -> None:
    assert not case_agrees(("US",), ("US",), shouted=True)


@given(st.text(max_size=60))
def test_any_text_folds_to_a_key_that_folds_to_itself(text: str) -> None:
    folded = key(text)
    assert "\x00" in folded or key(folded.replace("'s", "")) == " ".join(folded.replace("'s", "").split())


def test_the_index_knows_how_long_names_get() -> None:
    index = NameIndex()
    index.add("United Nations", 1)
    index.add("United Nations Security Council", 2)
    assert index.longest("united") == 4
    assert index.find("united nations") == [("United Nations", 1)]
    assert index.find("nobody") == []
