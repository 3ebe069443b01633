"""Quantities: a number and its unit read as money, time, share, measure, or people and things counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from dragoman.extract import numbers, units
from dragoman.extract.counted import NOUNS, STATE_NOUNS, Noun, Nouns, phrase
from dragoman.extract.numbers import Quantity
from dragoman.types import Qualifier

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PERIOD_BEFORE = re.compile(
    r"\b(?:last|past|next|coming|previous|recent|following|preceding|first|final|another|every|each|these|those)\s+$",
    re.I,
)
_AGO = re.compile(r"\s*(?:ago\b|hence\b|from now\b|old\b)", re.I)
_AFTER = re.compile(r"\s+(?:after|before|later|earlier|apart)\b", re.I)
_YEAR_OLD = re.compile(r"[-‑ ]?(?:years?|months?|weeks?|days?|decades?)[-‑ ]olds?\b", re.I)
_COMPOUND = re.compile(r"[-‑–]([^\W\d_]+(?:-[^\W\d_]+)*)")
_NO_ONE = re.compile(
    r"\b(?:no|not|not a|any|every|each|this|that|the|which|some|another|number|day|as|at|for)\s+$", re.I
)
_TOLL = re.compile(
    r"\b(?:death toll|toll|body count|number of (?:dead|deaths|victims|fatalities)|deaths|fatalities)\b[^.;:]{0,60}$",
    re.I,
)
_CROWD = re.compile(
    r"\b(?:crowd|group|crew|population|turnout|audience|throng|contingent|force|garrison|delegation|"
    r"workforce|army|unit|"
    r"team|gathering|congregation|membership|staff)\s+(?:of|is|was|at|that numbered|numbering)\s+$",
    re.I,
)
_HARM_BEFORE = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|wound(?:ed|ing|s)?|injur(?:ed|ing|es)|arrest(?:ed|ing|s)?|detain(?:ed|ing|"
    r"s)?|displac(?:ed|ing|es)|"
    r"drown(?:ed|ing)|captur(?:ed|ing)|free(?:d|ing)|rescu(?:ed|ing)|evacuat(?:ed|ing)|expell?(?:ed|ing)|"
    r"execut(?:ed|ing)|"
    r"hospitali[sz](?:ed|ing)|jail(?:ed|ing)|sentenc(?:ed|ing)|claimed the lives of|bodies of)\s+$",
    re.I,
)
_HARM_AFTER = re.compile(
    r"\s+(?:dead\b|injured\b|wounded\b|missing\b|homeless\b|killed\b|hurt\b|displaced\b|arrested\b|"
    r"detained\b|more (?:were|have)\b)",
    re.I,
)
_LONG_SPANS = {"decades": ("years", 10), "centuries": ("years", 100), "fortnights": ("weeks", 2)}
DEATHS = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|die[ds]?|dying|death|deaths|dead|drown(?:ed|ing)?|perish(?:ed|ing)?|"
    r"fatalit(?:y|ies)|massacred?|"
    r"murder(?:ed|ing)?|slain|slaughter(?:ed)?|execut(?:ed|ions?)|behead(?:ed|ing)|bod(?:y|ies) of|lost their lives|"
    r"lives|toll|corpses?|shot dead)\b",
    re.I,
)
_HARMED = re.compile(
    r"\s+(?:(?:were|was|are|have been|had been|have|more)\s+)?(?:driven|forced|displaced|killed|wounded|injured|hurt|"
    r"arrested|detained|evacuated|missing|left|fled|died|captured|rescued|hospitali[sz]ed|made homeless|freed)\b",
    re.I,
)
_ACTED = re.compile(
    r"\s+(?:(?:were|was|are|have been|had been|have|had)\s+)?(?:returned|fled|crossed|voted|attended|gathered|marched|"
    r"protested|rallied|survived|escaped|surrendered|remain(?:ed)?|live[ds]?|lost|died|killed|wounded|injured|arrested|"
    r"detained|displaced|evacuated|rescued|freed|drowned|deported|expelled|hospitali[sz]ed|left|arrived|came|went)\b",
    re.I,
)
_NUMBERED = re.compile(
    r"\b(?:(?:dead|wounded|injured|refugees|troops|victims|prisoners|detainees|migrants|missing|casualties|hostages|"
    r"soldiers|fighters|they|who|which|ranks|their|its) (?:now )?number(?:ed|s|ing)?(?: at| of)?|"
    r"their number (?:at|is|was|to)|"
    r"number of (?:refugees|migrants|troops|soldiers|prisoners|hostages|detainees|displaced|people|"
    r"fighters|dead)\b[^.;]{0,30}"
    r"\b(?:at|to|is|was|reached|exceed\w*|passed))\s+$",
    re.I,
)
_WINDOW = 48  # code points on either side in which a verb is taken to govern the number


class Found(NamedTuple):
    """A figure in the making."""

    start: int
    end: int
    low: float | None
    high: float | None
    qualifier: Qualifier
    unit: str
    words: str
    subject: str
    group: str  # class of the unit: "persons", "time", "money", …


class Reader:
    """Reads quantities of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc, self.text = doc, doc.text
        self.nouns = Nouns(doc)

    # --- what kind of quantity

    def read(self, q: Quantity, low: int, high: int) -> Found | None:
        text = self.text
        unit = units.unit_at(text, q.end) if not q.currency else None
        if q.unit:
            unit = units.Unit(q.unit, "time", q.end)
        if unit and (unit.end > high or re.match(r"[-‑](?!long|old)[a-z]", text[unit.end : unit.end + 5])):
            unit = None
        if self._is_name(q, low, unit):
            return None
        if q.currency or (unit and unit.group == "money"):
            return self._money(q, unit, high)
        if unit and unit.group == "share":
            return self._made(q, q.start, unit.end, unit.name, "share", self._of(unit.end, high))
        if unit and unit.group == "time":
            return self._time(q, unit, low, high)
        if unit:
            end = unit.end
            rate = re.match(r" (?:a|per|an) (?:day|year|month|hour|week)\b", text[end : end + 12])
            name = unit.name
            if rate and unit.name == "barrels":
                name, end = "barrels per day", end + rate.end()
            return self._made(q, q.start, end, name, unit.group, self._of(unit.end, high))
        if q.fraction:
            return self._share(q, high)
        if q.compound:
            return self._compound(q, high)
        return self._counted(q, low, high)

    def _is_name(self, q: Quantity, low: int, unit: units.Unit | None) -> bool:
        """Years, "Article 5", "Five Eyes", "no one"."""
        text = self.text
        before = text[max(low, q.core - 16) : q.core]
        if q.currency:
            return False
        raw = text[q.core : q.end]
        if re.fullmatch(r"(?:1[5-9]|20)\d\d", raw) and not unit:
            noun = self.nouns.at(q.end)
            if noun is None or numbers.year_before(text, q.core) and q.start == q.core:
                return True
            if not units.is_persons(noun.head.text) and q.start == q.core:
                return True
        if not q.word and not unit:
            previous = re.search(r"([A-Za-z][\w.-]*)[ \u00a0]$", before)
            labels = units.lexicon("units")["not_counted"]["labels"]
            if previous and (previous.group(1).lower() in labels or before.lower().endswith("group of ")):
                noun = self.nouns.at(q.end)
                if not (previous.group(1).islower() and noun and units.is_persons(noun.head.text)):
                    return True
            if re.search(r"(?:^|[\s(])#?$", before) is None and not before.endswith(
                ("(", "–", "—", "-", "“", '"', "‘", "'", "/")
            ):
                return bool(re.search(r"[\w.]$", before))
        if q.word and raw[:1].isupper():
            following = text[q.end : q.end + 30]
            starts = q.start == low or bool(re.search(r"[.:“\"‘»(—–]\s?$", before))
            if not starts and re.match(r" [A-Z][a-z]+", following) and q.start == q.core:
                return True  # "Five Eyes", "Three Gorges"
            if starts and re.match(r" [A-Z][a-z]+\b", following) and not self._noun_is_counted(q.end):
                return True
        if raw.lower() == "one":
            return self._idle_one(q, unit)
        return False

    def _noun_is_counted(self, at: int) -> bool:
        noun = self.nouns.at(at)
        return noun is not None and (units.is_persons(noun.head.text) or noun.head.tag_ in ("NNS", "NNPS"))

    def _idle_one(self, q: Quantity, unit: units.Unit | None) -> bool:
        """ "One" is a figure only when it counts: "one soldier was killed", "one-day visit", "only one"."""
        text = self.text
        before = text[max(0, q.core - 16) : q.core]
        if _NO_ONE.search(before) and q.start == q.core:
            return True
        if q.start < q.core:
            return False
        if unit:
            return not (q.compound or text[q.end : q.end + 1] == "-") and not re.search(
                r"\b(?:for|lasted|only|just)\s+$", before
            )
        noun = self.nouns.at(q.end)
        if noun is None or not (units.is_persons(noun.head.text) and noun.head.tag_ in ("NN", "NNP", "XX")):
            return True
        return not DEATHS.search(around(self.text, q.start, noun.head.idx + len(noun.head))) and not re.search(
            r"\b(?:only|just)\s+$", before
        )

    # --- one function a class

    def _made(self, q: Quantity, start: int, end: int, unit: str, group: str, subject: str, **changes: object) -> Found:
        low, high, qualifier = q.low, q.high, q.qualifier
        if unit in _LONG_SPANS:
            unit, times = _LONG_SPANS[unit]
            low, high = low and low * times, high and high * times
        after = numbers.after_qualifier(self.text, end)
        if after and qualifier in ("exact", "about"):
            qualifier, end = after
            if qualifier == "at_least":
                high = None
            elif qualifier == "less_than":
                low = None
        if qualifier == "exact" and _exceeds(self.text, start):
            qualifier, high = "more_than", None
        return Found(start, end, low, high, qualifier, unit, self.text[start:end], subject, group)

    def _money(self, q: Quantity, unit: units.Unit | None, high: int) -> Found | None:
        end, code = q.end, q.currency or ""
        named = unit or units.unit_at(self.text, q.end)
        if named and named.group == "money" and named.end <= high:
            end, code = named.end, (named.name if not q.currency or named.name != "USD" else code)
        if named and named.name == "cents":
            return None
        return self._made(q, q.start, end, code, "money", self._money_subject(q.start, end))

    def _money_subject(self, start: int, end: int) -> str:
        noun = self.nouns.at(end) if self.text[end : end + 1] in (" ", "-") else None
        if noun:
            return phrase(noun)
        i = self.nouns.token_at(start)
        for t in reversed(list(self.doc[max(0, i - 6) : i])):
            if t.pos_ == "NOUN":
                return str(t.lemma_.lower())
            if t.is_sent_start:
                break
        return "money"

    def _time(self, q: Quantity, unit: units.Unit, low: int, high: int) -> Found | None:
        text = self.text
        before = text[max(low, q.start - 16) : q.start]
        end = unit.end
        old = _YEAR_OLD.match(text, q.end)
        if old:
            noun = self.nouns.at(old.end())
            if noun is None or units.is_persons(noun.head.text) or old.group().endswith("s"):
                return None
            return self._made(q, q.start, noun.head.idx + len(noun.head), unit.name, "time", "age of " + phrase(noun))
        if _AGO.match(text, end) or _PERIOD_BEFORE.search(before):
            return None
        if text[q.end : q.end + 1] in ("-", "‑", "–") or (
            text[end : end + 1] == "-" and text[end + 1 : end + 5] == "long"
        ):
            noun = self.nouns.at(end + 5 if text[end : end + 5] == "-long" else end)
            if noun is None:
                return self._made(q, q.start, end, unit.name, "time", "")
            return self._made(q, q.start, noun.head.idx + len(noun.head), unit.name, "time", phrase(noun))
        if text[end : end + 2] in ("' ", "’ "):  # "two weeks' notice"
            noun = self.nouns.at(end + 1)
            return self._made(q, q.start, end, unit.name, "time", phrase(noun) if noun else "")
        relation = _AFTER.match(text, end)
        if relation and relation.end() <= high:
            return self._made(q, q.start, relation.end(), unit.name, "time", "interval")
        # "three hours and 20 minutes"
        return self._made(q, q.start, end, unit.name, "time", self._lasting(q.start, end, high))

    def _lasting(self, start: int, end: int, high: int) -> str:
        """What lasts: "four hours of talks", "the meeting lasted four hours", else the clause's verb."""
        match = re.match(r" of ", self.text[end : end + 4])
        if match:
            noun = self.nouns.at(end + 3)
            if noun:
                return phrase(noun)
        i = self.nouns.token_at(start)
        if i >= len(self.doc):
            return ""
        token = self.doc[i]
        for _ in range(6):
            if token.pos_ == "VERB":
                for child in token.children:
                    if child.dep_ in ("nsubj", "nsubj:pass") and child.pos_ in NOUNS:
                        return f"{child.lemma_.lower()} {token.lemma_.lower()}"
                return str(token.lemma_.lower())
            if token.head is token:
                break
            token = token.head
        return ""

    def _of(self, at: int, high: int) -> str:
        """The whole of a share or the stuff of a measure: "of the population", "of wheat", "support"."""
        noun = self.nouns.at(at)
        if noun is None or noun.head.idx >= high:
            return ""
        return phrase(noun)

    def _share(self, q: Quantity, high: int) -> Found | None:
        noun = self.nouns.at(q.end, articles=True)
        if noun is None and re.match(
            r" of (?!them|it\b|those|these|all|us\b|whom|which)", self.text[q.end : q.end + 12]
        ):
            return None
        if noun is None or noun.head.idx >= high or self.text[q.end : q.end + 1] in ",.;":
            return self._made(q, q.start, q.end, "share", "share", "")
        return self._made(q, q.start, noun.head.idx + len(noun.head), "share", "share", phrase(noun))

    def _compound(self, q: Quantity, high: int) -> Found | None:
        """ "15-member council", "100-strong force", "11-point agreement"."""
        match = _COMPOUND.match(self.text, q.end)
        if not match or match.end() > high:
            return None
        word = match.group(1).lower()
        after = self.text[match.end() : match.end() + 12].lower()
        for fixed in units.lexicon("units")["not_counted"]["fixed"]:
            first, _, rest = fixed.partition(" ")
            if word == first and (not rest or after.lstrip().startswith(rest)):
                return None
        if word in ("year", "plus", "odd", "to", "and", "or", "of", "on", "in", "by", "way", "run", "all", "nil", "up"):
            return None
        noun = self.nouns.at(match.end())
        if noun is None:
            return None
        end = noun.head.idx + len(noun.head)
        if word in ("strong", "man", "person", "woman", "people"):
            return self._made(q, q.start, end, "persons", "persons", phrase(noun))
        name = word if word.endswith("s") else word + "s"
        if word.endswith("y") and word[-2:-1] not in "aeiou":
            name = word[:-1] + "ies"
        return self._made(q, q.start, end, name, "count", phrase(noun))

    def _counted(self, q: Quantity, low: int, high: int) -> Found | None:
        text = self.text
        raw = text[q.core : q.end].lower()
        noun = self.nouns.at(q.end)
        if noun is not None and noun.head.idx >= high:
            noun = None
        if noun is not None and not q.magnitude and self._is_pair(q, noun, raw):
            return None
        if noun is None:
            return self._bare(q, low, high)
        head = noun.head
        end = head.idx + len(head)
        state = _HARM_AFTER.match(text, q.end)
        if head.lower_ in STATE_NOUNS or units.is_persons(head.text):
            unit, group = "persons", "persons"
            joined = re.match(r" and (crew|passengers|staff|officers|soldiers|children|women)\b", text[end : end + 16])
            if joined:
                end += joined.end()
        elif (
            head.lower_ in ("other", "others", "more")
            or (state and head.lower_ in state.group().lower())
            or self._is_people_name(q, noun)
        ):
            unit, group = "persons", "persons"
        elif units.is_household(head.text):
            unit, group = head.lower_, "household"
        elif (
            head.tag_ in ("NNS", "NNPS")
            or q.magnitude
            or head.lower_ in ("aircraft", "staff", "sheep", "cattle", "warheads")
        ):
            unit, group = head.lower_, "count"
        elif q.low == 1 or q.high == 1:
            return None
        elif head.pos_ == "PROPN" or head.tag_ in ("NN", "NNP"):
            # "120 against": no plural noun follows; a number with a singular is a name or a score
            return self._bare(q, low, high)
        else:
            unit, group = head.lower_, "count"
        return self._made(q, q.start, end, unit, group, phrase(noun))

    def _is_people_name(self, q: Quantity, noun: Noun) -> bool:
        """ "40,000 Afghans", "tens of thousands of Rohingya"."""
        return noun.head.text[:1].isupper() and (
            noun.head.ent_type_ == "NORP"
            or (noun.head.tag_ == "NNPS" and noun.head.ent_type_ not in ("ORG", "LOC", "MISC"))
        )

    def _is_pair(self, q: Quantity, noun: Noun, raw: str) -> bool:
        """ "the two leaders", "two countries": they point back, unless the text counts ("at least two countries")."""
        if raw not in ("two", "three", "2", "both", "four") or q.start < q.core:
            return False
        if raw in ("two", "2") and re.search(
            r"\b(?:the|these|those)\s+$", self.text[max(0, q.core - 8) : q.core], re.I
        ):
            return True
        pair = units.lexicon("units")["not_counted"]["pair"]
        if units.singular(noun.head.lower_) not in pair:
            return False
        before = self.text[max(0, q.core - 14) : q.core].lower()
        definite = re.search(r"\b(?:the|these|those|our|their|its|his|her|your|all|any|other)\s+$", before)
        plain = len([t for t in noun.tokens if t.pos_ != "PUNCT"]) == 1
        if raw in ("two", "2"):
            return bool(definite or plain or re.search(r"\bbetween\s+$", before))
        return bool(definite)

    def _bare(self, q: Quantity, low: int, high: int) -> Found | None:
        """A number without its noun: "the toll rose to 96", "killing 12", "156 of the 295 seats"."""
        text = self.text
        before = text[low : q.start]
        end = q.end
        if _HARM_AFTER.match(text, q.end):
            match = re.match(r"\s+\w+", text[q.end : high])
            end = q.end + match.end() if match else end
            return self._made(q, q.start, end, "persons", "persons", text[q.end : end].strip().lower())
        others = re.match(r" (?:others?|more)\b", text[q.end : q.end + 8])
        if _HARMED.match(text, q.end) and re.search(
            r"\b(?:people|persons|civilians|soldiers|killed|dead|wounded)\b", before
        ):
            return self._made(q, q.start, end, "persons", "persons", "people")
        if _ACTED.match(text, q.end) and self.doc[self.nouns.token_at(q.core)].dep_ in ("nsubj", "nsubj:pass"):
            return self._made(q, q.start, end, "persons", "persons", "people")
        if _NUMBERED.search(before):
            return self._made(q, q.start, end, "persons", "persons", "people")
        if _TOLL.search(before):
            return self._made(q, q.start, end, "persons", "persons", "dead")
        if _CROWD.search(before):
            return self._made(q, q.start, end, "persons", "persons", before.split()[-2].lower())
        if _HARM_BEFORE.search(before):
            return self._made(q, q.start, end + (others.end() if others else 0), "persons", "persons", "people")
        whole = re.match(r" (?:out )?of (?:the|its|their|all|his|her|our)? ?(?=\d|\w+ )", text[q.end : q.end + 16])
        if whole:
            following = numbers.find(text, start=q.end + whole.end(), end=high)
            if following and following[0].start == q.end + whole.end():
                noun = self.nouns.at(following[0].end)
                if noun:
                    unit = "persons" if units.is_persons(noun.head.text) else noun.head.lower_
                    return self._made(q, q.start, end, unit, "persons" if unit == "persons" else "count", phrase(noun))
        if q.magnitude and re.match(r"\s+(?:more\s+)?(?:have\s+|were\s+|are\s+|had\s+)?[a-z]+", text[q.end : high]):
            return self._made(q, q.start, end, "persons", "persons", "people")
        if others:
            return self._made(q, q.start, end + others.end(), "persons", "persons", "people")
        return None


def around(text: str, start: int, end: int) -> str:
    """The words about a stretch, inside its clause as marks of punctuation part it."""
    left = text[max(0, start - _WINDOW) : start]
    right = text[end : end + _WINDOW]
    left = re.split(r"[.;:\n]|, (?:and|but|while|as)\b|\band (?=\w+ed\b)", left)[-1]
    right = re.split(r"[.;:\n]|, (?:and|but|while|as)\b|\band (?=\w+ed\b)", right)[0]
    return left + text[start:end] + right


def _exceeds(text: str, start: int) -> bool:
    return bool(
        re.search(r"\b(?:exceed(?:ed|s|ing)?|surpass(?:ed|es)?|top(?:ped|s)?)\s+$", text[max(0, start - 12) : start])
    )
