"""Sentences begin where a reader would say they do."""

import pytest

from dragoman.nlp import sentences
from dragoman.nlp.words import Tokenizer


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer()


def cut(text: str, tokenizer: Tokenizer) -> list[str]:
    doc = [t for t in tokenizer(text) if not t.is_space]
    begins = [doc[i].idx for i in sentences.starts([t.text for t in doc], [bool(t.whitespace_) for t in doc])]
    return [text[a:b].strip() for a, b in zip(begins, [*begins[1:], len(text)], strict=True)]


WHOLE = [
    "Gen. Amina Sow met Lt. Col. Okafor and Sen. J. R. Brown on Sept. 14 at No. 10 Downing Street.",
    "The U.S. President and the U.K. Parliament agreed, Mr. Haddad said.",
    '"Stop the shelling!" the minister said.',
    '"Will they come?" Petrov asked.',
    '"It is over," he said.',
    '"It is over." said the envoy.',
    "George W. Bush spoke to St. Petersburg officials.",
    "Growth was 3.5 percent, i.e. more than the 2.1 of last year.",
    "Yahoo! said it would sell its share.",
    "They waited ... and then left.",
    "The firm, Orient Shipping Co. of Cyprus, denied it.",
    "1. The parties shall withdraw.",
    "See arts. 5 and 6, p. 12, vol. 3.",
    "He works for the U.N. Security Council.",
    "Amina Okafor (b. 1949, d. 2007) ruled from c. 1990 on.",
    "The war ended in 1994. [3] [4]",
]
CUT = [
    ("The talks ended. The sides will meet again.", 2),
    ("They met in southwest Zemland. the two sides agreed.", 2),
    ("They met in Zemland.The two sides agreed.", 2),
    ('"We leave." The crowd cheered.', 2),
    ('He said: "We leave." Then he left.', 2),
    ("He lives in the U.S. The family stayed behind.", 2),
    ("It ended at 5 p.m. The guests left.", 2),
    ("Where are they? Nobody knows! We wait.", 3),
    ("(They left early.) The hall was empty.", 2),
    ("They waited... Then the door opened.", 2),
    ("It began in 2019. Twelve people died. 300 fled.", 3),
    ("So am I. The others are not.", 2),
    ("He spoke of “peace.” She did not.", 2),
    ("The war ended in 1994. [3] The king came back.", 2),
    ("Was it No. 5? No. It was not.", 3),
    ("She met Dr. Silva. Mr. Kim came too.", 2),
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_whole(text: str, tokenizer: Tokenizer) -> None:
    assert cut(text, tokenizer) == [text]


@pytest.mark.parametrize(("text", "count"), CUT)
def test_sentences_are_told_apart(text: str, count: int, tokenizer: Tokenizer) -> None:
    found = cut(text, tokenizer)
    assert len(found) == count, found


def test_no_words_make_no_sentences() -> None:
    assert sentences.starts([], []) == []


@pytest.mark.parametrize("text", ["." * 500, '"' * 500, ". " * 500, '."' * 300, "( " * 400, "No. " * 200])
def test_marks_without_words_do_no_harm(text: str, tokenizer: Tokenizer) -> None:
    """Any heap of marks comes back whole and in order."""
    assert "".join("".join(cut(text, tokenizer)).split()) == "".join(text.split())
