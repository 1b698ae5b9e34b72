"""Reads our own question files: one JSON object a line, the questions of one record (or of none) together."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.collections.collection import Asked, NotThereError

FOLDER = Path(__file__).parent


def lines_of(name: str) -> Iterator[dict[str, Any]]:
    """Every line of a question file, as it stands."""
    path = FOLDER / name
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            yield json.loads(line)
        except json.JSONDecodeError as error:
            raise NotThereError(f"{path}:{number}:{error.colno}: not JSON: {error.msg}") from error


def asked_of(line: dict[str, Any]) -> tuple[Asked, ...]:
    """The questions of one line; `record` may be one id, a list of ids, or null for out of scope."""
    record = line["record"]
    right = frozenset([record] if isinstance(record, str) else record or [])
    kind = "in scope" if right else line["kind"]
    return tuple(Asked(text, right, kind) for text in line["questions"])
