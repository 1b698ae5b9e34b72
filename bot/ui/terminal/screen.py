"""The terminal to print on: rich, without markup, so that no text of a person or a sheet is obeyed."""

from rich.console import Console
from rich.text import Text

from bot.ui.plain import printable


def screen(*, stderr: bool = False) -> Console:
    """Colours, width and NO_COLOR are found out by rich itself."""
    return Console(stderr=stderr, markup=False, emoji=False, highlight=False)


def safe(text: str, style: str = "") -> Text:
    """Text from a person or a sheet, made harmless."""
    return Text(printable(text), style=style)
