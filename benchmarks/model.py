"""Measures the language model: `PYTHONPATH=. python benchmarks/model.py --data DIR [--model DIR]`.

Tags and trees on GUM test and EWT test, with gold words and from raw text; links between verbs and who acts or is
acted on; named entities on Universal NER (EWT test) and re3d's held-out documents; speed, start and memory. DIR holds
train/ and reference/ as described in docs/model-card.md; where it is absent the run says so and ends.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.nlp.decoding import spans
from dragoman.nlp.network import LONGEST, Network
from dragoman.nlp.pipeline import Pipeline
from dragoman.nlp.words import Tokenizer
from tools.train import entity_sets, treebanks
from tools.train.sentence import ENTITY_TYPES, Sentence

MODEL = Path(__file__).parents[1] / "src/dragoman/data/model"
SUBJECTS, OBJECTS, AGENTS = {"nsubj", "nsubj:pass", "csubj"}, {"obj", "iobj"}, {"obl:agent"}


class Tally:
    """Right, proposed and true counts of one thing."""

    def __init__(self) -> None:
        self.right = self.proposed = self.true = 0

    def add(self, proposed: set[object], true: set[object]) -> None:
        self.right += len(proposed & true)
        self.proposed += len(proposed)
        self.true += len(true)

    def __str__(self) -> str:
        precision, recall = self.right / max(self.proposed, 1), self.right / max(self.true, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"{100 * f1:.1f} ({100 * precision:.1f}/{100 * recall:.1f}, n={self.true})"


def by_document(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Sentences of one document at a time, told by their numbers."""
    group: list[Sentence] = []
    for s in sentences:
        if group and s.id.rsplit("-", 1)[0] != group[-1].id.rsplit("-", 1)[0]:
            yield group
            group = []
        group.append(s)
    if group:
        yield group


def link_kind(relation: str) -> str:
    return (
        "subject"
        if relation in SUBJECTS
        else "object"
        if relation in OBJECTS
        else "agent"
        if relation in AGENTS
        else ""
    )


def gold_words(network: Network, sentences: list[Sentence]) -> dict[str, str]:
    """Figures with the treebank's own words and sentences."""
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    links: dict[str, Tally] = defaultdict(Tally)
    for group in by_document(sentences):
        usable = [s for s in group if network.length(s.words) <= LONGEST * 2]
        for s in usable:
            read = network.parse(s.words)
            for kind in ("all", s.genre):
                count = totals[kind]
                for i in range(len(s.words)):
                    if s.heads[i] < 0:
                        continue
                    count["words"] += 1
                    count["upos"] += read.upos[i] == s.upos[i]
                    count["xpos"] += read.xpos[i] == s.xpos[i]
                    count["uas"] += read.heads[i] == s.heads[i]
                    count["las"] += read.heads[i] == s.heads[i] and read.relations[i] == s.relations[i]
            for kind in ("subject", "object", "agent"):
                links[kind].add(
                    {
                        (h, i)
                        for i, (h, r) in enumerate(zip(read.heads, read.relations, strict=True))
                        if link_kind(r) == kind
                    },
                    {(h, i) for i, (h, r) in enumerate(zip(s.heads, s.relations, strict=True)) if link_kind(r) == kind},
                )
            links["all"].add(
                {
                    (h, i, link_kind(r))
                    for i, (h, r) in enumerate(zip(read.heads, read.relations, strict=True))
                    if link_kind(r)
                },
                {
                    (h, i, link_kind(r))
                    for i, (h, r) in enumerate(zip(s.heads, s.relations, strict=True))
                    if link_kind(r)
                },
            )
    shown = {}
    for genre, count in totals.items():
        parts = [f"{name.upper()} {100 * count[name] / count['words']:.1f}" for name in ("upos", "xpos", "uas", "las")]
        shown[genre] = "  ".join(parts) + f"  ({count['words']} words)"
    return shown | {f"link F1 {kind}": str(tally) for kind, tally in links.items()}


def raw_text(pipeline: Pipeline, sentences: list[Sentence]) -> dict[str, str]:
    """Figures from plain text with our own words and sentences: F1 over words of the same span (as CoNLL 2018)."""
    totals: Counter[str] = Counter()
    bounds = Tally()
    for group in by_document(sentences):
        text, gold, begins = "", {}, set()
        for s in group:
            text += "\n\n" if s.paragraph and text else ""
            at = len(text)
            begins.add(at)
            places = []
            for word, space in zip(s.words, s.spaces, strict=True):
                places.append((at, at + len(word)))
                at += len(word) + space
            for i, place in enumerate(places):
                head = places[s.heads[i] - 1] if s.heads[i] > 0 else None
                gold[place] = (s.upos[i], head, s.relations[i])
            text += "".join(w + " " * sp for w, sp in zip(s.words, s.spaces, strict=True)).rstrip() + " "
        doc = pipeline.parse(text)
        tokens = [t for t in doc if not t.is_space]
        bounds.add({sent.start_char for sent in doc.sents}, begins)
        totals["gold"] += len(gold)
        totals["ours"] += len(tokens)
        for t in tokens:
            found = gold.get((t.idx, t.idx + len(t)))
            if found:
                upos, head, relation = found
                ours = None if t.dep_ == "root" else (t.head.idx, t.head.idx + len(t.head))
                totals["words"] += 1
                totals["upos"] += t.pos_ == upos
                totals["uas"] += ours == head
                totals["las"] += ours == head and t.dep_ == relation
    both = totals["gold"] + totals["ours"]
    parts = [f"{name.upper()} {200 * totals[name] / both:.1f}" for name in ("words", "upos", "uas", "las")]
    return {"raw text": "  ".join(parts), "sentence begins F1": str(bounds)}


