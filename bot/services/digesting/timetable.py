"""A stored subscription as the rules of the schedule see it: its timetable and how far it was served."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.database import digest_log
from bot.database.connection import Database
from bot.database.digest_log import State
from bot.database.subscriptions import Subscription
from bot.domain.schedule import DAY, Timetable, local_date

ALL: Final = -1
SETTLED: Final = frozenset({State.SENT, State.SKIPPED})


def timetable_of(subscription: Subscription) -> Timetable:
    wanted = subscription.wanted
    return Timetable(wanted.at, ZoneInfo(wanted.zone), subscription.valid_from)


async def last_settled_day(database: Database, subscription: Subscription, now: datetime) -> date | None:
    """The newest date that was posted or written off.

    The dates of any two zones are at most a day apart: a date beyond tomorrow was settled by a clock that was
    wrong, and must not silence the channel until that date comes.
    """
    channel_id = subscription.wanted.channel_id
    newest = await digest_log.last_day(database, channel_id)
    tomorrow = local_date(now, ZoneInfo(subscription.wanted.zone)) + DAY
    if newest is None or newest <= tomorrow:
        return newest
    rows = await digest_log.history(database, channel_id, limit=ALL)
    days = (row.slot.day for row in rows if row.state in SETTLED)
    return max((day for day in days if day <= tomorrow), default=None)
