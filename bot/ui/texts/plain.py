"""Plain text: numbers, lists and dates as people write them, and foreign text made harmless."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.ui.texts.language import marked, spoken

# Controls but line end and tab, lone surrogates, and the marks that turn the direction of what follows.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_DAYS: Final = (
    marked("{day} January {year}"),
    marked("{day} February {year}"),
    marked("{day} March {year}"),
    marked("{day} April {year}"),
    marked("{day} May {year}"),
    marked("{day} June {year}"),
    marked("{day} July {year}"),
    marked("{day} August {year}"),
    marked("{day} September {year}"),
    marked("{day} October {year}"),
    marked("{day} November {year}"),
    marked("{day} December {year}"),
)
FIRST: Final = marked("1")  # of a month, which French writes “1er”
AND: Final = marked("and")
OR: Final = marked("or")


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """`1 fact`, `2 facts`, `0 entries`: for sentences that are always English."""
    return f"{count:,} {noun if count == 1 else nouns or noun + 's'}"


def human_join(parts: Sequence[str], word: str = AND) -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(parts) < 2:  # noqa: PLR2004 - a pair needs the word, less does not
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {spoken(word)} {parts[-1]}"


def headed(what: str, names: str) -> str:
    """A heading and what belongs to it, with a colon set as in the current language."""
    return spoken("{what}: {names}").format(what=what, names=names)


def day(value: date) -> str:
    number = spoken(FIRST) if value.day == 1 else value.day
    return spoken(_DAYS[value.month - 1]).format(day=number, year=value.year)


def printable(text: str) -> str:
    """Whatever could control a terminal becomes a replacement character."""
    return text if text.isprintable() else _HARMFUL.sub("\ufffd", text)


def one_line(text: str) -> str:
    """The same on one line, for lists and prompts."""
    return " ".join(printable(text).split())
