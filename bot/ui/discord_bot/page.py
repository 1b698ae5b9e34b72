"""A page: what one message of the bot shows, before it becomes discord.py's components."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple, TypeVar

from bot.ui.discord_bot.markdown import cut, plain, shortened
from bot.ui.texts.language import spoken

T = TypeVar("T")
TOGETHER: Final = 4000  # all words of a message but those on buttons and menus
TITLE: Final = 256
FOOTER: Final = 300
DRESS: Final = 8  # what makes a heading of a title and small print of a footer
BODY: Final = TOGETHER - TITLE - FOOTER - DRESS
REPORT: Final = 3000  # a report's lines, with room for what is said about the rest of them
CONTENT: Final = 2000  # where a message is plain words
LABEL: Final = 80
OPTION: Final = 100
MOST_ROWS: Final = 5


class Tone(StrEnum):
    """The colour of a page: an answer, a question back, or nothing found."""

    ANSWER = "answer"
    QUESTION = "question"
    NOTHING = "nothing"
    NEUTRAL = "neutral"


class Button(NamedTuple):
    """Something to press; `custom_id` carries everything that pressing it needs."""

    label: str
    custom_id: str
    primary: bool = False
    disabled: bool = False


class Option(NamedTuple):
    """One line of a menu."""

    label: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A select menu with at most 25 lines."""

    custom_id: str
    placeholder: str
    options: tuple[Option, ...]


Row = tuple[Button, ...] | Menu


@dataclass(frozen=True, slots=True)
class Attached:
    """A file below the body; one with a description is shown as a picture with alternative text."""

    name: str
    data: bytes
    description: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Title, body and footer are markdown made of neutral text."""

    body: str
    title: str = ""
    footer: str = ""
    tone: Tone = Tone.NEUTRAL
    rows: tuple[Row, ...] = ()
    files: tuple[Attached, ...] = ()


def titled(text: str) -> str:
    """A title can contain markdown, so its text is made neutral like the body's."""
    return shortened(text, TITLE)


def footed(*parts: str) -> str:
    return shortened(" · ".join(part for part in parts if part), FOOTER)


def option(label: str, value: str, description: str = "") -> Option:
    """When nothing of the label is visible, the value has to do."""
    seen = cut(plain(label), OPTION).strip("\u200b\u2060\ufeff ") or value
    return Option(seen, value, cut(plain(description), OPTION))


def button(label: str, custom_id: str, *, primary: bool = False) -> Button:
    return Button(cut(plain(label), LABEL), custom_id, primary=primary)


def portion(every: Sequence[T], number: int, size: int) -> tuple[Sequence[T], int, int]:
    """The entries of the n-th page (or the last), its number from 0, and the number of pages."""
    pages = max(1, -(-len(every) // size))
    at = min(number, pages - 1)
    return every[at * size : (at + 1) * size], at, pages


def turning(at: int, count: int, custom_id: Callable[[int], str], labels: tuple[str, str]) -> tuple[Row, ...]:
    """Buttons to the previous and next page, if any; the labels are translated here."""
    back, on = labels
    buttons: list[Button] = []
    if at > 0:
        buttons.append(button(spoken(back), custom_id(at - 1)))
    if at + 1 < count:
        buttons.append(button(spoken(on), custom_id(at + 1)))
    return (tuple(buttons),) if buttons else ()
