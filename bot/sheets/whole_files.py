"""Files that are written whole or not at all, whatever happens: a full disk, Ctrl-C, a crash."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Self, TextIO

from bot.errors import InputError
from bot.sheets.documents import shown


@contextmanager
def whole_file(path: Path, mode: int | None = None, *, in_new_folder: bool = False) -> Iterator[TextIO]:
    """Written beside the target, with this mode if given, and moved into place when complete."""
    try:
        place = path.resolve() if path.is_file() else path  # a link stays one
        with _made(place.parent) if in_new_folder else nullcontext(), _opened(place, mode) as file:
            yield file
    except BrokenPipeError:  # whoever read it has seen enough
        raise
    except OSError as error:
        raise InputError(f"{shown(path)} cannot be written: {error.strerror}.") from error


@contextmanager
def _made(folder: Path) -> Iterator[None]:
    """A folder for new files, removed again if they are not written."""
    missing = _missing(folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


def _missing(folder: Path) -> list[Path]:
    """The folders to create for it, innermost first."""
    return [each for each in (folder, *folder.parents) if not each.exists()]


def _opened(place: Path, mode: int | None) -> AbstractContextManager[TextIO]:
    """A device, or a file that nothing can stand beside, is written in place."""
    if place.exists() and not (place.is_file() and _is_open(place.parent)):
        if mode is not None and place.is_file():
            place.chmod(mode)
        return place.open("w", encoding="utf-8", newline="")
    return _beside(place, mode)


def _is_open(folder: Path) -> bool:
    return os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


@contextmanager
def _beside(path: Path, mode: int | None) -> Iterator[TextIO]:
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else mode)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        if mode is None and path.exists():
            draft.chmod(path.stat().st_mode)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


class NewFiles:
    """Files that belong together, none of which may exist yet."""

    def __init__(self) -> None:
        self._made: list[Path] = []

    @classmethod
    @contextmanager
    def together(cls) -> Iterator[Self]:
        """Write all of them or none, nor any of the folders created for them."""
        files = cls()
        try:
            yield files
        except BaseException:
            files._undo()
            raise

    def write(self, path: Path, text: str) -> None:
        require_free(path)
        self._make(path.parent)
        with whole_file(path) as file:
            file.write(text)
        self._made.append(path)

    def _make(self, folder: Path) -> None:
        for each in reversed(_missing(folder)):
            try:
                each.mkdir()
            except OSError as error:
                raise InputError(f"{shown(each)} cannot be made: {error.strerror}.") from error
            self._made.append(each)

    def _undo(self) -> None:
        for path in reversed(self._made):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()


def require_free(path: Path) -> None:
    if path.exists():
        raise InputError(f"{shown(path)} is there already; nothing was written over.")
