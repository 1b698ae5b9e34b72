"""A sentence encoder that fits into a test: a real BERT in ONNX, whose words mean what a test wants."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="the extra meaning is not installed")
pytest.importorskip("onnxruntime", reason="the extra meaning is not installed")
tokenizers = pytest.importorskip("tokenizers", reason="the extra meaning is not installed")

# Each line is one meaning, in whatever words and language; words that stand nowhere mean nothing.
MEANINGS = (
    "lit shine glow illuminated begin leuchtete erstmals",
    "lighthouse beacon tower leuchtturm",
    "high height tall metres elevation hoch",
    "lamp lantern bulb lampe",
    "sea ocean water meer",
    "miss missed failed skipped",
    "night nights darkness",
    "visitors visit tourists guests besucher",
    "open opens admitted",
    "who builder architect constructed",
    "when year date wann",
)
HEADS, WIDTH, INNER, PLACES = 2, 32, 8, 256
EPSILON = 0.05  # large, so that a word without meaning does not become one of length 1
UNKNOWN = "[UNK]"


def build(folder: Path, meanings: Sequence[str] = MEANINGS, *, seed: int = 0) -> Path:
    """A folder as a hub has it, with `model.onnx` and `tokenizer.json`."""
    from bench.meaning.bert import Shape, model

    folder.mkdir(parents=True, exist_ok=True)
    words = {UNKNOWN: -1} | {word: at for at, line in enumerate(meanings) for word in line.split()}
    onnx.save(
        model(_weights(words.values(), seed), Shape(HEADS, layers=1, epsilon=EPSILON)), folder / "model.onnx"
    )
    inner = tokenizers.models.WordLevel({word: at for at, word in enumerate(words)}, unk_token=UNKNOWN)
    tokenizer = tokenizers.Tokenizer(inner)
    tokenizer.normalizer = tokenizers.normalizers.Lowercase()
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    return folder


def _weights(meanings: Iterable[int], seed: int) -> dict[str, np.ndarray]:
    """A direction for each meaning and hardly any for none; the layer adds a little noise of its own."""
    dice = np.random.default_rng(seed)
    directions, _ = np.linalg.qr(dice.normal(size=(WIDTH, WIDTH)))
    rows = [directions[at] * 4 if at >= 0 else np.zeros(WIDTH) for at in meanings]
    layer = "encoder.layer.0"
    shapes = {
        f"{layer}.attention.self.query": (WIDTH, WIDTH),
        f"{layer}.attention.self.key": (WIDTH, WIDTH),
        f"{layer}.attention.self.value": (WIDTH, WIDTH),
        f"{layer}.attention.output.dense": (WIDTH, WIDTH),
        f"{layer}.intermediate.dense": (INNER, WIDTH),
        f"{layer}.output.dense": (WIDTH, INNER),
    }
    weights = {f"{name}.weight": dice.normal(size=shape) * 0.01 for name, shape in shapes.items()}
    weights |= {f"{name}.bias": np.zeros(shape[0]) for name, shape in shapes.items()}
    for name in ("embeddings", f"{layer}.attention.output", f"{layer}.output"):
        weights |= {f"{name}.LayerNorm.weight": np.ones(WIDTH), f"{name}.LayerNorm.bias": np.zeros(WIDTH)}
    weights["embeddings.word_embeddings.weight"] = np.array(rows)
    weights["embeddings.token_type_embeddings.weight"] = np.zeros((2, WIDTH))
    weights["embeddings.position_embeddings.weight"] = np.zeros((PLACES, WIDTH))
    return {name: value.astype(np.float32) for name, value in weights.items()}
