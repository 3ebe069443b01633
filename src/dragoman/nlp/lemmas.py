"""Lemmas: a table of irregular forms, then the spelling rules of English checked against known words."""

from pathlib import Path

from dragoman.nlp.wordpiece import WordPiece

VOWELS = frozenset("aeiou")
KINDS = {
    "NNS": "noun", "NNPS": "name", "NN": "noun", "VBZ": "verb", "VBG": "verb", "VBD": "verb", "VBN": "verb",
    "VB": "verb",
    "VBP": "verb", "JJR": "adjective", "JJS": "adjective", "RBR": "adjective", "RBS": "adjective",
}  # fmt: skip


class Lemmas:
    """Finds lemmas.

    The table (tab-separated: Penn tag, form, lemma; `*` as tag holds for a part of speech's base form) is compiled
    from the open training treebanks by tools/train; only forms the rules get wrong stand in it, and known base words.
    """

    def __init__(self, table: Path, vocabulary: WordPiece) -> None:
        self._vocabulary = vocabulary
        self._irregular: dict[tuple[str, str], str] = {}
        self._known: set[tuple[str, str]] = set()
        if table.exists():
            for line in table.read_text(encoding="utf-8").splitlines():
                if line.startswith("#"):
                    continue
                tag, form, lemma = line.split("\t")
                if lemma:
                    self._irregular[tag, form] = lemma
                else:
                    self._known.add((tag, form))

    def lemma(self, word: str, pos: str, tag: str) -> str:
        """Lemma of a word with its UD part of speech and Penn tag; names keep their form."""
        low = word.lower().replace("’", "'")
        irregular = self._irregular.get((tag, low))
        if irregular is not None:
            return irregular
        if pos in ("PROPN", "X", "SPACE", "PUNCT", "SYM", "NUM") or tag.startswith("NNP"):
            return word
        return self.by_rule(low, tag)

    def by_rule(self, low: str, tag: str) -> str:
        """Lemma of a lower-case form by spelling alone."""
        kind = KINDS.get(tag, "")
        if tag in ("NNS", "VBZ"):
            return self._best(low, kind, _without_s(low))
        if tag == "VBG" and low.endswith("ing") and len(low) > 4:
            return self._best(low, kind, _without_suffix(low[:-3]))
        if tag in ("VBD", "VBN") and low.endswith("ed") and len(low) > 3:
            candidates = [low[:-3] + "y"] if low.endswith("ied") else _without_suffix(low[:-2])
            return self._best(low, kind, candidates)
        for ending in ("er", "est"):
            if tag[:2] in ("JJ", "RB") and tag[-1] in "RS" and low.endswith(ending) and len(low) > len(ending) + 2:
                stem = low[: -len(ending)]
                return self._best(low, kind, [stem[:-1] + "y"] if stem.endswith("i") else _without_suffix(stem))
        return low

    def _best(self, form: str, kind: str, candidates: list[str]) -> str:
        """The first candidate that is a known base word, else the first in the vocabulary, else the first."""
        for candidate in candidates:
            if (kind, candidate) in self._known:
                return candidate
        for candidate in candidates:
            if candidate in self._vocabulary:
                return candidate
        return candidates[0] if candidates else form


def _without_s(form: str) -> list[str]:
    if form.endswith(("ss", "us", "is")) or not form.endswith("s") or len(form) < 3:
        return [form]
    if form.endswith("ies") and len(form) > 4:
        return [form[:-3] + "y", form[:-1]]
    if form.endswith(("ches", "shes", "sses", "xes", "zes")):
        return [form[:-2], form[:-1]]
    if form.endswith("oes"):
        return [form[:-2], form[:-1]]
    return [form[:-1]]


def _without_suffix(stem: str) -> list[str]:
    """Bases of a stem whose -ed, -ing, -er or -est was cut, likeliest first: planned, hoped, voted, signed."""
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeiou"
    if doubled and stem[-1] not in "sl":
        return [stem[:-1], stem, stem + "e"]
    if doubled:
        return [stem, stem[:-1]]
    if _wants_e(stem):
        return [stem + "e", stem]
    return [stem, stem + "e"]


def _wants_e(stem: str) -> bool:
    if len(stem) < 2:
        return False
    if stem.endswith(
        (
            "v",
            "u",
            "c",
            "dg",
            "rg",
            "ang",
            "eng",
            "uc",
            "rs",
            "ns",
            "at",
            "iz",
            "yz",
            "bl",
            "cl",
            "dl",
            "gl",
            "pl",
            "tl",
            "fl",
        )
    ):
        return True
    return stem[-1] not in "aeiouwxy" and stem[-2] in VOWELS and (len(stem) < 3 or stem[-3] not in VOWELS)
