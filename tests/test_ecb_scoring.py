"""Events joined across reports: the scores have their published values, and ECB+ files are read right."""

from __future__ import annotations

import sys
from itertools import permutations
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.coreference import Partition, b_cubed, ceaf_e, clusters, conll, muc, neighbours
from benchmarks.ecb import extents, main_events, matched, sharing
from benchmarks.ecbplus import SENTENCES, Mention, reports

TRUTH: Partition = {n: "a" if n <= 5 else "b" if n <= 7 else "c" for n in range(1, 13)}
SMALL_JOINED: Partition = {n: "a" if n <= 5 else "b" for n in range(1, 13)}
LARGE_JOINED: Partition = {n: "b" if n in (6, 7) else "a" for n in range(1, 13)}

OLDER = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="7_1ecb.xml" doc_id="D1">
<token t_id="1" sentence="0" number="0">Varn</token>
<token t_id="2" sentence="0" number="1">did</token>
<token t_id="3" sentence="0" number="2">n't</token>
<token t_id="4" sentence="0" number="3">sign</token>
<token t_id="5" sentence="0" number="4">the</token>
<token t_id="6" sentence="0" number="5">``</token>
<token t_id="7" sentence="0" number="6">pact</token>
<token t_id="8" sentence="0" number="7">''</token>
<token t_id="9" sentence="0" number="8">.</token>
<token t_id="10" sentence="1" number="0">Talks</token>
<token t_id="11" sentence="1" number="1">ended</token>
<token t_id="12" sentence="1" number="2">.</token>
<Markables>
<NEG_ACTION_OCCURRENCE m_id="1"><token_anchor t_id="4"/></NEG_ACTION_OCCURRENCE>
<HUMAN_PART_ORG m_id="2"><token_anchor t_id="1"/></HUMAN_PART_ORG>
<ACTION_OCCURRENCE m_id="3"><token_anchor t_id="10"/></ACTION_OCCURRENCE>
<ACTION_ASPECTUAL m_id="4"><token_anchor t_id="11"/></ACTION_ASPECTUAL>
<ACTION_OCCURRENCE m_id="9" TAG_DESCRIPTOR="t7_sign" instance_id="ACT1"/>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="ACT1"><source m_id="1"/><target m_id="9"/></CROSS_DOC_COREF>
</Relations>
</Document>
"""
NEWER = """<?xml version="1.0" encoding="UTF-8"?>
<Document doc_name="7_1ecbplus.xml" doc_id="D2">
<token t_id="1" sentence="0" number="0">http</token>
<token t_id="2" sentence="0" number="1">:</token>
<token t_id="3" sentence="0" number="2">/</token>
<token t_id="4" sentence="0" number="3">/</token>
<token t_id="5" sentence="0" number="4">varn</token>
<token t_id="6" sentence="0" number="5">.</token>
<token t_id="7" sentence="0" number="6">example</token>
<token t_id="8" sentence="1" number="0">At</token>
<token t_id="9" sentence="1" number="1">9</token>
<token t_id="10" sentence="1" number="2">.</token>
<token t_id="11" sentence="1" number="3">25</token>
<token t_id="12" sentence="1" number="4">a</token>
<token t_id="13" sentence="1" number="5">well</token>
<token t_id="14" sentence="1" number="6">-</token>
<token t_id="15" sentence="1" number="7">planned</token>
<token t_id="16" sentence="1" number="8">signing</token>
<token t_id="17" sentence="1" number="9">was</token>
<token t_id="18" sentence="1" number="10">put</token>
<token t_id="19" sentence="1" number="11">swiftly</token>
<token t_id="20" sentence="1" number="12">off</token>
<token t_id="21" sentence="1" number="13">-</token>
<token t_id="22" sentence="1" number="14">-</token>
<token t_id="23" sentence="1" number="15">again</token>
<token t_id="24" sentence="1" number="16">.</token>
<Markables>
<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="16"/></ACTION_OCCURRENCE>
<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="18"/><token_anchor t_id="20"/></ACTION_OCCURRENCE>
</Markables>
<Relations>
<CROSS_DOC_COREF r_id="1" note="ACT1"><source m_id="1"/><target m_id="3"/></CROSS_DOC_COREF>
</Relations>
</Document>
"""


def test_muc_counts_links_and_so_takes_two_wrong_joinings_for_the_same() -> None:
    """The example of Bagga and Baldwin 1998."""
    for said in (SMALL_JOINED, LARGE_JOINED):
        assert (muc(said, TRUTH).precision, muc(said, TRUTH).recall) == (0.9, 1.0)


def test_b_cubed_holds_the_joining_of_large_clusters_for_worse() -> None:
    """The figures of Bagga and Baldwin 1998: 76 % and 58 %."""
    assert b_cubed(SMALL_JOINED, TRUTH).precision == pytest.approx(16 / 21)
    assert b_cubed(LARGE_JOINED, TRUTH).precision == pytest.approx(7 / 12)
    assert b_cubed(SMALL_JOINED, TRUTH).recall == pytest.approx(1.0)


def test_ceaf_lets_a_cluster_answer_only_once() -> None:
    score = ceaf_e(SMALL_JOINED, TRUTH)
    assert score.precision == pytest.approx((1 + 10 / 12) / 2)
    assert score.recall == pytest.approx((1 + 10 / 12) / 3)


@pytest.mark.parametrize("step", [2, 3, 5, 7, 8])
def test_ceaf_finds_the_best_pairing_where_clusters_cross(step: int) -> None:
    """Against all pairings, tried one by one, whichever side has more clusters."""
    gold: Partition = {n: n * n % 5 for n in range(24)}
    said: Partition = {n: n * step % 11 // 2 for n in range(24)}
    for one, other in ((said, gold), (gold, said)):
        fewer, more = sorted((clusters(one), clusters(other)), key=len)
        best = max(
            sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(fewer, order, strict=True))
            for order in permutations(more, len(fewer))
        )
        assert ceaf_e(one, other).precision == pytest.approx(best / len(clusters(one)))


def test_the_true_partition_scores_one_and_single_mentions_earn_nothing_by_links() -> None:
    assert conll(TRUTH, TRUTH) == pytest.approx(1.0)
    assert muc({n: n for n in TRUTH}, TRUTH).f1 == 0.0
    assert b_cubed({n: n for n in TRUTH}, TRUTH).precision == 1.0


def test_reports_belong_with_those_that_tell_some_event_of_theirs() -> None:
    shared = sharing(["a", "b", "c"], [("a", "1"), ("b", "1"), ("b", "2"), ("c", "2"), ("elsewhere", "1")])
    assert shared == {"a": {"a", "b"}, "b": {"a", "b", "c"}, "c": {"b", "c"}}
    score = neighbours({r: frozenset([r]) for r in shared}, shared)
    assert score.precision == 1.0
    assert score.recall == pytest.approx((1 / 2 + 1 / 3 + 1 / 2) / 3)


def test_the_main_event_is_the_one_that_most_reports_tell() -> None:
    told = [("a", "own"), ("a", "own"), ("a", "shared"), ("b", "shared"), ("c", "c1"), ("c", "c2"), ("c", "c2")]
    assert main_events(["a", "b", "c", "d"], told) == {"a": "shared", "b": "shared", "c": "c2", "d": "d"}


def test_a_trigger_stands_for_the_one_mention_that_it_fits_best() -> None:
    signed = Mention("r", "1", ((0, 6),), "x")
    accord = Mention("r", "2", ((10, 16),), "y")
    assert matched([signed, accord], [("e", (0, 16))]) == {("r", "1"): "e"}
    assert matched([signed, accord], [("e", (0, 16)), ("f", (10, 16))]) == {("r", "1"): "e", ("r", "2"): "f"}
    assert matched([signed], [("e", (7, 9))]) == {}


def test_files_of_the_corpus_give_printed_text_and_mentions_of_the_listed_sentences(tmp_path: Path) -> None:
    folder = tmp_path / "ECB+" / "7"
    folder.mkdir(parents=True)
    (folder / "7_1ecb.xml").write_text(OLDER, encoding="utf-8")
    (folder / "7_1ecbplus.xml").write_text(NEWER, encoding="utf-8")
    listed = "Topic,File,Sentence Number\n7,1ecb,0\n7,1ecbplus,1\n"
    (tmp_path / SENTENCES).write_text(listed, encoding="utf-8")
    older, newer = reports(tmp_path, [7, 8])
    assert older.text == 'Varn didn\'t sign the "pact".\nTalks ended.'
    assert newer.text == "At 9.25 a well-planned signing was put swiftly off - - again."
    assert (older.source, newer.source) == ("7_1ecb.xml", "http://varn.example")
    words = [[newer.text[s:e] for s, e in m.pieces] for m in newer.mentions]
    assert words == [["signing"], ["put", "off"]]
    assert [older.text[s:e] for m in older.mentions for s, e in m.pieces] == ["sign"]
    assert older.mentions[0].cluster == newer.mentions[0].cluster != newer.mentions[1].cluster


def test_topics_are_named_singly_or_by_their_ends() -> None:
    assert extents("2,5,7-9") == [2, 5, 7, 8, 9]
