"""Reads text files unchanged: UTF-8, every character kept, every failure a sentence.

A sheet is written by people who may not read everything the bot may. So its documents must lie in the sheet's
own folder, be ordinary files, and be none of the bot's own.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from bot.errors import Problem

MEGABYTE: Final = 1_000_000
DOCUMENT_MB: Final = 5
SHEET_MB: Final = 20
DOCUMENT_SETTING, SHEET_SETTING = "knowledge.document_mb", "knowledge.sheet_mb"
SEEDS: Final = "seeds"
_TEXT_SUFFIXES: Final = frozenset((".txt", ".md", ".markdown"))
# The endings of documents that are no plain text, and those of the texts made of them.
TEXTS: Final = {".html": ".md", ".htm": ".md", ".xhtml": ".md", ".pdf": ".txt"}
SYSTEM_FOLDERS: Final = tuple(map(Path, ("/proc", "/sys")))
DATABASE_SUFFIXES: Final = ("", "-wal", "-shm", "-journal")
# A pipe without a writer must not block the bot, nor a link change after it was checked.
FLAGS: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
NO_LINKS: Final = getattr(os, "O_NOFOLLOW", 0)


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """How large the files of a sheet may be, and which files it must not read."""

    document_mb: int = DOCUMENT_MB
    sheet_mb: int = SHEET_MB
    private: tuple[Path, ...] = ()
    database: Path | None = None
    elsewhere: Path | None = None  # where to look for documents that are not beside the sheet

    def withholds(self, path: Path, found: os.stat_result) -> bool:
        """Whether this is the settings, the token, the database or its key, by whatever name."""
        return self._is_of_database(path.name) or path.name.startswith(".env") or self._is_private(found)

    def _is_of_database(self, name: str) -> bool:
        """In any folder: backups keep the names."""
        if self.database is None:
            return False
        own = self.database.name
        return name in {own + suffix for suffix in DATABASE_SUFFIXES} or name.startswith(f"{own}.")

    def _is_private(self, found: os.stat_result) -> bool:
        return any(os.path.samestat(found, other) for other in map(_stat, self._files()) if other)

    def _files(self) -> Iterator[Path]:
        yield from self.private
        if self.database is not None:
            endings = (*DATABASE_SUFFIXES, ".key", ".unwritten", ".forgotten")
            yield from (self.database.with_name(self.database.name + ending) for ending in endings)


class UnreadableFileError(Exception):
    """A file that cannot be read, with a message and a hint."""

    def __init__(self, message: str, hint: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
        self.line, self.column = line, column

    def problem(self, file: str) -> Problem:
        """The problem inside the file itself."""
        return Problem(file, self.line, self.column, self.message, self.hint)


def read_text(path: Path, most_mb: int | None = None, setting: str = SHEET_SETTING) -> str:
    """The text of a file with its line ends, so that offsets stay true; a limit may apply."""
    return _decoded(read_bytes(path, most_mb, setting), shown(path))


def read_bytes(path: Path, most_mb: int | None, setting: str = DOCUMENT_SETTING) -> bytes:
    """The content of a file, unless it is larger than a setting allows."""
    name = shown(path)
    try:
        _require_file(path, name)
        content, _ = _content(path, FLAGS, name, _Cap(most_mb, setting))
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    return content


def read_document(base: Path, file: str, rules: ReadingRules) -> str:
    """The text of a source's document, which must lie in `base` after following all links."""
    if rules.elsewhere is not None and not _lies_in(base, file):
        base = rules.elsewhere
    name = shown(base / file)
    try:
        resolved = _inside(base, file, name)
        _require_file(resolved, name, base)
        _require_text(resolved, base, file, name)
        cap = _Cap(rules.document_mb, DOCUMENT_SETTING)
        content, found = _content(resolved, FLAGS | NO_LINKS, name, cap)
    except (OSError, ValueError, RuntimeError) as error:
        raise _unreadable(name, error) from error
    if rules.withholds(resolved, found):
        raise UnreadableFileError(f"{name} is a private file of the bot.", "Name a document of the briefing.")
    return _without_nul(_decoded(content, name), name)


def _lies_in(base: Path, file: str) -> bool:
    try:
        return (base / file).exists()
    except (OSError, ValueError):
        return False


