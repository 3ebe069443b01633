"""Agencies: credited or quoted, by all their names, and not taken for what else the letters mean."""

import pytest

from dragoman.clean import agencies, datelines


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Additional material from dpa, EFE, Reuters, TASS, Kyodo, and RIA Novosti",
         ("dpa", "EFE", "Reuters", "TASS", "Kyodo", "RIA Novosti")),
        ("(Agence France-Presse)", ("AFP",)),
        ("Source: Xinhua|Editor: huaxia", ("Xinhua",)),
        ("— Bernama", ("Bernama",)),
        ("PTI ABC DEF", ("PTI",)),
        ("Anadolu Agency, IRNA and Saudi Press Agency", ("Anadolu", "IRNA", "SPA")),
        ("By Jane Doe", ()),
        ("MAPS and TAPS", ()),
    ],
)  # fmt: skip
def test_credit_lines_name_agencies(words: str, names: tuple[str, ...]) -> None:
    assert agencies.credited(words) == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("The minister told the Reuters news agency that he would go.", {"Reuters"}),
        ("“We lose no allies,” he told AFP.", {"AFP"}),
        ("Syria's state news agency SANA reported that two men died.", {"SANA"}),
        ("According to Xinhua, the two sides signed a paper.", {"Xinhua"}),
        ("The official IRNA news agency quoted the minister as saying no.", {"IRNA"}),
        ("An AFP correspondent heard shots.", {"AFP"}),
        ("Speaking to Agence France-Presse, she denied it.", {"AFP"}),
        ("The Tripoli-based GNA said it would not attend.", set()),
        ("He told the PA that its taxes would be withheld.", set()),
        ("The trend reported last year went on. Trend said nothing.", set()),
        ("The police closed the office of TASS in Corvo.", set()),
        ("Michael Bloomberg said that he would run.", set()),
        ("The PAP said that it had won the vote.", set()),
        ("The Polish news agency PAP reported on Friday that it had.", {"PAP"}),
        ("Two boats sank off the cape, Mistral Wire reports.", {"Mistral Wire"}),
        ("The agency KBX puts the number at nine.", {"KBX"}),
        ("The International Atomic Energy Agency reported a leak.", set()),
        ("The agency Frontex ran the patrols.", set()),
    ],
)
def test_the_report_quotes_agencies(words: str, names: set[str]) -> None:
    assert {name for _, name in agencies.quoted(words)} == names


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Agencia Puna Norte — English service — 03/02/2021", ("Agencia Puna Norte",)),
        ("GULF PRESS BUREAU (GPB) | Doha", ("GPB",)),
        ("By Lowland Press Agency staff", ("Lowland Press Agency",)),
        ("By Jane Doe", ()),
    ],
)
def test_an_agency_that_no_table_knows_is_known_by_its_name(words: str, names: tuple[str, ...]) -> None:
    assert agencies.named(words) == names


def test_the_table_is_whole() -> None:
    found = agencies.table()
    assert len(found) >= 150
    assert len({agency.name for agency in found}) == len(found)
    assert all(len(agency.country) == 3 and (agency.sure or agency.weak) for agency in found)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("GENEVA (Reuters) — The envoys met on Monday and agreed to go on.", "GENEVA"),
        ("ANKARA, Sept 28 (Xinhua) -- The envoys met on Monday.", "ANKARA"),
        ("Sochi, Russia: The envoys met on Monday.", "Sochi, Russia"),
        ("[Nairobi] The envoys met on Monday.", "Nairobi"),
        ("ISLAMABAD: The envoys met on Monday.", "ISLAMABAD"),
        ("NEW DELHI/CORVO: The envoys met on Monday.", "NEW DELHI/CORVO"),
        ("WASHINGTON, D.C. (AP) — The envoys met.", "WASHINGTON, D.C."),
        ("KYIV, Ukraine (AP) — The envoys met.", "KYIV, Ukraine"),
        ("ST. PETERSBURG, Russia (AP) -- The envoys met.", "ST. PETERSBURG, Russia"),
        ("Geneva, March 3 (AFP) - The envoys met.", "Geneva"),
        ("KUALA LUMPUR, Nov 8 — The envoys met.", "KUALA LUMPUR"),
        ("TEHRAN (IRNA) - The envoys met.", "TEHRAN"),
        ("BEIRUT, 4th July, 2020 (WAM) -- The envoys met.", "BEIRUT"),
        ("Moscow. 29 September. INTERFAX - words", None),
        ("ANALYSIS: What the envoys want", None),
        ("Question: What do they want?", None),
        ("Putin: We will go on, and so will they.", None),
        ("The envoys met on Monday — for the first time.", None),
        ("NATO: The alliance met on Monday.", None),
        ("“GENEVA — never again,” he said.", None),
    ],
)
def test_datelines(line: str, place: str | None) -> None:
    found = datelines.read(line)
    assert (found.place if found else None) == place


def test_a_place_in_small_letters_needs_to_be_named_again() -> None:
    line = "Muscat: The envoys met on Monday."
    assert datelines.read(line, text=line) is None
    again = datelines.read(line, text=line + " " * 200 + "They had arrived in Muscat on Sunday.")
    assert again is not None and again.place == "Muscat"
