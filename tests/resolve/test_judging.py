"""What people judged is obeyed by the joining, survives a new version of a report, and is reported when it is lost."""

from __future__ import annotations

import msgspec

from dragoman import knowledge
from dragoman.reading import EventMention, Extent, Reading
from dragoman.resolve import judging
from dragoman.resolve.order import key
from dragoman.spans import article_id, cut
from dragoman.types import Article, Judgement, JudgementKey

KNOWN = knowledge.load()
FIRST = "Ministers of Chile and Peru met in Arica. Later they met in Tacna."
SECOND = "Chile's minister met his colleague from Peru."


def _article(text: str, supersedes: str | None = None) -> Article:
    return Article(id=article_id(text), source=f"{article_id(text)}.txt", text=text, supersedes=supersedes)


def _reading(article: Article, *triggers: str) -> Reading:
    events, at = [], 0
    for words in triggers:
        at = article.text.index(words, at)
        here = Extent(at, at + len(words))
        events.append(EventMention(type="CONSULT", mode="meeting", trigger=here, evidence=here))
        at += 1
    return Reading(article=article.id, version="1", events=tuple(events))


def _about(article: Article, words: str, nth: int = 0, other: JudgementKey | None = None) -> JudgementKey:
    at = -1
    for _ in range(nth + 1):
        at = article.text.index(words, at + 1)
    end = at + len(words)
    return JudgementKey(
        article=article.id, quotation=words, before=article.text[max(0, at - 32) : at],
        after=article.text[end : end + 32], other=other,
    )  # fmt: skip


def _judgement(kind: str, about: JudgementKey) -> Judgement:
    return Judgement(id=f"j-{kind}", kind=kind, key=about, author="a reader", at="2026-01-01T00:00:00Z")  # type: ignore[arg-type]


def _keys(article: Article, reading: Reading) -> list[str]:
    return [key("event:CONSULT", cut(article.id, article.text, e.trigger.start, e.trigger.end)) for e in reading.events]


def test_two_mentions_judged_different_may_not_be_linked() -> None:
    one, two = _article(FIRST), _article(SECOND)
    readings = [_reading(one, "met", "met"), _reading(two, "met")]
    about = _about(one, "met", 1, _about(two, "met"))
    verdicts, _ = judging.apply([_judgement("different", about)], {a.id: a for a in (one, two)}, readings, KNOWN)
    assert verdicts.cannot == {frozenset((_keys(one, readings[0])[1], _keys(two, readings[1])[0]))}
    assert not verdicts.must


def test_two_mentions_judged_the_same_must_be_linked() -> None:
    one, two = _article(FIRST), _article(SECOND)
    readings = [_reading(one, "met"), _reading(two, "met")]
    about = _about(one, "met", 0, _about(two, "met"))
    verdicts, _ = judging.apply([_judgement("same", about)], {a.id: a for a in (one, two)}, readings, KNOWN)
    assert len(verdicts.must) == 1


def test_a_rejected_mention_is_taken_out_and_only_that_one() -> None:
    one = _article(FIRST)
    verdicts, _ = judging.apply(
        [_judgement("reject", _about(one, "met", 1))], {one.id: one}, [_reading(one, "met", "met")], KNOWN
    )
    assert verdicts.rejected == {(one.id, 1)}


def test_a_judgement_is_carried_to_the_next_version_of_its_report() -> None:
    old = _article(FIRST)
    new = _article("Updated. " + FIRST, supersedes=old.id)
    assert judging.locate(_about(old, "met in Tacna"), {new.id: new}) is not None


def test_a_judgement_whose_words_are_gone_is_reported() -> None:
    one = _article(FIRST)
    about = msgspec.structs.replace(_about(one, "met"), quotation="never said", before="", after="")
    verdicts, _ = judging.apply([_judgement("reject", about)], {one.id: one}, [_reading(one, "met")], KNOWN)
    assert "gone" in verdicts.reasons["j-reject"][0]
    assert not verdicts.rejected
