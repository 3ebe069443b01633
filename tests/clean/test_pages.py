"""Web pages: all visible text in order, the report told from the page, and the metadata read."""

import pytest

from dragoman.clean import article
from dragoman.sources import Capture
from dragoman.types import Article, Failure

BODY = """
<p class="standfirst">Nine years of talks end with a paper on the river Ume and its dry years</p>
<div class="byline">By <a href="/jane">Jane Doe</a></div>
<figure><img src="x" alt="not seen"><figcaption>The ministers after the ceremony</figcaption></figure>
<p>CORVO (AFP) &mdash; The foreign ministers of Arland and Bex signed a treaty on the river <b>U</b>me on Tuesday,<br>
ending nine years of talks between the two neighbours.</p>
<p>The paper gives Bex a third of the water in dry years, officials of both countries said after the ceremony.</p>
<h2>What comes next</h2>
<p>The parliaments of both countries have to approve the treaty before the end of the year, and both governments
hold majorities in them, so that little is expected to stand in its way.</p>
<ul><li>Dams are inspected each spring</li><li>Data are shared</li></ul>
<p>A commission of six engineers watches over the river, and its yearly reports will be open to the public.</p>
"""
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Arland and Bex sign river treaty - The Bell</title>
<meta property="og:site_name" content="The Bell">
<meta property="article:published_time" content="2021-09-29T21:51:00+03:00">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebPage"}}, {{"@type": ["NewsArticle"],
"headline": "Arland and Bex sign river treaty", "dateModified": "2021-09-30T10:00:00Z",
"author": [{{"@type": "Person", "name": "Jane Doe"}}]}}]}}</script><style>p {{ color: red }}</style></head>
<body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav></header>
<main><article><h1>Arland and Bex sign river treaty</h1>{BODY}
<script>alert("x")</script><p hidden>Secret</p><p style="display: none">Secret</p><noscript>Secret</noscript>
</article><aside><h3>Most read</h3><ul><li><a href="a">Fishing talks stall again in the north</a></li></ul></aside>
</main><footer>Copyright 2021 The Bell. <a href="p">Privacy policy</a></footer></body></html>"""


def read(markup: str | bytes, **hints: object) -> Article:
    found = article(Capture(source="a.html", media_type="text/html", body=markup, **hints))  # type: ignore[arg-type]
    assert isinstance(found, Article), found
    return found


def kinds(found: Article) -> dict[str, str]:
    return {found.text[f.start : f.end]: f.kind for f in found.furniture}


def test_all_that_is_visible_is_kept_and_nothing_that_is_not() -> None:
    found = read(PAGE)
    assert found.text.startswith("Home\n\nWorld\n\nArland and Bex sign river treaty\n\nNine years of talks end")
    assert "river Ume on Tuesday,\nending nine years" in found.text
    assert "Dams are inspected each spring\n\nData are shared" in found.text
    assert found.text.endswith("Copyright 2021 The Bell. Privacy policy")
    for word in ("alert", "Secret", "color", "not seen", "NewsArticle"):
        assert word not in found.text


def test_page_and_report_are_told_apart() -> None:
    assert kinds(read(PAGE)) == {
        "Home\n\nWorld": "navigation",
        "By Jane Doe": "credit",
        "The ministers after the ceremony": "caption",
        "Most read\n\nFishing talks stall again in the north": "promo",
        "Copyright 2021 The Bell. Privacy policy": "credit",
    }


def test_the_metadata_are_read() -> None:
    found = read(PAGE)
    assert found.title == "Arland and Bex sign river treaty"
    assert (found.publisher, found.authors, found.agencies) == ("The Bell", ("Jane Doe",), ("AFP",))
    assert found.dateline == "CORVO"
    assert found.published is not None and found.updated is not None
    assert (found.published.earliest, found.published.basis) == ("2021-09-29T21:51+03:00", "metadata")
    assert found.updated.earliest == "2021-09-30T10:00+00:00"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Envoys meet in Corvo - The Bell", "Envoys meet in Corvo"),
        ("Envoys meet in Corvo | World | The Bell", "Envoys meet in Corvo"),
        ("Envoys meet in Corvo", "Envoys meet in Corvo"),
        ("Arland - Bex: envoys meet in Corvo again", "Arland - Bex: envoys meet in Corvo again"),
        ("Envoys meet in Corvo — talks on river go on", "Envoys meet in Corvo — talks on river go on"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str, words: str) -> None:
    assert read(f"<html><head><title>{title}</title></head><body>{BODY}</body></html>").title == words


def test_without_an_extractor_s_answer_the_structure_decides() -> None:
    found = read(
        "<nav>Home</nav><h1>Envoys meet</h1><p>They met in Corvo on Tuesday and spoke.</p><footer>Imprint</footer>"
    )
    assert kinds(found) == {"Home": "navigation", "Imprint": "navigation"}


def test_times_of_other_stories_are_not_the_day_of_this_one() -> None:
    aside = "<aside><time datetime='2001-01-01'>x</time></aside>"
    page = f"<html><body><article><h1>River treaty signed by both</h1>{BODY}</article>{aside}"
    assert read(page).published is None
    dated = page.replace("</h1>", "</h1><time datetime='2021-09-29'>29 September</time>")
    found = read(dated).published
    assert found is not None and found.earliest == "2021-09-29"


DEEP = "<div>" * 20_000 + "<p>The deepest words of all.</p>" + "</div>" * 20_000
HOSTILE = {
    "deep": f"<html><body>{BODY}{DEEP}<p>After.</p></body></html>",
    "broken": f"<html><body><p>One<div><b>Two</p></i>{BODY}<table><tr><td>Three<li>Four",
    "entities": '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>' + f"<p>&b;</p>{BODY}",
    "declared": f'<?xml version="1.0" encoding="utf-16"?><html><body>{BODY}</body></html>',
    "many tags": f"<html><body>{BODY}" + "<b><i>" * 10_000,
    "many attributes": "<p " + " ".join(f"a{i}='x'" for i in range(20_000)) + f">{BODY}",
    "bad json": f"<script type='application/ld+json'>{{{'[' * 50_000}</script>{BODY}",
    "control": BODY.replace("paper", "pa\x01p\x1fer\x0c"),
    "nul": BODY.replace("paper", "pa\x00per"),
    "bidi": BODY.replace("paper", "\u202epaper\u202c"),
    "comments": "<!-- a --" * 5_000 + "-->" + BODY,
    "null elements": "</>" * 1000 + BODY,
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_pages_are_read(markup: str) -> None:
    found = read(markup)
    assert "ending nine years of talks" in found.text
    assert all(found.text[f.start : f.end].strip() for f in found.furniture)


def test_what_is_deep_is_read_and_what_comes_after_it() -> None:
    found = read(HOSTILE["deep"])
    assert "The deepest words of all." in found.text
    assert found.text.endswith("After.")


def test_script_in_text_stays_text() -> None:
    found = read(f"<p>He wrote &lt;script&gt;alert(1)&lt;/script&gt; on a wall.</p>{BODY}")
    assert "He wrote <script>alert(1)</script> on a wall." in found.text


@pytest.mark.parametrize("markup", ["<html><script>x()</script></html>", "<html></html>", "<!-- only -->"])
def test_a_page_without_words_is_named(markup: str) -> None:
    found = article(Capture(source="a.html", media_type="text/html", body=markup))
    assert isinstance(found, Failure)
    assert found.code == "malformed" and found.remedy


def test_tables_and_preformatted_text_keep_their_shape() -> None:
    found = read(
        "<table><tr><th>Side</th><th>Boats</th></tr><tr><td>Bex</td><td>4</td></tr></table><pre>One\n  two</pre>"
    )
    assert found.text == "Side\tBoats\n\nBex\t4\n\nOne\ntwo"
