"""What somebody reads who brings an earlier sheet back; the same lines in every face."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, assert_never

from bot.database.kept_sheets import KeptSheet
from bot.services.rollback import NotKept, RollbackReport, RolledBack
from bot.ui.texts.plain import plural
from bot.ui.texts.reload import trial_lines

TITLE: Final = "Rollback"
NOTHING_KEPT: Final = "No other sheet is kept that could be brought back."
COULD_BE: Final = "These could be brought back:"
HELD: Final = "It stays, over a restart too, until the files change or somebody reloads."


def headline(report: RollbackReport) -> str:
    """What became of it."""
    match report:
        case NotKept(version=None):
            return NOTHING_KEPT
        case NotKept(version=version):
            return f"No other sheet of version {version} is kept."
        case RolledBack(trial=trial):
            now = trial.snapshot.written.version
            return f"Version {now} answers again, in place of {trial.revision.before}."
        case _:
            assert_never(report)


def summary(report: RollbackReport) -> str:
    """The same in the few words of a record."""
    match report:
        case NotKept():
            return "refused: not kept"
        case RolledBack(trial=trial):
            return f"back: {trial.revision.before} to {trial.revision.after}"
        case _:
            assert_never(report)


def details(report: RollbackReport, when: Callable[[datetime], str]) -> Iterator[str]:
    """Everything else, line by line."""
    match report:
        case NotKept(kept=kept):
            if kept:
                yield COULD_BE
                yield from (kept_line(sheet, when) for sheet in kept)
        case RolledBack(trial=trial):
            yield HELD
            yield from trial_lines(trial)
        case _:
            assert_never(report)


def kept_line(sheet: KeptSheet, when: Callable[[datetime], str]) -> str:
    return (
        f"{sheet.version}: {plural(sheet.facts, 'fact')}, served from {when(sheet.served_at)}, {sheet.title}"
    )
