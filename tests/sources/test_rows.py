"""JSON lines: each row a report, each bad row a Failure with its line, the others read."""

import gzip
import json
from pathlib import Path

import pytest

from dragoman.config import Limits
from dragoman.sources import Capture, open_paths
from dragoman.types import Failure


def read(path: Path, body: bytes, **limits: int) -> list[Capture | Failure]:
    path.write_bytes(gzip.compress(body) if path.suffix == ".gz" else body)
    return list(open_paths([path], limits=Limits(**limits)))


def test_a_row_keeps_its_text_untouched_and_its_hints(tmp_path: Path) -> None:
    row: dict[str, object] = {"url": "https://press.example/1", "title": " Envoys meet ", "text": "  One.\r\n\nTwo."}
    row |= {"publisher": "The Bell", "published": "2021-09-29T21:51+03:00", "authors": ["Jane Doe"]}
    (found,) = read(tmp_path / "a.jsonl", json.dumps(row).encode())
    assert isinstance(found, Capture)
    assert found.body == "  One.\r\n\nTwo."
    assert (found.source, found.title, found.publisher) == ("https://press.example/1", "Envoys meet", "The Bell")
    assert (found.published, found.authors, found.row) == ("2021-09-29T21:51+03:00", ("Jane Doe",), 1)


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        (b"{nonsense", "malformed", "no JSON"),
        (b'["a", "b"]', "malformed", "a list, not an object"),
        (b'"words"', "malformed", "text, not an object"),
        (b'{"url": "a"}', "malformed", "neither"),
        (b'{"text": "a", "html": "b"}', "malformed", "both"),
        (b'{"text": 5}', "malformed", "`text` is a number"),
        (b'{"text": "a", "title": ["b"]}', "malformed", "`title` is a list"),
        (b'{"text": "a", "authors": [1]}', "malformed", "authors"),
        (b'{"text": "a", "url": "u", "text": "b"}', "malformed", "twice"),
        (b'{"text": "  "}', "empty", "empty"),
        (b'{"text": "\xff\xfe"}', "undecodable", "UTF-8"),
        (b"[" * 100_000, "malformed", "no JSON"),
        (b'{"text": "a", "n": ' + b"9" * 10_000 + b"}", "malformed", "no JSON"),
        (b'{"text": "' + b"a" * 3_000 + b'"}', "oversized", "characters"),
        (b'{"text": "' + b"a" * 300_000 + b'"}', "oversized", "longer than"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(tmp_path: Path, line: bytes, code: str, words: str) -> None:
    body = b'{"url": "a", "text": "One."}\n' + line + b'\n\n{"url": "b", "text": "Two."}'
    first, bad, last = read(tmp_path / "a.ndjson", body, text_chars=2_000, line_bytes=200_000)
    assert isinstance(first, Capture) and isinstance(last, Capture) and isinstance(bad, Failure)
    assert (first.body, last.body, last.row) == ("One.", "Two.", 4)
    assert bad.code == code
    assert words in bad.fault
    assert bad.source == f"{tmp_path / 'a.ndjson'}, line 2"
    assert bad.remedy


def test_a_line_of_fifty_megabytes_is_not_held(tmp_path: Path) -> None:
    import tracemalloc

    body = b'{"text": "' + b"a" * 50_000_000 + b'"}\n{"url": "b", "text": "Two."}\n'
    path = tmp_path / "a.jsonl"
    path.write_bytes(body)
    del body
    tracemalloc.start()
    bad, good = open_paths([path], limits=Limits(line_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(bad, Failure) and bad.code == "oversized"
    assert isinstance(good, Capture)
    assert peak < 10_000_000


def test_what_cannot_be_kept_is_replaced_one_for_one(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.jsonl", b'{"text": "a\\u0000b\\ud800c\\ud83d\\ude00\\u202ed"}')
    assert isinstance(found, Capture)
    assert found.body == "a\ufffdb\ufffdc\U0001f600\u202ed"


def test_a_row_without_an_address_is_named_by_its_place(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.jsonl", b'\xef\xbb\xbf{"text": "One.", "url": null}')
    assert isinstance(found, Capture)
    assert found.source == f"{tmp_path / 'a.jsonl'}, line 1"


def test_the_same_value_twice_is_no_fault(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.jsonl", b'{"text": "One.", "text": "One.", "x": 1, "x": 2}')
    assert isinstance(found, Capture)


def test_compressed_rows_are_read(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.jsonl.gz", b'{"url": "a", "text": "One."}\n')
    assert isinstance(found, Capture)


def test_a_bomb_ends_where_the_limits_say(tmp_path: Path) -> None:
    found = read(tmp_path / "a.jsonl.gz", b"{" + b" " * 30_000_000, expansion_floor=1_000_000, line_bytes=100_000)
    assert isinstance(found[-1], Failure)
    assert found[-1].code == "oversized"
    assert "unpacked" in found[-1].fault


def test_rows_before_the_damage_of_a_compressed_file_are_read(tmp_path: Path) -> None:
    lines = b"".join(
        json.dumps({"url": f"u{i}", "text": f"{i * 7919} reports."}).encode() + b"\n" for i in range(60_000)
    )
    path = tmp_path / "a.jsonl.gz"
    whole = gzip.compress(lines)
    path.write_bytes(whole[: len(whole) // 2])
    found = list(open_paths([path]))
    assert isinstance(found[0], Capture)
    assert isinstance(found[-1], Failure)
    assert found[-1].code == "malformed"
    path.write_bytes(b"\x1f\x8bnonsense")
    (bad,) = open_paths([path])
    assert isinstance(bad, Failure) and bad.code == "malformed"


def test_an_empty_file_of_rows_says_so(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.jsonl", b"")
    assert isinstance(found, Failure) and found.code == "empty"
