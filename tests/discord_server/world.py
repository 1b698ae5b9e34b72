"""All that exists on the server: the application, people, guilds, channels, messages and commands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from tests.discord_server.clock import Clock
from tests.discord_server.command_book import CommandBook
from tests.discord_server.errors import unknown
from tests.discord_server.ids import Snowflakes
from tests.discord_server.json_shape import Json
from tests.discord_server.messages import Message
from tests.discord_server.people import User
from tests.discord_server.places import Channel, ChannelKind, Guild

NONCE_WINDOW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Application:
    """The bot's application and the person it belongs to."""

    id: int
    name: str
    owner: User
    team: Json | None = None


class Posted(NamedTuple):
    """A message that was created with a nonce to enforce."""

    message: Message
    at: datetime


class World:
    """The state behind the API; it changes nobody's mind and sends nothing."""

    def __init__(self, clock: Clock, name: str = "briefing bot") -> None:
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.bot = User(self.ids.next(), name, bot=True)
        self.application = Application(self.bot.id, name, User(self.ids.next(), "olga"))
        self.commands = CommandBook(self.application.id, self.ids.next)
        self.users: dict[int, User] = {user.id: user for user in (self.bot, self.application.owner)}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.closed_to_bot: set[int] = set()
        self._nonces: dict[tuple[int, str], Posted] = {}

    def channel(self, channel_id: int) -> Channel:
        if channel_id not in self.channels:
            raise unknown("Channel")
        return self.channels[channel_id]

    def message(self, channel: Channel, message_id: int) -> Message:
        message = self.messages.get(message_id)
        if message is None or message.deleted or message.channel is not channel or message.ephemeral:
            raise unknown("Message")
        return message

    def history(self, channel: Channel) -> list[Message]:
        """What everybody in the channel can see, oldest first."""
        kept = (message for message in self.messages.values() if message.channel is channel)
        return [message for message in kept if not (message.deleted or message.ephemeral or message.loading)]

    def direct(self, user: User) -> Channel:
        """The one direct-message channel between the bot and a user."""
        for channel in self.channels.values():
            if channel.kind is ChannelKind.DM and channel.recipients == [user]:
                return channel
        channel = Channel(self.ids.next(), user.name, ChannelKind.DM, recipients=[user])
        self.channels[channel.id] = channel
        return channel

    def keep(self, message: Message) -> Message:
        self.messages[message.id] = message
        if not message.ephemeral:
            message.channel.last_message_id = message.id
        return message

    def posted_with(self, author: User, nonce: str) -> Message | None:
        """The first message of this author with this nonce within the past few minutes."""
        posted = self._nonces.get((author.id, nonce))
        if posted is None or self.clock.now() - posted.at > NONCE_WINDOW:
            return None
        return posted.message

    def remember_nonce(self, message: Message) -> None:
        self._nonces[message.author.id, str(message.nonce)] = Posted(message, self.clock.now())

    def forget_nonces(self) -> None:
        """Behave as after the few minutes, or as a Discord that lost them."""
        self._nonces.clear()
