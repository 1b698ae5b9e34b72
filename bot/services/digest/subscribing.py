"""Sets a channel's digest up, changes, pauses and ends it, as admins do in their own server."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, NamedTuple

from bot.database import subscriptions
from bot.database.connection import Database
from bot.database.subscriptions import Origin, Pause, Subscription, Terms
from bot.errors import InputError, for_members
from bot.services.digest import zones
from bot.services.digest.channel_status import ChannelStatus, status_of, statuses

USUAL_TIME: Final = time(9)
NOT_SUBSCRIBED: Final = for_members(
    "That channel does not get the digest; `/digest list` shows those that do."
)
SET_BY_CONFIG: Final = for_members(
    "That channel is subscribed in the bot's settings, and would be again when the bot next starts. "
    "Pause it instead, or remove it from `digest.subscriptions`."
)


class Where(NamedTuple):
    """A channel or thread, and its server."""

    channel_id: int
    guild_id: int


@dataclass(frozen=True, slots=True)
class Subscribing:
    """Changes subscriptions, and wakes the scheduler after each change.

    A `guild_id` keeps admins to their own server; None stands for all servers.
    """

    database: Database
    clock: Callable[[], datetime]
    wake: Callable[[], None]

    async def subscribe(
        self, where: Where, owner_id: int, at: time | None, zone: str | None, *, crosspost: bool | None = None
    ) -> ChannelStatus:
        """What is not given stays as it was; at first it is 09:00 UTC, not crossposted."""
        channel_id, guild_id = where
        known = await subscriptions.subscription(self.database, channel_id)
        at = at or (known.terms.at if known else USUAL_TIME)
        name = zones.zone(zone).key if zone else known.terms.zone if known else zones.EVERYWHERE
        if crosspost is None:
            crosspost = known is not None and known.terms.crosspost
        terms = Terms(channel_id, at, name, guild_id, owner_id, crosspost)
        return await self._changed(await subscriptions.subscribe(self.database, terms, self.clock()))

    async def unsubscribe(self, channel_id: int, guild_id: int | None) -> Subscription:
        found = await self.require(channel_id, guild_id)
        if found.origin is Origin.CONFIG:
            raise InputError(SET_BY_CONFIG)
        await subscriptions.unsubscribe(self.database, channel_id)
        self.wake()
        return found

    async def pause(self, channel_id: int, guild_id: int | None) -> None:
        await self.require(channel_id, guild_id)
        await subscriptions.pause(self.database, channel_id, Pause.ASKED, self.clock())
        self.wake()

    async def resume(self, channel_id: int, guild_id: int | None) -> ChannelStatus:
        """Resume with the next slot; those of the pause are not made up for."""
        await self.require(channel_id, guild_id)
        await subscriptions.resume(self.database, channel_id, self.clock())
        return await self._changed(await self.require(channel_id, guild_id))

    async def require(self, channel_id: int, guild_id: int | None) -> Subscription:
        found = await subscriptions.subscription(self.database, channel_id)
        if found is None or (guild_id is not None and found.terms.guild_id != guild_id):
            raise InputError(NOT_SUBSCRIBED)
        return found

    async def listed(self, guild_id: int | None) -> tuple[ChannelStatus, ...]:
        return await statuses(self.database, self.clock(), guild_id=guild_id)

    async def _changed(self, subscription: Subscription) -> ChannelStatus:
        self.wake()
        return await status_of(self.database, subscription, self.clock())
