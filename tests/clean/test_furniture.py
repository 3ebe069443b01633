"""Page and report are told apart, line by line, in the habits of many outlets."""

from pathlib import Path

import pytest

from dragoman.clean.furniture import layout, spans

SHORT = {"nav": "navigation", "cap": "caption", "cred": "credit", "bio": "biography", "dup": "duplicate_heading",
         "date": "date_line", "promo": "promo", "other": "other"}  # fmt: skip


def cases() -> list[tuple[str, list[tuple[str, str]]]]:
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for raw in (Path(__file__).parent / "furniture_cases.txt").read_text(encoding="utf-8").split("\n=== ")[1:]:
        name, *lines = raw.rstrip("\n").split("\n")
        found.append((name, [tuple(line.split("\t", 1)) if line else ("", "") for line in lines]))  # type: ignore[misc]
    return found


@pytest.mark.parametrize(("name", "lines"), cases(), ids=[name for name, _ in cases()])
def test_each_line_is_told_for_what_it_is(name: str, lines: list[tuple[str, str]]) -> None:
    text = "\n".join(words for _, words in lines)
    found = layout(text)
    marked: dict[int, str] = {}
    for span in spans(found):
        for at in range(span.start, span.end):
            marked[at] = span.kind
    wrong = []
    start = 0
    for mark, words in lines:
        kind = marked.get(start + len(words) - len(words.lstrip()))
        ok = {
            "": True, "?": True, "T": kind is None, ".": kind is None, "x": kind is not None,
        }.get(mark, kind == SHORT.get(mark))  # fmt: skip
        if not ok:
            wrong.append(f"{mark} told as {kind}: {words}")
        start += len(words) + 1
    title = next((words for mark, words in lines if mark == "T"), None)
    chosen = found.lines[found.title].text if found.title is not None else None
    if chosen != title:
        wrong.append(f"title: {chosen}")
    assert not wrong, "\n".join(wrong)


def test_spans_leave_out_the_space_around_and_join_neighbours() -> None:
    text = "  XS\n\nSM  \nMD\n"
    (found,) = spans(layout(text))
    assert text[found.start : found.end] == "XS\n\nSM  \nMD"
