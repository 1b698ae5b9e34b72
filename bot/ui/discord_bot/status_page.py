"""The state of the bot in Discord."""

import math
from collections.abc import Iterator
from importlib.metadata import version

from bot.services.status import Status
from bot.ui.discord_bot.log_page import ago
from bot.ui.discord_bot.markdown import neutral
from bot.ui.discord_bot.page import BODY, Page, Tone, titled
from bot.ui.discord_bot.pulse import Pulse
from bot.ui.texts import admin as admin_texts
from bot.ui.texts.admin import Line


def status_page(status: Status, pulse: Pulse, latency: float) -> Page:
    """Lines that no longer fit are left out from the end, where the digests of many channels stand."""
    lines = (*_connection(pulse, latency), *admin_texts.status_lines(status, ago, neutral, _channel))
    body = "\n".join(f"**{label}:** {value}" for label, value in lines)
    if len(body) > BODY:
        body = body[: body.rindex("\n", 0, BODY - 2)] + "\n…"
    return Page(body, titled(admin_texts.TITLE), tone=_tone(status))


def _connection(pulse: Pulse, latency: float) -> Iterator[Line]:
    started = f", started {ago(pulse.started_at)}" if pulse.started_at else ""
    yield "Bot", f"version {version('briefing-bot')}{started}"
    milliseconds = f"{latency * 1000:,.0f} ms" if math.isfinite(latency) else admin_texts.NOT_MEASURED
    told = admin_texts.COMMANDS_KNOWN if pulse.commands_synced else admin_texts.COMMANDS_UNKNOWN
    yield "Discord", f"answers within {milliseconds}, {told}"


def _channel(channel_id: int) -> str:
    return f"<#{channel_id}>"


def _tone(status: Status) -> Tone:
    """Red when something is wrong that an admin should look at."""
    troubled = status.records is None or status.stalled or any(d.overdue for d in status.records.digests)
    return Tone.NOTHING if troubled else Tone.ANSWER
