"""What every engine offers: built from records, asked for the best few with a score each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.matching.results import Record


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found, with the engine's own score."""

    id: str
    score: float


class Engine(Protocol):
    """An index over records; `ask` gives the best first."""

    def ask(self, question: str, limit: int) -> Sequence[Hit]: ...


def whole_text(record: Record) -> str:
    """All that a record says, in one field."""
    return "\n".join(record.rows)
