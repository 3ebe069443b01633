"""Users add rows by TOML or CSV; faults name the row."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import MalformedInput
from dragoman.knowledge import Knowledge

TOML = """
[[entity]]
id = "group:river-brigade"
kind = "armed_group"
name = "River Brigade"
aliases = ["Nehir Tugayi", "RVB"]
within = "SYR"

[[person]]
id = "person:ada-minister"
name = "Ada Testova"
country = "BGR"
gender = "f"

[[office]]
person = "person:ada-minister"
country = "BGR"
office = "foreign_minister"
title = "Minister of foreign affairs of Bulgaria"
start = "2030-01-01"
checked = "2030-02"
"""


def test_rows_of_a_toml_file_are_found_like_shipped_ones(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(TOML, encoding="utf-8")
    desk = Knowledge(extra=[path])
    (hit,) = desk.match("fighters of the Nehir Tugayi fled".split())
    assert (hit.candidates[0].id, hit.candidates[0].table) == ("group:river-brigade", "user:user")
    assert [p.name for p in desk.holder("BGR", "foreign_minister", "2030-06")] == ["Ada Testova"]
    assert desk.offices_of("person:ada-minister")[0].table == "offices:user"


def test_a_later_term_of_a_user_ends_the_open_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "person,country,office,start,checked\nperson:Q76,FRA,foreign_minister,2025-12-01,2025-12\n", encoding="utf-8"
    )
    desk = Knowledge(extra=[path])
    assert [p.name for p in desk.holder("FRA", "foreign_minister", "2026-02")] == ["Barack Obama"]


def test_a_person_already_known_by_name_and_state_stays_one_person(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        '[[person]]\nid = "person:Q999999999"\nname = "Jean-Noel Barrot"\ncountry = "FRA"\n'
        '[[office]]\nperson = "person:Q999999999"\ncountry = "FRA"\noffice = "envoy"\n'
        'start = "2031"\nchecked = "2031-05"\n',
        encoding="utf-8",
    )
    desk = Knowledge(extra=[path])
    assert [p.id for p in desk.holder("FRA", "envoy", "2031")] == [p.id for p in desk.persons("Jean-Noël Barrot")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.toml", "[[entity]\n", "no TOML"),
        ("a.toml", "[[thing]]\nid = 'x'\n", "unknown tables"),
        ("a.toml", "entity = 3\n", "is no list"),
        ("a.toml", "[[entity]]\nid = 'org:x'\nname = 'X'\n", "kind missing"),
        ("a.toml", "[[entity]]\nid = 'org:x'\nname = 'X'\nkind = 'club'\n", "no kind 'club'"),
        ("a.csv", "id,kind,name,colour\norg:x,organisation,X,red\n", "unknown columns"),
    ],
)
def test_a_fault_is_named_with_its_remedy(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MalformedInput, match=said) as caught:
        Knowledge(extra=[path])
    assert caught.value.remedy


def test_a_term_with_a_date_of_another_shape_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("person,country,office,start\nperson:Q76,FRA,envoy,May 2030\n", encoding="utf-8")
    with pytest.raises(MalformedInput, match="May 2030"):
        Knowledge(extra=[path])
