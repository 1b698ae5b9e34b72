"""Gathers what a channel's digest shows; the preview gets the very same value."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.database import digest_log, digest_past, query_figures, subscriptions
from bot.database.connection import Database
from bot.database.digest_log import State
from bot.database.subscriptions import Subscription, Terms
from bot.domain.briefing import Briefing
from bot.domain.digest.agenda import lateness
from bot.domain.digest.digest import Digest, EarlierDigests, Edition, compose
from bot.domain.digest.interest import Week
from bot.domain.digest.label import DigestLabel
from bot.domain.digest.schedule import Slot, local_date, slot_of, slots_to_serve
from bot.errors import InputError, for_members
from bot.services.digest.channel_status import last_settled_day, timetable_of

WEEK_DAYS: Final = 7
ASKED_LIMIT: Final = 20
NO_DIGEST_THERE: Final = for_members(
    "Channel {channel} does not get the digest. Subscribe it with /digest subscribe."
)
_UTC: Final = ZoneInfo("UTC")


async def gather(database: Database, briefing: Briefing, terms: Terms, edition: Edition) -> Digest:
    """Compose a channel's digest; its figures are those of the channel's own server up to the day before.

    While that server is not known there are no figures: another server's must not be shown here.
    In a thread: to see what has changed in a large sheet takes a while.
    """
    day, zone, guild = edition.label.day, ZoneInfo(terms.zone), terms.guild_id
    past = await digest_past.past(database, terms.channel_id, before=day)
    if guild is None:
        return await asyncio.to_thread(compose, edition, briefing, past, (), Week())
    yesterday = day - timedelta(days=1)
    asked = await query_figures.most_asked(
        database, yesterday, zone, at_least=1, limit=ASKED_LIMIT, guild_id=guild
    )
    week = await query_figures.daily(database, yesterday, zone, days=WEEK_DAYS, guild_id=guild)
    return await asyncio.to_thread(compose, edition, briefing, past, asked, Week(week))


def without_records(briefing: Briefing, edition: Edition) -> Digest:
    """The digest of a place where nothing was posted or asked yet."""
    return compose(edition, briefing, EarlierDigests(), (), Week())


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
            first = DigestLabel(day or local_date(now, _UTC), 1)
            return Preview(without_records(self.briefing, Edition(first)))
        upcoming = await self._upcoming(self.database, subscription, now)
        day = day or upcoming.day
        edition = await self._edition(self.database, subscription, day, now)
        digest = await gather(self.database, self.briefing, subscription.terms, edition)
        return Preview(digest, None if subscription.paused else upcoming)

    async def _subscription(self, channel_id: int | None) -> Subscription | None:
        if self.database is None:
            return None
        if channel_id is None:
            known = await subscriptions.subscriptions(self.database)
            return known[0] if len(known) == 1 else None
        found = await subscriptions.subscription(self.database, channel_id)
        if found is None:
            raise InputError(NO_DIGEST_THERE, channel=str(channel_id))
        return found

    async def _upcoming(self, database: Database, subscription: Subscription, now: datetime) -> Slot:
        return next(slot for slot in await self._to_serve(database, subscription, now) if slot.instant > now)

    async def _to_serve(
        self, database: Database, subscription: Subscription, now: datetime
    ) -> Iterator[Slot]:
        last_day = await last_settled_day(database, subscription, now)
        return slots_to_serve(timetable_of(subscription), last_day)

    async def _edition(
        self, database: Database, subscription: Subscription, day: date, now: datetime
    ) -> Edition:
        """A digest that was posted already, or is not to be posted at all, cannot be late."""
        timetable = timetable_of(subscription)
        slot = slot_of(day, timetable.at, timetable.zone)
        number = await self._number(database, subscription.terms.channel_id, day)
        first = next(await self._to_serve(database, subscription, now))
        if slot is None or day < first.day or subscription.paused:
            return Edition(DigestLabel(day, number))
        return Edition(DigestLabel(day, number), lateness(now, slot, self.window))

    async def _number(self, database: Database, channel_id: int, day: date) -> int:
        """The number this day's digest has, or would get."""
        row = await digest_log.row_of_day(database, channel_id, day)
        if row and row.number:
            return row.number
        earlier = await digest_log.history(database, channel_id, state=State.SENT)
        return 1 + next((row.number or 0 for row in earlier if row.slot.day < day), 0)
