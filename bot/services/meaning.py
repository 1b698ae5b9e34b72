"""Opens the sentence encoder that the settings name, with the vectors it made before."""

from pathlib import Path

from bot.matching.forest import knows
from bot.matching.meaning import Meaning, cosine_of_strangers
from bot.matching.word_meaning import WordReader, axes
from bot.meaning.encoder import open_encoder
from bot.meaning.models import folder_of
from bot.meaning.vectors import Progress, Vectors


def open_meaning(setting: str, database: Path, progress: Progress | None = None) -> Meaning:
    """Open the model of this name or folder; MeaningError says why that is not possible."""
    encoder = open_encoder(folder_of(setting, database))
    known = knows(encoder.encode)
    vectors = Vectors(encoder, database.with_suffix(".vectors.npz"), progress, axes() if known else None)
    words = WordReader(vectors.read, vectors.words_of) if known else None
    strangers = 0.0 if known else cosine_of_strangers(encoder.encode)
    return Meaning(encoder.encode, vectors.of, known, vectors.keep, words, strangers)


def is_decisive(folder: Path) -> bool:
    """Whether the learned decision was trained with the model in this folder, so that it may decide."""
    return knows(open_encoder(folder).encode)
