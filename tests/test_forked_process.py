"""A forked program is like a started one, and never outlives the test that asked for it."""

import os
import signal
from importlib.metadata import version
from pathlib import Path

from tests.forked_process import forked


async def test_it_has_its_words_its_folder_and_its_end(tmp_path: Path) -> None:
    told = await forked("bot", ["--version"], folder=tmp_path, environment=os.environ)
    refused = await forked(
        "bot", ["--config", "none.yaml", "topics"], folder=tmp_path, environment=os.environ
    )

    said, _ = await told.communicate()
    _, error = await refused.communicate()

    assert (said.decode().strip(), told.returncode) == (version("briefing-bot"), 0)
    assert refused.returncode == 2
    assert b"none.yaml does not exist" in error


async def test_how_it_was_ended_is_told(tmp_path: Path) -> None:
    waiting = await forked("code", [], folder=tmp_path, environment=os.environ)

    waiting.kill()
    await waiting.communicate()

    assert waiting.returncode == -signal.SIGKILL


async def test_one_whose_test_has_ended_is_killed(tmp_path: Path) -> None:
    waiting = await forked("code", [], folder=tmp_path, environment=os.environ)

    waiting._ending.cancel()
    await waiting.stdout.read()
    await waiting.stderr.read()

    os.close(waiting._stdin)
