"""Which language a text is in: by script, then by its most frequent words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from importlib import resources

UNKNOWN = "und"  # ISO 639: undetermined

# Scripts that one language of the press uses nearly alone; the others are told apart by words.
_SCRIPTS = {
    "GREEK": "el",
    "HEBREW": "he",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "MALAYALAM": "ml",
    "KANNADA": "kn",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
    "TIBETAN": "bo",
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_PROBE = 20_000  # characters looked at; the answer does not change beyond the first page
# A report has one frequent word of its language in four words or more; ours lists hold about half of those.
_FEWEST_SHARE = 0.08


@cache
def _frequent() -> dict[str, tuple[str, ...]]:
    """Word to the languages in which it is frequent."""
    table = (resources.files("dragoman.data") / "stopwords.tsv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in table.splitlines()[2:]:
        code, words = line.split("\t")
        for word in words.split():
            found.setdefault(word, []).append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def language(text: str, *, likely: str = "en") -> str:
    """The ISO 639-1 code of a text's language, "und" where nothing decides. Ties go to `likely`.

    A few words in Latin script without any sign of another language pass as `likely`: headings and lists of names.
    """
    head = text[:_PROBE]
    script = _script(head)
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    if script is None:
        return UNKNOWN
    words = [word.casefold() for word in _WORD.findall(head)]
    score = scores(words)
    if not score:
        return likely if script == "LATIN" and len(words) < 25 else UNKNOWN
    best = max(sorted(score), key=lambda code: (score[code], code == likely))
    if score[best] < _FEWEST_SHARE * len(words) and len(words) >= 25:
        return UNKNOWN
    if len(words) < 25 and score[best] < score.get(likely, 0) + 2 and script == "LATIN":
        return likely  # "Le Pen y Sanchez": two words of a heading are no proof
    return best


def scores(words: list[str]) -> Counter[str]:
    """How many of the words (case folded) are frequent in each language."""
    frequent = _frequent()
    return Counter(code for word in words for code in frequent.get(word.replace("’", "'"), ()))


def is_foreign(line: str, *, to: str = "en") -> bool:
    """Whether a line is surely in another language: another script, or four frequent words more than of `to`."""
    script = _script(line)
    if script is None:
        return False
    words = [word.casefold() for word in _WORD.findall(line[:_PROBE])]
    if script != "LATIN":
        return len(words) >= 2 or script in ("CJK", "HIRAGANA", "THAI")
    score = scores(words)
    own = score.pop(to, 0)
    best = max(score.values(), default=0)
    return len(words) >= 6 and best >= own + 4 and best >= 0.25 * len(words)


def _script(text: str) -> str | None:
    """The script of most letters, as the first word of their Unicode names; kana decide for Japanese."""
    count: Counter[str] = Counter()
    for letter in text[:2_000]:
        if letter.isalpha():
            count["LATIN" if letter.isascii() else _script_of(letter)] += 1
    if not count:
        return None
    if count["HIRAGANA"] + count["KATAKANA"] > 0.1 * count.total():
        return "HIRAGANA"
    return max(sorted(count), key=count.__getitem__)


@cache
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "LATIN").split()[0]
