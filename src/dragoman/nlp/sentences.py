"""Where sentences begin: rules over the words of one paragraph.

The rules answer one question a stop: does what follows begin something new? They know titles and initials
("Gen. Milley", "J. Doe"), abbreviations that may or may not end a sentence ("the U.S. The talks"), numbers ("No. 10"),
quotations ('"Stop!" he said'), ellipses, and stops whose next word lost its capital.
"""

from collections.abc import Sequence

STOPS = frozenset({".", "!", "?", "…", "...", "?!", "!?", "!!", "??", "....", "!!!", "。", "！", "？", "؟"})
CLOSING = frozenset({'"', "”", "’", "'", "''", ")", "]", "»", "}"})
OPENING = frozenset({'"', "“", "‘", "'", "``", "(", "[", "«", "„", "{", "-", "–", "—", "•", "*"})

# A name or a number follows these, so a stop after them never ends a sentence.
BEFORE_NAME = frozenset(
    "mr mrs ms mx dr prof gen lt col maj sgt cpl capt cmdr adm brig rep reps sen sens gov rev hon pres amb messrs mme "
    "mlle st ste mt ft supt insp det fr vs v approx dept est e.g i.e cf ca al eng sec ayat sh hajj".split()
)
BEFORE_NUMBER = frozenset("no nos art arts p pp para paras vol vols fig figs ch sec res doc ed op".split())
# These end a sentence when one of STARTERS follows.
EITHER = frozenset(
    "inc ltd co corp jr sr bros plc etc a.m p.m u.s u.k u.n e.u u.s.a u.a.e d.c d.r.c p.r.c b.c a.d jan feb mar "
    "apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ph.d m.d esq ave blvd rd km "
    "kg".split()
)
STARTERS = frozenset(
    "the a an he she it they we i you this that these those there here but and or so yet in on at by for from to "
    "of as if when while after before during since until although though because despite with without under over "
    "both each all some many most more several few no not now then earlier later meanwhile however also only even "
    "his her its their our my what who why how where which according asked speaking last next one two three".split()
)
SPEECH = frozenset(
    "said says say asked asks added adds told tells replied answered wrote writes tweeted shouted warned declared "
    "insisted cried exclaimed wondered continued went according".split()
)
SPEAKERS = frozenset("he she it they we i you the a an one his her their said".split())


def starts(words: Sequence[str], spaces: Sequence[bool]) -> list[int]:
    """Numbers of the words that begin a sentence; the first is 0.

    words: a paragraph's words, white space left out. spaces: is there white space after each word?
    """
    found = [0]
    place = 0
    while place < len(words):
        end = _after_stop(words, spaces, place, first=place == found[-1])
        if end and end < len(words) and end > found[-1]:
            found.append(end)
        place = max(place + 1, end)
    return found if words else []


def _after_stop(words: Sequence[str], spaces: Sequence[bool], place: int, *, first: bool) -> int:
    """The word that begins the next sentence if one ends with the stop at `place`; 0 if none ends there."""
    word = words[place]
    dotted = len(word) > 1 and word.endswith(".") and word[-2].isalnum()
    if word not in STOPS and not dotted:
        return 0
    end = place + 1
    while end < len(words) and words[end] in STOPS and not spaces[end - 1]:
        end += 1
    stop = words[end - 1] if not dotted else "."
    closed = False
    while end < len(words) and words[end] in CLOSING and not spaces[end - 1]:
        closed = closed or words[end] not in ")]}"
        end += 1
    while end + 2 < len(words) and words[end] == "[" and words[end + 1].isdigit() and words[end + 2] == "]":
        end += 3  # a reference, "... in 2014. [4] The ...", belongs to what it is put to
    if end == len(words):
        return end
    begin = end
    while begin < len(words) - 1 and words[begin] in OPENING:
        begin += 1
    following = words[begin]
    if not any(c.isalnum() for c in following):
        return 0
    if not spaces[end - 1]:
        return end if _glued(words, place, following) else 0
    if stop in ("…", "...", "....") and not closed:
        return end if _capital(following) else 0
    if stop != "." and stop not in ("…", "...", "...."):
        if following[0].islower() or (closed and _attribution(words, begin)):
            return 0
        return end
    if closed:
        lower = following[0].islower()
        return 0 if lower or _attribution(words, begin, bare=True) else end
    before = word[:-1] if dotted else (words[place - 1] if place and not spaces[place - 1] else "")
    return end if _ends(before, following, dotted=dotted, first=first, place=place, words=words) else 0


def _ends(before: str, following: str, *, dotted: bool, first: bool, place: int, words: Sequence[str]) -> bool:
    """Does a full stop after `before` end the sentence, `following` being the next word?"""
    low, next_low = before.lower(), following.lower()
    numeral = following[0].isdigit()
    if low in BEFORE_NUMBER and numeral:
        return False
    if low in BEFORE_NAME and not (low in ("v", "al", "est", "sec") and next_low in STARTERS):
        return False
    if low in EITHER or (dotted and "." in before):
        return next_low in STARTERS and following[0].isupper()
    if len(before) == 1 and before.isalpha() and before.islower():
        return False  # "c. 1230", "b. 1949"
    if len(before) == 1 and before.isalpha() and before.isupper():
        if before == "I":
            return _capital(following)
        named = (
            place >= 2 and words[place - 2][:1].isupper() if not dotted else place >= 1 and _capital(words[place - 1])
        )
        return next_low in STARTERS and following[0].isupper() and not (named and next_low in ("a", "i"))
    if before.isdigit() and (first or (place and _begins_list(words, place))):
        return False  # "1. The parties shall ..."
    if following[0].islower():
        # A lost capital: only after a plain word, or a name when a usual first word follows; never after what may
        # be an abbreviation.
        plain = len(before) > 3 and before.isalpha() and before[1:].islower() and following.isalpha() and not dotted
        return plain and (before.islower() or next_low in STARTERS)
    return True


def _begins_list(words: Sequence[str], place: int) -> bool:
    return place == 1 or words[place - 2] in STOPS


def _glued(words: Sequence[str], place: int, following: str) -> bool:
    """'... in Russia.The two sides ...': a stop without white space between two plain words."""
    before = words[place - 1] if place else ""
    return (
        words[place] in (".", "!", "?")
        and len(before) > 2
        and before.isalpha()
        and before[1:].islower()
        and following.isalpha()
        and following[0].isupper()
        and (following[1:].islower() or following in ("A", "I"))
    )


def _capital(word: str) -> bool:
    """Can the word begin a sentence? Scripts without capitals, digits and marks can."""
    return not word[0].islower()


def _attribution(words: Sequence[str], begin: int, *, bare: bool = False) -> bool:
    """Is it 'Merkel asked.' after a quotation: up to six words of a name or role, then a verb of speech?

    bare: after a full stop only 'said X' and 'he said' count, since '"... over." Merkel said on Friday that' is new.
    """
    if words[begin].lower() in SPEECH and words[begin].islower():
        return True
    for place in range(begin, min(begin + 7, len(words))):
        low = words[place].lower()
        if low in SPEECH:
            after = words[place + 1] if place + 1 < len(words) else "."
            if bare:
                return after in (".", ",") and place - begin <= 3
            return after not in ("that", "the", "it", "he", "she")
        if not (
            words[place][0].isupper() or low in SPEAKERS or low in ("'s", "of", "minister", "spokesman", "president")
        ):
            return False
    return False
