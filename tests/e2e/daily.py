"""A bot with a daily digest, in a time that is a value: it is noon in London, two days before any digest."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.database import digest_log
from bot.database.connection import Database
from bot.database.digest_log import LedgerRow
from bot.settings.settings import Settings
from tests.discord_server.messages import Message
from tests.discord_server.places import Channel
from tests.discord_server.server import DiscordServer
from tests.e2e.hours import Hours
from tests.e2e.running import AT_ONCE, Bot, running

EVE = datetime(2035, 4, 9, 12, tzinfo=UTC)
NINE = datetime(2035, 4, 10, 7, tzinfo=UTC)  # 09:00 in Berlin
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
POSTS = "/channels/{id}/messages"
Configure = Callable[..., Settings]


@dataclass(frozen=True)
class Daily:
    """Starts bots whose one channel, or more of them, is subscribed in the settings."""

    server: DiscordServer
    hours: Hours
    configure: Configure

    def settings(self, *channels: Channel, **more: str) -> Settings:
        wanted = channels or (self.server.channel,)
        self.hours.sleepers = 1 + len(wanted)
        return self.configure(**{"BOT_DIGEST__SUBSCRIPTIONS": self.subscriptions(*wanted), **more})

    def subscriptions(self, *channels: Channel) -> str:
        """As the environment sets them."""
        each = '{{channel: {}, time: "09:00", timezone: Europe/Berlin}}'
        return f"[{', '.join(each.format(channel.id) for channel in channels)}]"

    def start(
        self, *channels: Channel, receipt_seconds: float = 20.0, **more: str
    ) -> AbstractAsyncContextManager[Bot]:
        return self.live(self.settings(*channels, **more), receipt_seconds=receipt_seconds)

    @asynccontextmanager
    async def live(
        self, settings: Settings, *, hours: Hours | None = None, receipt_seconds: float = 20.0
    ) -> AsyncIterator[Bot]:
        hours = hours or self.hours
        rhythm = replace(AT_ONCE, sleep=hours.sleep, receipt_seconds=receipt_seconds)
        async with running(settings, self.server, rhythm=rhythm, clock=hours, known=True) as bot:
            yield bot

    def digests(self, channel: Channel | None = None) -> list[Message]:
        """What was posted, oldest first."""
        return [each for each in self.server.messages(channel) if mark_of(each)]

    def days(self, channel: Channel | None = None) -> list[str]:
        return [mark_of(each).split()[1] for each in self.digests(channel)]


def mark_of(message: Message) -> str:
    """The small line by which a digest is known, as a reader of the channel sees it."""
    last = (message.displayed[-1] if message.in_components else message.content.rpartition("\n")[2])[:99]
    footer = message.embeds[-1].get("footer", {}).get("text", "") if message.embeds else ""
    line = last.removeprefix("-# ") if last.startswith("-# ") else str(footer)
    return line if line.startswith("Digest ") else ""


def told(server: DiscordServer) -> list[str]:
    """What the application's owner was told by direct message."""
    return [message.text for message in server.messages(server.dm(server.world.application.owner))]


async def rows(database: Database, channel: Channel) -> list[LedgerRow]:
    """The channel's days, oldest first."""
    return list(reversed(await digest_log.history(database, channel.id, limit=-1)))
