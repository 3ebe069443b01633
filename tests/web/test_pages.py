"""Every page answers, escapes what strangers wrote, and leads from each fact to its sentence."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import village

from dragoman import pipeline
from dragoman.store import Store

LISTS = ["/", "/timeline", "/calendar", "/statements", "/figures", "/positions", "/arrangements", "/conflicts",
         "/actors", "/map", "/sources", "/dossier", "/search", "/review", "/dossier/NOR/TCD", "/search?q=truce",
         "/timeline?a=NOR&b=TCD&since=2019&until=2020&kind=talks&status=occurred", "/timeline?kind=meeting",
         "/figures?q=fled&kind=displaced", "/arrangements?kind=ceasefire", "/conflicts?kind=contradiction",
         "/actors?q=lunde&kind=person", "/actors?a=NOR", "/statements?by=Lunde", "/sources?a=NOR&b=TCD",
         "/positions?a=NOR", "/calendar?a=NOR&b=TCD",
         "/ask", "/ask?q=Who+met+in+Bergen%3F", "/add", "/keys", "/audit", "/audit?seed=x",
         "/timeline?page=99", "/timeline?page=x",
         "/review?a=NOR"]  # fmt: skip
ITEMS = ["/event/e0meeting", "/event/e2planned", "/event/e4hostile", "/statement/s0said", "/statement/s1said",
         "/figure/f1fled",
         "/position/q1stand", "/arrangement/a0truce", "/conflict/c0docket", "/actor/p:lunde", "/actor/p:hostile",
         "/place/l:hostile", "/place/l:bergen"]  # fmt: skip


def words(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


class Tags(HTMLParser):
    """The elements and attributes of a page as a browser would see them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def links(page: str) -> list[str]:
    return [html.unescape(href) for href in re.findall(r'href="([^"]*)"', page)]


@pytest.mark.parametrize("address", [*LISTS, *ITEMS])
def test_every_page_answers_without_script_or_outside_host(page: Any, address: str) -> None:
    answer = page.get(address)
    assert answer.status_code == 200
    tags = Tags(answer.text)
    assert re.findall(r"<script[^>]*>", answer.text) == re.findall(
        r'<script src="/static/desk\.js\?[^"]*" defer>', answer.text
    )
    assert not tags.names & {"img", "iframe", "object", "embed", "style", "base"}
    assert not [name for name, _ in tags.attributes if name.startswith("on") or name == "style"]
    for name, value in tags.attributes:
        if name in ("href", "src", "action", "formaction"):
            assert re.match(r"[/#?](?![/\\])|$", value), value
    assert "\u202e" not in answer.text, "nothing turns the writing round"
    assert len(re.findall(r"<h1", answer.text)) == 1


