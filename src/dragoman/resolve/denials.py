"""Claim against claim inside one report: a charge and its denial, two tellings of one thing.

The press words it in some ways: "a charge that B brushed aside", "B denied it", "B calls that a fabrication", "B tells
it differently", "B insisted that". The claim stands in the same sentence or in the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.reading import Extent
from dragoman.types import Article

CLAIM = (
    r"(?:charge|claim|accusation|allegation|toll|figure|version|account|number|count|assertion|report|suggestion|view|"
    r"reading|statement|story|rumou?r|insinuation)s?"
)
# said of what somebody holds to be a fact
DENY = (
    r"(?:den(?:y|ies|ied)|disput(?:es|ed|e)|refut(?:e|es|ed)|rebut(?:s|ted)?|contradict(?:s|ed)?|contest(?:s|ed)?|"
    r"call(?:s|ed) (?:false|untrue|absurd|baseless|a lie))"
)
# said of proposals too: only what names a claim, or answers one, is a denial
REJECT = r"(?:reject(?:s|ed)?|dismiss(?:es|ed)?|brush(?:es|ed) (?:aside|off)|wav(?:e|es|ed) away|shrug(?:s|ged) off)"
EITHER = rf"(?:{DENY}|{REJECT})"
FALSE = (
    r"(?:fabricat(?:ion|ions|ed)|lies?|inventions?|invented|fake|slander|libel|nonsense|false|baseless|unfounded|"
    r"groundless|untrue|hoax|propaganda|absurd|fairy tales?|fiction|fantasy|hysteria|smear|rubbish|disinformation|"
    r"made up|not true|myth|distortion|provocation|exaggerated|inflated|overblown|laughable|wrong)"
)
NEVER = r"(?<!neither confirm nor )(?<!neither confirmed nor )"
# the denial is a relative clause of the sentence that makes the claim: the claim ends before it
INSIDE = re.compile(
    rf",? (?:an? |the )(?:\w+ )?{CLAIM},? (?:that |which )?(?:[\w.’'-]+ ){{1,6}}?(?:has |have |had )?{EITHER}\b"
    rf"|,? an? (?:\w+ )?{CLAIM} (?:that |which )?(?:[\w.’'-]+ ){{1,6}}?(?:has |had )?"
    rf"call(?:s|ed) (?:\w+ ){{0,2}}?{FALSE}\b"
    rf"|,? an? (?:\w+ )?{CLAIM} {EITHER} by\b"
    rf"|,? (?:which|something) (?:the )?[A-Z][\w.’'-]* (?:[\w.’'-]+ ){{0,3}}?(?:has |have |had )?{EITHER}\b"
)
# the denial is a sentence, or the rest of one, of its own: the claim is what stands before it
# nothing of the claim follows
OVER = r"(?=\s*(?:$|[.,;:!?–—“”\"]| and\b| but\b| as\b| for (?:days|weeks|months|years|long)\b| ever since\b))"
WRONG = r"(?:wrongdoing|role|part|involvement|blame|responsibility|guilt|knowledge|link|links)"
OBJECT = rf"(?:the|this|that|these|those|such|all|any|its|his|her|their) (?:\w+ )?(?:{CLAIM}|{WRONG})\b"
AFTER = re.compile(
    rf"\b{NEVER}{DENY} (?:it|this|that|them){OVER}"
    rf"|\b{EITHER} {OBJECT}"
    rf"|\bden(?:y|ies|ied) (?:{WRONG}\b|all of (?:it|this)|that (?:there|any|it|he|she|they)\b|having\b|"
    rf"(?:it|this|they|he|she) (?:ever|never) (?:did|was|had|were)\b)"
    rf"|\b(?:call|describ|brand|dismiss|reject)(?:s|es|ed)? (?:it|this|that|them|the (?:\w+ )?{CLAIM}) "
    rf"(?:as )?(?:[\w-]+ ){{0,3}}[“\"‘']?{FALSE}\b"
    rf"|^[“\"‘']?Not so\b(?! fast)|\bnobody (?:had )?agreed to (?:that|this|it)\b"
    rf"|^[“\"‘'](?:That|This|It)(?:’s|'s| is| was) (?:simply |all |just )?(?:an? )?(?:[\w-]+ )?{FALSE}\b"
    rf"|\bsa(?:ys|id) (?:that|this|it) (?:is|was) (?:an? )?{FALSE}\b"
    r"|\b(?:sa(?:ys|id)|insist(?:s|ed)) (?:\w+ )?(?:did|had done|does|do|has done|have done) no such thing\b"
    r"|\bsa(?:y|ys|id) (?:that )?(?:it|he|she|they) (?:did|had|was|were|do|does|is|are) not(?=[.,;]|$)"
    r"|\bsa(?:ys|id) (?:that )?the (?:number|figure|toll|report|claim|story|count|account)s? (?:is|was|are|were) "
    rf"(?:\w+ )?{FALSE}\b"
    r"|\b(?:laugh(?:s|ed)|scoff(?:s|ed)|sneer(?:s|ed)) at (?:the|that|this|such) "
    r"(?:suggestion|idea|claim|charge|report)s?\b"
    r"|\bplead(?:s|ed|ing)? not guilty\b|\b(?:reads?|tells?|sees?) it the other way\b"
    r"|\bsa(?:ys|id) (?:that )?it was the other way (?:round|around)\b"
    r"|\bknow(?:s|ing)? (?:of no\b|nothing of\b)|\bha[sd] (?:seen|heard) (?:nothing of|no such)\b"
    r"|^(?:Nobody|No one|Few|Hardly anyone)\b[^.;]{0,60} believes? (?:it|this|that|them)\b"
)
# rejected as a lie, or only as a bad idea: it depends on what was said before
REJECTS_IT = re.compile(rf"\b{REJECT} (?:it|this|that|them){OVER}")
# an answer to somebody else's words: "Abidjan insisted that they were guards. Bamako called them mercenaries."
RETORT = re.compile(
    r"^(?P<who>(?:[\w.’'-]+ ){1,5}?)(?:"
    r"(?P<calls>call(?:s|ed) (?:them|it|him|her) (?!on\b|for\b|in\b|back\b|off\b)|"
    r"describ(?:es|ed) (?:them|it|this) as\b)|"
    r"(?:insist(?:s|ed)|maintain(?:s|ed)|countered|counters|retorted|retorts)\b|"
    r"(?:admits?|admitted|concedes?|conceded) (?:only|no more than|to)\b|blam(?:es|ed)\b(?! (?:it|them|this) too)|"
    r"puts? the blame on\b)"
    r"|^(?P<part>(?:[\w.’'-]+ ){0,3}[\w.’'-]+), for (?:its|his|her|their) part, (?:speaks?|spoke|talks?|says?|said)\b"
    r"|^(?P<whose>(?:[\w.’'-]+ ){0,3}[\w.-]+)[’']s (?:version|account|story) (?:is|was)\b"
)
SAYS = r"(?:sa(?:ys?|id)|insist(?:s|ed)?|maintain(?:s|ed)?|claim(?:s|ed)?|respond(?:s|ed)|repl(?:ies|ied))"
SAID = re.compile(rf"^(?P<who>(?:[\w.’'-]+ ){{1,5}}?){SAYS} (?:that )?(?P<what>.+)")
NEGATIVE = re.compile(r"\b(?:not|no|nothing|never|none|neither|nobody)\b|n[’']t\b")
COUNTER = re.compile(
    r"^(?P<who>(?:[\w.’'-]+ ){1,5}?)(?:puts? (?:the|its|their|that) (?:\w+ )?"
    r"(?:number|figure|toll|count|losses|total|turnout)"
    r"|gives? (?:a|the) (?:figure|number|toll)|gave (?:a|the) (?:figure|number|toll)|"
    r"(?:has |have )?spoken of|speaks? of|spoke of|knows? of|knew of|admits?|admitted)\b"
)
NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens?|hundreds?|"
    r"thousands?|none)\b"
)
ATTRIBUTED = re.compile(
    r"\b(?:sa(?:y|ys|id)|claim(?:s|ed)?|accus(?:es|ed|e|ing)|alleg(?:es|ed|e)|blam(?:es|ed|e|ing)|insist(?:s|ed)?|"
    r"maintain(?:s|ed)?|told|according to|charg(?:es|ed) that|complain(?:s|ed)?|report(?:s|ed)|wrote|"
    r"spoke of|speaks of|"
    r"counted|by the count of|"
    r"puts? the (?:number|toll|figure)|argues?|argued|announced|let it be known|contends?|contended|"
    r"what (?:it|he|she|they) call(?:s|ed)?)\b",
    re.I,
)
# a cue between two tellings: the one before it, the one after it
DIFFERENTLY = re.compile(
    r"\b(?:tells? it (?:differently|another way)|told it differently|"
    r"(?:gives?|gave|ha[sd]) (?:a different|another) (?:account|version|story)|"
    r"sees? it differently|saw it differently|begs? to differ|begged to differ)\b"
)
# each denies what the other says in the sentence beside it
DENIES = re.compile(
    r"\b(?<!neither confirm nor )den(?:y|ies|ied) (?:that|having|any|it|sending|supporting|backing|arming)\b"
)
CHARGES = re.compile(
    r"\b(?:accus(?:es|ed|e)|alleg(?:es|ed)|claim(?:s|ed)|blam(?:es|ed)|experts?|according to|"
    r"put (?:their|the) number|evidence|recordings?|footage|satellite)\b"
)
# "the crew heard nothing, Ankara answers"
TOLD_LAST = re.compile(
    r"^(?P<what>[^.;]{5,160}), (?:(?P<who>(?:[\w.’'-]+ ){1,4}?)(?:answers?|answered|said|says|replies|replied)"
    r"|(?:said|says|answers|answered) (?P<whom>(?:[\w’'-]+ ?){1,4}))\W*$"
)
OWN = re.compile(
    r", (?:for which|which|of which|though|although|but|even though) [^.;]{0,80}?\b(?:blam|accus|claim|hold|show)\w*"
)
# what is willed, feared or to come is not told otherwise
UNSETTLED = re.compile(r"\b(?:must|should|will|would|going to|worried|afraid|ready|hope[sd]?|wants?|need[sd]?)\b")
ABOUT_IT = re.compile(r"\b(?:one|any|such|it|this|that|them|so)\W*$")  # "they never saw one"
WHILE = re.compile(r",? (?:while|whereas) |, but ")
PRONOUNS = frozenset("he she they it who we i you".split())
SMALL = frozenset(
    "that this with from have has had was were been are they their there which what when than into over more said says "
    "say the and but for not its his her him who how all any one two did out off".split()
)
SPEAKER = 4  # words beside a verb of saying that may name who says it
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
        elif (denied := AFTER.search(words)) is not None and (own := OWN.search(words, denied.end())) is not None:
            taken.add(number)  # "Iran denies any part in the attack, for which Washington blames Tehran"
            claim = s.start + own.start()
            yield _cut(_trim(text, claim), s.end), _cut(s.start, claim)
        elif (semicolon := words.find("; ")) > 20 and _answers(words[semicolon + 2 :], words[:semicolon]):
            taken.add(number)  # "he speaks of recognition; she rejects that reading"
            yield _cut(s.start, s.start + semicolon), _cut(s.start + semicolon + 2, s.end)
        elif (
            (halves := WHILE.search(words)) is not None
            and halves.start() > 20
            and (_answers(words[halves.end() :], words[: halves.start()]))
        ):
            taken.add(number)  # "A says that B fired first, while B says it was the other way round"
            yield _cut(s.start, s.start + halves.start()), _cut(s.start + halves.end(), s.end)
        elif DENIES.search(words) and (other := _evidence(text, words, before, after)) is not None:
            taken.add(number)
            yield _cut(other.start, other.end), _cut(s.start, s.end)
        elif before is not None and _answers(words, text[before.start : before.end]):
            taken.add(number)
            yield _cut(before.start, before.end), _cut(s.start, s.end)
        elif before is not None and after is not None and DIFFERENTLY.search(words):
            taken |= {number, number + 1}
            yield _cut(before.start, before.end), _cut(after.start, after.end)


def _evidence(text: str, words: str, before: Extent | None, after: Extent | None) -> Extent | None:
    """The sentence beside a denial that says what it denies, where the denial itself spells it out."""
    if AFTER.search(words) and before is not None and ATTRIBUTED.search(text[before.start : before.end]):
        return None
    return next((o for o in (after, before) if o is not None and _charges(text[o.start : o.end])), None)


def _answers(words: str, before: str) -> bool:
    """Does a sentence deny, or tell otherwise, what the words before it say?"""
    if AFTER.search(words):
        return True
    retort = RETORT.search(words)
    attributed = ATTRIBUTED.search(before)
    if attributed is None:
        return retort is not None and retort["calls"] is not None and _named(retort["who"], before)
    if REJECTS_IT.search(words):
        return True
    if retort is not None and UNSETTLED.search(words) is None:
        return _another(retort["who"] or retort["part"] or retort["whose"], before, attributed)
    counter = COUNTER.search(words)
    if counter is not None and NUMBER.search(before) and NUMBER.search(words, counter.end()):
        return _another(counter["who"], before, attributed)
    said = SAID.search(words)
    who, what = (said["who"], said["what"]) if said is not None else ("", "")
    last = TOLD_LAST.search(words) if said is None else None
    if last is not None:
        who, what = last["who"] or last["whom"], last["what"]
    return (
        bool(who)
        and NEGATIVE.search(what) is not None
        and UNSETTLED.search(what) is None
        and _another(who, before, attributed)
        and (bool(_stems(what) & _stems(before)) or ABOUT_IT.search(what) is not None)
    )


def _named(who: str, before: str) -> bool:
    """Is the one who has another word for it the one of whom it was told: "Cairo held the ship. Cairo calls it …"?"""
    name = who.split()[-1:] or [""]
    return name[0][:1].isupper() and f"{name[0]} ha" in before


def _another(who: str, before: str, attributed: re.Match[str]) -> bool:
    """Is the one who answers another than the one who speaks before?"""
    words = [w.casefold() for w in re.findall(r"[\w’'-]+", who)]
    if not words or words[-1] in PRONOUNS or words[0] in ("his", "her"):
        return False
    left = re.findall(r"[\w’'-]+", before[: attributed.start()])[-SPEAKER:]
    spoke = left or re.findall(r"[\w’'-]+", before[attributed.end() :])[:SPEAKER]
    return words[-1] not in [w.casefold() for w in spoke]


def _stems(words: str) -> set[str]:
    """Beginnings of words that carry the matter; names do not count, for both sides may be named by both."""
    return {w[:4] for w in re.findall(r"\b[a-z]{3,}", words) if w not in SMALL}


def _charges(words: str) -> bool:
    return CHARGES.search(words) is not None and not DENIES.search(words)


def _trim(text: str, start: int) -> int:
    while start < len(text) and text[start] in " ,":
        start += 1
    return start


def _cut(start: int, end: int) -> Extent:
    return Extent(max(start, end - LONGEST) if end - start > LONGEST else start, end)
