"""Chores go on whatever they meet, and tell of it once."""

import pytest

from bot.services.background import Chores


async def test_a_chore_that_goes_on_failing_is_logged_when_it_begins_and_when_it_begins_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    errors = [OSError, OSError, None, OSError, ValueError, ValueError]
    ahead, done = iter(errors), []

    async def failing() -> None:
        if error := next(ahead):
            raise error

    async def sound() -> None:
        done.append(len(caplog.records))

    chores = Chores([failing, sound])
    for _ in errors:
        await chores.attend()

    assert done == [1, 1, 1, 2, 3, 3]
