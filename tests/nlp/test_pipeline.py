"""A text comes back whole, with one tree a sentence; and the parses the record stands on hold."""

import pytest
from spacy.tokens import Doc, Token

from dragoman import nlp
from dragoman.nlp.network import LONGEST

ARTICLE = """TALKS RESUME IN PORT ALBA

PORT ALBA, Zemland (Reuters) — Zemland's Foreign Minister Amina Okafor met U.S. officials on Sept. 14.  "We will not
accept this," said Omar Haddad, the defence minister, adding that talks with Russia would go on.\r\n
Read more: Five things to know. Sign up here.
\tHe didn't comment… The drone was brought down by the Pakistani army.
"""


@pytest.fixture(scope="module")
def pipeline() -> nlp.Pipeline:
    return nlp.load()


def word(doc: Doc, text: str) -> Token:
    return next(t for t in doc if t.text == text)


def child(token: Token, *labels: str) -> str:
    """The child of one of these labels, else a sign that none is there."""
    return next((t.text for t in token.children if t.dep_ in labels), "none")


def frozen(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, t.lemma_, str(t.morph), t.head.i, t.dep_, t.ent_iob_, t.ent_type_) for t in doc]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "  two  blanks ",
        ARTICLE,
        "a\u00a0b\u2028c\x85d\x00e",
        "🙂 ok",
        "x" * 1000,
        "(" * 700 + " end",
        "a\n\n\nb",
        ". . .",
    ],
)
def test_the_text_comes_back(text: str, pipeline: nlp.Pipeline) -> None:
    doc = pipeline.parse(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_every_sentence_is_one_tree(pipeline: nlp.Pipeline) -> None:
    doc = pipeline.parse(ARTICLE)
    for sentence in doc.sents:
        assert [t for t in sentence if t.head == t] == [sentence.root]
        assert sentence.root.dep_ == "root"
        assert all(t.head in sentence for t in sentence)
        assert sum(t.dep_ == "root" for t in sentence) == 1


def test_lines_end_sentences(pipeline: nlp.Pipeline) -> None:
    for sentence in pipeline.parse(ARTICLE).sents:
        assert "\n" not in sentence.text.strip()


def test_skipped_ranges_are_inert(pipeline: nlp.Pipeline) -> None:
    start = ARTICLE.index("Read more")
    end = ARTICLE.index("here.") + len("here.")
    doc = pipeline.parse(ARTICLE, skip=[(start, end)])
    inside = [t for t in doc if start <= t.idx < end]
    assert {t.pos_ for t in inside} == {"X"}
    assert not any(t.ent_type_ for t in inside)
    assert len({t.sent.start for t in inside}) == 1
    assert doc.text == ARTICLE


def test_the_rest_is_read_as_if_the_skipped_were_not_there(pipeline: nlp.Pipeline) -> None:
    start = ARTICLE.index("Read more")
    end = ARTICLE.index("here.") + len("here.")
    with_it = frozen(pipeline.parse(ARTICLE, skip=[(start, end)]))
    without = frozen(pipeline.parse(ARTICLE[:start] + ARTICLE[end:]))
    assert [r[:5] for r in with_it if r[2] not in ("X", "SPACE")] == [r[:5] for r in without if r[2] != "SPACE"]


def test_a_sentence_is_read_alike_wherever_it_stands(pipeline: nlp.Pipeline) -> None:
    """Alone, after other sentences, and when read again, the same words come out with the same marks."""
    sentence = "Zemland's Foreign Minister Amina Okafor met U.S. officials in Port Alba on Sept. 14."
    alone = frozen(pipeline.parse(sentence))
    doc = pipeline.parse("Something else happened, a much longer sentence with many more words. " * 5 + sentence)
    last = list(doc.sents)[-1].as_doc()
    assert frozen(last) == alone
    assert frozen(pipeline.parse(sentence)) == alone


def test_an_overlong_sentence_is_joined_without_loss(pipeline: nlp.Pipeline) -> None:
    text = ", ".join(f"delegate {number} of the eastern province spoke about the harbour" for number in range(60)) + "."
    doc = pipeline.parse(text)
    assert doc.text == text
    assert len(list(doc.sents)) == 1
    assert sum(len(pipeline._network.vocabulary.pieces(t.text)) for t in doc) > LONGEST


def test_inverted_speech_has_its_speaker(pipeline: nlp.Pipeline) -> None:
    doc = pipeline.parse('"We will not accept this," said Omar Haddad, the defence minister.')
    said = word(doc, "said")
    assert said.dep_ == "root"
    assert child(said, "nsubj") == "Omar"
    assert word(doc, "accept").dep_ == "ccomp"
    assert word(doc, "minister").dep_ == "appos"


def test_added_words_belong_to_the_verb_of_speech(pipeline: nlp.Pipeline) -> None:
    doc = pipeline.parse('"Our relationship is strong," the president said, adding that more flights would follow.')
    adding = word(doc, "adding")
    assert (adding.head.text, adding.dep_) == ("said", "advcl")


def test_titles_hang_on_the_name(pipeline: nlp.Pipeline) -> None:
    doc = pipeline.parse("Turkish Foreign Minister Selim Kaya met his Greek counterpart in Vienna on Tuesday.")
    assert child(word(doc, "met"), "nsubj") == "Selim"
    assert word(doc, "Minister").head.text == "Selim"
    assert child(word(doc, "met"), "obj") == "counterpart"
    found = {(e.text, e.label_) for e in doc.ents}
    assert {("Selim Kaya", "PERSON"), ("Turkish", "NORP"), ("Vienna", "LOC"), ("Tuesday", "DATE")} <= found


def test_a_passive_names_its_agent(pipeline: nlp.Pipeline) -> None:
    doc = pipeline.parse("The drone was brought down by the Pakistani army.")
    brought = word(doc, "brought")
    assert (child(brought, "nsubj:pass"), child(brought, "obl:agent")) == ("drone", "army")
    assert brought.morph.get("Voice") == ["Pass"]
    assert brought.lemma_ == "bring"


def test_a_denial_is_marked_on_the_verb(pipeline: nlp.Pipeline) -> None:
    doc = pipeline.parse("The army did not attack the village.")
    assert word(doc, "attack").morph.get("Polarity") == ["Neg"]
    assert word(pipeline.parse("The army attacked it."), "attacked").morph.get("Polarity") == []


def test_tense_and_number_come_from_the_tag(pipeline: nlp.Pipeline) -> None:
    doc = pipeline.parse("Ministers agreed that the deal helps both countries.")
    assert word(doc, "agreed").morph.get("Tense") == ["Past"]
    assert word(doc, "helps").morph.get("Person") == ["3"]
    assert word(doc, "Ministers").morph.get("Number") == ["Plur"]
    assert [word(doc, w).lemma_ for w in ("Ministers", "agreed", "helps", "countries")] == [
        "minister",
        "agree",
        "help",
        "country",
    ]


def test_a_dateline_is_no_subject(pipeline: nlp.Pipeline) -> None:
    doc = pipeline.parse("PORT ALBA, Zemland (Reuters) — Two ministers signed a trade agreement on Monday.")
    assert child(word(doc, "signed"), "nsubj") == "ministers"
