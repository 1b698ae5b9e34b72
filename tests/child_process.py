"""Processes of their own that a test starts: none of them is waited for without end."""

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

PATIENCE = 60.0  # seconds for a process that never answers; a good one needs a few


@contextmanager
def child_process(
    command: Sequence[str | Path], *, env: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """It speaks and listens by pipes, and is killed when it takes too long, so that every read ends."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=env, text=True) as process:
        killer = Timer(PATIENCE, process.kill)
        killer.start()
        try:
            yield process
            process.wait(PATIENCE)
        finally:
            killer.cancel()
            process.kill()
