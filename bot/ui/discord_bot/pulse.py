"""How the bot is doing: when it started, and whether Discord knows its commands."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Pulse:
    """Written by the client as things happen, read by whoever shows the state of the bot."""

    started_at: datetime | None = None
    commands_synced: bool = False
