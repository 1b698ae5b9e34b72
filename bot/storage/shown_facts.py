"""Which facts a channel has seen, and when: what the rotation is fair by."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact in a digest that was sent; position 0 is the fact of the day."""

    day: date
    position: int
    fact_id: str

    @property
    def is_fact_of_the_day(self) -> bool:
        return self.position == 0


_SHOWN: Final = """
    SELECT day, position, fact_id FROM shown_facts JOIN digests ON id = digest_id
    WHERE channel_id = ?1 AND state = 'sent' AND day < ?2 ORDER BY day, position"""


async def shown(database: Database, channel_id: int, before: date) -> tuple[Shown, ...]:
    """Everything a channel was shown before a day, the oldest first."""
    rows = await database.read(_SHOWN, (channel_id, before.isoformat()))
    return tuple(Shown(date.fromisoformat(row["day"]), row["position"], row["fact_id"]) for row in rows)
