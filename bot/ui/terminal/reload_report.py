"""A rehearsal in a terminal: what another sheet would change."""

from rich.console import Group, RenderableType
from rich.text import Text

from bot.services.curating import Effect, Reloaded, ReloadReport, Trial
from bot.ui import reload_texts
from bot.ui.plain import one_line
from bot.ui.terminal.screen import safe

STYLES = {"Lost": "red", "Golden": "red", "Gained": "green", "Changed": "yellow"}


def report_view(report: ReloadReport) -> RenderableType:
    """What became of a reload."""
    lines = (_line(one_line(line)) for line in reload_texts.details(report))
    held = isinstance(report, Reloaded) and report.effect is Effect.HELD
    hint = [Text(reload_texts.HOW_TO_CONSENT, "bold")] if held else []
    return Group(Text(reload_texts.headline(report), "bold"), *lines, *hint)


def trial_view(trial: Trial) -> RenderableType:
    lines = (_line(one_line(line)) for line in reload_texts.trial_lines(trial))
    return Group(Text(reload_texts.rehearsed(trial.revision), "bold"), *lines)


def _line(line: str) -> Text:
    return safe(line, STYLES.get(line.partition(":")[0], ""))