def entities(network: Network, sentences: list[Sentence], types: Iterable[str]) -> dict[str, str]:
    """Exact F1 a class; words of unsure labels and the mentions that touch them are left out."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    kinds = set(types)
    for group in by_document(s for s in sentences if s.hidden is not None):
        usable = [s for s in group if network.length(s.words) <= LONGEST * 2]
        for s in usable:
            read = network.parse(s.words)
            unsure = {i for i, tag in enumerate(s.entities) if tag == entity_sets.UNSURE}
            gold = {x for x in spans([t if t != entity_sets.UNSURE else "O" for t in s.entities]) if x[2] in kinds}
            ours = {x for x in spans(read.entities) if x[2] in kinds and not unsure & set(range(x[0], x[1]))}
            for kind in kinds:
                tallies[kind].add({x for x in ours if x[2] == kind}, {x for x in gold if x[2] == kind})
            tallies["all"].add(ours, gold)
            tallies["span only"].add({x[:2] for x in ours}, {x[:2] for x in gold})
    order = [*(k for k in ENTITY_TYPES if k in kinds), "all", "span only"]
    return {kind: str(tallies[kind]) for kind in order}


def speed(pipeline: Pipeline, sentences: list[Sentence]) -> dict[str, str]:
    """Words a second, article by article, one thread; start in a fresh process; memory of this one."""
    texts = [" ".join(s.text for s in group) for group in by_document(sentences)]
    pipeline.parse(texts[0])
    began, busy = time.perf_counter(), time.process_time()
    words = sum(sum(not t.is_space for t in pipeline.parse(text)) for text in texts)
    spent, busy = time.perf_counter() - began, time.process_time() - busy
    program = "from dragoman import nlp; nlp.load().parse('The two ministers met in Ankara.')"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    start = time.perf_counter() - began
    program += ";import resource;print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    memory = int(subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout)
    here = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "words/s a core": f"{words / busy:.0f} by processor time, {words / spent:.0f} by the clock ({words} words)",
        "start": f"{start:.2f} s to the first parse in a fresh process, {memory / 1024:.0f} MB",
        "peak of this run": f"{here / 1024:.0f} MB",
    }


def show(title: str, figures: dict[str, str]) -> None:
    print(f"\n{title}")
    for name, value in figures.items():
        print(f"  {name:22} {value}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--model", type=Path, default=MODEL)
    options.add_argument("--part", choices=("test", "dev"), default="test", help="dev to watch a training")
    args = options.parse_args()
    train = args.data / "train"
    if not (train / "gum").is_dir():
        print(f"nothing measured: {train} holds no treebanks (docs/model-card.md says where they come from)")
        return
    countries = args.data / "reference/countries/countries.json"
    network, pipeline = Network(args.model), Pipeline(args.model)
    gum = treebanks.gum(train / "gum", countries)[args.part]
    ewt = treebanks.ewt(
        train / f"ud_ewt/en_ewt-ud-{args.part}.conllu", train / f"uner_ewt/en_ewt-ud-{args.part}.iob2", countries
    )
    show(f"GUM {args.part}, gold words", gold_words(network, gum))
    show(f"GUM {args.part}, raw text", raw_text(pipeline, gum))
    show(f"EWT {args.part}, gold words", gold_words(network, ewt))
    show(f"EWT {args.part}, raw text", raw_text(pipeline, ewt))
    show(f"entities: GUM {args.part} (derived by rule)", entities(network, gum, ENTITY_TYPES))
    if args.part == "dev":
        return  # the entities of EWT dev and half of re3d are trained on
    show("entities: Universal NER, EWT test", entities(network, ewt, ("PER", "ORG", "LOC")))
    held = entity_sets.re3d(train / "re3d", Tokenizer(), countries)["test"]
    show("entities: re3d, held-out documents", entities(network, held, ("PER", "ORG", "LOC", "NORP")))
    politics = entity_sets.crossner(train / "crossner_politics/ner_data/politics/test.txt", countries)
    show("entities: CrossNER politics, test", entities(network, politics, ("PER", "ORG", "LOC", "NORP", "MISC")))
    show("speed", speed(pipeline, gum))


if __name__ == "__main__":
    main()
