"""Which files are read: folders in order, patterns, links, and a name for each thing that cannot be read."""

import io
import os
from pathlib import Path

import pytest

from dragoman.config import Limits
from dragoman.sources import Capture, open_paths
from dragoman.types import Failure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "deep/er/c.md", ".hidden.txt", ".git/d.txt", "picture.png", "deep/page.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<p>The report {name}.</p>" if name.endswith("html") else f"The report {name}.")
    return tmp_path


def names(*paths: Path | str) -> list[str]:
    found = list(open_paths(paths))
    assert all(isinstance(item, Capture) for item in found), found
    return [os.path.basename(item.source) for item in found]


def faults(*paths: Path | str) -> list[Failure]:
    return [item for item in open_paths(paths) if isinstance(item, Failure)]


def test_a_folder_is_walked_in_sorted_order_without_hidden_files(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b.txt", "c.md", "page.html"]


def test_a_pattern_is_sorted_and_reaches_into_folders(folder: Path) -> None:
    assert names(folder / "*.txt") == ["a.txt", "b.txt"]
    assert names(str(folder / "**" / "*.md")) == ["c.md"]


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "talks [1].txt").write_text("The talks began.")
    assert names(tmp_path / "talks [1].txt") == ["talks [1].txt"]


def test_what_is_not_there_has_a_name_and_a_remedy(tmp_path: Path) -> None:
    for given in (tmp_path / "no.txt", tmp_path / "*.txt", "https://press.example/a", ""):
        (found,) = faults(given)
        assert found.source == str(given)
        assert found.remedy


def test_the_other_items_are_read_though_one_is_missing(folder: Path) -> None:
    found = list(open_paths([folder / "no.txt", folder / "a.txt"]))
    assert [type(item) for item in found] == [Failure, Capture]


def test_a_folder_with_nothing_to_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.png").write_bytes(b"\x89PNG")
    (found,) = faults(tmp_path)
    assert found.code == "empty"
    assert "1 of other kinds" in found.fault


def test_a_document_of_a_kind_that_is_not_read_is_named(folder: Path) -> None:
    (folder / "report.pdf").write_bytes(b"%PDF-1.7")
    assert [f.source for f in faults(folder)] == [str(folder / "report.pdf")]


def test_links_that_lead_in_circles_end(folder: Path) -> None:
    (folder / "deep" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    found = faults(folder)
    assert [os.path.basename(f.source) for f in found] == ["up", "gone.txt", "self.txt"]
    assert all("link" in f.fault.lower() for f in found)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(folder: Path) -> None:
    (folder / "a.txt").chmod(0)
    assert [os.path.basename(f.source) for f in faults(folder)] == ["a.txt"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (found,) = faults(tmp_path / "a.txt")
    assert "pipe" in found.fault


def test_standard_input_may_be_text_a_page_or_rows() -> None:
    for body, kinds in (
        (b"The envoys met.", ["text/plain"]),
        (b"<!DOCTYPE html><p>The envoys met.", ["text/html"]),
        (b'{"url": "a", "text": "One."}\n{"url": "b", "html": "<p>Two."}\n', ["text/plain", "text/html"]),
    ):
        stream = io.BytesIO(body)
        found = list(open_paths(["-"], stdin=stream))
        assert [item.media_type for item in found if isinstance(item, Capture)] == kinds
        assert not stream.closed
    (missing,) = open_paths(["-"])
    assert isinstance(missing, Failure)


def test_folders_have_a_depth_that_is_not_passed(folder: Path) -> None:
    (found,) = [i for i in open_paths([folder], limits=Limits(folder_depth=2)) if isinstance(i, Failure)]
    assert found.source.endswith("er")
