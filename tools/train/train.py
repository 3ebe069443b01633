"""Trains the network for a given time; can be stopped and resumed: `python -m tools.train.train --help`.

The learning rate falls with the time spent, so any budget ends decayed. A checkpoint is written every two minutes.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from dragoman.nlp.encoding import Encoded, collate, encode
from dragoman.nlp.wordpiece import WordPiece
from tools.train.augment import Names, vary
from tools.train.model import ENTITY_TAGS, Model
from tools.train.sentence import ENTITY_TYPES, Sentence, load

LONGEST = 160  # pieces; longer sentences are left out
WEIGHTS = {"upos": 0.5, "xpos": 0.3, "arc": 1.0, "rel": 1.0, "entity": 3.0}
UNKNOWN = -100
MASKED = 0.05  # share of pieces hidden from the encoder, so that it leans on their neighbours
TRAIN = ("gum_train", "ewt_train", "ewt_dev", "wikigold", "crossner_train", "crossner_dev", "re3d_train", "templates")


def label_lists(sentences: list[Sentence]) -> dict[str, list[str]]:
    """Label lists, most frequent first (ties by name)."""

    def ranked(labels: Iterator[str], least: int) -> list[str]:
        counts = Counter(labels)
        return [k for k, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if k and n >= least]

    return {
        "upos": ranked((u for s in sentences for u in s.upos), 20),
        "xpos": ranked((x for s in sentences for x in s.xpos), 20),
        "relations": ranked((r for s in sentences for r in s.relations), 5),
        "entities": ENTITY_TAGS,
    }


def corpus(folder: Path) -> list[Sentence]:
    """The training sentences; EWT's dev part gives entities only."""
    found = []
    for name in TRAIN:
        path = folder / f"{name}.jsonl"
        for s in load(path) if path.exists() else ():
            if name == "ewt_dev":
                size = len(s.words)
                s.upos, s.xpos, s.relations, s.heads = [""] * size, [""] * size, [""] * size, [-1] * size
            if s.hidden is None and name == "ewt_dev":
                continue
            found.append(s)
    return found


class Targets:
    """Label lists as numbers, and the loss."""

    def __init__(self, labels: dict[str, list[str]]) -> None:
        self.numbers = {name: {label: i for i, label in enumerate(found)} for name, found in labels.items()}
        self.kinds = torch.tensor(
            [[tag == "O" or tag[2:] == kind for tag in ENTITY_TAGS] for kind in ENTITY_TYPES]
        )  # (types, tags): tags an O may stand for when the type is hidden

    def pad(self, sentences: list[Sentence], length: int) -> dict[str, Tensor]:
        def rows(name: str, field: str) -> Tensor:
            known = self.numbers[name]
            return torch.tensor(
                [
                    [known.get(x, UNKNOWN) for x in getattr(s, field)] + [UNKNOWN] * (length - len(s.words))
                    for s in sentences
                ]
            )

        heads = [[h if h >= 0 else UNKNOWN for h in s.heads] + [UNKNOWN] * (length - len(s.words)) for s in sentences]
        entities = rows("entities", "entities")
        allowed = torch.zeros(len(sentences), len(ENTITY_TAGS), dtype=torch.bool)
        allowed[:, 0] = True
        for row, s in enumerate(sentences):
            if s.hidden is None:
                entities[row] = UNKNOWN
            for kind in s.hidden or ():
                allowed[row] |= self.kinds[ENTITY_TYPES.index(kind)]
        return {
            "upos": rows("upos", "upos"),
            "xpos": rows("xpos", "xpos"),
            "rel": rows("relations", "relations"),
            "arc": torch.tensor(heads),
            "entity": entities,
            "allowed": allowed,
            "words": torch.tensor([[True] * len(s.words) + [False] * (length - len(s.words)) for s in sentences]),
        }


