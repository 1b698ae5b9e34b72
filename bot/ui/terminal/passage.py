"""A quote in the passage of its document, with the words of the quote standing out."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.domain.briefing import Citation, Document
from bot.domain.passage import passage
from bot.ui import texts
from bot.ui.terminal.quote_view import BlockQuote
from bot.ui.terminal.screen import safe


def passage_view(citation: Citation, document: Document) -> RenderableType:
    """The paragraph around a quote; marks and colour show where the quote begins and ends."""
    around = passage(citation, document.text)
    shown = Text.assemble(
        safe(around.before, "dim"), (f"»{safe(citation.text)}«", "bold yellow"), safe(around.after, "dim")
    )
    return Group(safe(texts.place(citation), "cyan"), BlockQuote(shown))
