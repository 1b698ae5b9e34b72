"""What the commands of admins and their buttons share, made of the parts."""

from dataclasses import dataclass

from bot.services.digest.subscribing import Subscribing
from bot.services.log import LogReader
from bot.services.status import Status, status
from bot.ui.discord_bot.admin_book import AdminBook
from bot.ui.discord_bot.digest_admin import DigestAdmin
from bot.ui.discord_bot.digest_showing import DigestShowing
from bot.ui.discord_bot.log_reading import LogReading
from bot.ui.discord_bot.parts import Parts
from bot.ui.discord_bot.reloading import Reloading


@dataclass(frozen=True, slots=True)
class Administration:
    """The deeds of admins; each is written into the book."""

    book: AdminBook
    reloading: Reloading
    reading: LogReading
    digests: DigestAdmin
    showing: DigestShowing
    parts: Parts

    async def look(self, guild_id: int | None) -> Status:
        """How the bot is doing, as far as one server is concerned, or all of them."""
        parts = self.parts
        briefing, now = parts.snapshots.current.briefing, parts.clock()
        return await status(parts.database, briefing, now, journal=parts.journal, guild_id=guild_id)


def administration(parts: Parts) -> Administration:
    book = AdminBook(parts.admins, parts.journal, parts.clock)
    reading = LogReading(LogReader(parts.database, parts.clock), book)
    digests = DigestAdmin(Subscribing(parts.database, parts.clock, parts.digests.loop.wake), book)
    showing = DigestShowing(
        parts.database, parts.snapshots, parts.digests.window, parts.clock, parts.digests.painter, digests
    )
    return Administration(book, Reloading(parts.reloader, book), reading, digests, showing, parts)
