"""Guilds and channels, and who may do what in them."""

from dataclasses import dataclass, field
from enum import IntEnum

from tests.discord_server.people import Member, Role, User
from tests.discord_server.permission import EVERYTHING, MEMBER, Overwrite, Permission


class ChannelKind(IntEnum):
    """Discord's numbers for the kinds of channels served here."""

    TEXT = 0
    DM = 1
    GROUP = 3
    NEWS = 5
    THREAD = 11


class Context(IntEnum):
    """Where an interaction can happen, as commands declare it."""

    GUILD = 0
    BOT_DM = 1
    PRIVATE_CHANNEL = 2


@dataclass(slots=True, eq=False)
class Guild:
    """A Discord server; `has_bot` is false where the app is only user-installed."""

    id: int
    name: str
    owner: User
    locale: str = "en-US"
    has_bot: bool = True
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: "dict[int, Channel]" = field(default_factory=dict)

    @property
    def everyone(self) -> Role:
        return self.roles[self.id]

    def permissions_of(self, user: User) -> Permission:
        """What the user's roles allow, before any channel has its say."""
        if user == self.owner:
            return EVERYTHING
        member = self.members.get(user.id)
        granted = self.everyone.permissions
        for role in member.roles if member else ():
            granted |= role.permissions
        return EVERYTHING if granted & Permission.ADMINISTRATOR else granted


@dataclass(slots=True, eq=False)
class Channel:
    """A text channel of a guild, a direct-message channel or a group of people without the bot."""

    id: int
    name: str
    kind: ChannelKind = ChannelKind.TEXT
    guild: Guild | None = None
    recipients: list[User] = field(default_factory=list)
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    parent: "Channel | None" = None
    last_message_id: int | None = None

    @property
    def context(self) -> Context:
        if self.guild:
            return Context.GUILD
        return Context.BOT_DM if self.kind is ChannelKind.DM else Context.PRIVATE_CHANNEL

    @property
    def has_bot(self) -> bool:
        """Whether the bot itself is there, not only as an app that a user brought along."""
        return self.guild.has_bot if self.guild else self.kind is ChannelKind.DM

    @property
    def guild_id(self) -> int | None:
        return self.guild.id if self.guild else None

    def permissions_of(self, user: User) -> Permission:
        """Roles first, then the channel's exceptions: everyone, the user's roles, the user."""
        if self.guild is None:
            return MEMBER
        if self.parent is not None:
            return self.parent.permissions_of(user)
        granted = self.guild.permissions_of(user)
        if granted == EVERYTHING:
            return granted
        member = self.guild.members.get(user.id)
        for holder in (self.guild.id, *(role.id for role in (member.roles if member else ())), user.id):
            granted = self.overwrites.get(holder, Overwrite()).over(granted)
        return granted
