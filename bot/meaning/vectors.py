"""The vectors of a sheet's texts, kept in a file beside the database so that each text is encoded once.

A vector is found by a hash of its text; the file names the model that made them, by its content. It holds
nothing that cannot be made again: one that is damaged, or of another model, is started anew.
"""

import contextlib
import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.matching.meaning import WATCHER
from bot.meaning.encoder import Encoder

LOG: Final = logging.getLogger(__name__)
_KEY_BYTES: Final = 16
# Half the size of what the encoder gives, and cosines are the same to three digits.
_KEPT: Final = np.float16

# Called with how many texts are encoded and how many there are, before the first and after each.
Progress = Callable[[int, int], None]


class Vectors:
    """Encodes each text of a sheet once; those of a sheet that was only tried are kept as well."""

    def __init__(self, encoder: Encoder, path: Path, progress: Progress | None = None) -> None:
        self._encoder = encoder
        self._path = path
        self._progress = progress
        self._known = _read(path, encoder.identity)

    def __len__(self) -> int:
        return len(self._known)

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each text; new ones are encoded and kept."""
        keys = list(map(_key, texts))
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            try:
                self._encode(new)
            finally:  # what was encoded before an interruption need not be encoded again
                self._write()
        return np.array([self._known[key] for key in keys], np.float32)

    def keep(self, texts: Iterable[str]) -> None:
        """Forget everything except these texts of the serving sheet."""
        wanted = set(map(_key, texts))
        if self._known.keys() - wanted:
            self._known = {key: vector for key, vector in self._known.items() if key in wanted}
            self._write()

    def _encode(self, new: dict[bytes, str]) -> None:
        told = [told for told in (self._progress, WATCHER.get()) if told is not None]
        for done, (key, text) in enumerate(new.items()):
            for tell in told:
                tell(done, len(new))
            self._known[key] = self._encoder.encode(text).astype(_KEPT)
        for tell in told:
            tell(len(new), len(new))

    def _write(self) -> None:
        """All or nothing; if nothing can be written, the next start encodes again."""
        try:
            _write(self._path, self._encoder.identity, self._known)
        except OSError as error:
            LOG.warning("The vectors of the sheet could not be kept in %s: %s", self._path, error.strerror)


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def _read(path: Path, identity: str) -> dict[bytes, NDArray[np.float16]]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if str(kept["model"]) != identity:
                return {}
            keys, vectors = kept["keys"], kept["vectors"]
            return dict(zip(map(bytes, keys), vectors, strict=True))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        LOG.warning("The vectors in %s cannot be read and are made again: %s", path, type(error).__name__)
        return {}


def _write(path: Path, identity: str, known: dict[bytes, NDArray[np.float16]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # for its owner alone
    try:
        with os.fdopen(number, "wb") as file:
            np.savez(
                file,
                model=np.array(identity),
                keys=np.frombuffer(b"".join(known), np.uint8).reshape(-1, _KEY_BYTES),
                vectors=np.array(list(known.values()), _KEPT),
            )
        Path(draft).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise
