"""What runs behind the commands; only the catalogue sees all of it, each command gets just what it needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.database.connection import Database
from bot.database.user_key import UserKey
from bot.services.curating import Curator
from bot.services.desk import Desk
from bot.services.journal import Journal
from bot.services.library import Library
from bot.services.privacy import Privacy
from bot.ui.discord_bot.digest_parts import DigestParts
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.permissions import Admins
from bot.ui.discord_bot.pulse import Pulse


@dataclass(frozen=True, slots=True)
class Parts:
    """The running services, opened by the composition root."""

    library: Library
    curator: Curator
    database: Database
    journal: Journal
    key: UserKey
    privacy: Privacy
    contact: str | None
    policy_url: str | None
    desk: Desk
    admins: Admins
    gatekeeper: Gatekeeper
    digests: DigestParts
    clock: Callable[[], datetime]
    pulse: Pulse = field(default_factory=Pulse)
