"""`python -m tests.e2e.clocked_bot`: the whole bot, with a clock that its standard input sets.

It composes what `run` composes, from the environment, and gives it a clock and a sleep that are values:
every line of standard input is an instant, and whoever sleeps until then or earlier wakes. It says whenever
somebody goes to sleep. Nothing else is different.
"""

import asyncio
import os
import sys
from asyncio import Future, StreamReader
from contextlib import suppress
from contextvars import ContextVar
from datetime import datetime, timedelta

from pydantic import SecretStr

from bot.app import open_app
from bot.settings.reading import read_settings
from bot.ui.discord_bot.client import Rhythm


class ToldTime:
    """The latest instant that was told.

    Who goes to sleep, itself or in a task that it starts, counts from the instant it last saw: one told in
    between is not slept through.
    """

    def __init__(self, first: datetime) -> None:
        self._now = first
        self._seen: ContextVar[datetime] = ContextVar("seen")
        self._asleep: dict[Future[None], datetime] = {}

    def __call__(self) -> datetime:
        self._seen.set(self._now)
        return self._now

    async def sleep(self, seconds: float) -> None:
        seen = self._seen.get(self._now)
        report(f"asleep for {seconds:g}")
        if seen + timedelta(seconds=seconds) <= self._now:
            return await asyncio.sleep(0)
        waking = asyncio.get_running_loop().create_future()
        self._asleep[waking] = seen + timedelta(seconds=seconds)
        try:
            await waking
        finally:
            self._asleep.pop(waking, None)

    async def listen(self) -> None:
        reader = StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while line := await reader.readline():
            self._now = datetime.fromisoformat(line.decode().strip())
            for waking, wanted in tuple(self._asleep.items()):
                if wanted <= self._now and not waking.done():  # one that was cancelled is on its way out
                    del self._asleep[waking]
                    waking.set_result(None)


def report(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


async def live(first: datetime) -> None:
    time = ToldTime(first)
    listening = asyncio.create_task(time.listen())
    rhythm = Rhythm(guild_seconds=0, sleep=time.sleep)
    async with open_app(read_settings(None, os.environ), clock=time, rhythm=rhythm) as app:
        await app.connect(SecretStr(os.environ["DISCORD_TOKEN"]), report)
    await listening


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        asyncio.run(live(datetime.fromisoformat(sys.argv[1])))
