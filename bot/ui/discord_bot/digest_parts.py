"""What the digests of a running bot consist of, put together around its client."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.database.connection import Database
from bot.services.digesting.delivery import Delivery
from bot.services.digesting.rounds import Rounds
from bot.services.library import Library
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
    library: Library,
    clock: Callable[[], datetime],
    *,
    owners: Collection[int],
    window: timedelta,
) -> DigestParts:
    painter, rhythm = DigestPainter(), client.rhythm
    publisher = DigestPublisher(client, painter, owners, rhythm.receipt_seconds)
    delivery = Delivery(database, publisher, lambda: library.current.briefing, clock, window)
    rounds = Rounds(delivery, clock, rhythm.sleep)
    return DigestParts(painter, DigestLoop(rounds, client, database), window)
