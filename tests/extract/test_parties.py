"""Whom a noun phrase stands for: owners of what acts, delegates for those who sent them, crowds for themselves."""

from __future__ import annotations

import pytest
from desk_reader import DeskReader, assert_mostly

Case = tuple[str, str, set[str]]  # a report, the kind of its event, all who take part in it


def check(desk: DeskReader, cases: list[Case], *, least: float = 0.8) -> None:
    outcomes = {}
    for text, kind, expected in cases:
        page = desk.page(text, published="2024-03-01")
        found = page.events(kind)
        said = [set(page.roles(e)) for e in found]
        outcomes[f"{text} {said or page.kinds}"] = expected in said
    assert_mostly(outcomes, least=least)


def test_a_delegation_is_those_who_sent_it(desk: DeskReader) -> None:
    check(
        desk,
        [
            ("Delegations from Serbia and Kosovo met in Ohrid on Saturday.", "CONSULT", {"Serbia", "Kosovo"}),
            ("The foreign ministers of Greece and Egypt signed an accord in Cairo.", "AGREE", {"Greece", "Egypt"}),
            ("The leaders of Serbia and Kosovo agreed on an annex.", "AGREE", {"Serbia", "Kosovo"}),
            ("Envoys of Peru and Chile met in Arica on Monday.", "CONSULT", {"Peru", "Chile"}),
        ],
    )


def test_ships_and_aircraft_are_their_states(desk: DeskReader) -> None:
    check(
        desk,
        [
            ("Saudi aircraft bombed Hodeidah on Monday.", "ASSAULT", {"Saudi Arabia"}),
            ("A Greek frigate and a Turkish boat faced off near Kastellorizo.", "MOBILIZE", {"Greece", "Turkey"}),
            ("Azerbaijani drones struck an Armenian village.", "ASSAULT", {"Azerbaijan", "Armenia"}),
        ],
    )


def test_fighters_of_a_group_are_the_group(desk: DeskReader) -> None:
    check(
        desk,
        [
            ("Rebels of the M23 captured Rutshuru on Thursday.", "ASSAULT", {"M23"}),
            ("Al-Shabaab fighters attacked Garissa.", "ASSAULT", {"Al-Shabaab"}),
        ],
    )


def test_crowds_and_officers_take_part_for_themselves(desk: DeskReader) -> None:
    check(
        desk,
        [
            ("Thousands marched through Bamako on Friday against the junta.", "PROTEST", {"Thousands", "junta"}),
            ("Experts will meet in Tashkent next week.", "CONSULT", {"Experts"}),
            ("A court in Minsk sentenced a Polish activist to eight years.", "COERCE",
             {"court in Minsk", "Polish activist"}),
        ],
    )  # fmt: skip


def test_a_paper_takes_part_in_nothing(desk: DeskReader) -> None:
    page = desk.page("Chad and Niger signed a declaration on Monday. The declaration says that the border is open.")
    assert set(page.roles(page.event("AGREE"))) == {"Chad", "Niger"}


@pytest.mark.parametrize(
    ("text", "kind", "upon"),
    [
        ("Spain backed Morocco's plan for the desert.", "SUPPORT", "Morocco"),
        ("Kosovo lifted its ban on Serbian goods in October.", "CONCEDE", "Serbia"),
        ("Lesotho rejected a South African offer to mediate.", "REJECT", "South Africa"),
        ("Japan complained that South Korea had broken the pact.", "ACCUSE", "South Korea"),
    ],
)
def test_what_is_done_to_a_plan_or_goods_is_done_to_their_owner(
    desk: DeskReader, text: str, kind: str, upon: str
) -> None:
    assert upon in desk.page(text).together(kind)


def test_an_envoy_called_home_is_no_party(desk: DeskReader) -> None:
    page = desk.page("Morocco recalled its ambassador from Madrid in May 2021.")
    assert set(page.roles(page.event("SANCTION"))) <= {"Morocco", "Spain"}


SIDES = [
    ("Kenya and Somalia restored relations on Tuesday. The two sides agreed to reopen their embassies.", "agreed",
     {"Kenya", "Somalia"}),
    ("Chad and Sudan signed an accord. Each accuses the other of arming rebels.", "accuses", {"Chad", "Sudan"}),
    ("Mali and Burkina Faso left the court. Both accuse it of bias.", "accuse", {"Mali", "Burkina Faso"}),
    ("Joko Widodo met James Marape at Port Moresby. The pair signed a treaty.", "signed",
     {"Joko Widodo", "James Marape"}),
    ("Pope Francis met Ahmed al-Tayeb in Abu Dhabi. The two religious leaders signed a paper.", "signed",
     {"Pope Francis", "Ahmed al-Tayeb"}),
    ("William Ruto received Abiy Ahmed and Hassan Sheikh Mohamud in Nairobi. The two presidents and premiers left. Abiy"
     " Ahmed and Hassan Sheikh Mohamud quarrel over a port. The two signed nothing.", "signed",
     {"Abiy Ahmed", "Hassan Sheikh Mohamud"}),
    ("Bolivia accused Chile of theft. Bolivia and Chile share a river. Bolivia threatened its neighbour with a suit.",
     "threatened", {"Bolivia", "Chile"}),
]  # fmt: skip


def test_both_sides_and_their_kind_are_those_the_report_is_about(desk: DeskReader) -> None:
    outcomes = {}
    for text, trigger, expected in SIDES:
        page = desk.page(text)
        said = [set(page.roles(e)) for e in page.reading.events if trigger in page.trigger(e)]
        outcomes[f"{text} {said}"] = any(expected <= s for s in said)
    assert_mostly(outcomes)


def test_they_do_it_to_one_another_and_to_nobody_else(desk: DeskReader) -> None:
    page = desk.page("Delegations came to Doha. Khawaja Asif and Mohammad Yaqoob will see each other in Istanbul.")
    meeting = page.events("CONSULT")[-1]
    assert set(page.roles(meeting)) == {"Khawaja Asif", "Mohammad Yaqoob"}
