"""/log recent and /log unanswered: what people asked and did not find, page by page."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from re import Match
from typing import Final

from discord import app_commands

from bot.database.query_figures import UnansweredGroup
from bot.database.query_log import LoggedQuery
from bot.services.log import UNANSWERED_DAYS, LogPage, LogReader
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Command, Interaction
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import Page, titled, turning
from bot.ui.discord_bot.permissions import AuditLog
from bot.ui.discord_bot.persistent_button import NUMBER, PersistentButton, persistent_button
from bot.ui.discord_bot.render import ago
from bot.ui.discord_bot.sending import finish
from bot.ui.texts import admin as admin_texts
from bot.ui.texts.language import spoken

RECENT: Final = rf"log:recent:{NUMBER}"
UNANSWERED: Final = rf"log:unanswered:{NUMBER}"
LONGEST: Final = 120  # of a question; ten of them fit into a page also when everything has to be escaped
LABELS: Final = (admin_texts.BACK, admin_texts.MORE)
Look = Callable[[Interaction, int], Awaitable[Page]]


def recent_id(number: int) -> str:
    return f"log:recent:{number}"


def unanswered_id(number: int) -> str:
    return f"log:unanswered:{number}"


@dataclass(frozen=True, slots=True)
class LogReading:
    """Admins see the questions of their own server, owners those of all."""

    reader: LogReader
    audit: AuditLog

    async def recent(self, interaction: Interaction, number: int) -> Page:
        found = await self.reader.recent(number, self.audit.scope(interaction))
        await self.audit.record(interaction, "log recent", f"page {found.number + 1}")
        return recent_page(found)

    async def unanswered(self, interaction: Interaction, number: int) -> Page:
        found = await self.reader.unanswered(number, self.audit.scope(interaction))
        await self.audit.record(interaction, "log unanswered", f"page {found.number + 1}")
        return unanswered_page(found)


def recent_page(found: LogPage[LoggedQuery]) -> Page:
    lines = [admin_texts.asked(query, ago, shown) for query in found.rows]
    rows = turning(found.number, _pages(found), recent_id, LABELS)
    return Page(
        "\n".join(lines) or spoken(admin_texts.NOTHING), titled(spoken(admin_texts.RECENT)), rows=rows
    )


def unanswered_page(found: LogPage[UnansweredGroup]) -> Page:
    lines = [admin_texts.missed(group, ago, shown) for group in found.rows]
    title = titled(admin_texts.unanswered(UNANSWERED_DAYS))
    rows = turning(found.number, _pages(found), unanswered_id, LABELS)
    return Page("\n".join(lines) or spoken(admin_texts.ALL_ANSWERED), title, rows=rows)


def shown(text: str) -> str:
    return neutral(cut(text, LONGEST))


def _pages(found: LogPage[LoggedQuery] | LogPage[UnansweredGroup]) -> int:
    """At least as many pages as are known to exist."""
    return found.number + (2 if found.has_more else 1)


def log_command(reading: LogReading) -> Command:
    group = app_commands.Group(name="log", description="See what people asked")

    @group.command(name="recent", description="The newest questions and what became of them")
    async def recent(interaction: Interaction) -> None:
        await _show(interaction, reading.recent)

    @group.command(name="unanswered", description="What people asked that the briefing did not answer")
    async def unanswered(interaction: Interaction) -> None:
        await _show(interaction, reading.unanswered)

    return group


async def _show(interaction: Interaction, look: Look) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    page = await look(interaction, 0)
    await finish(interaction, page)


@dataclass(frozen=True, slots=True)
class _Presses:
    """What each button does; a right may be gone since it was shown."""

    reading: LogReading

    async def recent(self, interaction: Interaction, match: Match[str]) -> None:
        await self._turn_to(interaction, match, self.reading.recent)

    async def unanswered(self, interaction: Interaction, match: Match[str]) -> None:
        await self._turn_to(interaction, match, self.reading.unanswered)

    async def _turn_to(self, interaction: Interaction, match: Match[str], look: Look) -> None:
        self.reading.audit.require_admin(interaction)
        await interaction.response.defer()
        await finish(interaction, await look(interaction, int(match["number"])))


def log_buttons(reading: LogReading, gatekeeper: Gatekeeper) -> tuple[PersistentButton, ...]:
    presses = _Presses(reading)
    return (
        persistent_button(RECENT, presses.recent, gatekeeper),
        persistent_button(UNANSWERED, presses.unanswered, gatekeeper),
    )
