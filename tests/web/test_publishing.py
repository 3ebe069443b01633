"""The site that is written out: whole, without forms or absolute addresses, and with no more text than is quoted."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from dragoman.errors import DragomanError
from dragoman.query.passages import quoted_only
from dragoman.web.publishing import publish


@pytest.fixture(scope="module")
def site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "out"
    assert publish(demo, folder) > 30
    return folder


def test_every_link_of_every_page_leads_to_a_file_and_an_anchor_that_are_there(site: Path) -> None:
    pages = {p: p.read_text(encoding="utf-8") for p in site.rglob("*.html")}
    for page, text in pages.items():
        assert "<form" not in text and "token" not in text
        for link in re.findall(r'\b(?:href|src)="([^"]*)"', text):
            to, _, anchor = html.unescape(link).partition("#")
            assert not to.startswith(("/", "http")), (page, link)
            target = (page.parent / to.partition("?")[0]).resolve() if to else page
            assert target.is_file(), (page, link)
            if anchor and target.suffix == ".html":
                assert f'id="{anchor}"' in pages[target], (page, link)


def test_only_sentences_that_facts_rest_on_are_shown_unless_all_is_asked_for(
    site: Path, demo: Path, tmp_path: Path
) -> None:
    quoted = "\n".join(p.read_text(encoding="utf-8") for p in site.rglob("*") if p.is_file() and p.suffix != ".zip")
    assert "for nearly three hours" in quoted and "The weather was fine" not in quoted
    publish(demo, tmp_path / "full", full_texts=True)
    assert any("The weather was fine" in p.read_text(encoding="utf-8") for p in (tmp_path / "full").rglob("*.html"))


def test_the_same_record_gives_the_same_site_and_writes_over_its_own(site: Path, demo: Path) -> None:
    def pages() -> dict[str, bytes]:
        return {str(p.relative_to(site)): p.read_bytes() for p in site.rglob("*") if p.is_file() and p.suffix != ".zip"}

    before = pages()
    (site / "stale.html").write_text("old")
    publish(demo, site)
    assert pages() == before


def test_a_folder_with_something_else_in_it_is_left_alone(demo: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(DragomanError, match="no site of dragoman"):
        publish(demo, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_what_is_left_out_keeps_its_room() -> None:
    text = "Not this. But this one.\nNor that."
    shown = quoted_only(text, [(10, 23)])
    assert len(shown) == len(text)
    assert shown[10:23] == "But this one." and "Not" not in shown and "that" not in shown