def losses(model: Model, batch: list[Tensor], gold: dict[str, Tensor]) -> dict[str, Tensor]:
    """The loss of each head, a mean over the words it is known for."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        upos, xpos, entity, arc, child, head = model.heads(model.words(*batch))
        at = gold["arc"].clamp(min=0).unsqueeze(-1).expand(-1, -1, head.shape[-1])
        rel = model.relation_scores(child, torch.gather(head, 1, at))
    upos, xpos, entity, arc, rel = (x.float() for x in (upos, xpos, entity, arc, rel))
    columns = torch.cat([torch.ones(len(arc), 1, dtype=torch.bool), gold["words"]], 1)
    arc = arc.masked_fill(~columns.unsqueeze(1), -1e9)
    found = {}
    for name, scores in (("upos", upos), ("xpos", xpos), ("arc", arc), ("rel", rel)):
        total = F.cross_entropy(scores.flatten(0, 1), gold[name].flatten(), ignore_index=UNKNOWN, reduction="sum")
        found[name] = total / (gold[name] != UNKNOWN).sum().clamp(min=1)
    logs = entity.log_softmax(-1)
    right = -torch.gather(logs, 2, gold["entity"].clamp(min=0).unsqueeze(-1)).squeeze(-1)
    # An O of a set that does not annotate a type may be that type: its loss is that of "O or a hidden type".
    hidden = -torch.logsumexp(logs.masked_fill(~gold["allowed"].unsqueeze(1), -1e9), -1)
    each = torch.where(gold["entity"] == 0, hidden, right) * (gold["entity"] != UNKNOWN)
    found["entity"] = each.sum() / gold["words"].sum()
    return found


def batches(encoded: list[Encoded], size: int, chance: random.Random) -> list[list[int]]:
    """One epoch's batches of like length, in random order."""
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids) + chance.random() * 8)
    found: list[list[int]] = [[]]
    longest = 0
    for i in order:
        longest = max(longest, len(encoded[i].ids))
        if found[-1] and (len(found[-1]) + 1) * longest > size:
            found.append([])
            longest = len(encoded[i].ids)
        found[-1].append(i)
    chance.shuffle(found)
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sets", type=Path, required=True, help="what tools.train.prepare wrote")
    options.add_argument("--encoder", type=Path, required=True, help="MiniLM's folder")
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--minutes", type=float, default=40)
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--rate", type=float, default=3e-4, help="of the encoder")
    options.add_argument("--head-rate", type=float, default=1.5e-3)
    options.add_argument("--batch", type=int, default=1200, help="padded pieces")
    options.add_argument("--reference", type=Path, help="folder of name tables; without it names are not varied")
    options.add_argument("--start", type=Path, help="a checkpoint whose weights to start from")
    options.add_argument("--seed", type=int, default=1)
    args = options.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    vocabulary = WordPiece(args.encoder / "vocab.txt")
    sentences = corpus(args.sets)
    saved = args.out / "checkpoint.pt"
    start = torch.load(args.start or saved) if args.start or saved.exists() else None
    labels = start["labels"] if start else label_lists(sentences)
    targets = Targets(labels)
    model = Model(args.encoder, upos=len(labels["upos"]), xpos=len(labels["xpos"]), relations=len(labels["relations"]))
    model.encoder.pieces.weight.requires_grad_(False)
    body = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    top = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    rates = (args.rate, args.head_rate)
    optimizer = torch.optim.AdamW(
        [{"params": body}, {"params": top}], lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True
    )
    spent = 0.0
    if start:
        model.load_state_dict(start["model"])
        if not args.start:
            optimizer.load_state_dict(start["optimizer"])
            spent = start["spent"]
            chance = random.Random(args.seed + int(spent))
    names = Names(args.reference) if args.reference else None

    def save() -> None:
        state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "spent": spent, "labels": labels}
        torch.save(state, saved.with_suffix(".new"))
        saved.with_suffix(".new").replace(saved)

    began = time.monotonic() - spent
    last_save = last_log = time.monotonic()
    step = pieces = 0
    sums: Counter[str] = Counter()  # since the last line of the log
    model.train()
    while spent < args.minutes * 60:
        varied = [vary(s, names, chance) for s in sentences] if names else sentences
        encoded = [encode(s.words, vocabulary) for s in varied]
        usable = [i for i, e in enumerate(encoded) if len(e.ids) <= LONGEST]
        print("epoch", len(usable), "sentences", sum(len(encoded[i].ids) for i in usable), "pieces", flush=True)
        for group in batches([encoded[i] for i in usable], args.batch, chance):
            spent = time.monotonic() - began
            done = spent / (args.minutes * 60)
            if done >= 1:
                break
            for part, rate in zip(optimizer.param_groups, rates, strict=True):
                part["lr"] = rate * min(1, done / 0.04) * max(0.01, 1 - done)
            arrays = collate([encoded[usable[i]] for i in group])
            hidden = torch.rand(arrays.ids.shape) < MASKED
            arrays.ids[hidden.numpy() & (arrays.shapes > 0)] = vocabulary.mask
            gold = targets.pad([varied[usable[i]] for i in group], arrays.first.shape[1])
            found = losses(model, [torch.from_numpy(x) for x in arrays], gold)
            loss = sum(WEIGHTS[name] * value for name, value in found.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([*body, *top], 2.0)
            optimizer.step()
            step += 1
            pieces += int(arrays.mask.sum())
            sums.update({name: value.item() for name, value in found.items()})
            sums.update(steps=1, pieces=int(arrays.mask.sum()))
            now = time.monotonic()
            if now - last_log > 20:
                means = {name: round(sums[name] / sums["steps"], 3) for name in WEIGHTS}
                speed = sums["pieces"] / (now - last_log)
                print(f"{done:.2f} step {step} {speed:.0f} pieces/s", json.dumps(means), flush=True)
                last_log = now
                sums.clear()
            if now - last_save > 120:
                save()
                last_save = now
    save()
    print("done", step, "steps", pieces, "pieces", flush=True)


if __name__ == "__main__":
    main()
