"""The state of the bot in a terminal, a line a thing."""

from datetime import datetime

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.services.status import Status
from bot.ui.plain import one_line
from bot.ui.status_texts import status_lines
from bot.ui.terminal.screen import safe


def status_view(status: Status) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    for label, value in status_lines(status, _when, one_line, str):
        grid.add_row(Text(label, "cyan"), safe(value))
    return grid


def _when(instant: datetime) -> str:
    return instant.astimezone().strftime("%Y-%m-%d %H:%M %Z")
