"""What the digest needs of the channel where it is posted, and the ways in which that may fail.

Undelivered
├── Refused       it is certain that no message was made; worth another try later
├── Unreachable   nobody knows whether a message was made
└── Gone          no message was made and none can be, until the channel or the permission is back
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.database.subscriptions import Pause
from bot.domain.digest.digest import Digest
from bot.domain.digest.label import DigestLabel


class Undelivered(Exception):  # noqa: N818 - it says what became of the message
    """The digest may not have arrived."""


class Refused(Undelivered):
    """Turned away: too many requests, or a message the place does not take."""

    def __init__(self, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(f"refused, retry after {retry_after}")


class Unreachable(Undelivered):
    """A time-out, a broken connection or an error of the server."""


class Gone(Undelivered):
    """The channel is missing, or the bot may not post there (any more)."""

    def __init__(self, reason: Pause) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True, slots=True)
class Paused:
    """The channel cannot be posted to; its subscription waits until it can."""

    channel_id: int
    reason: Pause


@dataclass(frozen=True, slots=True)
class Resumed:
    """A channel that was paused gets its digest again."""

    channel_id: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Days whose digest will not come any more."""

    channel_id: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Overdue:
    """No digest has arrived for too long; `last` is the instant of the last one."""

    channel_id: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class NotCrossposted:
    """The digest stands in its channel, but the servers that follow it did not get it."""

    channel_id: int


News = NotCrossposted | Paused | Resumed | Skipped | Overdue


class Publisher(Protocol):
    """The place; every method may raise any of the errors above."""

    async def publish(self, channel_id: int, digest: Digest, nonce: str) -> int:
        """Post, and return the id of the message; a nonce it saw lately gives the earlier message's id."""
        ...

    async def crosspost(self, channel_id: int, message_id: int) -> None:
        """Send a message on to the servers that follow its channel; a second time changes nothing."""
        ...

    def newest(self, channel_id: int) -> datetime | None:
        """When its newest message was made, by the place's own clock, as far as it is known."""
        ...

    async def find_label(self, channel_id: int, label: DigestLabel, since: datetime) -> int | None:
        """The bot's own message in this channel that carries this label."""
        ...

    async def tell(self, owner_id: int | None, news: News) -> None:
        """Tell the person who set the subscription up; without one, the owners of the bot."""
        ...
