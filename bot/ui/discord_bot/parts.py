"""What runs behind the commands; only the catalogue sees all of it, each command gets just what it needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.domain.answering import Thresholds
from bot.services.desk import Desk
from bot.services.journal import Journal
from bot.services.library import Library
from bot.services.privacy import Privacy
from bot.storage.database import Database
from bot.storage.user_key import UserKey
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.permissions import Admins
from bot.ui.discord_bot.pulse import Pulse


@dataclass(frozen=True, slots=True)
class Parts:
    """The running services, opened by the composition root."""

    knowledge: Path
    thresholds: Thresholds
    library: Library
    database: Database
    journal: Journal
    key: UserKey
    privacy: Privacy
    desk: Desk
    admins: Admins
    gatekeeper: Gatekeeper
    clock: Callable[[], datetime]
    pulse: Pulse = field(default_factory=Pulse)
