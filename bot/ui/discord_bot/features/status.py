"""/status: how the bot is doing."""

import math
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version

from discord import app_commands

from bot.services.status import Status
from bot.ui.discord_bot.command_sync import CommandState
from bot.ui.discord_bot.interactions import Command, Interaction
from bot.ui.discord_bot.markdown import neutral
from bot.ui.discord_bot.page import BODY, Page, Tone, titled
from bot.ui.discord_bot.permissions import AuditLog
from bot.ui.discord_bot.render import ago
from bot.ui.discord_bot.sending import finish
from bot.ui.texts import admin as admin_texts
from bot.ui.texts import discord_bot as texts
from bot.ui.texts.admin import Line
from bot.ui.texts.language import spoken


@dataclass(slots=True)
class ClientHealth:
    """Updated by the client, and read by whoever shows the bot's status."""

    started_at: datetime | None = None
    commands: CommandState = field(default_factory=CommandState)


Look = Callable[[int | None], Awaitable[Status]]


def status_command(look: Look, health: ClientHealth, audit: AuditLog) -> Command:
    @app_commands.command(name="status", description="How the bot is doing")
    async def status(interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await look(audit.scope(interaction))
        await audit.record(interaction, "status")
        page = status_page(found, health, interaction.client.latency)
        await finish(interaction, page)

    return status


def status_page(status: Status, health: ClientHealth, latency: float) -> Page:
    """Lines that do not fit are dropped from the end, where the digests of many channels stand."""
    lines = (*_connection(health, latency), *admin_texts.status_lines(status, ago, neutral, _channel))
    body = "\n".join(map(admin_texts.labelled, lines))
    if len(body) > BODY:
        body = body[: body.rindex("\n", 0, BODY - 2)] + "\n…"
    return Page(body, titled(spoken(admin_texts.TITLE)), tone=_tone(status))


def _connection(health: ClientHealth, latency: float) -> Iterator[Line]:
    yield admin_texts.bot_line(version("briefing-bot"), ago(health.started_at) if health.started_at else "")
    measured = latency * 1000 if math.isfinite(latency) else None
    yield admin_texts.discord_line(measured, told=health.commands.told)
    if refusal := health.commands.refusal:
        told = texts.commands_refused(refusal.reason, refusal.missing)
        yield admin_texts.commands_label(), neutral(told)


def _channel(channel_id: int) -> str:
    return f"<#{channel_id}>"


def _tone(status: Status) -> Tone:
    """Red when something is wrong that an admin should look at."""
    troubled = status.records is None or status.stalled or any(d.overdue for d in status.records.digests)
    return Tone.NOTHING if troubled else Tone.ANSWER
