"""The scorer: a perfect record scores one, each kind of error costs where it should, and spraying does not pay."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.eval.measure import keep, pooled, show
from tests.eval.perfect import perfect_record
from tests.eval.scoring import Result, score, table
from tests.eval.scoring.dates import confidently_wrong, right, verdict
from tests.eval.scoring.facts import number_right, unit_right
from tests.eval.scoring.matching import pair_up, pointing
from tests.eval.scoring.names import same_name, same_place

Json = dict[str, Any]

ONE = (
    "Varn and Ostia sign pact\n\n"
    'The presidents of Varn and Ostia met in Lund on Monday. "We are friends," said President Anna Brandt of Varn. '
    "She said the pact would last. Varn has sent 300 soldiers home.\n\nMore stories\n"
)
TWO = (
    "Pact of neighbours\n\nThe presidents of Varn and Ostia met in Lund on Monday. Ostia denies that it lost 12 men.\n"
)


def day(iso: str, last: str | None = None) -> Json:
    width = 1 if last is None else 31
    return {"earliest": iso, "latest": last or iso, "widest": width, "bounds": None, "lasting": False}


@pytest.fixture
def gold() -> Json:
    def at(words: str, source: str = "one.txt") -> Json:
        text = {"one.txt": ONE, "two.txt": TWO}[source]
        start = text.index(words)
        return {"source": source, "start": start, "end": start + len(words)}

    def who(*names: str) -> list[Json]:
        return [{"names": [n], "optional": False} for n in names]

    def article(title: str) -> Json:
        dates = {"published": [day("2021-03-01")], "updated": [None]}
        return {"title": title, **dates, "agencies": ["AFP"], "furniture": [], "optional_furniture": []}

    meeting: Json = {
        "identity": "meet",
        "main": True,
        "labels": ["CONSULT/meeting"],
        "participants": who("Varn", "Ostia"),
        "places": ["Lund"],
        "dates": [day("2021-03-01")],
        "statuses": ["occurred"],
    }
    home: Json = {**meeting, "identity": "home", "main": False, "labels": ["RETREAT/withdrawal"], "places": None}
    home["participants"] = who("Varn")
    one = article("Varn and Ostia sign pact")
    one["furniture"] = [[ONE.index("More"), len(ONE) - 1]]
    mentions = [{**at("Anna Brandt"), "named": True, "in_furniture": False}]
    met = "met in Lund on Monday"
    return {
        "format": "score-gold/1",
        "texts": ".",
        "text": {"one.txt": ONE, "two.txt": TWO},
        "exhaustive": {"events": True, "furniture": True, "indirect": True},
        "articles": {"one.txt": one, "two.txt": article("Pact of neighbours")},
        "entities": [{"id": "brandt", "class": "person", "mentions": mentions}],
        "demonyms": ["Varnish"],
        "events": [
            {**meeting, "id": "1", "evidence": [at(met)]},
            {**meeting, "id": "2", "evidence": [at(met, "two.txt")]},
            {**home, "id": "3", "evidence": [at("sent 300 soldiers home")]},
        ],
        "look_alikes": [["meet", "home", "only for the test"]],
        "statements": [
            {**at("We are friends,"), "form": "direct", "speakers": ["Anna Brandt"]},
            {**at("the pact would last"), "form": "indirect", "speakers": ["Anna Brandt"]},
        ],
        "figures": [
            {
                **at("300 soldiers"),
                "low": 300,
                "high": 300,
                "kind": "exact",
                "qualifiers": ["exact"],
                "unit": "persons",
                "optional": False,
            }
        ],
        "positions": [{"holders": ["Varn"], "stance": "supports", "targets": ["the pact"], "optional": False}],
        "arrangements": [{"name": "Pact", "stages": [[at("sign pact")], [at("pact would last")]]}],
        "copies": [[at("The presidents of Varn and Ostia met"), at("The presidents of Varn and Ostia met", "two.txt")]],
        "conflicts": [
            {
                "topic": "losses",
                "sides": [[at("sent 300 soldiers home")], [at("lost 12 men", "two.txt")]],
                "optional": False,
            }
        ],
    }


@pytest.fixture
def record(gold: Json) -> Json:
    return perfect_record(gold)


def event(record: Json, identity: str) -> Json:
    return next(e for e in record["events"] if e["id"] == identity)


def test_a_perfect_record_scores_one_and_has_no_errors(record: Json, gold: Json) -> None:
    result = score(record, gold)
    assert result.faults == []
    assert result.score == pytest.approx(1.0)
    assert sum(result.errors.values()) == 0
    assert "score: 1.000" in table(result)


def test_an_empty_record_scores_nothing(record: Json, gold: Json) -> None:
    empty = {key: [] if isinstance(value, list) else value for key, value in record.items()}
    assert score(empty, gold).score == 0.0


def test_a_wrong_day_is_confidently_wrong_and_costs_the_main_event(record: Json, gold: Json) -> None:
    event(record, "meet")["date"].update(earliest="2021-03-09", latest="2021-03-09")
    result = score(record, gold)
    assert result.value("events", "date confidently wrong, of the matched") == pytest.approx(2 / 3)
    assert result.headline["main events all right"] == 0.0
    assert result.errors["events: date wrong day (stated)"] == 2


def test_no_date_is_missing_but_not_confidently_wrong(record: Json, gold: Json) -> None:
    event(record, "meet")["date"] = None
    result = score(record, gold)
    assert result.value("events", "date confidently wrong, of the matched") == 0.0
    assert result.errors["events: date missing"] == 2


def test_an_event_split_in_two_loses_its_link_between_reports(record: Json, gold: Json) -> None:
    whole = event(record, "meet")
    half = copy.deepcopy(whole)
    half["id"], half["evidence"], whole["evidence"] = "half", whole["evidence"][1:], whole["evidence"][:1]
    record["events"].append(half)
    result = score(record, gold)
    assert result.headline["events"] == pytest.approx(1.0)
    assert result.headline["event links"] == 0.0


def test_look_alikes_merged_are_counted(record: Json, gold: Json) -> None:
    event(record, "meet")["evidence"] += event(record, "home")["evidence"]
    assert score(record, gold).errors["events: look-alikes merged"] == 1


def test_an_event_of_another_type_is_missed_and_spurious(record: Json, gold: Json) -> None:
    event(record, "home").update(type="ASSAULT", mode="clash")
    result = score(record, gold)
    assert result.errors["events: missed: RETREAT/withdrawal"] == 1
    assert result.errors["events: not in the gold: ASSAULT"] == 1


def test_a_speaking_occasion_counts_neither_way(record: Json, gold: Json) -> None:
    extra = copy.deepcopy(event(record, "home"))
    extra.update(id="extra", type="STATEMENT", mode="statement")
    record["events"].append(extra)
    assert score(record, gold).score == pytest.approx(1.0)


def test_evidence_of_a_whole_article_points_at_nothing() -> None:
    words = [(0, 5)]
    assert pointing(words, [(0, 500)], [(0, 5)]) == 0.0
    assert pointing(words, [(0, 300)], [(0, 5)]) == 0.0
    assert pointing(words, [(0, 5)], [(0, 5)]) == 1.0


def test_participants_missing_and_invented_are_both_counted(record: Json, gold: Json) -> None:
    meet = event(record, "meet")
    meet["participants"] = [meet["participants"][0]]
    result = score(record, gold)
    assert result.errors["events: participant missed"] == 2
    record["actors"].append({**record["actors"][0], "id": "z", "name": "Zembla", "aliases": []})
    meet["participants"].append({"actor": "z", "role": "party"})
    assert score(record, gold).errors["events: participant not in the gold"] == 2


def test_a_wrong_speaker_and_a_cut_quotation_cost(record: Json, gold: Json) -> None:
    record["statements"][0]["speaker"] = None
    record["statements"][1]["content"].update(end=record["statements"][1]["content"]["start"] + 3, text="the")
    result = score(record, gold)
    assert result.errors["statements: speaker missing"] == 1
    assert result.errors["statements: indirect missed"] == 1


def test_a_span_that_does_not_recut_breaks_the_contract_and_scores_nothing(record: Json, gold: Json) -> None:
    record["figures"][0]["evidence"][0]["text"] = "400 soldiers"
    result = score(record, gold)
    assert any("does not re-cut" in fault for fault in result.faults)
    assert result.headline["figures"] == 0.0


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda r: r["events"][0].update(place="nowhere"), "place names the unknown id"),
        (lambda r: r["events"][0].update(status="maybe"), "status is 'maybe'"),
        (lambda r: r["events"][0].update(evidence=[]), "no evidence"),
        (lambda r: r["events"].append(r["events"][0]), "occurs before"),
        (lambda r: r["articles"][0].update(text="other"), "text differs"),
        (lambda r: r["events"][0].update(date={"earliest": None, "latest": None}), "null is meant"),
        (lambda r: r.pop("positions"), "missing section positions"),
    ],
)
def test_each_breach_of_the_contract_is_named(record: Json, gold: Json, change: Any, told: str) -> None:
    change(record)
    assert any(told in fault for fault in score(record, gold).faults)


def test_a_layer_that_the_gold_leaves_out_is_not_scored(record: Json, gold: Json) -> None:
    del gold["positions"], gold["copies"]
    headline = score(record, gold).headline
    assert "positions" not in headline and "copies" not in headline


def told(low: str | None, high: str | None, precision: str = "day") -> Json:
    return {"earliest": low, "latest": high, "precision": precision}


def test_dates_are_judged_by_what_they_claim() -> None:
    month = [day("2021-03-01", "2021-03-31")]
    assert right(told("2021-03-01", "2021-03-31", "month"), month)
    assert right(told("2021-03-10", "2021-03-16", "week"), month)
    assert verdict(told("2021-03-10", "2021-03-10"), month) == "too precise"
    assert verdict(told("2021-01-01", "2021-12-31", "year"), month) == "vague"
    assert verdict(told("2021-05-01", "2021-05-31", "month"), month) == "wrong"
    assert verdict(told("2021-03-10", "2021-03-10"), [None]) == "invented"
    assert confidently_wrong(told("2021-05-01", "2021-05-01"), month)
    assert not confidently_wrong(told("2021-03-10", "2021-03-10"), month)
    lasting = [{**day("2020-01-01", "2021-03-01"), "lasting": True}]
    assert right(told("2020-01-15", None, "range"), lasting)
    assert not right(told("2018-01-15", None, "range"), lasting)


def test_numbers_fit_value_qualifier_and_unit() -> None:
    def number(low: float | None, high: float | None, qualifier: str, unit: str = "persons") -> Json:
        return {"low": low, "high": high, "qualifier": qualifier, "unit": unit}

    least = {"low": 500.0, "high": 500.0, "kind": "at_least", "qualifiers": ["more_than"], "unit": "persons"}
    assert number_right(number(500, None, "more_than"), least)
    assert not number_right(number(500, 500, "exact"), least)
    hours = {"low": 1.5, "high": 1.5, "kind": "exact", "qualifiers": ["exact"], "unit": "hours"}
    assert number_right(number(90, 90, "exact", "minutes"), hours)
    assert unit_right(number(90, 90, "exact", "minutes"), hours)
    assert not unit_right(number(90, 90, "exact", "USD"), hours)
    dozens = {"low": 24.0, "high": 99.0, "kind": "magnitude", "qualifiers": ["order_of_magnitude"], "unit": "persons"}
    assert number_right(number(24, None, "order_of_magnitude"), dozens)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Brandt", "Anna Brandt", True),
        ("UN", "United Nations", True),
        ("Egyptian", "Egypt", True),
        ("Anna", "Anna Brandt", False),
        ("South Sudan", "Sudan", False),
        ("North Macedonia", "Macedonia", True),
        ("Varn", "Ostia", False),
    ],
)
def test_names_match_by_surname_stem_and_acronym(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same


def test_a_province_passes_for_its_town() -> None:
    assert same_place(["Lund"], ["Lund province"])


def test_pairing_makes_as_many_pairs_as_can_be() -> None:
    assert pair_up({(0, 0): 2.0, (0, 1): 1.0, (1, 0): 1.5}) == [(0, 1), (1, 0)]
    assert pair_up({}) == []


def test_the_sealed_set_shows_no_faults_and_no_words(record: Json, gold: Json) -> None:
    record["figures"][0]["evidence"][0]["text"] = "400 soldiers"
    result = score(record, gold)
    shown = show("sealed", result, errors=False)
    assert "soldiers" not in shown and "one.txt" not in shown and "Varn" not in shown
    assert shown.startswith("faults: 1")


def test_several_golds_are_pooled_by_counts(record: Json, gold: Json) -> None:
    good = score(record, gold)
    bad = Result([], [], {"events": 0.0}, good.errors)
    both = pooled([good, bad])
    assert both.headline["events"] == pytest.approx(0.5)
    assert both.value("events", "told in an article, by type: F1") == pytest.approx(1.0)


def test_figures_are_appended(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    keep({"set": "open", "score": 0.5}, path)
    keep({"set": "open", "score": 0.6}, path)
    assert path.read_text(encoding="utf-8").count('"score"') == 2
