"""What a bot must know besides the files to serve the right sheet: taught ways, and a rollback."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TaughtWay:
    """A taught way of asking for an entry; `taught_by` is None when it was taught at a terminal.

    The number is 0 until it is stored.
    """

    entry_id: str
    way: str
    taught_by: str | None
    taught_at: datetime
    number: int = 0


@dataclass(frozen=True, slots=True)
class HeldSheet:
    """A kept sheet that a rollback serves for as long as the files stay in this state."""

    version: str
    files: str
    held_at: datetime
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SheetState:
    """What was taught, and what a rollback serves."""

    taught: tuple[TaughtWay, ...] = ()
    held: HeldSheet | None = None
