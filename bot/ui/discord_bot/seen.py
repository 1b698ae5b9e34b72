"""Remembers the latest events, so that one that Discord delivers twice is answered once."""

from collections import OrderedDict
from typing import Final

MOST: Final = 4096


class Seen:
    """The ids of the latest interactions and messages."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._ids: OrderedDict[int, None] = OrderedDict()

    def is_new(self, event_id: int) -> bool:
        """True for the first time an id is met."""
        if event_id in self._ids:
            return False
        self._ids[event_id] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True
