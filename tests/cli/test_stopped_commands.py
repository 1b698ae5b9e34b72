"""A command that is stopped half-way leaves nothing half-made, and ends as what stopped it."""

import asyncio
import os
import signal
from pathlib import Path

import pytest

from tests.child_process import PATIENCE
from tests.forked_process import forked

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
async def test_what_came_half_way_is_taken_away(home: Path, number: signal.Signals) -> None:
    begun = asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.0 200 OK\r\nContent-Length: 1000000\r\n\r\nthe first of many bytes")
        await writer.drain()
        begun.set()
        await reader.read()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1") as hub, asyncio.timeout(PATIENCE):
        address = f"http://127.0.0.1:{hub.sockets[0].getsockname()[1]}"
        words = ("meaning", "fetch", "--hub", address)
        process = await forked("bot", words, folder=home, environment=os.environ)
        await begun.wait()
        assert len(list((home / "data" / "models").iterdir())) == 1
        process.send_signal(number)
        _, said = await process.communicate()

    assert list((home / "data" / "models").iterdir()) == []
    assert process.returncode == (130 if number == signal.SIGINT else -number)
    assert b"Traceback" not in said
