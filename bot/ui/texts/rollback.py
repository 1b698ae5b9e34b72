"""What is said about a rollback; the same lines in every face."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final, assert_never

from bot.database.kept_sheets import KeptSheet
from bot.services.rollback import NotKept, RollbackReport, RolledBack
from bot.ui.texts.language import marked, numbered, spoken
from bot.ui.texts.reload import trial_lines

TITLE: Final = marked("Rollback")
NOTHING_KEPT: Final = marked("There is no other sheet that could be brought back.")
COULD_BE: Final = marked("These could be brought back:")
HELD: Final = marked("It stays in use, even after a restart, until the files change or somebody reloads.")


def headline(report: RollbackReport) -> str:
    """What became of it."""
    match report:
        case NotKept(version=None):
            return spoken(NOTHING_KEPT)
        case NotKept(version=version):
            return spoken("No other sheet with version {version} is kept.").format(version=version)
        case RolledBack(trial=trial, before=before):
            told = spoken("Version {now} answers again, in place of {before}.")
            return told.format(now=trial.snapshot.written.version, before=before)
        case _:
            assert_never(report)


def summary(report: RollbackReport) -> str:
    """The result in a few English words, for the record."""
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
                yield spoken(COULD_BE)
                yield from (kept_line(sheet, when) for sheet in kept)
        case RolledBack(trial=trial):
            yield spoken(HELD)
            if trial.snapshot.version != trial.snapshot.written.version:
                told = spoken("Together with what was taught, it is version {version}.")
                yield told.format(version=trial.snapshot.version)
            yield from trial_lines(trial)
        case _:
            assert_never(report)


def kept_line(sheet: KeptSheet, when: Callable[[datetime], str]) -> str:
    return spoken("{version}: {facts}, served from {when}, {title}").format(
        version=sheet.version,
        facts=numbered(sheet.facts, "{count} fact", "{count} facts"),
        when=when(sheet.served_at),
        title=sheet.title,
    )
