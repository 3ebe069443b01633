"""Text to words: spaCy's English tokenizer with the titles of the press, safe for any text."""

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.tokens import Doc

# One word each, as in the treebanks; spaCy's own table lacks them.
TITLES = ("Lt.", "Col.", "Maj.", "Sgt.", "Cpl.", "Capt.", "Cmdr.", "Brig.", "Pres.", "Amb.", "Hon.", "Sens.", "Reps.")
LONGEST_RUN = 200  # code points without white space; longer runs (data, hostile text) are cut, not analysed
_LONG_RUN = re.compile(r"\S{201,}")


class Tokenizer:
    """Cuts a text into spaCy tokens so that the Doc's text is the text, white space included."""

    def __init__(self) -> None:
        import spacy

        language = spacy.blank("en")
        tokenizer: Any = language.tokenizer
        self._cut = tokenizer
        for title in TITLES:
            tokenizer.add_special_case(title, [{"ORTH": title}])
        self.vocab = language.vocab

    def __call__(self, text: str) -> "Doc":
        """A Doc without annotation; any length."""
        from spacy.tokens import Doc

        if not _LONG_RUN.search(text):
            return cast("Doc", self._cut(text))
        words: list[str] = []
        spaces: list[bool] = []
        done = 0
        for run in _LONG_RUN.finditer(text):
            self._add(text[done : run.start()], words, spaces)
            for start in range(run.start(), run.end(), LONGEST_RUN):
                words.append(text[start : min(start + LONGEST_RUN, run.end())])
                spaces.append(False)
            done = run.end()
        self._add(text[done:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def _add(self, text: str, words: list[str], spaces: list[bool]) -> None:
        if words and text.startswith(" "):
            spaces[-1], text = True, text[1:]
        for token in self._cut(text):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
