"""The catalogue: every command the bot registers, each made from just the parts it needs."""

from bot.services.completion import Completer
from bot.ui.discord_bot.administration import administration
from bot.ui.discord_bot.commands.ask import ask_command
from bot.ui.discord_bot.commands.digest import FOR_MEMBERS, digest_command
from bot.ui.discord_bot.commands.fact import fact_command
from bot.ui.discord_bot.commands.find import find_command
from bot.ui.discord_bot.commands.forgetme import forgetme_command
from bot.ui.discord_bot.commands.help import help_command
from bot.ui.discord_bot.commands.log import log_command
from bot.ui.discord_bot.commands.mydata import mydata_command
from bot.ui.discord_bot.commands.privacy import privacy_command
from bot.ui.discord_bot.commands.reload import reload_command
from bot.ui.discord_bot.commands.sources import sources_command
from bot.ui.discord_bot.commands.status import status_command
from bot.ui.discord_bot.commands.topics import topics_command
from bot.ui.discord_bot.parts import Parts
from bot.ui.discord_bot.types import Command


def catalogue(parts: Parts) -> tuple[Command, ...]:
    every = (*_for_members(parts), *_for_admins(parts))
    return (*every, help_command(parts.snapshots, every))


def _for_members(parts: Parts) -> tuple[Command, ...]:
    completer = Completer()
    return (
        ask_command(parts.snapshots, parts.questions, completer),
        fact_command(parts.snapshots, completer),
        topics_command(parts.snapshots),
        sources_command(parts.snapshots),
        find_command(parts.questions),
        privacy_command(parts.privacy, parts.contact, parts.policy_url),
        mydata_command(parts.privacy),
        forgetme_command(),
    )


def _for_admins(parts: Parts) -> tuple[Command, ...]:
    """Every one of them is guarded: only in servers, and only for admins."""
    admin = administration(parts)
    commands = (
        reload_command(admin.reloading),
        status_command(admin.look, parts.pulse, admin.book),
        log_command(admin.reading),
    )
    digest = parts.admins.guard(digest_command(admin.digests, admin.showing), but=FOR_MEMBERS)
    return (*(parts.admins.guard(command) for command in commands), digest)
