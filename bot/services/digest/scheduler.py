"""The loop that attends to the channels while the bot runs; one task for each, and no error ends one.

It looks at the wall clock at least every quarter of an hour, because a machine may be suspended and a clock
may be set.
"""

import asyncio
import logging
import sqlite3
from asyncio import Event, Task, TaskGroup
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, Final

from bot.database import subscriptions
from bot.services.background import nap
from bot.services.digest.channel_status import report_overdue
from bot.services.digest.delivery import SLICE, Delivery
from bot.services.digest.publisher import Refused, Undelivered

FIRST_RETRY: Final = timedelta(seconds=5)
MOST_DOUBLINGS: Final = 8

LOG: Final = logging.getLogger(__name__)


class DigestScheduler:
    """Visits every subscribed channel when its time has come, and again after a failure."""

    def __init__(
        self,
        delivery: Delivery,
        clock: Callable[[], datetime],
        sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep,
    ) -> None:
        self._delivery = delivery
        self._clock = clock
        self._sleep = sleep
        self._alarms: set[Event] = set()
        self._tasks: dict[int, Task[None]] = {}
        # Channels that had a visit since the loop last stood still: the others are only being caught up.
        self._visited: set[int] = set()
        self._overseen = clock()

    def wake(self) -> None:
        """Look at everything now: a subscription was changed, or the connection is back."""
        for alarm in self._alarms:
            alarm.set()

    async def run(self) -> None:
        """Run until cancelled; new subscriptions are noticed on the way."""
        async with TaskGroup() as group:
            await self._repeat(lambda: self._oversee(group))

    async def _oversee(self, group: TaskGroup) -> datetime:
        now = self._clock()
        if now - self._overseen > 2 * SLICE:  # the machine was asleep
            self._visited.clear()
        self._overseen = now
        await report_overdue(self._delivery.database, self._delivery.publisher, now, self._visited)
        for subscription in await subscriptions.subscriptions(self._delivery.database):
            channel_id = subscription.terms.channel_id
            task = self._tasks.get(channel_id)
            if task is None or task.done():
                self._tasks[channel_id] = group.create_task(self._attend(channel_id))
        return self._clock() + SLICE

    async def _attend(self, channel_id: int) -> None:
        await self._repeat(lambda: self._visit(channel_id))

    async def _visit(self, channel_id: int) -> datetime | None:
        try:
            return await self._delivery.visit(channel_id)
        finally:
            self._visited.add(channel_id)

    async def _repeat(self, work: Callable[[], Awaitable[datetime | None]]) -> None:
        """Run the work whenever it asks to be run again, until it returns None; back off after failures."""
        alarm, failures = Event(), 0
        self._alarms.add(alarm)
        while True:
            try:
                again = await work()
            except Exception as error:  # noqa: BLE001 - the loop must outlive any, a mistake of ours included
                failures += 1
                _note(error, failures)
                await self._hold(_patience(failures, error), alarm)
            else:
                failures = 0
                if again is None:
                    break
                await self._nap(again - self._clock(), alarm)
        self._alarms.discard(alarm)

    async def _hold(self, span: timedelta, alarm: Event) -> None:
        """Sleep for all of a span, in slices."""
        end = self._clock() + span
        while (rest := end - self._clock()) > timedelta():
            if await self._nap(rest, alarm):
                return

    async def _nap(self, span: timedelta, alarm: Event) -> bool:
        """Sleep, but no longer than a slice; True when somebody woke us."""
        return await nap(self._sleep, max(timedelta(), min(span, SLICE)).total_seconds(), alarm)


def _note(error: Exception, failures: int) -> None:
    match error:
        case Undelivered():
            LOG.warning("The digest did not get through (%s in a row): %s", failures, error)
        case sqlite3.OperationalError():
            LOG.warning("The digest waits for the database (%s in a row): %s", failures, error)
        case _:
            LOG.error("The digest met an unexpected error and will try again", exc_info=error)


def _patience(failures: int, error: Exception) -> timedelta:
    """Five seconds, then ten, twenty … up to a quarter of an hour, but never less than Discord asked for."""
    wanted = error.retry_after if isinstance(error, Refused) else None
    doubled = FIRST_RETRY * (1 << min(failures - 1, MOST_DOUBLINGS))
    return max(min(SLICE, doubled), timedelta(seconds=wanted or 0))
