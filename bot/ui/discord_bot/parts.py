"""What runs behind the commands; only the catalogue sees all of it, each command gets just what it needs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.database.connection import Database
from bot.database.user_key import UserKey
from bot.services.journal import Journal
from bot.services.privacy import Privacy
from bot.services.questions import QuestionService
from bot.services.reload import Reloader
from bot.services.snapshot import Snapshots
from bot.ui.discord_bot.digest_parts import DigestParts
from bot.ui.discord_bot.gatekeeper import Gatekeeper
from bot.ui.discord_bot.permissions import Admins
from bot.ui.discord_bot.pulse import Pulse


@dataclass(frozen=True, slots=True)
class Parts:
    """The running services, opened by the composition root."""

    snapshots: Snapshots
    reloader: Reloader
    database: Database
    journal: Journal
    key: UserKey
    privacy: Privacy
    contact: str | None
    policy_url: str | None
    questions: QuestionService
    admins: Admins
    gatekeeper: Gatekeeper
    digests: DigestParts
    clock: Callable[[], datetime]
    pulse: Pulse = field(default_factory=Pulse)
