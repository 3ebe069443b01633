"""The network in torch: MiniLM encoder with letter shapes, and heads for tags, tree and entities."""

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from dragoman.nlp.encoding import SHAPES
from tools.train.sentence import ENTITY_TYPES

ARC, RELATION, ENTITY = 256, 96, 192  # widths of the heads
DROPOUT = 0.2
ENTITY_TAGS = ["O", *(f"{part}-{kind}" for kind in ENTITY_TYPES for part in "BI")]


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, width: int, inner: int, heads: int, *, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(width, width) for _ in range(3))
        self.mix = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=epsilon)
        self.grow, self.shrink = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=epsilon)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        size, length, width = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(size, length, self.heads, width // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        seen = torch.softmax(q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias, -1) @ v
        x = self.norm1(x + self.mix(seen.transpose(1, 2).reshape(size, length, width)))
        return self.norm2(x + self.shrink(F.gelu(self.grow(x))))


class Encoder(nn.Module):
    """MiniLM (Apache-2.0) read from its folder, plus an embedding of each piece's letter shape."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        config = json.loads((folder / "config.json").read_text())
        width, epsilon = config["hidden_size"], config["layer_norm_eps"]
        self.width = width
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.shapes = nn.Embedding(SHAPES, width)
        nn.init.normal_(self.shapes.weight, std=0.005)
        self.norm = nn.LayerNorm(width, eps=epsilon)
        self.layers = nn.ModuleList(
            Layer(width, config["intermediate_size"], config["num_attention_heads"], epsilon=epsilon)
            for _ in range(config["num_hidden_layers"])
        )
        # No dropout inside: on a processor its random numbers cost a tenth of the time; the words below have it.
        self._read(load_file(folder / "model.safetensors"))

    def _read(self, weights: dict[str, Tensor]) -> None:
        weights = {name.removeprefix("bert."): value for name, value in weights.items()}
        own = {
            "pieces.weight": weights["embeddings.word_embeddings.weight"],
            "places.weight": weights["embeddings.position_embeddings.weight"],
            "kind": weights["embeddings.token_type_embeddings.weight"][0],
            "shapes.weight": self.shapes.weight,
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "mix": "attention.output.dense", "norm1": "attention.output.LayerNorm", "grow": "intermediate.dense",
            "shrink": "output.dense", "norm2": "output.LayerNorm",
        }  # fmt: skip
        for number in range(len(self.layers)):
            for mine, theirs in names.items():
                for part in ("weight", "bias"):
                    own[f"layers.{number}.{mine}.{part}"] = weights[f"encoder.layer.{number}.{theirs}.{part}"]
        self.load_state_dict(own)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        x = self.pieces(ids) + self.shapes(shapes) + self.places.weight[: ids.shape[1]].unsqueeze(0) + self.kind
        x = self.norm(x)
        bias = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Model(nn.Module):
    """Words to scores of Universal and Penn tags, entity tags, arcs and relations."""

    def __init__(self, encoder: Path, *, upos: int, xpos: int, relations: int) -> None:
        super().__init__()
        self.encoder = Encoder(encoder)
        width = self.encoder.width
        self.relations = relations
        self.drop = nn.Dropout(DROPOUT)
        self.word = nn.Linear(2 * width, width)
        self.upos, self.xpos = nn.Linear(width, upos), nn.Linear(width, xpos)
        self.entity1, self.entity2 = nn.Linear(width, ENTITY), nn.Linear(ENTITY, len(ENTITY_TAGS))
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_child, self.arc_head = nn.Linear(width, ARC), nn.Linear(width, ARC)
        self.arc = nn.Parameter(torch.randn(ARC, ARC) * 0.02)
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.rel_child, self.rel_head = nn.Linear(width, RELATION), nn.Linear(width, RELATION)
        self.rel = nn.Parameter(torch.randn(RELATION, relations * RELATION) * 0.02)
        self.rel_of_child = nn.Linear(RELATION, relations)
        self.rel_of_head = nn.Linear(RELATION, relations, bias=False)

    def words(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> Tensor:
        x = self.encoder(ids, shapes, mask)
        ends = [torch.gather(x, 1, at.unsqueeze(-1).expand(-1, -1, x.shape[-1])) for at in (first, last)]
        return self.drop(F.gelu(self.word(torch.cat(ends, -1))))

    def heads(self, w: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """upos, xpos, entity and arc scores; children's and heads' vectors for relations (root first)."""
        entity = self.entity2(self.drop(F.gelu(self.entity1(w))))
        rooted = torch.cat([self.root.view(1, 1, -1).expand(w.shape[0], 1, -1), w], 1)
        child, head = self.drop(F.gelu(self.arc_child(w))), self.drop(F.gelu(self.arc_head(rooted)))
        arc = (torch.matmul(child, self.arc) + self.arc_bias) @ head.transpose(1, 2)
        rel_child, rel_head = self.drop(F.gelu(self.rel_child(w))), self.drop(F.gelu(self.rel_head(rooted)))
        return self.upos(w), self.xpos(w), entity, arc, rel_child, rel_head

    def relation_scores(self, child: Tensor, chosen: Tensor) -> Tensor:
        """Scores (B, N, relations) of each word's relation to one chosen head."""
        size, length, width = child.shape
        left = torch.matmul(child, self.rel).view(size, length, self.relations, width)
        scores = (left @ chosen.unsqueeze(-1)).squeeze(-1)
        return scores + self.rel_of_child(child) + self.rel_of_head(chosen)

    def all_relations(self, child: Tensor, head: Tensor) -> Tensor:
        """Scores (B, N, relations, N + 1) to every head."""
        size, length, width = child.shape
        left = torch.matmul(child, self.rel).reshape(size, length * self.relations, width)
        scores = (left @ head.transpose(1, 2)).reshape(size, length, self.relations, -1)
        return scores + self.rel_of_child(child).unsqueeze(-1) + self.rel_of_head(head).transpose(1, 2).unsqueeze(1)


class Exported(nn.Module):
    """What goes into the ONNX file: the names and order of dragoman.nlp.network.OUTPUTS."""

    def __init__(self, model: Model, *, root: int) -> None:
        super().__init__()
        self.model = model
        only_root = torch.zeros(model.relations)
        only_root[root] = 1e4
        self.register_buffer("only_root", only_root)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        upos, xpos, entity, arc, child, head = self.model.heads(self.model.words(ids, shapes, mask, first, last))
        scores = self.model.all_relations(child, head) - self.only_root.view(1, 1, -1, 1)
        return upos.argmax(-1), xpos.argmax(-1), entity, arc, scores.argmax(2)
