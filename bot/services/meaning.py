"""Opens the sentence encoder that the settings name, with the vectors it made before."""

from pathlib import Path

from bot.matching.forest import knows
from bot.matching.meaning import Meaning
from bot.meaning.encoder import open_encoder
from bot.meaning.models import folder_of
from bot.meaning.vectors import Progress, Vectors


def open_meaning(setting: str, database: Path, progress: Progress | None = None) -> Meaning:
    """The model of a name, or in a folder; MeaningError says why it cannot be had."""
    encoder = open_encoder(folder_of(setting, database))
    vectors = Vectors(encoder, database.with_suffix(".vectors.npz"), progress)
    return Meaning(encoder.encode, vectors.of, knows(encoder.encode), vectors.keep)


def is_decisive(folder: Path) -> bool:
    """Whether the decision knows the model in a folder, and does not only offer what it finds."""
    return knows(open_encoder(folder).encode)
