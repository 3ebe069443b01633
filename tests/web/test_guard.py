"""Who may look and who may write: the token, this machine alone, forms from this desk alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import village

from dragoman import pipeline
from dragoman.errors import DragomanError
from dragoman.query import Archive
from dragoman.web import running

TOKEN = "a-token-of-the-tests"


@pytest.mark.parametrize("address", ["/", "/timeline", "/static/desk.css", "/export/record.json", "/nowhere"])
def test_without_the_token_nothing_is_shown(visitor: Any, address: str) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 403 and "Bergen" not in answer.text and "token" in answer.text


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], "é", "%00"])
def test_a_wrong_token_is_none(visitor: Any, token: str) -> None:
    assert visitor.get("/", params={"token": token}).status_code == 403
    assert visitor.get("/", headers={"cookie": f"desk={TOKEN}"}).status_code == 403


def test_the_token_is_brought_once_and_leaves_the_address(visitor: Any) -> None:
    answer = visitor.get(f"/timeline?since=2019&token={TOKEN}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/timeline?since=2019")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert visitor.get("/timeline").status_code == 200


def test_the_way_on_never_leads_to_another_host(visitor: Any) -> None:
    answer = visitor.get(f"http://127.0.0.1:8765//evil.example/?token={TOKEN}", follow_redirects=False)
    assert answer.headers["location"] == "/evil.example/"


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.5:8765", "127.0.0.1.evil.example", "localhost.evil", "",
                                  "[::1].evil.example", "[fe80::1]"])  # fmt: skip
def test_another_name_for_this_machine_is_refused(page: Any, host: str) -> None:
    assert page.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:9", "LOCALHOST", "[::1]:8765"])
def test_this_machines_own_names_are_answered(page: Any, host: str) -> None:
    assert page.get("/", headers={"host": host, "cookie": "; ".join(f"{c.name}={c.value}" for c in page.cookies.jar)})


@pytest.mark.parametrize("address", ["/", "/nowhere", "/static/desk.css", "/event/nosuchid"])
def test_every_answer_forbids_what_is_not_from_here(page: Any, address: str) -> None:
    headers = page.get(address).headers
    assert headers["content-security-policy"].startswith("default-src 'self';")
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


def test_the_stylesheet_names_no_other_host(page: Any) -> None:
    css = page.get("/static/desk.css").text
    assert "url(" not in css and "@import" not in css and "prefers-color-scheme: dark" in css and "@media print" in css


@pytest.fixture
def village_desk(tmp_path: Path, open_desk: Any) -> tuple[Any, Path]:
    record = tmp_path / "r.db"
    pipeline.read([village.write(tmp_path / "in")], record, rooms_of=village.ROOMS)
    return open_desk(record, rooms_of=village.ROOMS), record


def _form(client: Any) -> dict[str, str]:
    """The first form of the review as a browser would send it."""
    found = dict(re.findall(r'name="(word|fact|back)" value="([^"]*)"', client.get("/review").text))
    return {**found, "kind": "reject", "note": "no", "author": "me"}


def test_a_judgement_is_kept_and_can_be_taken_back(village_desk: tuple[Any, Path]) -> None:
    client, record = village_desk
    answer = client.post("/review/judge", data=_form(client), follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/review")
    with Archive.open(record) as archive:
        made = archive.record().judgements
    assert {(one.kind, one.author, one.note) for one in made} == {("reject", "me", "no")}
    assert len({one.key.article for one in made}) == 2, "one for each report that tells it"
    text = client.get("/review").text
    for one in made:
        assert f'value="{one.id}"' in text
        word = _form(client)["word"]
        assert client.post("/review/take-back", data={"word": word, "id": one.id}).status_code == 200
    with Archive.open(record) as archive:
        assert archive.record().judgements == ()


@pytest.mark.parametrize("word", [None, "", "wrong"])
@pytest.mark.parametrize("address", ["/review/judge", "/review/take-back"])
def test_a_form_without_the_desks_word_is_refused(
    village_desk: tuple[Any, Path], word: str | None, address: str
) -> None:
    client, record = village_desk
    form = {
        k: v for k, v in (_form(client) | {"word": word or "", "id": "x"}).items() if word is not None or k != "word"
    }
    assert client.post(address, data=form).status_code == 403
    with Archive.open(record) as archive:
        assert archive.record().judgements == ()


def test_a_form_from_another_place_is_refused(village_desk: tuple[Any, Path]) -> None:
    client, _ = village_desk
    for origin in ("http://evil.example", "null", "http://127.0.0.1:9999"):
        assert client.post("/review/judge", data=_form(client), headers={"origin": origin}).status_code == 403
    same = client.post("/review/judge", data=_form(client), headers={"origin": "http://127.0.0.1:8765"})
    assert same.status_code == 200


@pytest.mark.parametrize("change, status", [({"kind": "delete"}, 400), ({"fact": "nosuchid"}, 404),
                                            ({"note": "x" * 30_000}, 413)])  # fmt: skip
def test_a_form_that_makes_no_sense_changes_nothing(
    village_desk: tuple[Any, Path], change: dict[str, str], status: int
) -> None:
    client, _ = village_desk
    assert client.post("/review/judge", data=_form(client) | change).status_code == status


def test_after_a_judgement_a_browser_is_sent_to_this_desk_alone(village_desk: tuple[Any, Path]) -> None:
    client, _ = village_desk
    form = _form(client)
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", ""):
        answer = client.post("/review/judge", data=form | {"back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/review"


def test_pages_that_write_answer_no_get(page: Any) -> None:
    assert page.get("/review/judge").status_code == 405


def test_a_port_that_is_taken_is_told_in_plain_words() -> None:
    with running._listen("127.0.0.1", 0) as listener:
        listener.listen()
        with pytest.raises(DragomanError, match="cannot be opened"):
            running._listen("127.0.0.1", listener.getsockname()[1])


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_marks_stand_out_from_their_ground(page: Any, scheme: str) -> None:
    """WCAG AA, 4.5 to 1, for every colour that words are written in, on both grounds."""
    css = page.get("/static/desk.css").text.replace("#fff;", "#ffffff;")
    block = css.split(":root {")[2 if scheme == "dark" else 1].partition("}")[0]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    inks = ["ink", "soft", "link", "talks", "accord", "support", "quarrel", "pressure", "force", "people", "affairs",
            "good", "bad", "warn"]  # fmt: skip
    pairs = [(ink, ground) for ink in inks for ground in ("paper", "sheet", "faint")] + [("lit-ink", "lit")]
    for ink, ground in pairs:
        a, b = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
        assert (a + 0.05) / (b + 0.05) >= 4.5, (scheme, ink, ground)
