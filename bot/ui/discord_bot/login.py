"""Logging in: an unreachable Discord is tried again and again, but never too often.

Logging in costs nothing; a session begun on the gateway (an identify) is one of the thousand that Discord
allows a day, and whoever uses them up loses the token.
"""

import random
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import discord
from discord.utils import MISSING

from bot.errors import BotError, ConfigError
from bot.ui.discord_bot.connection import explained
from bot.ui.discord_bot.outage import Outage
from bot.ui.texts import running as texts
from bot.ui.texts.plain import plural

Sleep = Callable[[float], Coroutine[Any, Any, None]]
FIRST_WAIT: Final = 5.0
LONGEST_WAIT: Final = 300.0
# Thirty at once, then one in two minutes: at most 750 a day, of the thousand that Discord allows.
AT_ONCE: Final = 30
SECONDS_EACH: Final = 120.0
# The library waits up to two to this power of seconds between two tries: 256.
LARGEST_EXPONENT: Final = 8
HARDLY: Final = 1e-6  # what is left of a wait by rounding
# A start leaves so many of the day's sessions alone: for a reset of the connection, or another start.
SPARE: Final = 20


class NoSessionsLeftError(Exception):
    """Discord allows no further session for some seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def require_sessions(remaining: int, shards: int, reset_ms: int) -> None:
    """Check the session limits that Discord sends with the gateway's address."""
    if remaining < shards + SPARE:
        raise NoSessionsLeftError(reset_ms / 1000)


def waits() -> Iterator[float]:
    """Seconds before each further try: doubling up to five minutes, with jitter."""
    wait = FIRST_WAIT
    while True:
        yield wait * random.uniform(0.8, 1.2)  # noqa: S311 - no secret
        wait = min(2 * wait, LONGEST_WAIT)


async def log_in(client: discord.Client, token: str, api_url: str, outage: Outage, sleep: Sleep) -> None:
    """Return once the client is logged in; raises only what waiting cannot fix."""
    pauses = waits()
    while True:
        try:
            with explained(api_url):
                await client.login(token)
        except NoSessionsLeftError as error:
            wait = error.seconds
            outage.lost(texts.no_sessions_left(plural(max(1, int(wait // 60)), "minute")))
        except ConfigError:
            raise
        except BotError as error:
            wait = next(pauses)
            if not client.is_closed():  # else it is we who hung up
                outage.lost(error.sentence)
        else:
            return outage.over()
        await _start_afresh(client)
        await sleep(wait)


async def _start_afresh(client: discord.Client) -> None:
    """Give the login a new HTTP session, whatever became of the last one."""
    await client.http.close()
    client.http.connector = MISSING


@dataclass(slots=True)
class IdentifyPace:
    """Counts identifies; the time is passed in."""

    shards: int = 1
    _spent: float = field(default=0.0, init=False)
    _counted_at: float = field(default=0.0, init=False)

    def wait(self, now: float) -> float:
        """The seconds until the next identify is allowed; 0 when it is allowed now, which then counts."""
        passed = (now - self._counted_at) / SECONDS_EACH * self.shards
        spent = max(0.0, self._spent - passed)
        too_many = spent + 1 - AT_ONCE * self.shards
        if too_many > HARDLY:
            return too_many * SECONDS_EACH / self.shards
        self._spent, self._counted_at = spent + 1, now
        return 0.0


def wait_five_minutes_at_most(shard: discord.ShardInfo) -> None:
    """By default discord.py waits up to seventeen minutes before it reconnects."""
    with suppress(AttributeError):  # a later version may keep it elsewhere; then it waits longer
        shard._parent._backoff._max = LARGEST_EXPONENT  # noqa: SLF001 - there is no other way to say it


class AgainError(Exception):
    """discord.py was about to retry a shard by recursion."""
