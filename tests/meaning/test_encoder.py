"""Reading a model's folder: vectors of length 1, or a sentence that says what is missing."""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest

from bot.errors import MeaningError
from bot.meaning.encoder import Encoder, open_encoder
from tests.child_process import completed
from tests.each_row import each_row
from tests.forked_process import PROJECT
from tests.meaning.tiny_model import build

OPEN = """
import sys
from pathlib import Path
from bot.meaning.encoder import open_encoder
open_encoder(Path(sys.argv[1]))
"""


def cosine(encoder: Encoder, one: str, other: str) -> float:
    return float(encoder.encode(one) @ encoder.encode(other))


def test_a_vector_has_length_one_and_depends_on_its_text_alone(encoder: Encoder) -> None:
    first = encoder.encode("how tall is the lamp")
    encoder.encode("something else entirely")

    assert np.linalg.norm(first) == pytest.approx(1.0)
    assert (encoder.encode("how tall is the lamp") == first).all()


def test_texts_of_one_meaning_are_alike_whatever_their_words(encoder: Encoder) -> None:
    assert cosine(encoder, "how tall is the lantern", "height of the lamp") > 0.9
    assert cosine(encoder, "wann leuchtete der leuchtturm", "when was the lighthouse lit") > 0.9
    assert cosine(encoder, "how tall is the lantern", "when did visitors come") < 0.3


def test_each_token_of_the_text_has_a_vector_and_a_place(encoder: Encoder) -> None:
    made = encoder.read("Height of the lamp")

    assert made.spans == [(0, 6), (7, 9), (10, 13), (14, 18)]
    assert made.tokens.shape == (4, len(made.vector))
    assert (made.vector == encoder.encode("Height of the lamp")).all()
    assert len(encoder.read("").tokens) == 0


@each_row("text", ["", "   ", "zebra", "lamp " * 5000, "\ud800"])
def test_any_text_has_a_vector_of_numbers(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.encode(text)).all()


def test_the_first_token_alone_counts_where_the_folder_says_so(model: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(model, tmp_path / "first")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}))

    assert cosine(open_encoder(folder), "lamp of the sea", "lamp of the night") > 0.99
    assert cosine(open_encoder(model), "lamp of the sea", "lamp of the night") < 0.9


def test_the_same_content_is_the_same_model_wherever_it_lies(model: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(model, tmp_path / "copy")

    assert open_encoder(copy).identity == open_encoder(model).identity
    assert open_encoder(build(tmp_path / "other", seed=1)).identity != open_encoder(model).identity


@pytest.mark.parametrize(
    ("lost", "said"),
    [
        ("model.onnx", "holds no model"),
        ("tokenizer.json", "holds no tokenizer.json"),
    ],
)
def test_a_folder_without_a_file_is_told(model: Path, tmp_path: Path, lost: str, said: str) -> None:
    folder = shutil.copytree(model, tmp_path / "model")
    (folder / lost).unlink()

    with pytest.raises(MeaningError, match=said):
        open_encoder(folder)


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json"])
def test_a_damaged_file_is_told(model: Path, tmp_path: Path, file: str) -> None:
    folder = shutil.copytree(model, tmp_path / "model")
    (folder / file).write_bytes((folder / file).read_bytes()[:100])

    with pytest.raises(MeaningError, match="cannot be read"):
        open_encoder(folder)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MeaningError, match="There is no folder"):
        open_encoder(tmp_path / "nowhere")


@pytest.mark.parametrize("package", ["onnxruntime", "tokenizers"])
def test_a_missing_package_is_told_with_what_installs_it(
    model: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(MeaningError, match=rf"{package}.*pip install '\.\[meaning\]'"):
        open_encoder(model)


def test_onnxruntime_keeps_nothing_to_tell_its_maker(model: Path, tmp_path: Path) -> None:
    """What it would send it first writes into a folder of its own below the home."""
    alone = {"HOME": str(tmp_path), "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}

    result = completed([sys.executable, "-c", OPEN, model], env=alone)

    assert (result.returncode, result.stderr) == (0, "")
    assert list(tmp_path.iterdir()) == []
