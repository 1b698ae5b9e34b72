"""Some seconds of the soak; `python -m bench soak` goes on for as long as you have patience."""

from pathlib import Path

import pytest

from bench.soak.soak import Reading, grown, soak
from tests.thorough import THOROUGH

pytestmark = pytest.mark.slow


async def test_among_random_troubles_every_promise_is_kept(home: Path) -> None:
    seconds, least = (10.0, 21) if THOROUGH else (0.2, 4)
    run = await soak(home, seconds=seconds, seed=1, least=least)

    assert run.broken == []
    assert run.promises.quotes >= least
    assert sum(run.troubles.made.values()) >= least


def test_what_grows_in_the_course_of_a_soak_is_told() -> None:
    flat = [Reading(100.0 + n % 3, 20 + n % 2, 30) for n in range(96)]
    growing = [Reading(100.0 + 5 * n, 20 + n, 30 + n, 10 + 3 * n, 10_000 * n) for n in range(96)]

    assert grown(flat) == []
    assert len(grown(growing)) == 5
