"""WordPiece: a word to the pieces of the encoder's vocabulary.

The uncased scheme of BERT (Devlin et al. 2019): lower case, no accents, cut at punctuation, then the longest
known piece from the left. tests/nlp and tools/train compare it with the reference implementation.
"""

import unicodedata
from pathlib import Path

LONGEST_WORD = 100  # code points; the reference gives up at the same length
LONGEST_PIECES = 8  # pieces kept of one word; training used the same cap
CACHE_SIZE = 50_000  # words; about 10 MB

# Typographic marks the encoder and the treebanks hardly know, and the plain ones they stand for.
PLAIN = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'", "´": "'",
    "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "…": "...",
})  # fmt: skip


class WordPiece:
    """Cuts words into piece numbers of a vocabulary file (one piece a line, number = line)."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").splitlines()
        self._ids = {piece: number for number, piece in enumerate(lines)}
        self._cache: dict[str, tuple[int, ...]] = {}
        self.unknown = self._ids["[UNK]"]
        self.start = self._ids["[CLS]"]
        self.end = self._ids["[SEP]"]
        self.mask = self._ids["[MASK]"]

    def __contains__(self, word: str) -> bool:
        """Is this lower-case word a whole entry of the vocabulary?"""
        return word in self._ids

    def pieces(self, word: str) -> tuple[int, ...]:
        """Piece numbers of one word without white space: 1 to 8 of them, never none."""
        known = self._cache.get(word)
        if known is None:
            found = [number for part in _parts(word.translate(PLAIN)) for number in self._longest_match(part)]
            known = tuple(found[:LONGEST_PIECES]) or (self.unknown,)
            if len(self._cache) >= CACHE_SIZE:
                self._cache.clear()
            self._cache[word] = known
        return known

    def _longest_match(self, part: str) -> list[int]:
        if len(part) > LONGEST_WORD:
            return [self.unknown]
        found: list[int] = []
        start = 0
        while start < len(part):
            prefix = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._ids.get(prefix + part[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return [self.unknown]
        return found


def _parts(word: str) -> list[str]:
    """Lower case without accents, cut before and after each punctuation mark and CJK character."""
    plain = "".join(c for c in word if c not in "\x00\ufffd" and (c.isspace() or not _is_control(c)))
    decomposed = unicodedata.normalize("NFD", plain)
    parts = [""]
    for c in "".join(c for c in decomposed if unicodedata.category(c) != "Mn").lower():
        if c.isspace():
            parts.append("")
        elif _is_punctuation(c) or _is_cjk(c):
            parts += [c, ""]
        else:
            parts[-1] += c
    return [part for part in parts if part]


def _is_control(c: str) -> bool:
    return unicodedata.category(c) in ("Cc", "Cf", "Cn", "Co", "Cs")


def _is_punctuation(c: str) -> bool:
    return 33 <= ord(c) <= 47 or 58 <= ord(c) <= 64 or 91 <= ord(c) <= 96 or 123 <= ord(c) <= 126 or (
        unicodedata.category(c).startswith("P")
    )  # fmt: skip


def _is_cjk(c: str) -> bool:
    code = ord(c)
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x2CEAF
        or 0x2F800 <= code <= 0x2FA1F
    )
