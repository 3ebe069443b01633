"""Word lists of wording.toml, and the forms of English verbs."""

import tomllib
from functools import cache
from pathlib import Path

SHORT = frozenset("aeiou")
# Stress on the last syllable: the consonant doubles.
DOUBLED = frozenset({"admit", "plan", "ban", "travel", "cancel", "expel", "compel", "stop", "drop", "commit", "permit"})


@cache
def words(section: str, name: str) -> list[str]:
    """One list; "_" inside an item is a blank."""
    table = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
    return [word.replace("_", " ") for word in table[section][name].split()]


@cache
def irregular() -> dict[str, tuple[str, str]]:
    """Base form to past and participle."""
    rows = (row.split(":") for row in words("irregular", "verbs"))
    return {base: (past, participle) for base, past, participle in rows}


@cache
def forms(base: str) -> tuple[str, str, str, str, str]:
    """Base, third person, past, participle and -ing form."""
    doubled = base + base[-1] if base in DOUBLED or (base in irregular() and _closed(base)) else base
    ending_y = base.endswith("y") and base[-2] not in SHORT
    if ending_y:
        third = base[:-1] + "ies"
    elif base.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = base + "es"
    else:
        third = {"have": "has"}.get(base, base + "s")
    stem = doubled[:-1] if doubled.endswith("e") and not doubled.endswith("ee") else doubled
    past = base[:-1] + "ied" if ending_y else base + "d" if base.endswith("e") else doubled + "ed"
    past, participle = irregular().get(base, (past, past))
    return base, third, past, participle, stem + "ing"


def _closed(base: str) -> bool:
    """One vowel before one last consonant, in a verb of one syllable or with its stress there: hit, begin, get."""
    return len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in SHORT and base[-3] not in SHORT
