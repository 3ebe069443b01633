"""The desk in a real browser: read, corrected, added to; every page without errors, script or faults of access.

Skipped where neither Chromium nor Playwright is installed (`apt install chromium`).
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dragoman import pipeline
from dragoman.query import Archive
from dragoman.web.app import desk

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine (apt install chromium)")

EXAMPLES = Path(__file__).parents[2] / "examples" / "archive"
TOKEN = "a-token-of-the-browser"
PAGES = ["/", "/timeline", "/ask?q=Who+backs+Bashar+al-Assad%3F", "/dossier", "/dossier/RUS/TUR", "/statements",
         "/figures", "/positions", "/arrangements", "/calendar", "/conflicts", "/actors", "/map", "/sources", "/review",
         "/add", "/search?q=truce", "/keys"]  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo archive, read once."""
    where = str(tmp_path_factory.mktemp("browser") / "r.db")
    before = os.getcwd()
    os.chdir(EXAMPLES)
    try:
        pipeline.read(["."], where)
    finally:
        os.chdir(before)
    return where


@pytest.fixture(scope="module")
def address(record: str) -> Iterator[str]:
    """The desk on a port of its own."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(desk(record, token=TOKEN), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page that fails the test on any error of the console, and on any request to another host."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("request", lambda asked: None if asked.url.startswith((address, "data:")) else faults.append(asked.url))
    opened.goto(f"/?token={TOKEN}")
    yield opened
    context.close()
    assert faults == []


def press(page: Any, button: str) -> None:
    """Press the first button of a name, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()


def addresses(record: str) -> list[str]:
    """One page of each kind of item, and every list."""
    with Archive.open(record) as archive:
        told = max(archive.timeline(), key=lambda e: (len(e.origins), len(e.evidence), e.id))
        items = [f"/event/{told.id}", f"/article/{told.evidence[0].article}", f"/actor/{told.participants[0].actor}",
                 f"/arrangement/{archive.arrangements()[0].id}", f"/statement/{archive.statements()[0].id}",
                 f"/figure/{archive.figures()[0].id}", f"/position/{archive.positions()[0].id}"]  # fmt: skip
        return [*PAGES, *items, *([f"/place/{told.place}"] if told.place else [])]


@pytest.mark.parametrize("width", [360, 1440])
def test_every_page_stays_within_its_width_and_has_no_serious_fault_of_access(
    page: Any, record: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wide, faults = [], []
    for where in addresses(record):
        assert page.goto(where).status == 200, where
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(where)
        for fault in axe.Axe().run(page).response["violations"]:
            if fault["impact"] in ("serious", "critical"):
                faults.append(f"{where}: {fault['id']}: {fault['nodes'][0]['html'][:120]}")
    assert wide == []
    assert faults == []


def test_every_page_works_without_script(browser: Any, address: str, record: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/?token={TOKEN}")
    for where in addresses(record):
        assert page.goto(where).status == 200, where
        assert page.locator("h1").count() == 1, where
    context.close()


def test_from_the_overview_to_the_sentence_behind_a_meeting(page: Any) -> None:
    page.goto("/")
    page.get_by_role("link", name="Timeline", exact=True).click()
    page.locator(".entry .head a").first.click()
    page.get_by_role("link", name="Read it in its report").first.click()
    page.locator(".gloss mark").first.wait_for()


def test_a_day_is_corrected_by_form_and_still_so_after_a_rebuild(page: Any, record: str) -> None:
    with Archive.open(record) as archive:
        event = archive.meetings(between=("RUS", "TUR"))[0]
    page.goto(f"/event/{event.id}")
    page.keyboard.press("e")
    page.get_by_label("Day", exact=True).fill("2014-02-03")
    page.locator(".mend[open] input[name=author]").fill("Ada")
    press(page, "Put it right")
    assert page.get_by_text("3 Feb 2014").first.is_visible() and page.get_by_text("set by Ada").first.is_visible()
    pipeline.rebuild(record)
    page.reload()
    assert page.get_by_text("3 Feb 2014").first.is_visible()
    page.goto("/review")
    press(page, "Take back")
    page.goto(f"/event/{event.id}")
    assert page.get_by_text("3 Feb 2014").count() == 0


def test_a_merge_is_taken_apart_and_undone(page: Any, record: str) -> None:
    def told() -> dict[str, set[str]]:
        with Archive.open(record) as archive:
            return {e.id: {s.article for s in e.triggers} for e in archive.timeline()}

    with Archive.open(record) as archive:
        whole = max(archive.timeline(), key=lambda e: (len({s.article for s in e.triggers}), e.id))
    before = told()
    id = max(before, key=lambda one: (len(before[one]), one))
    page.goto(f"/event/{id}")
    page.get_by_text("One report tells another event").click()
    parted = page.locator("select[name=report]").input_value()
    press(page, "Take it apart")
    with Archive.open(record) as archive:
        for event in archive.timeline():
            own = {s.article for s in event.triggers if s in whole.triggers}
            assert parted not in own or own == {parted}
    page.goto("/review")
    while page.get_by_role("button", name="Take back").count():
        press(page, "Take back")
    assert told() == before


def test_words_selected_in_a_report_become_a_fact_that_was_missed(page: Any, record: str) -> None:
    with Archive.open(record) as archive:
        article = archive.search("Capella hotel")[0].article
    page.goto(f"/article/{article}")
    paragraph = page.locator(".gloss .para", has_text="Capella").first
    words = paragraph.evaluate(
        """p => { const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT); let node;
                  while ((node = walk.nextNode()) && node.length < 12); const range = document.createRange();
                  range.setStart(node, 0); range.setEnd(node, node.length); getSelection().removeAllRanges();
                  getSelection().addRange(range); return range.toString(); }"""
    )
    page.wait_for_function("document.querySelector('[data-selection]').value !== ''")
    assert page.locator("[data-selection]").input_value() == words
    page.get_by_label("Event: type").fill("POLITY/election")
    press(page, "Add it")
    with Archive.open(record) as archive:
        assert any(e.mode == "election" and e.evidence[0].article == article for e in archive.timeline())
    page.goto("/review")
    press(page, "Take back")


def test_the_queue_is_worked_by_keys(page: Any, record: str) -> None:
    page.goto("/review")
    page.keyboard.press("j")
    assert page.locator(".case.here").count() == 1
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.get_by_role("cell", name="accept").first.is_visible()
    press(page, "Take back")


def test_a_report_dropped_in_is_read_and_shown_with_what_it_brought(page: Any, record: str, tmp_path: Path) -> None:
    report = tmp_path / "fjord.txt"
    report.write_text(
        "Fjord Post\n5 March 2019\n\nOSLO - Norway's Foreign Minister Ine Eriksen Soreide met her Danish counterpart "
        "Anders Samuelsen in Oslo on Monday. The two agreed on a joint patrol of the strait.\n"
    )
    page.goto("/add")
    page.get_by_label("Files").set_input_files(str(report))
    page.get_by_role("button", name="Read them").click()
    page.get_by_text("What the last reading brought").wait_for(timeout=60_000)
    assert page.get_by_text("1 new report").is_visible()
    page.goto("/sources")
    assert page.get_by_text("Fjord Post").first.is_visible()
    pipeline.withdraw(record, "fjord.txt")


def test_the_desk_answers_nobody_without_its_token(browser: Any, address: str) -> None:
    context = browser.new_context()
    assert context.new_page().goto(address).status == 403
    context.close()
