"""A small file of lines beside the database, durable before anybody is told so, for its owner alone.

It is padded with NUL bytes, so that a line finds room even on a full disk; lines are blanked in place, which
needs no room at all. Its methods wait for the disk: call them in a thread.
"""

import os
import secrets
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import FileIO
from pathlib import Path
from typing import Final

RESERVE: Final = 64 * 1024
DRAFT_BYTES: Final = 8  # of the random name of a draft


class SideFile:
    """The lines of one file; a line torn by a crash is left out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Lock()
        self._end: int | None = None  # of the lines, once it is known; nobody else writes the file

    def reserve(self) -> bool:
        """Create the file and reserve its space before they are needed; without space it goes on without.

        Returns whether there was no file before. What a killed run was about to put in its place goes.
        """
        new = not self.path.exists()
        with suppress(OSError), self._opened() as file:
            _pad(file, len(_content(file)))
            for draft in self.path.parent.glob(f"{self.path.name}.{'[0-9a-f]' * 2 * DRAFT_BYTES}"):
                draft.unlink(missing_ok=True)
        return new

    def lines(self) -> list[str]:
        """Those that are whole; the file need not be one that can be written, as a backup's is."""
        with self._turn:
            return self._lines()

    def append(self, lines: Iterable[str], *, lasting: bool = True) -> None:
        """On disk when this returns, or at least handed to the system; OSError when that is not possible."""
        text = "".join(f"{line}\n" for line in lines).encode()
        with self._opened() as file:
            if self._end is None:
                content = _content(file)
                torn = bool(content) and not content.endswith(b"\n")
                text, self._end = b"\n" * torn + text, len(content)
            _write(file, self._end, text, lasting=lasting)
            self._end += len(text)
            _pad(file, self._end)

    def sync(self) -> None:
        """What was appended is on disk when this returns."""
        if self.path.exists():
            with self._opened() as file:
                os.fsync(file.fileno())

    def blank(self, unwanted: Callable[[str], bool]) -> None:
        """Overwrite those lines with spaces; nothing else moves."""
        if not self.path.exists():
            return
        with self._opened() as file:
            content = _content(file)
            kept = b"".join(_blanked(line, unwanted) for line in content.splitlines(keepends=True))
            if kept != content:
                _write(file, 0, kept)

    def clear(self) -> None:
        """Erase every line, but keep the space."""
        if not self.path.exists():
            return
        with self._opened() as file:
            _write(file, 0, b"\0" * len(_content(file)))
            self._end = 0

    def keep_only(self, wanted: Callable[[str], bool]) -> None:
        """Drop all other lines and their space, or change nothing; what is appended meanwhile comes after."""
        with self._turn:
            lines = self._lines()
            kept = [line for line in lines if wanted(line)]
            if len(kept) < len(lines):
                self._replace(kept)

    def _lines(self) -> list[str]:
        with suppress(FileNotFoundError), self.path.open("rb", buffering=0) as file:
            return _texts(_content(file))
        return []

    def _replace(self, lines: Iterable[str]) -> None:
        draft = SideFile(self.path.with_name(f"{self.path.name}.{secrets.token_hex(DRAFT_BYTES)}"))
        try:
            draft.append(lines)
            draft.path.replace(self.path)
            self._end = None
            _sync_folder(self.path.parent)
        finally:
            draft.path.unlink(missing_ok=True)

    @contextmanager
    def _opened(self) -> Iterator[FileIO]:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
        with self._turn:
            new = not self.path.exists()
            self._end = None if new else self._end
            with os.fdopen(os.open(self.path, flags, 0o600), "r+b", buffering=0) as file:
                if new:
                    _sync_folder(self.path.parent)
                yield file


def _content(file: FileIO) -> bytes:
    """Everything before the padding."""
    file.seek(0)
    return file.read().rstrip(b"\0")


def _texts(content: bytes) -> list[str]:
    whole = content[: content.rfind(b"\n") + 1]
    lines = (line.replace(b"\0", b"").strip() for line in whole.split(b"\n"))
    return [line.decode("utf-8", "replace") for line in lines if line]


def _blanked(line: bytes, unwanted: Callable[[str], bool]) -> bytes:
    text = line.replace(b"\0", b"").strip().decode("utf-8", "replace")
    return b" " * (len(line) - 1) + line[-1:] if text and unwanted(text) else line


def _write(file: FileIO, place: int, content: bytes, *, lasting: bool = True) -> None:
    file.seek(place)
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]
    if lasting:
        os.fsync(file.fileno())


def _pad(file: FileIO, end: int) -> None:
    """Reserve space for what comes, where the system can guarantee it."""
    if sys.platform == "linux" and os.fstat(file.fileno()).st_size < end + RESERVE // 2:
        with suppress(OSError):
            os.posix_fallocate(file.fileno(), 0, end + RESERVE)


def _sync_folder(folder: Path) -> None:
    """Make the new name durable as well, on systems that can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
