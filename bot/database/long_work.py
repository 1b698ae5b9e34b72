"""Long work on a connection of its own, in a thread beside everybody."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from bot.database.sqlite_files import uri_of

T = TypeVar("T")


def _let_be() -> None:
    """The default for work that cannot be cut short."""


async def in_thread(path: Path, mode: str, work: Callable[[sqlite3.Connection], T]) -> T:
    """Run something long on a connection of its own; cancelling interrupts it."""
    uri = uri_of(path, mode)
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    with closing(connection):
        working = asyncio.ensure_future(asyncio.to_thread(work, connection))
        return await to_its_end(working, connection.interrupt)


async def to_its_end(working: asyncio.Future[T], cut_short: Callable[[], None] = _let_be) -> T:
    """Wait for the end even when cancelled, and only then be cancelled."""
    try:
        return await asyncio.shield(working)
    except asyncio.CancelledError:
        cut_short()
        await asyncio.wait((working,))
        working.exception()
        raise
