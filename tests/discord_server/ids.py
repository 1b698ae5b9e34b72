"""Snowflakes: unique numbers that carry their time and, for guilds, decide the shard."""

from tests.discord_server.clock import Clock

DISCORD_EPOCH_MS = 1_420_070_400_000
TIME_SHIFT = 22


def shard_of(guild_id: int, shards: int) -> int:
    return (guild_id >> TIME_SHIFT) % shards


class Snowflakes:
    """Gives out rising ids, however often it is asked within one millisecond."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        milliseconds = int(self._clock.now().timestamp() * 1000) - DISCORD_EPOCH_MS
        self._last = max(self._last + 1, milliseconds << TIME_SHIFT)
        return self._last

    def next_on_shard(self, shard: int, shards: int) -> int:
        """An id that Discord would serve on this shard."""
        candidate = self.next()
        while shard_of(candidate, shards) != shard:
            candidate += 1 << TIME_SHIFT
        self._last = candidate
        return candidate
