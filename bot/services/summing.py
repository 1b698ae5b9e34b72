"""Summing up what an older version wrote: slice by slice, beside the answers."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Final

from bot.database.connection import Database
from bot.database.sums import sum_up

LOG: Final = logging.getLogger(__name__)
ROWS: Final = 100  # an answer has to wait for as long as these take
LOOK_SECONDS: Final = 900.0
Sleep = Callable[[float], Awaitable[None]]


async def keep_summed_up(database: Database, sleep: Sleep = asyncio.sleep) -> None:
    """Look again now and then, for a database may be replaced; it ends when it is cancelled."""
    while True:
        try:
            await sum_up_the_rest(database, sleep)
        except sqlite3.Error as error:
            LOG.warning("Older questions could not be summed up yet: %s", error)
        await sleep(LOOK_SECONDS)


async def sum_up_the_rest(database: Database, sleep: Sleep, rows: int = ROWS) -> None:
    """As long as a slice takes, the database is everybody else's before the next one."""
    loop, more = asyncio.get_running_loop(), True
    while more:
        begun = loop.time()
        more = await sum_up(database, rows)
        if more:
            await sleep(loop.time() - begun)
