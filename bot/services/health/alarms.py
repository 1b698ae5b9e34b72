"""Alarms: the owner is told what a person must fix, once, and again every day while it lasts."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

LOG: Final = logging.getLogger(__name__)
AGAIN: Final = timedelta(days=1)
# Tells the owners; False when none of them could be told now.
Send = Callable[[str], Awaitable[bool]]
# Raises one: the name of the trouble, and what there is to say.
Alarm = Callable[[str, str], Awaitable[None]]


async def nobody(words: str) -> bool:
    """Stands in until there is somebody to tell."""
    del words
    return False


class Alarms:
    """Every kind of trouble has a name; whoever notices it may raise it as often as it is seen."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.send: Send = nobody
        self._clock = clock
        self._told: dict[str, datetime] = {}
        self._logged: set[str] = set()

    async def raise_for(self, trouble: str, words: str) -> None:
        """Log it once, and tell the owners as soon as one of them can be reached."""
        if trouble not in self._logged:
            self._logged.add(trouble)
            LOG.error("%s", words)
        told = self._told.get(trouble)
        if told is not None and self._clock() - told < AGAIN:
            return
        if await self.send(words):
            self._told[trouble] = self._clock()

    def over(self, trouble: str) -> None:
        """The trouble has passed; the next time is news again."""
        self._logged.discard(trouble)
        self._told.pop(trouble, None)
