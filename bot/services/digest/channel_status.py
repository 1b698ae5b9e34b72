"""A channel's status: its timetable, how far it was served, its next slot, and whether it is overdue."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.database import digest_log, subscriptions
from bot.database.connection import Database
from bot.database.digest_log import LedgerRow, State
from bot.database.subscriptions import OwnerNotice, Subscription
from bot.domain.digest.agenda import PUNCTUAL
from bot.domain.digest.schedule import DAY, Slot, Timetable, local_date, slots_to_serve
from bot.services.digest.owner_notices import tell_once
from bot.services.digest.publisher import Overdue, Publisher

SETTLED: Final = frozenset({State.SENT, State.SKIPPED})
PATIENCE: Final = timedelta(hours=26)


def timetable_of(subscription: Subscription) -> Timetable:
    terms = subscription.terms
    return Timetable(terms.at, ZoneInfo(terms.zone), subscription.valid_from)


async def last_settled_day(database: Database, subscription: Subscription, now: datetime) -> date | None:
    """The newest date that was posted or written off.

    The dates of any two zones are at most a day apart: a date beyond tomorrow was settled by a clock that was
    wrong, and must not silence the channel until that date comes.
    """
    channel_id = subscription.terms.channel_id
    newest = await digest_log.last_day(database, channel_id)
    tomorrow = local_date(now, ZoneInfo(subscription.terms.zone)) + DAY
    if newest is None or newest <= tomorrow:
        return newest
    rows = await digest_log.history(database, channel_id)
    days = (row.slot.day for row in rows if row.state in SETTLED)
    return max((day for day in days if day <= tomorrow), default=None)


@dataclass(frozen=True, slots=True)
class ChannelStatus:
    """A channel's subscription with its last digest and its next slot (none while it is paused)."""

    subscription: Subscription
    last: LedgerRow | None
    upcoming: Slot | None
    overdue: bool

    @property
    def channel_id(self) -> int:
        return self.subscription.terms.channel_id

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.subscription.terms.zone)


async def status_of(database: Database, subscription: Subscription, now: datetime) -> ChannelStatus:
    channel_id = subscription.terms.channel_id
    sent = await digest_log.history(database, channel_id, limit=1, state=State.SENT)
    last = sent[0] if sent else None
    settled = await last_settled_day(database, subscription, now)
    slots = slots_to_serve(timetable_of(subscription), settled)
    upcoming = None if subscription.paused else next(slot for slot in slots if slot.instant > now)
    return ChannelStatus(subscription, last, upcoming, _is_overdue(subscription, last, settled, now))


async def statuses(
    database: Database, now: datetime, *, guild_id: int | None = None
) -> tuple[ChannelStatus, ...]:
    """Every channel, or those of one server."""
    known = await subscriptions.subscriptions(database, guild_id=guild_id)
    return tuple([await status_of(database, subscription, now) for subscription in known])


async def next_of_all(database: Database, now: datetime) -> ChannelStatus | None:
    """The status of the channel whose digest comes first, if any is to come."""
    waiting = [status for status in await statuses(database, now) if status.upcoming]
    return min(waiting, key=lambda status: (status.upcoming, status.channel_id), default=None)


async def report_overdue(
    database: Database, publisher: Publisher, now: datetime, channels: Collection[int]
) -> None:
    """Tell the owner of each overdue channel once; a paused channel is not overdue."""
    for status in await statuses(database, now):
        if status.overdue and status.channel_id in channels:
            last = status.last.settled_at if status.last else None
            news = Overdue(status.subscription.terms.channel_id, last)
            await tell_once(database, publisher, status.subscription, OwnerNotice.OVERDUE, news, now)


def _is_overdue(
    subscription: Subscription, last: LedgerRow | None, settled: date | None, now: datetime
) -> bool:
    """Patience ran out since the last success, and a slot waits that should have been served by now.

    A day that was written off waits no longer: its reason was told when it was skipped.
    """
    if subscription.paused:
        return False
    success = (last and last.settled_at) or subscription.valid_from
    waiting = next(slots_to_serve(timetable_of(subscription), settled))
    return now - max(success, subscription.valid_from) > PATIENCE and now - waiting.instant > PUNCTUAL
