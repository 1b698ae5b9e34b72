"""Waiting: whether anybody waits for anything at all, so that the many who do not cost no look each."""

from collections.abc import Awaitable, Callable


class Waiting:
    """Looked up once, and again after whatever may have changed it."""

    def __init__(self) -> None:
        self._known: tuple[object, bool] | None = None
        self._changes = 0

    def changed(self) -> None:
        """Somebody may wait now."""
        self._known = None
        self._changes += 1

    async def anybody(self, about: object, look: Callable[[], Awaitable[bool]]) -> bool:
        """What was found is about this alone: the sheet that serves, or the file that is open."""
        if self._known is not None and self._known[0] == about:
            return self._known[1]
        before = self._changes
        found = await look()
        if before == self._changes:  # else somebody came in the meantime
            self._known = about, found
        return found
