"""A tiny sentence encoder in a folder, and what is made with it; skipped where the extra is not installed."""

from pathlib import Path

import pytest

from bot.meaning.encoder import Encoder, open_encoder


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.meaning.tiny_model import build

    return build(tmp_path_factory.mktemp("model"))


@pytest.fixture
def encoder(model: Path) -> Encoder:
    return open_encoder(model)
