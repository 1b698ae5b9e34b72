"""A place to post to that keeps what it gets, and a clock that is a value."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from bot.domain.digest.digest import Digest
from bot.domain.digest.label import DigestLabel
from bot.services.digest.publisher import News, Undelivered

START = datetime(2025, 4, 8, 12, tzinfo=UTC)
NINE = datetime(2025, 4, 9, 7, tzinfo=UTC)  # 09:00 in Berlin
NONCE_MEMORY = timedelta(minutes=5)


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Message:
    id: int
    channel_id: int
    digest: Digest
    nonce: str
    at: datetime


@dataclass
class Room:
    """The recording publisher; errors in `troubles` are raised one a publish, `locked` ones until removed."""

    clock: Clock
    messages: list[Message] = field(default_factory=list)
    told: list[tuple[int | None, News]] = field(default_factory=list)
    troubles: list[Undelivered | Exception] = field(default_factory=list)
    locked: dict[int, Undelivered] = field(default_factory=dict)
    crossposted: list[int] = field(default_factory=list)
    crossposting: list[Undelivered] = field(default_factory=list)
    lost_replies: int = 0
    requests: int = 0
    ids: Iterator[int] = field(default_factory=lambda: count(1000))

    async def publish(self, channel_id: int, digest: Digest, nonce: str) -> int:
        await self._travel(channel_id)
        if self.troubles:
            raise self.troubles.pop(0)
        message = self._recent(nonce) or Message(next(self.ids), channel_id, digest, nonce, self.clock())
        if message not in self.messages:
            self.messages.append(message)
        await asyncio.sleep(0)
        if self.lost_replies:
            self.lost_replies -= 1
            raise TimeoutError
        return message.id

    async def crosspost(self, channel_id: int, message_id: int) -> None:
        await self._travel(channel_id)
        if self.crossposting:
            raise self.crossposting.pop(0)
        self.crossposted.append(message_id)

    def newest(self, channel_id: int) -> datetime | None:
        return next((m.at for m in reversed(self.messages) if m.channel_id == channel_id), None)

    async def find_label(self, channel_id: int, label: DigestLabel, since: datetime) -> int | None:
        await self._travel(channel_id)
        found = [m for m in self.messages if m.channel_id == channel_id and m.at >= since]
        return next((m.id for m in found if m.digest.label == label), None)

    async def tell(self, owner_id: int | None, news: News) -> None:
        await asyncio.sleep(0)
        self.told.append((owner_id, news))

    async def _travel(self, channel_id: int) -> None:
        self.requests += 1
        await asyncio.sleep(0)
        if channel_id in self.locked:
            raise self.locked[channel_id].with_traceback(None)  # or it would grow with every visit

    def _recent(self, nonce: str) -> Message | None:
        memory = self.clock() - NONCE_MEMORY
        return next((m for m in self.messages if m.nonce == nonce and m.at >= memory), None)

    def days(self, channel_id: int) -> list[str]:
        return [m.digest.day.isoformat() for m in self.messages if m.channel_id == channel_id]
