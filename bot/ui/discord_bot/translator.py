"""Gives discord.py the commands' names and descriptions in the languages of the table."""

import discord
from discord import app_commands
from discord.app_commands import TranslationContextTypes, locale_str

from bot.ui.texts.translations import TRANSLATIONS

LANGUAGES = ("de", "fr", "es-ES", "ru")


class TableTranslator(app_commands.Translator):
    """Looks everything up; what is not in the table stays English."""

    async def translate(
        self, string: locale_str, locale: discord.Locale, context: TranslationContextTypes
    ) -> str | None:
        del context
        if locale.value not in LANGUAGES:
            return None
        translated = TRANSLATIONS.get(string.message)
        return translated[LANGUAGES.index(locale.value)] if translated else None
