"""How far something is that takes minutes: a bar for whoever sits before it, a few lines for a log."""

from collections.abc import Iterable, Iterator
from typing import Final, TypeVar

from rich.console import Console

T = TypeVar("T")
MANY: Final = 1_000  # which take seconds
LINES: Final = 10


def watched(console: Console, label: str, questions: Iterable[T], total: int) -> Iterable[T]:
    """The questions, told of while they come by."""
    if console.is_terminal:
        from rich.progress import track

        return track(questions, label, total=total, console=console, transient=True)
    return _told(console, label, questions, total) if total >= MANY else questions


def _told(console: Console, label: str, questions: Iterable[T], total: int) -> Iterator[T]:
    for done, question in enumerate(questions):
        if done % (total // LINES) == 0:
            console.print(f"{label}: {done:,} of {total:,}", highlight=False)
        yield question
