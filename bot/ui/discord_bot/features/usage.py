"""/stats: how the bot was used, as a picture with the numbers beside it."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Final

from discord import app_commands

from bot.services.usage import DEFAULT_DAYS, MOST_DAYS, Usage, UsageReader
from bot.ui.charts import week_chart
from bot.ui.discord_bot.interactions import Command, Interaction
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import BODY, Attached, Page, titled
from bot.ui.discord_bot.permissions import AuditLog
from bot.ui.discord_bot.sending import finish
from bot.ui.texts import usage as usage_texts
from bot.ui.texts.admin import labelled
from bot.ui.texts.language import spoken

LOG: Final = logging.getLogger(__name__)
PICTURE: Final = "days.png"
LONGEST: Final = 300
Days = app_commands.Range[int, 1, MOST_DAYS]


@dataclass(frozen=True, slots=True)
class UsageShowing:
    """Admins see the figures of their own server, owners those of all."""

    reader: UsageReader
    audit: AuditLog

    async def show(self, interaction: Interaction, days: int) -> None:
        usage = await self.reader.read(days, self.audit.scope(interaction))
        await self.audit.record(interaction, "stats", f"{days} days")
        await finish(interaction, usage_page(usage, await _picture(usage)))


def usage_page(usage: Usage, picture: bytes | None = None) -> Page:
    channel = spoken(usage_texts.CHANNEL)
    lines = (
        labelled((label, value if label == channel else neutral(cut(value, LONGEST))))
        for label, value in usage_texts.usage_lines(usage, lambda number: f"<#{number}>")
    )
    files = (Attached(PICTURE, picture, usage_texts.picture_words(usage)),) if picture else ()
    return Page("\n".join(lines)[:BODY], titled(usage_texts.title(usage)), files=files)


async def _picture(usage: Usage) -> bytes | None:
    try:
        return await asyncio.to_thread(week_chart, usage.by_day)
    except Exception:  # figures without a picture are better than none, whatever matplotlib meets
        LOG.exception("The picture of the days could not be drawn")
        return None


def stats_command(showing: UsageShowing) -> Command:
    @app_commands.command(name="stats", description="How the bot was used, and how well it answered")
    @app_commands.describe(days="How many days, today included; 30 without")
    async def stats(interaction: Interaction, days: Days = DEFAULT_DAYS) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await showing.show(interaction, days)

    return stats
