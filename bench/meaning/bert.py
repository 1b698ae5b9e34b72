"""A BERT encoder as an ONNX model, written node by node from its weights: no deep-learning framework needed.

The names of the weights are those of the published models (`encoder.layer.0.attention.self.query.weight`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, NDArray[np.float32]]
OPSET, IR = 17, 9
FLOATS = {"F32": np.float32, "F16": np.float16}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a model's `config.json` says of it."""

    heads: int
    layers: int
    epsilon: float = 1e-12


def weights_in(file: Path) -> dict[str, NDArray[np.float32]]:
    """The tensors of a `.safetensors` file: eight bytes of length, a header in JSON, the numbers."""
    raw = file.read_bytes()
    start = 8 + int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8:start])
    return {
        name: np.frombuffer(raw[start + at[0] : start + at[1]], FLOATS[told["dtype"]])
        .reshape(told["shape"])
        .astype(np.float32)
        for name, told in header.items()
        if name != "__metadata__" and told["dtype"] in FLOATS
        for at in (told["data_offsets"],)
    }


@dataclass
class Graph:
    """Nodes and constants so far; every step returns the name of what it made."""

    weights: Weights
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: dict[str, onnx.TensorProto] = field(default_factory=dict)

    def node(self, kind: str, *given: str, **attributes: object) -> str:
        name = f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(given), [name], name, **attributes))
        return name

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def weight(self, name: str, *, transposed: bool = False) -> str:
        value = self.weights[name]
        return self.constant(name, value.T if transposed else value)

    def dense(self, given: str, name: str) -> str:
        product = self.node("MatMul", given, self.weight(f"{name}.weight", transposed=True))
        return self.node("Add", product, self.weight(f"{name}.bias"))

    def norm(self, given: str, name: str, epsilon: float) -> str:
        return self.node(
            "LayerNormalization",
            given,
            self.weight(f"{name}.weight"),
            self.weight(f"{name}.bias"),
            axis=-1,
            epsilon=epsilon,
        )

    def gelu(self, given: str) -> str:
        half = self.node("Mul", given, self.constant("half", np.array(0.5, np.float32)))
        scaled = self.node("Div", given, self.constant("root", np.array(np.sqrt(2), np.float32)))
        one = self.node("Add", self.node("Erf", scaled), self.constant("one", np.array(1.0, np.float32)))
        return self.node("Mul", half, one)


def model(weights: Weights, shape: Shape) -> onnx.ModelProto:
    """Token ids and mask in, a vector for every token out; which of them count is the reader's to say."""
    graph = Graph(weights)
    mask = _mask(graph)
    hidden = _embedded(graph, shape)
    for layer in range(shape.layers):
        hidden = _layer(graph, hidden, mask, f"encoder.layer.{layer}", shape)
    size = weights["embeddings.word_embeddings.weight"].shape[1]
    graph.nodes.append(helper.make_node("Identity", [hidden], ["last_hidden_state"]))
    told = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    made = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", size])
    drawn = helper.make_graph(graph.nodes, "bert", told, [made], list(graph.constants.values()))
    built = helper.make_model(drawn, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR)
    onnx.checker.check_model(built)
    return built


def _mask(graph: Graph) -> str:
    """0 for a token that counts and a large negative number for padding, to add to attention scores."""
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    mask = graph.node("Unsqueeze", mask, graph.constant("middle", np.array([1, 2], np.int64)))
    away = graph.node("Sub", graph.constant("one", np.array(1.0, np.float32)), mask)
    return graph.node("Mul", away, graph.constant("far", np.array(-1e9, np.float32)))


def _embedded(graph: Graph, shape: Shape) -> str:
    """Words, the kinds of segment and the places, added and normalised."""
    words = graph.node("Gather", graph.weight("embeddings.word_embeddings.weight"), "input_ids")
    kinds = graph.node("Gather", graph.weight("embeddings.token_type_embeddings.weight"), "token_type_ids")
    length = graph.node("Shape", "input_ids", start=1, end=2)
    places = graph.node(
        "Slice",
        graph.weight("embeddings.position_embeddings.weight"),
        graph.constant("zero", np.array([0], np.int64)),
        length,
    )
    together = graph.node("Add", graph.node("Add", words, kinds), places)
    return graph.norm(together, "embeddings.LayerNorm", shape.epsilon)


def _layer(graph: Graph, hidden: str, mask: str, name: str, shape: Shape) -> str:
    size = graph.weights[f"{name}.attention.self.query.weight"].shape[0]
    width = size // shape.heads
    split = graph.constant("split", np.array([0, 0, shape.heads, width], np.int64))
    joined = graph.constant("joined", np.array([0, 0, size], np.int64))

    def heads(part: str, *order: int) -> str:
        seen = graph.node("Reshape", graph.dense(hidden, f"{name}.attention.self.{part}"), split)
        return graph.node("Transpose", seen, perm=order)

    scores = graph.node("MatMul", heads("query", 0, 2, 1, 3), heads("key", 0, 2, 3, 1))
    scaled = graph.node("Mul", scores, graph.constant("scale", np.array(width**-0.5, np.float32)))
    attention = graph.node("Softmax", graph.node("Add", scaled, mask), axis=-1)
    context = graph.node("MatMul", attention, heads("value", 0, 2, 1, 3))
    flat = graph.node("Reshape", graph.node("Transpose", context, perm=(0, 2, 1, 3)), joined)
    attended = graph.node("Add", graph.dense(flat, f"{name}.attention.output.dense"), hidden)
    attended = graph.norm(attended, f"{name}.attention.output.LayerNorm", shape.epsilon)
    inner = graph.gelu(graph.dense(attended, f"{name}.intermediate.dense"))
    outer = graph.node("Add", graph.dense(inner, f"{name}.output.dense"), attended)
    return graph.norm(outer, f"{name}.output.LayerNorm", shape.epsilon)
