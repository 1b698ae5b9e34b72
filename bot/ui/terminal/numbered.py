"""A numbered list in a terminal, so that a person may pick one; wrapped lines stand under their first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style

from bot.ui.terminal.screen import safe

STYLE = Style(color="cyan")


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A text with a number before it."""

    number: int
    text: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        mark = f"  {self.number}  "
        inner = options.update(width=max(options.max_width - len(mark), 1))
        for line in console.render_lines(safe(self.text), inner, pad=False):
            yield Segment(mark, STYLE)
            yield from line
            yield Segment.line()
            mark = " " * len(mark)


def numbered(lines: Iterable[str]) -> Iterator[RenderableType]:
    """The lines, counted from one."""
    for number, line in enumerate(lines, start=1):
        yield NumberedLine(number, line)
