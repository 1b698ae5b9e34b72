"""Watching: what another program writes into the database, such as a lesson at a terminal, is taken up."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Final

from bot.database.connection import Database

LOG: Final = logging.getLogger(__name__)
LOOK_SECONDS: Final = 5.0


async def watch(
    database: Database,
    take_up: Callable[[], Awaitable[None]],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Look every few seconds whether anybody else has committed something; it ends when it is cancelled."""
    seen = 0
    while True:
        try:
            version = await _version(database)
            if version != seen:
                await take_up()
                seen = version
        except sqlite3.Error as error:
            LOG.warning("What was written at a terminal cannot be taken up yet: %s", error)
        await sleep(LOOK_SECONDS)


async def _version(database: Database) -> int:
    """Another number once another connection has committed: https://sqlite.org/pragma.html#pragma_data_version."""
    ((version,),) = await database.read("PRAGMA data_version")
    return int(version)
