"""Progress of what takes a while: a bar in a terminal, a few lines in a log."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, track

from bot.ui.texts import meaning as texts

T = TypeVar("T")
MANY: Final = 1_000  # which take seconds
LINES: Final = 10


def watched(console: Console, label: str, questions: Iterable[T], total: int) -> Iterable[T]:
    """Report progress while the questions pass through."""
    if console.is_terminal:
        return track(questions, label, total=total, console=console, transient=True)
    return _told(console, label, questions, total) if total >= MANY else questions


def _told(console: Console, label: str, questions: Iterable[T], total: int) -> Iterator[T]:
    for done, question in enumerate(questions):
        if done % (total // LINES) == 0:
            console.print(f"{label}: {done:,} of {total:,}", highlight=False)
        yield question


class EncodingProgress:
    """A bar in a terminal, elsewhere a line now and then, nothing for a few texts."""

    def __init__(self, console: Console, tell: Callable[[str], None] | None = None) -> None:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        self._bar = Progress(*columns, console=console, transient=True)
        self._console = console
        self._tell = tell or console.print
        self._task: TaskID | None = None

    def __call__(self, done: int, total: int) -> None:
        if total < texts.MANY:
            return
        if done == 0:
            self._begin(total)
        if self._task is not None:
            self._bar.update(self._task, completed=done)
            if done == total:
                self._bar.remove_task(self._task)
                self._bar.stop()
                self._task = None

    def _begin(self, total: int) -> None:
        if self._console.is_terminal:
            self._task = self._bar.add_task(texts.encoding(total), total=total)
            self._bar.start()
        else:
            self._tell(texts.encoding(total))


def fetching_shown(bar: Progress) -> Callable[[str, int, int | None], None]:
    """A row for each file, with how much of it is here."""
    tasks: dict[str, TaskID] = {}

    def show(name: str, done: int, total: int | None) -> None:
        if name not in tasks:
            tasks[name] = bar.add_task(name, total=total)
        bar.update(tasks[name], completed=done)

    return show


def fetching_bar(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        console=console,
        disable=not console.is_terminal,
    )
