"""Looking into the log from Discord: the pages, and the record that somebody looked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.services.log import LogReader
from bot.ui.discord_bot.admin_book import AdminBook
from bot.ui.discord_bot.log_page import recent_page, unanswered_page
from bot.ui.discord_bot.page import Page
from bot.ui.discord_bot.types import Interaction

Look = Callable[[Interaction, int], Awaitable[Page]]


@dataclass(frozen=True, slots=True)
class LogReading:
    """Admins see the questions of their own server, owners those of all."""

    reader: LogReader
    book: AdminBook

    async def recent(self, interaction: Interaction, number: int) -> Page:
        found = await self.reader.recent(number, self.book.scope(interaction))
        await self.book.write(interaction, "log recent", f"page {found.number + 1}")
        return recent_page(found)

    async def unanswered(self, interaction: Interaction, number: int) -> Page:
        found = await self.reader.unanswered(number, self.book.scope(interaction))
        await self.book.write(interaction, "log unanswered", f"page {found.number + 1}")
        return unanswered_page(found)