def _inside(base: Path, file: str, name: str) -> Path:
    folder, resolved = base.resolve(), (base / file).resolve()
    if folder == folder.parent:
        hint = "Move the folder of the sheet into one of its own, with the documents beside it."
        raise UnreadableFileError(f"The folder of {name} is the root of this machine.", hint)
    if not resolved.is_relative_to(folder) or any(resolved.is_relative_to(kept) for kept in SYSTEM_FOLDERS):
        hint = "Copy the document into a folder beside the sheet's, such as seeds."
        raise UnreadableFileError(f"{name} lies outside of the sheet's own folder.", hint)
    return resolved


def _require_file(path: Path, name: str, base: Path | None = None) -> None:
    if path.is_dir():
        raise UnreadableFileError(f"{name} is a folder, not a file.", "Name a text file.")
    if not path.exists():
        hint = _meant(base, path) if base else None
        raise UnreadableFileError(f"{name} does not exist.", hint or "Check the name and the folder.")
    if not path.is_file():
        raise UnreadableFileError(f"{name} is not an ordinary file.", "Name a text file.")


def _meant(base: Path, missing: Path) -> str | None:
    """The document that was probably meant, among those where documents usually are."""
    folder = base.resolve()
    near = {path for place in {folder / SEEDS, missing.parent} for path in _texts(place)}
    names = {path.relative_to(folder).as_posix() for path in near if path.is_relative_to(folder)}
    same = sorted(name for name in names if name.endswith(f"/{missing.name}"))
    file = missing.relative_to(folder).as_posix() if missing.is_relative_to(folder) else missing.name
    found = (*same, *get_close_matches(file, names))
    return f"Did you mean {found[0]}?" if found else None


def _texts(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.suffix.lower() in _TEXT_SUFFIXES]
    except OSError:
        return []


def _require_text(path: Path, base: Path, file: str, name: str) -> None:
    ending = TEXTS.get(path.suffix.lower())
    if ending is None:
        return
    text = Path(SEEDS, path.stem + ending)
    hint = f"Make a text of it: python -m bot draft {file}"
    if (base / text).exists():
        hint = f"Its text is in {text.as_posix()}: name that."
    kind = "a PDF" if path.suffix.lower() == ".pdf" else "a web page"
    raise UnreadableFileError(f"{name} is {kind}, and facts quote plain text.", hint)


@dataclass(frozen=True, slots=True)
class _Cap:
    """The most that is read, and the setting that says so."""

    megabytes: int | None
    setting: str

    @property
    def asked(self) -> int:
        """How many bytes to read; one more than allowed, to notice a growing file."""
        return -1 if self.megabytes is None else self.megabytes * MEGABYTE + 1

    def check(self, size: int, name: str) -> None:
        if self.megabytes is not None and size > self.megabytes * MEGABYTE:
            has = f"{name} has {size / MEGABYTE:,.1f} MB; at most {self.megabytes} MB are read."
            raise UnreadableFileError(has, f"Make it smaller, or raise {self.setting}.")


def _content(path: Path, flags: int, name: str, cap: _Cap) -> tuple[bytes, os.stat_result]:
    """The file that was checked is the one that is read: it is open already, so it cannot be swapped."""
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise UnreadableFileError(f"{name} is not an ordinary file.", "Name a text file.")
        cap.check(found.st_size, name)
        content = file.read(cap.asked)
    cap.check(len(content), name)
    return content, found


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _unreadable(name: str, error: Exception) -> UnreadableFileError:
    reason = getattr(error, "strerror", None) or "its name cannot be used"
    return UnreadableFileError(f"{name} cannot be read: {reason}.", "Check its permissions.")


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        message = f"{name} is not UTF-8 text: the trouble begins in line {line}, column {column}."
        hint = "Save it as “CSV UTF-8”." if name.lower().endswith(".csv") else "Save it as UTF-8."
        raise UnreadableFileError(message, hint, line=line, column=column) from error


def _without_nul(text: str, name: str) -> str:
    at = text.find("\0")
    if at < 0:
        return text
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    message = f"{name} is not plain text: a NUL character stands in line {line}, column {column}."
    raise UnreadableFileError(message, "Save it as plain UTF-8 text.", line=line, column=column)


def shown(path: Path) -> str:
    """A path as somebody here would type it."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links, and show another name
    here = os.getcwd()  # noqa: PTH109 - as text, to compare with it
    if absolute.startswith(here.rstrip(os.sep) + os.sep):
        return os.path.relpath(absolute, here)
    return absolute
