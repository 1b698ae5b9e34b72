"""The digest before it is posted: the very value the publisher would get, and when that would be."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.database import digest_log, subscriptions
from bot.database.connection import Database
from bot.database.digest_log import State
from bot.database.subscriptions import Subscription
from bot.domain.agenda import lateness
from bot.domain.briefing import Briefing
from bot.domain.digest.digest import Digest, Occasion
from bot.domain.digest.mark import Mark
from bot.domain.schedule import Slot, local_date, slot_of, slots_to_serve
from bot.errors import InputError
from bot.services.digesting.gathering import gather, without_records
from bot.services.digesting.timetable import ALL, last_settled_day, timetable_of


@dataclass(frozen=True, slots=True)
class Preview:
    """A digest and, where a channel is subscribed, its next slot."""

    digest: Digest
    upcoming: Slot | None = None


@dataclass(frozen=True, slots=True)
class Previewer:
    """Shows any day of any channel; a database that does not exist yet is an empty one."""

    database: Database | None
    briefing: Briefing
    window: timedelta

    async def preview(self, now: datetime, day: date | None = None, channel_id: int | None = None) -> Preview:
        """Without a day, the next digest; without a channel, the only subscribed one, if there is but one."""
        subscription = await self._subscription(channel_id)
        if self.database is None or subscription is None:
            return Preview(without_records(self.briefing, Occasion(Mark(day or local_date(now, _UTC), 1))))
        upcoming = await self._upcoming(self.database, subscription, now)
        day = day or upcoming.day
        occasion = await self._occasion(self.database, subscription, day, now)
        digest = await gather(self.database, self.briefing, subscription.wanted, occasion)
        return Preview(digest, None if subscription.paused else upcoming)

    async def _subscription(self, channel_id: int | None) -> Subscription | None:
        if self.database is None:
            return None
        if channel_id is None:
            known = await subscriptions.subscriptions(self.database)
            return known[0] if len(known) == 1 else None
        found = await subscriptions.subscription(self.database, channel_id)
        if found is None:
            raise InputError(f"Channel {channel_id} gets no digest. Subscribe it with /digest subscribe.")
        return found

    async def _upcoming(self, database: Database, subscription: Subscription, now: datetime) -> Slot:
        last_day = await last_settled_day(database, subscription, now)
        slots = slots_to_serve(timetable_of(subscription), last_day)
        return next(slot for slot in slots if slot.instant > now)

    async def _occasion(
        self, database: Database, subscription: Subscription, day: date, now: datetime
    ) -> Occasion:
        timetable = timetable_of(subscription)
        slot = slot_of(day, timetable.at, timetable.zone)
        number = await self._number(database, subscription.wanted.channel_id, day)
        return Occasion(Mark(day, number), lateness(now, slot, self.window) if slot else timedelta())

    async def _number(self, database: Database, channel_id: int, day: date) -> int:
        """The number this day's digest has, or would get."""
        row = await digest_log.find(database, channel_id, day)
        if row and row.number:
            return row.number
        earlier = await digest_log.history(database, channel_id, limit=ALL, state=State.SENT)
        return 1 + next((row.number or 0 for row in earlier if row.slot.day < day), 0)


_UTC: Final = ZoneInfo("UTC")
