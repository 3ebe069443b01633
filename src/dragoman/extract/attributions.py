"""What stands about an attribution: "A, X said", "A, X said, B", "according to X, A", "X told them: A"."""

from __future__ import annotations

import re

from dragoman.extract.cues import Cue
from dragoman.extract.speech import ACTS, Speech

SUBORDINATE = frozenset("when after before as while since if once until although though because where".split())
_YEAR = re.compile(r"(?:19|20)\d\d$")


class Attributions:
    """Finds the stretches that an attribution tells, as code points."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def final(self, cue: Cue, subject: int, start: int, end: int) -> list[tuple[int, int]]:
        """What stands before ", X said", and around it where the clause goes on."""
        doc, text = self.speech.doc, self.speech.text
        before = cue.at if subject > cue.at else self.speech.phrase_start(subject, cue.at)
        if before and doc[before - 1].lower_ == "as":
            before -= 1
        goes_on = self.speech.parenthetic(cue, end)
        first = self._after_stop(start, before, end if goes_on else before)
        low, high = doc[first].idx, self.speech.end_of(before)
        if goes_on:
            high = self.speech.end_of(end)
        inner = [c for c in self.speech.cues if first <= c.at < before and not c.silent and c.kind in ("say", "tell")]
        if inner and inner[0].at - first < 8 and inner[0].lemma == "say":
            return []
        opening = doc[first]
        asked = opening.lower_ in ("asked", "pressed", "questioned", "challenged")
        if asked or opening.tag_ in ("VBN", "VBG") and opening.pos_ == "VERB" and "," not in text[low:high]:
            return self.after_colon(cue, end)  # "Asked what came next, he answered"
        if cue.lemma in ACTS and opening.lower_ in SUBORDINATE:
            return []  # "When the war ended, the two promised …"
        lead = re.match(r"(?:But|And|However|Meanwhile|Meanwhile,|However,)\s+", text[low:high])
        if goes_on and self.speech.speakers.inside[first]:
            return []  # '"The border," he said, "stays shut"'
        told = self.speech.has_verb(first, end if goes_on else before) or self._exclaimed(cue, subject, first, before)
        pieces = [(low + (lead.end() if lead else 0), high)] if told else []
        return pieces + self.after_colon(cue, end) + self._after_semicolon(cue, end)

    def _after_stop(self, start: int, before: int, last: int) -> int:
        """ "Aoun answered: the work was technical, he said": the clause begins behind the colon."""
        doc = self.speech.doc
        for i in range(before - 3, start, -1):
            if doc[i].text in (":", ";") and not self.speech.speakers.inside[i]:
                if self.speech.has_verb(i + 1, last) and not doc[i + 1].is_space:
                    return i + 1
        return start

    def _exclaimed(self, cue: Cue, subject: int, first: int, before: int) -> bool:
        """ "Not so fast, says the opposition", "Nonsense, said the Kremlin": no verb, and the speaker stands last."""
        opening = self.speech.doc[first]
        if subject < cue.at or cue.lemma not in ("say", "reply", "answer", "retort") or opening.ent_type_ == "DATE":
            return False
        negative = opening.lower_ in ("not", "never", "no")
        return negative or opening.pos_ in ("NOUN", "PRON", "PART", "INTJ", "ADJ", "PROPN")

    def _after_semicolon(self, cue: Cue, end: int) -> list[tuple[int, int]]:
        """ "A, a colonel said; B": what follows is his too, unless another speaks."""
        doc = self.speech.doc
        behind = max(cue.end, (cue.subject or 0) + 1)
        at = next((i for i in range(behind, min(end, behind + 8)) if doc[i].text == ";"), None)
        others = [c for c in self.speech.cues if c.kind in ("say", "tell", "think", "ask", "according")]
        if at is None or any(at < c.at < end for c in others) or not self.speech.has_verb(at + 1, end):
            return []
        return [(doc[at + 1].idx, self.speech.end_of(end))] if at + 1 < end else []

    def after_colon(self, cue: Cue, end: int) -> list[tuple[int, int]]:
        """ "…, the minister told a press conference: all points had been settled"."""
        doc = self.speech.doc
        for i in range(cue.end, min(end, cue.end + 12)):
            if doc[i].text == ":" and not self.speech.speakers.inside[i]:
                quoted = any(self.speech.speakers.inside[i + 1 : end])
                return (
                    []
                    if quoted or not self.speech.has_verb(i + 1, end)
                    else [(doc[i].idx + 1, self.speech.end_of(end))]
                )
            if doc[i].pos_ in ("VERB", "AUX") and self.speech.speakers.finite(doc[i]):
                break
        return []

    def according(self, cue: Cue, start: int, end: int) -> list[tuple[int, int]]:
        doc = self.speech.doc
        low, high = doc[start].idx, self.speech.end_of(end)
        if cue.at == start or (
            cue.at - start <= 2 and all(t.is_punct or t.pos_ in ("ADV", "CCONJ") for t in doc[start : cue.at])
        ):
            k = cue.subject if cue.subject is not None else cue.end
            while k < end and (doc[k].text != "," or k + 1 < end and _YEAR.match(doc[k + 1].text)):
                k += 1
            beside = next((i for i in range(k + 1, min(end, k + 14)) if doc[i].text == ","), None)
            if beside is not None and doc[k + 1].dep_ != "case" and not self.speech.has_verb(k + 1, beside):
                k = beside if self.speech.has_verb(beside + 1, end) else k  # "according to X, the editor, …"
            return [(doc[k + 1].idx, high)] if k + 1 < end else []
        if self.speech.has_verb(start, cue.at):
            return [(low, self.speech.end_of(cue.at))]
        behind = cue.subject + 1 if cue.subject is not None else cue.end
        goes_on = any(doc[i].text == "," for i in range(behind, end)) and self.speech.has_verb(behind, end)
        return [(low, high)] if goes_on else []  # "Kyiv, according to a diplomat, was not asked"
