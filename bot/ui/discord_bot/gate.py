"""The gate before everything a person does: once an event, not too often, tracked until answered."""

import asyncio
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Final

from bot.ui.discord_bot.interactions import Interaction, speak_for
from bot.ui.texts import discord_bot as texts

WINDOW_SECONDS: Final = 60.0
MOST_PEOPLE: Final = 10_000
MOST_EVENTS: Final = 4096


@dataclass(slots=True)
class Cooldown:
    """A sliding window for each person; the time is passed in. A limit of 0 lets everybody pass."""

    limit: int
    most_people: int = MOST_PEOPLE
    _asked: OrderedDict[int, deque[float]] = field(default_factory=OrderedDict)
    _told: dict[int, float] = field(default_factory=dict)

    def wait(self, user_id: int, now: float) -> float:
        """The seconds this person has to wait; 0 when they may ask now, which then counts."""
        if self.limit == 0:
            return 0.0
        times = self._asked.setdefault(user_id, deque(maxlen=self.limit))
        self._asked.move_to_end(user_id)
        self._forget_the_first()
        if len(times) == self.limit and now - times[0] < WINDOW_SECONDS:
            return WINDOW_SECONDS - (now - times[0])
        times.append(now)
        return 0.0

    def _forget_the_first(self) -> None:
        """Drop those who have not asked for longest when there are too many."""
        while len(self._asked) > self.most_people:
            forgotten, _ = self._asked.popitem(last=False)
            self._told.pop(forgotten, None)

    def speaks(self, user_id: int, now: float) -> bool:
        """Whether to tell somebody to wait: once in a window, then no more."""
        if now - self._told.get(user_id, -WINDOW_SECONDS) < WINDOW_SECONDS:
            return False
        self._told[user_id] = now
        return True


class Seen:
    """The latest ids of interactions, messages or other things that may happen only once."""

    def __init__(self, most: int = MOST_EVENTS) -> None:
        self._most = most
        self._ids: OrderedDict[int | str, None] = OrderedDict()

    def is_new(self, event_id: int | str) -> bool:
        """True the first time an id is seen."""
        if event_id in self._ids:
            return False
        self._ids[event_id] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True

    def forget(self, event_id: int | str) -> None:
        """It did not happen after all."""
        self._ids.pop(event_id, None)


class Inflight:
    """Keeps the tasks that are answering somebody."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[object]] = set()

    def enter(self) -> None:
        """Mark the current task as answering somebody until it ends."""
        task = asyncio.current_task()
        if task is not None and task not in self._tasks:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def settle(self, seconds: float) -> None:
        """Wait for all of them for a while, then cancel the rest."""
        if self._tasks:
            _, late = await asyncio.wait(tuple(self._tasks), timeout=seconds)
            for task in late:
                task.cancel()


class Gatekeeper:
    """Shared by commands, buttons and messages, so that a limit covers them all together."""

    def __init__(self, cooldown: Cooldown) -> None:
        self.inflight = Inflight()
        self._cooldown = cooldown
        self._seen = Seen()

    async def admit(self, interaction: Interaction, *, counted: bool = True) -> bool:
        """Whether to go on; otherwise the person was told to wait. Uncounted actions never have to."""
        self.inflight.enter()
        speak_for(interaction, private=True)  # public answers switch later
        if not self._seen.is_new(interaction.id):
            return False
        seconds = self.seconds_to_wait(interaction.user.id) if counted else 0.0
        if seconds:
            await interaction.response.send_message(texts.wait(seconds), ephemeral=True)
        return not seconds

    def admit_message(self, message_id: int) -> bool:
        self.inflight.enter()
        return self._seen.is_new(message_id)

    def seconds_to_wait(self, user_id: int) -> float:
        return self._cooldown.wait(user_id, time.monotonic())

    def speaks(self, user_id: int) -> bool:
        """Whether to tell somebody in public to wait."""
        return self._cooldown.speaks(user_id, time.monotonic())
