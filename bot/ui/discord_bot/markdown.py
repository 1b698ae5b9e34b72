"""Text made safe for Discord: it shows as it was written, and has no power to mention, link or style."""

import re
from typing import Final
from urllib.parse import quote

from bot.ui.texts.plain import one_line

# Everything Discord's markdown gives a meaning to; a backslash before it shows the character itself.
_ESCAPED: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\*_~`|<>[]()#+-"})
_NUMBERED: Final = re.compile(r"^(\d+)\.")
# A backslash does not keep these from being mentions; an invisible space in between does.
_CALLS: Final = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_TAGS: Final = re.compile(r"<(?=[@#:/\w])")
_WEB: Final = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_KEPT_IN_LINKS: Final = "/:?#!$&'+,;=%~-._"


def neutral(text: str) -> str:
    """On one line, readable as it is, and without any power."""
    escaped = one_line(text).translate(_ESCAPED)
    return _CALLS.sub("@\u200b", _NUMBERED.sub(r"\1\\.", escaped))


def plain(text: str) -> str:
    """For places that know no markdown, such as footers and labels."""
    return _TAGS.sub("<\u200b", _CALLS.sub("@\u200b", one_line(text)))


def link(words: str, url: str | None, longest: int) -> str:
    """Words, neutral already, that lead to a web page when the address is one and not too long."""
    if url is None or not _WEB.match(url):
        return words
    # Letters beyond ASCII are written with up to twelve characters each.
    address = quote(url, safe=_KEPT_IN_LINKS, errors="replace")
    return f"[{words}]({address})" if len(address) <= longest else words


def units(text: str) -> int:
    """The length as Discord counts at its strictest: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """At most so many units, with an ellipsis where something is missing; never for quotes."""
    if units(text) <= most:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"
