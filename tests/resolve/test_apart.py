"""What kept two events apart is told pair by pair: a veto, a person's word, or how far the evidence falls short."""

from __future__ import annotations

from hand_readings import Report

from dragoman import knowledge
from dragoman.resolve.apart import JUDGED, TOGETHER, Parted, parted
from dragoman.resolve.joining import THRESHOLD
from dragoman.resolve.laid import lay_out
from dragoman.types import Judgement, JudgementKey


def met(text: str, *, when: str | None, where: str | None = None, published: str = "2019-05-04") -> Report:
    report = Report(text, published=published)
    return report.event("CONSULT.meeting", "met", who=["Merkel", "Macron"], when=[(when, "clause")] if when else [],
                        where=[(where, "clause")] if where else [])  # fmt: skip


BERGEN = met("Merkel met Macron in Bergen on 3 May 2019.", when="3 May 2019", where="Bergen")
OSLO = met("Merkel met Macron in Oslo on 3 May 2019.", when="3 May 2019", where="Oslo")
VAGUE = met("Some time ago Merkel met Macron over wheat.", when=None, published="2021-09-04")


def pairs(a: Report, b: Report, *judgements: Judgement) -> list[Parted]:
    laid = lay_out([r.article for r in (a, b)], [r.reading for r in (a, b)], judgements, knowledge.load())
    return parted(laid, {a.key("CONSULT", "met")}, {b.key("CONSULT", "met")})


def test_a_veto_is_told_in_its_words() -> None:
    (found,) = pairs(BERGEN, OSLO)
    assert found.refused == "Bergen is not Oslo" and not found.enough
    assert (found.one.text, found.other.text) == ("met", "met")


def test_evidence_that_falls_short_is_told_with_its_sum() -> None:
    (found,) = pairs(BERGEN, VAGUE)
    assert found.refused is None and not found.enough
    assert found.score < THRESHOLD
    assert round(sum(f.weight for f in found.features), 3) == found.score


def test_a_person_s_word_comes_before_all_evidence() -> None:
    again = met("On 3 May 2019 Merkel met Macron in Bergen.", when="3 May 2019", where="Bergen")
    sides = [JudgementKey(article=r.article.id, quotation=r.text) for r in (BERGEN, again)]
    key = JudgementKey(article=sides[0].article, quotation=sides[0].quotation, other=sides[1])
    word = Judgement(id="j", kind="different", key=key, author="Ada", at="2026-01-01")
    assert pairs(BERGEN, again)[0].enough
    assert pairs(BERGEN, again, word)[0].refused == JUDGED


def test_one_report_that_tells_both_keeps_them_apart() -> None:
    both = met("Merkel met Macron on 3 May 2019. Merkel and Macron talked on 3 May 2019.", when="3 May 2019")
    both.event("CONSULT.meeting", "talked", who=["Merkel", "Macron"], when=[("3 May 2019", "clause")])
    laid = lay_out([both.article], [both.reading], (), knowledge.load())
    (found,) = parted(laid, {both.key("CONSULT", "met")}, {both.key("CONSULT", "talked")})
    assert found.refused == TOGETHER


def test_keys_that_nothing_has_give_no_pair() -> None:
    laid = lay_out([BERGEN.article], [BERGEN.reading], (), knowledge.load())
    assert parted(laid, {"0" * 16}, {BERGEN.key("CONSULT", "met")}) == []
