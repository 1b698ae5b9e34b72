"""A rehearsal in a terminal: what another sheet would change."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.services.curating import Trial
from bot.ui import reload_texts
from bot.ui.plain import one_line
from bot.ui.terminal.screen import safe

STYLES = {"Lost": "red", "Golden": "red", "Gained": "green", "Changed": "yellow"}


def trial_view(trial: Trial) -> RenderableType:
    lines = (_line(one_line(line)) for line in reload_texts.trial_lines(trial))
    return Group(Text(reload_texts.rehearsed(trial.revision), "bold"), *lines)


def _line(line: str) -> Text:
    return safe(line, STYLES.get(line.partition(":")[0], ""))
