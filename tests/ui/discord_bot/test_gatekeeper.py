"""Events that come twice, and tasks that are waited for."""

import asyncio

from bot.ui.discord_bot.inflight import Inflight
from bot.ui.discord_bot.seen import Seen


def test_an_event_is_new_once() -> None:
    seen = Seen()

    assert [seen.is_new(number) for number in (1, 2, 1, 2, 3)] == [True, True, False, False, True]


def test_memory_holds_the_latest_events_only() -> None:
    seen = Seen(most=2)
    for number in range(100):
        seen.is_new(number)

    assert [seen.is_new(number) for number in (99, 98, 0)] == [False, False, True]


async def test_those_who_answer_are_waited_for() -> None:
    inflight, answered, release = Inflight(), [], asyncio.Event()

    async def answer(number: int) -> None:
        inflight.enter()
        inflight.enter()
        await release.wait()
        answered.append(number)

    tasks = [asyncio.create_task(answer(number)) for number in range(3)]
    await asyncio.wait(tasks, timeout=0)
    release.set()
    await inflight.settle(5)

    assert sorted(answered) == [0, 1, 2]


async def test_who_takes_longer_than_allowed_is_given_up() -> None:
    inflight = Inflight()

    async def answer() -> None:
        inflight.enter()
        await asyncio.Event().wait()

    task = asyncio.create_task(answer())
    await asyncio.wait([task], timeout=0)
    await inflight.settle(0.01)
    await asyncio.wait([task])

    assert task.cancelled()


async def test_nothing_is_waited_for_when_nobody_answers() -> None:
    await Inflight().settle(60)
