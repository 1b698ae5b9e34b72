"""How often a person may ask, events that come twice, and tasks that are waited for."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.ui.discord_bot.gate import WINDOW_SECONDS, Cooldown, Inflight, Seen


def test_a_person_may_ask_so_often_in_a_minute_and_then_waits_for_the_rest_of_it() -> None:
    cooldown = Cooldown(2)

    waits = [cooldown.wait(1, now) for now in (0.0, 10.0, 20.0, 59.0, 60.0, 61.0, 70.0)]

    assert waits == [0, 0, 40, 1, 0, 9, 0]


def test_one_person_does_not_hold_up_another() -> None:
    cooldown = Cooldown(1)
    cooldown.wait(1, 0.0)

    assert cooldown.wait(2, 0.0) == 0
    assert cooldown.wait(1, 0.0) == WINDOW_SECONDS


def test_without_a_limit_nobody_waits() -> None:
    cooldown = Cooldown(0)

    assert [cooldown.wait(1, 0.0) for _ in range(1000)] == [0] * 1000


def test_memory_holds_the_latest_people_only() -> None:
    cooldown = Cooldown(1, most_people=3)

    for person in range(100):
        cooldown.wait(person, 0.0)

    assert len(cooldown._asked) == 3
    assert cooldown.wait(99, 0.0) == WINDOW_SECONDS
    assert cooldown.wait(0, 0.0) == 0


@given(st.integers(1, 5), st.lists(st.floats(0, 30), max_size=60))
def test_nobody_gets_more_than_the_limit_in_any_minute(limit: int, gaps: list[float]) -> None:
    cooldown, now, admitted = Cooldown(limit), 0.0, []
    for gap in gaps:
        now += gap
        if not cooldown.wait(1, now):
            admitted.append(now)

    for at in admitted:
        assert sum(at <= other < at + WINDOW_SECONDS for other in admitted) <= limit


def test_who_has_to_wait_is_told_once_a_window() -> None:
    cooldown = Cooldown(1)

    told = [second for second in range(200) if cooldown.wait(1, second) and cooldown.speaks(1, second)]

    assert told == [1, 61, 121, 181]


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
    await inflight.settle(60)

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
    async with asyncio.timeout(1):
        await Inflight().settle(60)


def test_of_whom_there_are_too_many_nothing_is_remembered() -> None:
    cooldown = Cooldown(limit=1, most_people=2)
    cooldown.wait(1, 0)
    told = cooldown.speaks(1, 0)

    for other in (2, 3):
        cooldown.wait(other, 0)

    assert told
    assert cooldown.speaks(1, 0)
