"""Processes that need not be started: each is forked from one that has read the program already.

What a start itself does is for tests that start one; to read the program takes longer than all the rest.
"""

import asyncio
import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from asyncio import StreamReader, StreamReaderProtocol, Task
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from tests.child_process import PATIENCE
from tests.forking import END, NUMBER

PROJECT = Path(__file__).parents[1]
NO_STREAMS: Mapping[int, int] = MappingProxyType({})


@dataclass
class ForkedProcess:
    """As a process of asyncio, as far as tests need it."""

    pid: int
    stdout: StreamReader
    stderr: StreamReader
    _stdin: int
    _ending: Task[int]
    returncode: int | None = field(default=None, init=False)

    def tell(self, words: str) -> None:
        """On its standard input."""
        os.write(self._stdin, words.encode())

    def send_signal(self, number: int) -> None:
        if self.returncode is None and not self._ending.done():
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        code = await asyncio.shield(self._ending)
        if self.returncode is None:
            self.returncode = code
            os.close(self._stdin)
        return code

    async def communicate(self) -> tuple[bytes, bytes]:
        """All that it still said, to its end."""
        said = await asyncio.gather(self.stdout.read(), self.stderr.read())
        await self.wait()
        return said[0], said[1]


async def forked(
    module: str,
    words: Sequence[str],
    *,
    folder: Path,
    environment: Mapping[str, str],
    streams: Mapping[int, int] = NO_STREAMS,
    ignored: Sequence[int] = (),
) -> ForkedProcess:
    """`python -m` this module, in a session of its own; what is in `streams` is no pipe."""
    loop = asyncio.get_running_loop()
    ours, theirs = socket.socketpair()
    ours.settimeout(0)
    (stdin, give), (take, stdout), (take_errors, stderr) = os.pipe(), os.pipe(), os.pipe()
    wanted = {
        "module": module,
        "words": words,
        "folder": str(folder),
        "environment": dict(environment),
        "ignored": ignored,
    }
    given = [stdin, stdout, stderr, theirs.detach()]
    for number, handle in streams.items():
        os.dup2(handle, given[number])
    socket.send_fds(forking(), [json.dumps(wanted).encode() + END], given)
    for handle in given:
        os.close(handle)
    async with asyncio.timeout(PATIENCE):
        pid = int.from_bytes(await loop.sock_recv(ours, NUMBER), "little")
    ending = asyncio.create_task(_end(ours))
    return ForkedProcess(pid, await _reader(take), await _reader(take_errors), give, ending)


async def _end(telling: socket.socket) -> int:
    with telling:
        code = await asyncio.get_running_loop().sock_recv(telling, NUMBER)
    return int.from_bytes(code, "little", signed=True)


async def _reader(handle: int) -> StreamReader:
    reader = StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: StreamReaderProtocol(reader), os.fdopen(handle, "rb", 0)
    )
    return reader


@cache
def forking() -> socket.socket:
    """The way to the process that is forked; it ends with this one."""
    ours, theirs = socket.socketpair()
    handle = theirs.fileno()
    command = [sys.executable, "-m", "tests.forking", str(handle)]
    quiet = os.environ | {"PYTHONWARNINGS": "ignore"}
    process = subprocess.Popen(command, cwd=PROJECT, env=quiet, pass_fds=[handle], start_new_session=True)
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours
