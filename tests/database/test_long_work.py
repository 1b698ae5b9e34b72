"""Nobody leaves a thread behind that still writes."""

import asyncio
from threading import Event

import pytest

from bot.database.long_work import written


async def steps() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_whoever_is_cancelled_stays_until_all_is_written() -> None:
    released, done = Event(), []

    def write() -> None:
        released.wait()
        done.append("written")

    writing = asyncio.create_task(written(write))
    for _ in range(2):
        await steps()
        writing.cancel()
    await steps()
    stayed = not writing.done()
    released.set()
    with pytest.raises(asyncio.CancelledError):
        await writing

    assert stayed
    assert done == ["written"]


async def test_what_writing_fails_with_is_raised() -> None:
    def write() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        await written(write)
