"""Are events joined across reports? `python -m benchmarks.ecb --data FOLDER --topics 21-35`.

FOLDER is ECB+ (see benchmarks/ecbplus.py). The reports of one topic are read together, with the program as it stands:
nothing is trained or tuned on the corpus, and what it marks is mostly outside the program's trade (crime, sport,
films). Topics 1 to 20 may be looked at by who writes rules; the others are only reported.

*Mentions*: MUC, B-cubed, CEAF-e and their mean (CoNLL F1) over the gold mentions, single ones included, clusters
within a topic, all topics pooled. An event's trigger stands for the gold mention that it overlaps most, each for one;
a gold mention without a trigger is single. The lemma baseline makes one cluster of the mentions in a topic whose heads
have the same lemma. "Of the mentions read": both again over those mentions alone that a trigger stands for.

*Reports*: B-cubed over reports with a gold mention. *Any*: with a report belong the reports of its topic with which it
shares some event cluster. *Main*: a report's main event is, of the events it tells, the one that most reports of the
topic tell, then the one most often mentioned, then the first; reports with the same main event belong together, and
one that tells no event stands alone. The program's side counts all its events, whether the gold marks them or not.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.coreference import SCORES, Partition, Score, b_cubed, clusters, conll, neighbours
from benchmarks.ecbplus import Extent, Mention, Report, reports
from dragoman import clean, extract, knowledge, nlp, resolve
from dragoman.reading import Reading
from dragoman.sources import Capture
from dragoman.types import Article, Event

Telling = tuple[str, str]  # report and event cluster, once for each mention
SYSTEMS = ("dragoman", "same lemma", "each alone")


@dataclass
class Topic:
    """What a topic's reports tell: by the gold, by the program and by lemma. Clusters bear the topic in their names."""

    gold: dict[Hashable, Hashable] = field(default_factory=dict)
    read: dict[Hashable, Hashable] = field(default_factory=dict)
    lemma: dict[Hashable, Hashable] = field(default_factory=dict)
    told: list[Telling] = field(default_factory=list)
    words: int = 0


def extents(text: str) -> list[int]:
    """ "21-35" or "2,5,7-9" as numbers."""
    found: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def read_topic(listed: Sequence[Report]) -> Topic:
    """The reports of one topic, read and joined by the program."""
    topic = Topic()
    articles: dict[str, Article] = {}
    docs: dict[str, Doc] = {}
    readings: dict[str, Reading] = {}
    article_of: dict[str, str] = {}
    for report in listed:
        article = clean.article(Capture(source=report.source, media_type="text/plain", body=report.text))
        if isinstance(article, Article):
            article_of[report.name] = article.id
            if article.id not in articles:
                articles[article.id] = article
                docs[article.id] = nlp.load().parse(article.text, skip=extract.skipped(article))
                readings[article.id] = extract.read(article, docs[article.id], knowledge.load())
                topic.words += len(docs[article.id])
    events = resolve.derive(list(articles.values()), list(readings.values()), (), knowledge.load()).record.events
    for report in listed:
        article_id = article_of.get(report.name)
        triggers = list(triggers_of(events, article_id)) if article_id is not None else []
        topic.told += [(report.name, event) for event, _ in triggers]
        found = matched(report.mentions, triggers)
        for mention in report.mentions:
            topic.gold[mention.name] = mention.cluster
            if mention.name in found:
                topic.read[mention.name] = f"{report.topic}:{found[mention.name]}"
            if article_id is not None:
                topic.lemma[mention.name] = f"{report.topic}:{head_lemma(docs[article_id], mention.pieces)}"
            else:
                topic.lemma[mention.name] = mention.name
    return topic


def triggers_of(events: Iterable[Event], article: str) -> Iterator[tuple[str, Extent]]:
    """Each event with each of its triggers in one report."""
    for event in events:
        for span in event.triggers:
            if span.article == article:
                yield event.id, (span.start, span.end)


def matched(mentions: Sequence[Mention], triggers: Sequence[tuple[str, Extent]]) -> dict[Hashable, str]:
    """The event of each mention that a trigger overlaps: the greatest share of both first, one to one."""
    graded = []
    for i, mention in enumerate(mentions):
        length = sum(end - start for start, end in mention.pieces)
        for event, (start, end) in triggers:
            common = sum(max(0, min(end, e) - max(start, s)) for s, e in mention.pieces)
            if common:
                graded.append((-2 * common / (length + end - start), start, end, event, i))
    found: dict[Hashable, str] = {}
    used: set[tuple[str, int, int]] = set()
    for _, start, end, event, i in sorted(graded):
        if mentions[i].name not in found and (event, start, end) not in used:
            found[mentions[i].name] = event
            used.add((event, start, end))
    return found