def test_every_address_on_the_desk_leads_somewhere(page: Any) -> None:
    """All links, followed from the overview; anchors exist on the page that they lead to."""
    seen: dict[str, str] = {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop()
        where, _, anchor = address.partition("#")
        if where not in seen:
            answer = page.get(where)
            assert answer.status_code == 200, where
            seen[where] = answer.text if "html" in answer.headers["content-type"] else ""
            waiting += [(where if link.startswith("#") else "") + link for link in links(seen[where])
                        if link.startswith(("/", "#")) and not link.startswith("/static")]  # fmt: skip
        if anchor:
            assert f'id="{anchor}"' in seen[where], address
    assert len(seen) > 60


def test_hostile_words_are_shown_as_words(page: Any) -> None:
    assert "<script>alert(1)</script>" in words(page.get("/event/e4hostile").text.replace("&lt;", "‹")).replace(
        "‹", "<"
    )
    assert "alert(2)" in page.get("/sources").text


def test_an_event_shows_its_reports_side_by_side_with_copies_folded_and_its_reason(page: Any) -> None:
    text = page.get("/event/e0meeting").text
    said = words(text)
    assert "Origin 1" in said and "Origin 2 2 reports that copy one another count once" in said
    assert "Monday, the last one before 5 March 2019" in said
    assert "2 reports give the same people and the same day" in said
    assert '<mark class="lit">Amina Haddad met Astrid Lunde in Bergen on Monday</mark>' in text
    assert "Leaves out “nearly three hours”, “Lake Mjosa”" in said, "what the copy does not tell"
    assert "0.90" in said


def test_a_fact_is_one_click_from_its_sentence_lit_in_its_report(page: Any) -> None:
    text = page.get("/event/e1truce").text
    to_report = [link for link in links(text) if link.startswith("/article/") and "fact=e1truce" in link]
    assert len(set(to_report)) == 2
    for link in to_report:
        address, _, anchor = link.partition("#")
        report = page.get(address).text
        assert f'id="{anchor}"' in report
        lit = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", report))
        assert "They agreed on a truce at Lake Mjosa" in words(lit.replace("<a ", " <a ")) or "truce" in lit


def test_a_report_is_shown_whole_with_its_furniture_and_its_reading_map(page: Any) -> None:
    record = page.get("/search?q=weather").text
    address = next(link for link in links(record) if link.startswith("/article/")).partition("?")[0]
    text = page.get(address).text
    said = words(text)
    assert "The weather was fine." in said and "HOME | WORLD | SPORT" in said and "😀" in said
    assert "evidence 6" in said and "furniture 1" in said and "nothing taken 2" in said
    assert re.search(r'class="furniture s s-furniture"[^>]*>HOME', text)
    assert re.search(r'class="s s-nothing"[^>]*>The weather was fine', text)
    assert re.search(r'<a href="/statement/s0said"[^>]*class="[^"]*u u-statement"', text)


def test_values_are_drawn_with_ranges_open_ends_and_disputes(page: Any) -> None:
    text = page.get("/figures").text
    assert text.count('class="dot disputed"') == 4, "two disputed values, drawn wide and narrow"
    assert 'class="range open"' in text and "1,500–2,000" in text and "undated" in words(text)


def test_a_life_shows_who_alleges_a_stage(page: Any) -> None:
    said = words(page.get("/arrangement/a0truce").text)
    assert "Agreed 4 Mar 2019" in said and "Breached undated" in said and "says Amina Haddad" in said


def test_a_dossier_says_of_each_empty_panel_that_the_sources_are_silent(page: Any) -> None:
    text = page.get("/dossier/NOR/TCD").text
    assert len(re.findall(r'<section class="panel', text)) == 15
    assert text.count("The sources are silent on this.") == text.count('class="panel is-silent"') > 3
    assert "3 reports, 2 independent origins" in words(text)


def test_the_form_of_the_dossier_leads_to_its_address(page: Any) -> None:
    answer = page.get("/dossier?a=Norway&b=Chad", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/dossier/Norway/Chad")
    assert page.get("/dossier?a=Norway&b=Nowhereland").status_code == 400


def test_the_overview_says_who_deals_with_whom_and_what_is_missing(page: Any) -> None:
    said = words(page.get("/").text)
    assert "Norway – Chad" in said or "Chad – Norway" in said
    assert "2 reports without a publication date of their own" in said
    assert "1 item that could not be read" in said and "Planned: a second meeting" in said


def test_any_members_key_and_any_beginning_leads_to_its_fact(page: Any) -> None:
    for address in ("/event/0000memberkey", "/statement/e0meeting", "/show/0000mem", "/event/e0meet"):
        answer = page.get(address, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/event/e0meeting"), address


@pytest.mark.parametrize("address", ["/event/nosuchid", "/article/nosuchid", "/nowhere", "/export/passwords.csv",
                                     "/show/%2e%2e%2fetc", "/static/../desk.py", "/export/articles.json"])  # fmt: skip
def test_what_is_not_there_is_a_clear_page(page: Any, address: str) -> None:
    answer = page.get(address)
    assert answer.status_code == 404
    assert "Nothing in the record has the id" in answer.text or "There is no such page" in answer.text


@pytest.mark.parametrize("query", ["a=Nobodyatall", "since=yesterday", "a=" + "x" * 5000, "until=2019-13-40"])
def test_a_mistake_in_a_form_is_told_with_its_remedy(page: Any, query: str) -> None:
    answer = page.get("/timeline?" + query)
    assert answer.status_code == 400 and "<form" in answer.text


def test_a_misspelt_name_is_answered_with_names_alike(page: Any) -> None:
    assert "Did you mean Astrid Lunde" in words(page.get("/timeline?a=Astrid+Lunda").text)


@pytest.mark.parametrize("name, kind", [("record.json", "application/json"), ("record.jsonl", "application/x-ndjson"),
                                        ("record.zip", "application/zip"), ("events.csv", "text/csv; charset=utf-8"),
                                        ("arrangements.csv", "text/csv; charset=utf-8"),
                                        ("figures.json", "application/json")])  # fmt: skip
def test_the_record_can_be_taken_along_without_the_reports_texts(page: Any, name: str, kind: str) -> None:
    answer = page.get("/export/" + name)
    assert answer.headers["content-type"] == kind and "attachment" in answer.headers["content-disposition"]
    assert answer.content and b"The weather was fine" not in answer.content


def test_an_empty_record_says_what_to_do(tmp_path: Path, open_desk: Any) -> None:
    Store.open(tmp_path / "empty.db", create=True).close()
    client = open_desk(tmp_path / "empty.db")
    for address in [a for a in LISTS if "?" not in a and "NOR" not in a]:
        assert client.get(address).status_code == 200, address
    assert "dragoman read FOLDER" in client.get("/").text


def test_a_record_that_another_process_changed_is_shown_as_it_is_now(tmp_path: Path, open_desk: Any) -> None:
    village.write(tmp_path / "in")
    pipeline.read([tmp_path / "in" / "a.txt"], tmp_path / "r.db", rooms_of=village.ROOMS)
    client = open_desk(tmp_path / "r.db")
    assert "Ndjamena" not in client.get("/timeline").text
    pipeline.read([tmp_path / "in" / "c.txt"], tmp_path / "r.db", rooms_of=village.ROOMS)
    assert "Ndjamena" in client.get("/timeline").text
