"""Names of the whole world, drawn from the reference tables, cut into words as our tokenizer cuts them."""

import csv
import json
import random
import re
from pathlib import Path
from typing import NamedTuple

from tools.train.wording import words

ADJECTIVES = frozenset(
    "New North South East West Eastern Western Northern Southern Central United Great Saint Upper Lower Old".split()
)


class Country(NamedTuple):
    name: list[str]
    people: str
    capital: list[str]
    article: bool


def cut(name: str) -> list[str]:
    """Words of a name; hyphens between letters stand alone, as our tokenizer has it."""
    return [part for word in name.split() for part in re.split(r"(?<=[^\W\d_])(-)(?=[^\W\d_])", word) if part]


class Names:
    """Draws names; every draw takes the generator of chance, so a seed gives the same names."""

    def __init__(self, reference: Path) -> None:
        rows = json.loads((reference / "countries/countries.json").read_text(encoding="utf-8"))
        self.countries = [
            Country(
                cut(row["name"]["common"]),
                row["demonyms"]["eng"]["m"].split()[0],
                cut(row["capital"][0]),
                row["name"]["common"] in words("names", "with_article"),
            )
            for row in rows
            if row.get("capital") and row.get("demonyms", {}).get("eng", {}).get("m") and row.get("independent")
        ]
        with (reference / "world_cities/world_cities_15000.csv").open(encoding="utf-8") as lines:
            self.cities = sorted(
                {row["name"] for row in csv.DictReader(lines) if re.fullmatch(r"[^\W\d_][\w' .-]{2,24}", row["name"])}
            )
        leaders = reference / "leaders/world-leaders-2021.wikidata.csv"
        with leaders.open(encoding="utf-8") as lines:
            full = {row["officeholderLabel"] for row in csv.DictReader(lines)}
        self.full = sorted(
            n for n in full if re.fullmatch(r"[^\W\d_][\w'’. -]+", n) and not re.search(r"\b[IVX]+\b", n)
        )
        with (reference / "leaders/reign_leaderlist_2021_03.csv").open(encoding="cp1252", errors="replace") as lines:
            self.surnames = sorted(
                {
                    row["leader"].strip()
                    for row in csv.DictReader(lines)
                    if re.fullmatch(r"[A-Z][\w' -]{2,20}", row["leader"].strip())
                }
            )
        self.fixed = words("names", "organisations")
        groups = (reference / "oeda_dictionaries/Phoenix.MilNonState.actors.txt").read_text(
            encoding="utf-8", errors="replace"
        )
        found = re.findall(r"^\+?([A-Z][A-Z'_-]{6,40})_\s", groups, re.MULTILINE)
        small = {"Of", "The", "And", "For", "In", "On", "To"}
        named = {
            " ".join(w if w not in small else w.lower() for w in n.replace("_", " ").title().split()) for n in found
        }
        self.groups = sorted(n for n in named if len(n.split()) > 1)

    def person(self, chance: random.Random) -> list[str]:
        """Given and family name, or a real leader's full name."""
        kind = chance.random()
        if kind < 0.35:
            return cut(chance.choice(self.full))
        first = chance.choice(words("names", "given")) if kind < 0.75 else cut(chance.choice(self.full))[0]
        last = chance.choice(words("names", "family")) if kind < 0.55 else chance.choice(self.surnames)
        middle = [chance.choice("ABCDEFGHJKLMNPRSTW") + "."] if chance.random() < 0.05 else []
        return [first, *middle, *cut(last)]

    def surname(self, chance: random.Random) -> list[str]:
        return cut(chance.choice(words("names", "family")) if chance.random() < 0.4 else chance.choice(self.surnames))

    def country(self, chance: random.Random) -> Country:
        return chance.choice(self.countries)

    def city(self, chance: random.Random) -> list[str]:
        return cut(chance.choice(self.cities)) if chance.random() < 0.7 else chance.choice(self.countries).capital

    def place(self, chance: random.Random) -> list[str]:
        return self.country(chance).name if chance.random() < 0.5 else self.city(chance)

    def organisation(self, chance: random.Random) -> list[str]:
        kind = chance.random()
        if kind < 0.3:
            return cut(chance.choice(self.fixed))
        if kind < 0.45:
            return cut(chance.choice(self.groups))
        if kind < 0.53:
            return ["".join(chance.choice("ABCDEFGHIKLMNOPRSTU") for _ in range(chance.randint(3, 4)))]
        modifiers = chance.sample(words("names", "organisation_modifiers"), chance.randint(1, 2))
        front = (
            chance.choice([self.country(chance).people, *self.city(chance)[:1], ""]) if chance.random() < 0.6 else ""
        )
        parts = [
            *([front] if front else []),
            *modifiers[: 1 if front else 2],
            chance.choice(words("names", "organisation_heads")),
        ]
        return [part for word in parts for part in (["People", "'s"] if word == "People's" else [word])]
