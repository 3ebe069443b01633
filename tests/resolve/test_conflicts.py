"""When figures, dates and claims differ: a dispute, growth, or detail."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from dragoman.reading import Extent
from dragoman.resolve.conflicts import conflicts
from dragoman.resolve.denials import denials
from dragoman.resolve.settings import Setting
from dragoman.types import (
    Article,
    Attributes,
    Conflict,
    Date,
    Event,
    Figure,
    FigureKind,
    Number,
    Qualifier,
    Span,
    Status,
)

OLM_KARST = Setting(near=frozenset({"OLM"}), report=frozenset({"OLM", "KAR"}))
ELSEWHERE = Setting(near=frozenset({"MAR"}), report=frozenset({"MAR", "TUN"}))


def on(day: str, last: str | None = None) -> Date:
    return Date(earliest=day, latest=last or day, precision="day", basis="stated", why="stated")


def report(key: str, day: str, text: str = "x" * 200) -> Article:
    return Article(id=key, source=f"{key}.txt", text=text, published=on(day))


ARTICLES = {"a": report("a", "2031-05-02"), "b": report("b", "2031-05-03"), "c": report("c", "2033-01-01")}
RANK = {"a": 0, "b": 1, "c": 2}


def figure(
    article: str,
    low: float | None,
    high: float | None = None,
    *,
    kind: FigureKind = "deaths",
    subject: str = "people killed",
    qualifier: Qualifier = "exact",
    day: str = "2031-05-01",
    by: str | None = None,
    start: int = 10,
) -> Figure:
    number = Number(low=low, high=low if high is None and qualifier == "exact" else high, qualifier=qualifier,
                    unit="persons", words="n")  # fmt: skip
    span = Span(article=article, start=start, end=start + 5, text="xxxxx")
    return Figure(id=f"{article}{start}", subject=subject, kind=kind, number=number, as_of=on(day),
                  attributed_to=by, evidence=(span,))  # fmt: skip


def docket(*figures: Figure, settings: tuple[Setting, ...] = ()) -> list[Conflict]:
    known = {f.id: s for f, s in zip(figures, settings or [OLM_KARST] * len(figures), strict=True)}
    return conflicts((), figures, {}, RANK, settings=known, articles=ARTICLES)


def test_a_toll_that_grew_is_no_contradiction() -> None:
    assert [c.kind for c in docket(figure("a", 35), figure("b", 38))] == ["change_over_time"]


def test_a_toll_that_shrank_is_one() -> None:
    assert [c.kind for c in docket(figure("a", 38), figure("b", 30))] == ["contradiction"]


def test_a_vague_number_that_contains_the_exact_one_is_detail() -> None:
    found = docket(figure("a", 24, 99, qualifier="order_of_magnitude"), figure("b", 38))
    assert [c.kind for c in found] == ["granularity"]


def test_different_sources_of_different_numbers_claim_against_each_other() -> None:
    assert [c.kind for c in docket(figure("a", 20, by="x"), figure("b", 50, by="y"))] == ["claim_vs_claim"]


def test_reports_on_other_matters_are_not_compared() -> None:
    assert docket(figure("a", 35), figure("b", 38), settings=(OLM_KARST, ELSEWHERE)) == []


def test_numbers_of_another_order_count_something_else() -> None:
    assert docket(figure("a", 35), figure("b", 270000)) == []


def test_counts_over_the_years_are_one_growth_with_all_its_evidence() -> None:
    rows = [
        figure(a, n, kind="people", subject="refugees", day=d)
        for a, n, d in (("a", 2200000, "2029-01-01"), ("b", 3100000, "2031-05-01"), ("c", 3600000, "2033-01-01"))
    ]
    found = docket(*rows)
    assert [(c.kind, len(c.items), len(c.evidence)) for c in found] == [("change_over_time", 3, 3)]


def test_the_same_number_is_no_conflict() -> None:
    assert docket(figure("a", 35), figure("b", 35, start=40)) == []


def event(identity: str) -> Event:
    return Event(
        id=identity, type="AGREE", mode="treaty", title="Olm and Karst sign", participants=(), date=None, place=None,
        status="occurred", attributes=Attributes(), evidence=(), triggers=(), origins=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        (on("2031-05-01"), on("2031-05-02"), ["contradiction"]),
        (on("2031-05-01", "2031-05-31"), on("2031-04-01", "2031-06-30"), ["granularity"]),
        (on("2031-05-01"), on("2031-05-01", "2031-05-31"), []),  # a day and its month: nobody is in doubt
        (on("2031-05-01"), on("2032-05-01"), []),  # a year apart: another event
    ],
)
def test_two_days_of_one_event(first: Date, second: Date, kinds: list[str]) -> None:
    spans = [Span(article=k, start=0, end=3, text="xxx") for k in ("a", "b")]
    dates = {"e": list(zip(spans, (first, second), strict=True))}
    found = conflicts([event("e")], (), dates, RANK, settings={}, articles=ARTICLES)
    assert [c.kind for c in found] == kinds


SENTENCE = re.compile(r"[^\s](?:[^.!?]|[.!?](?!\s|$)|(?<=U\.[NS])\.)*[.!?][\"”]?")


def sides(text: str) -> list[tuple[str, str]]:
    article = Article(id="a", source="a.txt", text=text)
    extents = [Extent(m.start(), m.end()) for m in SENTENCE.finditer(text)]
    return [(text[a.start : a.end], text[b.start : b.end]) for a, b in denials(article, extents)]


@pytest.mark.parametrize(
    ("text", "claim", "denial"),
    [
        ("Olm accused Karst of shelling the pier. Karst denied it.", "Olm accused", "Karst denied"),
        ("Olm said that its boats had been hit, a charge that Karst brushed aside.", "Olm said", "a charge"),
        ("Olm speaks of 200 dead. The army of Karst disputes the figure.", "Olm speaks", "The army"),
        ("Olm blames Karst for the fire. The capital calls that a fabrication.", "Olm blames", "The capital"),
        ("The jet was over Olm, its army said. Karst insisted that it never was.", "The jet", "Karst insisted"),
        ("He wants all of it, she said. Not so, said the minister.", "He wants", "Not so"),
        ("It was our sea, he said. The skipper tells it differently. It was far out.", "It was our", "It was far"),
        ("Karst denies that it has soldiers there. Experts put their number at 400.", "Experts put", "Karst denies"),
    ],
)  # fmt: skip
def test_a_claim_and_its_denial_are_the_two_sides(text: str, claim: str, denial: str) -> None:
    found = sides("The harbour was calm. " + text)
    assert len(found) == 1
    assert found[0][0].startswith(claim) and found[0][1].startswith(denial)


@pytest.mark.parametrize(
    "text",
    [
        "The envoy saw the wall. The minister denied that a ship had come.",  # nobody has said it had
        "The line, which had been in dispute for years, was drawn.",
        "The court was asked. It denied the skipper bail.",
        "Not so fast, says the ministry.",
    ],
)
def test_a_denial_that_answers_nobody_is_no_dispute(text: str) -> None:
    assert sides("The harbour was calm. " + text) == []


def test_a_sentence_without_end_is_read_in_time() -> None:
    text = "Olm said that " + "a charge that " * 20000 + "."
    assert sides(text) == []


DISPUTES = tomllib.loads((Path(__file__).parent / "disputes.toml").read_text(encoding="utf-8"))["dispute"]


def test_most_wordings_of_a_dispute_are_read() -> None:
    told = [d for d in DISPUTES if not d.get("none")]
    missed = [
        d["text"]
        for d in told
        if not any(a.startswith(d["claim"]) and b.startswith(d["denial"]) for a, b in sides(d["text"]))
    ]
    assert len(missed) <= 0.22 * len(told), missed


@pytest.mark.parametrize("text", [d["text"] for d in DISPUTES if d.get("none")])
def test_what_only_looks_like_a_dispute_is_none(text: str) -> None:
    assert sides(text) == []


def test_a_count_that_two_reports_give_differently_is_a_conflict() -> None:
    a = figure("a", 350000, kind="other", subject="barrels per day")
    assert [c.kind for c in docket(a, figure("b", 300000, kind="other", subject="barrels per day"))] != []
    assert docket(a, figure("b", 300000, kind="other", subject="soldiers")) == []
    assert docket(a, figure("b", 900000, kind="other", subject="barrels per day")) == []


def meeting(key: str, start: int, *, status: Status = "occurred") -> Event:
    span = Span(article=key, start=start, end=start + 40, text="x" * 40)
    return Event(id=f"e{key}", type="CONSULT", mode="meeting", title="A and B meet", participants=(), place=None,
                 date=on("2031-05-01"), status=status, attributes=Attributes(), evidence=(span,), triggers=(span,),
                 origins=((key,),))  # fmt: skip


@pytest.mark.parametrize(("hours", "found"), [(12, 1), (10, 0), (30, 0)])
def test_how_long_two_reports_say_that_people_met(hours: int, found: int) -> None:
    """Ten hours and twelve are a conflict; the same is none, and three times as long is another meeting."""
    told = [figure("a", 10, kind="duration", subject="talks"), figure("b", hours, kind="duration", subject="sit")]
    numbers = [msgspec.structs.replace(f, number=msgspec.structs.replace(f.number, unit="hours")) for f in told]
    known = {f.id: OLM_KARST for f in numbers}
    events = [meeting("a", 0), meeting("b", 0)]
    assert len(conflicts(events, numbers, {}, RANK, settings=known, articles=ARTICLES)) == found


def test_an_event_that_one_report_tells_and_another_denies_is_a_conflict() -> None:
    events = [meeting("a", 0), meeting("b", 0, status="denied")]
    rows = [("ea", "eb", events[0].evidence[0], events[1].evidence[0])]
    (found,) = conflicts(events, (), {}, RANK, settings={}, articles=ARTICLES, disputed=rows)
    assert found.kind == "claim_vs_claim" and found.items == ("ea", "eb") and len(found.evidence) == 2


def test_a_denial_may_name_the_charge_after_itself() -> None:
    ((claim, denial),) = sides("Iran denies any part in the attack, for which Washington blames Tehran.")
    assert claim.startswith("for which Washington") and denial == "Iran denies any part in the attack"
