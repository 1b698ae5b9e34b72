"""A sheet's own texts in Discord: as written, unable to ping anybody or to hide a link's target."""

from typing import Final

from bot.domain.sheet import Markup
from bot.ui.discord_bot.markdown import fit, neutral, piece, quiet
from bot.ui.markup import (
    Code,
    CodeBlock,
    Inline,
    Line,
    Link,
    Mention,
    Strong,
    Words,
    linked,
    mentions,
    parsed,
    plain_words,
    words_of,
)
from bot.ui.texts.plain import one_line

FENCE: Final = "```"
NESTED: Final = "  "


def written(text: str, markup: Markup | None) -> str:
    """Without markup, on one line and literal; addresses are always links."""
    if markup is None:
        return "".join(map(_inline, linked(one_line(text))))
    return "\n".join(map(_block, parsed(text)))


def stressed(text: str, markup: Markup | None) -> str:
    """A plain line in bold; anything with markup as it is."""
    shown = written(text, markup)
    return shown if "\n" in shown or "**" in shown else f"**{shown}**"


def shortened(text: str, markup: Markup | None, room: int) -> str:
    """As much as fits."""
    fitted = fit(text, room - 2, lambda words: written(words, markup))
    return fitted.text if fitted.whole else f"{fitted.text} …"


def listed(text: str, markup: Markup | None, room: int) -> str:
    """On one line without markup, as much as fits; mentions of channels and roles stay."""
    fitted = fit(text, room - 2, lambda words: _flat(words, markup))
    return fitted.text if fitted.whole else f"{fitted.text} …"


def _flat(text: str, markup: Markup | None) -> str:
    shown = neutral(plain_words(text, markup))
    for named in mentions(text) if markup else ():
        shown = shown.replace(neutral(words_of(named)), _inline(named))
    return shown


def _block(block: Line | CodeBlock) -> str:
    if isinstance(block, CodeBlock):
        return f"{FENCE}{block.language}\n{_without_fences(block.text)}\n{FENCE}"
    words = "".join(map(_inline, block.parts))
    return f"{NESTED * block.indent}{block.sign} {words}" if block.sign else words


def _without_fences(code: str) -> str:
    """Keep it from ending its block early."""
    return quiet(code).replace("``", "`\u200b`")


def _inline(part: Inline) -> str:
    match part:
        case Words(text):
            return piece(text)
        case Code(text):
            ticks = "``" if "`" in text else "`"
            return f"{ticks}{_without_fences(text)}{ticks}"
        case Link(url, words):
            return f"{neutral(words)} (<{quiet(url)}>)" if words else f"<{quiet(url)}>"
        case Mention(number, is_role):
            return f"<@&{number}>" if is_role else f"<#{number}>"
        case Strong(parts):
            return f"**{''.join(map(_inline, parts))}**"
