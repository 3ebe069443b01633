"""Where the rules hold back: what is doubtful stays report, and no rule needs much time or a fixed order."""

import random
from itertools import pairwise

import pytest

from dragoman.clean.furniture import layout, spans

PROSE = [
    "The ministers of Arland and Bex met on Tuesday and agreed to meet again in May.",
    "We will not give in, the minister said, and you can be sure of that.",
    "He contacted the editor of the paper on Monday and asked for a correction.",
    "The report, published on 3 March 2021, says that both sides broke the truce.",
    "By Monday the talks had ended without a paper, and the envoys left the town.",
    "Reuters was told by two officials that the deal would be signed this week.",
    "The newspaper, a daily based in Corvo, had been closed by a court on Friday.",
    "Talks in Geneva (left open in May) are to go on with the help of the UN.",
    "The photo of the minister, taken in Dunvale, was shown on all channels at once.",
    "Sign the treaty or leave, the president told his guests at the end of the day.",
    "Read more carefully, the text gives both sides a way out of the treaty.",
    "Related talks on fish and on the customs of the lake were held on the same day.",
    "The president (right in his own eyes) gave no date for the next of the meetings.",
    "Follow-up talks between the two capitals went on through several diplomatic channels.",
    "Support for the treaty came through channels that both sides keep open to each other.",
    "Join the treaty or leave the lake, the four channels of state television repeated.",
    "Sources close to the talks have named three points on which the sides differ.",
    "By air and by sea, aid went out from Arland to the flooded north of its neighbour.",
    "She follows the minister on all his visits, and reports for the agency from there.",
]


@pytest.mark.parametrize("sentence", PROSE)
def test_a_sentence_of_a_report_is_never_furniture(sentence: str) -> None:
    for at in (0, 3, 6):
        body = [s for s in PROSE if s != sentence][:6]
        text = "Ministers meet in Corvo\n\n" + "\n\n".join([*body[:at], sentence, *body[at:]])
        found = layout(text)
        marked = [text[f.start : f.end] for f in spans(found)]
        assert sentence not in marked, (at, marked)


def test_paragraphs_in_any_order_give_spans_that_fit(  # a shuffled report is still a text
) -> None:
    lines = ["XS", "By Jane Doe", "3 March 2021", "(Reuters)", "Read more: Talks", "A", *PROSE]
    for seed in range(50):
        random.Random(seed).shuffle(lines)
        text = "\n".join(lines)
        found = spans(layout(text))
        assert all(text[f.start : f.end].strip() == text[f.start : f.end] for f in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
