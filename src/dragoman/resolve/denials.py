"""Claim against claim inside one report: a charge and its denial, two tellings of one thing.

The press words it in few ways: "a charge that B brushed aside", "B denied it", "B calls that a fabrication", "B tells
it differently", "B insisted that". The claim stands in the same sentence or in the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.reading import Extent
from dragoman.types import Article

CLAIM = (
    r"(?:charge|claim|accusation|allegation|toll|figure|version|account|number|count|assertion|report|suggestion|view|"
    r"reading|statement|story)s?"
)
DENY = (
    r"(?:den(?:y|ies|ied)|disput(?:es|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut(?:e|es|ed)|rebut(?:s|ted)?|"
    r"contradict(?:s|ed)?|contest(?:s|ed)?|brush(?:es|ed) (?:aside|off)|wav(?:e|es|ed) away|call(?:s|ed) false)"
)
FALSE = (
    r"(?:fabrication|lie|lies|invention|fake|slander|nonsense|false|baseless|unfounded|untrue|hoax|propaganda|absurd)"
)
# the denial is a relative clause of the sentence that makes the claim: the claim ends before it
INSIDE = re.compile(
    rf",? (?:an? |the )(?:\w+ )?{CLAIM},? (?:that|which) (?:[\w.’'-]+ ){{1,6}}?(?:has |have |had )?{DENY}\b"
    rf"|,? an? (?:\w+ )?{CLAIM} {DENY} by\b"
    rf"|,? (?:which|something) (?:the )?[A-Z][\w.’'-]* (?:[\w.’'-]+ ){{0,3}}?{DENY}\b"
)
# the denial is a sentence, or the rest of one, of its own: the claim is what stands before it
OVER = r"(?=\s*(?:$|[.,;:!?–—“”\"]| and\b| but\b| as\b))"  # nothing of the claim follows
AFTER = re.compile(
    rf"\b{DENY} (?:it|this|that|them){OVER}"
    rf"|\b{DENY} (?:the|this|that|these|those|such|all|any) (?:\w+ )?(?:{CLAIM}|wrongdoing|role|involvement|blame)\b"
    rf"|\bcall(?:s|ed)? (?:it|this|that|them|the {CLAIM}) (?:\w+ ){{0,3}}[“\"‘']?{FALSE}\b"
    rf"|^[“\"‘']?Not so\b(?! fast)|\bnobody (?:had )?agreed to (?:that|this|it)\b"
    rf"|\bsa(?:ys|id) (?:that|this|it) (?:is|was) {FALSE}\b"
)
# "Abidjan insisted that they were guards. Bamako called them mercenaries."
NAMES_IT = re.compile(r"^(?:[A-Z][\w.’'-]* ){1,3}call(?:s|ed) (?:them|it|him|her) (?!on\b|for\b|in\b|back\b|off\b)")
# only an answer to somebody else's words
INSISTS = re.compile(
    r"^(?P<who>(?:[\w.’'-]+ ){1,6}?)(?:insist(?:s|ed)|maintain(?:s|ed)|countered|counters|retorted) that\b"
)
ATTRIBUTED = re.compile(
    r"\b(?:sa(?:id|ys)|claim(?:s|ed)|accus(?:es|ed|e)|alleg(?:es|ed)|blam(?:es|ed)|insist(?:s|ed)|maintain(?:s|ed)|"
    r"told|according to|charg(?:es|ed) that)\b"
)
# a cue between two tellings: the one before it, the one after it
DIFFERENTLY = re.compile(
    r"\b(?:tells? it (?:differently|another way)|told it differently|"
    r"(?:gives?|gave|ha[sd]) (?:a different|another) (?:account|version|story)|"
    r"sees? it differently|saw it differently|begs? to differ|begged to differ)\b"
)
# each denies what the other says in the sentence beside it
DENIES = re.compile(r"\bden(?:y|ies|ied) (?:that|having|any|it|sending|supporting|backing|arming)\b")
CHARGES = re.compile(
    r"\b(?:accus(?:es|ed|e)|alleg(?:es|ed)|claim(?:s|ed)|blam(?:es|ed)|experts?|according to|"
    r"put (?:their|the) number|evidence)\b"
)
LONGEST_READ = 2000  # characters of a sentence that are searched
LONGEST = 390  # characters of one side of a dispute


def denials(article: Article, sentences: Sequence[Extent]) -> Iterator[tuple[Extent, Extent]]:
    """The two sides of each dispute that the report tells, claim first; none overlaps another's denial."""
    outside = [(f.start, f.end) for f in article.furniture]
    kept = [s for s in sentences if not any(a <= s.start < b for a, b in outside)]
    text, taken = article.text, set[int]()
    for number, s in enumerate(kept):
        words = text[s.start : min(s.end, s.start + LONGEST_READ)]
        before = kept[number - 1] if number else None
        after = kept[number + 1] if number + 1 < len(kept) else None
        if number in taken:
            continue
        inside = INSIDE.search(words)
        if inside is not None and inside.start() > 20:
            taken.add(number)
            yield _cut(s.start, s.start + inside.start()), _cut(_trim(text, s.start + inside.start()), s.end)
        elif (semicolon := words.find("; ")) > 20 and AFTER.search(words, semicolon + 2):
            taken.add(number)  # "he speaks of recognition; she rejects that reading"
            yield _cut(s.start, s.start + semicolon), _cut(s.start + semicolon + 2, s.end)
        elif before is not None and _answers(words, text[before.start : before.end]):
            taken.add(number)
            yield _cut(before.start, before.end), _cut(s.start, s.end)
        elif before is not None and after is not None and DIFFERENTLY.search(words):
            taken |= {number, number + 1}
            yield _cut(before.start, before.end), _cut(after.start, after.end)
        elif DENIES.search(words) and not AFTER.search(words):
            other = next((o for o in (after, before) if o is not None and _charges(text[o.start : o.end], words)), None)
            if other is not None:
                taken.add(number)
                yield _cut(other.start, other.end), _cut(s.start, s.end)


def _answers(words: str, before: str) -> bool:
    if AFTER.search(words):
        return True
    if NAMES_IT.search(words):
        return ATTRIBUTED.search(before) is not None
    insists = INSISTS.search(words)
    if insists is None or ATTRIBUTED.search(before) is None:
        return False
    return insists.group("who").strip().lower() not in ("he", "she", "they", "it", "who") and not before.startswith(
        insists.group("who")
    )


def _charges(words: str, denial: str) -> bool:
    return CHARGES.search(words) is not None and not DENIES.search(words)


def _trim(text: str, start: int) -> int:
    while start < len(text) and text[start] in " ,":
        start += 1
    return start


def _cut(start: int, end: int) -> Extent:
    return Extent(max(start, end - LONGEST) if end - start > LONGEST else start, end)
