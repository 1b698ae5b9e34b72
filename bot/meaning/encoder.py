"""A sentence encoder read from a folder: a model in ONNX, its tokenizer, and the vectors they make of texts.

onnxruntime and tokenizers are imported when a folder is opened, and nowhere else.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.errors import MeaningError

Vector = NDArray[np.float32]
# As model hubs and exporters name them; the first that is there is read, a quantized one before the full one.
MODELS: Final = ("model_quantized.onnx", "model.onnx", "model_optimized.onnx")
TOKENIZER: Final = "tokenizer.json"
_POOLING: Final = Path("1_Pooling/config.json")
_LONGEST: Final = 256  # tokens: what all-MiniLM-L6-v2 was made for; a text's beginning says what it is about
_ERRORS_ONLY: Final = 3
# From 1.29 on onnxruntime tells its maker of the machine and of each model, from its import on.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text's vector of length 1, and one for each of its tokens with where it stands: none without a place.

    A model that gives a single vector has none of tokens.
    """

    vector: Vector
    tokens: NDArray[np.float32]
    spans: Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Encoder:
    """Turns texts into vectors of length 1, one text at a time, so that a vector depends on its text alone.

    In a batch, the activations of a quantized model would be scaled by the other texts as well; and on one
    thread a batch saves nothing.
    """

    model_file: Path
    tokenizer_file: Path
    session: Any
    tokenizer: Any
    first_token: bool

    @cached_property
    def identity(self) -> str:
        """Which model this is, by a hash of its content."""
        digest = hashlib.sha256()
        for path in (self.model_file, self.tokenizer_file):
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()

    @cached_property
    def _inputs(self) -> frozenset[str]:
        return frozenset(given.name for given in self.session.get_inputs())

    def encode(self, text: str) -> Vector:
        """The vector of a text; its cosine with another is their product."""
        return self.read(text).vector

    def read(self, text: str) -> Encoded:
        """The same, with what the model makes of each token."""
        cut = self.tokenizer.encode(text.encode("utf-8", "replace").decode("utf-8"))
        ids = cut.ids or [0]
        rows = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": [0] * len(ids)}
        fed = {name: np.array([row], np.int64) for name, row in rows.items() if name in self._inputs}
        output = np.asarray(self.session.run(None, fed)[0], np.float32)[0]
        if output.ndim == 1:
            return Encoded(_of_length_one(output), np.zeros((0, len(output)), np.float32), ())
        placed = [at for at, (start, end) in enumerate(cut.offsets) if end > start]
        pooled = output[0] if self.first_token else output.mean(axis=0)
        return Encoded(_of_length_one(pooled), output[placed], [cut.offsets[at] for at in placed])


def _of_length_one(vector: Vector) -> Vector:
    return np.asarray(vector / (float(np.linalg.norm(vector)) or 1.0), np.float32)


def open_encoder(folder: Path) -> Encoder:
    """The encoder in a folder; MeaningError says what is missing and what to do."""
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise MeaningError(
            f"The package {error.name} is not installed. "
            "Install it in the project's folder: pip install '.[meaning]'"
        ) from error
    onnxruntime.disable_telemetry_events()  # those of Windows, which asks no variable
    model_file, tokenizer_file = _files(folder)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = _ERRORS_ONLY
    try:
        session = onnxruntime.InferenceSession(str(model_file), options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(tokenizer_file))
        first_token = _pools_first_token(folder)
    except Exception as error:  # both libraries raise what their other languages threw
        raise MeaningError(f"The model in {folder} cannot be read. Please fetch it again.") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(_LONGEST)
    encoder = Encoder(model_file, tokenizer_file, session, tokenizer, first_token)
    _try(encoder, folder)
    return encoder


def _try(encoder: Encoder, folder: Path) -> None:
    """A model of another kind takes other inputs, or returns no vector of numbers."""
    try:
        usable = bool(np.isfinite(vector := encoder.encode("a")).all()) and vector.ndim == 1
    except Exception as error:
        raise MeaningError(f"The model in {folder} is not a sentence encoder.") from error
    if not usable:
        raise MeaningError(f"The model in {folder} is not a sentence encoder.")


def _files(folder: Path) -> tuple[Path, Path]:
    if not folder.is_dir():
        raise MeaningError(f"There is no folder {folder}.")
    model, tokenizer = _model_file(folder), folder / TOKENIZER
    if not tokenizer.is_file():
        raise MeaningError(f"The folder {folder} holds no {TOKENIZER}.")
    return model, tokenizer


def _model_file(folder: Path) -> Path:
    places = (folder / inner / name for inner in (".", "onnx") for name in MODELS)
    model = next((path for path in places if path.is_file()), None)
    if model is None:
        raise MeaningError(
            f"The folder {folder} holds no model: a file such as {MODELS[1]} or onnx/{MODELS[1]}."
        )
    return model


def _pools_first_token(folder: Path) -> bool:
    """Most models average all tokens; some, as their folder then says, take the first one."""
    try:
        told = json.loads((folder / _POOLING).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return False
    return bool(told.get("pooling_mode_cls_token"))
