"""Downloads a model's files from a hub or a mirror of it, when an operator says so."""

import http.client
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from bot.errors import InputError, MeaningError
from bot.meaning.models import PublishedModel

_CHUNK: Final = 1 << 18
_SECONDS: Final = 30.0

# Called with the file, how many bytes of it are here, and how many there are (None: nobody said).
Progress = Callable[[str, int, int | None], None]


def fetch(model: PublishedModel, folder: Path, hub: str, progress: Progress) -> None:
    """All files or none: they are written to a folder beside, which finally replaces the old one."""
    if urlsplit(hub).scheme not in {"http", "https"}:
        raise InputError(f"{hub} is not a web address; one begins with https://")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{model.name}.") as draft:
            there = Path(draft) / model.name
            there.mkdir()
            for remote, local in model.files:
                address = f"{hub.rstrip('/')}/{model.repository}/resolve/main/{remote}"
                _download(address, there / local, progress)
            if folder.exists():
                folder.replace(Path(draft) / "old")
            there.replace(folder)
    except OSError as error:
        raise MeaningError(f"{folder} cannot be written: {error.strerror}.") from error


def _download(address: str, file: Path, progress: Progress) -> None:
    try:
        with urlopen(address, timeout=_SECONDS) as answer, file.open("wb") as out:  # noqa: S310 - checked by fetch
            told = answer.headers.get("Content-Length")
            total = int(told) if told else None
            done = 0
            progress(file.name, done, total)
            while chunk := answer.read(_CHUNK):
                out.write(chunk)
                done += len(chunk)
                progress(file.name, done, total)
    except (URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        if isinstance(error, HTTPError):
            error.close()  # it holds the connection
        reason = getattr(error, "reason", None) or error
        raise MeaningError(f"{address} cannot be fetched: {reason}.") from error
    if total is not None and done != total:
        raise MeaningError(f"{address} broke off after {done:,} of {total:,} bytes. Please try again.")
