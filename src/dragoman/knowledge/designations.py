"""Designations of weapons by pattern: S-400, F-35B, Su-57, MiG-29, T-72B3, Tu-22M3, Shahed-136, Kh-101."""

from __future__ import annotations

import re

from dragoman.knowledge.entries import Weapon

# Letters of a designation, the maker (null where several) and the kind; the number follows, hyphen optional.
_FAMILIES: tuple[tuple[str, str | None, str], ...] = (
    ("Su", "RUS", "aircraft"), ("MiG", "RUS", "fighter"), ("Mig", "RUS", "fighter"), ("Tu", "RUS", "aircraft"),
    ("Il", "RUS", "aircraft"), ("An", "UKR", "aircraft"), ("Yak", "RUS", "aircraft"), ("Mi", "RUS", "helicopter"),
    ("Ka", "RUS", "helicopter"), ("Kh", "RUS", "missile"), ("Kalibr", "RUS", "missile"), ("BTR", "RUS", "vehicle"),
    ("BMP", "RUS", "vehicle"), ("BRDM", "RUS", "vehicle"), ("BM", "RUS", "rocket_artillery"),
    ("TOS", "RUS", "rocket_artillery"),
    ("AK", "RUS", "rifle"), ("RPG", "RUS", "anti_tank"), ("ZSU", "RUS", "air_defence"), ("KAB", "RUS", "bomb"),
    ("FAB", "RUS", "bomb"), ("SS", "RUS", "missile"), ("SA", "RUS", "air_defence"), ("AH", "USA", "helicopter"),
    ("UH", "USA", "helicopter"), ("CH", None, "aircraft"), ("MH", "USA", "helicopter"), ("MQ", "USA", "drone"),
    ("RQ", "USA", "drone"), ("KC", "USA", "aircraft"), ("EA", "USA", "aircraft"), ("AC", "USA", "aircraft"),
    ("AGM", "USA", "missile"), ("AIM", "USA", "missile"), ("GBU", "USA", "bomb"), ("RIM", "USA", "missile"),
    ("DF", "CHN", "missile"), ("JF", "PAK", "fighter"), ("HQ", "CHN", "air_defence"), ("YJ", "CHN", "missile"),
    ("KN", "PRK", "missile"), ("Hwasong", "PRK", "missile"), ("Pukguksong", "PRK", "missile"),
    ("Shahed", "IRN", "drone"),
    ("Mohajer", "IRN", "drone"), ("Geran", "RUS", "drone"), ("Shahab", "IRN", "missile"), ("Fateh", "IRN", "missile"),
    ("Agni", "IND", "missile"), ("Prithvi", "IND", "missile"), ("Shaheen", "PAK", "missile"),
    ("Qassam", "PSE", "rocket"),
)  # fmt: skip
# Single letters need a number that a designation bears, for "C-4" and "G-7" are none.
_LETTERS: tuple[tuple[str, str, str | None, str], ...] = (
    ("S", r"(?:75|125|200|300|350|400|500|550)", "RUS", "air_defence"),
    ("F", r"(?:4|5|14|15|16|18|22|35|117)", "USA", "fighter"),
    ("B", r"(?:1|2|21|29|52)", "USA", "bomber"),
    ("A", r"(?:10|29|50|400M)", None, "aircraft"),
    ("C", r"(?:5|17|27|130|160|295)", "USA", "aircraft"),
    ("E", r"(?:2|3|7|8)", "USA", "aircraft"),
    ("P", r"(?:3|8|800)", None, "aircraft"),
    ("U", r"(?:2)", "USA", "aircraft"),
    ("V", r"(?:22)", "USA", "aircraft"),
    ("X", r"(?:101|55)", "RUS", "missile"),
    ("T", r"(?:14|34|54|55|62|64|72|80|84|90|129)", "RUS", "tank"),
    ("M", r"(?:1|2|16|4|60|109|113|114|142|270|777|1117|982)", "USA", "weapon"),
    ("J", r"(?:10|11|15|16|20|35)", "CHN", "fighter"),
    ("H", r"(?:6|20)", "CHN", "bomber"),
    ("D", r"(?:20|30)", "RUS", "artillery"),
    ("K", r"(?:2|9|239)", "KOR", "weapon"),
)
_TAIL = r"(?:[A-Z]{1,3}\d?[A-Z]?|[a-z])?(?:s)?"
_FAMILY = re.compile(
    r"^("
    + "|".join(sorted((f for f, _, _ in _FAMILIES), key=lambda f: (-len(f), f)))
    + r")([-‐‑– ]?)(\d{1,4})"
    + _TAIL
    + r"$"
)
_LETTER = re.compile(
    r"^(?:" + "|".join(f"({letter})[-‐‑– ]({number})" for letter, number, _, _ in _LETTERS) + r")" + _TAIL + r"$"
)
_ABOUT = {family: (maker, kind) for family, maker, kind in _FAMILIES}
# Families that are also words or common abbreviations count with a hyphen only.
_NEED_HYPHEN = frozenset({"An", "Il", "SA", "SS", "AC", "CH", "Ka", "Mi", "EA", "BM", "Fateh", "Geran", "DF", "HQ"})


def designation(words: str) -> Weapon | None:
    """The weapon that ``words`` designate by the pattern of its maker, else None. Words of at most 24 characters."""
    if len(words) > 24:
        return None
    compact = re.sub(r"\s*([-‐‑–])\s*", r"\1", words.strip())
    found = _FAMILY.match(compact)
    if found:
        family, joint, number = found.groups()
        if family in _NEED_HYPHEN and joint in ("", " "):
            return None
        maker, kind = _ABOUT[family]
        return _weapon("MiG" if family == "Mig" else family, number, maker, kind)
    found = _LETTER.match(compact)
    if found:
        groups = found.groups()
        for n, (letter, _, maker, kind) in enumerate(_LETTERS):
            if groups[2 * n]:
                return _weapon(letter, groups[2 * n + 1], maker, kind)
    return None


def _weapon(letters: str, number: str, maker: str | None, kind: str) -> Weapon:
    return Weapon(
        id=f"weapon:{letters.lower()}-{number.lower()}",
        name=f"{letters}-{number}",
        kind=kind,
        maker=maker,
        table="pattern",
    )
