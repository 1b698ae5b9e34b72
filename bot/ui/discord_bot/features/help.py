"""/help: what the bot is and how to ask it, taken from the commands themselves."""

from collections.abc import Iterator, Sequence
from typing import Final

import discord
from discord import app_commands

from bot.domain.briefing import Briefing
from bot.services.snapshot import Snapshots
from bot.ui.discord_bot.interactions import Command, Interaction
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import Page, footed
from bot.ui.discord_bot.permissions import admits, installable_anywhere
from bot.ui.discord_bot.sending import respond
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.language import command_words, spoken

LONGEST_TITLE: Final = 300


def help_command(snapshots: Snapshots, others: Sequence[Command]) -> Command:
    anywhere = [command for command in others if not command.guild_only]
    here = [command for group in others for command in _open_to_members(group)]

    @app_commands.command(name="help", description="How to ask, and what else I can do")
    async def help_(interaction: Interaction) -> None:
        in_server = interaction.is_guild_integration()
        listed = [*anywhere, *here] if in_server else anywhere
        admins = [each for each in others if in_server and admits(each, interaction)]
        page = _page(snapshots.current.briefing, listed, admins, _also(interaction))
        await respond(interaction, page, private=True)

    return installable_anywhere(help_)


def _page(briefing: Briefing, listed: Sequence[Command], admins: Sequence[Command], also: str) -> Page:
    about = texts.about(neutral(cut(briefing.sheet.title, LONGEST_TITLE)))
    for_admins = ["", f"**{spoken(texts.FOR_ADMINS)}**", *map(_line, admins)] if admins else []
    lines = [about, "", *map(_line, listed), *for_admins, "", spoken(also)]
    footer = footed(texts.sheet_label(briefing.version))
    return Page("\n".join(lines), title=spoken(texts.HELP_TITLE), footer=footer)


def _also(interaction: Interaction) -> str:
    """In a server that the bot has not joined, mentions do not reach it."""
    heard = interaction.guild_id is None or interaction.is_guild_integration()
    return texts.ALSO if heard else texts.ALSO_DIRECTLY


def _open_to_members(group: Command) -> Iterator[Command]:
    """The commands of a server-only group that need no right."""
    if isinstance(group, app_commands.Group) and group.guild_only:
        for command in group.commands:
            if isinstance(command, app_commands.Command) and not command.checks:
                yield command


def _line(command: Command) -> str:
    if isinstance(command, app_commands.ContextMenu):
        where = texts.ON_A_MESSAGE if command.type is discord.AppCommandType.message else texts.ON_A_PERSON
        return f"**{neutral(command_words(command.name))}** · {spoken(where)}"
    name = " ".join(map(command_words, command.qualified_name.split()))
    return f"`/{name}` · {neutral(command_words(command.description))}"
