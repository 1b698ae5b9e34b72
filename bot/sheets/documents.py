"""Reads text files as they are: UTF-8, no character changed, every failure a sentence."""

import os
from pathlib import Path

from bot.errors import Problem


class UnreadableFileError(Exception):
    """A file that cannot be read, with what to tell about it."""

    def __init__(self, message: str, hint: str, *, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
        self.line, self.column = line, column

    def problem(self, file: str) -> Problem:
        """The problem inside the file itself."""
        return Problem(file, self.line, self.column, self.message, self.hint)


def read_text(path: Path) -> str:
    """The text of a file, its line ends untouched, so that offsets stay true."""
    name = shown(path)
    try:
        if path.is_dir():
            raise UnreadableFileError(f"{name} is a folder, not a file.", "Name a text file.")
        if not path.exists():
            raise UnreadableFileError(f"{name} does not exist.", "Check the name and the folder.")
        if not path.is_file():
            raise UnreadableFileError(f"{name} is not an ordinary file.", "Name a text file.")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise UnreadableFileError(f"{name} cannot be read: {reason}.", "Check its permissions.") from error
    return _decoded(content, name)


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        message = f"{name} is not UTF-8 text: the trouble begins in line {line}, column {column}."
        raise UnreadableFileError(message, "Save it as UTF-8.", line=line, column=column) from error


def shown(path: Path) -> str:
    """A path as a person here would type it."""
    absolute = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links, and show another name
    here = os.getcwd()  # noqa: PTH109 - as text, to compare with it
    if absolute.startswith(here.rstrip(os.sep) + os.sep):
        return os.path.relpath(absolute, here)
    return absolute
