"""Progress of what takes a while: texts being encoded, files being fetched."""

from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from bot.ui.texts import meaning as texts


def encoding_shown(console: Console, tell: Callable[[str], None] | None = None) -> Callable[[int, int], None]:
    """A bar in a terminal, elsewhere a line (told in another way, if need be), nothing for a few texts."""
    tell = tell or console.print
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True
    )
    tasks: list[TaskID] = []

    def show(done: int, total: int) -> None:
        if total < texts.MANY:
            return
        if done == 0 and console.is_terminal:
            tasks.append(bar.add_task(texts.encoding(total), total=total))
            bar.start()
        elif done == 0:
            tell(texts.encoding(total))
        if tasks and console.is_terminal:
            bar.update(tasks[-1], completed=done)
            if done == total:
                bar.remove_task(tasks.pop())
                bar.stop()

    return show


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
