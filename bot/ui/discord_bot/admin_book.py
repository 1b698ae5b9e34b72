"""Who did what as an admin: every one of their actions is written down, with when and where."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.database.audit_log import AdminAction
from bot.services.journal import Journal
from bot.ui.discord_bot.permissions import Admins, NotAdminError
from bot.ui.discord_bot.types import Interaction


@dataclass(frozen=True, slots=True)
class AdminBook:
    """Knows who may, what they may see, and keeps the record."""

    admins: Admins
    journal: Journal
    clock: Callable[[], datetime]

    def require_admin(self, interaction: Interaction) -> None:
        """For buttons, which have no checks: a right may be gone since they were shown."""
        if not self.admins.include(interaction):
            raise NotAdminError

    def scope(self, interaction: Interaction) -> int | None:
        """Admins see what was asked in their own server; the owners of the bot see everything."""
        return None if interaction.user.id in self.admins.owners else interaction.guild_id

    async def write(self, interaction: Interaction, action: str, detail: str = "") -> None:
        await self.journal.record(
            AdminAction(
                request_id=str(interaction.id),
                done_at=self.clock(),
                user_id=interaction.user.id,
                user_name=interaction.user.name,
                guild_id=interaction.guild_id,
                action=action,
                detail=detail,
            )
        )
