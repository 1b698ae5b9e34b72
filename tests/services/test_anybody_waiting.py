"""Nobody who waits is overlooked, and the many who do not cost one look together."""

import asyncio

from bot.services.awaited_answers import AnybodyWaiting


async def test_nobody_is_looked_up_once_until_something_changes() -> None:
    waiting, looks, found = AnybodyWaiting(), list[str](), False

    async def look() -> bool:
        looks.append("look")
        return found

    assert [await waiting.anybody("sheet 1", look) for _ in range(3)] == [False] * 3
    assert len(looks) == 1
    found = True
    waiting.changed()
    assert await waiting.anybody("sheet 1", look)
    assert await waiting.anybody("sheet 2", look)
    assert len(looks) == 3


async def test_who_comes_during_the_look_is_found_by_the_next() -> None:
    waiting, seen = AnybodyWaiting(), asyncio.Event()

    async def look() -> bool:
        await seen.wait()
        return False

    early = asyncio.create_task(waiting.anybody("sheet", look))
    await asyncio.sleep(0)
    waiting.changed()
    seen.set()

    async def found() -> bool:
        return True

    assert not await early
    assert await waiting.anybody("sheet", found)
