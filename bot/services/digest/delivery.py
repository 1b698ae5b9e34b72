"""Delivers digests by the ledger: every step is recorded before and after, so it may break anywhere.

A row is claimed (sending) before its message is requested, and sent when the message's id is known. A row
found in sending is settled by looking for its label in the channel; only when it is not there is it posted
again, under the same nonce.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.database import digest_log, digest_past, subscriptions
from bot.database.connection import Database
from bot.database.digest_log import Content, LedgerRow, State
from bot.database.subscriptions import OwnerNotice, Pause, Subscription
from bot.domain.briefing import Briefing
from bot.domain.digest.agenda import Post, Skip, SkipReason, Wait, due, is_in_time
from bot.domain.digest.changes import entries
from bot.domain.digest.digest import Digest, Edition
from bot.domain.digest.label import DigestLabel
from bot.services.digest.channel_status import last_settled_day, timetable_of
from bot.services.digest.composition import gather
from bot.services.digest.owner_notices import tell, tell_once
from bot.services.digest.publisher import (
    Gone,
    NotCrossposted,
    Paused,
    Publisher,
    Refused,
    Resumed,
    Skipped,
    Undelivered,
    Unreachable,
)

SLICE: Final = timedelta(minutes=15)
CLOCK_SKEW: Final = timedelta(hours=1)
RIVAL_PAUSE: Final = timedelta(seconds=5)
SETTLED_BY_ARRIVAL: Final = (OwnerNotice.PAUSED, OwnerNotice.OVERDUE, OwnerNotice.SKIPPED)

LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivery:
    """Brings every channel its digest, one visit at a time."""

    database: Database
    publisher: Publisher
    briefing: Callable[[], Briefing]
    clock: Callable[[], datetime]
    window: timedelta

    async def visit(self, channel_id: int) -> datetime | None:
        """Do what is due in a channel; returns when to come again, or None once it is unsubscribed."""
        subscription = await subscriptions.subscription(self.database, channel_id)
        if subscription is None:
            return None
        try:
            return await self._attend(subscription)
        except Gone as gone:
            await self._pause(subscription, gone.reason)
            return self.clock() + SLICE

    async def _attend(self, subscription: Subscription) -> datetime:
        await self._settle(subscription)
        if subscription.paused is Pause.ASKED:
            return self.clock() + SLICE
        now = self.clock()
        last_day = await last_settled_day(self.database, subscription, now)
        agenda = due(now, timetable_of(subscription), last_day, self.window)
        await self._write_off(subscription, agenda.skips)
        if isinstance(agenda.task, Wait):
            return agenda.task.until.instant
        return await self._post(subscription, agenda.task)

    async def _settle(self, subscription: Subscription) -> None:
        """Find out what became of the messages that were asked for before a crash or a time-out."""
        channel_id = subscription.terms.channel_id
        rows = await digest_log.unsettled(self.database)
        for row in (row for row in rows if row.channel_id == channel_id):
            message_id = await self._look_for(row)
            if message_id is not None:
                await self._record(subscription, row, message_id)
            elif self.clock() < row.slot.instant:  # it was asked for by a clock that was ahead
                await digest_log.release(self.database, row)
            elif not is_in_time(self.clock(), row.slot, self.window):
                await self._write_off(subscription, (Skip(row.slot, SkipReason.TOO_LATE),))

    async def _post(self, subscription: Subscription, task: Post) -> datetime:
        channel_id = subscription.terms.channel_id
        row = await digest_log.plan(self.database, channel_id, task.slot, self.clock())
        briefing = self.briefing()
        edition = Edition(DigestLabel(row.slot.day, row.number or 1), task.late)
        digest = await gather(self.database, briefing, subscription.terms, edition)
        content = Content(briefing.version, digest.facts)
        newest = self.publisher.newest(channel_id)
        held = await digest_log.claim(self.database, row, content, self.clock(), newest)
        if held is None:
            return self.clock() + RIVAL_PAUSE
        remembered = await asyncio.to_thread(entries, briefing.sheet)
        await digest_past.remember(self.database, held, remembered, self.clock())
        # A row that was given back may still have a message, if an earlier try was slow to arrive;
        # a late one may have been posted before an older copy of the database was put in place.
        may_be_there = (row.state is State.PLANNED and row.attempts > 0) or task.late > timedelta()
        message_id = await self._look_for(held) if may_be_there else None
        if message_id is None:
            message_id = await self._publish(held, digest)
        await self._record(subscription, held, message_id)
        return self.clock()

    async def _publish(self, held: LedgerRow, digest: Digest) -> int:
        try:
            numbered = digest.numbered(_number(held))
            return await self.publisher.publish(held.channel_id, numbered, held.nonce)
        except (Refused, Gone):
            await digest_log.release(self.database, held)
            raise

    async def _look_for(self, row: LedgerRow) -> int | None:
        """Look back to the slot by our own clock or to the claim by Discord's, whichever is earlier."""
        label = DigestLabel(row.slot.day, _number(row))
        since = row.slot.instant - CLOCK_SKEW
        since = min(since, row.asked_after or since)
        return await self.publisher.find_label(row.channel_id, label, since)

    async def _record(self, subscription: Subscription, held: LedgerRow, message_id: int) -> None:
        if subscription.terms.crosspost:
            await self._crosspost(subscription, held, message_id)
        now, channel_id = self.clock(), held.channel_id
        await digest_log.sent(self.database, held, message_id, now)
        LOG.info("Digest of %s arrived in channel %s", held.slot.day, channel_id)
        await subscriptions.clear_notices(self.database, channel_id, *SETTLED_BY_ARRIVAL)
        if subscription.paused in {Pause.GONE, Pause.FORBIDDEN}:
            await subscriptions.resume(self.database, channel_id, subscription.valid_from)
            await tell(self.publisher, subscription, Resumed(channel_id))

    async def _crosspost(self, subscription: Subscription, held: LedgerRow, message_id: int) -> None:
        """Before the row is settled: if cut off, the message is found by its label and crossposted again."""
        channel_id, now = held.channel_id, self.clock()
        try:
            await self.publisher.crosspost(channel_id, message_id)
        except Undelivered as trouble:
            if _may_pass(trouble) and is_in_time(now, held.slot, self.window):
                raise
            LOG.warning(
                "Digest of %s in channel %s was not crossposted: %s", held.slot.day, channel_id, trouble
            )
            news = NotCrossposted(channel_id)
            await tell_once(self.database, self.publisher, subscription, OwnerNotice.CROSSPOST, news, now)
        else:
            await subscriptions.clear_notices(self.database, channel_id, OwnerNotice.CROSSPOST)

    async def _pause(self, subscription: Subscription, reason: Pause) -> None:
        channel_id, now = subscription.terms.channel_id, self.clock()
        if await subscriptions.pause(self.database, channel_id, reason, now):
            LOG.warning("Channel %s was paused: %s", channel_id, reason)
        news = Paused(channel_id, reason)
        await tell_once(self.database, self.publisher, subscription, OwnerNotice.PAUSED, news, now)

    async def _write_off(self, subscription: Subscription, skips: Sequence[Skip]) -> None:
        channel_id, now = subscription.terms.channel_id, self.clock()
        for skip in skips:
            row = await digest_log.plan(self.database, channel_id, skip.slot, now)
            reason = _reason(skip, row, subscription)
            if await digest_log.skip(self.database, row, reason, now):
                LOG.warning("Digest of %s in channel %s was skipped: %s", row.slot.day, channel_id, reason)
        if skips and subscription.paused is None:
            news = Skipped(channel_id, tuple(skip.slot.day for skip in skips))
            await tell_once(self.database, self.publisher, subscription, OwnerNotice.SKIPPED, news, now)


def _reason(skip: Skip, row: LedgerRow, subscription: Subscription) -> SkipReason:
    """What kept this digest from being posted, as far as it is known."""
    match subscription.paused:
        case Pause.GONE:
            return SkipReason.GONE
        case Pause.FORBIDDEN:
            return SkipReason.FORBIDDEN
        case _:
            return SkipReason.REFUSED if row.attempts else skip.reason


def _may_pass(trouble: Undelivered) -> bool:
    """Whether another try is worthwhile: nobody answered, or Discord asked us to wait."""
    return isinstance(trouble, Unreachable) or (
        isinstance(trouble, Refused) and trouble.retry_after is not None
    )


def _number(row: LedgerRow) -> int:
    if row.number is None:
        raise ValueError("a digest has no number before it is claimed")
    return row.number
