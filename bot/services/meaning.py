"""Opens the sentence encoder that the settings name, with the vectors it made before."""

from pathlib import Path

from bot.matching.forest import knows
from bot.matching.meaning import Meaning
from bot.meaning.encoder import open_encoder
from bot.meaning.models import folder_of
from bot.meaning.vectors import Progress, Vectors


def open_meaning(setting: str, database: Path, progress: Progress | None = None) -> Meaning:
    """Open the model of this name or folder; MeaningError says why that is not possible."""
    encoder = open_encoder(folder_of(setting, database))
    vectors = Vectors(encoder, database.with_suffix(".vectors.npz"), progress)
    return Meaning(encoder.encode, vectors.of, knows(encoder.encode), vectors.keep)


def is_decisive(folder: Path) -> bool:
    """Whether the learned decision was trained with the model in this folder, so that it may decide."""
    return knows(open_encoder(folder).encode)
