"""The program itself: versions, errors as sentences, exit codes, and leaving without a trace."""

import asyncio
import json
import logging
import os
import re
import shlex
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

import click
import pytest
from click.testing import CliRunner, Result

from bot.cli.program import EXAMPLES, Program, program
from bot.cli.session import Session
from tests.child_process import completed
from tests.forked_process import NO_STREAMS, ForkedProcess, forked
from tests.shipped_sheet import shipped
from tests.thorough import some_of
from tests.typed_command import typed

Start = Callable[..., Result]
COMMAND = [sys.executable, "-W", "error", "-m", "bot"]
FULL = Path("/dev/full")
ROOT = Path(__file__).parents[2]


def environment(home: Path) -> dict[str, str]:
    return os.environ | {"BOT_KNOWLEDGE__PATH": str(home / "knowledge"), "XDG_STATE_HOME": str(home)}


def test_the_version_is_the_version_of_the_package(start: Start) -> None:
    result = start("--version")

    assert (result.exit_code, result.stdout) == (0, f"{version('briefing-bot')}\n")


def test_help_names_every_command(start: Start) -> None:
    result = start("--help")

    for command in ("ask", "chat", "topics", "fact", "sources", "check", "schema", "exam", "run"):
        assert f"\n  {command} " in result.stdout


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    """The words of every command and of every group."""
    for name, command in group.commands.items():
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)


@pytest.mark.parametrize("words", [(), ("log",), ("learned",), ("meaning",)])
def test_every_command_is_described_in_a_whole_sentence(start: Start, words: tuple[str, ...]) -> None:
    listed = start(*words, "--help", COLUMNS="80").stdout.partition("\nCommands:\n")[2].partition("\n\n")[0]

    assert listed
    for line in listed.splitlines():
        assert re.fullmatch(r"  [a-z-]+ +[A-Z].+[^.]\.", line), line


def test_every_example_is_of_a_command_and_is_typed_as_it_can_be() -> None:
    assert set(EXAMPLES) <= {"program"} | {" ".join(words) for words in commands(program)}

    every = {" ".join(words): words for words in commands(program)}
    for named, example in ((name, each) for name, shown in EXAMPLES.items() for each in shown):
        words = shlex.split(example)
        path = max((path for path in every.values() if words[: len(path)] == [*path]), key=len)
        command: click.Command = program
        for name in path:
            assert isinstance(command, click.Group)
            command = command.commands[name]

        assert named in {"program", " ".join(path)}
        typed(command, words[len(path) :])


@pytest.mark.parametrize("name", ["ask", "fact", "search"])
def test_the_examples_of_asking_find_something_in_the_briefing_that_is_here(start: Start, name: str) -> None:
    shown, served = shlex.split(EXAMPLES[name][0]), Session()
    served.snapshot = shipped()

    # As below the program, for click keeps how help is asked for.
    as_below, command = program.context_settings, program.commands[shown[0]]
    assert CliRunner().invoke(command, shown[1:], obj=served, **as_below).exit_code == 0
    assert f"  briefing-bot {EXAMPLES[name][0]}\n" in start(name, "--help").stdout


def test_a_broken_sheet_is_told_with_every_place_and_exit_code_2(start: Start, home: Path) -> None:
    sheet = home / "knowledge" / "lighthouse.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("4 May 1871}", "5 May 1871}"), encoding="utf-8")

    result = start("ask", "when was it lit")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "lighthouse.yaml:16:" in result.stderr
    assert "Traceback" not in result.stderr


def test_what_was_typed_cannot_steer_the_terminal_from_an_error(start: Start) -> None:
    result = start("fact", "\x1b[31mred\u202e")

    assert result.exit_code == 2
    assert "\x1b" not in result.stderr
    assert "\u202e" not in result.stderr


def test_settings_may_be_named_and_must_then_be_there(start: Start, home: Path) -> None:
    result = start("--config", str(home / "none.yaml"), "ask", "x")

    assert result.exit_code == 2
    assert "none.yaml does not exist" in result.stderr


def test_a_settings_file_can_be_named_before_or_after_the_command(start: Start, home: Path) -> None:
    (home / "other.yaml").write_text("matching: {boldness: 0}", encoding="utf-8")
    question = ["ask", "--json", "how tall is the lamp"]

    before = start("--config", str(home / "other.yaml"), *question)
    after = start(*question, "--config", str(home / "other.yaml"))

    assert json.loads(before.stdout)["status"] == json.loads(after.stdout)["status"] == "unsure"


