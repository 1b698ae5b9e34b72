"""The prompt: what it completes, where it remembers, and how it behaves in a real terminal."""

import fcntl
import os
import pty
import select
import struct
import termios
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest_asyncio
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, InMemoryHistory

from bot.domain.briefing import Briefing
from bot.ui.terminal.prompt import QuestionCompleter, open_history
from tests.each_row import each_row
from tests.forked_process import ForkedProcess, forked

PROMPT = "\x1b[?2004h"  # the prompt asks the terminal to mark what is pasted, each time it begins
PATIENCE = 30.0  # seconds for a terminal that never answers; a good one needs a fraction


@each_row(
    ("typed", "completions"),
    [
        ("lamp sea", ["How high is the lamp above the sea?"]),
        ("WHEN", ["When was the lighthouse first lit?", "When will the tower open to visitors?"]),
        ("/to", ["/topics"]),
        ("/so", ["/sources", "/source"]),
        ("/fact v", ["visitors"]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_the_prompt_completes_questions_commands_and_ids(
    briefing: Briefing, typed: str, completions: list[str]
) -> None:
    completer = QuestionCompleter(briefing)

    found = [found.text for found in completer.get_completions(Document(typed), CompleteEvent())]

    assert found == completions


def test_history_is_kept_for_the_person_alone(tmp_path: Path) -> None:
    file = tmp_path / "state" / "history"

    history = open_history(file)

    assert isinstance(history, FileHistory)
    assert file.stat().st_mode & 0o077 == 0


def test_without_a_place_for_it_history_lasts_as_long_as_the_chat(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, not a folder", encoding="utf-8")

    assert isinstance(open_history(tmp_path / "state" / "history"), InMemoryHistory)


class Terminal:
    """The chat in a pseudo-terminal: what it shows, and keys for it."""

    def __init__(self, far: int, process: ForkedProcess) -> None:
        self._far = far
        self._process = process
        self.shown = ""
        self._seen = 0

    @classmethod
    @asynccontextmanager
    async def of(cls, home: Path, columns: int = 80) -> AsyncIterator["Terminal"]:
        far, near = pty.openpty()
        fcntl.ioctl(near, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES"}}
        environment |= {
            "BOT_KNOWLEDGE__PATH": str(home / "knowledge"),
            "XDG_STATE_HOME": str(home / "state"),
            "PROMPT_TOOLKIT_NO_CPR": "1",
            "TERM": "xterm",
            "NO_COLOR": "1",
        }
        streams = dict.fromkeys(range(3), near)
        process = await forked("bot", ["chat"], folder=home, environment=environment, streams=streams)
        os.close(near)
        try:
            yield cls(far, process)
        finally:
            process.kill()
            await process.communicate()
            os.close(far)

    def press(self, keys: str) -> None:
        os.write(self._far, keys.encode())

    def wait_for(self, text: str) -> None:
        """Reads on until the text comes, after all that was waited for before."""
        while text not in self.shown[self._seen :]:
            assert self._read(), f"{text!r} never came after {self.shown[self._seen :]!r}"
        self._seen = self.shown.index(text, self._seen) + len(text)

    async def end(self) -> int:
        """Reads to the end; the exit code."""
        while self._read():
            pass
        return await self._process.wait()

    def _read(self) -> bool:
        ready, _, _ = select.select([self._far], [], [], PATIENCE)
        try:
            part = os.read(self._far, 65536) if ready else b""
        except OSError:  # the way Linux says that the other side has closed
            part = b""
        self.shown += part.decode("utf-8", "replace")
        return bool(part)


@pytest_asyncio.fixture
async def terminal(home: Path) -> AsyncIterator[Terminal]:
    async with Terminal.of(home) as terminal:
        yield terminal


async def test_a_person_asks_clears_a_line_and_leaves(terminal: Terminal, home: Path) -> None:
    terminal.wait_for("/quit leaves.")
    terminal.wait_for(PROMPT)
    terminal.press("When was the lighthouse first lit?\r")
    terminal.wait_for("4 May 1871")
    terminal.wait_for(PROMPT)
    terminal.press("half a question\x03")
    terminal.wait_for(PROMPT)
    terminal.press("/why\r")
    terminal.wait_for("runner-up")
    terminal.wait_for(PROMPT)
    terminal.press("\x04")
    code = await terminal.end()

    history = (home / "state" / "briefing-bot" / "chat_history").read_text(encoding="utf-8")
    assert code == 0
    assert terminal.shown.rstrip().endswith("Goodbye.")
    assert "Traceback" not in terminal.shown
    assert "+When was the lighthouse first lit?\n" in history
    assert "half a question" not in history


async def test_ctrl_c_on_an_empty_line_leaves(terminal: Terminal) -> None:
    terminal.wait_for(PROMPT)
    terminal.press("\x03")
    code = await terminal.end()

    assert code == 0
    assert terminal.shown.rstrip().endswith("Goodbye.")


async def test_a_terminal_of_twenty_columns_is_enough(home: Path) -> None:
    async with Terminal.of(home, columns=20) as terminal:
        terminal.wait_for(PROMPT)
        terminal.press("lamp height\r")
        terminal.wait_for("fact lamp-height")
        terminal.wait_for(PROMPT)
        terminal.press("/quit\r")
        code = await terminal.end()

    assert code == 0
