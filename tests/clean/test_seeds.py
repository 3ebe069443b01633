"""The five open reports and a shelf of dated news, where they are at hand: nothing breaks, page and report are told."""

import csv
import json
import os
from pathlib import Path

import pytest

from dragoman.clean import article
from dragoman.sources import Capture, open_paths
from dragoman.types import Article

SHARED = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[3] / "shared"))
GOLD = SHARED / "seeds" / "gold.json"
NEWS = SHARED / "data" / "benchmark" / "wikinews_sample" / "data"
EITHER_WAY = ("standfirst", "subheading")


@pytest.mark.skipif(not GOLD.exists(), reason="the open reports are not at hand")
def test_the_open_reports_are_told_from_their_pages() -> None:
    gold = {item["file"]: item for item in json.loads(GOLD.read_text(encoding="utf-8"))["articles"]}
    both = marked = known = 0
    for capture in open_paths([GOLD.parent]):
        assert isinstance(capture, Capture), capture
        found = article(capture)
        assert isinstance(found, Article)
        told = gold[Path(found.source).name]
        assert found.text == Path(found.source).read_bytes().decode()
        assert found.title == told["title"]
        assert found.publisher == told["publisher"]
        stated = told["published"]["basis"] == "stated"
        assert (found.published.earliest if found.published else None) == (told["published"]["iso"] if stated else None)
        open_ones = chars(found.text, ((f["start"], f["end"]) for f in told["furniture"] if f["kind"] in EITHER_WAY))
        ours = chars(found.text, ((f.start, f.end) for f in found.furniture)) - open_ones
        theirs = chars(found.text, ((f["start"], f["end"]) for f in told["furniture"])) - open_ones
        both, marked, known = both + len(ours & theirs), marked + len(ours), known + len(theirs)
    assert 2 * both >= 0.99 * (marked + known)


def chars(text: str, ranges: object) -> set[int]:
    return {i for start, end in ranges for i in range(start, end) if not text[i].isspace()}  # type: ignore[attr-defined]


@pytest.mark.skipif(not NEWS.exists(), reason="the shelf of news is not at hand")
def test_clean_news_is_hardly_marked_at_all() -> None:
    whole = furniture = dated = 0
    for path in sorted(NEWS.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found = article(
                    Capture(source=row["url"], media_type="text/plain", body=row["text"], title=row["title"])
                )
                assert isinstance(found, Article)
                assert found.language == "en", row["url"]
                if found.published is not None:  # where the text opens with its day
                    dated += 1
                    assert found.published.earliest == row["date"], row["url"]
                assert found.dateline is None and found.authors == () and found.publisher is None, row["url"]
                whole += len(found.text)
                furniture += sum(f.end - f.start for f in found.furniture)
    assert dated >= 170
    assert furniture < 0.015 * whole
