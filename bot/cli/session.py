"""What every command shares: the options before it, the settings and the briefing, read when first needed."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.services.snapshot import Snapshot, load_snapshot
from bot.settings import Settings, read_settings, reading_rules
from bot.sheets.documents import ReadingRules

if TYPE_CHECKING:
    from rich.console import Console


@dataclass
class Session:
    """One run of the program."""

    config: Path | None = None
    debug: bool = False

    @cached_property
    def settings(self) -> Settings:
        return read_settings(self.config, os.environ)

    @cached_property
    def snapshot(self) -> Snapshot:
        return load_snapshot(self.settings.knowledge.path, self.settings.matching.thresholds, self.rules)

    @cached_property
    def rules(self) -> ReadingRules:
        """What the sheet may read; the settings themselves are no document of it."""
        return reading_rules(self.settings, self.config)

    @cached_property
    def console(self) -> "Console":
        from bot.ui.terminal.screen import screen

        return screen()

    @cached_property
    def errors(self) -> "Console":
        from bot.ui.terminal.screen import screen

        return screen(stderr=True)


pass_session = click.make_pass_decorator(Session, ensure=True)
