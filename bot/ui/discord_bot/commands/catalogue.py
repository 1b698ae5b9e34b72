"""The catalogue: every command the bot registers, each made from just the parts it needs."""

from bot.ui.discord_bot.parts import Parts
from bot.ui.discord_bot.types import Command


def catalogue(parts: Parts) -> tuple[Command, ...]:
    return (*_for_members(parts), *_for_admins(parts))


def _for_members(_parts: Parts) -> tuple[Command, ...]:
    return ()


def _for_admins(parts: Parts) -> tuple[Command, ...]:
    """Every one of them is guarded: only in servers, and only for admins."""
    commands: tuple[Command, ...] = ()
    return tuple(parts.admins.guard(command) for command in commands)
