"""Every sentence that is spoken has its translation, and says it with the same numbers and names."""

import ast
import re
import string
from datetime import date
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Final

import pytest

from bot.ui.texts import discord_bot, human, teaching
from bot.ui.texts.answers import quotes
from bot.ui.texts.language import (
    LANGUAGES,
    command_words,
    decimal,
    numbered,
    speaking,
    spoken,
    translated_command_words,
)
from bot.ui.texts.plain import AND, day, human_join
from tests.each_row import each_row

ROOT: Final = Path(__file__).parents[2]
LOCALE: Final = ROOT / "bot" / "data" / "locale"
COMMANDS: Final = ("fact", "forgetme", "help", "mydata", "search", "sources", "topics")
LONGEST_OF_A_FORM: Final = 45  # characters, of its title and of a field's label
Catalogue = dict[tuple[str, int] | str, str]


@cache
def messages() -> frozenset[tuple[str, ...]]:
    """What is marked, spoken or numbered, as the extraction finds it."""
    folders = ("bot/ui/texts", "bot/services")
    found: set[tuple[str, ...]] = set()
    for path in (file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                written = [each.value for each in node.args if isinstance(each, ast.Constant)]
                if node.func.id in {"marked", "for_members", "spoken", "numbered"} and written:
                    found.add(tuple(map(str, written)))
    return frozenset(found)


def catalogue(language: str) -> Catalogue:
    with (LOCALE / language / "LC_MESSAGES" / "bot.mo").open("rb") as compiled:
        known: Catalogue = GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]
    return {message: words for message, words in known.items() if message}


def places(text: str) -> set[tuple[str, str]]:
    """The names in braces, with how each is written."""
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(text) if name}


@each_row("language", LANGUAGES)
def test_every_message_is_translated_and_no_other(language: str) -> None:
    known = catalogue(language)

    singular = {message[0] for message in messages() if len(message) == 1}
    plural = {message[0] for message in messages() if len(message) > 1}
    assert {message for message in known if isinstance(message, str)} == singular
    assert {message[0] for message in known if isinstance(message, tuple)} == plural
    assert all(known.values())


@each_row("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_message(language: str) -> None:
    for message, words in catalogue(language).items():
        english = message if isinstance(message, str) else message[0]
        assert places(words) == places(english), words
        assert words.count("**") == english.count("**")
        assert words.count("`") == english.count("`")


@each_row("language", LANGUAGES)
def test_a_translation_names_commands_as_discord_shows_them(language: str) -> None:
    for message, words in catalogue(language).items():
        if isinstance(message, str):
            named = [name for name in COMMANDS if f"/{name}" in message]
            assert all(f"/{translated_command_words()[name][language]}" in words for name in named), words


def test_french_keeps_its_signs_beside_their_words() -> None:
    loose = re.compile(r" [;:?!»]|« ")

    assert [words for words in catalogue("fr").values() if loose.search(words)] == []


@each_row("language", LANGUAGES)
def test_what_heads_a_form_and_its_field_is_as_short_as_discord_wants(language: str) -> None:
    forms = [
        *(teaching.TITLE, teaching.REWORDED, teaching.REWORDED_ALL),
        *(human.TITLE_OF_FORM, human.YOUR_WORDS),
        *(discord_bot.ASK, discord_bot.FOLLOW_UP, discord_bot.NEXT_QUESTION),
    ]

    with speaking(language):
        assert [spoken(words) for words in forms if len(spoken(words)) > LONGEST_OF_A_FORM] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    babel = pytest.importorskip("babel.messages.pofile")
    with (LOCALE / language / "LC_MESSAGES" / "bot.po").open("rb") as written:
        entries = [entry for entry in babel.read_po(written, locale=language) if entry.id]

    expected: Catalogue = {}
    for entry in entries:
        if isinstance(entry.id, str):
            expected[entry.id] = entry.string
        else:
            expected |= {(entry.id[0], number): words for number, words in enumerate(entry.string)}
    assert catalogue(language) == expected


@each_row(
    ("count", "said"),
    [
        (1, "1 цитата"),
        (2, "2 цитаты"),
        (5, "5 цитат"),
        (11, "11 цитат"),
        (21, "21 цитата"),
        (24, "24 цитаты"),
    ],
)
def test_russian_has_three_plurals(count: int, said: str) -> None:
    with speaking("ru"):
        assert quotes(count) == said


def test_a_number_is_grouped_as_its_language_does() -> None:
    with speaking("de"):
        assert numbered(1234, "{count} fact", "{count} facts") == "1.234 Fakten"
    assert numbered(1234, "{count} fact", "{count} facts") == "1,234 facts"


@each_row("language", LANGUAGES)
def test_tenths_stand_after_a_comma_but_in_english(language: str) -> None:
    with speaking(language):
        assert decimal(98.25) == "98,2"
    assert decimal(98.25) == "98.2"


@each_row(
    ("locale", "said"),
    [
        ("de", "8. April 2025"),
        ("es-419", "8 de abril de 2025"),
        ("fr", "8 avril 2025"),
        ("ru", "8 апреля 2025"),
        ("en-GB", "8 April 2025"),
        ("pl", "8 April 2025"),
        (None, "8 April 2025"),
    ],
)
def test_a_day_is_written_out_in_the_language_of_a_locale(locale: str | None, said: str) -> None:
    with speaking(locale):
        assert day(date(2025, 4, 8)) == said
    assert day(date(2025, 4, 8)) == "8 April 2025"


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    with speaking("fr"):
        assert day(date(2025, 6, 1)) == "1er juin 2025"
    with speaking("ru"):
        assert day(date(2025, 6, 1)) == "1 июня 2025"


def test_lists_and_commands_are_in_that_language_too() -> None:
    with speaking("es-ES"):
        assert human_join(["a", "b", "c"], AND) == "a, b y c"
        assert command_words("ask") == "preguntar"
    assert command_words("ask") == "ask"


def test_nothing_is_spoken_as_nothing() -> None:
    with speaking("de"):
        assert spoken("") == ""
