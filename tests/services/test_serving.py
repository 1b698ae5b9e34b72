"""What another program commits is noticed, and what the bot itself writes wakes nobody."""

import asyncio
import sqlite3

import pytest

from bot.database import meta
from bot.database.connection import Database
from bot.database.database_file import edit_database
from bot.services.serving import watch


async def test_what_others_write_is_taken_up_and_the_own_is_not(
    database: Database,
) -> None:
    taken: list[str | None] = []
    looked, again = asyncio.Queue[None](), asyncio.Queue[None]()

    async def take_up() -> None:
        taken.append(await meta.get(database, meta.Key.COMMANDS))

    async def sleep(_: float) -> None:
        looked.put_nowait(None)
        await again.get()

    watching = asyncio.create_task(watch(database, take_up, sleep))
    await looked.get()
    await meta.put(database, meta.Key.COMMANDS, "own")
    again.put_nowait(None)
    await looked.get()
    async with edit_database(database.path) as other:
        await meta.put(other, meta.Key.COMMANDS, "another")
    again.put_nowait(None)
    await looked.get()
    watching.cancel()

    assert taken == [None, "another"]


async def test_what_cannot_be_taken_up_is_told_and_tried_again(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    troubles = [sqlite3.OperationalError("database is locked")]
    looked, again = asyncio.Queue[None](), asyncio.Queue[None]()

    async def take_up() -> None:
        if troubles:
            raise troubles.pop()

    async def sleep(_: float) -> None:
        looked.put_nowait(None)
        await again.get()

    watching = asyncio.create_task(watch(database, take_up, sleep))
    await looked.get()
    told = caplog.text
    again.put_nowait(None)
    await looked.get()
    watching.cancel()

    assert "cannot be taken up yet: database is locked" in told
    assert caplog.text == told
