"""A way of asking that a curator taught: what it leads to, by whose hash, and when."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TaughtWay:
    """Words that ask for a fact or an open question; what was taught at a terminal has nobody's hash.

    The number is 0 until it is stored.
    """

    entry_id: str
    way: str
    taught_by: str | None
    taught_at: datetime
    number: int = 0
