"""The race: rounds of questions, the bots in turn, so that a busy machine holds up all alike."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.discord_load.bare_client import PAGE, WORDS
from bench.discord_load.contestants import Contestant, bare, ours

AT_ONCE = 32
ASKERS = 500


@dataclass(frozen=True, slots=True)
class Round:
    """One bot's questions: a second, milliseconds each, milliseconds of the bot's own processor time."""

    name: str
    rate: float
    median: float
    p99: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Result:
    """Each bot's middle round, ours first; our part of each other's rate; our memory at two times."""

    rounds: tuple[Round, ...]
    ratios: tuple[float, ...]
    memory_early: float
    memory_late: float

    @property
    def growth(self) -> float:
        return self.memory_late / self.memory_early - 1


async def race(questions: Sequence[str], knowledge: Path, times: int, size: int) -> Result:
    with TemporaryDirectory() as folder:
        async with ours(Path(folder), knowledge) as ourselves, bare(PAGE) as page, bare(WORDS) as words:
            memory = await _memory(ourselves, questions)
            for other in (page, words):
                await _round(other, questions, size)
            heats = [
                [await _round(contestant, questions, size) for contestant in (ourselves, page, words)]
                for _ in range(times)
            ]
    ratios = (median(heat[0].rate / heat[other].rate for heat in heats) for other in (1, 2))
    middle = (_middle([heat[place] for heat in heats]) for place in range(3))
    return Result(tuple(middle), tuple(ratios), *memory)


async def _memory(ourselves: Contestant, questions: Sequence[str]) -> tuple[float, float]:
    """Resident memory after the first thousand questions and after ten thousand."""
    await _round(ourselves, questions, 1_000)
    early = ourselves.resident_mib
    await _round(ourselves, questions, 9_000)
    return early, ourselves.resident_mib


async def _round(contestant: Contestant, questions: Sequence[str], size: int) -> Round:
    """So many questions, always 32 of them on their way; the server forgets each when it is answered."""
    server, left = contestant.server, iter(islice(cycle(questions), size))
    people = cycle([server.add_user(f"reader {number}") for number in range(ASKERS)])
    taken: list[float] = []

    async def keep_asking() -> None:
        for question in left:
            reply = await server.slash("ask", {"question": question}, user=next(people))
            taken.append((reply.elapsed or 0.0) * 1000)
            server.replies.pop(reply.token, None)
            server.requests.clear()
            server.world.messages.clear()

    started, worked = time.perf_counter(), contestant.cpu_seconds
    await asyncio.gather(*(keep_asking() for _ in range(AT_ONCE)))
    seconds, cpu = time.perf_counter() - started, contestant.cpu_seconds - worked
    taken.sort()
    p99 = taken[int(len(taken) * 0.99)]
    return Round(contestant.name, size / seconds, median(taken), p99, cpu / size * 1000)


def _middle(rounds: Sequence[Round]) -> Round:
    return sorted(rounds, key=lambda one: one.rate)[len(rounds) // 2]
