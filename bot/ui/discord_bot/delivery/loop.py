"""The digest loop beside the client: started once, woken when the connection is back, stopped first."""

import logging
import sqlite3
from typing import Final

import discord

from bot.database import subscriptions
from bot.database.connection import Database
from bot.services.background import Background
from bot.services.digest.scheduler import DigestScheduler
from bot.ui.discord_bot.delivery.no_retries import TROUBLES, no_retries

LOG: Final = logging.getLogger(__name__)
HIDDEN: Final = (
    "There is no channel %s for a digest, or the bot does not see it. Let it in, or change "
    "digest.subscriptions; `python -m bot doctor` looks at each."
)


class DigestLoop:
    """Starts at the client's set-up, not when it is ready, which can happen many times."""

    def __init__(self, scheduler: DigestScheduler, client: discord.Client, database: Database) -> None:
        self._scheduler = scheduler
        self._client = client
        self._database = database
        self._background = Background("digest")
        self._hidden = set[int]()  # channels that the settings name and nobody finds

    def start(self) -> None:
        self._background.begin(self._live)

    def wake(self) -> None:
        """A subscription was changed."""
        self._scheduler.wake()

    async def reconnected(self) -> None:
        """Look at once at what was missed during the outage."""
        if self._background.runs:
            await self._find_servers()
            self._scheduler.wake()

    async def stop(self) -> None:
        """A message that is being sent now is settled at the next start."""
        await self._background.end()

    async def _live(self) -> None:
        await self._find_servers()
        await self._scheduler.run()

    async def _find_servers(self) -> None:
        """The settings name channels without their servers, whose figures a digest shows."""
        try:
            for subscription in await subscriptions.subscriptions(self._database):
                if subscription.terms.guild_id is None:
                    await self._find_server(subscription.terms.channel_id)
        except sqlite3.Error as error:
            LOG.warning("The servers of channels could not be noted yet: %s", error)

    async def _find_server(self, channel_id: int) -> None:
        try:
            with no_retries():
                channel = await self._client.fetch_channel(channel_id)
        except (discord.NotFound, discord.Forbidden):
            self._tell_of_hidden(channel_id)
            return
        except (*TROUBLES, discord.InvalidData) as error:
            LOG.warning("The server of channel %s is not known yet: %s", channel_id, error)
            return
        self._hidden.discard(channel_id)
        if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            await subscriptions.note_guild(self._database, channel_id, channel.guild.id)

    def _tell_of_hidden(self, channel_id: int) -> None:
        """Once, and not with every connection."""
        if channel_id not in self._hidden:
            self._hidden.add(channel_id)
            LOG.warning(HIDDEN, channel_id)
