"""When two spellings are one question: only case, spaces, end marks or the encoding of accents differ."""

from collections.abc import Iterable
from unicodedata import normalize


def alike(text: str) -> str:
    """What is the same for all spellings of a question."""
    return " ".join(normalize("NFC", text).casefold().split()).strip(" ?!.…") or text


def distinct(questions: Iterable[str]) -> tuple[str, ...]:
    """Each question once, by its first spelling and in that order; empty ones are none."""
    first: dict[str, str] = {}
    for question in questions:
        if question.strip():
            first.setdefault(alike(question), question)
    return tuple(first.values())
