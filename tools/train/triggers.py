"""Trains the trigger head and joins it to the model: `python -m tools.train.triggers --model DIR [--clauses DIR]`.

The head reads what the shipped encoder makes of a sentence, and the encoder stays as it is, so tags and trees do not
change by it: one more layer over the states after the third layer (begun from the model's own fourth), and over its
states and the embeddings of each word's first and last piece a small classifier. It is added to weights.onnx as a
further output, `trigger`; labels.json gets the labels. Running the command again replaces the head. Seeded: the same
clauses and weights give the same head on the same machine.
"""

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnx
import onnxruntime as ort
import torch
import torch.nn.functional as F
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dragoman.nlp.encoding import Encoded, collate, encode
from dragoman.nlp.network import TRIGGER
from dragoman.nlp.wordpiece import WordPiece
from dragoman.nlp.words import Tokenizer
from tools.train import marked
from tools.train.model import Layer

CLAUSES = Path(__file__).parent / "clauses"
MODEL = Path(__file__).parents[2] / "src/dragoman/data/model"
# States of the graph that the head reads: embeddings, and what the third layer gives. Tried on the watched clauses:
# the last layer's states alone type worst (its work is the tree), the third's with the embeddings best.
READ = ("/encoder/norm/LayerNormalization_output_0", "/encoder/layers.2/norm2/LayerNormalization_output_0")
ABOVE = 3  # the layer of the model that the head's own layer begins as
WIDTH, HEADS, INNER, HIDDEN = 384, 12, 384, 256
DROPOUT = 0.5
EPOCHS, PIECES, LAYER_RATE, HEAD_RATE, WARM = 6, 300, 7e-4, 1.5e-3, 0.06
TYPE_SHARE = 0.5  # weight of the loss over types beside that over modes
PREFIX = "head."  # of everything in the graph that belongs to the head


class Example(NamedTuple):
    """A clause as pieces, its labels, and the states (2, pieces, WIDTH) that the encoder gives for it."""

    encoded: Encoded
    labels: list[str]
    states: np.ndarray


