"""The load: closed-loop to find what a client sustains, then open-loop at a part of that."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate, cycle
from random import Random

from bench.discord_load.contestants import Contestant
from tests.discord_server.people import User
from tests.discord_server.reply import Reply

AT_ONCE = 32
ASKERS = 500
LOST_AFTER = 5.0  # seconds; Discord takes no answer after three
SWEEP = 256  # so many are asked before those that are answered are forgotten


@dataclass(slots=True)
class Asking:
    """One client's questions, each in its turn, from people in their turn."""

    contestant: Contestant
    questions: Iterator[str]
    people: Iterator[User]

    @classmethod
    def of(cls, contestant: Contestant, questions: Sequence[str]) -> "Asking":
        people = [contestant.server.add_user(f"reader {number}") for number in range(ASKERS)]
        return cls(contestant, cycle(questions), cycle(people))

    def start(self) -> Reply:
        question, user = next(self.questions), next(self.people)
        return self.contestant.server.start_slash("ask", {"question": question}, user=user)


async def sustained(asking: Asking, seconds: float) -> float:
    """Questions a second, when somebody asks the next as soon as one is answered."""
    start, server, answered = time.perf_counter(), asking.contestant.server, 0

    async def keep_asking() -> None:
        nonlocal answered
        while time.perf_counter() - start < seconds:
            reply = asking.start()
            with suppress(AssertionError):  # a machine that is too busy answers after Discord's time
                await reply.answered(LOST_AFTER)
                answered += 1
            server.replies.pop(reply.token, None)
            server.requests.clear()
            server.world.messages.clear()

    await asyncio.gather(*(keep_asking() for _ in range(AT_ONCE)))
    return answered / (time.perf_counter() - start)


@dataclass(slots=True)
class Under:
    """How a client did under the load: milliseconds until each answer, and of its processor for each."""

    name: str
    sent: int = 0
    milliseconds: list[float] = field(default_factory=list)
    cpu_seconds: float = 0.0
    memory: list[float] = field(default_factory=list)

    @property
    def lost(self) -> int:
        return self.sent - len(self.milliseconds)

    @property
    def cpu(self) -> float:
        return self.cpu_seconds / max(1, len(self.milliseconds)) * 1000

    @property
    def growth(self) -> float:
        return self.memory[-1] / self.memory[0] - 1

    def part(self, share: float) -> float:
        """So many of the answers took no longer."""
        return sorted(self.milliseconds)[int(len(self.milliseconds) * share)]


async def press(asking: Asking, under: Under, rate: float, seconds: float, seed: int) -> None:
    """Ask at random instants, `rate` a second, whether or not what was asked before is answered."""
    server, contestant = asking.contestant.server, asking.contestant
    waiting: list[Reply] = []
    started, worked = time.perf_counter(), contestant.cpu_seconds
    for due in _instants(rate, seconds, seed):
        await asyncio.sleep(max(0.0, due - (time.perf_counter() - started)))
        waiting.append(asking.start())
        under.sent += 1
        if len(waiting) >= SWEEP:
            waiting = _left(under, waiting)
            server.forget()
            server.replies.update((reply.token, reply) for reply in waiting)
    await asyncio.gather(*(reply.answered(LOST_AFTER) for reply in waiting), return_exceptions=True)
    _left(under, waiting)
    under.cpu_seconds += contestant.cpu_seconds - worked
    under.memory.append(contestant.resident_mib)
    server.forget()


def _instants(rate: float, seconds: float, seed: int) -> list[float]:
    """Exponential gaps: people do not wait for each other."""
    dice = Random(seed)
    instants = accumulate(dice.expovariate(rate) for _ in range(int(rate * seconds * 2)))
    return [instant for instant in instants if instant < seconds]


def _left(under: Under, waiting: Sequence[Reply]) -> list[Reply]:
    """Note those that are answered; the others are still waited for."""
    under.milliseconds += [reply.elapsed * 1000 for reply in waiting if reply.elapsed is not None]
    return [reply for reply in waiting if reply.elapsed is None]
