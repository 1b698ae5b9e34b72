"""`run` and `chat` without a terminal: plain lines in, answers out."""

from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

from click.testing import Result

Start = Callable[..., Result]
NOWHERE = "http://127.0.0.1:9/api/v10"
CONNECTED_TO_NOTHING = {"DISCORD_TOKEN": "a-secret-word", "BOT_DISCORD__API_URL": NOWHERE}


def test_without_a_token_run_says_how_to_connect_and_talks(start: Start) -> None:
    result = start("run", given="When was the lighthouse first lit?\n/source\n")

    assert result.exit_code == 0
    assert "DISCORD_TOKEN=" in result.stderr
    assert (
        "> When was the lighthouse first lit?\nIt was lit for the first time on 4 May 1871." in result.stdout
    )
    assert "»was lit for the first time on 4 May 1871«" in result.stdout


def test_a_token_that_waits_in_a_file_for_other_programs_is_told(start: Start, home: Path) -> None:
    (home / ".env").write_text("DISCORD_TOKEN=a-secret-word\n", "utf-8")

    with chdir(home):
        result = start("run", given="/quit\n")

    assert "The file .env here is not read" in result.stderr
    assert "a-secret-word" not in result.output


def test_a_token_file_that_is_missing_is_told(start: Start, tmp_path: Path) -> None:
    result = start("run", BOT_DISCORD__TOKEN_FILE=str(tmp_path / "token"))

    assert result.exit_code == 2
    assert f"No token: {tmp_path / 'token'} does not exist." in result.stderr


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


def test_a_broken_sheet_is_told_with_its_place_before_discord_is_called(start: Start, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("stands 42 metres", "stands 43 metres"), "utf-8")

    result = start("run", **CONNECTED_TO_NOTHING)

    assert result.exit_code == 2
    assert "lighthouse.yaml:2" in result.stderr
    assert NOWHERE not in result.output
