"""What docs/curating.md tells a new curator to do is done here, word for word."""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.program import program

DOCS = Path(__file__).parents[2] / "docs" / "curating.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def blocks() -> list[re.Match[str]]:
    text = DOCS.read_text(encoding="utf-8")
    start, end = text.index("## Begin: from a page to a bot"), text.index("## The round")
    return list(BLOCK.finditer(text, start, end))


def ran(command: str) -> str:
    words = shlex.split(command)
    if words[0] == "cd":
        os.chdir(words[1])
        return ""
    assert words[:3] == ["python", "-m", "bot"]
    environment = {"COLUMNS": "100", "DISCORD_TOKEN": None}
    result = CliRunner().invoke(program, words[3:], env=environment, prog_name="briefing-bot")
    return "".join(f"{line.rstrip()}\n" for line in result.output.splitlines())


def apply(file: Path, change: str) -> None:
    lines = change.splitlines()
    old, new = ("".join(f"{line[1:]}\n" for line in lines if line[0] == sign) for sign in "-+")
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def assert_alike(came: str, told: str) -> None:
    """Three dots stand for what changes with the engine."""
    pattern = ".+?".join(re.escape(part) for part in told.split("…"))
    assert came == told or re.fullmatch(pattern, came, re.DOTALL)


def commands(told: str) -> Iterator[tuple[str, str]]:
    return ((found[1], found[2]) for found in COMMAND.finditer(told))


def test_the_tutorial_is_true_to_the_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = 0

    for block in blocks():
        sort, file, told = block.groups()
        if sort == "console":
            for command, expected in commands(told):
                assert_alike(ran(command), expected)
                done += 1
        elif sort == "diff":
            apply(Path(file), told)
        else:
            Path(file).write_text(told, encoding="utf-8")

    assert done == 5
