"""Are two tellings of different reports one event? Vetoes first, then weighed evidence that anybody can read.

A pair is refused where the two contradict each other: other people, another day, another town, another round, another
kind of thing. What is left is scored in log-odds: a start, and one contribution for each piece of evidence. No feature
looks at the corpus, only at the two sides and the shipped tables, so that adding an article can't move the score of two
others. An inferred date neither joins nor narrows; it may keep apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.resolve.fuse import VIAS, Fused, Telling, fuse
from dragoman.resolve.joining import WEIGHTS, families, rare
from dragoman.resolve.link import Links
from dragoman.resolve.order import width
from dragoman.times.days import gap
from dragoman.types import Date

DENIED = "one says that it did not happen"  # the one veto that is a dispute over one event
STATE = 3  # letters of a state's code; other codes are actors' own ids
SLACK = 1  # days: time zones, and papers that date an evening meeting by the next morning
MOVED = 7  # days by which what was announced may take place earlier or later
INFERRED_SLACK = 45  # days by which two inferred dates must differ to keep apart
LASTING_SLACK = 366  # days after which what lasts is told anew
DIM = 1100  # days: a date wider than three years says nothing
NEAR_DEGREES = 1.0  # of latitude and longitude together, within which two places are one neighbourhood
OWN_PLACE = VIAS["chain"]  # a place told farther off than this is the report's, not the event's
LASTING = frozenset("""support opposition deployment asylum patrol trade war negotiation concern seizure""".split())
MUTUAL = frozenset("CONSULT AGREE COOPERATE".split())
SPOKEN = frozenset("REQUEST ACCUSE REJECT THREATEN".split())
GATHERING = frozenset("meeting visit negotiation mediation".split())
STOP = frozenset(
    "the a an of in on at to for and with by from that this its their his her has have had was were is are been after "
    "before into over between which who whom they them said says would will could also than then when where while about"
    .split()
)  # fmt: skip
COUNTED = re.compile(
    r"\b(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s+(?:(?:million|billion|thousand|percent|per cent)\b|([a-z]{4,}))"
)
TIMES_OF_DAY = frozenset("days weeks months years hours minutes january march april june july august september".split())
ORDINALS = {w: n for n, ws in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th",
            "seventh 7th", "eighth 8th", "ninth 9th", "tenth 10th"), 1) for w in ws.split()}  # fmt: skip
NUMBERED = re.compile(
    rf"\b({'|'.join(ORDINALS)})(?: [a-z-]+)? (round|summit|session|meeting|package|phase|tranche|stage|batch)\b", re.I
)
WORD = re.compile(r"\w{4,}")
# a word with a capital inside a sentence, or one of letters and digits: S-400, F-16, M23
CALLED = re.compile(r"(?<=[a-z\d,’'] )[A-Z][\w’'-]{3,}|\b[A-Z]{1,4}-?\d[\d-]*\b")
CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december president minister prime foreign chancellor secretary king general""".split()
)


@dataclass(frozen=True)
class Feature:
    """One contribution to a score: the evidence, how it fell out, its log-odds, and the words to print."""

    name: str
    kind: str
    weight: float
    words: str
    value: float = 1.0


@dataclass(frozen=True)
class Unit:
    """The tellings of one event in one article, fused.

    `codes` are the states of its actors, and those actors with a name of their own whose state no table knows (not "a
    delegation" or "46 soldiers"); `doers`: those of them who do it to others; `names`: (code, words of the name) of its
    persons. `words`: beginnings of the words of its sentences, names and trigger aside; `counts`: (number, noun);
    `rounds`: (round, 2) of "the second round"; `things`: other names in its sentences (S-400, Merera Gudina).
    `own_place`: is its place told of it, or only where the report was written? `told`: the day of its report; `about`:
    the states that its report is about; `lead`: does it open it?
    """

    article: str
    tellings: tuple[Telling, ...]
    fused: Fused
    codes: frozenset[str]
    doers: frozenset[str]
    actors: frozenset[str]
    names: frozenset[tuple[str, frozenset[str]]]
    words: frozenset[str]
    counts: frozenset[tuple[str, str]]
    things: frozenset[str]
    rounds: frozenset[tuple[str, int]]
    own_place: bool
    told: Date | None
    about: frozenset[str]
    lead: bool
    origin: str

    @property
    def order(self) -> tuple[int, int, int]:
        return min(t.order for t in self.tellings)


