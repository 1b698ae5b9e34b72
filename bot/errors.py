"""The tree of errors; each one knows its sentence for a person and the exit code of a command that meets it.

BotError
├── ConfigError      a setting, the token or a path is wrong: do not restart            exit 2
├── SheetError       the fact sheet has problems, all of them at once                   exit 2
├── InputError       what a person typed or a file they named cannot be used            exit 2
├── StorageError     the database cannot be opened or is newer than this program        exit 2
└── MeaningError     the sentence encoder cannot be used; answers come without it       exit 2
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in a file: where (1-based line and column), what, and what to do.

    `entry` is the id of the entry that it stands in, where there is one.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    entry: str = field(default="", compare=False)

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f" {self.hint}" if self.hint else "")


def for_members(message: str) -> str:
    """A sentence as it is, which faces that know other languages find translated."""
    return message


class BotError(Exception):
    """Something a person can be told in one sentence.

    A message with values has a place for each; several for one place are offered, joined by “or”.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, **values: str | Sequence[str]) -> None:
        self.message, self.values = message, values
        one = {name: value if isinstance(value, str) else _one_of(value) for name, value in values.items()}
        super().__init__(message.format(**one) if one else message)

    @property
    def sentence(self) -> str:
        return str(self)


def _one_of(names: Sequence[str]) -> str:
    return " or ".join((*([", ".join(names[:-1])] if names[1:] else ()), *names[-1:]))


class ConfigError(BotError):
    """A setting, the token or a path is wrong; restarting cannot help."""

    exit_code = 2


class InputError(BotError):
    """What a person typed, or a file they named, cannot be used."""

    exit_code = 2


class StorageError(BotError):
    """The database cannot be opened, or was written by a newer version."""

    exit_code = 2


class MeaningError(BotError):
    """The sentence encoder cannot be used: its packages or its model are missing."""

    exit_code = 2


class SheetError(BotError):
    """The fact sheet has problems; it carries all of them, sorted by place."""

    exit_code = 2

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
