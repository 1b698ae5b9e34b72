"""A quotation in a terminal: a bar at its left, its words, and the place where they stand."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.style import Style

from bot.domain.briefing import Citation
from bot.ui import texts
from bot.ui.terminal.screen import safe

BAR = Segment("│ ", Style(color="cyan"))


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """Anything, with a bar at its left that goes on over wrapped lines."""

    content: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        inner = options.update(width=max(options.max_width - 2, 1))
        for line in console.render_lines(self.content, inner, pad=False):
            yield BAR
            yield from line
            yield Segment.line()


def quote_views(citations: Iterable[Citation]) -> Iterator[BlockQuote]:
    """Each quote with its place; a document that was named already is not named again."""
    named = ""
    for citation in citations:
        place = texts.spot(citation) if citation.source == named else texts.place(citation)
        yield BlockQuote(Group(safe(texts.quoted(citation), "italic"), safe(place, "dim")))
        named = citation.source
