"""The language of the current reply, and translation into it."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import Final

ENGLISH: Final = "en"
LANGUAGES: Final = ("de", "es", "fr", "ru")  # those that are translated into
# Between thousands; narrow spaces, so that a number is never broken over two lines.
_SEPARATORS: Final = {"de": ".", "es": ".", "fr": "\u202f", "ru": "\u202f"}

_LANGUAGE: Final[ContextVar[str]] = ContextVar("language", default=ENGLISH)


def speak(locale: str | None) -> None:
    """Use this locale's language from now on in this task; English if there is no translation."""
    _LANGUAGE.set(_language(locale))


@contextmanager
def speaking(locale: str | None) -> Iterator[None]:
    """Use this locale's language within the block: for tasks that speak to several people."""
    token = _LANGUAGE.set(_language(locale))
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def language() -> str:
    return _LANGUAGE.get()


def marked(message: str) -> str:
    """Mark English text for translation; it is translated when it is spoken."""
    return message


def spoken(message: str) -> str:
    """A message in the language of the current reply; a literal here is marked as well."""
    return _catalogue(language()).gettext(message) if message else ""


def numbered(count: int, one: str, many: str) -> str:
    """`1 fact`, `2 facts`: in the right plural form of the current language."""
    return _catalogue(language()).ngettext(one, many, count).format(count=grouped(count))


def grouped(number: int) -> str:
    """`1,234`, with the thousands separator of the current language."""
    return f"{number:,}".replace(",", _separator())


def decimal(number: float) -> str:
    """`98.3`, with the decimal separator of the current language."""
    whole, _, tenths = f"{number:,.1f}".partition(".")
    point = "." if language() == ENGLISH else ","
    return f"{whole.replace(',', _separator())}{point}{tenths}"


def command_words(english: str) -> str:
    """A command's name or description as Discord shows it to the current reader."""
    return translated_command_words().get(english, {}).get(language(), english)


@cache
def translated_command_words() -> Mapping[str, Mapping[str, str]]:
    """The names and descriptions of the commands in every language."""
    table: dict[str, dict[str, str]] = json.loads(
        (files("bot") / "data" / "command_words.json").read_text("utf-8")
    )
    return table


def _separator() -> str:
    return _SEPARATORS.get(language(), ",")


def _language(locale: str | None) -> str:
    """`de` of `de`, `es` of `es-419`."""
    spoken_there = (locale or "").partition("-")[0]
    return spoken_there if spoken_there in LANGUAGES else ENGLISH


@cache
def _catalogue(name: str) -> NullTranslations:
    if name == ENGLISH:
        return NullTranslations()
    with (files("bot") / "data" / "locale" / name / "LC_MESSAGES" / "bot.mo").open("rb") as compiled:
        return GNUTranslations(compiled)
