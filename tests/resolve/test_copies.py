"""Which passages two reports share, and which reports are one origin."""

from __future__ import annotations

import re

from dragoman.reading import Extent
from dragoman.resolve.copies import find, origins
from dragoman.types import Article, Copy

LONG = "The ministers of both coasts agreed late on Sunday to let fishing boats pass the strait without a permit."
OTHER = "Nobody in the harbour of Olm had expected that."


def article(key: str, text: str) -> Article:
    return Article(id=key, source=f"{key}.txt", text=text)


def shared(*texts: str) -> tuple[tuple[Copy, ...], dict[str, str]]:
    articles = [article(f"a{n}", t) for n, t in enumerate(texts)]
    sentences = {
        a.id: [Extent(m.start(), m.end()) for m in re.finditer(r"[^.\n]+[.\n]", a.text) if m.group().strip()]
        for a in articles
    }
    found = find(articles, sentences)
    return found, origins(articles, sentences, found)


def test_a_long_passage_is_a_copy_though_a_word_differs() -> None:
    found, _ = shared(f"Heading\n{LONG} {OTHER}", f"Title\n{LONG.replace('Sunday', 'Monday')} Ice lay on the quay.")
    assert [c.a.text for c in found] == [LONG.rstrip(".")]
    assert all(c.a.text == c.a.text.strip() for c in found)


def test_names_and_titles_are_no_copy() -> None:
    opening = "President Ana Sol of Olm and Prime Minister Ivo Rand of Karst and King Udo of Marn and Queen Ida"
    assert shared(f"Heading\n{opening} met. {OTHER}", f"Title\n{opening} quarrelled at length. Ice lay there.")[0] == ()


def test_a_whole_sentence_to_the_letter_is_a_trace() -> None:
    exact = "The harbour master of Olm watched without a word."
    found, _ = shared(f"Heading\n{exact} {OTHER}", f"Title\n{exact} Ice lay on the quay.")
    assert [c.b.text for c in found] == [exact.rstrip(".")]


def test_short_passages_count_between_reports_that_share_a_long_one() -> None:
    small = "waited for the boats until it was dark"
    found, _ = shared(f"Heading\n{LONG} They {small}. {OTHER}", f"Title\n{LONG} Some {small} again. Ice lay there.")
    assert small in [c.a.text for c in found]
    assert shared(f"Heading\nThey {small}. {OTHER}", f"Title\nSome {small} again. Ice lay there.")[0] == ()


def test_a_line_that_the_house_prints_over_every_report_is_no_copy() -> None:
    notice = "This is printed by the house of Karst for all who care to read what it prints.\n"
    texts = [f"{notice}{w} {w} happened on the {w} coast. {OTHER.replace('Olm', w)}" for w in "abcdef"]
    assert not any("house of Karst" in c.a.text for c in shared(*texts)[0])


def test_two_passages_of_one_sentence_may_go_to_two_sentences() -> None:
    one = "fishing boats may pass the strait without any permit at all"
    two = "coast guards of both sides keep away from the harbours"
    found, _ = shared(f"Heading\n{LONG} Now {one} while {two}. End.", f"Title\n{LONG} First {one}. Then {two}. End.")
    assert {one, two} <= {c.b.text for c in found}


def test_shared_narration_makes_one_origin_and_shared_words_do_not() -> None:
    assert set(shared(f"Heading\n{LONG} {OTHER}", f"Title\n{LONG} Ice lay.")[1].values()) == {"a0"}
    quoted = f"“{LONG.rstrip('.')}” she said."
    assert (
        len(
            set(
                shared(
                    f"Heading\n{quoted} {OTHER}",
                    f"Title\n{quoted} Ice lay on the quay, and the boats stayed in the basin.",
                )[1].values()
            )
        )
        == 2
    )
