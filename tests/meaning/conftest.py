"""A tiny sentence encoder in a folder, and what is made with it."""

from pathlib import Path

import pytest

from bot.meaning.encoder import Encoder, open_encoder
from tests.meaning.tiny_model import build


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("model"))


@pytest.fixture
def encoder(model: Path) -> Encoder:
    return open_encoder(model)
