"""The terminal to print on: rich, without its markup, so that no text of a person or a sheet is obeyed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from bot.ui.texts.plain import printable

NUMBER = Style(color="cyan")
BAR = Segment("│ ", Style(color="cyan"))


def screen(*, stderr: bool = False) -> Console:
    """Rich itself finds out about colours, width and NO_COLOR."""
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def safe(text: str, style: str = "") -> Text:
    """Text of a person or a sheet, made harmless."""
    return Text(printable(text), style=style)


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A text with a number before it."""

    number: int
    text: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        mark = f"  {self.number}  "
        inner = options.update(width=max(options.max_width - len(mark), 1))
        for line in console.render_lines(safe(self.text), inner, pad=False):
            yield Segment(mark, NUMBER)
            yield from line
            yield Segment.line()
            mark = " " * len(mark)


def numbered(lines: Iterable[str], first: int = 1) -> Iterator[RenderableType]:
    """The lines with their numbers."""
    for number, line in enumerate(lines, start=first):
        yield NumberedLine(number, line)


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """Anything, with a bar on the left that continues over wrapped lines."""

    content: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        inner = options.update(width=max(options.max_width - 2, 1))
        for line in console.render_lines(self.content, inner, pad=False):
            yield BAR
            yield from line
            yield Segment.line()
