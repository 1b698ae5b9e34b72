"""Passages of the documents in a terminal: verbatim, with their place and the words marked."""

from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from bot.services.searching import FoundPassage
from bot.ui.passage_text import marked_text, pieces
from bot.ui.terminal.screen import BlockQuote, safe
from bot.ui.texts import answers


def search_view(found: Iterable[FoundPassage]) -> RenderableType:
    """What a search found, the best first."""
    views = [part for view in passage_views(found) for part in (view, Text())]
    return Group(*views[:-1]) if views else Text(answers.NOTHING_FOUND)


def passage_views(found: Iterable[FoundPassage]) -> Iterator[RenderableType]:
    """Each passage with its place below it."""
    for passage in found:
        shown = pieces(marked_text(passage))
        text = Text.assemble(*(safe(piece, "bold yellow" if marked else "") for piece, marked in shown))
        yield BlockQuote(Group(text, safe(answers.place(passage.citation), "dim")))
