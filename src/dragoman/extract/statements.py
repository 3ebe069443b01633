"""Statements: who said what, in quotation marks or in reported clauses.

Quotations come from `quotes`, cues and speakers from `cues` and `speakers`. A quotation belongs to the cue behind it
('"…," he said'), before it ("he said: …"), or around it (a few words inside a reported clause); a whole sentence
without a cue of its own goes on from the quotation before. What stands in marks outside all speech (names, terms,
irony) is nobody's. A reported clause is a statement of its own unless it carries a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.extract import quotes
from dragoman.extract.cues import Cue
from dragoman.extract.quoted import Quoted
from dragoman.extract.reported import Reported
from dragoman.extract.speech import Speech
from dragoman.extract.voices import EntityLookup
from dragoman.reading import Extent, StatementMention, Tense, When
from dragoman.types import Article, Form

if TYPE_CHECKING:
    from spacy.tokens import Doc

WhenFor = Callable[[Extent, Tense], tuple[When, ...]]

_TO_WHOM = re.compile(
    r"^[^.]{0,40}?\b(?:to|in an interview with|in an interview to|in remarks to|in comments to|"
    r"in a letter to|in a message to|"
    r"in a call with|in a speech to|in an address to|at|on|before)\s+((?:the\s+|a\s+|an\s+|his\s+|"
    r"her\s+)?(?:joint\s+|state\s+)?"
    r"(?:reporters|journalists|newsmen|lawmakers|parliament|Parliament|parliamentarians|supporters|"
    r"the nation|nation|Congress|"
    r"Twitter|X|Facebook|Telegram|Instagram|Truth Social|Weibo|state television|state TV|television|radio|"
    r"(?:press|news) conference|briefing|council|assembly|(?:UN|U\.N\.) (?:Security Council|"
    r"General Assembly)|Security Council|"
    r"General Assembly|AFP|Reuters|AP|BBC|CNN|Al Jazeera|TASS|Interfax|Xinhua|Anadolu|dpa|NHK|Fox News|"
    r"RIA|RT|NPR|Sky News|"
    r"Le Monde|the Financial Times|the Guardian|Bloomberg))\b"
)


def statements(
    doc: Doc,
    article: Article,
    mentions: EntityLookup,
    *,
    when_for: WhenFor = lambda extent, tense: (),
) -> tuple[StatementMention, ...]:
    """The statements of one article in the order of their content; furniture is left out.

    when_for: gives the candidates of time for a clause (extent of the evidence, tense).
    """
    skip = [(f.start, f.end) for f in article.furniture if f.kind not in ("caption",)]
    found = quotes.find(doc.text, skip=skip)
    return _Maker(Speech(doc, mentions, found, skip), when_for).all()


class _Maker:
    """Makes the statements of one document."""

    def __init__(self, speech: Speech, when_for: WhenFor) -> None:
        self.speech, self.when_for = speech, when_for

    def all(self) -> tuple[StatementMention, ...]:
        frames = [frame for frame in Quoted(self.speech).frames() if frame.speech]
        made = [self._mention("direct", f.quotation.start, f.quotation.end, f.cue, f.speaker) for f in frames]
        quoted = [(f.quotation.opens, f.quotation.closes) for f in frames]
        for start, end, cue in Reported(self.speech).clauses(quoted):
            made.append(self._mention("indirect", start, end, cue, self.speech.voice(cue)))
        return tuple(sorted(made, key=lambda s: (s.content.start, s.content.end, s.form)))

    def _mention(self, form: Form, start: int, end: int, cue: Cue | None, speaker: int | None) -> StatementMention:
        doc = self.speech.doc
        first, last = self.speech.sentence(start)
        low, high = doc[first].idx, self.speech.end_of(max(last, self.speech.sentence(end - 1)[1]))
        cue_extent = None
        if cue is not None:
            cue_extent = Extent(doc[cue.at].idx, self.speech.end_of(cue.end))
            near = self.speech.paragraph(cue_extent.start) == self.speech.paragraph(start)
            if near:
                a, b = self.speech.sentence(cue_extent.start)
                low, high = min(low, doc[a].idx), max(high, self.speech.end_of(b))
        evidence = Extent(min(low, start), max(high, end))
        tense: Tense = "past"
        if cue is not None and doc[cue.at].tag_ in ("VBZ", "VBP"):
            tense = "present"
        return StatementMention(
            form=form,
            content=Extent(start, end),
            speaker=speaker,
            cue=cue_extent,
            addressee=self._addressee(cue) if cue else None,
            via=self._via(cue) if cue else None,
            when=self.when_for(cue_extent or evidence, tense),
            evidence=evidence,
        )

    def _addressee(self, cue: Cue) -> str | None:
        """ "told reporters", "said to the council", "on Twitter", "in an interview with Reuters"."""
        if cue.lemma == ":":
            return None
        doc = self.speech.doc
        end = self.speech.speakers.sentence_end[cue.at]
        first = cue.end if cue.subject is None or cue.subject < cue.at else cue.subject + 1
        if cue.kind == "tell" and first < end and not self.speech.speakers.inside[first]:
            nominal = self.speech.speakers.first_nominal(first)
            if nominal is not None:
                return self.speech.text[doc[first].idx : doc[nominal].idx + len(doc[nominal])].strip() or None
        tail = self.speech.text[self.speech.end_of(first) : min(len(self.speech.text), self.speech.end_of(first) + 80)]
        tail = re.split(r"[\n\"“«;]", tail)[0]
        match = _TO_WHOM.search(tail)
        return match.group(1).strip() if match else None

    def _via(self, cue: Cue) -> str | None:
        """ "TASS quoted him as saying", "was quoted by Interfax as saying": the one who relays."""
        doc = self.speech.doc
        start, end = self.speech.speakers.sentence_start[cue.at], self.speech.speakers.sentence_end[cue.at]
        for token in doc[start:end]:
            if token.lower_ not in ("quoted", "cited", "quotes") or self.speech.speakers.inside[token.i]:
                continue
            agent = next((c for c in token.children if c.dep_ == "obl:agent"), None)
            passive = any(c.dep_ == "aux:pass" for c in token.children)
            found = agent.i if agent is not None else (None if passive else self.speech.speakers.dependent(token))
            if found is not None and found != cue.subject:
                entity = self.speech.mentions.at(found)
                return self.speech.mentions.entities[entity].name if entity is not None else doc[found].text
        return None