def unit(
    tellings: Sequence[Telling],
    links: Links,
    *,
    origin: str,
    about: frozenset[str] = frozenset(),
    lead: bool = False,
    told: Date | None = None,
) -> Unit:
    fused = fuse(tellings, links)
    actors = frozenset(p.actor for p in fused.participants)
    named = {w[:6] for a in actors for n in _names(a, links) for w in WORD.findall(n.casefold())}
    own = {w[:6] for t in tellings for w in WORD.findall(t.trigger.text.casefold())}
    if fused.place is not None:
        named |= {w[:6] for w in WORD.findall(links.places[fused.place].name.casefold())}
    texts = list(dict.fromkeys(t.evidence.text for t in tellings))
    words = frozenset(
        w[:6] for text in texts for w in WORD.findall(text.casefold()) if w not in STOP and w[:6] not in named
    )
    return Unit(
        article=tellings[0].article,
        tellings=tuple(tellings),
        fused=fused,
        codes=frozenset(links.code(a) for a in actors if not _vague(a, links)),
        doers=frozenset(
            links.code(p.actor) for p in fused.participants if p.role == "actor" and not _vague(p.actor, links)
        ),
        actors=actors,
        names=frozenset(
            (links.code(a), frozenset(links.actors[a].name.casefold().replace("-", " ").split()))
            for a in actors
            if links.actors[a].kind == "person" and links.actors[a].name[:1].isupper()
        ),
        words=words - own or words,
        counts=frozenset(
            (n, noun[:5].casefold())
            for text in texts
            for n, noun in COUNTED.findall(text)
            if noun.casefold() not in TIMES_OF_DAY and noun
        ),
        things=_things(texts, named),
        rounds=frozenset(
            (m[2].casefold(), ORDINALS[m[1].casefold()]) for text in texts for m in NUMBERED.finditer(text)
        ),
        own_place=_own_place(fused.place, tellings, links),
        told=told,
        about=about,
        lead=lead,
        origin=origin,
    )


def _things(texts: Sequence[str], named: set[str]) -> frozenset[str]:
    """Names that stand in the sentences beside actors and place: weapons, papers, prisoners, bridges."""
    found = {m[0] for text in texts for m in CALLED.finditer(text)}
    return frozenset(
        w.casefold()
        for w in found
        if any(c.isdigit() for c in w) or not (w.casefold() in CALENDAR or w.isupper() or w[:6].casefold() in named)
    )


def _names(actor: str, links: Links) -> tuple[str, ...]:
    return (links.actors[actor].name, *links.actors[actor].aliases)


def _vague(actor: str, links: Links) -> bool:
    """Somebody without a state and without a name of his own: a delegation, 46 soldiers, traders."""
    found = links.actors[actor]
    if links.state.get(actor) is not None or found.wikidata is not None or not actor.isalnum():
        return False
    return found.kind == "people" or not found.name[:1].isupper()


def _own_place(place: str | None, tellings: Sequence[Telling], links: Links) -> bool:
    return any(
        VIAS[w.via] <= OWN_PLACE and links.place_of.get((t.article, w.entity)) == place
        for t in tellings
        for w in t.mention.where
    )


def compare(a: Unit, b: Unit, *, shared_copy: bool) -> list[Feature] | str:
    """The features of a pair, or the reason why the two cannot be one event."""
    refused = refusal(a, b)
    return weigh(a, b, shared_copy=shared_copy) if refused is None else refused


