"""One WebSocket to a bot: frames go out in order, compressed when the client asked for it."""

import asyncio
import json
import zlib
from contextlib import suppress
from enum import IntEnum

from aiohttp import web

from tests.discord_server.json_shape import Json


class Op(IntEnum):
    """The gateway's opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Link:
    """Sending is a queue, so that the server's other parts need not wait for the network."""

    def __init__(self, socket: web.WebSocketResponse, compress: str | None) -> None:
        self._socket = socket
        self._queue: asyncio.Queue[Json | int] = asyncio.Queue()
        self._deflate = zlib.compressobj() if compress == "zlib-stream" else None
        self._writer = asyncio.create_task(self._write())

    @property
    def compressed(self) -> bool:
        return self._deflate is not None

    def send(
        self, op: Op, data: object = None, *, event: str | None = None, sequence: int | None = None
    ) -> None:
        self._queue.put_nowait({"op": int(op), "d": data, "t": event, "s": sequence})

    def close(self, code: int) -> None:
        """Close when everything sent so far is out."""
        self._queue.put_nowait(code)

    async def stop(self) -> None:
        """Give up writing; the socket has ended."""
        self._writer.cancel()
        with suppress(asyncio.CancelledError):
            await self._writer

    async def _write(self) -> None:
        with suppress(ConnectionError):
            while True:
                frame = await self._queue.get()
                if isinstance(frame, int):
                    await self._socket.close(code=frame)
                    return
                await self._send(frame)

    async def _send(self, frame: Json) -> None:
        text = json.dumps(frame)
        if self._deflate is None:
            await self._socket.send_str(text)
            return
        packed = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        await self._socket.send_bytes(packed)
