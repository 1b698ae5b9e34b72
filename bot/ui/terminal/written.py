"""A sheet's own texts in a terminal: as they are written, with every target in sight."""

from collections.abc import Iterator
from typing import Final

from rich.text import Text

from bot.domain.sheet import Markup
from bot.ui.markup import Code, CodeBlock, Inline, Line, Link, Mention, Strong, Words, parsed, plain_words
from bot.ui.terminal.screen import safe

CODE: Final = "cyan"
MOVED_IN: Final = "    "


def written(text: str, markup: Markup | None, style: str = "") -> Text:
    """The style is for plain words; where more than a line of these is written, that says what stands out."""
    if markup is None:
        return safe(text, style)
    blocks = parsed(text)
    plain = plain_words(text, markup) == text
    return Text("\n").join(_block(block, style if plain else "") for block in blocks)


def _block(block: Line | CodeBlock, style: str) -> Text:
    if isinstance(block, CodeBlock):
        return safe("\n".join(f"{MOVED_IN}{line}" for line in block.text.split("\n")), CODE)
    sign = f"{'  ' * (block.indent + 1)}{block.sign} " if block.sign else ""
    return Text.assemble(sign, *(_inline(part, style) for part in block.parts))


def _inline(part: Inline, style: str) -> Text:
    match part:
        case Words(text):
            return safe(text, style)
        case Code(text):
            return safe(text, CODE)
        case Link(url, words):
            return safe(f"{words} ({url})" if words else url, style)
        case Mention(number, is_role):
            return safe(f"{'@' if is_role else '#'}{number}", style)
        case Strong(parts):
            return Text.assemble(*_strong(parts))


def _strong(parts: tuple[Inline, ...]) -> Iterator[Text]:
    yield from (_inline(part, "bold") for part in parts)
