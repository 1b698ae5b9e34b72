"""What every command shares: global options, settings and the briefing, read when first needed."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.domain.sheet_state import SheetState
from bot.errors import MeaningError
from bot.ui.texts import meaning as meaning_texts
from bot.ui.texts.plain import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import Console

    from bot.matching.meaning import Meaning
    from bot.services.snapshot import Snapshot
    from bot.settings.settings import LogForm, Settings
    from bot.sheets.documents import ReadingRules


@dataclass
class Session:
    """One run of the program; its parts are imported when a command needs them.

    A probe that is started every minute reads no sheet.
    """

    config: Path | None = None
    debug: bool = False
    log_as: "Callable[[LogForm], None] | None" = None

    @cached_property
    def settings(self) -> "Settings":
        from bot.settings.reading import read_settings

        return read_settings(self.config, os.environ, self.log_as)

    def close(self) -> None:
        """Hand over to the bot's user what a command under sudo left beside the database."""
        if "settings" in self.__dict__ and hasattr(os, "geteuid") and os.geteuid() == 0:
            from bot.database.sqlite_files import hand_over

            hand_over(self.settings.database.path)

    @cached_property
    def snapshot(self) -> "Snapshot":
        """What a bot with these settings would serve: the sheet, and what was taught since."""
        from bot.services.snapshot import load_snapshot

        knowledge, thresholds = self.settings.knowledge, self.settings.matching.thresholds
        return load_snapshot(knowledge.path, thresholds, self.rules, self.state, meaning=self.meaning)

    @cached_property
    def rules(self) -> "ReadingRules":
        """What the sheet may read; the settings themselves are no document of it."""
        from bot.settings.settings import reading_rules

        return reading_rules(self.settings, self.config)

    @cached_property
    def state(self) -> SheetState:
        """What was taught to the bot with this database, and what a rollback holds."""
        path = self.settings.database.path
        if not path.is_file():
            return SheetState()
        from bot.database.sheet_state import read_sheet_state

        return read_sheet_state(path)

    @cached_property
    def meaning(self) -> "Meaning | None":
        """The encoder, if it can be had; otherwise a sentence says that answers come by words alone."""
        from bot.settings.settings import OFF

        if self.settings.matching.meaning == OFF:
            return None
        from bot.services.meaning import open_meaning
        from bot.ui.terminal.progress import EncodingProgress

        try:
            matching, database = self.settings.matching, self.settings.database
            return open_meaning(matching.meaning, database.path, EncodingProgress(self.errors))
        except MeaningError as error:
            click.echo(printable(meaning_texts.without(error.sentence)), err=True)
            return None

    @cached_property
    def console(self) -> "Console":
        from bot.ui.terminal.screen import screen

        return screen()

    @cached_property
    def errors(self) -> "Console":
        from bot.ui.terminal.screen import screen

        return screen(stderr=True)


pass_session = click.make_pass_decorator(Session, ensure=True)
