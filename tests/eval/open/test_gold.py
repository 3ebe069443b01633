"""The golds fit their texts: every quotation stands where its sheet says, and the compiled files are up to date."""

import html.parser
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
NOTICE = "Written for the dragoman demo archive; the outlet is invented."
DEMO = sorted((ROOT / "examples" / "gold").glob("*.toml"))
OPEN = [Path(__file__).parents[1] / name / "gold.toml" for name in ("open", "open2")]


def load(name: str) -> ModuleType:
    folder = str(ROOT / "tools" / "gold")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    spec = importlib.util.spec_from_file_location(f"gold_{name}", ROOT / "tools" / "gold" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


COMPILER = load("compile")
QUOTATIONS = sys.modules["quotations"]


class Visible(html.parser.HTMLParser):
    """A page's words in order, good enough to look for quotations in."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in ("script", "style", "title")
        self.parts.append("\n" if tag in ("p", "li", "h1", "h2", "h3", "div", "figcaption") else "")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style", "title")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def read_demo(set_path: Path) -> dict[str, str]:
    """Every report of a demo relationship by source: pages and rows as their visible text."""
    texts: dict[str, str] = {}
    for path in sorted((ROOT / "examples" / "archive" / set_path.stem).iterdir()):
        content = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            parser = Visible()
            parser.feed(content)
            texts[path.name] = "".join(parser.parts)
        elif path.suffix == ".jsonl":
            rows = [json.loads(line) for line in content.splitlines()]
            texts |= {row["url"].rsplit("/", 1)[-1]: row["text"] for row in rows}
        else:
            texts[path.name] = content
    return texts


def spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return ([value] if {"source", "start", "end"} <= set(value) else []) + spans(list(value.values()))
    if isinstance(value, list):
        return [s for item in value for s in spans(item)]
    return []


@pytest.mark.parametrize("path", DEMO + OPEN, ids=lambda p: p.parent.name if p.stem == "gold" else p.stem)
def test_the_compiled_gold_is_what_the_sheets_say(path: Path) -> None:
    assert path.with_suffix(".json").read_text(encoding="utf-8") == COMPILER.dump(COMPILER.compile_set(path))


@pytest.mark.parametrize("path", DEMO + OPEN, ids=lambda p: p.parent.name if p.stem == "gold" else p.stem)
def test_every_span_lies_in_its_text_and_has_no_blank_edges(path: Path) -> None:
    gold = COMPILER.compile_set(path)
    found = spans(gold)
    assert found
    for span in found:
        text = (path.parent / gold["texts"] / span["source"]).read_bytes().decode("utf-8")
        words = text[span["start"] : span["end"]]
        assert words and words == words.strip(), (span, words)


@pytest.mark.parametrize("path", DEMO, ids=lambda p: p.stem)
def test_pages_and_rows_of_the_demo_hold_what_their_sheets_quote(path: Path) -> None:
    gold = COMPILER.compile_set(path, texts=read_demo(path))
    assert {s for s in gold["articles"] if not s.endswith(".txt")}


@pytest.mark.parametrize("path", DEMO, ids=lambda p: p.stem)
def test_every_demo_report_says_in_its_first_words_that_it_was_written_for_the_demo(path: Path) -> None:
    for source, text in read_demo(path).items():
        assert text.lstrip().startswith((NOTICE, "Skip to content")) and NOTICE in text, source


@pytest.mark.parametrize("folder", [p.parent for p in OPEN], ids=lambda p: p.name)
def test_every_open_text_has_a_sheet_and_says_that_it_was_written_for_testing(folder: Path) -> None:
    texts = {p.stem: p.read_text(encoding="utf-8") for p in sorted((folder / "texts").glob("*.txt"))}
    assert set(texts) == {p.stem for p in (folder / "gold").glob("*.toml")}
    for name, text in texts.items():
        assert text.startswith("Written for testing dragoman; "), name


def test_each_report_has_exactly_one_way_to_say_which_event_it_is_mainly_about() -> None:
    for path in DEMO + OPEN:
        gold = COMPILER.compile_set(path)
        for source in gold["articles"]:
            mains = [e for e in gold["events"] if e["main"] and e["evidence"][0]["source"] == source]
            assert len(mains) == 1, source


def test_a_quotation_must_stand_once_or_say_which() -> None:
    text = "They met in Ankara. They met in Sochi."
    assert QUOTATIONS.cut(text, "in Sochi", where="x") == (29, 37)
    assert QUOTATIONS.cut(text, {"q": "They met", "nth": 2}, where="x") == (20, 28)
    assert QUOTATIONS.cut(text, "{{They met}} in Sochi", where="x") == (20, 28)
    assert QUOTATIONS.cut("one\n  line", "one line", where="x") == (0, 10)
    for wrong in ("They met", "in Paris", {"q": "They met", "nth": 3}, {"q": "They met", "nth": 0}):
        with pytest.raises(QUOTATIONS.GoldError, match="x: "):
            QUOTATIONS.cut(text, wrong, where="x")
