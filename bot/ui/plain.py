"""Text made harmless for a terminal: no escape sequence, no hidden control, no reversal of direction."""

import re
import unicodedata

# Controls but line end and tab, lone surrogates, and the marks that turn the direction of what follows.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    """The same text; whatever could steer a terminal becomes a replacement character."""
    return _HARMFUL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The same on one line, for lists and prompts."""
    return " ".join(printable(text).split())


def shortened(text: str, width: int) -> str:
    """At most `width` characters on one line, cut at the end with an ellipsis."""
    line = one_line(unicodedata.normalize("NFC", text))
    return line if len(line) <= width else line[: max(width - 1, 0)].rstrip() + "…"
