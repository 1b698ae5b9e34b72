"""Takes down what the bot sends to Discord at each deed, as JSON that a reviewer can read."""

import json
from collections.abc import Awaitable
from datetime import datetime

from tests.discord_server.messages import Message
from tests.discord_server.recording import Request, Upload
from tests.discord_server.reply import CallbackKind, Reply
from tests.discord_server.server import DiscordServer
from tests.snapshots.neutral import Names

EMPTY: tuple[object, ...] = (None, {}, [])


class Camera:
    """A page holds every request with a body since the page before."""

    def __init__(self, server: DiscordServer) -> None:
        self.pages: dict[str, str] = {}
        self._server = server
        self._seen = len(server.requests)

    async def take(self, name: str, deed: Awaitable[Reply]) -> Reply:
        reply = await deed
        await settled(reply)
        self.page(name)
        return reply

    async def hear(self, name: str, said: Message) -> Message:
        """The bot's answer to a message."""
        answer = await self._server.next_message(said)
        self.page(name)
        return answer

    def skip(self) -> None:
        """What was sent so far is on no page."""
        self._seen = len(self._server.requests)

    def page(self, name: str) -> None:
        new = list(self._server.requests)[self._seen :]
        self.skip()
        shown = [request_json(each) for each in new if each.body not in EMPTY]
        text = json.dumps(shown, indent=1, ensure_ascii=False)
        self.pages[f"{name}.json"] = Names().neutral(text)


async def settled(reply: Reply) -> None:
    """What was put off has come."""
    if reply.kind is CallbackKind.DEFERRED_MESSAGE:
        await reply.finished()
    elif reply.kind is CallbackKind.DEFERRED_UPDATE:
        opened = reply.opened_at
        await reply.until(lambda each: bool(each.followups) or edited(each.source, opened))


def edited(message: Message | None, since: datetime) -> bool:
    return message is None or (message.edited_at is not None and message.edited_at >= since)


def request_json(request: Request) -> dict[str, object]:
    files = {"files": [file_json(each) for each in request.files]} if request.files else {}
    return {request.method: request.path, "body": request.body, **files}


def file_json(file: Upload) -> dict[str, object]:
    """A picture depends on the fonts of the machine; other tests look at it."""
    try:
        return {"name": file.name, "lines": file.data.decode().splitlines()}
    except UnicodeDecodeError:
        return {"name": file.name, "starts": file.data[:4].hex()}
