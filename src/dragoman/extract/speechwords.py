"""The verbs and nouns of speech, with all their forms, from lexicon/speech.toml."""

from __future__ import annotations

from functools import cache

from dragoman.extract.units import lexicon


@cache
def forms() -> dict[str, dict[str, str]]:
    """Every form of every verb of speech, with its classes: form -> {class: lemma}."""
    table = lexicon("speech")
    irregular = {lemma: words.split() for lemma, words in table["irregular"].items()}
    found: dict[str, dict[str, str]] = {}
    for kind, words in table["verbs"].items():
        for lemma in dict.fromkeys(words.split()):
            for form in irregular.get(lemma) or inflect(lemma):
                found.setdefault(form, {}).setdefault(kind, lemma)
    return found


def inflect(lemma: str) -> list[str]:
    """The regular forms of a verb."""
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    third = lemma + "es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else lemma + "s"
    return [lemma, third, lemma + "ed", lemma + "ing"]


@cache
def particles() -> dict[str, list[tuple[str, str]]]:
    """First form -> [(rest, whole phrase)]."""
    irregular = {lemma: words.split() for lemma, words in lexicon("speech")["irregular"].items()}
    found: dict[str, list[tuple[str, str]]] = {}
    for phrase in lexicon("speech")["particles"]["say"]:
        verb, _, rest = phrase.partition(" ")
        for form in irregular.get(verb) or inflect(verb):
            found.setdefault(form, []).append((rest, phrase))
    return found


@cache
def words(section: str, key: str) -> frozenset[str]:
    """One list of speech.toml as a set."""
    value = lexicon("speech")[section][key]
    return frozenset(value.split() if isinstance(value, str) else value)


def noun_forms(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
