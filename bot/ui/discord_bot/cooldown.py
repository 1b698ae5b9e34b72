"""How often a person may ask: so many times in any minute; memory holds the latest askers only."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Final

WINDOW_SECONDS: Final = 60.0
MOST_PEOPLE: Final = 10_000


@dataclass(slots=True)
class Cooldown:
    """A sliding window a person; the time is told, not asked for. A limit of 0 lets everybody pass."""

    limit: int
    most_people: int = MOST_PEOPLE
    _asked: OrderedDict[int, deque[float]] = field(default_factory=OrderedDict)

    def wait(self, user_id: int, now: float) -> float:
        """The seconds this person has to wait; 0 when they may ask now, which is then counted."""
        if self.limit == 0:
            return 0.0
        times = self._asked.setdefault(user_id, deque(maxlen=self.limit))
        self._asked.move_to_end(user_id)
        while len(self._asked) > self.most_people:
            self._asked.popitem(last=False)
        if len(times) == self.limit and now - times[0] < WINDOW_SECONDS:
            return WINDOW_SECONDS - (now - times[0])
        times.append(now)
        return 0.0