def test_what_nobody_foresaw_is_a_sentence_with_a_reference(caplog: pytest.LogCaptureFixture) -> None:
    group = Program("program")
    detail = "a detail nobody should see"

    @group.command()
    def fail() -> None:
        raise ZeroDivisionError(detail)

    with caplog.at_level(logging.DEBUG):
        result = CliRunner().invoke(group, ["fail"])

    (logged,) = caplog.records
    reference = re.search(r"Reference: ([0-9a-f]{8}) ", result.stderr)
    assert reference is not None
    assert logged.getMessage() == f"unexpected error {reference[1]}"
    assert logged.exc_info is not None
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Sorry, something went wrong that should not have. Reference: " in result.stderr
    assert detail not in result.stderr
    assert "ZeroDivisionError" not in result.stderr


def test_ctrl_c_in_a_command_leaves_without_a_word() -> None:
    group = Program("program")

    @group.command()
    def wait() -> None:
        raise KeyboardInterrupt

    result = CliRunner().invoke(group, ["wait"])

    assert (result.exit_code, result.output) == (130, "")


@pytest.fixture
def full_disk() -> Iterator[int]:
    if not FULL.exists():
        pytest.skip("this system has no device that is always full")
    with FULL.open("w") as full:
        yield full.fileno()


async def forked_program(home: Path, *words: str, streams: Mapping[int, int]) -> ForkedProcess:
    return await forked("bot", words, folder=ROOT, environment=environment(home), streams=streams)


@pytest.mark.parametrize("words", [["--help"], ["ask", "--json", "lighthouse lit"], ["topics"]])
async def test_a_full_disk_is_a_sentence_and_exit_code_2(
    home: Path, words: list[str], full_disk: int
) -> None:
    done = await forked_program(home, *words, streams={1: full_disk})

    _, said = await done.communicate()

    assert done.returncode == 2
    assert said == b"The operating system would not let me go on: No space left on device.\n"


async def test_an_error_that_cannot_be_told_is_exit_code_2_all_the_same(home: Path, full_disk: int) -> None:
    done = await forked_program(home, "fact", "nonsense", streams={2: full_disk})

    said, _ = await done.communicate()

    assert (done.returncode, said) == (2, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Windows closes no stream")
@pytest.mark.parametrize(
    ("closed", "words", "code"),
    some_of(
        [
            ("<&- >&- 2>&-", "topics", 0),
            ("2>&-", "fact nonsense", 2),
            ("<&-", "topics", 0),
            (">&-", "topics", 0),
        ],
        4,
    ),
)
def test_a_stream_that_was_closed_is_missed_by_nobody(home: Path, closed: str, words: str, code: int) -> None:
    command = ["/bin/sh", "-c", f"{shlex.join(COMMAND)} {words} {closed}"]
    done = completed(command, env=environment(home))

    assert (done.returncode, done.stderr) == (code, "")


def test_a_file_that_cannot_be_written_is_exit_code_2(tmp_path: Path) -> None:
    group = Program("program")

    @group.command()
    @click.argument("file", type=click.File("w", lazy=True))
    def save(file: TextIO) -> None:
        file.write("a word")

    result = CliRunner().invoke(group, ["save", str(tmp_path / "none" / "file")])

    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr


async def batch(home: Path, streams: Mapping[int, int] = NO_STREAMS) -> ForkedProcess:
    """A process that answers the questions of its standard input; the first of them is asked."""
    process = await forked_program(home, "ask", "--json", "--batch", "-", streams=streams)
    process.tell("when was the lighthouse lit\n")
    return process


async def test_a_reader_that_goes_away_ends_a_batch_quietly(home: Path) -> None:
    reading, writing = os.pipe()
    process = await batch(home, {1: writing})
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as answers:
        first = await asyncio.to_thread(answers.readline)
    with suppress(BrokenPipeError):
        for _ in range(100):
            process.tell("when was the lighthouse lit\n" * 20)

    _, told = await process.communicate()

    assert json.loads(first)["status"] == "answered"
    assert told == b""


async def test_ctrl_c_ends_a_batch_quietly_and_answers_come_as_they_are_asked(home: Path) -> None:
    process = await batch(home)
    first = await process.stdout.readline()
    process.send_signal(signal.SIGINT)

    _, told = await process.communicate()

    assert json.loads(first)["status"] == "answered"
    assert (process.returncode, told) == (130, b"")


@pytest.mark.parametrize("locale", some_of(["C", "POSIX", "C.UTF-8"], 3))
def test_any_locale_can_show_an_answer(home: Path, locale: str) -> None:
    result = completed(
        [*COMMAND, "ask", "When was the lighthouse first lit?"],
        env=environment(home) | {"LC_ALL": locale, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )

    assert result.returncode == 0
    assert "It was lit for the first time on 4 May 1871." in result.stdout
    assert result.stderr == ""
