"""/rollback: let an earlier sheet answer again at once."""

from dataclasses import dataclass
from datetime import datetime

from discord import app_commands

from bot.database.kept_sheets import KeptSheet
from bot.services.rollback import Rollback, RollbackReport, RolledBack
from bot.ui.discord_bot.interactions import LONGEST_CHOICE, Command, Interaction, completing
from bot.ui.discord_bot.markdown import cut, lines_within, neutral, plain
from bot.ui.discord_bot.page import REPORT, Page, Tone, titled
from bot.ui.discord_bot.permissions import AuditLog
from bot.ui.discord_bot.sending import finish
from bot.ui.texts import rollback as rollback_texts
from bot.ui.texts.language import spoken
from bot.ui.texts.plain import day

ROLLBACK = "rollback"


@dataclass(frozen=True, slots=True)
class RollingBack:
    """Rolls back, and records it."""

    rollback: Rollback
    audit: AuditLog

    async def run(self, interaction: Interaction, version: str | None) -> None:
        report = await self.rollback.rollback(version, guild_id=self.audit.scope(interaction))
        await self.audit.record(interaction, ROLLBACK, rollback_texts.summary(report))
        await finish(interaction, report_page(report))


def report_page(report: RollbackReport) -> Page:
    lines = [rollback_texts.headline(report), *rollback_texts.details(report, _when)]
    shown = [neutral(line) for line in lines]
    held = lines_within(shown, REPORT)
    body = "\n".join([*shown[:held], *(["…"] if held < len(shown) else [])])
    tone = Tone.ANSWER if isinstance(report, RolledBack) else Tone.NOTHING
    return Page(body, titled(spoken(rollback_texts.TITLE)), tone=tone)


def _when(instant: datetime) -> str:
    return day(instant.date())


def rollback_command(rolling: RollingBack) -> Command:
    @app_commands.command(name=ROLLBACK, description="Let an earlier sheet answer again")
    @app_commands.describe(version="Its version; by default the previous sheet")
    async def rollback(interaction: Interaction, version: str | None = None) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await rolling.run(interaction, version.strip().lower() if version else None)

    @rollback.autocomplete("version")
    @completing
    async def complete(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        if not rolling.audit.admins.include_globally(interaction):  # its checks are not made for choices
            return []
        typed = current.strip().lower()
        return [_choice(each) for each in await rolling.rollback.others() if each.version.startswith(typed)]

    return rollback


def _choice(sheet: KeptSheet) -> app_commands.Choice[str]:
    name = cut(plain(rollback_texts.kept_line(sheet, _when)), LONGEST_CHOICE)
    return app_commands.Choice(name=name, value=sheet.version)
