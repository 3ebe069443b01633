"""The shipped tables hold together."""

from __future__ import annotations

from collections import Counter

import pytest

from dragoman import knowledge
from dragoman.knowledge import dates, tables

ALL = (*tables.ENTITY_TABLES, "persons", "offices", "events", "elections", "roles")


@pytest.mark.parametrize("name", ALL)
def test_every_row_has_the_columns_of_its_header(name: str) -> None:
    table = tables.shipped(name)
    assert table.rows
    assert {len(r) for r in table.rows} == {len(table.columns)}


@pytest.mark.parametrize("name", [n for n in ALL if n != "roles"])
def test_every_row_says_where_it_comes_from(name: str) -> None:
    said = {row["table"] for row in tables.shipped(name).records()}
    assert all(s == "hand" or s.startswith("table:") for s in said)


@pytest.mark.parametrize("name", [n for n in ALL if n not in ("offices", "roles", "elections")])
def test_ids_are_unique(name: str) -> None:
    counted = Counter(row["id"] for row in tables.shipped(name).records())
    assert [i for i, n in counted.items() if n > 1] == []


def test_every_office_is_held_by_a_person_of_the_table_in_a_state_or_body_of_the_tables() -> None:
    persons = {row["id"] for row in tables.shipped("persons").records()}
    places = {row["country"] for row in tables.shipped("states").records()}
    places |= {row["country"] for row in tables.shipped("territories").records()}
    desk = knowledge.load()
    for row in tables.shipped("offices").records():
        assert row["person"] in persons, row
        assert bool(row["country"]) != bool(row["body"]), row
        assert row["country"] in places or desk.entry(row["body"]) is not None, row


def test_terms_begin_before_they_end_and_open_ones_say_when_they_were_checked() -> None:
    for row in tables.shipped("offices").records():
        if row["start"] and row["end"]:
            assert dates.earliest(row["start"]) <= dates.latest(row["end"]), row
        assert row["end"] or row["checked"], row


def test_countries_of_entities_are_states_or_territories_of_the_tables() -> None:
    known = {row["country"] for name in ("states", "territories") for row in tables.shipped(name).records()}
    for name in tables.ENTITY_TABLES:
        for row in tables.shipped(name).records():
            for column in ("country", "within"):
                assert not row.get(column) or row[column] in known, row


def test_coordinates_are_degrees() -> None:
    for name in tables.ENTITY_TABLES:
        for row in tables.shipped(name).records():
            if row.get("lat"):
                assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180, row


def test_a_wikidata_id_is_an_id_and_names_one_person() -> None:
    listed = [row["wikidata"] for row in tables.shipped("persons").records() if row["wikidata"]]
    assert all(q[0] == "Q" and q[1:].isdigit() for q in listed)
    assert len(listed) == len(set(listed))


def test_events_are_dated_and_in_states_of_the_tables() -> None:
    known = {row["country"] for name in ("states", "territories") for row in tables.shipped(name).records()}
    for name in ("events", "elections"):
        for row in tables.shipped(name).records():
            assert dates.earliest(row["start"]) <= dates.latest(row["end"] or row["start"]), row
            assert set(tables.names_in(row["countries"])) <= known, row


def test_every_state_has_a_head_of_state_or_government_for_most_of_the_time() -> None:
    desk = knowledge.load()
    # San Marino changes its captains regent twice a year and is left out.
    silent = []
    for row in tables.shipped("states").records():
        country = row["country"]
        if country == "SMR":
            continue
        for year in (2006, 2015, 2021, 2025):
            offices = ("head_of_state", "head_of_government", "leader")
            if not any(desk.holder(country, o, f"{year}-06-15") for o in offices):
                silent.append((country, year))
    assert len(silent) <= 12, silent


def test_the_tables_are_large_enough_to_be_of_use() -> None:
    sizes = {name: len(tables.shipped(name).rows) for name in ALL}
    floors = {"states": 197, "territories": 70, "organisations": 250, "groups": 170, "outlets": 250, "weapons": 200}
    floors |= {"persons": 2500, "offices": 4000, "events": 300, "places": 1500, "peoples": 80, "seats": 90}
    assert {n: sizes[n] for n, floor in floors.items() if sizes[n] < floor} == {}


def test_foreign_ministers_are_known_by_hand_for_sixty_states() -> None:
    rows = tables.shipped("offices").records()
    states = {r["country"] for r in rows if r["office"] == "foreign_minister" and r["table"] == "hand"}
    assert len(states) >= 60