class Head(nn.Module):
    """States to scores of labels, an entry a word."""

    def __init__(self, labels: Sequence[str]) -> None:
        super().__init__()
        self.layer = Layer(WIDTH, INNER, HEADS, epsilon=1e-12)
        self.drop = nn.Dropout(DROPOUT)
        self.hidden, self.out = nn.Linear(4 * WIDTH, HIDDEN), nn.Linear(HIDDEN, len(labels))

    def forward(self, low: Tensor, high: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        states = (low, self.layer(high, ((1.0 - mask.to(high.dtype)) * -1e4)[:, None, None, :]))
        ends = [torch.gather(x, 1, at.unsqueeze(-1).expand(-1, -1, WIDTH)) for x in states for at in (first, last)]
        return self.out(self.drop(F.gelu(self.hidden(self.drop(torch.cat(ends, -1))))))


class Chances(nn.Module):
    """The head as it goes into the graph."""

    def __init__(self, head: Head) -> None:
        super().__init__()
        self.head = head

    def forward(self, low: Tensor, high: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        return torch.softmax(self.head(low, high, mask, first, last), -1)


def bare(graph: onnx.ModelProto) -> onnx.ModelProto:
    """The model without the head that an earlier run has added."""
    for field in (graph.graph.node, graph.graph.initializer, graph.graph.output):
        kept = [x for x in field if not x.name.startswith(PREFIX) and x.name != TRIGGER]
        del field[:]
        field.extend(kept)
    return graph


def layer_weights(graph: onnx.ModelProto) -> dict[str, Tensor]:
    """The model's layer ABOVE, from its int8 matrices; the inner part is cut to INNER."""
    stored = {i.name: i for i in graph.graph.initializer}
    nodes = {n.name: n for n in graph.graph.node}
    place = f"/encoder/layers.{ABOVE}/"
    out: dict[str, Tensor] = {}
    for name in ("query", "key", "value", "mix", "grow", "shrink"):
        node = nodes.get(f"{place}{name}/MatMul_quant")
        if node is not None:
            whole = numpy_helper.to_array(stored[node.input[1]]).astype(np.float32)
            scale = numpy_helper.to_array(stored[node.input[1].replace("_quantized", "_scale")])
            matrix = whole * scale
        else:
            matrix = numpy_helper.to_array(stored[nodes[f"{place}{name}/MatMul"].input[1]])
        bias = numpy_helper.to_array(stored[f"model.encoder.layers.{ABOVE}.{name}.bias"])
        if name == "grow":
            matrix, bias = matrix[:, :INNER], bias[:INNER]
        elif name == "shrink":
            matrix = matrix[:INNER]
        out[f"{name}.weight"], out[f"{name}.bias"] = torch.tensor(matrix.T.copy()), torch.tensor(bias.copy())
    for name in ("norm1", "norm2"):
        for part in ("weight", "bias"):
            value = numpy_helper.to_array(stored[f"model.encoder.layers.{ABOVE}.{name}.{part}"])
            out[f"{name}.{part}"] = torch.tensor(value.copy())
    return out


def examples(clauses: Sequence[marked.Clause], graph: onnx.ModelProto, vocabulary: WordPiece) -> list[Example]:
    """Runs the encoder over all clauses, one at a time as at run time."""
    shown = onnx.ModelProto()
    shown.CopyFrom(graph)
    del shown.graph.output[:]
    for name in READ:
        shown.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, ["B", "T", WIDTH]))
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    session = ort.InferenceSession(shown.SerializeToString(), options, providers=["CPUExecutionProvider"])
    cut = Tokenizer()
    out = []
    for found in clauses:
        tokens = [t for t in cut(found.text) if not t.is_space]
        words = [t.text for t in tokens]
        encoded = encode(words, vocabulary)
        batch = collate([encoded])._asdict()
        states = session.run(list(READ), {i.name: batch[i.name] for i in session.get_inputs()})
        labels = marked.labels(found, [t.idx for t in tokens], words)
        if sum(label != marked.NOTHING for label in labels) != len(found.marks):
            raise ValueError(f"two marks in one word: {found.text}")
        out.append(Example(encoded, labels, np.concatenate(states).astype(np.float16)))
    return out