def weigh(a: Unit, b: Unit, *, shared_copy: bool) -> list[Feature]:
    """What speaks for and against a pair, vetoes aside."""
    x, y = a.fused, b.fused
    features = [_feature("start", "", "two events that share an actor are seldom one"), _mode(x, y), _actors(a, b)]
    date = _date(a, b)
    features += [date, _place(a, b)]
    joined = date.kind in ("day", "week", "month")
    if not joined:
        features.append(_near(a, b))
        if x.type == "CONSULT" and not shared_copy:
            features.append(_feature("repeated", "met", "people who meet meet often, and no day joins these"))
        elif x.type == "AGREE" and not shared_copy and not rare(x.type, x.mode):
            features.append(_feature("repeated", "agreed", "those who agree agree often, and no day joins these"))
    if x.type in SPOKEN:
        features.append(_feature("repeated", "spoke", "who demands, warns or blames does so often, of many things"))
    if rare(x.type, x.mode) and rare(y.type, y.mode):
        features.append(_feature("rare", "", f"a {x.mode} seldom happens twice to the same"))
    if _lasting(a, b) and x.status == y.status == "ongoing":
        features.append(_feature("lasting", "", "both tell what goes on"))
    features += _status(x, y, joined=joined)
    features += _counts(a, b)
    things = sorted(a.things & b.things)
    if things:
        features.append(_feature("things", "", "both name " + ", ".join(things)))
    if a.lead and b.lead:
        features.append(_feature("lead", "", "both reports open with it"))
    common = a.words & b.words
    overlap = len(common) / max(2, min(len(a.words), len(b.words)))
    features.append(_feature("words", "share", f"{overlap:.0%} of the shorter side's words", overlap))
    if len(common) >= 3:
        features.append(_feature("words", "several", f"{len(common)} words in common"))
    if shared_copy:
        features.append(_feature("copy", "", "both stand in a passage that the articles share"))
    if a.article == b.article:
        features.append(_feature("report", "", "one report tells both of the same people and the same day"))
    return features


def score(features: Sequence[Feature]) -> float:
    """The log-odds that the two are one event."""
    return round(sum(f.weight for f in features), 3)


def _feature(name: str, kind: str, words: str, value: float = 1.0) -> Feature:
    return Feature(name, kind, round(WEIGHTS[name, kind] * value, 2), words, value)


# --- what forbids


def refusal(a: Unit, b: Unit) -> str | None:
    """Why the two cannot be one event, or None."""
    x, y = a.fused, b.fused
    if not families(x.type, x.mode) & families(y.type, y.mode):
        return f"{x.type} is not {y.type}" if x.type != y.type else f"{x.mode} is not {y.mode}"
    other = _other_people(a, b) or _other_way(a, b) or _other_round(a, b) or _other_day(a, b) or _other_town(a, b)
    denied = "denied" in (x.status, y.status) and x.status != y.status
    return other or (DENIED if denied else None)


def _other_people(a: Unit, b: Unit) -> str | None:
    if not a.codes or not b.codes:
        return None
    shared = _shared(a, b)
    paired = {a.fused.type, b.fused.type} <= {"CONSULT", "AGREE"}
    if not shared:
        return None if paired and _guests(a, b) else "no actor in common"
    if paired and len(shared) == 1 and len(a.codes) > 1 and len(b.codes) > 1:
        return "different counterparts"
    return None


def _other_way(a: Unit, b: Unit) -> str | None:
    """What one does to another is not what the other does to him, nor what a third does."""
    x, y = a.doers, b.doers
    if not x or not y or x & y or a.fused.type in MUTUAL or _shared(a, b) - a.codes.intersection(b.codes):
        return None
    return "different ones do it"


def _guests(a: Unit, b: Unit) -> bool:
    """Does one side name a single actor, whom the other's report is about: a host, or one of many who sign?"""
    return any(len(x.codes) == 1 and x.codes <= y.about for x, y in ((a, b), (b, a)))


def _shared(a: Unit, b: Unit) -> frozenset[str]:
    """The codes that both have; whom one report calls by his last name alone, or names the other way round, counts."""
    shared = set(a.codes & b.codes)
    for mine, theirs in ((a, b), (b, a)):
        for code, name in mine.names:
            if code not in shared and len(code) != STATE:
                shared |= {c for c, other in theirs.names if name <= other or other <= name}
    return frozenset(shared)


