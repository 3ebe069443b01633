"""Plain-text files: the text is the file, decoded, and what is no text is refused by name."""

from pathlib import Path

import pytest

from dragoman.config import Limits
from dragoman.sources import Capture, open_paths
from dragoman.types import Failure

SENTENCE = "The envoys of Arland and Bex met in Corvo.\r\nThey agreed to meet again.\n\n  “Soon,” said one.\n"


def read(path: Path | str, **limits: int) -> list[Capture | Failure]:
    return list(open_paths([path], limits=Limits(**limits)))


def only(path: Path | str, **limits: int) -> Capture:
    (found,) = read(path, **limits)
    assert isinstance(found, Capture), found
    return found


def fault(path: Path | str, **limits: int) -> Failure:
    (found,) = read(path, **limits)
    assert isinstance(found, Failure), found
    assert found.remedy
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_is_the_file_decoded_line_endings_and_all(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(SENTENCE.encode(encoding))
    found = only(path)
    assert found.body == SENTENCE
    assert found.media_type == "text/plain"
    assert found.source == str(path)


def test_a_mark_inside_the_text_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffOne.\ufeff Two. \u202eThree\u202c.".encode())
    assert only(path).body == "One.\ufeff Two. \u202eThree\u202c."


def test_a_few_damaged_bytes_do_not_turn_utf8_into_something_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("“Good,” said Ürgün, “very good.”".encode() + b"\xe2\x80")
    assert only(path).body == "“Good,” said Ürgün, “very good.”\ufffd"


def test_cyrillic_in_an_old_code_page_is_refused_rather_than_misread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Министры встретились в Женеве и договорились о новой встрече.".encode("cp1251"))
    assert fault(path).code == "undecodable"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7 and so on", "undecodable"),
        (b"PK\x03\x04 an office document", "undecodable"),
        (b"\x7fELF\x02\x01\x01", "undecodable"),
        (b"Some words \x00\x01\x02 and others", "undecodable"),
        (b"\x01\x02\x03 a few \x04\x05 words \x06", "undecodable"),
    ],
)
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, body: bytes, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(body)
    assert fault(path).code == code


def test_one_control_character_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The envoys met.\x0c\x1b They left.")
    assert only(path).body == "The envoys met.\x0c\x1b They left."


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("word " * 1000)
    assert fault(path, file_bytes=4_999).code == "oversized"
    assert only(path, file_bytes=5_000)
    assert fault(path, text_chars=4_999).code == "oversized"


def test_script_is_kept_as_words(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("He wrote <script>alert(1)</script> on a wall.")
    assert only(path).body == "He wrote <script>alert(1)</script> on a wall."
