"""An outage of Discord: logged when it begins, once a minute while it lasts, and when it is over.

discord.py logs every try with a traceback; here its records shrink to the reason, in a word.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from bot.ui.texts import running as texts

LOG: Final = logging.getLogger(__name__)
MINUTE: Final = 60.0
TRIES: Final = "discord.shard"
TELLS_OF_A_TRY: Final = ("Attempting a reconnect", "Failed to connect")


class Outage:
    """Whether Discord is away, since when and why; only the gateway's end and return count."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._since: float | None = None
        self._told: float | None = None
        self._reason = ""

    @property
    def seconds(self) -> float:
        """How long Discord has been away; 0 while it is there."""
        return 0.0 if self._since is None else self._now() - self._since

    @property
    def reason(self) -> str:
        return self._reason

    def lost(self, reason: str = "") -> None:
        """Discord is away, or still is."""
        self._reason = reason or self._reason
        if self._since is None:
            self._since = self._now()
        self.remind()

    def remind(self) -> None:
        """Log a line unless there was one within the last minute."""
        now = self._now()
        if self._since is not None and (self._told is None or now - self._told >= MINUTE):
            self._told = now
            LOG.warning("%s", texts.away(self.seconds, self._reason))

    def over(self) -> None:
        if self._since is not None:
            LOG.warning("%s", texts.back(self.seconds))
        self._since = self._told = None
        self._reason = ""

    @contextmanager
    def instead_of_tries(self) -> Iterator[None]:
        """While the block runs, our lines replace the library's records of its tries."""
        logger = logging.getLogger(TRIES)
        logger.addFilter(self._replace)
        try:
            yield
        finally:
            logger.removeFilter(self._replace)

    def _replace(self, record: logging.LogRecord) -> bool:
        if not str(record.msg).startswith(TELLS_OF_A_TRY):
            return True
        error = record.exc_info[1] if record.exc_info else None
        self.lost(said_by(error) if error else "")
        return False


def said_by(error: BaseException) -> str:
    """Some errors, such as a timeout, have no message."""
    return str(error) or type(error).__name__
