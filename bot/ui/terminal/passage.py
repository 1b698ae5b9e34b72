"""A quote in the passage of its document, with the words of the quote standing out."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.domain.briefing import Citation, Document
from bot.ui import texts
from bot.ui.terminal.quote_view import BlockQuote
from bot.ui.terminal.screen import safe

AROUND = 400  # characters to either side; a paragraph is seldom longer


def passage_view(citation: Citation, document: Document) -> RenderableType:
    """The paragraph around a quote; marks and colour show where the quote begins and ends."""
    start, end = passage(citation, document.text)
    before = document.text[start : citation.start].lstrip()
    after = document.text[citation.end : end].rstrip()
    shown = Text.assemble(
        safe(before, "dim"), (f"»{safe(citation.text)}«", "bold yellow"), safe(after, "dim")
    )
    return Group(safe(texts.place(citation), "cyan"), BlockQuote(shown))


def passage(citation: Citation, text: str) -> tuple[int, int]:
    """The span of the paragraph that holds the citation, cut where it grows too long."""
    before = text.rfind("\n\n", 0, citation.start)
    after = text.find("\n\n", citation.end)
    start = max(before + 2 if before >= 0 else 0, citation.start - AROUND)
    end = min(after if after >= 0 else len(text), citation.end + AROUND)
    return start, end
