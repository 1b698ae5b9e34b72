"""`run` and `chat` without a terminal: plain lines in, answers out."""

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

Start = Callable[..., Result]


def test_without_a_token_run_says_how_to_connect_and_talks(start: Start) -> None:
    result = start("run", given="When was the lighthouse first lit?\n/source\n")

    assert result.exit_code == 0
    assert "DISCORD_TOKEN=" in result.stderr
    assert (
        "> When was the lighthouse first lit?\nIt was lit for the first time on 4 May 1871." in result.stdout
    )
    assert "»was lit for the first time on 4 May 1871«" in result.stdout


def test_a_token_file_that_is_missing_is_told(start: Start, tmp_path: Path) -> None:
    result = start("run", BOT_DISCORD__TOKEN_FILE=str(tmp_path / "token"))

    assert result.exit_code == 2
    assert "The token cannot be read" in result.stderr


def test_chat_reads_a_pipe_to_its_end_or_to_quit(start: Start) -> None:
    result = start("chat", given=b"\xef\xbb\xbf/topics\r\n\r\n\xff\x1b[2J\n/quit\nWho built it?\n")

    assert result.exit_code == 0
    assert result.stdout.startswith("> /topics\nThe lighthouse at Hollow Point\n")
    assert "> \ufffd\ufffd[2J\nThe briefing does not say." in result.stdout
    assert "Who built it?" not in result.stdout
    assert "\x1b" not in result.stdout


def test_chat_with_nothing_to_read_ends_at_once(start: Start) -> None:
    result = start("chat", given="")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_a_token_is_never_shown(start: Start, tmp_path: Path) -> None:
    variables = {
        "DISCORD_TOKEN": "a-secret-word",
        "BOT_DISCORD__API_URL": "http://127.0.0.1:9/api/v10",
        "BOT_DATABASE__PATH": str(tmp_path / "bot.sqlite3"),
    }

    result = start("--debug", "run", **variables)

    assert result.exit_code == 1
    assert "Discord cannot be reached at http://127.0.0.1:9/api/v10" in result.stderr
    assert "a-secret-word" not in result.output
