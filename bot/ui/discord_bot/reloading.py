"""Reloading from Discord: by the command, and once more with consent by its button."""

import io
from dataclasses import dataclass

import discord

from bot.services.reload import Reloader
from bot.services.status import RELOAD
from bot.ui.discord_bot.admin_book import AdminBook
from bot.ui.discord_bot.reload_page import FILE, ReportPage, report_page
from bot.ui.discord_bot.showing import sent
from bot.ui.discord_bot.types import Interaction
from bot.ui.texts import reload as reload_texts


@dataclass(frozen=True, slots=True)
class Reloading:
    """Does it, writes it down, and shows the report where Discord was told to wait."""

    reloader: Reloader
    book: AdminBook

    async def run(self, interaction: Interaction, *, agreed: str | None = None) -> None:
        report = await self.reloader.reload(agreed=agreed, guild_id=self.book.scope(interaction))
        await self.book.write(interaction, RELOAD, reload_texts.summary(report))
        shown = report_page(report)
        await interaction.edit_original_response(**sent(shown.page), attachments=_files(shown))


def _files(shown: ReportPage) -> list[discord.File]:
    if shown.attached is None:
        return []
    return [discord.File(io.BytesIO(shown.attached.encode()), FILE)]
