"""Who may do what and where, and the record of what admins did."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import discord
from discord import app_commands

from bot.database.audit_log import AdminAction
from bot.services.journal import Journal
from bot.ui.discord_bot.interactions import Command, Interaction


class NotAdminError(app_commands.CheckFailure):
    """Somebody used an admin command who may not."""


@dataclass(frozen=True, slots=True)
class Admins:
    """The rule, looked at again whenever an admin command runs."""

    roles: Collection[int] = ()
    owners: Collection[int] = ()

    def include(self, interaction: Interaction) -> bool:
        user = interaction.user
        if user.id in self.owners:
            return True
        if interaction.guild_id is None or not isinstance(user, discord.Member):
            return False
        return interaction.permissions.manage_guild or any(user.get_role(role) for role in self.roles)

    def guard(self, command: Command, *, but: Collection[str] = ()) -> Command:
        """Make an admin command of it: in servers only, shown to those who manage them, checked when used.

        Sub-commands may be left open to members by name; Discord then shows all of the group to everybody.
        """
        command.guild_only = True
        command.allowed_contexts = app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        )
        # Whoever manages any server could install the bot for themselves and use it from there.
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        # A role named in the settings must see the command, which Discord cannot know of.
        command.default_permissions = None if self.roles or but else discord.Permissions(manage_guild=True)
        if isinstance(command, app_commands.Group):
            for inner in command.walk_commands():
                if isinstance(inner, app_commands.Command) and inner.name not in but:
                    inner.add_check(self._check)
        else:
            command.add_check(self._check)
        return command

    def _check(self, interaction: Interaction) -> bool:
        if self.include(interaction):
            return True
        raise NotAdminError


def installable_anywhere(command: Command) -> Command:
    command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
    command.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=True
    )
    return command


@dataclass(frozen=True, slots=True)
class AuditLog:
    """Knows who may, what they may see, and keeps the record."""

    admins: Admins
    journal: Journal
    clock: Callable[[], datetime]

    def require_admin(self, interaction: Interaction) -> None:
        """For buttons, which have no checks: a right may be gone since they were shown."""
        if not self.admins.include(interaction):
            raise NotAdminError

    def scope(self, interaction: Interaction) -> int | None:
        """Admins see what was asked in their own server; the owners of the bot see everything."""
        return None if interaction.user.id in self.admins.owners else interaction.guild_id

    async def record(self, interaction: Interaction, action: str, detail: str = "") -> None:
        await self.journal.record(
            AdminAction(
                request_id=str(interaction.id),
                done_at=self.clock(),
                user_id=interaction.user.id,
                user_name=interaction.user.name,
                guild_id=interaction.guild_id,
                action=action,
                detail=detail,
            )
        )
