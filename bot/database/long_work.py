"""Work in threads beside everybody, which nobody leaves behind: a thread cannot be cancelled."""

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from contextlib import closing, suppress
from pathlib import Path
from typing import ParamSpec, TypeVar

from bot.database.sqlite_files import uri_of

P = ParamSpec("P")
T = TypeVar("T")


def _let_be() -> None:
    """The default for work that cannot be cut short."""


async def written(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Write in a thread; whoever is cancelled meanwhile stays, with all locks held, until it has ended."""
    return await undisturbed(asyncio.to_thread(work, *args, **kwargs))


async def undisturbed(work: Coroutine[object, object, T]) -> T:
    """Do all of this, as one thing; whoever is cancelled meanwhile stays until it has ended."""
    return await to_its_end(asyncio.ensure_future(work))


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
        while not working.done():
            with suppress(asyncio.CancelledError):  # once is enough
                await asyncio.wait((working,))
        if not working.cancelled():
            working.exception()
        raise
