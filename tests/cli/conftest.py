"""The program as a person starts it, over the small sheet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.program import program

Start = Callable[..., Result]


@pytest.fixture
def start(home: Path) -> Start:
    """Runs the program with these words; standard input may be given as text or bytes."""

    def run(*words: str, given: str | bytes = "", **variables: str) -> Result:
        environment = {
            "BOT_KNOWLEDGE__PATH": str(home / "knowledge"),
            "BOT_DATABASE__PATH": str(home / "bot.sqlite3"),
            "XDG_STATE_HOME": str(home / "state"),
            "DISCORD_TOKEN": None,
            "COLUMNS": "100",
        }
        return CliRunner().invoke(
            program, words, input=given, env=environment | variables, prog_name="briefing-bot"
        )

    return run
