"""Question keys: equal for spellings that differ only in case, spacing, end marks or Unicode form."""

from collections.abc import Iterable
from unicodedata import normalize


def question_key(text: str) -> str:
    return " ".join(normalize("NFC", text).casefold().split()).strip(" ?!.…") or text


def distinct(questions: Iterable[str]) -> tuple[str, ...]:
    """Each question once, in its first spelling and in order of appearance, without empty ones."""
    first: dict[str, str] = {}
    for question in questions:
        if question.strip():
            first.setdefault(question_key(question), question)
    return tuple(first.values())
