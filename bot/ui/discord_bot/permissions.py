"""Who may do what and where, and the record of what admins did."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import discord
from discord import app_commands

from bot.database.audit_log import AdminAction
from bot.services.journal import Journal
from bot.ui.discord_bot.interactions import Command, Interaction

OneCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
TEAM_ROLES: Final = frozenset({discord.TeamMemberRole.admin, discord.TeamMemberRole.developer})


class NotAdminError(app_commands.CheckFailure):
    """Somebody used an admin command without the right to."""


class NotGlobalAdminError(NotAdminError):
    """Somebody used a command that affects every server without the right to."""


@dataclass(frozen=True, slots=True)
class Admins:
    """The rules, looked at again whenever an admin command runs.

    A server's managers look after what is their server's. What all servers share, the sheet above all, is for
    the owners and for the roles and servers that the settings name; while they name no server and the bot
    serves but one, also for that one's managers.
    """

    roles: Collection[int] = ()
    owners: Collection[int] = ()
    servers: Collection[int] = ()

    def owners_of(self, client: discord.Client) -> Collection[int]:
        """The owners in the settings, else those Discord knows: the application's owner or team."""
        application = client.application
        if self.owners or application is None:
            return self.owners
        team = application.team
        if team is None:
            return (application.owner.id,)
        return [member.id for member in team.members if member.id == team.owner_id or _leads(member)]

    def own(self, interaction: Interaction) -> bool:
        return interaction.user.id in self.owners_of(interaction.client)

    def include(self, interaction: Interaction) -> bool:
        """Whether somebody manages this server."""
        return self.own(interaction) or self._have_role(interaction) or _manages(interaction)

    def include_globally(self, interaction: Interaction) -> bool:
        """Whether somebody manages what all servers share."""
        if self.own(interaction) or self._have_role(interaction):
            return True
        servers = self.servers or _only_server(interaction.client)
        return interaction.guild_id in servers and _manages(interaction)

    def _have_role(self, interaction: Interaction) -> bool:
        return _has_role(interaction, self.roles)

    def guard_global(self, command: Command) -> Command:
        """Restrict a command that changes or shows what all servers share."""
        return self.guard(command, rule=self.include_globally, refusal=NotGlobalAdminError)

    def guard(
        self,
        command: Command,
        *,
        but: Collection[str] = (),
        rule: Callable[[Interaction], bool] | None = None,
        refusal: type[NotAdminError] = NotAdminError,
    ) -> Command:
        """Restrict a command to admins: in servers only, hidden from others, and checked when used.

        Sub-commands can be left open to members by name; Discord then shows the whole group to everybody.
        """
        check = _check(rule or self.include, refusal)
        command.guild_only = True
        command.allowed_contexts = app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        )
        # Whoever manages any server could install the bot for themselves and use it from there.
        command.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)
        # A role named in the settings must see the command, which Discord cannot know of.
        command.default_permissions = None if self.roles or but else discord.Permissions(manage_guild=True)
        for one in _parts(command, but):
            one.add_check(check)
        return command


@dataclass(frozen=True, slots=True)
class Curators:
    """Admins of what all servers share, and the people named in the settings."""

    admins: Admins
    roles: Collection[int] = ()
    people: Collection[int] = ()

    def include(self, interaction: Interaction) -> bool:
        named = interaction.user.id in self.people or _has_role(interaction, self.roles)
        return named or self.admins.include_globally(interaction)

    def require(self, interaction: Interaction) -> None:
        _let_in(NotGlobalAdminError, admitted=self.include(interaction))

    def guard(self, command: Command) -> Command:
        """Restrict a command to curators; Discord cannot know whom the settings name."""
        guarded = self.admins.guard(command, rule=self.include, refusal=NotGlobalAdminError)
        if self.roles or self.people:
            guarded.default_permissions = None
        return guarded


def _check(
    rule: Callable[[Interaction], bool], refusal: type[NotAdminError]
) -> Callable[[Interaction], bool]:
    def check(interaction: Interaction) -> bool:
        _let_in(refusal, admitted=rule(interaction))
        return True

    return check


def admits(command: Command, interaction: Interaction) -> bool:
    """Whether a command is for admins, and this person may use it."""
    checks = [check for one in _parts(command, ()) for check in one.checks]
    try:
        return bool(checks) and all(check(interaction) for check in checks)
    except NotAdminError:
        return False


def _let_in(refusal: type[NotAdminError], *, admitted: bool) -> None:
    if not admitted:
        raise refusal


def _parts(command: Command, but: Collection[str]) -> Iterator[OneCommand]:
    """A command, or those of a group but for these names."""
    if not isinstance(command, app_commands.Group):
        yield command
        return
    for inner in command.walk_commands():
        if isinstance(inner, app_commands.Command) and inner.name not in but:
            yield inner


def _has_role(interaction: Interaction, roles: Collection[int]) -> bool:
    user = interaction.user
    return isinstance(user, discord.Member) and any(user.get_role(role) for role in roles)


def _manages(interaction: Interaction) -> bool:
    in_server = interaction.guild_id is not None and isinstance(interaction.user, discord.Member)
    return in_server and interaction.permissions.manage_guild


def _leads(member: discord.TeamMember) -> bool:
    """People who were only invited, or may only read, decide nothing."""
    joined = member.membership_state is discord.TeamMembershipState.accepted
    return joined and member.role in TEAM_ROLES


def _only_server(client: discord.Client) -> Collection[int]:
    """The server of a bot that serves no other; with shards some may not be known yet."""
    several = len(client.guilds) != 1 or (client.shard_count or 1) > 1
    return () if several else (client.guilds[0].id,)


def installable_anywhere(command: Command) -> Command:
    command.allowed_installs = app_commands.AppInstallationType(guild=True, user=True)
    command.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=True
    )
    return command


@dataclass(frozen=True, slots=True)
class AuditLog:
    """Checks who may do what and see what, and records what admins do."""

    admins: Admins
    journal: Journal
    clock: Callable[[], datetime]

    def require_admin(self, interaction: Interaction) -> None:
        """For buttons, which have no checks: a right may have been lost since they were shown."""
        _let_in(NotAdminError, admitted=self.admins.include(interaction))

    def require_global_admin(self, interaction: Interaction) -> None:
        _let_in(NotGlobalAdminError, admitted=self.admins.include_globally(interaction))

    def scope(self, interaction: Interaction) -> int | None:
        """Admins see what was asked in their own server; the bot's owners see everything."""
        return None if self.admins.own(interaction) else interaction.guild_id

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
