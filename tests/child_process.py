"""Processes of their own that a test starts, all of them here: none is waited for without end."""

import asyncio
import subprocess
from asyncio.subprocess import Process
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE
from threading import Timer
from typing import IO

PATIENCE = 60.0  # seconds for a process that never answers; a good one needs a few
Command = Sequence[str | Path]
Handle = int | IO[str]


@contextmanager
def child_process(
    command: Command, *, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """It speaks and listens by pipes, and is killed when it takes too long, so that every read ends."""
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, env=env, text=True) as process:
        killer = Timer(PATIENCE, process.kill)
        killer.start()
        try:
            yield process
            process.wait(PATIENCE)
        finally:
            killer.cancel()
            process.kill()


def completed(
    command: Command,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdout: Handle = PIPE,
    stderr: Handle = PIPE,
) -> subprocess.CompletedProcess[str]:
    """One that ran to its end, and all that it said."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdout=stdout,
        stderr=stderr,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )


async def spawned(
    command: Command,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    stdin: int | None = None,
    stdout: int | None = PIPE,
    stderr: Handle | None = PIPE,
    own_session: bool = False,
) -> Process:
    """One that lives beside the test's loop; whoever started it waits for its end."""
    return await asyncio.create_subprocess_exec(
        *command, cwd=cwd, env=env, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=own_session
    )
