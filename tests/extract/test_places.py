"""Where it took place: clause, opening phrase, what was hit, where people had come to, and what says no place."""

from __future__ import annotations

import pytest
from desk_reader import DeskReader, assert_mostly

PLACED = [
    ("Rebels captured Goma on Monday.", "ASSAULT", "Goma"),
    ("The army retook Kirkuk in October.", "ASSAULT", "Kirkuk"),
    ("A court in Minsk sentenced an activist to eight years.", "COERCE", "Minsk"),
    ("Thousands marched through Bamako on Friday.", "PROTEST", "Bamako"),
    ("Omar al-Bashir and Salva Kiir talked in an Addis Ababa hotel on Sunday.", "CONSULT", "Addis Ababa"),
    ("António Guterres hurried to Asmara for talks with Isaias Afwerki.", "CONSULT", "Asmara"),
    ("They hailed the treaty that Natano and Albanese signed in Rarotonga in 2023.", "AGREE", "Rarotonga"),
    ("On the margins of the summit in Rome, Joe Biden and Ursula von der Leyen sealed a deal on steel.", "AGREE",
     "Rome"),
    ("Emmanuel Macron and Olaf Scholz dined in Berlin and signed a treaty.", "AGREE", "Berlin"),
    ("Vladimir Putin received Recep Tayyip Erdogan in the Kremlin on Thursday.", "CONSULT", "Moscow"),
]  # fmt: skip
STAYING = [
    ("Hungary's Viktor Orbán turned up in Kyiv on Tuesday. Volodymyr Zelenskyy received him. ", "Kyiv"),
    ("King Felipe VI landed in Lisbon on Tuesday. He met Marcelo Rebelo de Sousa at noon.", "Lisbon"),
    ("Isaias Afwerki is in Beijing this week. Xi Jinping received Isaias Afwerki on Monday.", "Beijing"),
    ("Omar al-Bashir flew to Addis Ababa on Friday. In the same city he met Salva Kiir.", "Addis Ababa"),
]
NOWHERE = [
    ("Mondino and Lammy agreed to restore the flight with a stop in Córdoba.", "AGREE", "Córdoba"),
    ("Ruto and Kagame exchanged views on water and the line off Mombasa.", "CONSULT", "Mombasa"),
    ("Nicaragua cut ties with Taipei and signed a paper with Beijing in Tianjin.", "SANCTION", "Tianjin"),
]


def test_what_the_clause_or_the_opening_of_its_sentence_says(desk: DeskReader) -> None:
    outcomes = {}
    for text, kind, town in PLACED:
        page = desk.page(text)
        said = [page.places(e) for e in page.events(kind)]
        outcomes[f"{text} {said or page.kinds}"] = any(p and p[0] == town for p in said)
    assert_mostly(outcomes)


def test_who_has_come_to_a_town_meets_there(desk: DeskReader) -> None:
    outcomes = {}
    for text, town in STAYING:
        page = desk.page(text)
        said = [page.places(e) for e in page.events("CONSULT.meeting")]
        outcomes[f"{text} {said or page.kinds}"] = any(town in p for p in said)
    assert_mostly(outcomes)


@pytest.mark.parametrize(("text", "kind", "town"), NOWHERE)
def test_a_town_in_what_was_agreed_or_talked_of_is_not_where(desk: DeskReader, text: str, kind: str, town: str) -> None:
    page = desk.page(text)
    assert all(town not in page.places(e) for e in page.events(kind))


def test_a_dateline_does_not_place_what_went_before_the_news(desk: DeskReader) -> None:
    page = desk.page(
        "JUBA (Example News) - Salva Kiir met Omar al-Bashir on Friday. Kenya and Uganda had signed a treaty in 2009.",
        published="2013-04-13",
        dateline="JUBA",
    )
    assert all("Juba" not in page.places(e) for e in page.events("AGREE"))