def _other_round(a: Unit, b: Unit) -> str | None:
    for thing, number in sorted(a.rounds):
        others = sorted(n for t, n in b.rounds if t == thing)
        if others and number not in others and not any((thing, n) in a.rounds for n in others):
            return f"{thing} {number} is not {thing} {others[0]}"
    return None


def _lasting(a: Unit, b: Unit) -> bool:
    return a.fused.mode in LASTING and b.fused.mode in LASTING


def _other_day(a: Unit, b: Unit) -> str | None:
    x, y = a.fused.date, b.fused.date
    if x is None or y is None:
        return None
    slack = LASTING_SLACK if _lasting(a, b) else INFERRED_SLACK if "inferred" in (x.basis, y.basis) else SLACK
    if _announced(a.fused, b.fused) and _where(a, b) == "town":
        slack = max(slack, MOVED)
    apart = gap(x, y)
    return f"{apart} days apart" if apart > slack else None


AHEAD = frozenset("planned proposed hypothetical".split())


def _announced(x: Fused, y: Fused) -> bool:
    """Is one ahead, and the other told as having taken place, or as called off?"""
    return (x.status in AHEAD) != (y.status in AHEAD)


def _other_town(a: Unit, b: Unit) -> str | None:
    """People meet in one town; only what an event's own clauses say can tell two apart."""
    if not {a.fused.mode, b.fused.mode} <= GATHERING or not (a.own_place and b.own_place):
        return None
    kind = _where(a, b)
    if kind in ("elsewhere", "other town"):
        links = a.tellings[0].links
        return f"{links.places[a.fused.place or ''].name} is not {links.places[b.fused.place or ''].name}"
    return None


# --- what speaks for and against


def _mode(x: Fused, y: Fused) -> Feature:
    if (x.type, x.mode) == (y.type, y.mode):
        return _feature("mode", "same", f"both {x.mode}")
    return _feature("mode", "akin", f"{x.mode} and {y.mode}")


def _actors(a: Unit, b: Unit) -> Feature:
    if not a.codes or not b.codes:
        codes = a.codes or b.codes
        known = (a.about & b.about) if not codes else codes & (b.about if a.codes else a.about)
        if len(known) >= min(2, len(codes) or 2):
            return _feature("actors", "of the report", "one side names no actor; its report is about the same")
        return _feature("actors", "unnamed", "one side names no actor")
    shared = _shared(a, b)
    if not shared:
        return _feature("actors", "apart", "they name different ones of those whom a report is about")
    if a.codes == b.codes or len(shared) >= max(len(a.codes), len(b.codes)):
        if len(shared) == 1:
            return _feature("actors", "same one", "the same actor")
        same = a.actors == b.actors
        return _feature("actors", "same" if same else "same sides", "the same actors" if same else "the same sides")
    if len(shared) >= 2 and len(shared) >= min(len(a.codes), len(b.codes)):
        return _feature("actors", "within", "one side's actors are all among the other's")
    if len(shared) >= 2:
        return _feature("actors", "two", f"{len(shared)} sides in common")
    if len(shared) == min(len(a.codes), len(b.codes)):
        return _feature("actors", "half", "one actor in common, the other not named")
    return _feature("actors", "one", "one side in common")


def _date(a: Unit, b: Unit) -> Feature:
    x, y = a.fused.date, b.fused.date
    if x is None or y is None or max(width(x), width(y)) > DIM:
        return _feature("date", "unknown", "one is undated")
    if "inferred" in (x.basis, y.basis):
        return _feature("date", "inferred", "an inferred date neither joins nor narrows")
    apart, days = gap(x, y), max(width(x), width(y))
    if apart > SLACK and _announced(a.fused, b.fused) and not _lasting(a, b):
        return _feature("date", "moved", f"announced for another day, {apart} days off")
    if apart > SLACK:
        return _feature("date", "goes on", "both go on")
    if days <= 1:
        return _feature("date", "day", "the same day" if not apart else "one day and the next")
    if apart:
        return _feature("date", "overlap", "dates that touch")
    if days <= 7:
        return _feature("date", "week", "the same week")
    if days <= 31:
        return _feature("date", "month", "the same month")
    return _feature("date", "overlap", "dates that overlap")


