"""Drawings: what they show, and that no two labels ever stand on one another."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from dragoman.query import Coverage, Month, Rest
from dragoman.reading import Extent
from dragoman.types import Article, Attributes, Date, Event, Figure, Furniture, Number
from dragoman.web import lighting
from dragoman.web.drawing import svg
from dragoman.web.drawing.coverage import months
from dragoman.web.drawing.scale import ordinal, years
from dragoman.web.drawing.timeline import bounds, strip, timeline
from dragoman.web.drawing.tracks import Step, track
from dragoman.web.drawing.values import Value, chart
from dragoman.web.lighting import Mark, light
from dragoman.web.wording import day

TYPES = ("CONSULT", "AGREE", "AID", "ACCUSE", "SANCTION", "ASSAULT", "HUMANITARIAN", "POLITY", "OTHER")


def date(first: str | None, last: str | None = None, precision: str = "day") -> Date:
    return Date(earliest=first, latest=last or first, precision=precision, basis="stated", why="")  # type: ignore[arg-type]


def event(n: int, type: str, when: Date | None, title: str) -> Event:
    return Event(id=f"e{n}", type=type, mode="x", title=title, participants=(), date=when, place=None,
                 status="occurred",
                 attributes=Attributes(), evidence=(), triggers=(), origins=(("a",),))  # fmt: skip


def labels(drawing: str) -> list[svg.Box]:
    """The boxes of all words in a drawing, as wide as they may come out."""
    found = []
    for node in ET.fromstring(drawing).iter("text"):
        words, x, y = "".join(node.itertext()), float(node.attrib["x"]), float(node.attrib["y"])
        wide = svg.width_of(words) - 2
        x1 = {"end": x - wide, "middle": x - wide / 2}.get(node.attrib.get("text-anchor", ""), x)
        found.append(svg.Box(x1, y - 9, x1 + wide, y + 2))
    return found


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(TYPES),
        st.integers(1990, 2024),
        st.integers(1, 12),
        st.integers(1, 28),
        st.sampled_from(["Met", "Lunde and Haddad meet in Bergen", "W" * 90, "停火协议在湖边签署", "<b>&"]),
    ),
    max_size=40,
)


@settings(max_examples=25, deadline=None)
@given(EVENTS, st.sampled_from([1080, 340]))
def test_labels_never_overlap(drawn: list[tuple[str, int, int, int, str]], width: int) -> None:
    events = [event(n, t, date(f"{y}-{m:02}-{d:02}"), title) for n, (t, y, m, d, title) in enumerate(drawn)]
    drawing = timeline(events, width=width)
    if not events:
        assert drawing == ""
        return
    boxes = labels(drawing)
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert not one.meets(other)
    marks = drawing.count("<a ")
    assert marks == len(events) or " of " in drawing, "an event without a mark is counted in its lane"
    assert 0 < marks <= len(events)


def test_a_long_stretch_without_events_is_folded() -> None:
    scale = years([1974.5, 2019.2, 2020.0], left=0, width=300)
    assert scale is not None
    assert [year for year, *_ in scale.columns] == [1974, 2019, 2020]
    assert [(f.first, f.last) for f in scale.folds] == [(1975, 2018)]
    places = [scale.x(t) for t in (1974.0, 1974.9, 1990.0, 2018.9, 2019.0, 2020.9)]
    assert places == sorted(places) and places[0] >= 0 and places[-1] <= 300


def test_a_date_that_may_be_years_apart_is_not_drawn_as_if_it_were_known() -> None:
    assert bounds(date("2017-01-16", "2049-11-22")) is None
    assert bounds(Date(earliest=None, latest="2019-01-01", precision="day", basis="stated", why="")) is None
    assert bounds(None) is None and ordinal("yesterday") is None
    first = bounds(date("2019-07-01"))
    assert first is not None and first[0] == pytest.approx(2019.5, abs=0.01)


def test_years_at_a_glance_count_each_year() -> None:
    drawing = strip([event(n, "CONSULT", date("2019-03-04"), "") for n in range(3)] + [event(9, "AID", None, "")])
    assert "2019: 3 events" in drawing and strip([]) == ""


def figure(low: float | None, high: float | None, when: Date | None) -> Figure:
    number = Number(low=low, high=high, qualifier="exact", unit="persons", words="w")
    return Figure(id="f", subject="s", kind="people", number=number, as_of=when, attributed_to=None, evidence=())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(-1e12, 1e13) | st.none(), st.floats(-1e12, 1e13) | st.none(), st.booleans()),
                max_size=8))  # fmt: skip
def test_any_values_can_be_drawn(values: list[tuple[float | None, float | None, bool]]) -> None:
    drawing = chart(
        [Value(figure(a, b, date("2019-03-04") if dated else None), 1, False) for a, b, dated in values], width=340
    )
    if any(a is not None or b is not None for a, b, _ in values):
        heights = [float(node.attrib["cy"]) for node in ET.fromstring(drawing).iter("circle")]
        assert heights and all(-1 <= y <= 190 for y in heights)
    else:
        assert drawing == ""


def test_a_life_is_broken_into_lines() -> None:
    drawing = track([Step("agreed", "2019", "/x"), Step("breached", "undated", by="<b>")] * 5, per_line=4)
    assert drawing.count('class="thread"') == 3 and drawing.count("<a ") == 5 and "says &lt;b&gt;" in drawing
    assert track([]) == ""


def test_silence_is_shown_in_the_reach_of_the_record() -> None:
    told = (Month(outlet="A", month="2019-01", reports=9), Month(outlet="<B>", month="2019-03", reports=1))
    found = Coverage(months=told, undated=0, unread=(), failures=(), withdrawn=0)  # fmt: skip
    drawing = months(found, width=1080)
    assert "A, Jan 2019: 9 reports" in drawing and "A, Mar 2019: silent" in drawing and "&lt;B&gt;" in drawing


TEXT = "One <b>two</b> & three 😀 four.\nFive six."


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60), st.booleans()), max_size=12))
def test_overlapping_marks_give_html_that_nests_and_says_the_same_text(spans: list[tuple[int, int, bool]]) -> None:
    marks = [Mark(min(a, b), max(a, b), f"m{n}", href="/x" if link else None, tag="mark" if n % 2 else "span")
             for n, (a, b, link) in enumerate(spans)]  # fmt: skip
    markup = light(TEXT, marks)
    parsed = ET.fromstring(f"<p>{markup}</p>")
    assert "".join(parsed.itertext()) == TEXT
    assert not re.search(r"<a[^>]*>[^<]*<a", markup), "links never stand in links"


def test_the_shortest_of_several_facts_is_the_one_a_word_leads_to() -> None:
    markup = light("abcdef", [Mark(0, 6, "long", href="/long"), Mark(2, 4, "short", href="/short")])
    assert re.findall(r'href="([^"]+)"[^>]*>(\w+)', markup) == [("/long", "ab"), ("/short", "cd"), ("/long", "ef")]


def test_control_and_direction_characters_are_never_shown() -> None:
    assert light("a\u202eb\x00c\u200b", []) == Markup("abc")


def test_every_sentence_is_evidence_furniture_or_read_with_nothing_taken() -> None:
    text = "Menu here. They met. It rained."
    article = Article(id="a", source="a", text=text, furniture=(Furniture(start=0, end=10, kind="navigation"),))
    bounds_ = [Extent(0, 10), Extent(11, 20), Extent(21, 31)]
    rests = (Rest(start=11, end=19, part="evidence", kind="event", fact="e"),
             Rest(start=21, end=23, part="mention", kind="actor", fact="x"))  # fmt: skip
    told = lighting.sentences(article, bounds_, rests)
    assert [(s.kind, s.facts) for s in told] == [("furniture", ()), ("evidence", ("e",)), ("nothing", ())]


@pytest.mark.parametrize("first, last, precision, words", [
    ("2019-08-27", None, "day", "27 Aug 2019"), ("2019-08-27T14:05", None, "minute", "27 Aug 2019, 14:05"),
    ("2019-08-01", "2019-08-31", "month", "Aug 2019"), ("2019-02-01", "2019-02-28", "month", "Feb 2019"),
    ("2019-01-01", "2019-12-31", "year", "2019"), ("2015-01-01", "2016-12-31", "range", "2015–2016"),
    ("2019-06-01", "2019-08-31", "season", "Summer 2019"), ("2019-06-03", "2019-06-09", "week", "3–9 Jun 2019"),
    ("2019-05-01", "2019-08-31", "range", "May–Aug 2019"),
    ("2019-05-03", "2020-01-07", "range", "3 May 2019 – 7 Jan 2020"),
])  # fmt: skip
def test_dates_are_told_as_precisely_as_they_are_known(
    first: str, last: str | None, precision: str, words: str
) -> None:
    assert day(date(first, last, precision)) == words


def test_open_dates_say_which_side_is_open() -> None:
    assert day(None) == "undated"
    assert day(Date(earliest=None, latest="2019-03-01", precision="day", basis="stated", why="")) == "by 1 Mar 2019"
    assert day(Date(earliest="2019-03-01", latest=None, precision="day", basis="stated", why="")) == "from 1 Mar 2019"
