"""Names are found in tokens, however they are cut, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import knowledge
from dragoman.knowledge import Knowledge


@pytest.fixture(scope="module")
def desk() -> Knowledge:
    return knowledge.load()


def ids(desk: Knowledge, text: str) -> list[tuple[str, str, str]]:
    tokens = text.split()
    return [(" ".join(tokens[h.start : h.end]), h.candidates[0].id, h.candidates[0].via) for h in desk.match(tokens)]


def found(desk: Knowledge, text: str) -> set[str]:
    return {c.id for h in desk.match(text.split()) for c in h.candidates}


def test_persons_states_and_seas_of_a_sentence(desk: Knowledge) -> None:
    text = "Russian leader Vladimir Putin welcomed Recep Tayyip Erdogan by the Black Sea at Sochi"
    assert ids(desk, text) == [
        ("Russian", "state:RUS", "adjective"),
        ("Vladimir Putin", "person:Q7747", "name"),
        ("Recep Tayyip Erdogan", "person:Q39259", "name"),
        ("Black Sea", "place:world/black-sea", "name"),
        ("Sochi", "place:RUS/sochi", "name"),
    ]


@pytest.mark.parametrize(
    "text",
    ["Hayat Tahrir al-Sham", "Hayat Tahrir al - Sham", "Hay'at Tahrir al-Sham", "HTS"],
)
def test_one_group_whatever_the_tokenizer_and_the_spelling(desk: Knowledge, text: str) -> None:
    assert found(desk, f"{text} fighters") == {"group:hayat-tahrir-al-sham"}


def test_a_capital_stands_for_its_government_and_for_the_town(desk: Knowledge) -> None:
    (hit,) = desk.match("Ankara said".split())
    assert [(c.id, c.via) for c in hit.candidates][:2] == [("state:TUR", "capital"), ("place:TUR/ankara", "name")]


def test_seats_of_power_stand_for_their_state(desk: Knowledge) -> None:
    (hit,) = desk.match("the Kremlin said".split())
    assert (hit.candidates[0].country, hit.candidates[0].note) == ("RUS", "presidency")


def test_possessives_whole_or_cut(desk: Knowledge) -> None:
    assert ids(desk, "Turkey's plan") == [("Turkey's", "state:TUR", "name")]
    assert ids(desk, "Turkey 's plan") == [("Turkey", "state:TUR", "name")]


def test_hyphenated_tokens_give_every_state_in_them(desk: Knowledge) -> None:
    assert {"state:CHN", "state:RUS"} <= found(desk, "Sino-Russian ties")
    assert "state:TUR" in found(desk, "Turkey-backed rebels")
    assert "state:CHN" not in found(desk, "Sino the singer")


def test_the_longest_name_wins(desk: Knowledge) -> None:
    assert ids(desk, "the South Sudan army")[0][1] == "state:SSD"
    assert found(desk, "Syrian Democratic Forces") == {"group:syrian-democratic-forces"}


def test_ambiguous_names_keep_their_candidates(desk: Knowledge) -> None:
    assert {"state:COG", "state:COD"} <= found(desk, "in Congo yesterday")
    assert {"state:GEO", "place:USA/georgia"} <= found(desk, "in Georgia")
    assert {"state:LBY", "place:LBN/tripoli"} <= found(desk, "in Tripoli")


@pytest.mark.parametrize("text", ["who is it", "He said so", "IT IS NOT FOR US TO SAY", "may be", "the rice harvest"])
def test_common_words_are_no_names(desk: Knowledge, text: str) -> None:
    assert desk.match(text.split()) == []


def test_towns_that_are_words_count_after_a_preposition_of_place_only(desk: Knowledge) -> None:
    assert "place:FRA/nice" in found(desk, "killed in Nice")
    assert desk.match("Nice words were said".split()) == []


def test_somebody_elses_family_name_is_not_taken(desk: Knowledge) -> None:
    assert "person:Q22686" in found(desk, "Trump said")
    assert "person:Q22686" not in found(desk, "Judy Trump won the snooker")


def test_common_family_names_are_left_to_surname(desk: Knowledge) -> None:
    assert desk.match("Johnson won".split()) == []
    assert "Boris Johnson" in {p.name for p in desk.surname("Johnson")}
    assert "Theresa May" in {p.name for p in desk.surname("May")}


def test_designations_of_weapons_by_table_and_by_pattern(desk: Knowledge) -> None:
    assert found(desk, "two Su - 57 jets") == {"weapon:su-57"}
    assert found(desk, "a Kh-59 missile") == {"weapon:kh-59"}
    assert desk.match("the G-7 and page A-3".split())[0].candidates[0].id == "org:g7"
    weapon = desk.weapon("MiG-35")
    assert weapon is not None and weapon.maker == "RUS"
    assert desk.weapon("B-12") is None


def test_bodies_of_states_are_recognised_by_their_wording(desk: Knowledge) -> None:
    cases = {
        "Turkey 's defence ministry": "body:TUR/ministry_of_defence",
        "the Russian Foreign Ministry": "body:RUS/ministry_of_foreign_affairs",
        "Syrian government forces": "body:SYR/military",
        "the foreign ministry of Iran": "body:IRN/ministry_of_foreign_affairs",
        "the U.S. Air Force": "org:u-s-air-force",
    }
    for text, ident in cases.items():
        tokens = text.split()
        seen = {i.id for i in desk.institutions(tokens)} | found(desk, text)
        assert ident in seen, text
    assert desk.institutions("the foreign ministry".split()) == []


def test_outlets_know_their_state_and_owner(desk: Knowledge) -> None:
    tass, reuters = desk.outlet("TASS"), desk.outlet("Reuters")
    assert tass is not None and (tass.country, tass.state, tass.kind) == ("RUS", True, "agency")
    assert reuters is not None and reuters.state is False
    assert desk.outlet("Nobody's Gazette") is None


def test_places_come_likeliest_first(desk: Knowledge) -> None:
    assert desk.place("Tripoli")[0].capital_of == "LBY"
    assert [p.country for p in desk.place("Tripoli", country="LBN")] == ["LBN"]
    sochi = desk.place("Sochi")[0]
    assert sochi.country == "RUS" and sochi.lat is not None and abs(sochi.lat - 43.6) < 0.2
    assert desk.place("Strait of Hormuz")[0].kind == "strait"


def test_small_lookups(desk: Knowledge) -> None:
    assert desk.adjective("Turkish") == "TUR"
    assert desk.adjective("purple") is None
    assert desk.capital_of("Ankara") == "TUR"
    assert desk.state_name("CIV") == "Ivory Coast"
    assert desk.state_of("place:RUS/sochi") == "RUS"
    assert desk.state_of("body:TUR/military") == "TUR"
    assert [e.id for e in desk.lookup("türkiye")] == ["state:TUR"]


def test_roles_by_longest_match(desk: Knowledge) -> None:
    role = desk.role("defense chief")
    assert role is not None and role.offices == ("defence_minister",)
    hits = desk.match_roles("the deputy foreign minister and two envoys".split())
    assert [(h.start, h.end, h.role.noun, h.role.plural) for h in hits] == [
        (1, 4, "deputy foreign minister", False),
        (6, 7, "envoy", True),
    ]
    assert desk.role("table") is None


@given(st.lists(st.text(max_size=12), max_size=20))
def test_any_tokens_are_matched_without_overlap_and_in_order(tokens: list[str]) -> None:
    hits = knowledge.load().match(tokens)
    assert all(0 <= h.start < h.end <= len(tokens) and h.candidates for h in hits)
    assert [h.start for h in hits] == sorted(h.start for h in hits)


def test_the_same_tokens_give_the_same_answer_from_a_fresh_load(desk: Knowledge) -> None:
    text = "Putin and Erdogan met in Sochi over Idlib , TASS and the Kremlin said ; Hamas and Israel did not".split()
    assert Knowledge().match(text) == desk.match(text)
