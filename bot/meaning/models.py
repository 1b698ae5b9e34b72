"""The models that settings can name, and where a downloaded or given one lies."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.errors import InputError, MeaningError

HUB: Final = "https://huggingface.co"


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """A model as a hub publishes it, with 8-bit weights; `files` maps its paths there to those here."""

    name: str
    repository: str
    languages: str
    megabytes: int
    files: tuple[tuple[str, str], ...] = (
        ("onnx/model_quantized.onnx", "model_quantized.onnx"),
        ("tokenizer.json", "tokenizer.json"),
    )


MODELS: Final = {
    model.name: model
    for model in (
        PublishedModel("all-MiniLM-L6-v2", "Xenova/all-MiniLM-L6-v2", "English", 24),
        PublishedModel(
            "paraphrase-multilingual-MiniLM-L12-v2",
            "Xenova/paraphrase-multilingual-MiniLM-L12-v2",
            "some fifty languages",
            135,
        ),
    )
}


def home(name: str, database: Path) -> Path:
    """The folder of a named model: beside the database, where a bot may write."""
    return database.parent / "models" / name


def folder_of(setting: str, database: Path) -> Path:
    """The folder for `matching.meaning`, by name or path; MeaningError says how to get it."""
    if setting not in MODELS:
        return Path(setting)
    folder = home(setting, database)
    if not folder.is_dir():
        raise MeaningError(f"The model {setting} is not here yet. Get it with: meaning fetch {setting}")
    return folder


def named(name: str) -> PublishedModel:
    try:
        return MODELS[name]
    except KeyError:
        raise InputError(f"There is no model {name}. There are: {', '.join(MODELS)}.") from None
