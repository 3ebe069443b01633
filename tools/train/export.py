"""Checkpoint to the package's model folder: `python -m tools.train.export CHECKPOINT... --encoder DIR --out DIR`."""

import argparse
import json
import shutil
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dragoman.nlp.encoding import Batch
from dragoman.nlp.network import OUTPUTS
from tools.train.model import Exported, Model

# The first layers' activations after GELU hold outliers that 8 bits do not bear: kept whole, these two matrices bring
# GUM dev from LAS 88.8 to 89.2, the figure without quantising, for 3.5 MB. Heads and later layers gave nothing.
KEPT = ["/encoder/layers.0/shrink/MatMul", "/encoder/layers.1/shrink/MatMul"]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("checkpoints", type=Path, nargs="+", help="several of one run are averaged")
    options.add_argument("--encoder", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--full", type=Path, help="keep the unquantised file here")
    args = options.parse_args()
    torch.set_num_threads(1)
    states = [torch.load(path) for path in args.checkpoints]
    state = states[0]
    weights = {name: sum(s["model"][name] for s in states) / len(states) for name in state["model"]}
    labels = state["labels"]
    model = Model(args.encoder, upos=len(labels["upos"]), xpos=len(labels["xpos"]), relations=len(labels["relations"]))
    model.load_state_dict(weights)
    exported = Exported(model, root=labels["relations"].index("root")).eval()
    ones, places = torch.ones(2, 14, dtype=torch.long), torch.arange(9).expand(2, 9).contiguous()
    example = (torch.randint(1000, 2000, (2, 14)), ones, ones, places, places)
    args.out.mkdir(parents=True, exist_ok=True)
    full = args.full or args.out / "full.onnx"
    inputs = list(Batch._fields)
    axes = {name: {0: "B", 1: "T" if name in ("ids", "shapes", "mask") else "N"} for name in inputs}
    axes |= {name: {0: "B", 1: "N"} for name in OUTPUTS}
    axes["arc"][2] = axes["rel"][2] = "N1"
    torch.onnx.export(
        exported, example, str(full), input_names=inputs, output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    # reduce_range keeps int8 sums from overflowing on processors without VNNI.
    quantize_dynamic(
        full, args.out / "weights.new", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"], nodes_to_exclude=KEPT,
    )  # fmt: skip
    (args.out / "labels.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    shutil.copyfile(args.encoder / "vocab.txt", args.out / "vocabulary.txt")
    (args.out / "weights.new").replace(args.out / "weights.onnx")
    if not args.full:
        full.unlink()
    print("weights", round((args.out / "weights.onnx").stat().st_size / 1e6, 1), "MB")


if __name__ == "__main__":
    main()
