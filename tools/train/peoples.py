"""Words for peoples, faiths and regions, and names that are always places: what makes the sets' labels agree."""

import json
from functools import cache
from pathlib import Path

from tools.train.wording import words


@cache
def peoples(countries: Path) -> frozenset[str]:
    """Demonyms (reference/countries) in singular and plural with the hand list; spelt with their capital."""
    found = set(words("peoples", "more"))
    for country in json.loads(countries.read_text(encoding="utf-8")):
        for word in country.get("demonyms", {}).get("eng", {}).values():
            if word and " " not in word:
                found.add(word)
                if word[-1] not in "sehz":
                    found.add(word + "s")
    return frozenset(found.difference(words("peoples", "not_peoples")))


@cache
def places(countries: Path) -> frozenset[str]:
    """Names that are LOC wherever they stand as a whole entity: countries, their capitals, and the hand list."""
    found = set(words("peoples", "places"))
    for country in json.loads(countries.read_text(encoding="utf-8")):
        found |= {country["name"]["common"], country["name"]["official"], *country.get("capital", [])}
    return frozenset(found)
