"""What is counted: units of time, length, area, money; nouns that count persons. The words are in lexicon/*.toml."""

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

Class = str  # "time", "length", "area", "measure", "share", "money", "persons"


class Unit(NamedTuple):
    """A unit found in a text: `name` as the record writes it, `group` its class, `end` where its words end."""

    name: str
    group: Class
    end: int


@cache
def lexicon(name: str) -> dict[str, Any]:
    """One file of lexicon/, read once."""
    return tomllib.loads((resources.files("dragoman.extract") / "lexicon" / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def _measures() -> tuple[dict[str, tuple[str, Class]], int]:
    words: dict[str, tuple[str, Class]] = {}
    for group in ("time", "length", "area", "measure", "share"):
        for name, forms in lexicon("units")[group].items():
            for form in forms:
                words.setdefault(form, (name, group))
    for code, names in lexicon("units")["money"]["names"].items():
        for name in names:
            for form in (name, name + "s"):
                words.setdefault(form, (code, "money"))
    return words, max(len(w.split()) for w in words)


_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*\.?[²³23]?(?:/h)?|%|°[cCfF]?")
_GAP = re.compile(r"[ \u00a0\u202f\u2009]?")


def unit_at(text: str, start: int) -> Unit | None:
    """The unit whose words begin at `start` (one blank or a hyphen may come first); the longest one counts."""
    words, longest = _measures()
    at = start
    if text[at : at + 1] and text[at] in " \u00a0\u202f\u2009-\u2011":
        at += 1
    found: Unit | None = None
    said = ""
    for _ in range(longest):
        match = _WORD.match(text, at)
        if not match:
            break
        raw = match.group()
        for form, end in ((raw, match.end()), (raw.rstrip("."), match.start() + len(raw.rstrip(".")))):
            name = (said + form).lower()
            if name in words:
                found = Unit(words[name][0], words[name][1], end)
                break
        said += raw.lower() + " "
        at = match.end()
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
    return found


@cache
def symbols() -> re.Pattern[str]:
    """The signs of money, longest first."""
    signs = sorted(lexicon("units")["money"]["symbols"], key=len, reverse=True)
    return re.compile(r"(?<![A-Za-z])(?:" + "|".join(re.escape(s) for s in signs) + ")")


def currency(symbol: str) -> str:
    return str(lexicon("units")["money"]["symbols"][symbol])


@cache
def _persons() -> frozenset[str]:
    return frozenset(word for words in lexicon("people_nouns")["nouns"].values() for word in words.split())


def singular(word: str) -> str:
    """The singular of a noun in lower case, by rule; irregular nouns of persons from the list."""
    low = word.lower()
    irregular: dict[str, str] = lexicon("people_nouns")["irregular"]
    if low in irregular:
        return irregular[low]
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    return low


# "Haitians", "Vietnamese", "Pakistanis", "Spaniards", "Frenchmen": adjectives that serve as nouns of persons.
_PEOPLES = re.compile(
    r"(?:[A-Z][a-z]+(?:ans|ians|ese|[aeqntrhw]is|ards|ers|men|women|ots|oks|ites|ians)|Rohingya|Kurds|Arabs|Turks|Jews|Poles"
    r"|Danes|Swedes|Finns|Serbs|Croats|Czechs|Slovaks|Greeks|Tatars|Uyghurs|Uighurs|Tamils|Yazidis|Druze|Copts|Roma"
    r"|Filipinos|Thais|Swiss|British|French|Dutch|Irish|Tigrayans|Hutus|Tutsis|Hazaras|Pashtuns|Tajiks|Uzbeks|Kazakhs"
    r"|Turkmen|Cypriots|Bosniaks|Chechens|Sikhs|Hindus|Sunnis|Shiites|Alawites|Quakers|Tuareg|Fulani|Taliban|Houthis"
    r"|Muslims|Christians|Buddhists|Catholics|Protestants|Afghans|Lao|Khmer|Maltese|Somalis|Emiratis|Saudis|Qataris)$"
)
_NOT_PEOPLES = frozenset(("americans-elect", "olympians", "headquarters", "fighters", "cruisers", "carriers", "paris"))


def is_persons(word: str) -> bool:
    """Does this noun count persons? By list, or by the form of a people's name."""
    if singular(word) in _persons():
        return True
    return bool(word[:1].isupper() and _PEOPLES.match(word)) and word.lower() not in _NOT_PEOPLES


def is_household(word: str) -> bool:
    return singular(word) in lexicon("people_nouns")["households"]["words"].split()
