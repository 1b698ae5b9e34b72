"""Summing up what an older version wrote: slice by slice, beside the answers."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from bot.database.connection import Database
from bot.database.sums import sum_up

ROWS: Final = 500


async def sum_up_the_rest(
    database: Database, sleep: Callable[[float], Awaitable[None]], rows: int = ROWS
) -> None:
    """As long as a slice takes, the database is everybody else's before the next one."""
    loop, more = asyncio.get_running_loop(), True
    while more:
        begun = loop.time()
        more = await sum_up(database, rows)
        if more:
            await sleep(loop.time() - begun)
