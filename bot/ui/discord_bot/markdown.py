"""Text made safe for Discord and fitted into its limits: shown as written, without any effect."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote

from bot.ui.texts.plain import one_line, printable

# Everything Discord's markdown gives a meaning to; a backslash before it shows the character itself.
_ESCAPED: Final = str.maketrans({mark: f"\\{mark}" for mark in "\\*_~`|<>[]()#+-"})
_BLANKS: Final = re.compile(r"\s+")
_NUMBERED: Final = re.compile(r"^(\d+)\.")
# A backslash does not keep these from being mentions; an invisible space in between does.
_CALLS: Final = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
# Discord makes links of these, and an invitation of the last also without a protocol.
_WEB_ADDRESS: Final = re.compile(r"://|\bdiscord(?:app)?\.\w+/", re.IGNORECASE)
_TAGS: Final = re.compile(r"<(?=[@#:/\w])")
# What names a member, a channel, an emoji or a moment; in code it is only text, as long as the code is whole.
_NAMING: Final = re.compile(r"<(?=(?:@[!&]?|#|a?:\w+:|t:-?|/[^>\n]+:)\d+(?::\w)?>|id:\w+>)", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://[^\s/]", re.IGNORECASE)
_KEPT_IN_LINKS: Final = "/:?#!$&'+,;=%~-._"
_SENTENCE: Final = re.compile(r".+?(?:[.!?…][\"\u201d\u2019»)\]]*\s+|$)", re.DOTALL)
_WORD: Final = re.compile(r"\S+\s*|\s+")
_CHARACTER: Final = re.compile(r".", re.DOTALL)
Dress = Callable[[str], str]


def neutral(text: str) -> str:
    """On one line, readable as it is, with nothing that Discord would act on."""
    return _escaped(one_line(text))


def piece(text: str) -> str:
    """Like `neutral` for a part of a line: spaces at its ends are kept."""
    return _escaped(_BLANKS.sub(" ", printable(text)))


def quiet(text: str) -> str:
    """For code, which Discord shows literally: mentions nobody."""
    return _NAMING.sub("<\u200b", _CALLS.sub("@\u200b", printable(text)))


def _escaped(line: str) -> str:
    escaped = line.translate(_ESCAPED)
    if "/" in line:
        escaped = _WEB_ADDRESS.sub(_unlinked, escaped)
    return _uncalled(_NUMBERED.sub(r"\1\\.", escaped))


def _uncalled(text: str) -> str:
    return _CALLS.sub("@\u200b", text) if "@" in text else text


def _unlinked(found: re.Match[str]) -> str:
    return found[0].replace("/", "\\/")


def plain(text: str) -> str:
    """For places without markdown, such as labels."""
    line = _uncalled(one_line(text))
    return _TAGS.sub("<\u200b", line) if "<" in line else line


def link(words: str, url: str | None, longest: int) -> str:
    """Neutral words, linked to a web page if the address is valid and short enough."""
    if url is None or not _WEB.match(url):
        return words
    # Letters beyond ASCII are written with up to twelve characters each.
    address = quote(url, safe=_KEPT_IN_LINKS, errors="replace")
    return f"[{words}]({address})" if len(address) <= longest else words


def units(text: str) -> int:
    """The length as Discord counts it at its strictest: in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, most: int) -> str:
    """At most so many units, with an ellipsis when something is missing; never used for quotes."""
    if units(text) <= most:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    return kept.rstrip() + "…"


def lines_within(lines: Sequence[str], room: int) -> int:
    """How many of the lines fit, from the first on."""
    for number, line in enumerate(lines):
        room -= units(line) + 1
        if room < 0:
            return number
    return len(lines)


class Fitted(NamedTuple):
    """Dressed text, and whether all of it fitted."""

    text: str
    whole: bool


def fit(text: str, room: int, dress: Dress) -> Fitted:
    """As many sentences as fit when dressed; otherwise words, otherwise characters."""
    whole = dress(text)
    if units(whole) <= room:
        return Fitted(whole, whole=True)
    for pattern in (_SENTENCE, _WORD, _CHARACTER):
        ends = [found.end() for found in pattern.finditer(text)]
        if kept := _most(text, ends, room, dress):
            return Fitted(kept, whole=False)
    return Fitted("", whole=False)


def shortened(text: str, room: int, around: str = "") -> str:
    """Neutral, whole or with an ellipsis; never longer than the room, even after escaping."""
    fitted = fit(text, room - 2, lambda words: f"{around}{neutral(words)}{around}")
    return fitted.text if fitted.whole else f"{fitted.text} …"


def _most(text: str, ends: Sequence[int], room: int, dress: Dress) -> str:
    """The longest of these growing prefixes that fits, or nothing."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if units(dress(text[: ends[middle]].rstrip())) <= room:
            low = middle + 1
        else:
            high = middle
    return dress(text[: ends[low - 1]].rstrip()) if low else ""
