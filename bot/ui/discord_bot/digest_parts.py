"""What the digests of a running bot consist of, put together around its client."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.database.connection import Database
from bot.services.digest.delivery import Delivery
from bot.services.digest.scheduler import DigestScheduler
from bot.services.snapshot import Snapshots
from bot.ui.discord_bot.client import BriefingClient
from bot.ui.discord_bot.digest_loop import DigestLoop
from bot.ui.discord_bot.digest_message import DigestPainter
from bot.ui.discord_bot.digest_publisher import DigestPublisher


@dataclass(frozen=True, slots=True)
class DigestParts:
    """The painter of messages, the loop that posts them, and how late they may be."""

    painter: DigestPainter
    loop: DigestLoop
    window: timedelta


def digest_parts(
    client: BriefingClient,
    database: Database,
    snapshots: Snapshots,
    clock: Callable[[], datetime],
    *,
    owners: Collection[int],
    window: timedelta,
) -> DigestParts:
    painter, rhythm = DigestPainter(), client.rhythm
    publisher = DigestPublisher(client, painter, owners, rhythm.receipt_seconds)
    delivery = Delivery(database, publisher, lambda: snapshots.current.briefing, clock, window)
    scheduler = DigestScheduler(delivery, clock, rhythm.sleep)
    return DigestParts(painter, DigestLoop(scheduler, client, database), window)
