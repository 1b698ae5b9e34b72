"""Exam files: JSON Lines, one question a line; every broken line is named at once."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from bot.domain.exam import ExamQuestion
from bot.errors import InputError, Problem
from bot.storage.documents import UnreadableFileError, read_text


def read_exams(paths: Sequence[Path]) -> tuple[ExamQuestion, ...]:
    """All questions of all files, in their order; InputError names every line that cannot be read."""
    questions: list[ExamQuestion] = []
    problems: list[Problem] = []
    for path in paths:
        for number, line in enumerate(_lines(path), start=1):
            if not line.strip():
                continue
            try:
                questions.append(ExamQuestion.model_validate(json.loads(line)))
            except (ValueError, RecursionError) as error:
                problems.append(_problem(path, number, error))
    if problems:
        raise InputError("\n".join(str(problem) for problem in problems))
    return tuple(questions)


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
    parts = (f"{'.'.join(map(str, part['loc'])) or 'the line'}: {part['msg']}" for part in error.errors())
    return "; ".join(parts) + "."
