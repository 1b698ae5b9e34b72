"""/reload: read the sheet again, report, and ask for consent when many facts would go."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from re import Match
from typing import Final

from discord import DiscordException, app_commands

from bot.matching.meaning import WATCHER
from bot.services.reload import Rejected, Reloaded, ReloadEffect, Reloader, ReloadReport
from bot.services.status import RELOAD
from bot.ui.discord_bot.gate import Gatekeeper
from bot.ui.discord_bot.interactions import Command, Interaction
from bot.ui.discord_bot.markdown import lines_within, neutral, shortened
from bot.ui.discord_bot.page import REPORT, Attached, Page, Row, Tone, button, titled
from bot.ui.discord_bot.permissions import AuditLog
from bot.ui.discord_bot.persistent_button import PersistentButton, persistent_button
from bot.ui.discord_bot.sending import finish, turn
from bot.ui.texts import meaning as meaning_texts
from bot.ui.texts import reload as reload_texts
from bot.ui.texts.language import spoken
from bot.ui.texts.plain import printable

APPLY: Final = r"reload:(?P<version>[0-9a-f]{10})"
CANCEL: Final = r"reload:cancel"
LONGEST_LINE: Final = 700
FILE: Final = "reload.txt"
EDIT_SECONDS: Final = 5.0  # between two edits of the message that says how far it is


def apply_id(version: str) -> str:
    return f"reload:{version}"


def report_page(report: ReloadReport) -> Page:
    """With the whole report as a file when the page cannot hold it."""
    headline, details = reload_texts.headline(report), reload_texts.details(report)
    lines = [shortened(line, LONGEST_LINE) for line in (headline, *details)]
    held = lines_within(lines, REPORT)
    whole = lines[:held] == [neutral(line) for line in (headline, *details)]
    body = "\n".join([*lines[:held], *([] if whole else [f"*{spoken(reload_texts.FULL_REPORT)}*"])])
    text = printable("\n".join((headline, "", *details, "")))
    files = () if whole else (Attached(FILE, text.encode()),)
    return Page(body, titled(spoken(reload_texts.TITLE)), tone=_tone(report), rows=_rows(report), files=files)


def _tone(report: ReloadReport) -> Tone:
    match report:
        case Rejected():
            return Tone.NOTHING
        case Reloaded(effect=ReloadEffect.HELD):
            return Tone.QUESTION
        case _:
            return Tone.ANSWER


def _rows(report: ReloadReport) -> tuple[Row, ...]:
    if not isinstance(report, Reloaded) or report.effect is not ReloadEffect.HELD:
        return ()
    apply = apply_id(report.trial.revision.after)
    return (
        (
            button(spoken(reload_texts.APPLY), apply, primary=True),
            button(spoken(reload_texts.CANCEL), CANCEL),
        ),
    )


@dataclass(frozen=True, slots=True)
class Reloading:
    """Reloads, records it, and shows the report in the deferred reply."""

    reloader: Reloader
    audit: AuditLog

    async def run(self, interaction: Interaction, *, agreed: str | None = None) -> None:
        async with encoding_told(interaction):
            report = await self.reloader.reload(agreed=agreed, guild_id=self.audit.scope(interaction))
        await self.audit.record(interaction, RELOAD, reload_texts.summary(report))
        shown = report_page(report)
        await finish(interaction, shown)


def reload_command(reloading: Reloading) -> Command:
    @app_commands.command(name="reload", description="Read the fact sheet again and report what has changed")
    async def reload(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        await reloading.run(interaction)

    return reload


def reload_buttons(reloading: Reloading, gatekeeper: Gatekeeper) -> tuple[PersistentButton, ...]:
    async def apply(interaction: Interaction, match: Match[str]) -> None:
        reloading.audit.require_global_admin(interaction)
        await interaction.response.defer()
        await reloading.run(interaction, agreed=match["version"])

    async def cancel(interaction: Interaction, _: Match[str]) -> None:
        reloading.audit.require_global_admin(interaction)
        await reloading.audit.record(interaction, RELOAD, "cancelled")
        await turn(interaction, Page(spoken(reload_texts.CANCELLED)))

    return (persistent_button(APPLY, apply, gatekeeper), persistent_button(CANCEL, cancel, gatekeeper))


class _EncodingNotice:
    """Called from the encoding thread; the loop edits the message, one edit at a time."""

    def __init__(self, interaction: Interaction) -> None:
        self._interaction = interaction
        self._loop = asyncio.get_running_loop()
        self._next = 0.0
        self._edit: asyncio.Task[None] | None = None

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if total >= meaning_texts.MANY and done < total and now >= self._next:
            self._next = now + EDIT_SECONDS
            self._loop.call_soon_threadsafe(self._show, done, total)

    def _show(self, done: int, total: int) -> None:
        if self._edit is None or self._edit.done():
            page = Page(meaning_texts.encoded(done, total))
            self._edit = asyncio.create_task(finish(self._interaction, page))

    async def settle(self) -> None:
        """Wait for the last edit, so that the report comes last."""
        if self._edit is not None:
            with suppress(DiscordException):  # a notice that does not come is no harm
                await self._edit


@asynccontextmanager
async def encoding_told(interaction: Interaction) -> AsyncIterator[None]:
    """While encoding, the deferred reply shows the progress."""
    notice = _EncodingNotice(interaction)
    token = WATCHER.set(notice)
    try:
        yield
    finally:
        WATCHER.reset(token)
        await notice.settle()
