"""Tells the owner of a subscription something once, not every quarter of an hour."""

from contextlib import suppress
from datetime import datetime

from bot.database import subscriptions
from bot.database.connection import Database
from bot.database.subscriptions import OwnerNotice, Subscription
from bot.services.digest.publisher import Gone, News, Publisher, Undelivered


async def tell(publisher: Publisher, subscription: Subscription, news: News) -> None:
    """Tell good news, which need not arrive."""
    with suppress(Undelivered):
        await publisher.tell(subscription.terms.owner_id, news)


async def tell_once(
    database: Database,
    publisher: Publisher,
    subscription: Subscription,
    notice: OwnerNotice,
    news: News,
    now: datetime,
) -> None:
    """Tell bad news once; later when the owner cannot be reached now, never when they take no messages."""
    channel_id = subscription.terms.channel_id
    if not await subscriptions.claim_notice(database, channel_id, notice, now):
        return
    try:
        await publisher.tell(subscription.terms.owner_id, news)
    except Gone:
        return
    except Undelivered:
        await subscriptions.clear_notices(database, channel_id, notice)
