"""Pages, feeds and web archives: what they say of their encoding is heeded, damage is named, the rest is read."""

import io
import zipfile
from pathlib import Path

import pytest

from dragoman.sources import Capture, open_paths
from dragoman.types import Failure


def read(path: Path, body: bytes) -> list[Capture | Failure]:
    path.write_bytes(body)
    return list(open_paths([path]))


@pytest.mark.parametrize(
    "body",
    [
        "<html><head><meta charset='windows-1251'></head><p>Женева</p>".encode("cp1251"),
        '<?xml version="1.0" encoding="KOI8-R"?><html><p>Женева</p></html>'.encode("koi8-r"),
        "<html><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><p>Женева</p></html>".encode(),
        "<html><meta charset='utf-16'><p>Женева</p></html>".encode(),
        "\ufeff<html><meta charset='windows-1251'><p>Женева</p></html>".encode(),
    ],
)
def test_the_declared_encoding_is_heeded_unless_it_is_plainly_wrong(tmp_path: Path, body: bytes) -> None:
    (found,) = read(tmp_path / "a.html", body)
    assert isinstance(found, Capture)
    assert isinstance(found.body, str) and "Женева" in found.body
    assert found.media_type == "text/html"


def test_a_page_is_known_by_its_beginning(tmp_path: Path) -> None:
    for body in (b"  <!DOCTYPE html>\n<p>Words", b"<!-- saved -->\n<html><p>Words", b"<div><p>One</p><p>Two</p></div>"):
        (found,) = read(tmp_path / "saved", body)
        assert isinstance(found, Capture) and found.media_type == "text/html"
    (found,) = read(tmp_path / "saved", b"<3 is what he wrote.")
    assert isinstance(found, Capture) and found.media_type == "text/plain"


FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Bell</title>
<item><title>Envoys meet</title><link>https://bell.example/1</link><pubDate>Wed, 29 Sep 2021 21:51:00 +0300</pubDate>
<description>&lt;p&gt;The envoys &lt;b&gt;met&lt;/b&gt; in Corvo.&lt;/p&gt;</description></item>
<item><title>No words</title><link>https://bell.example/2</link></item></channel></rss>"""


def test_each_entry_of_a_feed_is_a_report(tmp_path: Path) -> None:
    first, second = read(tmp_path / "feed.xml", FEED)
    assert isinstance(first, Capture)
    assert (first.source, first.title, first.publisher) == ("https://bell.example/1", "Envoys meet", "The Bell")
    assert first.published == "Wed, 29 Sep 2021 21:51:00 +0300"
    assert isinstance(second, Failure) and second.code == "empty"


def test_a_feed_that_defines_entities_is_refused(tmp_path: Path) -> None:
    lol = b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    (found,) = read(tmp_path / "a.rss", FEED.replace(b"<rss", lol + b"<rss", 1))
    assert isinstance(found, Failure) and found.code == "malformed"


def archive(pages: list[tuple[str, bytes, bytes]], *, status: bytes = b"200 OK") -> bytes:
    from fastwarc.stream_io import GzipWriter
    from fastwarc.warc import WarcRecord, WarcRecordType

    out = io.BytesIO()
    for address, kind, body in pages:
        record = WarcRecord()
        record.init_headers(record_type=WarcRecordType.response)
        record.headers["WARC-Target-URI"] = address
        http = b"HTTP/1.1 " + status + b"\r\nContent-Type: " + kind + b"\r\n\r\n" + body
        record.set_bytes_content(http)
        record.headers["Content-Type"] = "application/http; msgtype=response"
        with GzipWriter(out) as packed:
            record.write(packed)
    return out.getvalue()


PAGES = [
    ("https://bell.example/1", b"text/html; charset=windows-1251", "<p>Женева</p>".encode("cp1251")),
    ("https://bell.example/2", b"image/png", b"\x89PNG"),
    ("https://bell.example/3", b"text/html", b""),
    ("https://bell.example/4", b"text/plain", b"Words."),
]


def test_an_archive_gives_its_pages_and_passes_over_pictures(tmp_path: Path) -> None:
    found = read(tmp_path / "a.warc.gz", archive(PAGES))
    assert [item.source for item in found] == [
        "https://bell.example/1",
        "https://bell.example/3",
        "https://bell.example/4",
    ]
    assert isinstance(found[0], Capture) and found[0].body == "<p>Женева</p>"
    assert isinstance(found[1], Failure) and found[1].code == "empty"


def test_a_packed_archive_is_opened_and_a_damaged_one_named(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("archive/data.warc.gz", archive(PAGES))
        package.writestr("datapackage.json", "{}")
    assert len(read(tmp_path / "a.wacz", out.getvalue())) == 3
    for name in ("b.wacz", "b.warc", "b.warc.gz"):
        (bad,) = read(tmp_path / name, b"this is no archive at all")
        assert isinstance(bad, Failure)
        assert bad.remedy
