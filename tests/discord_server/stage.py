"""The set of a test: people, guilds, channels, permissions; a connected bot hears of each change."""

import secrets

from tests.discord_server.clock import Clock
from tests.discord_server.faults import Faults
from tests.discord_server.gateway import Gateway
from tests.discord_server.json_shape import Json
from tests.discord_server.messages import Message
from tests.discord_server.payloads import channel_payload, guild_payload
from tests.discord_server.people import Member, Role, User
from tests.discord_server.permission import MEMBER, Overwrite, Permission
from tests.discord_server.places import Channel, ChannelKind, Guild
from tests.discord_server.posting import Posting
from tests.discord_server.pulse import Pulse
from tests.discord_server.recording import Recording
from tests.discord_server.world import World


class Stage:
    """Opens with one guild, its channel, a member (`user`) and a member who manages the guild (`admin`)."""

    def __init__(self, *, ticking: bool = False) -> None:
        self.token = secrets.token_urlsafe(32)
        self.pulse = Pulse()
        self.clock = Clock(ticking=ticking)
        self.world = World(self.clock)
        self.faults = Faults()
        self.requests = Recording(self.pulse)
        self.gateway = Gateway(self.world, self.token, self.pulse)
        self.posting = Posting(self.world, self.gateway, self.pulse)
        self.guild = self.add_guild("Readers")
        self.channel = self.add_channel("general", self.guild)
        self.user = self.add_user("ada")
        self.admin = self.add_user("adam")
        self.add_member(self.guild, self.user)
        self.add_member(
            self.guild, self.admin, self.add_role(self.guild, "curators", Permission.MANAGE_GUILD)
        )

    @property
    def bot(self) -> User:
        return self.world.bot

    @property
    def commands(self) -> list[Json]:
        """The commands registered for everywhere, as the bot described them."""
        return self.world.commands.listed()

    def add_user(self, name: str, *, locale: str = "en-US") -> User:
        user = User(self.world.ids.next(), name, locale=locale)
        self.world.users[user.id] = user
        return user

    def add_guild(self, name: str, *, shard: int = 0, has_bot: bool = True, locale: str = "en-US") -> Guild:
        """A guild on this shard; where the bot is no member the app can only be user-installed."""
        guild_id = self.world.ids.next_on_shard(shard, self.gateway.shards)
        owner = self.add_user(f"owner of {name}")
        guild = Guild(guild_id, name, owner, locale, has_bot)
        guild.roles[guild.id] = Role(guild.id, "@everyone", MEMBER, position=0)
        guild.members[owner.id] = Member(owner)
        self.world.guilds[guild.id] = guild
        if has_bot:
            self._welcome_bot(guild)
        return guild

    def add_channel(
        self, name: str, guild: Guild | None = None, kind: ChannelKind = ChannelKind.TEXT
    ) -> Channel:
        guild = guild or self.guild
        channel = Channel(self.world.ids.next(), name, kind, guild=guild)
        guild.channels[channel.id] = self.world.channels[channel.id] = channel
        self._tell("CHANNEL_CREATE", channel)
        return channel

    def add_thread(self, name: str, parent: Channel) -> Channel:
        """A public thread; who may do what in it is decided by its channel."""
        thread = Channel(self.world.ids.next(), name, ChannelKind.THREAD, parent.guild, parent=parent)
        if parent.guild:
            parent.guild.channels[thread.id] = thread
        self.world.channels[thread.id] = thread
        self._tell("THREAD_CREATE", thread)
        return thread

    def add_group(self, *users: User) -> Channel:
        """A private group without the bot; only user-installed commands work there."""
        channel = Channel(self.world.ids.next(), "group", ChannelKind.GROUP, recipients=list(users))
        self.world.channels[channel.id] = channel
        return channel

    def add_role(self, guild: Guild, name: str, permissions: Permission = Permission.NONE) -> Role:
        role = Role(self.world.ids.next(), name, permissions)
        guild.roles[role.id] = role
        self._refresh(guild)
        return role

    def add_member(self, guild: Guild, user: User, *roles: Role) -> Member:
        guild.members[user.id] = Member(user, list(roles))
        return guild.members[user.id]

    def dm(self, user: User | None = None) -> Channel:
        """The direct-message channel between a user and the bot."""
        return self.world.direct(user or self.user)

    def refuse_direct_messages(self, user: User) -> None:
        """The user no longer takes direct messages from the bot."""
        self.world.closed_to_bot.add(user.id)

    def allow(self, channel: Channel, permissions: Permission, who: User | Role | None = None) -> None:
        overwrite = channel.overwrites.setdefault((who or self.bot).id, Overwrite())
        overwrite.allow |= permissions
        overwrite.deny &= ~permissions
        self._tell("CHANNEL_UPDATE", channel)

    def deny(self, channel: Channel, permissions: Permission, who: User | Role | None = None) -> None:
        """Take something from the bot, or from somebody else, in one channel."""
        overwrite = channel.overwrites.setdefault((who or self.bot).id, Overwrite())
        overwrite.deny |= permissions
        overwrite.allow &= ~permissions
        self._tell("CHANNEL_UPDATE", channel)

    def remove_channel(self, channel: Channel) -> None:
        del self.world.channels[channel.id]
        if channel.guild:
            del channel.guild.channels[channel.id]
        self._tell("CHANNEL_DELETE", channel)

    def remove_guild(self, guild: Guild) -> None:
        """The bot is thrown out."""
        guild.has_bot = False
        self.gateway.dispatch("GUILD_DELETE", {"id": str(guild.id)}, guild.id)

    def messages(self, channel: Channel | None = None) -> list[Message]:
        """What everybody in the channel sees, oldest first."""
        return self.world.history(channel or self.channel)

    def forget_nonces(self) -> None:
        self.world.forget_nonces()

    def _welcome_bot(self, guild: Guild) -> None:
        role = Role(self.world.ids.next(), self.bot.name, MEMBER, bot=self.bot)
        guild.roles[role.id] = role
        guild.members[self.bot.id] = Member(self.bot, [role])
        self.gateway.dispatch("GUILD_CREATE", guild_payload(guild, self.bot), guild.id)

    def _refresh(self, guild: Guild) -> None:
        if guild.has_bot:
            self.gateway.dispatch("GUILD_UPDATE", guild_payload(guild, self.bot), guild.id)

    def _tell(self, event: str, channel: Channel) -> None:
        if channel.has_bot:
            self.gateway.dispatch(event, channel_payload(channel), channel.guild_id)