def _near(a: Unit, b: Unit) -> Feature:
    """Where no day joins two tellings: how near in time is what is known of them, or else their reports?"""
    x = a.fused.date if _clear(a.fused.date) else a.told
    y = b.fused.date if _clear(b.fused.date) else b.told
    background = any(not u.lead and not _clear(u.fused.date) for u in (a, b))
    if x is None or y is None or max(width(x), width(y)) > DIM:
        return _feature("near", "unknown", "when they were told is not known")
    apart = gap(x, y)
    if apart <= 4:
        return _feature("near", "days", "told within days")
    if apart <= 31:
        return _feature("near", "weeks", "told within weeks")
    if background:
        return _feature("near", "unknown", "one is told as background, without a day")
    if apart <= 200:
        return _feature("near", "months", "told months apart")
    return _feature("near", "years", "told years apart")


def _clear(date: Date | None) -> bool:
    return date is not None and width(date) <= 92


def _place(a: Unit, b: Unit) -> Feature:
    kind = _where(a, b)
    links = a.tellings[0].links
    if kind == "unknown":
        return _feature("place", kind, "one names no place")
    p, q = links.places[a.fused.place or ""], links.places[b.fused.place or ""]
    if kind in ("town", "state"):
        return _feature("place", kind, f"both in {p.name}")
    if kind in ("elsewhere", "other town") and not (a.own_place and b.own_place):
        return _feature("place", "report's", f"{p.name} and {q.name}, but one is only where the report was written")
    return _feature("place", kind, f"{p.name} and {q.name}")


def _where(a: Unit, b: Unit) -> str:
    x, y = a.fused.place, b.fused.place
    if x is None or y is None:
        return "unknown"
    links = a.tellings[0].links
    p, q = links.places[x], links.places[y]
    wide = [links.breadth.get(i) == 3 for i in (x, y)]
    if x == y:
        return "state" if all(wide) else "town"
    if _bare(p.name) == _bare(q.name):
        return "town"  # a name that the gazetteer knows twice
    if p.country is None and q.country is None and not any(" " in n or n.islower() for n in (p.name, q.name)):
        return "other town"  # two names that no table knows; of more than one word it may be a house
    if p.country is None or q.country is None:
        return "vague"
    if p.country != q.country:
        return "elsewhere"
    if any(wide) or 2 in (links.breadth.get(x), links.breadth.get(y)):
        return "within"
    if p.lat is None or q.lat is None or links.breadth.get(x) or links.breadth.get(y):
        return "vague"
    if abs(p.lat - q.lat) + abs((p.lon or 0) - (q.lon or 0)) < NEAR_DEGREES:
        return "near"
    return "other town"


DIVISIONS = frozenset("province region governorate district division state oblast city county".split())


def _bare(name: str) -> str:
    return " ".join(w for w in name.casefold().split() if w not in DIVISIONS)


def _status(x: Fused, y: Fused, *, joined: bool) -> list[Feature]:
    statuses = {x.status, y.status}
    if len(statuses) == 1:
        return []
    if "cancelled" in statuses and statuses & {"occurred", "ongoing"}:
        return [_feature("status", "called off", "one was called off, the other took place")]
    if statuses & AHEAD and statuses & {"occurred", "ongoing"} and not joined:
        return [_feature("status", "ahead", "one is ahead, the other told as done, and no day joins them")]
    return []


def _counts(a: Unit, b: Unit) -> list[Feature]:
    if a.counts & b.counts:
        same = ", ".join(" ".join(c) for c in sorted(a.counts & b.counts))
        return [_feature("counts", "same", f"they count the same: {same}")]
    nouns = {noun for _, noun in a.counts} & {noun for _, noun in b.counts}
    if nouns:
        return [_feature("counts", "other", "they give different numbers of " + ", ".join(sorted(nouns)))]
    return []
