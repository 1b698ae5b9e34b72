"""The vectors of a sheet's texts, kept in a file beside the database so that each text is encoded once.

A vector is found by a hash of its text; the file names the model that made them, by its content. It holds
nothing that cannot be made again: one that is damaged, or of another model, is started anew. Where the
decision goes by what each word means, the words of a text are kept beside its vector.
"""

import contextlib
import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.matching.meaning import WATCHER
from bot.matching.word_meaning import Axes, Kept, Reading
from bot.meaning.encoder import Encoder

LOG: Final = logging.getLogger(__name__)
_KEY_BYTES: Final = 16
# Half the size of what the encoder gives, and cosines are the same to three digits.
_KEPT: Final = np.float16
_NO_WORDS: Final = np.zeros((0, 0), _KEPT)

# Called with how many texts are encoded and how many there are, before the first and after each.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a text."""

    vector: Kept
    words: Kept


class Vectors:
    """Encodes each text of a sheet once; those of a sheet that was only tried are kept as well."""

    def __init__(
        self, encoder: Encoder, path: Path, progress: Progress | None = None, axes: Axes | None = None
    ) -> None:
        self._encoder = encoder
        self._axes = axes
        self._identity = f"{encoder.identity} {axes.identity if axes else 'without words'}"
        self._path = path
        self._progress = progress
        self._known = _read(path, self._identity)

    def __len__(self) -> int:
        return len(self._known)

    def of(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row for each text; new ones are encoded and kept."""
        return np.array([one.vector for one in self._all(texts)], np.float32)

    def words_of(self, texts: Sequence[str]) -> list[Kept]:
        """The words of each text, along the axes."""
        return [one.words for one in self._all(texts)]

    def read(self, question: str) -> Reading:
        """A question's vector and words, of which nothing is kept."""
        made = self._encoder.read(question)
        words = _NO_WORDS if self._axes is None else self._axes.of(made.tokens)
        return Reading(made.vector, words, made.spans)

    def _all(self, texts: Sequence[str]) -> list[Known]:
        keys = list(map(_key, texts))
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            try:
                self._encode(new)
            finally:  # what was encoded before an interruption need not be encoded again
                self._write()
        return [self._known[key] for key in keys]

    def keep(self, texts: Iterable[str]) -> None:
        """Forget everything except these texts of the serving sheet."""
        wanted = set(map(_key, texts))
        if self._known.keys() - wanted:
            self._known = {key: one for key, one in self._known.items() if key in wanted}
            self._write()

    def _encode(self, new: dict[bytes, str]) -> None:
        told = [told for told in (self._progress, WATCHER.get()) if told is not None]
        for done, (key, text) in enumerate(new.items()):
            for tell in told:
                tell(done, len(new))
            reading = self.read(text)
            self._known[key] = Known(reading.vector.astype(_KEPT), reading.words)
        for tell in told:
            tell(len(new), len(new))

    def _write(self) -> None:
        """All or nothing; if nothing can be written, the next start encodes again."""
        try:
            _write(self._path, self._identity, self._known)
        except OSError as error:
            LOG.warning("The vectors of the sheet could not be kept in %s: %s", self._path, error.strerror)


def _key(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_KEY_BYTES).digest()


def _read(path: Path, identity: str) -> dict[bytes, Known]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            if str(kept["model"]) != identity:
                return {}
            ends = kept["lengths"].cumsum()[:-1]
            known = map(Known, kept["vectors"], np.split(kept["words"], ends))
            return dict(zip(map(bytes, kept["keys"]), known, strict=True))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        LOG.warning("The vectors in %s cannot be read and are made again: %s", path, type(error).__name__)
        return {}


def _write(path: Path, identity: str, known: dict[bytes, Known]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    number, draft = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")  # for its owner alone
    try:
        with os.fdopen(number, "wb") as file:
            np.savez(
                file,
                model=np.array(identity),
                keys=np.frombuffer(b"".join(known), np.uint8).reshape(-1, _KEY_BYTES),
                vectors=np.array([one.vector for one in known.values()], _KEPT),
                words=np.concatenate([one.words for one in known.values()] or [_NO_WORDS]),
                lengths=np.array([len(one.words) for one in known.values()], np.int64),
            )
        Path(draft).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(draft).unlink()
        raise
