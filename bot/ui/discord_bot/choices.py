"""Completions as Discord's autocomplete takes them: at most 25, names up to 100 characters, ids as values."""

from collections.abc import Iterable
from typing import Final

from discord import app_commands

from bot.services.completion import Completion
from bot.ui.discord_bot.markdown import cut, plain

LONGEST: Final = 100
MOST: Final = 25


def choices(completions: Iterable[Completion]) -> list[app_commands.Choice[str]]:
    listed = [app_commands.Choice(name=_name(each), value=each.id) for each in completions]
    return listed[:MOST]


def _name(completion: Completion) -> str:
    return cut(plain(completion.question), LONGEST).strip("\u200b\u2060\ufeff ") or completion.id
