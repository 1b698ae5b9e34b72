"""Exam files: JSON Lines, one question a line; all broken lines are named at once."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.domain.exam import ExamQuestion
from bot.errors import InputError, Problem
from bot.sheets.documents import UnreadableFileError, read_text


def read_exams(paths: Sequence[Path]) -> tuple[ExamQuestion, ...]:
    """All questions of all files, in order; InputError names every unreadable line."""
    found = [each for path in paths for each in _read(path)]
    if problems := [each for each in found if isinstance(each, Problem)]:
        raise InputError("\n".join(map(str, problems)))
    if not found:
        raise InputError(f"There is no question in {', '.join(map(str, paths))}; write one on each line.")
    return tuple(each for each in found if isinstance(each, ExamQuestion))


def _read(path: Path) -> Iterator[ExamQuestion | Problem]:
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            try:
                yield ExamQuestion.model_validate(json.loads(line))
            except (ValueError, RecursionError) as error:
                yield _problem(path, number, error)


def _lines(path: Path) -> Iterator[str]:
    try:
        text = read_text(path)
    except UnreadableFileError as error:
        raise InputError(f"The exam cannot be read: {error.message} {error.hint}") from error
    return iter(text.removeprefix("\ufeff").split("\n"))


def _problem(path: Path, number: int, error: ValueError | RecursionError) -> Problem:
    match error:
        case ValidationError():
            return Problem(str(path), number, 1, _complaint(error))
        case json.JSONDecodeError():
            return Problem(str(path), number, error.colno, f"this line is not JSON: {error.msg}.")
        case _:
            return Problem(
                str(path), number, 1, "this line cannot be read: it is nested too deeply or too long."
            )


def _complaint(error: ValidationError) -> str:
    return "; ".join(_told(part) for part in error.errors()) + "."


def _told(part: ErrorDetails) -> str:
    if part["type"] == "model_type":
        return "this line is not an object in braces"
    where = ".".join(map(str, part["loc"]))
    message = part["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message
