"""What a bot must know beside the files to serve the right sheet: what was taught, and what is held."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.taught_way import TaughtWay


@dataclass(frozen=True, slots=True)
class Held:
    """A kept sheet that a rollback holds for as long as the files are in this state."""

    version: str
    files: str
    held_at: datetime
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SheetState:
    """What was taught, and what is held."""

    taught: tuple[TaughtWay, ...] = ()
    held: Held | None = None
