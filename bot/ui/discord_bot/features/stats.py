"""/stats: how the bot was used, as a picture with the numbers beside it."""

import asyncio
import logging
from dataclasses import dataclass
from typing import Final

from discord import app_commands

from bot.services.stats import DEFAULT_DAYS, MOST_DAYS, Stats, StatsReader
from bot.ui.charts import week_chart
from bot.ui.discord_bot.interactions import Command, Interaction
from bot.ui.discord_bot.markdown import cut, neutral
from bot.ui.discord_bot.page import BODY, Attached, Page, titled
from bot.ui.discord_bot.permissions import AuditLog
from bot.ui.discord_bot.sending import finish
from bot.ui.texts import stats as stats_texts
from bot.ui.texts.admin import labelled
from bot.ui.texts.language import spoken

LOG: Final = logging.getLogger(__name__)
PICTURE: Final = "days.png"
LONGEST: Final = 300
Days = app_commands.Range[int, 1, MOST_DAYS]


@dataclass(frozen=True, slots=True)
class StatsShowing:
    """Admins see the figures of their own server, owners those of all."""

    reader: StatsReader
    audit: AuditLog

    async def show(self, interaction: Interaction, days: int) -> None:
        stats = await self.reader.read(days, self.audit.scope(interaction))
        await self.audit.record(interaction, "stats", f"{days} days")
        await finish(interaction, stats_page(stats, await _picture(stats)))


def stats_page(stats: Stats, picture: bytes | None = None) -> Page:
    channel = spoken(stats_texts.CHANNEL)
    lines = (
        labelled((label, value if label == channel else neutral(cut(value, LONGEST))))
        for label, value in stats_texts.stats_lines(stats, lambda number: f"<#{number}>")
    )
    files = (Attached(PICTURE, picture, stats_texts.picture_words(stats)),) if picture else ()
    return Page("\n".join(lines)[:BODY], titled(stats_texts.title(stats)), files=files)


async def _picture(stats: Stats) -> bytes | None:
    try:
        return await asyncio.to_thread(week_chart, stats.by_day)
    except Exception:  # figures without a picture are better than none, whatever matplotlib meets
        LOG.exception("The picture of the days could not be drawn")
        return None


def stats_command(showing: StatsShowing) -> Command:
    @app_commands.command(name="stats", description="How the bot was used, and how well it answered")
    @app_commands.describe(days="How many days, today included; 30 by default")
    async def stats(interaction: Interaction, days: Days = DEFAULT_DAYS) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await showing.show(interaction, days)

    return stats
