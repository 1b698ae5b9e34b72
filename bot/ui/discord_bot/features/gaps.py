"""/gaps: what people asked in vain, grouped by meaning, each with what would close it."""

from collections.abc import Callable
from dataclasses import dataclass
from re import Match
from typing import Final

from discord import app_commands

from bot.domain.briefing import Briefing
from bot.services.gaps import Gap, GapReport, Gaps
from bot.sheets.sheet_text import proposal_text
from bot.ui.discord_bot.features.log import shown
from bot.ui.discord_bot.features.search import passage_blocks
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Command, Interaction, chosen
from bot.ui.discord_bot.markdown import cut, neutral, units
from bot.ui.discord_bot.page import (
    BODY,
    Attached,
    Button,
    Menu,
    Page,
    Row,
    button,
    footed,
    option,
    portion,
    titled,
    turning,
)
from bot.ui.discord_bot.permissions import AuditLog
from bot.ui.discord_bot.persistent_button import NUMBER, PersistentButton, persistent_button
from bot.ui.discord_bot.render import ago
from bot.ui.discord_bot.sending import finish
from bot.ui.texts import discord_bot as discord_texts
from bot.ui.texts import gaps as texts
from bot.ui.texts.language import spoken

GAPS: Final = rf"gaps:{NUMBER}"
PICK: Final = r"pick-gap"
DISMISS: Final = r"gap:dismiss:(?P<key>[0-9a-f]{12})"
ROWS: Final = 8
OTHERS: Final = 4
LONGEST_NEAR: Final = 300
PASSAGES_ROOM: Final = 1400
LABELS: Final = (texts.BACK, texts.MORE)


@dataclass(frozen=True, slots=True)
class GapReading:
    """Admins see the gaps of their own server, owners those of all."""

    gaps: Gaps
    audit: AuditLog
    for_curators: Callable[[Interaction, Gap], tuple[Row, ...]]

    async def all(self, interaction: Interaction, number: int) -> Page:
        found = await self.gaps.find(self.audit.scope(interaction))
        await self.audit.record(interaction, "gaps", f"page {number + 1}")
        return gaps_page(found, number)

    async def one(self, interaction: Interaction, key: str) -> Page:
        found = await self.gaps.find(self.audit.scope(interaction))
        gap = next((each for each in found if each.key == key), None)
        await self.audit.record(interaction, "gap", key)
        if gap is None:
            return Page(spoken(texts.GONE), rows=((_back(),),))
        report = await self.gaps.report(gap)
        teaching = self.for_curators(interaction, gap)
        return gap_page(report, self.gaps.snapshots.current.briefing, teaching)

    async def dismiss(self, interaction: Interaction, key: str) -> Page:
        gone = await self.gaps.dismiss(key, self.audit.scope(interaction))
        await self.audit.record(interaction, "gap dismissed", key)
        return Page(spoken(texts.DISMISSED if gone else texts.GONE), rows=((_back(),),))


def gaps_page(found: tuple[Gap, ...], number: int) -> Page:
    if not found:
        return Page(spoken(texts.NONE), titled(spoken(texts.TITLE)))
    here, at, pages = portion(found, number, ROWS)
    lines = (f"- **{shown(gap.questions[0])}**\n  {texts.counted(gap, ago)}" for gap in here)
    menu = Menu(PICK, spoken(texts.CHOOSE), tuple(option(gap.questions[0], gap.key) for gap in here))
    return Page(
        "\n".join(lines),
        titled(spoken(texts.TITLE)),
        footer=footed(discord_texts.page_of(at + 1, pages)),
        rows=(menu, *turning(at, pages, lambda n: f"gaps:{n}", LABELS)),
    )


def gap_page(report: GapReport, briefing: Briefing, teaching: tuple[Row, ...]) -> Page:
    """Everything about one gap; an entry without room below it comes as a file."""
    gap, entry = report.gap, proposal_text(report.proposal)
    others = (f"- {shown(other)}" for other in texts.others(gap, OTHERS))
    near = cut(texts.nearest(report.near, briefing), LONGEST_NEAR)
    head = [texts.counted(gap, ago), *others, "", *map(neutral, (near, *texts.chosen(gap, briefing)))]
    block = f"```yaml\n{entry}```"
    closing = f"\n\n**{neutral(texts.closing(report.proposal, briefing))}**\n"
    left = BODY - units("\n".join(head) + closing + spoken(texts.PASSAGES)) - 4
    fits = "```" not in entry and units(block) <= left - 300
    nearby = passage_blocks(report.passages, min(left - units(block) if fits else left, PASSAGES_ROOM))
    passages = f"\n\n{spoken(texts.PASSAGES)}\n{nearby}" if nearby else ""
    pressed: Row = (button(spoken(texts.DISMISS), f"gap:dismiss:{gap.key}"), _back())
    return Page(
        "\n".join(head) + passages + closing + (block if fits else ""),
        titled(gap.questions[0]),
        rows=(pressed, *teaching),
        files=() if fits else (Attached(f"gap-{gap.key}.yaml", entry.encode()),),
    )


def _back() -> Button:
    return button(spoken(texts.ALL_GAPS), "gaps:0")


def gaps_command(reading: GapReading) -> Command:
    @app_commands.command(name="gaps", description="What people asked in vain, and what would close it")
    async def gaps(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await finish(interaction, await reading.all(interaction, 0))

    return gaps


@dataclass(frozen=True, slots=True)
class _Presses:
    """What each button does; a right may have been lost since it was shown."""

    reading: GapReading

    async def leaf(self, interaction: Interaction, match: Match[str]) -> None:
        await self._begin(interaction)
        await finish(interaction, await self.reading.all(interaction, int(match["number"])))

    async def pick(self, interaction: Interaction, _: Match[str]) -> None:
        await self._begin(interaction)
        await finish(interaction, await self.reading.one(interaction, chosen(interaction)))

    async def dismiss(self, interaction: Interaction, match: Match[str]) -> None:
        await self._begin(interaction)
        await finish(interaction, await self.reading.dismiss(interaction, match["key"]))

    async def _begin(self, interaction: Interaction) -> None:
        self.reading.audit.require_admin(interaction)
        await interaction.response.defer()


def gap_buttons(reading: GapReading, gatekeeper: Gatekeeper) -> tuple[PersistentButton, ...]:
    presses = _Presses(reading)
    by_pattern = {GAPS: presses.leaf, PICK: presses.pick, DISMISS: presses.dismiss}
    return tuple(persistent_button(pattern, press, gatekeeper) for pattern, press in by_pattern.items())