def head_lemma(doc: Doc, pieces: Sequence[Extent]) -> str:
    """The lemma of the word that the mention's others hang from; of its last word where nothing was parsed."""
    tokens = [t for t in doc if any(t.idx < end and start < t.idx + len(t) for start, end in pieces)]
    if not tokens:
        return f"{pieces[0]}"
    inside = {t.i for t in tokens}
    heads = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    head = heads[0] if len(heads) == 1 else tokens[-1]
    return (head.lemma_ or head.text).lower()


def alone(names: Iterable[Hashable]) -> dict[Hashable, Hashable]:
    return {name: name for name in names}


def sharing(names: Iterable[Hashable], tellings: Iterable[Telling]) -> dict[Hashable, frozenset[Hashable]]:
    """With each report the reports that tell some event it tells, itself included."""
    tellers: dict[str, set[Hashable]] = defaultdict(set)
    told: dict[Hashable, set[str]] = defaultdict(set)
    kept = frozenset(names)
    for report, event in tellings:
        if report in kept:
            tellers[event].add(report)
            told[report].add(event)
    return {r: frozenset([r]).union(*(tellers[e] for e in told[r])) for r in kept}


def main_events(names: Iterable[Hashable], tellings: Sequence[Telling]) -> dict[Hashable, Hashable]:
    """Each report's main event, or the report itself; `tellings` stand in the order of the text."""
    kept = frozenset(names)
    counted = [t for t in tellings if t[0] in kept]
    reach = Counter(event for _, event in set(counted))
    often = Counter(event for _, event in counted)
    found: dict[Hashable, Hashable] = alone(kept)
    best: dict[Hashable, tuple[int, int]] = {}
    for report, event in counted:
        grade = (reach[event], often[event])
        if report not in best or grade > best[report]:
            found[report], best[report] = event, grade
    return found


def tellings(partition: Mapping[Hashable, Hashable]) -> list[Telling]:
    """Reports and clusters of named mentions (report, number)."""
    return [(str(name[0]), str(c)) for name, c in partition.items() if isinstance(name, tuple)]


def line(name: str, scores: Sequence[tuple[str, Score]], mean: float | None = None) -> str:
    parts = "  ".join(f"{title} {s.precision:.3f}/{s.recall:.3f}/{s.f1:.3f}" for title, s in scores)
    return f"  {name:10}  {parts}" + (f"  CoNLL F1 {mean:.3f}" if mean is not None else "")


def mention_lines(gold: Partition, systems: Mapping[str, Partition]) -> Iterator[str]:
    for name, said in systems.items():
        yield line(name, [(title, measure(said, gold)) for title, measure in SCORES], conll(said, gold))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--data", type=Path, required=True, help="the folder of ECB+")
    options.add_argument("--topics", type=extents, default=extents("21-35"), help='such as "21-35" or "2,5,7-9"')
    given = options.parse_args()
    gold: dict[Hashable, Hashable] = {}
    read: dict[Hashable, Hashable] = {}
    lemma: dict[Hashable, Hashable] = {}
    told: list[Telling] = []
    words = topics = 0
    for _, listed in groupby(reports(given.data, given.topics), key=lambda r: r.topic):
        topic = read_topic(list(listed))
        gold, read, lemma = gold | topic.gold, read | topic.read, lemma | topic.lemma
        told += topic.told
        words, topics = words + topic.words, topics + 1
    if not gold:
        options.error("there is no report of these topics")
    sizes = [len(c) for c in clusters(gold)]
    names = sorted({str(m[0]) for m in gold if isinstance(m, tuple)})
    print(f"{topics} topics, {len(names)} reports with marked events, {words} words read")
    print(
        f"{len(gold)} mentions of {len(sizes)} events, of which {sum(n > 1 for n in sizes)} are mentioned twice or more"
    )
    print(f"mentions that a trigger stands for: {len(read)} = {len(read) / len(gold):.3f}")
    print("mentions: precision/recall/F1")
    systems = dict(zip(SYSTEMS, (alone(gold) | read, lemma, alone(gold)), strict=True))
    print("\n".join(mention_lines(gold, systems)))
    print("of the mentions read:")
    some = {m: c for m, c in gold.items() if m in read}
    print("\n".join(mention_lines(some, {k: {m: p[m] for m in some} for k, p in systems.items()})))
    print("reports: B3 precision/recall/F1")
    sides = dict(zip(SYSTEMS, (told, tellings(lemma), []), strict=True))
    for name, side in sides.items():
        shared = neighbours(sharing(names, side), sharing(names, tellings(gold)))
        mains = b_cubed(main_events(names, side), main_events(names, tellings(gold)))
        print(line(name, [("any", shared), ("main", mains)]))


if __name__ == "__main__":
    main()
