"""The server's own time, which stands still until a test moves it."""

import time
from datetime import UTC, datetime, timedelta


class Clock:
    """Frozen at the moment of its making; `ticking` lets it follow real time, for a stand-alone server."""

    def __init__(self, *, ticking: bool = False) -> None:
        self._base = datetime.now(UTC)
        self._started = time.monotonic()
        self._ticking = ticking

    def now(self) -> datetime:
        if not self._ticking:
            return self._base
        return self._base + timedelta(seconds=time.monotonic() - self._started)

    def advance(self, **span: float) -> None:
        """Move on by a timedelta's arguments: `clock.advance(minutes=6)`."""
        self._base += timedelta(**span)