def batches(found: Sequence[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Examples of like length together, `size` pieces a batch, the batches shuffled."""
    by_length = sorted(found, key=lambda e: len(e.encoded.ids) + 4 * rng.random())
    groups: list[list[Example]] = [[]]
    for example in by_length:
        if groups[-1] and (len(groups[-1]) + 1) * len(example.encoded.ids) > size:
            groups.append([])
        groups[-1].append(example)
    rng.shuffle(groups)
    yield from groups


def tensors(group: Sequence[Example], numbers: dict[str, int]) -> tuple[list[Tensor], Tensor]:
    batch = collate([e.encoded for e in group])
    states = torch.zeros(2, *batch.ids.shape, WIDTH)
    gold = torch.full(batch.first.shape, -100)
    for row, example in enumerate(group):
        states[:, row, : len(example.encoded.ids)] = torch.from_numpy(example.states.astype(np.float32))
        gold[row, : len(example.labels)] = torch.tensor([numbers[label] for label in example.labels])
    return [states[0], states[1], *(torch.from_numpy(x) for x in (batch.mask, batch.first, batch.last))], gold


def train(found: Sequence[Example], labels: Sequence[str], start: dict[str, Tensor], seed: int) -> Head:
    """The head after EPOCHS over the examples; the rate falls to nothing."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    head = Head(labels)
    head.layer.load_state_dict(start)
    numbers = {label: i for i, label in enumerate(labels)}
    types = sorted({label.partition("/")[0] for label in labels})
    type_of = torch.tensor([types.index(label.partition("/")[0]) for label in labels])
    gathers = F.one_hot(type_of, len(types)).float()
    rest = [p for name, p in head.named_parameters() if not name.startswith("layer")]
    groups = [{"params": head.layer.parameters(), "top": LAYER_RATE}, {"params": rest, "top": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, lr=HEAD_RATE, weight_decay=0.01)
    step, steps = 0, EPOCHS * sum(1 for _ in batches(found, PIECES, random.Random(seed)))
    for epoch in range(EPOCHS):
        total = 0.0
        for group in batches(found, PIECES, rng):
            done = min(step / steps, 1.0)
            for part in optimiser.param_groups:
                part["lr"] = part["top"] * min(1.0, done / WARM) * (1 - done)
            step += 1
            inputs, gold = tensors(group, numbers)
            with torch.autocast("cpu", torch.bfloat16):
                scores = head(*inputs)
            kept = gold.flatten() >= 0
            scores, gold = scores.float().flatten(0, 1)[kept], gold.flatten()[kept]
            chance = torch.softmax(scores, -1) @ gathers
            loss = F.cross_entropy(scores, gold) + TYPE_SHARE * F.nll_loss(torch.log(chance + 1e-8), type_of[gold])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 2.0)
            optimiser.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {total / (steps / EPOCHS):.3f}", flush=True)
    return head.eval()


def join(graph: onnx.ModelProto, head: Head, labels: Sequence[str]) -> onnx.ModelProto:
    """The graph with the head quantised into it."""
    names = ["low", "high", "mask", "first", "last"]
    example = (
        torch.randn(2, 14, WIDTH), torch.randn(2, 14, WIDTH), torch.ones(2, 14, dtype=torch.long),
        *(torch.arange(9).expand(2, 9).contiguous() for _ in range(2)),
    )  # fmt: skip
    axes = {name: {0: "B", 1: "N" if name in ("first", "last") else "T"} for name in names}
    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder) / "full.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            Chances(head).eval(), example, str(full), input_names=names, output_names=[TRIGGER],
            dynamic_axes=axes | {TRIGGER: {0: "B", 1: "N"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(
            full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )  # fmt: skip
        added = onnx.load(str(small))
    outer = dict(zip(names, (*READ, "mask", "first", "last"), strict=True)) | {TRIGGER: TRIGGER, "": ""}

    def renamed(values: Sequence[str]) -> list[str]:
        return [outer.get(value, PREFIX + value) for value in values]

    for stored in added.graph.initializer:
        stored.name = PREFIX + stored.name
        graph.graph.initializer.append(stored)
    for node in added.graph.node:
        node.name = PREFIX + node.name
        inputs, outputs = renamed(node.input), renamed(node.output)
        del node.input[:], node.output[:]
        node.input.extend(inputs)
        node.output.extend(outputs)
        graph.graph.node.append(node)
    domains = {o.domain for o in graph.opset_import}
    graph.opset_import.extend(o for o in added.opset_import if o.domain not in domains)
    graph.graph.output.append(helper.make_tensor_value_info(TRIGGER, onnx.TensorProto.FLOAT, ["B", "N", len(labels)]))
    onnx.checker.check_model(graph)
    return graph


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--model", type=Path, default=MODEL)
    options.add_argument("--clauses", type=Path, default=CLAUSES)
    options.add_argument("--seed", type=int, default=1)
    args = options.parse_args()
    torch.set_num_threads(1)
    graph = bare(onnx.load(str(args.model / "weights.onnx")))
    clauses = [c for c in marked.read(args.clauses) if c.part != "sealed"]
    labels = [marked.NOTHING, *sorted({label for c in clauses for _, _, label in c.marks})]
    found = examples([c for c in clauses if c.part == "train"], graph, WordPiece(args.model / "vocabulary.txt"))
    print(f"{len(found)} clauses, {sum(len(e.labels) for e in found)} words, {len(labels) - 1} labels", flush=True)
    head = train(found, labels, layer_weights(graph), args.seed)
    onnx.save(join(graph, head, labels), str(args.model / "weights.new"))
    listed = json.loads((args.model / "labels.json").read_text("utf-8")) | {"triggers": labels}
    (args.model / "labels.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
    (args.model / "weights.new").replace(args.model / "weights.onnx")
    print("weights", round((args.model / "weights.onnx").stat().st_size / 1e6, 2), "MB")


if __name__ == "__main__":
    main()
