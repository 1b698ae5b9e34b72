"""Shows one person a digest: as it stands now, or as it will be posted and why."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.database import subscriptions
from bot.database.connection import Database
from bot.database.subscriptions import Subscription
from bot.domain.digest.digest import Digest, Edition
from bot.domain.digest.label import DigestLabel
from bot.domain.digest.schedule import local_date
from bot.services.digest.composition import Preview, Previewer, without_records
from bot.services.digest.wall_time import parse_date
from bot.services.snapshot import Snapshots
from bot.ui.discord_bot.delivery.message import DigestPainter
from bot.ui.discord_bot.features.digest_admin import DigestAdmin, fitting, instant
from bot.ui.discord_bot.interactions import Interaction
from bot.ui.discord_bot.markdown import neutral
from bot.ui.discord_bot.page import Page, titled
from bot.ui.discord_bot.render import ago
from bot.ui.discord_bot.sending import finish, follow_up
from bot.ui.texts import digest as digest_texts
from bot.ui.texts.digest_admin import next_one
from bot.ui.texts.language import speaking, spoken


@dataclass(frozen=True, slots=True)
class DigestViewer:
    """Composes and renders exactly as for posting."""

    database: Database
    snapshots: Snapshots
    window: timedelta
    clock: Callable[[], datetime]
    painter: DigestPainter
    admin: DigestAdmin

    async def show(self, interaction: Interaction) -> None:
        """Today's digest of this channel, or else of this server, for any member."""
        subscription = await self._subscription(interaction)
        if subscription is None:
            label = DigestLabel(local_date(self.clock(), ZoneInfo("UTC")), 1)
            await self._paint(interaction, without_records(self.snapshots.current.briefing, Edition(label)))
            return
        terms, now = subscription.terms, self.clock()
        today = local_date(now, ZoneInfo(terms.zone))
        preview = await self._previewer().preview(now, today, terms.channel_id)
        await self._paint(interaction, preview.digest)

    async def preview(self, interaction: Interaction, typed: str | None, named: str | None) -> None:
        """The exact message, then the reasons and the next run."""
        day = parse_date(typed) if typed else None
        channel_id = await self.admin.chosen(interaction, named)
        await self.admin.subscribing.require(channel_id, self.admin.audit.scope(interaction))
        preview = await self._previewer().preview(self.clock(), day, channel_id)
        await self.admin.audit.record(interaction, "digest preview", f"{channel_id} {preview.digest.day}")
        with speaking(interaction.guild_locale.value if interaction.guild_locale else None):
            await self._paint(interaction, preview.digest)
        await follow_up(interaction, _why(preview), private=True)

    async def _paint(self, interaction: Interaction, digest: Digest) -> None:
        shown = (await self.painter.message(digest)).page
        await finish(interaction, *shown.cards, above=shown.above)

    def _previewer(self) -> Previewer:
        return Previewer(self.database, self.snapshots.current.briefing, self.window)

    async def _subscription(self, interaction: Interaction) -> Subscription | None:
        known = await subscriptions.subscriptions(self.database, guild_id=interaction.guild_id)
        here = (each for each in known if each.terms.channel_id == interaction.channel_id)
        return next(here, known[0] if known else None)


def _why(preview: Preview) -> Page:
    reasons = (f"- {neutral(digest_texts.reason(item))}" for item in preview.digest.reasons)
    lines = (next_one(preview.upcoming, instant, ago), "", *reasons)
    return Page(fitting(lines), titled(spoken(digest_texts.REASONS)))
